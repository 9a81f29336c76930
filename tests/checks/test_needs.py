"""What could not be read: the rules judge the rest, and take nothing unread for missing."""

from __future__ import annotations

import datetime as dt
import functools
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from docgen.checks import CHECKS, RULES, check
from docgen.checks.needs import NEEDS
from docgen.problem import Problem, Severity, Where
from docgen.records import SHEETS, Layout, Record, Season, Stage
from docgen.workbook import examine, read
from tests.workbook.sheets import BASE, SCORES, book

SAMPLE = Path(__file__).parents[2] / "records" / "tam-ky-2023.xlsx"
NOT_JUDGED = "BANG-20"
TABLES = [field for field, model in SHEETS.items() if model.sheet.layout is not Layout.FORM]
MOST_ROWS = 3
"""So many rows of each sheet are lost in turn: the first, the last and one between."""


@functools.cache
def sample() -> Season:
    """Give the sample, final so that every rule demands what it can."""
    season, problems = read(SAMPLE)
    assert season is not None, problems
    final = season.general.model_copy(update={"stage": Stage.FINAL})
    return season.model_copy(update={"general": final})


def brief(problems: list[Problem]) -> set[tuple[str, str]]:
    return {(problem.code, str(problem.where)) for problem in problems} - {(NOT_JUDGED, SAMPLE.name)}


@functools.cache
def known() -> set[tuple[str, str]]:
    """Give what the rules say of the whole season."""
    return brief(check(sample()))


def some(rows: tuple[Record, ...]) -> list[int]:
    return sorted({0, len(rows) // 2, len(rows) - 1})[:MOST_ROWS] if rows else []


@pytest.mark.parametrize("field", TABLES)
def test_a_row_that_could_not_be_read_raises_no_other_alarm(field: str) -> None:
    rows: tuple[Record, ...] = getattr(sample(), field)
    for lost in some(rows):
        season = sample().model_copy(update={field: rows[:lost] + rows[lost + 1 :]})
        told = [Problem("O-10", Severity.ERROR, rows[lost].at(), "Ô này không đọc được.")]
        assert brief(check(season, {field}, told)) <= known(), rows[lost]


def optional_cells() -> Iterator[Any]:
    for field in SHEETS:
        for name, info in SHEETS[field].model_fields.items():
            if info.alias and not info.is_required():
                yield pytest.param(field, name, info.default, id=f"{field}.{name}")


@pytest.mark.parametrize(("field", "name", "default"), list(optional_cells()))
def test_a_cell_that_could_not_be_read_raises_no_other_alarm(field: str, name: str, default: Any) -> None:
    records = getattr(sample(), field)
    rows: tuple[Record, ...] = records if isinstance(records, tuple) else (records,)
    filled = [number for number, row in enumerate(rows) if getattr(row, name) != default]
    for number in filled[:1] + filled[1:][-1:]:
        blank = rows[number].model_copy(update={name: default})
        changed = (*rows[:number], blank, *rows[number + 1 :])
        season = sample().model_copy(update={field: changed if isinstance(records, tuple) else blank})
        told = [Problem("O-07", Severity.ERROR, rows[number].at(name), "Ô này không đọc được.")]
        assert brief(check(season, {f"{field}.{name}"}, told)) <= known(), rows[number]


LABELS = [line.split("|")[0].strip() for line in BASE["Thông tin chung"].strip().splitlines()[1:]]


@pytest.mark.parametrize("label", LABELS)
def test_a_setting_that_could_not_be_read_raises_no_other_alarm(tmp_path: Path, label: str) -> None:
    whole = examine(book(tmp_path))
    assert whole.partial is not None
    expected = brief(check(whole.partial, whole.gaps, whole.problems))
    cell = f"B{LABELS.index(label) + 2}"
    reading = examine(book(tmp_path, cells={f"Thông tin chung!{cell}": "#N/A"}))
    assert reading.season is None
    assert reading.partial is not None
    assert [(problem.code, problem.where.cell) for problem in reading.problems] == [("O-04", cell)]
    found = brief(check(reading.partial, reading.gaps, reading.problems))
    assert found - {(NOT_JUDGED, "so.xlsx")} <= expected


@pytest.mark.parametrize("title", BASE)
def test_a_whole_sheet_that_could_not_be_read_raises_no_other_alarm(tmp_path: Path, title: str) -> None:
    whole = examine(book(tmp_path))
    assert whole.partial is not None
    expected = brief(check(whole.partial, whole.gaps, whole.problems))
    reading = examine(book(tmp_path, {title: "Bảng\nnày | đã | hỏng"}))
    assert reading.season is None
    assert reading.partial is not None
    assert {problem.code for problem in reading.problems} <= {"BANG-04", "BANG-05", "BANG-08"}
    found = brief(check(reading.partial, reading.gaps, reading.problems))
    assert found - {(NOT_JUDGED, "so.xlsx")} <= expected


# --- everything at once -----------------------------------------------------------------------


def changed_sample(folder: Path, cells: dict[str, Any]) -> Path:
    """Copy the sample with some cells typed over."""
    import openpyxl  # noqa: PLC0415 - only these tests write a whole workbook

    made = openpyxl.load_workbook(SAMPLE)
    for address, value in cells.items():
        title, _, cell = address.partition("!")
        made[title][cell] = value
    path = folder / SAMPLE.name
    made.save(path)
    return path


def judged(path: Path) -> list[Problem]:
    """Give all problems of a workbook, of reading and of the rules."""
    reading = examine(path)
    assert reading.partial is not None
    return [*reading.problems, *check(reading.partial, reading.gaps, reading.problems)]


def test_faults_of_reading_and_of_rules_are_told_in_one_run_and_nothing_else(tmp_path: Path) -> None:
    cells = {
        "Lịch kiểm tra!B12": "Tam Thang",
        f"{SCORES}!B5": 9,
        "Ngày kiểm tra!B6": dt.date(2023, 10, 21),
        "Nộp hồ sơ!B3": "13/13/2023",
    }
    found = judged(changed_sample(tmp_path, cells))
    errors = {
        (problem.code, f"{problem.where.sheet}!{problem.where.cell}") for problem in found if problem.is_error
    }
    assert errors == {
        ("O-14", "Lịch kiểm tra!B12"),
        ("DIEM-02", f"{SCORES}!B5"),
        ("LICH-03", "Ngày kiểm tra!B6"),
        ("O-07", "Nộp hồ sơ!B3"),
    }
    warnings = Counter(problem.code for problem in found if not problem.is_error)
    assert warnings == {"LICH-06": 1, "DIEM-08": 1, "DIEM-09": 2, "NX-04": 1, NOT_JUDGED: 1}


def test_what_was_not_judged_is_named_in_one_line(tmp_path: Path) -> None:
    path = book(tmp_path, cells={"Thông tin chung!B13": "31/02/2023"})
    (problem,) = (problem for problem in judged(path) if problem.code == NOT_JUDGED)
    assert problem.severity is Severity.WARNING
    assert problem.where == Where(path.name)
    assert "ngày tháng của văn bản" in problem.message
    assert "lịch" not in problem.message
    assert problem.remedy


def test_an_unreadable_score_does_not_hide_the_gap_in_another_row(tmp_path: Path) -> None:
    path = book(tmp_path, cells={f"{SCORES}!B3": "chín", f"{SCORES}!B4": None})
    found = [(problem.code, problem.where.cell) for problem in judged(path) if problem.where.sheet == SCORES]
    assert ("O-06", "B3") in found
    assert ("DIEM-01", "B4") in found
    assert ("DIEM-01", "B3") not in found


@pytest.mark.parametrize(
    ("cell", "value"), [("C3", "An Phú"), ("A3", "AP")], ids=["one name for two", "one code for two"]
)
def test_units_that_nothing_tells_apart_are_told_where_they_stand_and_only_there(
    tmp_path: Path, cell: str, value: str
) -> None:
    whole = {problem.code for problem in judged(book(tmp_path)) if problem.is_error}
    path = book(tmp_path, cells={f"Đơn vị!{cell}": value, "Lịch kiểm tra!B3": "HH"})
    reading = examine(path)
    assert reading.season is None, "rows that refer to them are not known"
    new = [problem for problem in judged(path) if problem.is_error and problem.code not in whole]
    at_fault = [problem for problem in new if problem.code == "TEN-01"]
    assert [problem.where.cell for problem in at_fault] == [cell]
    assert not [problem for problem in new if problem.code == "O-15"]


def test_every_need_belongs_to_a_rule_and_names_a_sheet_or_a_column() -> None:
    assert set(NEEDS) <= set(RULES) == {rule.code for rule in CHECKS}
    for code, needs in NEEDS.items():
        for need in needs:
            field, _, name = need.partition(".")
            assert field in SHEETS, (code, need)
            assert not name or name in SHEETS[field].model_fields, (code, need)


def without_sheet(folder: Path, title: str) -> Path:
    """Copy the sample without one sheet."""
    import openpyxl  # noqa: PLC0415 - only these tests write a whole workbook

    made = openpyxl.load_workbook(SAMPLE)
    del made[title]
    path = folder / SAMPLE.name
    made.save(path)
    return path


REFERRED_TO = {"award_rules", "levels"}
"""Sheets that may be missing, but not while others name what stands in them."""


@pytest.mark.parametrize(
    "title",
    [model.sheet.title for field, model in SHEETS.items() if model.sheet.required or field in REFERRED_TO],
)
def test_a_missing_sheet_is_told_once_and_nothing_that_follows_from_it(tmp_path: Path, title: str) -> None:
    expected = brief(judged(SAMPLE))
    found = judged(without_sheet(tmp_path, title))
    assert [problem.code for problem in found if problem.is_error] == ["BANG-01"]
    assert brief([problem for problem in found if problem.code != "BANG-01"]) <= expected
