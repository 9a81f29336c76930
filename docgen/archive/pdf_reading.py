"""Read a PDF of unknown origin in a process of its own, so that nothing in it can harm this one."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from docgen.archive import pdf_scan
from docgen.archive.pdf_scan import PdfScan, parse_pdf

MAX_SIZE: Final = 200 * 1024 * 1024
"""Largest PDF that is taken, in bytes."""


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """How long reading may take (seconds), and how much memory it may use (bytes) beside the file itself."""

    seconds: int = 60
    memory: int = 1024**3


LIMITS: Final = ReadingLimits()
_COPIES: Final = 4
"""So many times a file lies in memory while it is read: as it came in, in each library, in parts."""
_MAX_ANSWER: Final = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class PdfReading:
    """A PDF that was read, or the reason (of ``scan``) why it was not."""

    pdf: PdfScan | None
    refused: str = ""


def read(
    data: bytes, *, roots: Sequence[Path], moment: dt.datetime, limits: ReadingLimits = LIMITS
) -> PdfReading:
    """Read a PDF within bounds.

    ``roots`` are the files of the certificates that the office trusts; ``moment`` is when their validity
    is judged.  A file that takes too long, too much memory, or ends the process is refused.
    """
    if len(data) > MAX_SIZE:
        return PdfReading(None, pdf_scan.TOO_BIG)
    reason = pdf_scan.refused(data)
    if reason:
        return PdfReading(None, reason)
    asked = {
        "roots": [str(path) for path in roots],
        "moment": moment.isoformat(),
        "seconds": limits.seconds,
        "bytes": limits.memory + _COPIES * len(data),
    }
    answer = _ask(json.dumps(asked).encode() + b"\n" + data, limits.seconds)
    if answer is None:
        return PdfReading(None, pdf_scan.TOO_HEAVY)
    if "refused" in answer:
        return PdfReading(None, str(answer["refused"]))
    return PdfReading(parse_pdf(answer["pdf"]))


def _ask(request: bytes, seconds: int) -> dict[str, Any] | None:
    """Run the child; ``None`` when it was ended, by us or by what it read."""
    command = [sys.executable, "-I", "-X", "utf8", "-c", _START, str(Path(__file__).parents[2])]
    with tempfile.TemporaryFile() as answer:
        try:
            done = subprocess.run(  # noqa: S603 - our own module; the file goes in as bytes
                command,
                input=request,
                stdout=answer,
                stderr=subprocess.DEVNULL,
                timeout=seconds,
                check=False,
            )
        except (subprocess.TimeoutExpired, BrokenPipeError):
            return None
        if done.returncode != 0 or answer.tell() > _MAX_ANSWER:
            return None
        answer.seek(0)
        try:
            values: Any = json.loads(answer.read())
        except ValueError:
            return None
    return values if isinstance(values, dict) else None


_START: Final = (
    "import sys; sys.path.insert(0, sys.argv[1]); from docgen.archive.child import main; sys.exit(main())"
)
"""``-I`` keeps the folder that the user stands in out of the child's modules; our own is named."""
