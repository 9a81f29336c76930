"""Columns typed in fonts older than Unicode: found before anything is cleaned, and refused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from openpyxl.utils import get_column_letter

from docgen.problem import Problem
from docgen.viet import Encoding, capital_font, clean, convert, detect, legacy_font
from docgen.workbook.faults import fault
from docgen.workbook.grid import Tab

_NAMES: Final[dict[Encoding, str]] = {"tcvn3": "TCVN3 (phông .VnTime)", "vni": "VNI (phông VNI-Times)"}
_SAMPLES: Final = 3
_LATIN_1_END: Final = "\u00ff"


def legacy_columns(tab: Tab, *, by_font: bool) -> list[Problem]:
    """Find the columns of a sheet that hold legacy text, by font and then by how they read.

    ``by_font`` tells that the workbook has a legacy font at all, so that cells need be asked.
    """
    columns: dict[int, list[Any]] = {}
    for cells in tab.rows.values():
        for index, cell in cells.items():
            if cell.data_type == "s":
                columns.setdefault(index, []).append(cell)
    found = []
    for index, texts in sorted(columns.items()):
        accented = [cell for cell in texts if _may_be_legacy(cell.value)]
        problem = _judge(tab, index, accented, by_font=by_font) if accented else None
        if problem:
            found.append(problem)
    return found


def _may_be_legacy(text: str) -> bool:
    """Tell whether a text has accents but no letter that legacy fonts do not have."""
    return not text.isascii() and max(text) <= _LATIN_1_END


def _judge(tab: Tab, index: int, cells: Sequence[Any], *, by_font: bool) -> Problem | None:
    fonts = [str(cell.font.name or "") if by_font else "" for cell in cells]
    certain = [(cell, font) for cell, font in zip(cells, fonts, strict=True) if legacy_font(font)]
    if certain:
        encoding = legacy_font(certain[0][1])
    else:
        encoding = detect([cell.value for cell in cells])
        certain = [(cell, "") for cell in cells]
    if encoding is None:
        return None
    samples = [
        f"«{clean(convert(cell.value, encoding, capitals=capital_font(font)))}»"
        for cell, font in certain[:_SAMPLES]
    ]
    first = certain[0][0]
    return fault(
        "BANG-14",
        tab.where(first.row, first.column),
        found=first.value,
        column=get_column_letter(index),
        encoding=_NAMES[encoding],
        count=len(certain),
        samples=", ".join(samples),
    )
