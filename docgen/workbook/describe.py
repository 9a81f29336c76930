"""The reference of all sheets and columns, made from the models."""

from __future__ import annotations

from decimal import Decimal

from docgen.records import SHEETS, Layout, Record
from docgen.viet import format_number
from docgen.workbook.columns import LIST_SEPARATOR, NO, YES, Column, columns_of
from docgen.workbook.matrix import MAXIMA, NOT_SCORED, UNIT
from docgen.workbook.refs import TARGETS

_HEAD = """# Sổ dữ liệu: các trang tính và các cột

Tài liệu này do docgen tạo ra từ chính các mẫu dữ liệu; không sửa bằng tay.

Mỗi đợt kiểm tra có một sổ Excel. Ngày ghi ngày/tháng/năm, điểm dùng dấu phẩy thập phân.
Ô có nhiều giá trị thì ngăn cách bằng dấu chấm phẩy. Cột «Bắt buộc» chỉ nói về những dòng đã có dữ liệu.
"""
_MATRIX = f"""Hàng tiêu đề: «{UNIT}», rồi mã của từng tiêu chí. Hàng «{MAXIMA}» ngay dưới chỉ để xem.
Mỗi đơn vị một hàng, mỗi ô một điểm; ô trống là chưa có điểm, «{NOT_SCORED}» là không chấm.
"""


def describe() -> str:
    """Write every sheet and column as Markdown, in Vietnamese."""
    return "\n".join([_HEAD, *(_sheet(model) for model in SHEETS.values())])


def _sheet(model: type[Record]) -> str:
    sheet = model.sheet
    need = " Bắt buộc." if sheet.required else ""
    lines = [f"## {sheet.title}", "", f"{sheet.help}{need}", ""]
    if sheet.layout is Layout.MATRIX:
        return "\n".join([*lines, _MATRIX])
    what = "Mục" if sheet.layout is Layout.FORM else "Cột"
    lines += [
        f"| {what} | Kiểu | Bắt buộc | Ý nghĩa | Giá trị được chọn | Mặc định | Ví dụ |",
        "| --- | --- | --- | --- | --- | --- | --- |",
        *map(_column, columns_of(model)),
        "",
    ]
    return "\n".join(lines)


def _column(column: Column) -> str:
    choices = LIST_SEPARATOR.join(str(option) for option in column.options.values())
    if column.ref:
        choices = f"có ở trang «{SHEETS[TARGETS[column.ref]].sheet.title}»"
    required = "có" if column.required else ""
    cells = [
        column.heading,
        column.kind.value,
        required,
        column.help,
        choices,
        _default(column.default),
        column.example,
    ]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _default(value: object) -> str:
    """Write a default as it would be typed."""
    match value:
        case None | "" | ():
            return ""
        case bool():
            return YES if value else NO
        case tuple():
            return LIST_SEPARATOR.join(map(str, value))
        case int() | Decimal():
            return format_number(value)
        case _:
            return str(value)
