"""``dinh-chinh.docx``: the letter that corrects form (Nghị định 30/2020, Phụ lục III, Mẫu 1.5)."""

from __future__ import annotations

from templates.source.builder import document, each, letterhead, p, section, signature, when
from templates.source.correcting import QUOTED


def template() -> bytes:
    """Build ``dinh-chinh.docx``."""
    return document(
        section(
            letterhead(brief="đính chính {{ goc.loai }}\nsố {{ goc.so_ky_hieu }}\nngày {{ goc.ngay }}"),
            when(
                "mot_noi",
                p("KinhGui", "Kính gửi: {{ mot_noi }}"),
                otherwise=p("KinhGui", "Kính gửi:") + each("noi in kinh_gui", p("NoiKinhGui", "{{ noi }}")),
            ),
            p(
                "ThanVanBan",
                "{{ ly_do }}, {{ goc.day_du }} có nội dung trình bày chưa chính xác. {{ co_quan.ban_hanh }} "
                "xin đính chính như sau:",
            ),
            QUOTED,
            p("DoanKet", "Các nội dung khác của {{ goc.gon }} không thay đổi./."),
            signature(),
        )
    )
