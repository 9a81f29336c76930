"""The Vietnamese reasons beside a rank and a level, as clauses that follow one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docgen.records import Knockout, Level, Ruling, Season
from docgen.scoring.ties import Contender, Term
from docgen.viet import join, pad2

NOT_YET = "chưa đủ điểm để xếp hạng"


@dataclass(frozen=True, slots=True)
class Ties:
    """The units in rank order, those of a shared rank together, and the rule that told them apart."""

    season: Season
    groups: Sequence[Sequence[Contender]]
    terms: Sequence[Term]

    def reasons(self, index: int, standing: Contender, rank: int) -> Iterator[str]:
        """Say with whom a unit of group ``index`` shares its rank, and why it is above its equals."""
        equals = [self.season.short_name(other.unit) for other in self.groups[index] if other is not standing]
        if equals:
            yield f"đồng hạng {rank} với {join(equals)}"
        below = self.groups[index + 1] if index + 1 < len(self.groups) else ()
        if below and below[0].final == standing.final:
            names = join(self.season.short_name(other.unit) for other in below)
            yield f"bằng điểm với {names}, xếp trên do {self._why(standing, below[0])}"

    def _why(self, above: Contender, below: Contender) -> str:
        # Two groups of one score differ in some term: that is what made them two.
        term = next(term for term in self.terms if term.merit(above) != term.merit(below))
        return term.explain(above, below, self.season.general.places)


def held_down(
    season: Season, by_score: str, knockouts: Sequence[Knockout], full: Sequence[Level]
) -> Iterator[str]:
    """Say why a unit is below the level of its score: knock-outs with their code, then quotas."""
    order = [level.code for level in season.levels]
    names = {level.code: level.name for level in season.levels}
    if not by_score:
        yield "thấp hơn mức xếp loại thấp nhất"
        return
    causes = [
        f"{knockout.reason} ({knockout.code})"
        for knockout in knockouts
        if order.index(knockout.ceiling) > order.index(by_score)
    ]
    for level in full:
        which = "" if level.code == by_score else f" {level.name}"
        causes.append(f"vượt chỉ tiêu {pad2(level.quota or 0)} đơn vị{which}")
    if causes:
        yield f"đủ điểm {names[by_score]} nhưng {join(causes)}"


def not_ranked(knockouts: Sequence[Knockout]) -> str:
    """Say which knock-outs keep a unit from being ranked."""
    causes = (f"{knockout.reason} ({knockout.code})" for knockout in knockouts if not knockout.ceiling)
    return f"không xếp loại, xếp hạng do {join(causes)}"


def ruled(season: Season, computed: str, ruling: Ruling | None) -> Iterator[str]:
    """Say that the board set another level, and why if it said so."""
    if ruling is None or ruling.level in {"", computed}:
        return
    name = next((level.name for level in season.levels if level.code == ruling.level), ruling.level)
    reason = f": {ruling.reason}" if ruling.reason else ""
    yield f"{season.general.decider} quyết định xếp loại {name}{reason}"
