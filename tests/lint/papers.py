"""Papers that conform, one of each sort; the tests break them one thing at a time."""

from __future__ import annotations

from collections.abc import Callable

from tests.lint.party_papers import PARTY_PAPERS
from tests.lint.word import Word, body, bordered, centred, p, shape, table, twips, vml

NATION = centred("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13)
MOTTO = centred("Độc lập - Tự do - Hạnh phúc", 14)
MOTTO_MM, ISSUER_MM, ABSTRACT_MM = 60.4, 20.0, 45.0
LEFT, RIGHT = 65.0, 100.0

Liner = Callable[[float, float], str]
"""Makes a paragraph with a line: its length and the width of the column, in mm."""


def by_border(mm: float, room: float) -> str:
    return bordered(mm, room)


def by_shape(mm: float, _room: float) -> str:
    return p("", 2, align="center", inside=shape(mm))


def by_vml(mm: float, _room: float) -> str:
    return p("", 2, align="center", inside=vml(mm))


def letterhead(
    symbol: str = "05/KH-MTTQ-BTT",
    date: str | None = "Tam Kỳ, ngày 05 tháng 10 năm 2023",
    line: Liner = by_border,
    brief: str = "",
) -> str:
    """Make the head of a paper of the Fatherland Front, in a table without borders."""
    issuer = (
        centred("ỦY BAN MTTQ VIỆT NAM", 13, bold=False)
        + centred("THÀNH PHỐ TAM KỲ", 13, bold=False)
        + centred("BAN THƯỜNG TRỰC", 13)
        + line(ISSUER_MM, LEFT)
    )
    number = centred(f"Số: {symbol}", 13, bold=False)
    if brief:
        number += centred(brief, 12, bold=False, before=6)
    place = centred(date, 14, bold=False, italic=True) if date else p()
    return table([LEFT, RIGHT], [issuer, NATION + MOTTO + line(MOTTO_MM, RIGHT)], [number, place])


def title(kind: str, abstract: str, line: Liner = by_border) -> str:
    return centred(kind, before=12) + centred(abstract) + line(ABSTRACT_MM, 165)


def ending(*recipients: str, capacity: tuple[str, ...] = ("TM. BAN THƯỜNG TRỰC", "CHỦ TỊCH")) -> str:
    left = p("Nơi nhận:", 12, bold=True, italic=True, align="left")
    left += "".join(p(item, 11, align="left") for item in recipients)
    right = "".join(centred(line) for line in capacity) + p() * 4 + centred("Nguyễn Ba")
    return p() + table([80, 85], [left, right]) + p()


LONG = (
    "Phát huy vai trò, tăng cường trách nhiệm của Ban Thường trực Ủy ban MTTQ Việt Nam thành phố trong công "
    "tác phối hợp kiểm tra, đánh giá hoạt động của Mặt trận các xã, phường"
)
GUIDE = (
    "Hướng dẫn số 22/HD-MTTQ-BTT ngày 08/3/2023 của Ban Thường trực Ủy ban MTTQ Việt Nam thành phố về công "
    "tác thi đua, khen thưởng năm 2023"
)
PLAN_BODY = (
    body(f"Căn cứ {GUIDE}, Ban Thường trực xây dựng Kế hoạch với những nội dung sau:")
    + body("I. MỤC ĐÍCH, YÊU CẦU", bold=True)
    + body("1. Mục đích", bold=True)
    + body(f"- {LONG}.")
    + body("2. Yêu cầu", bold=True)
    + body(f"a) {LONG};")
    + body(f"b) {LONG};")
    + body(f"c) {LONG};")
    + body(f"d) {LONG};")
    + body(f"đ) {LONG};")
    + body(f"e) {LONG};")
    + body(f"g) {LONG}.")
    + body("II. NỘI DUNG", bold=True)
    + body("Kiểm tra tại thành phố Tam Kỳ theo điểm a khoản 2 Điều 10 Quy chế, từ 07h30 đến 11h00.")
    + body("Hồ sơ gửi theo Hướng dẫn số 22/HD-MTTQ-BTT, kèm bảng điểm và báo cáo thuyết minh.")
    + body("III. TỔ CHỨC THỰC HIỆN", bold=True)
    + body(f"{LONG}./.")
)
PLAN_RECIPIENTS = ("- Thường trực Thành ủy;", "- Các xã, phường;", "- Lưu: VT.")


def plan(line: Liner = by_border) -> Word:
    """Make a kế hoạch with its head in a table."""
    return Word(
        letterhead(line=line)
        + title("KẾ HOẠCH", "Kiểm tra, đánh giá công tác Mặt trận các xã, phường", line)
        + PLAN_BODY
        + ending(*PLAN_RECIPIENTS)
    )


def plan_in_tabs() -> Word:
    """Make the same paper with its head in tabs, as older typists do, and lines drawn over it."""

    def row(left: str, right: str, size: float = 13, inside: str = "") -> str:
        tabs = '<w:tabs><w:tab w:val="center" w:pos="1840"/><w:tab w:val="center" w:pos="6500"/></w:tabs>'
        return p(f"\t{left}\t{right}", size, align="left", extra=tabs, inside=inside)

    return Word(
        row("ỦY BAN MTTQ VIỆT NAM", "**CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**", 12)
        + row("THÀNH PHỐ TAM KỲ", "**Độc lập - Tự do - Hạnh phúc**", inside=shape(56.1))
        + row("**BAN THƯỜNG TRỰC**", "", inside=shape(ISSUER_MM))
        + row("Số: 05/KH-MTTQ-BTT", "__Tam Kỳ, ngày 05 tháng 10 năm 2023__")
        + title("KẾ HOẠCH", "Kiểm tra, đánh giá công tác Mặt trận các xã, phường", by_shape)
        + PLAN_BODY
        + ending(*PLAN_RECIPIENTS)
    )


def plan_with_cell_borders() -> Word:
    """Make the same paper with lines that are borders of narrow empty cells under the texts."""
    side = (RIGHT - MOTTO_MM) / 2
    columns = [22.5, ISSUER_MM, 22.5, side, MOTTO_MM, side]
    top = '<w:tcBorders><w:top w:val="single" w:sz="6"/></w:tcBorders>'

    def wide(left: str, right: str) -> str:
        return "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/><w:gridSpan w:val="3"/></w:tcPr>'
            f"{text}</w:tc>"
            for width, text in ((LEFT, left), (RIGHT, right))
        )

    thin = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{top if index in (1, 4) else ""}</w:tcPr>'
        f"{p('', 2)}</w:tc>"
        for index, width in enumerate(columns)
    )
    issuer = centred("ỦY BAN MTTQ VIỆT NAM", 13, bold=False) + centred("BAN THƯỜNG TRỰC", 13)
    number = centred("Số: 05/KH-MTTQ-BTT", 13, bold=False)
    date = centred("Tam Kỳ, ngày 05 tháng 10 năm 2023", bold=False, italic=True)
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in columns)
    rows = "".join(f"<w:tr>{row}</w:tr>" for row in (wide(issuer, NATION + MOTTO), thin, wide(number, date)))
    head = f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    text = title("KẾ HOẠCH", "Kiểm tra, đánh giá công tác Mặt trận các xã, phường") + PLAN_BODY
    return Word(head + text + ending(*PLAN_RECIPIENTS))


def plan_in_frames() -> Word:
    """Make the same paper with its head in two text frames."""

    def frame(x: int, *pieces: str) -> str:
        mark = f'<w:framePr w:w="5000" w:hSpace="180" w:wrap="around" w:hAnchor="page" w:x="{x}" w:y="1"/>'
        return "".join(piece.replace("<w:pPr>", f"<w:pPr>{mark}") for piece in pieces)

    left = frame(
        1701,
        centred("ỦY BAN MTTQ VIỆT NAM", 13, bold=False),
        centred("BAN THƯỜNG TRỰC", 13),
        by_shape(ISSUER_MM, 0),
        centred("Số: 05/KH-MTTQ-BTT", 13, bold=False),
    )
    right = frame(
        5400,
        NATION,
        MOTTO,
        by_shape(MOTTO_MM, 0),
        centred("Tam Kỳ, ngày 05 tháng 10 năm 2023", bold=False, italic=True),
    )
    return Word(
        left
        + right
        + title("KẾ HOẠCH", "Kiểm tra, đánh giá công tác Mặt trận các xã, phường", by_shape)
        + PLAN_BODY
        + ending(*PLAN_RECIPIENTS)
    )


def letter() -> Word:
    """Make a công văn to two places."""
    return Word(
        letterhead("249/MTTQ-BTT", brief="V/v báo cáo kết quả kiểm tra")
        + p("Kính gửi:", left=40, before=12, align="left")
        + p("- Thường trực Thành ủy Tam Kỳ;", left=55, align="left")
        + p("- Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh.", left=55, align="left")
        + body(f"{LONG}.")
        + body(f"{LONG}./.")
        + ending("- Như trên;", "- Lưu: VT, MT (02).")
    )


GROUNDS = (
    body("Căn cứ Luật Mặt trận Tổ quốc Việt Nam ngày 09 tháng 6 năm 2015;", italic=True)
    + body(f"Căn cứ {GUIDE};", italic=True)
    + body("Theo đề nghị của Văn phòng Ủy ban MTTQ Việt Nam thành phố.", italic=True)
)


def decision() -> Word:
    """Make a quyết định with one appendix."""
    appendix = (
        p("", 2, extra="<w:pageBreakBefore/>")
        + centred("Phụ lục")
        + centred("DANH SÁCH ĐOÀN KIỂM TRA")
        + centred("(Kèm theo Quyết định số 45/QĐ-MTTQ-BTT ngày 05 tháng 10 năm 2023 của Ban Thường trực)",
                  bold=False, italic=True)
        + table([15, 150], [p("1", 13), p("Nguyễn Ba, Trưởng đoàn", 13)])
        + p("./.", align="right")
    )  # fmt: skip
    return Word(
        letterhead("45/QĐ-MTTQ-BTT")
        + title("QUYẾT ĐỊNH", "Về việc thành lập Đoàn kiểm tra công tác Mặt trận")
        + centred("BAN THƯỜNG TRỰC ỦY BAN MTTQ VIỆT NAM THÀNH PHỐ TAM KỲ", before=6)
        + GROUNDS
        + centred("QUYẾT ĐỊNH:", before=6)
        + body("**Điều 1.** Thành lập Đoàn kiểm tra gồm các thành viên có tên tại Phụ lục kèm theo.")
        + body("**Điều 2.** Đoàn kiểm tra có nhiệm vụ kiểm tra, đánh giá theo Kế hoạch đã ban hành.")
        + body("**Điều 3.** Quyết định này có hiệu lực kể từ ngày ký./.")
        + ending("- Như Điều 3;", "- Lưu: VT.")
        + appendix
    )


def regulation() -> Word:
    """Make a quy chế with chapters, sections and articles that have titles."""
    return Word(
        letterhead("12/QC-MTTQ-BTT")
        + title("QUY CHẾ", "Làm việc của Ủy ban MTTQ Việt Nam thành phố")
        + centred("Chương I", before=6)
        + centred("QUY ĐỊNH CHUNG")
        + body("Điều 1. Phạm vi điều chỉnh", bold=True)
        + body(f"1. {LONG}.")
        + body(f"2. {LONG}.")
        + centred("Chương II", before=6)
        + centred("TỔ CHỨC THỰC HIỆN")
        + centred("Mục 1", before=6)
        + centred("TRÁCH NHIỆM")
        + body("Điều 2. Trách nhiệm thi hành", bold=True)
        + body(f"{LONG}./.")
        + ending(*PLAN_RECIPIENTS)
    )


def minutes() -> Word:
    """Make a biên bản, its recipients below the signatures."""
    signs = table(
        [80, 85],
        [
            centred("THƯ KÝ") + p() * 3 + centred("Võ Đình Tuấn"),
            centred("CHỦ TỌA") + p() * 3 + centred("Nguyễn Ba"),
        ],
    )
    below = p("Nơi nhận:", 12, bold=True, italic=True, align="left")
    below += p("- Các đơn vị;", 11, align="left") + p("- Lưu: VT, Hồ sơ.", 11, align="left")
    return Word(
        letterhead("07/BB-MTTQ-BTT", date=None)
        + title("BIÊN BẢN", "Họp Đoàn kiểm tra công tác Mặt trận năm 2023")
        + body("Thời gian bắt đầu: 07 giờ 30 phút, ngày 17 tháng 10 năm 2023.")
        + body("Địa điểm: Phòng họp cơ quan.")
        + body("Chủ trì: Nguyễn Ba.")
        + body(f"{LONG}.")
        + body("Cuộc họp kết thúc vào 11 giờ 00, ngày 17 tháng 10 năm 2023./.")
        + p()
        + signs
        + p()
        + below
    )


def invitation() -> Word:
    """Make a giấy mời."""
    return Word(
        letterhead("11/GM-MTTQ-BTT")
        + title("GIẤY MỜI", "Dự hội nghị tổng kết công tác Mặt trận năm 2023")
        + body("Ban Thường trực Ủy ban MTTQ Việt Nam thành phố trân trọng kính mời: Ông Trần Văn Sáu.")
        + body("Tới dự hội nghị tổng kết công tác Mặt trận.")
        + body("Thời gian: 08 giờ 00, ngày 20 tháng 12 năm 2023.")
        + body("Địa điểm: 99 Hùng Vương, thành phố Tam Kỳ.")
        + body("Đề nghị đến dự đúng giờ./.")
        + ending("- Như kính mời;", "- Lưu: VT.")
    )


def proposal() -> Word:
    """Make a tờ trình to one place."""
    return Word(
        letterhead("12/TTr-MTTQ-BTT")
        + title("TỜ TRÌNH", "Về việc khen thưởng công tác Mặt trận năm 2023")
        + p("Kính gửi: Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh", align="center", before=12)
        + body(f"{LONG}.")
        + body(f"{LONG}./.")
        + ending("- Như trên;", "- Lưu: VT.")
    )


def charter() -> Word:
    """Make a điều lệ that is attached to a decision: its head has neither number nor day."""
    issuer = centred("ỦY BAN NHÂN DÂN", 13) + centred("TỈNH SÔNG HẬU", 13) + bordered(15, LEFT)
    return Word(
        table([LEFT, RIGHT], [issuer, NATION + MOTTO + bordered(MOTTO_MM, RIGHT)])
        + centred("ĐIỀU LỆ (SỬA ĐỔI, BỔ SUNG)", before=12)
        + centred("HỘI LÀM VƯỜN TỈNH SÔNG HẬU")
        + centred("(Kèm theo Quyết định số     /QĐ-UBND ngày    tháng 3 năm 2025)", bold=False, italic=True)
        + centred("Chương I", before=6)
        + centred("QUY ĐỊNH CHUNG")
        + body("Điều 1. Tên gọi", bold=True)
        + body("Hội có tên là Hội Làm vườn tỉnh Sông Hậu.")
        + centred("Chương II", before=6)
        + centred("QUYỀN HẠN, NHIỆM VỤ CỦA HỘI")
        + body("Điều 2. Quyền của Hội", bold=True)
        + body("Hội được tổ chức, hoạt động theo Điều lệ này.")
    )


def memo() -> Word:
    """Make an internal giải trình, larger and narrower than any paper may be."""
    return Word(
        centred("GIẢI TRÌNH BỔ SUNG THEO CHỈ ĐẠO", 16)
        + centred("CỦA LÃNH ĐẠO ỦY BAN NHÂN DÂN TỈNH", 16)
        + p("Thực hiện ý kiến chỉ đạo, chuyên viên xin giải trình như sau.", 12, align="left")
        + p("Kính trình lãnh đạo xem xét, quyết định./.", 12, align="left"),
        margins=(10, 10, 20, 10),
        header="",
    )


CONFORMING: dict[str, tuple[Callable[[], Word], str]] = {
    "kế hoạch, đầu văn bản trong bảng": (plan, "mttq"),
    "kế hoạch, đường kẻ là hình vẽ DrawingML": (lambda: plan(by_shape), "mttq"),
    "kế hoạch, đường kẻ là hình vẽ VML": (lambda: plan(by_vml), "mttq"),
    "kế hoạch, đầu văn bản bằng tab": (plan_in_tabs, "mttq"),
    "kế hoạch, đường kẻ là viền ô": (plan_with_cell_borders, "mttq"),
    "kế hoạch, đầu văn bản trong khung": (plan_in_frames, "mttq"),
    "công văn": (letter, "mttq"),
    "quyết định có phụ lục": (decision, "mttq"),
    "quy chế": (regulation, "mttq"),
    "biên bản": (minutes, "mttq"),
    "giấy mời": (invitation, "mttq"),
    "tờ trình": (proposal, "nd30"),
    "điều lệ kèm theo": (charter, "nd30"),
    "giải trình nội bộ": (memo, "nd30"),
    **{name: (make, "party") for name, make in PARTY_PAPERS.items()},
}
