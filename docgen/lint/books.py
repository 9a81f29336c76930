"""Registers and lists of an office: documents of Nghị định 30, Phụ lục IV and V, that are no papers.

They have neither Quốc hiệu nor number, place or signature (Điều 8 is about papers), so only the rules
of the page and of the letters hold for them.
"""

from __future__ import annotations

import itertools
import re
from typing import Final

from docgen.lint.model import Document
from docgen.lint.pieces import pieces_of

_TITLE: Final = re.compile(r"(so (dang ky|gui|su dung|theo doi)|muc luc (van ban|ho so))\b")
_HEAD: Final = re.compile(r"cong hoa xa hoi chu nghia viet nam|so\s*:")
_SEARCHED: Final = 12
"""The title stands among so many first lines."""

RULES_OF_BOOKS: Final = frozenset(
    {
        "PAGE-SIZE",
        "PAGE-MARGIN",
        "FONT-NAME",
        "FONT-COLOR",
        "NFC",
        "PAGENO-POS",
        "PAGENO-SIZE",
        "PAGENO-FIRST",
        "TONE-MIX",
        "DBL-SPACE",
        "PUNCT-SPACE",
        "TIME-FORMAT",
    }
)
"""The rules that hold for every document that an office prints."""


def is_book(document: Document) -> bool:
    """Tell whether a document is a register or a list: by its title, and by having no head of a paper."""
    early = list(itertools.islice((piece for piece in pieces_of(document.blocks) if piece.text), _SEARCHED))
    titled = any(piece.capital and piece.bold and _TITLE.match(piece.key) for piece in early)
    return titled and not any(_HEAD.match(piece.key) for piece in early)
