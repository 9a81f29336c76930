"""How long papers are kept in the archive."""

from __future__ import annotations

from typing import ClassVar, Final

from docgen.records.base import Filled, Record, Sheet, column

FOREVER: Final = "Vĩnh viễn"


class Retention(Record):
    """How long papers of a kind are kept."""

    sheet: ClassVar[Sheet] = Sheet(
        "Thời hạn bảo quản",
        "Chỉ ghi loại khác mức đề nghị: kế hoạch vĩnh viễn, còn lại 20 năm; hỏi người phụ trách lưu trữ.",
    )

    kind: str = column("Mã loại", width=16, example="ke-hoach", choices=Filled.MADE)
    period: str = column(
        "Thời hạn",
        width=18,
        example=FOREVER,
        choices=(FOREVER, "70 năm", "50 năm", "30 năm", "20 năm", "15 năm", "10 năm", "5 năm"),
    )
