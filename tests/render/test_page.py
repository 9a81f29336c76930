"""The margins of the style master are those of every paper, and what fills the page follows them.

Widths are twips; the templates of these tests have a text 9355 wide, the master one 8788 wide.
"""

from __future__ import annotations

import pytest
from lxml import etree

from docgen.render import compile_template
from tests.render.records import SCHEMA, context
from tests.render.word_file import STYLES, W, docx, p, pack, part, parts

OLD, NEW = 9355, 8788
MASTER_PAGE = (
    '<w:sectPr><w:pgSz w:w="11907" w:h="16840"/>'
    '<w:pgMar w:top="1417" w:right="1134" w:bottom="1417" w:left="1985" w:header="567"/></w:sectPr>'
)
LYING = (
    '<w:p><w:pPr><w:sectPr><w:pgSz w:w="16840" w:h="11907" w:orient="landscape"/>'
    '<w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1701"/></w:sectPr></w:pPr></w:p>'
)
RULE_STYLE = (
    '<w:style w:type="paragraph" w:styleId="Rule"><w:name w:val="Rule"/><w:pPr>'
    '<w:pBdr><w:top w:val="single" w:sz="6"/></w:pBdr><w:ind w:left="3000" w:right="3000"/></w:pPr></w:style>'
    "</w:styles>"
)
RULE = '<w:p><w:pPr><w:pStyle w:val="Rule"/><w:jc w:val="center"/></w:pPr></w:p>'


def in_master(*body: str, master_page: str = MASTER_PAGE) -> etree._Element:
    """Make a paper of a template in the house style of a master."""
    made = parts(section=master_page)
    master = pack(made | {"word/styles.xml": STYLES.replace("</w:styles>", RULE_STYLE)})
    paper = compile_template(docx(*body), SCHEMA, name="mau.docx", style=master).render(context())
    return etree.fromstring(part(paper))


def table(columns: list[int], *cells: str, kind: str = "dxa", width: int = OLD) -> str:
    grid = "".join(f'<w:gridCol w:w="{column}"/>' for column in columns)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="{kind}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"<w:tr>{''.join(cells)}</w:tr></w:tbl>"
    )


def cell(width: int, content: str = "", *, span: int = 1, kind: str = "dxa") -> str:
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="{kind}"/><w:gridSpan w:val="{span}"/></w:tcPr>'
        f"{content or p('a')}</w:tc>"
    )


def widths(paper: etree._Element, tag: str) -> list[int]:
    return [int(item.get(f"{W}w", "0")) for item in paper.iter(W + tag)]


def margins(paper: etree._Element) -> list[tuple[str | None, ...]]:
    return [
        tuple(page.get(W + side) for side in ("top", "right", "bottom", "left"))
        for page in paper.iter(f"{W}pgMar")
    ]


def test_upright_pages_take_the_margins_and_lying_ones_keep_theirs_if_the_master_has_none() -> None:
    assert margins(in_master(p("a"), LYING, p("b"))) == [
        ("1134", "851", "1134", "1701"),
        ("1417", "1134", "1417", "1985"),
    ]


def test_a_table_as_wide_as_the_text_stays_so_in_its_proportions() -> None:
    paper = in_master(table([1355, 3000, 5000], cell(1355), cell(8000, span=2)))
    assert widths(paper, "gridCol") == [1273, 2818, 4697]
    assert widths(paper, "tcW") == [1273, 2818 + 4697]
    assert widths(paper, "tblW") == [NEW]


def test_a_narrower_table_and_widths_in_percent_stay() -> None:
    narrow = in_master(table([2000, 2000], cell(2000), cell(2000), width=4000))
    assert widths(narrow, "gridCol") == [2000, 2000]
    percent = in_master(
        table([4355, 5000], cell(2500, kind="pct"), cell(2500, kind="pct"), kind="pct", width=5000)
    )
    assert widths(percent, "tcW") == [2500, 2500]
    assert widths(percent, "tblW") == [5000]


def test_the_head_keeps_the_nation_on_one_line() -> None:
    nation = p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    paper = in_master(table([3686, 5669], cell(3686), cell(5669, nation)))
    left, right = widths(paper, "gridCol")
    assert (left + right, right) == (NEW, 5556), "98 mm: Quốc hiệu at 13 bold is 95.6"


def test_a_ruled_line_keeps_its_length_on_the_page_and_in_a_cell() -> None:
    paper = in_master(RULE, table([2355, 7000], cell(2355), cell(7000, RULE)))
    on_page, in_cell = (
        (int(item.get(f"{W}left", "0")), int(item.get(f"{W}right", "0"))) for item in paper.iter(f"{W}ind")
    )
    assert NEW - sum(on_page) == pytest.approx(OLD - 6000, abs=2)
    assert widths(paper, "gridCol")[1] - sum(in_cell) == pytest.approx(7000 - 6000, abs=2)
    order = [item.tag.removeprefix(W) for item in next(paper.iter(f"{W}pPr"))]
    assert order == ["pStyle", "ind", "jc"], "the order of the schema"


def test_a_line_with_indents_of_its_own_is_left_alone() -> None:
    own = RULE.replace("<w:jc", '<w:ind w:left="100" w:right="100"/><w:jc')
    assert [item.get(f"{W}left") for item in in_master(own).iter(f"{W}ind")] == ["100"]


def test_nothing_moves_when_the_master_says_nothing() -> None:
    body = (RULE, table([4355, 5000], cell(4355), cell(5000)))
    paper = in_master(*body, master_page="<w:sectPr/>")
    assert widths(paper, "gridCol") == [4355, 5000]
    assert margins(paper) == [("1134", "851", "1134", "1701")]
    assert not list(paper.iter(f"{W}ind"))
