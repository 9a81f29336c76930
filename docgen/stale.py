"""Which papers must be made and why: a pure judgement, asked by ``status`` and ``generate`` alike.

A paper is a function of its ``Inputs``.  The manifest remembers the inputs of every file that
docgen wrote, and the hash of its bytes; so "must it be made again?" is "did an input change?",
and "may it be overwritten?" is "are these still our bytes?".
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

RENAMED = "tên tệp: "
"""How a reason begins that tells of a file's new name."""

OLDER = "tệp này sửa từ một bản docgen làm trước đây, không phải bản mới nhất"
"""The reason that tells of an older copy which came back."""

_MOST_EARLIER = 12
"""So many generated versions of a paper are kept to be compared with."""

UNREADABLE = "unreadable"
"""Stands for the hash of a file that is there but cannot be read."""


class State(enum.StrEnum):
    """What stands in the output folder for one paper."""

    NEW = "new"
    """Never made, or its place is taken by a file of ours that is no longer needed."""
    CURRENT = "current"
    CHANGED = "changed"
    """Made from inputs that have changed since."""
    MISSING = "missing"
    """Made once; the file is gone."""
    EDITED = "edited"
    """The file holds a person's work, and the records say what they said then."""
    EDITED_CHANGED = "edited-changed"
    """The file holds a person's work, and the records have changed since: both are to be brought together."""
    ISSUED = "issued"
    """The paper has its number and date: corrections never rewrite it."""
    SEALED = "sealed"
    """The signed paper lies in the archive."""
    ALTERED = "altered"
    """The paper is issued or sealed, but the file is no longer the version that was issued."""
    FOREIGN = "foreign"
    """A file that docgen did not make has the paper's name; it is kept."""
    UNREADABLE = "unreadable"
    """The file cannot be read, so nobody knows whose bytes it has; it is kept."""
    ORPHAN = "orphan"
    """The records no longer ask for this paper; its file is kept."""


WRITABLE = frozenset({State.NEW, State.CHANGED, State.MISSING})
"""The states in which a paper is to be written anew."""

EDITS = frozenset({State.EDITED, State.EDITED_CHANGED})
"""The states in which the file holds a person's work."""

FINAL = frozenset({State.ISSUED, State.SEALED, State.ALTERED})
"""The states in which a paper is answered with another paper, never with another version."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that the bytes of a paper follow from: two hashes, the program, the context."""

    template: str
    style: str
    program: str
    context: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Job:
    """A paper that the records ask for: ``paper`` is ``kind:key``, ``name`` its file's name."""

    paper: str
    name: str
    label: str
    inputs: Inputs


@dataclass(frozen=True, slots=True)
class ManifestEntry:
    """What docgen remembers of a file that it wrote: name, hash of the bytes, inputs.

    ``base`` is the hash of the version that was generated from ``inputs`` alone; where a person's
    work was brought together with it, the file has other bytes.  ``records`` names the snapshot of
    the records that the inputs were made from, if one was kept.  ``lacking`` says in sentences what of
    a newer template is not in a file that a person edited; ``look`` names the template and style that
    it still looks like.  ``earlier`` are the versions generated before, the oldest first: a copy of one may
    come back.
    """

    name: str
    label: str
    sha256: str
    inputs: Inputs
    base: str = ""
    records: str = ""
    lacking: tuple[str, ...] = ()
    look: str = ""
    earlier: tuple[str, ...] = ()

    def after(self, before: ManifestEntry | None) -> ManifestEntry:
        """Give the same, with the versions that were generated before it."""
        if before is None:
            return self
        known = dict.fromkeys([*before.earlier, before.generated])
        return replace(self, earlier=tuple(name for name in known if name != self.generated)[-_MOST_EARLIER:])

    @property
    def merged(self) -> bool:
        """Tell whether the bytes that docgen wrote hold a person's work."""
        return bool(self.base) and self.base != self.sha256

    @property
    def generated(self) -> str:
        """Give the hash of the version without a person's work."""
        return self.base or self.sha256


@dataclass(frozen=True, slots=True)
class Frozen:
    """A paper that is issued: its file's name, the exact version and what that was made from.

    ``number`` is what it is cited by (``65/TB-MTTQ-BTT ngày 31/10/2023``); ``records`` the snapshot of
    the records that the inputs were made from; ``sealed`` tells that the
    signed paper lies in the archive; ``by_workbook`` that its number stands in the workbook alone;
    ``answered_by`` names the papers that correct or replace it.  ``earlier`` are hashes of versions
    before the issue that are kept: a file that still has one of them was not brought up to date yet.
    """

    paper: str
    name: str
    label: str
    sha256: str
    inputs: Inputs
    number: str
    records: str = ""
    sealed: bool = False
    by_workbook: bool = False
    answered_by: tuple[str, ...] = ()
    earlier: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Manifest:
    """What docgen remembers of an output folder.

    ``pending`` are files that were about to be written when the manifest was; after a crash the
    disk tells which of them came to be.  ``leftovers`` maps names to hashes of our own files
    that no paper has any more, since it got another name.
    """

    season: str = ""
    papers: Mapping[str, ManifestEntry] = field(default_factory=lambda: MappingProxyType({}))
    pending: Mapping[str, ManifestEntry] = field(default_factory=lambda: MappingProxyType({}))
    leftovers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def names(self) -> set[str]:
        """Give the names of all files that the manifest speaks of."""
        entries = [*self.papers.values(), *self.pending.values()]
        return {entry.name for entry in entries} | set(self.leftovers)


@dataclass(frozen=True, slots=True)
class Copy:
    """What docgen remembers of a PDF that it made: hash of the Word file, PDF/A or not, own hash."""

    source: str
    archival: bool
    sha256: str


@dataclass(frozen=True, slots=True)
class Copies:
    """What docgen remembers of the PDFs in a folder, by name; ``pending`` is as in ``Manifest``."""

    made: Mapping[str, Copy] = field(default_factory=lambda: MappingProxyType({}))
    pending: Mapping[str, Copy] = field(default_factory=lambda: MappingProxyType({}))

    def names(self) -> set[str]:
        """Give the names of all PDFs that are spoken of."""
        return {*self.made, *self.pending}


@dataclass(frozen=True, slots=True)
class Verdict:
    """The state of one paper, its file, and why it must be made again, in the user's words.

    ``gone`` tells of an issued paper that its file is not there, or still as it was before the issue,
    and is to be put back.  ``number`` is its number and date, ``answers`` which papers correct or
    replace it, in words; ``notes`` what of a newer template a file that a person edited does not have;
    ``comments`` counts those of docgen in it that nobody has settled;
    ``ended`` tells that an issued one was replaced or recalled.
    """

    paper: str
    name: str
    label: str
    state: State
    reasons: tuple[str, ...] = ()
    gone: bool = False
    number: str = ""
    answers: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    comments: int = 0
    ended: bool = False

    @property
    def agrees(self) -> bool:
        """Tell whether the file says what the records say, or is no longer used since another replaced it."""
        if self.state in {State.ISSUED, State.SEALED}:
            return self.ended or not self.reasons
        return self.state in {State.CURRENT, State.EDITED}

    @property
    def differs(self) -> bool:
        """Tell whether somebody has to look at it: a paper that was not made yet only waits."""
        return not self.agrees and self.state is not State.NEW


def settle(manifest: Manifest, disk: Mapping[str, str]) -> Manifest:
    """Resolve what was pending: a file with the bytes that were about to be written is ours.

    ``disk`` maps the names of files that exist to their hashes.
    """
    papers, leftovers = dict(manifest.papers), dict(manifest.leftovers)
    for paper, entry in manifest.pending.items():
        if disk.get(entry.name) == entry.sha256:
            old = papers.get(paper)
            if old is not None and old.name != entry.name:
                leftovers[old.name] = old.sha256
            papers[paper] = entry
    return Manifest(manifest.season, papers, MappingProxyType({}), leftovers)


def judge(
    jobs: Sequence[Job],
    manifest: Manifest,
    disk: Mapping[str, str],
    frozen: Mapping[str, Frozen] = MappingProxyType({}),
    origins: Mapping[str, str] = MappingProxyType({}),
) -> list[Verdict]:
    """Judge every paper: those asked for in the order of ``jobs``, then those no longer asked for.

    ``disk`` maps the names of files that exist to their hashes; it must know every name of
    ``jobs``, ``manifest`` and ``frozen``.  ``origins`` gives for papers that a person edited the generated
    version that the file goes back to.
    """
    manifest = settle(manifest, disk)
    ours = {(entry.name, entry.sha256) for entry in manifest.papers.values()}
    ours |= set(manifest.leftovers.items())
    asked = {job.paper for job in jobs}
    taken = {job.name for job in jobs}
    verdicts = [
        _judge_frozen(frozen[job.paper], job, disk, ours)
        if job.paper in frozen
        else _judge_one(job, manifest.papers.get(job.paper), ours, disk, origins.get(job.paper))
        for job in jobs
    ]
    verdicts += [
        _judge_frozen(paper, None, disk, ours) for name, paper in frozen.items() if name not in asked
    ]
    for paper, entry in manifest.papers.items():
        if paper not in asked and paper not in frozen and entry.name not in taken and entry.name in disk:
            verdicts.append(Verdict(paper, entry.name, entry.label, State.ORPHAN))
    return verdicts


def _judge_frozen(
    paper: Frozen, job: Job | None, disk: Mapping[str, str], ours: set[tuple[str, str]]
) -> Verdict:
    """Judge an issued paper: whatever the records say now, its version stays.

    Only what the records say otherwise is told: another template or docgen is nothing to be corrected.
    """
    gone_from_records = ("sổ không còn văn bản này",)
    why = (
        gone_from_records
        if job is None
        else tuple(_differences(paper.inputs.context, job.inputs.context, ()))
    )
    found = disk.get(paper.name)
    state = State.SEALED if paper.sealed else State.ISSUED
    gone = found is None
    if found == UNREADABLE:
        state = State.UNREADABLE
    elif found is not None and found != paper.sha256:
        gone = (paper.name, found) in ours or found in paper.earlier
        state = state if gone else State.ALTERED
    return Verdict(paper.paper, paper.name, paper.label, state, why, gone, paper.number)


def _judge_one(
    job: Job,
    entry: ManifestEntry | None,
    ours: set[tuple[str, str]],
    disk: Mapping[str, str],
    origin: str | None,
) -> Verdict:
    found = disk.get(job.name)
    changed: tuple[str, ...] = ()
    renamed: tuple[str, ...] = ()
    name = job.name
    if entry is not None:
        changed = tuple(changes(entry.inputs, job.inputs))
        if entry.name != job.name:
            renamed = (f"{RENAMED}{entry.name} → {job.name}",)
        if origin is not None and origin != entry.generated:
            changed = (OLDER, *changed)
            if origin == disk.get(entry.name):  # as it was made, and nobody's work
                ours = ours | {(entry.name, origin)}
    hers = State.EDITED_CHANGED if changed else State.EDITED
    if entry is not None and entry.name != job.name and _is_hers(entry, ours, disk):
        # She works in the file under its old name: a second one beside it would only confuse.
        name = entry.name
        state = State.UNREADABLE if disk[entry.name] == UNREADABLE else hers
    elif found is None:
        state = _absent(job, entry, disk)
    elif entry is not None and (job.name, found) == (entry.name, entry.sha256):
        unedited = State.CHANGED if changed else State.CURRENT
        state = hers if entry.merged else unedited
    elif found == UNREADABLE:
        state = State.UNREADABLE
    elif (job.name, found) in ours:
        state = State.CHANGED if entry is not None else State.NEW
    else:
        state = hers if entry is not None and entry.name == job.name else State.FOREIGN
    notes = entry.lacking if entry is not None and state in EDITS else ()
    return Verdict(job.paper, name, job.label, state, (*renamed, *changed), notes=notes)


def _is_hers(entry: ManifestEntry, ours: set[tuple[str, str]], disk: Mapping[str, str]) -> bool:
    """Tell whether the file of an entry is there and holds a person's work."""
    return _strange(entry.name, ours, disk) or (entry.merged and disk.get(entry.name) == entry.sha256)


def _strange(name: str, ours: set[tuple[str, str]], disk: Mapping[str, str]) -> bool:
    """Tell whether a file is there whose bytes docgen did not write."""
    return name in disk and (name, disk[name]) not in ours


def _absent(job: Job, entry: ManifestEntry | None, disk: Mapping[str, str]) -> State:
    """Judge a paper without a file under its name."""
    if entry is None:
        return State.NEW
    renamed = entry.name != job.name and entry.name in disk
    return State.CHANGED if renamed else State.MISSING


# --- PDFs -------------------------------------------------------------------------------------


def settle_copies(copies: Copies, disk: Mapping[str, str]) -> Copies:
    """Resolve which PDFs that were pending came to be, as ``settle`` does for papers."""
    came = {name: copy for name, copy in copies.pending.items() if disk.get(name) == copy.sha256}
    return Copies({**copies.made, **came})


def judge_copy(copy: Copy | None, source: str, found: str | None, *, archival: bool) -> State:
    """Judge one PDF: ``copy`` is what is remembered, ``source`` the Word file's hash now.

    ``found`` is the hash of the PDF that is there.  PDF/A serves where a plain PDF is asked for.
    """
    if found is None:
        return State.NEW if copy is None else State.MISSING
    if found == UNREADABLE:
        return State.UNREADABLE
    if copy is None:
        return State.FOREIGN
    if found != copy.sha256:
        return State.EDITED
    serves = copy.source == source and (copy.archival or not archival)
    return State.CURRENT if serves else State.CHANGED


# --- reasons ----------------------------------------------------------------------------------

_LONGEST = 60


def changes(old: Inputs, new: Inputs) -> Iterator[str]:
    """Say in the user's words what differs between two sets of inputs."""
    if old.template != new.template:
        yield "mẫu văn bản đã thay đổi"
    if old.style != new.style:
        yield "tệp kiểu chữ phong-cach.docx đã thay đổi"
    if old.program != new.program:
        yield f"phiên bản docgen: {old.program} → {new.program}"
    yield from _differences(old.context, new.context, ())


def _differences(old: Any, new: Any, path: tuple[str, ...]) -> Iterator[str]:
    """Walk two pieces of context together and name each field that differs."""
    if old == new:
        return
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in dict.fromkeys([*old, *new]):
            yield from _differences(old.get(key), new.get(key), (*path, key))
    elif isinstance(old, list) and isinstance(new, list):
        yield from _list_differences(old, new, path)
    else:
        yield f"{', '.join(path)}: {_show(old)} → {_show(new)}"


def _list_differences(old: list[Any], new: list[Any], path: tuple[str, ...]) -> Iterator[str]:
    """Name what differs in a list: rows one by one, or what came and went when its length changed."""
    if len(old) == len(new):
        for number, (before, after) in enumerate(zip(old, new, strict=True), start=1):
            yield from _differences(before, after, (*path, _row_name(after, number)))
        return
    where = ", ".join(path)
    for gone in (row for row in old if row not in new):
        yield f"{where}: bỏ {_show(gone)}"
    for come in (row for row in new if row not in old):
        yield f"{where}: thêm {_show(come)}"
    if all(row in new for row in old) and all(row in old for row in new):
        yield f"{where}: {len(old)} dòng → {len(new)} dòng"


def _row_name(row: Any, number: int) -> str:
    """Call a row by its first words, as its reader does, or by its number."""
    return _words(row) or f"dòng {number}"


def _words(row: Any) -> str:
    values: Iterable[Any] = row.values() if isinstance(row, Mapping) else ()
    texts = (value for value in values if isinstance(value, str))
    return next((_cut(text) for text in texts if any(letter.isalpha() for letter in text)), "")


def _show(value: Any) -> str:
    """Write a value the way that it stands on paper."""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, Mapping):
        return f"«{_words(value)}»" if _words(value) else "một dòng"
    if isinstance(value, list):
        return f"{len(value)} dòng"
    text = "" if value is None else str(value).strip()
    return f"«{_cut(text)}»" if text else "(để trống)"


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
