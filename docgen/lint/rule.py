"""What a rule is, and what it finds."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from docgen.lint.anatomy import Anatomy
from docgen.lint.model import Block, Document, excerpt
from docgen.lint.pieces import Piece
from docgen.lint.regime import Regime
from docgen.problem import Problem, Severity, Where


class Profile(enum.StrEnum):
    """Whose rules apply: the state's, the Fatherland Front's, the Party's."""

    ND30 = "nd30"
    MTTQ = "mttq"
    PARTY = "party"


STATE = frozenset({Profile.ND30, Profile.MTTQ})
PARTY = frozenset({Profile.PARTY})
ALL = STATE | PARTY


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper as the rules see it."""

    document: Document
    anatomy: Anatomy
    profile: Profile
    regime: Regime


@dataclass(frozen=True, slots=True)
class Fault:
    """What a rule found at one place: ``part`` names the part of the page, ``at`` the paragraph.

    ``severity`` replaces the rule's own where this departure is a lesser one.
    """

    part: str
    at: Block | None
    text: str
    found: str
    allowed: str
    severity: Severity | None = None


Check = Callable[[Paper], Iterator[Fault]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of form.

    ``id`` is permanent; ``clause`` names its source and ``party_clause`` the Party's; ``severity``
    may differ by profile in ``lenient``; ``right`` and ``wrong`` are examples for ``--explain``.
    """

    id: str
    title: str
    clause: str
    severity: Severity
    remedy: str
    right: str
    wrong: str
    check: Check
    profiles: frozenset[Profile] = STATE
    party_clause: str = ""
    lenient: Mapping[Profile, Severity] = field(default_factory=dict)

    def clause_in(self, profile: Profile) -> str:
        """Give the source of the rule under a profile."""
        return self.party_clause or self.clause if profile is Profile.PARTY else self.clause

    def severity_in(self, profile: Profile) -> Severity:
        """Give how bad a departure is under a profile."""
        return self.lenient.get(profile, self.severity)


@dataclass(frozen=True, slots=True)
class Finding:
    """One departure from a rule.

    ``place`` is in words (part, paragraph and excerpt together), ``paragraph`` is 0 for the page
    set-up; ``more`` counts further paragraphs with the same fault, which are not listed.
    """

    rule: str
    severity: Severity
    clause: str
    title: str
    place: str
    part: str
    paragraph: int
    excerpt: str
    found: str
    allowed: str
    remedy: str
    more: int = 0

    @property
    def message(self) -> str:
        """The departure in one sentence."""
        others = f" (và {self.more} chỗ nữa)" if self.more else ""
        return f"{self.title}: thấy {self.found}; quy định là {self.allowed}{others} [{self.clause}]."

    def problem(self, file: str) -> Problem:
        """Give the finding as a problem of ``file``."""
        where = Where(file=file, spot=self.place)
        return Problem(self.rule, self.severity, where, self.message, self.found, self.remedy)


def rule(  # noqa: PLR0913 - one argument for each thing that must be said of a rule
    id: str,  # noqa: A002 - as the field
    *,
    title: str,
    clause: str,
    remedy: str,
    right: str,
    wrong: str,
    severity: Severity = Severity.ERROR,
    profiles: frozenset[Profile] = STATE,
    party_clause: str = "",
    lenient: Mapping[Profile, Severity] | None = None,
) -> Callable[[Check], Rule]:
    """Make a rule of the function that checks it."""

    def made(check: Check) -> Rule:
        return Rule(
            id, title, clause, severity, remedy, right, wrong, check, profiles, party_clause, lenient or {}
        )

    return made


def at_piece(part: str, piece: Piece, found: str, allowed: str) -> Fault:
    """Report a fault at a piece of a paragraph."""
    return Fault(part, piece.block, piece.text, found, allowed)


def at_block(part: str, block: Block, found: str, allowed: str) -> Fault:
    """Report a fault at a paragraph."""
    return Fault(part, block, block.full_text, found, allowed)


def finding(of: Rule, fault: Fault, profile: Profile, more: int = 0) -> Finding:
    """Put a rule and what it found together."""
    shown = excerpt(fault.text)
    spot = ", ".join(part for part in (fault.part, fault.at.place if fault.at else "") if part)
    return Finding(
        rule=of.id, severity=fault.severity or of.severity_in(profile), clause=of.clause_in(profile),
        title=of.title,
        place=f"{spot}: «{shown}»" if shown else spot, part=fault.part,
        paragraph=fault.at.number if fault.at else 0, excerpt=shown, found=fault.found,
        allowed=fault.allowed, remedy=of.remedy, more=more,
    )  # fmt: skip
