"""Kill ``archive add`` at every step and at random moments, for real: run as a program of its own.

A fresh, single-threaded process forks children that put papers into the archive.  It kills them at each
change of a file in turn, as ``tests.killing`` says, until an act has no more of them; and then after a while,
since the new files are written by streams, whose writes cannot be counted.
After every kill, before anybody repairs anything, docgen and another BagIt tool must find the bag whole, and
it must be one of those that the child was making.
"""

from __future__ import annotations

import itertools
import json
import logging
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import bagit

from docgen import archive
from docgen.archive import Archive
from docgen.ledger import Act
from docgen.vault import Vault
from docgen.verbs.archive_add import put
from docgen.verbs.archive_books import expected
from tests.archive.making import INFO, intake
from tests.killing import fork, kill_at

KEYS = ("", "AP", "TT", "TTg")


def add_for_ever(memory: Path, start: int) -> int:
    """Put papers into the archive until killed."""
    for number in itertools.count(start + 1):
        add_one(memory, number)
    return 1


def how_long(memory: Path, number: str = "1") -> float:
    """Measure one whole act, in seconds."""
    start = time.monotonic()
    put(Vault(memory), Archive(memory / "luu-tru"), [intake("AP", number)], INFO, Act("2023-11-02", "thử"))
    return time.monotonic() - start


def look(memory: Path) -> tuple[int, list[str]]:
    """Give how many acts the bag in force has, and everything that is wrong."""
    store = Archive(memory / "luu-tru")
    events, _ = Vault(memory).journal()
    verified = archive.verify(store, expected(events, None))
    wrong = [
        f"{problem.code} {problem.where} {problem.message}"
        for problem in verified.problems
        if problem.is_error and not (problem.code == "LT-68" and ", bản trước" in problem.found)
    ]
    current = store.current()
    for folder in store.generations().values():
        try:
            bagit.Bag(str(folder)).validate()
        except bagit.BagError as error:
            wrong.append(f"{folder.name}: {error}")
    return (len(current.history.entries) if current else 0), wrong


def main(folder: Path, kills: int) -> None:
    """Kill at every step and so many times after a while; print what was seen, as JSON."""
    logging.disable(logging.CRITICAL)
    longest = how_long(folder / "0")
    chance = random.Random(20231102)  # noqa: S311 - moments, not secrets
    seen: dict[str, Any] = {"steps": 0, "kills": 0, "before": 0, "after": 0, "left_over": 0, "wrong": []}
    memory, acts, season, stepping = folder / "1", 0, 1, True
    while seen["kills"] < kills:
        if acts > 8:
            season, acts = season + 1, 0
            memory = folder / str(season)
        work = partial(add_for_ever, memory, 100 * season + acts)
        if stepping:
            seen["steps"] += 1
            stepping = kill_at(seen["steps"], partial(add_one, memory, 100 * season + acts))
        else:
            seen["kills"] += 1
            seen["wrong"] += kill_after(chance.uniform(0.0, longest), work)
        after, wrong = look(memory)
        seen["left_over"] += any((memory / "luu-tru").glob(".*-ho-so-*"))
        seen["after" if after > acts else "before"] += 1
        if not stepping:
            longest *= 0.85 if after > acts else 1.15  # so that half of the kills come before, half after
        seen["wrong"] += wrong
        seen["wrong"] += [f"acts went from {acts} to {after}"] if after < acts else []
        acts = after
    print(json.dumps(seen, ensure_ascii=False))  # noqa: T201 - the answer


def add_one(memory: Path, number: int) -> int:
    """Put one paper into the archive."""
    intakes = [intake(KEYS[number % len(KEYS)], str(number))]
    put(Vault(memory), Archive(memory / "luu-tru"), intakes, INFO, Act("2023-11-02", "thử"))
    return 0


def kill_after(seconds: float, work: Callable[[], int]) -> list[str]:
    """Do some work in a fork and kill it after a while; give what is wrong with how it ended."""
    child = fork(work, lambda _: None)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    status = os.waitpid(child, 0)[1]
    return [] if os.WIFSIGNALED(status) else [f"the child ended by itself: {status}"]


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
