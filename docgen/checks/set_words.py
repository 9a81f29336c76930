"""How units, criteria and lists are named in a sentence, and where a missing row would stand."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from docgen.checks.record_rule import Fault
from docgen.problem import Where
from docgen.records import Record, Season, Unit
from docgen.viet import join, pad2, short_date
from docgen.viet.words import in_words

_SHOWN = 8
"""So many names are written out; a longer list ends in "…" and a count."""


def named(unit: Unit) -> str:
    """Name a unit as in the middle of a sentence: "phường An Phú", "Phường 1"."""
    return unit.full_name


def unit_named(season: Season, code: str) -> str:
    """Name the unit with this code; a code that no unit has is given back as it is."""
    unit = season.unit_by_code.get(code)
    return named(unit) if unit else code


def listed(items: Iterable[str]) -> str:
    """Write a list for a message, cut short when it is too long to be read."""
    names = list(items)
    if len(names) <= _SHOWN:
        return join(names)
    return f"{', '.join(names[:_SHOWN])}… (tất cả {len(names)})"


def many(count: int, what: str) -> str:
    """Write a count in two digits, as official papers do: "04 đơn vị"."""
    return f"{pad2(count)} {what}"


def sheet_of(season: Season, model: type[Record]) -> Where:
    """Give the whole sheet of a model, for what is missing from it."""
    return Where(file=season.general.at().file, sheet=model.sheet.title)


def day_of(season: Season, sitting: int) -> str:
    """Name a sitting by its date: "17/10/2023", or by its number when it has no row."""
    return next((short_date(row.date) for row in season.sittings if row.no == sitting), f"buổi {sitting}")


_MOST_SPELT = 300
_IN_THE_YEAR = ("trong", "mỗi", "hằng", "hàng", "cả", "đầu", "cuối", "giữa", "qua")
"""Words after which "năm" alone is a year, not five."""


@functools.cache
def _spelt() -> Mapping[str, int]:
    return {
        in_words(number, linh=ten, four=four): number
        for ten in ("linh", "lẻ")
        for four in ("tư", "bốn")
        for number in range(1, _MOST_SPELT + 1)
    }


@functools.cache
def count_pattern() -> str:
    """Give a pattern for a count in figures or in words ("12", "mười hai"), which ``count_of`` reads."""
    words = sorted(_spelt(), key=len, reverse=True)
    five = "".join(rf"(?<!\b{word} )" for word in _IN_THE_YEAR) + "năm"
    spelt = "|".join(five if word == "năm" else word.replace(" ", r"\s+") for word in words)
    return rf"(?:\d+|(?<!\w)(?i:{spelt}))(?!\w)"


def count_of(text: str) -> int:
    """Read a count in figures or in words."""
    return int(text) if text.isdecimal() else _spelt()[" ".join(text.lower().split())]


def says_something(text: str) -> bool:
    """Tell whether a text has at least a word; a dash or dots say nothing."""
    return re.search(r"[^\W\d_]{2}", text) is not None


@dataclass(frozen=True, slots=True)
class Typed:
    """A text that somebody typed, with the place where it stands."""

    text: str
    where: Where


def typed(records: Sequence[Record], field: str) -> Iterator[Typed]:
    """Give what was typed in one column, without the empty cells."""
    for record in records:
        text = getattr(record, field)
        if text:
            yield Typed(text, record.at(field))


def repeated(records: Sequence[Record], field: str, called: str) -> Iterator[Fault]:
    """Report what stands twice in a column that must tell rows apart."""
    seen: set[str] = set()
    for record in records:
        value = str(getattr(record, field))
        if value in seen:
            yield Fault(
                record.at(field),
                f"{called} “{value}” ghi hai lần ở bảng {record.sheet.title}.",
                "Xóa dòng thừa, hoặc cho mỗi dòng một mã riêng.",
                value,
            )
        seen.add(value)
