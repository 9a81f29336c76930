"""Killed while hand edits and corrections are brought together: nothing is half, nothing is lost.

The killing is real, as in ``test_crash``: a fork of this process gets SIGKILL at a random step of
writing.  Two hundred kills follow each other in one workspace, as a very bad year would have it.
"""

from __future__ import annotations

import gc
import itertools
import os
import random
import sys
from collections.abc import Iterator

import pytest

from tests.cli.desk import FIRST, PLAN, Desk
from tests.cli.test_crash import die_at, run_in_child
from tests.render.word_file import docx, p

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither fork nor SIGKILL"),
    pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning"),
]
KILLS = 200
STEPS = 40
"""Steps of writing among which a moment is chosen; a run that needs fewer is no kill."""
PLACES = ("Tam Kỳ", "Đức Thượng", "Quế Lộc", "Núi Thành")
"""What the records say of the place, in turn."""


def edits(desk: Desk) -> Iterator[str]:
    """Type one more word into the plan, below all that docgen wrote, and save; give the word."""
    number = 0
    while True:
        number += 1
        word = f"gõthêm{number}"
        lines = [line for line in _lines(desk) if line]
        (desk.output / PLAN).write_bytes(docx(*(p(line) for line in (*lines, word))))
        yield word


def _lines(desk: Desk) -> list[str]:
    from docgen.delta import paragraphs, read  # noqa: PLC0415 - heavy

    return [found.text for found in paragraphs(read((desk.output / PLAN).read_bytes()).body.blocks)]


def die_unsynced(step: int) -> None:
    """Kill this process at a step; nothing waits for the disk, which only a power cut would need."""
    os.fsync = lambda fd: None  # noqa: ARG005 - its parameter's name is part of its type
    die_at(step)


def test_two_hundred_kills_lose_no_word_and_leave_whole_files(desk: Desk) -> None:
    chance = random.Random(2026)  # noqa: S311 - moments, not secrets
    gc.collect()
    gc.freeze()  # or every fork would copy what it only looks at
    desk.run("generate")
    typing = edits(desk)
    typed = [next(typing)]
    desk.change_general(place=PLACES[-1])
    assert_recovered(desk, PLACES[-1], typed)  # from here on every fork has all that it needs in memory
    killed = 0
    for turn in itertools.count():
        place = PLACES[turn % len(PLACES)]
        desk.change_general(place=place, year=2024 + turn % 3)
        step = chance.randint(1, STEPS)
        child = run_in_child(lambda step=step: die_unsynced(step))  # type: ignore[misc]
        killed += os.WIFSIGNALED(os.waitpid(child, 0)[1])
        for name in (PLAN, FIRST):
            assert "w:document" in desk.text(name), "a whole version, whichever it is"
        assert all(word in desk.text(PLAN) for word in typed), "no word that she typed is gone"
        if turn % 25 == 0 or killed == KILLS:
            assert_recovered(desk, place, typed)
            typed.append(next(typing))
        if killed == KILLS:
            break


def assert_recovered(desk: Desk, place: str, typed: list[str]) -> None:
    """Run once more: the work is completed, and ``status`` is true."""
    ran = desk.run("generate")
    assert ran.code == 0, ran.out + ran.err
    text = desk.text(PLAN)
    assert all(word in text for word in typed)
    assert place in text, (ran.out, _lines(desk))
    assert desk.state("ke-hoach") == "edited"
    assert desk.state("thong-bao:HH") == "current"
    assert desk.state("thong-bao:QL") == "current"
