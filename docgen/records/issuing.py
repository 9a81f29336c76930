"""The list of papers that get their numbers together: a small workbook of its own."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from docgen.records.base import Record, Sheet, column


class ListedPaper(Record):
    """One paper of a list: number and date once it is signed; a row without both is passed over."""

    sheet: ClassVar[Sheet] = Sheet(
        "Cấp số",
        "Mỗi văn bản một dòng; điền Số và Ngày ban hành cho văn bản đã ký, dòng để trống cả hai thì bỏ qua.",
        required=True,
    )

    paper: str = column("Mã văn bản", width=22, example="thong-bao:AP", help="Không sửa cột này.")
    label: str = column("Văn bản", width=44, default="", help="Để dễ nhìn, docgen không đọc.")
    number: str = column("Số", width=20, default="", example="61", help="Số hoặc số và ký hiệu.")
    date: dt.date | None = column("Ngày ban hành", width=16, default=None, example="31/10/2023")
    signer: str = column("Mã người ký", width=14, default="", help="Để trống: người ký ghi trong sổ.")
    copies: int | None = column("Số lượng bản", width=14, default=None, example="5")
    reason: str = column("Lý do", width=40, default="", help="Cần khi số không liền với số trước.")
    note: str = column("Ghi chú", width=30, default="")
    hint: str = column("Số gần nhất của dãy", width=36, default="", help="Để tham khảo, docgen không đọc.")
