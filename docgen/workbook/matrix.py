"""A sheet of scores: units as rows, criteria as columns, a row of maxima below the headings."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

from openpyxl.utils import get_column_letter

from docgen.problem import Problem
from docgen.records import Criterion, SelfScores, Source
from docgen.viet import MissingScoreError, UnreadableError, name_key, parse_score
from docgen.workbook.cells import Unreadable, read_text, shown, shows_less
from docgen.workbook.columns import columns_of
from docgen.workbook.faults import fault
from docgen.workbook.grid import Tab
from docgen.workbook.refs import RefTable
from docgen.workbook.table import RawRow, Table, hidden_parts, is_example

NOT_SCORED: Final = "KC"
"""What stands in a cell whose criterion was deliberately not scored."""

MAXIMA: Final = next(column.heading for column in columns_of(Criterion) if column.field == "max_points")
"""The label of the row of maxima, which is for the reader's eye only."""

UNIT: Final = columns_of(SelfScores)[0].heading
"""The heading of the column of units."""

_NOT_SCORED = {name_key(NOT_SCORED), name_key("không chấm")}
_TOP_ROWS = 10


def read_matrix(tab: Tab, units: RefTable, criteria: RefTable) -> Table:
    """Read a matrix; a unit without a single score gives no row.

    A score that cannot be read stands as "không chấm", so that no gap is seen where something
    was typed; its row says that ``scores`` are unread.
    """
    table = Table(problems=list(tab.problems))
    top, unit_at = _heading_row(tab)
    if not top:
        if len(tab.rows) > 1:
            table.problems.append(fault("BANG-04", tab.where(), headings=f"«{UNIT}»"))
        return table
    places = _criteria(tab, top, unit_at, criteria, table.problems)
    headed = table.whole
    table.lost = not headed
    letters = {code: get_column_letter(index) for index, code in places.items()}
    letters["unit"] = get_column_letter(unit_at)
    shared = MappingProxyType(letters)
    table.problems += hidden_parts(tab, top, {*places, unit_at})
    seen: dict[str, int] = {}
    for number, cells in _score_rows(tab, top, unit_at, table.problems):
        code = _unit(tab, number, cells, unit_at, units, table.problems)
        scores, unread = _scores(tab, number, cells, places, table.problems)
        if code is None:
            table.lost = True
            continue
        if code in seen:
            text = shown(cells[unit_at].value)
            table.problems.append(fault("O-18", tab.where(number, unit_at), text, row=seen[code]))
            continue
        seen[code] = number
        if scores:
            source = Source(tab.file, tab.title, number, shared)
            table.rows.append(RawRow({"unit": code, "scores": scores}, source, unread))
    missing = [code for code in criteria.codes if code not in letters]
    if table.rows and missing and headed:
        table.problems.append(fault("BANG-17", tab.where(top, unit_at), codes=", ".join(missing)))
    return table


def _heading_row(tab: Tab) -> tuple[int, int]:
    """Find the cell that heads the units: its row and its column, or zeros."""
    for number, cells in list(tab.rows.items())[:_TOP_ROWS]:
        for index, cell in cells.items():
            if isinstance(cell.value, str) and name_key(cell.value) == name_key(UNIT):
                return number, index
    return 0, 0


def _criteria(
    tab: Tab, top: int, unit_at: int, criteria: RefTable, problems: list[Problem]
) -> dict[int, str]:
    """Map each column to the code of its criterion."""
    places: dict[int, str] = {}
    for index, cell in tab.rows[top].items():
        if index == unit_at:
            continue
        where = tab.where(top, index)
        try:
            text = read_text(cell.value, where)
        except Unreadable as error:
            problems.append(error.problem)
            continue
        code = criteria.resolve(text, where, problems)
        if code is not None and code in places.values():
            problems.append(fault("BANG-06", where, text, heading=text))
        elif code is not None:
            places[index] = code
    return places


def _score_rows(
    tab: Tab, top: int, unit_at: int, problems: list[Problem]
) -> list[tuple[int, Mapping[int, Any]]]:
    """Give the rows of units; the row of maxima and examples are none."""
    headed, homeless, rows = set(tab.rows[top]), set[int](), []
    for number, cells in tab.rows.items():
        first = cells.get(unit_at)
        label = first.value if first is not None else None
        if number <= top or is_example(label):
            continue
        if isinstance(label, str) and name_key(label) == name_key(MAXIMA):
            continue
        for index in sorted(cells.keys() - headed - homeless):
            homeless.add(index)
            problems.append(fault("BANG-18", tab.where(number, index), shown(cells[index].value)))
        if headed & cells.keys():
            rows.append((number, cells))
    return rows


def _unit(
    tab: Tab, number: int, cells: Mapping[int, Any], unit_at: int, units: RefTable, problems: list[Problem]
) -> str | None:
    where = tab.where(number, unit_at)
    if unit_at not in cells:
        problems.append(fault("O-01", where, heading=UNIT))
        return None
    try:
        text = read_text(cells[unit_at].value, where)
    except Unreadable as error:
        problems.append(error.problem)
        return None
    return units.resolve(text, where, problems)


def _scores(
    tab: Tab, number: int, cells: Mapping[int, Any], places: Mapping[int, str], problems: list[Problem]
) -> tuple[dict[str, Decimal | None], set[str]]:
    """Read the scores of one unit; an empty cell, or only a dash, is absent.

    Gives with them the fields of the row that could not be read.
    """
    scores: dict[str, Decimal | None] = {}
    unread: set[str] = set()
    for index, code in places.items():
        cell = cells.get(index)
        if cell is None:
            continue
        if cell.data_type in ("f", "e"):
            code_of_fault = "O-02" if cell.data_type == "f" else "O-04"
            problems.append(fault(code_of_fault, tab.where(number, index), shown(cell.value)))
            scores[code] = None
            unread.add("scores")
            continue
        try:
            scores[code] = _score(cell.value)
        except MissingScoreError:
            continue
        except UnreadableError as error:
            where = tab.where(number, index)
            words = {"reason": error.reason, "remedy": error.remedy}
            problems.append(fault("O-06", where, shown(cell.value), **words))
            scores[code] = None
            unread.add("scores")
            continue
        score = scores[code]
        if score is not None and shows_less(cell, score):
            problems.append(fault("O-17", tab.where(number, index), shown(cell.value)))
        elif score == 0 and tab.formulas and cell.coordinate in tab.formulas:
            problems.append(fault("O-03", tab.where(number, index), "0"))
    return scores, unread


def _score(value: object) -> Decimal | None:
    if isinstance(value, str) and name_key(value) in _NOT_SCORED:
        return None
    return parse_score(value)
