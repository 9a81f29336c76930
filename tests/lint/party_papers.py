"""Papers of Party bodies that conform (Hướng dẫn 05-HD/VPTW), one of each sort."""

from __future__ import annotations

from collections.abc import Callable

from tests.lint.word import Word, bordered, centred, p, page_number, table
from tests.lint.word import body as state_body

_SINGLE = 'w:line="240" w:lineRule="auto"'
_EXACT = 'w:line="380" w:lineRule="exact"'
LONG = (
    "Các chi bộ tiếp tục lãnh đạo công tác phối hợp kiểm tra, đánh giá hoạt động của Mặt trận các xã, "
    "phường trên địa bàn, kịp thời nhắc nhở những nơi còn hạn chế"
)
GUIDE = "Hướng dẫn số 22-HD/TU ngày 08/3/2023 của Ban Thường vụ Thành ủy về công tác kiểm tra, giám sát"


def body(text: str, **more: object) -> str:
    """Write a paragraph of the text: 14, justified, first line 10 mm, 6 pt before, exactly 19 pt."""
    return state_body(text, **{"first": 10, **more}).replace(_SINGLE, _EXACT)


def _head(symbol: str, brief: str = "") -> str:
    number = centred(f"Số {symbol}", 14, bold=False)
    if brief:
        number += centred(brief, 12, bold=False, italic=True)
    return table(
        [70, 95],
        [
            centred("THÀNH ỦY TAM KỲ", 14, bold=False)
            + centred("ĐẢNG ỦY MẶT TRẬN", 14)
            + centred("*", 14, bold=False),
            centred("ĐẢNG CỘNG SẢN VIỆT NAM", 15) + bordered(72.9, 95),
        ],
        [number, centred("Tam Kỳ, ngày 05 tháng 10 năm 2023", 14, bold=False, italic=True)],
    )


def _title(kind: str, abstract: str) -> str:
    return centred(kind, 15, before=12) + centred(abstract, 14) + centred("-----", bold=False)


def _ending(*recipients: str) -> str:
    left = p("Nơi nhận:", 14, underline=True, align="left")
    left += "".join(p(item, 12, align="left") for item in recipients)
    right = centred("T/M ĐẢNG ỦY") + centred("BÍ THƯ", bold=False) + p() * 4 + centred("Nguyễn Ba")
    return p() + table([80, 85], [left, right]) + p()


RECIPIENTS = ("- Thường trực Thành ủy;", "- Các chi bộ;", "- Lưu Văn phòng Đảng ủy.")


def _word(text: str) -> Word:
    return Word(text, header=page_number(14), header_mm=10)


def notice() -> Word:
    """Make a thông báo with headings, citations and times."""
    return _word(
        _head("05-TB/ĐU")
        + _title("THÔNG BÁO", "Kết quả kiểm tra công tác Mặt trận năm 2023")
        + body(f"Thực hiện {GUIDE}, Đảng ủy thông báo kết quả như sau:")
        + body("I- KẾT QUẢ", bold=True)
        + body(f"1- {LONG}.")
        + body(f"2- {LONG}.")
        + body(f"a) {LONG};")
        + body(f"b) {LONG};")
        + body(f"c) {LONG};")
        + body(f"d) {LONG};")
        + body(f"đ) {LONG}.")
        + body("II- NHIỆM VỤ", bold=True)
        + body("Các chi bộ tại thành phố Tam Kỳ báo cáo theo điểm a khoản 2 Điều 10 Quy chế, trước 11h00.")
        + body("Hồ sơ gửi theo Hướng dẫn số 22-HD/TU, kèm bảng điểm từ 07h30.")
        + body("Đảng ủy yêu cầu các chi bộ nghiêm túc thực hiện Thông báo này.")
        + _ending(*RECIPIENTS)
    )


def decision() -> Word:
    """Make a quyết định with its grounds and two appendices."""

    def appendix(number: str, title: str) -> str:
        return (
            p("", 2, extra="<w:pageBreakBefore/>")
            + centred(f"Phụ lục {number}")
            + centred(title)
            + centred(
                "(Kèm theo Quyết định số 45-QĐ/ĐU ngày 05 tháng 10 năm 2023 của Đảng ủy)",
                bold=False,
                italic=True,
            )
            + body(f"{LONG}.")
        )

    return _word(
        _head("45-QĐ/ĐU")
        + _title("QUYẾT ĐỊNH", "Về việc thành lập Đoàn kiểm tra công tác Mặt trận")
        + body("- Căn cứ Điều lệ Đảng Cộng sản Việt Nam;")
        + body(f"- Căn cứ {GUIDE};")
        + body("- Xét đề nghị của Ban Tổ chức Đảng ủy.")
        + centred("ĐẢNG ỦY QUYẾT ĐỊNH", before=6)
        + body("**Điều 1.** Thành lập Đoàn kiểm tra gồm các thành viên có tên tại Phụ lục I kèm theo.")
        + body("**Điều 2.** Đoàn kiểm tra có nhiệm vụ theo Phụ lục II.")
        + body("**Điều 3.** Các chi bộ và các đồng chí có tên chịu trách nhiệm thi hành Quyết định này.")
        + _ending("- Như Điều 3;", *RECIPIENTS[1:])
        + appendix("I", "DANH SÁCH ĐOÀN KIỂM TRA")
        + appendix("II", "NHIỆM VỤ CỦA ĐOÀN KIỂM TRA")
    )


def regulation() -> Word:
    """Make a quy chế with chapters and articles."""
    return _word(
        _head("12-QC/ĐU")
        + _title("QUY CHẾ", "Làm việc của Đảng ủy Mặt trận")
        + centred("Chương I", before=6)
        + centred("QUY ĐỊNH CHUNG")
        + body("Điều 1. Phạm vi điều chỉnh", bold=True)
        + body(f"{LONG}.")
        + centred("Chương II", before=6)
        + centred("ĐIỀU KHOẢN THI HÀNH")
        + body("Điều 2. Trách nhiệm thi hành", bold=True)
        + body(f"{LONG}.")
        + _ending(*RECIPIENTS)
    )


def letter() -> Word:
    """Make a công văn to one place."""
    return _word(
        _head("249-CV/ĐU", brief="về việc báo cáo kết quả kiểm tra")
        + p("__Kính gửi:__ Thường trực Thành ủy Tam Kỳ", align="center", before=12)
        + body(f"{LONG}.")
        + body(f"{LONG}.")
        + _ending("- Như trên;", "- Lưu Văn phòng Đảng ủy.")
    )


def submission() -> Word:
    """Make a tờ trình, which is "kính trình"."""
    return _word(
        _head("12-TTr/ĐU")
        + _title("TỜ TRÌNH", "Về việc khen thưởng công tác Mặt trận năm 2023")
        + p("__Kính trình:__ Ban Thường vụ Thành ủy Tam Kỳ", align="center", before=12)
        + body(f"{LONG}.")
        + _ending("- Như trên;", "- Lưu Văn phòng Đảng ủy.")
    )


PARTY_PAPERS: dict[str, Callable[[], Word]] = {
    "thông báo của Đảng": notice,
    "quyết định của Đảng": decision,
    "quy chế của Đảng": regulation,
    "công văn của Đảng": letter,
    "tờ trình của Đảng": submission,
}
