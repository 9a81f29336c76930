"""Levels of the text: phần, chương, mục, điều, khoản, điểm, told by their numbers."""

from __future__ import annotations

import enum
import functools
import re
from dataclasses import dataclass

from docgen.lint.document_model import Block
from docgen.lint.pieces import is_capital


class HeadingLevel(enum.IntEnum):
    """What a paragraph is in the order of the text, the largest first."""

    PART = 1
    PART_TITLE = 2
    SECTION = 3
    ROMAN = 4
    ARTICLE = 5
    CLAUSE = 6
    POINT = 7
    PLAIN = 8


_PART = re.compile(r"(?P<word>Phần|Chương)\s+(?P<number>[\d.…IVXLC]+?[a-zđ]?)\s*[.:]?$")
_SECTION = re.compile(r"(?P<word>Mục|Tiểu mục)\s+(?P<number>[\d.…IVXLC]+?[a-zđ]?)\s*[.:]?$")
_ROMAN = re.compile(r"(?!V/v\b)(?P<number>[IVXLC]+)\s*[.\-–/)]\s*(?=[^\W\d_])")
_ARTICLE = re.compile(r"Điều\s+(?P<number>[^\s.:]+)\s*(?P<mark>[.:]?)\s")
ARTICLE_LABEL = re.compile(r"\s*Điều\s+(?P<number>[^\s.:]+)(?P<mark>[.:]?)")
"""The part of an article's first line that is always bold."""
_CLAUSE = re.compile(r"(?P<number>\d{1,3})(?:[.)](?:\s+(?=\w)|(?=[^\W\d_]))|[-–]\s+(?=[^\W\d_]))")
"""The Party's papers also write "1- "."""
_POINT = re.compile(r"(?P<number>[^\W\d_])[).]\s*(?=[^\W\d_])")
_PATTERNS = (
    (HeadingLevel.PART, _PART),
    (HeadingLevel.SECTION, _SECTION),
    (HeadingLevel.ARTICLE, _ARTICLE),
    (HeadingLevel.ROMAN, _ROMAN),
    (HeadingLevel.CLAUSE, _CLAUSE),
    (HeadingLevel.POINT, _POINT),
)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A numbered paragraph: its level, its number as typed, the word before it (Phần, Chương)."""

    level: HeadingLevel
    number: str
    word: str


def numbered(block: Block) -> Numbered | None:
    """Read the number at the beginning of a paragraph; ``None`` when it has none."""
    return _numbered(block.full_text)


@functools.lru_cache(maxsize=4096)
def _numbered(full_text: str) -> Numbered | None:
    text = " ".join(full_text.split())
    for level, pattern in _PATTERNS:
        match = pattern.match(text)
        if match is None:
            continue
        # Only small letters count points; "A." begins an uncommon kind of part.
        if level is HeadingLevel.POINT and not match["number"].islower():
            continue
        return Numbered(level, match["number"], match.groupdict().get("word") or "")
    return None


def level_of(block: Block) -> HeadingLevel:
    """Give the level of a paragraph."""
    found = numbered(block)
    if found is not None:
        return found.level
    if block.format.alignment == "center" and is_capital(block.text):
        return HeadingLevel.PART_TITLE
    return HeadingLevel.PLAIN


_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def roman_value(text: str) -> int | None:
    """Read a Roman numeral; ``None`` when it is none."""
    if not text or any(letter not in _VALUES for letter in text):
        return None
    values = [_VALUES[letter] for letter in text]
    following = [*values[1:], 0]
    return sum(-one if one < two else one for one, two in zip(values, following, strict=True))
