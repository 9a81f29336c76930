"""Every hazard of a cell: read rightly, or refused with its exact place."""

import datetime as dt
import unicodedata
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import openpyxl
import pytest
from openpyxl.styles import Font
from pydantic import Field

from docgen.problem import Severity
from docgen.records import SHEETS, Holiday
from docgen.workbook import read, reader
from tests.workbook.sheets import SCORES, book, good, only, part_of, places, problems, rewrite

EXTRA: Any = {"width": 10, "example": "", "choices": [], "ref": ""}
DATE_AND_TIME = dt.datetime.fromisoformat("2023-10-17T08:00")


def score(path: Path) -> Decimal | None:
    """Give what An Phú got for I.1 (cell B3)."""
    return good(path).team_scores[0].scores["I.1"]


def test_a_plain_workbook_is_read_without_a_problem(tmp_path: Path) -> None:
    path = book(tmp_path)
    season = good(path)
    assert problems(path) == []
    assert [unit.name for unit in season.units] == ["An Phú", "Hòa Hương", "Tam Thăng"]
    assert [visit.unit for visit in season.visits] == ["AP", "HH", "TTg"]
    assert season.general.morning_end == dt.time(11)
    assert season.team_scores[1].scores == {"I.1": Decimal(4), "I.2": None}


def test_every_record_knows_its_cell(tmp_path: Path) -> None:
    season = good(book(tmp_path))
    assert str(season.units[1].at("name")) == "so.xlsx, Đơn vị!C3"
    assert str(season.team_scores[1].at("I.2")) == "so.xlsx, Điểm Đoàn chấm!C4"
    assert str(season.team_scores[1].at("unit")) == "so.xlsx, Điểm Đoàn chấm!A4"
    assert str(season.general.at("place")) == "so.xlsx, Thông tin chung!B9"


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("3,5", "3.5"),
        ("3.5", "3.5"),
        ("3,5\u00a0điểm", "3.5"),
        (3.5, "3.5"),
        (3, "3"),
        (0.1 + 0.2, "0.3"),
        ("0", "0"),
    ],
)
def test_a_score_may_be_typed_in_several_ways(tmp_path: Path, typed: Any, read_as: str) -> None:
    assert score(book(tmp_path, cells={f"{SCORES}!B3": typed})) == Decimal(read_as)


@pytest.mark.parametrize("typed", ["KC", "kc", " Không chấm "])
def test_kc_is_not_scored(tmp_path: Path, typed: str) -> None:
    assert score(book(tmp_path, cells={f"{SCORES}!B3": typed})) is None


@pytest.mark.parametrize("typed", ["", "-", "   ", "\u00a0\u200b", None])
def test_an_empty_score_is_absent_and_never_zero(tmp_path: Path, typed: str | None) -> None:
    season = good(book(tmp_path, cells={f"{SCORES}!B3": typed}))
    assert season.team_scores[0].scores == {"I.2": Decimal(6)}


@pytest.mark.parametrize("typed", ["x", "chín", "8,5-9", "9/5", "92,5/100", "1.500", "92;5", True])
def test_a_score_that_would_have_to_be_guessed_is_refused(tmp_path: Path, typed: Any) -> None:
    problem = only(book(tmp_path, cells={f"{SCORES}!B3": typed}), "O-06")
    assert (problem.where.sheet, problem.where.cell) == (SCORES, "B3")
    assert problem.found == ("TRUE" if typed is True else typed)


def test_a_score_that_excel_made_a_date_is_refused(tmp_path: Path) -> None:
    problem = only(book(tmp_path, cells={f"{SCORES}!C4": dt.date(2026, 5, 9)}), "O-06")
    assert problem.where.cell == "C4"
    assert "Excel đã đổi điểm thành ngày 09/5/2026" in problem.message


def test_an_error_value_is_refused(tmp_path: Path) -> None:
    path = book(tmp_path, cells={f"{SCORES}!B4": "#N/A"})
    problem = only(path, "O-04")
    assert (problem.where.cell, problem.found) == ("B4", "#N/A")


def test_an_error_value_outside_the_matrix_is_refused_too(tmp_path: Path) -> None:
    assert places(book(tmp_path, cells={"Tiêu chí!D2": "#DIV/0!"})) == [("O-04", "Tiêu chí!D2")]


def test_a_formula_that_was_never_computed_is_refused(tmp_path: Path) -> None:
    path = book(tmp_path, cells={f"{SCORES}!B3": "=1+2", "Tiêu chí!D3": "=2*3"})
    assert places(path) == [("O-02", "Tiêu chí!D3"), ("O-02", f"{SCORES}!B3")]
    assert [problem.found for problem in problems(path)] == ["=2*3", "=1+2"]
    assert "(=1+2)" in problems(path)[1].message


def _cached(path: Path, value: bytes) -> Path:
    part = part_of(path, SCORES)
    return rewrite(path, part, lambda xml: xml.replace(b"<f>1+2</f><v></v>", b"<f>1+2</f><v>%b</v>" % value))


def test_the_stored_result_of_a_formula_is_read(tmp_path: Path) -> None:
    assert score(_cached(book(tmp_path, cells={f"{SCORES}!B3": "=1+2"}), b"3")) == 3


def test_a_stored_zero_of_a_formula_is_doubted(tmp_path: Path) -> None:
    problem = only(_cached(book(tmp_path, cells={f"{SCORES}!B3": "=1+2"}), b"0"), "O-03")
    assert problem.severity is Severity.WARNING
    assert problem.where.cell == "B3"


def test_a_format_that_hides_decimals_is_told(tmp_path: Path) -> None:
    def edit(made: openpyxl.Workbook) -> None:
        made[SCORES]["B3"].value = 3.46
        made[SCORES]["B3"].number_format = "0.0"

    path = book(tmp_path, edit=edit)
    assert score(path) == Decimal("3.46")
    assert only(path, "O-17").where.cell == "B3"


# --- dates and times --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    ["17/10/2023", "17-10-2023", " 17.10.2023\u00a0", dt.date(2023, 10, 17), DATE_AND_TIME],
)
def test_a_date_may_be_real_or_text_day_first(tmp_path: Path, typed: Any) -> None:
    season = good(book(tmp_path, cells={"Ngày kiểm tra!B2": typed, "Ngày kiểm tra!B3": typed}))
    assert season.sittings[0].date == dt.date(2023, 10, 17)


@pytest.mark.parametrize("typed", ["17/10/23", "31/02/2023", "thứ Ba", 7.5])
def test_an_uncertain_date_is_refused(tmp_path: Path, typed: Any) -> None:
    assert only(book(tmp_path, cells={"Ngày kiểm tra!B2": typed}), "O-07").where.cell == "B2"


def test_one_american_date_condemns_the_column(tmp_path: Path) -> None:
    problem = only(
        book(tmp_path, {"Ngày kiểm tra": "Buổi | Ngày\n1 | 03/08/2023\n2 | 10/17/2023"}), "BANG-15"
    )
    assert (problem.where.cell, problem.found) == ("B3", "10/17/2023")


def test_real_and_text_dates_together_are_doubted(tmp_path: Path) -> None:
    path = book(tmp_path, cells={"Ngày kiểm tra!B2": dt.date(2023, 10, 17)})
    assert only(path, "BANG-16").severity is Severity.WARNING
    assert good(path).sittings[1].date == dt.date(2023, 10, 18)


def test_the_date_of_an_example_row_makes_no_mixture(tmp_path: Path) -> None:
    days = "Buổi | Ngày\nVí dụ: 1 | 17/10/2023\n1 | \n2 | "
    cells = {f"Ngày kiểm tra!B{row}": dt.date(2023, 10, row + 14) for row in (3, 4)}
    assert problems(book(tmp_path, {"Ngày kiểm tra": days}, cells)) == []


def test_a_date_without_its_format_is_read_with_a_warning(tmp_path: Path) -> None:
    path = book(tmp_path, cells={"Ngày kiểm tra!B2": 45216, "Ngày kiểm tra!B3": dt.date(2023, 10, 18)})
    assert good(path).sittings[0].date == dt.date(2023, 10, 17)
    problem = only(path, "O-16")
    assert "17/10/2023" in problem.message


@pytest.mark.parametrize("typed", ["7h30", "07.30", "7 giờ 30 phút", dt.time(7, 30)])
def test_a_time_may_be_typed_in_several_ways(tmp_path: Path, typed: Any) -> None:
    assert good(book(tmp_path, cells={"Chương trình!B2": typed})).slots[0].start == dt.time(7, 30)


@pytest.mark.parametrize("typed", ["25h", 7.3, "sáng sớm"])
def test_an_uncertain_time_is_refused(tmp_path: Path, typed: Any) -> None:
    problem = only(book(tmp_path, cells={"Chương trình!B2": typed}), "O-08")
    assert problem.where.cell == "B2"
    assert str(typed).replace(".", ",") in problem.message


# --- text -------------------------------------------------------------------------------------


def test_text_comes_in_one_form_whatever_was_pasted(tmp_path: Path) -> None:
    nfd = unicodedata.normalize("NFD", "Hoà  Thuận\u00a0Đông\u200b")
    season = good(
        book(tmp_path, cells={"Đơn vị!C3": nfd, "Lịch kiểm tra!B3": "hòa thuận đông"}, without=(SCORES,))
    )
    assert season.units[1].name == "Hoà Thuận Đông"
    assert season.visits[1].unit == "HH"


def test_a_code_that_excel_made_a_date_is_refused(tmp_path: Path) -> None:
    problem = only(book(tmp_path, cells={"Phần chấm điểm!B2": dt.date(2026, 1, 13)}), "O-05")
    assert (problem.where.cell, problem.found) == ("B2", "13/01/2026")


def test_a_number_in_a_text_column_is_its_digits(tmp_path: Path) -> None:
    season = good(book(tmp_path, cells={"Đơn vị!C2": 7, "Lịch kiểm tra!B2": "P.07"}, without=(SCORES,)))
    assert (season.units[0].name, season.visits[0].unit) == ("7", "AP")


def test_digits_that_excel_has_lost_are_told(tmp_path: Path) -> None:
    assert only(book(tmp_path, cells={"Nơi nhận!B2": 1.234567890123457e17}), "O-12").where.cell == "B2"


def test_a_control_character_is_named(tmp_path: Path) -> None:
    path = book(tmp_path, cells={"Nơi nhận!B2": "Lưu\u00adVT"})
    path = rewrite(path, part_of(path, "Nơi nhận"), lambda xml: xml.replace(b"&#173;", b"&#133;"))
    problem = only(path, "O-11")
    assert (problem.where.cell, problem.found) == ("B2", "U+0085")


@pytest.mark.parametrize(
    ("stored", "named"),
    [("Lưu: _x0002_VT", "U+0002"), ("Lưu_x000B_VT", "U+000B"), ("Lưu: _xD83D_", "U+D83D")],
)
def test_a_control_character_that_excel_stored_as_text_is_named(
    tmp_path: Path, stored: str, named: str
) -> None:
    problem = only(book(tmp_path, cells={"Nơi nhận!B2": stored}), "O-11")
    assert (problem.where.cell, problem.found) == ("B2", named)


@pytest.mark.parametrize(
    ("stored", "read_as"),
    [("a_x000D_\nb", "a\nb"), ("a_x000A_b", "a\nb"), ("a_x0009_b", "a b"), ("_x005F_x0002_", "_x0002_")],
)
def test_stored_white_space_and_underscores_are_what_was_typed(
    tmp_path: Path, stored: str, read_as: str
) -> None:
    assert good(book(tmp_path, cells={"Nơi nhận!B2": stored})).recipients[0].text == read_as


def test_choices_match_by_key_and_slips_are_suggested(tmp_path: Path) -> None:
    assert good(book(tmp_path, cells={"Đơn vị!B2": "PHƯỜNG "})).units[0].kind == "phường"
    problem = only(book(tmp_path, cells={"Chương trình!A2": "sang"}), "O-10")
    assert "«sáng»" in problem.message
    assert "sáng; trưa; chiều" in problem.remedy


@pytest.mark.parametrize(("typed", "worked"), [("Có", True), ("không", False), (True, True), (None, False)])
def test_yes_or_no(tmp_path: Path, typed: Any, worked: bool) -> None:
    path = book(
        tmp_path,
        {"Ngày nghỉ": "Ngày | Tên | Làm bù\n02/9/2023 | Quốc khánh | "},
        cells={"Ngày nghỉ!C2": typed},
    )
    assert good(path).holidays[0].worked is worked


def test_a_list_is_split_at_semicolons_and_new_lines(tmp_path: Path) -> None:
    season = good(book(tmp_path, cells={"Đơn vị!D2": "An Phú cũ; UBMTTQVN phường An Phú\nP. An Phú;"}))
    assert season.units[0].aliases == ("An Phú cũ", "UBMTTQVN phường An Phú", "P. An Phú")


def test_an_empty_required_cell_is_told(tmp_path: Path) -> None:
    problem = only(book(tmp_path, cells={"Đơn vị!C3": None, "Lịch kiểm tra!B3": "HH"}), "O-01")
    assert problem.where.cell == "C3"
    assert "«Tên»" in problem.message


@pytest.mark.parametrize("typed", ["năm", 2.5, "2.5", True])
def test_what_is_no_whole_number_is_refused(tmp_path: Path, typed: Any) -> None:
    path = book(tmp_path, cells={"Thông tin chung!A18": "Số chữ số thập phân", "Thông tin chung!B18": typed})
    assert only(path, "O-09").where.cell == "B18"


def test_true_is_no_text(tmp_path: Path) -> None:
    assert only(book(tmp_path, cells={"Nơi nhận!B2": True}), "O-13").where.cell == "B2"


def test_what_a_model_itself_refuses_is_told_in_vietnamese(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class ShortName(Holiday):
        name: Annotated[str, Field(alias="Tên", max_length=3, json_schema_extra=EXTRA)]

    monkeypatch.setattr(reader, "SHEETS", {**SHEETS, "holidays": ShortName})
    path = book(tmp_path, {"Ngày nghỉ": "Ngày | Tên\n02/9/2023 | Quốc khánh"})
    problem = only(path, "O-19")
    assert problem.where.cell == "B2"
    assert "«Tên»" in problem.message


# --- fonts older than Unicode -----------------------------------------------------------------


def _in_font(font: str, names: dict[str, str]) -> Any:
    def edit(made: openpyxl.Workbook) -> None:
        for address, text in names.items():
            made["Đơn vị"][address].value = text
            made["Đơn vị"][address].font = Font(name=font)

    return edit


def test_a_legacy_font_is_refused_with_samples_and_nothing_else_is_said(tmp_path: Path) -> None:
    edit = _in_font(".VnTime", {"C2": "Ph\xadêng Tr\xadêng Xu©n", "C3": "Hßa H\xad¬ng"})
    problem = only(book(tmp_path, edit=edit), "BANG-14")
    assert (problem.where.sheet, problem.where.cell) == ("Đơn vị", "C2")
    assert "TCVN3" in problem.message
    assert "«Phường Trường Xuân», «Hòa Hương»" in problem.message


def test_a_legacy_column_is_known_without_its_font(tmp_path: Path) -> None:
    names = {"C2": "Phöôøng Tröôøng Xuaân", "C3": "Hoøa Höông", "C4": "Tam Thaêng"}
    problem = only(book(tmp_path, edit=_in_font("Arial", names)), "BANG-14")
    assert "VNI" in problem.message
    assert "«Phường Trường Xuân»" in problem.message


def test_a_legacy_font_on_unicode_text_harms_nothing(tmp_path: Path) -> None:
    edit = _in_font(".VnTime", {"C2": "Trường Xuân", "A2": "AP"})
    path = book(tmp_path, edit=edit, cells={"Lịch kiểm tra!B2": "Trường Xuân"}, without=(SCORES,))
    assert problems(path) == []


# --- references -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        "HH",
        "hh",
        "Hòa Hương",
        "Hoà Hương",
        "phường Hòa Hương",
        "P. HÒA HƯƠNG",
        "Hoà Hương cũ",
        "UBMTTQVN phường Hòa Hương",
    ],
)
def test_a_unit_is_known_by_code_name_alias_and_any_spelling(tmp_path: Path, typed: str) -> None:
    assert good(book(tmp_path, cells={"Lịch kiểm tra!B3": typed})).visits[1].unit == "HH"


@pytest.mark.parametrize("typed", ["Tam Thang", "Tam Thanh", "phường Tam Thăng"])
def test_a_near_miss_is_only_suggested(tmp_path: Path, typed: str) -> None:
    problem = only(book(tmp_path, cells={"Lịch kiểm tra!B4": typed}), "O-14")
    assert (problem.where.cell, problem.found) == ("B4", typed)
    assert "«Tam Thăng»" in problem.message
    assert problem.message.endswith("không?).")


def test_two_units_of_one_name_need_their_kind(tmp_path: Path) -> None:
    units = "Mã | Loại | Tên\nP1 | phường | An Phú\nX1 | xã | An Phú"
    plan = {"Đơn vị": units, "Lịch kiểm tra": "Buổi | Đơn vị\n1 | xã An Phú\n1 | An Phú"}
    problem = only(book(tmp_path, plan, without=(SCORES,)), "O-15")
    assert problem.where.cell == "B3"
    assert "P1, X1" in problem.message
    plan["Lịch kiểm tra"] = "Buổi | Đơn vị\n1 | xã An Phú\n1 | P. An Phú"
    assert [visit.unit for visit in good(book(tmp_path, plan, without=(SCORES,))).visits] == ["X1", "P1"]


@pytest.mark.parametrize(("cell", "value"), [("Đơn vị!C3", "An Phú"), ("Đơn vị!A3", "AP")])
def test_units_that_nothing_tells_apart_are_told_once(tmp_path: Path, cell: str, value: str) -> None:
    path = book(tmp_path, cells={cell: value, "Lịch kiểm tra!B3": "An Phú"}, without=(SCORES,))
    assert only(path, "O-20").is_error
    assert read(path)[0] is None


def test_a_broken_list_of_units_does_not_make_every_reference_wrong(tmp_path: Path) -> None:
    path = book(tmp_path, cells={"Đơn vị!C1": "Ten goi"})
    assert {code for code, _ in places(path)} == {"BANG-05", "BANG-08"}


def test_people_codes_and_sittings_are_resolved(tmp_path: Path) -> None:
    path = book(
        tmp_path,
        {
            "Ngày kiểm tra": "Buổi | Ngày | Chủ trì\n1 | 17/10/2023 | NGUYỄN BA\n2 | 18/10/2023 | tv01",
            "Văn bản": "Mã loại | Khóa | Người ký\nthong-bao | phường An Phú | ct\nbien-ban | 2 | CT",
        },
    )
    season = good(path)
    assert [sitting.chair for sitting in season.sittings] == ["TV01", "TV01"]
    assert [(paper.key, paper.signer) for paper in season.papers] == [("AP", "CT"), ("2", "CT")]


def test_a_sitting_that_is_not_planned_is_told(tmp_path: Path) -> None:
    assert places(book(tmp_path, cells={"Lịch kiểm tra!A2": "5"})) == [("O-14", "Lịch kiểm tra!A2")]


def test_all_problems_come_together_in_the_order_of_the_tabs(tmp_path: Path) -> None:
    wrong = {f"{SCORES}!B3": "chín", "Đơn vị!B3": "quận", "Tiêu chí!D2": "nhiều", "Người ký!B2": None}
    assert places(book(tmp_path, cells=wrong)) == [
        ("O-01", "Người ký!B2"),
        ("O-10", "Đơn vị!B3"),
        ("O-06", "Tiêu chí!D2"),
        ("O-06", f"{SCORES}!B3"),
    ]
