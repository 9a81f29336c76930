"""The instruction sheet that opens the workbook."""

from __future__ import annotations

from typing import Final

from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from docgen.records import SHEETS
from docgen.workbook import sheet_look

GUIDE: Final = "Hướng dẫn"
"""The title of the instruction sheet; it is never read."""

_LINES: Final = (
    "Đây là sổ dữ liệu của một đợt kiểm tra. docgen chỉ đọc sổ này, không bao giờ ghi vào.",
    "Nhập theo thứ tự các trang tính, từ trái sang phải. Trang chưa đến lúc thì để trống.",
    "Không đổi tên trang tính, không sửa chữ ở hàng tiêu đề. Cột tiêu đề xanh đậm bắt buộc phải có.",
    "Dòng chữ nghiêng màu xám bắt đầu bằng «Ví dụ:» chỉ để tham khảo, docgen bỏ qua; có thể xóa.",
    "Ngày ghi ngày/tháng/năm (17/10/2023), giờ ghi 07:30, điểm dùng dấu phẩy (8,25).",
    "Bảng điểm: hàng tiêu đề ghi mã tiêu chí, cột đầu ghi đơn vị; ô trống là chưa có điểm, KC là không chấm.",
    "Ô có nhiều giá trị thì ngăn cách bằng dấu chấm phẩy: III; IV.",
    "Dùng phông Unicode (Times New Roman). Lưu (Ctrl+S) và đóng Excel trước khi chạy docgen.",
)
_WIDTHS: Final = {"A": 28, "B": 90, "C": 14}


def write_guide(sheet: Worksheet) -> None:
    """Write the instructions and the list of sheets, each with a link."""
    sheet.sheet_view.showGridLines = False
    for letter, width in _WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    sheet["A1"].value, sheet["A1"].font = "Sổ dữ liệu đợt kiểm tra, đánh giá", sheet_look.TITLE
    for number, line in enumerate(_LINES, 3):
        cell = sheet.cell(number, 1, f"{number - 2}. {line}")
        cell.font, cell.alignment = sheet_look.BODY, sheet_look.WRAPPED
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=3)
        sheet.row_dimensions[number].height = 18
    top = len(_LINES) + 4
    for index, text in enumerate(("Trang tính", "Nội dung", "Bắt buộc"), 1):
        cell = sheet.cell(top, index, text)
        cell.font, cell.fill, cell.border = sheet_look.HEADING_FONT, sheet_look.REQUIRED_FILL, sheet_look.GRID
    for number, model in enumerate(SHEETS.values(), top + 1):
        title = model.sheet.title
        words = (title, model.sheet.help, "Có" if model.sheet.required else "")
        for index, text in enumerate(words, 1):
            cell = sheet.cell(number, index, text)
            cell.font, cell.border, cell.alignment = sheet_look.BODY, sheet_look.GRID, sheet_look.WRAPPED
        link = sheet.cell(number, 1)
        link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{title}'!A1")
        link.font = sheet_look.LINK
    sheet_look.print_landscape(sheet, "")
