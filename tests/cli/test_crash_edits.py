"""Killed while hand edits and corrections are brought together: nothing is half, nothing is lost.

The killing is real, as in ``test_crash``: a fork of this process gets SIGKILL at a random step of
writing.  Two hundred kills follow each other in one workspace, as a very bad year would have it.
"""

from __future__ import annotations

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


def test_two_hundred_kills_lose_no_word_and_leave_whole_files(desk: Desk) -> None:
    chance = random.Random(2026)  # noqa: S311 - moments, not secrets
    desk.run("generate")
    typing = edits(desk)
    typed = [next(typing)]
    killed = 0
    while killed < KILLS:
        place = PLACES[killed % len(PLACES)]
        desk.change_general(place=place, year=2024 + killed % 3)
        step = chance.randint(1, 40)
        child = run_in_child(lambda step=step: die_at(step))  # type: ignore[misc]
        killed += os.WIFSIGNALED(os.waitpid(child, 0)[1])
        for name in (PLAN, FIRST):
            assert "w:document" in desk.text(name), "a whole version, whichever it is"
        assert all(word in desk.text(PLAN) for word in typed), "no word that she typed is gone"
        if killed % 20 == 0:
            assert_recovered(desk, place, typed)
            typed.append(next(typing))
    assert_recovered(desk, place, typed)


def assert_recovered(desk: Desk, place: str, typed: list[str]) -> None:
    """Run once more: the work is completed, and ``status`` is true."""
    ran = desk.run("generate")
    assert ran.code == 0, ran.out + ran.err
    text = desk.text(PLAN)
    assert all(word in text for word in typed)
    assert place in text
    assert desk.state("ke-hoach") == "edited"
    assert desk.state("thong-bao:HH") == "current"
    assert desk.state("thong-bao:QL") == "current"
