"""Every kind of damage that makes Word repair a paper, or print it wrongly, is noticed."""

from __future__ import annotations

import unicodedata

import pytest

from docgen.render import check_package
from docgen.render.soundness import _FAULTS
from tests.render.word_file import SECTION, TNR, docx, p, pack, parts, run, table

RELS = "word/_rels/document.xml.rels"
BOOKMARK = '<w:bookmarkStart w:id="{0}" w:name="{1}"/><w:bookmarkEnd w:id="{0}"/>'


def test_a_good_paper_has_no_problems() -> None:
    paper = docx(p("Đề nghị"), table(["a", p("b") + p("c")]), header=p("1"), footer=p("2"), footnotes=p("3"))
    assert check_package(paper, name="tb.docx") == []


def spoiled(name: str, old: str, new: str) -> bytes:
    """Take a good paper and change one part of it."""
    made = parts(p("Đề nghị"), table(["a"]))
    assert old in made[name]
    made[name] = made[name].replace(old, new)
    return pack(made)


def with_part(name: str, content: str) -> bytes:
    return pack({**parts(p("x")), name: content})


DAMAGE = [
    ("GOI-01", "", docx(p("x"))[:-40]),
    ("GOI-02", "", spoiled("_rels/.rels", "relationships/officeDocument", "relationships/other")),
    ("GOI-03", "", spoiled("word/document.xml", "Đề nghị", "A & B")),
    ("GOI-03", "", spoiled("word/document.xml", "Đề nghị", "a\x02b")),
    ("GOI-03", "bộ kiểu chữ", spoiled("word/styles.xml", "</w:styles>", "")),
    ("GOI-04", "", spoiled(RELS, "styles.xml", "stylez.xml")),
    ("GOI-05", "đoạn 1", docx(f'<w:p><w:hyperlink r:id="rId99">{run("x")}</w:hyperlink></w:p>')),
    ("GOI-06", "", with_part("word/media/image1.png", "x")),
    ("GOI-07", "hàng 1, cột 1, bảng 1", docx(table(["a"]).replace("</w:p></w:tc>", "</w:p><w:tbl/></w:tc>"))),
    ("GOI-08", "đoạn 2", docx(*[f"<w:p>{run('x')}{BOOKMARK.format(1, name)}</w:p>" for name in "ab"])),
    ("GOI-08", "đoạn 2", docx(*[f"<w:p>{run('x')}{BOOKMARK.format(i, 'a')}</w:p>" for i in (1, 2)])),
    ("GOI-08", "đoạn 2", docx(*2 * [f'<w:p>{run("x")}<w:r><wp:docPr id="7"/></w:r></w:p>'])),
    ("GOI-09", "đoạn 1: «Gửi {{ ten }}»", docx(p("Gửi {", "{ ten }}"))),
    ("GOI-09", "đầu trang", docx(header=p("{%p if x %}"))),
    ("GOI-10", "đoạn 1", docx(p("a\x85b"))),
    ("GOI-11", "đoạn 1", docx(p(unicodedata.normalize("NFD", "Đề nghị")))),
    ("GOI-12", "đoạn 1: «x»", docx(p("x").replace("Times New Roman", "Arial"))),
    ("GOI-12", "bộ kiểu chữ", spoiled("word/styles.xml", "Times New Roman", "Calibri")),
    ("GOI-12", "đoạn 1", docx(p("x").replace(TNR, '<w:rFonts w:asciiTheme="minorHAnsi"/>'))),
    ("GOI-12", "đoạn 1", docx('<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r></w:p>')),
    ("GOI-13", "", docx(p("x"), section="")),
    ("GOI-13", "", docx(SECTION.format(references=""), section=p("x"))),
    ("GOI-14", "đoạn 1", docx("<w:p>lạc lõng</w:p>")),
    ("GOI-16", "đoạn 1: «x»", docx(f'<w:p><w:ins w:id="1">{run("x")}</w:ins></w:p>')),
    ("GOI-15", "đoạn 1", docx(p("x").replace("<w:pPr>", '<w:pPr><w:pStyle w:val="Lạ"/>'))),
]  # fmt: skip


@pytest.mark.parametrize(("code", "spot", "paper"), DAMAGE, ids=[f"{d[0]}-{i}" for i, d in enumerate(DAMAGE)])
def test_damage_is_noticed_with_its_place(code: str, spot: str, paper: bytes) -> None:
    problems = check_package(paper, name="tb.docx")
    told = [x for x in problems if x.code == code and x.where.spot.startswith(spot)]
    assert told, problems
    assert all(x.where.file == "tb.docx" and x.is_error for x in problems)


def test_every_rule_has_a_damaged_paper() -> None:
    assert {code for code, _, _ in DAMAGE} == set(_FAULTS)


def test_several_kinds_of_damage_are_told_together() -> None:
    paper = docx(p("{{ a }}"), p("x").replace("Times New Roman", "Arial"), section="")
    assert {problem.code for problem in check_package(paper, name="x")} == {"GOI-09", "GOI-12", "GOI-13"}
