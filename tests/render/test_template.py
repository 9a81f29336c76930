"""A paper is a pure function of template and context, and holds every value as it was typed."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx as python_docx
import pytest
from docxtpl import DocxTemplate, InlineImage
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment, StrictUndefined
from pydantic import BaseModel

from docgen.problem import Stop
from docgen.render import Schema, Template, check_package, compile_template, render_with_docxtpl
from tests.render.records import SCHEMA, context
from tests.render.word_file import STYLES, docx, lines_of, p, pack, part, parts, table, text_of

ALL_FIELDS = "{{ ten_don_vi }} {{ so_trang }} {{ nguoi_ky.ho_ten }} {{ nguoi_ky.chuc_vu }}"


def compiled(*body: str, **options: str) -> Template:
    return compile_template(docx(*body, **options), SCHEMA, name="mau.docx")


def by_docxtpl(data: bytes, values: dict[str, Any]) -> bytes:
    """Render by docxtpl alone, the way that its documentation tells, strict and escaping."""
    template = DocxTemplate(io.BytesIO(data))
    template.render(values, Environment(autoescape=True, undefined=StrictUndefined), autoescape=True)
    stream = io.BytesIO()
    template.save(stream)
    return stream.getvalue()


ROWS = table(
    ["TT", "Tiêu chí", "Điểm"],
    ["{%tr for d in tieu_chi %}", "", ""],
    ["{{ loop.index }}", "{{ d.ten }}", "{{ d.diem }}"],
    ["{%tr endfor %}", "", ""],
    ["", "Cộng {{ tieu_chi|length }}", ""],
)

LIKE_DOCXTPL = {
    "plain fields": docx(p(ALL_FIELDS)),
    "a tag cut into runs by Word": docx(
        p("Kính gửi: {", "{ ten_", "don_vi }", "}, số {{ so_trang", " }} trang.")
    ),
    "smart quotes in a tag": docx(p("{% if ten_don_vi == “Phường An Mỹ” %}đúng{% else %}sai{% endif %}")),
    "a loop of paragraphs": docx(
        p("Ghi chú:"), p("{%p for g in ghi_chu %}"), p("- {{ g }};"), p("{%p endfor %}"), p("Hết.")
    ),
    "a loop of rows": docx(ROWS),
    "a loop within one paragraph": docx(
        p("{% for g in ghi_chu %}{{ g }}{% if not loop.last %}, {% else %}.{% endif %}{% endfor %}")
    ),
    "conditions, of paragraphs and rows": docx(
        p("{%p if da_ky %}"),
        p("Đã ký"),
        p("{%p else %}"),
        p("Chưa ký"),
        p("{%p endif %}"),
        table(["a"], ["{%tr if da_ky %}"], ["có {{ so_trang }}"], ["{%tr endif %}"]),
    ),
    "a loop with a condition and elif": docx(
        p("{%p for d in tieu_chi if d.diem != '8,00' %}"),
        p("{{ d.ten|upper }}{% if d.diem == '1' %}một{% elif d.diem == '7,50' %}bảy rưỡi{% endif %}"),
        p("{%p endfor %}"),
    ),
    "loops inside a cell, and a table inside a loop": docx(
        table([p("Ghi chú:") + p("{%p for g in ghi_chu %}") + p("{{ g }}") + p("{%p endfor %}") + p("./.")]),
        p("{%p for g in ghi_chu %}"),
        ROWS,
        p("{{ g }}"),
        p("{%p endfor %}"),
    ),
    "set, comments and dashes": docx(
        p("{% set ten = nguoi_ky.ho_ten %}{# ghi chú cho người sửa mẫu #}Ông/bà {{ ten }}"),
        p("{#p cả đoạn này là ghi chú #}"),
        p("một "),
        p("{%- if da_ky %}hai{% endif %}"),
    ),
    "columns that repeat": docx(table(["Mục", "{%tc for d in tieu_chi %}", "{{ d.ten }}", "{%tc endfor %}"])),
    "header, footer and footnotes": docx(
        p("x"),
        header=p("{{ ten_don_vi }}"),
        footer=p("{% if da_ky %}Trang {{ so_trang }}{% endif %}"),
        footnotes=p("Theo {{ nguoi_ky.ho_ten }}"),
    ),
}


@pytest.mark.parametrize("data", LIKE_DOCXTPL.values(), ids=LIKE_DOCXTPL.keys())
@pytest.mark.parametrize("signed", [True, False])
def test_the_visible_text_is_docxtpls(data: bytes, *, signed: bool) -> None:
    values = context(da_ky=signed, ten_don_vi="Phường An Mỹ", ghi_chu=["một\nhai\tba", "Quỹ & <b>"])
    paper = compile_template(data, SCHEMA, name="mau.docx").render(values)
    expected = by_docxtpl(data, values)
    for name in zipfile.ZipFile(io.BytesIO(paper)).namelist():
        if name.endswith(("document.xml", "header1.xml", "footer1.xml", "footnotes1.xml")):
            assert text_of(paper, name) == text_of(expected, name)
    assert check_package(paper, name="x") == []


#: what XML can hold; a carriage return is read back as the line break that it is
TYPED = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
    | st.sampled_from("\n\t"),
    min_size=1,
)
HARD = [
    "Quỹ người nghèo & an sinh",
    'Trường Mầm non <Hoa Sữa> & "A"',
    "a < b > c &amp; &#10; ]]> <!-- x -->",
    "dòng một\ndòng hai\n\nba\tbốn",
    "  hai dấu cách  ở đầu, giữa và cuối  ",
    "😀 👩‍👩‍👧 H’Bia Ê “ngoặc” 'nháy'",
    "Đề nghị (NFD): e\u0302\u0323",
    "{{ ten }} {% if x %} {_{ %_} }_} {#",
    "</w:t></w:r></w:p>",
    "\u00a0\u00ad\u200b\u2028\x7f\x85",
]
TEMPLATE = compiled(
    p("[{{ ten_don_vi }}]"),
    p("[", "{{ nguoi_ky.ho", "_ten }}", "]"),
    p("{{ nguoi_ky.chuc_vu }}"),
    table(["{%tr for d in tieu_chi %}"], ["{{ d.ten }}"], ["{%tr endfor %}"]),
)
SLOW_TEMPLATE = compiled(
    p("{{ ten_don_vi }}"), table(["{%tc for d in tieu_chi %}", "{{ d.ten }}", "{%tc endfor %}"])
)


@settings(deadline=None, max_examples=60)
@given(value=TYPED | st.sampled_from(HARD))
def test_nothing_that_a_value_holds_is_lost(value: str) -> None:
    person = {"ho_ten": value, "chuc_vu": value}
    values = context(ten_don_vi=value, nguoi_ky=person, tieu_chi=[{"ten": value, "diem": ""}])
    assert lines_of(TEMPLATE.render(values)) == [f"[{value}]", f"[{value}]", value, value]


@pytest.mark.parametrize("value", HARD)
def test_nothing_is_lost_on_docxtpls_own_path_either(value: str) -> None:
    values = context(ten_don_vi=value, tieu_chi=[{"ten": value, "diem": ""}])
    assert lines_of(SLOW_TEMPLATE.render(values)) == [value, value]


def test_spaces_at_both_ends_are_marked_to_be_kept() -> None:
    xml = part(TEMPLATE.render(context(ten_don_vi=" x ")))
    assert b'<w:t xml:space="preserve">[ x ]</w:t>' in xml


def test_a_windows_line_end_is_one_line_break() -> None:
    assert lines_of(TEMPLATE.render(context(ten_don_vi="a\r\nb\rc")))[0] == "[a\nb\nc]"


@pytest.mark.parametrize(
    ("changes", "tag", "why"),
    [
        ({"ten_don_vi": None}, "{{ ten_don_vi }}", "chưa có giá trị"),
        ({"nguoi_ky": {"chuc_vu": "x"}}, "{{ nguoi_ky.ho_ten }}", "không có trường này"),
        ({"tieu_chi": [{"ten": "a\x0bb"}]}, "{{ d.ten }}", "U+000B"),
        ({"ten_don_vi": "\ud800"}, "{{ ten_don_vi }}", "U+D800"),
        ({"ten_don_vi": 9.5}, "{{ ten_don_vi }}", "không phải là chữ"),
        ({"ten_don_vi": True}, "{{ ten_don_vi }}", "không phải là chữ"),
    ],
)
def test_a_value_that_cannot_be_printed_stops_with_its_tag_and_place(
    changes: dict[str, Any], tag: str, why: str
) -> None:
    with pytest.raises(Stop) as stop:
        TEMPLATE.render(context(**changes))
    (problem,) = stop.value.problems
    assert (problem.code, problem.found) == ("MAU-20", tag)
    assert why in problem.message
    assert problem.where.file == "mau.docx"
    assert problem.where.spot.startswith(("đoạn ", "hàng 2, cột 1, bảng 1"))


def test_docxtpls_own_path_refuses_none_too() -> None:
    with pytest.raises(Stop, match=r"mau\.docx"):
        SLOW_TEMPLATE.render(context(ten_don_vi=None))


@pytest.mark.parametrize("template", [TEMPLATE, SLOW_TEMPLATE], ids=["compiled", "docxtpl"])
def test_the_same_context_gives_the_same_bytes(template: Template) -> None:
    assert template.render(context()) == template.render(context())


def test_compiling_again_gives_the_same_bytes() -> None:
    data = docx(p(ALL_FIELDS), header=p("{{ ten_don_vi }}"))
    first, second = (compile_template(data, SCHEMA, name=name) for name in ("a", "b"))
    assert first.render(context()) == second.render(context())


def test_the_container_is_canonical() -> None:
    with zipfile.ZipFile(io.BytesIO(TEMPLATE.render(context()))) as archive:
        assert archive.testzip() is None
        infos = archive.infolist()
    assert infos[0].filename == "[Content_Types].xml"
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert {(info.create_system, info.external_attr) for info in infos} == {(0, 0)}


def test_word_libraries_open_the_paper() -> None:
    document = python_docx.Document(io.BytesIO(TEMPLATE.render(context())))
    assert document.paragraphs[0].text == "[Phường An Mỹ]"
    assert len(document.tables[0].rows) == 2


def test_members_without_tags_are_copied_as_packed_bytes() -> None:
    template = docx(p("{{ ten_don_vi }}"))
    paper = compile_template(template, SCHEMA, name="m").render(context())
    with zipfile.ZipFile(io.BytesIO(template)) as before, zipfile.ZipFile(io.BytesIO(paper)) as after:
        assert raw(template, before.getinfo("word/styles.xml")) == raw(
            paper, after.getinfo("word/styles.xml")
        )


def raw(data: bytes, info: zipfile.ZipInfo) -> bytes:
    start = info.header_offset + 30 + len(info.filename)
    return data[start : start + info.compress_size]


def test_the_style_master_gives_its_styles_to_every_template() -> None:
    house = parts()
    house["word/styles.xml"] = STYLES.replace("Normal", "Nền").replace(
        'w:styleId="Nền"', 'w:styleId="Normal"'
    )
    style = pack(house)
    template = compile_template(docx(p("{{ ten_don_vi }}")), SCHEMA, name="m", style=style)
    assert part(template.render(context()), "word/styles.xml") == house["word/styles.xml"].encode()


def test_a_template_is_made_slim_and_forgets_its_author() -> None:
    made = parts(p("{{ ten_don_vi }}"), title="Nháp của Đào")
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    line = f'<Relationship Id="x" Type="{office}/customXml" Target="../customXml/item1.xml"/>'
    rels = "word/_rels/document.xml.rels"
    made[rels] = made[rels].replace("</Relationships>", f"{line}</Relationships>")
    made["customXml/item1.xml"] = "<x/>"
    made["docProps/thumbnail.jpeg"] = "ảnh"
    paper = compile_template(pack(made), SCHEMA, name="m").render(context())
    with zipfile.ZipFile(io.BytesIO(paper)) as archive:
        assert not [n for n in archive.namelist() if "customXml" in n or "thumbnail" in n]
        assert "Đào" not in archive.read("docProps/core.xml").decode()
        assert b"customXml" not in archive.read(rels)
    assert check_package(paper, name="x") == []


def test_traces_of_typing_do_not_repeat_in_loops() -> None:
    xml = part(TEMPLATE.render(context()))
    assert not [trace for trace in (b"rsid", b"paraId", b"proofErr") if trace in xml]


def test_fields_that_the_template_never_speaks_of_are_told_as_information() -> None:
    template = compiled(
        p("{{ nguoi_ky.ho_ten }}"), p("{%p for d in tieu_chi %}"), p("{{ d.ten }}"), p("{%p endfor %}")
    )
    assert template.unused == (
        "ten_don_vi",
        "so_trang",
        "da_ky",
        "nguoi_ky.chuc_vu",
        "tieu_chi[].diem",
        "ghi_chu",
    )


def test_a_field_may_bear_the_name_of_a_method_of_dict() -> None:
    class Odd(BaseModel):
        items: str
        keys: str

    template = compile_template(docx(p("{{ items }} {{ keys }}")), Schema.of(Odd), name="m")
    assert text_of(template.render({"items": "a", "keys": "b"})) == "a b"


SIGNS = "Gõ {{ ten }}, {% if x %}, {# chú #}, }}, %}, {_{ và {%p for %}"


def test_a_value_that_looks_like_a_tag_comes_out_as_typed() -> None:
    plain = compiled(p("Gửi {{ ten_don_vi }}"))
    by_docxtpl = compile_template(with_picture(), SCHEMA, name="m")
    for template, line in ((plain, f"Gửi {SIGNS}"), (by_docxtpl, SIGNS)):
        paper = template.render(context(ten_don_vi=SIGNS, ghi_chu=[SIGNS]))
        assert lines_of(paper) == [line]
        assert check_package(paper, name="x", tags=False) == []


ONE_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c63600000000200014873"
    "75e70000000049454e44ae426082"
)


def with_picture() -> bytes:
    """Make a template with a picture inside a loop, the way that Word saves one."""
    document = python_docx.Document(io.BytesIO(docx(p("{%p for g in ghi_chu %}"))))
    document.add_paragraph("{{ g }}").add_run().add_picture(io.BytesIO(ONE_PIXEL))
    document.add_paragraph("{%p endfor %}")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_a_picture_in_a_loop_is_numbered_by_docxtpl_and_reproducible() -> None:
    template = compile_template(with_picture(), SCHEMA, name="m")
    paper = template.render(context(ghi_chu=["một & hai", "ba"]))
    assert lines_of(paper) == ["một & hai", "ba"]
    assert part(paper).count(b"<wp:docPr ") == 2
    assert check_package(paper, name="x") == []
    assert paper == template.render(context(ghi_chu=["một & hai", "ba"]))


def test_pictures_from_the_context_go_through_docxtpl_in_the_same_sandbox() -> None:
    def build(template: DocxTemplate) -> dict[str, Any]:
        return {"anh": InlineImage(template, io.BytesIO(ONE_PIXEL)), "ten": "A & <b>"}

    data = docx(p("{{ anh }}"), p("{{ ten }}"))
    paper = render_with_docxtpl(data, build)
    assert lines_of(paper) == ["A & <b>"]
    with zipfile.ZipFile(io.BytesIO(paper)) as archive:
        assert ONE_PIXEL in [archive.read(name) for name in archive.namelist() if "media" in name]
    assert paper == render_with_docxtpl(data, build)
    with pytest.raises(Exception, match="unsafe"):
        render_with_docxtpl(docx(p("{{ ''.__class__ }}")), build)
