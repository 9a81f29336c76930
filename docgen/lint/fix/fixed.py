"""What was done to a paper, and what is left to a person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from docgen.lint.fix.fix_desk import FixDesk, Rewording
from docgen.lint.form_rule import Departure, Finding
from docgen.lint.genre import Recognition

FORMATTED: Final[Sequence[Rewording]] = ()
"""What a fix gives that changed no letter."""

Fix = Callable[[FixDesk, Departure], Sequence[Rewording] | None]
"""Mends one fault in the file on the desk.

Gives the letters that it changed (none when it changed formatting only), or ``None`` when it did
nothing: the fault is not mechanical, or its paragraph was reworded since it was read.
"""


def either(*fixes: Fix) -> Fix:
    """Let the first fix that can mend a fault do so."""

    def fix(desk: FixDesk, fault: Departure) -> Sequence[Rewording] | None:
        return next((done for one in fixes if (done := one(desk, fault)) is not None), None)

    return fix


Tick = Callable[[int], None]
"""Called as each round of mending begins, with its number from 1."""


@dataclass(frozen=True, slots=True)
class Mend:
    """One thing that was mended.

    ``place`` is in words, ``paragraph`` the number of the paragraph (0 for the page); ``before``
    and ``after`` are the text itself where ``wording`` is set, else the look found and the look
    that the rule asks for.
    """

    rule: str
    title: str
    place: str
    paragraph: int
    before: str
    after: str
    wording: bool

    @property
    def message(self) -> str:
        """The mend in one sentence."""
        return f"{self.title} ({self.place}): {self.before} → {self.after}"


@dataclass(frozen=True, slots=True)
class Mended:
    """The mended file, what was mended in it, and what a person must still look at.

    ``nature`` tells what the file was taken for; ``left`` is what the linter finds in ``data``; each of them
    stands there as a comment.  ``kept`` tells that the signature was tied to the end of the text.
    """

    data: bytes
    nature: Recognition
    mended: tuple[Mend, ...]
    left: tuple[Finding, ...]
    kept: bool = False
