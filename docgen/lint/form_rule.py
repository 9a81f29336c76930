"""What a rule is, and what it finds."""

from __future__ import annotations

import enum
import functools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from docgen.lint.anatomy import Anatomy
from docgen.lint.document_model import Block, LintDocument, excerpt
from docgen.lint.genre import PAPERS, PARTS, Genre, Recognition
from docgen.lint.pieces import Piece
from docgen.lint.regime import Look, Regime
from docgen.problem import Problem, Severity, Where
from docgen.word.places import Places

if TYPE_CHECKING:  # a fix works on a desk, which reads papers by what is said here
    from docgen.lint.fix.fixed import Fix


class Profile(enum.StrEnum):
    """Whose rules apply: the state's, the Fatherland Front's, the Party's."""

    ND30 = "nd30"
    MTTQ = "mttq"
    PARTY = "party"


STATE = frozenset({Profile.ND30, Profile.MTTQ})
PARTY = frozenset({Profile.PARTY})
ALL = STATE | PARTY


@dataclass(frozen=True)
class LintPaper:
    """One paper as the rules see it."""

    document: LintDocument
    anatomy: Anatomy
    profile: Profile
    regime: Regime
    nature: Recognition

    @functools.cached_property
    def places(self) -> Places:
        """The names of its places, worked out when the first departure is found."""
        return Places(self.document.parts())

    @functools.cached_property
    def written(self) -> tuple[Block, ...]:
        """The paragraphs that hold sentences: text, tables, appendices; not a paper's head and ending."""
        anatomy = self.anatomy
        if self.nature.judged_as not in PARTS:
            return tuple(block for block in self.document.blocks if not block.blank)
        inside = (b for b in anatomy.main[anatomy.head.end : anatomy.ending.start] if not b.frame)
        appended = (block for item in anatomy.appendices for block in item.blocks)
        return tuple(block for block in (*inside, *appended) if not block.blank)


@dataclass(frozen=True, slots=True)
class Departure:
    """What a rule found at one place: ``part`` names the part of the page, ``at`` the paragraph.

    ``severity`` replaces the rule's own where this departure is a lesser one, ``under`` is a cell of the
    table below which something is missing.

    The rest is what a fix goes by.  ``piece`` is what of the paragraph is at fault (``None``: all of it), and
    of that only the ``first`` letters where they are counted; ``wanted`` is the look that it must have, or
    the text that must stand in its place; ``section`` the index of the section whose page is at fault.
    """

    part: str
    at: Block | None
    text: str
    found: str
    allowed: str
    severity: Severity | None = None
    under: Block | None = None
    piece: Piece | None = None
    first: int | None = None
    wanted: Look | str | None = None
    section: int | None = None


Check = Callable[[LintPaper], Iterator[Departure]]


@dataclass(frozen=True, slots=True)
class Wording:
    """What a rule says of itself: its source (clause), the remedy, a right and a wrong example."""

    title: str
    clause: str
    remedy: str
    right: str
    wrong: str


PARTY_CLAUSE = "Hướng dẫn 05-HD/VPTW, thể thức văn bản của Đảng"


@dataclass(frozen=True, slots=True)
class InParty:
    """What a rule says otherwise of the Party's papers; an empty text is the state's."""

    clause: str = PARTY_CLAUSE
    title: str = ""
    remedy: str = ""
    right: str = ""
    wrong: str = ""

    def over(self, state: Wording) -> Wording:
        """Give the wording for the Party's papers."""
        return Wording(
            self.title or state.title,
            self.clause,
            self.remedy or state.remedy,
            self.right or state.right,
            self.wrong or state.wrong,
        )


class FixTurn(enum.IntEnum):
    """When a rule's fix is tried: only once nothing of the turns before is left to mend."""

    LETTERS = 1
    ROOM = 2
    """Letters must have their size first."""
    LINES = 3
    """A line is as long as its text, or a part of it."""


@dataclass(frozen=True, slots=True)
class FormRule:
    """One rule of form.

    ``id`` is permanent; ``severity`` may differ by profile in ``lenient``; ``genres`` are the
    sorts of files that it holds for; ``state`` and ``party`` what it says under the state's rules and the
    Party's; ``fix`` mends a departure from it in its ``turn``, where a machine can (``None``: a person).
    """

    id: str
    severity: Severity
    check: Check
    profiles: frozenset[Profile]
    genres: frozenset[Genre]
    state: Wording
    party: Wording
    lenient: Mapping[Profile, Severity] = field(default_factory=dict)
    fix: Fix | None = None
    turn: FixTurn = FixTurn.LETTERS

    def wording(self, profile: Profile) -> Wording:
        """Give what the rule says of itself under a profile."""
        return self.party if profile is Profile.PARTY else self.state

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

    def as_json(self) -> dict[str, Any]:
        """Give the departure as plain JSON values."""
        return asdict(self)


def rule(  # noqa: PLR0913 - one argument for each thing that must be said of a rule
    id: str,  # noqa: A002 - as the field
    *,
    title: str,
    clause: str,
    remedy: str,
    right: str,
    wrong: str,
    severity: Severity = Severity.ERROR,
    party: InParty | None = None,
    profiles: frozenset[Profile] | None = None,
    genres: frozenset[Genre] = PAPERS,
    lenient: Mapping[Profile, Severity] | None = None,
    fix: Fix | None = None,
    turn: FixTurn = FixTurn.LETTERS,
) -> Callable[[Check], FormRule]:
    """Make a rule of the function that checks it; one with ``party`` holds for the Party's papers too."""
    state = Wording(title, clause, remedy, right, wrong)
    within = profiles if profiles is not None else ALL if party is not None else STATE

    def made(check: Check) -> FormRule:
        other = (party or InParty(clause)).over(state)
        return FormRule(id, severity, check, within, genres, state, other, lenient or {}, fix, turn)

    return made


def at_piece(part: str, piece: Piece, found: str, allowed: str, wanted: Look | None = None) -> Departure:
    """Report a fault at a piece of a paragraph."""
    return Departure(part, piece.block, piece.text, found, allowed, piece=piece, wanted=wanted)


def at_block(part: str, block: Block, found: str, allowed: str, wanted: Look | None = None) -> Departure:
    """Report a fault at a paragraph."""
    return Departure(part, block, block.full_text, found, allowed, wanted=wanted)


def finding(of: FormRule, fault: Departure, paper: LintPaper, more: int = 0) -> Finding:
    """Put a rule and what it found in a paper together."""
    shown, place = excerpt(fault.text), place_of(fault, paper)
    apart = fault.part if fault.part.casefold() != place.casefold() else ""
    spot = ", ".join(filter(None, (apart, place)))
    words = of.wording(paper.profile)
    return Finding(
        rule=of.id, severity=fault.severity or of.severity_in(paper.profile), clause=words.clause,
        title=words.title,
        place=f"{spot}: «{shown}»" if shown else spot, part=fault.part,
        paragraph=fault.at.number if fault.at else 0, excerpt=shown, found=fault.found,
        allowed=fault.allowed, remedy=words.remedy, more=more,
    )  # fmt: skip


def place_of(fault: Departure, paper: LintPaper) -> str:
    """Name the place of a departure; ``""`` for one of the whole page."""
    if fault.under is not None:
        return f"dưới {paper.places.table(fault.under.element)}"
    return paper.places.of(fault.at.element) if fault.at is not None else ""
