"""The documents of a hand-over to the archive (Nghị định 30/2020, Phụ lục V, mục III, IV, V)."""

from __future__ import annotations

from templates.source import style
from templates.source.builder import (
    Cell,
    Column,
    Xml,
    document,
    each,
    grid,
    join,
    p,
    section,
    table,
    title,
    when,
)

_NUMBERS = [Cell(f"({number})", style="OBangGiua") for number in range(1, 8)]
"""The decree numbers the columns of its lists."""
_GIVER, _TAKER = "ĐẠI DIỆN BÊN GIAO", "ĐẠI DIỆN BÊN NHẬN"


def list_of_papers() -> bytes:
    """Build ``muc-luc-van-ban.docx``: seven columns on a lying page."""
    return document(
        section(
            p("TenLoai", "MỤC LỤC VĂN BẢN, TÀI LIỆU"),
            p("TrichYeu", "Số, ký hiệu hồ sơ: {{ so_ky_hieu }}\nNăm {{ nam }}"),
            p("GachPhuLuc"),
            p("DanBang", "Tiêu đề hồ sơ: {{ tieu_de_ho_so }}."),
            table(
                [
                    Column("STT", 12, "OBangGiua"),
                    Column("Số, ký hiệu văn bản", 45),
                    Column("Ngày tháng năm văn bản", 27, "OBangGiua"),
                    Column("Tên loại và trích yếu nội dung văn bản", 83),
                    Column("Tác giả văn bản", 41),
                    Column("Tờ số/ Trang số", 20, "OBangGiua"),
                    Column("Ghi chú", 24, "OBangGiua"),
                ],
                _NUMBERS,
                "for v in van_ban",
                [
                    "{{ v.stt }}",
                    "{{ v.so_ky_hieu }}",
                    "{{ v.ngay }}",
                    "{{ v.trich_yeu }}",
                    "{{ v.tac_gia }}",
                    "{{ v.trang_so }}",
                    "{{ v.ghi_chu }}",
                ],
                "endfor",
            ),
            when(
                "so_thieu",
                p(
                    "ThanVanBan",
                    "Văn bản đã ban hành mà chưa có bản ký trong hồ sơ: {{ so_thieu }} văn bản "
                    "(lý do: {{ ly_do_thieu }}), gồm:",
                ),
                each("dong in con_thieu", p("GachDauDong", "- {{ dong }}")),
            ),
            landscape=True,
        )
    )


def list_of_dossiers() -> bytes:
    """Build ``muc-luc-ho-so.docx``."""
    return document(
        section(
            _head(Xml()),
            title("MỤC LỤC HỒ SƠ, TÀI LIỆU NỘP LƯU", "{{ co_quan }}\nNăm {{ nam }}"),
            table(
                [
                    Column("Số TT", 11, "OBangGiua"),
                    Column("Số, ký hiệu hồ sơ", 24, "OBangGiua"),
                    Column("Tiêu đề hồ sơ", 41),
                    Column("Thời gian tài liệu", 30, "OBangGiua"),
                    Column("Thời hạn bảo quản", 21, "OBangGiua"),
                    Column("Số tờ/ Số trang", 18, "OBangGiua"),
                    Column("Ghi chú", 20, "OBangGiua"),
                ],
                _NUMBERS,
                "for h in ho_so",
                [
                    "{{ h.stt }}",
                    "{{ h.so_ky_hieu }}",
                    "{{ h.tieu_de }}",
                    "{{ h.thoi_gian }}",
                    "{{ h.thoi_han }}",
                    "{{ h.so_trang }}",
                    "{{ h.ghi_chu }}",
                ],
                "endfor",
            ),
            p("ThanVanBan", "Mục lục này gồm: {{ so_ho_so }} hồ sơ (đơn vị bảo quản)."),
            p("DoanKet", "Viết bằng chữ: {{ bang_chu }} hồ sơ (đơn vị bảo quản)."),
            grid(
                style.HOUSE.sign_columns,
                [p("NoiNhan"), _signed("NGƯỜI LẬP", "{{ nguoi_lap }}", "{{ dia_danh }}, {{ ngay_lap }}")],
                space_before=True,
            ),
        )
    )


def handover() -> bytes:
    """Build ``giao-nhan-ho-so.docx``."""
    return document(
        section(
            _head(p("DiaDanh", "{{ dia_danh }}, {{ ngay_lap }}")),
            title("BIÊN BẢN", "Giao nhận hồ sơ, tài liệu vào lưu trữ năm {{ nam }}"),
            p(
                "CanCu",
                "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ "
                "về công tác văn thư;",
            ),
            p("CanCu", "Căn cứ Danh mục hồ sơ năm {{ nam }}."),
            p("ThanVanBan", "Chúng tôi gồm:"),
            p("ThanVanBan", "BÊN GIAO: {{ ben_giao }}"),
            p(
                "ThanVanBan",
                "Ông (bà): {% if nguoi_giao %}{{ nguoi_giao }}{% else %}" + _dots(60) + "{% endif %}",
            ),
            p("ThanVanBan", "Chức vụ công tác: " + _dots(53)),
            p("ThanVanBan", "BÊN NHẬN: {{ ben_nhan }}"),
            p("ThanVanBan", "Ông (bà): " + _dots(60)),
            p("ThanVanBan", "Chức vụ công tác: " + _dots(53)),
            p("ThanVanBan", "Thống nhất lập biên bản giao nhận tài liệu với những nội dung như sau:"),
            p("ThanVanBan", "1. Tên khối tài liệu giao nộp: {{ ten_khoi }}."),
            p("ThanVanBan", "2. Thời gian của hồ sơ, tài liệu: {{ thoi_gian }}."),
            p("ThanVanBan", "3. Số lượng tài liệu:"),
            p("ThanVanBan", "a) Đối với hồ sơ, tài liệu giấy:"),
            p("GachDauDong", "- Tổng số hộp (cặp): " + _dots(20)),
            p(
                "GachDauDong",
                "- Tổng số hồ sơ (đơn vị bảo quản): " + _dots(8) + " Quy ra mét giá: " + _dots(8) + " mét.",
            ),
            p("ThanVanBan", "b) Đối với hồ sơ, tài liệu điện tử:"),
            p("GachDauDong", "- Tổng số hồ sơ: {{ so_ho_so }}."),
            p("GachDauDong", "- Tổng số tệp tin trong hồ sơ: {{ so_tep }} (của {{ so_van_ban }} văn bản)."),
            p(
                "ThanVanBan",
                "4. Tình trạng tài liệu giao nộp: hồ sơ điện tử đã được kiểm tra, nguyên vẹn. "
                "Mã cuối của lịch sử hồ sơ (SHA-256), dùng để kiểm tra về sau: {{ ma_lich_su }}.",
            ),
            when(
                "so_thieu",
                p(
                    "ThanVanBan",
                    "Văn bản đã ban hành mà chưa có bản ký trong hồ sơ: {{ so_thieu }} văn bản, kể ở mục lục "
                    "văn bản, tài liệu. Lý do: {{ ly_do_thieu }}.",
                ),
            ),
            p("ThanVanBan", "5. Mục lục hồ sơ, tài liệu nộp lưu kèm theo."),
            p(
                "DoanKet",
                "Biên bản này được lập thành hai bản; bên giao giữ một bản, bên nhận giữ một bản./.",
            ),
            grid(
                style.HOUSE.sign_columns,
                [_signed(_GIVER, "{{ nguoi_giao }}"), _signed(_TAKER, "")],
                space_before=True,
            ),
        )
    )


def _head(dated: Xml) -> Xml:
    """Make the head of a list or record: issuer, Quốc hiệu and Tiêu ngữ, no number."""
    issuer = each(
        "dong in tieu_de",
        when(
            "dong.dam",
            p("TenCoQuan", "{{ dong.chu }}"),
            otherwise=p("TenCoQuanChuQuan", "{{ dong.chu }}"),
        ),
    )
    nation = join(
        p("QuocHieu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        p("TieuNgu", "Độc lập - Tự do - Hạnh phúc"),
        p("GachTieuNgu"),
        dated,
    )
    return grid(style.HOUSE.head_columns, [issuer + p("GachCoQuan"), nation])


def _signed(post: str, name: str, dated: str = "") -> Xml:
    """Make one side of a signature: who, how to sign, the name."""
    day = p("DiaDanh", dated) if dated else Xml()
    return join(day, p("ChucVuKy", post), p("DiaDanh", "(Ký và ghi rõ họ và tên)"), p("HoTenNguoiKy", name))


def _dots(count: int) -> str:
    """Make room to write by hand within a line."""
    return "." * count
