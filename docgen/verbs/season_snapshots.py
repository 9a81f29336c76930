"""The records as they were when papers were last made, kept in a season's memory.

A snapshot is named by its hash, so that keeping the same records twice costs nothing, and a
damaged one is noticed and passed over.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from docgen import files, impact
from docgen.records import Season
from docgen.verbs.workspace import SNAPSHOTS, Place

SPARE: Final = 10
"""How many of the newest snapshots stay even if nothing is known to refer to them."""
_NAME: Final = re.compile(r"[0-9a-f]{64}")


def keep_snapshot(place: Place, season: Season) -> str:
    """Keep a season's records and give their SHA-256; ``Stop`` when they cannot be written.

    The one that was kept last is the newest, also when it was there already.
    """
    data = impact.dump(season)
    sha256 = files.sha256(data)
    path = _path(place, sha256)
    if _read(path, sha256) is None:
        files.write_atomic(path, data)
    else:
        with suppress(OSError):  # on a read-only disk the older one stays the newest
            path.touch()
    return sha256


def find_snapshot(place: Place, sha256: str) -> Season | None:
    """Give the records that were kept under a hash; ``None`` when they are not there whole."""
    data = _read(_path(place, sha256), sha256) if _NAME.fullmatch(sha256) else None
    if data is None:
        return None
    try:
        return impact.load(data)
    except ValueError:  # whole, but written by a docgen that knew other sheets or columns
        return None


def damaged_snapshots(place: Place) -> list[str]:
    """Give the hashes of the snapshots that are there and no longer say what they said."""
    return [path.stem for path in sorted(_snapshots(place)) if _read(path, path.stem) is None]


def has_snapshot(place: Place, sha256: str) -> bool:
    """Tell whether a snapshot is there, whole or not."""
    return _path(place, sha256).is_file()


def newest_snapshot(place: Place) -> tuple[str, Season] | None:
    """Give the hash and the records of the snapshot that was kept last and can still be read."""
    for path in sorted(_snapshots(place), key=_age, reverse=True):
        season = find_snapshot(place, path.stem)
        if season is not None:
            return path.stem, season
    return None


def prune_snapshots(place: Place, referenced: Collection[str]) -> list[str]:
    """Remove the snapshots that nothing refers to any more and give their hashes.

    The newest ones stay in any case: ``docgen diff`` compares with the last of them, and papers in
    another folder (``--out``) may have been made from any.
    """
    newest = sorted(_snapshots(place), key=_age, reverse=True)[:SPARE]
    kept = {*referenced, *(path.stem for path in newest)}
    gone: list[str] = []
    for path in sorted(_snapshots(place)):
        if path.stem not in kept:
            with suppress(OSError):
                path.unlink()
                gone.append(path.stem)
    return gone


def _path(place: Place, sha256: str) -> Path:
    return place.memory / SNAPSHOTS / f"{sha256}.json"


def _snapshots(place: Place) -> Iterator[Path]:
    found = (place.memory / SNAPSHOTS).glob("*.json")
    return (path for path in found if _NAME.fullmatch(path.stem) and path.is_file())


def _age(path: Path) -> tuple[int, str]:
    with suppress(OSError):
        return path.stat().st_mtime_ns, path.name
    return 0, path.name


def _read(path: Path, sha256: str) -> bytes | None:
    try:
        data = path.read_bytes()
    except OSError:
        return None
    return data if files.sha256(data) == sha256 else None
