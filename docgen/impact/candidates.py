"""Which changes a paper may owe its own change to: those of records that it read.

What a paper did not read cannot have changed it.  Reading is a necessary sign, not a sufficient one:
every notice looks at the unit of every remark.  So signs are strong or weak.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from docgen.impact.changes import SeasonDifference, SeasonEdit
from docgen.impact.evaluation import EVERY, RANKING, Evaluation, Read, is_same_result
from docgen.impact.pairing import IDENTITY
from docgen.impact.season_words import extra
from docgen.records import SHEETS, ScoreRow, Unit


@dataclass(frozen=True, slots=True)
class Candidates:
    """The edits that may have changed one paper; the weak ones count only where there is no strong one."""

    strong: frozenset[SeasonEdit]
    weak: frozenset[SeasonEdit]

    @property
    def all(self) -> frozenset[SeasonEdit]:
        """Give all of them."""
        return self.strong | self.weak

    @property
    def best(self) -> frozenset[SeasonEdit]:
        """Give those that most probably did it."""
        return self.strong or self.weak


@dataclass(frozen=True, slots=True)
class StateSide:
    """One of the two states: its papers, and which edits stand at which of its rows."""

    made: Evaluation
    edits: Mapping[tuple[str, int], list[SeasonEdit]]


class CandidateFinder:
    """Finds the candidates of papers from what both states' papers read."""

    def __init__(self, difference: SeasonDifference, old: Evaluation, new: Evaluation) -> None:
        self._difference = difference
        before: dict[tuple[str, int], list[SeasonEdit]] = defaultdict(list)
        after: dict[tuple[str, int], list[SeasonEdit]] = defaultdict(list)
        for edit in difference.edits:
            if edit.at >= 0:
                row = difference.pairs[edit.sheet][edit.at]
                before[edit.sheet, row.old_at].append(edit)
                after[edit.sheet, row.new_at].append(edit)
        self._sides = (StateSide(old, before), StateSide(new, after))
        self._moves = [edit for edit in difference.edits if edit.at < 0]
        self._common = {
            (side, kind): _read_by_all(made.reads)
            for side, evaluation in enumerate((old, new))
            for kind, made in evaluation.kinds.items()
        }
        self.ranked = frozenset(self._ranked())
        self._by_unit: dict[str, set[SeasonEdit]] = defaultdict(set)
        for edit in self.ranked:
            self._by_unit[self.unit_of(edit)].add(edit)
        self._moved = frozenset(moved_results(old, new))

    def unit_of(self, edit: SeasonEdit) -> str:
        """Give the code of the unit that an edit is about, or ""."""
        if edit.at < 0:
            return ""
        pair = self._difference.pairs[edit.sheet][edit.at]
        row = pair.new or pair.old
        return row.code if isinstance(row, Unit) else str(getattr(row, "unit", ""))

    def of(self, kind: str, key: str) -> Candidates:
        """Give the edits that may have changed one paper."""
        strong: set[SeasonEdit] = set()
        weak: set[SeasonEdit] = set()
        for number, side in enumerate(self._sides):
            made = side.made.kinds[kind]
            reads = made.reads.get(key, frozenset())
            common = self._common[number, kind]
            for edit, fields in _touched(side, reads).items():
                (strong if _is_strong(edit, fields, common) else weak).add(edit)
            weak |= {edit for edit in self._moves if edit.sheet in made.sheets}
            self._through_the_ranking(reads, strong, weak)
        return Candidates(frozenset(strong), frozenset(weak - strong))

    def units_read(self, kind: str, key: str) -> frozenset[str]:
        """Give the units whose results one paper looked up, in either state."""
        reads = (side.made.kinds[kind].reads.get(key, frozenset()) for side in self._sides)
        found = {unit for read in reads for sheet, _, unit in read if sheet == RANKING}
        return frozenset(found - {EVERY})

    def _through_the_ranking(
        self, reads: Collection[Read], strong: set[SeasonEdit], weak: set[SeasonEdit]
    ) -> None:
        looked_at = {unit for sheet, _, unit in reads if sheet == RANKING}
        own = (looked_at - {EVERY}) & self._moved
        for unit in own:
            strong |= self._by_unit[unit]
        if looked_at == {EVERY} and self._moved:  # it shows them all
            strong |= self.ranked
        elif own or (EVERY in looked_at and self._moved):
            weak |= self.ranked

    def _ranked(self) -> Iterable[SeasonEdit]:
        """Give the edits of what the ranking read."""
        for side in self._sides:
            yield from _touched(side, side.made.ranked_reads)
            yield from (edit for edit in self._moves if edit.sheet in side.made.ranked_by)


def _touched(side: StateSide, reads: Iterable[Read]) -> dict[SeasonEdit, set[str]]:
    """Give the edits of what was read, each with all fields that were read of its row."""
    rows: dict[tuple[str, int], set[str]] = defaultdict(set)
    for sheet, number, field in reads:
        rows[sheet, number].add(field)
    return {
        edit: fields
        for row, fields in rows.items()
        for edit in side.edits.get(row, ())
        if _is_read(edit, fields)
    }


def _is_read(edit: SeasonEdit, fields: Collection[str]) -> bool:
    """Tell whether what changed is among the fields that were read; scores are read all together."""
    if edit.name in {"", *fields}:
        return True
    return "scores" in fields and edit.name not in ScoreRow.model_fields


def _is_strong(edit: SeasonEdit, fields: Collection[str], common: Collection[tuple[str, str]]) -> bool:
    """Tell whether a paper read a row as one of its own: more of it than what says whose row it is.

    All papers of a kind read as much of every row to find their own ones.
    """
    return any((edit.sheet, field) not in common or field not in _finding(edit.sheet) for field in fields)


@functools.cache
def _finding(sheet: str) -> frozenset[str]:
    """Give the columns by which papers find their rows: what names a row, and what it refers to."""
    model = SHEETS[sheet]
    return frozenset(IDENTITY[sheet]) | {name for name in model.model_fields if extra(model, name, "ref")}


def _read_by_all(reads: Mapping[str, frozenset[Read]]) -> frozenset[tuple[str, str]]:
    """Give the columns of which every paper of a kind read some row, where the kind has several."""
    if len(reads) < 2:  # noqa: PLR2004 - one paper has nothing in common with others
        return frozenset()
    return frozenset((sheet, field) for sheet, _, field in frozenset.intersection(*reads.values()))


def moved_results(old: Evaluation, new: Evaluation) -> Iterable[str]:
    """Give the units whose result is another one."""
    if old.ranking is None or new.ranking is None:
        return
    before, after = old.ranking.by_unit, new.ranking.by_unit
    for unit in {**before, **after}:
        if not is_same_result(before.get(unit), after.get(unit)):
            yield unit
