"""Registers and lists of an office: documents of Nghị định 30, Phụ lục IV and V, that are no papers.

They have neither Quốc hiệu nor number, place or signature (Điều 8 is about papers), so only the rules
of the page and of the letters hold for them.
"""

from __future__ import annotations

import itertools
import re
from typing import Final

from docgen.lint.model import Document
from docgen.lint.pieces import Piece, pieces_of

_TITLE: Final = re.compile(r"(so (dang ky|gui|su dung|theo doi)|muc luc (van ban|ho so))\b")
_LIST_WITH_HEAD: Final = re.compile(r"muc luc ho so\b")
"""Phụ lục V, mục III: this list has Quốc hiệu, but neither number nor recipients."""
_HANDOVER: Final = re.compile(r"giao nhan ho so\b")
"""Phụ lục V, mục V: this record has place and date in its head, but neither number nor recipients."""
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
    early = _early(document)
    titles = [piece.key for piece in early if piece.capital and piece.bold and _TITLE.match(piece.key)]
    if any(_LIST_WITH_HEAD.match(key) for key in titles):
        return True
    return bool(titles) and not any(_HEAD.match(piece.key) for piece in early)


def is_handover(document: Document) -> bool:
    """Tell whether a document is the record of a hand-over to the archive."""
    early = [piece.key for piece in _early(document)]
    return "bien ban" in early and any(_HANDOVER.match(key) for key in early)


NOT_OF_HANDOVERS: Final = frozenset({"BB-NO-DATE", "PART-MISSING"})
"""The rules of minutes (Mẫu 1.9) that the form of a hand-over (Phụ lục V, mục V) departs from."""


def _early(document: Document) -> list[Piece]:
    return list(itertools.islice((piece for piece in pieces_of(document.blocks) if piece.text), _SEARCHED))
