"""Whatever is edited, exactly the papers that differ are explained, each with a reason; and in time."""

from __future__ import annotations

import random
import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.impact import explain
from docgen.impact.changes import SeasonDifference
from docgen.records import Season
from tests.factory import changed, large_season
from tests.impact.seasons import differing, edits, rescored, values
from tests.kinds.making import sample_season

SAMPLE = sample_season()


@given(new=edits(SAMPLE))
@settings(max_examples=30, deadline=None)
def test_one_edit_is_the_reason_for_every_paper_that_differs(new: Season) -> None:
    impact = explain(SAMPLE, new)
    assert {item.paper for item in impact.papers} == differing(SAMPLE, new)
    assert all(item.reasons for item in impact.papers)
    if len(SeasonDifference(SAMPLE, new).edits) == 1:
        told = {change.change for change in impact.changes}
        assert all(item.exact and {*item.reasons} == told for item in impact.papers)


@given(new=edits(SAMPLE).flatmap(edits).flatmap(edits).flatmap(edits))
@settings(max_examples=20, deadline=None)
def test_many_edits_explain_exactly_the_papers_that_differ(new: Season) -> None:
    impact = explain(SAMPLE, new)
    assert {item.paper for item in impact.papers} == differing(SAMPLE, new)
    assert all(item.reasons for item in impact.papers)
    for change in impact.changes:
        for paper in change.papers:
            assert str(change.change) in impact.reasons(paper)


@given(data=st.data())
@settings(max_examples=8, deadline=None)
def test_a_reason_that_alone_was_tried_does_change_the_paper(data: st.DataObject) -> None:
    """Two edits that change no row together: what is an exact reason changes the paper when alone."""
    one = data.draw(edits(SAMPLE))
    both = data.draw(edits(one))
    difference = SeasonDifference(SAMPLE, both)
    impact = explain(SAMPLE, both)
    for edit in difference.edits[:6]:
        alone = differing(SAMPLE, difference.state([edit]))
        without = differing(both, difference.state([*{*difference.edits} - {edit}]))
        for item in impact.papers:
            if item.exact and edit.told in item.reasons:
                assert item.paper in alone | without


# --- size -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def large() -> Season:
    """Give 200 units with 60 criteria, 251 papers and more."""
    return large_season()


def rescored_at_random(season: Season, count: int) -> Season:
    rng = random.Random(2023)  # noqa: S311 - a test, the same every time
    rows = [dict(row.scores) for row in season.team_scores]
    codes = [criterion.code for criterion in season.criteria]
    cells = rng.sample([(at, code) for at in range(len(rows)) for code in codes], count)
    for at, code in cells:
        given = rows[at][code]
        rows[at][code] = Decimal(1) if given != 1 else Decimal("1.5")
    scored = zip(season.team_scores, rows, strict=True)
    return season.model_copy(update={"team_scores": tuple(changed(row, scores=s) for row, s in scored)})


def test_one_score_among_200_units_is_explained_within_five_seconds(large: Season) -> None:
    started = time.process_time()
    impact = explain(large, rescored(large, large.units[100].code, II_3="0"))
    assert time.process_time() - started < 5
    assert len(impact.papers) > 3
    assert all(item.exact for item in impact.papers)


def test_a_thousand_scores_are_explained_within_five_seconds(large: Season) -> None:
    new = rescored_at_random(large, 1000)
    started = time.process_time()
    impact = explain(large, new)
    assert time.process_time() - started < 5
    assert len(impact.changes) == 1000
    assert all(item.reasons for item in impact.papers)
    minutes = next(item for item in impact.papers if item.paper == "bien-ban:1")
    names = {unit.code: unit.name for unit in large.units}
    there = {names[visit.unit] for visit in large.visits if visit.sitting == 1}
    assert {reason.row for reason in minutes.reasons} <= there, "other units' scores do not stand in it"


def test_a_handful_of_scores_is_tried_one_by_one_within_five_seconds(large: Season) -> None:
    new = rescored_at_random(large, 4)
    started = time.process_time()
    impact = explain(large, new)
    assert time.process_time() - started < 5
    assert all(item.exact for item in impact.papers)


def test_what_each_of_a_dozen_scores_did_to_the_ranks_is_still_told(large: Season) -> None:
    """Too many to make all papers with each alone, but not too many to rank with each alone."""
    new = rescored_at_random(large, 12)
    impact = explain(large, new)
    for change in impact.changes:
        assert change.exact
        assert change.change.row in {one.name for one in change.standings}
    own = {change.change.row: change.change for change in impact.changes}
    for item in impact.papers:
        unit = large.unit_by_code.get(item.paper.partition(":")[2])
        if unit is not None and unit.name in own:
            assert own[unit.name] in item.reasons
        elif unit is not None:
            assert len(item.reasons) < 12, "only what moved this unit"


def test_a_season_that_fills_up_is_explained_within_five_seconds(large: Season) -> None:
    empty = large.model_copy(update={"team_scores": (), "remarks": ()})
    started = time.process_time()
    impact = explain(empty, large)
    assert time.process_time() - started < 5
    assert len(impact.papers) == 50 + 200 + 1
    own = next(item for item in impact.papers if item.paper == f"thong-bao:{large.units[7].code}")
    assert {reason.row.partition(",")[0] for reason in own.reasons} == {large.units[7].name}
    assert values(large) != values(empty)
