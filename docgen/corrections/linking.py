"""Which papers answer which: for the register's columns and for ``docgen status``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from docgen.corrections.correction import CALLED, Correction, Form

ENDING: Final = frozenset({Form.REPLACE, Form.RECALL})
"""The forms after which the original is no longer used."""


@dataclass(frozen=True, slots=True)
class Link:
    """One answer to a paper: the correction paper, its form, and its number once it is issued.

    ``number`` is number and day (``70/TB-MTTQ-BTT ngày 06/11/2023``), empty before issue.
    """

    paper: str
    form: Form
    original: str
    number: str = ""

    @property
    def words(self) -> str:
        """Say it of the original: "được thay thế bởi thay-the:1 (số 70/TB-MTTQ-BTT ngày 06/11/2023)"."""
        if self.number:
            return f"được {CALLED[self.form]} bởi văn bản số {self.number} ({self.paper})"
        return f"đang soạn văn bản {CALLED[self.form]} ({self.paper})"


def links(
    corrections: Iterable[Correction], numbers: Mapping[str, str] = MappingProxyType({})
) -> dict[str, tuple[Link, ...]]:
    """Give the answers to each paper that has any, in the order in which they were asked for.

    ``corrections`` are those in force; ``numbers`` maps issued papers to what they are cited by.
    A correction's own original is ``Link.original``, by which the register fills its row.
    """
    found: dict[str, tuple[Link, ...]] = {}
    for item in corrections:
        link = Link(item.id, item.form, item.original.paper, numbers.get(item.id, ""))
        found[link.original] = (*found.get(link.original, ()), link)
    return found


def ended_by(answers: Iterable[Link]) -> Link | None:
    """Give the issued answer after which the original is no longer used, if there is one."""
    return next((link for link in answers if link.number and link.form in ENDING), None)
