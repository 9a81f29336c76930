"""A sheet of rows, or a form: its headings are found, then every row is read into raw values.

Raw values are those of ``cells.read_cell``: typed and clean, references not yet resolved.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from openpyxl.utils import get_column_letter

from docgen.problem import Problem, Where
from docgen.records import Record, Source
from docgen.viet import american_column, clean, false_date, name_key, parse_date, short_date, suggest
from docgen.workbook.cells import Unreadable, read_cell, shown, shows_less, value_of
from docgen.workbook.columns import CellKind, Column, columns_of
from docgen.workbook.faults import fault
from docgen.workbook.foot import Foot
from docgen.workbook.grid import Tab

EXAMPLE: Final = "Ví dụ:"
"""What the first cell of a row begins with when the row is only an example."""

FORM_HEADINGS: Final = ("Mục", "Giá trị", "Giải thích", "Ví dụ")
"""The headings of a form; its labels stand in the first column, its values in the second."""

_LABELS, _VALUES = 1, 2
_TOP_ROWS = 10
_LONGEST_LABEL = 80
_THIN = 2
"""Most cells of a row that may be a name below a signature."""


@dataclass(slots=True)
class RawRow:
    """One row as read: the values of its fields, and where each stands."""

    values: dict[str, Any]
    source: Source
    unread: set[str] = field(default_factory=set)
    """Fields whose cell could not be read, or was left empty though it must not be."""


@dataclass(slots=True)
class SheetTable:
    """All rows of a sheet; ``whole`` is false where something could not be read."""

    rows: list[RawRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    lost: bool = False
    """Some row is left out."""

    @property
    def whole(self) -> bool:
        """Tell whether every row of the sheet is here as it was meant."""
        return not any(problem.is_error for problem in self.problems)

    @property
    def is_misread(self) -> bool:
        """Tell whether the sheet itself is at fault, so that what is missing from it is not known."""
        return any(problem.is_error and problem.code.startswith("BANG") for problem in self.problems)


def read_table(tab: Tab, model: type[Record]) -> SheetTable:
    """Read a sheet with headings in a row and one record in each row below."""
    table = SheetTable(problems=list(tab.problems))
    columns = columns_of(model)
    top, places = find_headings(tab, columns, table.problems, required=model.sheet.required)
    if not places:
        return table
    fill_merged(tab, [places[column.field] for column in columns if column.is_key and column.field in places])
    table.problems += hidden_parts(tab, top, set(places.values()))
    refused = _check_dates(tab, columns, places, top, table.problems)
    letters = MappingProxyType({name: get_column_letter(index) for name, index in places.items()})
    present = [column for column in columns if column.field in places and column.field not in refused]
    for number in _data_rows(tab, top, places, columns, table.problems):
        row = RawRow({}, Source(tab.file, tab.title, number, letters))
        for column in present:
            _read_field(row, column, tab, (number, places[column.field]), table.problems)
        table.rows.append(row)
    if model.sheet.required and not table.rows and table.whole:
        table.problems.append(fault("BANG-09", tab.where(top, min(places.values()))))
    return table


def find_headings(
    tab: Tab, columns: Sequence[Column], problems: list[Problem], *, required: bool
) -> tuple[int, dict[str, int]]:
    """Find the row that knows most headings, and the column of each field.

    Faults of the headings go to ``problems``; no place at all means that there is nothing to read.
    """
    by_key = {name_key(column.heading): column for column in columns}
    texts = {
        number: {index: shown(cell.value) for index, cell in cells.items()}
        for number, cells in list(tab.rows.items())[:_TOP_ROWS]
    }
    known = {
        number: sum(name_key(text) in by_key for text in row.values() if len(text) <= _LONGEST_LABEL)
        for number, row in texts.items()
    }
    top = max(known, key=lambda number: known[number], default=0)
    if not known.get(top):
        if required or len(tab.rows) > 1:  # one row alone is the note above the headings
            names = ", ".join(f"«{column.heading}»" for column in columns)
            problems.append(fault("BANG-04", tab.where(), headings=names))
        return top, {}
    places: dict[str, int] = {}
    strangers: dict[int, str] = {}
    for index, text in texts[top].items():
        column = by_key.get(name_key(text))
        if column is None:
            strangers[index] = text
        elif column.field in places:
            problems.append(fault("BANG-06", tab.where(top, index), text, heading=column.heading))
        else:
            places[column.field] = index
    missing = [column for column in columns if column.field not in places]
    places_of_strangers = {index: tab.where(top, index) for index in strangers}
    judge_headings(strangers, places_of_strangers, missing, tab.where(top, 1), problems, what="cột")
    return top, places


def judge_headings(
    strangers: Mapping[int, str],
    places: Mapping[int, Where],
    missing: Sequence[Column],
    top: Where,
    problems: list[Problem],
    *,
    what: str,
) -> set[str]:
    """Report unknown headings, as slips of a missing one where they look like it, and missing ones.

    Gives the fields that are lost by it.
    """
    lost = {column.field for column in missing if column.required}
    absent = {column.heading: column for column in missing}
    for index, text in strangers.items():
        near = suggest(text, absent)
        if near:
            problems.append(fault("BANG-07", places[index], text, heading=near[0]))
            lost.add(absent.pop(near[0]).field)
        else:
            problems.append(fault("BANG-08", places[index], text))
    problems += [
        fault("BANG-05", top, what=what, heading=column.heading)
        for column in absent.values()
        if column.required
    ]
    return lost


def _data_rows(
    tab: Tab, top: int, places: Mapping[str, int], columns: Sequence[Column], problems: list[Problem]
) -> Iterator[int]:
    """Give the rows below the headings that hold something under them, but no examples, notes or totals."""
    wanted, headed = set(places.values()), set(tab.rows[top])
    required = {places[column.field] for column in columns if column.required and column.field in places}
    words = {
        places[column.field]
        for column in columns
        if column.kind is CellKind.TEXT and not column.ref and column.field in places
    }
    homeless: set[int] = set()
    foot = Foot(tab)
    for number, cells in tab.rows.items():
        if number <= top:
            continue
        at, cell = next(iter(cells.items()))
        is_short = not required <= cells.keys()
        is_thin = is_short and len(cells) <= _THIN
        if (is_short or at not in words) and foot.takes(number, shown(cell.value), is_thin=is_thin):
            continue
        for index in sorted(cells.keys() - headed - homeless):
            homeless.add(index)
            problems.append(fault("BANG-18", tab.where(number, index), shown(cells[index].value)))
        if not wanted & cells.keys():
            continue
        first = min(wanted)
        if _is_example_row(cells, first):
            if _was_changed(cells, places, columns):
                problems.append(fault("BANG-19", tab.where(number, first), shown(cells[first].value)))
            continue
        yield number
    problems += foot.told()


def is_example(value: object) -> bool:
    """Tell whether the first cell of a row marks it as an example, which is not read."""
    return isinstance(value, str) and name_key(clean(value)[: len(EXAMPLE)]) == name_key(EXAMPLE)


def _is_example_row(cells: Mapping[int, Any], first: int) -> bool:
    return first in cells and is_example(cells[first].value)


def _was_changed(cells: Mapping[int, Any], places: Mapping[str, int], columns: Sequence[Column]) -> bool:
    """Tell whether somebody typed over the example: a text of it is no longer the model's."""
    for column in columns:
        cell = cells.get(places.get(column.field, 0))
        if cell is not None and isinstance(cell.value, str):
            text = clean(cell.value).removeprefix(EXAMPLE).strip()
            if text != column.example:
                return True
    return False


def fill_merged(tab: Tab, key_columns: Sequence[int]) -> None:
    """Let a merged cell of a key column speak for each of its rows, as its reader sees it."""
    for first_column, first_row, _, last_row in tab.merged:
        cell = tab.rows.get(first_row, {}).get(first_column)
        if cell is None or first_column not in key_columns:
            continue
        for number, cells in tab.rows.items():
            if first_row < number <= last_row and isinstance(cells, dict):
                cells.setdefault(first_column, cell)


def hidden_parts(tab: Tab, top: int, columns: set[int]) -> list[Problem]:
    """Warn of rows and columns that are read though they are hidden or struck through."""
    problems = []
    rows = sorted(number for number in tab.hidden_rows & tab.rows.keys() if number > top)
    if rows:
        names = ", ".join(map(str, rows))
        problems.append(fault("BANG-12", tab.where(rows[0], min(columns)), rows=names))
    struck = sorted(number for number in tab.struck_rows if number > top)
    if struck:
        names = ", ".join(map(str, struck))
        problems.append(fault("BANG-24", tab.where(struck[0], min(columns)), rows=names))
    hidden = sorted(tab.hidden_columns & columns)
    if hidden:
        names = ", ".join(map(get_column_letter, hidden))
        problems.append(fault("BANG-13", tab.where(top, hidden[0]), columns=names))
    return problems


def _check_dates(
    tab: Tab, columns: Sequence[Column], places: Mapping[str, int], top: int, problems: list[Problem]
) -> set[str]:
    """Judge each column of dates as a whole; give the fields whose dates cannot be trusted."""
    refused = set()
    first = min(places.values())
    rows = [row for number, row in tab.rows.items() if number > top and not _is_example_row(row, first)]
    for column in columns:
        index = places.get(column.field, 0)
        if column.kind is not CellKind.DATE or not index:
            continue
        cells = [row[index] for row in rows if index in row]
        texts = [cell for cell in cells if isinstance(cell.value, str)]
        american = next((cell for cell in texts if american_column([cell.value])), None)
        if american is not None:
            refused.add(column.field)
            here = tab.where(american.row, index)
            problems.append(fault("BANG-15", here, shown(american.value), heading=column.heading))
        elif any(
            isinstance(cell.value, dt.date) and false_date(cell.value) is None for cell in cells
        ) and any(map(_is_date_text, texts)):
            typed = next(cell for cell in texts if _is_date_text(cell))
            here = tab.where(typed.row, index)
            problems.append(fault("BANG-16", here, shown(typed.value), heading=column.heading))
    return refused


def _is_date_text(cell: Any) -> bool:
    try:
        parse_date(cell.value)
    except ValueError:
        return False
    return True


def _read_field(
    row: RawRow, column: Column, tab: Tab, place: tuple[int, int], problems: list[Problem]
) -> None:
    """Read the cell at a place (row, column) into a row; an empty one leaves the default to speak."""
    value, where = None, tab.where(*place)
    cell = tab.rows[place[0]].get(place[1])
    if cell is not None:
        try:
            value = read_cell(cell, column, where)
        except Unreadable as error:
            problems.append(error.problem)
            row.unread.add(column.field)
            return
        problems += _doubts(cell, column, value, tab, where)
    if value is not None:
        row.values[column.field] = value
    elif cell is None and (merged := tab.merged_over(*place)):
        problems.append(fault("O-21", where, area=merged))
        row.unread.add(column.field)
    elif column.required:
        problems.append(fault("O-01", where, heading=column.heading))
        row.unread.add(column.field)


def _doubts(cell: Any, column: Column, value: Any, tab: Tab, where: Where) -> list[Problem]:
    """Warn of a value that was read but may not be what was meant."""
    if column.kind is CellKind.DATE and isinstance(cell.value, int | float):
        return [fault("O-16", where, shown(cell.value), day=short_date(value))]
    if column.kind in (CellKind.DECIMAL, CellKind.PERCENT) and value is not None and shows_less(cell, value):
        return [fault("O-17", where, shown(value_of(cell, where)))]
    if cell.value == 0 and cell.coordinate in tab.formulas:
        return [fault("O-03", where, "0")]
    return []


def read_form(tab: Tab, model: type[Record]) -> SheetTable:
    """Read a sheet with a label and a value in each row: one record."""
    table = SheetTable(problems=list(tab.problems))
    columns = columns_of(model)
    by_key = {name_key(column.heading): column for column in columns}
    places: dict[str, int] = {}
    strangers: dict[int, str] = {}
    twice: set[str] = set()
    for number, cells in tab.rows.items():
        text = shown(cells[_LABELS].value) if _LABELS in cells else ""
        column = by_key.get(name_key(text))
        if column is None:
            if text and _VALUES in cells and name_key(text) != name_key(FORM_HEADINGS[0]):
                strangers[number] = text
        elif column.field in places:
            problem = fault("BANG-06", tab.where(number, _LABELS), text, heading=column.heading)
            table.problems.append(problem)
            twice.add(column.field)
        else:
            places[column.field] = number
    missing = [column for column in columns if column.field not in places]
    where = {number: tab.where(number, _LABELS) for number in strangers}
    lost = judge_headings(strangers, where, missing, tab.where(1, _LABELS), table.problems, what="mục")
    row = RawRow({}, Source(tab.file, tab.title, 1, rows=MappingProxyType(places)), lost | twice)
    for column in columns:
        if column.field in places:
            _read_field(row, column, tab, (places[column.field], _VALUES), table.problems)
            emptied = _VALUES not in tab.rows[places[column.field]]
            if emptied and column.kind is CellKind.TEXT and not column.required:
                row.values[column.field] = ""  # on purpose; the default is for a missing line
    table.rows.append(row)
    return table
