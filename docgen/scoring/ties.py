"""How units with the same final score are told apart, by the order that the office set.

The terms of ``General.tie_order`` are read whatever their case and tone placement: điểm chuẩn,
phần II, tiêu chí II.1, ít điểm trừ, biểu quyết.  Sections and criteria are those of the team's
scores, whatever the formula of the base score; "không chấm" weighs like no points.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from docgen.records import Season, Unit
from docgen.scoring.sums import CountedAward, Totals
from docgen.viet import clean, fold_tone, format_score

_LAST = Decimal("-Infinity")
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Contender:
    """What a unit has achieved, before it is compared with others; ``final`` is known."""

    unit: Unit
    totals: tuple[Totals, Totals, Totals]
    scores: Mapping[str, Decimal | None]
    awards: tuple[CountedAward, ...]
    base: Decimal
    bonus: Decimal
    penalty: Decimal
    final: Decimal
    vote_order: int | None

    @property
    def team(self) -> Totals:
        """Give the sums of the team's scores."""
        return self.totals[2]


@dataclass(frozen=True, slots=True)
class Term:
    """One step of the tie rule: the unit with the greater merit ranks above.

    ``wording`` says why, in Vietnamese; ``sign`` stands between the two printed figures, and is
    empty where there is no figure to show.
    """

    wording: str
    merit: Callable[[Contender], Decimal]
    sign: str = ">"

    def explain(self, above: Contender, below: Contender, places: int) -> str:
        """Say why one unit ranks above the other, with both figures."""
        if not self.sign:
            return self.wording
        figures = [format_score(abs(self.merit(standing)), places) for standing in (above, below)]
        return f"{self.wording} ({figures[0]} {self.sign} {figures[1]})"


def _key(text: str) -> str:
    return fold_tone(clean(text).casefold())


_BASE, _FEWER, _VOTE = _key("điểm chuẩn"), _key("ít điểm trừ"), _key("biểu quyết")
_SECTION, _CRITERION = _key("phần") + " ", _key("tiêu chí") + " "


def read_term(season: Season, text: str) -> Term | None:
    """Read one term of the tie rule; ``None`` when it is unknown or names nothing in the score table."""
    key = _key(text)
    if key == _BASE:
        return Term("tổng điểm chuẩn cao hơn", lambda standing: standing.base)
    if key == _FEWER:
        return Term("tổng điểm trừ ít hơn", lambda standing: -standing.penalty, "<")
    if key == _VOTE:
        return Term(f"{season.general.decider} biểu quyết", _vote, "")
    for section in season.sections:
        if key == _SECTION + _key(section.code):
            return _section(section.code)
    for criterion in season.criteria:
        if key == _CRITERION + _key(criterion.code):
            return _criterion(criterion.code)
    return None


def _vote(standing: Contender) -> Decimal:
    # A small number ranks above; a unit that nobody voted on comes after those voted on.
    return _LAST if standing.vote_order is None else Decimal(-standing.vote_order)


def _section(code: str) -> Term:
    return Term(f"điểm phần {code} cao hơn", lambda standing: standing.team.sections.get(code) or _ZERO)


def _criterion(code: str) -> Term:
    return Term(f"điểm tiêu chí {code} cao hơn", lambda standing: standing.scores.get(code) or _ZERO)


def read_terms(season: Season) -> tuple[Term, ...]:
    """Read the tie rule; a term that cannot be read is left out (``rule_problems`` reports it)."""
    found = (read_term(season, text) for text in season.general.tie_order)
    return tuple(term for term in found if term is not None)
