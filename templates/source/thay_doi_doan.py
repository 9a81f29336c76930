"""The words of the decision that changes the team: a member replaced, added, or gone."""

from __future__ import annotations

from templates.source.builder import REPLACES, document, letterhead, p, section, signature, title, when
from templates.source.quyet_dinh import authority

_SCOPE = "{{ co_quan.doan }},\nđánh giá {{ co_quan.cong_tac }} các {{ co_quan.cac_don_vi }} năm {{ nam }}"
_NEW = "{{ nguoi_moi.goi }}, {{ nguoi_moi.chuc_vu }}"
_OLD = "{{ nguoi_cu.goi }}, {{ nguoi_cu.chuc_vu }}"
_LIST = "danh sách {{ co_quan.doan }} tại Điều 1 {{ quyet_dinh.gon }}"


def template() -> bytes:
    """Build ``thay-doi-doan.docx``."""
    return document(
        section(
            letterhead(),
            title("QUYẾT ĐỊNH", f"Về việc {{{{ viec }}}} thành viên {_SCOPE}"),
            authority(),
            when(
                "thay_the",
                p(
                    "Dieu",
                    f"**Điều 1.** Sửa đổi {_LIST}: {_NEW}, tham gia {{{{ co_quan.doan }}}} với chức danh "
                    f"{{{{ nguoi_moi.chuc_danh }}}}, thay {_OLD}, {{{{ tu_ngay }}}}.",
                ),
            ),
            when(
                "bo_sung",
                p(
                    "Dieu",
                    f"**Điều 1.** Bổ sung {_LIST}: {_NEW}, tham gia {{{{ co_quan.doan }}}} với chức danh "
                    "{{ nguoi_moi.chuc_danh }}, {{ tu_ngay }}.",
                ),
            ),
            when(
                "thoi",
                p(
                    "Dieu",
                    f"**Điều 1.** Sửa đổi {_LIST}: {_OLD}, thôi tham gia {{{{ co_quan.doan }}}}, "
                    "{{ tu_ngay }}.",
                ),
            ),
            when("ly_do", p("ThanVanBan", "Lý do: {{ ly_do }}.")),
            when("nguoi_moi.nhiem_vu", p("ThanVanBan", "Nhiệm vụ: {{ nguoi_moi.nhiem_vu }}.")),
            p("Dieu", "**Điều 2.** Các nội dung khác của {{ quyet_dinh.gon }} giữ nguyên."),
            p(
                "DoanKet",
                f"**Điều 3.** Quyết định này có hiệu lực kể từ ngày ký.{REPLACES} Văn phòng "
                "{{ co_quan.goi_tat }}, "
                "{{ co_quan.doan }} và các ông, bà có tên tại Điều 1 chịu trách nhiệm thi hành "
                "Quyết định này./.",
            ),
            signature(),
        )
    )
