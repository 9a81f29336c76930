"""Seasons of a few units, written by their scores alone."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from docgen.records import Award, CrossScores, Season, SelfScores, Unit
from docgen.scoring import Ranking, Result, rank
from tests.factory import make_season, scores, scores_of
from tests.factory_office import levels

CRITERIA = ("I.1", "I.2", "I.3", "II.1", "II.2")
NAMES = {"HH": "Hòa Hương", "ĐT": "Đức Thượng", "QL": "Quế Lộc", "AX": "An Xuân"}


def season_of(rows: Mapping[str, str], **changes: Any) -> Season:
    """Build a season in which the team gave these scores: unit → its five criteria in order."""
    table = {unit: typed(row) for unit, row in rows.items()}
    plain: dict[str, Any] = {
        "units": tuple(Unit(code=code, kind="xã", name=NAMES[code]) for code in rows),
        "team_scores": scores(table),
        "self_scores": scores_of(SelfScores, table),
        "cross_scores": scores_of(CrossScores, table),
        "awards": (),
        "levels": levels(quota=None),
    }
    return make_season(**(plain | changes))


def award(unit: str, code: str, points: str) -> Award:
    """Give a line of bonus or penalty."""
    return Award(unit=unit, code=code, points=Decimal(points))


def ranks(ranking: Ranking) -> dict[str, int | None]:
    """Give the rank of each unit, in rank order."""
    return {result.unit: result.rank for result in ranking.results}


def of(season: Season, unit: str) -> Result:
    """Give the result of one unit."""
    return rank(season).by_unit[unit]


def typed(row: str) -> dict[str, str]:
    """Write five scores in the order of the criteria: ``typed("18 18,5 KC 0 20")``."""
    return dict(zip(CRITERIA, row.split(), strict=True))
