"""The cells of a workbook as openpyxl gives them, with what it does not tell: a ``Tab`` per sheet."""

from __future__ import annotations

import html
import io
import re
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import openpyxl
from openpyxl.utils import coordinate_to_tuple, get_column_letter, range_boundaries

from docgen.problem import Problem, Where
from docgen.viet import clean
from docgen.workbook.faults import fault
from docgen.workbook.skeleton import Skeleton

BLANK_ROWS: Final = 200
"""After so many empty rows a table has ended."""

MAX_ROWS: Final = 5000
"""Most rows read of one sheet."""

MAX_COLUMNS: Final = 300
"""Most columns read of one sheet."""

_EXCEL_ROWS = 1_048_576
_HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*\bhidden=\"(?:1|true)\"[^>]*)>")
_HIDDEN_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*\bhidden=\"(?:1|true)\"[^>]*)>")
_NUMBER = re.compile(rb"\b(r|min|max)=\"(\d+)\"")
_FORMULA = re.compile(
    rb"<(?:\w+:)?c\b([^>]*)>\s*"
    rb"<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>([^<]*)</(?:\w+:)?f>)\s*(<(?:\w+:)?v\b[^>]*>[^<])?"
)
_ADDRESS = re.compile(rb"\br=\"([A-Z]+\d+)\"")


@dataclass(frozen=True, slots=True)
class Uncomputed:
    """A formula whose result was never stored: openpyxl would show it as an empty cell."""

    coordinate: str
    value: str
    """The formula as typed, or "=" where its text stands in another cell."""
    data_type: str = "f"


@dataclass(frozen=True, slots=True)
class Tab:
    """One sheet: its cells that hold something, by row and column (both from 1).

    A cell is openpyxl's, or ``Uncomputed``.  ``formulas`` are the addresses of formulas;
    ``merged`` holds ranges as (first column, first row, last column, last row).
    """

    file: str
    title: str
    rows: Mapping[int, Mapping[int, Any]]
    formulas: frozenset[str]
    merged: tuple[tuple[int, int, int, int], ...]
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    struck_rows: frozenset[int] = frozenset()
    is_hidden: bool = False
    problems: tuple[Problem, ...] = ()
    """What of the sheet lies out of bounds and was not read."""

    def where(self, row: int = 0, column: int = 0) -> Where:
        """Give the place of a cell, or of the sheet."""
        cell = f"{get_column_letter(column)}{row}" if row and column else ""
        return Where(file=self.file, sheet=self.title, cell=cell)

    def merged_over(self, row: int, column: int) -> str:
        """Give the merged range whose first cell speaks for this one, or "" where the cell is its own."""
        for left, top, right, bottom in self.merged:
            inside = top <= row <= bottom and left <= column <= right and (row, column) != (top, left)
            if inside and left in self.rows.get(top, {}):
                return f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}"
        return ""


def read_tabs(skeleton: Skeleton, what: str) -> list[Tab] | Problem:
    """Read every sheet of a skeleton; a problem is a part that cannot be read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl speaks of styles and extensions in English
            book = openpyxl.load_workbook(
                io.BytesIO(skeleton.data), read_only=True, data_only=True, keep_links=False
            )
            return [_read_tab(sheet, skeleton, what) for sheet in book.worksheets]
    except Exception:  # noqa: BLE001 - a damaged part trips openpyxl anywhere, with any exception
        return fault("TEP-28", Where(file=what))


def _read_tab(sheet: Any, skeleton: Skeleton, what: str) -> Tab:
    sheet.reset_dimensions()  # what the file says of its size may be wrong
    part = sheet._worksheet_path  # noqa: SLF001 - the only way from a sheet to its part
    xml = skeleton.sheets[part]
    rows, problems = _read_rows(sheet.iter_rows(), Where(file=what, sheet=sheet.title))
    formulas = _formulas(xml)
    for address, formula in formulas.items():
        if formula:
            row, column = coordinate_to_tuple(address)
            rows.setdefault(row, {})[column] = Uncomputed(address, formula)
    return Tab(
        file=what,
        title=sheet.title,
        rows={number: dict(sorted(cells.items())) for number, cells in sorted(rows.items())},
        formulas=frozenset(formulas),
        merged=tuple(_boundaries(ref) for ref in skeleton.merged[part]),
        hidden_rows=_hidden(_HIDDEN_ROW, xml),
        hidden_columns=_hidden(_HIDDEN_COLUMN, xml),
        struck_rows=_struck(rows) if skeleton.struck else frozenset(),
        is_hidden=sheet.sheet_state != "visible",
        problems=tuple(problems),
    )


def _read_rows(
    source: Iterable[tuple[Any, ...]], sheet: Where
) -> tuple[dict[int, dict[int, Any]], list[Problem]]:
    """Read rows until the table has ended; anything that stands far below it is a problem."""
    rows: dict[int, dict[int, Any]] = {}
    last = 0
    for number, row in zip(range(1, _EXCEL_ROWS + 1), source, strict=False):
        if not row:
            continue
        cells = {index: cell for index, cell in enumerate(row, 1) if not is_blank(cell.value)}
        if not cells:
            continue
        first = next(iter(cells.values()))
        here = Where(sheet.file, sheet.sheet, first.coordinate)
        if last and number - last > BLANK_ROWS:
            return rows, [fault("BANG-10", here, str(first.value), limit=BLANK_ROWS)]
        if number > MAX_ROWS:
            return rows, [fault("BANG-11", here, limit=MAX_ROWS, what="hàng")]
        if max(cells) > MAX_COLUMNS:
            beyond = cells[max(cells)].coordinate
            return rows, [
                fault("BANG-11", Where(here.file, here.sheet, beyond), limit=MAX_COLUMNS, what="cột")
            ]
        rows[number] = cells
        last = number
    return rows, []


def _struck(rows: Mapping[int, Mapping[int, Any]]) -> frozenset[int]:
    """Give the rows in which some text is struck through."""
    return frozenset(
        number
        for number, cells in rows.items()
        if any(cell.data_type != "f" and cell.font.strike for cell in cells.values())
    )


def is_blank(value: object) -> bool:
    """Tell whether a cell shows nothing: no value, or only spaces and invisible characters."""
    return value is None or (isinstance(value, str) and not clean(value))


def _boundaries(ref: str) -> tuple[int, int, int, int]:
    first_column, first_row, last_column, last_row = range_boundaries(ref)
    return int(first_column or 1), int(first_row or 1), int(last_column or 1), int(last_row or 1)


def _formulas(xml: bytes) -> dict[str, str]:
    """Map the address of every formula to its text, or to "" where a result is stored beside it."""
    found: dict[str, str] = {}
    for cell in _FORMULA.finditer(xml):
        address = _ADDRESS.search(cell[1])
        if address:
            # A stored text may be empty; an empty value of any other type was never computed.
            is_computed = cell[3] is not None or b't="str"' in cell[1]
            text = html.unescape((cell[2] or b"").decode(errors="replace"))
            found[address[1].decode()] = "" if is_computed else f"={text}"
    return found


def _hidden(pattern: re.Pattern[bytes], xml: bytes) -> frozenset[int]:
    numbers: set[int] = set()
    for element in pattern.finditer(xml):
        spans = {name: int(number) for name, number in _NUMBER.findall(element[1])}
        if b"r" in spans:
            numbers.add(spans[b"r"])
        elif b"min" in spans:
            numbers.update(range(spans[b"min"], min(spans.get(b"max", 0), MAX_COLUMNS) + 1))
    return frozenset(numbers)
