"""The verb ``compare``: two versions of a paper, or two Word files, made readable side by side."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from docgen import comparing, delta, files, stale
from docgen.problem import ExitCode, Stop
from docgen.stale import State, Verdict
from docgen.verbs import result_files
from docgen.verbs.build import build
from docgen.verbs.check import plan
from docgen.verbs.restore import Version, kept_versions, remembered
from docgen.verbs.status import Standing, find_paper, folder_of, stand
from docgen.verbs.workspace import find_files

AUTHOR: Final = "docgen"
"""Whose the tracked changes are said to be: who wrote which words is not known."""

_FOLDER: Final = "so-sanh"
_WORD: Final = frozenset({".docx", ".doc", ".docm", ".dotx", ".dot", ".rtf", ".odt"})
_BOOK: Final = ".xlsx"
_GENERATED: Final = "Bản docgen làm từ sổ"
_HERS: Final = "Bản đã sửa tay (tệp hiện nay)"
_ON_DISK: Final = "Tệp hiện nay"
_NOW: Final = "Bản sẽ làm từ sổ bây giờ"
_KEPT: Final = {"edited": "sửa tay", "merged": "sửa tay đã thêm thay đổi của sổ", "issued": "ban hành"}


@dataclass(frozen=True, slots=True)
class VersionSide:
    """One version: what the user calls it, and its bytes."""

    title: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Compared:
    """What ``compare`` made: a page, a document with tracked changes, and what they show."""

    label: str
    old: str
    new: str
    page: Path
    word: Path
    told: delta.Told
    notes: tuple[str, ...]
    """What else is to be known, in sentences for the user."""

    def as_json(self) -> dict[str, Any]:
        """Give what was compared and every change as plain JSON values."""
        return {
            "label": self.label,
            "old": self.old,
            "new": self.new,
            "html": str(self.page),
            "docx": str(self.word),
            "changes": [
                {
                    "kind": str(change.kind),
                    "place": change.place,
                    "label": change.label,
                    "before": change.before,
                    "after": change.after,
                }
                for change in self.told.changes
            ],
            "unseen": self.told.unseen,
            "notes": list(self.notes),
        }


def compare(
    first: str,
    second: str | None,
    *,
    here: Path,
    now: dt.datetime,
    version: int | None = None,
    out: Path | None = None,
) -> Compared:
    """Compare two Word files, or two versions of a paper of a season (``second`` names the season).

    ``version`` is the number of a kept version to compare with.  The results go to ``out``, or beside
    the second file, or into a folder of their own in the season's output.  ``Stop`` when there is
    nothing to compare, or a file cannot be read.
    """
    if second is not None and _is_word_file(here / second):
        if version is not None:
            raise Stop("--with chỉ dùng với một văn bản của đợt.", "Bỏ --with đi.", exit_code=ExitCode.USAGE)
        one, two = _find_file(first, here), _find_file(second, here)
        old, new = VersionSide(_shown(one, two), _read(one)), VersionSide(_shown(two, one), _read(two))
        return _make(two.name, two.stem, old, new, folder=here / out if out else two.parent, now=now)
    todo = plan(second, here=here)
    standing = stand(todo, folder_of(todo, here, None))
    verdict = _find(standing, first)
    old, new = _sides(standing, verdict) if version is None else _kept(standing, verdict, version)
    folder = here / out if out else standing.folder / _FOLDER
    return _make(verdict.label, Path(verdict.name).stem, old, new, folder=folder, now=now)


def _make(
    label: str, stem: str, old: VersionSide, new: VersionSide, *, folder: Path, now: dt.datetime
) -> Compared:
    titles = comparing.Titles(label, old.title, new.title)
    both = comparing.Comparison(old.data, new.data, titles)
    word = both.tracked(author=AUTHOR, now=now)
    paths = result_files.put(folder, f"so-sanh_{stem}", {".html": both.page.encode(), ".docx": word.data})
    notes = (*both.notes, *word.notes)
    return Compared(label, old.title, new.title, paths[".html"], paths[".docx"], both.told, notes)


# --- two files ----------------------------------------------------------------------------------


def _is_word_file(path: Path) -> bool:
    suffix = path.suffix.lower()
    return suffix in _WORD or (suffix != _BOOK and path.is_file())


def _find_file(name: str, here: Path) -> Path:
    found, *others = find_files([name], here=here)
    if others:
        raise Stop(f"«{name}» là nhiều tệp.", "Hãy ghi tên một tệp.", exit_code=ExitCode.USAGE)
    return found


def _shown(path: Path, other: Path) -> str:
    """Name a file, with its folder where the name alone does not tell it from the other."""
    return f"{path.parent.name}/{path.name}" if path.name == other.name else path.name


def _read(path: Path) -> bytes:
    try:
        fault = files.check_archive(path, what=path.name)
        data = path.read_bytes()
    except OSError as error:
        raise Stop(
            f"Không đọc được «{path.name}»: {files.reason(error)}.", "Hãy đóng tệp rồi chạy lại."
        ) from error
    if fault is not None:
        raise Stop(f"Không so sánh được «{path.name}».", problems=[fault])
    return data


# --- versions of a paper ------------------------------------------------------------------------


def _find(standing: Standing, text: str) -> Verdict:
    try:
        return remembered(standing, text) or find_paper(standing, text)
    except Stop as stop:
        if Path(text).suffix.lower() not in _WORD:
            raise
        raise Stop(
            f"Đợt này không có văn bản nào có tên tệp «{Path(text).name}».",
            "Muốn so sánh hai tệp bất kỳ, hãy ghi tên cả hai.",
            exit_code=ExitCode.USAGE,
        ) from stop


def _sides(standing: Standing, verdict: Verdict) -> tuple[VersionSide, VersionSide]:
    """Choose the two versions that a person would want to see side by side."""
    if verdict.state in stale.EDITS:
        return _generated(standing, verdict), VersionSide(_HERS, _on_disk(standing, verdict))
    if verdict.state in {State.CHANGED, State.FOREIGN} and _name_on_disk(standing, verdict):
        return VersionSide(_ON_DISK, _on_disk(standing, verdict)), _built(standing, verdict)
    if verdict.state is State.ALTERED:
        return _issued(standing, verdict), VersionSide(_ON_DISK, _on_disk(standing, verdict))
    if verdict.state in stale.FINAL and verdict.reasons and _is_asked_for(standing, verdict):
        return _issued(standing, verdict), _built(standing, verdict)
    if verdict.state is State.UNREADABLE:
        raise Stop(f"Không đọc được «{verdict.name}».", "Hãy đóng tệp ấy rồi chạy lại.")
    raise _nothing(standing, verdict)


def _kept(standing: Standing, verdict: Verdict, number: int) -> tuple[VersionSide, VersionSide]:
    """Compare a version that is kept with the file, or without one with what would be made."""
    versions = kept_versions(standing, verdict)
    if not 1 <= number <= len(versions):
        remedy = f"Có các bản từ 1 đến {len(versions)}" if versions else "Chưa có bản nào được giữ"
        raise Stop(
            f"Không có bản số {number} của «{verdict.label}».",
            f"{remedy}; xem bằng «docgen restore {verdict.paper} --list».",
            exit_code=ExitCode.USAGE,
        )
    version = versions[number - 1]
    data = standing.vault.find(version.event.sha256)
    if data is None:
        raise Stop(
            f"Bản số {number} không còn nguyên trong thư mục ban-luu.",
            "Hãy lấy lại thư mục ấy từ bản sao lưu, hoặc chọn bản khác.",
        )
    old = VersionSide(_title(version), data)
    if not version.present and _name_on_disk(standing, verdict):
        return old, VersionSide(_ON_DISK, _on_disk(standing, verdict))
    if not _is_asked_for(standing, verdict):
        raise Stop(f"Không có gì để so với bản số {number}: sổ không còn cần văn bản này.")
    return old, _built(standing, verdict)


def _title(version: Version) -> str:
    date, _, time = version.event.at.partition("T")
    day = "/".join(reversed(date.split("-")))
    return f"Bản số {version.number} đang giữ ({_KEPT[version.event.event]}, {time[:5]} ngày {day})"


def _generated(standing: Standing, verdict: Verdict) -> VersionSide:
    """Give the paper as docgen made it, before a person edited it."""
    known = stale.settle(standing.manifest, standing.disk).papers[verdict.paper]
    data = standing.files.find_base(known.generated) or standing.vault.find(known.generated)
    if data is not None:
        return VersionSide(_GENERATED, data)
    if verdict.state is State.EDITED:  # the records still say what they said then
        return VersionSide(_GENERATED, _built(standing, verdict).data)
    raise Stop(
        f"docgen không còn giữ bản «{verdict.label}» đã làm trước khi chị sửa.",
        f"Xem các bản khác bằng «docgen restore {verdict.paper} --list».",
    )


def _issued(standing: Standing, verdict: Verdict) -> VersionSide:
    data = standing.vault.find(standing.frozen[verdict.paper].sha256)
    if data is None:
        raise Stop(
            f"Bản đã ban hành của «{verdict.label}» không còn nguyên trong thư mục ban-luu.",
            "Hãy lấy lại thư mục ấy từ bản sao lưu.",
        )
    return VersionSide(f"Bản đã ban hành, số {verdict.number}", data)


def _built(standing: Standing, verdict: Verdict) -> VersionSide:
    """Give the paper as it would be made now, in memory."""
    job = next(job for job in standing.plan.jobs if job.paper == verdict.paper)
    made, faults = build(standing.plan, [job])
    if verdict.paper not in made:
        raise Stop(f"Chưa làm được «{verdict.label}».", "Hãy sửa mẫu rồi chạy lại.", problems=tuple(faults))
    return VersionSide(_NOW, made[verdict.paper])


def _is_asked_for(standing: Standing, verdict: Verdict) -> bool:
    return any(job.paper == verdict.paper for job in standing.plan.jobs)


def _name_on_disk(standing: Standing, verdict: Verdict) -> str:
    """Name the file that the paper is in now, perhaps under a name that it had before."""
    entry = standing.manifest.papers.get(verdict.paper)
    names = [verdict.name, *([entry.name] if entry is not None else [])]
    return next((name for name in names if name in standing.disk), "")


def _on_disk(standing: Standing, verdict: Verdict) -> bytes:
    name = _name_on_disk(standing, verdict)
    return _read(standing.folder / name)


def _nothing(standing: Standing, verdict: Verdict) -> Stop:
    """Say kindly that there are no two versions, and which are kept."""
    why = {
        State.CURRENT: "đúng với sổ và chưa ai sửa tay",
        State.NEW: "chưa được làm",
        State.MISSING: "chưa có tệp trong thư mục văn bản",
        State.ORPHAN: "không còn trong sổ",
    }.get(verdict.state, "đã ban hành và sổ vẫn như lúc ấy")
    count = len(kept_versions(standing, verdict))
    listed = f"«docgen restore {verdict.paper} --list»"
    kept = (
        f"Đang giữ {count} bản: xem bằng {listed}, so sánh bằng «docgen compare {verdict.paper} --with SỐ»."
        if count
        else "docgen chưa giữ bản sửa tay hay bản ban hành nào của văn bản này."
    )
    return Stop(f"«{verdict.label}» {why} nên không có gì để so sánh.", kept)
