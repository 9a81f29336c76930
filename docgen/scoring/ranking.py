"""The ranking of a season: every unit's result, in rank order."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from docgen.records import AwardKind, Knockout, RankStyle, Ruling, Season, Unit
from docgen.scoring import notes
from docgen.scoring.levels import fill_quotas, knocked_out_by, level_by_score, lowest_ceiling
from docgen.scoring.sums import (
    CountedAward,
    ScoredBy,
    Totals,
    base_score,
    count_awards,
    points_of,
    scores_by,
    totals,
)
from docgen.scoring.ties import Contender, Term, read_terms
from docgen.viet import sentence_start


@dataclass(frozen=True, slots=True)
class Result:
    """What one unit has achieved.

    ``base``, ``final`` and ``rank`` are ``None`` while the scores do not suffice; ``rank`` is
    ``None`` too for a unit that a knock-out keeps from being ranked.  ``bonus`` and ``penalty``
    are what the caps leave of ``awards``, both ≥ 0.  Levels are codes, "" for none:
    ``level_by_score`` by the thresholds alone, ``computed_level`` after knock-outs and quotas,
    ``level`` after the Standing Committee's ruling.  The reasons are Vietnamese clauses:
    ``rank_reasons`` say why the unit ranks above an equal one or shares its rank,
    ``level_reasons`` why the level is not that of the score, or why there is none.
    """

    unit: str
    self_: Totals
    cross: Totals
    team: Totals
    base: Decimal | None = None
    bonus: Decimal = Decimal(0)
    penalty: Decimal = Decimal(0)
    awards: tuple[CountedAward, ...] = ()
    final: Decimal | None = None
    rank: int | None = None
    level_by_score: str = ""
    computed_level: str = ""
    level: str = ""
    knockouts: tuple[Knockout, ...] = ()
    rank_reasons: tuple[str, ...] = ()
    level_reasons: tuple[str, ...] = ()

    @property
    def reasons(self) -> tuple[str, ...]:
        """Give all reasons, those for the rank first."""
        return self.rank_reasons + self.level_reasons

    @property
    def note(self) -> str:
        """Give the note that the papers print; empty when there is nothing to explain."""
        return sentence_start("; ".join(self.reasons))


@dataclass(frozen=True)
class Ranking:
    """The results in rank order, units without a rank last in the order of the sheet.

    ``counts`` gives the number of units at each level of the sheet, 0 included.
    """

    results: tuple[Result, ...]
    counts: Mapping[str, int]

    @functools.cached_property
    def by_unit(self) -> Mapping[str, Result]:
        """Give the result of each unit by its code."""
        return MappingProxyType({result.unit: result for result in self.results})

    @functools.cached_property
    def shared(self) -> Mapping[int, tuple[str, ...]]:
        """Give the ranks that several units hold (đồng hạng) → those units."""
        ranked = (result for result in self.results if result.rank is not None)
        holders = {
            rank: tuple(result.unit for result in group)
            for rank, group in itertools.groupby(ranked, key=lambda result: result.rank)
            if rank is not None
        }
        return MappingProxyType({rank: units for rank, units in holders.items() if len(units) > 1})


def rank(season: Season) -> Ranking:
    """Rank the units of a season by the rules in its workbook (nghiep-vu 2.2, XL-01 to XL-06).

    Higher final score first; equal scores by ``General.tie_order``; a tie that still stands is a
    shared rank.  A unit without a base score has neither rank nor level; one under a knock-out
    without ceiling has no rank and no level by computation.  A ruling changes the level of its
    unit only: it neither takes nor frees a place of a quota.
    """
    standings = {unit.code: _standing(season, unit) for unit in season.units}
    known = [standing for standing in standings.values() if standing is not None]
    knockouts = {standing.unit.code: knocked_out_by(season, standing) for standing in known}
    rankable = [s for s in known if all(knockout.ceiling for knockout in knockouts[s.unit.code])]
    terms = read_terms(season)
    groups = _groups(rankable, terms)
    ranked = {
        result.unit: result
        for result in _ranked_results(season, groups, knockouts, notes.Ties(season, groups, terms))
    }
    unranked = (
        _unranked(season, unit, standings[unit.code], knockouts.get(unit.code, ()))
        for unit in season.units
        if unit.code not in ranked
    )
    results = (*ranked.values(), *unranked)
    counts = {level.code: sum(result.level == level.code for result in results) for level in season.levels}
    return Ranking(results, MappingProxyType(counts))


def _standing(season: Season, unit: Unit) -> Contender | None:
    """Add up what a unit has achieved; ``None`` while it has no base score."""
    self_, cross, team = (totals(season, unit.code, source) for source in ScoredBy)
    base = base_score(season.general, self_, cross, team)
    if base is None:
        return None
    awards = count_awards(season, unit.code)
    bonus, penalty = points_of(awards, AwardKind.BONUS), points_of(awards, AwardKind.PENALTY)
    ruling = _ruling(season, unit.code)
    return Contender(
        unit=unit,
        totals=(self_, cross, team),
        scores=scores_by(season, unit.code, ScoredBy.TEAM),
        awards=awards,
        base=base,
        bonus=bonus,
        penalty=penalty,
        final=base + bonus - penalty,
        vote_order=ruling.vote_order if ruling else None,
    )


def _ruling(season: Season, unit: str) -> Ruling | None:
    return next((ruling for ruling in season.rulings if ruling.unit == unit), None)


def _groups(standings: Iterable[Contender], terms: Sequence[Term]) -> list[list[Contender]]:
    """Put the units in rank order, those that nothing tells apart together."""

    def merits(standing: Contender) -> tuple[Decimal, ...]:
        return (standing.final, *(term.merit(standing) for term in terms))

    ordered = sorted(standings, key=merits, reverse=True)
    return [list(group) for _, group in itertools.groupby(ordered, key=merits)]


def _rank_numbers(groups: Sequence[Sequence[Contender]], style: RankStyle) -> Iterator[int]:
    above = 0
    for place, group in enumerate(groups, start=1):
        yield place if style is RankStyle.DENSE else above + 1
        above += len(group)


def _ranked_results(
    season: Season,
    groups: Sequence[Sequence[Contender]],
    knockouts: Mapping[str, tuple[Knockout, ...]],
    ties: notes.Ties,
) -> Iterator[Result]:
    by_score = {s.unit.code: level_by_score(season, s.final) for group in groups for s in group}
    held = {
        unit: lowest_ceiling(season, level, knockouts[unit]) if level else ""
        for unit, level in by_score.items()
    }
    codes = [[standing.unit.code for standing in group] for group in groups]
    settled = fill_quotas(season.levels, codes, held)
    numbers = _rank_numbers(groups, season.general.rank_style)
    for index, (number, group) in enumerate(zip(numbers, groups, strict=True)):
        for standing in group:
            unit = standing.unit.code
            computed, full = settled[unit]
            ruling = _ruling(season, unit)
            yield _result(
                standing,
                rank=number,
                level_by_score=by_score[unit],
                computed_level=computed,
                level=(ruling.level if ruling else "") or computed,
                knockouts=knockouts[unit],
                rank_reasons=tuple(ties.reasons(index, standing, number)),
                level_reasons=(
                    *notes.held_down(season, by_score[unit], knockouts[unit], full),
                    *notes.ruled(season, computed, ruling),
                ),
            )


def _result(
    standing: Contender,
    *,
    level_by_score: str,
    knockouts: tuple[Knockout, ...],
    level_reasons: tuple[str, ...],
    rank_reasons: tuple[str, ...] = (),
    rank: int | None = None,
    computed_level: str = "",
    level: str = "",
) -> Result:
    self_, cross, team = standing.totals
    return Result(
        unit=standing.unit.code,
        self_=self_,
        cross=cross,
        team=team,
        base=standing.base,
        bonus=standing.bonus,
        penalty=standing.penalty,
        awards=standing.awards,
        final=standing.final,
        rank=rank,
        level_by_score=level_by_score,
        computed_level=computed_level,
        level=level,
        knockouts=knockouts,
        rank_reasons=rank_reasons,
        level_reasons=level_reasons,
    )


def _unranked(
    season: Season, unit: Unit, standing: Contender | None, knockouts: tuple[Knockout, ...]
) -> Result:
    if standing is None:
        self_, cross, team = (totals(season, unit.code, source) for source in ScoredBy)
        awards = count_awards(season, unit.code)
        return Result(
            unit=unit.code,
            self_=self_,
            cross=cross,
            team=team,
            awards=awards,
            bonus=points_of(awards, AwardKind.BONUS),
            penalty=points_of(awards, AwardKind.PENALTY),
            level_reasons=(notes.NOT_YET,),
        )
    ruling = _ruling(season, unit.code)
    return _result(
        standing,
        level_by_score=level_by_score(season, standing.final),
        level=ruling.level if ruling else "",
        knockouts=knockouts,
        level_reasons=(notes.not_ranked(knockouts), *notes.ruled(season, "", ruling)),
    )
