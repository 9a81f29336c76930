"""The records and templates that the tests of this room share."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from docgen.render import Schema


class Line(BaseModel):
    """One scored criterion."""

    ten: str
    diem: str


class Person(BaseModel):
    """Who signs."""

    ho_ten: str
    chuc_vu: str


class Paper(BaseModel):
    """A paper with every shape of field."""

    ten_don_vi: str
    so_trang: int
    da_ky: bool
    nguoi_ky: Person
    tieu_chi: list[Line]
    ghi_chu: list[str]


SCHEMA = Schema.of(Paper)


def context(**changes: Any) -> dict[str, Any]:
    """Make a context; changes are given by field."""
    return {
        "ten_don_vi": "Phường An Mỹ",
        "so_trang": 2,
        "da_ky": True,
        "nguoi_ky": {"ho_ten": "Nguyễn Thị Đào", "chuc_vu": "CHỦ TỊCH"},
        "tieu_chi": [{"ten": "Tuyên truyền", "diem": "7,50"}, {"ten": "Giám sát", "diem": "8,00"}],
        "ghi_chu": ["nộp đúng hạn", "thiếu minh chứng"],
    } | changes
