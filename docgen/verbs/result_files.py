"""Results that may be made again any day: put into any folder, never over a file that is not ours.

Ours is what still has the bytes that docgen wrote; a note beside the results remembers them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import count
from pathlib import Path
from typing import Final

from docgen import files
from docgen.output import LONGEST_NAME, Folder
from docgen.problem import Stop

_NOTE: Final = "so-sanh.json"
_FORMAT: Final = 1
_MOST: Final = 1000


def put(folder: Path, stem: str, contents: Mapping[str, bytes]) -> dict[str, Path]:
    """Write files of one name and several endings (``.html``); give the path of each by its ending.

    Where a file stands that docgen did not write, that was changed since, or that is open in Word, all
    of them get a number behind their names.  ``Stop`` when the folder cannot be written.
    """
    store = Folder(folder)
    stem = stem[: LONGEST_NAME - len("_999.html")].rstrip(". ")
    with files.Lock(store.private):
        ours = _read(store)
        names = _names(store, stem, contents, ours)
        there = store.hashes(names.values())
        for ending, name in names.items():
            # Both hashes are ours: after a crash the file has either of them.
            hashes = [there[name]] if name in there else []
            ours[name] = [*hashes, files.sha256(contents[ending])]
        text = json.dumps({"format": _FORMAT, "made": ours}, ensure_ascii=False, sort_keys=True)
        files.write_atomic(store.private / _NOTE, text.encode("utf-8", "surrogatepass"))
        for ending, name in names.items():
            store.write(name, contents[ending])
    return {ending: folder / name for ending, name in names.items()}


def _names(
    store: Folder, stem: str, contents: Mapping[str, bytes], ours: Mapping[str, list[str]]
) -> dict[str, str]:
    for number in count(1):
        names = {ending: f"{stem}{f'_{number}' if number > 1 else ''}{ending}" for ending in contents}
        there = store.hashes(names.values())
        if all(
            name not in there or (there[name] in ours.get(name, []) and not store.opened_by(name))
            for name in names.values()
        ):
            return names
        if number > _MOST:
            break
    raise Stop(f"Thư mục «{store.path}» đã có quá nhiều bản so sánh.", "Hãy xóa bớt rồi chạy lại.")


def _read(store: Folder) -> dict[str, list[str]]:
    """Read which files are ours; when the note is damaged, none is."""
    try:
        note = json.loads((store.private / _NOTE).read_bytes())
        if note["format"] != _FORMAT:
            return {}
        return {str(name): [str(sha256) for sha256 in hashes] for name, hashes in note["made"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
