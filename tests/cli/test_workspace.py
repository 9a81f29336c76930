"""``docgen init``, ``kinds``, and how the season's workbook is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.app.workspace import Templates, shipped_templates
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
