"""``so-dang-ky.docx``: Sổ đăng ký văn bản đi (Nghị định 30/2020, Phụ lục IV, mục I)."""

from __future__ import annotations

from templates.source.builder import Cell, Column, Section, document, each, join, p, section, table, when

_HEADINGS = (
    ("Số, ký hiệu văn bản", 34.0),
    ("Ngày tháng văn bản", 21.0),
    ("Tên loại và trích yếu nội dung văn bản", 50.0),
    ("Người ký", 26.0),
    ("Nơi nhận văn bản", 38.0),
    ("Đơn vị, người nhận bản lưu", 18.0),
    ("Số lượng bản", 16.0),
    ("Ngày chuyển", 17.0),
    ("Ký nhận", 13.0),
    ("Ghi chú", 19.0),
)
_CELLS = (
    "so_ky_hieu",
    "ngay_thang",
    "trich_yeu",
    "nguoi_ky",
    "noi_nhan",
    "ban_luu",
    "so_ban",
    "ngay_chuyen",
    "ky_nhan",
    "ghi_chu",
)
_CENTRED = {"ngay_thang", "so_ban", "ngay_chuyen"}
_HEAD, _LEFT, _MIDDLE = "TieuDeBangNho", "OBangNho", "OBangNhoGiua"


def template() -> bytes:
    """Build ``so-dang-ky.docx``."""
    return document(_cover(), _lines())


def _cover() -> Section:
    issuer = each(
        "dong_ten in tieu_de",
        when(
            "dong_ten.dam",
            p("TenCoQuan", "{{ dong_ten.chu }}"),
            otherwise=p("TenCoQuanChuQuan", "{{ dong_ten.chu }}"),
        ),
    )
    return section(
        issuer,
        p("TenLoai", "SỔ ĐĂNG KÝ VĂN BẢN ĐI"),
        p("TrichYeu", "Năm {{ nam }}"),
        p("ThamQuyen", "Từ ngày {{ tu_ngay }} đến ngày {{ den_ngay }}"),
        table(
            [Column("Dãy số", 132), Column("Từ số", 60, "OBangGiua"), Column("Đến số", 60, "OBangGiua")],
            "for d in day_so",
            ["{{ d.ten }}", "{{ d.tu_so }}", "{{ d.den_so }}"],
            "endfor",
        ),
        p("ThamQuyen", "Quyển số: ……"),
        p("NoiNhan", "Mã của sổ điện tử khi in (kiểm bằng docgen register verify --head): {{ ma_so }}"),
        landscape=True,
    )


def _lines() -> Section:
    columns = [
        Column("", width, _MIDDLE if name in _CENTRED else _LEFT)
        for (_, width), name in zip(_HEADINGS, _CELLS, strict=True)
    ]
    return section(
        join(
            table(
                columns,
                "for d in dong",
                [f"{{{{ d.{name} }}}}" for name in _CELLS],
                "endfor",
                head=[
                    [Cell(text, style=_HEAD) for text, _ in _HEADINGS],
                    [Cell(f"({number})", style=_MIDDLE) for number in range(1, len(_HEADINGS) + 1)],
                ],
            ),
        ),
        landscape=True,
    )
