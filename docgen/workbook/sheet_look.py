"""How the cells of a written workbook look, and what Excel lets into them."""

from __future__ import annotations

import datetime as dt
import enum
import math
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from docgen.workbook.columns import LIST_SEPARATOR, NO, YES, CellKind, Column

LAST_ROW: Final = 2000
"""Last row that drop-down lists and limits reach."""

FONT_NAME: Final = "Times New Roman"
BODY: Final = Font(name=FONT_NAME, size=12)
BOLD: Final = Font(name=FONT_NAME, size=12, bold=True)
TITLE: Final = Font(name=FONT_NAME, size=16, bold=True, color="1F3864")
LINK: Final = Font(name=FONT_NAME, size=12, color="0563C1", underline="single")
NOTE: Final = Font(name=FONT_NAME, size=12, italic=True, color="44546A")
EXAMPLE_FONT: Final = Font(name=FONT_NAME, size=12, italic=True, color="808080")
HEADING_FONT: Final = Font(name=FONT_NAME, size=12, bold=True, color="FFFFFF")
REQUIRED_FILL: Final = PatternFill("solid", fgColor="1F4E79")
OPTIONAL_FILL: Final = PatternFill("solid", fgColor="6E8FAF")
MAXIMA_FILL: Final = PatternFill("solid", fgColor="DDE6F0")
ENTRY_FILL: Final = PatternFill("solid", fgColor="FFF9E5")
_THIN: Final = Side("thin", color="BFC7D1")
GRID: Final = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
WRAPPED: Final = Alignment(wrap_text=True, vertical="top")
CENTRED: Final = Alignment(wrap_text=True, horizontal="center", vertical="center")
CENTRED_TOP: Final = Alignment(wrap_text=True, horizontal="center", vertical="top")
LEFT: Final = Alignment(wrap_text=True, vertical="top", horizontal="left")
ONE_LINE: Final = Alignment(vertical="center")

_FORMATS: Final[Mapping[CellKind, str]] = {
    CellKind.INTEGER: "0",
    CellKind.DECIMAL: "0.00",
    CellKind.PERCENT: "0.00",
    CellKind.DATE: "dd/mm/yyyy",
    CellKind.TIME: "hh:mm",
}
_LINE_HEIGHT: Final = 16  # points, for 12-point letters
_LETTER: Final = 0.92  # widths of columns are counted in figures of the default font
_TEXT_FORMAT: Final = "@"
# How strict, what is said, and the limits; dates are Excel's count of days, 2000 to 2099.
_LIMITS: Final[Mapping[CellKind, tuple[str, str, str, str, str]]] = {
    CellKind.INTEGER: ("stop", "Nhập số nguyên từ 0 trở lên.", "whole", "0", "100000"),
    CellKind.DECIMAL: ("stop", "Nhập số từ 0 trở lên.", "decimal", "0", "100000"),
    CellKind.PERCENT: ("stop", "Nhập số từ 0 đến 100.", "decimal", "0", "100"),
    CellKind.DATE: ("warning", "Nhập ngày/tháng/năm, ví dụ 17/10/2023.", "date", "36526", "73050"),
    CellKind.TIME: ("warning", "Nhập giờ, ví dụ 07:30.", "time", "0", "0.99999"),
}
_LIKE_ESCAPE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""What Excel would take for an escaped character (Office Open XML, ST_Xstring)."""

_PROMPT_TITLE, _PROMPT = 32, 255  # limits of Excel


def number_format(kind: CellKind) -> str:
    """Give the format of a column; text is text, so that Excel leaves "I.1" and "01/13" alone."""
    return _FORMATS.get(kind, _TEXT_FORMAT)


def put(cell: Any, value: object, kind: CellKind = CellKind.TEXT) -> None:
    """Write a value into a cell, as a value and never as a formula."""
    match value:
        case None | "" | ():
            pass
        case bool():
            _put_text(cell, YES if value else NO)
        case tuple():
            _put_text(cell, LIST_SEPARATOR.join(map(str, value)))
        case enum.Enum():
            _put_text(cell, str(value.value))
        case str():
            _put_text(cell, value)
        case int() | Decimal() | dt.date() | dt.time():
            cell.value = value
        case _:
            raise TypeError(f"no cell holds a {type(value).__name__}")
    cell.number_format = number_format(kind)


def _put_text(cell: Any, text: str) -> None:
    cell.value = _LIKE_ESCAPE.sub("_x005F_", text)
    cell.data_type = "s"  # openpyxl makes a formula of what begins with "=", an error of "#N/A"
    if text.startswith(("=", "+", "-", "@", "'")):
        cell.quotePrefix = True


def alignment(kind: CellKind) -> Alignment:
    """Give how the values of a column stand: figures in the middle, words at the left."""
    return CENTRED_TOP if kind in _FORMATS else WRAPPED


def fit_height(sheet: Worksheet, row: int, widths: Sequence[float]) -> None:
    """Make a row high enough for its wrapped texts; one line is left to Excel.

    openpyxl cannot measure letters: a character is taken to be as wide as a column's unit.
    """
    lines = 1
    for index, width in enumerate(widths, 1):
        text = str(sheet.cell(row, index).value or "")
        lines = max(lines, sum(max(1, math.ceil(len(line) * _LETTER / width)) for line in text.split("\n")))
    if lines > 1:
        sheet.row_dimensions[row].height = lines * _LINE_HEIGHT


def limit(sheet: Worksheet, cells: str, column: Column, offered: str = "") -> None:
    """Add the drop-down list, the limits and the help of a column to a range of cells.

    ``offered`` is the range whose values a reference may take; other text is then only warned
    of, since other spellings of a name are read too.
    """
    rule = _rule(column, offered)
    rule.allow_blank = True
    prompt = " ".join(
        part for part in (column.help, f"Ví dụ: {column.example}." if column.example else "") if part
    )
    if prompt:
        rule.promptTitle, rule.prompt = column.heading[:_PROMPT_TITLE], prompt[:_PROMPT]
        rule.showInputMessage = True
    elif rule.type is None:
        return
    rule.add(cells)
    sheet.add_data_validation(rule)


def _rule(column: Column, offered: str) -> DataValidation:
    if column.kind is CellKind.CHOICE:
        return _listed([str(option) for option in column.options.values()])
    if column.kind is CellKind.YES_NO:
        return _listed([YES, NO])
    if offered and column.kind is not CellKind.LIST:
        return from_range(offered)
    if column.kind not in _LIMITS:
        return DataValidation()
    style, message, kind, least, most = _LIMITS[column.kind]
    return _refusing(style, message, type=kind, operator="between", formula1=least, formula2=most)


def from_range(offered: str) -> DataValidation:
    """Offer the values of a range, see ``offered_range``; others are warned of."""
    message = "Tên hoặc mã này không có trong danh sách."
    return _refusing("warning", message, type="list", formula1=offered)


def _listed(options: list[str]) -> DataValidation:
    return _refusing(
        "stop", "Chọn một giá trị trong danh sách.", type="list", formula1='"' + ",".join(options) + '"'
    )


def score_rule(criterion_cell: str, score_cell: str, criteria: str, place: int) -> DataValidation:
    """Let into a cell a score between 0 and its criterion's maximum, or KC.

    ``criteria`` is the table of criteria and ``place`` its column of maxima, counted from 1.
    """
    maximum = f"IFERROR(VLOOKUP({criterion_cell},{criteria},{place},FALSE),1000)"
    number = f"AND(ISNUMBER({score_cell}),{score_cell}>=0,{score_cell}<={maximum})"
    rule = _refusing(
        "stop",
        "Nhập điểm từ 0 đến điểm tối đa của tiêu chí, hoặc KC nếu không chấm.",
        type="custom",
        formula1=f'OR(UPPER(TRIM({score_cell}))="KC",{number})',
    )
    rule.allow_blank = True
    return rule


def offered_range(title: str, letter: str, top: int) -> str:
    """Write the range of a sheet's column from below its heading to its last filled row.

    It hangs on the heading, in row ``top``: the first row of data may be typed over, emptied or
    deleted.
    """
    heading = f"'{title}'!${letter}${top}"
    column = f"{heading}:${letter}${LAST_ROW}"
    last = f'SUMPRODUCT(MAX(({column}<>"")*ROW({column})))'
    return f"OFFSET({heading},1,0,MAX(1,{last}-ROW({heading})),1)"


def _refusing(style: Any, message: str, **rule: Any) -> DataValidation:
    return DataValidation(
        **rule, errorStyle=style, showErrorMessage=True, errorTitle="Giá trị chưa đúng", error=message
    )


def print_landscape(sheet: Worksheet, heading_rows: str) -> None:
    """Set a sheet to print on A4, landscape, all columns on one page, headings on each."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.page_margins.top = sheet.page_margins.bottom = 0.6
    if sheet.oddFooter is not None:
        sheet.oddFooter.center.text = "&A, trang &P/&N"
    if heading_rows:
        sheet.print_title_rows = heading_rows
