"""What is still to be written by hand, or printed as a form, is no fault."""

from __future__ import annotations

import pytest

from docgen.lint import lint
from tests.lint.breaking import swap
from tests.lint.papers import plan
from tests.lint.party_papers import notice
from tests.lint.word import body


@pytest.mark.parametrize("number", ["", "   ", "\u00a0" * 8, "……", ".....", "12", "105", "12a"])
def test_the_number_may_be_blank_or_given(number: str) -> None:
    assert lint(swap("Số: 05/", f"Số: {number}/")(plan()).build(), "kh.docx") == []


@pytest.mark.parametrize("number", ["", "   ", "\u00a0" * 8, "……", ".....", "12", "105"])
def test_the_number_of_a_party_paper_may_be_blank_or_given(number: str) -> None:
    assert lint(swap("Số 05-", f"Số {number}-")(notice()).build(), "tb.docx", "party") == []


@pytest.mark.parametrize("day", ["    ", "…", "05"])
def test_the_day_of_a_party_paper_may_be_blank_or_given(day: str) -> None:
    assert lint(swap("ngày 05 tháng", f"ngày {day} tháng")(notice()).build(), "tb.docx", "party") == []


@pytest.mark.parametrize("day", ["    ", "\u00a0\u00a0\u00a0", "…", "......", "05", "29"])
def test_the_day_may_be_blank_or_given(day: str) -> None:
    assert lint(swap("ngày 05 tháng", f"ngày {day} tháng")(plan()).build(), "kh.docx") == []


@pytest.mark.parametrize("date", ["31/10/2023", "08/3/2023", "ngày 12 tháng 10 năm 2023"])
def test_dates_in_the_text_are_left_alone(date: str) -> None:
    assert lint(swap("từ 07h30 đến 11h00", f"trước {date}")(plan()).build(), "kh.docx") == []


@pytest.mark.parametrize(
    "blank",
    [
        "Thực hiện Kế hoạch số     /KH-MTTQ-BTT ngày    tháng    năm 2023.".replace("  ", "\u00a0" * 2),
        "Kết thúc vào     giờ     phút, ngày     tháng     năm 2023.",
        "Ý kiến của đơn vị: ..................................................",
    ],
)
def test_room_for_handwriting_is_not_a_double_space(blank: str) -> None:
    old = body("2. Yêu cầu", bold=True)
    assert lint(swap(old, old + body(blank))(plan()).build(), "kh.docx") == []
