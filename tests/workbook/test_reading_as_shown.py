"""What any reader of the sheet would understand: percentages, totals, notes, merged cells, lists."""

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from docgen.problem import Severity
from docgen.scoring.levels import percent_of
from docgen.workbook import examine
from tests.workbook.sheets import BASE, SCORES, book, good, only, places, problems

GENERAL = "Thông tin chung"


def with_format(folder: Path, address: str, value: Any, number_format: str, **sheets: str) -> Path:
    def edit(made: openpyxl.Workbook) -> None:
        title, _, cell = address.partition("!")
        made[title][cell].value = value
        made[title][cell].number_format = number_format

    return book(folder, {title.replace("_", " "): text for title, text in sheets.items()}, edit=edit)


QUORUM = BASE[GENERAL] + "\n        Tỷ lệ thành viên phải có mặt (%) | 66"


@pytest.mark.parametrize(
    ("value", "number_format", "read_as"),
    [
        (0.66, "0%", "66"),
        (0.665, "0.0%", "66.5"),
        (66, "0", "66"),
        ("66 %", "@", "66"),
        (0.005, "0.0%", "0.5"),
    ],
)
def test_a_percentage_is_what_she_sees(tmp_path: Path, value: Any, number_format: str, read_as: str) -> None:
    path = with_format(tmp_path, f"{GENERAL}!B18", value, number_format, Thông_tin_chung=QUORUM)
    assert good(path).general.quorum_percent == Decimal(read_as)
    assert problems(path) == []


@pytest.mark.parametrize("value", [0.5, 1, "0,5"])
def test_a_bare_share_is_asked_about(tmp_path: Path, value: Any) -> None:
    path = with_format(tmp_path, f"{GENERAL}!B18", value, "0.00", Thông_tin_chung=QUORUM)
    problem = only(path, "O-06")
    assert problem.where.cell == "B18"
    assert "% hay" in problem.message


def test_a_percentage_that_is_shown_rounded_is_told(tmp_path: Path) -> None:
    path = with_format(tmp_path, f"{GENERAL}!B18", 0.665, "0%", Thông_tin_chung=QUORUM)
    assert good(path).general.quorum_percent == Decimal("66.5")
    assert only(path, "O-17").found == "66,5%"


@pytest.mark.parametrize(("address", "value"), [(f"{SCORES}!B3", 0.035), ("Tiêu chí!D2", 0.04)])
def test_a_score_that_is_shown_as_a_percentage_is_refused(tmp_path: Path, address: str, value: float) -> None:
    problem = only(with_format(tmp_path, address, value, "0.0%"), "O-06")
    assert f"{problem.where.sheet}!{problem.where.cell}" == address
    assert f"«{value * 100:g}%»".replace(".", ",") in problem.message
    assert "Số (Number)" in problem.remedy


def test_a_percent_sign_that_is_only_printed_is_none(tmp_path: Path) -> None:
    path = with_format(tmp_path, f"{SCORES}!B3", 3.5, r'0.0\%" %"')
    assert good(path).team_scores[0].scores["I.1"] == Decimal("3.5")


def test_a_knockout_in_percent_fires_below_it(tmp_path: Path) -> None:
    sheet = "Mã | Điều kiện | Tham số | Diễn giải\nK1 | Có phần đạt dưới tỷ lệ (%) | 50 | dưới một nửa"
    path = with_format(tmp_path, "Khống chế!C2", 0.5, "0%", Khống_chế=sheet)
    assert percent_of(good(path).knockouts[0]) == Decimal(50)
    bare = with_format(tmp_path, "Khống chế!C2", 0.5, "0.0", Khống_chế=sheet)
    assert percent_of(good(bare).knockouts[0]) is None


# --- scores and figures ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "read_as"), [("3đ", "3"), ("3,5 đ.", "3.5"), ("3,0/4", "3"), ("３，５", "3.5"), ("3/4đ", "3")]
)
def test_a_score_that_is_clear_to_any_reader(tmp_path: Path, typed: str, read_as: str) -> None:
    path = book(tmp_path, cells={f"{SCORES}!B3": typed})
    assert good(path).team_scores[0].scores["I.1"] == Decimal(read_as)


@pytest.mark.parametrize("typed", ["3,0/5", 1e28, "1" * 40, 1e-300])
def test_a_score_of_another_maximum_or_beyond_all_sense_is_refused(tmp_path: Path, typed: Any) -> None:
    assert only(book(tmp_path, cells={f"{SCORES}!B3": typed}), "O-06").where.cell == "B3"


def test_an_error_that_was_pasted_as_text_is_refused(tmp_path: Path) -> None:
    def edit(made: openpyxl.Workbook) -> None:
        made["Tiêu chí"]["C2"].value = "#N/A"
        made["Tiêu chí"]["C2"].data_type = "s"

    assert only(book(tmp_path, edit=edit), "O-04").where.cell == "C2"


def test_a_number_in_a_column_of_times_is_told_as_a_number(tmp_path: Path) -> None:
    problem = only(with_format(tmp_path, "Chương trình!B2", 7.5, "hh:mm"), "O-08")
    assert problem.found == "7,5"
    assert "Số 7,5" in problem.message


def test_a_small_number_in_a_column_of_dates_is_no_day_of_1900(tmp_path: Path) -> None:
    problem = only(with_format(tmp_path, "Ngày kiểm tra!B2", 17, "dd/mm/yyyy"), "O-07")
    assert problem.found == "17"


# --- merged cells, lists, names ------------------------------------------------------------------


def test_a_merged_score_or_text_is_told_as_merged(tmp_path: Path) -> None:
    def edit(made: openpyxl.Workbook) -> None:
        made[SCORES].merge_cells("B3:B4")
        made["Tiêu chí"].merge_cells("C2:C3")

    path = book(tmp_path, edit=edit)
    assert places(path) == [("O-21", "Tiêu chí!C3"), ("O-21", f"{SCORES}!B4")]
    assert "B3:B4" in problems(path)[1].message


@pytest.mark.parametrize("typed", ["I; II", "I, II", "I và II", "I,II"])
def test_a_list_may_be_written_as_in_a_sentence(tmp_path: Path, typed: str) -> None:
    sections = "Mã phần | Tên phần | Điểm tối đa\nI | Một | 10\nII | Hai | 5"
    team = f"""
        Mã | Ông/Bà | Họ và tên | Chức vụ, đơn vị | Chức danh | Phần phụ trách
        TV01 | Ông | Nguyễn Ba | Chủ tịch | Trưởng đoàn | {typed}
    """
    season = good(book(tmp_path, {"Phần chấm điểm": sections, "Đoàn kiểm tra": team}))
    assert season.team[0].sections == ("I", "II")


def test_one_wrong_item_of_a_list_is_told_alone(tmp_path: Path) -> None:
    team = """
        Mã | Ông/Bà | Họ và tên | Chức vụ, đơn vị | Chức danh | Phần phụ trách
        TV01 | Ông | Nguyễn Ba | Chủ tịch | Trưởng đoàn | I, V
    """
    path = book(tmp_path, {"Đoàn kiểm tra": team})
    assert only(path, "O-14").found == "V"
    assert "team.sections" in examine(path).gaps


@pytest.mark.parametrize("typed", ["An\u200bPhú", "An\u200b Phú", "phường AnPhú", "A P"])
def test_a_space_that_nobody_sees_hides_no_name(tmp_path: Path, typed: str) -> None:
    assert good(book(tmp_path, cells={"Lịch kiểm tra!B2": typed})).visits[0].unit == "AP"


# --- what is no record ---------------------------------------------------------------------------


def test_columns_of_numbers_and_totals_beside_the_scores_are_notes(tmp_path: Path) -> None:
    scores = """
        TT | Đơn vị | I.1 | I.2 | Tổng | Bình quân
        1 | An Phú | 3,5 | 6 | 9,5 | 4,75
        2 | Hòa Hương | 4 | KC | 4 | 4
        3 |
    """
    path = book(tmp_path, {SCORES: scores})
    assert [row.scores["I.1"] for row in good(path).team_scores] == [Decimal("3.5"), Decimal(4)]
    assert places(path) == [("BANG-08", f"{SCORES}!{letter}1") for letter in "AEF"]
    assert not any(problem.is_error for problem in problems(path))


FOOT = """
        Tổng cộng | 7,5 | 6
        Bình quân | 3,75 | 6
        Ghi chú: điểm đã thống nhất
        | Tam Kỳ, ngày 20 tháng 10 năm 2023
        Người lập
        Lê Thị Bảy
"""


def test_what_stands_below_a_sheet_of_scores_is_no_unit(tmp_path: Path) -> None:
    path = book(tmp_path, {SCORES: BASE[SCORES] + FOOT})
    assert len(good(path).team_scores) == 2
    problem = only(path, "BANG-22")
    assert problem.severity is Severity.WARNING
    assert problem.where.cell == "A5"
    for row, text in (("5", "Tổng cộng"), ("7", "Ghi chú"), ("9", "Người lập"), ("10", "Lê Thị Bảy")):
        assert f"{row} («{text}" in problem.message


@pytest.mark.parametrize("title", ["Đơn vị", "Lịch kiểm tra", "Tiêu chí", "Người ký", "Nơi nhận"])
def test_what_stands_below_a_table_is_no_record(tmp_path: Path, title: str) -> None:
    foot = (
        "\n        Tổng cộng: 03\n        Ghi chú: theo danh sách\n        Người lập biểu\n        Lê Thị Bảy"
    )
    path = book(tmp_path, {title: BASE[title].rstrip() + foot})
    assert good(path) == good(book(tmp_path))
    assert only(book(tmp_path, {title: BASE[title].rstrip() + foot}), "BANG-22").where.sheet == title


def test_a_misspelt_unit_with_scores_is_still_told_below_a_note(tmp_path: Path) -> None:
    path = book(
        tmp_path,
        {SCORES: BASE[SCORES].rstrip() + "\n        Ghi chú: x\n        Tam Thăn | 3 | 4"},
        {f"{SCORES}!B6": 3, f"{SCORES}!C6": 4},
    )
    assert [code for code, _ in places(path)] == ["BANG-22", "O-14"]


def test_a_unit_may_be_named_like_a_total(tmp_path: Path) -> None:
    units = BASE["Đơn vị"].replace("An Phú", "Cộng Hòa")
    path = book(
        tmp_path,
        {
            "Đơn vị": units,
            SCORES: BASE[SCORES].replace("An Phú", "Cộng Hòa"),
            "Lịch kiểm tra": BASE["Lịch kiểm tra"].replace("An Phú", "Cộng Hòa"),
        },
    )
    assert [row.unit for row in good(path).team_scores] == ["AP", "HH"]
    assert problems(path) == []


def test_a_row_of_maxima_that_differs_is_told(tmp_path: Path) -> None:
    path = book(tmp_path, cells={f"{SCORES}!B2": "6", f"{SCORES}!C2": "4"})
    problem = only(path, "BANG-23")
    assert (problem.where.cell, problem.severity) == ("B2", Severity.WARNING)
    assert "I.1 (6, không phải 4), I.2 (4, không phải 6)" in problem.message


# --- dates and times ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        "Ngày 17/10/2023",
        "thứ Ba, 17/10/2023",
        "Thứ 3 ngày 17/10/2023",
        "17/10/2023.",
        "17/10/2023 00:00:00",
        "１７/１０/２０２３",
        "2023-10-17T00:00:00",
        "T3, 17/10/2023",
        "thứ ba, ngày 17 tháng 10 năm 2023",
    ],
)
def test_a_date_may_have_words_around_it(tmp_path: Path, typed: str) -> None:
    assert good(book(tmp_path, cells={"Ngày kiểm tra!B2": typed})).sittings[0].date == dt.date(2023, 10, 17)


def test_a_day_of_the_week_that_disagrees_is_told(tmp_path: Path) -> None:
    problem = only(book(tmp_path, cells={"Ngày kiểm tra!B2": "thứ Năm, 17/10/2023"}), "O-07")
    assert "ngày 17/10/2023 là thứ Ba" in problem.message


def test_an_american_date_condemns_the_column_whatever_stands_around_it(tmp_path: Path) -> None:
    path = book(tmp_path, cells={"Ngày kiểm tra!B3": "10/18/2023 00:00:00"})
    assert only(path, "BANG-15").where.cell == "B3"


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("07h30 sáng", "07:30"),
        ("7:30 AM", "07:30"),
        ("2:30 PM", "14:30"),
        ("2 giờ chiều", "14:00"),
        ("7:30:00 SA", "07:30"),
        ("12:15 PM", "12:15"),
        ("12:15 AM", "00:15"),
        ("1h trưa", "13:00"),
        ("7h30.", "07:30"),
    ],
)
def test_a_time_may_name_the_part_of_the_day(tmp_path: Path, typed: str, read_as: str) -> None:
    season = good(book(tmp_path, cells={"Chương trình!B2": typed}))
    assert season.slots[0].start == dt.time.fromisoformat(read_as)


@pytest.mark.parametrize("typed", ["13h30 sáng", "12h sáng"])
def test_a_time_that_is_not_of_its_part_of_the_day_is_refused(tmp_path: Path, typed: str) -> None:
    assert only(book(tmp_path, cells={"Chương trình!B2": typed}), "O-08").found == typed
