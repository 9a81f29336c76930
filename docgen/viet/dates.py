"""Dates and times of day: read day first, written as Decree 30/2020/NĐ-CP asks."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from datetime import date, datetime, time, timedelta

from docgen.viet.text import clean
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
_LONG = re.compile(r"(?:ngày )?(\d{1,2}) tháng (\d{1,2}) năm (\d+)", re.ASCII | re.IGNORECASE)
_EXCEL_DAY_ZERO = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 40_000, 60_000  # 2009 to 2064: outside, a number is no date of a season
_MONTHS = 12
_LONGEST_MONTH = 31
_YEAR_DIGITS = 4


def parse_date(value: object) -> date:
    """Read a date from a cell; text is always day, month, year, or ISO with the year first.

    A whole number from 40000 to 60000 is a date that lost its format in Excel.  A date with a
    time of day gives its date.

    Raises ``MissingDateError`` for an empty cell, and ``DateError`` for anything that is not one
    certain date: a two-digit year, month first, a day that the month does not have.
    """
    match value:
        case None:
            raise MissingDateError("Chưa có ngày.", _TYPE_DATE)
        case datetime():
            return value.date()
        case date():
            return value
        case str():
            return _text_date(clean(value))
        case int() | float() if not isinstance(value, bool):
            if _FIRST_SERIAL <= value <= _LAST_SERIAL and value == int(value):
                return _EXCEL_DAY_ZERO + timedelta(days=int(value))
            raise DateError(f"Số {_typed(value)} không phải là ngày.", _TYPE_DATE)
        case _:
            raise DateError(f"«{value}» không phải là ngày.", _TYPE_DATE)


def _typed(number: float) -> str:
    """Write a number of a cell as it was typed, with a decimal comma."""
    return f"{number:.15g}".replace(".", ",")


def _text_date(text: str) -> date:
    if not text:
        raise MissingDateError("Chưa có ngày.", _TYPE_DATE)
    if iso := _ISO.fullmatch(text):
        year, month, day = iso.groups()
    elif written := _DAY_FIRST.fullmatch(text):
        day, _, month, year = written.groups()
    elif long := _LONG.fullmatch(text):
        day, month, year = long.groups()
    else:
        raise DateError(f"Không đọc được ngày «{text}».", _TYPE_DATE)
    if len(year) != _YEAR_DIGITS:
        raise DateError(f"Năm trong «{text}» không đủ bốn chữ số.", _TYPE_DATE)
    if int(month) > _MONTHS >= int(day) and int(month) <= _LONGEST_MONTH:
        raise DateError(f"«{text}» viết kiểu Mỹ (tháng trước ngày): không có tháng {month}.", _TYPE_DATE)
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise DateError(f"Không có ngày «{text}» trong lịch.", _TYPE_DATE) from None


def american_column(values: Sequence[object]) -> bool:
    """Tell whether a column has a text date that can only be month first (10/17/2023).

    Its other text dates, such as 03/08/2023, are then not certain either: the whole column is
    to be refused.
    """
    texts = [_DAY_FIRST.fullmatch(clean(value)) for value in values if isinstance(value, str)]
    return any(
        int(found[1]) <= _MONTHS < int(found[3]) <= _LONGEST_MONTH for found in texts if found is not None
    )


_CLOCK = re.compile(
    r"(\d{1,2})\s*(?:[:.]\s*(\d{2})|(?:h|g|giờ)\s*(?:(\d{1,2})\s*(?:phút|ph|p|')?)?)", re.ASCII
)
_SECONDS_OF_NOTHING = re.compile(r":00$")


def parse_time(value: object) -> time:
    """Read a time of day from a cell, to the nearest minute.

    A time made by Excel is taken; text may be 7h30, 14h, 07:30, 07.30 or 7 giờ 30 phút.

    Raises ``MissingTimeError`` for an empty cell, and ``TimeError`` for anything else; a number
    such as 7.3 is refused, for it may mean 07h03, 07h18 or 07h30.
    """
    match value:
        case None:
            raise MissingTimeError("Chưa có giờ.", _TYPE_TIME)
        case time():
            return _nearest_minute(value)
        case timedelta() if timedelta(0) <= value < timedelta(days=1):  # the format [h]:mm
            return _nearest_minute((datetime.combine(date.min, time()) + value).time())
        case str():
            return _text_time(clean(value))
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
    lowered = text.lower()
    if lowered.count(":") > 1:
        lowered = _SECONDS_OF_NOTHING.sub("", lowered)
    found = _CLOCK.fullmatch(lowered)
    if found is None:
        raise TimeError(f"Không đọc được giờ «{text}».", _TYPE_TIME)
    try:
        return time(int(found[1]), int(found[2] or found[3] or 0))
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
