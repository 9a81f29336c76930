"""A sheet of scores: units as rows, criteria as columns, a row of maxima below the headings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

from openpyxl.utils import get_column_letter

from docgen.problem import Problem, Where
from docgen.records import Criterion, SelfScores, Source
from docgen.viet import MissingScoreError, UnreadableError, format_number, name_key, parse_score
from docgen.workbook.cells import Unreadable, read_text, shown, shows_less, value_of
from docgen.workbook.columns import columns_of
from docgen.workbook.faults import fault
from docgen.workbook.foot import Foot, is_beside_scores
from docgen.workbook.grid import Tab
from docgen.workbook.refs import RefTable
from docgen.workbook.table import RawRow, SheetTable, hidden_parts, is_example

NOT_SCORED: Final = "KC"
"""What stands in a cell whose criterion was deliberately not scored."""

MAXIMA: Final = next(column.heading for column in columns_of(Criterion) if column.field == "max_points")
"""The label of the row of maxima, which is for the reader's eye only."""

UNIT: Final = columns_of(SelfScores)[0].heading
"""The heading of the column of units."""

_NOT_SCORED = {name_key(NOT_SCORED), name_key("không chấm")}
_TOP_ROWS = 10


def read_matrix(tab: Tab, units: RefTable, criteria: RefTable) -> SheetTable:
    """Read a matrix; a unit without a single score gives no row, nor does a line of totals or a signature.

    A score that cannot be read stands as "không chấm", so that no gap is seen where something
    was typed; its row says that ``scores`` are unread.
    """
    table = SheetTable(problems=list(tab.problems))
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
    table.problems += _other_maxima(tab, top, unit_at, places, criteria.maxima)
    seen: dict[str, int] = {}
    for number, cells in _score_rows(tab, top, unit_at, units, table.problems):
        code = _unit(tab, number, cells, unit_at, units, table.problems)
        scores, unread = _scores(tab, number, places, criteria.maxima, table.problems)
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
        if is_beside_scores(text) and not criteria.find(text):
            problems.append(fault("BANG-08", where, text))
            continue
        code = criteria.resolve(text, where, problems)
        if code is not None and code in places.values():
            problems.append(fault("BANG-06", where, text, heading=text))
        elif code is not None:
            places[index] = code
    return places


def _score_rows(
    tab: Tab, top: int, unit_at: int, units: RefTable, problems: list[Problem]
) -> list[tuple[int, Mapping[int, Any]]]:
    """Give the rows of units; the row of maxima, examples and what stands below the table are none."""
    headed, homeless, rows, foot = set(tab.rows[top]), set[int](), [], Foot(tab)
    wanted = {index for index in headed if not is_beside_scores(shown(tab.rows[top][index].value))}
    for number, cells in tab.rows.items():
        first = cells.get(unit_at)
        label = shown((first or next(iter(cells.values()))).value)
        if number <= top or is_example(label) or _is_maxima(first):
            continue
        is_thin = not any(isinstance(cells[index].value, int | float) for index in wanted & cells.keys())
        if not (first and units.find(label)) and foot.takes(number, label, is_thin=is_thin):
            continue
        for index in sorted(cells.keys() - headed - homeless):
            homeless.add(index)
            problems.append(fault("BANG-18", tab.where(number, index), shown(cells[index].value)))
        if wanted & cells.keys():
            rows.append((number, cells))
    problems += foot.told()
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
    tab: Tab, number: int, places: Mapping[int, str], maxima: Mapping[str, Decimal], problems: list[Problem]
) -> tuple[dict[str, Decimal | None], set[str]]:
    """Read the scores of one unit; an empty cell, or only a dash, is absent.

    Gives with them the fields of the row that could not be read.
    """
    scores: dict[str, Decimal | None] = {}
    unread: set[str] = set()
    for index, code in places.items():
        cell, where = tab.rows[number].get(index), tab.where(number, index)
        if cell is None:
            merged = tab.merged_over(number, index)
            if merged:
                problems.append(fault("O-21", where, area=merged))
                scores[code] = None
                unread.add("scores")
            continue
        try:
            score = scores[code] = _score(value_of(cell, where), maxima.get(code))
        except MissingScoreError:
            continue
        except (Unreadable, UnreadableError) as error:
            problems.append(_refusal(error, cell, where))
            scores[code] = None
            unread.add("scores")
            continue
        if score is not None and shows_less(cell, score):
            problems.append(fault("O-17", where, shown(cell.value)))
        elif score == 0 and tab.formulas and cell.coordinate in tab.formulas:
            problems.append(fault("O-03", where, "0"))
    return scores, unread


def _refusal(error: Unreadable | UnreadableError, cell: Any, where: Where) -> Problem:
    if isinstance(error, Unreadable):
        return error.problem
    return fault("O-06", where, shown(value_of(cell, where)), reason=error.reason, remedy=error.remedy)


def _score(value: object, maximum: Decimal | None) -> Decimal | None:
    if isinstance(value, str) and name_key(value) in _NOT_SCORED:
        return None
    return parse_score(value, maximum)


def _other_maxima(
    tab: Tab, top: int, unit_at: int, places: Mapping[int, str], maxima: Mapping[str, Decimal]
) -> Iterator[Problem]:
    """Tell where the row of maxima, which nothing is read from, says other than the criteria."""
    row = next(
        (number for number, cells in tab.rows.items() if number > top and _is_maxima(cells.get(unit_at))), 0
    )
    other = []
    for index, code in places.items():
        typed = shown(tab.rows[row][index].value) if row and index in tab.rows[row] else ""
        try:
            if typed and code in maxima and parse_score(typed) != maxima[code]:
                other.append((index, f"{code} ({typed}, không phải {format_number(maxima[code])})"))
        except UnreadableError:
            continue
    if other:
        texts = ", ".join(text for _, text in other)
        yield fault("BANG-23", tab.where(row, other[0][0]), label=MAXIMA, criteria=texts)


def _is_maxima(cell: Any) -> bool:
    return cell is not None and isinstance(cell.value, str) and name_key(cell.value) == name_key(MAXIMA)
