"""The difference between two Word files, and the three-way merge of them: bytes and values, no disk.

``read`` takes a .docx apart into stories, blocks and words; ``align`` lays two of them side by side;
``differences`` tells what changed, in words that can be quoted.  ``merge`` lays the change between two
papers that docgen made on a third that a person edited.  Formatting makes no difference.
"""

from docgen.delta.align import CellPair, Pair, RowPair, StoryPair, align, align_blocks, align_rows
from docgen.delta.changes import CLAUSE, Change, ChangeKind, Told, compare, differences, tell
from docgen.delta.comments import open_comments
from docgen.delta.desk import Conflict
from docgen.delta.kinship import nearest, origin_of
from docgen.delta.merge import Merged, merge
from docgen.delta.model import Block, Cell, Document, Other, Paragraph, Row, Story, Table, paragraphs
from docgen.delta.places import Places
from docgen.delta.reading import read
from docgen.delta.sequence import Hunk, hunks
from docgen.delta.tokens import Token, TokenKind, tokens

__all__ = [
    "CLAUSE",
    "Block",
    "Cell",
    "CellPair",
    "Change",
    "ChangeKind",
    "Conflict",
    "Document",
    "Hunk",
    "Merged",
    "Other",
    "Pair",
    "Paragraph",
    "Places",
    "Row",
    "RowPair",
    "Story",
    "StoryPair",
    "Table",
    "Token",
    "TokenKind",
    "Told",
    "align",
    "align_blocks",
    "align_rows",
    "compare",
    "differences",
    "hunks",
    "merge",
    "nearest",
    "open_comments",
    "origin_of",
    "paragraphs",
    "read",
    "tell",
    "tokens",
]
