"""How the papers look on the page, measured on the PDFs that LibreOffice makes.

Lengths are millimetres.  The rules are those of Nghị định 30/2020/NĐ-CP, Phụ lục I; Liberation Serif
has the widths of Times New Roman, so lines break where they do in Word.
"""

from __future__ import annotations

import itertools
import re
import shutil
import subprocess
from collections.abc import Iterator

import pytest

from docgen.backends import available
from tests.backends.pages import Line, Page, body, pairs, row_edges, rows, tables
from tests.backends.rendered import LARGE, Paper, issuer_lines, render

pytestmark = pytest.mark.skipif(available() is None, reason="LibreOffice is not installed")

LEFT, TOP, RIGHT_MARGIN, BOTTOM_MARGIN = 30.0, 20.0, 15.0, 20.0
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
HEADING = re.compile(r"[IVX]+\. |\d+\. |QUYẾT ĐỊNH:")
SIGNED_FOR = "TM. BAN THƯỜNG TRỰC"


@pytest.fixture(scope="session")
def papers(tmp_path_factory: pytest.TempPathFactory) -> list[Paper]:
    return render(tmp_path_factory.mktemp("papers") / "văn bản")


def agree(faults: Iterator[str]) -> None:
    """Fail with all faults of all papers, not only the first."""
    found = list(faults)
    assert not found, "\n" + "\n".join(found)


def at(paper: Paper, page: Page) -> str:
    return f"{paper.name}, trang {page.number}"


def every_page(papers: list[Paper]) -> Iterator[tuple[Paper, Page]]:
    yield from ((paper, page) for paper in papers for page in paper.pages)


# --- faces and margins ------------------------------------------------------------------------


def test_every_letter_is_in_an_embedded_times_face(papers: list[Paper]) -> None:
    agree(
        f"{at(paper, page)}: {font.name}, embedded: {font.embedded}"
        for paper, page in every_page(papers)
        for font in page.fonts
        if not (font.embedded and font.name.startswith(("LiberationSerif", "TimesNewRoman")))
    )


@pytest.mark.skipif(shutil.which("pdffonts") is None, reason="poppler-utils is not installed")
def test_pdffonts_lists_no_other_face(papers: list[Paper]) -> None:
    one_of_each = {paper.kind: paper for paper in papers}.values()
    assert len(one_of_each) == 9
    for paper in one_of_each:
        listed = subprocess.run(["pdffonts", paper.path], capture_output=True, text=True, check=True).stdout  # noqa: S603, S607 - whichever poppler is there, and our own file
        faces = [line.split() for line in listed.splitlines()[2:]]
        assert faces
        assert all(re.fullmatch(r"[A-Z]{6}\+(LiberationSerif|TimesNewRoman).*", face[0]) for face in faces)
        assert all(face[-5] == "yes" for face in faces), f"{paper.name}: not embedded\n{listed}"


def test_all_text_keeps_to_the_margins(papers: list[Paper]) -> None:
    agree(
        f"{at(paper, page)}: «{line.text}» {line.left:.1f}-{line.right:.1f} of {page.width:.0f}, "
        f"at {line.baseline:.1f} of {page.height:.0f}"
        for paper, page in every_page(papers)
        for line in body(page)
        if line.left < LEFT - 0.3
        or line.right > page.width - RIGHT_MARGIN + 0.3
        or line.baseline > page.height - BOTTOM_MARGIN
    )


def test_the_paper_is_a4_and_only_the_last_appendix_lies(papers: list[Paper]) -> None:
    agree(
        f"{at(paper, page)}: {page.width:.0f} × {page.height:.0f}"
        for paper in papers
        for order, section in enumerate(paper.sections, start=1)
        for page in section
        if (round(page.width), round(page.height))
        != ((297, 210) if 1 < order == len(paper.sections) else (210, 297))
    )


# --- the head ---------------------------------------------------------------------------------


def test_the_nation_and_its_motto_stand_on_one_line_each_one_under_the_other(papers: list[Paper]) -> None:
    for paper in papers:
        nation, motto = paper.pages[0].find(NATION), paper.pages[0].find(MOTTO)
        assert (nation.text, nation.size, nation.bold) == (NATION, 12, True), paper.name
        assert (motto.text, motto.size, motto.bold) == (MOTTO, 13, True), paper.name
        assert motto.middle == pytest.approx(nation.middle, abs=0.3), paper.name
        assert 4 < motto.baseline - nation.baseline < 7, paper.name


def test_the_line_under_the_motto_is_as_long_as_the_motto(papers: list[Paper]) -> None:
    for paper in papers:
        motto = paper.pages[0].find(MOTTO)
        rule = paper.pages[0].under(motto)
        assert rule.width == pytest.approx(motto.width, rel=0.05), paper.name
        assert rule.middle == pytest.approx(motto.middle, abs=0.3), paper.name


def test_the_line_under_the_issuer_is_a_third_to_a_half_of_its_last_line(papers: list[Paper]) -> None:
    def faults() -> Iterator[str]:
        for paper in papers:
            page = paper.pages[0]
            last = page.find(issuer_lines(paper.name)[-1])
            rule = page.under(last)
            if not 1 / 3 <= rule.width / last.width <= 1 / 2:
                yield f"{paper.name}: {rule.width:.1f} under «{last.text}» {last.width:.1f}"
            if abs(rule.middle - last.middle) > 0.3:
                yield f"{paper.name}: the line's middle is at {rule.middle:.1f}, not {last.middle:.1f}"

    agree(faults())


def test_the_line_under_the_abstract_is_a_third_to_a_half_of_its_longest_line(papers: list[Paper]) -> None:
    def faults() -> Iterator[str]:
        for paper in papers:
            page, lines = paper.pages[0], abstract(paper.pages[0])
            longest = max(lines, key=lambda line: line.width)
            rule = page.under(lines[-1])
            if not 1 / 3 <= rule.width / longest.width <= 1 / 2:
                yield f"{paper.name}: {rule.width:.1f} under «{longest.text}» {longest.width:.1f}"
            if any(abs(middle - 112.5) > 0.5 for middle in (rule.middle, *(line.middle for line in lines))):
                yield f"{paper.name}: the abstract or its line is not in the middle"

    agree(faults())


def abstract(page: Page) -> list[Line]:
    """Give the lines between the kind's name and the ruled line."""
    names = ("KẾ HOẠCH", "QUYẾT ĐỊNH", "BIÊN BẢN", "THÔNG BÁO")
    start = next(i for i, line in enumerate(page.lines) if line.text in names)
    found: list[Line] = []
    for line in page.lines[start + 1 :]:
        if found and line.baseline - found[-1].baseline > 7:
            break
        found.append(line)
    return found


def test_number_and_date_stand_on_one_line(papers: list[Paper]) -> None:
    def faults() -> Iterator[str]:
        for paper in papers:
            number = paper.pages[0].find("Số:")
            lines = [line for line in paper.pages[0].lines if abs(line.baseline - number.baseline) < 0.6]
            text = " ".join(line.text for line in lines)
            dated = bool(re.search(r", ngày ?.*tháng ?.*năm 2023$", text))
            if dated is paper.is_minutes:  # minutes have no place and date: Mẫu 1.9
                yield f"{paper.name}: «{text}»"

    agree(faults())


def test_the_number_stands_under_the_issuer(papers: list[Paper]) -> None:
    for paper in papers:
        if paper.name.endswith("có số"):
            number = paper.pages[0].find("Số: 118/")
            issuer = paper.pages[0].find(issuer_lines(paper.name)[-1])
            assert number.middle == pytest.approx(issuer.middle, abs=0.5), paper.name


def test_long_names_of_the_issuer_are_all_there(papers: list[Paper]) -> None:
    for paper in papers:
        left = " ".join(line.text for line in paper.pages[0].lines[:12] if line.middle < 95)
        assert " ".join(issuer_lines(paper.name)) in left, paper.name


# --- page numbers -----------------------------------------------------------------------------


def test_pages_are_numbered_from_the_second_centred_at_the_top_appendices_by_themselves(
    papers: list[Paper],
) -> None:
    def faults() -> Iterator[str]:
        for paper in papers:
            for section in paper.sections:
                for order, page in enumerate(section, start=1):
                    shown = [line.text for line in page.lines if line.baseline < TOP]
                    if shown != ([str(order)] if order > 1 else []):
                        yield f"{at(paper, page)}: {shown}, page {order} of its part"

    agree(faults())
    numbers = [(line, page) for _, page in every_page(papers) for line in page.lines if line.baseline < TOP]
    assert len(numbers) > 50
    for line, page in numbers:
        assert line.middle == pytest.approx((LEFT + page.width - RIGHT_MARGIN) / 2, abs=0.3)
        assert (line.size, line.font) == (13, "LiberationSerif")


def test_an_appendix_starts_a_page_and_may_have_several(papers: list[Paper]) -> None:
    parts = {paper.name: [len(section) for section in paper.sections] for paper in papers}
    assert parts["quyet-dinh"][1:] == [1]
    assert parts["quyet-dinh sáu mươi người"][1] > 2
    assert len(parts["ke-hoach"]) == 1


# --- breaks -----------------------------------------------------------------------------------


def breaks(papers: list[Paper]) -> Iterator[tuple[Paper, Page, Page]]:
    """Give each page that goes on, with the page that it goes on with."""
    for paper in papers:
        for section in paper.sections:
            yield from ((paper, page, following) for page, following in pairs(section))


def test_no_heading_stands_alone_at_the_foot_of_a_page(papers: list[Paper]) -> None:
    agree(
        f"{at(paper, page)} ends with «{body(page)[-1].text}»"
        for paper, page, _ in breaks(papers)
        if is_heading_at_the_end(page)
    )


def is_heading_at_the_end(page: Page) -> bool:
    """Tell whether the last lines are a heading: bold from its number on."""
    for line in reversed(body(page)):
        if not line.bold:
            return False
        if HEADING.match(line.text):
            return True
    return False


def test_no_table_is_torn_from_the_line_that_leads_to_it(papers: list[Paper]) -> None:
    agree(
        f"{at(paper, page)} ends with «{body(page)[-1].text}», its table is on the next page"
        for paper, page, following in breaks(papers)
        if body(page)[-1].text.endswith(":") and starts_with_a_table(following)
    )


def starts_with_a_table(page: Page) -> bool:
    return bool(tables(page)) and tables(page)[0][0] < TOP + 0.5


def test_the_last_page_has_at_least_two_lines_of_text_above_the_signature(papers: list[Paper]) -> None:
    def faults() -> Iterator[str]:
        for paper in papers:
            last = paper.sections[0][-1]
            texts = [line.text for line in body(last)]
            signed = "THƯ KÝ" if paper.is_minutes else SIGNED_FOR
            if signed not in texts:
                yield f"{at(paper, last)}: «{signed}» is on another page than the end"
                continue
            place = texts.index(signed)
            ends = [i for i, text in enumerate(texts[:place]) if text.endswith("./.")]
            if not ends or ends[-1] < 1:
                yield f"{at(paper, last)}: no two lines of text above the signature"
            if "Nơi nhận:" not in texts:
                yield f"{at(paper, last)}: the recipients are on another page"
            right = [line for line in body(last)[place:] if line.left > 110]
            if len(right) < 2 or not 20 < right[-1].baseline - right[-2].baseline < 45:
                yield f"{at(paper, last)}: no room to sign: {[line.text for line in right]}"

    agree(faults())


def test_the_plan_and_the_decision_meet_the_foot_of_a_page_in_many_ways(papers: list[Paper]) -> None:
    """The sweep must move the end of the text over the page, or the tests above prove nothing."""
    for kind in ("quyet-dinh", "ke-hoach"):
        ends = set()
        for paper in papers:
            if paper.name.startswith(f"{kind} ") and paper.name.endswith((" căn cứ", " mục")):
                last = paper.sections[0][-1]
                ends.add((len(paper.sections[0]), round(last.find(SIGNED_FOR).baseline)))
        assert len(ends) >= 4, ends
        assert len({count for count, _ in ends}) > 1, ends


def test_every_table_repeats_its_head_on_the_next_page(papers: list[Paper]) -> None:
    seen = 0

    def faults() -> Iterator[str]:
        nonlocal seen
        for paper, page, following in breaks(papers):
            if not goes_on(page, following):
                continue
            seen += 1
            head, again = rows(page, tables(page)[-1])[0], rows(following, tables(following)[0])[0]
            if [line.text for line in head] != [line.text for line in again]:
                yield f"{at(paper, following)} starts with {[line.text for line in again]}"

    agree(faults())
    assert seen > 5


def test_no_row_of_a_table_is_split(papers: list[Paper]) -> None:
    """A split row has its number, which stands in the middle of the first cell, in one part only."""

    def faults() -> Iterator[str]:
        for paper, page, following in breaks(papers):
            if not goes_on(page, following):
                continue
            before, after = rows(page, tables(page)[-1])[-1], rows(following, tables(following)[0])
            for where, row in ((page, before), (following, after[min(1, len(after) - 1)])):
                if row and min(line.left for line in row) > first_column_end(where):
                    yield f"{at(paper, where)}: a row without its number: {[line.text for line in row]}"

    agree(faults())


def first_column_end(page: Page) -> float:
    """Give where the first column of the page's tables ends, at most."""
    inner = [rule.left for rule in page.rules if not rule.is_horizontal and rule.left > LEFT + 1]
    return min(inner, default=LEFT + 20)


def goes_on(page: Page, following: Page) -> bool:
    """Tell whether a table goes on from one page to the next."""
    return (
        bool(tables(page))
        and starts_with_a_table(following)
        and body(page)[-1].baseline < tables(page)[-1][1]
    )


# --- how full the pages are ---------------------------------------------------------------------


def filled(page: Page) -> float:
    """Give how far down the text reaches, as a share of the room between the margins."""
    lowest = max([line.baseline for line in body(page)] + [rule.bottom for rule in page.rules])
    return (lowest - TOP) / (page.height - TOP - BOTTOM_MARGIN)


def test_no_page_but_the_last_of_its_part_is_under_70_percent_full(papers: list[Paper]) -> None:
    agree(
        f"{at(paper, page)}: {filled(page):.0%}"
        for paper, page, _ in breaks(papers)
        if filled(page) < 0.7 and not paper.name.endswith("tên dài")  # twenty recipients stand together
    )


def test_no_mark_of_an_end_stands_alone_on_the_last_page_of_an_appendix(papers: list[Paper]) -> None:
    agree(
        f"{at(paper, section[-1])}: {section[-1].text}"
        for paper in papers
        for section in paper.sections[1:]
        if len(body(section[-1])) < 3
    )


def test_the_notices_of_the_sample_take_two_pages(papers: list[Paper]) -> None:
    notices = [p for p in papers if re.fullmatch(r"thong-bao [A-Z]\w+", p.name)]
    assert len(notices) == 13
    agree(f"{paper.name}: {len(paper.pages)} pages" for paper in notices if len(paper.pages) != 2)


def test_the_decision_of_the_sample_is_one_page_and_its_list(papers: list[Paper]) -> None:
    decision = next(paper for paper in papers if paper.name == "quyet-dinh")
    assert [len(section) for section in decision.sections] == [1, 1]


def test_no_row_is_higher_than_a_third_of_the_page(papers: list[Paper]) -> None:
    def faults() -> Iterator[str]:
        for paper, page in every_page(papers):
            room = page.height - TOP - BOTTOM_MARGIN
            for table in tables(page):
                edges = row_edges(page, table)
                highest = max(below - above for above, below in itertools.pairwise(edges))
                if highest > room / 3:
                    yield f"{at(paper, page)}: a row of {highest:.0f} mm"

    agree(faults())


def test_a_ranking_of_two_hundred_units_is_an_appendix_unless_it_is_asked_for_in_the_text(
    papers: list[Paper],
) -> None:
    by_name = {paper.name: paper.sections for paper in papers}
    text, ranking, scores = by_name[f"ket-luan {LARGE}"]
    assert len(text) <= 2
    assert "Phụ lục I" in [line.text for line in ranking[0].lines]
    assert "Phụ lục II" in [line.text for line in scores[0].lines]
    assert len(ranking) <= 5
    assert len(scores) <= 9
    inside, _ = by_name[f"ket-luan {LARGE}, trong văn bản"]
    assert len(inside) > 5


# --- long lists -------------------------------------------------------------------------------


def test_every_recipient_of_a_long_list_is_there_at_the_left(papers: list[Paper]) -> None:
    for paper in papers:
        if paper.name.endswith("tên dài"):
            pages = paper.sections[0]
            lines = [
                line for page in pages for line in page.lines if "chi hội" in line.text or line.size == 11
            ]
            text = " ".join(line.text for line in lines)
            assert all(f"chi hội {number:02d};" in text for number in range(1, 21)), paper.name
            assert all(line.right < 111 for line in lines if line.size == 11) or paper.is_minutes


def test_a_team_of_any_size_is_listed_once(papers: list[Paper]) -> None:
    for name, count in (("quyet-dinh một người", 1), ("quyet-dinh sáu mươi người", 60)):
        paper = next(paper for paper in papers if paper.name == name)
        numbers = [
            line.text for page in paper.sections[1] for line in body(page) if re.fullmatch(r"\d\d", line.text)
        ]
        assert numbers == [f"{number:02d}" for number in range(1, count + 1)]
