"""Small workbooks of one sheet: a list that she fills, and a table that is only to be read.

A list is read by the same code as the sheets of a season, so that it is forgiven and refused alike.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, cast

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from docgen.problem import Problem, Where
from docgen.records import Record
from docgen.viet import name_key, suggest
from docgen.workbook import sheet_look
from docgen.workbook.cells import shown
from docgen.workbook.columns import CellKind, columns_of
from docgen.workbook.faults import fault
from docgen.workbook.grid import Tab, read_tabs
from docgen.workbook.packing import packed
from docgen.workbook.skeleton import take_skeleton
from docgen.workbook.source import read_bytes
from docgen.workbook.table import find_headings, read_table

R = TypeVar("R", bound=Record)
_NOTE_ROW, _TOP, _FIRST = 1, 2, 3


def write_list(model: type[Record], rows: Sequence[Record]) -> bytes:
    """Make a workbook with one sheet of records, ready to be filled; the same rows give the same bytes."""
    book = openpyxl.Workbook()
    sheet = cast("Worksheet", book.active)
    sheet.title = model.sheet.title
    note = sheet.cell(_NOTE_ROW, 1, model.sheet.help)
    note.font, note.alignment = sheet_look.NOTE, sheet_look.ONE_LINE
    columns = columns_of(model)
    for index, column in enumerate(columns, 1):
        _heading(sheet, index, column.heading, column.width)
        ready = sheet.column_dimensions[get_column_letter(index)]
        ready.number_format, ready.font = sheet_look.number_format(column.kind), sheet_look.BODY
    for number, row in enumerate(rows, _FIRST):
        for index, column in enumerate(columns, 1):
            cell = sheet.cell(number, index)
            sheet_look.put(cell, getattr(row, column.field), column.kind)
            cell.font, cell.alignment, cell.border = (
                sheet_look.BODY,
                sheet_look.alignment(column.kind),
                sheet_look.GRID,
            )
        sheet_look.fit_height(sheet, number, [column.width for column in columns])
    sheet.freeze_panes = f"A{_FIRST}"
    sheet_look.print_landscape(sheet, f"{_TOP}:{_TOP}")
    return packed(book)


def read_list(path: Path, model: type[R], needed: Sequence[str] = ()) -> tuple[list[R], list[Problem]]:
    """Read the sheet of a model from a workbook: its rows, each knowing its cells, and every problem.

    A row with a problem is left out; without the columns of the fields ``needed`` nothing is read.  The
    sheet is the one with the model's title, or the only one.
    """
    data, problems = read_bytes(path)
    if data is None:
        return [], problems
    skeleton = take_skeleton(data, path.name)
    if isinstance(skeleton, Problem):
        return [], [*problems, skeleton]
    tabs = read_tabs(skeleton, path.name)
    if isinstance(tabs, Problem):
        return [], [*problems, tabs]
    named = [tab for tab in tabs if name_key(tab.title) == name_key(model.sheet.title)]
    chosen = named or tabs
    if len(chosen) != 1:
        return [], [*problems, fault("BANG-01", Where(file=path.name), title=model.sheet.title, hint="")]
    lost = _lost_columns(chosen[0], model, needed)
    if lost:
        return [], [*problems, *lost]
    table = read_table(chosen[0], model)
    records = []
    for row in table.rows:
        if not row.unread:
            record = model(**row.values)
            record.located(row.source)
            records.append(record)
    return records, [*problems, *table.problems]


def _lost_columns(tab: Tab, model: type[Record], needed: Sequence[str]) -> list[Problem]:
    """Tell which columns of a list are not found, what it has instead, and which heading may be meant."""
    columns = columns_of(model)
    top, places = find_headings(tab, columns, [], required=False)
    if not places:
        return []  # no headings at all, as the reader of the table tells
    there = {index: shown(cell.value) for index, cell in tab.rows[top].items()}
    strangers = {text: index for index, text in there.items() if index not in places.values()}
    problems = []
    for column in columns:
        if column.field not in needed or column.field in places:
            continue
        words = set(name_key(column.heading).split())
        near = [text for text in strangers if words <= set(name_key(text).split())]
        near = near or suggest(column.heading, strangers)
        problems.append(
            fault(
                "BANG-21",
                tab.where(top, strangers[near[0]] if near else 1),
                near[0] if near else "",
                heading=column.heading,
                there=", ".join(f"«{text}»" for text in there.values()),
                near=f"Có phải cột «{near[0]}»? Sửa tiêu đề thành «{column.heading}». " if near else "",
                wanted=", ".join(f"«{column.heading}»" for column in columns if column.field in needed),
            )
        )
    return problems


# --- tables that are only to be read ------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of a table: its heading, its width in characters, whether its cells are centred."""

    text: str
    width: float
    centred: bool = False


@dataclass(frozen=True, slots=True)
class ListSheet:
    """One sheet: lines above the table, its headings (two rows where ``numbers`` are given), its rows."""

    title: str
    lines: Sequence[str]
    headings: Sequence[Heading]
    rows: Sequence[Sequence[str | int | dt.date | None]]
    numbers: Sequence[str] = ()


def write_table(tables: Sequence[ListSheet]) -> bytes:
    """Make a workbook of tables; text stays text, whatever it begins with, and never is a formula."""
    book = openpyxl.Workbook()
    for table in tables:
        sheet = cast("Worksheet", book.active if table is tables[0] else book.create_sheet())
        sheet.title = table.title
        _fill(sheet, table)
    return packed(book)


def _fill(sheet: Worksheet, table: ListSheet) -> None:
    row = 0
    for row, line in enumerate(table.lines, 1):
        cell = sheet.cell(row, 1)
        sheet_look.put(cell, line)
        cell.font, cell.alignment = sheet_look.BOLD if row == 1 else sheet_look.BODY, sheet_look.ONE_LINE
    top = row + 1
    for index, heading in enumerate(table.headings, 1):
        _heading(sheet, index, heading.text, heading.width, top)
        if table.numbers:
            cell = sheet.cell(top + 1, index)
            sheet_look.put(cell, table.numbers[index - 1])
            cell.font, cell.alignment, cell.border = sheet_look.NOTE, sheet_look.CENTRED, sheet_look.GRID
    first = top + 1 + bool(table.numbers)
    for number, values in enumerate(table.rows, first):
        for index, value in enumerate(values, 1):
            cell = sheet.cell(number, index)
            kind = (
                CellKind.DATE
                if isinstance(value, dt.date)
                else CellKind.INTEGER
                if isinstance(value, int)
                else CellKind.TEXT
            )
            sheet_look.put(cell, value, kind)
            cell.font, cell.border = sheet_look.BODY, sheet_look.GRID
            cell.alignment = (
                sheet_look.CENTRED_TOP if table.headings[index - 1].centred else sheet_look.WRAPPED
            )
        sheet_look.fit_height(sheet, number, [heading.width for heading in table.headings])
    sheet.freeze_panes = f"A{first}"
    sheet_look.print_landscape(sheet, f"{top}:{first - 1}")


def _heading(sheet: Worksheet, index: int, text: str, width: float, row: int = _TOP) -> None:
    cell = sheet.cell(row, index)
    sheet_look.put(cell, text)
    cell.font, cell.alignment, cell.border = sheet_look.HEADING_FONT, sheet_look.CENTRED, sheet_look.GRID
    cell.fill = sheet_look.REQUIRED_FILL
    sheet.column_dimensions[get_column_letter(index)].width = width
