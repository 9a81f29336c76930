"""Dates and times: day first when read, with the zeros of Decree 30 when written."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.viet import (
    DateError,
    MissingDateError,
    MissingTimeError,
    TimeError,
    add_working_days,
    american_column,
    clock,
    is_working_day,
    long_date,
    parse_date,
    parse_time,
    short_clock,
    short_date,
    weekday,
)

OPENING = dt.date(2023, 10, 17)


class TestReadingADate:
    @pytest.mark.parametrize(
        "typed",
        [
            OPENING,
            dt.datetime(2023, 10, 17, 7, 30),  # noqa: DTZ001 - as openpyxl gives it
            45216,
            45216.0,
            *["17/10/2023", "17-10-2023", "17.10.2023", " 17/10/2023\u00a0", "2023-10-17"],
            "ngày 17 tháng 10 năm 2023",
            "nga\u0300y 17 tha\u0301ng 10 na\u0306m 2023",  # NFD
        ],
    )
    def test_takes_what_is_certain(self, typed: object) -> None:
        assert parse_date(typed) == OPENING

    def test_text_is_day_first(self) -> None:
        assert parse_date("03/08/2023") == dt.date(2023, 8, 3)
        assert parse_date("8/3/2023") == dt.date(2023, 3, 8)

    @pytest.mark.parametrize("nothing", [None, "", " \u00a0"])
    def test_nothing_is_missing(self, nothing: str | None) -> None:
        with pytest.raises(MissingDateError, match="Chưa có ngày"):
            parse_date(nothing)

    @pytest.mark.parametrize(
        ("typed", "reason"),
        [
            ("17/10/23", "không đủ bốn chữ số"),
            ("10/17/2023", "kiểu Mỹ"),
            ("31/02/2023", "Không có ngày"),
            ("29/2/2023", "Không có ngày"),
            ("45/45/2023", "Không có ngày"),
            ("17/10-2023", "Không đọc được"),
            ("thứ Ba", "Không đọc được"),
            ("45216", "Không đọc được"),
            (2023, "Số 2023"),
            (45216.5, "Số 45216.5"),
            (float("nan"), "nan"),
            (True, "True"),
            (dt.time(7, 30), "07:30"),
        ],
    )
    def test_refuses_the_rest_with_a_reason_and_a_remedy(self, typed: object, reason: str) -> None:
        with pytest.raises(DateError, match=reason) as refusal:
            parse_date(typed)
        assert "17/10/2023" in refusal.value.remedy
        assert not isinstance(refusal.value, MissingDateError)

    def test_one_american_date_makes_the_column_uncertain(self) -> None:
        assert american_column(["03/08/2023", "10/17/2023"])
        assert not american_column(["03/08/2023", "17/10/2023", None, OPENING, "chưa có", "10/45/2023"])


class TestReadingATime:
    @pytest.mark.parametrize(
        "typed",
        [
            dt.time(7, 30),
            dt.time(7, 29, 59, 999000),
            dt.timedelta(hours=7, minutes=30),
            *["7h30", "07:30", "07.30", "7 giờ 30", "07 giờ 30 phút", "7H30", "7g30", "07:30:00", "7h30'"],
            "7 gio\u031b\u0300 30 phu\u0301t",  # NFD
        ],
    )
    def test_takes_what_is_certain(self, typed: object) -> None:
        assert parse_time(typed) == dt.time(7, 30)

    @pytest.mark.parametrize("typed", ["14h", "14h00", "14 giờ", "14:00"])
    def test_the_hour_may_stand_alone(self, typed: str) -> None:
        assert parse_time(typed) == dt.time(14, 0)

    @pytest.mark.parametrize("nothing", [None, "", "  "])
    def test_nothing_is_missing(self, nothing: str | None) -> None:
        with pytest.raises(MissingTimeError, match="Chưa có giờ"):
            parse_time(nothing)

    @pytest.mark.parametrize(
        ("typed", "reason"),
        [
            (7.3, "không rõ là mấy giờ"),
            (7, "không rõ là mấy giờ"),
            (0.3125, "không rõ là mấy giờ"),
            ("7.3", "Không đọc được"),
            ("7", "Không đọc được"),
            ("sáng", "Không đọc được"),
            ("7h30 - 11h00", "Không đọc được"),
            ("25h00", "Không có giờ"),
            ("7h75", "Không có giờ"),
            (True, "không phải là giờ"),
            (dt.timedelta(hours=25), "không phải là giờ"),
        ],
    )
    def test_refuses_the_rest(self, typed: object, reason: str) -> None:
        with pytest.raises(TimeError, match=reason) as refusal:
            parse_time(typed)
        assert "07h30" in refusal.value.remedy


class TestWritingADate:
    @pytest.mark.parametrize(
        ("day", "long", "short"),
        [
            (dt.date(2023, 3, 8), "ngày 08 tháng 3 năm 2023", "08/3/2023"),
            (dt.date(2023, 2, 1), "ngày 01 tháng 02 năm 2023", "01/02/2023"),
            (dt.date(2023, 1, 10), "ngày 10 tháng 01 năm 2023", "10/01/2023"),
            (dt.date(2023, 9, 9), "ngày 09 tháng 9 năm 2023", "09/9/2023"),
            (dt.date(2023, 10, 12), "ngày 12 tháng 10 năm 2023", "12/10/2023"),
        ],
    )
    def test_days_below_ten_and_two_months_take_a_zero(self, day: dt.date, long: str, short: str) -> None:
        assert (long_date(day), short_date(day)) == (long, short)

    @given(st.dates(min_value=dt.date(1000, 1, 1)))
    def test_what_is_written_reads_back(self, day: dt.date) -> None:
        assert parse_date(long_date(day)) == parse_date(short_date(day)) == parse_date(str(day)) == day

    @given(st.times())
    def test_a_written_time_reads_back(self, moment: dt.time) -> None:
        minute = moment.replace(second=0, microsecond=0)
        assert parse_time(clock(minute)) == parse_time(short_clock(minute)) == minute

    def test_weekdays_have_their_capitals(self) -> None:
        monday = dt.date(2023, 10, 16)
        names = [weekday(monday + dt.timedelta(days=n)) for n in range(7)]
        assert names == ["thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"]

    def test_times_have_two_digits(self) -> None:
        assert (clock(dt.time(7, 30)), clock(dt.time(14))) == ("07 giờ 30 phút", "14 giờ 00 phút")
        assert short_clock(dt.time(7, 5)) == "07h05"


class TestWorkingDays:
    HOLIDAYS = frozenset({dt.date(2023, 9, 1), dt.date(2023, 9, 4)})
    MADE_UP = frozenset({dt.date(2023, 9, 9)})  # a Saturday

    def test_weekends_and_holidays_are_off_unless_made_up(self) -> None:
        first = dt.date(2023, 8, 31)  # a Thursday
        days = [first + dt.timedelta(days=n) for n in range(11)]
        working = [day.day for day in days if is_working_day(day, self.HOLIDAYS, self.MADE_UP)]
        assert working == [31, 5, 6, 7, 8, 9]

    def test_five_working_days_after_skip_what_is_off(self) -> None:
        after = add_working_days(dt.date(2023, 8, 31), 5, self.HOLIDAYS, self.MADE_UP)
        assert after == dt.date(2023, 9, 9)
        assert add_working_days(after, -5, self.HOLIDAYS, self.MADE_UP) == dt.date(2023, 8, 31)

    def test_no_days_after_is_the_day_itself(self) -> None:
        sunday = dt.date(2023, 9, 3)
        assert add_working_days(sunday, 0, self.HOLIDAYS, self.MADE_UP) == sunday

    @given(st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)), st.integers(min_value=1, max_value=40))
    def test_as_many_working_days_lie_between(self, day: dt.date, count: int) -> None:
        end = add_working_days(day, count, self.HOLIDAYS, self.MADE_UP)
        passed = [day + dt.timedelta(days=n) for n in range(1, (end - day).days + 1)]
        assert sum(is_working_day(one, self.HOLIDAYS, self.MADE_UP) for one in passed) == count
        assert is_working_day(end, self.HOLIDAYS, self.MADE_UP)
