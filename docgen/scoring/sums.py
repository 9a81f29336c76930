"""The sums of one unit: sections, totals, base score, bonus and penalty.

Sums are exact and recomputed from the criteria, never typed (DIEM-04).
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

from docgen.records import Award, AwardKind, Formula, General, ScoreRow, Season

_NOTHING: Mapping[str, Decimal | None] = MappingProxyType({})
_ZERO = Decimal(0)


class ScoredBy(enum.Enum):
    """Who gave the scores."""

    SELF = "self"
    CROSS = "cross"
    TEAM = "team"


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums of one unit from one source.

    ``sections`` has every section of the score table.  A sum is ``None`` while one of its
    criteria has an empty cell, and where nothing in it was scored.  "Không chấm" adds nothing
    and leaves the sum of the other criteria standing.  ``left_out`` is true where the source
    deliberately scored nothing at all (a unit alone on its day has no cross-check).
    """

    sections: Mapping[str, Decimal | None]
    total: Decimal | None
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class CountedAward:
    """One line of bonus or penalty, and how many of its points are left by the caps (≥ 0)."""

    award: Award
    kind: AwardKind
    points: Decimal


def scores_by(season: Season, unit: str, source: ScoredBy) -> Mapping[str, Decimal | None]:
    """Give the scores of a unit from one source: criterion code → score; empty without a row."""
    rows: Sequence[ScoreRow] = {
        ScoredBy.SELF: season.self_scores,
        ScoredBy.CROSS: season.cross_scores,
        ScoredBy.TEAM: season.team_scores,
    }[source]
    return next((row.scores for row in rows if row.unit == unit), _NOTHING)


def totals(season: Season, unit: str, source: ScoredBy) -> Totals:
    """Sum the scores of a unit from one source, by section and together."""
    given = scores_by(season, unit, source)
    sections = {
        section.code: _total(
            given, [criterion.code for criterion in season.criteria if criterion.section == section.code]
        )
        for section in season.sections
    }
    codes = [criterion.code for criterion in season.criteria]
    complete = bool(codes) and all(code in given for code in codes)
    return Totals(
        sections=MappingProxyType(sections),
        total=_total(given, codes),
        left_out=complete and all(given[code] is None for code in codes),
    )


def _total(given: Mapping[str, Decimal | None], codes: Sequence[str]) -> Decimal | None:
    if any(code not in given for code in codes):
        return None
    scored = [score for code in codes if (score := given[code]) is not None]
    return sum(scored, _ZERO) if scored else None


def base_score(general: General, self_: Totals, cross: Totals, team: Totals) -> Decimal | None:
    """Give the base score of a unit (điểm chuẩn), or ``None`` while a total that it needs is missing.

    The team's total is taken as it stands.  A weighted mean is rounded half-up to
    ``General.places``, when it has more decimals than that: it is then the very figure that is
    printed, and that levels and ties are judged by.  A source that deliberately scored nothing
    leaves its weight to the others; the team's score is needed always.
    """
    if general.formula is Formula.TEAM or team.total is None:
        return team.total
    parts = [
        (weight, source.total)
        for weight, source in (
            (general.weight_self, self_),
            (general.weight_cross, cross),
            (general.weight_team, team),
        )
        if weight and not source.left_out
    ]
    weights = sum((weight for weight, _ in parts), _ZERO)
    if not weights:
        return None
    weighted = _ZERO
    for weight, total in parts:
        if total is None:
            return None
        weighted += weight * total
    return _rounded(weighted / weights, general.places)


def _rounded(value: Decimal, places: int) -> Decimal:
    cent = Decimal(1).scaleb(-places)
    rounded = value.quantize(cent, rounding=ROUND_HALF_UP)
    return value if value == rounded else rounded


def count_awards(season: Season, unit: str) -> tuple[CountedAward, ...]:
    """Give the lines of bonus and penalty of a unit with what the caps leave of each (DIEM-05).

    First each rule's own cap, then the cap on all bonus or all penalty; where a cap cuts, the
    lines higher in the sheet are filled first, so only the split between lines depends on order.
    """
    rules = {rule.code: rule for rule in season.award_rules}
    left_in_rule = {code: rule.cap for code, rule in rules.items()}
    left = {AwardKind.BONUS: season.general.bonus_cap, AwardKind.PENALTY: season.general.penalty_cap}
    counted = []
    for award in season.awards:
        rule = rules.get(award.code)
        if award.unit != unit or rule is None:
            continue
        points = max(_ZERO, min(award.points, left_in_rule[rule.code], left[rule.kind]))
        left_in_rule[rule.code] -= points
        left[rule.kind] -= points
        counted.append(CountedAward(award, rule.kind, points))
    return tuple(counted)


def points_of(counted: Iterable[CountedAward], kind: AwardKind) -> Decimal:
    """Sum the counted points of one kind."""
    return sum((line.points for line in counted if line.kind is kind), _ZERO)
