"""``bo-sung.docx``: supplementary minutes (Nghị định 30/2020, Phụ lục III, Mẫu 1.9)."""

from __future__ import annotations

from templates.source.bien_ban import signatures, units_sign
from templates.source.builder import document, letterhead, p, section, title, when
from templates.source.correcting import NAMED, QUOTED


def template() -> bytes:
    """Build ``bo-sung.docx``."""
    return document(
        section(
            letterhead(place_and_date=False),
            title(
                "BIÊN BẢN",
                f"Bổ sung {NAMED}",
            ),
            p("ThanVanBan", "Thời gian bắt đầu: {{ thoi_gian_bat_dau }}."),
            p("ThanVanBan", "Địa điểm: {{ dia_diem }}."),
            p(
                "ThanVanBan",
                "Thành phần: Chủ trì, Thư ký và đại diện các đơn vị đã ký {{ goc.day_du }}.",
            ),
            p("ThanVanBan", "Các bên thống nhất bổ sung {{ goc.gon }} như sau:"),
            QUOTED,
            when("ly_do", p("ThanVanBan", "Lý do: {{ ly_do }}")),
            p("ThanVanBan", "Các nội dung khác của {{ goc.gon }} không thay đổi."),
            units_sign("Biên bản bổ sung đã được đọc cho các bên cùng nghe và thống nhất"),
            p(
                "DoanKet",
                "Biên bản bổ sung này là một phần không tách rời của {{ goc.gon }}"
                "{% if so_ban %}, được lập thành {{ so_ban }} bản có giá trị như nhau{% endif %}"
                "{% if cach_giu %}; {{ cach_giu }}{% endif %}. "
                "Việc lập biên bản kết thúc vào {{ thoi_gian_ket_thuc }}./.",
            ),
            signatures(),
        )
    )
