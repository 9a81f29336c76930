"""Sổ đăng ký văn bản đi: the printed register of outgoing papers.

Nghị định 30/2020/NĐ-CP, Phụ lục IV, mục I: a cover, and at least ten columns.
"""

from __future__ import annotations

from typing import Final

from docgen.kind import BookForm
from docgen.kinds.van_ban import Context, DongTieuDe


class DaySo(Context):
    """One series of numbers, from the first to the last in this book."""

    ten: str
    tu_so: str
    den_so: str


class Dong(Context):
    """One line of the register: the ten columns of the decree."""

    so_ky_hieu: str
    ngay_thang: str
    trich_yeu: str
    nguoi_ky: str
    noi_nhan: str
    ban_luu: str
    so_ban: str
    ngay_chuyen: str
    ky_nhan: str
    ghi_chu: str


CELLS: Final = tuple(Dong.model_fields)
"""The ten columns, in their order."""


class SoDangKy(Context):
    """The context of the register; ``ma_so`` is the code of the last act, which stands for the whole book."""

    tieu_de: list[DongTieuDe]
    nam: str
    tu_ngay: str
    den_ngay: str
    day_so: list[DaySo]
    dong: list[Dong]
    ma_so: str


FORM = BookForm("so-dang-ky", "Sổ đăng ký văn bản đi", "so-dang-ky.docx", SoDangKy)
