"""The sample season of 2023: right in every figure, with the slips that it carries on purpose."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen import workbook
from docgen.checks import check
from docgen.problem import Problem
from docgen.records import KnownPaper, Season
from tests.checks.asking import day

SAMPLE = Path(__file__).parents[2] / "records" / "tam-ky-2023.xlsx"


@pytest.fixture(scope="module")
def season() -> Season:
    read, problems = workbook.read(SAMPLE)
    assert read is not None, problems
    return read


def _brief(problems: list[Problem]) -> list[tuple[str, str]]:
    return [(problem.code, problem.where.sheet) for problem in problems]


def test_it_has_no_error_and_five_deserved_warnings(season: Season) -> None:
    problems = check(season)
    assert not [problem for problem in problems if problem.is_error]
    assert _brief(problems) == [
        ("LICH-06", "Ngày kiểm tra"),
        ("DIEM-08", "Điểm tự chấm"),
        ("DIEM-09", "Thưởng, trừ"),
        ("DIEM-09", "Thưởng, trừ"),
        ("NX-04", "Nhận xét"),
    ]


def test_the_warnings_name_what_is_meant(season: Season) -> None:
    reports, self_scores, first, second, remark = (problem.message for problem in check(season))
    assert reports == (
        "Ngày 20/10/2023 có 04 đơn vị × 10 phút = 40 phút, vượt khung 08h00 - 08h30 (30 phút)."
    )
    assert "Phường Phước Hòa" in self_scores
    assert "14,50" in self_scores
    assert "Phường Hòa Hương" in first
    assert "Xã Tam Phú" in second
    assert remark == "Nhận xét về phường Trường Xuân lại nêu phường An Sơn."


def test_a_notice_on_the_day_of_its_own_deadline_is_an_error(season: Season) -> None:
    notice = KnownPaper(kind="thong-bao", key="AS", number="67/TB-MTTQ-BTT", date=day("10/11/2023"))
    issued = season.model_copy(update={"papers": (*season.papers, notice)})
    errors = [problem for problem in check(issued) if problem.is_error]
    assert {problem.code for problem in errors} == {"NGAY-05"}
    assert all("Phường An Sơn" in problem.message for problem in errors)
