"""The archive of a season on disk: complete bags one after another, and the one act that makes a new one.

``luu-tru/ho-so-0006/`` is a whole bag; the one that the start page names is in force, or what grew from
it.  Several files change
when a paper comes in, and no system changes several files at once: so a whole new bag is built under a name
that nobody takes for one, its old files linked and not copied, and one rename of that folder to
``ho-so-0007`` makes it the bag in force.  Then the old bag is renamed away, again at once, and removed.  A
kill at any moment leaves nothing under ``ho-so-*`` but whole bags.  No folder that exists is ever renamed
over, which Windows would refuse, as it does while a file in it is open in a reader.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from docgen import files
from docgen.archive import bag, history
from docgen.archive.history import History
from docgen.problem import Stop

NAME: Final = "ho-so"
HISTORY: Final = "lich-su.jsonl"
INDEX: Final = "index.html"
DOSSIER: Final = "ho-so.xml"
START_PAGE: Final = "XEM-HO-SO.html"
"""Beside the bags: a page that leads to the index of the one in force."""

_NEW: Final = ".moi-"
_OLD: Final = ".bo-"
LEFT_OVER: Final = (_NEW, _OLD, ".docgen-tmp-")
"""How the names of what a killed run may leave begin."""
_GENERATION: Final = re.compile(rf"{NAME}-(\d{{4,}})")
_AT_ONCE: Final = 100
"""So many files are open together at most."""
_READ_ONLY: Final = stat.S_IREAD | stat.S_IRGRP | stat.S_IROTH


@dataclass(frozen=True, slots=True)
class Bag:
    """A bag: its number, its folder, its history."""

    number: int
    folder: Path
    history: History

    def grew_from(self, other: Bag) -> bool:
        """Tell whether its history is that of another bag, and more."""
        old = other.history.entries
        return len(old) < len(self.history.entries) and self.history.entries[: len(old)] == old

    def read(self, path: str) -> bytes:
        """Read a file of the bag; ``Stop`` when it cannot be read."""
        try:
            return (self.folder / path).read_bytes()
        except OSError as error:
            raise Stop(
                f"Không đọc được «{path}» trong hồ sơ lưu: {files.reason(error)}.",
                "Hãy chạy «docgen archive verify» để biết hồ sơ lưu còn nguyên không.",
            ) from error


@dataclass(frozen=True, slots=True)
class Archive:
    """The folder ``luu-tru`` of a season; made when the first paper comes in."""

    folder: Path

    def generations(self) -> dict[int, Path]:
        """Give all whole bags that are there, the oldest first: one, but for a moment or after a kill."""
        try:
            names = sorted(path.name for path in self.folder.iterdir() if path.is_dir())
        except (FileNotFoundError, NotADirectoryError):
            return {}
        except OSError as error:
            raise _cannot_read(self.folder, error) from error
        found = {
            int(match[1]): self.folder / name for name in names if (match := _GENERATION.fullmatch(name))
        }
        return dict(sorted(found.items()))

    def current(self) -> Bag | None:
        """Give the bag in force; ``None`` when nothing is archived yet.

        A kill may leave the start page one bag late: whatever grew from the bag that it names is in force.  A
        copy, under whatever number, and a bag of another archive have not grown from it.
        """
        bags = self._bags()
        named = next((bag for bag in bags if self._start_page() == start_page(bag.number)), None)
        grown = [bag for bag in bags if named is None or bag.grew_from(named)]
        longest = max(grown, key=lambda bag: (len(bag.history.entries), -bag.number), default=None)
        return longest or named

    def followed(self, current: Bag) -> dict[int, Path]:
        """Give the older bags that the one in force grew from: what a kill may leave, and nothing else."""
        return {
            old.number: old.folder
            for old in self._bags()
            if old.number < current.number and old.history.entries and current.grew_from(old)
        }

    def _bags(self) -> list[Bag]:
        return [Bag(number, folder, _history(folder)) for number, folder in self.generations().items()]

    def _start_page(self) -> bytes:
        try:
            return (self.folder / START_PAGE).read_bytes()
        except OSError:
            return b""

    def commit(
        self,
        before: Bag | None,
        payload: Mapping[str, bytes],
        tags: Mapping[str, bytes],
        kept: Mapping[str, str],
    ) -> Bag:
        """Make the next bag of the files that are kept and new ones, and put it in force at once.

        ``kept`` maps paths of the bag ``before`` to their SHA-256; ``payload`` the paths of new files to
        their bytes; ``tags`` the tag files to theirs, but for the manifests.  The lock of the season's
        memory must be held.  ``Stop`` when it cannot be written: the bag before is then in force, untouched.
        """
        number = max(self.generations(), default=0) + 1
        staged = self.folder / f"{_NEW}{NAME}-{number:04d}"
        target = self.folder / f"{NAME}-{number:04d}"
        try:
            self.refresh_start_page()
            self.sweep()
            _build(staged, before, payload, tags, kept)
            _rename(staged, target)  # the moment from which the new bag is in force
        except OSError as error:
            with contextlib.suppress(OSError):
                _remove(staged)
            raise _cannot_write(target, error) from error
        files.sync_folder(self.folder)
        made = self.current()
        if made is None or made.number != number:
            raise Stop(f"Không thấy lại hồ sơ vừa ghi «{target}».", "Hãy kiểm tra ổ đĩa rồi chạy lại.")
        with contextlib.suppress(OSError, Stop):  # conveniences: the bag is in force without them
            self.refresh_start_page()
            self.sweep()
        return made

    def sweep(self) -> None:
        """Remove what a killed run left: unfinished bags, and bags that another has followed.

        The lock must be held.  What cannot be removed now (a file open in a reader) is left for next time; a
        bag that the one in force did not grow from is not ours to remove.
        """
        current = self.current()
        for number, folder in self.followed(current).items() if current is not None else ():
            with contextlib.suppress(OSError):
                _rename(folder, self.folder / f"{_OLD}{NAME}-{number:04d}")
        for path in sorted(self.folder.iterdir()) if self.folder.is_dir() else ():
            if path.name.startswith(LEFT_OVER):
                with contextlib.suppress(OSError):
                    _remove(path)
        self._protect()

    def _protect(self) -> None:
        """Make the payload read-only again where removing a second link to it has made it writable."""
        current = self.current() if os.name == "nt" else None
        if current is None:
            return
        for path in (current.folder / bag.PAYLOAD).rglob("*"):
            if path.is_file():
                _protect(path)

    def refresh_start_page(self) -> None:
        """Write the page beside the bags that leads to the index of the one in force."""
        found = self.current()
        if found is None:
            return
        page = start_page(found.number)
        if self._start_page() != page:
            files.write_atomic(self.folder / START_PAGE, page)


def _history(folder: Path) -> History:
    """Read the history of a bag; one that is lost is empty.  ``Stop`` when it cannot be read."""
    try:
        return history.parse((folder / HISTORY).read_bytes())
    except FileNotFoundError:
        return History()
    except OSError as error:
        raise _cannot_read(folder / HISTORY, error) from error


def start_page(number: int) -> bytes:
    """Make the page that leads to the index of one bag."""
    target = f"{NAME}-{number:04d}/{INDEX}"
    return (
        '<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Hồ sơ lưu</title>'
        f'<meta http-equiv="refresh" content="0; url={target}"></head>'
        f'<body><p><a href="{target}">Mở hồ sơ lưu</a></p></body></html>\n'
    ).encode()


def _build(
    staged: Path,
    before: Bag | None,
    payload: Mapping[str, bytes],
    tags: Mapping[str, bytes],
    kept: Mapping[str, str],
) -> None:
    """Write a whole bag into a folder that nobody takes for one, down to the disk."""
    folders = {staged}
    for path in (*kept, *payload, *tags):
        folders |= {(staged / path).parent, *((staged / path).parent.parents)} - set(staged.parents)
    for folder in sorted(folders):
        folder.mkdir(parents=True, exist_ok=True)
    for path in kept:
        if before is not None:
            _link(before.folder / path, staged / path)
    hashes = {**kept, **{path: files.sha256(data) for path, data in payload.items()}}
    whole = {**tags, bag.DECLARATION_FILE: bag.DECLARATION, bag.MANIFEST: bag.manifest(hashes)}
    whole[bag.TAG_MANIFEST] = bag.manifest({path: files.sha256(data) for path, data in whole.items()})
    _write_all({staged / path: data for path, data in (*payload.items(), *whole.items())})
    for folder in sorted(folders, reverse=True):
        files.sync_folder(folder)


def _write_all(contents: Mapping[Path, bytes]) -> None:
    """Write new files, and wait until all are on the disk: together, since waiting takes longest."""
    waiting = list(contents.items())
    for start in range(0, len(waiting), _AT_ONCE):
        with contextlib.ExitStack() as opened:
            streams = []
            for path, data in waiting[start : start + _AT_ONCE]:
                stream = opened.enter_context(path.open("xb"))
                stream.write(data)
                stream.flush()
                streams.append(stream)
            for stream in streams:
                os.fsync(stream.fileno())
    for path in contents:
        _protect(path)


def _link(source: Path, target: Path) -> None:
    """Give a file a second name, or copy it where the disk knows no links (FAT, some network drives)."""
    try:
        os.link(source, target)
    except OSError:
        files.write_through(target, source.read_bytes())
        _protect(target)


def _protect(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.chmod(_READ_ONLY)


def _rename(source: Path, target: Path) -> None:
    """Rename a folder to a name that is free; on Windows a virus scanner may hold it for a moment."""
    if target.exists():
        raise FileExistsError(17, os.strerror(17), str(target))
    files.rename(source, target)


def _remove(folder: Path) -> None:
    """Remove a folder of ours with its read-only files."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
            continue
        if os.name == "nt":  # there a read-only file cannot be removed; ``_protect`` mends its other name
            path.chmod(stat.S_IWRITE | stat.S_IREAD)
        path.unlink()
    if folder.is_dir():
        folder.rmdir()


def _cannot_read(path: Path, error: OSError) -> Stop:
    return Stop(
        f"Không đọc được hồ sơ lưu «{path}»: {files.reason(error)}.",
        "Hãy kiểm tra ổ đĩa (hay ổ mạng) và quyền đọc rồi chạy lại.",
    )


def _cannot_write(path: Path, error: OSError) -> Stop:
    return Stop(
        f"Chưa lưu được vào «{path.parent}»: {files.reason(error)}. Hồ sơ lưu vẫn nguyên như trước.",
        "Hãy kiểm tra ổ đĩa (hay ổ mạng), chỗ trống và quyền ghi rồi chạy lại.",
    )
