"""Killed at any moment while a number is given or cancelled: the register is as before or as after.

The killing is real: a fork of this process runs ``docgen issue`` and gets SIGKILL, either at each step in
turn (a change of a file, as ``tests.killing`` says, or a statement of the database), or at any instant of
the transaction, from outside, since what the database itself writes cannot be counted from here.
"""

from __future__ import annotations

import itertools
import os
import random
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from docgen import checks, files
from docgen.commands.edge import main
from docgen.register import Book, Contents, verify
from docgen.vault import Vault
from tests.cli.desk import Desk
from tests.killing import Take, fork, kill_at, surviving, watch
from tests.register.conftest import KINDS

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither fork nor SIGKILL"),
    pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning"),
]
NOTICE = "02_thong-bao_01_hoa-huong.docx"
WITHIN = 50
"""Kills within a transaction."""
LONGEST = 0.012
"""Seconds after its beginning within which a transaction is cut off."""
CHANCE = random.Random(30)  # noqa: S311 - which moments are tried, nothing secret


@dataclass
class Seen:
    """What the register said after each kill."""

    before: int = 0
    after: int = 0
    late_texts: int = 0


def step_by_step(take: Take) -> None:
    """Call ``take`` before each step of writing; in a child alone, for nothing is put back."""
    watch(take)
    connect = sqlite3.connect

    def traced(*arguments: Any, **named: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*arguments, **named)
        connection.set_trace_callback(take)
        return connection

    sqlite3.connect = traced  # type: ignore[assignment]


def kill_before(step: int, arguments: list[str]) -> bool:
    """Run the program until it is about to take a step, and kill it there; false when it has fewer."""
    return kill_at(step, lambda: main(arguments), step_by_step)


def kill_within(seconds: float, arguments: list[str]) -> bool:
    """Run the program until it begins to write the register, wait, and kill it from outside."""
    reading, writing = os.pipe()
    tell = os.write

    def take(step: str) -> None:
        if step == "BEGIN IMMEDIATE":
            tell(writing, b"!")

    child = fork(lambda: main(arguments), take, step_by_step)
    os.close(writing)
    assert os.read(reading, 1) == b"!"
    os.close(reading)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def checked(memory: Path, seen: Seen) -> Contents:
    """Look at the register as it stands: it must be whole, whatever happened."""
    book, vault = Book(memory, "tam-ky-2023"), Vault(memory)
    found = verify(book, lambda sha256, suffix: vault.find(sha256, suffix) is not None)
    told = {problem.code for problem in found.problems}
    assert found.sound, found.problems
    assert told <= {"SDK-07"}, "only the text may be late"
    assert not list(vault.ledger.verify()), "no kill looks like a journal that was cut or changed"
    seen.late_texts += bool(told)
    numbers = [row.number for row in found.contents.rows]
    assert len(set(numbers)) == len(numbers)
    return found.contents


def paper_is_whole(desk: Desk, contents: Contents) -> None:
    """Look at the file: it is as it was before an issue, or as it was issued, and never half of it."""
    path = surviving(desk.output / NOTICE)
    text = desk.text(path.name)
    assert "w:document" in text
    sha256 = files.sha256(path.read_bytes())
    assert "Số: \N{NO-BREAK SPACE}" in text or sha256 in {row.docx for row in contents.rows}


def test_killed_at_every_step_and_within_the_transaction(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "CHECKS", ())  # what the rules find is not what is tried here
    notices = KINDS[1]
    desk.ask_for(replace(notices, papers=lambda dossier: itertools.islice(notices.papers(dossier), 1)))
    desk.run("generate")
    memory = desk.workbook.parent / "tam-ky-2023"
    assert desk.run(*issuing(1)).code == 0
    seen, contents = Seen(), checked(memory, Seen())

    def is_killed(kill: Callable[[list[str]], bool]) -> bool:
        nonlocal contents
        living = any(not row.cancelled for row in contents.rows)
        killed = kill(CANCELLING if living else issuing(len(contents.rows) + 1))
        was, contents = contents, checked(memory, seen)
        paper_is_whole(desk, contents)
        written = len(contents.history) - len(was.history)
        assert written in {0, 1}
        assert contents.history[: len(was.history)] == was.history
        seen.after, seen.before = seen.after + written, seen.before + 1 - written
        return killed

    for step in itertools.count(1):
        if not is_killed(partial(kill_before, step)):
            break
    for _ in range(WITHIN):
        is_killed(partial(kill_within, CHANCE.uniform(0, LONGEST)))
    assert step > 20, "every paper and the journal were written"
    assert min(seen.before, seen.after) > 20, "both sides of the moment of issue were tried"
    assert seen.late_texts, "some were killed between the register and its text"
    ends_well(desk, memory)


CANCELLING = ["issue", "thong-bao:HH", "--cancel", "--reason", "thử"]


def issuing(number: int) -> list[str]:
    return ["issue", "thong-bao:HH", "--number", str(number), "--date", "30/10/2023"]


def ends_well(desk: Desk, memory: Path) -> None:
    """Complete the work: one ordinary run leaves everything in order."""
    contents = Book(memory, "tam-ky-2023").read()
    assert [row.number for row in contents.rows] == list(range(1, len(contents.rows) + 1)), "none was lost"
    assert desk.run("generate").code == 0
    assert desk.run("register", "export-text").code == 0
    assert desk.run("register", "verify", "--json").json["problems"] == []
    living = [row for row in contents.rows if not row.cancelled]
    state = desk.state("thong-bao:HH")
    assert state == ("issued" if living else "current")
    if living:
        assert files.sha256((desk.output / NOTICE).read_bytes()) == living[0].docx
    else:
        assert "/TB-MTTQ-BTT" in desk.text(NOTICE)
    if living:
        assert desk.run(*CANCELLING).code == 0
    assert desk.run(*issuing(len(contents.rows) + 1)).code == 0
    assert desk.run("verify", "--json").json["problems"] == [], "the next act notes what a kill kept from it"
    left = [path for folder in (memory, desk.output) for path in folder.rglob(".docgen-tmp-*")]
    assert left == [], "what was half written is swept away"
