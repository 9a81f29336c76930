"""``docgen check`` and ``docgen template check``: everything at once, in order, with exit codes."""

from __future__ import annotations

from docgen.problem import Problem, Severity, Where
from tests.cli.desk import TEMPLATES, Desk
from tests.factory import changed
from tests.render.word_file import docx, p

ERROR = Problem(
    "LICH-02",
    Severity.ERROR,
    Where("tam-ky-2023.xlsx", "Lịch kiểm tra", "B5"),
    "Đơn vị không có trong danh sách.",
    "An Phu",
    "Chọn lại trong danh sách.",
)
WARNING = Problem(
    "DON-09", Severity.WARNING, Where("tam-ky-2023.xlsx", "Đơn vị", "C12"), "Tên viết tắt", "P. An Mỹ"
)


def test_a_problem_says_place_code_fault_value_and_remedy(desk: Desk) -> None:
    desk.problems = [ERROR]
    ran = desk.run("check")
    assert ran.code == 1
    assert ran.out.splitlines()[0] == (
        "Lịch kiểm tra!B5  LỖI LICH-02: Đơn vị không có trong danh sách; đang ghi «An Phu»."
        " Cách sửa: Chọn lại trong danh sách."
    )


def test_problems_stand_in_the_order_of_sheets_and_cells(desk: Desk) -> None:
    later = changed_cell(ERROR, "B11")
    desk.problems = [later, ERROR, WARNING]
    lines = desk.run("check").out.splitlines()
    places = [line.split("  ")[0] for line in lines if "  " in line]
    assert places == ["Đơn vị!C12", "Lịch kiểm tra!B5", "Lịch kiểm tra!B11"]
    assert lines[1] == "", "a blank line between sheets"
    assert "Sổ tam-ky-2023.xlsx: 2 lỗi, 1 lưu ý." in lines


def changed_cell(problem: Problem, cell: str) -> Problem:
    where = Where(problem.where.file, problem.where.sheet, cell)
    return Problem(problem.code, problem.severity, where, problem.message, problem.found, problem.remedy)


def test_warnings_alone_do_not_fail(desk: Desk) -> None:
    desk.problems = [WARNING]
    ran = desk.run("check")
    assert ran.code == 0
    assert "Đơn vị!C12  Lưu ý DON-09: Tên viết tắt; đang ghi «P. An Mỹ»." in ran.out
    assert desk.run("generate").code == 0


def test_equal_warnings_of_a_sheet_are_one_line_and_json_keeps_all(desk: Desk) -> None:
    many = [changed_cell(WARNING, f"C{row}") for row in range(3, 27)]
    desk.problems = [*many, ERROR, *(changed_cell(ERROR, f"B{row}") for row in range(6, 12))]
    ran = desk.run("check")
    (line,) = (line for line in ran.out.splitlines() if "DON-09" in line)
    assert line.startswith("Đơn vị!C3, C4, C5…  Lưu ý DON-09, 24 chỗ: Tên viết tắt")
    assert line.endswith('Xem hết: docgen check --sheet "Đơn vị".')
    assert ran.out.count("LỖI LICH-02") == 7, "what must be mended is told place by place"
    assert "7 lỗi, 24 lưu ý" in ran.out
    assert len(desk.run("check", "--json").json["problems"]) == 31
    assert desk.run("check", "--sheet", "đơn vị").out.count("Lưu ý DON-09") == 24


def test_three_equal_warnings_are_three_lines(desk: Desk) -> None:
    desk.problems = [changed_cell(WARNING, f"C{row}") for row in (3, 4, 5)]
    assert desk.run("check").out.count("Lưu ý DON-09") == 3


def test_one_unit_alone_is_shown_by_its_rows_and_by_its_name(desk: Desk) -> None:
    other, unit = desk.season.units[:2]
    row = changed_cell(WARNING, unit.at("name").cell)
    naming = Problem("NX-04", Severity.WARNING, Where("x", "Nhận xét", "C90"), f"Nêu {unit.full_name}")
    desk.problems = [changed_cell(WARNING, other.at("name").cell), row, naming]
    for typed in (unit.full_name, unit.name.upper(), unit.code):
        ran = desk.run("check", "--unit", typed)
        assert [line.split("  ")[0] for line in ran.out.splitlines() if "Lưu ý" in line] == [
            f"Đơn vị!{row.where.cell}",
            "Nhận xét!C90",
        ]
    told = desk.run("check", "--unit", unit.code, "--json").json["problems"]
    assert [problem["cell"] for problem in told] == [row.where.cell, "C90"]


def test_a_sheet_or_a_unit_that_nobody_has_is_told_with_what_may_be_meant(desk: Desk) -> None:
    desk.fill_workbook()
    for option, typed, meant in (("--sheet", "Don vi", "Đơn vị"), ("--unit", "Hoa Huong", "Hòa Hương")):
        ran = desk.run("check", option, typed)
        assert ran.code == 2
        assert f"«{typed}»" in ran.err
        assert meant in ran.err


def test_a_sound_workbook_is_told_to_be_so(desk: Desk) -> None:
    desk.fill_workbook()
    ran = desk.run("check", "--json")
    assert ran.code == 0
    assert [problem for problem in ran.json["problems"] if problem["severity"] == "error"] == []


def test_a_fault_typed_into_the_workbook_is_found_in_its_cell(desk: Desk) -> None:
    unit = desk.season.units[1]
    desk.change(units=(desk.season.units[0], changed(unit, name=""), *desk.season.units[2:]))
    desk.fill_workbook()
    ran = desk.run("check", "--json")
    assert ran.code == 1
    (problem,) = (
        row for row in ran.json["problems"] if row["sheet"] == "Đơn vị" and row["severity"] == "error"
    )
    assert problem["cell"] == "C4", "the heading, the example, the first unit, and then this one"


def test_for_machines_check_gives_one_json_document(desk: Desk) -> None:
    desk.problems = [ERROR, WARNING]
    done = desk.run("check", "--json").json
    assert (done["errors"], done["warnings"]) == (1, 1)
    assert done["problems"][1] == {
        "code": "LICH-02",
        "severity": "error",
        "file": "tam-ky-2023.xlsx",
        "sheet": "Lịch kiểm tra",
        "cell": "B5",
        "spot": "",
        "found": "An Phu",
        "message": "Đơn vị không có trong danh sách.",
        "remedy": "Chọn lại trong danh sách.",
    }


def test_a_file_that_is_no_workbook_is_told(desk: Desk) -> None:
    desk.fill_workbook()
    desk.workbook.write_text("không phải Excel", encoding="utf-8")
    ran = desk.run("check")
    assert ran.code == 1
    assert "LỖI TEP-" in ran.out


# --- templates --------------------------------------------------------------------------------


def test_sound_templates_are_told_to_be_so(desk: Desk) -> None:
    ran = desk.run("template", "check")
    assert ran.code == 0
    assert "3 mẫu: không có lỗi nào." in ran.out
    assert str(desk.templates / "ke-hoach.docx") in ran.out


def test_all_faults_of_all_templates_are_told_at_once(desk: Desk) -> None:
    (desk.templates / "ke-hoach.docx").write_bytes(docx(p("{{ nma }}"), p("{{ dia_dnah }}")))
    (desk.templates / "thong-bao.docx").write_bytes(docx(p("{%p for x in don_vi %}"), p("{{ don_vi }}")))
    (desk.templates / "ket-luan.docx").unlink()
    ran = desk.run("template", "check", "--json")
    assert ran.code == 1
    told = {(problem["file"], problem["found"]) for problem in ran.json["problems"]}
    assert {("ke-hoach.docx", "{{ nma }}"), ("ke-hoach.docx", "{{ dia_dnah }}")} <= told
    assert {file for file, _ in told} == {"ke-hoach.docx", "thong-bao.docx", "ket-luan.docx"}
    assert len(ran.json["templates"]) == 2
    lines = desk.run("template", "check").out
    assert "LỖI MAU-" in lines
    assert "Cách sửa: " in lines


def test_templates_can_be_checked_without_a_workbook(desk: Desk) -> None:
    desk.workbook.unlink()
    assert desk.run("template", "check").code == 0
    assert set(TEMPLATES) == {path.name for path in desk.templates.iterdir()}
