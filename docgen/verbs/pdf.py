"""PDFs of Word files: which must be made is judged first, then all of them are made in one call.

docgen never overwrites a PDF that it did not make (a scan of the signed paper may well stand
there), so the folder remembers of each PDF what it was made from and its own hash.
"""

from __future__ import annotations

import enum
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docgen import backends, files, stale
from docgen.output import Folder
from docgen.problem import ExitCode, Problem, Stop
from docgen.stale import UNREADABLE, WRITABLE, Copies, Copy, State
from docgen.verbs.workspace import find_files

Announce = Callable[[int], "backends.Tick | None"]
"""Called before the converter starts: how many files it is given.  Gives what to call as each PDF comes."""


class CopyResult(enum.StrEnum):
    """What became of one PDF in a run."""

    MADE = "made"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    """A person's file was kept: see ``state``."""
    BLOCKED = "blocked"
    """The PDF that is there is open in a program that lets nobody write to it."""
    FAILED = "failed"
    """It could not be made: see the problems, or why the run stopped."""


@dataclass(frozen=True, slots=True)
class CopyOutcome:
    """What became of one PDF: ``state`` is how it stood before."""

    source: Path
    target: Path
    state: State
    result: CopyResult

    def as_json(self) -> dict[str, str]:
        """Give what became of the PDF as plain JSON values."""
        return {
            "source": str(self.source),
            "pdf": str(self.target),
            "state": str(self.state),
            "result": str(self.result),
        }


@dataclass(frozen=True, slots=True)
class Copied:
    """What a run did with PDFs; ``stop`` says why it could not go on, when it could not."""

    outcomes: tuple[CopyOutcome, ...] = ()
    problems: tuple[Problem, ...] = ()
    stop: Stop | None = None

    @property
    def exit_code(self) -> ExitCode:
        """Tell whether every PDF that was asked for is there, or was made by hand from ours."""
        stuck = any(
            outcome.result in {CopyResult.BLOCKED, CopyResult.FAILED}
            or outcome.state in {State.FOREIGN, State.UNREADABLE}
            for outcome in self.outcomes
        )
        return ExitCode.PROBLEMS if stuck else ExitCode.OK

    def as_json(self) -> dict[str, Any]:
        """Give what became of the PDFs as plain JSON values."""
        return {
            "pdfs": [outcome.as_json() for outcome in self.outcomes],
            "stop": self.stop.as_json() if self.stop is not None else None,
            "problems": [problem.as_json() for problem in self.problems],
        }


def make_pdfs(
    names: Sequence[str],
    *,
    here: Path,
    out: Path | None = None,
    archival: bool = False,
    announce: Announce | None = None,
) -> Copied:
    """Make PDFs of any Word files, beside them or in the folder ``out``; the verb ``pdf``.

    ``names`` are paths, with ``*`` and ``?`` for several at once.  Raises ``Stop`` when a file is
    not there, or another docgen works in a folder.
    """
    sources = find_files(names, here=here)
    folders: dict[Path, list[Path]] = {}
    for source in sources:
        place = backends.target(source, None if out is None else here / out)
        folders.setdefault(place.parent, []).append(source)
    parts: list[Copied] = []
    for path, members in folders.items():
        folder = Folder(path)
        with files.Lock(folder.private):
            parts.append(copy_papers(folder, members, archival=archival, announce=announce))
    return Copied(
        tuple(outcome for part in parts for outcome in part.outcomes),
        tuple(dict.fromkeys(problem for part in parts for problem in part.problems)),
        next((part.stop for part in parts if part.stop is not None), None),
    )


def copy_papers(
    folder: Folder, sources: Sequence[Path], *, archival: bool, announce: Announce | None = None
) -> Copied:
    """Bring the PDFs of these Word files in a folder, whose lock is held, up to date."""
    return _PdfRun(folder, sources, archival=archival).go(announce)


def count_outdated(folder: Folder, sources: Iterable[Path]) -> int:
    """Count the PDFs of ours that were made from other bytes than these Word files have now."""
    copies, _ = folder.read_copies()
    known = [source for source in sources if backends.target(source).name in copies.names()]
    states = _PdfRun(folder, known, archival=False).states if known else {}
    return sum(state is State.CHANGED for state in states.values())


def forget(folder: Folder, papers: Iterable[str]) -> None:
    """Remove the PDFs of ours whose Word files are gone; ``papers`` are the names of these."""
    names = {backends.target(Path(name)).name for name in papers}
    copies, _ = folder.read_copies()
    known = stale.settle_copies(copies, folder.hashes(copies.names()))
    left = {
        name: copy
        for name, copy in known.made.items()
        if name not in names or not folder.remove(name, copy.sha256)
    }
    if left != copies.made:
        folder.write_copies(Copies(left))


class _PdfRun:
    """One run over a folder: what stands there is looked at once, when it begins."""

    def __init__(self, folder: Folder, sources: Sequence[Path], *, archival: bool) -> None:
        self._folder, self._archival = folder, archival
        self._names = {source: backends.target(source, folder.path).name for source in sources}
        self._hashes = {source: _hash(source) for source in sources}
        self._before, fault = folder.read_copies()
        self._problems = [fault] if fault else []
        disk = folder.hashes({*self._names.values(), *self._before.names()})
        self._made = dict(stale.settle_copies(self._before, disk).made)
        self.states = self._judge(disk)

    def _judge(self, disk: Mapping[str, str]) -> dict[Path, State]:
        shared = Counter(self._names.values())
        states = {}
        for source, name in self._names.items():
            copy, found = self._made.get(name), disk.get(name)
            state = stale.judge_copy(copy, self._hashes[source], found, archival=self._archival)
            if state is State.CURRENT and shared[name] > 1:
                state = State.CHANGED  # the converter refuses two files that would make one PDF
            states[source] = state
        return states

    def go(self, announce: Announce | None) -> Copied:
        """Make what must be made."""
        wanted = [source for source, state in self.states.items() if state in WRITABLE]
        results = dict.fromkeys(wanted, CopyResult.FAILED)
        stop = None
        try:
            if wanted:
                self._make(wanted, results, announce)
        except Stop as reason:
            stop = reason
        finally:
            self._finish()
        outcomes = [
            CopyOutcome(
                source, self._folder.path / self._names[source], state, results.get(source, _kept(state))
            )
            for source, state in self.states.items()
        ]
        return Copied(tuple(outcomes), tuple(self._problems), stop)

    def _make(
        self, wanted: Sequence[Path], results: dict[Path, CopyResult], announce: Announce | None
    ) -> None:
        by = backends.available()
        tick = announce(len(wanted)) if by is not None and announce is not None else None
        # Made elsewhere first: what is about to stand in the folder is announced with its hash.
        with tempfile.TemporaryDirectory(prefix="docgen-", ignore_cleanup_errors=True) as temp:
            converted = backends.convert(wanted, Path(temp), archival=self._archival, backend=by, tick=tick)
            self._problems += converted.problems
            ready = {source: path.read_bytes() for source, path in converted.done.items()}
        copies = {
            source: Copy(self._hashes[source], self._archival, files.sha256(data))
            for source, data in ready.items()
        }
        if copies:
            pending = {self._names[source]: copy for source, copy in copies.items()}
            self._folder.write_copies(Copies(self._made, pending))
        for source, data in ready.items():
            if self._write(self._names[source], data):
                self._made[self._names[source]] = copies[source]
                results[source] = CopyResult.MADE
            else:
                results[source] = CopyResult.BLOCKED

    def _write(self, name: str, data: bytes) -> bool:
        """Write one PDF; false when it is held open: the others may be free."""
        try:
            self._folder.write(name, data)
        except Stop as stop:
            if isinstance(stop.__cause__, PermissionError):
                return False
            raise
        return True

    def _finish(self) -> None:
        after = Copies(self._made)
        if after != self._before:
            # On a full disk this fails as well; what was announced stays true all the same.
            with suppress(Stop):
                self._folder.write_copies(after)


def _kept(state: State) -> CopyResult:
    return CopyResult.UNCHANGED if state is State.CURRENT else CopyResult.KEPT


def _hash(source: Path) -> str:
    """Give a Word file's hash; one that cannot be read is unlike any that a PDF was made from."""
    try:
        return files.sha256_file(source)
    except OSError:
        return UNREADABLE
