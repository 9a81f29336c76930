"""The verb ``diff``: what changed in the records since papers were last made, and what it touches."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from docgen.app.gather import Plan, plan
from docgen.app.snapshots import find_snapshot, newest_snapshot
from docgen.impact import Impact, explain


@dataclass(frozen=True, slots=True)
class Differed:
    """What ``diff`` found.

    ``since`` is the hash of the snapshot compared with, empty where there is none: then ``impact`` is
    empty too.  ``frozen`` are the papers that are issued or sealed, which nothing writes again.
    ``others`` are reasons that lie outside the records: template, style or program changed.
    """

    plan: Plan
    since: str
    impact: Impact
    frozen: frozenset[str]
    others: Mapping[str, tuple[str, ...]]


def diff(
    season: str | None,
    *,
    here: Path,
    since: str = "",
    frozen: Collection[str] = (),
    others: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
) -> Differed:
    """Compare a workbook with its snapshot; writes nothing.

    ``season`` and ``here`` are as in ``find_season``; ``since`` is the hash of the snapshot, by default
    the newest.  ``Stop`` carries the workbook's problems when it has errors.
    """
    planned = plan(season, here=here)
    place, now = planned.checked.place, planned.checked.season
    found = (since, find_snapshot(place, since)) if since else newest_snapshot(place) or ("", None)
    sha256, old = found
    if old is None or now is None:
        return Differed(planned, "", Impact(), frozenset(frozen), others)
    return Differed(planned, sha256, explain(old, now), frozenset(frozen), others)
