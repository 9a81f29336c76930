"""What stands in a text and is none: its key, under which it is compared, and what a reader calls it."""

from __future__ import annotations

from typing import Final

from docgen.delta.tokens import OBJECT

RESULT: Final = "\x1f"
"""Stands in the key of a field before the text that it shows."""

_PAGE_NUMBERS: Final = ("PAGE", "NUMPAGES", "SECTIONPAGES")
_NAMES: Final = (
    ("field PAGE", "số trang"),
    ("field NUMPAGES", "tổng số trang"),
    ("field", "trường"),
    ("footnoteReference", "số chú thích"),
    ("endnoteReference", "số chú thích"),
    ("drawing", "hình"),
    ("pict", "hình"),
    ("AlternateContent", "hình"),
    ("object", "đối tượng"),
    ("oMath", "công thức"),
    ("sym", "ký hiệu"),
    ("br", "ngắt trang"),
)
"""Beginnings of the keys, and what the reader calls the thing."""


def thing_name(key: str) -> str:
    """Name a thing to the user by its key: «hình», «trường: 12/10/2023»."""
    key, _, result = key.removeprefix(OBJECT).partition(RESULT)
    name = next((name for start, name in _NAMES if key.startswith(start)), "ký hiệu")
    return f"{name}: {result}" if result else name


def field_key(code: str, result: str) -> str:
    """Give the key of a field that shows ``result``; the number of a page is no difference."""
    words = code.split()
    shown = RESULT + result if result and words and words[0].upper() not in _PAGE_NUMBERS else ""
    return f"field {code.strip()}{shown}"
