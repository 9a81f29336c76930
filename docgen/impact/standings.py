"""What follows from changed records for the units: totals, ranks and levels, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from docgen.impact.evaluation import Evaluation, is_same_result
from docgen.impact.season_words import SeasonWords
from docgen.records import Season
from docgen.scoring import Result
from docgen.viet import pad2

TOTAL: Final = "tổng điểm"
RANK: Final = "hạng"
LEVEL: Final = "xếp loại"
_NO_TOTAL: Final = "chưa có"
_NO_RANK: Final = "chưa xếp hạng"
_NO_LEVEL: Final = "không xếp loại"


@dataclass(frozen=True, slots=True)
class StandingChange:
    """One unit's total, rank or level (``field``) that changed, as printed before and now."""

    unit: str
    name: str
    field: str
    old: str
    new: str

    def __str__(self) -> str:
        """Write it without the unit: ``hạng 03 → 02``."""
        return f"{self.field} {self.old} → {self.new}"

    def as_json(self) -> dict[str, str]:
        """Give the change as plain JSON values."""
        return {
            "unit": self.unit,
            "name": self.name,
            "field": self.field,
            "old": self.old,
            "new": self.new,
        }


def in_words(changes: Iterable[StandingChange]) -> list[str]:
    """Write a line a unit: ``An Phú: tổng điểm 87,50 → 88,00; hạng 03 → 02``."""
    return [f"{name}: {'; '.join(map(str, group))}" for (_, name), group in groupby(changes, key=_unit_of)]


def _unit_of(change: StandingChange) -> tuple[str, str]:
    return change.unit, change.name


def standings(old: Evaluation, new: Evaluation) -> tuple[StandingChange, ...]:
    """Compare two rankings unit by unit, in the order of the sheet; a unit that is gone is left out.

    Nothing is told where one of the two cannot be ranked.
    """
    return tuple(_compared(old, new))


def _compared(old: Evaluation, new: Evaluation) -> Iterator[StandingChange]:
    if old.ranking is None or new.ranking is None:
        return
    before, after = _Printed(old.season), _Printed(new.season)
    for unit in new.season.units:
        one, other = old.ranking.by_unit.get(unit.code), new.ranking.by_unit.get(unit.code)
        if is_same_result(one, other):
            continue
        pairs = zip(before.of(one), after.of(other), strict=True)
        for field, (was, now) in zip((TOTAL, RANK, LEVEL), pairs, strict=True):
            if was != now:
                yield StandingChange(unit.code, unit.name, field, was, now)


class _Printed:
    """Prints results the way one season does."""

    def __init__(self, season: Season) -> None:
        self._words = SeasonWords(season)

    def of(self, result: Result | None) -> tuple[str, str, str]:
        """Give total, rank and level."""
        if result is None:
            return _NO_TOTAL, _NO_RANK, _NO_LEVEL
        return (
            _NO_TOTAL if result.final is None else self._words.score(result.final),
            _NO_RANK if result.rank is None else pad2(result.rank),
            self._words.called("levels", result.level) if result.level else _NO_LEVEL,
        )
