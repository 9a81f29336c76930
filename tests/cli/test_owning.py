"""A memory belongs to one workbook: saved under another name, folded to one name, or exactly named."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from docgen import workbook
from tests.cli.desk import PLAN, Desk
from tests.factory import changed

LONG = "Kiểm tra đánh giá công tác Mặt trận các xã phường trên địa bàn thành phố năm {}"


def save_as(desk: Desk, name: str, *, move: bool = False) -> Path:
    """Save the workbook under another name, as Excel does; ``move``: and take the old one away."""
    path = desk.workbook.with_name(name)
    shutil.copy(desk.workbook, path)
    if move:
        desk.workbook.unlink()
    return path


@pytest.mark.parametrize("move", [False, True])
def test_a_workbook_saved_under_another_name_is_asked_about_and_nothing_is_made(
    desk: Desk, *, move: bool
) -> None:
    desk.run("generate")
    save_as(desk, "tam-ky-2023-v2.xlsx", move=move)
    for command in (("check",), ("generate",), ("status",), ("register",), ("verify",)):
        ran = desk.run(*command, "tam-ky-2023-v2")
        assert ran.code == 1, command
        assert "bộ nhớ «tam-ky-2023» của sổ «tam-ky-2023.xlsx»" in ran.err
        assert "docgen adopt" in ran.err
    assert not (desk.root / "output" / "tam-ky-2023-v2").exists()
    assert not (desk.workbook.parent / "tam-ky-2023-v2").exists()


def test_the_memory_is_taken_over_with_everything_in_it(desk: Desk) -> None:
    desk.run("generate")
    save_as(desk, "tam-ky-2023-v2.xlsx", move=True)
    ran = desk.run("adopt", "tam-ky-2023-v2", "--memory", "tam-ky-2023")
    assert (ran.code, "records/tam-ky-2023" in ran.out) == (0, True), ran.err
    assert desk.run("generate", "--json").json["folder"] == str(desk.output)
    assert desk.state("ke-hoach") == "current"
    assert desk.run("verify").code == 0


def test_the_old_workbook_has_no_memory_any_more_once_another_took_it(desk: Desk) -> None:
    desk.run("generate")
    save_as(desk, "tam-ky-2023-v2.xlsx")
    ran = desk.run("adopt", "tam-ky-2023-v2", "--memory", "tam-ky-2023")
    assert "Sổ tam-ky-2023.xlsx không còn dùng bộ nhớ này" in ran.out
    assert desk.run("generate", "tam-ky-2023-v2").code == 0
    refused = desk.run("generate", "tam-ky-2023")
    assert (refused.code, "mỗi bộ nhớ chỉ của một sổ" in refused.err) == (1, True)


def test_a_workbook_that_is_another_season_gets_a_memory_of_its_own(desk: Desk) -> None:
    desk.run("generate")
    save_as(desk, "nhap-thu.xlsx")
    assert desk.run("adopt", "nhap-thu", "--new").code == 0
    assert desk.run("generate", "nhap-thu").code == 0
    assert (desk.root / "output" / "nhap-thu" / PLAN).exists()
    assert desk.run("generate", "tam-ky-2023").code == 0, "and the first keeps its own"


def test_a_season_of_another_year_is_not_asked_about(desk: Desk) -> None:
    desk.fill_workbook()
    desk.run("generate")
    season = desk.season.model_copy(update={"general": changed(desk.season.general, year=2024)})
    desk.workbook.with_name("tam-ky-2024.xlsx").write_bytes(workbook.write_season(season))
    assert "bộ nhớ" not in desk.run("check", "tam-ky-2024").err


def test_the_first_workbook_of_a_workspace_is_never_asked_about(desk: Desk) -> None:
    assert desk.run("check").code == 0
    assert desk.run("generate").code == 0
    owner = desk.workbook.parent / "tam-ky-2023" / "so-cua-dot.txt"
    assert owner.read_text(encoding="utf-8-sig").strip() == "tam-ky-2023.xlsx"


def test_a_memory_from_before_belongs_to_the_workbook_of_its_name(desk: Desk) -> None:
    desk.run("generate")
    (desk.workbook.parent / "tam-ky-2023" / "so-cua-dot.txt").unlink()
    assert desk.run("status").code == 0
    save_as(desk, "khac.xlsx")
    assert "của sổ «tam-ky-2023.xlsx»" in desk.run("status", "khac").err


def test_names_that_fold_to_one_share_no_memory(desk: Desk) -> None:
    one, other = (save_as(desk, f"{LONG.format(year)}.xlsx") for year in (2023, 2024))
    desk.workbook.unlink()
    assert desk.run("generate", one.stem).code == 0
    refused = desk.run("generate", other.stem)
    assert (refused.code, "mỗi bộ nhớ chỉ của một sổ" in refused.err) == (1, True)
    assert one.name in refused.err
    assert desk.run("adopt", other.stem, "--new").code == 1
    assert desk.run("generate", one.stem).code == 0


def test_two_such_workbooks_and_a_memory_from_before_are_asked_about(desk: Desk) -> None:
    one = save_as(desk, f"{LONG.format(2023)}.xlsx")
    desk.workbook.unlink()
    assert desk.run("generate").code == 0
    (memory,) = [path for path in one.parent.iterdir() if path.is_dir()]
    (memory / "so-cua-dot.txt").unlink()
    other = one.with_name(f"{LONG.format(2024)}.xlsx")
    shutil.copy(one, other)
    assert [desk.run("status", name).code for name in (one.stem, other.stem)] == [1, 1]
    assert desk.run("adopt", one.stem, "--memory", memory.name).code == 0
    assert [desk.run("status", name).code for name in (one.stem, other.stem)] == [0, 1]


def test_an_exact_name_wins_over_one_that_is_like_it(desk: Desk) -> None:
    save_as(desk, "Tam Kỳ 2023.xlsx")
    assert desk.run("check", "tam-ky-2023").code == 0
    assert "Sổ Tam Kỳ 2023.xlsx" in desk.run("check", "Tam Kỳ 2023").out
    ran = desk.run("check", "TAM KY 2023")
    assert (ran.code, "có thể là 2 sổ: Tam Kỳ 2023, tam-ky-2023" in ran.err) == (2, True)


def test_what_adopt_cannot_do_is_said(desk: Desk) -> None:
    desk.run("generate")
    save_as(desk, "v2.xlsx")
    assert desk.run("adopt", "v2").code == 2
    assert desk.run("adopt", "v2", "--new", "--memory", "tam-ky-2023").code == 2
    ran = desk.run("adopt", "v2", "--memory", "tam-ki-2023")
    assert (ran.code, "tam-ky-2023" in ran.err) == (2, True)
    assert desk.run("adopt", "v2", "--new").code == 0
    ran = desk.run("adopt", "v2", "--memory", "tam-ky-2023")
    assert (ran.code, "đã có bộ nhớ «v2»" in ran.err) == (2, True)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may look anywhere")
def test_a_folder_that_may_not_be_looked_into_is_passed_over(desk: Desk) -> None:
    closed = desk.workbook.parent / "System Volume Information"
    closed.mkdir(mode=0)
    assert desk.run("check").code == 0


def test_a_workbook_taken_out_of_the_records_does_not_begin_afresh(desk: Desk) -> None:
    desk.run("generate")
    desk.workbook.rename(desk.root / "khác.xlsx")
    ran = desk.run("generate", "khác.xlsx")
    assert (ran.code, "nằm ngoài thư mục records" in ran.err) == (1, True)
    assert not (desk.root / "khac").exists()


def test_a_memory_that_is_gone_is_said_in_one_line_and_nothing_is_made(desk: Desk) -> None:
    desk.run("generate")
    shutil.rmtree(desk.workbook.parent / "tam-ky-2023")
    for command in (("generate",), ("verify",), ("issue", "ke-hoach"), ("status",)):
        ran = desk.run(*command)
        assert (ran.code, "Mất cả bộ nhớ của đợt" in ran.err) == (1, True), command
    assert desk.run("adopt", "tam-ky-2023", "--new").code == 0
    assert desk.run("generate").code == 0
