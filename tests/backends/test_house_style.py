"""Another house style on the page: the widest margins and the bigger sizes, measured on PDFs."""

from __future__ import annotations

import datetime as dt

import pytest

from docgen.backends import available, convert
from docgen.kinds import ke_hoach
from docgen.records import KnownPaper
from docgen.render import Schema, compile_template
from templates.source.style import BIG
from tests.backends.pages import Page, body, read_pdf
from tests.backends.test_pages import MOTTO, NATION, abstract
from tests.house import WIDE, built, edited, made, page_layout, season
from tests.kinds.making import STYLE, papers

pytestmark = pytest.mark.skipif(available() is None, reason="LibreOffice is not installed")

Pages = dict[str, tuple[Page, ...]]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """Papers in a master that a secretary edited, and in one that a developer built; one batch."""
    folder = tmp_path_factory.mktemp("house")
    wide = edited("word/document.xml", page_layout(top=1417, bottom=1417, left=1984, right=1134))
    found = {f"wide {kind.code}": data for kind, data in made(wide)}
    with pytest.MonkeyPatch.context() as patch:
        big = built(patch, head=BIG, body=14.0, **WIDE)
        found |= {f"big {kind.code}": data for kind, data in made(big)}
    with pytest.MonkeyPatch.context() as patch:
        found["a long place"] = _from_the_largest_city(built(patch))
    for name, data in found.items():
        (folder / f"{name}.docx").write_bytes(data)
    converted = convert([folder / f"{name}.docx" for name in found])
    assert converted.problems == ()
    return {source.stem: read_pdf(path) for source, path in converted.done.items()}


def _from_the_largest_city(files: dict[str, bytes]) -> bytes:
    records = season()
    general = records.general.model_copy(update={"place": "Thành phố Hồ Chí Minh"})
    known = KnownPaper(kind="ke-hoach", number="118", date=dt.date(2023, 12, 29), signer="CT")
    records = records.model_copy(update={"general": general, "papers": (known, *records.papers)})
    kind = ke_hoach.KIND
    template = compile_template(
        files[kind.template], Schema.of(kind.context), name=kind.template, style=files[STYLE]
    )
    return template.render(papers(kind, records)[""].context.model_dump(mode="json"))


def test_all_text_keeps_to_the_wide_margins(pages: Pages) -> None:
    for name, paper in pages.items():
        if name == "a long place":
            continue
        for page in paper:
            for line in body(page):
                where = f"{name}, {page.number}: «{line.text}»"
                assert line.left >= 34.7, where
                assert line.right <= page.width - 19.7, where
                assert line.baseline <= page.height - 25, where
            for rule in page.rules:
                assert rule.left >= 34.5, name
                assert rule.right <= page.width - 19.5, name


def test_the_head_is_sound_between_wide_margins(pages: Pages) -> None:
    for name, paper in pages.items():
        first = paper[0]
        nation, motto = first.find(NATION), first.find(MOTTO)
        assert nation.text == NATION, name
        assert (nation.size, motto.size) == ((13, 14) if name.startswith("big") else (12, 13)), name
        assert first.under(motto).width == pytest.approx(motto.width, rel=0.05), name
        assert first.under(motto).middle == pytest.approx(motto.middle, abs=0.3), name
        issuer = first.find("BAN THƯỜNG TRỰC")
        assert 1 / 3 <= first.under(issuer).width / issuer.width <= 1 / 2, name


def test_the_line_under_the_abstract_fits_it(pages: Pages) -> None:
    for name, paper in pages.items():
        if name.endswith("dinh-chinh"):
            continue  # a letter has its abstract below the number, without a line
        lines = abstract(paper[0])
        rule = paper[0].under(lines[-1])
        assert 1 / 3 <= rule.width / max(line.width for line in lines) <= 1 / 2, name


def test_number_place_and_date_stand_on_one_line(pages: Pages) -> None:
    for name, paper in pages.items():
        number = paper[0].find("Số:")
        text = " ".join(line.text for line in paper[0].lines if abs(line.baseline - number.baseline) < 0.6)
        minutes = name.endswith(("bien-ban", "bo-sung"))
        assert text.endswith("năm 2023") is not minutes, f"{name}: «{text}»"
    dated = [line.text for line in pages["a long place"][0].lines if "Hồ Chí Minh" in line.text]
    assert dated[0] == "Thành phố Hồ Chí Minh, ngày 29 tháng 12 năm 2023"
