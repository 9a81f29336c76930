"""No version that a person saved is ever lost: ``restore`` brings it back."""

from __future__ import annotations

from dataclasses import replace

from docgen.problem import Problem, Severity, Where
from tests.cli.desk import FIRST, KINDS, PLAN, Desk
from tests.render.word_file import docx, p

HERS = docx(p("Kế hoạch năm 2023"), p("Đức Hương"), p("Đoạn chị gõ thêm: ế ộ ư"))
LATER = docx(p("Kế hoạch năm 2023"), p("Đức Hương"), p("Bản sửa lần hai"))


def edit(desk: Desk, data: bytes, name: str = PLAN) -> None:
    """Save a file as Word does after an edit."""
    (desk.output / name).write_bytes(data)


def test_a_version_that_docgen_saw_outlives_the_whole_output_folder(desk: Desk) -> None:
    desk.run("generate")
    edit(desk, HERS)
    desk.run("generate")
    for path in sorted(desk.output.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    made = desk.run("generate").out
    assert f"{PLAN}: tệp không còn nên làm mới; bản đã sửa tay vẫn giữ: «docgen restore ke-hoach»." in made
    assert made.count("bản đã sửa tay vẫn giữ") == 1
    assert desk.state("ke-hoach") == "current"
    ran = desk.run("restore", "ke-hoach")
    assert ran.code == 0
    assert "Đã lấy lại bản 1" in ran.out
    assert desk.papers()[PLAN] == HERS
    assert desk.state("ke-hoach") == "edited"


def test_a_kept_version_that_was_damaged_is_kept_again_while_it_can_be(desk: Desk) -> None:
    desk.run("generate")
    edit(desk, HERS)
    desk.run("generate")
    for path in desk.workbook.with_suffix("").rglob("*.docx"):
        path.chmod(0o644)
        path.write_bytes(b"PK")
    desk.change_general(place="Tam Kỳ")
    desk.run("generate")
    assert desk.run("restore", "ke-hoach", "--copy", "1").code == 0
    assert desk.papers()[PLAN] == HERS


def test_versions_are_listed_and_any_of_them_can_be_had(desk: Desk) -> None:
    desk.run("generate")
    edit(desk, HERS)
    desk.run("generate")
    edit(desk, LATER)
    ran = desk.run("restore", PLAN, "--list")
    assert ran.out.count("bản sửa tay") == 1
    assert desk.papers()[PLAN] == LATER
    assert desk.run("restore", "ke-hoach", "--copy", "1").code == 0
    assert desk.papers()[PLAN] == HERS
    rows = desk.run("restore", "ke-hoach", "--list", "--json").json["versions"]
    assert [(row["version"], row["present"]) for row in rows] == [(1, True), (2, False)]
    desk.run("restore", "ke-hoach")
    assert desk.papers()[PLAN] == LATER, "what was in the file was kept before it was replaced"


def test_an_edit_in_a_paper_no_longer_asked_for_is_kept_too(desk: Desk) -> None:
    desk.run("generate")
    edit(desk, HERS, FIRST)
    plan, notice, final = KINDS
    desk.ask_for(plan, replace(notice, papers=lambda _: []), final)
    desk.run("generate")
    (desk.output / FIRST).unlink()
    assert desk.run("restore", "thong-bao:HH").code == 0
    assert desk.papers()[FIRST] == HERS


def test_nothing_kept_a_wrong_number_or_an_unknown_paper_is_told(desk: Desk) -> None:
    desk.run("generate")
    ran = desk.run("restore", "ke-hoach")
    assert (ran.code, "Chưa có bản sửa tay nào" in ran.err) == (1, True)
    edit(desk, HERS)
    desk.run("generate")
    assert "đang là bản duy nhất" in desk.run("restore", "ke-hoach").err
    ran = desk.run("restore", "ke-hoach", "--copy", "7")
    assert (ran.code, "Có các bản từ 1 đến 1" in ran.err) == (2, True)
    assert desk.run("restore", "giay-moi").code == 2
    ran = desk.run("restore", "thong-bao")
    assert (ran.code, "ghi rõ một văn bản" in ran.err) == (2, True)


def test_a_strangers_file_is_not_replaced(desk: Desk) -> None:
    desk.run("generate")
    edit(desk, HERS)
    desk.run("generate")
    (desk.output / ".docgen" / "manifest.json").unlink()
    edit(desk, b"a stranger's")
    ran = desk.run("restore", "ke-hoach")
    assert (ran.code, "không phải do docgen làm" in ran.err) == (1, True)
    assert desk.papers()[PLAN] == b"a stranger's"


def test_a_damaged_kept_version_is_told_and_nothing_is_written(desk: Desk) -> None:
    desk.run("generate")
    edit(desk, HERS)
    desk.run("generate")
    edit(desk, LATER)
    for path in (desk.workbook.parent / "tam-ky-2023" / "ban-luu").rglob("*.docx"):
        path.chmod(0o644)
        path.write_bytes(b"")
    ran = desk.run("restore", "ke-hoach", "--copy", "1")
    assert (ran.code, "không còn nguyên" in ran.err) == (1, True)
    assert desk.papers()[PLAN] == LATER


def test_a_file_open_in_word_is_not_replaced(desk: Desk) -> None:
    desk.run("generate")
    edit(desk, HERS)
    desk.run("generate")
    edit(desk, LATER)
    (desk.output / f"~${PLAN[2:]}").touch()
    ran = desk.run("restore", "ke-hoach")
    assert (ran.code, "đang mở trong Word" in ran.err) == (1, True)
    assert desk.papers()[PLAN] == LATER


def test_what_is_kept_can_be_had_while_the_workbook_has_errors(desk: Desk) -> None:
    desk.run("generate")
    edit(desk, HERS)
    desk.run("generate")
    (desk.output / PLAN).unlink()
    desk.problems.append(Problem("TEP-99", Severity.ERROR, Where(file="s.xlsx"), "Ô này sai."))
    assert desk.run("generate").code == 1
    assert desk.run("restore", "ke-hoach").code == 0
    assert desk.papers()[PLAN] == HERS
    ran = desk.run("restore", "thong-bao:XX")
    assert (ran.code, "TEP-99" in ran.err + ran.out) == (1, True)


def test_a_file_whose_bytes_nobody_kept_is_not_replaced_without_a_manifest(desk: Desk) -> None:
    desk.run("generate")
    edit(desk, HERS, FIRST)
    plan, notice, final = KINDS
    desk.ask_for(plan, replace(notice, papers=lambda _: []), final)
    desk.run("generate")
    edit(desk, LATER, FIRST)
    (desk.output / ".docgen" / "manifest.json").unlink()
    assert desk.run("restore", "thong-bao:HH").code == 1
    assert desk.papers()[FIRST] == LATER
