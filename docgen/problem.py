"""Faults as values: everything that can be wrong with what the user gave is a ``Problem``.

Exceptions are for stopping only: ``Stop`` is expected and is told to the user in Vietnamese;
any other exception is a bug of ours.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any


class Severity(enum.StrEnum):
    """How bad a problem is: an error stops generation, a warning is only shown."""

    ERROR = "error"
    WARNING = "warning"


class ExitCode(enum.IntEnum):
    """Exit codes of the program; scripts may rely on them."""

    OK = 0
    PROBLEMS = 1
    USAGE = 2
    BUG = 3


@dataclass(frozen=True, slots=True)
class Where:
    """A place that a user can go to.

    ``sheet`` and ``cell`` (``B5``) for a workbook; ``spot`` in words for a Word template or
    paper (``hàng 3, cột 1, bảng 2 mục II``).  Empty strings mean "not known" or "the whole of it".
    """

    file: str = ""
    sheet: str = ""
    cell: str = ""
    spot: str = ""

    def __str__(self) -> str:
        """Write the place the way that the user reads it: ``Đơn vị!B5``."""
        inside = f"{self.sheet}!{self.cell}" if self.sheet and self.cell else self.sheet or self.cell
        return ", ".join(part for part in (self.file, inside, self.spot) if part)


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in the user's data, template or paper.

    ``code`` is permanent (``LICH-06``); ``message`` says what is wrong, ``remedy`` how to mend
    it, both in Vietnamese; ``found`` is the value found, as the user typed it.
    """

    code: str
    severity: Severity
    where: Where
    message: str
    found: str = ""
    remedy: str = ""

    @property
    def is_error(self) -> bool:
        """Tell whether this problem stops generation."""
        return self.severity is Severity.ERROR

    def as_json(self) -> dict[str, Any]:
        """Give the problem as plain JSON values, for ``--json``."""
        return {
            "code": self.code,
            "severity": str(self.severity),
            "file": self.where.file,
            "sheet": self.where.sheet,
            "cell": self.where.cell,
            "spot": self.where.spot,
            "found": self.found,
            "message": self.message,
            "remedy": self.remedy,
        }


@dataclass
class Stop(Exception):  # noqa: N818 - it is not an error of ours but the end of this run
    """The run cannot go on, for a reason that the user can mend.

    ``message`` and ``remedy`` are Vietnamese sentences; ``problems`` are shown in full.
    """

    message: str
    remedy: str = ""
    exit_code: ExitCode = ExitCode.PROBLEMS
    problems: Sequence[Problem] = field(default=())

    def __str__(self) -> str:
        """Give the sentence that the user reads."""
        return f"{self.message} {self.remedy}".strip()

    def as_json(self) -> dict[str, Any]:
        """Give why the run stopped as plain JSON values."""
        return {
            "stopped": self.message,
            "remedy": self.remedy,
            "problems": [problem.as_json() for problem in self.problems],
        }


_CELL = re.compile(r"([A-Z]+)(\d+)")


def _cell_key(cell: str) -> tuple[int, int, str]:
    """Order cells by row, then column, as a reader goes through a sheet."""
    match = _CELL.fullmatch(cell)
    if match is None:
        return (0, 0, cell)
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return (int(match[2]), column, cell)


def in_order(problems: Iterable[Problem], sheets: Sequence[str] = ()) -> list[Problem]:
    """Sort problems by sheet and cell, and drop exact repeats.

    ``sheets`` is the order of the tabs in the workbook; sheets that it does not name come last.
    """
    rank = {name: index for index, name in enumerate(sheets)}
    unique = dict.fromkeys(problems)
    return sorted(
        unique,
        key=lambda p: (
            p.where.file,
            rank.get(p.where.sheet, len(rank)),
            p.where.sheet,
            _cell_key(p.where.cell),
            p.code,
            p.message,
        ),
    )
