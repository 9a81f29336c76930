"""Room left for handwriting: dotted lines, leaders, wide spaces; and lines that are laid out, not running."""

from __future__ import annotations

import functools
import re
from typing import Final

from docgen.lint.document_model import REMEMBERED, Block

_TO_FILL: Final = re.compile(r"\.{5,}|_{4,}|…{2,}|:[ \u00a0]*\t|\t[ \u00a0]*$|\[[ …._]+\]")
_ROOM_BEFORE: Final = re.compile(r"(?:ngày|tháng|năm|số:?|giờ|phút|[.…_/]+)$", re.IGNORECASE)
_ROOM_AFTER: Final = re.compile(r"(?:ngày|tháng|năm|giờ|phút|/|[.…_]{2,})")
_AROUND: Final = 20
"""So many letters on each side tell whether a wide space is room for handwriting."""
HALVES: Final = 4
"""So many spaces part two halves of a line, or leave room: nobody types them by a slip."""
_GAP: Final = re.compile(rf"(?<=\S)[ \u00a0]{{{HALVES},}}(?=\S)")
_FAR: Final = 0.25
"""A paragraph whose left indent is more than this part of its column was put there on purpose."""


@functools.lru_cache(maxsize=REMEMBERED)
def to_fill(text: str) -> bool:
    """Tell whether a line is to be written on by hand."""
    return _TO_FILL.search(text) is not None


def is_room(text: str, start: int, end: int) -> bool:
    """Tell whether the space ``text[start:end]`` is room for a number or a day."""
    left, right = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    return _ROOM_BEFORE.search(left) is not None or _ROOM_AFTER.match(right) is not None


def halves(text: str) -> list[tuple[int, int]]:
    """Give where spaces part the halves of a line that was laid out with them."""
    if "  " not in text and "\u00a0" not in text:
        return []
    return [match.span() for match in _GAP.finditer(text) if not is_room(text, *match.span())]


def is_laid_out(block: Block) -> bool:
    """Tell whether a paragraph is a line put in its place: to fill in, in columns, far from the margin."""
    text = block.text
    columns = "\t" in text.strip("\t ") and not block.label and not _is_listed(text)
    return to_fill(text) or columns or bool(halves(text)) or block.format.left > block.width * _FAR


_LISTED: Final = re.compile(r"\s*(?:[-+–•*]|\d+[.)]|[a-zđ]\)|[IVX]+\.)\s*\t[^\t]*")


def _is_listed(text: str) -> bool:
    """Tell whether the only tab sets the text off from its bullet."""
    return _LISTED.fullmatch(text) is not None
