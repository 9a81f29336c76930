"""One house style: a size or a margin stands once, and one edit changes it in every paper.

A developer edits ``style.HOUSE`` and rebuilds; a secretary edits ``phong-cach.docx`` in Word.  Either
way every paper must still keep the decree, which the linter tells.
"""

import functools
import io
import zipfile
from collections.abc import Mapping
from xml.etree import ElementTree as ET

import pytest

from docgen.kinds import KINDS
from docgen.lint import lint
from docgen.lint.document_model import LintDocument
from docgen.lint.read_document import read
from templates.source.named_styles import paragraph_styles
from templates.source.style import BIG, HOUSE, SMALL, House
from tests.house import WIDE, Edit, built, edited, made, page_layout, shipped, style_size

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MM = 1440 / 25.4
BODY_TEXT = {"ThanVanBan", *(s.id for s in paragraph_styles(HOUSE) if s.base and s.base.id == "ThanVanBan")}
"""The styles of running text."""
WIDE_IN_WORD = page_layout(top=1417, bottom=1417, left=1984, right=1134)
Papers = Mapping[str, bytes]


def _papers(files: Mapping[str, bytes]) -> Papers:
    found = {kind.code: data for kind, data in made(files)}
    assert list(found) == [kind.code for kind in KINDS]
    return found


@functools.cache
def _as_shipped() -> Papers:
    return _papers(shipped())


@functools.cache
def _wide_by_developer() -> Papers:
    with pytest.MonkeyPatch.context() as patch:
        return _papers(built(patch, **WIDE))


@functools.cache
def _wide_by_secretary() -> Papers:
    return _papers(edited("word/document.xml", WIDE_IN_WORD))


def _sizes(paper: LintDocument, styles: set[str]) -> set[float]:
    return {
        span.format.size
        for block in paper.blocks
        if block.style in styles
        for span in block.spans
        if span.text.strip()
    }


def _margins(paper: LintDocument) -> set[tuple[int, int, int, int]]:
    return {
        (round(s.top / MM), round(s.bottom / MM), round(s.left / MM), round(s.right / MM))
        for s in paper.sections
    }


def _body(data: bytes) -> ET.Element:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return ET.fromstring(package.read("word/document.xml"))  # noqa: S314 - a file that we wrote


def _columns(data: bytes) -> list[list[int]]:
    """Give the column widths of all tables, in twips."""
    return [[int(c.get(f"{W}w", "0")) for c in grid] for grid in _body(data).iter(f"{W}tblGrid")]


def _cells(data: bytes) -> list[int]:
    return [int(c.get(f"{W}w", "0")) for c in _body(data).iter(f"{W}tcW") if c.get(f"{W}type") == "dxa"]


def _rules(data: bytes) -> dict[str, int]:
    """Give the length in mm of the ruled lines of the head, by their styles."""
    found = {}
    for block in read(data).blocks:
        if block.style.startswith("Gach") and block.style not in BODY_TEXT:
            room = block.width - block.format.left - block.format.right
            found[block.style] = round(room / MM)
    return found


def _conform(papers: Papers) -> None:
    found = [
        f"{code}: {item.place}: {item.message}" for code, data in papers.items() for item in lint(data, code)
    ]
    assert not found, "\n".join(found)


# --- the developer's master -------------------------------------------------------------------


def test_the_body_size_of_every_paper_is_one_edit(monkeypatch: pytest.MonkeyPatch) -> None:
    papers = _papers(built(monkeypatch, body=14.0))
    for code, data in papers.items():
        assert _sizes(read(_as_shipped()[code]), BODY_TEXT) == {13.0}, code
        assert _sizes(read(data), BODY_TEXT) == {14.0}, code
        assert _sizes(read(data), {"PhuLuc"}) <= {14.0}, "the decree fixes it"
    _conform(papers)


def test_the_set_of_head_sizes_of_every_paper_is_one_edit(monkeypatch: pytest.MonkeyPatch) -> None:
    papers = _papers(built(monkeypatch, head=BIG))
    for code, data in papers.items():
        paper = read(data)
        dated = set() if code in {"bien-ban", "bo-sung"} else {14.0}  # minutes have no place and date there
        sizes = [_sizes(paper, {name}) for name in ("QuocHieu", "TieuNgu", "DiaDanh")]
        assert sizes == [{13.0}, {14.0}, dated], code
        assert _rules(data)["GachTieuNgu"] == 60, code
    _conform(papers)


def test_the_margins_of_every_paper_are_one_edit() -> None:
    papers = _wide_by_developer()
    for code, data in papers.items():
        assert _margins(read(_as_shipped()[code])) == {(20, 20, 30, 15)}, code
        assert _margins(read(data)) == {(25, 25, 35, 20)}, code
        assert _rules(data) == _rules(_as_shipped()[code]), code
    _conform(papers)


def test_all_of_it_together_still_keeps_the_decree(monkeypatch: pytest.MonkeyPatch) -> None:
    _conform(_papers(built(monkeypatch, head=SMALL, body=13.0, table=12.0, line_spacing=1.15, **WIDE)))


# --- the secretary's master -------------------------------------------------------------------


def test_the_body_style_of_the_style_master_changes_every_paper() -> None:
    papers = _papers(edited("word/styles.xml", style_size("ThanVanBan", 26)))
    for code, data in papers.items():
        assert _sizes(read(data), BODY_TEXT) == {13.0}, code
    _conform(papers)


def test_the_head_styles_of_the_style_master_change_every_paper() -> None:
    def smaller(xml: str) -> str:
        for name, half_points in (("QuocHieu", 24), ("TieuNgu", 26), ("DiaDanh", 26)):
            xml = style_size(name, half_points)(xml)
        return xml.replace('w:left="1123" w:right="1123"', 'w:left="1245" w:right="1245"')  # its line

    papers = _papers(edited("word/styles.xml", smaller))
    for code, data in papers.items():
        assert _sizes(read(data), {"QuocHieu"}) == {12.0}, code
        assert _rules(data)["GachTieuNgu"] == 56, code
    _conform(papers)


def test_the_margins_of_the_style_master_change_every_paper() -> None:
    papers = _wide_by_secretary()
    for code, data in papers.items():
        assert _margins(read(data)) == {(25, 25, 35, 20)}, code
        assert _rules(data) == _rules(_as_shipped()[code]), code
    _conform(papers)


def test_tables_follow_the_margins_as_if_they_were_drawn_for_them() -> None:
    """Both masters must come to the same paper."""
    by_secretary, by_developer = _wide_by_secretary(), _wide_by_developer()
    for code, data in by_secretary.items():
        same, narrower, before = (_columns(x[code]) for x in (by_developer, by_secretary, _as_shipped()))
        assert narrower != before, code
        for one, other in zip(narrower, same, strict=True):
            assert one == pytest.approx(other, abs=3), code
        assert _cells(data) == pytest.approx(_cells(by_developer[code]), abs=3), code


@pytest.mark.parametrize(
    ("edit", "what"),
    [
        (page_layout(left=1701), "the same margins as before"),
        (lambda xml: xml.replace("w:pgMar", "w:pgNone"), "a master that says nothing of margins"),
    ],
)
def test_what_the_style_master_does_not_change_stays(edit: Edit, what: str) -> None:
    assert _papers(edited("word/document.xml", edit)) == _as_shipped(), what


# --- the measures themselves ------------------------------------------------------------------

HOUSES = [
    HOUSE,
    House(head=SMALL, body=13.0),
    House(margin_left=35.0, margin_right=20.0),
    House(body=13.0, margin_left=32.5, margin_right=17.0),
]


@pytest.mark.parametrize("house", HOUSES, ids=str)
def test_the_lines_of_the_head_have_the_length_of_the_decree(house: House) -> None:
    """Nghị định 30/2020, Phụ lục I, II.1 to II.5; measured in mm for the 2023 office's own texts."""
    motto, issuer = {14.0: 60.4, 13.0: 56.1}[house.head.motto], {13.0: 46.0, 12.0: 42.5}[house.head.nation]
    abstract = house.body * 96.0 / 14  # «Tổ chức kiểm tra, đánh giá công tác Mặt trận»
    found = {item.id: item for item in paragraph_styles(house)}
    left, right = house.head_columns
    length = {
        name: room - found[name].left - found[name].right
        for name, room in (("GachTieuNgu", right), ("GachCoQuan", left), ("GachTrichYeu", house.text_width))
    }
    assert length["GachTieuNgu"] == pytest.approx(motto, rel=0.01)
    assert issuer / 3 <= length["GachCoQuan"] <= issuer / 2
    assert abstract / 3 <= length["GachTrichYeu"] <= abstract / 2
    widest = house.text_width - found["TrichYeu"].left - found["TrichYeu"].right
    assert widest / 3 <= length["GachTrichYeu"]


@pytest.mark.parametrize("house", HOUSES, ids=str)
def test_the_head_and_the_signature_fill_the_text_width(house: House) -> None:
    assert sum(house.head_columns) == pytest.approx(house.text_width)
    assert house.head_columns[1] >= 98, "room for Quốc hiệu"
    assert sum(house.sign_columns) == pytest.approx(house.text_width)


def test_sizes_and_margins_are_within_the_decree() -> None:
    sizes = {item.id: item.size for item in paragraph_styles(HOUSE)}
    assert (BIG.nation, BIG.motto, BIG.place) == (13, 14, 14)  # the two sets: footnote of V
    assert (SMALL.nation, SMALL.motto, SMALL.place) == (12, 13, 13)
    assert HOUSE.head in {BIG, SMALL}
    assert (sizes["SoKyHieu"], sizes["NoiNhanNhan"], sizes["NoiNhan"]) == (13, 12, 11)
    assert 20 <= HOUSE.margin_top <= 25
    assert 20 <= HOUSE.margin_bottom <= 25
    assert 30 <= HOUSE.margin_left <= 35
    assert 15 <= HOUSE.margin_right <= 20
    assert HOUSE.first_line in {10.0, 12.7}
    assert HOUSE.between_paragraphs >= 6
    assert 1 <= HOUSE.line_spacing <= 1.5
