"""Scores as they are typed, and figures as they are printed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.viet import MissingScoreError, ScoreError, format_number, format_score, pad2, parse_score


class TestReadingAScore:
    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            (95, "95"),
            (92.5, "92.5"),
            (8.299999999999901, "8.2999999999999"),
            (0.1 + 0.2, "0.3"),
            (Decimal("87.25"), "87.25"),
            ("100", "100"),
            ("007", "7"),
            ("92,5", "92.5"),
            ("92.5", "92.5"),
            ("10.05", "10.05"),
            ("92,125", "92.125"),
            ("\u00a092,5\u00a0", "92.5"),
            ("'92,5", "92.5"),
            ("92,5 điểm", "92.5"),
            ("92,5 \u0111ie\u0302\u0309m", "92.5"),  # NFD
            ("92,5\u200b", "92.5"),
            ("+0,5", "0.5"),
            ("\u22120,5", "-0.5"),
            ("1.234,5", "1234.5"),
            ("1.234.567", "1234567"),
        ],
    )
    def test_takes_what_is_certain(self, typed: object, meant: str) -> None:
        assert parse_score(typed) == Decimal(meant)

    @pytest.mark.parametrize("nothing", [None, "", "   ", "-", "–", "\u200b"])
    def test_nothing_is_missing_and_never_zero(self, nothing: str | None) -> None:
        with pytest.raises(MissingScoreError, match="Chưa có điểm"):
            parse_score(nothing)

    @pytest.mark.parametrize("typed", ["1.500", "9.500", "12.345"])
    def test_asks_when_a_dot_may_mean_thousands(self, typed: str) -> None:
        with pytest.raises(ScoreError, match="Không rõ") as refusal:
            parse_score(typed)
        assert typed.replace(".", ",") in refusal.value.remedy

    @pytest.mark.parametrize(
        "typed",
        [
            *["92,5/100", "8,5-9", "9/5", "92;5", "chín", "x", "92,5%", "1 234", "5,", ",5", "1,2,3"],
            *["0.500", "9½", "9²", "#N/A", "1.23.4", "92..5", "--5"],
        ],
    )
    def test_refuses_other_text_and_quotes_it(self, typed: str) -> None:
        with pytest.raises(ScoreError) as refusal:
            parse_score(typed)
        assert f"«{typed}»" in refusal.value.reason
        assert "92,5" in refusal.value.remedy
        assert not isinstance(refusal.value, MissingScoreError)

    @pytest.mark.parametrize("excel_made", [dt.date(2026, 5, 9), dt.datetime(2026, 5, 9)])  # noqa: DTZ001 - as openpyxl gives it
    def test_says_so_when_excel_turned_the_score_into_a_date(self, excel_made: dt.date) -> None:
        with pytest.raises(ScoreError, match="Excel đã đổi điểm thành ngày 09/5/2026"):
            parse_score(excel_made)

    @pytest.mark.parametrize(
        "shown_as_date",
        [dt.datetime(1900, 4, 1, 12, 0), dt.time(0, 0), dt.timedelta(hours=9)],  # noqa: DTZ001 - as openpyxl gives it
    )
    def test_says_so_when_the_cell_has_a_date_format(self, shown_as_date: object) -> None:
        with pytest.raises(ScoreError, match="định dạng ngày giờ"):
            parse_score(shown_as_date)

    @pytest.mark.parametrize("value", [True, False, float("nan"), float("inf"), Decimal("sNaN"), [9]])
    def test_refuses_what_is_no_number(self, value: object) -> None:
        with pytest.raises(ScoreError) as refusal:
            parse_score(value)
        assert refusal.value.remedy

    def test_zero_has_no_sign(self) -> None:
        assert str(parse_score(-0.0)) == "0"
        assert str(parse_score("-0,0")) == "0.0"


class TestPrintingAScore:
    @pytest.mark.parametrize(
        ("value", "places", "printed"),
        [
            ("92.5", 2, "92,50"),
            ("8.125", 2, "8,13"),
            ("2.675", 2, "2,68"),
            ("9.995", 2, "10,00"),
            ("99.994", 2, "99,99"),
            ("-0.004", 2, "0,00"),
            ("-0.005", 2, "-0,01"),
            ("100", 0, "100"),
            ("0.5", 0, "1"),
            ("1234.5", 1, "1234,5"),
            ("1E+3", 2, "1000,00"),
            ("1E+30", 2, "1" + "0" * 30 + ",00"),
        ],
    )
    def test_rounds_half_up_with_a_comma(self, value: str, places: int, printed: str) -> None:
        assert format_score(Decimal(value), places) == printed

    def test_refuses_a_float_and_what_is_not_finite(self) -> None:
        with pytest.raises(TypeError):
            format_score(92.5)  # type: ignore[arg-type]  # the mistake under test
        with pytest.raises(ValueError, match="NaN"):
            format_score(Decimal("NaN"))
        with pytest.raises(ValueError, match="-1"):
            format_score(Decimal(5), -1)

    @given(st.decimals(min_value=-1000, max_value=1000, places=2))
    def test_what_is_printed_reads_back(self, score: Decimal) -> None:
        assert parse_score(format_score(score)) == score

    @given(st.decimals(allow_nan=False, allow_infinity=False), st.integers(min_value=0, max_value=4))
    def test_printing_is_off_by_half_a_unit_at_most(self, value: Decimal, places: int) -> None:
        if abs(value) > 10**15:
            return
        printed = Decimal(format_score(value, places).replace(",", "."))
        assert abs(printed - value) * 2 <= Decimal(1).scaleb(-places)


class TestPrintingAFigure:
    @pytest.mark.parametrize(
        ("value", "printed"),
        [
            (0, "0"),
            (999, "999"),
            (1_234_567, "1.234.567"),
            (-1_500, "-1.500"),
            (Decimal("1234567.89"), "1.234.567,89"),
            (Decimal("-0.0"), "0,0"),
        ],
    )
    def test_has_thousands_dots_and_a_decimal_comma(self, value: int | Decimal, printed: str) -> None:
        assert format_number(value) == printed

    def test_refuses_a_float_and_infinity(self) -> None:
        with pytest.raises(TypeError):
            format_number(1.5)  # type: ignore[arg-type]  # the mistake under test
        with pytest.raises(ValueError, match="Infinity"):
            format_number(Decimal("Infinity"))

    def test_a_count_has_two_digits(self) -> None:
        assert [pad2(n) for n in (0, 1, 9, 10, 13, 100)] == ["00", "01", "09", "10", "13", "100"]
        with pytest.raises(ValueError, match="-1"):
            pad2(-1)
