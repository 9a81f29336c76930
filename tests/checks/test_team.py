from typing import Any

import pytest

from docgen.records import Attendance, KnownPaper, Presence, Role, Side
from tests.checks.asking import GOOD, but, day, found, the
from tests.factory import make_season, planning_season


def _there(*names: str, absent: tuple[str, ...] = ()) -> tuple[Attendance, ...]:
    """List the team at sitting 1; sitting 2 has everybody."""
    rows = [(1, name, Presence.PRESENT) for name in names] + [(1, name, Presence.ABSENT) for name in absent]
    rows += [(2, member.name, Presence.PRESENT) for member in GOOD.team]
    return tuple(Attendance(sitting=no, side=Side.TEAM, name=name, presence=how) for no, name, how in rows)


HEAD, DEPUTY, SECRETARY = (member.name for member in GOOD.team)


def test_a_team_without_head() -> None:
    problem = the("DOAN-01", make_season(team=but(GOOD.team, "TV01", role=Role.MEMBER)))
    assert problem.message == "Đoàn kiểm tra khi thành lập chưa có Trưởng đoàn."
    assert str(problem.where) == "mau-2023.xlsx, Đoàn kiểm tra"


def test_a_team_with_two_heads() -> None:
    problem = the("DOAN-01", make_season(team=but(GOOD.team, "TV02", role=Role.HEAD)))
    assert problem.message.endswith("có 02 Trưởng đoàn: Đặng Thế Hưng và Lê Thị Tuyết Hoà.")
    assert problem.where.cell == "E3"


def test_a_head_may_be_replaced() -> None:
    old, second, third = GOOD.team
    change = day("18/10/2023")
    team = (
        old.model_copy(update={"to_date": change}),
        second,
        third,
        second.model_copy(update={"code": "TV04", "name": "Đỗ Ước", "role": Role.HEAD, "from_date": change}),
    )
    assert not found("DOAN-01", make_season(team=team))
    assert "18/10/2023 chưa có Trưởng đoàn" in the("DOAN-01", make_season(team=team[:3])).message


def test_somebody_is_secretary() -> None:
    team = but(GOOD.team, "TV03", role=Role.MEMBER)
    assert not found("DOAN-01", make_season(team=team))  # the sittings name one
    sittings = but(GOOD.sittings, "1", secretary="")
    assert "Thư ký" in the("DOAN-01", make_season(team=team, sittings=sittings)).message


def test_a_secretary_who_has_left_is_none() -> None:
    sittings = tuple(sitting.model_copy(update={"secretary": ""}) for sitting in GOOD.sittings)
    left = but(GOOD.team, "TV03", to_date=day("18/10/2023"))
    assert not found("DOAN-01", make_season(sittings=sittings))
    assert "Thư ký" in the("DOAN-01", make_season(team=left, sittings=sittings)).message


def test_a_team_without_sittings_needs_a_secretary_too() -> None:
    team = but(GOOD.team, "TV03", role=Role.MEMBER)
    assert "Thư ký" in the("DOAN-01", planning_season(team=team, sittings=(), visits=())).message


def test_codes_of_members_are_unique() -> None:
    assert the("DOAN-01", make_season(team=but(GOOD.team, "TV03", code="TV02"))).found == "TV02"


def test_chair_and_secretary_are_two_people() -> None:
    problem = the("DOAN-02", make_season(sittings=but(GOOD.sittings, "2", secretary="TV01")))
    assert problem.message == "Buổi 2 ngày 18/10/2023: ông Đặng Thế Hưng vừa chủ trì vừa làm thư ký."
    assert problem.where.cell == "F3"


def test_chair_is_demanded_once_the_sitting_was_held() -> None:
    sittings = tuple(s.model_copy(update={"chair": "", "secretary": ""}) for s in planning_season().sittings)
    assert not found("DOAN-02", planning_season(sittings=sittings))
    held = planning_season(sittings=sittings, facts=GOOD.facts[:1])
    assert [p.where.cell for p in found("DOAN-02", held)] == ["E2", "F2"]


def test_too_few_members_present() -> None:
    problem = the(
        "DOAN-03",
        make_season(
            attendance=_there(HEAD, absent=(DEPUTY,)), sittings=but(GOOD.sittings, "1", secretary="")
        ),
    )
    assert "chỉ có 1/3 thành viên Đoàn có mặt, dưới 66%" in problem.message


@pytest.mark.parametrize(("absent", "cell"), [(HEAD, "E2"), (SECRETARY, "F2")])
def test_chair_and_secretary_must_be_there(absent: str, cell: str) -> None:
    there = tuple(name for name in (HEAD, DEPUTY, SECRETARY) if name != absent)
    problem = the("DOAN-03", make_season(attendance=_there(*there, absent=(absent,))))
    assert problem.where.cell == cell
    assert absent in problem.message


def test_two_of_three_are_enough_whatever_the_spelling() -> None:
    assert not found(
        "DOAN-03", make_season(attendance=_there(HEAD.upper(), SECRETARY, absent=("Lê Thị Tuyết Hòa",)))
    )


def test_a_name_that_is_not_of_the_team_is_told() -> None:
    names = (HEAD, DEPUTY, SECRETARY, "Trần Đình Ẩn")
    assert the("DOAN-03", make_season(attendance=_there(*names))).found == "Trần Đình Ẩn"


def test_attendance_may_wait_until_the_end() -> None:
    assert not found("DOAN-03", planning_season())
    assert len(found("DOAN-03", make_season(attendance=()))) == len(GOOD.sittings)


@pytest.mark.parametrize(
    ("member", "unit", "words"),
    [("TV02", "ĐT", "chấm phần I "), ("TV01", "QL", "chủ trì buổi kiểm tra")],
)
def test_nobody_scores_or_chairs_a_unit_of_his_own(member: str, unit: str, words: str) -> None:
    problem = the("DOAN-04", planning_season(team=but(GOOD.team, member, related_units=(unit,))))
    assert words in problem.message
    assert problem.where.sheet == "Đoàn kiểm tra"


def test_a_member_without_share_may_have_a_unit_of_his_own() -> None:
    team = but(GOOD.team, "TV03", related_units=("QL",), sections=())
    assert not found("DOAN-04", make_season(team=team))


def test_every_section_has_somebody() -> None:
    problem = the("DOAN-05", planning_season(team=but(GOOD.team, "TV03", sections=())))
    assert problem.found == "II"


def _replaced(**fields: Any) -> dict[str, Any]:
    new = GOOD.team[1].model_copy(
        update={"code": "TV04", "name": "Đỗ Ước", "replaces": "TV02", "from_date": day("18/10/2023")}
    )
    return {"team": (*but(GOOD.team, "TV02", **fields), new)}


def test_a_replacement_needs_a_decision() -> None:
    changes = _replaced(to_date=day("18/10/2023"))
    leaving, coming = found("DOAN-06", make_season(**changes))
    assert "thôi tham gia Đoàn từ ngày 18/10/2023" in leaving.message
    assert "chưa có quyết định nào" in coming.message
    for date, count in (("17/10/2023", 0), ("19/10/2023", 2)):
        decision = KnownPaper(kind="thay-doi-doan", key="TV04", number="50", date=day(date), signer="CT")
        papers = (*GOOD.papers, decision)
        assert len(found("DOAN-06", make_season(**changes, papers=papers))) == count


def test_who_is_replaced_has_a_last_day() -> None:
    problems = found("DOAN-06", make_season(**_replaced()))
    assert any("chưa ghi ngày thôi tham gia" in problem.message for problem in problems)


def test_who_has_left_does_not_chair() -> None:
    season = make_season(team=but(GOOD.team, "TV01", to_date=day("18/10/2023")))
    assert any(p.where.sheet == "Ngày kiểm tra" and p.where.cell == "E3" for p in found("DOAN-06", season))


def test_who_is_absent_has_a_reason() -> None:
    *others, absent = GOOD.attendance
    season = make_season(attendance=(*others, absent.model_copy(update={"reason": ""})))
    problem = the("DOAN-07", season)
    assert problem.message == "Buổi 1 ngày 17/10/2023: Võ Đình Tế vắng nhưng chưa ghi lý do."
    assert problem.where.cell == f"G{len(season.attendance) + 1}"
