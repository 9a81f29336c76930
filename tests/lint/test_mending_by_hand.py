"""Papers as people really leave them: tabs, footers, other people's comments, old fonts."""

from __future__ import annotations

import io
import itertools
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.shared import Mm, Pt

from docgen.lint import lint, mend
from docgen.lint.fix.letters import edit, isolate, retype, text_of
from docgen.lint.read_document import read
from docgen.problem import Stop
from tests.lint.breaking import before, run_font, swap
from tests.lint.papers import LEFT, LONG, MOTTO_MM, RIGHT, by_shape, by_vml, decision, plan, plan_in_tabs
from tests.lint.test_mending import comments, same_words, texts
from tests.lint.word import _SPACES, Word, bordered, centred, p, page_number, shape, table, vml

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def typed_by_hand() -> bytes:
    """Make a kế hoạch as from an empty Word: Calibri 11, Letter, default tabs, underlines, footer number."""
    document = docx.Document()
    document.styles["Normal"].font.name = "Calibri"
    document.styles["Normal"].font.size = Pt(11)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(215.9), Mm(279.4)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(25.4)

    def line(*runs: tuple[str, str], centred: bool = False) -> None:
        paragraph = document.add_paragraph()
        for text, look in runs:
            run = paragraph.add_run(text)
            run.bold, run.underline = "b" in look, "u" in look
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER

    line(("ỦY BAN MTTQ VIỆT NAM", "b"), ("\t\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "b"))
    line(("THÀNH PHỐ TAM KỲ", "b"), ("\t\t\t", ""), ("Độc lập - Tự do - Hạnh phúc", "bu"))
    line(("BAN THƯỜNG TRỰC", "bu"))
    line(("Số: 5/KH-MTTQ-BTT\t\t\tTam Kỳ, ngày 5 tháng 09 năm 2023", ""))
    line(("KẾ HOẠCH", "b"), centred=True)
    line(("Kiểm tra, đánh giá công tác Mặt trận các xã, phường.", "b"), centred=True)
    line((f"{LONG}, Ban Thường trực xây dựng Kế hoạch như sau:", ""))
    line(("I. MỤC ĐÍCH", "b"))
    for number in range(6):
        text = f"{number + 1}. {LONG.replace('Ban Thường', 'Ban  Thường')}."
        line((unicodedata.normalize("NFD", text) if number % 2 else text, ""))
    line(("II. TỔ CHỨC THỰC HIỆN", "b"))
    line((f"{LONG}./.", ""))
    cells = document.add_table(1, 2).rows[0].cells
    cells[0].text = "Nơi nhận\n- Thường trực Thành ủy;\n- Các xã, phường;\n- Lưu VT."
    cells[1].text = "T/M BAN THƯỜNG TRỰC\nCHỦ TỊCH\n\n\n\nNguyễn Ba"
    section.footer.paragraphs[0].text = "Trang "
    footer = section.footer.paragraphs[0]._p
    footer.append(parse_xml(f'<w:fldSimple {_W} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'))
    return _packed(document)


def _packed(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_paper_typed_by_hand_becomes_clean() -> None:
    paper = typed_by_hand()
    assert len({item.rule for item in lint(paper, "tay.docx")}) > 20
    done = mend(paper, "tay.docx")
    assert done.left == ()
    assert same_words(paper, done), done.mended
    assert mend(done.data, "tay.docx").data == done.data


def test_the_head_in_tabs_keeps_quoc_hieu_on_one_line() -> None:
    done = mend(typed_by_hand(), "tay.docx")
    assert "không vừa một dòng" in {item.before for item in done.mended}
    paragraph = docx.Document(io.BytesIO(done.data)).paragraphs[0]
    kinds = [tab.alignment for tab in paragraph.paragraph_format.tab_stops]
    assert [str(kind) for kind in kinds] == ["LEFT (0)", "CENTER (1)"]


def test_lines_in_tabs_are_drawn_under_their_own_text() -> None:
    word = plan_in_tabs()
    bare = replace(word, body=word.body.replace(shape(56.1), "").replace(shape(20.0), ""))
    done = mend(bare.build(), "kh.docx")
    assert done.left == ()
    assert [item.rule for item in done.mended] == ["TN-LINE", "ORG-LINE"]
    lefts = docx.Document(io.BytesIO(done.data)).element.body.xpath("//wp:positionH/wp:posOffset")
    # Tiêu ngữ is centred at 6500 twips, the issuer at 1840; their lines are centred there too.
    motto, issuer = sorted((int(item.text) for item in lefts), reverse=True)
    assert abs(motto / 36000 - (6500 / 1440 * 25.4 - 56.1 / 2)) < 1
    assert issuer / 36000 == pytest.approx(1840 / 1440 * 25.4 - 46.0 * 5 / 24, abs=1)


@pytest.mark.parametrize(("line", "make"), [(by_shape, shape), (by_vml, vml)])
def test_a_shape_of_the_wrong_length_is_drawn_out(line: Callable[[float, float], str], make: Any) -> None:
    word = plan(line)
    paper = replace(word, body=word.body.replace(make(MOTTO_MM), make(30)))
    done = mend(paper.build(), "kh.docx")
    assert done.left == ()
    assert [item.rule for item in done.mended] == ["TN-LINE"]


def test_a_border_of_the_text_itself_gives_way_to_a_line() -> None:
    wide = "<w:pBdr><w:bottom w:val='single' w:sz='6' w:space='1'/></w:pBdr>"
    word = plan()
    at = word.body.index("Độc lập")
    start = word.body.rindex("<w:pPr>", 0, at) + len("<w:pPr>")
    paper = replace(
        word, body=(word.body[:start] + wide + word.body[start:]).replace(bordered(60.4, 100), "")
    )
    done = mend(paper.build(), "kh.docx")
    assert {item.rule for item in done.mended} == {"TN-LINE"}
    (lines,) = [
        block.lines
        for block in read(done.data).blocks
        if block.lines and block.cell and block.cell.column == 2
    ]
    assert [round(line.length / 1440 * 25.4) for line in lines] == [60]


def in_one_paragraph(share: int = 0) -> bytes:
    """Make a kế hoạch whose head is typed with Shift+Enter, its lines below all of it.

    With ``share`` its table is to be so many percent of the text wide, though its columns add up to more.
    """
    left = "ỦY BAN MTTQ VIỆT NAM\nTHÀNH PHỐ TAM KỲ\n**BAN THƯỜNG TRỰC**\nSố: 05/KH-MTTQ-BTT"
    right = (
        "**CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**\n**Độc lập - Tự do - Hạnh phúc**\n"
        "__Tam Kỳ, ngày 05 tháng 10 năm 2023__"
    )
    cells = [centred(text, 13, bold=False) + bordered(mm, room) for text, mm, room in
             ((left, 20, LEFT), (right, 56, RIGHT))]  # fmt: skip
    head = table([LEFT * 1.2, RIGHT * 1.2] if share else [LEFT, RIGHT], cells)
    if share:
        head = head.replace("<w:tblPr>", f'<w:tblPr><w:tblW w:w="{share * 50}" w:type="pct"/>', 1)
    word = plan()
    return replace(word, body=head + word.body[word.body.index("</w:tbl>") + len("</w:tbl>") :]).build()


def test_a_line_below_other_text_of_the_paragraph_is_not_the_line() -> None:
    assert {"TN-LINE", "ORG-LINE"} <= {item.rule for item in lint(in_one_paragraph(), "kh.docx")}


@pytest.mark.parametrize("share", [0, 100])
def test_a_head_in_one_paragraph_gets_its_lines_between_the_texts(share: int) -> None:
    paper = in_one_paragraph(share)
    done = mend(paper, "kh.docx")
    assert done.left == ()
    assert same_words(paper, done), done.mended
    blocks = [block for block in read(done.data).blocks if block.cell and block.cell.table == 1]
    lines = {
        above.text.split("\n")[-1]: round(block.lines[0].length / 1440 * 25.4)
        for above, block in itertools.pairwise(blocks)
        if block.lines and above.text
    }
    assert lines.keys() >= {"BAN THƯỜNG TRỰC", "Độc lập - Tự do - Hạnh phúc"}
    assert lines["Độc lập - Tự do - Hạnh phúc"] == pytest.approx(MOTTO_MM, abs=5)


# Page numbers.


def _headers(data: bytes) -> dict[tuple[str, str], list[str]]:
    return {
        (item.kind, item.variant): [block.text for block in item.blocks]
        for item in read(data).furniture
        if item.section == 0
    }


def test_a_header_with_words_keeps_them_on_page_1_without_the_number() -> None:
    paper = replace(plan(), header=p("Tài liệu họp") + page_number(), first_page=False).build()
    done = mend(paper, "kh.docx")
    assert done.left == ()
    assert [item.rule for item in done.mended] == ["PAGENO-FIRST"]
    header = _headers(done.data)
    assert header["header", "default"][0] == header["header", "first"][0] == "Tài liệu họp"
    assert not any(text.strip() for text in header["header", "first"][1:])


def test_a_footer_with_an_address_stays_on_page_1_when_it_gets_its_own() -> None:
    paper = replace(plan(), footer=p("Địa chỉ: 99 Hùng Vương"), first_page=False).build()
    footers = _headers(mend(paper, "kh.docx").data)
    assert footers["footer", "default"] == footers["footer", "first"] == ["Địa chỉ: 99 Hùng Vương"]


def test_the_words_around_a_number_in_the_footer_go_with_it_and_others_stay() -> None:
    field = page_number().replace("<w:p>", "").replace("</w:p>", "").split("</w:pPr>")[1]
    for words, left in (("Trang ", ""), ("99 Hùng Vương - ", "99 Hùng Vương -")):
        footer = p(words, align="left", inside=field)
        done = mend(replace(plan(), header="", footer=footer).build(), "kh.docx")
        assert done.left == ()
        assert [text.strip() for text in _headers(done.data)["footer", "default"]] == [left]


def test_leftovers_of_a_first_page_that_was_never_shown_stay_hidden() -> None:
    def change(document: Any) -> None:
        section = document.sections[0]
        section.first_page_header.paragraphs[0].text = "BẢN NHÁP CŨ"
        section.different_first_page_header_footer = False

    paper = replace(plan(), first_page=False, change=change).build()
    assert "BẢN NHÁP CŨ" not in str(_headers(mend(paper, "kh.docx").data))


# What is not ours stays.


def test_comments_of_people_stay_and_old_ones_of_docgen_go() -> None:
    def comment(document: Any) -> None:
        run = next(item for item in document.paragraphs if "Điều 10" in item.text).runs[0]
        document.add_comment(run, "Anh Ba xem giúp", author="Trần Thị Ước")

    first = mend(replace(swap("./.", ".")(plan()), change=comment).build(), "kh.docx")
    second = mend(first.data, "kh.docx")
    for data in (first.data, second.data):
        authors = [one.author for one in docx.Document(io.BytesIO(data)).comments]
        assert authors == ["Trần Thị Ước", "docgen"]
    assert len(comments(second.data)) == 2


def test_all_that_is_said_of_one_paragraph_stands_in_one_comment() -> None:
    paper = swap("kèm bảng điểm", "kèm,bảng điểm lúc 7h30")(plan()).build()
    (said,) = (text for texts in comments(mend(paper, "kh.docx").data).values() for text in texts)
    assert "PUNCT-SPACE" in said
    assert "TIME-FORMAT" in said


def test_what_is_said_of_a_text_box_stands_at_the_paragraph_that_holds_it() -> None:
    box = (
        f"<w:r {_SPACES}><w:pict><v:shape style='width:100pt;height:30pt'><v:textbox><w:txbxContent>"
        f"{p('Hoà Hương, 08.30 - 09.00')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    word = plan()
    paper = replace(word, body=word.body.replace(p("2. Yêu cầu"), "") + p("Ghi chú của văn thư", inside=box))
    done = mend(paper.build(), "kh.docx")
    assert "TONE-MIX" in {item.rule for item in done.left}
    assert any(place.startswith("Ghi chú của văn thư") for place in comments(done.data))


def test_tracked_changes_footnotes_and_pictures_are_not_touched() -> None:
    kept = (
        '<w:ins w:id="7" w:author="Ước" w:date="2023-10-05T00:00:00Z"><w:r><w:t>thêm </w:t></w:r></w:ins>'
        '<w:del w:id="8" w:author="Ước"><w:r><w:delText>bớt</w:delText></w:r></w:del>'
        '<w:bookmarkStart w:id="3" w:name="cho"/><w:bookmarkEnd w:id="3"/>'
    )
    paper = replace(plan(), body=plan().body.replace("</w:r></w:p><w:p>", f"</w:r>{kept}</w:p><w:p>", 1))
    before = replace(paper, margins=(15, 20, 30, 15)).build()
    after = mend(before, "kh.docx").data
    for tag in ("w:ins", "w:del", "w:delText", "w:bookmarkStart"):
        old, new = (
            docx.Document(io.BytesIO(data)).element.body.xpath(f"//{tag}") for data in (before, after)
        )
        assert len(old) == len(new) > 0, tag
    with zipfile.ZipFile(io.BytesIO(before)) as one, zipfile.ZipFile(io.BytesIO(after)) as other:
        assert set(one.namelist()) <= set(other.namelist())


def test_a_signed_file_is_refused() -> None:
    document = docx.Document(io.BytesIO(swap("Số: 05", "Số: 5")(plan()).build()))
    package = document.part.package
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
    package.rels.get_or_add(kind, document.part)
    with pytest.raises(Stop, match="đã ký số"):
        mend(_packed(document), "kh.docx")


def test_an_unreadable_file_is_refused_as_by_the_linter() -> None:
    with pytest.raises(Stop, match=r"hong\.docx"):
        mend(b"khong phai Word", "hong.docx")


# Letters that would mean something else.

_TCVN3 = "Ph\xadêng An Mü"
"""«Phường An Mỹ» as .VnTime keeps it."""


@pytest.mark.parametrize(
    ("font", "text"), [(".VnTime", _TCVN3), ("VNI-Times", "Phöôøng An"), ("Wingdings", "nq")]
)
def test_letters_in_an_old_encoding_or_a_picture_font_keep_their_font(font: str, text: str) -> None:
    sentence = "Kiểm tra tại thành phố Tam Kỳ theo điểm a khoản 2 Điều 10 Quy chế, từ 07h30 đến 11h00."
    word = swap(sentence, text)(plan())
    word = run_font(text, f'w:ascii="{font}" w:hAnsi="{font}"')(word)
    done = mend(word.build(), "kh.docx")
    assert "FONT-NAME" in {item.rule for item in done.left}
    assert any("FONT-NAME" in said for texts in comments(done.data).values() for said in texts)


def test_unicode_letters_in_an_old_font_get_the_right_one() -> None:
    paper = run_font("Kiểm tra tại thành phố", 'w:ascii=".VnTime" w:hAnsi=".VnTime"')(plan()).build()
    assert mend(paper, "kh.docx").left == ()


# Letters across runs.


def _runs(*texts: str) -> Any:
    looks = ("<w:b/>", "<w:i/>", "")
    runs = "".join(
        f'<w:r><w:rPr>{looks[at % 3]}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
        for at, text in enumerate(texts)
    )
    return parse_xml(f"<w:p {_W}>{runs}</w:p>")


def _shown(paragraph: Any) -> list[str]:
    return [
        "".join(run.xpath("./w:t/text()")) + ("*" * len(run.xpath("./w:rPr/w:b")))
        for run in paragraph.xpath("./w:r")
    ]


def test_letters_keep_their_look_when_others_change() -> None:
    paragraph = _runs("Số", " 5/", "KH")
    retype(paragraph, 0, "Số 5/KH", "Số: 05/KH")
    assert _shown(paragraph) == ["Số:*", " 05/", "KH"]


def test_a_mark_in_another_run_is_composed_with_its_letter() -> None:
    paper = swap(
        ">KẾ HOẠCH<", ">KE</w:t></w:r><w:r><w:rPr><w:b/><w:sz w:val='28'/></w:rPr><w:t>\u0302\u0301 HOẠCH<"
    )(plan()).build()
    done = mend(paper, "kh.docx")
    assert done.left == ()
    assert "KẾ HOẠCH" in texts(done.data)


def test_a_stretch_is_cut_out_of_longer_runs() -> None:
    paragraph = _runs("Tam Kỳ, ngày", " 05 tháng 10")
    (run,) = isolate(paragraph, 4, 6)
    assert run.xpath("string()") == "Kỳ"
    assert _shown(paragraph) == ["Tam *", "Kỳ*", ", ngày*", " 05 tháng 10"]
    assert text_of(paragraph) == "Tam Kỳ, ngày 05 tháng 10"


def test_a_tab_never_becomes_a_letter() -> None:
    paragraph = parse_xml(f"<w:p {_W}><w:r><w:t>Số</w:t><w:tab/><w:t>ngày</w:t></w:r></w:p>")
    assert not edit(paragraph, 1, 4, "x")
    assert text_of(paragraph) == "Số\tngày"


def test_what_stands_beside_tabs_is_not_moved_to_the_middle_of_the_page() -> None:
    """The issuer's line has no tab of its own, but the lines around it are set by tabs."""
    paper = typed_by_hand()
    assert not any(item.found == "canh trái" and "cơ quan" in item.part for item in lint(paper, "vb.docx"))
    issuer = next(b for b in read(mend(paper, "vb.docx").data).blocks if b.text == "BAN THƯỜNG TRỰC")
    assert issuer.format.alignment == "left"


def test_a_head_spread_by_its_style_is_drawn_together_and_the_number_keeps_its_place() -> None:
    def messy(document: Any) -> None:
        normal = document.styles["Normal"].paragraph_format
        normal.space_after, normal.line_spacing = Pt(8), 1.08
        for cell in document.tables[0].rows[0].cells:
            for paragraph in (item for item in cell.paragraphs if item.text.isupper() or " - " in item.text):
                paragraph._p.pPr.remove(paragraph._p.pPr.find(qn("w:spacing")))

    paper = replace(one_row_head(), change=messy).build()
    assert {item.rule for item in lint(paper, "vb.docx")} == {"QH-SPACE"}
    done = mend(paper, "vb.docx")
    assert done.left == ()
    assert same_words(paper, done)
    blocks = {block.text: block.format for block in read(done.data).blocks}
    for text in ("THÀNH PHỐ TAM KỲ", "BAN THƯỜNG TRỰC", "Độc lập - Tự do - Hạnh phúc"):
        assert (blocks[text].before, blocks[text].line) == (0, 240)
    assert blocks["ỦY BAN MTTQ VIỆT NAM"].after == 0
    assert blocks["Số: 05/KH-MTTQ-BTT"].before > 0


def one_row_head() -> Word:
    """Make a kế hoạch with number and date in the same cells as the names above them."""
    word = plan(by_shape)
    start, end = word.body.index("<w:tbl>"), word.body.index("</w:tbl>")
    first, second = word.body[start:end].split("</w:tr><w:tr>")
    for number in (0, 1):
        below = second.split("</w:tc>")[number].partition("</w:tcPr>")[2]
        cells = first.split("</w:tc>")
        cells[number] += below
        first = "</w:tc>".join(cells)
    head = before("Tam Kỳ, ngày", 'w:before="0"', 'w:before="440"')
    return head(replace(word, body=word.body[:start] + first + "</w:tr>" + word.body[end:]))


def test_a_grid_that_says_other_than_its_cells_is_settled_where_a_line_is_drawn() -> None:
    """Other programs than Word go by the grid, so the line would be too long or too short there."""
    word = swap(bordered(MOTTO_MM, 100), "<w:p/>")(plan())
    grid = '<w:gridCol w:w="3685"/><w:gridCol w:w="5669"/>'
    body = word.body.replace(grid, '<w:gridCol w:w="4677"/>' * 2, 1)
    assert body != word.body
    done = mend(replace(word, body=body).build(), "vb.docx")
    settled = docx.Document(io.BytesIO(done.data)).tables[0]._tbl.tblGrid
    assert [column.get(qn("w:w")) for column in settled.gridCol_lst] == ["3685", "5669"]


def test_a_large_paper_is_mended_in_good_time() -> None:
    word = replace(plan(), font="Calibri")
    many = replace(
        word, body=word.body.replace(p("2. Yêu cầu"), "") + p(f"{LONG}  nữa.", 11, align="left") * 300
    )
    done = mend(many.build(), "dai.docx")
    assert not {item.rule for item in done.left} & {"FONT-NAME", "BODY-JUSTIFY", "DBL-SPACE"}


def test_an_appendix_of_its_own_section_is_mended_too() -> None:
    def narrow(document: Any) -> None:
        section = document.add_section()
        section.left_margin = Mm(20)

    done = mend(replace(decision(), change=narrow).build(), "qd.docx")
    assert "PAGE-MARGIN" in {item.rule for item in done.mended}
    assert "PAGE-MARGIN" not in {item.rule for item in done.left}
