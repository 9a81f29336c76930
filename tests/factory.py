"""Seasons for tests, in one place to import from: small, in planning, and large."""

from tests.factory_large import large_season
from tests.factory_small import (
    changed,
    make_general,
    make_season,
    place_records,
    planning_season,
    scores,
    scores_of,
)

__all__ = [
    "changed",
    "large_season",
    "make_general",
    "make_season",
    "place_records",
    "planning_season",
    "scores",
    "scores_of",
]
