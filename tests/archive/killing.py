"""Kill ``archive add`` at random moments, for real, and look at what is left: run as a program of its own.

A fresh, single-threaded process forks children that put paper after paper into the archive, and kills
each after a while.  After every kill, before anybody repairs anything, docgen and another BagIt
tool must find the bag whole, and it must be one of those that the child was making.
"""

from __future__ import annotations

import json
import logging
import os
import random
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import bagit

from docgen import archive
from docgen.archive import Archive
from docgen.ledger import Act
from docgen.problem import Stop
from docgen.vault import Vault
from docgen.verbs.archive_add import put
from docgen.verbs.archive_books import expected
from tests.archive.making import INFO, intake

WITH_DISK = 10
"""So many kills while every file waits for the disk, which takes nearly all the time; then none waits any
more, so that the kills spread over all that is done.  What a killed process wrote stays either way."""
KEYS = ("", "AP", "TT", "TTg")


def add_for_ever(memory: Path, start: int) -> None:
    """Put papers into the archive until killed."""
    vault, store = Vault(memory), Archive(memory / "luu-tru")
    number = start
    while True:
        number += 1
        put(vault, store, [intake(KEYS[number % len(KEYS)], str(number))], INFO, Act("2023-11-02", "thử"))


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
    """Kill so many times and print what was seen, as JSON."""
    logging.disable(logging.CRITICAL)
    longest = how_long(folder / "0")
    chance = random.Random(20231102)  # noqa: S311 - moments, not secrets
    seen: dict[str, Any] = {"kills": 0, "before": 0, "after": 0, "left_over": 0, "wrong": []}
    memory, acts, season = folder / "1", 0, 1
    for number in range(kills):
        if number == WITH_DISK:
            os.fsync = lambda fd: None  # noqa: ARG005
            longest = how_long(folder / "0", "2")
        if acts > 8:
            season, acts = season + 1, 0
            memory = folder / str(season)
        child = os.fork()
        if child == 0:
            with suppress(Stop):
                add_for_ever(memory, 100 * season + acts)
            os._exit(3)
        time.sleep(chance.uniform(0.0, longest))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        killed = os.WIFSIGNALED(status)
        after, wrong = look(memory)
        names = [path.name for path in (memory / "luu-tru").glob(".*-ho-so-*")]
        seen["kills"] += killed
        seen["left_over"] += bool(names)
        seen["after" if after > acts else "before"] += 1
        longest *= 0.85 if after > acts else 1.15  # so that half of the kills come before, half after
        seen["wrong"] += wrong if killed else [f"the child ended by itself: {status}"]
        seen["wrong"] += [f"acts went from {acts} to {after}"] if after < acts else []
        acts = after
    print(json.dumps(seen, ensure_ascii=False))  # noqa: T201 - the answer


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
