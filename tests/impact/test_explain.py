"""Which papers a change of the records touches, and nothing else: on the sample season.

The sample season is final, so that ranks are printed; "provisional" is the same season before that.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable
from typing import Any

import pytest

from docgen.impact import Fate, Impact, explain
from docgen.records import GeneralRemark, GeneralRemarkKind, RemarkKind, Season, Stage, Unit, Visit
from docgen.scoring import Result, rank
from tests.factory import changed, make_season
from tests.impact.seasons import differing, edited, rescored
from tests.kinds.making import sample_season

FINAL = sample_season()
PROVISIONAL = FINAL.model_copy(update={"general": changed(FINAL.general, stage=Stage.PROVISIONAL)})
DAY_OF = {visit.unit: f"bien-ban:{visit.sitting}" for visit in FINAL.visits}
NOTICES = {f"thong-bao:{unit.code}" for unit in FINAL.units}
MINUTES = {f"bien-ban:{sitting.no}" for sitting in FINAL.sittings}


def explained(old: Season, new: Season) -> Impact:
    """Explain, and hold the answer against the contexts themselves."""
    impact = explain(old, new)
    assert {item.paper for item in impact.papers} == differing(old, new)
    assert all(item.reasons for item in impact.papers)
    assert impact.unknown == ()
    return impact


def papers(impact: Impact) -> set[str]:
    return {item.paper for item in impact.papers}


def index(season: Season, sheet: str, **fields: Any) -> int:
    rows = getattr(season, sheet)
    return next(i for i, row in enumerate(rows) if all(getattr(row, f) == v for f, v in fields.items()))


def only(rows: Iterable[Any], *, without: str) -> tuple[Any, ...]:
    return tuple(row for row in rows if without not in {getattr(row, "unit", ""), getattr(row, "checks", "")})


# --- remarks ----------------------------------------------------------------------------------


def test_a_recommendation_touches_only_the_notice_of_its_unit() -> None:
    at = index(FINAL, "remarks", unit="AP", kind=RemarkKind.RECOMMENDATION)
    impact = explained(FINAL, edited(FINAL, "remarks", at, text="Tổ chức đối thoại trong quý I năm 2024."))
    assert papers(impact) == {"thong-bao:AP"}
    assert impact.reasons("thong-bao:AP")[0].startswith("Nhận xét · An Phú, Kiến nghị · Nội dung: «")
    assert impact.standings == ()


def test_a_remark_touches_the_minutes_only_where_it_is_marked_for_them() -> None:
    at = index(FINAL, "remarks", unit="AP", kind=RemarkKind.STRENGTH, in_minutes=False)
    impact = explained(FINAL, edited(FINAL, "remarks", at, text="Công tác tuyên truyền nền nếp."))
    assert papers(impact) == {"thong-bao:AP"}
    marked = index(FINAL, "remarks", unit="AP", kind=RemarkKind.STRENGTH, in_minutes=True)
    impact = explained(FINAL, edited(FINAL, "remarks", marked, text="Công tác tuyên truyền nền nếp."))
    assert papers(impact) == {"thong-bao:AP", DAY_OF["AP"]}


def test_a_remark_on_all_touches_the_final_paper() -> None:
    remark = GeneralRemark(kind=GeneralRemarkKind.REQUEST, text="Khắc phục xong trước ngày 31/12/2023.")
    new = FINAL.model_copy(update={"general_remarks": (*FINAL.general_remarks, remark)})
    impact = explained(FINAL, new)
    assert papers(impact) == {"ket-luan"}
    assert impact.reasons("ket-luan")[0].startswith("Nhận xét chung · Yêu cầu: thêm «Khắc phục xong")


# --- scores -----------------------------------------------------------------------------------


def moved_units(old: Season, new: Season) -> set[str]:
    """Name the units whose rank or level, or the note that tells with whom they tie, is another one."""
    before, after = rank(old).by_unit, rank(new).by_unit

    def standing(one: Result) -> tuple[int | None, str, str]:
        return one.rank, one.level, one.note

    return {unit for unit in after if standing(before[unit]) != standing(after[unit])}


@pytest.mark.parametrize(("unit", "score"), [("AP", "2,75"), ("HH", "0"), ("AS", "1"), ("TN", "0,5")])
def test_a_score_touches_its_units_papers_and_those_of_units_whose_rank_or_level_moved(
    unit: str, score: str
) -> None:
    new = rescored(FINAL, unit, II_3=score)
    impact = explained(FINAL, new)
    moved = {f"thong-bao:{code}" for code in moved_units(FINAL, new)}
    assert papers(impact) == {f"thong-bao:{unit}", DAY_OF[unit], "ket-luan"} | moved
    (change,) = impact.changes
    assert {*change.papers} == papers(impact)
    assert {reason for item in impact.papers for reason in item.reasons} == {change.change}


def test_the_consequences_of_a_score_are_told_by_unit() -> None:
    impact = explained(FINAL, rescored(FINAL, "HH", II_3="0"))
    assert impact.standing_lines() == [
        "Hòa Hương: tổng điểm 91,75 → 88,75; hạng 06 → 08",
        "Trường Xuân: hạng 07 → 06",
        "Tam Thăng: hạng 08 → 07",
    ]
    assert impact.changes[0].standings == impact.standings
    first = impact.standings[0]
    assert (first.unit, first.field, first.old, first.new) == ("HH", "tổng điểm", "91,75", "88,75")


def test_before_the_season_is_final_a_score_touches_no_other_units_papers() -> None:
    impact = explained(PROVISIONAL, rescored(PROVISIONAL, "HH", II_3="0"))
    assert papers(impact) == {"thong-bao:HH", DAY_OF["HH"]}


def test_two_scores_are_told_apart() -> None:
    impact = explained(FINAL, rescored(rescored(FINAL, "HH", II_3="0"), "AX", I_1="1"))
    first, second = (str(change.change) for change in impact.changes)
    assert impact.reasons("thong-bao:HH") == (first,)
    assert impact.reasons(DAY_OF["HH"]) == (first,)
    assert impact.reasons("thong-bao:AX") == (second,)
    assert impact.reasons(DAY_OF["AX"]) == (second,)
    assert impact.reasons("ket-luan") == (first, second)
    assert all(item.exact for item in impact.papers)
    assert {one.unit for one in impact.changes[1].standings} >= {"AX"}
    assert "HH" not in {one.unit for one in impact.changes[1].standings}


def test_a_self_score_and_a_score_that_cancel_each_other_touch_what_prints_them() -> None:
    """II.3 up and II.4 down: totals and ranks stay, and so does every paper that prints sums only."""
    row = next(row for row in FINAL.team_scores if row.unit == "AP").scores
    higher, lower = row["II.3"], row["II.4"]
    assert higher is not None
    assert lower is not None
    new = rescored(FINAL, "AP", II_3=str(higher - 1), II_4=str(lower + 1))
    assert papers(explained(FINAL, new)) == set()
    assert len(explain(FINAL, new).changes) == 2


# --- units and days ---------------------------------------------------------------------------


def test_a_renamed_unit_keeps_its_papers() -> None:
    impact = explained(FINAL, edited(FINAL, "units", index(FINAL, "units", code="AP"), name="An Phú Đông"))
    assert papers(impact) == {"ke-hoach", DAY_OF["AP"], "thong-bao:AP", "ket-luan"}
    assert {item.fate for item in impact.papers} == {Fate.CHANGED}
    assert impact.reasons("ke-hoach") == ("Đơn vị · An Phú · Tên: «An Phú» → «An Phú Đông» (Đơn vị!C3)",)


def test_a_day_that_moves_touches_the_plan_its_minutes_and_its_units_notices() -> None:
    impact = explained(FINAL, edited(FINAL, "sittings", 1, date=dt.date(2023, 10, 25)))
    units = {f"thong-bao:{visit.unit}" for visit in FINAL.visits if visit.sitting == 2}
    assert papers(impact) == {"ke-hoach", "bien-ban:2"} | units


def test_a_unit_that_is_gone_leaves_an_orphan_and_moves_the_others() -> None:
    new = FINAL.model_copy(
        update={"units": tuple(unit for unit in FINAL.units if unit.code != "AP")}
        | {
            sheet: only(getattr(FINAL, sheet), without="AP")
            for sheet in ("visits", "self_scores", "cross_scores", "team_scores", "awards", "explanations")
        }
        | {
            sheet: only(getattr(FINAL, sheet), without="AP")
            for sheet in ("remarks", "submissions", "attendance", "rulings")
        }
    )
    impact = explained(FINAL, new)
    fates = {item.paper: item.fate for item in impact.papers}
    assert fates["thong-bao:AP"] is Fate.ORPHAN
    assert impact.papers[-1].paper == "thong-bao:AP"
    assert "Đơn vị · An Phú: bỏ «phường; An Phú» (Đơn vị!A3 của sổ trước)" in impact.reasons("thong-bao:AP")
    assert {paper for paper, fate in fates.items() if fate is not Fate.ORPHAN} >= NOTICES - {"thong-bao:AP"}
    assert not fates.keys() & (MINUTES - {DAY_OF["AP"]})


def test_a_unit_that_comes_is_a_reason_only_together_with_its_scores_and_remarks() -> None:
    """No change alone makes the new notice: each is a reason, since there would be none without it."""
    scores = {
        sheet: (*getattr(FINAL, sheet), changed(getattr(FINAL, sheet)[0], unit="MỚI"))
        for sheet in ("self_scores", "cross_scores", "team_scores")
    }
    new = FINAL.model_copy(
        update={
            "units": (*FINAL.units, Unit(code="MỚI", kind="xã", name="Tam Mới")),
            "visits": (*FINAL.visits, Visit(sitting=1, unit="MỚI")),
            "remarks": (*FINAL.remarks, changed(FINAL.remarks[0], unit="MỚI")),
            **scores,
        }
    )
    impact = explained(FINAL, new)
    notice = next(item for item in impact.papers if item.paper == "thong-bao:MỚI")
    assert notice.fate is Fate.NEW
    assert notice.exact
    assert {(reason.sheet, reason.row) for reason in notice.reasons} >= {
        ("Đơn vị", "Tam Mới"),
        ("Điểm Đoàn chấm", "Tam Mới"),
        ("Nhận xét", "Tam Mới, Ưu điểm"),
    }
    minutes = impact.reasons("bien-ban:1")
    assert "Lịch kiểm tra · Tam Mới: thêm «1»" in minutes
    assert "Đơn vị · Tam Mới" not in " ".join(impact.reasons("bien-ban:2"))


def test_a_season_in_which_a_removed_unit_is_still_scheduled_raises_nothing() -> None:
    new = FINAL.model_copy(update={"units": tuple(unit for unit in FINAL.units if unit.code != "AP")})
    impact = explain(FINAL, new)
    assert impact.unknown == ("bien-ban",)
    assert papers(impact) == differing(FINAL, new)


# --- the office -------------------------------------------------------------------------------


def test_another_signer_touches_the_papers_that_he_signs() -> None:
    at = index(FINAL, "papers", kind="thong-bao", key="")
    signer = next(row.code for row in FINAL.signers if row.code != FINAL.papers[at].signer)
    impact = explained(FINAL, edited(FINAL, "papers", at, signer=signer))
    assert papers(impact) == NOTICES
    assert "Người ký" in impact.reasons("thong-bao:AP")[0]


def test_another_name_of_the_place_touches_every_paper() -> None:
    new = FINAL.model_copy(update={"general": changed(FINAL.general, place="Đà Nẵng")})
    assert papers(explained(FINAL, new)) == {"ke-hoach", "quyet-dinh", "ket-luan"} | NOTICES | MINUTES


def test_a_holiday_touches_no_paper_but_is_told() -> None:
    season = make_season()
    impact = explained(season, season.model_copy(update={"holidays": season.holidays[1:]}))
    assert [(change.change.sheet, change.papers) for change in impact.changes] == [("Ngày nghỉ", ())]


# --- what is no change ------------------------------------------------------------------------


def test_a_season_that_has_not_changed_has_no_impact() -> None:
    assert explain(FINAL, FINAL.model_copy()) == Impact()


def test_composition_and_spaces_that_no_paper_prints_are_not_told() -> None:
    season = edited(make_season(), "units", 0, aliases=("Hoà  Hương",))
    again = edited(season, "units", 0, aliases=(unicodedata.normalize("NFD", "Hoà Hương"),))
    assert explained(season, again) == Impact()


def test_composition_that_a_paper_prints_is_its_reason() -> None:
    season = make_season()
    general = changed(season.general, venue=unicodedata.normalize("NFD", season.general.venue))
    impact = explained(season, season.model_copy(update={"general": general}))
    assert papers(impact) == {"ke-hoach", "bien-ban:1", "bien-ban:2"}
    assert [change.change.column for change in impact.changes] == ["Địa điểm kiểm tra"]


def test_remarks_sorted_by_unit_are_no_change_and_turned_round_are_one() -> None:
    by_unit = tuple(sorted(FINAL.remarks, key=lambda row: row.unit))
    assert by_unit != FINAL.remarks
    assert explained(FINAL, FINAL.model_copy(update={"remarks": by_unit})) == Impact()
    turned = explained(FINAL, FINAL.model_copy(update={"remarks": FINAL.remarks[::-1]}))
    assert papers(turned) == NOTICES | MINUTES
    assert [str(change.change) for change in turned.changes] == [
        f"Nhận xét: thứ tự các dòng đã đổi (Nhận xét!A{FINAL.remarks[-1].source.row})"
    ]


def test_what_is_told_can_be_given_to_a_machine() -> None:
    impact = explain(FINAL, rescored(FINAL, "HH", II_3="0"))
    change = impact.changes[0].as_json()
    assert change["papers"] == ["bien-ban:1", "thong-bao:HH", "thong-bao:TX", "thong-bao:TTg", "ket-luan"]
    assert change["standings"][1] == {
        "unit": "HH",
        "name": "Hòa Hương",
        "field": "hạng",
        "old": "06",
        "new": "08",
    }
    assert impact.papers[1].as_json() == {
        "paper": "thong-bao:HH",
        "label": "Thông báo kết quả, phường Hòa Hương",
        "fate": "changed",
        "reasons": ["Điểm Đoàn chấm · Hòa Hương · II.3: 3,00 → 0,00 (Điểm Đoàn chấm!I5)"],
        "exact": True,
    }
