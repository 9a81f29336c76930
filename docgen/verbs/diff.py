"""The verb ``diff``: what changed in the records since papers were last made, and what it touches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from docgen.impact import Consequence, Impact, Touched, explain
from docgen.records import Season
from docgen.stale import OLDER
from docgen.verbs.change_reasons import by_snapshot, only, outside
from docgen.verbs.field_words import reason_in_words
from docgen.verbs.outcomes import Summary
from docgen.verbs.season_snapshots import find_snapshot, newest_snapshot
from docgen.verbs.status import Standing, status
from docgen.verbs.workspace import Place

_NOTHING: Final[Mapping[str, object]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Differed:
    """What ``diff`` found.

    ``since`` is the hash of the newest snapshot, empty where there is none: then ``impact`` is empty
    too.  A paper that was last made from an older snapshot is compared with that one.  ``frozen`` are
    the papers that are issued or sealed, which nothing writes again.  ``others`` are reasons that lie
    outside the records, by paper: template, style or program changed.
    """

    summary: Summary
    since: str
    impact: Impact
    frozen: frozenset[str]
    others: Mapping[str, tuple[str, ...]]

    def as_json(self) -> dict[str, Any]:
        """Give what changed as plain JSON values."""
        impact = self.impact
        return {
            "season": self.summary.season,
            "workbook": str(self.summary.workbook),
            "since": self.since or None,
            "changes": [item.as_json() for item in impact.changes],
            "standings": [one.as_json() for one in impact.standings],
            "papers": [item.as_json() | {"frozen": item.paper in self.frozen} for item in impact.papers],
            "unknown": list(impact.unknown),
            "others": {paper: [*map(reason_in_words, reasons)] for paper, reasons in self.others.items()},
            "problems": [problem.as_json() for problem in self.summary.problems],
        }


def diff(season: str | None, *, here: Path, out: Path | None = None) -> Differed:
    """Compare a workbook with what papers were last made from; writes nothing.

    ``season``, ``here`` and ``out`` are as in ``status``.  ``Stop`` carries the workbook's problems
    when it has errors.
    """
    standing = status(season, here=here, out=out)
    checked = standing.plan.checked
    newest = newest_snapshot(checked.place)
    impact = Impact()
    if newest is not None and checked.season is not None:
        impact = _since(checked.place, newest, _older(standing, newest[0]), checked.season)
    return Differed(
        summary=standing.summary,
        since=newest[0] if newest is not None else "",
        impact=impact,
        frozen=frozenset(standing.frozen),
        others=dict(_others(standing)),
    )


def _older(standing: Standing, newest: str) -> dict[str, str]:
    """Give the papers that were last made from another snapshot than the newest, and that one."""
    return {
        paper: entry.records
        for paper, entry in standing.manifest.papers.items()
        if entry.records not in {"", newest} and paper not in standing.frozen
    }


def _since(place: Place, newest: tuple[str, Season], older: Mapping[str, str], now: Season) -> Impact:
    """Explain what changed since the newest snapshot; for papers that are behind, since their own."""
    impact = explain(newest[1], now)
    behind: dict[str, Touched] = {}
    changes: list[Consequence] = []
    left: set[str] = set()
    for sha256, papers in by_snapshot(older).items():
        old = find_snapshot(place, sha256)
        if old is None:
            continue
        earlier = explain(old, now)
        left |= papers
        behind |= {item.paper: item for item in only(earlier, papers)}
        changes += [_limited(item, papers) for item in earlier.changes if papers & {*item.papers}]
    touched = tuple(item for item in impact.papers if item.paper not in left)
    mine = [_limited(item, {one.paper for one in touched}) for item in impact.changes]
    return replace(impact, changes=_joined([*mine, *changes]), papers=(*touched, *behind.values()))


def _limited(item: Consequence, papers: Iterable[str]) -> Consequence:
    wanted = set(papers)
    return replace(item, papers=tuple(paper for paper in item.papers if paper in wanted))


def _joined(changes: Iterable[Consequence]) -> tuple[Consequence, ...]:
    """Tell the same change once, with the papers of all who told it."""
    found: dict[object, Consequence] = {}
    for item in changes:
        known = found.get(item.change)
        papers = item.papers if known is None else tuple(dict.fromkeys([*known.papers, *item.papers]))
        found[item.change] = replace(known or item, papers=papers)
    return tuple(found.values())


def _others(standing: Standing) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Tell of papers whose template, style or program changed, or of which an older copy came back."""
    older = {verdict.paper: (OLDER,) for verdict in standing.verdicts if OLDER in verdict.reasons}
    for job in standing.plan.jobs:
        entry = standing.manifest.papers.get(job.paper)
        if entry is not None and job.paper not in standing.frozen:
            found = (*older.get(job.paper, ()), *outside(entry.inputs, job.inputs))
            if found:
                yield job.paper, found
