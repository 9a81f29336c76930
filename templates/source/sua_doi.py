"""``sua-doi.docx``: the paper that amends one of its own kind (Mẫu 1.2 or 1.4)."""

from __future__ import annotations

from templates.source.builder import document, join, letterhead, p, section, signature, title, when
from templates.source.correcting import AMENDED, NAMED
from templates.source.quyet_dinh import authority

OBLIGED = (
    "Văn phòng {{ co_quan.goi_tat }}, {{ co_quan.doan }}, {{ co_quan.ban_cac_don_vi }} "
    "và các tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành "
    "Quyết định này./."
)
"""Whom the last article of a decision obliges."""


def template() -> bytes:
    """Build ``sua-doi.docx``; ``la_quyet_dinh`` chooses the form."""
    decision = join(
        title(
            "QUYẾT ĐỊNH", "Về việc sửa đổi, bổ sung\nQuyết định số {{ goc.so_ky_hieu }} ngày {{ goc.ngay }}"
        ),
        authority(),
        p("Dieu", "**Điều 1.** Sửa đổi, bổ sung {{ goc.gon }} như sau:"),
        AMENDED,
        when("ly_do", p("ThanVanBan", "Lý do: {{ ly_do }}")),
        p("Dieu", "**Điều 2.** Các nội dung khác của {{ goc.gon }} giữ nguyên."),
        p("DoanKet", f"**Điều 3.** Quyết định này có hiệu lực kể từ ngày ký. {OBLIGED}"),
    )
    other = join(
        title("{{ ten_loai }}", f"Sửa đổi, bổ sung {NAMED}"),
        p(
            "ThanVanBan",
            "{{ co_quan.ban_hanh }} sửa đổi, bổ sung {{ goc.day_du }} như sau:",
        ),
        AMENDED,
        when("ly_do", p("ThanVanBan", "Lý do: {{ ly_do }}")),
        p(
            "DoanKet",
            "Các nội dung khác của {{ goc.gon }} không thay đổi. {{ co_quan.ban_hanh }} đề "
            "nghị các cơ quan, đơn vị có liên quan biết, thực hiện./.",
        ),
    )
    return document(section(letterhead(), when("la_quyet_dinh", decision, otherwise=other), signature()))
