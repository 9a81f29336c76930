"""Killed while hand edits and corrections are brought together: nothing is half, nothing is lost.

The killing is real and hits every moment, as ``tests.killing`` says.  The kills follow each other in one
workspace, as a very bad year would have it: each run begins with what the one before left.
"""

from __future__ import annotations

import gc
import itertools
import sys
from collections.abc import Iterator

import pytest

from docgen import checks
from docgen.commands.edge import main
from tests.cli.desk import FIRST, PLAN, Desk
from tests.killing import kill_at, surviving
from tests.render.word_file import docx, p

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither fork nor SIGKILL"),
    pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning"),
]
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


def test_no_kill_loses_a_word_or_leaves_half_a_file(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Kill at each step in turn until a run has no more of them, then at every third from the last back."""
    monkeypatch.setattr(checks, "CHECKS", ())  # what the rules find is not what is tried here
    gc.collect()
    gc.freeze()  # or every fork would copy what it only looks at
    desk.run("generate")
    typing = edits(desk)
    typed = [next(typing)]
    desk.change_general(place=PLACES[-1])
    assert_recovered(desk, PLACES[-1], typed)  # from here on every fork has all that it needs in memory
    turns = itertools.count(1)

    def is_killed(step: int) -> bool:
        turn = next(turns)
        place = PLACES[turn % len(PLACES)]
        desk.change_general(place=place, year=2024 + turn % 40)  # so that every paper is written anew
        killed = kill_at(step, lambda: main(["generate"]))
        for name in (PLAN, FIRST):
            assert "w:document" in whole(desk, name), "a whole version, whichever it is"
        assert all(word in whole(desk, PLAN) for word in typed), "no word that she typed is gone"
        if turn % 25 == 0:
            assert_recovered(desk, place, typed)
            typed.append(next(typing))
        return killed

    steps = list(itertools.takewhile(is_killed, itertools.count(1)))
    assert len(steps) > 40, "every paper was written"
    assert sum(is_killed(step) for step in reversed(steps[::3])) > 10


def whole(desk: Desk, name: str) -> str:
    return desk.text(surviving(desk.output / name).name)


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
