"""Formatting is what Word shows, whichever of six places it was written in."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from docx.shared import Pt

from docgen.lint.document_model import Block
from docgen.lint.read_document import read


def _blocks(document: Any) -> tuple[Block, ...]:
    packed = io.BytesIO()
    document.save(packed)
    return read(packed.getvalue()).blocks


def _only(document: Any) -> Block:
    (block,) = _blocks(document)
    return block


def _paragraph(document: Any, xml: str) -> None:
    document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>"))


def test_size_comes_from_the_style_that_a_style_is_based_on() -> None:
    document = docx.Document()
    parent = document.styles.add_style("Cha", 1)
    parent.font.size = Pt(13)
    child = document.styles.add_style("Con", 1)
    child.base_style = parent
    document.add_paragraph("Kế hoạch", style="Con")
    assert _only(document).spans[0].format.size == 13


def test_the_run_is_stronger_than_every_style() -> None:
    document = docx.Document()
    style = document.styles.add_style("Chữ", 2)
    style.font.size = Pt(13)
    run = document.add_paragraph().add_run("Kế hoạch", style="Chữ")
    run.font.size = Pt(15)
    assert _only(document).spans[0].format.size == 15


@pytest.mark.parametrize(("in_paragraph", "in_run", "bold"), [(1, 0, True), (0, 1, True), (1, 1, False)])
def test_bold_of_two_styles_cancels_out(in_paragraph: int, in_run: int, bold: bool) -> None:
    document = docx.Document()
    paragraph, run = document.styles.add_style("Đoạn", 1), document.styles.add_style("Chữ", 2)
    paragraph.font.bold, run.font.bold = bool(in_paragraph) or None, bool(in_run) or None
    document.add_paragraph(style="Đoạn").add_run("Kế hoạch", style="Chữ")
    assert _only(document).spans[0].format.bold is bold


def test_bold_of_the_run_itself_is_final() -> None:
    document = docx.Document()
    style = document.styles.add_style("Đoạn", 1)
    style.font.bold = True
    document.add_paragraph(style="Đoạn").add_run("Kế hoạch").bold = True
    assert _only(document).spans[0].format.bold


def test_a_theme_font_is_looked_up_in_the_theme() -> None:
    document = docx.Document()
    _paragraph(document, '<w:r><w:rPr><w:rFonts w:asciiTheme="minorHAnsi"/></w:rPr><w:t>a</w:t></w:r>')
    font = _only(document).spans[0].format.fonts["ascii"]
    assert font
    assert not font.startswith("@")


def test_a_theme_font_is_stronger_than_the_name_beside_it() -> None:
    document = docx.Document()
    fonts = '<w:rFonts w:ascii="Times New Roman" w:asciiTheme="majorHAnsi"/>'
    _paragraph(document, f"<w:r><w:rPr>{fonts}</w:rPr><w:t>a</w:t></w:r>")
    assert _only(document).spans[0].format.fonts["ascii"] != "Times New Roman"


def test_a_hanging_indent_is_a_negative_first_line() -> None:
    document = docx.Document()
    _paragraph(document, '<w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr><w:r><w:t>a</w:t></w:r>')
    shape = _only(document).format
    assert (shape.left, shape.first_line) == (720, -360)


def test_automatic_numbers_are_read_as_word_shows_them() -> None:
    document = docx.Document()
    for text in ("một", "hai", "ba"):
        document.add_paragraph(text, style="List Number")
    assert [block.label for block in _blocks(document)] == ["1.", "2.", "3."]


def test_deleted_text_is_not_read_and_inserted_text_is() -> None:
    document = docx.Document()
    _paragraph(
        document,
        '<w:ins w:id="1" w:author="A"><w:r><w:t>mới</w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="A"><w:r><w:delText>cũ</w:delText></w:r></w:del>',
    )
    assert _only(document).text == "mới"


def test_a_text_box_is_read_once_though_the_file_holds_it_twice() -> None:
    document = docx.Document()
    box = "<w:txbxContent><w:p><w:r><w:t>Quốc hiệu</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    _paragraph(
        document,
        f'<w:r><mc:AlternateContent {mc}><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>",
    )
    assert [(block.text, block.frame > 0) for block in _blocks(document)] == [
        ("", False),
        ("Quốc hiệu", True),
    ]


def test_cells_know_their_table_row_and_column() -> None:
    document = docx.Document()
    table = document.add_table(2, 2)
    table.cell(1, 1).text = "Đ"
    block = next(item for item in _blocks(document) if item.text == "Đ")
    assert block.cell is not None
    assert (block.cell.table, block.cell.row, block.cell.column) == (1, 2, 2)


def test_space_in_lines_counts_as_points() -> None:
    document = docx.Document()
    _paragraph(document, '<w:pPr><w:spacing w:beforeLines="50"/></w:pPr><w:r><w:t>a</w:t></w:r>')
    assert _only(document).format.before == 120


def test_hidden_text_puts_no_ink_on_paper() -> None:
    document = docx.Document()
    _paragraph(document, "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>")
    assert _only(document).blank
