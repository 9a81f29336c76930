"""The seasons that other tests start from are what they claim to be."""

from __future__ import annotations

import pytest

from docgen.checks import check
from docgen.records import SHEETS, KnownPaper, Layout, Record, Season, Stage
from docgen.scoring import rank, rule_problems
from tests.factory import changed, large_season, make_season, planning_season, scores


def records_of(season: Season) -> list[Record]:
    rows: list[Record] = []
    for field, model in SHEETS.items():
        value = getattr(season, field)
        rows += [value] if model.sheet.layout is Layout.FORM else value
    return rows


@pytest.mark.parametrize("season", [make_season(), planning_season(), large_season(8, 12)])
def test_every_record_knows_a_cell_of_its_own(season: Season) -> None:
    rows = records_of(season)
    assert len({str(row.at()) for row in rows if row.sheet.layout is not Layout.FORM}) == len(rows) - 1
    assert all(row.at().sheet == row.sheet.title for row in rows)


@pytest.mark.parametrize("season", [make_season(), planning_season(), large_season()])
def test_no_check_finds_fault(season: Season) -> None:
    assert list(check(season)) == []


def test_a_cell_is_named_by_column_and_row() -> None:
    season = make_season()
    assert str(season.units[1].at("name")) == "mau-2023.xlsx, Đơn vị!C3"
    assert season.team_scores[0].at("II.2").cell == "F2"
    assert season.general.at("year").cell == "B2"


def test_changes_replace_whole_sheets_and_get_cells_too() -> None:
    unit = changed(make_season().units[3], name="Mỹ Độ")
    season = make_season(units=(unit,))
    assert [row.name for row in season.units] == ["Mỹ Độ"]
    assert season.units[0].at("name").cell == "C2"


def test_the_finished_season_has_the_promised_result() -> None:
    ranking = rank(make_season())
    assert [(r.unit, str(r.final), r.level) for r in ranking.results] == [
        ("HH", "94.00", "XS"),
        ("QL", "92.0", "T"),
        ("ĐT", "84.5", "T"),
        ("AX", "76.0", "K"),
    ]


def test_the_season_in_planning_has_no_result() -> None:
    season = planning_season()
    assert season.general.stage is Stage.PROVISIONAL
    for field in ("self_scores", "cross_scores", "team_scores", "awards", "remarks", "facts", "attendance"):
        assert getattr(season, field) == ()


def test_scores_are_typed_as_in_the_workbook() -> None:
    (row,) = scores({"HH": {"I.1": "3,5", "I.2": "KC", "I.3": ""}})
    assert {code: score and str(score) for code, score in row.scores.items()} == {"I.1": "3.5", "I.2": None}


def test_the_large_season_is_complete_and_always_the_same() -> None:
    season = large_season()
    assert (len(season.units), len(season.criteria)) == (200, 60)
    assert len({unit.name for unit in season.units}) == 200
    assert season.general.base_total == sum(line.max_points for line in season.criteria)
    ranking = rank(season)
    assert [result.rank for result in ranking.results] == list(range(1, 201))
    assert rule_problems(season) == []
    assert season == large_season()


@pytest.mark.parametrize(("units", "criteria"), [(0, 60), (211, 60), (13, 2), (40, 6)])
def test_a_large_season_of_impossible_size_is_refused(units: int, criteria: int) -> None:
    with pytest.raises(ValueError, match="no season"):
        large_season(units, criteria)


def test_a_copied_season_looks_things_up_in_its_own_records() -> None:
    season = make_season()
    assert "MỚI" not in season.unit_by_code
    copied = season.model_copy(update={"units": (*season.units, changed(season.units[0], code="MỚI"))})
    assert "MỚI" in copied.unit_by_code


def test_a_paper_without_a_row_of_its_own_is_signed_as_others_of_its_kind() -> None:
    rows = [row for row in make_season().papers if row.kind != "thong-bao"]
    keyed = KnownPaper(kind="thong-bao", key="HH", number="61", signer="CT")
    other = make_season(papers=(*rows, keyed)).paper("thong-bao", "AX")
    assert (other.signer, other.number, other.date) == ("CT", "", None)
