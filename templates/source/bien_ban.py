"""``bien-ban.docx``: minutes of an inspection day (Nghị định 30/2020, Phụ lục III, Mẫu 1.9)."""

from __future__ import annotations

from templates.source import style
from templates.source.builder import (
    WORK,
    Column,
    Xml,
    document,
    each,
    grid,
    join,
    letterhead,
    p,
    recipients,
    section,
    table,
    title,
    when,
)
from templates.source.handwriting import dotted, empty_row

_EMPTY_ROWS = 4
_SIGNED_ROW = 13.0
"""Height of a row with room to sign, in mm."""
_PEOPLE = (
    "{% if d.nguoi_du %}{{ d.nguoi_du }}{% elif la_mau %}\n\n{% endif %}"
    "{% if d.nguoi_vang %}{% if d.nguoi_du %}\n{% endif %}{{ d.nguoi_vang }}{% endif %}"
)


def template() -> bytes:
    """Build ``bien-ban.docx``; ``la_mau`` prints it as a blank form."""
    return document(
        section(
            letterhead(place_and_date=False),
            title(
                "BIÊN BẢN",
                f"Kiểm tra, đánh giá{WORK} năm {{{{ nam }}}}\n"
                "(ngày kiểm tra {{ ngay_thu }}: {{ cac_don_vi_trong_ngay }})",
            ),
            p("ThanVanBan", "Thời gian bắt đầu: {{ thoi_gian_bat_dau }}."),
            p("ThanVanBan", "Địa điểm: {{ dia_diem }}."),
            _attendance(),
            p("MucLaMa", "II. NỘI DUNG"),
            _morning(),
            _afternoon(),
            _conclusion(),
            signatures(),
        )
    )


def _attendance() -> Xml:
    return join(
        p("MucLaMa", "I. THÀNH PHẦN THAM DỰ"),
        p("Khoan", "1. {{ co_quan.doan }}"),
        p(
            "ThanVanBan",
            "Thành lập theo {{ quyet_dinh.day_du }}{% if quyet_dinh_thay_doi %}, thay đổi thành viên theo "
            "{{ quyet_dinh_thay_doi }}{% endif %}, gồm có:",
        ),
        p("GachDauDong", "- Chủ trì: {{ chu_tri }}."),
        p("GachDauDong", "- Thư ký: {{ thu_ky }}."),
        when(
            "thanh_vien",
            p("DanBang", "- Thành viên:"),
            each("nguoi in thanh_vien", p("CongDauDong", "+ {{ nguoi }}")),
        ),
        when(
            "la_mau",
            p("DanBang", "- Thành viên vắng (ghi rõ lý do):"),
            dotted(2),
        ),
        when(
            "thanh_vien_vang",
            p("DanBang", "- Vắng mặt:"),
            each("nguoi in thanh_vien_vang", p("CongDauDong", "+ {{ nguoi }}")),
        ),
        p("Khoan", "2. Đại diện các đơn vị được kiểm tra"),
        table(
            [
                Column("TT", 12, "OBangGiua"),
                Column("Đơn vị", 45),
                Column("Người dự (họ và tên, chức vụ); người vắng (lý do)", 108),
            ],
            "for d in don_vi_tham_du",
            [
                "{{ d.tt }}",
                "{{ d.don_vi }}",
                _PEOPLE,
            ],
            "endfor",
        ),
    )


def _morning() -> Xml:
    return join(
        p("Khoan", "1. Buổi sáng (kết thúc vào {{ nghi_trua }})"),
        p("DanBang", "a) Chủ trì khai mạc, thông qua chương trình làm việc buổi sáng:"),
        each("muc in chuong_trinh_sang", p("GachDauDong", "- {{ muc }}")),
        when(
            "kiem_tra_cheo",
            p("DanBang", "b) Chủ trì phân công kiểm tra chéo như sau:"),
            table(
                [
                    Column("TT", 12, "OBangGiua"),
                    Column("Đơn vị kiểm tra", 76.5),
                    Column("Đơn vị được kiểm tra", 76.5),
                ],
                "for c in kiem_tra_cheo",
                ["{{ c.tt }}", "{{ c.don_vi_kiem_tra }}", "{{ c.don_vi_duoc_kiem_tra }}"],
                "endfor",
            ),
            otherwise=p("ThanVanBan", "b) Buổi kiểm tra không phân công kiểm tra chéo."),
        ),
        p(
            "ThanVanBan",
            "c) Đại diện các đơn vị báo cáo tóm tắt kết quả hoạt động nổi trội trong năm; các đơn vị "
            "kiểm tra chéo hồ sơ và báo cáo kết quả về {{ co_quan.doan }}.",
        ),
        p(
            "DanBang",
            "d) {{ co_quan.doan }} đối chiếu kết quả tự chấm, chấm chéo và kết quả chấm của "
            "{{ co_quan.doan }}; tổng điểm sơ bộ (chênh lệch là điểm tự chấm trừ điểm "
            "{{ doan_goi_tat }} chấm) như sau:",
        ),
        table(
            [
                Column("TT", 12, "OBangGiua"),
                Column("Đơn vị", 53),
                Column("Tự chấm", 24, "OBangGiua"),
                Column("Chấm chéo", 24, "OBangGiua"),
                Column("{{ doan_goi_tat }} chấm", 24, "OBangGiua"),
                Column("Chênh lệch", 28, "OBangGiua"),
            ],
            "for d in bang_diem",
            [
                "{{ d.tt }}",
                "{{ d.don_vi }}",
                "{{ d.tu_cham }}",
                "{{ d.cham_cheo }}",
                "{{ d.doan_cham }}",
                "{{ d.chenh_lech }}{% if la_mau %}\n{% endif %}",
            ],
            "endfor",
        ),
        when("khong_cham", p("ThanVanBan", "Ghi chú: KC là không chấm.")),
    )


def _afternoon() -> Xml:
    return join(
        p("Khoan", "2. Buổi chiều (bắt đầu vào {{ bat_dau_chieu }})"),
        when(
            "chuong_trinh_chieu",
            p("DanBang", "a) Chương trình làm việc buổi chiều:"),
            each("muc in chuong_trinh_chieu", p("GachDauDong", "- {{ muc }}")),
            otherwise=p("ThanVanBan", "a) Chủ trì điều hành chương trình làm việc buổi chiều."),
        ),
        when(
            "bao_cao",
            p("DanBang", "b) {{ co_quan.doan }} báo cáo kết quả kiểm tra từng đơn vị:"),
            each(
                "b in bao_cao",
                p("DanBang", "- **{{ b.don_vi }}**:"),
                _report("Ưu điểm", "uu_diem"),
                _report("Hạn chế", "han_che"),
            ),
            otherwise=p(
                "ThanVanBan",
                "b) {{ co_quan.doan }} báo cáo kết quả kiểm tra từng đơn vị: ưu điểm, hạn chế, "
                "điểm từng phần.",
            ),
        ),
        p("DanBang", "c) Ý kiến của các đơn vị:"),
        when(
            "y_kien",
            each("y in y_kien", p("GachDauDong", "- {{ y }}")),
            otherwise=dotted(4),
        ),
        _divergences(),
        when("phat_sinh", p("ThanVanBan", "đ) Việc phát sinh: {{ phat_sinh }}")),
        when("la_mau", p("DanBang", "đ) Việc phát sinh (nếu có):"), dotted(2)),
    )


def _report(name: str, field: str) -> Xml:
    return when(
        f"b.{field}",
        p("CongDauDong", f"+ {name}: {{{{ b.{field} }}}}"),
        otherwise=when("la_mau", p("DanBang", f"+ {name}:"), dotted(2)),
    )


def _divergences() -> Xml:
    columns = [
        Column("TT", 10, "OBangGiua"),
        Column("Đơn vị", 28),
        Column("Tiêu chí", 14, "OBangGiua"),
        Column("Tự chấm", 15, "OBangGiua"),
        Column("Chấm chéo", 15, "OBangGiua"),
        Column("{{ doan_goi_tat }} chấm", 15, "OBangGiua"),
        Column("Giải trình, thống nhất", 68),
    ]
    lead = p("DanBang", "d) Nội dung chênh lệch và kết quả thống nhất:")
    recorded = table(
        columns,
        "for c in bang_chenh_lech",
        [f"{{{{ c.{name} }}}}" for name in
         ("tt", "don_vi", "tieu_chi", "tu_cham", "cham_cheo", "doan_cham", "giai_trinh")],
        "endfor",
    )  # fmt: skip
    return when(
        "bang_chenh_lech",
        lead,
        recorded,
        otherwise=when(
            "la_mau or not du_diem",
            lead,
            table(columns, *[empty_row(len(columns))] * _EMPTY_ROWS),
            otherwise=p("ThanVanBan", "d) Không có tiêu chí nào chênh lệch đến mức phải giải trình."),
        ),
    )


def _conclusion() -> Xml:
    return join(
        p("MucLaMa", "III. KẾT LUẬN CỦA CHỦ TRÌ (KẾT QUẢ SƠ BỘ)"),
        each("k in ket_luan", p("ThanVanBan", "{{ loop.index }}. {{ k }}")),
        when("not ket_luan", dotted(6)),
        units_sign("Biên bản đã được đọc cho các thành phần tham dự cùng nghe và thống nhất"),
        p(
            "DoanKet",
            "Biên bản được lập thành {{ so_ban }} bản có giá trị như nhau{% if cach_giu %}; {{ cach_giu }}"
            "{% endif %}. Buổi kiểm tra kết thúc vào {{ thoi_gian_ket_thuc }}./.",
        ),
    )


def units_sign(agreed: str) -> Xml:
    """Make the sentence that all agreed, and the table in which the units sign, a row each.

    It stands before the last paragraph: the rows may go over a page, and whoever leads the sitting signs
    below words of the paper.
    """
    left, right = (
        [f"{{{{ hang.{side}.don_vi }}}}", f"{{{{ hang.{side}.ten }}}}", ""] for side in ("trai", "phai")
    )
    return join(
        p("DanBang", f"{agreed}. Đại diện các đơn vị được kiểm tra ký tên:"),
        table(
            [Column("Đơn vị", 55), Column("Họ và tên người đại diện", 60), Column("Chữ ký", 50)],
            "for hang in o_ky",
            left,
            "if hang.phai.don_vi",
            right,
            "endif",
            "endfor",
            height=_SIGNED_ROW,
        ),
    )


def signatures() -> Xml:
    """Make the cells of the secretary and the chair, and below them who receives the minutes."""
    half = style.HOUSE.text_width / 2
    return grid(
        [half, half],
        [_officer("THƯ KÝ", "ten_thu_ky"), _officer("CHỦ TRÌ", "ten_chu_tri")],
        [p("DanChuKy") + recipients(), p("KhoangTrong")],
        space_before=True,
    )


def _officer(title: str, name: str) -> Xml:
    return join(p("ChucVuKy", title), p("HoTenNguoiKy", f"{{{{ {name} }}}}"))
