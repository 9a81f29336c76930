"""What the archive must know of an issued paper and of the dossier it goes into; and the names on disk."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from docgen.viet.text import accentless

LONGEST_NAME: Final = 100
"""Most characters of a file's name in the bag."""

_LONGEST_FOLDER: Final = 80
"""Leaves room for the longest ending of a file's name and for ``_lan-99``."""


@dataclass(frozen=True, slots=True)
class IssuedPaper:
    """An issued paper as the archive takes it, whoever gave its number.

    ``paper`` is ``kind:key``; ``order`` its place among the papers of the season, from 1; ``kind`` the
    abbreviation of its kind (``QĐ``) and ``type_name`` that in words; ``symbol`` what follows the number
    (``QĐ-MTTQ-BTT``).  ``copies`` is 0 where nobody said.  ``docx`` is the exact issued version and
    ``inputs`` what it was made from, as JSON values; ``row`` its row in the register.
    """

    paper: str
    label: str
    order: int
    kind: str
    type_name: str
    number: str
    symbol: str
    date: dt.date
    subject: str
    organ: str
    signer_post: str
    signer_name: str
    recipients: tuple[str, ...]
    copies: int
    docx: bytes
    inputs: Mapping[str, Any]
    row: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def sign(self) -> str:
        """Give number and symbol: ``45/QĐ-MTTQ-BTT``."""
        return f"{self.number}/{self.symbol}"

    @property
    def folder(self) -> str:
        """Give the name of its folder in the bag: order, kind, number and symbol, date; ASCII."""
        parts = (f"{self.order:03d}", self.kind, f"{self.number}-{self.symbol}", f"{self.date:%Y%m%d}")
        return "_".join(_ascii(part) for part in parts)[:_LONGEST_FOLDER].rstrip("-_")


@dataclass(frozen=True, slots=True)
class DossierInfo:
    """The dossier of a season (hồ sơ), as Nghị định 30/2020, Phụ lục VI, mục III names its fields.

    ``organ_id`` is the office's code (mã định danh), ``notation`` the number and symbol of the dossier;
    ``periods`` maps a kind's code to how long its papers are kept, in words.
    """

    season: str
    year: int
    organ: str
    organ_id: str
    notation: str
    title: str
    creator: str
    periods: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    language: str = "Tiếng Việt"

    def period_of(self, paper: str) -> str:
        """Give how long a paper is kept, ``""`` where nobody has said."""
        return self.periods.get(paper.partition(":")[0], "")

    def longest(self, papers: tuple[str, ...]) -> str:
        """Give the longest period among papers: a dossier is kept as long as the paper kept longest."""
        return max((self.period_of(paper) for paper in papers), key=_years, default="")


def _years(period: str) -> float:
    """Order periods: for ever, then by years; words that say neither come last."""
    if "vĩnh viễn" in period.casefold():
        return float("inf")
    number = re.search(r"\d+", period)
    return float(number[0]) if number else -1.0


def _ascii(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "-", accentless(text)).strip("-") or "x"
