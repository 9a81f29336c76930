"""A run that is killed at any moment leaves whole files only, and the next one completes its work.

The killing is real: a child process runs the command and gets SIGKILL, at a chosen step of
writing or after a while.  It is a fork of this process, so that every try costs milliseconds.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from docgen.backends.libreoffice import VARIABLE
from docgen.commands.edge import main
from tests.backends.acting import Stage
from tests.cli.desk import Desk

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither fork nor SIGKILL"),
    pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning"),
]
PLACES = ["Tam Kỳ", "Đức Thượng", "Quế Lộc"]
STEPS = ["write", "fsync"]


def die_at(step: int) -> None:
    """Kill this process as it takes its ``step``-th step of writing."""
    taken = 0

    def counting(do: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any, **named: Any) -> Any:
            nonlocal taken
            taken += 1
            if taken == step:
                os.kill(os.getpid(), signal.SIGKILL)
            return do(*arguments, **named)

        return counted

    for name in STEPS:
        setattr(os, name, counting(getattr(os, name)))
    Path.replace = counting(Path.replace)  # type: ignore[method-assign]  # in the child alone


def run_in_child(prepare: Callable[[], None] = lambda: None, *options: str) -> int:
    """Start ``docgen generate`` in a child process; give its id."""
    child = os.fork()
    if child == 0:
        try:
            prepare()
            main(["generate", *options])
        finally:
            os._exit(0)
    return child


def assert_whole(desk: Desk) -> None:
    for name in desk.papers():
        if name.endswith(".docx"):
            assert "w:document" in desk.text(name)


def assert_recovers(desk: Desk) -> None:
    """Change the records once more, as a person would, and complete the work."""
    desk.change_general(place=PLACES[2], year=2025)
    ran = desk.run("generate")
    assert ran.code == 0, ran.out + ran.err
    assert_whole(desk)
    rows = desk.run("status", "--json").json["papers"]
    assert {row["state"] for row in rows} == {"current"}
    assert len(desk.papers()) == len(rows), "no temporary and no old file is left"
    assert all("2025" in desk.text(row["name"]) for row in rows)


@pytest.mark.parametrize("step", range(1, 26, 2))
def test_killed_at_any_step_of_writing(desk: Desk, step: int) -> None:
    desk.run("generate")
    desk.change_general(place=PLACES[1], year=2024)
    desk.change_units(HH="Hòa Thuận")
    child = run_in_child(lambda: die_at(step))
    assert os.WIFSIGNALED(os.waitpid(child, 0)[1]), "the run has fewer steps than this"
    assert_whole(desk)
    assert_recovers(desk)


@pytest.mark.parametrize("step", [1, 22, 24, 27, 33, 44, 46])
def test_killed_at_any_step_of_making_pdfs(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    monkeypatch.setenv(VARIABLE, str(Stage(tmp_path / "stage").soffice().program))
    desk.run("generate", "--pdf")
    desk.change_general(place=PLACES[1], year=2024)
    desk.change_units(HH="Hòa Thuận")
    desk.run("generate")
    child = run_in_child(lambda: die_at(step), "--pdf")
    assert os.WIFSIGNALED(os.waitpid(child, 0)[1]), "the run has fewer steps than this"
    desk.change_general(place=PLACES[2], year=2025)
    ran = desk.run("generate", "--pdf")
    assert ran.code == 0, ran.out + ran.err
    papers = desk.papers()
    assert {Path(name).stem for name in papers if name.endswith(".pdf")} == {
        Path(name).stem for name in papers if name.endswith(".docx")
    }
    assert all(b"2025" in data for name, data in papers.items() if name.endswith(".pdf"))


def test_killed_at_random_moments_of_the_first_run(desk: Desk) -> None:
    chance = random.Random(2023)  # noqa: S311 - moments, not secrets
    for _ in range(10):
        child = run_in_child()
        time.sleep(chance.uniform(0, 0.15))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        assert_whole(desk)
    assert_recovers(desk)


def test_a_run_beside_another_is_refused_and_the_first_completes(desk: Desk) -> None:
    def slowly() -> None:
        fsync = os.fsync

        def slow(fd: Any) -> None:
            time.sleep(0.1)
            fsync(fd)

        os.fsync = slow

    child = run_in_child(slowly)
    lock = desk.output / ".docgen" / ".docgen.lock"
    until = time.monotonic() + 10
    while not lock.exists() and time.monotonic() < until:
        time.sleep(0.005)
    time.sleep(0.05)
    ran = desk.run("generate")
    assert os.waitpid(child, 0)[1] == 0
    assert ran.code == 1
    assert "Một phiên docgen khác" in ran.err
    assert desk.state("thong-bao:HH") == "current"
