"""Scores and figures: read as they are typed in Vietnam, printed with a decimal comma."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext

from docgen.viet.dates import short_date
from docgen.viet.text import half_width
from docgen.viet.unreadable import UnreadableError


class ScoreError(UnreadableError):
    """A value that is not a score, or that could be more than one."""


class MissingScoreError(ScoreError):
    """Nothing was typed, or only a dash: not a score of 0."""


_TYPE_IT = "Nhập điểm bằng chữ số, dùng dấu phẩy cho phần thập phân, ví dụ 92,5."
_AS_NUMBER = "Chọn ô, đổi Định dạng ô (Format Cells) sang Số (Number) rồi nhập lại điểm, ví dụ 92,5."
_FIRST_REAL_YEAR = 1950  # an earlier "date" in a score column is a number shown as a date

_COMMA = re.compile(r"[-+]?[0-9]+(?:,[0-9]+)?")
_DOT = re.compile(r"[-+]?[0-9]+\.[0-9]{1,2}")
_GROUPED = re.compile(r"[-+]?[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_POINTS = re.compile(r"\s*(?:điểm|đ)?\.?$", re.IGNORECASE)
_OUT_OF = re.compile(r"([0-9]+(?:[.,][0-9]{1,2})?)\s*/\s*([0-9]+(?:[.,][0-9]{1,2})?)")
_LARGEST, _FINEST = 9, 18  # digits before and after the comma: more is no figure of a season


def parse_score(value: object, maximum: Decimal | None = None) -> Decimal:
    """Read a score from a cell, without guessing and without rounding.

    Numbers are taken as stored, a float by its 15 significant digits (all that Excel keeps).
    Text may use a decimal comma, a decimal dot with one or two digits, thousands dots, a sign,
    the word "điểm" or "đ", and "/4" where 4 is the ``maximum``.  The range is the caller's to check.

    Raises ``MissingScoreError`` for an empty cell or a dash, and ``ScoreError`` for anything
    else that is not one certain number: a date made by Excel, "1.500", "50%", "chín".
    """
    match value:
        case None:
            raise MissingScoreError("Chưa có điểm.", _TYPE_IT)
        case bool():
            raise ScoreError("Ô chứa giá trị đúng/sai (TRUE/FALSE), không phải điểm.", _TYPE_IT)
        case date() | time() | timedelta():
            raise _score_made_a_date(value)
        case int() | Decimal() | float():
            return _number(value)
        case str():
            return _text_score(value, maximum)
        case _:
            raise ScoreError(f"«{value}» không phải điểm.", _TYPE_IT)


def _score_made_a_date(value: date | time | timedelta) -> ScoreError:
    has_time = isinstance(value, datetime) and value.time() != time()
    if isinstance(value, date) and value.year >= _FIRST_REAL_YEAR and not has_time:
        return ScoreError(
            f"Excel đã đổi điểm thành ngày {short_date(value)}.",
            "Đổi Định dạng ô (Format Cells) sang Số (Number) hoặc Văn bản (Text) rồi nhập lại điểm.",
        )
    return ScoreError("Ô điểm đang mang định dạng ngày giờ.", _AS_NUMBER)


def _number(value: float | Decimal) -> Decimal:
    # 8.299999999999901 is Excel's arithmetic dust: it shows, and means, 15 digits.
    number = Decimal(f"{value:.15g}") if isinstance(value, float) else Decimal(value)
    if not number.is_finite():
        raise ScoreError("Giá trị không phải là một số hữu hạn.", _TYPE_IT)
    if number and (number.adjusted() >= _LARGEST or int(number.as_tuple().exponent) < -_FINEST):
        raise ScoreError("Số quá lớn hoặc có quá nhiều chữ số thập phân.", _TYPE_IT)
    return number or abs(number)


def _text_score(value: str, maximum: Decimal | None) -> Decimal:
    text = _POINTS.sub("", half_width(value).lstrip("'’")).replace("\u2212", "-")
    share = _OUT_OF.fullmatch(text)
    if share and maximum is not None and Decimal(share[2].replace(",", ".")) == maximum:
        text = share[1]
    if text in {"", "-", "–", "—"}:
        raise MissingScoreError("Chưa có điểm.", _TYPE_IT)
    if _COMMA.fullmatch(text) or _DOT.fullmatch(text):
        return _number(Decimal(text.replace(",", ".")))
    if _GROUPED.fullmatch(text):
        if text.count(".") == 1 and "," not in text:
            with_comma = text.replace(".", ",")
            raise ScoreError(
                f"Không rõ «{text}» là {with_comma} hay {text.replace('.', '')}.",
                f"Nhập {with_comma} nếu là số thập phân, {text.replace('.', '')} nếu là hàng nghìn.",
            )
        return _number(Decimal(text.replace(".", "").replace(",", ".")))
    if text.endswith("%"):
        raise ScoreError(f"«{text}» là phần trăm, không phải điểm.", _AS_NUMBER)
    raise ScoreError(f"Không đọc được điểm «{text}».", _TYPE_IT)


def parse_percent(value: object) -> Decimal:
    """Read a percentage: 66, "66" or "66%"; a number from 0 to 1 needs the sign, for it may be a share.

    Raises as ``parse_score`` does.
    """
    text = half_width(value) if isinstance(value, str) else ""
    number = parse_score(text.removesuffix("%").rstrip() if text else value)
    if 0 < number <= 1 and not text.endswith("%"):
        bare, whole = format_number(number), format_number((number * 100).normalize())
        raise ScoreError(
            f"Không rõ «{bare}» là {whole}% hay {bare}%.",
            f"Nhập {whole} nếu là {whole}%; nếu đúng là {bare}% thì đổi Định dạng ô (Format Cells) sang "
            f"Phần trăm (Percentage) rồi nhập {bare}%.",
        )
    return number


def format_score(value: Decimal, places: int = 2) -> str:
    """Print a score with ``places`` decimals, rounded half-up, with a decimal comma.

    A value that rounds to zero is printed without a minus sign.  Raises ``TypeError`` for a
    float and ``ValueError`` for what is not a finite number or for ``places`` below 0.
    """
    if isinstance(value, float | bool):
        raise TypeError("a score is a Decimal: a float would be rounded twice")
    number = Decimal(value)
    if not number.is_finite() or places < 0:
        raise ValueError(f"cannot print {value} with {places} decimals")
    with localcontext() as context:
        context.prec = max(context.prec, number.adjusted() + places + 2)
        rounded = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return f"{rounded or abs(rounded):f}".replace(".", ",")


def format_number(value: int | Decimal) -> str:
    """Print a figure in full with thousands dots and a decimal comma: 1.234.567,89.

    Raises ``TypeError`` for a float and ``ValueError`` for what is not a finite number.
    """
    if isinstance(value, float | bool):
        raise TypeError("a figure is an int or a Decimal, not a float")
    number = Decimal(value)
    if not number.is_finite():
        raise ValueError(f"cannot print {value}")
    return f"{number or abs(number):,f}".translate({ord(","): ".", ord("."): ","})


_TWO_DIGITS = 10


def pad2(number: int) -> str:
    """Print a count or order in two digits when it is below 10, as official papers do: 01, 13.

    Raises ``ValueError`` for a negative number.
    """
    if number < 0:
        raise ValueError(f"not a count: {number}")
    return f"0{number}" if number < _TWO_DIGITS else str(number)
