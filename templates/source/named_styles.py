"""The named Word styles of the house style.

Style names are Vietnamese because a secretary reads them in Word's gallery; they hold no comma,
which Word takes for a list of aliases.  Lengths are millimetres, sizes points.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

from templates.source.style import House

Align = Literal["both", "center", "left", "right"]


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """One paragraph style; ``sample`` shows it in the style master.

    ``base`` is the style that it follows in Word: a change there is a change here.  ``rule`` makes
    a thin empty paragraph with a line above, whose length the indents ``left`` and ``right`` give.
    ``line`` is a multiple of single spacing.
    """

    id: str
    name: str
    sample: str = ""
    base: ParagraphStyle | None = None
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    grey: bool = False
    align: Align = "center"
    before: float = 0.0
    after: float = 0.0
    line: float = 1.0
    left: float = 0.0
    right: float = 0.0
    first_line: float = 0.0
    keep_next: bool = False
    keep_lines: bool = False
    level: int | None = None
    rule: bool = False


_Style = ParagraphStyle


_ADDRESS = 20.0
"""Where "Kính gửi:" begins, from the left margin."""
_ADDRESSED = 22.0
"""Room of "Kính gửi: " at 14 points: what it is sent to stands after it, also on its second line."""
_DASH = 3.0
"""Room of a dash: the list below has its dashes below the colon."""


@functools.cache
def paragraph_styles(house: House) -> tuple[ParagraphStyle, ...]:
    """Give all named styles; one that names no size has the size of the body."""
    groups = (_head(house), _text(house), _signing(house), _appendix(house), _table(house), _unseen())
    sized = (item if item.size else replace(item, size=house.body) for group in groups for item in group)
    return tuple(sized)


def _like(base: ParagraphStyle, *, name: str, sample: str, **changes: Any) -> ParagraphStyle:
    """Make a style that follows ``base`` but for some changes, among them its ``id``."""
    return replace(base, base=base, name=name, sample=sample, **changes)


def _rule(style_id: str, name: str, room: float, length: float, after: float = 0.0) -> ParagraphStyle:
    side = (room - length) / 2
    return _Style(style_id, name, size=2.0, left=side, right=side, after=after, rule=True)


def _head(house: House) -> Iterable[ParagraphStyle]:
    sizes = house.head
    left, right = house.head_columns
    side = max(0.0, house.text_width - house.abstract_room) / 2
    return (
        _Style("QuocHieu", "Quốc hiệu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=sizes.nation, bold=True),
        _Style("TieuNgu", "Tiêu ngữ", "Độc lập - Tự do - Hạnh phúc", size=sizes.motto, bold=True),
        _rule("GachTieuNgu", "Gạch dưới Tiêu ngữ", right, sizes.motto_line),
        _Style("TenCoQuanChuQuan", "Tên cơ quan chủ quản", "ỦY BAN MTTQ VIỆT NAM", size=sizes.nation),
        _Style("TenCoQuan", "Tên cơ quan", "BAN THƯỜNG TRỰC", size=sizes.nation, bold=True),
        _rule("GachCoQuan", "Gạch dưới tên cơ quan", left, house.issuer_line),
        _Style("DuThao", "Dự thảo", "DỰ THẢO (LẦN 1)", size=13.0, bold=True, before=6.0),
        _Style("SoKyHieu", "Số ký hiệu", "Số: 87/KH-MTTQ-BTT", size=13.0, before=6.0),
        _Style("VeViec", "Về việc", "V/v đính chính Thông báo", size=13.0, before=6.0, left=2.0, right=2.0),
        _Style(
            "DiaDanh",
            "Địa danh và ngày tháng",
            "Tam Kỳ, ngày 29 tháng 9 năm 2023",
            size=sizes.place,
            italic=True,
            before=6.0,
        ),
        _Style("TenLoai", "Tên loại văn bản", "KẾ HOẠCH", bold=True, before=12.0, keep_next=True),
        _Style(
            "TrichYeu",
            "Trích yếu",
            "Tổ chức kiểm tra, đánh giá công tác Mặt trận",
            bold=True,
            keep_next=True,
            left=side,
            right=side,
        ),
        _rule("GachTrichYeu", "Gạch dưới trích yếu", house.text_width, house.abstract_line, after=6.0),
    )


def _text(house: House) -> Iterable[ParagraphStyle]:
    body = _Style(
        "ThanVanBan",
        "Thân văn bản",
        "Ban Thường trực xây dựng Kế hoạch với những nội dung sau:",
        size=house.body,
        align="both",
        before=house.between_paragraphs,
        first_line=house.first_line,
        line=house.line_spacing,
    )
    return (
        _Style(
            "ThamQuyen",
            "Thẩm quyền ban hành",
            "BAN THƯỜNG TRỰC ỦY BAN MTTQ VIỆT NAM THÀNH PHỐ TAM KỲ",
            bold=True,
            left=25.0,  # a long name breaks well before its last word stands alone
            right=25.0,
        ),
        _Style("ChuQuyetDinh", "Chữ Quyết định", "QUYẾT ĐỊNH:", bold=True, before=6.0, keep_next=True),
        body,
        _like(
            body,
            id="CanCu",
            name="Căn cứ",
            sample="Căn cứ Luật Mặt trận Tổ quốc Việt Nam ngày 09 tháng 6 năm 2015;",
            italic=True,
        ),
        _like(
            body,
            id="MucLaMa",
            name="Mục La Mã",
            sample="I. MỤC ĐÍCH, YÊU CẦU",
            bold=True,
            keep_next=True,
            level=0,
        ),
        _like(body, id="Khoan", name="Khoản", sample="1. Mục đích", bold=True, keep_next=True, level=1),
        _like(body, id="Dieu", name="Điều", sample="**Điều 1.** Thành lập Đoàn kiểm tra."),
        _like(
            body, id="GachDauDong", name="Gạch đầu dòng", sample="- Thành lập Đoàn kiểm tra theo Kế hoạch."
        ),
        _like(body, id="CongDauDong", name="Dấu cộng đầu dòng", sample="+ 07h30 - 08h00: Chủ trì khai mạc."),
        _like(body, id="DanBang", name="Dẫn vào bảng", sample="Cụ thể như sau:", after=3.0, keep_next=True),
        _Style(
            "KinhGui",
            "Kính gửi",
            "Kính gửi: Ủy ban MTTQ Việt Nam phường An Phú",
            size=house.body,
            align="left",
            before=18.0,
            left=_ADDRESS + _ADDRESSED,
            first_line=-_ADDRESSED,
        ),
        _Style(
            "NoiKinhGui",
            "Nơi kính gửi",
            "- Đảng ủy phường An Phú;",
            size=house.body,
            align="left",
            left=_ADDRESS + _ADDRESSED,
            first_line=-_DASH,
        ),
        _like(
            body,
            id="DoanKet",
            name="Đoạn kết",
            sample="Trên đây là Kế hoạch, đề nghị các đơn vị phối hợp thực hiện./.",
            keep_next=True,
            keep_lines=True,
        ),
    )


def _signing(house: House) -> Iterable[ParagraphStyle]:
    return (
        _Style("DanChuKy", "Khoảng trước chữ ký", size=5.0, align="left", keep_next=True),
        _Style("NoiNhanNhan", "Chữ Nơi nhận", "Nơi nhận:", size=12.0, bold=True, italic=True, align="left"),
        _Style("NoiNhan", "Nơi nhận", "- Lưu: VT.", size=11.0, align="left"),
        _Style("ChucVuKy", "Chức vụ ký", "TM. BAN THƯỜNG TRỰC", bold=True, keep_next=True),
        _Style("HoTenNguoiKy", "Họ tên người ký", "Nguyễn Ba", bold=True, before=house.signature_gap),
    )


def _appendix(house: House) -> Iterable[ParagraphStyle]:
    room = house.text_width_landscape
    return (
        _Style("PhuLuc", "Phụ lục", "Phụ lục", size=14.0, bold=True, keep_next=True),
        _Style("TenPhuLuc", "Tên phụ lục", "DANH SÁCH ĐOÀN KIỂM TRA", bold=True, keep_next=True),
        _Style("KemTheo", "Kèm theo", "(Kèm theo Quyết định số 45/QĐ-MTTQ-BTT)", italic=True, keep_next=True),
        _rule("GachPhuLuc", "Gạch dưới tên phụ lục", room, house.abstract_line, after=6.0),
        _Style("KetPhuLuc", "Kết thúc phụ lục", "./.", align="right", before=house.between_paragraphs),
    )


def _table(house: House) -> Iterable[ParagraphStyle]:
    cell = _Style(
        "OBang",
        "Ô bảng",
        "An Phú, Hòa Hương, Phước Hòa",
        size=house.table,
        align="left",
        before=1.0,
        after=1.0,
    )
    centred = _like(cell, id="OBangGiua", name="Ô bảng giữa", sample="01", align="center")
    small_centred = _like(
        cell, id="OBangNhoGiua", name="Ô bảng nhỏ giữa", sample="92,25", size=11.0, align="center"
    )
    small_head = _like(
        cell,
        id="TieuDeBangNho",
        name="Tiêu đề bảng nhỏ",
        sample="Đơn vị",
        size=11.0,
        align="center",
        bold=True,
    )
    return (
        _Style(
            "TenBang",
            "Tên bảng",
            "Bảng tổng hợp điểm",
            bold=True,
            before=house.between_paragraphs,
            after=3.0,
            keep_next=True,
        ),
        _Style("KhoangBang", "Khoảng trước bảng", size=4.0, align="left", keep_next=True),
        cell,
        _like(cell, id="TieuDeBang", name="Tiêu đề bảng", sample="Đơn vị", align="center", bold=True),
        small_head,
        _like(cell, id="OBangNho", name="Ô bảng nhỏ", sample="An Phú", size=11.0),
        small_centred,
        _like(small_centred, id="OBangNhoGiuaCuoi", name="Ô bảng nhỏ giữa cuối", sample="13", keep_next=True),
        centred,
        _like(centred, id="OBangGiuaCuoi", name="Ô bảng giữa cuối", sample="13", keep_next=True),
        _like(cell, id="OBangPhai", name="Ô bảng phải", sample="92,25", align="right"),
        _like(cell, id="OBangDam", name="Ô bảng đậm", sample="Tổng điểm", bold=True),
        _like(cell, id="OBangDamGiua", name="Ô bảng đậm giữa", sample="92,25", bold=True, align="center"),
    )


def _unseen() -> Iterable[ParagraphStyle]:
    return (
        _Style("SoTrang", "Số trang", "2"),
        _Style("KhoangTrong", "Khoảng trống", size=2.0, align="left", line=0.0),
        _Style(
            "TheDieuKhien",
            "Thẻ điều khiển",
            "Dòng có thẻ lặp hoặc thẻ điều kiện; không được in ra.",
            size=10.0,
            align="left",
            grey=True,
        ),
    )
