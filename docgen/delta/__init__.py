"""The difference between two Word files, and the three-way merge of them: bytes and values, no disk.

``read`` takes a .docx apart into stories, blocks and words; ``align`` lays two of them side by side;
``differences`` tells what changed, in words that can be quoted.  ``merge`` lays the change between two
papers that docgen made on a third that a person edited.  Formatting makes no difference.
"""

from docgen.delta.align import BlockPair, CellPair, RowPair, StoryPair, align, align_blocks, align_rows
from docgen.delta.differences import CLAUSE, Change, ChangeKind, Told, compare, differences, tell
from docgen.delta.kinship import nearest, origin_of
from docgen.delta.merge import Merged, merge
from docgen.delta.merge_comments import open_comments
from docgen.delta.merge_desk import Conflict
from docgen.delta.model import Block, Cell, Document, Other, Paragraph, Story, Table, TableRow, paragraphs
from docgen.delta.reading import read
from docgen.delta.sequence import Hunk, hunks
from docgen.delta.tokens import Token, TokenKind, tokens

__all__ = [
    "CLAUSE",
    "Block",
    "BlockPair",
    "Cell",
    "CellPair",
    "Change",
    "ChangeKind",
    "Conflict",
    "Document",
    "Hunk",
    "Merged",
    "Other",
    "Paragraph",
    "RowPair",
    "Story",
    "StoryPair",
    "Table",
    "TableRow",
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
