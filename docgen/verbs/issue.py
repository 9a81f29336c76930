"""The verb ``issue``: papers get number and day, all of a list or none.

The moment of issue is one transaction of the register.  Before it the exact versions are kept
beside the register; after it the text export, the files of the papers and of those that cite them
are brought up to date, and whatever a kill leaves undone there is done by the next run.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from docgen import files, stale
from docgen.ledger import Act
from docgen.problem import ExitCode, Problem, Severity, Stop, Where
from docgen.records import Season
from docgen.register import DATABASE, TEXT, Book, Contents, Row, in_force, judge, name_of
from docgen.register.place import warning
from docgen.stale import Frozen, Inputs, Job
from docgen.vault import JOURNAL, Vault
from docgen.verbs.anchoring import keep_codes, refuse_astray
from docgen.verbs.check import CheckedWorkbook, Plan, arrange, check, plan
from docgen.verbs.drafts import Draft, draft_for_issue, keep_edit, not_ready
from docgen.verbs.generate import generate
from docgen.verbs.given_numbers import book_of, note_numbers, taken_numbers
from docgen.verbs.issued_versions import keep_inputs
from docgen.verbs.number_wishes import GIVEN, NumberWish, Wish, changed_since_printed, is_given, understand
from docgen.verbs.outcomes import Generated, Progress
from docgen.verbs.owning import claim, find_season
from docgen.verbs.season_snapshots import keep_snapshot
from docgen.verbs.status import Standing, folder_of, stand

PATIENCE: Final = 5.0
"""Seconds that a second person waits for the first."""


@dataclass(frozen=True, slots=True)
class Issued:
    """What became of an issue: the new rows, what the register holds, warnings, and the papers made again.

    ``already`` counts what was asked for and stood in the register before.  ``stop`` says why the files
    could not be brought up to date, when they could not: the numbers are given all the same.
    """

    season: str
    rows: tuple[Row, ...]
    contents: Contents
    notes: tuple[Problem, ...]
    generated: Generated | None = None
    stop: Stop | None = None
    already: int = 0

    @property
    def exit_code(self) -> ExitCode:
        """Tell whether everything is as it should be."""
        made = self.generated.exit_code if self.generated is not None else ExitCode.OK
        return ExitCode.PROBLEMS if self.stop is not None else made

    def as_json(self) -> dict[str, Any]:
        """Give what became of the issue as plain JSON values."""
        return {
            "season": self.season,
            "rows": [row.as_json() for row in self.rows],
            "already": self.already,
            "head": self.contents.head,
            "problems": [problem.as_json() for problem in self.notes],
            "stop": self.stop.as_json() if self.stop is not None else None,
            "generated": self.generated.as_json() if self.generated is not None else None,
        }


@dataclass(frozen=True, slots=True)
class Desk:
    """Where and when a verb works: as in ``generate``."""

    season: str | None
    here: Path
    now: dt.datetime
    who: str
    out: Path | None = None
    progress: Progress | None = None
    as_edited: bool = False
    """Papers that a person edited may have other figures than the records."""

    def act(self, why: str) -> Act:
        """Give who did it, when and why."""
        return Act(self.now.isoformat(timespec="seconds"), self.who, why)


def issue(
    desk: Desk,
    wishes: Sequence[Wish],
    *,
    as_printed: bool = False,
    notes: Sequence[Problem] = (),
    again: bool = False,
) -> Issued:
    """Give papers their numbers; ``Stop`` with every problem when anything is wrong, and then none is given.

    ``as_printed`` takes the papers as they were last generated, though the records have changed since;
    ``notes`` are warnings of the list that the wishes come from.  ``again`` passes over what the register
    says already, so that one list can grow through the season.
    """
    place = find_season(desk.season, desk.here)
    with files.Lock(place.memory, patience=PATIENCE):
        before = plan(desk.season, here=desk.here)
        folder = folder_of(before, desk.here, desk.out)
        with files.Lock(folder.private, patience=PATIENCE):
            files.sweep(folder.path)
            files.sweep(place.memory)
            claim(place)
            refuse_astray(place, desk.now)
            done = _Issue(desk, before, stand(before, folder), as_printed=as_printed).go(
                wishes, notes, again=again
            )
            done = replace(done, notes=(*done.notes, *keep_codes(place, desk.now))) if done.rows else done
    return finish(desk, done)


def finish(desk: Desk, done: Issued) -> Issued:
    """Bring the files up to date with the register: an ordinary run over all papers."""
    try:
        made = generate(desk.season, here=desk.here, now=desk.now, out=desk.out, progress=desk.progress)
    except Stop as stop:
        return replace(done, stop=stop)
    return replace(done, generated=made)


class _Issue:
    """One issue, while nobody else writes to the register and the folder."""

    def __init__(self, desk: Desk, before: Plan, standing: Standing, *, as_printed: bool) -> None:
        self._desk, self._before, self._standing, self._as_printed = desk, before, standing, as_printed
        self._book: Book = book_of(before.checked.place)
        self._seen = self._book.read()
        self._season = self._numbered = season_of(before.checked)

    def go(self, wishes: Sequence[Wish], told: Sequence[Problem], *, again: bool = False) -> Issued:
        """Pass over what is given already, then give the rest."""
        wanted = [wish for wish in wishes if not (again and is_given(wish, self._seen.rows))]
        already = len(wishes) - len(wanted)
        if already and not wanted:
            notes = tuple(told)
            return Issued(self._before.checked.place.season, (), self._seen, notes, already=already)
        return replace(self._give(wanted, told), already=already)

    def _give(self, wishes: Sequence[Wish], told: Sequence[Problem]) -> Issued:
        """Judge everything, keep the versions, and write the register in one transaction."""
        if not wishes:
            raise Stop(
                "Không có văn bản nào để cấp số.", "Điền Số và Ngày ban hành rồi chạy lại.", problems=told
            )
        asked, unclear = understand(self._standing, self._season, wishes)
        problems = [*told, *unclear, *self._judge(asked)]
        rows = [self._linked(item.row(self._season)) for item in asked]
        typed = {item.job.paper: item.wish.at for item in asked}
        checked = check(self._desk.season, here=self._desk.here, more=rows, typed=typed)
        problems += [found for found in checked.problems if found not in self._before.checked.problems]
        self._refuse(problems, several=len(wishes) > 1)
        notes = [problem for problem in problems if not problem.is_error]
        self._numbered = season_of(checked)
        drafts = self._draft(self._as_they_were(arrange(checked), asked), asked)
        reasons = [item.wish.reason.strip() for item in asked]
        finished = [self._kept(row, drafts[row.paper]) for row in rows]
        after = self._book.give(self._desk.act(""), finished, seen=self._seen, reasons=reasons)
        notes += write_beside(self._book, after)
        lying = warning(self._book.lying, DATABASE)
        given = tuple(row for row in after.rows if row.id > max((r.id for r in self._seen.rows), default=0))
        notes += [lying] if lying is not None else []
        return Issued(self._before.checked.place.season, given, after, tuple(dict.fromkeys(notes)))

    def _linked(self, row: Row) -> Row:
        """Name the row that a correction paper answers, when that one is in the register."""
        corrections = self._before.checked.corrections
        answered = {item.id: (item.original.paper, item.form) for item in corrections}
        paper, form = answered.get(row.paper, ("", ""))
        original = next(
            (other for other in in_force(self._seen.rows) if paper and other.paper == paper), None
        )
        return row if original is None else replace(row, replaces=original.id, relation=str(form))

    def _refuse(self, problems: Sequence[Problem], *, several: bool) -> None:
        errors = sum(problem.is_error for problem in problems)
        if errors:
            raise Stop(
                f"Chưa cấp số nào: còn {errors} chỗ phải sửa.",
                f"Sửa rồi chạy lại{'; cả danh sách được cấp cùng một lúc' if several else ''}.",
                problems=tuple(dict.fromkeys(problems)),
            )

    def _judge(self, asked: Sequence[NumberWish]) -> list[Problem]:
        """Hold the numbers against all that are known, and the papers against what was printed."""
        season = self._season
        own = {item.job.paper for item in asked}
        papers = tuple(paper for paper in season.papers if name_of(paper) not in own)
        rest = season.model_copy(update={"papers": papers})
        problems = judge(
            [item.wanted(season) for item in asked],
            taken_numbers(rest, self._seen),
            today=self._desk.now.date(),
            off={day.date for day in season.holidays if not day.worked},
            made_up={day.date for day in season.holidays if day.worked},
        )
        for item in asked:
            changed = () if self._as_printed else changed_since_printed(self._standing, item)
            if changed:
                more = f" (và {len(changed) - 1} chỗ khác)" if len(changed) > 1 else ""
                problems.append(
                    Problem(
                        "SO-09",
                        Severity.ERROR,
                        item.wish.at("paper"),
                        f"«{item.job.label}»: sổ đã thay đổi từ khi làm văn bản này: {changed[0]}{more}.",
                        item.job.paper,
                        "Bản mới đã ký: chạy «docgen generate» rồi cấp số. Bản cũ đã ký: thêm --as-printed.",
                    )
                )
        return problems

    def _as_they_were(self, todo: Plan, asked: Sequence[NumberWish]) -> Plan:
        """Put back what the papers said when they were generated, with number, symbol and day filled in."""
        if not self._as_printed:
            return todo
        known = stale.settle(self._standing.manifest, self._standing.disk).papers
        wanted = {item.job.paper for item in asked if item.job.paper in known}
        jobs = tuple(
            _as_printed(job, known[job.paper].inputs) if job.paper in wanted else job for job in todo.jobs
        )
        return replace(todo, jobs=jobs)

    def _draft(self, todo: Plan, asked: Sequence[NumberWish]) -> dict[str, Draft | Frozen]:
        """Draft every paper with its number; what was issued by the workbook is taken as it is."""
        standing = stand(todo, self._standing.files)
        drafts: dict[str, Draft | Frozen] = {}
        problems: list[Problem] = []
        for item in asked:
            paper, where = item.job.paper, item.wish.at("paper")
            if paper in standing.frozen:
                drafts[paper] = standing.frozen[paper]
                continue
            try:
                draft = drafts[paper] = draft_for_issue(standing, paper, now=self._desk.now)
                problems += not_ready(draft, where, as_edited=self._desk.as_edited)
            except Stop as stop:
                problems += [
                    *stop.problems,
                    Problem("SO-10", Severity.ERROR, where, stop.message, paper, stop.remedy),
                ]
        self._refuse(problems, several=len(asked) > 1)
        for verdict in standing.verdicts:
            if verdict.paper in drafts and verdict.state in stale.EDITS:
                keep_edit(standing, verdict, now=self._desk.now)
        return drafts

    def _kept(self, row: Row, draft: Draft | Frozen) -> Row:
        """Keep the exact version of a paper, and give its row with all that the register says of it."""
        vault = self._standing.vault
        if isinstance(draft, Frozen):
            data = vault.find(draft.sha256)
            if data is None:
                raise Stop(
                    f"Bản đã ban hành của «{row.label}» không còn trong ban-luu.", "Lấy lại từ bản sao lưu."
                )
            kept = replace(row, file=draft.name, docx=draft.sha256, base=draft.sha256, before=draft.sha256)
            kept = replace(kept, records=draft.records)
            return described(
                replace(kept, inputs=keep_inputs(vault, draft.inputs)), draft.inputs, data, self._season
            )
        kept = replace(
            row,
            file=draft.entry.name,
            docx=vault.keep(draft.data),
            base=vault.keep(draft.base),
            inputs=keep_inputs(vault, draft.entry.inputs),
            before=self._standing.disk.get(draft.entry.name, ""),
            records=self._records(row.paper),
        )
        return described(kept, draft.entry.inputs, draft.data, self._season)

    def _records(self, paper: str) -> str:
        """Keep the records that a paper says, and give their hash; ``""`` when they cannot be kept."""
        known = self._standing.manifest.papers.get(paper)
        if self._as_printed and known is not None:
            return known.records
        return self._snapshot

    @functools.cached_property
    def _snapshot(self) -> str:
        """The records of this issue, kept once for all its papers."""
        with suppress(Stop):
            return keep_snapshot(self._before.checked.place, self._numbered)
        return ""


def season_of(checked: CheckedWorkbook) -> Season:
    """Give the season of a workbook that was read without errors."""
    if checked.season is None:
        raise Stop(f"Sổ «{checked.place.workbook.name}» chưa đọc được.", "Chạy «docgen check».")
    return checked.season


def write_beside(book: Book, contents: Contents) -> list[Problem]:
    """Write text export and journal; a warning where one cannot be written, for the numbers are given."""
    told = []
    try:
        book.export_text(contents)
    except Stop as stop:
        remedy = f"{stop.remedy} Sau đó chạy «docgen register export-text»."
        told.append(Problem("SDK-07", Severity.WARNING, Where(file=TEXT), stop.message, remedy=remedy))
    try:
        note_numbers(Vault(book.folder), contents)
    except Stop as stop:
        told.append(
            Problem("SDK-12", Severity.WARNING, Where(file=JOURNAL), stop.message, remedy=stop.remedy)
        )
    return told


def _as_printed(job: Job, old: Inputs) -> Job:
    new = job.inputs
    # A paper with number and day is no draft any more, whatever was printed.
    filled = {name: new.context[name] for name in (*GIVEN, "du_thao") if name in new.context}
    return replace(job, inputs=replace(new, context={**old.context, **filled}))


# --- what the register says of a paper -----------------------------------------------------------


def described(row: Row, inputs: Inputs, data: bytes, season: Season) -> Row:
    """Fill subject, signer, recipients and keeper from the paper itself."""
    from docgen.lint import headline  # noqa: PLC0415 - heavy; only an issue reads a paper

    context = inputs.context
    recipients, keeper = split_recipients(context.get("noi_nhan") or [])
    code, signer, post = _signer(row, context, season)
    return replace(
        row,
        subject=headline(data).subject or row.subject,
        signer_code=code,
        signer=signer,
        post=post,
        recipients=recipients,
        keeper=keeper,
    )


def split_recipients(lines: Sequence[object]) -> tuple[str, str]:
    """Part "Nơi nhận" into who gets the paper and who keeps the file copy (``Lưu: VT, Hồ sơ``)."""
    bare = [str(line).strip().removeprefix("-").strip().rstrip(".;,").strip() for line in lines]
    kept = [text.partition(":")[2].strip() for text in bare if text.startswith("Lưu:")]
    return "; ".join(text for text in bare if text and not text.startswith("Lưu:")), "; ".join(kept)


def _signer(row: Row, context: Mapping[str, object], season: Season) -> tuple[str, str, str]:
    """Give code, name and post of who signs; minutes are signed by secretary and chair."""
    minutes = [(context.get("ten_thu_ky"), "Thư ký"), (context.get("ten_chu_tri"), "Chủ trì")]
    present = [(str(name), office) for name, office in minutes if name]
    if present:
        return "", "; ".join(name for name, _ in present), "; ".join(office for _, office in present)
    block = context.get("nguoi_ky")
    printed = str(block.get("ten") or "") if isinstance(block, Mapping) else ""
    kind, _, key = row.paper.partition(":")
    code = row.signer_code or season.paper(kind, key).signer
    named = [
        signer for signer in season.signers if signer.code == code or (not code and signer.name == printed)
    ]
    return (named[0].code, named[0].name, named[0].position) if named else ("", printed, "")
