"""The verb ``restore``: bring back a version of a paper that a person saved, whatever became of the file."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docgen import files, stale, vault
from docgen.problem import ExitCode, Stop
from docgen.stale import Manifest, ManifestEntry, State, Verdict
from docgen.vault import Event
from docgen.verbs.check import CheckedWorkbook, Plan, arrange, check
from docgen.verbs.drafts import keep_edit
from docgen.verbs.issued_versions import find_inputs
from docgen.verbs.status import Standing, find_paper, folder_of, stand


@dataclass(frozen=True, slots=True)
class Version:
    """A version that is kept: its number (1 is the oldest), what it is, and whether it is in the file now."""

    number: int
    event: Event
    present: bool

    def as_json(self) -> dict[str, Any]:
        """Give the version as plain JSON values."""
        return {
            "version": self.number,
            "kind": self.event.event,
            "at": self.event.at,
            "sha256": self.event.sha256,
            "present": self.present,
        }


@dataclass(frozen=True, slots=True)
class RestoredVersion:
    """What ``restore`` did: all versions that are kept, and the one brought back, if one was."""

    paper: str
    label: str
    path: Path
    versions: tuple[Version, ...]
    brought: Version | None = None

    def as_json(self) -> dict[str, Any]:
        """Give the versions, and the one brought back, as plain JSON values."""
        return {
            "paper": self.paper,
            "label": self.label,
            "file": str(self.path),
            "versions": [version.as_json() for version in self.versions],
            "restored": self.brought.as_json() if self.brought is not None else None,
        }


_VERSIONS = frozenset({vault.EDITED, vault.MERGED, vault.ISSUED})


def restore(
    season: str | None,
    paper: str,
    *,
    here: Path,
    now: dt.datetime,
    version: int | None = None,
    list_only: bool = False,
    out: Path | None = None,
) -> RestoredVersion:
    """Bring a kept version of a paper back into its file; without ``version``, the newest that is not there.

    What is in the file now is kept first.  With ``list_only`` nothing is written.  ``Stop`` when
    nothing is kept, the paper is issued, or the file is open in Word.
    """
    todo, trouble = _plan(check(season, here=here))
    folder = folder_of(todo, here, out)
    with files.Lock(folder.private):
        standing = stand(todo, folder)
        verdict = remembered(standing, paper) or _find(standing, paper, trouble)
        if not list_only:
            keep_edit(standing, verdict, now=now)
            standing = stand(todo, folder)
        versions = kept_versions(standing, verdict)
        path = folder.path / verdict.name
        if list_only:
            return RestoredVersion(verdict.paper, verdict.label, path, versions)
        chosen = _choose(standing, versions, version, verdict)
        _bring(standing, verdict, chosen.event)
        return RestoredVersion(verdict.paper, verdict.label, path, versions, chosen)


def _plan(checked: CheckedWorkbook) -> tuple[Plan, Stop | None]:
    """Plan the papers; where the workbook has errors, none, and why: what is kept can be had all the same."""
    try:
        return arrange(checked), None
    except Stop as stop:
        return Plan(checked, (), {}, (), {}), stop


def _find(standing: Standing, paper: str, trouble: Stop | None) -> Verdict:
    try:
        return find_paper(standing, paper)
    except Stop as stop:
        raise trouble or stop from stop


def kept_versions(standing: Standing, verdict: Verdict) -> tuple[Version, ...]:
    """Give the versions of a paper that are kept, the oldest first."""
    kept: dict[str, Event] = {}
    for event in standing.events:
        if event.paper == verdict.paper and event.event in _VERSIONS:
            first = kept.setdefault(event.sha256, event)
            if event.event == vault.ISSUED != first.event:  # what was edited or merged became the paper
                kept[event.sha256] = event
    there = standing.disk.get(verdict.name)
    return tuple(
        Version(number, event, event.sha256 == there) for number, event in enumerate(kept.values(), start=1)
    )


def remembered(standing: Standing, paper: str) -> Verdict | None:
    """Find a paper that only the journal knows: its unit is gone, and so is its file or the manifest."""
    if any(verdict.paper == paper for verdict in standing.verdicts):
        return None
    event = next((event for event in reversed(standing.events) if event.paper == paper), None)
    if event is None:
        return None
    found = standing.files.hashes([event.name]).get(event.name)
    ours = found is None or any(found == known.sha256 for known in standing.events if known.paper == paper)
    return Verdict(paper, event.name, event.label, State.ORPHAN if ours else State.FOREIGN)


def _choose(
    standing: Standing, versions: tuple[Version, ...], wanted: int | None, verdict: Verdict
) -> Version:
    if verdict.state in {State.FOREIGN, State.UNREADABLE}:
        raise Stop(
            f"Tệp «{verdict.name}» không phải do docgen làm hoặc không đọc được nên không thay.",
            "Hãy đổi tên hoặc dời tệp ấy đi rồi chạy lại.",
        )
    if not versions:
        raise Stop(
            f"Chưa có bản sửa tay nào của «{verdict.label}» được giữ.",
            "docgen giữ các bản sửa tay mỗi lần chạy «docgen generate».",
        )
    if verdict.state in stale.FINAL:
        return _issued(standing, versions, wanted, verdict)
    if wanted is None:
        others = [version for version in versions if not version.present]
        if not others:
            raise Stop(f"Tệp «{verdict.name}» đang là bản duy nhất được giữ.", "Không cần lấy lại gì.")
        return others[-1]
    if not 1 <= wanted <= len(versions):
        raise Stop(
            f"Không có bản số {wanted} của «{verdict.label}».",
            f"Có các bản từ 1 đến {len(versions)}; xem bằng «docgen restore {verdict.paper} --list».",
            exit_code=ExitCode.USAGE,
        )
    return versions[wanted - 1]


def _issued(
    standing: Standing, versions: tuple[Version, ...], wanted: int | None, verdict: Verdict
) -> Version:
    """Give the version that was issued: no other may take its place."""
    sha256 = standing.frozen[verdict.paper].sha256
    found = next((version for version in versions if version.event.sha256 == sha256), None)
    if found is not None and wanted in {None, found.number} and not found.present:
        return found
    raise Stop(
        f"«{verdict.label}» đã ban hành (số {verdict.number}) nên không thay bằng bản khác.",
        "Muốn sửa nội dung, hãy dùng «docgen correct».",
    )


def _bring(standing: Standing, verdict: Verdict, event: Event) -> None:
    """Write the version and remember what it was made from, so that later corrections are merged into it."""
    folder, memory = standing.files, standing.vault
    data = memory.find(event.sha256)
    if data is None:
        raise Stop(
            f"Bản cần lấy lại ({event.sha256[:8]}) không còn nguyên trong thư mục ban-luu.",
            "Hãy lấy lại thư mục ấy từ bản sao lưu, hoặc chọn bản khác.",
        )
    mark = folder.opened_by(verdict.name)
    if mark:
        raise Stop(
            f"«{verdict.name}» đang mở trong Word (nếu không phải, xóa tệp «{mark}»).",
            "Hãy đóng tệp ấy rồi chạy lại.",
        )
    base = memory.find(event.base) if event.base else None
    known = standing.manifest
    entry = ManifestEntry(
        verdict.name,
        verdict.label,
        event.sha256,
        find_inputs(memory, event.inputs) if event.inputs else stale.Inputs("", "", "", {}),
        folder.keep_base(base) if base is not None else event.base,
        event.records,
        event.lacking,
    ).after(known.papers.get(verdict.paper))
    pending = {verdict.paper: entry}
    folder.write_manifest(Manifest(known.season, known.papers, pending, known.leftovers))
    if not folder.write_over(verdict.name, data, standing.disk.get(verdict.name)):
        raise Stop(f"«{verdict.name}» vừa được lưu lại trong lúc docgen đang chạy.", "Hãy chạy lại.")
    folder.write_manifest(Manifest(known.season, {**known.papers, **pending}, {}, known.leftovers))
