"""How a number is written, which series it is counted in, and which comes next."""

from __future__ import annotations

import pytest

from docgen.records import Numbering
from docgen.register import Known, TypedNumber, body_of, kind_of, parse_number, propose, series_of, sign
from tests.factory import changed, make_general


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("87", (87, "", "")),
        ("087", (87, "", "")),
        (" 87 / KH-MTTQ-BTT ", (87, "KH-MTTQ-BTT", "")),
        ("87/KH-MTTQ-BTT", (87, "KH-MTTQ-BTT", "")),
        ("Số: 05/QĐ-MTTQ-BTT", (5, "QĐ-MTTQ-BTT", "")),
        ("số 05/QĐ-MTTQ-BTT", (5, "QĐ-MTTQ-BTT", "")),
        ("19A/BB-BTT", (19, "BB-BTT", "A")),
        ("9đ", (9, "", "Đ")),
        ("0", None),
        ("", None),
        ("-3", None),
        ("19AB/BB-BTT", None),
        ("A19", None),
        ("tám mươi bảy", None),
        ("1234567", None),
    ],
)
def test_a_number_is_read_as_it_is_typed(typed: str, expected: TypedNumber | None) -> None:
    assert parse_number(typed) == expected


@pytest.mark.parametrize(
    ("symbol", "kind", "body"),
    [
        ("KH-MTTQ-BTT", "KH", "MTTQ-BTT"),
        ("TTr-MTTQ-BTT", "TTr", "MTTQ-BTT"),
        ("MTTQ-BTT", "CV", "MTTQ-BTT"),
        ("BB-ĐKT", "BB", "ĐKT"),
        ("BB-BTT", "BB", "BTT"),
        ("BTT-MTTQ", "BTT", "MTTQ"),
        ("BTT", "CV", "BTT"),
        ("CV-MTTQ", "CV", "CV-MTTQ"),
    ],
)
def test_the_kind_is_what_stands_before_the_body(symbol: str, kind: str, body: str) -> None:
    assert (kind_of(symbol), body_of(symbol)) == (kind, body)


def test_a_number_below_ten_has_a_zero() -> None:
    assert [sign(number, "KH-MTTQ") for number in (5, 10, 312)] == ["05/KH-MTTQ", "10/KH-MTTQ", "312/KH-MTTQ"]


@pytest.mark.parametrize(
    ("setting", "plan", "letter", "team_minutes", "team_report", "board_minutes"),
    [
        (Numbering.BY_KIND_TEAM_APART, "KH", "CV", "BB-ĐKT", "BC-ĐKT", "BB"),
        (Numbering.BY_KIND, "KH", "CV", "BB", "BC", "BB"),
        (Numbering.COMMON_TEAM_APART, "chung", "chung", "ĐKT", "ĐKT", "chung"),
        (Numbering.COMMON, "chung", "chung", "chung", "chung", "chung"),
    ],
)
def test_the_setting_says_what_is_counted_together(
    setting: Numbering, plan: str, letter: str, team_minutes: str, team_report: str, board_minutes: str
) -> None:
    general = changed(make_general(), numbering=setting, minutes_suffix="ĐKT")
    symbols = ("KH-MTTQ-BTT", "MTTQ-BTT", "BB-ĐKT", "BC-ĐKT", "BB-BTT")
    expected = [plan, letter, team_minutes, team_report, board_minutes]
    assert [series_of(general, symbol) for symbol in symbols] == expected


def _known(series: str, number: int, year: int = 2023, *, cancelled: bool = False) -> Known:
    return Known(series, year, number, "x", None, "x", cancelled=cancelled)


def test_the_next_number_follows_the_highest_known_one_of_its_series_and_year() -> None:
    general = changed(make_general(), minutes_suffix="ĐKT")
    known = [_known("TB", 61), _known("TB", 63, cancelled=True), _known("KH", 87), _known("TB", 90, 2022)]
    assert propose(general, known, "TB", 2023) == 64
    assert propose(general, known, "KH", 2023) == 88
    assert propose(general, known, "TB", 2022) == 91


def test_the_first_number_of_the_office_is_not_guessed_but_a_team_begins_at_one() -> None:
    general = changed(make_general(), minutes_suffix="ĐKT")
    assert propose(general, [], "QĐ", 2023) is None
    assert propose(general, [], "BB-ĐKT", 2023) == 1
    together = changed(general, numbering=Numbering.BY_KIND)
    assert propose(together, [], "BB", 2023) is None


def test_a_letter_stands_between_number_and_symbol() -> None:
    assert sign(9, "TB-MTTQ-BTT", "A") == "09A/TB-MTTQ-BTT"
