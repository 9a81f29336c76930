"""Levels: by score, held down by knock-outs, then by quotas (in this order).

Knock-outs come first, or a unit that is held down would use up a place of the quota.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from docgen.records import Condition, Knockout, Level, Season
from docgen.scoring.sums import ScoredBy, scores_by
from docgen.scoring.ties import Contender
from docgen.viet import ScoreError, parse_percent

_HUNDRED = Decimal(100)


def level_by_score(season: Season, final: Decimal) -> str:
    """Give the best level whose lowest score is reached, or "" below them all.

    The stored decimal is compared, not its printed form: 89,995 is not 90.
    """
    return next((level.code for level in season.levels if final >= level.minimum), "")


def percent_of(knockout: Knockout) -> Decimal | None:
    """Read the rate of a knock-out ("50" or "50%"), or ``None`` when it is not one."""
    try:
        return parse_percent(knockout.parameter)
    except ScoreError:
        return None


def knocked_out_by(season: Season, standing: Contender) -> tuple[Knockout, ...]:
    """Give the knock-outs that a unit falls under, in the order of the sheet."""
    return tuple(knockout for knockout in season.knockouts if _falls_under(season, standing, knockout))


def _falls_under(season: Season, standing: Contender, knockout: Knockout) -> bool:
    match knockout.condition:
        case Condition.SECTION_BELOW:
            return _has_weak_section(season, standing, percent_of(knockout))
        case Condition.CRITERION_ZERO:
            # "Không chấm" is no score, so it is not 0 either.
            return standing.scores.get(knockout.parameter) == 0
        case Condition.PENALTY_GIVEN:
            return any(
                line.award.code == knockout.parameter and line.award.points > 0 for line in standing.awards
            )
        case Condition.NO_SELF_SCORE:
            own = scores_by(season, standing.unit.code, ScoredBy.SELF)
            return all(score is None for score in own.values())


def _has_weak_section(season: Season, standing: Contender, percent: Decimal | None) -> bool:
    if percent is None:
        return False
    for section in season.sections:
        total = standing.team.sections[section.code]
        if total is not None and total * _HUNDRED < section.max_points * percent:
            return True
    return False


def lowest_ceiling(season: Season, start: str, knockouts: Sequence[Knockout]) -> str:
    """Hold a level down to the lowest ceiling of the knock-outs; it never rises."""
    order = {level.code: place for place, level in enumerate(season.levels)}
    return max((start, *(knockout.ceiling for knockout in knockouts)), key=lambda code: order[code])


def fill_quotas(
    levels: Sequence[Level], groups: Sequence[Sequence[str]], start: Mapping[str, str]
) -> dict[str, tuple[str, tuple[Level, ...]]]:
    """Move units over the quotas down: unit code → level, and the levels that were full.

    ``groups`` are the units in rank order, those of a shared rank together.  Places go by rank.
    Units of one rank are equal and are treated alike: where there is no place for all of them,
    none of them gets one (a quota is "không quá"), and the level is closed to those below, who
    must not pass over them.  The Standing Committee can vote, or set the level by a ruling.
    The lowest level takes everybody, for there is nothing below it.
    """
    order = [level.code for level in levels]
    at = {unit: order.index(code) if code else len(order) for unit, code in start.items()}
    full: dict[str, tuple[Level, ...]] = dict.fromkeys(start, ())
    for place, level in enumerate(levels[:-1]):
        if level.quota is None:
            continue
        left = level.quota
        for group in groups:
            here = [unit for unit in group if at[unit] == place]
            if len(here) <= left:
                left -= len(here)
                continue
            left = 0
            for unit in here:
                at[unit] += 1
                full[unit] += (level,)
    return {unit: (order[at[unit]] if at[unit] < len(order) else "", full[unit]) for unit in start}
