"""``thu-hoi.docx``: the paper that recalls one (Nghị định 30/2020, Điều 18.4)."""

from __future__ import annotations

from templates.source.builder import document, join, letterhead, p, section, signature, title, when
from templates.source.correcting import NAMED
from templates.source.quyet_dinh import authority
from templates.source.sua_doi import OBLIGED

_PAPER = (
    "Cơ quan, đơn vị, cá nhân đã nhận bản giấy có trách nhiệm gửi lại văn bản đã nhận về Văn phòng "
    "{{ co_quan.goi_tat }}"
)
_ELECTRONIC = (
    "nếu đã nhận văn bản điện tử thì hủy bỏ văn bản bị thu hồi trên Hệ thống quản lý tài liệu điện tử, "
    "đồng thời thông báo qua Hệ thống để Văn phòng {{ co_quan.goi_tat }} biết"
)


def template() -> bytes:
    """Build ``thu-hoi.docx``; ``la_quyet_dinh`` chooses the form."""
    decision = join(
        title(
            "QUYẾT ĐỊNH",
            "Về việc thu hồi, hủy bỏ\nQuyết định số {{ goc.so_ky_hieu }} ngày {{ goc.ngay }}",
        ),
        authority(),
        p("Dieu", "**Điều 1.** Thu hồi, hủy bỏ {{ goc.gon }}."),
        when("ly_do", p("ThanVanBan", "Lý do: {{ ly_do }}")),
        p("Dieu", f"**Điều 2.** {_PAPER}; {_ELECTRONIC}."),
        p("DoanKet", f"**Điều 3.** Quyết định này có hiệu lực kể từ ngày ký. {OBLIGED}"),
    )
    notice = join(
        title("THÔNG BÁO", f"Thu hồi {NAMED}"),
        p("ThanVanBan", "{{ co_quan.ban_hanh }} thông báo thu hồi {{ goc.day_du }}."),
        when("ly_do", p("ThanVanBan", "Lý do: {{ ly_do }}")),
        p("ThanVanBan", f"{_PAPER}; {_ELECTRONIC}."),
        p(
            "DoanKet",
            "Kể từ ngày ký Thông báo này, {{ goc.gon }} không còn giá trị sử dụng. "
            "{{ co_quan.ban_hanh }} đề nghị các cơ quan, đơn vị, cá nhân đã nhận văn bản thực hiện./.",
        ),
    )
    return document(section(letterhead(), when("la_quyet_dinh", decision, otherwise=notice), signature()))
