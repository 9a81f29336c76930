"""Lines that are only appended to: a changed byte, a cut end, a lost file; a kill is none of these."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from docgen.ledger import ENDS, Ledger

NAME = "nhat-ky.jsonl"


def ledger(folder: Path, *values: str) -> Ledger:
    """Make a ledger of these lines, written one by one."""
    made = Ledger(folder / NAME, "Nhật ký")
    for value in values:
        made.append([{"số": value}])
    return made


def codes(made: Ledger) -> list[str]:
    return [problem.code for problem in made.verify()]


def lines(made: Ledger) -> list[bytes]:
    return made.read().splitlines(keepends=True)


def test_what_was_appended_is_there_in_order_and_sound(tmp_path: Path) -> None:
    made = ledger(tmp_path, "một", "hai")
    made.append([{"số": "ba"}, {"số": "bốn"}])
    assert [json.loads(line)["số"] for line in lines(made)] == ["một", "hai", "ba", "bốn"]
    assert codes(made) == []


def test_no_ledger_is_no_fault(tmp_path: Path) -> None:
    assert codes(ledger(tmp_path)) == []


def test_any_changed_byte_is_told(tmp_path: Path) -> None:
    made = ledger(tmp_path, "một", "hai", "ba")
    data = made.read()
    for place in range(len(data)):
        changed = bytearray(data)
        changed[place] ^= 1
        made.path.write_bytes(changed)
        assert codes(made), (place, bytes(changed))


@pytest.mark.parametrize("left", [0, 1, 2])
def test_lines_cut_off_at_the_end_are_told_and_stay_told_after_later_ones(tmp_path: Path, left: int) -> None:
    made = ledger(tmp_path, "một", "hai", "ba")
    made.path.write_bytes(b"".join(lines(made)[:left]))
    assert codes(made) == ["NK-02"]
    made.append([{"số": "bốn"}])
    assert codes(made) == ["NK-03"]


def test_a_line_taken_out_of_the_middle_and_a_line_written_twice_are_told(tmp_path: Path) -> None:
    made = ledger(tmp_path, "một", "hai", "ba")
    one, two, three = lines(made)
    for forged in (one + three + three, two + one + three, one + two + two):
        made.path.write_bytes(forged)
        assert "NK-03" in codes(made)


def test_a_key_that_stands_twice_is_told(tmp_path: Path) -> None:
    made = ledger(tmp_path, "một")
    made.path.write_bytes(made.read().replace(b"{", '{"số": "chín", '.encode(), 1))
    assert "NK-03" in codes(made)


def test_a_lost_file_is_told(tmp_path: Path) -> None:
    made = ledger(tmp_path, "một", "hai")
    made.path.unlink()
    (problem,) = made.verify()
    assert (problem.code, problem.is_error, "02" in problem.message or "2 dòng" in problem.message) == (
        "NK-01",
        True,
        True,
    )


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"nhat-ky.jsonl": 3}'])
def test_the_memory_of_the_ends_is_missed_when_it_is_lost_or_damaged(tmp_path: Path, damage: bytes) -> None:
    made = ledger(tmp_path, "một")
    (tmp_path / ENDS).write_bytes(damage)
    assert codes(made) == ["NK-04"]
    (tmp_path / ENDS).unlink()
    assert codes(made) == ["NK-04"]
    made.append([{"số": "hai"}])
    assert codes(made) == []


# --- what a kill leaves -------------------------------------------------------------------------


def test_a_kill_between_the_line_and_the_memory_of_it_is_no_fault(tmp_path: Path) -> None:
    made = ledger(tmp_path, "một")
    before = (tmp_path / ENDS).read_bytes()
    made.append([{"số": "hai"}])
    (tmp_path / ENDS).write_bytes(before)
    assert codes(made) == []
    made.append([{"số": "ba"}])
    assert codes(made) == []


@pytest.mark.parametrize("kept", [1, 10, -2, -1])
def test_a_kill_within_a_line_is_no_fault_and_costs_no_other_line(tmp_path: Path, kept: int) -> None:
    made = ledger(tmp_path, "một")
    whole, ends = made.read(), (tmp_path / ENDS).read_bytes()
    made.append([{"số": "hai"}])
    made.path.write_bytes(whole + made.read()[len(whole) :][:kept])
    (tmp_path / ENDS).write_bytes(ends)
    assert codes(made) == []
    made.append([{"số": "ba"}])
    assert codes(made) == []
    assert "ba" in made.read().decode()


def test_a_kill_within_the_very_first_line_is_no_fault(tmp_path: Path) -> None:
    made = ledger(tmp_path, "một")
    (tmp_path / ENDS).write_text(json.dumps({NAME: [0, "0" * 64]}), encoding="utf-8")
    made.path.write_bytes(made.read()[:7])
    assert codes(made) == []
    made.append([{"số": "hai"}])
    assert codes(made) == []


# --- ledgers from before there was a chain ------------------------------------------------------

OLD = '{"số": "một"}\n{"số": "hai"}\n'


def test_old_lines_go_on_working_and_are_covered_from_the_first_new_one(tmp_path: Path) -> None:
    made = ledger(tmp_path)
    made.path.write_text(OLD, encoding="utf-8")
    assert codes(made) == []
    made.append([{"số": "ba"}])
    assert codes(made) == []
    made.path.write_bytes(made.read().replace(b"hai", "tám".encode(), 1))
    assert codes(made) == ["NK-03"]


def test_an_old_ledger_beside_is_remembered_as_soon_as_any_is_written(tmp_path: Path) -> None:
    beside = tmp_path / "van-ban-sua-doi.jsonl"
    beside.write_text(OLD, encoding="utf-8")
    ledger(tmp_path, "một")
    beside.unlink()
    assert codes(Ledger(beside, "Danh sách")) == ["NK-01"]


def test_a_line_without_the_hash_of_those_before_is_told(tmp_path: Path) -> None:
    made = ledger(tmp_path, "một")
    made.path.write_bytes(made.read() + '{"số": "hai"}\n'.encode())
    assert codes(made) == ["NK-03"]
