"""A season made ready to be run again: the set-up stays, the results go."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from docgen import checks, workbook
from docgen.records import KnownPaper, Member, Role, Season, Stage
from docgen.records.renewal import RESULTS, renew
from tests.factory import changed, make_season, planning_season

ROOT = Path(__file__).parents[1]
JOINED, LEFT = dt.date(2023, 10, 18), dt.date(2023, 10, 19)


def member(code: str, **fields: object) -> Member:
    values = {"salutation": "Bà", "name": f"Đỗ Thị {code}", "position": "Ủy viên", "role": Role.MEMBER}
    return Member.model_validate({"code": code, **values, **fields})


def paper(season: Season, kind: str) -> KnownPaper:
    return next(row for row in season.papers if row.kind == kind)


def test_a_finished_season_becomes_the_one_that_it_was_in_planning() -> None:
    renewed, planned = renew(make_season()), planning_season()
    assert renewed.model_copy(update={"papers": ()}) == planned.model_copy(update={"papers": ()})


def test_the_season_itself_is_not_changed() -> None:
    season = make_season()
    renew(season)
    assert season == make_season()


def test_to_renew_a_second_time_changes_nothing() -> None:
    once = renew(make_season())
    assert renew(once) == once


def test_every_sheet_of_results_is_empty() -> None:
    season, renewed = make_season(), renew(make_season())
    assert [name for name in RESULTS if getattr(renewed, name)] == []
    assert [
        name for name in ("self_scores", "team_scores", "awards", "remarks") if not getattr(season, name)
    ] == []


def test_the_stage_is_provisional_again_and_no_meeting_was_held() -> None:
    general = renew(make_season()).general
    assert (general.stage, general.meeting_date) == (Stage.PROVISIONAL, None)
    assert general.deadline == make_season().general.deadline


def test_sittings_keep_their_plan_and_lose_what_happened() -> None:
    before, after = make_season().sittings[0], renew(make_season()).sittings[0]
    assert before.start is not None
    assert (after.start, after.morning_end, after.afternoon_start, after.end) == (None,) * 4
    assert (after.copies, after.incident) == (None, "")
    kept = ("no", "date", "venue", "chair", "secretary")
    assert [getattr(after, name) for name in kept] == [getattr(before, name) for name in kept]


# --- papers -----------------------------------------------------------------------------------


def test_numbers_and_dates_given_in_the_course_of_the_season_go() -> None:
    renewed = renew(make_season())
    for kind in ("ke-hoach", "quyet-dinh", "bao-cao", "bien-ban-hop"):
        assert (paper(renewed, kind).number, paper(renewed, kind).date) == ("", None), kind
    assert paper(renewed, "ke-hoach").signer == "CT"
    assert paper(renewed, "bao-cao").subject == paper(make_season(), "bao-cao").subject


def test_the_guide_from_above_keeps_its_number() -> None:
    assert paper(renew(make_season()), "huong-dan") == paper(make_season(), "huong-dan")


def test_a_row_of_one_paper_that_said_only_its_number_goes() -> None:
    season = make_season()
    numbered = KnownPaper(kind="thong-bao", key="HH", number="05/TB-MTTQ-BTT", date=dt.date(2023, 10, 27))
    signed = KnownPaper(kind="thong-bao", key="QL", number="06/TB-MTTQ-BTT", signer="CT")
    renewed = renew(season.model_copy(update={"papers": (*season.papers, numbered, signed)}))
    keyed = [row for row in renewed.papers if row.key]
    assert keyed == [KnownPaper(kind="thong-bao", key="QL", signer="CT")]


# --- the team ---------------------------------------------------------------------------------


def test_the_team_is_the_one_that_stood_at_the_end() -> None:
    team = (
        member("A", role=Role.HEAD),
        member("B", to_date=LEFT, reason="nghỉ hưu"),
        member("C", replaces="B", from_date=LEFT, reason="thay bà B"),
        member("Đ", from_date=JOINED),
    )
    season = make_season()
    sittings = tuple(changed(sitting, chair="A", secretary="B") for sitting in season.sittings)
    renewed = renew(season.model_copy(update={"team": team, "sittings": sittings}))
    assert renewed.team == (member("A", role=Role.HEAD), member("C"), member("Đ"))
    assert {sitting.secretary for sitting in renewed.sittings} == {"C"}
    assert {sitting.chair for sitting in renewed.sittings} == {"A"}


def test_who_left_and_was_not_replaced_chairs_no_sitting() -> None:
    team = (member("A", role=Role.HEAD), member("B", to_date=LEFT))
    season = make_season()
    sittings = tuple(changed(sitting, chair="B", secretary="") for sitting in season.sittings)
    renewed = renew(season.model_copy(update={"team": team, "sittings": sittings}))
    assert {(sitting.chair, sitting.secretary) for sitting in renewed.sittings} == {("", "")}


def test_members_who_replaced_each_other_in_a_circle_are_no_endless_search() -> None:
    team = (member("A", to_date=LEFT, replaces="B"), member("B", to_date=LEFT, replaces="A"))
    season = make_season()
    sittings = tuple(changed(sitting, chair="A", secretary="X") for sitting in season.sittings)
    renewed = renew(season.model_copy(update={"team": team, "sittings": sittings}))
    assert {(sitting.chair, sitting.secretary) for sitting in renewed.sittings} == {("", "")}


# --- as a workbook ----------------------------------------------------------------------------


def test_the_sample_season_renewed_is_a_sound_workbook_ready_for_scores(tmp_path: Path) -> None:
    sample, problems = workbook.read(ROOT / "records" / "tam-ky-2023.xlsx")
    assert sample is not None
    assert not [problem for problem in problems if problem.is_error]
    path = tmp_path / "tam-ky-2024.xlsx"
    path.write_bytes(workbook.write_season(renew(sample)))
    again, problems = workbook.read(path)
    assert again is not None
    assert [problem for problem in (*problems, *checks.check(again)) if problem.is_error] == []
    kept = {"units", "criteria", "sections", "visits", "slots", "signers", "team", "award_rules", "knockouts"}
    assert again.model_dump(include=kept) == sample.model_dump(include=kept)
    assert [row.unit for row in again.team_scores if row.scores] == []
