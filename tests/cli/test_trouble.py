"""Locked files, a full disk, an interrupt, a bug: whole files, a true manifest, a plain sentence."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from docgen import files
from tests.cli.desk import FIRST, PLAN, Desk


def fail_on(name: str, error: OSError, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the disk refuse one file, as it is given its name."""
    give_name, link = Path.replace, os.link

    def refuse(self: Path, target: Any) -> Path:
        if Path(target).name == name:
            raise error
        return give_name(self, target)

    def refuse_link(source: Any, target: Any) -> None:
        if Path(target).name == name:
            raise error
        link(source, target)

    monkeypatch.setattr(Path, "replace", refuse)
    monkeypatch.setattr(os, "link", refuse_link)
    monkeypatch.setattr(files, "_RETRY_DELAYS", ())


def test_a_paper_open_in_word_is_skipped_and_the_rest_goes_on(desk: Desk) -> None:
    desk.run("generate")
    (desk.output / f"~${PLAN[2:]}").touch()
    desk.change_general(place="Tam Kỳ", year=2024)
    ran = desk.run("generate")
    assert ran.code == 1
    assert f"{PLAN}: chưa ghi được vì đang mở trong Word" in ran.out
    assert "năm 2024" in desk.text(FIRST)
    (desk.output / f"~${PLAN[2:]}").unlink()
    assert desk.run("generate").code == 0
    assert "năm 2024" in desk.text(PLAN)


def test_a_paper_that_windows_holds_is_skipped_and_the_rest_goes_on(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        fail_on(PLAN, PermissionError(errno.EACCES, "in use"), patch)
        ran = desk.run("generate")
    assert ran.code == 1
    assert f"{PLAN}: chưa ghi được vì đang mở trong Word" in ran.out
    assert PLAN not in desk.papers()
    assert FIRST in desk.papers()
    assert desk.run("generate").code == 0


def test_a_full_disk_leaves_whole_files_and_a_true_manifest(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.run("generate")
    before = desk.papers()
    desk.change_general(year=2024)
    with monkeypatch.context() as patch:
        fail_on(FIRST, OSError(errno.ENOSPC, "full"), patch)
        ran = desk.run("generate")
    assert ran.code == 1
    assert "Đĩa đã đầy" in ran.err
    assert "Đã ghi trọn vẹn 1 trên 5 văn bản." in ran.err
    assert desk.papers()[FIRST] == before[FIRST]
    assert desk.papers().keys() == before.keys(), "no half-written file is left"
    assert (desk.state("ke-hoach"), desk.state("thong-bao:HH")) == ("current", "changed")
    assert desk.run("generate").code == 0
    assert "năm 2024" in desk.text(FIRST)


def test_ctrl_c_leaves_whole_files_and_a_true_manifest(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        fail_on(FIRST, KeyboardInterrupt(), patch)  # type: ignore[arg-type]  # raised just the same
        ran = desk.run("generate")
    assert ran.code == 130
    assert "Đã dừng theo yêu cầu." in ran.err
    assert list(desk.papers()) == [PLAN]
    assert (desk.state("ke-hoach"), desk.state("thong-bao:HH")) == ("current", "new")


def test_what_a_killed_run_left_half_written_is_cleared(desk: Desk) -> None:
    desk.run("generate")
    memory = desk.root / "records" / "tam-ky-2023" / "ban-luu"
    memory.mkdir(parents=True, exist_ok=True)
    left = [folder / ".docgen-tmp-1-1" for folder in (desk.output, memory)]
    for path in left:
        path.write_bytes(b"half")
        desk.run("generate")
        assert not path.exists()


def test_two_runs_at_once_are_refused_kindly(desk: Desk) -> None:
    with files.Lock(desk.output / ".docgen"):
        ran = desk.run("generate")
    assert ran.code == 1
    assert "Một phiên docgen khác đang làm việc" in ran.err
    assert desk.run("generate").code == 0


def test_a_bug_is_logged_and_told_without_a_traceback(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Any) -> Any:
        raise ZeroDivisionError("bí mật")

    monkeypatch.setattr("docgen.verbs.check.scoring.rank", broken)
    ran = desk.run("generate")
    assert ran.code == 3
    assert "Traceback" not in ran.err
    assert "docgen gặp lỗi của chính chương trình" in ran.err
    (log,) = (desk.root / "output" / ".docgen" / "log").glob("*.txt")
    assert str(log) in ran.err
    assert "ZeroDivisionError: bí mật" in log.read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_written_is_told(desk: Desk) -> None:
    desk.output.parent.mkdir()
    desk.output.write_bytes(b"a file where the folder should be")
    ran = desk.run("generate")
    assert ran.code == 1
    assert "Không ghi được" in ran.err


LONG = "a" * 300
TYPED = (
    ("init", LONG),
    ("init", LONG, "--from", "tam-ky-2023.xlsx"),
    ("pdf", f"{LONG}.docx"),
    ("lint", f"{LONG}.docx"),
    ("lint", f"output/tam-ky-2023/{FIRST}", "--fix", f"{LONG}.docx"),
    ("compare", f"output/tam-ky-2023/{FIRST}", f"{LONG}.docx"),
    ("compare", f"output/tam-ky-2023/{FIRST}", f"output/tam-ky-2023/{PLAN}", "--out", LONG),
    ("register", "export", f"{LONG}.xlsx"),
    ("archive", "export", f"{LONG}.zip"),
    ("issue", "--list", f"{LONG}.xlsx"),
    ("issue", "--from", f"{LONG}.xlsx"),
    ("generate", "--out", LONG),
    ("archive", "add-folder", LONG),
)


def test_a_name_that_no_disk_can_hold_is_told_as_such_by_every_command(desk: Desk) -> None:
    desk.run("generate")
    before = sorted(desk.root.rglob("*"))
    for typed in TYPED:
        ran = desk.run(*typed)
        assert ran.code == 2, (typed[:-1], ran.err)
        assert "tên hoặc đường dẫn quá dài" in ran.err, (typed[:-1], ran.err)
        assert "«aaaaaa" in ran.err or f"/{LONG}»" in ran.err, (typed[:-1], ran.err)
    left = set(desk.root.rglob("*")) - set(before)
    assert not [path for path in left if "records" not in path.parts], left


def test_a_long_season_name_still_gives_a_folder(desk: Desk) -> None:
    desk.workbook.rename(desk.workbook.with_name(f"{'Đợt kiểm tra ' * 8}.xlsx"))
    assert desk.run("generate").code == 0
    (folder,) = (path for path in (desk.root / "output").iterdir() if not path.name.startswith("."))
    assert len(folder.name) <= 60
    assert os.fsencode(folder.name).isascii()
