"""Kill a fork of this process for real, at a chosen step of changing files.

What a killed process leaves on the disk differs only with the last call by which it changed a file.  So one
kill before each such call, and one in the middle of each write, leave every state that a kill at any instant
could leave; kills at chosen times would hit the same few states again and again, and miss others.  A fork
has all that it needs in memory, so that every kill costs only the work.
"""

from __future__ import annotations

import io
import os
import signal
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

Take = Callable[[str], None]
_CHANGES = {"os.rename", "os.remove", "os.link", "os.mkdir", "os.rmdir", "os.chmod", "os.truncate"}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


def watch(take: Take) -> None:
    """Call ``take`` before each change of a file and in the middle of each write; in a child alone, for good.

    Nothing waits for the disk any more: only a power cut would need it.
    """
    write = os.write

    def torn(handle: int, data: bytes) -> int:
        half = write(handle, data[: len(data) // 2])
        take("write")
        return half + write(handle, data[half:])

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event in _CHANGES or (event == "open" and arguments[2] & _WRITING):
            take(event)

    os.write, os.fsync = torn, lambda _fd: None  # type: ignore[assignment]
    sys.addaudithook(hook)


def fork(work: Callable[[], int], take: Take, prepare: Callable[[Take], None] = watch) -> int:
    """Do some work in a silent fork of this process, where ``take`` is called at each step; give its id."""
    child = os.fork()
    if child == 0:
        try:
            with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
                prepare(take)
                code = work()
            os._exit(code)
        finally:
            os._exit(99)
    return child


def kill_at(step: int, work: Callable[[], int], prepare: Callable[[Take], None] = watch) -> bool:
    """Do some work in a fork until it is about to take a step, and kill it there; false when it has fewer."""
    taken = 0

    def take(_: str) -> None:
        nonlocal taken
        taken += 1
        if taken == step:
            os.kill(os.getpid(), signal.SIGKILL)

    status = os.waitpid(fork(work, take, prepare), 0)[1]
    assert os.WIFSIGNALED(status) or os.waitstatus_to_exitcode(status) == 0, "the work ends well or is killed"
    return os.WIFSIGNALED(status)


def surviving(path: Path) -> Path:
    """Give where a file is after a kill: in its place, or aside, from where the next run puts it back."""
    return path if path.exists() else path.with_name(f".docgen-tmp-cu-{path.name}")
