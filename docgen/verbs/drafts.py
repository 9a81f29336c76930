"""Drafts: what is to be written of one paper, in memory, before anything on disk is touched.

A paper that a person edited gets the corrections of the records laid on her file; what was there
is kept first, so that no word that she typed can be lost.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from docgen import files, stale, vault
from docgen.problem import Problem, Severity, Stop, Where
from docgen.stale import WRITABLE, Job, ManifestEntry, State, Verdict
from docgen.vault import Event
from docgen.verbs.build import build
from docgen.verbs.check import undrafted
from docgen.verbs.hand_edits import Carried, carry
from docgen.verbs.issued_versions import keep_inputs
from docgen.verbs.status import Standing

if TYPE_CHECKING:  # a run in which nothing was edited does not pay for loading it
    from docgen.delta import Merged


_FIGURE: Final = re.compile(r"\d+(?:[.,/]\d+)*")


@dataclass(frozen=True, slots=True)
class Draft:
    """One paper to be written: the entry to be remembered, the bytes, what was there, what was merged.

    ``base`` are the bytes generated from the records alone; ``merged`` is ``None`` when nobody edited
    the paper; ``carried`` tells of what a replacement takes over from its original, which was edited.
    """

    job: Job
    verdict: Verdict
    entry: ManifestEntry
    data: bytes
    base: bytes
    hers: bytes | None = None
    merged: Merged | None = None
    carried: Carried | None = None


def fresh(
    standing: Standing, job: Job, verdict: Verdict, data: bytes, *, now: dt.datetime, records: str
) -> Draft:
    """Draft a paper that nobody edited; a replacement has what was written into its original by hand."""
    carried = carry(standing, job.paper, data, now=now)
    merged = carried.merged if carried is not None else None
    whole = merged.data if merged is not None else data
    entry = ManifestEntry(job.name, job.label, files.sha256(whole), job.inputs, files.sha256(data), records)
    entry = replace(entry, lacking=merged.unapplied if merged is not None else ())
    entry = entry.after(standing.manifest.papers.get(job.paper))
    return Draft(job, verdict, entry, whole, data, merged=merged, carried=carried)


def merge_edits(
    standing: Standing, job: Job, verdict: Verdict, data: bytes, *, now: dt.datetime, records: str
) -> Draft | str:
    """Draft a paper that a person edited; or say, as the end of a sentence, why it must stay as it is."""
    from docgen.delta import merge  # noqa: PLC0415 - see above

    known = standing.manifest.papers[job.paper]
    try:
        hers = standing.files.read(verdict.name)
    except OSError as error:
        return files.reason(error)
    base = _base_of(standing, job, known)
    if isinstance(base, str):
        return base
    try:
        merged = merge(base, hers, data, author="docgen", now=now)
    except Stop as stop:
        return stop.message.rstrip(".")
    if not merged.safe:
        return "không chắc giữ đủ mọi chữ đã sửa"
    name = _name(standing, job, verdict)
    entry = ManifestEntry(name, job.label, files.sha256(merged.data), job.inputs, files.sha256(data), records)
    older = standing.origins.get(job.paper, known.generated) != known.generated
    lacking, look = (merged.unapplied, "") if older else _lacking(known, entry, merged)
    entry = replace(entry, lacking=lacking, look=look).after(known)
    return Draft(job, verdict, entry, merged.data, data, hers, merged)


def _base_of(standing: Standing, job: Job, known: ManifestEntry) -> bytes | str:
    """Give the generated version behind an edited file; or say, as the end of a sentence, why none serves."""
    other = _speaks_of_another(standing, job, known)
    if other:
        return other
    origin = standing.origins.get(job.paper, known.generated)
    if not origin:
        return (
            f"{stale.OLDER} và docgen không còn giữ bản ấy để so sánh; hãy chép phần chữ cần giữ sang bản mới"
        )
    base = standing.files.find_base(origin) or standing.vault.find(origin)
    return "không còn giữ bản mà docgen đã làm để so sánh" if base is None else base


def _speaks_of_another(standing: Standing, job: Job, known: ManifestEntry) -> str:
    """Say that a paper which is known by its number only is about something else than the edited one."""
    about = standing.plan.kind_of[job.paper].about
    if about is None or not known.inputs.context:
        return ""
    was, now = about(known.inputs.context), about(job.inputs.context)
    if 2 * len(was & now) >= max(len(was), len(now)):
        return ""
    return (
        f"bản đã sửa tay nói về {_listed(was)}, nay sổ ghi số này là {_listed(now)}, nên không gộp;"
        " muốn làm mới thì dời tệp ấy đi rồi chạy lại, bản sửa tay vẫn được giữ"
    )


def _listed(about: frozenset[str]) -> str:
    return ", ".join(sorted(" ".join(item.split()) for item in about))


def _name(standing: Standing, job: Job, verdict: Verdict) -> str:
    """Give the name of an edited file: its own, unless the new one only tells otherwise which draft it is."""
    moves = undrafted(verdict.name) == undrafted(job.name) and job.name not in standing.disk
    return job.name if moves else verdict.name


def _lacking(known: ManifestEntry, entry: ManifestEntry, merged: Merged) -> tuple[tuple[str, ...], str]:
    """Say what her file does not have of the templates since it was made, and how it looks instead.

    When template and style are again those that it looks like, it lacks nothing.
    """
    looks = known.look if known.lacking else _look(known)  # "" where nobody knows it any more
    lacking = tuple(dict.fromkeys((*known.lacking, *merged.unapplied)))
    return ((), "") if looks == _look(entry) or not lacking else (lacking, looks)


def _look(entry: ManifestEntry) -> str:
    return f"{entry.inputs.template}:{entry.inputs.style}"


def draft_for_issue(standing: Standing, paper: str, *, now: dt.datetime) -> Draft:
    """Draft the version of a paper that is about to be issued, with the edits that a person made.

    ``standing`` is of a plan in which the paper has its number and date.  Nothing is written.
    ``Stop`` says why the paper cannot be made, or why its file must be looked at first.
    """
    job = next(job for job in standing.plan.jobs if job.paper == paper)
    verdict = next(verdict for verdict in standing.verdicts if verdict.paper == paper)
    made, faults = build(standing.plan, [job])
    if paper not in made:
        raise Stop(f"Chưa làm được «{job.label}».", "Hãy sửa mẫu rồi chạy lại.", problems=tuple(faults))
    data = made[paper]
    if verdict.state is State.EDITED_CHANGED:
        draft: Draft | str = merge_edits(standing, job, verdict, data, now=now, records="")
    elif verdict.state is State.EDITED:
        draft = _as_edited(standing, job, verdict, data)
    elif verdict.state in {State.CURRENT, *WRITABLE}:
        draft = fresh(standing, job, verdict, data, now=now, records="")
    else:
        draft = "tệp trong thư mục văn bản không phải do docgen làm hoặc không đọc được"
    if isinstance(draft, str):
        raise Stop(
            f"Chưa ban hành được «{job.label}» ({verdict.name}): {draft}.",
            "Hãy xem tệp ấy, đổi tên hoặc xóa đi rồi chạy lại.",
        )
    return draft


def unreviewed(data: bytes, name: str, label: str, where: Where, then: str = "cấp số lại") -> Problem | None:
    """Tell what a review left open in a paper that is to be issued: its version would keep it for good.

    ``then`` ends the remedy.  ``Stop`` when the file is no sound Word file.
    """
    from docgen.lint import open_review  # noqa: PLC0415 - heavy; only what a person edited needs it

    found = open_review(data, name)
    if not found:
        return None
    return Problem(
        "SO-12",
        Severity.ERROR,
        where,
        f"«{label}»: tệp {name} còn {found.counted}. Chỗ đầu: {found.first}.",
        remedy="Mở tệp bằng Word, thẻ Xem lại (Review): xem từng chỗ, chấp nhận hoặc từ chối thay đổi, xóa"
        f" bình luận (bản giấy đã ký thì để đúng như đã in), lưu, đóng tệp rồi {then}.",
    )


def other_figures(base: bytes, data: bytes, name: str, label: str, where: Where) -> Iterator[Problem]:
    """Tell of figures in an edited paper that are others than those of the records.

    ``base`` is the paper as the records have it now.  ``Stop`` when a file is no sound Word file.
    """
    from docgen.delta import differences  # noqa: PLC0415 - see above

    for change in differences(base, data):
        records, hers = (Counter(_FIGURE.findall(text)) for text in (change.old, change.new))
        if records - hers and hers - records:
            yield Problem(
                "SO-13",
                Severity.ERROR,
                where,
                f"«{label}»: {change.place} của tệp {name} ghi «{change.after}»,"
                f" mà theo sổ là «{change.before}».",
                remedy="Sửa tệp hoặc sửa sổ cho khớp rồi cấp số lại. Nếu đúng là giữ số đã sửa tay thì chạy"
                " «docgen issue» thêm --as-edited.",
            )


def not_ready(draft: Draft, where: Where, *, as_edited: bool) -> Iterator[Problem]:
    """Tell why a paper cannot be issued as a person edited it: open comments, other numbers in it.

    ``as_edited`` lets her figures be others than those of the records.  ``Stop`` when her file is no sound
    Word file.
    """
    conflicts = draft.merged.conflicts if draft.merged is not None else ()
    edited = draft.hers is not None or draft.merged is not None
    if edited and not conflicts and not as_edited:
        yield from other_figures(draft.base, draft.data, draft.entry.name, draft.job.label, where)
    if draft.hers is None:
        return
    name, label = draft.entry.name, draft.job.label
    fault = unreviewed(draft.hers, name, label, where)
    if fault is not None:
        yield fault
    for conflict in conflicts:
        yield Problem(
            "SO-12",
            Severity.ERROR,
            where,
            f"«{label}»: {conflict.place} của tệp {name} ghi «{conflict.hers}», mà cấp số này thì phải là"
            f" «{conflict.now}».",
            remedy="Mở tệp bằng Word, sửa chỗ ấy cho khớp, lưu, đóng tệp rồi cấp số lại.",
        )


def _as_edited(standing: Standing, job: Job, verdict: Verdict, data: bytes) -> Draft | str:
    """Draft a paper as a person left it, where the records say what they said then."""
    try:
        hers = standing.files.read(verdict.name)
    except OSError as error:
        return files.reason(error)
    name = _name(standing, job, verdict)
    entry = ManifestEntry(name, job.label, files.sha256(hers), job.inputs, files.sha256(data))
    return Draft(job, verdict, entry, hers, data, hers)


# --- versions that must never be lost -----------------------------------------------------------


def keep_edit(standing: Standing, verdict: Verdict, *, now: dt.datetime) -> None:
    """Keep the version that a person saved, with what it was made from, unless it is kept already."""
    known = standing.manifest.papers.get(verdict.paper)
    sha256 = standing.disk.get(verdict.name)
    if known is None or sha256 is None or (sha256 == known.sha256 and not known.merged):
        return
    noted = any((event.paper, event.sha256) == (verdict.paper, sha256) for event in standing.events)
    if noted and standing.vault.find(sha256) is not None:
        return
    try:
        data = standing.files.read(verdict.name)
    except OSError:
        return
    if noted:  # what was kept is damaged or gone
        standing.vault.keep(data)
        return
    origin = standing.origins.get(verdict.paper, known.generated)
    base = standing.files.find_base(origin) if origin else None
    standing.vault.note(
        Event(
            at=now.isoformat(timespec="seconds"),
            event=vault.EDITED,
            paper=verdict.paper,
            name=verdict.name,
            label=verdict.label,
            sha256=standing.vault.keep(data),
            base=standing.vault.keep(base) if base is not None else "",
            inputs=keep_inputs(standing.vault, known.inputs) if origin == known.generated else "",
            records=known.records if origin == known.generated else "",
            note="\n".join(known.lacking) if origin == known.generated else "",
        )
    )


def keep_draft(standing: Standing, draft: Draft, event: str, *, now: dt.datetime, note: str = "") -> None:
    """Keep a drafted version and what it was made from, and note it in the journal."""
    standing.vault.note(
        Event(
            at=now.isoformat(timespec="seconds"),
            event=event,
            paper=draft.job.paper,
            name=draft.entry.name,
            label=draft.job.label,
            sha256=standing.vault.keep(draft.data),
            base=standing.vault.keep(draft.base),
            inputs=keep_inputs(standing.vault, draft.entry.inputs),
            records=draft.entry.records,
            note=note,
        )
    )
