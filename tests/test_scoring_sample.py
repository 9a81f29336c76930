"""The sample season of 2023 gives exactly the result that was computed by hand."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from docgen.records import Season
from docgen.scoring import Ranking, rank, rule_problems
from docgen.workbook import read

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def season() -> Season:
    found, problems = read(HERE.parent / "records" / "tam-ky-2023.xlsx")
    assert found is not None, problems
    return found


@pytest.fixture(scope="module")
def ranking(season: Season) -> Ranking:
    return rank(season)


def expected() -> list[dict[str, str]]:
    with (HERE / "data" / "ranking_expected.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_order_is_the_expected_one(ranking: Ranking) -> None:
    assert [result.unit for result in ranking.results] == [row["unit"] for row in expected()]


@pytest.mark.parametrize("row", expected(), ids=lambda row: row["unit_name"])
def test_every_figure_level_and_note_is_the_expected_one(
    row: dict[str, str], season: Season, ranking: Ranking
) -> None:
    result = ranking.by_unit[row["unit"]]
    levels = {level.code: level.name for level in season.levels}
    unit = season.unit_by_code[row["unit"]]
    assert (unit.name, unit.kind) == (row["unit_name"], row["kind"])
    assert result.rank == int(row["rank"])
    figures = {
        "self": result.self_.total,
        "cross": result.cross.total,
        "team": result.team.total,
        "bonus": result.bonus,
        "penalty": -result.penalty,
        "final": result.final,
    } | {f"sec_{code}": total for code, total in result.team.sections.items()}
    assert figures == {name: Decimal(row[name]) for name in figures}
    assert sum(name.startswith("sec_") for name in row) == len(result.team.sections)
    assert levels[result.level_by_score] == row["level_by_score"]
    assert levels[result.level] == row["level"]
    assert result.note == row["note"]


def test_the_counts_and_rules_are_sound(season: Season, ranking: Ranking) -> None:
    assert ranking.counts == {"XS": 4, "T": 8, "K": 1, "TB": 0, "Y": 0}
    assert ranking.shared == {}
    assert rule_problems(season) == []
