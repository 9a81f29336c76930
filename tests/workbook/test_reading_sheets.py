"""Hazards of headings, sheets and tables: found by key, or told with what was probably meant."""

import unicodedata
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import PatternFill

from docgen.problem import Severity
from docgen.records import ListedPaper
from docgen.workbook import examine, read, read_list
from docgen.workbook.faults import FAULTS
from tests.workbook.sheets import SCORES, book, good, only, part_of, places, problems, rewrite

UNITS = "Đơn vị"


@pytest.mark.parametrize(
    "heading", [" tên ", "TÊN", "Tên *", "Tên:", unicodedata.normalize("NFD", "Tên"), "Tên\u00a0"]
)
def test_a_heading_is_known_in_any_spelling(tmp_path: Path, heading: str) -> None:
    path = book(tmp_path, cells={f"{UNITS}!C1": heading})
    assert problems(path) == []


def test_a_wrapped_heading_is_known(tmp_path: Path) -> None:
    path = book(tmp_path, cells={"Tiêu chí!D1": "Điểm\ntối đa"})
    assert problems(path) == []
    assert good(path).criteria[1].max_points == Decimal(6)


def test_columns_may_stand_in_any_order_below_a_title(tmp_path: Path) -> None:
    units = """
        DANH SÁCH ĐƠN VỊ NĂM 2023
        Tên | Ghi chú riêng | Mã | Loại
        An Phú | | AP | phường
        Hòa Hương | | HH | phường
        Tam Thăng | | TTg | xã
    """
    path = book(tmp_path, {UNITS: units})
    assert [(problem.code, problem.severity) for problem in problems(path)] == [("BANG-08", Severity.WARNING)]
    season = good(path)
    assert [unit.code for unit in season.units] == ["AP", "HH", "TTg"]
    assert season.units[0].at("name").cell == "A3"


def test_a_missing_column_is_told_only_if_it_is_needed(tmp_path: Path) -> None:
    problem = only(book(tmp_path, {"Xếp loại": "Mã | Từ điểm\nXS | 90"}), "BANG-05")
    assert "«Tên mức»" in problem.message
    assert problem.where.sheet == "Xếp loại"


def test_a_slip_in_a_heading_is_suggested(tmp_path: Path) -> None:
    problem = only(book(tmp_path, cells={"Tiêu chí!D1": "Diem toi da"}), "BANG-07")
    assert (problem.where.cell, problem.found) == ("D1", "Diem toi da")
    assert "«Điểm tối đa»" in problem.message


def test_a_slip_in_an_optional_heading_is_an_error_too(tmp_path: Path) -> None:
    assert only(book(tmp_path, cells={f"{UNITS}!D1": "Tên gọi khac"}), "BANG-07").is_error


def test_a_heading_twice_is_told(tmp_path: Path) -> None:
    assert only(book(tmp_path, cells={f"{UNITS}!E1": "tên"}), "BANG-06").where.cell == "E1"


def test_a_table_without_headings_is_told(tmp_path: Path) -> None:
    problem = only(book(tmp_path, {"Xếp loại": "XS | Xuất sắc | 90\nT | Tốt | 80"}), "BANG-04")
    assert "«Tên mức»" in problem.remedy


def test_data_under_no_heading_are_told_once(tmp_path: Path) -> None:
    path = book(tmp_path, cells={f"{UNITS}!G3": "thừa", f"{UNITS}!G4": "thừa"})
    assert only(path, "BANG-18").where.cell == "G3"
    assert len(good(path).units) == 3


def test_a_label_of_the_form_is_missing(tmp_path: Path) -> None:
    path = book(tmp_path, cells={"Thông tin chung!A9": "Dia danh"})
    problem = only(path, "BANG-07")
    assert problem.where.cell == "A9"


# --- sheets -----------------------------------------------------------------------------------


def test_a_needed_sheet_is_missing(tmp_path: Path) -> None:
    problem = only(book(tmp_path, without=("Nơi nhận",)), "BANG-01")
    assert "«Nơi nhận»" in problem.message


def test_a_needed_sheet_has_another_name(tmp_path: Path) -> None:
    def edit(made: openpyxl.Workbook) -> None:
        made["Nơi nhận"].title = "Noi nhan"

    assert "có phải trang «Noi nhan» không?" in only(book(tmp_path, edit=edit), "BANG-01").message


def test_a_sheet_for_later_may_be_missing(tmp_path: Path) -> None:
    path = book(tmp_path, without=(SCORES,))
    assert problems(path) == []
    assert good(path).team_scores == ()


def test_a_sheet_for_later_with_a_slip_in_its_name_is_told(tmp_path: Path) -> None:
    def edit(made: openpyxl.Workbook) -> None:
        made[SCORES].title = "Diem Doan cham"

    path = book(tmp_path, edit=edit)
    problem = only(path, "BANG-03")
    assert (problem.where.sheet, problem.severity) == ("Diem Doan cham", Severity.ERROR)
    assert "team_scores" in examine(path).gaps, "no rule says that the scores are missing"


def test_sheets_of_the_user_are_left_alone(tmp_path: Path) -> None:
    assert problems(book(tmp_path, {"Nháp của tôi": "=1 | chín\n#N/A"})) == []


def test_a_sheet_name_is_known_in_any_spelling_and_even_hidden(tmp_path: Path) -> None:
    def edit(made: openpyxl.Workbook) -> None:
        made["Đơn vị"].title = unicodedata.normalize("NFD", "ĐƠN  VỊ ")
        made["Xếp loại"].sheet_state = "hidden"

    path = book(tmp_path, edit=edit)
    assert [problem.code for problem in problems(path)] == ["BANG-25"]
    assert good(path).levels[0].code == "XS"


def test_two_sheets_of_one_name_are_told(tmp_path: Path) -> None:
    path = book(tmp_path, {"Đơn vị ": "Mã | Loại | Tên"})
    assert only(path, "BANG-02").where.sheet == "Đơn vị "


def test_a_needed_sheet_without_a_row_is_told(tmp_path: Path) -> None:
    assert only(book(tmp_path, {"Nơi nhận": "Mã loại | Nơi nhận"}), "BANG-09").where.sheet == "Nơi nhận"


def test_levels_are_not_asked_for_before_there_is_anything_to_rank(tmp_path: Path) -> None:
    assert problems(book(tmp_path, {"Xếp loại": "Mã | Tên mức | Từ điểm"})) == []


# --- rows -------------------------------------------------------------------------------------


def test_example_rows_and_empty_rows_are_not_read(tmp_path: Path) -> None:
    units = f"""
        Mã | Loại | Tên
        {unicodedata.normalize("NFD", "Ví dụ:")} AP | phường | An Phú
        AP | phường | An Phú
        |\u00a0|
        HH | phường | Hòa Hương
        TTg | xã | Tam Thăng
    """
    path = book(tmp_path, {UNITS: units})
    assert problems(path) == []
    assert [unit.at("code").cell for unit in good(path).units] == ["A3", "A5", "A6"]


def test_an_example_that_was_typed_over_is_doubted(tmp_path: Path) -> None:
    path = book(tmp_path, cells={f"{UNITS}!A5": "Ví dụ: XX", f"{UNITS}!B5": "xã", f"{UNITS}!C5": "Tam Ngọc"})
    assert only(path, "BANG-19").where.cell == "A5"


def test_a_merged_key_speaks_for_its_rows(tmp_path: Path) -> None:
    path = book(tmp_path, edit=lambda made: made["Lịch kiểm tra"].merge_cells("A2:A3"))
    assert [visit.sitting for visit in good(path).visits] == [1, 1, 2]


def test_hidden_rows_and_columns_are_read_and_told(tmp_path: Path) -> None:
    def edit(made: openpyxl.Workbook) -> None:
        made[UNITS].row_dimensions[3].hidden = True
        made[SCORES].column_dimensions["C"].hidden = True

    path = book(tmp_path, edit=edit)
    assert len(good(path).units) == 3
    assert [(p.code, p.severity) for p in problems(path)] == [
        ("BANG-12", Severity.WARNING),
        ("BANG-13", Severity.WARNING),
    ]


def test_a_wrong_dimension_is_not_believed(tmp_path: Path) -> None:
    path = book(tmp_path)
    part = part_of(path, UNITS)
    path = rewrite(path, part, lambda xml: xml.replace(b'<dimension ref="A1:D4"/>', b'<dimension ref="A1"/>'))
    assert len(good(path).units) == 3


def test_coloured_empty_rows_below_a_table_are_nothing(tmp_path: Path) -> None:
    def edit(made: openpyxl.Workbook) -> None:
        for row in range(5, 1500):
            made[UNITS].cell(row, 1).fill = PatternFill("solid", fgColor="FFFF00")
        made[UNITS]["B1600"] = "  "

    path = book(tmp_path, edit=edit)
    assert problems(path) == []
    assert len(good(path).units) == 3


def test_data_far_below_a_table_are_not_lost_in_silence(tmp_path: Path) -> None:
    problem = only(book(tmp_path, cells={f"{UNITS}!C900": "Tam Ngọc"}), "BANG-10")
    assert (problem.where.cell, problem.found) == ("C900", "Tam Ngọc")


# --- matrices ---------------------------------------------------------------------------------


def test_criteria_of_a_matrix_match_by_code_in_any_order(tmp_path: Path) -> None:
    season = good(book(tmp_path, {SCORES: "Đơn vị | i.2 | I.1 \nTam Thăng | 5,5 | 1"}))
    assert season.team_scores[0].scores == {"I.2": Decimal("5.5"), "I.1": Decimal(1)}
    assert season.team_scores[0].at("I.2").cell == "B2"


def test_an_unknown_criterion_and_a_missing_one_are_told(tmp_path: Path) -> None:
    assert places(book(tmp_path, cells={f"{SCORES}!C1": "II.9"})) == [("O-14", f"{SCORES}!C1")]
    matrix = "Đơn vị | I.1\nAn Phú | 3"
    assert "I.2" in only(book(tmp_path, {SCORES: matrix}), "BANG-17").message


def test_a_criterion_twice_and_a_unit_twice_are_told(tmp_path: Path) -> None:
    matrix = "Đơn vị | I.1 | I.2 | I.1\nAn Phú | 3 | 4 | 3\nP. An Phú | 3 | 4 | 3"
    assert places(book(tmp_path, {SCORES: matrix})) == [
        ("BANG-06", f"{SCORES}!D1"),
        ("O-18", f"{SCORES}!A3"),
    ]


def test_scores_without_a_unit_are_told(tmp_path: Path) -> None:
    matrix = "Đơn vị | I.1 | I.2\nAn Phú | 3 | 4\n | 3 | 4"
    assert places(book(tmp_path, {SCORES: matrix})) == [("O-01", f"{SCORES}!A3")]


def test_a_unit_without_a_score_gives_no_row(tmp_path: Path) -> None:
    matrix = "Đơn vị | I.1 | I.2\nAn Phú | 3 | 4\nTam Thăng | | "
    assert [row.unit for row in good(book(tmp_path, {SCORES: matrix})).team_scores] == ["AP"]


def test_a_workbook_with_warnings_gives_a_season_and_one_with_errors_none(tmp_path: Path) -> None:
    season, found = read(book(tmp_path, cells={f"{UNITS}!G3": "thừa"}))
    assert season is not None
    assert found
    season, found = read(book(tmp_path, cells={f"{SCORES}!B3": "chín"}))
    assert season is None
    assert found


def test_every_fault_has_words_a_remedy_and_a_test() -> None:
    tests = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    for code, kind in FAULTS.items():
        assert kind.message, code
        assert kind.remedy, code
        assert f'"{code}"' in tests, code


def test_a_list_without_a_column_that_it_needs_is_not_read_at_all(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    for row in (("Mã văn bản", "Số VB", "Ngày ban hành"), ("thong-bao:AP", "65", "31/10/2023")):
        made.worksheets[0].append(row)
    made.save(tmp_path / "ds.xlsx")
    rows, (problem,) = read_list(tmp_path / "ds.xlsx", ListedPaper, needed=("paper", "number", "date"))
    assert (rows, problem.code, problem.where.cell, problem.found) == ([], "BANG-21", "B1", "Số VB")
    rows, _ = read_list(tmp_path / "ds.xlsx", ListedPaper)
    assert [row.paper for row in rows] == ["thong-bao:AP"]
