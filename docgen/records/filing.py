"""How long papers are kept in the archive."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar, Final

from docgen.records.base import Record, Sheet, column

FOREVER: Final = "Vĩnh viễn"

PERIODS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "ke-hoach": FOREVER,
        "quyet-dinh": "20 năm",
        "thay-doi-doan": "20 năm",
        "bien-ban": "20 năm",
        "thong-bao": "20 năm",
        "ket-luan": "20 năm",
        "dinh-chinh": "20 năm",
        "thay-the": "20 năm",
        "sua-doi": "20 năm",
        "thu-hoi": "20 năm",
        "bo-sung": "20 năm",
    }
)
"""What is proposed for a kind of which the sheet says nothing: habit since Thông tư 09/2011/TT-BNV.

The office's own archivist decides; the decree itself (Nghị định 30/2020, Phụ lục V, I.4) gives no years.
"""


class Retention(Record):
    """How long papers of a kind are kept."""

    sheet: ClassVar[Sheet] = Sheet(
        "Thời hạn bảo quản",
        "Chỉ ghi loại khác mức đề nghị: kế hoạch vĩnh viễn, còn lại 20 năm; hỏi người phụ trách lưu trữ.",
    )

    kind: str = column("Mã loại", width=16, example="ke-hoach", choices=tuple(PERIODS))
    period: str = column(
        "Thời hạn",
        width=18,
        example=FOREVER,
        choices=(FOREVER, "70 năm", "50 năm", "30 năm", "20 năm", "15 năm", "10 năm", "5 năm"),
    )
