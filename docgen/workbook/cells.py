"""One cell → the value of one field, or the problem that keeps it from being read."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final

from openpyxl.cell.cell import ERROR_CODES

from docgen.problem import Problem, Where
from docgen.viet import (
    MissingScoreError,
    UnreadableError,
    clean,
    control_characters,
    false_date,
    half_width,
    name_key,
    parse_date,
    parse_percent,
    parse_score,
    parse_time,
    short_date,
    suggest,
)
from docgen.workbook.columns import NO, YES, CellKind, Column
from docgen.workbook.faults import fault

_DATES: Final = (dt.datetime, dt.date, dt.time, dt.timedelta)

_MAX_DIGITS: Final = 15
"""Digits that Excel keeps of a number; a longer one has lost its end."""

_ERROR_VALUES: Final = frozenset({*ERROR_CODES, "#SPILL!", "#CALC!", "#FIELD!"})
"""What a failed formula shows; pasted as text it is no word of hers either."""

_YES_NO: Mapping[str, bool] = {name_key(YES): True, name_key(NO): False}
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""How Excel stores a character that XML cannot hold (Office Open XML, ST_Xstring)."""

_SEPARATORS = re.compile(r"[;\n]")
_SHOWN_DECIMALS = re.compile(r"^[#0,]*0(?:\.(0+))?%?$")
_LITERALS = re.compile(r'"[^"]*"|\\.|_.')
"""What a number format prints as it stands, or leaves room for: a percent sign there does not multiply."""


class Unreadable(Exception):  # noqa: N818 - carries a problem to the one place that collects them
    """The value of this cell cannot be used; ``problem`` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


def read_cell(cell: Any, column: Column, where: Where) -> Any:
    """Read the value of a field; ``cell`` holds something.

    Text comes back clean, a list as a tuple of clean texts, and the value of a choice as the
    field wants it; ``None`` means that nothing was typed but a dash.  References are not
    resolved here.  Raises ``Unreadable``.
    """
    return _READERS[column.kind](value_of(cell, where), column, where)


def value_of(cell: Any, where: Where) -> Any:
    """Give the value of a cell; a number that Excel shows as a percentage comes as the text "50%".

    Raises ``Unreadable`` for a formula without result and for an error value, also one pasted as text.
    """
    value = cell.value
    if cell.data_type == "f":
        raise Unreadable(fault("O-02", where, str(value)))
    if cell.data_type == "e" or (isinstance(value, str) and clean(value).upper() in _ERROR_VALUES):
        raise Unreadable(fault("O-04", where, str(value)))
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if is_number and "%" in _LITERALS.sub("", cell.number_format):
        return f"{shown(float(f'{value * 100:.13g}'))}%"
    return value


def shown(value: object) -> str:
    """Write a value of a cell the way that its user saw it."""
    match value:
        case dt.date() if (number := false_date(value)) is not None:
            return shown(number)
        case dt.datetime() if value.time() == dt.time():
            return short_date(value)
        case dt.datetime():
            return f"{short_date(value)} {value:%H:%M}"
        case bool():
            return "TRUE" if value else "FALSE"
        case float():
            return f"{value:.15g}".replace(".", ",")
        case _:
            return clean(_ESCAPED.sub(_unescaped, str(value)))


def _unescaped(escape: re.Match[str]) -> str:
    return chr(int(escape[1], 16))


def shows_less(cell: Any, value: Decimal) -> bool:
    """Tell whether the format of a number cell hides decimals that the number has."""
    if not isinstance(cell.value, float) or value == value.to_integral_value():
        return False
    plain = _SHOWN_DECIMALS.match(cell.number_format)
    return plain is not None and round(value, len(plain[1] or "")) != value


def read_text(value: object, where: Where) -> str:
    """Read a text; a number gives its digits.  Raises ``Unreadable``."""
    if isinstance(value, bool):
        raise Unreadable(fault("O-13", where, shown(value)))
    if isinstance(value, _DATES):
        raise Unreadable(fault("O-05", where, shown(value)))
    if isinstance(value, int | float) and abs(value) >= 10**_MAX_DIGITS:
        raise Unreadable(fault("O-12", where, shown(value)))
    text = shown(value)
    forbidden = control_characters(text)
    if forbidden:
        raise Unreadable(fault("O-11", where, ", ".join(forbidden)))
    return text


def _text(value: object, _column: Column, where: Where) -> str:
    return read_text(value, where)


def _list(value: object, _column: Column, where: Where) -> tuple[str, ...]:
    items = (item.strip() for item in _SEPARATORS.split(read_text(value, where)))
    return tuple(item for item in items if item)


def _integer(value: object, _column: Column, where: Where) -> int:
    if isinstance(value, _DATES):
        raise Unreadable(fault("O-05", where, shown(value)))
    text = half_width(shown(value))
    if isinstance(value, bool) or not re.fullmatch(r"[+-]?\d{1,9}", text, re.ASCII):
        raise Unreadable(fault("O-09", where, text))
    return int(text)


def _parsed(code: str, parse: Callable[[object], Any]) -> Callable[[object, Column, Where], Any]:
    """Make a reader of a parser of ``docgen.viet``, which words its own refusals."""

    def read(value: object, _column: Column, where: Where) -> Any:
        try:
            return parse(value)
        except MissingScoreError:
            return None
        except UnreadableError as error:
            raise Unreadable(
                fault(code, where, shown(value), reason=error.reason, remedy=error.remedy)
            ) from error

    return read


def _yes_no(value: object, _column: Column, where: Where) -> bool:
    if isinstance(value, bool):
        return value
    text = shown(value)
    answer = _YES_NO.get(name_key(text))
    if answer is None:
        raise Unreadable(fault("O-10", where, text, hint="", choices=f"{YES}; {NO}"))
    return answer


def _choice(value: object, column: Column, where: Where) -> Any:
    text = shown(value)
    key = name_key(text)
    if key in column.options:
        return column.options[key]
    known = [str(option) for option in column.options.values()]
    raise Unreadable(fault("O-10", where, text, hint=hint(text, known), choices="; ".join(known)))


def hint(text: str, known: list[str]) -> str:
    """Say which known names may have been meant; empty when none is near."""
    near = suggest(text, known)
    return " (có phải " + " hay ".join(f"«{name}»" for name in near) + " không?)" if near else ""


_READERS: Mapping[CellKind, Callable[[object, Column, Where], Any]] = {
    CellKind.TEXT: _text,
    CellKind.LIST: _list,
    CellKind.INTEGER: _integer,
    CellKind.DECIMAL: _parsed("O-06", parse_score),
    CellKind.PERCENT: _parsed("O-06", parse_percent),
    CellKind.DATE: _parsed("O-07", parse_date),
    CellKind.TIME: _parsed("O-08", parse_time),
    CellKind.YES_NO: _yes_no,
    CellKind.CHOICE: _choice,
}
