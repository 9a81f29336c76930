from decimal import Decimal

import pytest

from docgen.records import Attendance, Explanation, Presence, SelfScores, Side, TeamScores
from tests.checks.asking import GOOD, but, found, the
from tests.factory import make_general, make_season, place_records, planning_season, scores_of


def _team(unit: str, **points: str) -> tuple[TeamScores, ...]:
    """Change scores of one unit: ``_team("HH", II_1="KC")``; an empty text empties the cell."""
    changes = {code.replace("_", "."): typed for code, typed in points.items()}
    rows = []
    for row in GOOD.team_scores:
        if row.unit == unit:
            given = dict(row.scores)
            for code, typed in changes.items():
                given[code] = None if typed == "KC" else Decimal(typed.replace(",", ".") or 0)
                if not typed:
                    del given[code]
            rows.append(row.model_copy(update={"scores": given}))
        else:
            rows.append(row)
    return tuple(rows)


def test_an_empty_cell_is_told_but_not_kc() -> None:
    problem = the("DIEM-01", make_season(team_scores=_team("ĐT", II_1="", II_2="")))
    assert problem.message == "Xã Đức Thượng thiếu điểm Đoàn chấm ở 02 tiêu chí: II.1 và II.2."
    assert str(problem.where) == "mau-2023.xlsx, Điểm Đoàn chấm!E3"
    assert not found("DIEM-01", make_season(team_scores=_team("ĐT", II_1="KC")))


def test_a_unit_without_any_score_has_no_data_yet() -> None:
    some = {"self_scores": GOOD.self_scores[:1]}
    assert not found("DIEM-01", planning_season(**some))
    assert len(found("DIEM-01", make_season(team_scores=GOOD.team_scores[1:]))) == 1


def test_what_the_team_scored_has_been_scored_by_the_others() -> None:
    season = planning_season(team_scores=GOOD.team_scores[:1])
    assert [p.message for p in found("DIEM-01", season)] == [
        "Phường Hòa Hương chưa có điểm tự chấm.",
        "Phường Hòa Hương chưa có điểm chấm chéo.",
    ]


def test_without_cross_checks_there_are_no_cross_scores_to_wait_for() -> None:
    visits = tuple(visit.model_copy(update={"checks": ""}) for visit in GOOD.visits)
    assert not found("DIEM-01", make_season(visits=visits, cross_scores=()))


def test_a_unit_has_one_row_of_each_source() -> None:
    season = make_season(self_scores=(*GOOD.self_scores, GOOD.self_scores[0]))
    assert the("DIEM-01", season).where.cell == "A6"


@pytest.mark.parametrize(("typed", "count"), [("0", 0), ("20", 0), ("20,25", 1), ("-0,25", 1)])
def test_scores_lie_between_zero_and_the_maximum(typed: str, count: int) -> None:
    assert len(found("DIEM-02", make_season(team_scores=_team("AX", I_1=typed)))) == count


@pytest.mark.parametrize(("typed", "count"), [("15,25", 0), ("15", 0), ("15,3", 1), ("15,125", 1)])
def test_scores_are_in_steps(typed: str, count: int) -> None:
    assert len(found("DIEM-03", make_season(team_scores=_team("AX", I_1=typed)))) == count


def test_a_score_between_steps_is_told_with_its_neighbours() -> None:
    problem = the("DIEM-03", make_season(team_scores=_team("AX", I_1="15,3")))
    assert problem.found == "15,3"
    assert problem.remedy == "Chọn 15,25 hoặc 15,50."


def test_a_step_is_above_zero() -> None:
    assert the("DIEM-03", make_season(general=make_general(step=Decimal(0)))).where.sheet == "Thông tin chung"


def test_sections_and_total_add_up() -> None:
    section = the("DIEM-04", make_season(criteria=but(GOOD.criteria, "I.2", max_points=Decimal("19.5"))))
    assert "cộng lại là 59,5" in section.message
    assert section.where.sheet == "Phần chấm điểm"
    total = the("DIEM-04", make_season(general=make_general(base_total=Decimal(95))))
    assert total.message == "Các phần cộng lại là 100 điểm, khác Tổng điểm chuẩn 95."


def test_a_criterion_stands_once() -> None:
    problems = found("DIEM-04", make_season(criteria=but(GOOD.criteria, "I.2", code="I.1")))
    assert [problem.found for problem in problems] == ["I.1"]


def test_more_than_a_unit_gave_itself_is_asked_about_once() -> None:
    problem = the("DIEM-06", make_season(team_scores=_team("QL", I_1="19,25", I_2="19,5")))
    assert problem.message == (
        "Xã Quế Lộc: điểm Đoàn chấm cao hơn điểm tự chấm ở 02 tiêu chí: "
        "I.1 (19,25 > 19,00) và I.2 (19,50 > 19,00)."
    )


@pytest.mark.parametrize(("typed", "count"), [("18,75", 0), ("18,5", 1), ("19,5", 1), ("KC", 0)])
def test_a_divergence_of_the_limit_is_explained(typed: str, count: int) -> None:
    # Cross scores give Hòa Hương 19 at I.1; the limit is 0,5.
    assert len(found("DIEM-07", make_season(team_scores=_team("HH", I_1=typed)))) == count


def test_a_divergence_in_percent_counts_too() -> None:
    general = make_general(divergence_criterion=Decimal(5), divergence_percent=Decimal("1.25"))
    problems = found("DIEM-07", make_season(general=general))  # 0,25 is 1,25% of 20 points
    assert [problem.where.cell for problem in problems] == ["F2", "F3", "D5"]
    assert all("lệch 0,25" in problem.message for problem in problems)


def test_an_explanation_settles_a_divergence() -> None:
    team = _team("HH", I_1="18")
    own = Explanation(unit="HH", criterion="I.1", text="Đơn vị nhất trí với điểm của Đoàn.")
    assert not found("DIEM-07", make_season(team_scores=team, explanations=(*GOOD.explanations, own)))
    other = Explanation(unit="QL", criterion="I.1", text="Đơn vị nhất trí.")
    assert the("DIEM-07", make_season(team_scores=team, explanations=(*GOOD.explanations, other)))


@pytest.mark.parametrize("text", ["-", "…", "x", "Không", "Không có."])
def test_an_explanation_that_explains_nothing_is_told_at_its_own_cell(text: str) -> None:
    own = Explanation(unit="HH", criterion="I.1", text=text)
    season = make_season(team_scores=_team("HH", I_1="18"), explanations=(*GOOD.explanations, own))
    problem = the("DIEM-07", place_records(season))
    assert (problem.where.sheet, problem.found) == ("Giải trình chênh lệch", text)
    assert "vào ô này" in problem.remedy


@pytest.mark.parametrize(("typed", "count"), [("15", 0), ("14,75", 1)])
def test_self_scores_far_above_the_team_are_told(typed: str, count: int) -> None:
    # An Xuân: 80,00 of its own, 76,00 of the team; the limit is 10.
    season = make_season(team_scores=_team("AX", I_1="10,5", I_2="14", II_1=typed, II_2="15,5", I_3="15"))
    assert len(found("DIEM-08", season)) == count


def test_a_total_with_gaps_is_not_compared() -> None:
    assert not found("DIEM-08", make_season(team_scores=_team("AX", I_1="", I_2="0")))


def test_a_section_is_scored_by_somebody_who_was_there() -> None:
    there = [(no, m.name) for no in (1, 2) for m in GOOD.team if (no, m.code) != (2, "TV02")]
    attendance = tuple(
        Attendance(sitting=no, side=Side.TEAM, name=name, presence=Presence.PRESENT) for no, name in there
    )
    problem = the("DIEM-11", make_season(attendance=attendance))
    assert problem.message == (
        "Ngày 18/10/2023 có điểm phần I, nhưng người phụ trách (Lê Thị Tuyết Hoà) không có mặt."
    )


def test_a_section_that_nobody_holds_is_told_once() -> None:
    problem = the("DIEM-11", make_season(team=but(GOOD.team, "TV03", sections=())))
    assert problem.found == "II"


def test_self_scores_alone_are_a_stage() -> None:
    rows = scores_of(SelfScores, {"HH": {"I.1": "19", "I.2": "19", "I.3": "19", "II.1": "19", "II.2": "KC"}})
    assert not [
        p
        for code in ("DIEM-01", "DIEM-08", "DIEM-11")
        for p in found(code, planning_season(self_scores=rows))
    ]


@pytest.mark.parametrize(
    ("places", "step", "count"),
    [(0, "0.25", 1), (1, "0.25", 1), (2, "0.25", 0), (1, "0.5", 0), (0, "1.00", 0)],
)
def test_printed_figures_must_add_up(places: int, step: str, count: int) -> None:
    season = planning_season(general=make_general(places=places, step=Decimal(step)), award_rules=())
    assert len(found("DIEM-14", season)) == count


def test_an_award_may_have_no_more_decimals_than_are_printed() -> None:
    award = GOOD.awards[0].model_copy(update={"points": Decimal("0.125")})
    problem = the("DIEM-14", make_season(awards=(award,)))
    assert "điểm thưởng, trừ là 0,125" in problem.message
    assert problem.remedy == "Ghi ít nhất 3 ở mục Số chữ số thập phân của Thông tin chung."
