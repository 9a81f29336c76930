"""Every way in which the tests break a conforming paper of the state or of the Front."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import Any

from docx.oxml.parser import parse_xml
from docx.shared import Pt

from tests.lint import papers
from tests.lint.breaking import (
    Mutation,
    aside,
    before,
    by_python_docx,
    columns,
    field,
    gone,
    page,
    run_font,
    size,
    spacing,
    swap,
)
from tests.lint.papers import (
    ISSUER_MM,
    LONG,
    MOTTO_MM,
    charter,
    decision,
    invitation,
    letter,
    memo,
    minutes,
    plan,
    proposal,
    regulation,
)
from tests.lint.party_mutations import PARTY
from tests.lint.word import Word, body, bordered, centred, p, page_number, twips


def _style_size(document: Any) -> None:
    """Give one paragraph its size by a style that is based on another."""
    parent = document.styles.add_style("Cha", 1)
    parent.base_style = document.styles["Normal"]
    parent.font.size = Pt(12)
    child = document.styles.add_style("Con", 1)
    child.base_style = parent
    paragraph = next(item for item in document.paragraphs if "khoản 2 Điều 10" in item.text)
    paragraph.style = child
    for run in paragraph.runs:
        run.font.size = None


def _colour_by_style(document: Any) -> None:
    style = document.styles.add_style("Xanh", 2)
    style.element.get_or_add_rPr().append(
        parse_xml(
            '<w:color xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:val="0000FF"/>'
        )
    )
    next(item for item in document.paragraphs if "Điều 10" in item.text).runs[0].style = style


def _letter_with_other_first(word: Word) -> Word:
    return swap("- Như trên;", "- Thường trực Thành ủy;")(word)


def drawn_plan() -> Word:
    """Make a kế hoạch whose lines keep their length on any paper."""
    return plan(papers.by_shape)


def _two_appendices(word: Word) -> Word:
    tail = word.body[word.body.index("<w:p><w:pPr><w:pageBreakBefore/>") :]
    body = word.body.replace(">Phụ lục<", ">Phụ lục 1<").replace("Phụ lục kèm theo", "các Phụ lục kèm theo")
    return replace(word, body=body + tail.replace(">Phụ lục<", ">Phụ lục 2<"))


def _no_dates(word: Word) -> Word:
    return swap("Tam Kỳ, ngày 05 tháng 10 năm 2023", "")(word)


_LINE = bordered(MOTTO_MM, 100)
_ISSUER_LINE = bordered(ISSUER_MM, 65)
_ABSTRACT_LINE = bordered(45, 165)
_JUSTIFIED, _LEFT = '<w:jc w:val="both"/>', '<w:jc w:val="left"/>'
_INDENT = f'w:firstLine="{twips(12.7)}"'
_ITALIC = "<w:i/>"
_MORE = body(f"- {LONG}.")
_DATE = "Tam Kỳ, ngày 05 tháng 10 năm 2023"
_SENTENCE = "Kiểm tra tại thành phố Tam Kỳ"
_UNDERLINE = '<w:u w:val="single"/>'

_SIDES = "".join(
    f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideV")
)
_BOX = f"<w:tblBorders>{_SIDES}</w:tblBorders>"
_BEFORE_0, _BEFORE_8 = 'w:before="0"', 'w:before="160"'

PAGE = (
    Mutation("giấy Letter", plan, page(page=(215.9, 279.4)), ("PAGE-SIZE",)),
    Mutation("giấy nằm ngang không có bảng", drawn_plan, page(page=(297, 210)), ("PAGE-SIZE",)),
    Mutation("lề trái 25,4 mm", plan, page(margins=(20, 20, 25.4, 15)), ("PAGE-MARGIN",)),
    Mutation("lề trên 15 mm", plan, page(margins=(15, 20, 30, 15)), ("PAGE-MARGIN",)),
    Mutation("lề phải 25 mm", plan, page(margins=(20, 20, 30, 22)), ("PAGE-MARGIN",)),
    Mutation("lề dưới 30 mm", plan, page(margins=(20, 30, 30, 15)), ("PAGE-MARGIN",)),
    Mutation("phông Calibri ở kiểu Normal", plan, page(font="Calibri"), ("FONT-NAME",)),
    Mutation("phông theo theme", plan,
             run_font(_SENTENCE, 'w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"'),
             ("FONT-NAME",)),
    Mutation("phông chỉ khác ở ô hAnsi", plan, run_font(_SENTENCE, 'w:hAnsi="Arial"'), ("FONT-NAME",)),
    Mutation("phông cũ .VnTime", plan, run_font(_SENTENCE, 'w:ascii=".VnTime" w:hAnsi=".VnTime"'),
             ("FONT-NAME",)),
    Mutation("chữ xanh theo kiểu ký tự", plan, by_python_docx(_colour_by_style), ("FONT-COLOR",)),
    Mutation("chữ đỏ", plan, before(_SENTENCE, "<w:rPr>", '<w:rPr><w:color w:val="FF0000"/>'),
             ("FONT-COLOR",)),
    Mutation("chữ NFD", plan, swap(_SENTENCE, unicodedata.normalize("NFD", _SENTENCE)), ("NFC",)),
    Mutation("số trang ở chân trang", plan, page(header="", footer=page_number()), ("PAGENO-POS",)),
    Mutation("số trang ở bên phải", plan, page(header=page_number(align="right")), ("PAGENO-POS",)),
    Mutation("không có số trang", plan, lambda word: replace(
        word, header="", body=word.body.replace(_MORE, _MORE * 9)), ("PAGENO-POS",)),
    Mutation("số trang cỡ 11", plan, page(header=page_number(11)), ("PAGENO-SIZE",)),
    Mutation("số trang nghiêng", plan, page(header=page_number(14, "<w:i/>")), ("PAGENO-SIZE",)),
    Mutation("trang 1 hiện số", plan, page(first_page=False), ("PAGENO-FIRST",)),
)  # fmt: skip

HEAD = (
    Mutation("Quốc hiệu sai chữ", plan, swap("CHỦ NGHĨA VIỆT NAM", "CHỦ NGHĨA VIỆT NAN"), ("QH-TEXT",)),
    Mutation("Quốc hiệu chữ thường", plan,
             swap("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Cộng hòa xã hội chủ nghĩa Việt Nam"), ("QH-TEXT",)),
    Mutation("Quốc hiệu cỡ 14", plan, size("CỘNG HÒA", 13, 14), ("QH-STYLE", "QH-ONELINE")),
    Mutation("Quốc hiệu canh trái", plan, aside("CỘNG HÒA"), ("QH-STYLE",)),
    Mutation("Tiêu ngữ canh phải", plan, aside("Độc lập", "right"), ("QH-STYLE",)),
    Mutation("cơ quan chủ quản canh trái", plan, aside("ỦY BAN MTTQ"), ("ORG-PARENT-NOTBOLD",)),
    Mutation("cơ quan ban hành canh trái", plan, aside("BAN THƯỜNG TRỰC"), ("ORG-BOLD",)),
    Mutation("cột Quốc hiệu hẹp", drawn_plan, columns((65, 100), (80, 85)), ("QH-ONELINE",)),
    Mutation("Tiêu ngữ cách xa Quốc hiệu", plan, before("Độc lập", _BEFORE_0, _BEFORE_8), ("QH-SPACE",)),
    Mutation("Tiêu ngữ giãn 1,15 dòng", plan, before("Độc lập", 'w:line="240"', 'w:line="276"'),
             ("QH-SPACE",)),
    Mutation("dòng trống dưới Quốc hiệu", plan, before("Độc lập", "<w:p>", "<w:p/><w:p>"),
             ("QH-SPACE",)),
    Mutation("cơ quan ban hành cách xa dòng trên", plan, before("BAN THƯỜNG TRỰC", _BEFORE_0, _BEFORE_8),
             ("QH-SPACE",)),
    Mutation("Tiêu ngữ không đậm", plan, before("Độc lập", "<w:b/>", ""), ("QH-STYLE", "TN-LINE")),
    Mutation("Tiêu ngữ nghiêng", plan, before("Độc lập", "<w:b/>", "<w:b/><w:i/>"), ("QH-STYLE",)),
    Mutation("gạch nối Tiêu ngữ không cách", plan,
             swap("Độc lập - Tự do - Hạnh phúc", "Độc lập-Tự do-Hạnh phúc"),
             ("TN-TEXT", "TN-LINE")),
    Mutation("Tiêu ngữ viết hoa sai", plan, swap("Tự do - Hạnh", "tự do - Hạnh"), ("TN-TEXT",)),
    Mutation("không có đường kẻ dưới Tiêu ngữ", plan, swap(_LINE, "<w:p/>"), ("TN-LINE",)),
    Mutation("đường kẻ Tiêu ngữ ngắn", plan, swap(_LINE, bordered(40, 100)), ("TN-LINE",)),
    Mutation("đường kẻ Tiêu ngữ nét đứt", plan, swap(_LINE, _LINE.replace('"single"', '"dashed"')),
             ("TN-LINE",)),
    Mutation("Tiêu ngữ gạch chân", plan, before("Độc lập", "<w:b/>", f"<w:b/>{_UNDERLINE}"), ("TN-LINE",)),
    Mutation("dãy gạch dưới thay đường kẻ", plan,
             swap(_LINE, centred("_" * 20, bold=False)), ("TN-LINE",)),
    Mutation("cơ quan chủ quản đậm", plan, before("ỦY BAN MTTQ", "<w:rPr>", "<w:rPr><w:b/>"),
             ("ORG-PARENT-NOTBOLD",)),
    Mutation("mọi dòng cơ quan chủ quản đậm", plan,
             lambda w: before("THÀNH PHỐ TAM", "<w:rPr>", "<w:rPr><w:b/>")(
        before("ỦY BAN MTTQ", "<w:rPr>", "<w:rPr><w:b/>")(w)), ("ORG-PARENT-NOTBOLD",)),
    Mutation("cơ quan ban hành không đậm", plan, before("BAN THƯỜNG TRỰC", "<w:b/>", ""), ("ORG-BOLD",)),
    Mutation("cơ quan ban hành cỡ 14", plan, size("BAN THƯỜNG TRỰC", 13, 14), ("ORG-BOLD",)),
    Mutation("cơ quan ban hành chữ thường", plan, swap(">BAN THƯỜNG TRỰC<", ">Ban Thường trực<"),
             ("ORG-BOLD", "ORG-LINE")),
    Mutation("đường kẻ cơ quan dài cả dòng", plan, swap(_ISSUER_LINE, bordered(46, 65)), ("ORG-LINE",)),
    Mutation("không có đường kẻ dưới cơ quan", plan, swap(_ISSUER_LINE, "<w:p/>"), ("ORG-LINE",)),
    Mutation("cơ quan gạch chân", plan, before("BAN THƯỜNG TRỰC", "<w:b/>", f"<w:b/>{_UNDERLINE}"),
             ("ORG-LINE",)),
    Mutation("dấu * của Đảng", plan, swap(_ISSUER_LINE, _ISSUER_LINE + centred("*", 13, bold=False)),
             ("MIXED-REGIME",)),
    Mutation("bộ cỡ chữ lẫn", plan, size("CỘNG HÒA", 13, 12), ("SIZE-SET",)),
)  # fmt: skip

NUMBER = (
    Mutation("thiếu hai chấm sau Số", plan, swap("Số: 05", "Số 05"), ("NUM-PREFIX",)),
    Mutation("SỐ in hoa", plan, swap("Số: 05", "SỐ: 05"), ("NUM-PREFIX", "NUM-SEP")),
    Mutation("thiếu số 0", plan, swap("Số: 05/KH", "Số: 5/KH"), ("NUM-PAD",)),
    Mutation("gạch nối thay gạch chéo", plan, swap("05/KH-MTTQ", "05-KH/MTTQ"),
             ("NUM-SEP", "NUM-KIND-MATCH")),
    Mutation("ký hiệu có cách chữ", plan, swap("05/KH-MTTQ-BTT", "05/KH - MTTQ - BTT"), ("NUM-SEP",)),
    Mutation("số cỡ 14", plan, size("Số: 05", 13, 14), ("NUM-SIZE13",)),
    Mutation("số đậm", plan, before("Số: 05", "<w:rPr>", "<w:rPr><w:b/>"), ("NUM-SIZE13",)),
    Mutation("số canh trái", plan, aside("Số: 05"), ("NUM-SIZE13",)),
    Mutation("gạch dài trong ký hiệu", plan, swap("05/KH-MTTQ-BTT", "05/KH–MTTQ–BTT"), ("NUM-SEP",)),
    Mutation("ký hiệu của tên loại khác", plan, swap("05/KH-", "05/QĐ-"), ("NUM-KIND-MATCH",)),
    Mutation("thứ tự nhóm chữ sai", plan, swap("05/KH-MTTQ-BTT", "05/MTTQ-BTT-KH"), ("NUM-KIND-MATCH",)),
    Mutation("công văn có nhóm tên loại", letter, swap("249/MTTQ-BTT", "249/BC-MTTQ"), ("NUM-KIND-MATCH",)),
    Mutation("ngày chữ đứng", plan, before(_DATE, _ITALIC, ""), ("DATE-ITALIC",)),
    Mutation("ngày cỡ 12", plan, size(_DATE, 14, 12), ("DATE-ITALIC",)),
    Mutation("ngày canh phải", plan, aside(_DATE, "right"), ("DATE-ITALIC",)),
    Mutation("ngày 31 tháng 02", plan, swap("ngày 05 tháng 10", "ngày 31 tháng 02"), ("DATE-REAL",)),
    Mutation("ngày 29 tháng 02 năm thường", plan, swap("ngày 05 tháng 10", "ngày 29 tháng 02"),
             ("DATE-REAL",)),
    Mutation("ngày 32", plan, swap("ngày 05 tháng 10", "ngày 32 tháng 10"), ("DATE-REAL",)),
    Mutation("tháng 13", plan, swap("ngày 05 tháng 10", "ngày 05 tháng 13"), ("DATE-REAL",)),
    Mutation("ngày 31/4 trong nội dung", plan, swap("ngày 08/3/2023", "ngày 31/4/2023"), ("DATE-REAL",)),
    Mutation("ngày thiếu số 0", plan, swap("ngày 05 tháng 10", "ngày 5 tháng 10"), ("DATE-PAD",)),
    Mutation("tháng thừa số 0", plan, swap("ngày 05 tháng 10", "ngày 05 tháng 09"), ("DATE-PAD",)),
    Mutation("tháng 1 thiếu số 0", plan, swap("ngày 05 tháng 10", "ngày 05 tháng 1"), ("DATE-PAD",)),
    Mutation("năm hai chữ số", plan, swap("tháng 10 năm 2023", "tháng 10 năm 23"), ("DATE-PAD",)),
    Mutation("thiếu dấu phẩy sau địa danh", plan, swap("Tam Kỳ, ngày", "Tam Kỳ ngày"), ("DATE-COMMA",)),
    Mutation("địa danh viết thường", plan, swap("Tam Kỳ, ngày", "tam kỳ, ngày"), ("DATE-COMMA",)),
    Mutation("ngày dưới số một dòng", plan,
             before(_DATE, "<w:p>", "<w:p/><w:p/><w:p>"), ("DATE-SAMELINE",)),
    Mutation("biên bản có ngày", minutes, before(">BIÊN BẢN<", "<w:p>", p(
        "Tam Kỳ, ngày 17 tháng 10 năm 2023", italic=True, align="center") + "<w:p>"), ("BB-NO-DATE",)),
)  # fmt: skip

TITLE = (
    Mutation("tên loại chữ thường", plan, swap(">KẾ HOẠCH<", ">Kế hoạch<"), ("TYPE-STYLE",)),
    Mutation("tên loại cỡ 16", plan, size(">KẾ HOẠCH<", 14, 16), ("TYPE-STYLE",)),
    Mutation("tên loại canh trái", plan, before(">KẾ HOẠCH<", '"center"', '"left"'), ("TYPE-STYLE",)),
    Mutation("tên loại lùi đầu dòng", plan, before(">KẾ HOẠCH<", 'w:firstLine="0"', 'w:firstLine="720"'),
             ("TYPE-STYLE",)),
    Mutation("trích yếu nghiêng", plan, before("Kiểm tra, đánh giá", "<w:b/>", "<w:b/><w:i/>"),
             ("SUBJ-STYLE",)),
    Mutation("trích yếu không đậm", plan, before("Kiểm tra, đánh giá", "<w:b/>", ""), ("SUBJ-STYLE",)),
    Mutation("trích yếu in hoa", plan, swap("Kiểm tra, đánh giá công tác Mặt trận các xã, phường<",
             "KIỂM TRA CÔNG TÁC MẶT TRẬN CÁC XÃ, PHƯỜNG<"), ("SUBJ-STYLE",)),
    Mutation("không có đường kẻ dưới trích yếu", plan, swap(_ABSTRACT_LINE, "<w:p/>"), ("SUBJ-LINE",)),
    Mutation("đường kẻ trích yếu dài", plan, swap(_ABSTRACT_LINE, bordered(120, 165)), ("SUBJ-LINE",)),
    Mutation("đường kẻ trích yếu quá ngắn", plan, swap(_ABSTRACT_LINE, bordered(10, 165)), ("SUBJ-LINE",)),
    Mutation("trích yếu có dấu chấm", plan, swap("các xã, phường<", "các xã, phường.<"), ("SUBJ-NO-PERIOD",)),
    Mutation("V/v nghiêng", letter, before("V/v", "<w:rPr>", "<w:rPr><w:i/>"), ("VV-STYLE",)),
    Mutation("v/v viết thường", letter, swap("V/v báo cáo", "v/v báo cáo"), ("VV-STYLE",)),
    Mutation("V/v cỡ 14", letter, size("V/v", 12, 14), ("VV-STYLE",)),
    Mutation("V/v canh trái", letter, aside("V/v"), ("VV-STYLE",)),
    Mutation("V/v cách một dòng trống", letter, before("V/v", "<w:p>", "<w:p/><w:p>"), ("VV-6PT",)),
    Mutation("V/v sát số", letter, before("V/v", 'w:before="120"', 'w:before="0"'), ("VV-6PT",)),
)  # fmt: skip

TEXT = (
    Mutation("căn cứ chữ đứng", decision, before("Theo đề nghị", _ITALIC, ""), ("BASIS-ITALIC",)),
    Mutation("căn cứ cuối không có dấu chấm", decision, swap("thành phố.<", "thành phố;<"), ("BASIS-END",)),
    Mutation("căn cứ giữa hết bằng dấu phẩy", decision, swap("năm 2015;", "năm 2015,"), ("BASIS-END",)),
    Mutation("canh trái", plan, before(f"- {LONG}", _JUSTIFIED, _LEFT), ("BODY-JUSTIFY",)),
    Mutation("không lùi đầu dòng", plan, before(_SENTENCE, _INDENT, 'w:firstLine="0"'), ("BODY-INDENT",)),
    Mutation("lùi 2 cm", plan, before(_SENTENCE, _INDENT, 'w:firstLine="1134"'), ("BODY-INDENT",)),
    Mutation("đoạn sát nhau", plan,
             spacing(_SENTENCE, 'w:before="0" w:after="0" w:line="240" w:lineRule="auto"'),
             ("BODY-SPACE",)),
    Mutation("giãn dòng đôi", plan, spacing(_SENTENCE, 'w:before="120" w:line="480" w:lineRule="auto"'),
             ("BODY-LINE",)),
    Mutation("giãn dòng đúng 12 pt", plan,
             spacing(_SENTENCE, 'w:before="120" w:line="240" w:lineRule="exact"'),
             ("BODY-LINE",)),
    Mutation("cỡ 12", plan, size(_SENTENCE, 14, 12), ("BODY-SIZE",)),
    Mutation("cỡ 12 thừa hưởng từ kiểu cha", plan, by_python_docx(_style_size), ("BODY-SIZE",)),
    Mutation("Kính gửi cỡ 12", letter, size("Kính gửi:", 14, 12), ("BODY-SIZE",)),
    Mutation("Kính gửi đậm", letter, before("Kính gửi:", "<w:rPr>", "<w:rPr><w:b/>"), ("KG-STYLE",)),
    Mutation("Kính gửi thiếu hai chấm", proposal, swap("Kính gửi:", "Kính gửi"), ("KG-STYLE",)),
    Mutation("Kính gửi hết bằng dấu phẩy", letter, swap("Thành ủy Tam Kỳ;", "Thành ủy Tam Kỳ,"),
             ("KG-ITEM",)),
    Mutation("cả đoạn nghiêng", plan, before(_SENTENCE, "<w:rPr>", "<w:rPr><w:i/>"), ("BODY-STYLE",)),
    Mutation("cả đoạn đậm", plan, before(_SENTENCE, "<w:rPr>", "<w:rPr><w:b/>"), ("BODY-STYLE",)),
    Mutation("cả đoạn gạch chân", plan, before(_SENTENCE, "<w:rPr>", f"<w:rPr>{_UNDERLINE}"),
             ("BODY-STYLE",)),
    Mutation("đoạn dài đậm có dấu chấm", plan, before(f"- {LONG}.", "<w:rPr>", "<w:rPr><w:b/>"),
             ("BODY-STYLE",)),
    Mutation("đề mục La Mã không đậm", plan, before("II. NỘI DUNG", "<w:b/>", ""), ("HEAD-STYLE",)),
    Mutation("đề mục La Mã in thường", plan, swap("II. NỘI DUNG", "II. Nội dung"), ("HEAD-STYLE",)),
    Mutation("đề mục La Mã gạch chân", plan, before("II. NỘI DUNG", "<w:b/>", f"<w:b/>{_UNDERLINE}"),
             ("HEAD-STYLE",)),
    Mutation("tiêu đề khoản không đậm", plan, before("2. Yêu cầu", "<w:b/>", ""), ("HEAD-STYLE",)),
    Mutation("Điều không đậm", decision, before("Điều 2.", "<w:b/>", ""), ("HEAD-STYLE",)),
    Mutation("Điều có hai chấm", decision, swap("Điều 2.", "Điều 2:"), ("HEAD-STYLE",)),
    Mutation("QUYẾT ĐỊNH: canh trái", decision, aside("QUYẾT ĐỊNH:"), ("HEAD-STYLE",)),
    Mutation("QUYẾT ĐỊNH không có hai chấm", decision, swap("QUYẾT ĐỊNH:", "QUYẾT ĐỊNH "), ("HEAD-STYLE",)),
    Mutation("thẩm quyền ban hành không đậm", decision, before("BAN THƯỜNG TRỰC ỦY BAN", "<w:b/>", ""),
             ("HEAD-STYLE",)),
    Mutation("Chương không đậm", regulation, before(">Chương I<", "<w:b/>", ""), ("HEAD-STYLE",)),
    Mutation("Chương canh trái", regulation, aside(">Chương I<"), ("HEAD-STYLE",)),
    Mutation("tiêu đề chương in thường", regulation, swap("QUY ĐỊNH CHUNG", "Quy định chung"),
             ("HEAD-STYLE",)),
    Mutation("thiếu ./.", plan, swap("./.", "."), ("END-DOTSLASH",)),
    Mutation("phụ lục thiếu ./.", decision, swap(">./.<", "> <"), ("END-DOTSLASH",)),
    Mutation("đề mục nhảy số", plan, swap("III. TỔ CHỨC", "IV. TỔ CHỨC"), ("HEAD-NUMBERING",)),
    Mutation("đề mục trở lại số I", plan, swap("III. TỔ CHỨC", "I. TỔ CHỨC"), ("HEAD-NUMBERING",)),
    Mutation("đề mục có dấu chấm cuối", plan, swap("II. NỘI DUNG<", "II. NỘI DUNG.<"), ("HEAD-NUMBERING",)),
    Mutation("khoản nhảy số", plan, swap("2. Yêu cầu", "4. Yêu cầu"), ("HEAD-NUMBERING",)),
    Mutation("Điều nhảy số", decision, swap("Điều 2.", "Điều 5."), ("HEAD-NUMBERING",)),
    Mutation("điểm bỏ đ", plan, swap(">đ) ", ">e) "), ("POINT-ALPHABET",)),
    Mutation("điểm f", plan, swap(">g) ", ">f) "), ("POINT-ALPHABET",)),
)  # fmt: skip

ENDING = (
    Mutation("T/M của Đảng", plan, swap("TM. BAN", "T/M BAN"), ("SIGN-PREFIX-DOT",)),
    Mutation("TM thiếu chấm", plan, swap("TM. BAN", "TM BAN"), ("SIGN-PREFIX-DOT",)),
    Mutation("TM. không cách chữ", plan, swap("TM. BAN", "TM.BAN"), ("SIGN-PREFIX-DOT",)),
    Mutation("chức vụ không đậm", plan, before(">CHỦ TỊCH<", "<w:b/>", ""), ("SIGN-TITLE-BOLD",)),
    Mutation("chức vụ cỡ 12", plan, size(">CHỦ TỊCH<", 14, 12), ("SIGN-TITLE-BOLD",)),
    Mutation("họ tên không đậm", plan, before(">Nguyễn Ba<", "<w:b/>", ""), ("SIGN-TITLE-BOLD",)),
    Mutation("chức vụ canh trái", plan, aside(">CHỦ TỊCH<"), ("SIGN-TITLE-BOLD",)),
    Mutation("họ tên canh trái", plan, aside(">Nguyễn Ba<"), ("SIGN-TITLE-BOLD",)),
    Mutation("họ tên in hoa", plan, swap(">Nguyễn Ba<", ">NGUYỄN BA<"), ("SIGN-TITLE-BOLD",)),
    Mutation("không có chức vụ", plan, gone(">CHỦ TỊCH<"), ("SIGN-POST",)),
    Mutation("chức vụ in thường", plan, swap(">CHỦ TỊCH<", ">Chủ tịch<"), ("SIGN-POST",)),
    Mutation("không có họ tên", plan, gone(">Nguyễn Ba<"), ("PART-MISSING",)),
    Mutation("học vị trước họ tên", plan, swap(">Nguyễn Ba<", ">ThS. Nguyễn Ba<"), ("SIGN-NO-DEGREE",)),
    Mutation("học vị và họ tên in hoa", plan, swap(">Nguyễn Ba<", ">THS. NGUYỄN BA<"),
             ("SIGN-NO-DEGREE", "SIGN-TITLE-BOLD")),
    Mutation("Nơi nhận không nghiêng", plan, before("Nơi nhận:", _ITALIC, ""), ("NN-LABEL",)),
    Mutation("Nơi nhận cỡ 13", plan, size("Nơi nhận:", 12, 13), ("NN-LABEL",)),
    Mutation("Nơi nhận thiếu hai chấm", plan, swap("Nơi nhận:", "Nơi nhận"), ("NN-LABEL",)),
    Mutation("nơi nhận thiếu gạch", plan, swap("- Các xã, phường;", "Các xã, phường;"), ("NN-ITEM",)),
    Mutation("nơi nhận hết bằng dấu chấm", plan, swap("- Các xã, phường;", "- Các xã, phường."),
             ("NN-ITEM",)),
    Mutation("nơi nhận cỡ 12", plan, size("- Các xã, phường;", 11, 12), ("NN-ITEM",)),
    Mutation("Lưu VT thiếu hai chấm", plan, swap("- Lưu: VT.", "- Lưu VT."), ("NN-LUU",)),
    Mutation("không có dòng Lưu", plan, swap("- Lưu: VT.", "- Văn phòng."), ("NN-LUU",)),
    Mutation("công văn thiếu Như trên", letter, _letter_with_other_first, ("NN-NHUTREN",)),
    Mutation("tờ trình thiếu Như trên", proposal, _letter_with_other_first, ("NN-NHUTREN",), "nd30"),
    Mutation("quyết định thiếu Như Điều", decision, swap("- Như Điều 3;", "- Văn phòng;"), ("NN-NHUTREN",)),
    Mutation("hai phụ lục số Ả Rập", decision, _two_appendices, ("APP-ROMAN",)),
    Mutation("Phụ lục canh phải", decision, aside(">Phụ lục<", "right"), ("APP-STYLE",)),
    Mutation("Phụ lục cỡ 13", decision, size(">Phụ lục<", 14, 13), ("APP-STYLE",)),
    Mutation("tên phụ lục in thường", decision, swap("DANH SÁCH ĐOÀN KIỂM TRA", "Danh sách Đoàn kiểm tra"),
             ("APP-STYLE",)),
    Mutation("dòng kèm theo chữ đứng", decision, before("(Kèm theo", _ITALIC, ""), ("APP-STYLE",)),
    Mutation("nội dung không nhắc phụ lục", decision, swap("có tên tại Phụ lục kèm theo", "có tên dưới đây"),
             ("APP-REF",)),
    Mutation("phụ lục thiếu dòng kèm theo", decision, swap("(Kèm theo", "(Theo"), ("APP-REF",)),
    Mutation("thiếu Nơi nhận", plan, gone("Nơi nhận:"), ("PART-MISSING",)),
    Mutation("thiếu địa danh, ngày tháng", plan, _no_dates, ("PART-MISSING",)),
    Mutation("thiếu Quốc hiệu", plan, gone("CỘNG HÒA"), ("PART-MISSING",)),
)  # fmt: skip

CONTENT = (
    Mutation("trường ngày tự đổi", plan, field(_SENTENCE, "DATE"), ("FIELD-CHANGING",)),
    Mutation(
        "trường lấy chữ từ tệp khác", plan, field(_SENTENCE, "INCLUDETEXT D:/a.docx"), ("FILE-FOREIGN",)
    ),
    Mutation("trường trộn thư", plan, field(_SENTENCE, "MERGEFIELD TongDiem"), ("FILE-FOREIGN",)),
)

WRITING = (
    Mutation("viện dẫn lần đầu thiếu ngày", plan, swap("ngày 08/3/2023 của Ban", "của Ban"),
             ("CITE-FIRST-FULL",)),
    Mutation("viện dẫn lần sau còn ngày", plan, swap("Hướng dẫn số 22/HD-MTTQ-BTT, kèm",
             "Hướng dẫn số 22/HD-MTTQ-BTT ngày 08/3/2023 của Ban Thường trực, kèm"), ("CITE-FIRST-FULL",)),
    Mutation("viện dẫn thiếu chữ số", plan, swap("Hướng dẫn số 22/HD-MTTQ-BTT, kèm",
             "Hướng dẫn 22/HD-MTTQ-BTT, kèm"), ("CITE-SO",)),
    Mutation("đoạn bắt đầu chữ thường", plan, swap(_SENTENCE, "kiểm tra tại thành phố Tam Kỳ"),
             ("CAP-PARA",)),
    Mutation("điều viết thường", plan, swap("khoản 2 Điều 10", "khoản 2 điều 10"), ("CAP-DIEU",)),
    Mutation("Khoản viết hoa", plan, swap("điểm a khoản 2", "điểm a Khoản 2"), ("CAP-DIEU",)),
    Mutation("Thành phố viết hoa", plan, swap("tại thành phố Tam Kỳ", "tại Thành phố Tam Kỳ"), ("CAP-UNIT",)),
    Mutation("thành phố Hồ Chí Minh viết thường", plan, swap("thành phố Tam Kỳ", "thành phố Hồ Chí Minh"),
             ("CAP-UNIT",)),
    Mutation("lẫn hoà và hòa", plan, swap(_SENTENCE, f"{_SENTENCE} và Hoà Hương"), ("TONE-MIX",)),
    Mutation("hai dấu cách", plan, swap("Kiểm tra tại", "Kiểm  tra tại"), ("DBL-SPACE",)),
    Mutation("cách trước dấu phẩy", plan, swap("bảng điểm và", "bảng điểm , và"), ("PUNCT-SPACE",)),
    Mutation("không cách sau dấu phẩy", plan, swap("kèm bảng điểm", "kèm,bảng điểm"), ("PUNCT-SPACE",)),
    Mutation("cách sau ngoặc mở", plan, swap("kèm bảng điểm", "kèm ( bảng) điểm"), ("PUNCT-SPACE",)),
    Mutation("giờ 7h30", plan, swap("07h30", "7h30"), ("TIME-FORMAT",)),
    Mutation("giờ có chấm", plan, swap("từ 07h30 đến 11h00", "từ 07.30 - 11.00"), ("TIME-FORMAT",)),
    Mutation("lẫn hai cách ghi giờ", plan, swap("đến 11h00", "đến 11:00"), ("TIME-FORMAT",)),
    Mutation("giấy mời giờ thiếu số 0", invitation, swap("08 giờ 00", "8 giờ 00"), ("TIME-FORMAT",)),
)  # fmt: skip

SPELLING = (
    Mutation("ký tự vô hình", plan, swap("kèm bảng điểm", "kèm b\u200bảng điểm"), ("ZERO-WIDTH",)),
    Mutation("phím Telex", plan, swap("kèm bảng điểm", "kèm nguwowif"), ("TELEX",)),
    Mutation("phím VNI", plan, swap("kèm bảng điểm", "kèm nguo72i"), ("TELEX",)),
    Mutation("lỗi chính tả", plan, swap("kèm bảng điểm", "bổ xung bảng điểm"), ("SPELLING",)),
    Mutation("cơ quan viết hoa mọi chữ", plan, swap("kèm bảng điểm", "của Ủy Ban Nhân Dân"), ("CAP-BODY",)),
    Mutation("chức vụ viết tắt", plan, swap("kèm bảng điểm", "do PCT duyệt"), ("ABBR-POST",)),
    Mutation("V/v dưới tên loại", decision, swap("Về việc thành lập", "V/v thành lập"), ("SUBJ-VV",)),
    Mutation("quyết định thiếu thẩm quyền", decision,
             gone("BAN THƯỜNG TRỰC ỦY BAN MTTQ VIỆT NAM THÀNH PHỐ TAM KỲ"), ("AUTHORITY",)),
    Mutation("Như Điều không có", decision, swap("Như Điều 3", "Như Điều 7"), ("NN-NHUTREN",)),
    Mutation("công văn có CV", letter, swap("249/MTTQ", "249/CV-MTTQ"), ("NUM-KIND-MATCH",)),
    Mutation("TM. CHỦ TỊCH", plan, swap("TM. BAN THƯỜNG TRỰC", "TM. CHỦ TỊCH"), ("SIGN-WHOM",)),
    Mutation("tên cơ quan sau chức vụ", plan, swap(">CHỦ TỊCH<", ">CHỦ TỊCH ỦY BAN MTTQ PHƯỜNG<"),
             ("SIGN-BODY",)),
    Mutation("bảng phần đầu có viền", plan, swap("<w:tblPr>", f"<w:tblPr>{_BOX}"), ("LAYOUT-BORDER",)),
)  # fmt: skip

OTHERS = (
    Mutation("điều lệ: chương không đậm", charter,
             swap(centred("Chương II", before=6), centred("Chương II", before=6, bold=False)),
             ("HEAD-STYLE",)),
    Mutation("điều lệ: tiêu đề chương in thường", charter,
             swap("QUYỀN HẠN, NHIỆM VỤ CỦA HỘI", "Quyền hạn, nhiệm vụ của Hội"), ("HEAD-STYLE",)),
    Mutation("điều lệ: điều nhảy số", charter, swap("Điều 2.", "Điều 5."), ("HEAD-NUMBERING",)),
    Mutation("điều lệ: lề trái 25,4 mm", charter, page(margins=(20, 20, 25.4, 15)), ("PAGE-MARGIN",)),
    Mutation("điều lệ: cơ quan viết hoa mọi chữ", charter, swap("theo Điều lệ này", "của Hội Đồng Nhân Dân"),
             ("CAP-BODY",)),
    Mutation("giải trình: hai dấu cách", memo, swap("chuyên viên", "chuyên  viên"), ("DBL-SPACE",)),
    Mutation("giải trình: chữ NFD", memo,
             swap("chuyên viên", unicodedata.normalize("NFD", "chuyên viên")), ("NFC",)),
    Mutation("giải trình: lỗi chính tả", memo, swap("chuyên viên", "chuyên viên sử lý"), ("SPELLING",)),
    Mutation("giải trình: ký tự vô hình", memo, swap("chuyên viên", "chuyên\u200b viên"), ("ZERO-WIDTH",)),
)  # fmt: skip

MUTATIONS = (*PAGE, *HEAD, *NUMBER, *TITLE, *TEXT, *SPELLING, *ENDING, *CONTENT, *WRITING, *OTHERS, *PARTY)
