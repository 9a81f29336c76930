"""The verb ``generate``: look, decide, do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from docgen import files, stale, vault
from docgen.output import Folder
from docgen.problem import Problem, Severity, Stop, Where
from docgen.stale import Frozen, Job, Manifest, ManifestEntry, State, Verdict
from docgen.vault import Event
from docgen.verbs.anchoring import keep_codes, refuse_astray
from docgen.verbs.build import build
from docgen.verbs.check import Plan, choose, plan, undrafted
from docgen.verbs.drafts import Draft, fresh, keep_draft, keep_edit, merge_edits, other_figures, unreviewed
from docgen.verbs.issued_versions import keep_inputs, number_in_workbook
from docgen.verbs.outcomes import Generated, Outcome, PaperOutcome, PdfWish, Progress
from docgen.verbs.owning import claim
from docgen.verbs.pdf import copy_papers, count_outdated, forget
from docgen.verbs.season_snapshots import keep_snapshot, prune_snapshots
from docgen.verbs.status import Standing, folder_of, stand

if TYPE_CHECKING:  # a run in which nothing changed does not pay for loading the Word libraries
    from docgen.verbs.lint import PaperFinding


def generate(
    season: str | None,
    *,
    here: Path,
    now: dt.datetime,
    only: Sequence[str] = (),
    out: Path | None = None,
    progress: Progress | None = None,
    pdf: PdfWish | None = None,
    draft: int = 0,
) -> Generated:
    """Make the papers of a season that are not current, each file whole or not at all.

    ``season``, ``here`` and ``only`` are as in ``find_season`` and ``choose``; ``out`` is the
    folder, by default the season's own under ``output/``.  With ``pdf``, the papers chosen get
    PDFs beside them; what goes wrong with these takes nothing from the papers.  ``draft`` marks those
    without number and date as a draft of that number.  Raises ``Stop``
    when the workbook has errors, another docgen works in the folder, or the disk is full.
    """
    todo = plan(season, here=here, draft=draft, today=now.date())
    chosen = choose(todo, only)
    folder = folder_of(todo, here, out)
    with files.Lock(folder.private):
        files.sweep(folder.path)
        claim(todo.checked.place)
        refuse_astray(todo.checked.place, now)
        _sweep_memory(todo.checked.place.memory)
        done = _Run(stand(todo, folder), progress, now).go(chosen)
        done = replace(done, notes=(*done.notes, *keep_codes(todo.checked.place, now)))
        papers = list(done.current_files)
        if pdf is None:
            return replace(done, outdated=count_outdated(folder, papers))
        copied = copy_papers(folder, papers, archival=pdf.archival, announce=pdf.announce)
        return replace(done, copied=copied)


def _sweep_memory(memory: Path) -> None:
    """Remove what killed runs left half-written under ``records``, unless another run is at work there."""
    if not files.is_swept(memory):
        with suppress(Stop), files.Lock(memory):
            files.sweep(memory)


class _Run:
    """One run over a folder whose lock is held: draft everything in memory, then write."""

    def __init__(self, standing: Standing, progress: Progress | None, now: dt.datetime) -> None:
        self._standing, self._progress, self._now = standing, progress, now
        self._todo, self._folder, self._disk = standing.plan, standing.files, standing.disk
        known = standing.manifest
        self._papers, self._leftovers = dict(known.papers), dict(known.leftovers)
        self._records = _keep_records(standing.plan)

    def go(self, chosen: set[str]) -> Generated:
        """Bring the chosen papers up to date."""
        standing = self._standing
        of_paper = {verdict.paper: verdict for verdict in standing.verdicts}
        jobs = [job for job in self._todo.jobs if job.paper in chosen]
        # A stranger's file may be our own work whose manifest was lost: its bytes will tell.
        wanted = {*stale.WRITABLE, State.FOREIGN, State.EDITED_CHANGED}
        made, faults = build(self._todo, [job for job in jobs if of_paper[job.paper].state in wanted])
        for verdict in standing.verdicts:
            if verdict.state in {*stale.EDITS, State.ALTERED, State.ORPHAN}:
                keep_edit(standing, verdict, now=self._now)
        outcomes: dict[str, Outcome] = {}
        drafts: list[Draft] = []
        for job in jobs:
            settled = self._settle(job, of_paper[job.paper], made.get(job.paper))
            if isinstance(settled, Draft):
                drafts.append(settled)
            else:
                outcomes[job.paper] = settled
        outcomes |= {verdict.paper: self._final(verdict) for verdict in self._gone_but_issued(chosen)}
        outcomes |= self._write_all(drafts)
        reopened = self._reopen()
        issued, unready = self._issue([job for job in jobs if _is_ready(outcomes.get(job.paper))])
        findings, refused = self._lint([draft for draft in drafts if _is_made(outcomes[draft.job.paper])])
        ordered = [*(job.paper for job in jobs), *outcomes]
        return Generated(
            summary=standing.summary,
            folder=self._folder.path,
            outcomes=tuple(outcomes[paper] for paper in dict.fromkeys(ordered)),
            orphans=tuple(verdict for verdict in standing.verdicts if verdict.state is State.ORPHAN),
            faults=tuple(faults),
            notes=(*standing.notes, *refused, *unready),
            findings=findings,
            issued=issued,
            reopened=reopened,
        )

    def _lint(self, drafts: Sequence[Draft]) -> tuple[tuple[PaperFinding, ...], tuple[Problem, ...]]:
        """Lint what was written; last of all, so that nothing in it can keep a paper from being written."""
        if not drafts:
            return (), ()
        from docgen.verbs.lint import lint_papers  # noqa: PLC0415 - see above

        return lint_papers({draft.entry.name: draft.data for draft in drafts})

    # --- deciding ---------------------------------------------------------------------------------

    def _settle(self, job: Job, verdict: Verdict, data: bytes | None) -> Outcome | Draft:
        """Settle a paper whose file needs no writing, or draft what is to be written."""
        state = verdict.state
        if state in stale.FINAL:
            settled: Outcome | Draft = self._final(verdict)
        elif state in {State.CURRENT, State.EDITED}:
            # What it was made from says the same as the records now: from here on changes are counted.
            self._papers[job.paper] = replace(self._papers[job.paper], records=self._records)
            settled = Outcome(
                verdict, PaperOutcome.UNCHANGED if state is State.CURRENT else PaperOutcome.KEPT
            )
        elif state is State.UNREADABLE:
            settled = Outcome(verdict, PaperOutcome.KEPT)
        elif data is None:
            settled = Outcome(verdict, PaperOutcome.FAILED)
        elif state is State.EDITED_CHANGED:
            draft = merge_edits(self._standing, job, verdict, data, now=self._now, records=self._records)
            settled = draft if isinstance(draft, Draft) else Outcome(verdict, PaperOutcome.KEPT, draft)
        else:
            settled = self._draft(job, verdict, data)
        return settled

    def _draft(self, job: Job, verdict: Verdict, data: bytes) -> Outcome | Draft:
        """Draft a paper that nobody edited, unless its file has these very bytes, or a stranger's."""
        draft = fresh(self._standing, job, verdict, data, now=self._now, records=self._records)
        if self._disk.get(job.name) == draft.entry.sha256:
            self._folder.keep_base(draft.base)
            self._own(job.paper, draft.entry)
            return Outcome(verdict, PaperOutcome.UNCHANGED)
        return Outcome(verdict, PaperOutcome.KEPT) if verdict.state is State.FOREIGN else draft

    def _gone_but_issued(self, chosen: set[str]) -> list[Verdict]:
        """Give the issued papers that the records no longer ask for, when all papers are wanted."""
        asked = {job.paper for job in self._todo.jobs}
        if not asked <= chosen:
            return []
        final = self._standing.frozen.keys() - asked
        return [verdict for verdict in self._standing.verdicts if verdict.paper in final]

    def _final(self, verdict: Verdict) -> Outcome:
        """Leave an issued paper as it is; put its file back when it is gone."""
        if verdict.state is State.ALTERED:
            return Outcome(verdict, PaperOutcome.KEPT)
        if not verdict.gone:
            return Outcome(verdict, PaperOutcome.UNCHANGED)
        data = self._standing.vault.find(self._standing.frozen[verdict.paper].sha256)
        if data is None:
            return Outcome(verdict, PaperOutcome.BLOCKED, "bản đã ban hành không còn trong thư mục ban-luu")
        note = self._put(verdict.name, data)
        if note:
            return Outcome(verdict, PaperOutcome.BLOCKED, note)
        self._leave_draft(verdict)
        return Outcome(verdict, PaperOutcome.RESTORED)

    def _leave_draft(self, verdict: Verdict) -> None:
        """Let go of the draft that a paper was issued from under another name; its bytes are kept."""
        known = self._papers.get(verdict.paper)
        left = self._disk.get(known.name) if known is not None else None
        if known is None or left is None or self._standing.vault.find(left) is None:
            return
        if known.name != verdict.name and undrafted(known.name) == undrafted(verdict.name):
            self._leftovers[known.name] = left
            self._papers[verdict.paper] = replace(known, name=verdict.name)

    # --- writing ----------------------------------------------------------------------------------

    def _write_all(self, drafts: Sequence[Draft]) -> dict[str, Outcome]:
        """Write the drafts one by one, each whole or not at all; what was there is safe before."""
        outcomes: dict[str, Outcome] = {}
        try:
            for draft in drafts:
                self._folder.keep_base(draft.base)
                if draft.merged is not None:
                    note = "\n".join(draft.entry.lacking)
                    keep_draft(self._standing, draft, vault.MERGED, now=self._now, note=note)
            self._announce({draft.job.paper: draft.entry for draft in drafts})
            for number, draft in enumerate(drafts, start=1):
                outcomes[draft.job.paper] = self._write(draft)
                if self._progress is not None:
                    self._progress(number, len(drafts), draft.entry.name)
        except Stop as stop:
            raise _stopped(stop, outcomes, len(drafts)) from stop
        finally:
            self._finish()
        return outcomes

    def _announce(self, pending: Mapping[str, ManifestEntry]) -> None:
        """Say what is about to be written: after a crash the disk tells what of it came to be."""
        if pending:
            season = self._standing.manifest.season
            self._folder.write_manifest(Manifest(season, self._papers, pending, self._leftovers))

    def _write(self, draft: Draft) -> Outcome:
        there = self._disk.get(draft.entry.name) == draft.entry.sha256
        left = draft.verdict.name if draft.hers is not None and draft.verdict.name != draft.entry.name else ""
        note = (self._busy(left) if left else "") or (
            "" if there else self._put(draft.entry.name, draft.data)
        )
        if note:
            return Outcome(draft.verdict, PaperOutcome.BLOCKED, note)
        self._own(draft.job.paper, draft.entry)
        if left:  # what was there is kept and stands in the file of the new name
            self._leftovers[left] = self._disk[left]
        if draft.hers is not None:
            return _brought(draft)
        kept = self._still_kept(draft.verdict)
        return Outcome(draft.verdict, PaperOutcome.WRITTEN, kept, draft.merged, draft.carried)

    def _still_kept(self, verdict: Verdict) -> str:
        """Say of a paper whose file was gone that a version that a person edited is kept."""
        edited = {vault.EDITED, vault.MERGED}
        hers = any(e.paper == verdict.paper and e.event in edited for e in self._standing.events)
        if not hers or verdict.state not in {State.NEW, State.MISSING}:
            return ""
        return f"tệp không còn nên làm mới; bản đã sửa tay vẫn giữ: «docgen restore {verdict.paper}»."

    def _busy(self, name: str) -> str:
        """Say, as the end of a sentence, that somebody works in a file now."""
        mark = self._folder.opened_by(name)
        if mark:
            return f"đang mở trong Word (nếu không phải, xóa tệp «{mark}»)"
        if self._folder.hashes([name]).get(name) != self._disk.get(name):
            return "vừa được lưu lại trong lúc docgen đang chạy"
        return ""

    def _put(self, name: str, data: bytes) -> str:
        """Write one file; or say, as the end of a sentence, why it could not be written now."""
        busy = self._busy(name)
        if busy:
            return busy
        try:
            if not self._folder.write_over(name, data, self._disk.get(name)):
                return "vừa được lưu lại trong lúc docgen đang chạy"
        except Stop as stop:
            if isinstance(stop.__cause__, PermissionError):  # this file only; the others may be free
                return "đang mở trong Word hoặc không được phép ghi"
            raise
        return ""

    def _own(self, paper: str, entry: ManifestEntry) -> None:
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
        before = self._standing.stored
        after = Manifest(before.season, self._papers, {}, self._leftovers)
        if after != before:
            # On a full disk this fails as well; what was announced stays true all the same.
            with suppress(Stop):
                self._folder.write_manifest(after)
                bases = (
                    name for entry in self._papers.values() for name in (entry.generated, *entry.earlier)
                )
                self._folder.drop_bases({*bases})
                wanted = {entry.records for entry in self._papers.values()}
                wanted |= {event.records for event in self._standing.vault.journal()[0]}
                wanted |= {paper.records for paper in self._standing.frozen.values()}
                place = self._todo.checked.place
                wanted |= {entry.records for entry in Folder(place.output).read_manifest()[0].papers.values()}
                prune_snapshots(place, wanted)
        if gone:
            with suppress(Stop):
                forget(self._folder, gone)

    # --- issued by the workbook -------------------------------------------------------------------

    def _reopen(self) -> tuple[Frozen, ...]:
        """Note that papers whose number was taken out of the workbook are open again."""
        for paper in self._standing.reopened:
            self._standing.vault.note(
                Event(
                    at=self._now.isoformat(timespec="seconds"),
                    event=vault.REOPENED,
                    paper=paper.paper,
                    name=paper.name,
                    label=paper.label,
                    sha256=paper.sha256,
                    base="",
                    inputs="",
                    note=f"số {paper.number} đã được xóa khỏi sổ",
                )
            )
        return self._standing.reopened

    def _issue(self, jobs: Sequence[Job]) -> tuple[tuple[Frozen, ...], list[Problem]]:
        """Freeze the papers that are current and whose number and date stand in the workbook.

        Those that a review left something open in stay as they are, and a warning says so each time.
        """
        issued: list[Frozen] = []
        unready: list[Problem] = []
        for job in jobs:
            number = number_in_workbook(self._todo, job.paper)
            entry = self._papers.get(job.paper)
            if not number or entry is None or job.paper in self._standing.frozen:
                continue
            data = self._folder.read(entry.name)
            base = self._folder.find_base(entry.generated)
            edited = files.sha256(data) != entry.generated
            fault = _unready(job, entry.name, data) if edited else None
            if fault is not None:
                unready.append(fault)
                continue
            if edited and base is not None:
                unready += _told(other_figures(base, data, entry.name, job.label, Where(file=entry.name)))
            self._standing.vault.note(
                Event(
                    at=self._now.isoformat(timespec="seconds"),
                    event=vault.ISSUED,
                    paper=job.paper,
                    name=entry.name,
                    label=job.label,
                    sha256=self._standing.vault.keep(data),
                    base=self._standing.vault.keep(base) if base is not None else "",
                    inputs=keep_inputs(self._standing.vault, job.inputs),
                    records=entry.records,
                    note=number,
                )
            )
            issued.append(
                Frozen(
                    job.paper,
                    entry.name,
                    job.label,
                    entry.sha256,
                    job.inputs,
                    number,
                    entry.records,
                    by_workbook=True,
                )
            )
        return tuple(issued), unready


def _told(found: Iterable[Problem]) -> Iterator[Problem]:
    """Warn of figures in a paper that its number in the workbook made an issued one: they are her word."""
    for fault in found:
        yield replace(
            fault, severity=Severity.WARNING, remedy="Nếu không đúng ý: xóa số ở sổ, sửa tệp rồi chạy lại."
        )


def _unready(job: Job, name: str, data: bytes) -> Problem | None:
    """Warn of a paper with a number in the workbook whose file cannot be taken for the issued version."""
    where = Where(file=name)
    try:
        fault = unreviewed(data, name, job.label, where, "chạy lại")
    except Stop as stop:
        fault = Problem("SO-10", Severity.ERROR, where, stop.message, remedy=stop.remedy)
    if fault is None:
        return None
    message = f"{fault.message} Sổ đã ghi số nhưng docgen chưa coi văn bản này là đã ban hành."
    return replace(fault, severity=Severity.WARNING, message=message)


def _keep_records(todo: Plan) -> str:
    """Keep the records that papers are made from; without them, reasons can only be told less well."""
    if todo.checked.season is None:
        return ""
    with suppress(Stop):
        return keep_snapshot(todo.checked.place, todo.checked.season)
    return ""


def _brought(draft: Draft) -> Outcome:
    """Tell of a paper that a person edited whether the records had anything to bring into it."""
    merged = draft.merged
    if merged is None or merged.applied or merged.conflicts:
        return Outcome(draft.verdict, PaperOutcome.MERGED, merged=merged)
    return Outcome(replace(draft.verdict, state=State.EDITED), PaperOutcome.KEPT, merged=merged)


def _is_made(outcome: Outcome | None) -> bool:
    return outcome is not None and outcome.result in {PaperOutcome.WRITTEN, PaperOutcome.MERGED}


def _is_ready(outcome: Outcome | None) -> bool:
    """Tell whether a paper's file says what the records say: the version that may be issued."""
    if outcome is None:
        return False
    edited = outcome.result is PaperOutcome.KEPT and outcome.verdict.state is State.EDITED
    return edited or outcome.result in {PaperOutcome.WRITTEN, PaperOutcome.MERGED, PaperOutcome.UNCHANGED}


def _stopped(stop: Stop, outcomes: Mapping[str, Outcome], wanted: int) -> Stop:
    """Add to the reason for stopping how far the run has come."""
    written = sum(map(_is_made, outcomes.values()))
    message = f"{stop.message} Đã ghi trọn vẹn {written} trên {wanted} văn bản."
    return Stop(message, stop.remedy, stop.exit_code)
