"""The list that pairs scanned files with issued papers: a small workbook of its own, to be confirmed."""

from __future__ import annotations

from typing import ClassVar

from docgen.records.base import Record, Sheet, column

_SHOWN = "Để dễ nhìn, docgen không đọc."


class ScannedFile(Record):
    """One file of a folder: the paper that it may be of, and whether she says that it is."""

    sheet: ClassVar[Sheet] = Sheet(
        "Lưu bản ký",
        "Mở từng tệp để xem, sửa Mã văn bản nếu sai, rồi ghi Có ở cột Đúng; dòng không ghi Có thì bỏ qua.",
        required=True,
    )

    file: str = column("Tệp", width=40, example="193-TB-MTTQ-BTT.pdf", help="Không sửa cột này.")
    pages: int | None = column("Số trang PDF", width=12, default=None, help=_SHOWN)
    paper: str = column(
        "Mã văn bản", width=22, default="", example="thong-bao:AP", help="Mã, hoặc số và ký hiệu."
    )
    label: str = column("Văn bản", width=44, default="", help=_SHOWN)
    number: str = column("Số, ký hiệu", width=22, default="", help=_SHOWN)
    expected: int | None = column("Số trang bản ban hành", width=14, default=None, help=_SHOWN)
    confirmed: bool = column("Đúng", width=10, default=False, help="Ghi Có khi tệp đúng là của văn bản này.")
    why: str = column("Vì sao ghép", width=60, default="", help=_SHOWN)
