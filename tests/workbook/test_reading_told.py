"""What is read though she may not see it, and files that lack a part or are of another kind."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font

from docgen.problem import Severity, Stop
from docgen.verbs.owning import find_season
from tests.workbook.sheets import SCORES, book, good, only, part_of, problems, rewrite
from tests.workbook.test_hostile_files import refusal


def without(path: Path, part: str) -> Path:
    """Take a part out of a workbook."""
    stream = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
    path.write_bytes(stream.getvalue())
    return path


def test_struck_rows_are_read_and_told(tmp_path: Path) -> None:
    def edit(made: openpyxl.Workbook) -> None:
        made["Đơn vị"]["C3"].font = Font(strike=True)
        made[SCORES]["B4"].font = Font(strike=True)

    path = book(tmp_path, edit=edit)
    assert len(good(path).units) == 3
    assert [(p.code, p.where.sheet, p.severity) for p in problems(path)] == [
        ("BANG-24", "Đơn vị", Severity.WARNING),
        ("BANG-24", SCORES, Severity.WARNING),
    ]
    assert "4" in problems(path)[1].message


def test_a_hidden_sheet_is_read_and_told(tmp_path: Path) -> None:
    def edit(made: openpyxl.Workbook) -> None:
        made["Tiêu chí"].sheet_state = "hidden"

    path = book(tmp_path, edit=edit)
    assert only(path, "BANG-25").where.sheet == "Tiêu chí"
    assert good(path).criteria


@pytest.mark.parametrize("title", ["Đơn vị (2)", "Don vi", "Đơn vị - Copy", "Bản sao"])
def test_a_copy_of_a_sheet_is_told(tmp_path: Path, title: str) -> None:
    path = book(tmp_path, {title: "Mã | Loại | Tên\nXX | xã | Khác"})
    assert len(good(path).units) == 3
    copies = [p.where.sheet for p in problems(path) if p.code == "BANG-26"]
    assert copies == ([title] if title != "Bản sao" else [])


# --- parts and kinds of files --------------------------------------------------------------------


def test_a_workbook_without_its_styles_is_refused_by_name(tmp_path: Path) -> None:
    path = book(tmp_path, edit=lambda made: setattr(made[SCORES]["B3"], "font", Font(bold=True)))
    problem = refusal(without(path, "xl/styles.xml"))
    assert problem.code == "TEP-30"
    assert "xl/styles.xml" in problem.message


def test_a_workbook_without_styles_that_nothing_uses_is_read(tmp_path: Path) -> None:
    assert good(without(book(tmp_path), "xl/styles.xml")).units


def test_a_workbook_without_its_texts_is_refused_by_name(tmp_path: Path) -> None:
    path = book(tmp_path)
    cell = b't="inlineStr"><is><t>AP</t></is>'
    path = rewrite(path, part_of(path, "Đơn vị"), lambda xml: xml.replace(cell, b't="s"><v>0</v>'))
    problem = refusal(without(path, "xl/sharedStrings.xml"))
    assert (problem.code, "xl/sharedStrings.xml" in problem.message) == ("TEP-30", True)


PARTS = ["[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/workbook.xml", "_rels/.rels"]


@pytest.mark.parametrize("part", PARTS)
def test_a_workbook_without_any_other_part_is_no_crash(tmp_path: Path, part: str) -> None:
    path = without(book(tmp_path), part)
    assert all(problem.message and problem.remedy for problem in problems(path))


def test_a_strict_workbook_is_one_message(tmp_path: Path) -> None:
    ours = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strict = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    path = rewrite(book(tmp_path), "xl/workbook.xml", lambda xml: xml.replace(ours, strict))
    assert refusal(path).code == "TEP-29"
    assert "Save As" in refusal(path).remedy


def test_a_workbook_of_another_kind_in_records_is_named(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "so 2023.xlsm").write_bytes(b"PK")
    with pytest.raises(Stop, match=r"so 2023\.xlsm"):
        find_season(None, tmp_path)


def test_a_name_with_spaces_is_quoted_in_a_command(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    for name in ("so 2023.xlsx", "so 2024.xlsx"):
        (tmp_path / "records" / name).write_bytes(b"PK")
    with pytest.raises(Stop, match='"so 2023"'):
        find_season(None, tmp_path)


def test_a_name_that_no_disk_can_hold_is_only_unknown(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    with pytest.raises(Stop, match="Không thấy sổ"):
        find_season("a" * 5000, tmp_path)
