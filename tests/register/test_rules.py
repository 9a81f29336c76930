"""SO-01 to SO-05: what must hold of a number that is asked for."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.register import Known, Wanted, judge

OCTOBER = dt.date(2023, 10, 31)
TODAY = dt.date(2023, 11, 1)
SYMBOL = "TB-MTTQ-BTT"


def known(
    number: int, date: dt.date | None = OCTOBER, *, cancelled: bool = False, series: str = "TB"
) -> Known:
    return Known(series, 2023, number, SYMBOL, date, f"văn bản {number}", cancelled=cancelled)


def asked(number: int, date: dt.date = OCTOBER, *, typed: str = "", reason: str = "") -> Wanted:
    return Wanted(known(number, date), typed, reason)


def codes(wanted: list[Wanted], taken: list[Known]) -> list[str]:
    """Give the codes of the errors."""
    return [problem.code for problem in judge(wanted, taken, today=TODAY) if problem.is_error]


def test_the_number_after_the_last_is_right() -> None:
    assert codes([asked(62)], [known(61)]) == []


def test_a_series_of_which_nothing_is_known_may_begin_anywhere() -> None:
    assert codes([asked(87)], [known(61, series="KH")]) == []


@pytest.mark.parametrize("cancelled", [False, True])
def test_a_number_is_given_once_in_its_series_and_year(*, cancelled: bool) -> None:
    (problem,) = judge([asked(61)], [known(61, cancelled=cancelled)], today=TODAY)
    assert problem.code == "SO-01"
    assert ("đã hủy" in problem.message) == cancelled


@pytest.mark.parametrize(
    ("number", "taken", "expected"),
    [(1, [], []), (5, [], ["SO-03"]), (1, [known(2)], []), (3, [known(2)], []), (3, [known(1)], ["SO-03"])],
)
def test_a_series_that_is_known_to_begin_at_one_has_no_gap_at_its_beginning(
    number: int, taken: list[Known], expected: list[str]
) -> None:
    wanted = replace(asked(number), begins=True)
    assert codes([wanted], taken) == expected
    assert codes([replace(wanted, reason="quyển sổ cũ")], taken) == []


@pytest.mark.parametrize("year", [1023, 1999, 2100])
def test_a_year_that_cannot_be_is_told_as_such(year: int) -> None:
    wanted = asked(61, dt.date(year, 10, 31))
    assert codes([replace(wanted, known=replace(wanted.known, year=year))], []) == ["SO-07"]


def test_the_next_free_number_is_proposed_where_a_number_is_wrong() -> None:
    taken = [known(61), known(62, cancelled=True)]
    for number in (61, 62, 65):
        (problem,) = judge([asked(number)], taken, today=TODAY)
        assert "63" in problem.remedy


def test_two_papers_of_one_list_do_not_get_the_same_number() -> None:
    assert codes([asked(62), asked(62)], [known(61)]) == ["SO-01"]


@pytest.mark.parametrize(
    "wanted",
    [
        [asked(62), asked(62), asked(64)],  # one of them was to be 63
        [asked(62), asked(62, dt.date(2023, 11, 1)), asked(63)],
        [asked(61), asked(63)],
    ],
)
def test_a_number_that_is_given_twice_is_one_fault_and_not_that_of_the_next_row(wanted: list[Wanted]) -> None:
    assert codes(wanted, [known(61)]) == ["SO-01"]


def lettered(number: int, letter: str, date: dt.date = OCTOBER) -> Wanted:
    return Wanted(replace(known(number, date), letter=letter))


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (lettered(61, "A"), []),
        (lettered(61, "B"), ["SO-01"]),
        (lettered(61, "C", dt.date(2023, 11, 1)), ["SO-02"]),  # after 62
        (lettered(61, "C", dt.date(2023, 10, 30)), ["SO-02"]),  # before 61
        (lettered(63, "A"), ["SO-03"]),
        (asked(63), []),
    ],
)
def test_a_number_with_a_letter_stands_after_its_own(wanted: Wanted, expected: list[str]) -> None:
    taken = [known(61), known(62), replace(known(61), letter="B")]
    assert codes([wanted], taken) == expected


@pytest.mark.parametrize(
    ("number", "day", "expected"),
    [
        (62, dt.date(2023, 10, 30), ["SO-02"]),  # before 61, which is of 31/10
        (62, dt.date(2023, 10, 31), []),
        (60, dt.date(2023, 11, 1), ["SO-02"]),  # after 61
    ],
)
def test_numbers_and_days_have_the_same_order(number: int, day: dt.date, expected: list[str]) -> None:
    assert codes([asked(number, day, reason="có lý do")], [known(61)]) == expected


def test_the_day_of_a_cancelled_number_says_nothing() -> None:
    assert codes([asked(62, dt.date(2023, 10, 30))], [known(61, cancelled=True)]) == []


def test_a_list_is_in_order_within_itself() -> None:
    wanted = [asked(62, dt.date(2023, 11, 1)), asked(63, OCTOBER)]
    assert set(codes(wanted, [known(61)])) == {"SO-02"}


@pytest.mark.parametrize(("number", "told"), [(63, "62"), (65, "từ 62 đến 64"), (60, "nhỏ nhất")])
def test_a_gap_needs_a_reason(number: int, told: str) -> None:
    day = OCTOBER
    (problem,) = judge([asked(number, day)], [known(61, day)], today=TODAY)
    assert problem.code == "SO-03"
    assert told in problem.message
    assert codes([asked(number, day, reason="số 62 văn phòng đã dùng")], [known(61, day)]) == []


def test_a_gap_that_is_filled_needs_none() -> None:
    assert codes([asked(62)], [known(61), known(64)]) == []


def test_a_whole_list_in_a_row_has_no_gap_whatever_its_order() -> None:
    assert codes([asked(64), asked(62), asked(63)], [known(61)]) == []


@pytest.mark.parametrize(
    ("typed", "expected"), [("", []), (SYMBOL, []), ("tb-mttq-btt", []), ("QĐ-MTTQ-BTT", ["SO-04"])]
)
def test_the_symbol_typed_is_that_of_the_kind(typed: str, expected: list[str]) -> None:
    assert codes([asked(62, typed=typed)], [known(61)]) == expected


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (dt.date(2023, 10, 31), []),
        (dt.date(2023, 11, 1), []),  # the working day after
        (dt.date(2023, 11, 2), ["SO-05"]),
        (dt.date(2023, 10, 30), ["SO-05"]),  # not yet come
    ],
)
def test_a_paper_dated_back_or_ahead_is_warned_of(today: dt.date, expected: list[str]) -> None:
    problems = judge([asked(62)], [known(61)], today=today)
    assert [problem.code for problem in problems] == expected
    assert not any(problem.is_error for problem in problems)


def test_many_papers_dated_back_are_told_in_one_line() -> None:
    wanted = [asked(number) for number in range(62, 75)]
    (problem,) = judge(wanted, [known(61)], today=dt.date(2026, 1, 5))
    assert problem.code == "SO-05"
    assert "13 văn bản" in problem.message


# --- whatever is asked for -----------------------------------------------------------------------

NUMBERS = st.lists(st.integers(1, 30), min_size=1, max_size=12)
DAYS = st.integers(0, 20).map(lambda days: dt.date(2023, 10, 1) + dt.timedelta(days=days))


@given(st.lists(st.tuples(st.integers(1, 30), DAYS, st.booleans(), st.booleans()), max_size=25))
def test_what_is_accepted_one_by_one_is_unique_in_order_and_never_a_cancelled_number(
    wishes: list[tuple[int, dt.date, bool, bool]],
) -> None:
    taken: list[Known] = []
    for number, day, with_reason, cancelled in wishes:
        wish = asked(number, day, reason="có lý do" if with_reason else "")
        if not any(problem.is_error for problem in judge([wish], taken, today=TODAY)):
            taken.append(known(number, day, cancelled=cancelled))
    numbers = [item.number for item in taken]
    assert len(set(numbers)) == len(numbers)
    living = sorted((item for item in taken if not item.cancelled), key=lambda item: item.number)
    days = [item.date for item in living if item.date]
    assert days == sorted(days)


@given(NUMBERS, st.integers(1, 30))
def test_without_a_reason_numbers_never_leave_a_hole_above_the_first(numbers: list[int], first: int) -> None:
    taken = [known(first)]
    for number in numbers:
        if not any(problem.is_error for problem in judge([asked(number)], taken, today=TODAY)):
            taken.append(known(number))
    found = sorted(item.number for item in taken)
    assert found == list(range(first, first + len(found)))


@given(st.lists(st.tuples(st.integers(1, 20), DAYS), min_size=1, max_size=8, unique_by=lambda item: item[0]))
def test_a_list_is_judged_alike_in_whatever_order_it_stands(wishes: list[tuple[int, dt.date]]) -> None:
    wanted = [asked(number, day) for number, day in wishes]
    backwards = list(reversed(wanted))
    assert set(judge(wanted, [known(10)], today=TODAY)) == set(judge(backwards, [known(10)], today=TODAY))
