"""The register on disk: the database itself refuses what must not be."""

from __future__ import annotations

import multiprocessing
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from docgen.ledger import Act
from docgen.problem import Stop
from docgen.register import Book, Contents, verify
from docgen.register import book as module
from docgen.register.entry import FACTS
from docgen.register.place import Lying, Storage
from docgen.register.schema import schema
from tests.register.books import ACT, book, give, intruder, row, signs


def test_an_absent_register_is_empty_and_reading_makes_nothing(tmp_path: Path) -> None:
    made = Book(tmp_path / "tam-ky-2023", "tam-ky-2023")
    assert made.read() == Contents()
    assert list(tmp_path.iterdir()) == []


def test_what_was_written_is_read_again_with_its_history(tmp_path: Path) -> None:
    rows = [
        row(
            61,
            paper="thong-bao:AP",
            docx="a" * 64,
            recipients="Đảng ủy phường An Phú; Đoàn kiểm tra",
            copies=5,
        ),
        row(62, paper="thong-bao:HH", note="Gửi hỏa tốc"),
    ]
    made = book(tmp_path)
    after = made.give(Act(ACT.at, ACT.who, "Ban Thường trực đã ký"), rows, seen=Contents())
    assert made.read() == after
    assert [replace(found, id=0) for found in after.rows] == rows
    assert [(entry.seq, entry.who, entry.act, entry.why) for entry in after.history] == [
        (1, "chị Đào", "cap-so", "Ban Thường trực đã ký"),
        (2, "chị Đào", "cap-so", "Ban Thường trực đã ký"),
    ]


def test_several_numbers_are_given_together_or_not_at_all(tmp_path: Path) -> None:
    made = book(tmp_path, row(61))
    before = made.read()
    with pytest.raises(Stop, match="đã có"):
        give(made, row(62), row(63), row(61))
    assert made.read() == before


def test_a_cancelled_number_stays_and_is_never_used_again(tmp_path: Path) -> None:
    made = book(tmp_path, row(61, paper="thong-bao:AP"))
    seen = made.read()
    after = made.cancel(Act(ACT.at, ACT.who, "In nhầm giấy"), seen.rows[0], seen=seen)
    assert signs(after) == ["(61/TB-MTTQ-BTT)"]
    assert (after.history[-1].act, after.history[-1].why) == ("huy-so", "In nhầm giấy")
    with pytest.raises(Stop, match="đã có"):
        give(made, row(61, paper="thong-bao:AP"))
    assert signs(give(made, row(62, paper="thong-bao:AP"))) == ["(61/TB-MTTQ-BTT)", "62/TB-MTTQ-BTT"]


def test_a_paper_has_one_number_at_a_time(tmp_path: Path) -> None:
    made = book(tmp_path, row(61, paper="thong-bao:AP"))
    with pytest.raises(Stop, match="đã có"):
        give(made, row(62, paper="thong-bao:AP"))


def test_the_same_number_may_stand_in_another_series_and_in_another_year(tmp_path: Path) -> None:
    made = book(tmp_path, row(1), row(1, series="KH", symbol="KH-MTTQ-BTT", kind="KH"))
    assert len(give(made, row(1, "2024-01-03")).rows) == 3


def test_a_number_with_its_symbol_is_given_once_whatever_the_series_is_called(tmp_path: Path) -> None:
    made = book(tmp_path, row(61))
    with pytest.raises(Stop, match="đã có"):
        give(made, row(61, series="chung"))


def test_a_correction_is_linked_both_ways_until_it_is_cancelled(tmp_path: Path) -> None:
    made = book(tmp_path, row(65))
    seen = give(made, row(80, "2023-11-20", replaces=1, relation="thay-the"))
    assert (seen.rows[0].replaced_by, seen.rows[1].replaces) == ((2,), 1)
    after = made.cancel(Act(ACT.at, ACT.who, "nhầm"), seen.rows[1], seen=seen)
    assert after.rows[0].replaced_by == ()


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM so_van_ban",
        "DELETE FROM lich_su",
        "UPDATE lich_su SET why = 'khác'",
        "UPDATE so_van_ban SET number = 99",
        "UPDATE so_van_ban SET date = '2023-11-01'",
        "UPDATE so_van_ban SET subject = 'khác'",
        "UPDATE so_van_ban SET docx = ''",
        "UPDATE so_van_ban SET cancelled = 0",
        "UPDATE so_van_ban SET year = 2024",
        "INSERT INTO lich_su SELECT 9, at, who, act, why, what, hash, printf('%064d', 9) FROM lich_su",
        "INSERT INTO lich_su SELECT 2, at, who, act, why, what, previous, printf('%064d', 9) FROM lich_su",
        "INSERT OR REPLACE INTO lich_su SELECT 1, at, who, act, why, what, previous, hash FROM lich_su",
        "UPDATE so_van_ban SET rowid = 9",
        "INSERT OR REPLACE INTO lich_su SELECT 2, at, who, act, why, what, hash, hash FROM lich_su",
        "INSERT OR REPLACE INTO so_van_ban SELECT * FROM so_van_ban",
        f"INSERT OR REPLACE INTO so_van_ban SELECT 9, {', '.join(FACTS)}, cancelled FROM so_van_ban",  # noqa: S608 - our own names
        f"INSERT INTO so_van_ban SELECT 2, {', '.join(FACTS)}, cancelled FROM so_van_ban",  # noqa: S608 - our own names
    ],
)
def test_the_database_itself_refuses_to_forget_or_to_change(tmp_path: Path, statement: str) -> None:
    made = book(tmp_path, row(61))
    before = made.read()
    other = sqlite3.connect(made.path, isolation_level=None)
    with closing(other), pytest.raises(sqlite3.IntegrityError):
        other.execute(statement)
    assert made.read() == before


@pytest.mark.parametrize(
    "wrong",
    [
        {"number": 0},
        {"year": 2024},  # the day is of 2023
        {"series": ""},
        {"replaces": 5, "relation": "thay-the"},  # no such row yet
        {"replaces": 0, "relation": "thay-the"},
        {"docx": "abc"},
        {"copies": -1},
    ],
)
def test_the_database_itself_refuses_what_cannot_be(tmp_path: Path, wrong: dict[str, Any]) -> None:
    made = book(tmp_path, row(61))
    with pytest.raises(Stop):
        give(made, replace(row(62), **wrong))
    assert signs(made.read()) == ["61/TB-MTTQ-BTT"]


def test_every_commit_reaches_the_disk_and_a_local_disk_has_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoken = _listen(monkeypatch)
    made = book(tmp_path, row(61))
    assert "PRAGMA synchronous = FULL" in spoken
    assert _journal(made) == "wal"


@pytest.mark.parametrize("storage", [Storage.NETWORK, Storage.SYNCED])
def test_elsewhere_the_register_is_one_file_with_a_rollback_journal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, storage: Storage
) -> None:
    made = book(tmp_path, row(61))
    monkeypatch.setattr(module, "look_at", lambda *_: Lying(storage, "ổ mạng"))
    give(made, row(62))
    assert _journal(made) == "delete"


def _journal(made: Book) -> str:
    with closing(sqlite3.connect(made.path)) as connection:
        return str(connection.execute("PRAGMA journal_mode").fetchone()[0])


def _listen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    spoken: list[str] = []
    connect = sqlite3.connect

    def traced(*arguments: Any, **named: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*arguments, **named)
        connection.set_trace_callback(spoken.append)
        return connection

    monkeypatch.setattr(sqlite3, "connect", traced)
    return spoken


# --- trouble ------------------------------------------------------------------------------------


def test_whoever_finds_another_writing_waits_and_is_then_told(tmp_path: Path) -> None:
    made = book(tmp_path, row(61))
    with closing(sqlite3.connect(made.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Stop, match="người khác đang ghi"):
            give(made, row(62))
        other.execute("ROLLBACK")
    assert signs(give(made, row(62))) == ["61/TB-MTTQ-BTT", "62/TB-MTTQ-BTT"]


def test_whoever_judged_by_an_older_state_is_told_and_writes_nothing(tmp_path: Path) -> None:
    made = book(tmp_path, row(61))
    old = made.read()
    give(made, row(62))
    with pytest.raises(Stop, match="Vừa có người khác ghi"):
        made.give(ACT, [row(63)], seen=old)
    assert signs(made.read()) == ["61/TB-MTTQ-BTT", "62/TB-MTTQ-BTT"]


def test_a_full_disk_leaves_the_register_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = book(tmp_path, row(61))
    before = made.read()
    connect = sqlite3.connect

    def small(*arguments: Any, **named: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*arguments, **named)
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")
        return connection

    with monkeypatch.context() as disk:
        disk.setattr(sqlite3, "connect", small)
        with pytest.raises(Stop, match="Đĩa đã đầy"):
            give(made, *(row(number, note="dài " * 500) for number in range(62, 80)))
    assert made.read() == before
    assert len(give(made, row(62)).rows) == 2


def test_a_register_that_may_not_be_written_is_read_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = book(tmp_path, row(61))
    connect = sqlite3.connect

    def reading_only(path: str, **named: Any) -> sqlite3.Connection:
        way = path.replace("mode=rwc", "mode=ro").replace("mode=rw", "mode=ro")
        connection: sqlite3.Connection = connect(way, **named)
        return connection

    monkeypatch.setattr(sqlite3, "connect", reading_only)
    assert signs(made.read()) == ["61/TB-MTTQ-BTT"]
    with pytest.raises(Stop, match="chỉ cho đọc"):
        give(made, row(62))


def test_a_folder_that_is_a_file_is_told_kindly(tmp_path: Path) -> None:
    (tmp_path / "records").write_text("", encoding="utf-8")
    with pytest.raises(Stop, match="Không ghi được thư mục"):
        give(Book(tmp_path / "records" / "tam-ky", "tam-ky"), row(61))


@pytest.mark.parametrize(
    "damage", [b"", b"PK\x03\x04 not a database", b"SQLite format 3\x00" + b"\xff" * 5000]
)
def test_a_damaged_register_stops_everything(tmp_path: Path, damage: bytes) -> None:
    made = book(tmp_path, row(61))
    made.path.write_bytes(damage)
    with pytest.raises(Stop, match=r"so-dang-ky\.db"):
        made.read()


def test_a_deleted_register_is_not_an_empty_one(tmp_path: Path) -> None:
    made = book(tmp_path, row(61))
    made.path.unlink()
    with pytest.raises(Stop, match="bản chữ"):
        made.read()
    with pytest.raises(Stop, match="bản chữ"):
        give(made, row(61))


def _give_in_turn(folder: str, first: int) -> None:
    made = Book(Path(folder), "tam-ky-2023", patience=20.0)
    given = 0
    while given < 5:
        try:
            made.give(ACT, [row(first + given)], seen=made.read())
        except Stop as stop:
            if "Vừa có người khác ghi" not in stop.message:
                raise
        else:
            given += 1


def test_two_at_once_lose_nothing_and_give_nothing_twice(tmp_path: Path) -> None:
    made = book(tmp_path, row(1))
    context = multiprocessing.get_context("fork")
    people = [context.Process(target=_give_in_turn, args=(str(tmp_path), first)) for first in (100, 200)]
    for person in people:
        person.start()
    for person in people:
        person.join(30)
    assert [person.exitcode for person in people] == [0, 0]
    numbers = sorted(found.number for found in made.read().rows)
    assert numbers == [1, *range(100, 105), *range(200, 205)]


@pytest.mark.parametrize("bare", ["nothing", "a header"])
def test_a_run_that_was_ended_while_it_made_the_register_leaves_none(tmp_path: Path, bare: str) -> None:
    made = Book(tmp_path, "tam-ky-2023")
    made.path.touch()
    if bare == "a header":
        with closing(sqlite3.connect(made.path)) as other:
            other.execute("PRAGMA journal_mode = WAL")
        assert made.path.stat().st_size
    assert made.read() == Contents()
    assert signs(give(made, row(61))) == ["61/TB-MTTQ-BTT"]


def test_a_register_that_was_emptied_is_not_taken_for_a_new_one(tmp_path: Path) -> None:
    made = book(tmp_path, row(61))
    made.path.write_bytes(b"")
    with pytest.raises(Stop, match="bản chữ"):
        made.read()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE lich_su SET who = 'người lạ'",
        "UPDATE so_van_ban SET subject = 'khác'",
        "UPDATE so_van_ban SET cancelled = 1",
    ],
)
def test_nothing_is_written_into_a_register_that_somebody_changed(tmp_path: Path, statement: str) -> None:
    made = book(tmp_path, row(61))
    with intruder(made) as connection:
        connection.execute(statement)
    with pytest.raises(Stop, match="chưa ghi thêm gì"):
        give(made, row(62))
    assert len(made.read().rows) == 1


def test_nothing_is_written_while_the_text_says_something_else(tmp_path: Path) -> None:
    made = book(tmp_path, row(61))
    said = made.text_path.read_bytes().replace("Đặng Thế Hưng".encode(), "Người Lạ".encode())
    made.text_path.write_bytes(said)
    with pytest.raises(Stop, match="register verify"):
        give(made, row(62))
    assert made.text_path.read_bytes() == said


@pytest.mark.parametrize("what", ["[1]", '{"id":9}', "7"])
def test_a_history_that_says_what_cannot_be_stops_readers_kindly(tmp_path: Path, what: str) -> None:
    made = book(tmp_path, row(61))
    with intruder(made) as connection:
        connection.execute("UPDATE lich_su SET what = ?", [what])
    with pytest.raises(Stop, match="Lịch sử của sổ đăng ký đã bị sửa"):
        made.read()


# --- a register of an older docgen ----------------------------------------------------------------


INSERTED = "INSERT INTO so_van_ban VALUES ({})"


def of_the_first_format(folder: Path) -> Book:
    """Make a register as the first docgen made it, which knew no letters, with one cancelled number."""
    made = book(folder, row(61), row(62))
    made.cancel(ACT, made.read().rows[0], seen=made.read())
    with intruder(made) as connection:
        rows = connection.execute("SELECT * FROM so_van_ban").fetchall()
        connection.execute("DROP TABLE so_van_ban")
        there = {sql for (sql,) in connection.execute("SELECT sql FROM sqlite_master") if sql}
        connection.execute(schema(1)[0])
        place = rows[0].index("")  # of the letter, the first column that may be empty
        marks = ", ".join("?" * (len(rows[0]) - 1))
        for values in rows:
            connection.execute(INSERTED.format(marks), [*values[:place], *values[place + 1 :]])
        for statement in schema(1)[1:]:
            if statement not in {" ".join(sql.split()) for sql in there}:
                connection.execute(statement)
        connection.execute("PRAGMA user_version = 1")
    made.export_text(made.read())
    return made


def test_a_register_without_letters_is_read_and_takes_them_from_the_next_act_on(tmp_path: Path) -> None:
    made = of_the_first_format(tmp_path)
    assert signs(made.read()) == ["(61/TB-MTTQ-BTT)", "62/TB-MTTQ-BTT"]
    assert verify(made, lambda *_: True).problems == ()
    give(made, row(62, letter="A"))
    made.export_text(made.read())
    assert signs(made.read()) == ["(61/TB-MTTQ-BTT)", "62/TB-MTTQ-BTT", "62A/TB-MTTQ-BTT"]
    assert verify(made, lambda *_: True).problems == ()
    with pytest.raises(Stop):
        give(made, row(62, letter="A"))


def test_a_register_without_letters_whose_guards_were_taken_off_is_not_made_sound(tmp_path: Path) -> None:
    made = of_the_first_format(tmp_path)
    with intruder(made):
        pass
    with pytest.raises(Stop):
        give(made, row(63))
    assert "SDK-02" in {problem.code for problem in verify(made, lambda *_: True).problems}
