"""A broken template is told of by tag and place, all faults at once, in a Word user's words."""

from __future__ import annotations

import pytest

from docgen.problem import Problem, Stop
from docgen.render import compile_template, inspect_template
from docgen.render.tag_faults import SENTENCES
from tests.render.records import SCHEMA
from tests.render.word_file import docx, linked, p, pack, parts, run, simple_field, table, word_field


def faults(*body: str, **options: str) -> list[Problem]:
    return inspect_template(docx(*body, **options), SCHEMA, name="thong-bao.docx")


def bad(code: str, found: str, spot: str, words: str, *body: str, **options: str) -> object:
    """One bad template: what must be told, and the body that deserves it."""
    return pytest.param(code, found, spot, words, docx(*body, **options), id=f"{code} {found}")


LOOP = "{%tr for d in tieu_chi %}"
LOOP_P = "{%p for d in tieu_chi %}"
BREAKING = "{%p if da_ky %}"
LONG = "{{ ten_don_vi" + "|upper" * 5000 + " }}"
LONG_LOOP = "{%p for d in tieu_chi" + "|first" * 5000 + " %}"
page_break = '<w:r><w:br w:type="page"/></w:r>'
symbol = '<w:r><w:sym w:font="Times New Roman" w:char="F0A8"/></w:r>'


def beside(thing: str, tag: str) -> str:
    """Put something other than text into a paragraph beside a tag."""
    return f"<w:p>{thing}{run(tag)}</w:p>"


def nested(opener: str, closer: str, depth: int) -> list[str]:
    """Put as many blocks inside each other."""
    return [*[p(f"{{%p {opener} %}}")] * depth, p("x"), *[p(f"{{%p {closer} %}}")] * depth]


BAD = [
    bad("MAU-01", "{{ ten don vi }}", "đoạn 2", "viết liền", p("x"), p("{{ ten don vi }}")),
    bad("MAU-01", "{{ }}", "đoạn 1", "thẻ trống", p("{{ }}")),
    bad("MAU-01", "{% if so_trang == %}", "đoạn 1", "viết sai", p("{% if so_trang == %}x{% endif %}")),
    bad("MAU-01", '{{ "a }}', "đoạn 1", "dấu nháy", p('{{ "a }}')),
    bad(
        "MAU-01",
        "{%p for d trong tieu_chi %}",
        "đoạn 1",
        "for x in",
        p("{%p for d trong tieu_chi %}"),
        p("{%p endfor %}"),
    ),
    bad("MAU-02", "{{ ten_don_vii }}", "đoạn 1", "có phải «ten_don_vi»?", p("Gửi ", "{{ ten_don", "_vii }}")),
    bad("MAU-02", "{{ xyz }}", "hàng 2, cột 3, bảng 1", "«xyz»", table(["a"], ["b", "c", "{{ xyz }}"])),
    bad(
        "MAU-02",
        "{{ xyz }}",
        "hàng tiêu đề, cột 2, bảng con 1, hàng 1, cột 1, bảng 1",
        "«xyz»",
        table([table(["a", "{{ xyz }}"]) + p("")]),
    ),
    bad("MAU-02", "{{ loop.index }}", "đoạn 1", "bên trong một vòng lặp", p("{{ loop.index }}")),
    bad(
        "MAU-02",
        "{{ d.ten }}",
        "đoạn 4",
        "«d»",
        p("{%p for d in tieu_chi %}"),
        p("{{ d.ten }}"),
        p("{%p endfor %}"),
        p("{{ d.ten }}"),
    ),
    bad(
        "MAU-02",
        "{% if ten_dv %}",
        "đầu trang",
        "«ten_dv»",
        header=p("{% if ten_dv %}x{% endif %}"),
    ),
    bad(
        "MAU-03",
        "{{ nguoi_ky.ten }}",
        "đoạn 1",
        "«nguoi_ky» không có trường «ten» (có phải «ho_ten»?)",
        p("{{ nguoi_ky.ten }}"),
    ),
    bad(
        "MAU-03",
        "{{ d.dien }}",
        "hàng 2, cột 1, bảng 1",
        "có phải «diem»?",
        table([LOOP], ["{{ d.dien }}"], ["{%tr endfor %}"]),
    ),
    bad("MAU-03", "{{ tieu_chi.ten }}", "đoạn 1", "danh sách", p("{{ tieu_chi.ten }}")),
    bad("MAU-04", "{%p if da_ky %}", "đoạn 1", "chưa đóng", p("{%p if da_ky %}"), p("x")),
    bad(
        "MAU-04",
        "{% if da_ky %}",
        "đoạn 2",
        "chưa đóng",
        p("{%p for g in ghi_chu %}"),
        p("{% if da_ky %}{{ g }}"),
        p("{%p endfor %}"),
    ),
    bad("MAU-05", "{% endif %}", "đoạn 1", "không có thẻ mở", p("a{% endif %}")),
    bad("MAU-05", "{%p else %}", "đoạn 1", "không có thẻ mở", p("{%p else %}")),
    bad(
        "MAU-05",
        "{%p endfor %}",
        "đoạn 3",
        "không có thẻ mở",
        p("{%p for g in ghi_chu %}"),
        p("{%p endfor %}"),
        p("{%p endfor %}"),
    ),
    bad(
        "MAU-06",
        "{%tr endfor %}",
        "hàng 3, cột 1, bảng 1",
        "hàng 1, cột 1, bảng 1",
        table(["{% for d in tieu_chi %}"], ["{{ d.ten }}"], ["{%tr endfor %}"]),
    ),
    bad(
        "MAU-06",
        "{% endfor %}",
        "hàng 1, cột 2, bảng 1",
        "sẽ mất",
        table([LOOP, ""], ["{{ d.ten }}", "{% endfor %}"]),
    ),
    bad(
        "MAU-06",
        "{%tr endfor %}",
        "hàng 1, cột 1, bảng 2",
        "cùng chỗ",
        table([LOOP], ["{{ d.ten }}"]),
        p("giữa"),
        table(["{%tr endfor %}"]),
    ),
    bad(
        "MAU-06",
        "{% endif %}",
        "đoạn 3",
        "cùng kiểu",
        p("{%p if da_ky %}"),
        p("x"),
        p("y {% endif %}"),
    ),
    bad(
        "MAU-07",
        "{% tr for d in tieu_chi %}",
        "hàng 1, cột 1, bảng 1",
        "dấu cách",
        table(["{% tr for d in tieu_chi %}"], ["{{ d.ten }}"], ["{%tr endfor %}"]),
    ),
    bad("MAU-07", "{% p endif %}", "đoạn 3", "dấu cách", p("{%p if da_ky %}"), p("x"), p("{% p endif %}")),
    bad(
        "MAU-08",
        "{%p if da_ky %}",
        "đoạn 1",
        "«Kèm theo:»",
        p("Kèm theo: {%p if da_ky %}"),
        p("x"),
        p("{%p endif %}"),
    ),
    bad(
        "MAU-08",
        "{%p if da_ky %}",
        "đoạn 1",
        "{{ so_trang }}",
        p("{%p if da_ky %}{{ so_trang }}"),
        p("{%p endif %}"),
    ),
    bad(
        "MAU-08",
        LOOP,
        "hàng tiêu đề, cột 1, bảng 1",
        "«Điểm»",
        table([LOOP, "Điểm"], ["{{ d.ten }}"], ["{%tr endfor %}"]),
    ),
    bad(
        "MAU-08",
        "{%p if da_ky %}",
        "đoạn 1",
        "trường tự động",
        p("{%p if da_ky %}").replace("</w:p>", "<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"),
        p("{%p endif %}"),
    ),
    bad("MAU-09", "{{ ten_don_vi.upper() }}", "đoạn 1", "lời gọi hàm", p("{{ ten_don_vi.upper() }}")),
    bad("MAU-09", "{{ ten_don_vi.__class__ }}", "đoạn 1", "__class__", p("{{ ten_don_vi.__class__ }}")),
    bad("MAU-09", "{{ ''.__class__.__mro__ }}", "đoạn 1", "__mro__", p("{{ ''.__class__.__mro__ }}")),
    bad(
        "MAU-09",
        "{{ cycler.__init__.__globals__ }}",
        "đoạn 1",
        "__globals__",
        p("{{ cycler.__init__.__globals__ }}"),
    ),
    bad("MAU-09", "{{ ten_don_vi['__class__'] }}", "đoạn 1", "__class__", p("{{ ten_don_vi['__class__'] }}")),
    bad("MAU-09", "{% import 'x' as y %}", "đoạn 1", "«import»", p("{% import 'x' as y %}")),
    bad("MAU-09", "{% include 'x' %}", "đoạn 1", "«include»", p("{% include 'x' %}")),
    bad("MAU-09", "{{ 'x' * 1000000000 }}", "đoạn 1", "phép tính", p("{{ 'x' * 1000000000 }}")),
    bad("MAU-10", "{{ ghi_chu }}", "đoạn 1", "cả một danh sách", p("{{ ghi_chu }}")),
    bad("MAU-10", "{{ nguoi_ky }}", "đoạn 1", "cả một bản ghi", p("{{ nguoi_ky }}")),
    bad("MAU-10", "{{ da_ky }}", "đoạn 1", "đúng/sai", p("{{ da_ky }}")),
    bad("MAU-11", "{{", "đoạn 1", "bị lẻ", p("Gửi {{ ten_don_vi }")),
    bad("MAU-11", "}}", "đoạn 2", "bị lẻ", p("Gửi"), p("{ ten_don_vi }}")),
    bad("MAU-11", "{%", "đoạn 1", "bị lẻ", p("{% if da_ky }x{% endif %}")),
    bad("MAU-12", LOOP, "đoạn 1", "ngoài bảng", p(LOOP), p("x"), p("{%tr endfor %}")),
    bad(
        "MAU-13",
        "{%p for c in ten_don_vi %}",
        "đoạn 1",
        "không phải là danh sách",
        p("{%p for c in ten_don_vi %}"),
        p("x"),
        p("{%p endfor %}"),
    ),
    bad("MAU-14", "{% fro d in tieu_chi %}", "đoạn 1", "có phải «for»?", p("{% fro d in tieu_chi %}")),
    bad("MAU-15", "{{ ten_don_vi|safe }}", "đoạn 1", "«safe»", p("{{ ten_don_vi|safe }}")),
    bad("MAU-15", "{{ ten_don_vi|attr('x') }}", "đoạn 1", "«attr»", p("{{ ten_don_vi|attr('x') }}")),
    bad("MAU-16", "{{r ten_don_vi }}", "đoạn 1", "định dạng", p("{{r ten_don_vi }}")),
    bad("MAU-17", "{{ ten_don_vi }}", "", "thuộc tính của tệp", p("x"), title="{{ ten_don_vi }}"),
    bad(
        "MAU-19",
        "",
        "",
        "nằm ngoài chữ thường",
        p("x").replace("</w:p>", "<w:r><w:instrText>{{ ten_don_vi }}</w:instrText></w:r></w:p>")
        + p("{{ so_trang }}"),
    ),
    bad(
        "MAU-21",
        "{%p if ten_don_vi == '50%' %}",
        "đoạn 1",
        "ký hiệu %",
        p("{%p if ten_don_vi == '50%' %}"),
        p("x"),
        p("{%p endif %}"),
    ),
    bad(
        "GOI-07",
        "",
        "hàng 1, cột 1, bảng 1",
        "đoạn văn",
        table([p("{%p if da_ky %}") + p("x") + p("{%p endif %}")]),
    ),
    bad("GOI-12", "", "đoạn 1: «x»", "Arial", p("x").replace("Times New Roman", "Arial")),
    bad("MAU-08", BREAKING, "đoạn 1", "dấu ngắt trang", beside(page_break, BREAKING), p("{%p endif %}")),
    bad("MAU-08", BREAKING, "đoạn 1", "ký hiệu", beside(symbol, BREAKING), p("{%p endif %}")),
    bad(
        "MAU-22",
        "DDEAUTO excel sổ.xlsx",
        "đoạn 2",
        "trường DDEAUTO",
        p("x"),
        word_field("DDEAUTO excel sổ.xlsx"),
    ),
    bad("MAU-22", "includetext a.docx", "đoạn 1", "trường INCLUDETEXT", word_field("includetext a.docx")),
    bad("MAU-22", "LINK Excel.Sheet x", "đoạn 1", "trường LINK", simple_field("LINK Excel.Sheet x")),
    bad(
        "MAU-23",
        "DATE \\@ dd",
        "đoạn 1: «Ngày 08»",
        "DATE của Word tự đổi",
        word_field("DATE \\@ dd", "Ngày 08"),
    ),
    bad("MAU-23", "FILENAME", "chân trang", "FILENAME của Word", p("x"), footer=simple_field("FILENAME")),
    bad(
        "MAU-24",
        "MERGEFIELD TongDiem",
        "đoạn 1",
        "«TongDiem»",
        word_field("MERGEFIELD TongDiem", "«TongDiem»"),
    ),
    bad("MAU-25", "{{ ‘ten_don_vi’ }}", "đoạn 1", "dùng chính chữ ấy", p("{{ ‘ten_don_vi’ }}")),
    bad("MAU-25", "{% if not 'da_ky' %}", "đoạn 1", "«da_ky»", p("{% if not 'da_ky' %}a{% endif %}")),
    bad("MAU-25", "{{ 'nguoi_ky.ho_ten'|upper }}", "đoạn 1", "nháy", p("{{ 'nguoi_ky.ho_ten'|upper }}")),
    bad("MAU-25", "{{ ‘bang_chu’ }}", "đoạn 1", "dùng chính chữ ấy", p("{{ ‘bang_chu’ }}")),
    bad("MAU-25", "{{ 'nam' }}", "đoạn 1", "dùng chính chữ ấy", p("{{ 'nam' }}")),
    bad("MAU-24", "«TongDiem»", "đoạn 1", "«TongDiem»", p("Tổng: «TongDiem»")),
    bad("MAU-26", "｛｛ nam ｝｝", "đoạn 1", "không phải thẻ", p("Năm ｛｛ nam ｝｝")),
    bad("MAU-22", "FILLIN", "đoạn 1", "trường FILLIN", word_field("FILLIN")),
    bad("MAU-26", "{ ten_don_vi }", "đoạn 1", "không phải thẻ", p("Gửi { ten_don_vi } và {{ so_trang }}")),
    bad("MAU-26", "{ { nam } }", "đoạn 1", "không phải thẻ", p("Năm { { nam } }")),
    bad("MAU-26", "{ % if da_ky % }", "đoạn 1", "không phải thẻ", p("{ % if da_ky % }x")),
    bad("MAU-27", "{%p if da_ky %}", "đoạn 13", "12 tầng", *nested("if da_ky", "endif", 300)),
    bad("MAU-27", LOOP_P, "đoạn 13", "12 tầng", *nested("for d in tieu_chi", "endfor", 400)),
    bad("MAU-27", LONG, "đoạn 1", "40 phép", p(LONG)),
    bad("MAU-27", LONG_LOOP, "đoạn 1", "40 phép", p(LONG_LOOP), p("{%p endfor %}")),
    bad("MAU-27", "", "", "5000 thẻ", p("{{ so_trang }}" * 5001)),
    bad("MAU-27", "", "", "vài trăm", p("{% if da_ky %}" + "{% elif da_ky %}" * 3000 + "{% endif %}")),
    bad("MAU-28", "{{ ten_don_vi }}", "đoạn 1", "hyperlink", linked(run("{{ ten_"), run("don_vi }} a"), "")),
    bad(
        "MAU-28", "{{ ten_don_vi }}", "đoạn 1", "hyperlink", linked(run("{{ ten_"), run("don"), run("_vi }}"))
    ),
    bad(
        "MAU-06",
        "{% endif %}",
        "đoạn 1",
        "không cùng chỗ",
        linked(run("{% if da_ky %}"), run("x{% endif %}"), ""),
    ),
    bad("MAU-29", "{{ ten_don\u200b_vi }}", "đoạn 1", "U+200B", p("{{ ten_don\u200b_vi }}")),
    bad(
        "MAU-29", "{%p\xa0if da_ky %}", "đoạn 1", "U+00A0", p("{%p\xa0if da_ky %}"), p("x"), p("{%p endif %}")
    ),
]


@pytest.mark.parametrize(("code", "found", "spot", "words", "data"), BAD)
def test_each_fault_is_told_with_its_tag_and_place(
    code: str, found: str, spot: str, words: str, data: bytes
) -> None:
    problems = inspect_template(data, SCHEMA, name="thong-bao.docx")
    told = [x for x in problems if (x.code, x.found) == (code, found) and x.where.spot.startswith(spot)]
    assert [x for x in told if words in x.message], problems
    assert told[0].where.file == "thong-bao.docx"
    assert told[0].is_error


def test_every_code_has_a_bad_template() -> None:
    """MAU-18 is shown among hostile files, MAU-20 among values."""
    shown = {parameters.values[0] for parameters in BAD}  # type: ignore[attr-defined] # pytest.param's type
    assert set(SENTENCES) - shown == {"MAU-18", "MAU-20"}


def test_all_faults_are_told_together_in_reading_order() -> None:
    problems = faults(
        p("{{ ten_don_vii }}, {{ nguoi_ky.tenn }}"),
        p("{%p for g in ghi_chu %}"),
        p("{{ g }} {{ ten don vi }} {{ "),
        table(["{% tr for d in tieu_chi %}"], ["{{ d.tem }}"], ["{%tr endfor %}"]),
        footer=p("{{ trang }}"),
    )
    assert [(x.code, x.where.spot.split(":")[0]) for x in problems] == [
        ("MAU-02", "đoạn 1"),
        ("MAU-03", "đoạn 1"),
        ("MAU-04", "đoạn 2"),
        ("MAU-01", "đoạn 3"),
        ("MAU-11", "đoạn 3"),
        ("MAU-07", "hàng 1, cột 1, bảng 1"),
        ("MAU-03", "hàng 2, cột 1, bảng 1"),
        ("MAU-02", "chân trang"),
    ]


def test_a_template_with_faults_does_not_compile_and_carries_them_all() -> None:
    data = docx(p("{{ a }}"), p("{{ b }}"))
    with pytest.raises(Stop, match=r"Mẫu «m\.docx» có 2 chỗ cần sửa") as stop:
        compile_template(data, SCHEMA, name="m.docx")
    assert list(stop.value.problems) == inspect_template(data, SCHEMA, name="m.docx")


def test_the_place_quotes_the_words_around_a_tag_of_a_long_paragraph() -> None:
    (problem,) = faults(p("Thực hiện kế hoạch kiểm tra " * 5 + "tại {{ ten_dv }} trong năm " + "nay " * 20))
    assert "tại {{ ten_dv }} trong năm" in problem.where.spot
    assert len(problem.where.spot) < 90


def test_tags_in_a_text_box_have_a_place() -> None:
    box = f"<w:pict><w:txbxContent>{p('{{ xyz }}')}</w:txbxContent></w:pict>"
    (problem,) = faults(p("a"), f"<w:p>{run('b')}<w:r>{box}</w:r></w:p>")
    assert problem.where.spot.startswith("đoạn 2, khung chữ")


@pytest.mark.parametrize(
    "body",
    [
        p("{{ nguoi_ky['ho_ten'] }} {{ ghi_chu|join('; ') }} {{ tieu_chi|length }} {{ so_trang + 1 }}"),
        p("{% if so_trang > 1 and not da_ky or ten_don_vi in ('a', 'b') %}x{% endif %}"),
        p("{{ 'đã ký' if da_ky else 'chưa ký' }} {{ ten_don_vi ~ ', ' ~ so_trang }}"),
        p("{%p for g in ghi_chu %}") + p("{% if loop.index is odd %}{{ g }}{% endif %}") + p("{%p endfor %}"),
        p("{% for g in ghi_chu %}{{ g }}{% else %}không có{% endfor %}"),
        p("{{ ten_don_vi or 'chưa rõ' }}{% if ghi_chu and ten_don_vi %}x{% endif %}"),
        p("Giá { 5 } và 50% } và }{ thường"),
    ],
)
def test_what_is_allowed_has_no_faults(body: str) -> None:
    assert faults(body) == []


def test_a_template_that_is_not_a_word_document_is_told() -> None:
    made = parts(p("x"))
    macro = made["[Content_Types].xml"].replace("document.main", "document.macro")
    for spoiled in (
        {name: content for name, content in made.items() if name != "word/styles.xml"},
        made | {"word/document.xml": "<w:document>"},
        made | {"_rels/.rels": "<Relationships/>"},
        made | {"[Content_Types].xml": macro},
    ):
        (problem,) = inspect_template(pack(spoiled), SCHEMA, name="m")
        assert problem.code == "MAU-18"


# --- faults of the file itself ----------------------------------------------------------------

BOOKMARK = '<w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkEnd w:id="1"/>'
IN_A_CELL = p("{%p if da_ky %}") + p("{{ ten_don_vi }}") + p("{%p endif %}")


def in_arial(paragraph: str) -> str:
    return paragraph.replace("Times New Roman", "Arial")


@pytest.mark.parametrize(
    ("code", "spot", "body"),
    [
        ("GOI-12", "đoạn 2: «Gửi {{ ten_don_vi }}»", [p("a"), in_arial(p("Gửi {{ ten_don_vi }}"))]),
        (
            "GOI-12",
            "hàng 1, cột 2, bảng 1: «{{ d.diem }}»",
            [table([LOOP, ""], ["{{ d.ten }}", in_arial(p("{{ d.diem }}"))], ["{%tr endfor %}", ""])],
        ),
        ("GOI-08", "đoạn 2: «{{ d.ten }}»",
         [p("{%p for d in tieu_chi %}"), p("{{ d.ten }}").replace("<w:r ", f"{BOOKMARK}<w:r "),
          p("{%p endfor %}")]),
        ("GOI-07", "hàng 2, cột 1, bảng 1: «{%p endif %}»", [table(["x"], [IN_A_CELL])]),
    ],
)  # fmt: skip
def test_a_fault_of_the_file_is_told_once_as_it_was_typed(code: str, spot: str, body: list[str]) -> None:
    """The proof fills the template with marks, loops twice: nothing of that is shown."""
    told = faults(*body)
    assert {(problem.code, problem.where.spot) for problem in told} == {(code, spot)}
    assert len(told) == len({problem.message for problem in told})
    assert all(problem.remedy for problem in told)
    assert "⟦" not in "".join(str(problem) for problem in told)


def test_faults_of_tags_and_of_the_file_are_told_together() -> None:
    told = faults(p("{{ ten }}"), in_arial(p("x")))
    assert [problem.code for problem in told] == ["MAU-02", "GOI-12"]


def test_what_a_tag_takes_away_with_it_may_look_as_it_likes() -> None:
    rows = [in_arial(p("{%tr for d in tieu_chi %}"))], ["{{ d.ten }}"], [in_arial(p("{%tr endfor %}"))]
    assert faults(in_arial(p("{%p if da_ky %}")), p("x"), in_arial(p("{%p endif %}")), table(*rows)) == []


@pytest.mark.parametrize(
    "body",
    [
        word_field("PAGE"),
        word_field('HYPERLINK "https://mattran.org.vn"', "trang điện tử"),
        simple_field("NUMPAGES"),
        p("{{ 'Khá' if ten_don_vi == 'ten_don_vi' else 'Tốt' }}"),
        p("tập hợp {a, b}, {1}, { hàng }, «MTTQ», «Đại đoàn kết», «ngay»"),
        p("{%p if da_ky %}") * 12 + p("x") + p("{%p endif %}") * 12,
        p("{{ ghi_chu|join(',\xa0') }}"),
        linked(run("a"), run("{% if da_ky %}x{% endif %}"), run("{{ ten_don_vi }}")),
    ],
)
def test_what_only_looks_like_a_fault_is_let_be(body: str) -> None:
    assert not faults(body, p("{{ so_trang }}"))


def test_a_deletion_nobody_accepted_is_the_cause_and_told_alone() -> None:
    tag = "<w:r><w:delText>{%p for d in tieu_chi %}</w:delText></w:r>"
    gone = f'<w:p><w:del w:id="1" w:author="a">{tag}</w:del></w:p>'
    told = faults(gone, p("{{ d.ten }}"), p("{%p endfor %}"), p("{{ ten_don_vi"))
    assert [problem.code for problem in told] == ["GOI-16", "MAU-11"]
