"""The file itself: is it there, may it be read, is it safe to open, does somebody have it open."""

from __future__ import annotations

from pathlib import Path

from docgen.files import check_archive, is_bad_name
from docgen.problem import Problem, Where
from docgen.workbook.faults import fault

_OWNER_PREFIX = "~$"
_OWNER_WIDE_NAME = 55  # after the name in one byte a letter comes its length, then UTF-16
_LONGEST_NAME = 54


def read_bytes(path: Path) -> tuple[bytes | None, list[Problem]]:
    """Read a workbook's bytes, after all that can be told without opening it; never writes.

    ``None`` comes with the error that keeps the file from being read; bytes may come with a
    warning.
    """
    here = Where(file=path.name)
    if path.name.startswith(_OWNER_PREFIX):
        return None, [fault("TEP-23", here)]
    try:
        unsafe = check_archive(path, what=path.name)
        data = path.read_bytes() if unsafe is None else None
    except (FileNotFoundError, IsADirectoryError):
        return None, [fault("TEP-21", here)]
    except OSError as error:
        if is_bad_name(error):
            raise
        return None, [fault("TEP-22", here)]
    if unsafe is not None:
        return None, [unsafe]
    return data, _open_elsewhere(path, here)


def _open_elsewhere(path: Path, here: Where) -> list[Problem]:
    """Warn when Excel's owner file stands beside the workbook, naming the user whom it names."""
    owner = path.with_name(_OWNER_PREFIX + path.name)
    if not owner.exists():
        return []
    try:
        name = _owner_name(owner.read_bytes())
    except OSError:  # Excel may hold it
        name = ""
    return [fault("TEP-24", here, user=f" ({name})" if name else "")]


def _owner_name(data: bytes) -> str:
    """Take the user's name out of an owner file: UTF-16 where it is complete, else one byte a letter."""
    length = data[_OWNER_WIDE_NAME] if len(data) > _OWNER_WIDE_NAME else 0
    wide = data[_OWNER_WIDE_NAME + 2 : _OWNER_WIDE_NAME + 2 + 2 * length]
    if 0 < length <= _LONGEST_NAME and len(wide) == 2 * length:
        name = wide.decode("utf-16-le", errors="replace")
    else:
        name = data[1 : 1 + data[0]].decode("cp1258", errors="replace") if data else ""
    return name.strip("\0 ") if name.strip("\0 ").isprintable() else ""
