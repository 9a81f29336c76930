"""The blank workbook and the written season: what Excel shows and lets in, and the way back."""

import datetime as dt
import io
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from docgen.records import (
    SHEETS,
    Award,
    Criterion,
    Layout,
    Record,
    Remark,
    RemarkKind,
    Season,
    TeamScores,
    Unit,
    Visit,
)
from docgen.viet import name_key
from docgen.workbook import describe, read, write_blank, write_season
from tests.factory import make_season, planning_season
from tests.workbook.sheets import BASE, SCORES, good

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "records" / "tam-ky-2023.xlsx"
MODELS = list(SHEETS.values())
TABLES = [model for model in MODELS if model.sheet.layout is Layout.TABLE]
MATRICES = [model for model in MODELS if model.sheet.layout is Layout.MATRIX]


@pytest.fixture(scope="module")
def blank() -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(write_blank()))


def headings(model: type[Record]) -> list[str]:
    return [field.alias for field in model.model_fields.values() if field.alias]


def written(folder: Path, season: Season) -> Season:
    """Write a season and read it back."""
    path = folder / "so.xlsx"
    path.write_bytes(write_season(season))
    return good(path)


# --- the blank workbook -----------------------------------------------------------------------


def test_the_blank_workbook_has_a_guide_and_every_sheet_in_order(blank: openpyxl.Workbook) -> None:
    assert blank.sheetnames == ["Hướng dẫn", *(model.sheet.title for model in MODELS)]
    guide = {str(cell.value) for row in blank["Hướng dẫn"] for cell in row}
    assert {model.sheet.title for model in MODELS} <= guide


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model.sheet.title)
def test_a_blank_table_has_headings_an_example_and_frozen_panes(
    blank: openpyxl.Workbook, model: type[Record]
) -> None:
    sheet = blank[model.sheet.title]
    assert [cell.value for cell in sheet[2]] == headings(model)
    assert str(sheet["A3"].value).startswith("Ví dụ:")
    assert sheet["A3"].font.italic
    assert sheet.max_row == 3
    assert sheet.freeze_panes == "A3"


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.sheet.title)
def test_every_sheet_prints_on_landscape_a4_with_its_headings(
    blank: openpyxl.Workbook, model: type[Record]
) -> None:
    sheet = blank[model.sheet.title]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert "$2" in str(sheet.print_title_rows)


def rule_at(sheet: Worksheet, cell: str) -> Any:
    """Give the validation of a cell."""
    return next(rule for rule in sheet.data_validations.dataValidation if cell in rule.sqref)


def _filled(heading: str, last: str) -> str:
    """Write the range from below a heading to the last filled row, wherever the first one is."""
    column = f"{heading}:{last}"
    return f'OFFSET({heading},1,0,MAX(1,SUMPRODUCT(MAX(({column}<>"")*ROW({column})))-ROW({heading})),1)'


@pytest.mark.parametrize(
    ("cell", "formula"),
    [
        ("Đơn vị!B4", '"phường,xã,đặc khu,thị trấn"'),
        ("Chương trình!A4", '"sáng,trưa,chiều"'),
        ("Ngày nghỉ!C4", '"Có,Không"'),
        ("Lịch kiểm tra!B4", _filled("'Đơn vị'!$C$2", "$C$2000")),
        ("Tiêu chí!B4", _filled("'Phần chấm điểm'!$A$2", "$A$2000")),
        ("Thông tin chung!B4", '"Sơ bộ,Chính thức"'),
    ],
)
def test_drop_down_lists_come_from_the_models_and_from_other_sheets(
    blank: openpyxl.Workbook, cell: str, formula: str
) -> None:
    title, _, address = cell.partition("!")
    rule = rule_at(blank[title], address)
    assert (rule.type, rule.formula1) == ("list", formula)
    assert rule.error


def test_no_rule_is_longer_than_excel_allows(blank: openpyxl.Workbook) -> None:
    rules = [rule for sheet in blank for rule in sheet.data_validations.dataValidation]
    assert max(len(str(rule.formula1)) for rule in rules) <= 255
    assert max(len(rule.prompt or "") for rule in rules) <= 255
    assert max(len(rule.promptTitle or "") for rule in rules) <= 32


@pytest.mark.parametrize("model", MATRICES, ids=lambda model: model.sheet.title)
def test_a_score_is_limited_by_the_maximum_of_its_criterion_or_kc(
    blank: openpyxl.Workbook, model: type[Record]
) -> None:
    sheet = blank[model.sheet.title]
    rule = rule_at(sheet, "C9")
    assert rule.type == "custom"
    assert 'UPPER(TRIM(B4))="KC"' in rule.formula1
    assert "B4<=IFERROR(VLOOKUP(B$2,'Tiêu chí'!$A$2:$D$2000,4,FALSE),1000)" in rule.formula1
    assert rule.errorStyle == "stop"
    assert sheet.freeze_panes == "B4"


def test_excel_is_told_what_each_column_is(blank: openpyxl.Workbook) -> None:
    formats = {
        letter: blank["Tiêu chí"].column_dimensions[letter].number_format for letter in ("A", "C", "D")
    }
    assert formats == {"A": "@", "C": "@", "D": "0.00"}
    assert blank["Ngày kiểm tra"].column_dimensions["B"].number_format == "dd/mm/yyyy"
    assert blank["Ngày kiểm tra"].column_dimensions["G"].number_format == "hh:mm"
    assert blank[SCORES].column_dimensions["B"].number_format == "0.00"


def test_the_blank_workbook_asks_for_what_is_needed_and_for_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "so.xlsx"
    path.write_bytes(write_blank())
    season, found = read(path)
    assert season is None
    assert {problem.code for problem in found} == {"O-01", "BANG-09"}
    empty = {problem.where.sheet for problem in found if problem.code == "BANG-09"}
    assert empty == {model.sheet.title for model in TABLES if model.sheet.required}


@pytest.mark.parametrize("first", [3, 4], ids=["over the example", "below the example"])
def test_the_blank_workbook_filled_by_hand_passes(tmp_path: Path, first: int) -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_blank()))
    for title, text in BASE.items():
        top, *rows = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
        sheet = book[title]
        if title == "Thông tin chung":
            labels = {sheet.cell(row, 1).value: row for row in range(3, sheet.max_row + 1)}
            for label, value in rows:
                sheet.cell(labels[label], 2).value = value
        elif title == SCORES:
            for number, row in enumerate([top, *rows], 2):
                for column, value in enumerate(row, 1):
                    sheet.cell(number, column).value = value
        else:
            places = [[cell.value for cell in sheet[2]].index(heading) + 1 for heading in top]
            for cell in sheet[first]:
                cell.value = None
            for number, row in enumerate(rows, first):
                for column, value in zip(places, row, strict=False):
                    sheet.cell(number, column).value = value or None
    book.save(tmp_path / "so.xlsx")
    season, found = read(tmp_path / "so.xlsx")
    assert found == []
    assert season is not None
    assert [unit.code for unit in season.units] == ["AP", "HH", "TTg"]
    assert len(season.team_scores) == 2


# --- a season and back ------------------------------------------------------------------------


@pytest.mark.parametrize("season", [make_season(), planning_season()], ids=["finished", "planned"])
def test_a_season_comes_back_as_it_was(tmp_path: Path, season: Season) -> None:
    assert written(tmp_path, season).model_dump() == season.model_dump()


def test_the_same_season_gives_the_same_bytes() -> None:
    assert write_season(make_season()) == write_season(make_season())
    assert write_blank() == write_blank()


def test_no_moment_and_no_formula_stand_in_the_bytes() -> None:
    with zipfile.ZipFile(io.BytesIO(write_season(make_season()))) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert str(dt.date.today().year).encode() not in archive.read("docProps/core.xml")  # noqa: DTZ011
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        assert not [name for name in sheets if b"<f>" in archive.read(name)]


DANGEROUS = ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "01/13", "1.5", "'x", "TRUE", "<b>&amp;"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_what_looks_like_a_formula_stays_text(tmp_path: Path, text: str) -> None:
    season = make_season()
    remark = Remark(unit=season.units[0].code, kind=RemarkKind.STRENGTH, text=text)
    season = season.model_copy(update={"remarks": (remark,)})
    assert written(tmp_path, season).remarks[0].text == text
    cell = openpyxl.load_workbook(tmp_path / "so.xlsx")["Nhận xét"]["C3"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.quotePrefix is (text[0] in "=+-@'")


@pytest.mark.parametrize("text", ["_x0041_", "_x005F_", "_x005F_x0002_", "a_x_", "_x12_"])
def test_what_looks_like_an_escaped_character_stays_text(tmp_path: Path, text: str) -> None:
    season = make_season()
    remark = season.remarks[0].model_copy(update={"text": text})
    season = season.model_copy(update={"remarks": (remark,)})
    assert written(tmp_path, season).remarks[0].text == text


def test_units_are_written_by_name_and_by_kind_where_names_are_shared(tmp_path: Path) -> None:
    units = (
        Unit(code="P1", kind="phường", name="An Phú"),
        Unit(code="X1", kind="xã", name="An Phú"),
        Unit(code="HT", kind="xã", name="Hòa Thuận"),
    )
    visits = tuple(Visit(sitting=1, unit=unit.code) for unit in units)
    season = planning_season().model_copy(update={"units": units, "visits": visits, "team": ()})
    path = tmp_path / "so.xlsx"
    path.write_bytes(write_season(season))
    sheet = openpyxl.load_workbook(path)["Lịch kiểm tra"]
    assert [sheet.cell(row, 2).value for row in (3, 4, 5)] == ["phường An Phú", "xã An Phú", "Hòa Thuận"]


def test_a_written_matrix_lists_every_unit_and_criterion_for_filling_in(tmp_path: Path) -> None:
    season = planning_season()
    path = tmp_path / "so.xlsx"
    path.write_bytes(write_season(season))
    sheet = openpyxl.load_workbook(path)[SCORES]
    assert [cell.value for cell in sheet[2]][1:] == [criterion.code for criterion in season.criteria]
    assert [cell.value for cell in sheet[3]][1:] == [float(c.max_points) for c in season.criteria]
    assert len([row for row in sheet.iter_rows(min_row=4) if row[0].value]) == len(season.units)


WORDS = st.sampled_from(
    [
        "Trường",
        "Xuân",
        "HƯƠNG",
        "đồng",
        "ý",
        "Lệ",
        "“Hòa”",
        "IV.3",
        "…",
        "=1+2",
        "-",
        "+84",
        "@x",
        "<b>",
        "&amp;",
        "'",
        '"',
        "01/13",
        "8,5",
        "1.500",
        "TRUE",
        "#REF 1",
    ]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)
SCORE = st.none() | st.decimals(0, 10, places=2)


@st.composite
def seasons(draw: st.DrawFn) -> Season:
    """Make a small season with free texts, scores and references."""
    codes = [f"U{number}" for number in range(draw(st.integers(1, 4)))]
    kinds = st.sampled_from(["phường", "xã"])
    units = [Unit(code=code, kind=draw(kinds), name=draw(TEXTS.filter(name_key))) for code in codes]
    criteria = [
        Criterion(code=f"I.{number}", section="I", name=draw(TEXTS), max_points=Decimal(10))
        for number in range(1, draw(st.integers(1, 4)) + 1)
    ]
    rows = [
        TeamScores(unit=code, scores={c.code: draw(SCORE) for c in criteria})
        for code in draw(st.sets(st.sampled_from(codes)))
    ]
    one_unit = st.sampled_from(codes)
    remarks = [
        Remark(unit=draw(one_unit), kind=draw(st.sampled_from(RemarkKind)), text=draw(TEXTS))
        for _ in range(2)
    ]
    base = planning_season()
    return base.model_copy(
        update={
            "units": tuple(units),
            "criteria": tuple(criteria),
            "sections": (base.sections[0].model_copy(update={"code": "I"}),),
            "team": tuple(m.model_copy(update={"sections": (), "related_units": ()}) for m in base.team),
            "visits": (Visit(sitting=1, unit=draw(one_unit), checks=draw(one_unit), note=draw(TEXTS)),),
            "awards": (),
            "award_rules": (),
            "knockouts": (),
            "team_scores": tuple(sorted(rows, key=lambda row: codes.index(row.unit))),
            "remarks": tuple(remarks),
        }
    )


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(season=seasons())
def test_any_season_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, season: Season) -> None:
    path = tmp_path_factory.mktemp("season") / "so.xlsx"
    path.write_bytes(write_season(season))
    back, found = read(path)
    assert found == []
    assert back is not None
    assert back.model_dump() == season.model_dump()


# --- the sample and the reference -------------------------------------------------------------


def test_the_sample_workbook_is_read_and_comes_back_as_it_was(tmp_path: Path) -> None:
    season, found = read(SAMPLE)
    assert found == []
    assert season is not None
    counts = {
        name: len(getattr(season, name)) for name in ("units", "criteria", "sittings", "visits", "team")
    }
    assert counts == {"units": 13, "criteria": 30, "sittings": 4, "visits": 13, "team": 7}
    assert [len(rows) for rows in (season.self_scores, season.cross_scores, season.team_scores)] == [13] * 3
    assert {award.unit for award in season.awards} <= set(season.unit_by_code)
    assert all(isinstance(award, Award) for award in season.awards)
    assert written(tmp_path, season).model_dump() == season.model_dump()


def test_the_reference_of_the_records_is_up_to_date() -> None:
    """Write ``describe()`` to ``docs/records.md`` when a column has changed."""
    text = describe()
    assert (ROOT / "docs" / "records.md").read_text(encoding="utf-8") == text
    for model in MODELS:
        assert f"## {model.sheet.title}\n" in text
        if model.sheet.layout is not Layout.MATRIX:
            assert all(f"| {heading} |" in text for heading in headings(model))
