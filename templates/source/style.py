"""The house style: every size, space and indent of every paper, said once.

The numbers are those of Nghị định 30/2020/NĐ-CP, Phụ lục I (the "big" set of sizes: Quốc hiệu 13,
Tiêu ngữ 14), so the whole set must move together.  Style names are Vietnamese because a secretary
reads them in Word's gallery; they hold no comma, which Word takes for a list of aliases.

Lengths are millimetres and sizes points unless a name says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

FONT = "Times New Roman"

PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
MARGIN_TOP, MARGIN_BOTTOM, MARGIN_LEFT, MARGIN_RIGHT = 20.0, 20.0, 30.0, 15.0
PAGE_NUMBER_FROM_EDGE = 10.0
TEXT_WIDTH = PAGE_WIDTH - MARGIN_LEFT - MARGIN_RIGHT
TEXT_WIDTH_LANDSCAPE = PAGE_HEIGHT - MARGIN_LEFT - MARGIN_RIGHT

HEAD_LEFT, HEAD_RIGHT = 65.0, 100.0
"""Columns of the head: Quốc hiệu at 13 bold is 95.6 mm and must stay on one line."""
SIGN_LEFT, SIGN_RIGHT = 80.0, 85.0

MOTTO_LINE = 60.4
"""The line under Tiêu ngữ is as long as its text: 60.4 mm at 14 bold."""
ISSUER_LINE = 20.0
"""1/3 to 1/2 of an issuer's last line of 40 to 60 mm (BAN THƯỜNG TRỰC: 46.0 mm)."""
ABSTRACT_LINE = 45.0
"""1/3 to 1/2 of a line of the abstract of 90 to 135 mm."""

BODY = 14.0
TABLE = 13.0
FIRST_LINE = 12.7
BETWEEN_PARAGRAPHS = 6.0
LINE_SPACING = 1.0
SIGNATURE_GAP = 80.0
"""Room above the signer's name for signature and seal, in points (28 mm)."""

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
    size: float = BODY
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


def _like(base: ParagraphStyle, *, name: str, sample: str, **changes: Any) -> ParagraphStyle:
    """Make a style that follows ``base`` but for some changes, among them its ``id``."""
    return replace(base, base=base, name=name, sample=sample, **changes)


def _rule(style_id: str, name: str, room: float, length: float, after: float = 0.0) -> ParagraphStyle:
    side = (room - length) / 2
    return _Style(style_id, name, size=2.0, left=side, right=side, after=after, rule=True)


_BODY = _Style(
    "ThanVanBan",
    "Thân văn bản",
    "Ban Thường trực xây dựng Kế hoạch với những nội dung sau:",
    align="both",
    before=BETWEEN_PARAGRAPHS,
    first_line=FIRST_LINE,
    line=LINE_SPACING,
)
_CELL = _Style(
    "OBang", "Ô bảng", "An Phú, Hòa Hương, Phước Hòa", size=TABLE, align="left", before=2.0, after=2.0
)

_HEAD = (
    _Style("QuocHieu", "Quốc hiệu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=13.0, bold=True),
    _Style("TieuNgu", "Tiêu ngữ", "Độc lập - Tự do - Hạnh phúc", bold=True),
    _rule("GachTieuNgu", "Gạch dưới Tiêu ngữ", HEAD_RIGHT, MOTTO_LINE),
    _Style("TenCoQuanChuQuan", "Tên cơ quan chủ quản", "ỦY BAN MTTQ VIỆT NAM", size=13.0),
    _Style("TenCoQuan", "Tên cơ quan", "BAN THƯỜNG TRỰC", size=13.0, bold=True),
    _rule("GachCoQuan", "Gạch dưới tên cơ quan", HEAD_LEFT, ISSUER_LINE),
    _Style("SoKyHieu", "Số ký hiệu", "Số: 87/KH-MTTQ-BTT", size=13.0, before=6.0),
    _Style("DiaDanh", "Địa danh và ngày tháng", "Tam Kỳ, ngày 29 tháng 9 năm 2023", italic=True, before=6.0),
    _Style("TenLoai", "Tên loại văn bản", "KẾ HOẠCH", bold=True, before=18.0, keep_next=True),
    _Style(
        "TrichYeu", "Trích yếu", "Tổ chức kiểm tra, đánh giá công tác Mặt trận", bold=True, keep_next=True
    ),
    _rule("GachTrichYeu", "Gạch dưới trích yếu", TEXT_WIDTH, ABSTRACT_LINE, after=12.0),
)

_TEXT = (
    _Style(
        "ThamQuyen",
        "Thẩm quyền ban hành",
        "BAN THƯỜNG TRỰC ỦY BAN MTTQ VIỆT NAM THÀNH PHỐ TAM KỲ",
        bold=True,
        before=6.0,
        after=6.0,
        left=20.0,  # a long name breaks well before its last word stands alone
        right=20.0,
    ),
    _Style(
        "ChuQuyetDinh", "Chữ Quyết định", "QUYẾT ĐỊNH:", bold=True, before=12.0, after=6.0, keep_next=True
    ),
    _BODY,
    _like(
        _BODY,
        id="CanCu",
        name="Căn cứ",
        sample="Căn cứ Luật Mặt trận Tổ quốc Việt Nam ngày 09 tháng 6 năm 2015;",
        italic=True,
    ),
    _like(
        _BODY,
        id="MucLaMa",
        name="Mục La Mã",
        sample="I. MỤC ĐÍCH, YÊU CẦU",
        bold=True,
        keep_next=True,
        level=0,
    ),
    _like(_BODY, id="Khoan", name="Khoản", sample="1. Mục đích", bold=True, keep_next=True, level=1),
    _like(_BODY, id="Dieu", name="Điều", sample="**Điều 1.** Thành lập Đoàn kiểm tra."),
    _like(_BODY, id="GachDauDong", name="Gạch đầu dòng", sample="- Thành lập Đoàn kiểm tra theo Kế hoạch."),
    _like(_BODY, id="CongDauDong", name="Dấu cộng đầu dòng", sample="+ 07h30 - 08h00: Chủ trì khai mạc."),
    _like(_BODY, id="DanBang", name="Dẫn vào bảng", sample="Cụ thể như sau:", after=3.0, keep_next=True),
    _like(
        _BODY,
        id="DoanKet",
        name="Đoạn kết",
        sample="Trên đây là Kế hoạch, đề nghị các đơn vị phối hợp thực hiện./.",
        keep_next=True,
        keep_lines=True,
    ),
)

_SIGNING = (
    _Style("DanChuKy", "Khoảng trước chữ ký", size=8.0, align="left", keep_next=True),
    _Style("NoiNhanNhan", "Chữ Nơi nhận", "Nơi nhận:", size=12.0, bold=True, italic=True, align="left"),
    _Style("NoiNhan", "Nơi nhận", "- Lưu: VT.", size=11.0, align="left"),
    _Style("ChucVuKy", "Chức vụ ký", "TM. BAN THƯỜNG TRỰC", bold=True, keep_next=True),
    _Style("HoTenNguoiKy", "Họ tên người ký", "Nguyễn Ba", bold=True, before=SIGNATURE_GAP),
)

_APPENDIX = (
    _Style("PhuLuc", "Phụ lục", "Phụ lục", bold=True, keep_next=True),
    _Style("TenPhuLuc", "Tên phụ lục", "DANH SÁCH ĐOÀN KIỂM TRA", bold=True, keep_next=True),
    _Style("KemTheo", "Kèm theo", "(Kèm theo Quyết định số 45/QĐ-MTTQ-BTT)", italic=True, keep_next=True),
    _rule("GachPhuLuc", "Gạch dưới tên phụ lục", TEXT_WIDTH_LANDSCAPE, ABSTRACT_LINE, after=12.0),
    _Style("KetPhuLuc", "Kết thúc phụ lục", "./.", align="right", before=BETWEEN_PARAGRAPHS),
)

_TABLE = (
    _Style(
        "TenBang",
        "Tên bảng",
        "Bảng tổng hợp điểm",
        bold=True,
        before=BETWEEN_PARAGRAPHS,
        after=3.0,
        keep_next=True,
    ),
    _Style("KhoangBang", "Khoảng trước bảng", size=4.0, align="left", keep_next=True),
    _CELL,
    _like(_CELL, id="TieuDeBang", name="Tiêu đề bảng", sample="Đơn vị", align="center", bold=True),
    _like(
        _CELL,
        id="TieuDeBangNho",
        name="Tiêu đề bảng nhỏ",
        sample="Đơn vị",
        size=11.0,
        align="center",
        bold=True,
    ),
    _like(_CELL, id="OBangNho", name="Ô bảng nhỏ", sample="An Phú", size=11.0),
    _like(_CELL, id="OBangNhoGiua", name="Ô bảng nhỏ giữa", sample="92,25", size=11.0, align="center"),
    _like(_CELL, id="OBangGiua", name="Ô bảng giữa", sample="01", align="center"),
    _like(_CELL, id="OBangPhai", name="Ô bảng phải", sample="92,25", align="right"),
    _like(_CELL, id="OBangDam", name="Ô bảng đậm", sample="Tổng điểm", bold=True),
    _like(_CELL, id="OBangDamGiua", name="Ô bảng đậm giữa", sample="92,25", bold=True, align="center"),
)

_UNSEEN = (
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

PARAGRAPH_STYLES: tuple[ParagraphStyle, ...] = (*_HEAD, *_TEXT, *_SIGNING, *_APPENDIX, *_TABLE, *_UNSEEN)
STYLE_IDS = frozenset(style.id for style in PARAGRAPH_STYLES)
