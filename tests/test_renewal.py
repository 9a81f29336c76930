"""A season made ready to be run again: the set-up stays, the results go."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl

from docgen import checks, workbook
from docgen.problem import Where
from docgen.records import Holiday, KnownPaper, Member, Role, Season, Stage
from docgen.records.renewal import RESULTS, renew
from docgen.workbook import WorkbookReading
from tests.factory import changed, make_season, place_records, planning_season

ROOT = Path(__file__).parents[1]
JOINED, LEFT = dt.date(2023, 10, 18), dt.date(2023, 10, 19)


def member(code: str, **fields: object) -> Member:
    values = {"salutation": "Bà", "name": f"Đỗ Thị {code}", "position": "Ủy viên", "role": Role.MEMBER}
    return Member.model_validate({"code": code, **values, **fields})


def paper(season: Season, kind: str) -> KnownPaper:
    return next(row for row in season.papers if row.kind == kind)


OF_ONE_YEAR = {"general", "papers", "sittings", "visits", "signers", "holidays"}


def test_a_finished_season_becomes_the_one_that_it_was_in_planning() -> None:
    renewed, planned = renew(make_season()), planning_season()
    assert renewed.model_dump(exclude=OF_ONE_YEAR) == planned.model_dump(exclude=OF_ONE_YEAR)


def dates_in(value: object) -> list[object]:
    if isinstance(value, dict):
        return [found for item in value.values() for found in dates_in(item)]
    if isinstance(value, list | tuple):
        return [found for item in value for found in dates_in(item)]
    return [value] if isinstance(value, dt.date) else []


def test_no_date_of_the_year_before_is_left() -> None:
    season = make_season()
    assert dates_in(season.model_dump())
    assert dates_in(renew(season).model_dump(warnings=False)) == []
    assert renew(season).general.year is None


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


def test_sittings_keep_their_plan_and_lose_what_happened() -> None:
    before, after = make_season().sittings[0], renew(make_season()).sittings[0]
    assert before.start is not None
    assert (after.start, after.morning_end, after.afternoon_start, after.end) == (None,) * 4
    assert (after.copies, after.incident) == (None, "")
    kept = ("no", "venue", "chair", "secretary")
    assert [getattr(after, name) for name in kept] == [getattr(before, name) for name in kept]


# --- papers -----------------------------------------------------------------------------------


def test_numbers_and_dates_given_in_the_course_of_the_season_go() -> None:
    renewed = renew(make_season())
    for kind in ("ke-hoach", "quyet-dinh", "bao-cao", "bien-ban-hop"):
        assert (paper(renewed, kind).number, paper(renewed, kind).date) == ("", None), kind
    assert paper(renewed, "ke-hoach").signer == "CT"
    assert paper(renewed, "bao-cao").subject == paper(make_season(), "bao-cao").subject


def test_the_guide_from_above_will_have_another_number() -> None:
    guide = paper(renew(make_season()), "huong-dan")
    assert (guide.number, guide.date) == ("", None)
    assert guide.subject == paper(make_season(), "huong-dan").subject


def test_each_emptied_cell_that_is_printed_is_told_until_it_is_filled() -> None:
    day = dt.date(2024, 10, 14)
    renewed = renew(place_records(make_season()))
    sittings = tuple(
        changed(sitting, date=day + dt.timedelta(days=index))
        for index, sitting in enumerate(renewed.sittings)
    )
    general = changed(renewed.general, year=2024, deadline=dt.date(2024, 10, 7))
    filled = renewed.model_copy(update={"general": general, "sittings": sittings})
    guide = paper(filled, "huong-dan")
    wanted = {
        ("CC-02", guide.at("number")),
        ("CC-02", guide.at("date")),
        ("NGAY-10", general.at("report_due")),
        ("NGAY-11", Where("mau-2023.xlsx", "Ngày nghỉ")),
    }
    codes = {code for code, _ in wanted}
    assert {(found.code, found.where) for found in checks.check(filled) if found.code in codes} == wanted
    numbered = changed(guide, number="9/HD-MTTQ-BTT", date=dt.date(2024, 3, 1))
    rows = tuple(numbered if row is guide else row for row in filled.papers)
    whole = changed(general, report_due=dt.date(2024, 10, 21))
    off = (Holiday(date=dt.date(2024, 9, 2), name="Quốc khánh"),)
    last = filled.model_copy(update={"papers": rows, "general": whole, "holidays": off})
    assert not {found.code for found in checks.check(last)} & codes


def test_a_delegation_of_the_year_before_is_over_and_the_head_signs_on() -> None:
    head, deputy = renew(make_season()).signers
    assert (deputy.scope, deputy.active_from, deputy.active_to) == (
        make_season().signers[1].scope,
        None,
        None,
    )
    since = dt.date(2020, 1, 1)
    lasting = make_season(signers=(changed(head, active_from=since), deputy))
    assert renew(lasting).signers[0].active_from == since


def test_the_pairs_of_the_year_before_are_known() -> None:
    before, after = make_season().visits, renew(make_season()).visits
    assert [visit.checked_last_year for visit in after] == [visit.checks for visit in before]


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


def renewed_book(tmp_path: Path, *cells: tuple[str, str, int | str]) -> WorkbookReading:
    sample, _ = workbook.read(ROOT / "records" / "tam-ky-2023.xlsx")
    assert sample is not None
    path = tmp_path / "tam-ky-2024.xlsx"
    path.write_bytes(workbook.write_season(renew(sample)))
    book = openpyxl.load_workbook(path)
    for sheet, cell, value in cells:
        book[sheet][cell] = value
    book.save(path)
    return workbook.examine(path)


def test_each_cell_of_the_new_year_is_told_until_it_is_filled(tmp_path: Path) -> None:
    reading = renewed_book(tmp_path)
    assert reading.partial is not None
    general = reading.partial.general
    days = [f"Ngày kiểm tra!B{row}" for row in (3, 4, 5, 6)]
    told = [str(problem.where) for problem in reading.problems if problem.is_error]
    assert told[:2] == [str(general.at("year")), str(general.at("deadline"))]
    assert told[2:] == [f"tam-ky-2024.xlsx, {cell}" for cell in days]


def test_a_text_that_names_the_year_before_is_told_until_it_is_changed(tmp_path: Path) -> None:
    days = [("Ngày kiểm tra", f"B{row}", f"{12 + row}/10/2024") for row in (3, 4, 5, 6)]
    empty = renewed_book(tmp_path).partial
    assert empty is not None
    year, deadline = (empty.general.at(name).cell for name in ("year", "deadline"))
    sheet = "Thông tin chung"
    again = renewed_book(tmp_path, (sheet, year, 2024), (sheet, deadline, "10/10/2024"), *days).season
    assert again is not None
    told = [problem for problem in checks.check(again) if problem.code == "NGAY-09"]
    assert {problem.where.sheet for problem in told} == {"Văn bản"}
    assert all("năm 2023" in problem.message for problem in told)
    papers = tuple(changed(row, subject=row.subject.replace("2023", "2024")) for row in again.papers)
    touched = again.model_copy(update={"papers": papers})
    assert not [problem for problem in checks.check(touched) if problem.code == "NGAY-09"]
    kept = {"units", "criteria", "sections", "slots", "team", "award_rules", "knockouts"}
    sample, _ = workbook.read(ROOT / "records" / "tam-ky-2023.xlsx")
    assert sample is not None
    assert again.model_dump(include=kept) == sample.model_dump(include=kept)
    assert [row.unit for row in again.team_scores if row.scores] == []
