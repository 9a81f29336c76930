"""The decree's own sample forms (Nghị định 30/2020/NĐ-CP, Phụ lục III), blanks and all.

They are set as the decree's own files are: top 25, bottom 20, left 35, right 20 mm, so the column of
Quốc hiệu is narrow and the small set of sizes (12, 13, 13) is used.
"""

from __future__ import annotations

from collections.abc import Callable

from tests.lint.word import Word, body, bordered, centred, p, shape, table

_LEFT, _RIGHT = 62.0, 93.0
_DOTS = "." * 100
_SIGNER = (
    "QUYỀN HẠN, CHỨC VỤ CỦA NGƯỜI KÝ",
    "(Chữ ký của người có thẩm quyền, dấu/chữ ký số của cơ quan, tổ chức)",
)


def _word(text: str) -> Word:
    return Word(text, margins=(25, 20, 35, 20))


def _head(symbol: str, *, date: bool = True, brief: str = "", number: bool = True) -> str:
    left = (
        centred("TÊN CQ, TC CHỦ QUẢN", 12, bold=False)
        + centred("TÊN CƠ QUAN, TỔ CHỨC", 12)
        + p("", 2, align="center", inside=shape(24))
    )
    right = (
        centred("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12)
        + centred("Độc lập - Tự do - Hạnh phúc", 13)
        + bordered(56.1, _RIGHT)
    )
    below = centred(symbol, 13, bold=False) if number else p()
    below += centred(brief, 12, bold=False, before=6) if brief else ""
    place = centred("…, ngày …… tháng …… năm ……", 13, bold=False, italic=True) if date else p()
    return table([_LEFT, _RIGHT], [left, right], [below, place])


def _title(kind: str, abstract: str, mm: float = 20) -> str:
    subject = centred(abstract) if abstract else ""
    return centred(kind, before=12) + subject + p("", 2, align="center", inside=shape(mm))


def _end(*items: str) -> str:
    left = p("Nơi nhận:", 12, bold=True, italic=True, align="left")
    left += "".join(p(item, 11, align="left") for item in items)
    right = centred(_SIGNER[0]) + centred(_SIGNER[1], 13, bold=False) + p() * 2 + centred("Họ và tên")
    return p() + table([60, 95], [left, right]) + p()


def decision() -> Word:
    return _word(
        _head("Số:         /QĐ-…3...")
        + _title("QUYẾT ĐỊNH", "Về việc ...............5 .............................", 35)
        + centred("THẨM QUYỀN BAN HÀNH", before=6)
        + body(
            "Căn cứ ...........................................7 ......................................;",
            italic=True,
        )
        + body(
            "Căn cứ ..................................................................................;",
            italic=True,
        )
        + body(
            "Theo đề nghị của ........................................................................ .",
            italic=True,
        )
        + centred("QUYẾT ĐỊNH:", before=6)
        + body(f"**Điều 1.** {_DOTS}")
        + body(f"**Điều …** {_DOTS}")
        + body(f"{_DOTS}./.")
        + _end("- Như Điều.....;", "- ................;", "- Lưu: VT, ...9.")
    )


def resolution() -> Word:
    return _word(
        _head("Số:         /NQ-…3...")
        + _title("NGHỊ QUYẾT", "………................. 5 ................................", 35)
        + centred("THẨM QUYỀN BAN HÀNH", before=6)
        + body("Căn cứ ..............................................................;", italic=True)
        + body("Căn cứ ............................................................... .", italic=True)
        + centred("QUYẾT NGHỊ:", before=6)
        + body(f"{_DOTS}./.")
        + _end("- Như Điều.....;", "- ................;", "- Lưu: VT, ...7.")
    )


def indirect_decision() -> Word:
    return _word(
        _head("Số:           /QĐ-…3…")
        + _title("QUYẾT ĐỊNH", "Ban hành (Phê duyệt) ……….5 ……………", 35)
        + centred("THẨM QUYỀN BAN HÀNH", before=6)
        + body(
            "Căn cứ ........................................... 7 …..................................;",
            italic=True,
        )
        + body(
            "Theo đề nghị của ...................................................................... .",
            italic=True,
        )
        + centred("QUYẾT ĐỊNH:", before=6)
        + body("**Điều 1.** Ban hành (Phê duyệt) kèm theo Quyết định này ...... 5 ...............")
        + body(f"**Điều ...** {_DOTS}./.")
        + _end("- Như Điều....;", "- ................;", "- Lưu: VT, ...8.")
    )


def attached() -> Word:
    return _word(
        _head("", date=False, number=False)
        + centred("QUY CHẾ", before=12)
        + centred("................... 1 ...................")
        + centred("(Kèm theo Quyết định số … /QĐ- … ngày … tháng … năm … của… )", bold=False, italic=True)
        + p("", 2, align="center", inside=shape(35))
        + centred("Chương I", before=6)
        + centred("QUY ĐỊNH CHUNG")
        + body(f"**Điều 1.** {_DOTS}")
        + body(f"**Điều 2.** {_DOTS}")
        + centred("Chương II", before=6)
        + centred("TỔ CHỨC THỰC HIỆN")
        + body(f"**Điều 3.** {_DOTS}./.")
    )


def named() -> Word:
    return _word(
        _head("Số:        /…3...-...4...")
        + _title("TÊN LOẠI VĂN BẢN", "......... 7 ........", 12)
        + body(f"..................................................8 {_DOTS}")
        + body("./.")
        + _end("- ...............;", "- ................;", "- Lưu: VT, ...9.")
    )


def letter() -> Word:
    return _word(
        _head("Số:          /... 3...-...4...", brief="V/v …...…6………..")
        + p("Kính gửi:", left=40, before=12, align="left")
        + p("- ……………………….......…………;", left=55, align="left")
        + p("- …………………………......………..", left=55, align="left")
        + body(f".................................................. 7 {_DOTS}")
        + body("./.")
        + _end("- Như trên;", "- ................;", "- Lưu: VT, ...8.")
    )


def invitation() -> Word:
    return _word(
        _head("Số:  …. /GM-…3…")
        + _title("GIẤY MỜI", "................ 5 ...............", 18)
        + body("………2 ………… trân trọng kính mời: …...…… 6 …...…....................................")
        + body("Tới dự ............................................ 7 .....................................")
        + body("Chủ trì: …………………………………………….……………….")
        + body("Thời gian: …………………………………………………….")
        + body("Địa điểm: ……………………………………………….")
        + body("………………………………… 8 ………………………………… ./.")
        + _end("- ………;", "- ………;", "- Lưu: VT, …9.")
    )


def introduction() -> Word:
    return _word(
        _head("Số:  … /GGT-…3…")
        + _title("GIẤY GIỚI THIỆU", "")
        + body("……………2………… trân trọng giới thiệu:")
        + body("Ông (bà) ……………………………5………………………………….")
        + body("Chức vụ: ……………………")
        + body("Được cử đến: ….………………….6………………………………….")
        + body("Về việc: …………………………………………… ……………………")
        + body("Đề nghị Quý cơ quan tạo điều kiện để ông (bà) có tên ở trên hoàn thành nhiệm vụ.")
        + body("Giấy này có giá trị đến hết ngày …………………….…../.")
        + _end("- Như trên;", "- Lưu: VT.")
    )


def minutes() -> Word:
    signs = table(
        [75, 80],
        [
            centred("THƯ KÝ") + centred("(Chữ ký)", bold=False) + p() * 2 + centred("Họ và tên"),
            centred("CHỦ TỌA")
            + centred("(Chữ ký của người có thẩm quyền)", bold=False)
            + p()
            + centred("Họ và tên"),
        ],
    )
    below = p("Nơi nhận:", 12, bold=True, italic=True, align="left")
    below += p("- ……… ;", 11, align="left") + p("- Lưu: VT, Hồ sơ.", 11, align="left")
    return _word(
        _head("Số: … /BB-…3…", date=False)
        + _title("BIÊN BẢN", "……………… 4 ……………..", 25)
        + body("Thời gian bắt đầu: …………………………")
        + body("Địa điểm: ………………………………….")
        + body("Thành phần tham dự: ………………………………………..")
        + body("Chủ trì (chủ tọa): …………………")
        + body("Thư ký (người ghi biên bản): …………………")
        + body("Nội dung (theo diễn biến cuộc họp/hội nghị/hội thảo):")
        + body("Cuộc họp (hội nghị, hội thảo) kết thúc vào …. giờ …., ngày …. tháng …. năm …../.")
        + p()
        + signs
        + below
    )


def leave() -> Word:
    return _word(
        _head("Số:  … /GNP-…3…")
        + _title("GIẤY NGHỈ PHÉP", "")
        + body("Xét Đơn đề nghị nghỉ phép ngày …………….. của ông (bà) ……………")
        + body("……………………………… 2…………………… cấp cho:")
        + body("Ông (bà): ……………………………5…………………………..")
        + body("Số ngày nghỉ phép nêu trên được tính vào thời gian………7……… ./.")
        + _end("- ……8……;", "- Lưu: VT,…9….")
    )


def telegram() -> Word:
    return _word(
        _head("Số:  …../CĐ-…3…")
        + _title("CÔNG ĐIỆN", "….. 5 ..….", 8)
        + body("…………….……………6 điện:")
        + p("- …………………7……………;", left=55, align="left")
        + p("- ………………………………….", left=55, align="left")
        + body(f"..................................................8 {_DOTS}")
        + body("./.")
        + _end("- ………;", "- ………;", "- Lưu: VT, …9.")
    )


def appendix() -> Word:
    return _word(
        centred("Phụ lục …1...")
        + centred("……… 2 ……….")
        + centred("(Kèm theo Văn bản số…3….. ngày…4  tháng…4 năm …4 của …5……...)", bold=False, italic=True)
        + p("", 2, align="center", inside=shape(35))
        + body("......................................................................6")
        + body("./.")
    )


SAMPLES: dict[str, Callable[[], Word]] = {
    "Mẫu 1.1 - Nghị quyết": resolution,
    "Mẫu 1.2 - Quyết định quy định trực tiếp": decision,
    "Mẫu 1.3 - Quyết định quy định gián tiếp": indirect_decision,
    "Mẫu 1.3 - Văn bản ban hành kèm theo": attached,
    "Mẫu 1.4 - Văn bản có tên loại": named,
    "Mẫu 1.5 - Công văn": letter,
    "Mẫu 1.6 - Công điện": telegram,
    "Mẫu 1.7 - Giấy mời": invitation,
    "Mẫu 1.8 - Giấy giới thiệu": introduction,
    "Mẫu 1.9 - Biên bản": minutes,
    "Mẫu 1.10 - Giấy nghỉ phép": leave,
    "Mẫu 2.1 - Phụ lục": appendix,
}
