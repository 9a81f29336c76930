"""``verify`` sees what was changed, cut or lost, by whatever means, and repairs nothing."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from docgen.ledger import Act
from docgen.problem import Stop
from docgen.register import Book, VerifiedRegister, verify
from docgen.register.chain import BEGINNING, hash_of, replay
from docgen.register.entry import RegisterEntry
from docgen.register.register_text import LAYOUT, text_of
from tests.register.books import ACT, book, give, intruder, row

NAMES = ("so-dang-ky.db", "so-dang-ky.txt")


def looked(made: Book, head: str = "") -> VerifiedRegister:
    return verify(made, lambda *_: True, head=head)


def codes(made: Book, head: str = "") -> list[str]:
    return sorted({problem.code for problem in looked(made, head).problems})


@pytest.fixture
def made(tmp_path: Path) -> Book:
    """Give a register of three numbers, one of them cancelled."""
    register = book(tmp_path, row(61), row(62), row(63))
    seen = register.read()
    after = register.cancel(Act(ACT.at, ACT.who, "In hỏng"), seen.rows[1], seen=seen)
    register.export_text(after)
    return register


def test_a_register_as_docgen_left_it_is_sound(made: Book) -> None:
    found = looked(made)
    assert (found.problems, found.sound, len(found.contents.history)) == ((), True, 4)


def test_no_register_is_no_fault(tmp_path: Path) -> None:
    assert looked(Book(tmp_path, "tam-ky-2023")).problems == ()


def test_rows_follow_from_the_history_alone(made: Book) -> None:
    contents = made.read()
    assert replay(contents.history) == contents.rows


TAMPERING: dict[str, tuple[str, set[str]]] = {
    "a number is changed": ("UPDATE so_van_ban SET number = 99 WHERE id = 3", {"SDK-02", "SDK-04"}),
    "a subject is changed": ("UPDATE so_van_ban SET subject = 'khác' WHERE id = 1", {"SDK-02", "SDK-04"}),
    "a cancelled number lives again": ("UPDATE so_van_ban SET cancelled = 0", {"SDK-02", "SDK-04"}),
    "a row is deleted": ("DELETE FROM so_van_ban WHERE id = 3", {"SDK-02", "SDK-04"}),
    "a reason is changed": ("UPDATE lich_su SET why = 'khác' WHERE seq = 4", {"SDK-02", "SDK-03", "SDK-06"}),
    "an act is deleted": ("DELETE FROM lich_su WHERE seq = 2", {"SDK-02", "SDK-03", "SDK-04"}),
}


@pytest.mark.parametrize("case", TAMPERING)
def test_a_change_behind_docgens_back_is_seen(made: Book, case: str) -> None:
    statement, expected = TAMPERING[case]
    with intruder(made) as connection:
        connection.execute(statement)
    assert expected <= set(codes(made)), case
    assert not looked(made).sound


def _forge(made: Book, change: Callable[[dict[str, object]], None]) -> None:
    """Change the first act and write the whole chain anew, rows and all, as one who knows how."""
    with intruder(made) as connection:
        names = [item[0] for item in connection.execute("SELECT name FROM pragma_table_info('lich_su')")]
        history = [
            RegisterEntry(*values) for values in connection.execute("SELECT * FROM lich_su ORDER BY seq")
        ]
        previous = BEGINNING
        assert names[-1] == "hash"
        for entry in history:
            what = json.loads(entry.what)
            if entry.seq == 1:
                change(what)
                connection.execute("UPDATE so_van_ban SET subject = ? WHERE id = 1", [what["subject"]])
            text = json.dumps(what, ensure_ascii=False, separators=(",", ":"))
            bare = RegisterEntry(entry.seq, entry.at, entry.who, entry.act, entry.why, text, previous, "")
            previous = hash_of(bare)
            connection.execute(
                "UPDATE lich_su SET what = ?, previous = ?, hash = ? WHERE seq = ?",
                [text, bare.previous, previous, entry.seq],
            )


def test_a_history_that_was_written_anew_is_betrayed_by_the_text_and_by_the_printed_code(made: Book) -> None:
    printed = made.read().head
    _forge(made, lambda what: what.update(subject="Kết quả khác"))
    assert {"SDK-02", "SDK-06"} <= set(codes(made))
    assert "SDK-10" in codes(made, printed)


def test_a_tail_that_was_cut_off_is_betrayed_by_the_text(made: Book) -> None:
    with intruder(made) as connection:
        connection.execute("DELETE FROM lich_su WHERE seq >= 3")
        connection.execute("DELETE FROM so_van_ban WHERE id = 3")
        connection.execute("UPDATE so_van_ban SET cancelled = 0")
    assert {"SDK-02", "SDK-06"} <= set(codes(made))


def test_an_old_copy_put_back_is_betrayed_by_the_code_that_was_printed(tmp_path: Path) -> None:
    made = book(tmp_path / "so", row(61))
    for name in NAMES:
        shutil.copy(made.folder / name, tmp_path / name)
    made.export_text(give(made, row(62)))
    printed = made.read().head
    for name in NAMES:
        shutil.copy(tmp_path / name, made.folder / name)
    assert codes(made) == [], "text and database agree: only paper knows better"
    assert codes(made, printed[:16]) == ["SDK-10"]
    assert codes(made, made.read().head) == []
    assert codes(made, "abc") == ["SDK-10"], "too short to mean anything"


def test_a_key_that_stands_twice_in_an_act_is_seen_though_all_hashes_were_made_anew(made: Book) -> None:
    with intruder(made) as connection:
        history = [
            RegisterEntry(*values) for values in connection.execute("SELECT * FROM lich_su ORDER BY seq")
        ]
        previous = BEGINNING
        for entry in history:
            what = entry.what.replace('"number":', '"number":99,"number":') if entry.seq == 1 else entry.what
            bare = RegisterEntry(entry.seq, entry.at, entry.who, entry.act, entry.why, what, previous, "")
            connection.execute(
                "UPDATE lich_su SET what = ?, previous = ?, hash = ? WHERE seq = ?",
                [what, previous, hash_of(bare), entry.seq],
            )
            previous = hash_of(bare)
    assert "SDK-04" in codes(made)


def test_a_code_of_a_register_that_is_lost_is_looked_for_all_the_same(tmp_path: Path) -> None:
    assert codes(Book(tmp_path, "tam-ky-2023"), "0" * 16) == ["SDK-10"]


def test_an_older_copy_is_told_where_other_books_know_of_more(made: Book) -> None:
    told = {item.citation: item.cancelled for item in made.read().rows}
    assert codes(replace(made, witness=lambda: told)) == []
    for later in ({"64/TB-MTTQ-BTT ngày 31/10/2023": False}, {made.read().rows[0].citation: True}):
        behind = replace(made, witness=partial(dict, {**told, **later}))
        (problem,) = looked(behind).problems
        assert (problem.code, problem.is_error) == ("SDK-13", True)
        assert next(iter(later)) in problem.message
        with pytest.raises(Stop, match="bản cũ"):
            behind.read()


def test_a_schema_without_its_guards_is_seen_though_nothing_was_changed(made: Book) -> None:
    with intruder(made):
        pass
    assert codes(made) == ["SDK-02"]


def test_a_flipped_bit_anywhere_in_the_database_never_passes_for_another_register(made: Book) -> None:
    data = made.path.read_bytes()
    sound = made.read()
    for place in range(0, len(data), len(data) // 40):
        broken = bytearray(data)
        broken[place] ^= 0x20
        made.path.write_bytes(broken)
        found = looked(made)
        assert not found.sound or found.contents == sound, place
    made.path.write_bytes(data)
    assert looked(made).sound


# --- the text -----------------------------------------------------------------------------------


def test_the_text_is_for_notepad_and_says_everything(made: Book) -> None:
    data = made.text_path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n")
    text = data.decode("utf-8-sig")
    contents = made.read()
    assert "Số 62/TB-MTTQ-BTT ngày 31/10/2023: ĐÃ HỦY, không dùng lại" in text
    assert "chị Đào: hủy số 62/TB-MTTQ-BTT. Lý do: In hỏng" in text
    assert all(entry.hash in text for entry in contents.history)
    assert all(found.subject in text and found.signer in text for found in contents.rows)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("31/10/2023", "30/10/2023"),
        ("ĐÃ HỦY, không dùng lại", "đã cấp"),
        ("In hỏng", "In đẹp"),
        ("63/TB", "64/TB"),
    ],
)
def test_an_edited_text_is_seen_with_its_line(made: Book, old: str, new: str) -> None:
    text = made.text_path.read_text(encoding="utf-8-sig")
    made.text_path.write_text(text.replace(old, new, 1), encoding="utf-8-sig")
    (problem,) = looked(made).problems
    assert (problem.code, problem.is_error) == ("SDK-06", True)
    assert new in problem.found


def test_a_text_saved_again_by_an_editor_still_agrees(made: Book) -> None:
    made.text_path.write_bytes(made.text_path.read_bytes()[3:].replace(b"\r\n", b"\n"))
    assert codes(made) == []


def test_a_text_that_was_not_written_any_more_is_only_late(made: Book) -> None:
    give(made, row(64))
    (problem,) = looked(made).problems
    assert (problem.code, problem.is_error) == ("SDK-07", False)
    made.text_path.unlink()
    assert codes(made) == ["SDK-07"]


def test_a_late_text_that_was_edited_too_is_seen(made: Book) -> None:
    give(made, row(64))
    text = made.text_path.read_text(encoding="utf-8-sig")
    made.text_path.write_text(text.replace("In hỏng", "In đẹp"), encoding="utf-8-sig")
    assert codes(made) == ["SDK-06"]


def _call_it(made: Book, head: str, **changes: str) -> None:
    """Give the text the head of another layout, and change words in it."""
    text = re.sub(r"\(bản chữ[^)]*\)", f"({head})", made.text_path.read_text(encoding="utf-8-sig"))
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new, 1)
    made.text_path.write_text(text, encoding="utf-8-sig")


def test_a_text_of_an_older_layout_is_compared_and_written_anew(made: Book) -> None:
    _call_it(made, "bản chữ")
    (problem,) = looked(made).problems
    assert (problem.code, problem.is_error) == ("SDK-07", False)
    made.export_text(give(made, row(64)))
    assert codes(made) == []


@pytest.mark.parametrize("head", ["bản chữ", "bản chữ, kiểu 99"])
def test_a_forged_text_that_calls_itself_of_another_layout_is_a_fault(made: Book, head: str) -> None:
    _call_it(made, head, Hương="Thuận")
    (problem,) = looked(made).problems
    assert (problem.code, problem.is_error) == ("SDK-06", True)
    with pytest.raises(Stop):
        give(made, row(64))


def test_a_text_of_a_layout_that_nobody_here_writes_is_told_as_changed(made: Book) -> None:
    _call_it(made, "bản chữ, kiểu 99")
    assert codes(made) == ["SDK-06"]


def test_the_layout_is_counted_up_when_the_text_is_laid_out_otherwise(made: Book) -> None:
    seen = made.read()
    plain = text_of(seen, made.season)
    for entry in seen.history:
        plain = plain.replace(entry.hash, "#")
    found = hashlib.sha256(plain.encode()).hexdigest()[:12]
    assert (LAYOUT, found) == (2, "f3b63cfa49f7"), (
        "another layout: count LAYOUT up, then write the new hash here"
    )


def test_verify_repairs_nothing(made: Book) -> None:
    made.text_path.write_bytes(b"khac")
    with intruder(made) as connection:
        connection.execute("UPDATE so_van_ban SET number = 99 WHERE id = 3")
    before = {name: (made.folder / name).read_bytes() for name in NAMES}
    looked(made)
    assert {name: (made.folder / name).read_bytes() for name in NAMES} == before


# --- versions and whole files -------------------------------------------------------------------


def test_a_lost_version_of_an_issued_paper_is_seen(tmp_path: Path) -> None:
    made = book(tmp_path, row(61, docx="a" * 64, base="b" * 64, inputs="c" * 64))
    lost = verify(made, lambda sha256, suffix: (sha256[0], suffix) != ("c", ".json"))
    (problem,) = lost.problems
    assert (problem.code, problem.found) == ("SDK-09", "cccccccccccccccc….json")


def test_a_deleted_or_broken_database_is_seen(made: Book) -> None:
    made.path.write_bytes(b"khong phai co so du lieu")
    assert codes(made) == ["SDK-01"]
    made.path.unlink()
    assert codes(made) == ["SDK-01"]


def test_a_row_that_breaks_a_constraint_is_seen(made: Book) -> None:
    with closing(sqlite3.connect(made.path, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("DROP TRIGGER khong_sua_so")
        connection.execute("UPDATE so_van_ban SET copies = -4 WHERE id = 1")
    assert {"SDK-01", "SDK-02", "SDK-04"} <= set(codes(made))
