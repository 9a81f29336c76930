"""The verbs that look into the archive or take out of it: ``archive list``, ``verify``, ``restore``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docgen import archive, files
from docgen.archive import Archive, Bag, Sealed, VerifiedArchive
from docgen.archive.bag_store import START_PAGE
from docgen.problem import ExitCode, Stop
from docgen.verbs.archive_books import NotArchived, expected, not_archived
from docgen.verbs.given_numbers import book_of
from docgen.verbs.issued_versions import read_frozen
from docgen.verbs.owning import find_season
from docgen.verbs.workspace import ARCHIVE, Place


@dataclass(frozen=True, slots=True)
class ArchiveListing:
    """What the archive of a season holds, and the issued papers that it does not hold yet."""

    folder: Path
    sealed: tuple[Sealed, ...]
    missing: tuple[NotArchived, ...]
    head: str

    @property
    def page(self) -> Path:
        """Give the page to open: it leads to the bag in force, whatever that is called by then."""
        return self.folder.parent / START_PAGE

    def as_json(self) -> dict[str, Any]:
        """Give what is archived and what is not as plain JSON values."""
        return {
            "folder": str(self.folder),
            "head": self.head,
            "sealed": [{**sealed.plain(), "path": sealed.path("signed")} for sealed in self.sealed],
            "missing": [paper.as_json() for paper in self.missing],
        }


@dataclass(frozen=True, slots=True)
class ArchiveCheck:
    """What ``verify`` found in the archive of a season."""

    folder: Path
    verified: VerifiedArchive

    @property
    def exit_code(self) -> ExitCode:
        """Tell whether the archive is sound and nothing strange lies around it."""
        return self.verified.exit_code


@dataclass(frozen=True, slots=True)
class RestoredPapers:
    """The files that were brought out, and those that stood there already, byte for byte the same."""

    folder: Path
    written: tuple[Path, ...]
    same: tuple[Path, ...]


def list_archive(season: str | None, *, here: Path) -> ArchiveListing:
    """Give what is archived, and what is issued but not archived yet."""
    place = find_season(season, here)
    store, current = _open(place)
    sealed = current.history.current() if current else {}
    frozen, _, _ = read_frozen(place)
    missing = not_archived(frozen, current)
    head = current.history.head if current else ""
    return ArchiveListing(current.folder if current else store.folder, tuple(sealed.values()), missing, head)


def verify_archive(season: str | None, *, here: Path, heads: Sequence[str] = ()) -> ArchiveCheck:
    """Compute everything again, both ways; nothing is written.

    ``heads`` are heads of the history from somewhere outside, like a printed hand-over record.
    """
    place = find_season(season, here)
    store = Archive(place.memory / ARCHIVE)
    frozen, events, _ = read_frozen(place)
    rows = book_of(place).read().rows
    return ArchiveCheck(store.folder, archive.verify(store, expected(events, frozen, heads, rows)))


def restore(season: str | None, paper: str | None, out: Path, *, here: Path) -> RestoredPapers:
    """Bring papers out again, byte for byte; without ``paper``, all that are in force.

    ``Stop`` when a file is damaged, or when another file of that name stands in ``out``: nothing is written.
    """
    place = find_season(season, here)
    _, current = _open(place)
    if current is None:
        raise Stop("Chưa có văn bản nào trong hồ sơ lưu.", "Xem «docgen archive add --help».")
    chosen = _choose(current, paper)
    wanted: dict[Path, bytes] = {}
    for sealed in chosen:
        for role, file in sealed.files.items():
            data = current.read(sealed.path(role))
            if files.sha256(data) != file.sha256:
                raise Stop(
                    f"«{sealed.path(role)}» trong hồ sơ lưu không còn nguyên nên không lấy ra.",
                    "Hãy chạy «docgen archive verify» và lấy lại thư mục luu-tru từ bản sao lưu.",
                )
            wanted[here / out / sealed.folder / file.name] = data
    return _write(here / out, wanted)


def _write(folder: Path, wanted: dict[Path, bytes]) -> RestoredPapers:
    same = [path for path, data in wanted.items() if path.is_file() and path.read_bytes() == data]
    others = [path for path in wanted if path.exists() and path not in same]
    if others:
        raise Stop(
            f"Trong «{folder}» đã có «{others[0].name}» khác với bản lưu nên không ghi đè.",
            "Hãy chọn một thư mục mới.",
        )
    written = [path for path in wanted if path not in same]
    for path in written:
        files.write_atomic(path, wanted[path])
    return RestoredPapers(folder, tuple(written), tuple(same))


def _open(place: Place) -> tuple[Archive, Bag | None]:
    store = Archive(place.memory / ARCHIVE)
    return store, store.current()


def _choose(current: Bag, paper: str | None) -> list[Sealed]:
    sealed = list(current.history.current().values())
    if paper is None:
        return sealed
    wanted = paper.strip().casefold()
    names = [
        item
        for item in current.history.sealed()
        if wanted == item.folder.casefold()
        or (item in sealed and wanted in {item.paper.casefold(), item.sign.casefold()})
    ]
    if not names:
        held = ", ".join(item.paper for item in sealed[:8])
        raise Stop(
            f"Hồ sơ lưu không có văn bản «{paper}».",
            f"Đang có: {held}…; xem «docgen archive list»." if held else "",
            exit_code=ExitCode.USAGE,
        )
    return names[:1]
