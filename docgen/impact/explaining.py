"""Which papers the changes of records touch, and what else follows from them.

Attribution is counterfactual: a change is a reason when it alone, made in the old season, changes
the paper; or, where changes count only together, when the paper would be another one without it.
Only changes of what the paper read are tried, and no more than can be made in a few seconds; beyond
that the changes of what it read are its reasons, and it is said that this was not tried.
"""

from __future__ import annotations

import enum
import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from docgen import kinds as house
from docgen.impact.candidates import CandidateFinder, moved_results
from docgen.impact.changes import RecordChange, SeasonDifference, SeasonEdit
from docgen.impact.evaluation import Evaluation, evaluate, identity, is_same_ranking
from docgen.impact.standings import StandingChange, in_words, standings
from docgen.kind import Kind
from docgen.records import Season

_MOST_TRIED: Final = 40
"""States between that are made at most."""
_MOST_RANKED: Final = 20
"""Rankings that are made at most where making the papers would be too much."""
_MOST_MADE: Final = 3_000
"""Papers that are made for them at most: some two seconds' work."""


class Fate(enum.StrEnum):
    """What becomes of a paper that records touch."""

    CHANGED = "changed"
    NEW = "new"
    ORPHAN = "orphan"
    """The records no longer ask for it."""


@dataclass(frozen=True, slots=True)
class Touched:
    """One paper, ``kind:key``, whose context differs, and the changes that are the reason.

    ``label`` is what the user calls the paper.  Where ``exact`` is false the reasons were not tried
    one by one: the paper reads all of them, but may be the same without one of them.
    """

    paper: str
    label: str
    fate: Fate
    reasons: tuple[RecordChange, ...]
    exact: bool

    def as_json(self) -> dict[str, Any]:
        """Give the paper as plain JSON values."""
        return {
            "paper": self.paper,
            "label": self.label,
            "fate": str(self.fate),
            "reasons": [str(reason) for reason in self.reasons],
            "exact": self.exact,
        }


@dataclass(frozen=True, slots=True)
class Consequence:
    """One change, the standings that it alone changes, and the papers that it is a reason for.

    Where ``exact`` is false it was not tried alone: ``standings`` are then those of its own unit.
    """

    change: RecordChange
    standings: tuple[StandingChange, ...]
    papers: tuple[str, ...]
    exact: bool

    def as_json(self) -> dict[str, Any]:
        """Give the change as plain JSON values."""
        return self.change.as_json() | {
            "standings": [one.as_json() for one in self.standings],
            "papers": list(self.papers),
            "exact": self.exact,
        }


@dataclass(frozen=True, slots=True)
class Impact:
    """All that follows from the changes between two states of a season.

    ``papers`` stand in the order of the season, those that are no longer asked for last.  ``standings``
    are what all changes together did to the units.  ``unknown`` are the kinds of which nothing can be
    told, since one of the two states contradicts itself.
    """

    changes: tuple[Consequence, ...] = ()
    papers: tuple[Touched, ...] = ()
    standings: tuple[StandingChange, ...] = ()
    unknown: tuple[str, ...] = ()

    def reasons(self, paper: str) -> tuple[str, ...]:
        """Give in words why one paper differs; empty when it does not."""
        found = (touched.reasons for touched in self.papers if touched.paper == paper)
        return tuple(map(str, next(found, ())))

    def standing_lines(self) -> list[str]:
        """Write what all changes together did, a line a unit."""
        return in_words(self.standings)


def explain(old: Season, new: Season, kinds: Sequence[Kind] | None = None) -> Impact:
    """Tell which papers differ between two states of a season, and because of which changes.

    ``kinds`` are by default all.  It raises nothing over a season that contradicts itself: what cannot
    be made is ``unknown``.
    """
    difference = SeasonDifference(old, new)
    if not difference.edits:
        return Impact()
    return _Explaining(difference, house.KINDS if kinds is None else kinds).impact()


class _Explaining:
    """The work of ``explain``: both states, and those between as far as they are needed."""

    def __init__(self, difference: SeasonDifference, kinds: Sequence[Kind]) -> None:
        self._difference, self._kinds = difference, kinds
        edits = difference.edits
        self._order = {edit: place for place, edit in enumerate(edits)}
        rows = [(edit.sheet, difference.pairs[edit.sheet][edit.at]) for edit in edits if edit.at >= 0]
        old = evaluate(difference.old, kinds, watched=_places((s, row.old_at) for s, row in rows))
        new = evaluate(
            difference.state(edits), kinds, like=old, watched=_places((s, row.new_at) for s, row in rows)
        )
        self._old, self._new = old, new
        self._finder = CandidateFinder(difference, old, new)
        self._differing = {
            identity(kind.code, key): (kind.code, key)
            for kind in kinds
            for key in _differing(old, new, kind.code)
        }
        self._candidates = {paper: self._finder.of(*place) for paper, place in self._differing.items()}
        self._reasons: dict[str, set[SeasonEdit]] = defaultdict(set)
        self._alone: dict[SeasonEdit, Evaluation] = {}
        self._doubtful: set[str] = set()

    def impact(self) -> Impact:
        """Find the reasons and put everything into words."""
        self._find_reasons()
        because: dict[SeasonEdit, list[str]] = defaultdict(list)
        touched = [self._touched(paper) for paper in self._differing]
        for paper, edits in self._reasons.items():
            for edit in edits:
                because[edit].append(paper)
        order = {item.paper: place for place, item in enumerate(touched)}
        together = standings(self._old, self._new)
        return Impact(
            changes=tuple(
                self._consequence(edit, sorted(because[edit], key=order.__getitem__), together)
                for edit in self._difference.edits
                if edit in because or not (edit.cosmetic or edit.at < 0)
            ),
            papers=tuple(sorted(touched, key=lambda item: item.fate is Fate.ORPHAN)),
            standings=together,
            unknown=tuple(
                kind.code
                for kind in self._kinds
                if self._old.kinds[kind.code].papers is None or self._new.kinds[kind.code].papers is None
            ),
        )

    # --- reasons ----------------------------------------------------------------------------------

    def _find_reasons(self) -> None:
        unclear: dict[str, frozenset[SeasonEdit]] = {}
        for paper, candidates in self._candidates.items():
            if len(candidates.all) == 1:
                self._reasons[paper] |= candidates.all
            else:
                unclear[paper] = candidates.all or frozenset(self._difference.edits)
        groups = self._affordable(unclear)
        if not groups:
            self._rank_alone()
        tried = frozenset[SeasonEdit]().union(*groups)
        left = self._try_alone({p: edits for p, edits in unclear.items() if edits <= tried}, groups)
        if left:
            self._try_without(left, groups)
        for paper in unclear:
            if not self._reasons[paper]:
                self._doubtful.add(paper)
                self._reasons[paper].update(self._likely(paper) or self._difference.edits)

    def _likely(self, paper: str) -> frozenset[SeasonEdit]:
        """Give the reasons of a paper for which none was tried: what is its own, or moved its units."""
        candidates = self._candidates[paper]
        units = self._finder.units_read(*self._differing[paper])
        moving = (edit for edit in candidates.weak & self._alone.keys() if units & self._moved_by(edit))
        return candidates.strong.union(moving) or candidates.weak

    @functools.cache  # noqa: B019 - lives no longer than the explanation
    def _moved_by(self, edit: SeasonEdit) -> frozenset[str]:
        """Give the units whose result an edit alone changes."""
        return frozenset(moved_results(self._old, self._alone[edit]))

    def _rank_alone(self) -> None:
        """Rank with each edit alone: much less work than making papers, and it tells what moves whom."""
        if 1 < len(self._finder.ranked) <= _MOST_RANKED:
            for edit in self._finder.ranked:
                self._alone[edit] = evaluate(self._difference.state([edit]), (), like=self._old)

    def _affordable(self, unclear: Mapping[str, frozenset[SeasonEdit]]) -> list[frozenset[SeasonEdit]]:
        """Group the edits to be tried: each alone, or a row's together; none where that is too much."""
        wanted = frozenset[SeasonEdit]().union(*unclear.values())
        if len(self._finder.ranked) > 1 and not is_same_ranking(self._old.ranking, self._new.ranking):
            wanted |= self._finder.ranked
        ordered = sorted(wanted, key=self._order.__getitem__)
        rows: dict[tuple[str, int], set[SeasonEdit]] = defaultdict(set)
        for edit in ordered:
            rows[edit.sheet, edit.at].add(edit)
        for groups in ([frozenset({edit}) for edit in ordered], [*map(frozenset, rows.values())]):
            if len(groups) <= _MOST_TRIED and sum(map(self._cost, groups)) <= _MOST_MADE:
                return groups
        return []

    def _cost(self, group: Iterable[SeasonEdit]) -> int:
        return 1 + self._old.cost({edit.sheet for edit in group})

    def _try_alone(
        self, unclear: Mapping[str, frozenset[SeasonEdit]], groups: Sequence[frozenset[SeasonEdit]]
    ) -> dict[str, frozenset[SeasonEdit]]:
        """Make each group of edits alone in the old season; give the papers that this does not explain.

        A paper that cannot be made with some group alone is among them: that group is left for it.
        """
        left: dict[str, set[SeasonEdit]] = defaultdict(set)
        for group in groups:
            tried = evaluate(self._difference.state(group), self._kinds, like=self._old)
            self._alone |= dict.fromkeys(group, tried)
            for paper, edits in unclear.items():
                if group.isdisjoint(edits):
                    continue
                if tried.kinds[self._differing[paper][0]].papers is None:
                    left[paper] |= group
                elif self._differs(paper, self._old, tried):
                    self._reasons[paper] |= group & edits
        for paper, edits in unclear.items():
            if not self._reasons[paper]:
                left[paper] |= edits
        return {paper: frozenset(edits) for paper, edits in left.items()}

    def _try_without(
        self, left: Mapping[str, frozenset[SeasonEdit]], groups: Sequence[frozenset[SeasonEdit]]
    ) -> None:
        """Make the new season without each group of edits, for what only counts together with others."""
        wanted = frozenset[SeasonEdit]().union(*left.values())
        every = frozenset(self._difference.edits)
        spent = sum(map(self._cost, groups))
        for group in groups:
            if group.isdisjoint(wanted):
                continue
            spent += self._cost(group)
            if spent > _MOST_MADE:
                self._doubtful |= set(left)
                return
            tried = evaluate(self._difference.state(every - group), self._kinds, like=self._new)
            for paper, edits in left.items():
                if group.isdisjoint(edits):
                    continue
                if tried.kinds[self._differing[paper][0]].papers is None:
                    self._doubtful.add(paper)
                elif self._differs(paper, self._new, tried):
                    self._reasons[paper] |= group & edits

    @staticmethod
    def _differs(paper: str, one: Evaluation, other: Evaluation) -> bool:
        before, after = one.paper(paper), other.paper(paper)
        if before is None or after is None:
            return before is not after
        return before.context != after.context

    # --- words ------------------------------------------------------------------------------------

    def _touched(self, paper: str) -> Touched:
        before, after = self._old.paper(paper), self._new.paper(paper)
        shown = after or before
        fate = Fate.CHANGED if before and after else Fate.NEW if after else Fate.ORPHAN
        edits = sorted(self._reasons[paper], key=self._order.__getitem__)
        return Touched(
            paper=paper,
            label=shown.label if shown is not None else paper,
            fate=fate,
            reasons=tuple(edit.told for edit in edits),
            exact=paper not in self._doubtful,
        )

    def _consequence(
        self, edit: SeasonEdit, papers: Sequence[str], together: Sequence[StandingChange]
    ) -> Consequence:
        """Tell what one edit did; ``together`` are the standings that all edits changed."""
        if edit not in self._finder.ranked or not together:
            return Consequence(edit.told, (), tuple(papers), exact=True)
        if len(self._finder.ranked) == 1:
            return Consequence(edit.told, tuple(together), tuple(papers), exact=True)
        if edit in self._alone:
            moved = standings(self._old, self._alone[edit])
            return Consequence(edit.told, moved, tuple(papers), exact=True)
        unit = self._finder.unit_of(edit)
        own = tuple(change for change in together if change.unit == unit)
        return Consequence(edit.told, own, tuple(papers), exact=False)


def _differing(old: Evaluation, new: Evaluation, kind: str) -> Iterator[str]:
    """Give the keys of the papers of one kind that differ; none where one side cannot be made."""
    before, after = old.kinds[kind].papers, new.kinds[kind].papers
    if before is None or after is None or before is after:
        return
    for key in dict.fromkeys([*after, *before]):
        one, other = before.get(key), after.get(key)
        if one is None or other is None or one.context != other.context:
            yield key


def _places(rows: Iterable[tuple[str, int]]) -> dict[str, set[int]]:
    """Gather the rows to be watched, those that are there, by their sheets."""
    places: dict[str, set[int]] = defaultdict(set)
    for sheet, at in rows:
        if at >= 0:
            places[sheet].add(at)
    return places
