"""Rows that repeat or contradict each other, and names that left their scores."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from docgen.checks import check
from docgen.checks.repeats import IDENTITY
from docgen.problem import Where
from docgen.records import (
    SHEETS,
    Award,
    Explanation,
    KnownPaper,
    Layout,
    Presence,
    Record,
    Ruling,
    Season,
    Side,
    Stage,
)
from tests.checks.asking import GOOD, found, the
from tests.checks.test_rules import APART, BAD, SORTED
from tests.factory import make_season, planning_season

LATE = Award(unit="HH", code="P1", points=Decimal("0.5"), reason="Nộp chậm", evidence="Sổ đến")


@pytest.mark.parametrize(
    "rows",
    [
        {"awards": (LATE, LATE)},
        {"awards": (LATE, LATE.model_copy(update={"reason": "nộp chậm.", "points": Decimal(1)}))},
        {"rulings": (Ruling(unit="HH", vote_order=1), Ruling(unit="HH", level="T"))},
        {"papers": (*GOOD.papers, KnownPaper(kind="ke-hoach", number="88/KH-MTTQ-BTT"))},
        {
            "explanations": (
                *(Explanation(unit="HH", criterion="I.1", text=text) for text in ("Một.", "Hai.")),
            )
        },
    ],
)
def test_two_rows_of_one_thing_are_told_with_both_rows(rows: dict[str, Any]) -> None:
    problem = the("TRUNG-01", make_season(**rows))
    assert "hàng" in problem.message
    assert problem.is_error


def test_rows_that_contradict_each_other_say_where_they_differ() -> None:
    person = next(row for row in GOOD.attendance if row.side is Side.TEAM)
    absent = person.model_copy(update={"presence": Presence.ABSENT, "reason": "ốm"})
    problem = the("TRUNG-01", make_season(attendance=(*GOOD.attendance, absent)))
    assert f"“{person.name}”" in problem.message
    assert "khác nhau ở Tình trạng" in problem.message


def test_two_penalties_for_two_reasons_are_two() -> None:
    other = LATE.model_copy(update={"reason": "Nộp chậm báo cáo quý II"})
    assert found("TRUNG-01", make_season(awards=(LATE, other))) == []


def test_every_sheet_without_codes_or_an_own_rule_is_looked_at() -> None:
    coded = {"code", "no"}
    own_rule = {"visits", "slots"}  # LICH-01, LICH-04
    tables = {field for field, model in SHEETS.items() if model.sheet.layout is Layout.TABLE}
    assert {field for field in tables if not coded & SHEETS[field].model_fields.keys()} - own_rule <= set(
        IDENTITY
    ) | {"awards"}


def test_a_unit_that_comes_on_another_day_is_told_with_both_days() -> None:
    problem = found("DOAN-08", make_season(**BAD["DOAN-08"]))[0]
    assert "17/10/2023" in problem.message
    assert "18/10/2023" in problem.message


def test_units_without_a_day_of_submission_are_told_together_once_the_season_is_final() -> None:
    assert GOOD.general.stage is Stage.FINAL
    assert "04 đơn vị" in the("DIEM-12", make_season(submissions=())).message
    assert found("DIEM-12", planning_season(submissions=())) == []


# --- names sorted without their scores -----------------------------------------------------------


def test_names_sorted_without_their_scores_are_one_line() -> None:
    problems = check(make_season(**BAD["DIEM-13"]))
    (problem,) = (problem for problem in problems if problem.code == "DIEM-13")
    assert problem.where.sheet == "Điểm Đoàn chấm"
    assert "có thể lệch hàng" in problem.message
    follow_on = {"DIEM-06", "DIEM-07", "DIEM-08", "DIEM-09", "NX-02"}
    assert not [problem.code for problem in problems if problem.code in follow_on]
    assert any(problem.code == "BANG-20" and "xếp hạng" in problem.message for problem in problems)


def test_with_two_sheets_either_may_be_the_wrong_one() -> None:
    problem = the("DIEM-13", make_season(**{**APART, "team_scores": SORTED, "cross_scores": ()}))
    assert "hoặc trang Điểm Đoàn chấm" in problem.message


def test_two_units_that_changed_places_are_no_other_order() -> None:
    one, two, *others = APART["team_scores"]
    swapped = (
        one.model_copy(update={"scores": two.scores}),
        two.model_copy(update={"scores": one.scores}),
        *others,
    )
    season = make_season(**{**APART, "team_scores": swapped})
    assert found("DIEM-13", season) == []


# --- what is quoted is what stands in the cell ---------------------------------------------------


def _cells(season: Season) -> dict[Where, str]:
    records: list[Record] = [season.general]
    for field in SHEETS:
        if field != "general":
            records += getattr(season, field)
    cells = {}
    for record in records:
        for name in type(record).model_fields:
            cells[record.at(name)] = str(getattr(record, name))
        for code, points in getattr(record, "scores", {}).items():
            cells[record.at(code)] = str(points)
    return cells


@pytest.mark.parametrize("code", list(BAD))
def test_what_is_said_to_stand_in_a_cell_stands_there_or_in_the_message(code: str) -> None:
    season = make_season(**BAD[code])
    cells = _cells(season)
    for problem in found(code, season):
        typed = cells.get(problem.where, "").replace(".", ",")
        called = season.unit_by_code[typed].name if typed in season.unit_by_code else typed
        is_told = problem.found.casefold() in problem.message.casefold()
        assert is_told or typed == problem.found or called in problem.found, problem
