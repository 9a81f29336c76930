from decimal import Decimal

import pytest

from docgen.records import Award, AwardKind, AwardRule, Deadline, Submission
from tests.checks.asking import GOOD, day, found, the
from tests.factory import make_general, make_season, planning_season


def _award(
    unit: str, code: str, points: str, reason: str = "Theo hồ sơ", evidence: str = "Bảng theo dõi"
) -> Award:
    return Award(unit=unit, code=code, points=Decimal(points), reason=reason, evidence=evidence)


@pytest.mark.parametrize(
    ("award", "column", "words"),
    [
        (_award("QL", "T1", "-1"), "C", "phải lớn hơn 0"),
        (_award("QL", "T1", "1", reason=""), "D", "chưa có lý do"),
        (_award("QL", "T1", "1", evidence=""), "E", "chưa có minh chứng"),
        (_award("QL", "T1", "1", reason="-", evidence="…"), "D", "chưa có lý do và minh chứng"),
        (
            _award("QL", "T1", "0.5"),
            "C",
            "0,5 điểm không phải là bội số của 1 điểm (mức điểm: 1 điểm/mô hình)",
        ),
        (_award("QL", "T2", "0.3"), "C", "0,3 điểm không phải là bội số của 0,25 điểm (bước điểm)"),
        (_award("QL", "T1", "3"), "C", "mục T1 là 3,00, quá mức tối đa 2,00"),
        (_award("HH", "T1", "2"), "C", "mục T1 là 3,00, quá mức tối đa 2,00"),
    ],
)
def test_an_award_is_within_its_cap_and_has_a_reason(award: Award, column: str, words: str) -> None:
    problem = the("DIEM-05", make_season(awards=(*GOOD.awards, award)))
    assert words in problem.message
    assert problem.where.cell == f"{column}4"


def _catalogued(code: str, points: str) -> tuple[AwardRule, ...]:
    return tuple(
        rule.model_copy(update={"points": points}) if rule.code == code else rule for rule in GOOD.award_rules
    )


@pytest.mark.parametrize(
    ("catalogue", "points", "count"),
    [
        ("0,25/lần", "0.3", 1),
        ("0,25 điểm/lần (tối đa 2 điểm)", "0.3", 1),
        ("0,25/lần", "0.75", 0),
        ("0,5 hoặc 1", "0.75", 1),
        ("0,5 hoặc 1", "1.5", 0),
        ("từ 0,5 đến 1 điểm", "0.75", 0),
        ("5% điểm phần I", "0.75", 0),
        ("theo quyết định", "0.25", 0),
    ],
)
def test_points_are_a_multiple_of_those_of_the_catalogue(catalogue: str, points: str, count: int) -> None:
    season = make_season(award_rules=_catalogued("P2", catalogue), awards=(_award("HH", "P2", points),))
    assert len(found("DIEM-05", season)) == count


@pytest.mark.parametrize(
    ("date", "points", "count"),
    [
        ("12/10/2023", "0.5", 0),
        ("15/10/2023", "0.5", 1),
        ("15/10/2023", "2", 0),
        ("15/10/2023", "1", 0),  # two of the four days are a weekend
        ("20/10/2023", "2", 0),
        ("20/10/2023", "1.5", 1),
    ],
)
def test_lateness_costs_its_points_for_each_day(date: str, points: str, count: int) -> None:
    season = make_season(
        award_rules=_catalogued("P1", "0,5/ngày"),
        awards=(_award("QL", "P1", points),),
        submissions=tuple(row for row in _handed_in(date) if row.unit == "QL"),
    )
    problems = found("DIEM-10", season)
    assert len(problems) == count
    assert all("Theo mức 0,5/ngày, không quá 2,00, phải trừ" in problem.message for problem in problems)


def test_all_bonuses_of_a_unit_have_a_cap() -> None:
    awards = (_award("QL", "T1", "2"), _award("QL", "T2", "1.5"))
    season = make_season(awards=awards, general=make_general(bonus_cap=Decimal(3)))
    assert "tổng điểm thưởng là 3,50, quá mức tối đa 3,00" in the("DIEM-05", season).message
    assert not found("DIEM-05", make_season(awards=awards, general=make_general(bonus_cap=Decimal("3.5"))))


def test_a_fault_that_cost_points_is_not_punished_again() -> None:
    # P2 punishes what criterion I.2 may have punished; Đức Thượng has 17 of 20 points there.
    problem = the("DIEM-09", make_season(awards=(*GOOD.awards, _award("ĐT", "P2", "0.5", "Chậm 02 báo cáo"))))
    assert "mục P2 (Chậm 02 báo cáo)" in problem.message
    assert "tiêu chí I.2 chỉ được 17,00/20,00" in problem.message


def test_a_penalty_beside_full_points_is_no_second_punishment() -> None:
    rules = (
        *GOOD.award_rules[:-1],
        AwardRule(code="P2", kind=AwardKind.PENALTY, name="Chậm báo cáo", cap=Decimal(2), criteria=("I.2",)),
    )
    full = tuple(
        row.model_copy(update={"scores": dict(row.scores) | {"I.2": Decimal(20)}}) for row in GOOD.team_scores
    )
    season = make_season(award_rules=rules, team_scores=full, awards=(_award("HH", "P2", "0.5"),))
    assert not found("DIEM-09", season)


def _handed_in(date: str) -> tuple[Submission, ...]:
    return (*(row for row in GOOD.submissions if row.unit != "QL"), Submission(unit="QL", date=day(date)))


@pytest.mark.parametrize(
    ("style", "date", "count"),
    [
        (Deadline.BEFORE, "11/10/2023", 0),
        (Deadline.BEFORE, "12/10/2023", 1),
        (Deadline.UNTIL, "12/10/2023", 0),
        (Deadline.UNTIL, "13/10/2023", 1),
    ],
)
def test_lateness_is_punished(style: Deadline, date: str, count: int) -> None:
    awards = tuple(award for award in GOOD.awards if award.code != "P1")
    on_time = tuple(row for row in _handed_in(date) if row.unit == "QL")
    season = make_season(general=make_general(deadline_style=style), submissions=on_time, awards=awards)
    assert len(found("DIEM-10", season)) == count


def test_who_came_in_time_is_not_punished_for_lateness() -> None:
    problem = the("DIEM-10", make_season(awards=(*GOOD.awards, _award("QL", "P1", "0.5"))))
    assert problem.message == (
        "Xã Quế Lộc bị trừ nộp chậm (P1), nhưng nộp hồ sơ ngày 09/10/2023, đúng hạn (trước ngày 12/10/2023)."
    )


def test_lateness_is_not_missed_before_the_unit_is_assessed() -> None:
    assert not found("DIEM-10", planning_season(submissions=_handed_in("13/10/2023")))


def test_where_lateness_costs_nothing_nothing_is_missed() -> None:
    rules = tuple(rule for rule in GOOD.award_rules if not rule.late)
    season = make_season(award_rules=rules, submissions=_handed_in("13/10/2023"), awards=())
    assert not found("DIEM-10", season)
