"""Dates and times of day: read day first, written as Decree 30/2020/NĐ-CP asks."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from datetime import date, datetime, time, timedelta

from docgen.viet.text import half_width
from docgen.viet.unreadable import UnreadableError


class DateError(UnreadableError):
    """A value that is not one certain date."""


class MissingDateError(DateError):
    """Nothing was typed."""


class TimeError(UnreadableError):
    """A value that is not one certain time of day."""


class MissingTimeError(TimeError):
    """Nothing was typed."""


_TYPE_DATE = "Nhập theo thứ tự ngày/tháng/năm, năm đủ bốn chữ số, ví dụ 17/10/2023."
_TYPE_TIME = "Nhập giờ và phút, ví dụ 07h30."
_DAY_FIRST = re.compile(r"(\d{1,2})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d+)", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_LONG = re.compile(r"(\d{1,2}) tháng (\d{1,2}) năm (\d+)", re.ASCII | re.IGNORECASE)
_EXCEL_DAY_ZERO = date(1899, 12, 30)
_WEEKDAY_WORDS = ("hai 2", "ba 3", "tư 4", "năm 5", "sáu 6", "bảy bẩy 7", "nhật cn")
_BEFORE_DATE = re.compile(
    r"(?:(?:thứ (hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|t([2-7])|(?:chủ|chúa) (nhật)|(cn))[\s,:-]*)?"
    r"(?:ngày\s+(?=\d))?(?=\d)",
    re.ASCII | re.IGNORECASE,
)
_AFTER_DATE = re.compile(r"(?:(?:\s+|(?<=\d)T)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?[\s.,;]*$", re.ASCII)
_FIRST_SERIAL, _LAST_SERIAL = 40_000, 60_000  # 2009 to 2064: outside, a number is no date of a season
_EXCEL_FIRST_YEAR, _EXCEL_LEAP_DAY = 1900, 60
_MONTHS = 12
_LONGEST_MONTH = 31
_YEAR_DIGITS = 4


def parse_date(value: object) -> date:
    """Read a date from a cell; text is always day, month, year, or ISO with the year first.

    A whole number from 40000 to 60000 is a date that lost its format in Excel.  A date with a
    time of day gives its date.  The day of the week may stand before it, and must be right.

    Raises ``MissingDateError`` for an empty cell, and ``DateError`` for anything that is not one
    certain date: a two-digit year, month first, a day that the month does not have.
    """
    number = false_date(value)
    if number is not None:
        value = number
    match value:
        case None:
            raise MissingDateError("Chưa có ngày.", _TYPE_DATE)
        case datetime():
            return value.date()
        case date():
            return value
        case str():
            return _text_date(half_width(value))
        case int() | float() if not isinstance(value, bool):
            if _FIRST_SERIAL <= value <= _LAST_SERIAL and value == int(value):
                return _EXCEL_DAY_ZERO + timedelta(days=int(value))
            raise DateError(f"Số {_typed(value)} không phải là ngày.", _TYPE_DATE)
        case _:
            raise DateError(f"«{value}» không phải là ngày.", _TYPE_DATE)


def false_date(value: object) -> float | None:
    """Give the number behind a "date" of 1900, which is a small number that Excel shows as a date."""
    if not isinstance(value, date) or value.year > _EXCEL_FIRST_YEAR:
        return None
    days = (date(value.year, value.month, value.day) - _EXCEL_DAY_ZERO).days
    days -= days <= _EXCEL_LEAP_DAY  # Excel has a 29 February 1900
    moment = value.time() if isinstance(value, datetime) else time()
    return days + (moment.hour * 60 + moment.minute) / (24 * 60)


def _typed(number: float) -> str:
    """Write a number of a cell as it was typed, with a decimal comma."""
    return f"{number:.15g}".replace(".", ",")


def _text_date(text: str) -> date:
    if not text:
        raise MissingDateError("Chưa có ngày.", _TYPE_DATE)
    bare, named = _bare(text)
    if iso := _ISO.fullmatch(bare):
        year, month, day = iso.groups()
    elif written := _DAY_FIRST.fullmatch(bare):
        day, _, month, year = written.groups()
    elif long := _LONG.fullmatch(bare):
        day, month, year = long.groups()
    else:
        raise DateError(f"Không đọc được ngày «{text}».", _TYPE_DATE)
    if len(year) != _YEAR_DIGITS:
        raise DateError(f"Năm trong «{text}» không đủ bốn chữ số.", _TYPE_DATE)
    if int(month) > _MONTHS >= int(day) and int(month) <= _LONGEST_MONTH:
        raise DateError(f"«{text}» viết kiểu Mỹ (tháng trước ngày): không có tháng {month}.", _TYPE_DATE)
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        raise DateError(f"Không có ngày «{text}» trong lịch.", _TYPE_DATE) from None
    if named and named.lower() not in _WEEKDAY_WORDS[found.weekday()].split():
        raise DateError(
            f"«{text}»: ngày {short_date(found)} là {weekday(found)}.", "Sửa thứ hoặc sửa ngày cho khớp nhau."
        )
    return found


def _bare(text: str) -> tuple[str, str]:
    """Take a date out of the words around it: the day of the week, which is given too, and a time."""
    before = _BEFORE_DATE.match(text)
    named = next(filter(None, before.groups()), "") if before else ""
    return _AFTER_DATE.sub("", text[before.end() :] if before else text), named


def american_column(values: Sequence[object]) -> bool:
    """Tell whether a column has a text date that can only be month first (10/17/2023).

    Its other text dates, such as 03/08/2023, are then not certain either: the whole column is
    to be refused.
    """
    texts = [_DAY_FIRST.fullmatch(_bare(half_width(value))[0]) for value in values if isinstance(value, str)]
    return any(
        int(found[1]) <= _MONTHS < int(found[3]) <= _LONGEST_MONTH for found in texts if found is not None
    )


_CLOCK = re.compile(
    r"(\d{1,2})\s*(?:[:.]\s*(\d{2})|(?:h|g|giờ)\s*(?:(\d{1,2})\s*(?:phút|ph|p|')?)?)", re.ASCII
)
_SECONDS_OF_NOTHING = re.compile(r":00$")
_AROUND_TIME = re.compile(
    r"(?:lúc )?(\d.*?)[\s,(]*(?:(sáng|sa|a\.?m\.?)|(trưa|chiều|tối|ch|p\.?m\.?))?[\s.,;)]*", re.ASCII
)
_NOON, _MIDNIGHT = 12, 24
_LAST_AFTER_NOON = 2


def parse_time(value: object) -> time:
    """Read a time of day from a cell, to the nearest minute.

    A time made by Excel is taken; text may be 7h30, 14h, 07:30, 07.30 or 7 giờ 30 phút, with the part
    of the day after it, which must fit: 7h30 sáng, 2:30 PM.

    Raises ``MissingTimeError`` for an empty cell, and ``TimeError`` for anything else; a number
    such as 7.3 is refused, for it may mean 07h03, 07h18 or 07h30.
    """
    number = false_date(value)
    if number is not None:
        value = number
    match value:
        case None:
            raise MissingTimeError("Chưa có giờ.", _TYPE_TIME)
        case time():
            return _nearest_minute(value)
        case timedelta() if timedelta(0) <= value < timedelta(days=1):  # the format [h]:mm
            return _nearest_minute((datetime.combine(date.min, time()) + value).time())
        case str():
            return _text_time(half_width(value))
        case int() | float() if not isinstance(value, bool):
            raise TimeError(f"Số {_typed(value)} không rõ là mấy giờ.", _TYPE_TIME)
        case _:
            raise TimeError(f"«{value}» không phải là giờ trong ngày.", _TYPE_TIME)


def _nearest_minute(value: time) -> time:
    # Excel keeps a time as a fraction of a day, and may give 07:29:59.999 for half past seven.
    rounded = datetime.combine(date.min, value) + timedelta(seconds=30)
    return time(rounded.hour, rounded.minute)


def _text_time(text: str) -> time:
    if not text:
        raise MissingTimeError("Chưa có giờ.", _TYPE_TIME)
    around = _AROUND_TIME.fullmatch(text.lower())
    bare, before_noon, after_noon = around.groups() if around else ("", "", "")
    if bare.count(":") > 1:
        bare = _SECONDS_OF_NOTHING.sub("", bare)
    found = _CLOCK.fullmatch(bare)
    if found is None:
        raise TimeError(f"Không đọc được giờ «{text}».", _TYPE_TIME)
    hour = int(found[1])
    if before_noon:
        hour = hour if hour < _NOON else 0 if hour == _NOON and before_noon[0] == "a" else _MIDNIGHT
    elif after_noon == "trưa":
        hour += _NOON if hour <= _LAST_AFTER_NOON else 0
    elif after_noon and hour < _NOON:
        hour += _NOON
    try:
        return time(hour, int(found[2] or found[3] or 0))
    except ValueError:
        raise TimeError(f"Không có giờ «{text}» trong ngày.", _TYPE_TIME) from None


_FIRST_PLAIN_MONTH = 3  # Decree 30, Annex I: days below 10 and months 1 and 2 take a 0 before


def _month(number: int) -> str:
    return f"{number:02d}" if number < _FIRST_PLAIN_MONTH else str(number)


def long_date(day: date) -> str:
    """Write a date as in the head of a paper: "ngày 08 tháng 3 năm 2023"."""
    return f"ngày {day.day:02d} tháng {_month(day.month)} năm {day.year}"


def short_date(day: date) -> str:
    """Write a date in figures with the zeros of the decree: "08/3/2023"."""
    return f"{day.day:02d}/{_month(day.month)}/{day.year}"


_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def weekday(day: date) -> str:
    """Name the day of the week, with the capitals of Decree 30, Annex II: "thứ Hai"."""
    return _WEEKDAYS[day.weekday()]


def clock(moment: time) -> str:
    """Write a time of day as in the body of a paper: "07 giờ 30 phút"."""
    return f"{moment.hour:02d} giờ {moment.minute:02d} phút"


def short_clock(moment: time) -> str:
    """Write a time of day as in a table: "07h30"."""
    return f"{moment.hour:02d}h{moment.minute:02d}"


_SATURDAY = 5


def is_working_day(day: date, holidays: Container[date], made_up: Container[date]) -> bool:
    """Tell whether offices work: Monday to Friday but holidays, and the weekend days made up.

    ``made_up`` are the days off that a swap (hoán đổi) turned into working days.
    """
    return day in made_up or (day.weekday() < _SATURDAY and day not in holidays)


def add_working_days(day: date, count: int, holidays: Container[date], made_up: Container[date]) -> date:
    """Give the day that is ``count`` working days after ``day``, or before it when negative.

    ``day`` itself is not counted, whether or not it is a working day; 0 gives it back.
    """
    step = timedelta(days=1 if count > 0 else -1)
    left = abs(count)
    while left:
        day += step
        left -= is_working_day(day, holidays, made_up)
    return day
