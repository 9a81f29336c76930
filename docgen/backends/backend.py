"""What a converter is, and how its process is run: watched, given a time limit, ended as a whole."""

from __future__ import annotations

import enum
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Final, Protocol

from docgen.backends.pdf_bytes import is_whole

OUT: Final = "out"
"""Folder of the PDFs, within the folder that a converter works in."""

_LOG: Final = "log.txt"
_GLANCE: Final = 0.05
"""Seconds between two looks at a running converter."""


class End(enum.Enum):
    """How a converter's process came to its end."""

    OVER = "it says that it is done"
    BROKEN = "it ended by itself and says that it failed"
    STALLED = "it was ended, having made nothing new for too long"
    CANCELLED = "it was ended, since the run stops"
    NO_START = "it could not be started"


@dataclass(frozen=True, slots=True)
class ConverterLimits:
    """How long a converter may go on: seconds without a new PDF, and whether the run stops.

    ``made`` is called with the name of each PDF as soon as it is whole.
    """

    patience: float
    cancelled: Event
    made: Callable[[str], None] = lambda _name: None


class Backend(Protocol):
    """A program that makes PDFs of Word files."""

    @property
    def name(self) -> str:
        """Name the program as its user knows it."""
        ...

    @property
    def lanes(self) -> int:
        """Tell how many processes of it may work at the same time."""
        ...

    def run(self, work: Path, names: Sequence[str], *, archival: bool, limits: ConverterLimits) -> End:
        """Make ``work/out/0001.pdf`` of ``work/0001.docx`` and so on, in one start of the program.

        A file that cannot be made is left out and the others are made all the same.  ``work`` is
        the converter's own, and goes away after the run.
        """
        ...


def finished(work: Path, name: str) -> Path:
    """Give the place of the PDF of one of the names."""
    return (work / OUT / name).with_suffix(".pdf")


def last_words(work: Path) -> str:
    """Give the last line that the program said, or ``""``."""
    with suppress(OSError):
        lines = (work / _LOG).read_text(encoding="utf-8", errors="replace").split("\n")
        return next((line.strip() for line in reversed(lines) if line.strip()), "")
    return ""


def watch(command: Sequence[str], work: Path, limits: ConverterLimits, environ: Mapping[str, str]) -> End:
    """Run a converter in its folder until it ends, stalls or is cancelled; nothing of it lives on."""
    with (work / _LOG).open("wb") as log:
        try:
            process = _start(command, work, log.fileno(), environ)
        except OSError as error:
            log.write(str(error).encode())
            return End.NO_START
        try:
            return _wait(process, work, limits)
        finally:
            _end(process)


def _start(
    command: Sequence[str], work: Path, log: int, environ: Mapping[str, str]
) -> subprocess.Popen[bytes]:
    no_window = 0x0800_0000 if sys.platform == "win32" else 0  # CREATE_NO_WINDOW
    return subprocess.Popen(  # noqa: S603 - the converter that was found, and names made by us
        command,
        cwd=work,
        env=dict(environ),
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        start_new_session=True,  # a group of its own, so that it can be ended with all that it starts
        creationflags=no_window,
    )


def _wait(process: subprocess.Popen[bytes], work: Path, limits: ConverterLimits) -> End:
    seen: set[str] = set()
    told: set[str] = set()
    since = time.monotonic()
    while process.poll() is None:
        if limits.cancelled.wait(_GLANCE):
            return End.CANCELLED
        now = {path.name for path in (work / OUT).iterdir()}
        if now - seen:
            seen, since = now, time.monotonic()
        elif time.monotonic() - since > limits.patience:
            return End.STALLED
        _tell(work, now - told, told, limits)
    _tell(work, {path.name for path in (work / OUT).iterdir()} - told, told, limits)
    return End.OVER if process.returncode == 0 else End.BROKEN


def _tell(work: Path, names: Iterable[str], told: set[str], limits: ConverterLimits) -> None:
    """Tell of the PDFs that have become whole; one that is still being written waits."""
    for name in sorted(names):
        whole = False
        with suppress(OSError):  # Windows does not let a file be read that is being written
            whole = is_whole((work / OUT / name).read_bytes())
        if whole:
            told.add(name)
            limits.made(name)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process that still runs, with its children: soffice is a script that starts others."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        end_by_id(process.pid)
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def end_by_id(process_id: int) -> None:
    """End a process on Windows, with its children."""
    command = ["taskkill", "/F", "/T", "/PID", str(process_id)]
    subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - a number made by us
