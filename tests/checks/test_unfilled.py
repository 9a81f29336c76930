"""What a paper would be printed without: papers of others without number or day."""

from __future__ import annotations

import pytest

from docgen.problem import Problem
from docgen.records import Ground, Season
from tests.checks.asking import GOOD, but, found, the
from tests.factory import changed, make_season, planning_season


def unnumbered(season: Season, kind: str) -> Season:
    return season.model_copy(update={"papers": but(season.papers, kind, number="", date=None)})


def cells(problems: list[Problem]) -> list[tuple[str | None, str | None]]:
    return [(problem.where.sheet, problem.where.cell) for problem in problems]


@pytest.mark.parametrize("kind", ["huong-dan", "bao-cao", "bien-ban-hop"])
def test_a_cited_paper_of_others_is_told_at_each_empty_cell(kind: str) -> None:
    row = next(row for row in GOOD.papers if row.kind == kind)
    places = [problem.where for problem in found("CC-02", unnumbered(GOOD, kind))]
    assert places == [row.at("number"), row.at("date")]


def test_a_cited_paper_without_a_row_is_told_at_its_sheet() -> None:
    rows = tuple(row for row in GOOD.papers if row.kind != "huong-dan")
    problem = the("CC-02", make_season(papers=rows))
    assert problem.where.sheet == "Văn bản"
    assert "huong-dan" in problem.remedy


def test_the_report_is_not_missed_before_anything_cites_it() -> None:
    plan = planning_season()
    assert not found("CC-02", plan)
    early = plan.model_copy(
        update={"grounds": (*plan.grounds, Ground(kind="quyet-dinh", text="Căn cứ {bao-cao}"))}
    )
    assert "Báo cáo của Đoàn" in the("CC-02", early).message


@pytest.mark.parametrize(
    ("text", "is_blank"),
    [
        ("Căn cứ Hướng dẫn số      /HD-MTTQ-BTT ngày 08 tháng 3 năm 2023", True),
        ("Căn cứ Hướng dẫn số ……/HD-MTTQ-BTT ngày 08 tháng 3 năm 2023", True),
        ("Căn cứ Hướng dẫn số 22/HD-MTTQ-BTT ngày … tháng … năm 2023", True),
        ("Căn cứ Hướng dẫn số 22/HD-MTTQ-BTT ngày 08 tháng 3 năm 2023", False),
        ("Căn cứ Luật Mặt trận Tổ quốc Việt Nam ngày 09 tháng 6 năm 2015", False),
    ],
)
def test_a_ground_typed_with_a_blank_is_told(text: str, *, is_blank: bool) -> None:
    first, *others = GOOD.grounds
    season = make_season(grounds=(changed(first, text=text), *others))
    assert cells(found("CC-02", season)) == ([(first.at().sheet, first.at("text").cell)] if is_blank else [])
