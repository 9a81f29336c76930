"""The verb ``generate``: gather, decide, do; and ``status``, which only decides."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from docgen import files, stale
from docgen.app import copying
from docgen.app.building import build
from docgen.app.copying import Announce, Copied
from docgen.app.gather import Plan, choose, plan
from docgen.kind import Kind
from docgen.output import Folder
from docgen.problem import ExitCode, Problem, Stop
from docgen.stale import Entry, Job, Manifest, State, Verdict

if TYPE_CHECKING:  # a run in which nothing changed does not pay for loading the Word libraries
    from docgen.app.linting import PaperFinding


class Result(enum.StrEnum):
    """What became of one paper in a run."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    """A person's file was kept: see the verdict's state."""
    BLOCKED = "blocked"
    """The file is open in Word, or cannot be written for another reason: see ``note``."""
    FAILED = "failed"
    """The template or the paper has faults; nothing of its kind was written."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one paper, and a sentence where it could not be written."""

    verdict: Verdict
    result: Result
    note: str = ""


@dataclass(frozen=True, slots=True)
class Generated:
    """What a run did: an outcome for every paper chosen, and what the user should know besides.

    ``faults`` are those of templates and papers; ``notes`` are warnings about the folder and its files;
    ``orphans`` are files that the records no longer ask for; ``findings`` are departures from
    thể thức in the papers written, which stop nothing.  ``copied`` tells of PDFs if they were
    asked for; else ``outdated`` counts those that no longer say what their papers say.
    """

    plan: Plan
    folder: Path
    outcomes: tuple[Outcome, ...]
    orphans: tuple[Verdict, ...]
    faults: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    findings: tuple[PaperFinding, ...] = ()
    copied: Copied | None = None
    outdated: int = 0

    @property
    def exit_code(self) -> ExitCode:
        """Tell whether every paper, and every PDF asked for, could be made."""
        stuck = any(
            o.result in {Result.BLOCKED, Result.FAILED} or _stands_in_the_way(o) for o in self.outcomes
        )
        if stuck or self.faults:
            return ExitCode.PROBLEMS
        return self.copied.exit_code if self.copied is not None else ExitCode.OK

    @property
    def current_files(self) -> Iterator[Path]:
        """Give the papers whose files are as they should be: ours and current, or edited by a person."""
        for outcome in self.outcomes:
            edited = outcome.result is Result.KEPT and outcome.verdict.state is State.EDITED
            if edited or outcome.result in {Result.WRITTEN, Result.UNCHANGED}:
                yield self.folder / outcome.verdict.name

    def count(self, result: Result) -> int:
        """Count the papers with this result."""
        return sum(outcome.result is result for outcome in self.outcomes)


def _stands_in_the_way(outcome: Outcome) -> bool:
    return outcome.verdict.state in {State.FOREIGN, State.UNREADABLE} and outcome.result is Result.KEPT


@dataclass(frozen=True, slots=True)
class Pdf:
    """How PDFs are wanted: as PDF/A or not, and who is told before the converter starts."""

    archival: bool = False
    announce: Announce | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands in a season's folder: a verdict for every paper, in the order of the season."""

    plan: Plan
    folder: Path
    verdicts: tuple[Verdict, ...]
    notes: tuple[Problem, ...]

    @property
    def not_ready(self) -> tuple[Kind, ...]:
        """Give the kinds that the records have no paper for yet."""
        return self.plan.not_ready


Progress = Callable[[int, int, str], None]
"""Called after each paper: how many are done, of how many, the file's name."""


def status(season: str | None, *, here: Path, out: Path | None = None) -> Standing:
    """Judge every paper of a season; reads only, so that it may be asked at any time."""
    todo = plan(season, here=here)
    folder = _folder(todo, here, out)
    manifest, notes = _read(folder, todo)
    disk = folder.hashes(manifest.names() | {job.name for job in todo.jobs})
    return Standing(todo, folder.path, tuple(stale.judge(todo.jobs, manifest, disk)), notes)


def generate(
    season: str | None,
    *,
    here: Path,
    only: Sequence[str] = (),
    out: Path | None = None,
    progress: Progress | None = None,
    pdf: Pdf | None = None,
) -> Generated:
    """Make the papers of a season that are not current, each file whole or not at all.

    ``season``, ``here`` and ``only`` are as in ``find_season`` and ``choose``; ``out`` is the
    folder, by default the season's own under ``output/``.  With ``pdf``, the papers chosen get
    PDFs beside them; what goes wrong with these takes nothing from the papers.  Raises ``Stop``
    when the workbook has errors, another docgen works in the folder, or the disk is full.
    """
    todo = plan(season, here=here)
    chosen = choose(todo, only)
    folder = _folder(todo, here, out)
    with files.Lock(folder.private):
        files.sweep(folder.path)
        done = _Run(todo, folder, progress).go(chosen)
        papers = list(done.current_files)
        if pdf is None:
            return replace(done, outdated=copying.count_outdated(folder, papers))
        copied = copying.copy_papers(folder, papers, archival=pdf.archival, announce=pdf.announce)
        return replace(done, copied=copied)


def _folder(todo: Plan, here: Path, out: Path | None) -> Folder:
    """Give the folder of a season's papers: the one asked for, or the season's own."""
    return Folder(here / out if out is not None else todo.checked.place.output)


def _read(folder: Folder, todo: Plan) -> tuple[Manifest, tuple[Problem, ...]]:
    """Read the manifest; ``Stop`` if the folder belongs to another season."""
    manifest, fault = folder.read_manifest()
    season = todo.checked.place.season
    if manifest.season not in {"", season}:
        raise Stop(
            f"Thư mục «{folder.path}» đang giữ văn bản của đợt «{manifest.season}».",
            "Hãy chọn thư mục khác cho --out.",
            exit_code=ExitCode.USAGE,
        )
    return replace(manifest, season=season), (fault,) if fault else ()


class _Run:
    """One run over a folder whose lock is held: build everything in memory, then write."""

    def __init__(self, todo: Plan, folder: Folder, progress: Progress | None) -> None:
        self._todo, self._folder, self._progress = todo, folder, progress
        self._before, self._notes = _read(folder, todo)
        self._disk = folder.hashes(self._before.names() | {job.name for job in todo.jobs})
        known = stale.settle(self._before, self._disk)
        self._papers, self._leftovers = dict(known.papers), dict(known.leftovers)

    def go(self, chosen: set[str]) -> Generated:
        """Bring the chosen papers up to date."""
        verdicts = stale.judge(self._todo.jobs, self._before, self._disk)
        of_paper = {verdict.paper: verdict for verdict in verdicts}
        jobs = [job for job in self._todo.jobs if job.paper in chosen]
        # A stranger's file may be our own work whose manifest was lost: its bytes will tell.
        wanted = {*stale.WRITABLE, State.FOREIGN}
        made, faults = build(self._todo, [job for job in jobs if of_paper[job.paper].state in wanted])
        entries = {
            job.paper: Entry(job.name, job.label, files.sha256(made[job.paper]), job.inputs)
            for job in jobs
            if job.paper in made
        }
        outcomes = {job.paper: self._without_writing(job, of_paper[job.paper], entries) for job in jobs}
        writes = [job for job in jobs if outcomes[job.paper] is None]
        try:
            self._announce({job.paper: entries[job.paper] for job in writes})
            for number, job in enumerate(writes, start=1):
                outcomes[job.paper] = self._write(
                    job, of_paper[job.paper], entries[job.paper], made[job.paper]
                )
                if self._progress is not None:
                    self._progress(number, len(writes), job.name)
        except Stop as stop:
            raise _stopped(stop, [outcomes[job.paper] for job in writes]) from stop
        finally:
            self._finish()
        findings, refused = self._lint([job for job in writes if _is_written(outcomes[job.paper])], made)
        return Generated(
            plan=self._todo,
            folder=self._folder.path,
            outcomes=tuple(outcome for outcome in outcomes.values() if outcome is not None),
            orphans=tuple(verdict for verdict in verdicts if verdict.state is State.ORPHAN),
            faults=tuple(faults),
            notes=(*self._notes, *refused),
            findings=findings,
        )

    def _lint(
        self, jobs: Sequence[Job], made: Mapping[str, bytes]
    ) -> tuple[tuple[PaperFinding, ...], tuple[Problem, ...]]:
        """Lint what was written; last of all, so that nothing in it can keep a paper from being written."""
        if not jobs:
            return (), ()
        from docgen.app.linting import lint_papers  # noqa: PLC0415 - see above

        return lint_papers({job.name: made[job.paper] for job in jobs})

    def _without_writing(self, job: Job, verdict: Verdict, entries: Mapping[str, Entry]) -> Outcome | None:
        """Settle a paper whose file needs no writing; ``None`` for one that is to be written."""
        entry = entries.get(job.paper)
        if verdict.state is State.CURRENT:
            return Outcome(verdict, Result.UNCHANGED)
        if verdict.state in {State.EDITED, State.UNREADABLE}:
            return Outcome(verdict, Result.KEPT)
        if entry is None:
            return Outcome(verdict, Result.FAILED)
        if self._disk.get(job.name) == entry.sha256:
            self._own(job.paper, entry)
            return Outcome(verdict, Result.UNCHANGED)
        return Outcome(verdict, Result.KEPT) if verdict.state is State.FOREIGN else None

    def _announce(self, pending: Mapping[str, Entry]) -> None:
        """Say what is about to be written: after a crash the disk tells what of it came to be."""
        if pending:
            season = self._before.season
            self._folder.write_manifest(Manifest(season, self._papers, pending, self._leftovers))

    def _write(self, job: Job, verdict: Verdict, entry: Entry, data: bytes) -> Outcome:
        mark = self._folder.opened_by(job.name)
        if mark:
            return Outcome(verdict, Result.BLOCKED, f"đang mở trong Word (nếu không phải, xóa tệp «{mark}»)")
        try:
            self._folder.write(job.name, data)
        except Stop as stop:
            if isinstance(stop.__cause__, PermissionError):  # this file only; the others may be free
                return Outcome(verdict, Result.BLOCKED, "đang mở trong Word hoặc không được phép ghi")
            raise
        self._own(job.paper, entry)
        return Outcome(verdict, Result.WRITTEN)

    def _own(self, paper: str, entry: Entry) -> None:
        """Remember a file of ours; what the paper was called before is no longer needed."""
        old = self._papers.get(paper)
        if old is not None and old.name != entry.name:
            self._leftovers[old.name] = old.sha256
        self._leftovers.pop(entry.name, None)
        same_file = [other for other, held in self._papers.items() if held.name == entry.name]
        for other in same_file:
            del self._papers[other]
        self._papers[paper] = entry

    def _finish(self) -> None:
        """Remove files of ours that no paper has any more, and write the manifest if it changed."""
        held = {entry.name for entry in self._papers.values()}
        gone = []
        for name, sha256 in list(self._leftovers.items()):
            if name in held or self._folder.remove(name, sha256):
                del self._leftovers[name]
                gone += [name] if name not in held else []
        after = Manifest(self._before.season, self._papers, {}, self._leftovers)
        if after != self._before:
            # On a full disk this fails as well; what was announced stays true all the same.
            with suppress(Stop):
                self._folder.write_manifest(after)
        if gone:
            with suppress(Stop):
                copying.forget(self._folder, gone)


def _is_written(outcome: Outcome | None) -> bool:
    return outcome is not None and outcome.result is Result.WRITTEN


def _stopped(stop: Stop, outcomes: Sequence[Outcome | None]) -> Stop:
    """Add to the reason for stopping how far the run has come."""
    written = sum(map(_is_written, outcomes))
    message = f"{stop.message} Đã ghi trọn vẹn {written} trên {len(outcomes)} văn bản."
    return Stop(message, stop.remedy, stop.exit_code)
