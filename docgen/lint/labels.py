"""The numbers and bullets that Word puts before automatic list items; the file does not hold them."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from docx.oxml.ns import qn

from docgen.lint.formatting import number

Element = Any
_PLACE = re.compile(r"%(\d)")
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip


def roman(value: int) -> str:
    """Write a positive number in Roman numerals."""
    out = []
    for size, letters in _ROMAN:
        count, value = divmod(value, size)
        out.append(letters * count)
    return "".join(out)


def _figure(value: int, style: str) -> str:
    """Write a counter in one of Word's number formats."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    match style:
        case "upperRoman":
            return roman(value)
        case "lowerRoman":
            return roman(value).lower()
        case "lowerLetter":
            return letters[(value - 1) % 26]
        case "upperLetter":
            return letters[(value - 1) % 26].upper()
        case "decimalZero":
            return f"{value:02d}"
        case _:
            return str(value)


class Labels:
    """Counts list items as Word does; must be asked for every paragraph, in order."""

    def __init__(self, numbering: Element | None) -> None:
        """Take the root of ``numbering.xml``."""
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._abstract: dict[str, str] = {}
        self._counts: defaultdict[str, dict[int, int]] = defaultdict(dict)
        if numbering is None:
            return
        for item in numbering.iterfind(qn("w:abstractNum")):
            self._levels[item.get(qn("w:abstractNumId")) or ""] = {
                number(level.get(qn("w:ilvl"))): _level(level) for level in item.iterfind(qn("w:lvl"))
            }
        for item in numbering.iterfind(qn("w:num")):
            reference = item.find(qn("w:abstractNumId"))
            self._abstract[item.get(qn("w:numId")) or ""] = (
                (reference.get(qn("w:val")) or "") if reference is not None else ""
            )

    def restart(self) -> None:
        """Forget what was counted."""
        self._counts.clear()

    def of(self, num_id: str, level: int) -> str:
        """Give the label of a paragraph at a level of a list, empty when it is no list item."""
        abstract = self._abstract.get(num_id, "")
        levels = self._levels.get(abstract, {})
        if level not in levels:
            return ""
        counts = self._counts[abstract]
        counts[level] = counts.get(level, levels[level][2] - 1) + 1
        for deeper in [key for key in counts if key > level]:
            del counts[deeper]
        style, text, _ = levels[level]
        if style == "bullet":
            # Bullets are drawn with symbol fonts, whose letters mean nothing outside them.
            return text if text in {"-", "+", "–", "•", "*"} else "•"

        def fill(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            own = levels.get(index, ("decimal", "", 1))
            return _figure(counts.get(index, own[2]), own[0])

        return _PLACE.sub(fill, text)


def _level(level: Element) -> tuple[str, str, int]:
    """Read number format, text and start of a list level."""

    def value(name: str, default: str) -> str:
        found = level.find(qn(f"w:{name}"))
        return (found.get(qn("w:val")) or default) if found is not None else default

    return value("numFmt", "decimal"), value("lvlText", ""), number(value("start", "1"), 1)
