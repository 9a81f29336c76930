"""The frame of a JBIG2 picture (ITU-T T.88): whether its segments follow each other whole, to its last byte.

What a segment codes is not looked at: any bits decode to some picture, so that damage there shows nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

_REGIONS: Final = frozenset({4, 6, 7, 20, 22, 23, 36, 38, 39, 40, 42, 43})
_PAGE: Final = 48
_KINDS: Final = _REGIONS | {_PAGE, 0, 16, 49, 50, 51, 52, 53, 62}
"""Kinds of segments (T.88, 7.3)."""
_ENDLESS: Final = (38, 0xFFFFFFFF)
"""The one kind whose length may be left open (7.2.7), and what then stands for it."""
_LONG_FORM, _WIDE_PAGE = 7, 0x40
_SHORTEST: Final = 11
"""Bytes of the shortest header: fewer at the end are padding."""
_NARROW: Final = ((256, 1), (65536, 2))
"""Up to which number of a segment those that it refers to are written in so many bytes (7.2.5)."""


def is_framed(data: bytes) -> bool:
    """Tell whether a picture as a PDF embeds it has a page, something on it, and every segment whole."""
    try:
        kinds = set(_segments(data))
    except (IndexError, ValueError):
        return False
    return _PAGE in kinds and not kinds.isdisjoint(_REGIONS)


def _segments(data: bytes) -> Iterator[int]:
    """Give the kind of each segment; ``ValueError`` or ``IndexError`` where one is not whole or is none."""
    at = 0
    while len(data) - at >= _SHORTEST:
        number, flags, count = int.from_bytes(data[at : at + 4]), data[at + 4], data[at + 5] >> 5
        at += 6
        if count == _LONG_FORM:
            count = int.from_bytes(data[at - 1 : at + 3]) & 0x1FFFFFFF
            at += 3 + (count + 8) // 8
        at += count * next((size for most, size in _NARROW if number <= most), 4)
        at += 4 if flags & _WIDE_PAGE else 1
        kind, length = flags & 0x3F, int.from_bytes(data[at : at + 4])
        at = len(data) if (kind, length) == _ENDLESS else at + 4 + length
        if kind not in _KINDS or at > len(data):
            raise ValueError
        yield kind
