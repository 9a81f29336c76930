"""Every way in which the tests break a conforming paper of a Party body."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from tests.lint.breaking import (
    Base,
    Mutation,
    aside,
    before,
    columns,
    field,
    gone,
    page,
    run_font,
    size,
    swap,
)
from tests.lint.papers import MOTTO, NATION
from tests.lint.party_papers import LONG, body, decision, letter, notice, regulation, submission
from tests.lint.word import Word, bordered, p, page_number, shape

_LINE = bordered(72.9, 95)
_ISSUER = "ĐẢNG ỦY MẶT TRẬN"
_STAR = ">*<"
_DATE = "Tam Kỳ, ngày 05 tháng 10 năm 2023"
_ABSTRACT = "Kết quả kiểm tra công tác Mặt trận năm 2023"
_SENTENCE = "Các chi bộ tại thành phố Tam Kỳ"
_EXACT = 'w:line="380" w:lineRule="exact"'
_UNDERLINE = '<w:u w:val="single"/>'
_BOLD, _ITALIC = "<w:b/>", "<w:i/>"
_BOX = '<w:tblBorders><w:left w:val="single" w:sz="4"/></w:tblBorders>'
_MORE = body(f"a) {LONG};")


def _m(name: str, rule: str, change: Callable[[Word], Word], base: Base = notice) -> Mutation:
    return Mutation(f"Đảng: {name}", base, change, tuple(rule.split()), "party")


def _narrow(word: Word) -> Word:
    drawn = p("", 2, align="center", inside=shape(72.9))
    return columns((70, 95), (95, 70))(swap(_LINE, drawn)(word))


def _look(anchor: str, mark: str) -> Callable[[Word], Word]:
    """Add bold, italic or underline to the run of some text."""
    return before(anchor, "<w:rPr>", f"<w:rPr>{mark}")


PARTY = (
    _m("cột tiêu đề hẹp", "QH-ONELINE", _narrow),
    _m("bảng phần đầu có viền", "LAYOUT-BORDER", swap("<w:tblPr>", f"<w:tblPr>{_BOX}")),
    _m("ký tự vô hình", "ZERO-WIDTH", swap(_SENTENCE, f"{_SENTENCE}\u200b")),
    _m("phím Telex", "TELEX", swap(_SENTENCE, f"{_SENTENCE} vaf nguwowif")),
    _m("lỗi chính tả", "SPELLING", swap(_SENTENCE, f"{_SENTENCE} sử lý")),
    _m("cơ quan viết hoa mọi chữ", "CAP-BODY", swap(_SENTENCE, f"{_SENTENCE} và Ban Thường Vụ")),
    _m("chức vụ viết tắt", "ABBR-POST", swap(_SENTENCE, f"{_SENTENCE} và PBT")),
    # the page
    _m("giấy Letter", "PAGE-SIZE", page(page=(215.9, 279.4))),
    _m("lề trái 35 mm", "PAGE-MARGIN", page(margins=(20, 20, 35, 15))),
    _m("lề trên 25 mm", "PAGE-MARGIN", page(margins=(25, 20, 30, 15))),
    _m("lề phải 20 mm", "PAGE-MARGIN", page(margins=(20, 20, 30, 20))),
    _m("lề dưới 25 mm", "PAGE-MARGIN", page(margins=(20, 25, 30, 15))),
    _m("phông Arial", "FONT-NAME", run_font(_SENTENCE, 'w:ascii="Arial" w:hAnsi="Arial"')),
    _m("chữ đỏ", "FONT-COLOR", _look(_SENTENCE, '<w:color w:val="FF0000"/>')),
    _m("chữ NFD", "NFC", swap(_SENTENCE, unicodedata.normalize("NFD", _SENTENCE))),
    _m("số trang ở chân trang", "PAGENO-POS", page(header="", footer=page_number(14))),
    _m("số trang cách mép 20 mm", "PAGENO-POS", page(header_mm=20)),
    _m("số trang cỡ 13", "PAGENO-SIZE", page(header=page_number(13))),
    _m("trang 1 hiện số", "PAGENO-FIRST", page(first_page=False)),
    # the head
    _m("sai chữ", "QH-TEXT", swap("ĐẢNG CỘNG SẢN VIỆT NAM", "ĐẢNG CỘNG SẢN VIỆT NAN")),
    _m("tiêu đề cỡ 14", "QH-STYLE TN-LINE", size("ĐẢNG CỘNG SẢN", 15, 14)),
    _m("tiêu đề nghiêng", "QH-STYLE", _look("ĐẢNG CỘNG SẢN", _ITALIC)),
    _m("tiêu đề canh trái", "QH-STYLE", aside("ĐẢNG CỘNG SẢN")),
    _m("không có đường kẻ", "TN-LINE", swap(_LINE, "<w:p/>")),
    _m("đường kẻ ngắn", "TN-LINE", swap(_LINE, bordered(40, 95))),
    _m("cấp trên đậm", "ORG-PARENT-NOTBOLD", _look("THÀNH ỦY TAM KỲ", _BOLD)),
    _m("cấp trên cỡ 13", "ORG-PARENT-NOTBOLD", size("THÀNH ỦY TAM KỲ", 14, 13)),
    _m("cơ quan cỡ 13", "ORG-BOLD", size(_ISSUER, 14, 13)),
    _m("cơ quan gạch chân", "ORG-BOLD", _look(_ISSUER, _UNDERLINE)),
    _m("cơ quan không đậm", "ORG-BOLD", before(_ISSUER, _BOLD, "")),
    _m("cơ quan cách xa dòng trên", "QH-SPACE",
       before(_ISSUER, 'w:before="0" w:after="0"', 'w:before="160" w:after="0"')),
    _m("thiếu dấu *", "ORG-STAR", swap(_STAR, "> <")),
    _m("dấu * canh trái", "ORG-STAR", aside(_STAR)),
    _m("đường kẻ dưới cơ quan", "ORG-STAR", before(_STAR, "<w:p>", bordered(20, 70) + "<w:p>")),
    _m("Quốc hiệu", "MIXED-REGIME", before("ĐẢNG CỘNG SẢN", "<w:p>", NATION + "<w:p>")),
    _m("Tiêu ngữ", "MIXED-REGIME", swap(_LINE, _LINE + MOTTO)),
    # number, place and date
    _m("Số có hai chấm", "NUM-PREFIX", swap("Số 05", "Số: 05")),
    _m("thiếu số 0", "NUM-PAD", swap("Số 05", "Số 5")),
    _m("gạch chéo trước", "NUM-SEP NUM-KIND-MATCH", swap("05-TB/ĐU", "05/TB-ĐU")),
    _m("ký hiệu có cách chữ", "NUM-SEP", swap("05-TB/ĐU", "05 - TB/ĐU")),
    _m("số cỡ 13", "NUM-SIZE13", size("Số 05", 14, 13)),
    _m("số canh trái", "NUM-SIZE13", aside("Số 05")),
    _m("ký hiệu của loại khác", "NUM-KIND-MATCH", swap("05-TB/ĐU", "05-KL/ĐU")),
    _m("công văn không có CV", "NUM-KIND-MATCH", swap("249-CV/", "249-TB/"), letter),
    _m("ngày cỡ 13", "DATE-ITALIC", size(_DATE, 14, 13)),
    _m("ngày canh phải", "DATE-ITALIC", aside(_DATE, "right")),
    _m("ngày thiếu số 0", "DATE-PAD", swap("ngày 05 tháng 10", "ngày 5 tháng 10")),
    _m("ngày 31 tháng 02", "DATE-REAL", swap("ngày 05 tháng 10", "ngày 31 tháng 02")),
    _m("thiếu dấu phẩy", "DATE-COMMA", swap("Tam Kỳ, ngày", "Tam Kỳ ngày")),
    _m("ngày dưới số", "DATE-SAMELINE", before(_DATE, "<w:p>", "<w:p/><w:p/><w:p>")),
    # kind and abstract
    _m("tên loại cỡ 14", "TYPE-STYLE", size(">THÔNG BÁO<", 15, 14)),
    _m("trích yếu cỡ 13", "SUBJ-STYLE", size(_ABSTRACT, 14, 13)),
    _m("thiếu -----", "SUBJ-LINE", swap(">-----<", "> <")),
    _m("sáu gạch nối", "SUBJ-LINE", swap(">-----<", ">------<")),
    _m("đường kẻ thay -----", "SUBJ-LINE",
       lambda word: swap(">-----<", "> <")(before(">-----<", "<w:p>", bordered(40, 165) + "<w:p>")(word))),
    _m("trích yếu có dấu chấm", "SUBJ-NO-PERIOD", swap(f"{_ABSTRACT}<", f"{_ABSTRACT}.<")),
    _m("V/v", "VV-STYLE", swap("về việc báo cáo", "V/v báo cáo"), letter),
    _m("về việc chữ đứng", "VV-STYLE", before("về việc", _ITALIC, ""), letter),
    _m("về việc cỡ 13", "VV-STYLE", size("về việc", 12, 13), letter),
    # the text
    _m("Kính gửi chữ đứng", "KG-STYLE", before("Kính gửi:", _ITALIC, ""), letter),
    _m("Kính gửi cỡ 13", "KG-STYLE", size("Kính gửi:", 14, 13), letter),
    _m("tờ trình Kính gửi", "KG-STYLE", swap("Kính trình:", "Kính gửi:"), submission),
    _m("căn cứ nghiêng", "BASIS-ITALIC", _look("- Xét đề nghị", _ITALIC), decision),
    _m("căn cứ thiếu gạch", "BASIS-END", swap("- Xét đề nghị", "Xét đề nghị"), decision),
    _m("căn cứ hết bằng dấu phẩy", "BASIS-END", swap("Cộng sản Việt Nam;", "Cộng sản Việt Nam,"), decision),
    _m("canh trái", "BODY-JUSTIFY", before(f"1- {LONG}", '<w:jc w:val="both"/>', '<w:jc w:val="left"/>')),
    _m("không lùi đầu dòng", "BODY-INDENT", before(_SENTENCE, 'w:firstLine="567"', 'w:firstLine="0"')),
    _m("đoạn sát nhau", "BODY-SPACE", before(_SENTENCE, 'w:before="120"', 'w:before="0"')),
    _m("giãn dòng đơn", "BODY-LINE", swap(_EXACT, 'w:line="240" w:lineRule="auto"')),
    _m("giãn đúng 17 pt", "BODY-LINE", swap(_EXACT, 'w:line="340" w:lineRule="exact"')),
    _m("giãn đúng 23 pt", "BODY-LINE", swap(_EXACT, 'w:line="460" w:lineRule="exact"')),
    _m("cỡ 13", "BODY-SIZE", size(_SENTENCE, 14, 13)),
    _m("cả đoạn đậm", "BODY-STYLE", _look(_SENTENCE, _BOLD)),
    _m("kết thúc ./.", "END-DOTSLASH", swap("Thông báo này.", "Thông báo này./.")),
    _m("không có dấu kết thúc", "END-DOTSLASH", swap("Thông báo này.", "Thông báo này")),
    _m("đề mục nhảy số", "HEAD-NUMBERING", swap("II- NHIỆM VỤ", "III- NHIỆM VỤ")),
    _m("khoản nhảy số", "HEAD-NUMBERING", swap(">2- ", ">3- ")),
    _m("Chương I không đậm", "HEAD-STYLE", before(">Chương I<", _BOLD, ""), regulation),
    _m("tiêu đề chương in thường", "HEAD-STYLE", swap("QUY ĐỊNH CHUNG", "Quy định chung"), regulation),
    _m("Điều 2. không đậm", "HEAD-STYLE", before("Điều 2.", _BOLD, ""), decision),
    _m("điểm bỏ đ", "POINT-ALPHABET", swap(">đ) ", ">e) ")),
    # the ending
    _m("TM.", "SIGN-PREFIX-DOT", swap("T/M ĐẢNG", "TM. ĐẢNG")),
    _m("K/T bí thư", "SIGN-PREFIX-DOT",
       lambda word: swap(">BÍ THƯ<", ">PHÓ BÍ THƯ<")(swap("T/M ĐẢNG ỦY", "K/T BÍ THƯ")(word))),
    _m("chức vụ đậm", "SIGN-TITLE-BOLD", _look(">BÍ THƯ<", _BOLD)),
    _m("T/M không đậm", "SIGN-TITLE-BOLD", before("T/M ĐẢNG", _BOLD, "")),
    _m("chức vụ cỡ 13", "SIGN-TITLE-BOLD", size(">BÍ THƯ<", 14, 13)),
    _m("họ tên in hoa", "SIGN-TITLE-BOLD", swap(">Nguyễn Ba<", ">NGUYỄN BA<")),
    _m("thiếu chức vụ", "SIGN-POST", gone(">BÍ THƯ<")),
    _m("học vị", "SIGN-NO-DEGREE", swap(">Nguyễn Ba<", ">TS. Nguyễn Ba<")),
    _m("Nơi nhận nghiêng", "NN-LABEL", _look("Nơi nhận:", _ITALIC)),
    _m("Nơi nhận không gạch chân", "NN-LABEL", before("Nơi nhận:", _UNDERLINE, "")),
    _m("Nơi nhận cỡ 12", "NN-LABEL", size("Nơi nhận:", 14, 12)),
    _m("nơi nhận cỡ 11", "NN-ITEM", size("- Các chi bộ;", 12, 11)),
    _m("nơi nhận hết bằng dấu phẩy", "NN-ITEM", swap("- Các chi bộ;", "- Các chi bộ,")),
    _m("Lưu VT", "NN-LUU", swap("- Lưu Văn phòng", "- Lưu: VT, Văn phòng")),
    _m("phụ lục số Ả Rập", "APP-ROMAN",
       lambda word: swap("theo Phụ lục II", "theo Phụ lục 2")(swap(">Phụ lục II<", ">Phụ lục 2<")(word)),
       decision),
    _m("không nhắc phụ lục", "APP-REF", swap("theo Phụ lục II.", "theo quy định."), decision),
    _m("thiếu Nơi nhận", "PART-MISSING", gone("Nơi nhận:")),
    _m("thiếu tiêu đề của Đảng", "PART-MISSING", lambda word: gone("ĐẢNG CỘNG")(swap(_LINE, "<w:p/>")(word))),
    # what the file carries
    _m("trường ngày tự đổi", "FIELD-CHANGING", field(_SENTENCE, "SAVEDATE")),
    _m("trường lấy chữ từ tệp khác", "FILE-FOREIGN", field(_SENTENCE, "LINK Excel")),
    # the writing
    _m("viện dẫn thiếu ngày", "CITE-FIRST-FULL", swap("ngày 08/3/2023 của Ban", "của Ban")),
    _m("đoạn bắt đầu chữ thường", "CAP-PARA", swap(_SENTENCE, "các chi bộ tại thành phố Tam Kỳ")),
    _m("điều viết thường", "CAP-DIEU", swap("khoản 2 Điều 10", "khoản 2 điều 10")),
    _m("Thành phố viết hoa", "CAP-UNIT", swap("tại thành phố Tam", "tại Thành phố Tam")),
    _m("lẫn hoà và hòa", "TONE-MIX", swap(_SENTENCE, f"{_SENTENCE}, Hoà Hương")),
    _m("hai dấu cách", "DBL-SPACE", swap("Hồ sơ gửi", "Hồ  sơ gửi")),
    _m("cách trước dấu phẩy", "PUNCT-SPACE", swap("bảng điểm từ", "bảng điểm , từ")),
    _m("giờ 7h30", "TIME-FORMAT", swap("07h30", "7h30")),
)  # fmt: skip
