"""Series of numbers: what a number is written like, and which others it is counted with.

The head of an office decides how papers are numbered (Nghị định 30/2020/NĐ-CP, Điều 15.1.c): one
common series, or one for each kind; a team that uses a series of its own is numbered apart.  A
series begins anew on 01/01 (Điều 15.1).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, NamedTuple

from docgen.problem import Where
from docgen.records import General, Numbering
from docgen.viet import clean, pad2, short_date

TYPES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "NQ": "Nghị quyết",
        "QĐ": "Quyết định",
        "CT": "Chỉ thị",
        "QC": "Quy chế",
        "QyĐ": "Quy định",
        "TC": "Thông cáo",
        "TB": "Thông báo",
        "HD": "Hướng dẫn",
        "CTr": "Chương trình",
        "KH": "Kế hoạch",
        "PA": "Phương án",
        "ĐA": "Đề án",
        "DA": "Dự án",
        "BC": "Báo cáo",
        "BB": "Biên bản",
        "TTr": "Tờ trình",
        "HĐ": "Hợp đồng",
        "CĐ": "Công điện",
        "BGN": "Bản ghi nhớ",
        "BTT": "Bản thỏa thuận",
        "GUQ": "Giấy ủy quyền",
        "GM": "Giấy mời",
        "GGT": "Giấy giới thiệu",
        "GNP": "Giấy nghỉ phép",
        "PG": "Phiếu gửi",
        "PC": "Phiếu chuyển",
        "PB": "Phiếu báo",
        "KL": "Kết luận",
        "CV": "Công văn",
    }
)
"""Abbreviation of a kind → its name (Nghị định 30/2020, Phụ lục III, mục I); a công văn prints none."""

LETTER: Final = "CV"
COMMON: Final = "chung"
"""The name of the one series of an office that has only one."""

NOWHERE: Final = Where()

_TYPED = re.compile(r"(?:số\s*:?\s*)?(\d{1,6})\s?([a-zđ]?)\s*(?:/\s*(\S.*))?", re.IGNORECASE)
_APART: Final = frozenset({Numbering.BY_KIND_TEAM_APART, Numbering.COMMON_TEAM_APART})
_ONE: Final = frozenset({Numbering.COMMON, Numbering.COMMON_TEAM_APART})


@dataclass(frozen=True, slots=True)
class Known:
    """A number that is taken already, or asked for: its series, its day, what it belongs to.

    ``letter`` is that of a number put in after its own (``19A``).  ``name`` is what the user calls the paper;
    ``where`` the cell or book that says so.
    """

    series: str
    year: int
    number: int
    symbol: str
    date: dt.date | None
    name: str
    where: Where = NOWHERE
    cancelled: bool = False
    letter: str = ""

    @property
    def order(self) -> tuple[int, str]:
        """Give the place within the series: 19, 19A, 20."""
        return self.number, self.letter

    @property
    def sign(self) -> str:
        """Give number and symbol: ``05/KH-MTTQ-BTT``."""
        return sign(self.number, self.symbol, self.letter)

    @property
    def full(self) -> str:
        """Give number, symbol and day as they are cited in a message."""
        return f"{self.sign} ngày {short_date(self.date)}" if self.date else self.sign


class TypedNumber(NamedTuple):
    """A number as it is typed: ``symbol`` is empty when none was; ``letter`` as in ``Known``."""

    number: int
    symbol: str
    letter: str = ""

    @property
    def order(self) -> tuple[int, str]:
        """Give the place within the series, as ``Known.order``."""
        return self.number, self.letter


def sign(number: int, symbol: str, letter: str = "") -> str:
    """Write number and symbol; a number below 10 has a zero before it (Phụ lục I, II.3)."""
    return f"{pad2(number)}{letter}/{symbol}"


def parse_number(text: str) -> TypedNumber | None:
    """Read a number as it is typed: ``87``, ``87/KH-MTTQ-BTT``, ``Số: 87/KH-MTTQ-BTT``, ``19A``.

    A letter tells of a number that was forgotten and put in later; anything else gives ``None``.
    """
    match = _TYPED.fullmatch(clean(text))
    if match is None or int(match[1]) == 0:
        return None
    return TypedNumber(int(match[1]), re.sub(r"\s+", "", match[3] or ""), match[2].upper())


def kind_of(symbol: str) -> str:
    """Give the abbreviation of the kind that a symbol names; ``CV`` when it names none.

    ``BTT`` is a kind (Bản thỏa thuận) and a body (Ban Thường trực): only before a body is it a kind.
    """
    first, dash, _ = symbol.partition("-")
    return first if dash and first in TYPES and first != LETTER else LETTER


def body_of(symbol: str) -> str:
    """Give the part of a symbol that names the issuing body."""
    return symbol if kind_of(symbol) == LETTER else symbol.partition("-")[2]


def series_of(general: General, symbol: str) -> str:
    """Name the series that a symbol is counted in, by the office's setting.

    ``KH``, ``CV`` (one for each kind), ``chung`` (one for all); ``BB-ĐKT`` or ``ĐKT`` for a team
    that is numbered apart.
    """
    kind, team = kind_of(symbol), body_of(symbol) == general.minutes_suffix
    apart = team and general.numbering in _APART
    if general.numbering in _ONE:
        return general.minutes_suffix if apart else COMMON
    return f"{kind}-{general.minutes_suffix}" if apart else kind


def is_team_series(general: General, series: str) -> bool:
    """Tell whether a series is the team's own, which begins with this season."""
    own = general.minutes_suffix
    return general.numbering in _APART and (series == own or series.endswith(f"-{own}"))


def series_called(series: str) -> str:
    """Name a series for the user."""
    kind, _, team = series.partition("-")
    if series == COMMON:
        return "chung của cơ quan"
    return f"{TYPES.get(kind, kind)}{f' của {team}' if team else ''}"


def propose(general: General, known: Iterable[Known], series: str, year: int) -> int | None:
    """Give the number after the highest known one, cancelled ones too, never one with a letter.

    ``None`` when nothing tells.

    The series of an office is older than the season, so its first number is not guessed; a team's
    own series begins at 1.
    """
    taken = [item.number for item in known if (item.series, item.year) == (series, year)]
    if taken:
        return max(taken) + 1
    return 1 if is_team_series(general, series) else None
