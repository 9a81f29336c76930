"""The season → a workbook: blank with one example row a sheet, or filled.

Everything is made from the models; the same values give the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, cast

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from docgen.records import SHEETS, Criterion, Layout, Record, Season, Source
from docgen.workbook import sheet_look
from docgen.workbook.columns import CellKind, Column, columns_of, is_matrix
from docgen.workbook.guide import GUIDE, write_guide
from docgen.workbook.matrix import MAXIMA, NOT_SCORED, UNIT
from docgen.workbook.packing import packed
from docgen.workbook.refs import PAPER_KEYS, TARGETS, RefTable
from docgen.workbook.table import EXAMPLE, FORM_HEADINGS, RawRow, SheetTable

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
"""Field of ``Season`` → the values of its rows."""

_NOTE_ROW, _TOP, _FIRST = 1, 2, 3
_MATRIX_NOTE: Final = "Hàng tiêu đề ghi mã tiêu chí, cột đầu ghi tên đơn vị."
_BY_NAME: Final = ("units", "team")  # other references are written by code, as the office writes them
_FORM_WIDTHS: Final = (38, 62, 62, 40)
_CRITERIA_AHEAD: Final = 60  # columns of a blank matrix that are ready for codes
_SCORE_WIDTH, _UNIT_WIDTH = 7.5, 24


def write_blank() -> bytes:
    """Make the workbook of a new season: headings, lists, limits, an example row in each sheet."""
    general = {column.field: column.default for column in columns_of(SHEETS["general"])}
    return _write({"general": [general]})


def write_season(season: Season) -> bytes:
    """Make the workbook that says ``season``; reading it gives the same records.

    The matrices list every unit and every criterion, scored or not.
    """
    rows: dict[str, list[dict[str, Any]]] = {}
    for field in SHEETS:
        records = getattr(season, field)
        records = records if isinstance(records, tuple) else (records,)
        rows[field] = [
            {name: getattr(record, name) for name in type(record).model_fields} for record in records
        ]
    return _write(rows)


def _write(rows: Rows) -> bytes:
    book = openpyxl.Workbook()
    guide = cast("Worksheet", book.active)
    guide.title = GUIDE
    write_guide(guide)
    refs = {ref: _ref_table(ref, rows.get(field, ())) for ref, field in TARGETS.items()}
    for field, model in SHEETS.items():
        sheet = book.create_sheet(model.sheet.title)
        if model.sheet.required:
            sheet.sheet_properties.tabColor = "1F4E79"
        _note(sheet, f"{model.sheet.help} {_MATRIX_NOTE if is_matrix(model) else ''}".strip())
        if model.sheet.layout is Layout.FORM:
            _write_form(sheet, model, rows[field][0])
        elif is_matrix(model):
            _write_matrix(sheet, rows, field, refs["units"])
        else:
            _write_table(sheet, model, rows.get(field, ()), refs)
    return packed(book)


def _ref_table(ref: str, rows: Sequence[Mapping[str, Any]]) -> RefTable:
    return RefTable(ref, SheetTable(rows=[RawRow(dict(values), Source()) for values in rows]))


def _note(sheet: Worksheet, text: str) -> None:
    cell = sheet.cell(_NOTE_ROW, 1, text)
    cell.font, cell.alignment = sheet_look.NOTE, sheet_look.ONE_LINE
    sheet.row_dimensions[_NOTE_ROW].height = 22


def _heading(sheet: Worksheet, index: int, text: str, *, required: bool = True) -> None:
    cell = sheet.cell(_TOP, index)
    sheet_look.put(cell, text)
    cell.font, cell.alignment, cell.border = sheet_look.HEADING_FONT, sheet_look.CENTRED, sheet_look.GRID
    cell.fill = sheet_look.REQUIRED_FILL if required else sheet_look.OPTIONAL_FILL


# --- tables -----------------------------------------------------------------------------------


def _write_table(
    sheet: Worksheet,
    model: type[Record],
    records: Sequence[Mapping[str, Any]],
    refs: Mapping[str, RefTable],
) -> None:
    columns = columns_of(model)
    for index, column in enumerate(columns, 1):
        letter = get_column_letter(index)
        _heading(sheet, index, column.heading, required=column.required)
        ready = sheet.column_dimensions[letter]
        ready.width = column.width
        ready.number_format = sheet_look.number_format(column.kind)
        ready.font, ready.alignment = sheet_look.BODY, sheet_look.alignment(column.kind)
        sheet_look.limit(
            sheet, f"{letter}{_FIRST}:{letter}{sheet_look.LAST_ROW}", column, _offered(column.ref)
        )
    for number, values in enumerate(records, _FIRST):
        for index, column in enumerate(columns, 1):
            cell = sheet.cell(number, index)
            sheet_look.put(cell, _typed(column, values, refs), column.kind)
            cell.font, cell.alignment, cell.border = (
                sheet_look.BODY,
                sheet_look.alignment(column.kind),
                sheet_look.GRID,
            )
    if not records:
        _example(sheet, columns)
    for number in range(_TOP, sheet.max_row + 1):
        sheet_look.fit_height(sheet, number, [column.width for column in columns])
    sheet.freeze_panes = f"A{_FIRST}"
    sheet_look.print_landscape(sheet, f"{_TOP}:{_TOP}")


def _example(sheet: Worksheet, columns: Sequence[Column]) -> None:
    for index, column in enumerate(columns, 1):
        cell = sheet.cell(_FIRST, index)
        sheet_look.put(cell, f"{EXAMPLE} {column.example}" if index == 1 else column.example)
        cell.font, cell.alignment, cell.border = sheet_look.EXAMPLE_FONT, sheet_look.WRAPPED, sheet_look.GRID


def _typed(column: Column, values: Mapping[str, Any], refs: Mapping[str, RefTable]) -> object:
    """Give what the user would type: names instead of codes where names are read more easily."""
    value = values[column.field]
    ref = column.ref or (PAPER_KEYS.get(values["kind"], "") if column.field == "key" else "")
    if ref not in _BY_NAME or not value:
        return value
    table = refs[ref]
    return tuple(map(table.spelling, value)) if isinstance(value, tuple) else table.spelling(value)


def _offered(ref: str) -> str:
    """Give the range from which a reference is chosen."""
    if not ref:
        return ""
    field = TARGETS[ref]
    columns = [column.field for column in columns_of(SHEETS[field])]
    index = columns.index("name") if ref in _BY_NAME else 0
    return sheet_look.offered_range(SHEETS[field].sheet.title, get_column_letter(index + 1), _TOP)


# --- the form ---------------------------------------------------------------------------------


def _write_form(sheet: Worksheet, model: type[Record], values: Mapping[str, Any]) -> None:
    for index, (text, width) in enumerate(zip(FORM_HEADINGS, _FORM_WIDTHS, strict=True), 1):
        _heading(sheet, index, text)
        sheet.column_dimensions[get_column_letter(index)].width = width
    for number, column in enumerate(columns_of(model), _FIRST):
        texts = (column.heading, "", column.help, column.example)
        for index, text in enumerate(texts, 1):
            cell = sheet.cell(number, index)
            sheet_look.put(cell, text)
            cell.font, cell.alignment, cell.border = sheet_look.NOTE, sheet_look.WRAPPED, sheet_look.GRID
        sheet.cell(number, 1).font = sheet_look.BOLD if column.required else sheet_look.BODY
        value = sheet.cell(number, 2)
        sheet_look.put(value, values[column.field], column.kind)
        value.font, value.fill = sheet_look.BODY, sheet_look.ENTRY_FILL
        value.alignment = sheet_look.LEFT
        sheet_look.limit(sheet, value.coordinate, column)
        sheet_look.fit_height(sheet, number, _FORM_WIDTHS)
    sheet.freeze_panes = f"B{_FIRST}"
    sheet_look.print_landscape(sheet, f"{_TOP}:{_TOP}")


# --- matrices ---------------------------------------------------------------------------------


def _write_matrix(sheet: Worksheet, rows: Rows, field: str, units: RefTable) -> None:
    criteria = rows.get("criteria", ())
    width = len(criteria) or _CRITERIA_AHEAD
    first = _FIRST + 1
    _heading(sheet, 1, UNIT)
    label = sheet.cell(_FIRST, 1)
    sheet_look.put(label, MAXIMA)
    _ready(sheet, 1, _UNIT_WIDTH, CellKind.TEXT)
    for index in range(2, width + 2):
        _heading(sheet, index, criteria[index - 2]["code"] if criteria else "")
        _ready(sheet, index, _SCORE_WIDTH, CellKind.DECIMAL)
        sheet_look.put(
            sheet.cell(_FIRST, index),
            criteria[index - 2]["max_points"] if criteria else None,
            CellKind.DECIMAL,
        )
    for index in range(1, width + 2):
        cell = sheet.cell(_FIRST, index)
        cell.font, cell.fill, cell.border = sheet_look.BOLD, sheet_look.MAXIMA_FILL, sheet_look.GRID
        cell.alignment = sheet_look.WRAPPED if index == 1 else sheet_look.CENTRED_TOP
    scores = {row["unit"]: row["scores"] for row in rows.get(field, ())}
    for number, unit in enumerate(rows.get("units", ()), first):
        sheet_look.put(sheet.cell(number, 1), units.spelling(unit["code"]))
        given = scores.get(unit["code"], {})
        for index, criterion in enumerate(criteria, 2):
            score = given.get(criterion["code"])
            refused = score is None and criterion["code"] in given
            sheet_look.put(sheet.cell(number, index), NOT_SCORED if refused else score, CellKind.DECIMAL)
        for index in range(1, width + 2):
            cell = sheet.cell(number, index)
            cell.font, cell.border = sheet_look.BODY, sheet_look.GRID
            cell.alignment = sheet_look.WRAPPED if index == 1 else sheet_look.CENTRED_TOP
    _limit_matrix(sheet, get_column_letter(width + 1), first)
    sheet.freeze_panes = f"B{first}"
    sheet_look.print_landscape(sheet, f"{_TOP}:{_FIRST}")


def _ready(sheet: Worksheet, index: int, width: float, kind: CellKind) -> None:
    """Prepare a whole column for what will be typed into it."""
    ready = sheet.column_dimensions[get_column_letter(index)]
    ready.width, ready.font, ready.number_format = width, sheet_look.BODY, sheet_look.number_format(kind)


def _limit_matrix(sheet: Worksheet, last: str, first: int) -> None:
    codes = sheet_look.from_range(_offered("criteria"))
    codes.add(f"B{_TOP}:{last}{_TOP}")
    names = sheet_look.from_range(_offered("units"))
    names.add(f"A{first}:A{sheet_look.LAST_ROW}")
    fields = [column.field for column in columns_of(Criterion)]
    place = fields.index("max_points") + 1
    area = f"'{Criterion.sheet.title}'!$A${_TOP}:${get_column_letter(place)}${sheet_look.LAST_ROW}"
    scores = sheet_look.score_rule(f"B${_TOP}", f"B{first}", area, place)
    scores.add(f"B{first}:{last}{sheet_look.LAST_ROW}")
    for rule in (codes, names, scores):
        sheet.add_data_validation(rule)
