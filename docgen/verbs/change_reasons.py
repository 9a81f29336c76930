"""Why papers differ from what they were made from: the changed records, by sheet and cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from docgen import stale
from docgen.impact import Impact, Touched, explain
from docgen.records import Season
from docgen.stale import Inputs, Verdict
from docgen.verbs.season_snapshots import find_snapshot
from docgen.verbs.workspace import Place

_MOST_SNAPSHOTS: Final = 6
"""Snapshots that are compared at most: papers that are further behind are told by their contexts alone."""
_NOTHING: Final[Mapping[str, object]] = MappingProxyType({})


def explained(
    verdicts: Iterable[Verdict],
    made_from: Mapping[str, tuple[Inputs, str]],
    now: Mapping[str, Inputs],
    place: Place,
    season: Season,
) -> list[Verdict]:
    """Put the changed records in place of the changed fields of contexts, wherever they are known.

    ``made_from`` gives for each paper the inputs of its last version and the snapshot of the records
    that these came from, ``now`` the inputs that the records ask for.
    """
    verdicts = list(verdicts)
    changed = [verdict.paper for verdict in verdicts if verdict.reasons and verdict.paper in now]
    bases = {paper: made_from[paper][1] for paper in changed if paper in made_from}
    told = reasons(place, bases, season)
    return [
        replace(
            verdict,
            reasons=(
                *_about_the_file(verdict),
                *outside(made_from[verdict.paper][0], now[verdict.paper]),
                *told[verdict.paper],
            ),
        )
        if verdict.paper in told
        else verdict
        for verdict in verdicts
    ]


def _about_the_file(verdict: Verdict) -> tuple[str, ...]:
    return tuple(reason for reason in verdict.reasons if reason.startswith((stale.RENAMED, stale.OLDER)))


def outside(before: Inputs, after: Inputs) -> tuple[str, ...]:
    """Say what changed outside the records: template, style, program."""
    return tuple(stale.changes(replace(before, context=_NOTHING), replace(after, context=_NOTHING)))


def reasons(place: Place, bases: Mapping[str, str], now: Season) -> dict[str, tuple[str, ...]]:
    """Say why papers differ from what they were made from: paper → changed records, in words.

    ``bases`` maps papers to the snapshots that they were made from.  A paper is absent where its
    context is the same, or its snapshot is no longer there.
    """
    found: dict[str, tuple[str, ...]] = {}
    for sha256, papers in by_snapshot(bases).items():
        old = find_snapshot(place, sha256)
        if old is not None:
            impact = explain(old, now)
            found |= {item.paper: tuple(map(str, item.reasons)) for item in only(impact, papers)}
    return found


def by_snapshot(bases: Mapping[str, str]) -> dict[str, set[str]]:
    """Group papers by their snapshots, those of most papers first."""
    groups: dict[str, set[str]] = defaultdict(set)
    for paper, sha256 in bases.items():
        if sha256:
            groups[sha256].add(paper)
    ordered = sorted(groups.items(), key=lambda group: -len(group[1]))
    return dict(ordered[:_MOST_SNAPSHOTS])


def only(impact: Impact, papers: Iterable[str]) -> Iterator[Touched]:
    """Give what is told of these papers alone."""
    wanted = set(papers)
    return (item for item in impact.papers if item.paper in wanted)
