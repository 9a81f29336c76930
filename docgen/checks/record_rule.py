"""What a rule is: its permanent code, its severity, its title and the function that looks.

A looking function takes a season and gives faults; the rule puts its own code and severity on
them, so that a code stands once in the project, beside the sentences it speaks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from docgen.problem import Problem, Severity, Where
from docgen.records import Season

ERROR = Severity.ERROR
WARNING = Severity.WARNING


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing found wrong, before the rule's code is put on it.

    ``message`` says what is wrong and ``remedy`` how to mend it, in Vietnamese sentences that
    name the unit, date or number; ``found`` is the value found, as the user reads it.
    """

    where: Where
    message: str
    remedy: str
    found: str = ""


Look = Callable[[Season], Iterable[Fault]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule across records; calling it gives the problems of one season."""

    code: str
    severity: Severity
    title: str
    look: Look

    def __call__(self, season: Season) -> Iterator[Problem]:
        """Give every breach of this rule."""
        for fault in self.look(season):
            yield Problem(
                code=self.code,
                severity=self.severity,
                where=fault.where,
                message=fault.message,
                found=fault.found,
                remedy=fault.remedy,
            )


def rule(code: str, severity: Severity, title: str) -> Callable[[Look], Rule]:
    """Make a rule of the function below; ``title`` is one Vietnamese line saying what must hold."""
    return lambda look: Rule(code, severity, title, look)
