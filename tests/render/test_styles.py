"""The house style in a template that the user has worked on in Word: her own styles, fonts and lists."""

from __future__ import annotations

import re
from typing import Final

import pytest

from docgen.problem import Problem
from docgen.render import check_package, compile_template, inspect_template
from tests.render.records import SCHEMA, context
from tests.render.word_file import NAMESPACES, STYLES, docx, p, pack, part, parts, run, unpack

ARIAL: Final = '<w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/></w:rPr>'


def style(style_id: str, name: str, inside: str = "", kind: str = "paragraph") -> str:
    """One style, as it stands in ``styles.xml``."""
    return f'<w:style w:type="{kind}" w:styleId="{style_id}"><w:name w:val="{name}"/>{inside}</w:style>'


def based_on(style_id: str) -> str:
    return f'<w:basedOn w:val="{style_id}"/>'


def styled(style_id: str, text: str = "{{ ten_don_vi }}") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id}"/></w:pPr>{run(text)}</w:p>'


def with_styles(body: str, *styles: str, base: str = STYLES) -> bytes:
    """Make a file whose own ``styles.xml`` has these styles too."""
    made = parts(body)
    made["word/styles.xml"] = base.replace("</w:styles>", f"{''.join(styles)}</w:styles>")
    return pack(made)


MASTER: Final = with_styles(
    p("x"),
    style("ThanVanBan", "Thân văn bản", based_on("Normal") + '<w:rPr><w:sz w:val="28"/></w:rPr>'),
    style("ChuDam", "Chữ đậm", "<w:rPr><w:b/></w:rPr>", "character"),
    style("DeMuc", "heading 1"),
)


def imposed(template: bytes, master: bytes = MASTER) -> tuple[list[str], str]:
    """Give the styles that a paper's paragraphs name, and the paper's ``styles.xml``."""
    paper = compile_template(template, SCHEMA, name="tb.docx", style=master).render(context())
    assert check_package(paper, name="x") == []
    return re.findall(r'w:pStyle w:val="([^"]+)"', part(paper).decode()), part(
        paper, "word/styles.xml"
    ).decode()


def faults(template: bytes, master: bytes = MASTER) -> list[Problem]:
    return inspect_template(template, SCHEMA, name="tb.docx", style=master)


def test_a_style_is_known_by_its_name() -> None:
    template = with_styles(
        styled("Thnvnbn") + styled("u1"), style("Thnvnbn", "Thân văn bản"), style("u1", "Heading 1")
    )
    assert imposed(template) == (["ThanVanBan", "DeMuc"], part(MASTER, "word/styles.xml").decode())


def test_the_style_of_plain_paragraphs_is_the_masters_under_any_name() -> None:
    other = STYLES.replace('w:styleId="Normal"', 'w:styleId="a"').replace('"Normal"', '"Bình thường"')
    assert imposed(with_styles(styled("a"), base=other))[0] == ["Normal"]


def test_her_own_style_is_carried_over_with_what_it_is_based_on() -> None:
    template = with_styles(
        styled("Loidan"),
        style("Thnvnbn", "Thân văn bản"),
        style("Dan", "Lời", based_on("Thnvnbn") + "<w:rPr><w:i/></w:rPr>"),
        style(
            "Loidan",
            "Lời dặn",
            based_on("Dan") + '<w:next w:val="Khac"/><w:rPr><w:color w:val="0000FF"/></w:rPr>',
        ),
        style("Khac", "Không ai dùng"),
    )
    used, styles = imposed(template)
    assert used == ["Loidan"]
    assert 'w:styleId="Dan"><w:name w:val="Lời"/><w:basedOn w:val="ThanVanBan"/>' in styles
    assert 'w:name w:val="Lời dặn"/><w:basedOn w:val="Dan"/><w:rPr><w:color' in styles
    assert "Không ai dùng" not in styles
    assert styles.startswith("<?xml")


def test_her_own_style_may_have_the_id_of_another_style_of_the_master() -> None:
    used, styles = imposed(
        with_styles(styled("ThanVanBan"), style("ThanVanBan", "Lời dặn"), style("b", "Thân văn bản"))
    )
    assert used == ["ThanVanBan-2"]
    assert 'w:styleId="ThanVanBan-2"><w:name w:val="Lời dặn"/>' in styles


def test_a_style_that_was_given_another_name_in_the_master_keeps_its_paragraphs() -> None:
    renamed = part(MASTER, "word/styles.xml").decode().replace("Thân văn bản", "Lời văn")
    master = pack(unpack(MASTER) | {"word/styles.xml": renamed.encode()})
    template = with_styles(styled("ThanVanBan"), style("ThanVanBan", "Thân văn bản"))
    assert imposed(template, master) == (["ThanVanBan"], renamed)


def test_a_style_of_another_font_that_nothing_uses_is_left_out() -> None:
    master = with_styles(
        p("x"),
        style("Heading", "Heading", ARIAL),
        style("Title", "Title", based_on("Heading")),
        style("Body", "Thân văn bản", '<w:next w:val="Title"/>'),
    )
    used, styles = imposed(with_styles(styled("Thn"), style("Thn", "Thân văn bản")), master)
    assert used == ["Body"]
    assert re.findall(r'w:name w:val="([^"]+)"', styles) == ["Normal", "Thân văn bản"]
    assert "w:next" not in styles


def test_a_style_of_another_font_that_is_used_is_told_by_its_name() -> None:
    told = faults(with_styles(styled("d"), style("d", "Lời dặn", ARIAL)))
    assert [(x.code, x.where.spot) for x in told] == [("GOI-12", "bộ kiểu chữ, kiểu «Lời dặn»")]
    assert "Times New Roman" in told[0].remedy


def test_a_style_that_is_nowhere_described_is_told_with_the_paragraph_as_it_was_typed() -> None:
    told = faults(docx(p("Kính gửi:"), styled("Lạ", "{%p for d in tieu_chi %}"), styled("Lạ", "{{ d.ten }}"),
                       p("{%p endfor %}")))  # fmt: skip
    assert [(x.code, x.where.spot) for x in told] == [("GOI-15", "đoạn 3: «{{ d.ten }}»")]
    assert "chọn lại kiểu" in told[0].remedy


# --- lists ------------------------------------------------------------------------------------

SIGN: Final = '<w:rPr><w:rFonts w:ascii="{0}" w:hAnsi="{0}"/></w:rPr>'


def with_list(body: str, *fonts: str) -> bytes:
    """Make a file with one list, whose levels have signs of these fonts, as Word writes it."""
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="bullet"/>{SIGN.format(font)}</w:lvl>'
        for level, font in enumerate(fonts)
    )
    made = parts(body)
    made["word/numbering.xml"] = (
        f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="4">{levels}</w:abstractNum>'
        '<w:num w:numId="7"><w:abstractNumId w:val="4"/></w:num></w:numbering>'
    )
    kinds, rels = "[Content_Types].xml", "word/_rels/document.xml.rels"
    made[kinds] = made[kinds].replace(
        '<Override PartName="/word/styles.xml" ContentType="'
        'application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>',
        '<Override PartName="/word/styles.xml" ContentType="'
        'application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>'
        '<Override PartName="/word/numbering.xml" ContentType="'
        'application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>',
    )
    made[rels] = made[rels].replace(
        "</Relationships>",
        '<Relationship Id="so" Target="numbering.xml" Type='
        '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"/></Relationships>',
    )
    return pack(made)


def item(level: int) -> str:
    look = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr>'
    return f"<w:p><w:pPr>{look}</w:pPr>{run('{{ ten_don_vi }}')}</w:p>"


@pytest.mark.parametrize(
    ("level", "fonts", "told"),
    [
        (0, ("Times New Roman", "Courier New", "Wingdings"), []),
        (2, ("Symbol", "Courier New", "Times New Roman"), []),
        (0, ("Symbol", "Courier New"), ["Symbol"]),
        (1, ("Symbol", "Courier New"), ["Courier New"]),
    ],
)
def test_only_the_signs_of_lists_that_print_must_be_of_the_house_font(
    level: int, fonts: tuple[str, ...], told: list[str]
) -> None:
    found = faults(with_list(item(level), *fonts))
    assert [(x.code, x.where.spot) for x in found] == [
        ("GOI-12", f"phần đánh số, dấu đầu dòng cấp {level + 1}") for _ in told
    ]
    assert [font for x, font in zip(found, told, strict=True) if f"«{font}»" in x.message] == told


def test_a_list_that_nobody_uses_any_more_is_no_fault() -> None:
    assert faults(with_list(p("{{ ten_don_vi }}"), "Symbol", "Wingdings")) == []
