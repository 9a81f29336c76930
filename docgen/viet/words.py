"""Numbers in Vietnamese words: a language of num2words that replaces its own Vietnamese.

The Vietnamese of num2words 0.5.14 misreads scores (10,05 as ten and a half, every score with
one decimal as two) and every thousand that needs "không trăm", so ours is registered beside it
under another code, ``vi_docgen``.  No law fixes the reading; the rules are those of school
textbooks, with "linh", "tư" and the skipped empty class as defaults that can be changed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import num2words
from num2words.base import Num2Word_Base

LANGUAGE = "vi_docgen"

EmptyClass = Literal["skip", "say"]


@dataclass(frozen=True, slots=True)
class Style:
    """The choices that offices differ in.

    ``linh``: the word for an empty ten, "linh" or "lẻ".  ``four``: 4 after mươi, "tư" or "bốn".
    ``empty``: whether an empty class of three digits is passed over or read ("không nghìn").
    """

    linh: str = "linh"
    four: str = "tư"
    empty: EmptyClass = "skip"


_STANDARD = Style()
_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_CLASSES = ("triệu", "nghìn", "")  # the three classes that make up one tỷ
_THOUSAND, _BILLION = 1_000, 1_000_000_000


def _whole(number: int, style: Style) -> list[str]:
    """Read a positive whole number, tỷ by tỷ: 10^12 is nghìn tỷ, 10^18 tỷ tỷ."""
    words: list[str] = []
    billions, rest = divmod(number, _BILLION)
    if billions:
        words += [*_whole(billions, style), "tỷ"]
    for position, name in enumerate(_CLASSES):
        unit = _THOUSAND ** (2 - position)
        figure = rest // unit % _THOUSAND
        follows = bool(words)
        if figure:
            words += [*_below_thousand(figure, style, inner=follows), name]
        elif follows and style.empty == "say" and rest % unit:
            words += ["không", name]
    return [word for word in words if word]


def _below_thousand(number: int, style: Style, *, inner: bool) -> list[str]:
    """Read 0 to 999; ``inner`` numbers say their hundreds even when there are none."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = [_DIGITS[hundreds], "trăm"] if hundreds or inner else []
    if tens:
        return words + _tens(tens, ones, style)
    if ones and words:
        return [*words, style.linh, _DIGITS[ones]]
    return words + ([_DIGITS[ones]] if ones or not words else [])


def _tens(tens: int, ones: int, style: Style) -> list[str]:
    if tens == 1:
        head, special = ["mười"], {5: "lăm"}
    else:
        head, special = [_DIGITS[tens], "mươi"], {1: "mốt", 4: style.four, 5: "lăm"}
    return [*head, special.get(ones, _DIGITS[ones])] if ones else head


_LONGEST_CLASS = 3


def _fraction(digits: str, style: Style) -> list[str]:
    """Read the decimals of a number, which do not end in 0.

    Up to three digits are read as a class of their own ("hai mươi lăm", "không năm", "không
    trăm linh một"); more are read as a number, or one by one when they begin with 0, so that no
    two fractions sound alike.
    """
    if len(digits) == _LONGEST_CLASS:
        return _below_thousand(int(digits), style, inner=True)
    if digits.startswith("0"):
        return [_DIGITS[int(digit)] for digit in digits]
    return _whole(int(digits), style)


def _read(number: Decimal, style: Style) -> str:
    whole, _, decimals = f"{abs(number):f}".partition(".")
    decimals = decimals.rstrip("0")
    words = ["âm"] if number < 0 else []
    words += _whole(int(whole), style) if int(whole) else [_DIGITS[0]]
    if decimals:
        words += ["phẩy", *_fraction(decimals, style)]
    return " ".join(words)


_PRINTED = re.compile(r"[-\u2212]?(?:[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+)(?:,[0-9]+)?")


def _exact(figure: object) -> Decimal:
    """Take a number that is exactly known: whole, ``Decimal`` or printed; never a float."""
    if isinstance(figure, bool) or not isinstance(figure, str | int | Decimal):
        raise TypeError(f"words are made from a printed figure, an int or a Decimal, not {figure!r}")
    if isinstance(figure, str):
        if not _PRINTED.fullmatch(figure):
            raise ValueError(f"not a figure as printed in Vietnamese: {figure!r}")
        figure = figure.replace(".", "").replace(",", ".").replace("\u2212", "-")
    number = Decimal(figure)
    if not number.is_finite():
        raise ValueError(f"not a finite number: {figure}")
    return number


class Num2Word_VI(Num2Word_Base):  # type: ignore[misc]  # noqa: N801 - untyped base; num2words' naming
    """Vietnamese for ``num2words(…, lang="vi_docgen")``.

    Every conversion takes an int, a ``Decimal`` or a figure as printed ("1.234,5"), and raises
    ``TypeError`` for a float, whose decimals are not the ones that were printed.
    """

    CURRENCY_FORMS = {"VND": (("đồng",), ())}  # noqa: RUF012 - the base class declares it so

    def str_to_number(self, value: str) -> Decimal:
        """Read a figure as printed in Vietnamese; ``ValueError`` for any other text."""
        return _exact(value)

    def to_cardinal(
        self, number: str | int | Decimal, *, linh: str = "linh", four: str = "tư", empty: EmptyClass = "skip"
    ) -> str:
        """Read a number; the options are those of ``Style``."""
        return _read(_exact(number), Style(linh=linh, four=four, empty=empty))

    def to_ordinal(self, number: str | int | Decimal) -> str:
        """Read a place in an order: thứ nhất, thứ hai, thứ ba, thứ tư, thứ năm."""
        special = {1: "nhất", 4: "tư"}
        place = self._place(number)
        return f"thứ {special.get(place) or _read(Decimal(place), _STANDARD)}"

    def to_ordinal_num(self, number: str | int | Decimal) -> str:
        """Write a place in an order with its figure: thứ 5."""
        return f"thứ {self._place(number)}"

    def to_year(self, number: str | int | Decimal) -> str:
        """Read a year, without the word năm; a negative year is before the common era."""
        year = _exact(number)
        if year != int(year) or not year:
            raise ValueError(f"not a year: {number}")
        return _read(abs(year), _STANDARD) + (" trước Công nguyên" if year < 0 else "")

    def to_currency(self, val: str | int | Decimal, currency: str = "VND") -> str:
        """Read an amount in đồng, which has no smaller coin in use.

        Raises ``NotImplementedError`` for another currency, as num2words does.
        """
        if currency not in self.CURRENCY_FORMS:
            raise NotImplementedError(f'Currency code "{currency}" not implemented for "Num2Word_VI"')
        (name,), _ = self.CURRENCY_FORMS[currency]
        return f"{_read(_exact(val), _STANDARD)} {name}"

    @staticmethod
    def _place(number: str | int | Decimal) -> int:
        place = _exact(number)
        if place != int(place) or place < 1:
            raise ValueError(f"not a place in an order: {number}")
        return int(place)


# Without this, num2words would quietly fall back from "vi_docgen" to its own "vi".
num2words.CONVERTER_CLASSES[LANGUAGE] = Num2Word_VI()


def in_words(
    figure: str | Decimal | int, *, linh: str = "linh", four: str = "tư", empty: EmptyClass = "skip"
) -> str:
    """Read a figure in words: "92,50" is "chín mươi hai phẩy năm".

    Give the very string that is printed, so that words and figure cannot differ; a dot in it
    separates thousands.  The options are those of ``Style``.  Raises ``TypeError`` for a float
    and ``ValueError`` for text that is not a printed figure.
    """
    words: str = num2words.num2words(figure, lang=LANGUAGE, linh=linh, four=four, empty=empty)
    return words


def ordinal(number: int) -> str:
    """Read a place in an order: 1 is "thứ nhất", 4 "thứ tư", 12 "thứ mười hai".

    Raises ``ValueError`` below 1 and ``TypeError`` for a float.
    """
    words: str = num2words.num2words(number, lang=LANGUAGE, to="ordinal")
    return words
