"""A real other editor: LibreOffice opens papers, edits them through its API, and saves them as .docx."""

from __future__ import annotations

import functools
import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from docgen.backends.libreoffice import find

Step = tuple[str | float, ...]


@dataclass(frozen=True)
class Job:
    """A paper and what is done to it."""

    data: bytes
    steps: Sequence[Step]


@functools.cache
def python() -> str:
    """Find a Python that speaks to LibreOffice; empty where there is none."""
    office = find(os.environ)
    if office is None:
        return ""
    beside = [office.program.resolve().parent / name for name in ("python", "python3", "python.exe")]
    for program in [*map(str, beside), "/usr/bin/python3", shutil.which("python3") or ""]:
        if program and Path(program).exists():
            run = subprocess.run([program, "-c", "import uno"], capture_output=True, check=False)  # noqa: S603
            if run.returncode == 0:
                return program
    return ""


def edit(folder: Path, jobs: Sequence[Job]) -> list[bytes]:
    """Let one start of LibreOffice do all jobs; gives the saved files."""
    office = find(os.environ)
    assert office is not None
    lines = []
    for number, job in enumerate(jobs):
        source, target = folder / f"{number}.docx", folder / f"{number}-saved.docx"
        source.write_bytes(job.data)
        lines.append({"source": str(source), "target": str(target), "steps": job.steps})
    script = folder / "jobs.json"
    script.write_text(json.dumps(lines), encoding="utf-8")
    editor = Path(__file__).with_name("uno_editor.py")
    command = [python(), str(editor), str(office.program), str(folder / "profile"), str(script)]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)  # noqa: S603 - ours
    assert run.returncode == 0, run.stderr
    return [(folder / f"{number}-saved.docx").read_bytes() for number in range(len(jobs))]
