"""What holds for every season, however it was scored."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.records import Award, RankStyle, Ruling, Season, SelfScores, TeamScores, Unit
from docgen.scoring import Ranking, ScoredBy, rank, totals
from tests.factory import make_general, make_season
from tests.factory_office import levels

CRITERIA = ("I.1", "I.2", "I.3", "II.1", "II.2")
MOST = 80  # quarter points of a criterion
QUARTER = Decimal("0.25")
NAMES = ("Hòa Hương", "Đức Thượng", "Quế Lộc", "An Xuân", "Tam Độ", "Điện Phước", "Trà Mường")

# Few different scores, so that ties, zeros and weak sections are common.
steps = st.sampled_from((0, 30, 64, 72, 73, 76, 80))


@dataclass(frozen=True)
class Case:
    """The quarter points of each unit, and what else a season may say."""

    rows: tuple[tuple[int, ...], ...]
    awards: tuple[tuple[int, str, int], ...]
    quotas: tuple[int | None, ...]
    votes: tuple[int | None, ...]
    silent: frozenset[int]
    style: RankStyle

    def season(self, **changes: Any) -> Season:
        codes = [f"ĐV{index}" for index in range(len(self.rows))]
        table = zip(codes, self.rows, strict=True)
        team = tuple(
            TeamScores(unit=code, scores=dict(zip(CRITERIA, (QUARTER * s for s in row), strict=True)))
            for code, row in table
        )
        values: dict[str, Any] = {
            "general": make_general(rank_style=self.style),
            "units": tuple(
                Unit(code=code, kind="xã", name=name) for code, name in zip(codes, NAMES, strict=False)
            ),
            "team_scores": team,
            "self_scores": tuple(
                SelfScores(unit=row.unit, scores=row.scores)
                for index, row in enumerate(team)
                if index not in self.silent
            ),
            "awards": tuple(
                Award(unit=codes[index % len(codes)], code=code, points=QUARTER * points)
                for index, code, points in self.awards
            ),
            "rulings": tuple(
                Ruling(unit=code, vote_order=vote) for code, vote in zip(codes, self.votes, strict=False)
            ),
            "levels": tuple(
                level.model_copy(update={"quota": quota})
                for level, quota in zip(levels(None), (*self.quotas, None, None), strict=True)
            ),
        }
        return make_season(**(values | changes))


cases = st.builds(
    Case,
    rows=st.lists(st.tuples(*[steps] * len(CRITERIA)), min_size=1, max_size=len(NAMES)).map(tuple),
    awards=st.lists(
        st.tuples(st.integers(0, 6), st.sampled_from(("T1", "T2", "P1", "P2", "P4")), st.integers(1, 12)),
        max_size=6,
    ).map(tuple),
    quotas=st.tuples(*[st.none() | st.integers(0, 3)] * 3),
    votes=st.lists(st.none() | st.integers(1, 3), max_size=3).map(tuple),
    silent=st.frozensets(st.integers(0, 6), max_size=1),
    style=st.sampled_from(RankStyle),
)
few = settings(max_examples=40, deadline=None)


def outcome(ranking: Ranking) -> dict[str, tuple[object, ...]]:
    return {
        result.unit: (
            *(result.rank, result.final, result.base, result.bonus, result.penalty),
            *(result.level_by_score, result.computed_level, result.level),
        )
        for result in ranking.results
    }


@few
@given(cases, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_never_matters(case: Case, random: Any) -> None:
    season = case.season()
    fields = ("units", "team_scores", "self_scores", "awards", "rulings", "knockouts", "criteria", "sections")
    shuffled: dict[str, Any] = {}
    for field in fields:
        rows = list(getattr(season, field))
        random.shuffle(rows)
        shuffled[field] = tuple(rows)
    assert outcome(rank(case.season(**shuffled))) == outcome(rank(season))


@few
@given(cases, st.data())
def test_a_higher_team_score_never_lowers_the_rank(case: Case, data: st.DataObject) -> None:
    season = case.season()
    index = data.draw(st.integers(0, len(case.rows) - 1))
    criterion = data.draw(st.sampled_from(CRITERIA))
    row = season.team_scores[index]
    before = row.scores[criterion]
    assert before is not None
    more = min(Decimal(20), before + QUARTER * data.draw(st.integers(1, 20)))
    raised = row.model_copy(update={"scores": {**row.scores, criterion: more}})
    rows = tuple(raised if other is row else other for other in season.team_scores)
    old = rank(season).by_unit[row.unit].rank
    new = rank(case.season(team_scores=rows)).by_unit[row.unit].rank
    assert (old is None) == (new is None)
    if old is not None and new is not None:
        assert new <= old


@few
@given(cases)
def test_ranks_follow_the_scores_and_shared_ranks_are_named(case: Case) -> None:
    ranking = rank(case.season())
    ranked = [result for result in ranking.results if result.rank is not None]
    finals = [result.final for result in ranked]
    assert finals == sorted(finals, key=lambda final: -(final or Decimal(0)))
    numbers = [result.rank or 0 for result in ranked]
    held = Counter(numbers)
    assert ranking.shared == {
        number: tuple(result.unit for result in ranked if result.rank == number)
        for number, holders in held.items()
        if holders > 1
    }
    if case.style is RankStyle.SKIP:
        assert numbers == [sum(other < number for other in numbers) + 1 for number in numbers]
    else:
        assert sorted(held) == list(range(1, len(held) + 1))


@few
@given(cases)
def test_the_counts_are_those_of_the_table(case: Case) -> None:
    ranking = rank(case.season())
    found = Counter(result.level for result in ranking.results)
    assert ranking.counts == {level.code: found[level.code] for level in levels(None)}
    assert sum(found.values()) == len(case.rows)


@few
@given(cases)
def test_no_level_is_above_that_of_the_score_or_above_a_ceiling(case: Case) -> None:
    season = case.season()
    order = [level.code for level in season.levels]
    for result in rank(season).results:
        if result.rank is None:
            assert result.computed_level == ""
            continue
        limits = [result.level_by_score, *(knockout.ceiling for knockout in result.knockouts)]
        assert order.index(result.computed_level) >= max(order.index(code) for code in limits)


@few
@given(cases)
def test_no_quota_is_ever_exceeded_and_equal_units_have_equal_levels(case: Case) -> None:
    season = case.season()
    ranking = rank(season)
    for level in season.levels:
        if level.quota is not None:
            assert ranking.counts[level.code] <= level.quota
    for units in ranking.shared.values():
        same = {ranking.by_unit[unit].computed_level for unit in units if not ranking.by_unit[unit].knockouts}
        assert len(same) <= 1


@few
@given(cases)
def test_sums_are_exact(case: Case) -> None:
    season = case.season()
    ranking = rank(season)
    for unit, row in zip(season.units, case.rows, strict=True):
        found = totals(season, unit.code, ScoredBy.TEAM)
        assert found.total == QUARTER * sum(row)
        assert found.sections == {"I": QUARTER * sum(row[:3]), "II": QUARTER * sum(row[3:])}
        result = ranking.by_unit[unit.code]
        assert result.base is not None
        assert result.final == result.base + result.bonus - result.penalty
        assert 0 <= result.bonus <= season.general.bonus_cap
        assert 0 <= result.penalty <= season.general.penalty_cap


@few
@given(cases)
def test_whoever_is_below_the_level_of_the_score_is_told_why(case: Case) -> None:
    for result in rank(case.season()).results:
        if result.computed_level != result.level_by_score:
            assert result.note
