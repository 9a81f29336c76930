"""The templates that the sources build: file name → the function that gives its bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from templates.source import (
    bien_ban,
    bo_sung,
    dinh_chinh,
    ho_so_luu,
    ke_hoach,
    ket_luan,
    phong_cach,
    quyet_dinh,
    so_dang_ky,
    sua_doi,
    thay_doi_doan,
    thong_bao,
    thu_hoi,
)

TEMPLATES: Mapping[str, Callable[[], bytes]] = MappingProxyType(
    {
        "phong-cach.docx": phong_cach.template,
        "ke-hoach.docx": ke_hoach.template,
        "quyet-dinh.docx": quyet_dinh.template,
        "thay-doi-doan.docx": thay_doi_doan.template,
        "bien-ban.docx": bien_ban.template,
        "thong-bao.docx": thong_bao.template,
        "ket-luan.docx": ket_luan.template,
        "dinh-chinh.docx": dinh_chinh.template,
        "sua-doi.docx": sua_doi.template,
        "thu-hoi.docx": thu_hoi.template,
        "bo-sung.docx": bo_sung.template,
        "so-dang-ky.docx": so_dang_ky.template,
        "muc-luc-van-ban.docx": ho_so_luu.list_of_papers,
        "muc-luc-ho-so.docx": ho_so_luu.list_of_dossiers,
        "giao-nhan-ho-so.docx": ho_so_luu.handover,
    }
)
