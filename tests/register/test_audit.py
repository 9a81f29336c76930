"""``docgen verify``: everything under ``records`` that must not be lost, in one command."""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from docgen.archive import Archive, Expected, KnownHead, seal
from docgen.archive import verify as verify_archive
from docgen.register import Book, plain
from tests.archive.making import ACT, INFO, intake, sealed_bag
from tests.cli.desk import PLAN, Desk, Ran
from tests.register.books import intruder
from tests.register.test_issue import codes, edit, issue, numbers

BOOK = ("so-dang-ky.db", "so-dang-ky.txt")


def memory(desk: Desk) -> Path:
    return desk.workbook.parent / "tam-ky-2023"


def verify(desk: Desk, *arguments: str) -> Ran:
    return desk.run("verify", "--json", *arguments)


def of(ran: Ran, part: str) -> dict[str, object]:
    (found,) = [item for item in ran.json["parts"] if item["name"] == part]
    return dict(found)


_MADE: dict[Path, bytes] = {}
"""What a desk's office holds, made once for all tests."""


@pytest.fixture
def office(desk: Desk) -> Desk:
    """Give a desk with an edited plan that is issued, two notices, and a correction that was withdrawn."""
    if not _MADE:
        _make(desk)
        files = [path for path in desk.root.rglob("*") if path.is_file()]
        _MADE.update({path.relative_to(desk.root): path.read_bytes() for path in files})
    for path, data in _MADE.items():
        (desk.root / path).parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(PermissionError):  # read-only, and there already
            (desk.root / path).write_bytes(data)
    return desk


def _make(desk: Desk) -> None:
    desk.run("generate")
    edit(desk, PLAN, "Ký:", "Người ký:")
    assert issue(desk).code == 0
    assert issue(desk, "thong-bao:HH", "61", "30/10/2023").code == 0
    store = memory(desk) / "van-ban-sua-doi.jsonl"
    store.write_text('{"act": "withdrawn", "id": "x", "reason": "", "at": "", "who": ""}\n', encoding="utf-8")
    assert issue(desk, "thong-bao:QL", "62", "30/10/2023").code == 0


def test_a_season_as_docgen_left_it_is_sound_and_nothing_is_written(office: Desk) -> None:
    before = {path: path.read_bytes() for path in memory(office).rglob("*") if path.is_file()}
    ran = verify(office)
    assert (ran.code, ran.json["problems"], ran.json["sound"]) == (0, [], True)
    assert {part["name"] for part in ran.json["parts"] if part["sound"]} == {
        "Sổ đăng ký",
        "Nhật ký",
        "Danh sách văn bản sửa đổi",
        "Các bản đã giữ",
        "Số liệu đã giữ",
        "Hồ sơ lưu",
    }
    assert {path: path.read_bytes() for path in memory(office).rglob("*") if path.is_file()} == before
    assert "Sổ đăng ký: 3 số, 3 việc; không thấy gì sai." in office.run("verify").out


def test_a_season_of_which_nothing_was_made_is_sound(desk: Desk) -> None:
    assert (verify(desk).code, memory(desk).exists()) == (0, False)


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.chmod(0o644)
    path.write_bytes(data)


def _cut(path: Path) -> None:
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))


def _lose(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).unlink()


def _one(folder: Path, suffix: str) -> Path:
    return min(folder.rglob(f"*{suffix}"))


DAMAGE: dict[str, tuple[Callable[[Path], object], str]] = {
    "a byte of the journal": (lambda of: _flip(of / "nhat-ky.jsonl"), "NK-03"),
    "the last line of the journal": (lambda of: _cut(of / "nhat-ky.jsonl"), "NK-02"),
    "the whole journal": (lambda of: (of / "nhat-ky.jsonl").unlink(), "NK-01"),
    "the journal and the memory of its end": (
        lambda of: _lose(of, "nhat-ky.jsonl", "ma-cuoi.json"),
        "NK-01",
    ),
    "a byte of what was asked for": (lambda of: _flip(of / "van-ban-sua-doi.jsonl"), "NK-03"),
    "the last line of what was asked for": (lambda of: _cut(of / "van-ban-sua-doi.jsonl"), "NK-02"),
    "all that was asked for": (lambda of: (of / "van-ban-sua-doi.jsonl").unlink(), "NK-01"),
    "a byte of a version": (lambda of: _flip(_one(of / "ban-luu", ".docx")), "KHO-01"),
    "a byte of what a version was made from": (lambda of: _flip(_one(of / "ban-luu", ".json")), "KHO-01"),
    "a byte of a snapshot": (lambda of: _flip(_one(of / "so-lieu", ".json")), "KHO-04"),
    "all snapshots": (lambda of: shutil.rmtree(of / "so-lieu"), "KHO-05"),
    "the register": (lambda of: (of / "so-dang-ky.db").unlink(), "SDK-01"),
}


@pytest.mark.parametrize("case", DAMAGE)
def test_every_damage_is_told_with_what_to_do(office: Desk, case: str) -> None:
    damage, code = DAMAGE[case]
    damage(memory(office))
    ran = verify(office)
    assert (ran.code, code in codes(ran)) == (1, True), ran.out
    assert all(problem["remedy"] for problem in ran.json["problems"])
    assert "CÓ CHỖ SAI" in office.run("verify").out


def test_a_lost_version_of_an_edit_is_told_with_its_paper(office: Desk) -> None:
    events = [json.loads(line) for line in (memory(office) / "nhat-ky.jsonl").read_text("utf-8").splitlines()]
    (edited,) = {event["sha256"] for event in events if event["event"] == "edited"}
    (memory(office) / "ban-luu" / edited[:2] / f"{edited}.docx").unlink()
    (problem,) = verify(office).json["problems"]
    assert (problem["code"], "Kế hoạch" in problem["message"]) == ("KHO-02", True)


def test_a_stranger_among_the_versions_is_only_a_warning(office: Desk) -> None:
    (memory(office) / "ban-luu" / "ghi chú.docx").write_bytes(b"x")
    ran = verify(office)
    assert (ran.code, codes(ran)) == (0, {"KHO-03"})


def test_a_journal_from_before_there_was_a_chain_goes_on_working(office: Desk) -> None:
    path = memory(office) / "nhat-ky.jsonl"
    old = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    for line in old:
        del line["previous"]
    path.write_text("".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in old), encoding="utf-8")
    (memory(office) / "ma-cuoi.json").unlink()
    assert verify(office).code == 0
    assert issue(office, "thong-bao:AX", "63", "30/10/2023").code == 0
    assert verify(office).code == 0
    _cut(path)
    assert codes(verify(office)) == {"NK-02"}


# --- the register put back from an older copy ---------------------------------------------------


def put_back(desk: Desk, copy: Path, *, then: Callable[[], object]) -> None:
    """Copy the register, let something happen, and put the copy back."""
    shutil.copytree(memory(desk), copy)
    then()
    for name in BOOK:
        shutil.copy(copy / name, memory(desk) / name)


def test_a_register_older_than_the_journal_is_told_and_gives_no_number(office: Desk, tmp_path: Path) -> None:
    put_back(office, tmp_path / "bản sao", then=lambda: issue(office, "thong-bao:AX", "63", "30/10/2023"))
    ran = verify(office)
    assert (ran.code, codes(ran)) == (1, {"SDK-13"})
    assert "số 63/TB-MTTQ-BTT ngày 30/10/2023" in ran.json["problems"][0]["message"]
    assert codes(office.run("register", "verify", "--json")) == {"SDK-13"}
    refused = issue(office, "thong-bao:ĐT", "63", "31/10/2023")
    assert (refused.code, "bản cũ" in refused.err) == (1, True)
    assert office.run("generate").code == 1
    added = ("--kind", "CV", "--number", "312", "--date", "03/10/2023", "--subject", "V/v x")
    assert office.run("register", "add", *added).code == 1


def test_a_register_from_before_a_number_was_cancelled_is_told(office: Desk, tmp_path: Path) -> None:
    def cancel() -> None:
        assert office.run("issue", "thong-bao:QL", "--cancel", "--reason", "in hỏng").code == 0

    put_back(office, tmp_path / "bản sao", then=cancel)
    (problem,) = verify(office).json["problems"]
    assert problem["code"] == "SDK-13"
    assert "việc hủy số 62/TB-MTTQ-BTT" in problem["message"]


def test_the_same_copy_put_back_changes_nothing(office: Desk, tmp_path: Path) -> None:
    put_back(office, tmp_path / "bản sao", then=lambda: None)
    assert verify(office).code == 0
    assert numbers(office) == ["87/KH-MTTQ-BTT", "61/TB-MTTQ-BTT", "62/TB-MTTQ-BTT"]


# --- codes that were printed --------------------------------------------------------------------


def test_a_code_of_any_book_is_found_in_it_and_missed_where_the_book_is_gone(office: Desk) -> None:
    heads = [part["head"] for part in verify(office).json["parts"] if part["head"]]
    assert len(heads) == 3
    for head in heads:
        assert verify(office, "--head", f"{head[:8]} {head[8:20]}").code == 0
    assert issue(office, "thong-bao:AX", "63", "30/10/2023").code == 0
    for head in heads:
        assert verify(office, "--head", head).code == 0, "a code of an earlier day is still in the book"
    assert codes(verify(office, "--head", "f" * 16)) == {"MA-01"}
    assert codes(verify(office, "--head", heads[0][:7])) == {"MA-01"}
    for path in memory(office).iterdir():
        if path.name != "so-cua-dot.txt":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for head in heads:
        assert codes(verify(office, "--head", head)) >= {"MA-01"}


def test_a_code_of_a_register_or_an_archive_that_is_lost_is_an_error(desk: Desk) -> None:
    for room in ("register", "archive"):
        ran = desk.run(room, "verify", "--head", "f" * 16)
        assert (ran.code, "ffffffffffffffff" in ran.out) == (1, True), ran.out


# --- the archive's own lines --------------------------------------------------------------------


def test_a_line_of_the_archive_is_held_to_its_exact_bytes(tmp_path: Path) -> None:
    archive, bag = sealed_bag(tmp_path)
    path = bag.folder / "lich-su.jsonl"
    path.chmod(0o644)
    path.write_bytes(path.read_bytes().replace(b'"who":', b'"who":"ai","who":', 1))
    found = verify_archive(archive, Expected(anchors=[KnownHead(bag.history.head)]))
    assert "LT-57" in {problem.code for problem in found.problems}


def test_an_archive_knows_numbers_that_a_register_has_lost(office: Desk) -> None:
    (row,) = [row for row in Book(memory(office), "tam-ky-2023").read().rows if row.sign == "61/TB-MTTQ-BTT"]
    given = intake("AP", "61")
    given = replace(given, paper=replace(given.paper, row=plain(row)))
    seal(Archive(memory(office) / "luu-tru"), None, [given], INFO, ACT, "docgen")
    assert "SDK-13" not in codes(verify(office))
    for name in (*BOOK, "nhat-ky.jsonl"):
        (memory(office) / name).unlink()
    (told,) = [problem for problem in verify(office).json["problems"] if problem["code"] == "SDK-01"]
    assert "số 61/TB-MTTQ-BTT ngày 30/10/2023" in told["message"]


# --- a register that is made again --------------------------------------------------------------


def rows(desk: Desk) -> list[dict[str, object]]:
    found: list[dict[str, object]] = desk.run("register", "--json").json["rows"]
    return found


def lose(desk: Desk) -> None:
    for name in BOOK:
        (memory(desk) / name).unlink()


def test_a_lost_register_is_made_again_in_a_new_place_and_used_when_asked(office: Desk) -> None:
    before = rows(office)
    lose(office)
    ran = office.run("register", "rebuild", "--json")
    assert (ran.code, ran.json["numbers"], ran.json["kept"]) == (0, 3, 0)
    assert ran.json["taken_back"][0]["number"] == "87/KH-MTTQ-BTT ngày 29/09/2023"
    assert ran.json["taken_back"][0]["unknown"] == "số bản", "what the paper says is read from it"
    assert office.run("register").code == 1, "until it is asked for, nothing is in force"
    assert office.run("register", "rebuild", "--use").code == 0
    assert rows(office) == before
    assert verify(office).code == 0
    assert office.state("ke-hoach") == "issued"
    assert issue(office, "thong-bao:AX", "63", "31/10/2023").code == 0
    assert not (memory(office) / "so-dang-ky-dung-lai").exists()


def test_a_register_that_is_an_older_copy_keeps_what_it_knows_and_gets_the_rest(
    office: Desk, tmp_path: Path
) -> None:
    def later() -> None:
        assert issue(office, "thong-bao:AX", "63", "30/10/2023").code == 0
        assert office.run("issue", "thong-bao:QL", "--cancel", "--reason", "in hỏng").code == 0

    head = office.run("register", "--json").json["head"]
    put_back(office, tmp_path / "bản sao", then=later)
    made = office.run("register", "rebuild", "--json").json
    assert (made["numbers"], made["kept"]) == (4, 3)
    assert office.run("register", "rebuild", "--use").code == 0
    assert numbers(office) == ["87/KH-MTTQ-BTT", "61/TB-MTTQ-BTT", "(62/TB-MTTQ-BTT)", "63/TB-MTTQ-BTT"]
    assert verify(office, "--head", head).code == 0, "what was left is in it, hash for hash"
    assert (memory(office) / "so-dang-ky-cu-1" / "so-dang-ky.db").exists()


def test_what_was_sealed_is_known_to_the_last_word(office: Desk) -> None:
    (row,) = [row for row in Book(memory(office), "tam-ky-2023").read().rows if row.sign == "61/TB-MTTQ-BTT"]
    given = intake("AP", "61")
    given = replace(given, paper=replace(given.paper, row=plain(row)))
    seal(Archive(memory(office) / "luu-tru"), None, [given], INFO, ACT, "docgen")
    (before,) = [item for item in rows(office) if item["sign"] == "61/TB-MTTQ-BTT"]
    lose(office)
    office.run("register", "rebuild")
    assert office.run("register", "rebuild", "--use").code == 0
    (after,) = [item for item in rows(office) if item["sign"] == "61/TB-MTTQ-BTT"]
    assert before | {"id": 0} == after | {"id": 0}


def test_a_register_that_lacks_nothing_is_not_made_again(office: Desk) -> None:
    ran = office.run("register", "rebuild")
    assert (ran.code, "Không có gì để dựng lại" in ran.err) == (1, True)
    assert office.run("register", "rebuild", "--use").code == 2


def test_a_forged_register_is_not_taken_for_what_is_left_of_one(office: Desk) -> None:
    with intruder(Book(memory(office), "tam-ky-2023")) as connection:
        connection.execute("UPDATE so_van_ban SET subject = 'khác' WHERE id = 1")
        connection.execute("DELETE FROM lich_su WHERE seq = 3")
        connection.execute("DELETE FROM so_van_ban WHERE id = 3")
    made = office.run("register", "rebuild", "--json").json
    assert (made["numbers"], made["kept"]) == (3, 0)


def test_a_run_that_was_ended_while_it_exchanged_the_registers_is_made_good(office: Desk) -> None:
    lose(office)
    office.run("register", "rebuild")
    (memory(office) / "so-dang-ky.txt").write_bytes(b"half way")
    assert office.run("register", "rebuild", "--use").code == 0
    assert verify(office).json["problems"] == []
    assert (memory(office) / "so-dang-ky-cu-1" / "so-dang-ky.txt").read_bytes() == b"half way"


def test_a_number_with_a_letter_comes_back_with_it(office: Desk) -> None:
    assert issue(office, "thong-bao:AX", "61A", "30/10/2023", "--reason", "quên vào sổ").code == 0
    before = rows(office)
    lose(office)
    office.run("register", "rebuild")
    assert office.run("register", "rebuild", "--use").code == 0
    assert (rows(office), verify(office).code) == (before, 0)
