"""``docgen init``, ``kinds``, and how the season's workbook is found."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from docgen import workbook
from docgen.problem import Problem, Severity, Where
from docgen.records import Stage, TeamScores
from docgen.verbs.workspace import Templates, shipped_templates
from tests.cli.desk import KINDS, TEMPLATES, Desk


@pytest.fixture
def shipped(desk: Desk) -> Path:
    desk.templates.rename(desk.root / "shipped")
    return desk.root / "shipped"


@pytest.mark.usefixtures("shipped")
def test_init_makes_a_workspace(desk: Desk) -> None:
    ran = desk.run("init", "Kiểm tra 2024")
    assert ran.code == 0, ran.err
    root = desk.root / "Kiểm tra 2024"
    made = {str(path.relative_to(root)) for path in root.rglob("*")}
    assert {"records/kiem-tra-2024.xlsx", "output"} <= {name.replace("\\", "/") for name in made}
    assert {path.name for path in (root / "templates").iterdir()} == set(TEMPLATES)
    assert (root / "records" / "kiem-tra-2024.xlsx").read_bytes().startswith(b"PK")
    assert "Việc tiếp theo:" in ran.out
    assert str(root) in ran.out


@pytest.mark.usefixtures("shipped")
def test_init_never_overwrites_and_says_so(desk: Desk) -> None:
    root = desk.root / "moi"
    (root / "templates").mkdir(parents=True)
    (root / "records").mkdir()
    (root / "templates" / "ke-hoach.docx").write_bytes(b"hers")
    (root / "records" / "so-cua-toi.xlsx").write_bytes(b"hers")
    ran = desk.run("init", "moi")
    assert ran.code == 0
    assert (root / "templates" / "ke-hoach.docx").read_bytes() == b"hers"
    assert [path.name for path in (root / "records").iterdir()] == ["so-cua-toi.xlsx"]
    kept = [line for line in ran.out.splitlines() if line.startswith("Giữ nguyên (đã có sẵn)")]
    assert len(kept) == 2
    assert (root / "templates" / "thong-bao.docx").read_bytes() == TEMPLATES["thong-bao.docx"]


@pytest.mark.usefixtures("shipped")
def test_init_twice_changes_nothing(desk: Desk) -> None:
    desk.run("init", "moi")
    before = {path: path.read_bytes() for path in (desk.root / "moi").rglob("*") if path.is_file()}
    assert desk.run("init", "moi").code == 0
    assert {path: path.read_bytes() for path in before} == before


def test_init_into_a_file_is_refused(desk: Desk) -> None:
    ran = desk.run("init", str(desk.workbook))
    assert ran.code == 2
    assert "là một tệp, không phải thư mục" in ran.err


def test_init_where_output_cannot_be_made_is_refused(desk: Desk) -> None:
    root = desk.root / "moi"
    root.mkdir()
    (root / "output").touch()
    ran = desk.run("init", "moi")
    assert ran.code == 2
    assert "Không tạo được thư mục" in ran.err


# --- init --from ------------------------------------------------------------------------------


@pytest.mark.usefixtures("shipped")
def test_init_from_a_workbook_takes_its_set_up_and_no_results(desk: Desk) -> None:
    desk.fill_workbook()
    ran = desk.run("init", "kiem-tra-2024", "--from", "tam-ky-2023")
    assert ran.code == 0, ran.err
    new = workbook.examine(desk.root / "kiem-tra-2024" / "records" / "kiem-tra-2024.xlsx").partial
    assert new is not None
    assert [unit.name for unit in new.units] == [unit.name for unit in desk.season.units]
    assert (new.general.stage, new.team_scores, new.remarks) == (Stage.PROVISIONAL, (), ())
    assert "điền những ô của riêng đợt này, đã để trống: năm, hạn nộp" in ran.out
    assert (desk.root / "kiem-tra-2024" / "templates" / "ke-hoach.docx").exists()


@pytest.mark.usefixtures("shipped")
def test_the_new_workspace_takes_the_templates_that_were_edited_in_word(desk: Desk) -> None:
    desk.fill_workbook()
    desk.templates.mkdir()
    (desk.templates / "ke-hoach.docx").write_bytes(b"edited in Word")
    desk.run("init", "moi", "--from", "tam-ky-2023")
    assert (desk.root / "moi" / "templates" / "ke-hoach.docx").read_bytes() == b"edited in Word"


@pytest.mark.usefixtures("shipped")
def test_the_new_workbook_asks_for_a_score_of_every_unit_and_criterion(desk: Desk) -> None:
    desk.fill_workbook()
    desk.run("init", "moi", "--from", str(desk.workbook))
    path = desk.root / "moi" / "records" / "moi.xlsx"
    sheet = openpyxl.load_workbook(path)[TeamScores.sheet.title]
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert rows[0][1:] == tuple(criterion.code for criterion in desk.season.criteria)
    assert [Decimal(str(maximum)) for maximum in rows[1][1:]] == [
        criterion.max_points for criterion in desk.season.criteria
    ]
    assert [row[0] for row in rows[2:]] == [unit.name for unit in desk.season.units]
    assert {score for row in rows[2:] for score in row[1:]} == {None}


@pytest.mark.usefixtures("shipped")
def test_a_source_with_errors_is_told_and_nothing_is_made(desk: Desk) -> None:
    error = Problem("DOC-01", Severity.ERROR, Where(sheet="Đơn vị", cell="B2"), "Ô trống.")
    warning = Problem("DOC-02", Severity.WARNING, Where(sheet="Đơn vị", cell="C2"), "Lạ.")
    desk.problems = [warning, error]
    ran = desk.run("init", "moi", "--from", "tam-ky-2023")
    assert ran.code == 1
    assert "Đơn vị!B2  LỖI DOC-01: Ô trống." in ran.err
    assert "Sổ «tam-ky-2023.xlsx» còn 1 lỗi nên chưa tạo sổ mới từ sổ này được." in ran.err
    assert not (desk.root / "moi").exists()


@pytest.mark.usefixtures("shipped")
def test_a_source_that_is_no_workbook_is_told_and_nothing_is_made(desk: Desk) -> None:
    desk.fill_workbook()
    desk.workbook.write_bytes(b"hers")
    ran = desk.run("init", "moi", "--from", "tam-ky-2023")
    assert ran.code == 1
    assert not (desk.root / "moi").exists()
    assert desk.run("init", "moi", "--from", "khac").code == 2


@pytest.mark.usefixtures("shipped")
def test_beside_a_workbook_no_second_one_is_made(desk: Desk) -> None:
    desk.fill_workbook()
    before = desk.workbook.read_bytes()
    ran = desk.run("init", ".", "--from", "tam-ky-2023")
    assert ran.code == 2
    assert "đã có sổ «tam-ky-2023.xlsx» nên không tạo thêm sổ. Hãy chọn thư mục mới." in " ".join(
        ran.err.split("\n")
    )
    assert desk.workbook.read_bytes() == before
    assert [path.name for path in desk.workbook.parent.iterdir()] == ["tam-ky-2023.xlsx"]


# --- kinds, shipped templates -----------------------------------------------------------------


def test_kinds_lists_every_kind(desk: Desk) -> None:
    ran = desk.run("kinds")
    assert ran.code == 0
    assert [line.split()[0] for line in ran.out.splitlines()] == [kind.code for kind in KINDS]


def test_the_shipped_templates_are_found() -> None:
    assert (shipped_templates() / "phong-cach.docx").is_file()
    assert Templates.of(None).find("phong-cach.docx") == shipped_templates() / "phong-cach.docx"


# --- which workbook ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["tam-ky-2023", "tam-ky-2023.xlsx", "Tam Kỳ 2023", "records/tam-ky-2023.xlsx"]
)
def test_a_season_is_named_as_a_person_would(desk: Desk, name: str) -> None:
    assert desk.run("status", name, "--json").json["season"] == "tam-ky-2023"


def test_without_a_name_the_only_workbook_is_meant(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    (desk.root / "records" / "~$tam-ky-2023.xlsx").touch()
    below = desk.root / "output" / "sâu hơn"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    done = desk.run("status", "--json").json
    assert done["workbook"] == str(desk.workbook)
    assert done["folder"] == str(desk.output)


def test_an_unknown_season_is_told_with_what_may_be_meant(desk: Desk) -> None:
    near, far = desk.run("check", "tam-ki-2023"), desk.run("check", "xyz")
    assert (near.code, far.code) == (2, 2)
    assert "Không thấy sổ «tam-ki-2023».\nCó phải là: tam-ky-2023?" in near.err
    assert "Trong records có: tam-ky-2023." in far.err


def test_several_workbooks_must_be_told_apart(desk: Desk) -> None:
    (desk.root / "records" / "nam-2024.xlsx").touch()
    ran = desk.run("check")
    assert ran.code == 2
    assert "Thư mục records có 2 sổ: nam-2024, tam-ky-2023." in ran.err
    assert "(với «docgen archive»: --season nam-2024)" in ran.err
    assert desk.run("archive", "list", "--season", "tam-ky-2023").code == 0


def test_a_workspace_without_a_workbook_is_told(desk: Desk) -> None:
    desk.workbook.unlink()
    ran = desk.run("check")
    assert ran.code == 2
    assert "chưa có sổ Excel nào" in ran.err


def test_no_workspace_at_all_is_told(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = tmp_path / "nơi khác"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    assert "Không thấy thư mục records ở đây." in desk.run("check").err
    assert "Không thấy sổ «abc»." in desk.run("check", "abc").err


def test_a_workbook_outside_a_workspace_gets_its_papers_beside_it(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lone = tmp_path / "nơi khác"
    lone.mkdir()
    (lone / "sổ.xlsx").touch()
    monkeypatch.chdir(lone)
    assert desk.run("status", "sổ.xlsx", "--json").json["folder"] == str(lone / "output" / "so")
