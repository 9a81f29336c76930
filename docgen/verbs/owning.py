"""Whose a memory under ``records/`` is: every one belongs to one workbook, which a small file in it names.

A workbook that was saved under another name would begin afresh, its edits and numbers forgotten; and two
workbooks whose names fold to one would share one memory.  Where that may be, docgen stops and asks, and
``docgen adopt`` answers.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from docgen import files
from docgen.output import Folder
from docgen.problem import ExitCode, Stop
from docgen.vault import JOURNAL, NOTICE, VERSIONS
from docgen.verbs.workspace import ARCHIVE, RECORDS, SNAPSHOTS, Place, find_workbook, workbooks_in
from docgen.viet.text import name_key, suggest

if TYPE_CHECKING:  # most runs only compare names of files, and do not pay for loading more
    from docgen.records import Season

OWNER: Final = "so-cua-dot.txt"
"""In a memory: the name of the workbook that it belongs to."""

_SIGNS: Final = (OWNER, NOTICE, JOURNAL, VERSIONS, ARCHIVE, SNAPSHOTS)
"""What a folder holds that is a memory: any of these."""


@dataclass(frozen=True, slots=True)
class Adopted:
    """The workbook's place from now on; ``before`` is the workbook that had the memory and is still there."""

    place: Place
    before: str


def find_season(name: str | None, here: Path) -> Place:
    """Find a season's workbook and the memory that is its own; ``name`` and ``here`` as in ``find_workbook``.

    ``Stop`` when the memory that it would take is another workbook's, or when it has none and may be one of
    those here under another name.
    """
    place = find_workbook(name, here)
    owners = _owners(place)
    own = [memory for memory, owner in owners.items() if _is(owner, place.workbook.name)]
    if own:
        return replace(place, named=place.season if place.season in own else own[0])
    if place.season in owners:
        raise _taken(place, owners[place.season])
    lost = [memory for memory, owner in owners.items() if not _is_there(place, owner)]
    akin = [memory for memory, owner in owners.items() if memory not in lost]
    akin = list(_akin(place, akin, owners)) if akin else []
    if lost or akin:
        raise _asking(place, (lost or akin)[0], owners[(lost or akin)[0]], lost=bool(lost))
    _refuse_stray(place)
    if Folder(place.output).manifest_hash():
        raise _all_lost(place)
    return place


def _refuse_stray(place: Place) -> None:
    """Stop at a workbook outside ``records/`` whose season has its memory there, and would begin afresh."""
    home = replace(place, workbook=place.root / RECORDS / place.workbook.name)
    if home.workbook.parent.is_dir() and not home.workbook.parent.samefile(place.workbook.parent):
        owners = _owners(home)
        for memory in _akin(place, list(owners), owners, home) if owners else ():
            raise Stop(
                f"Sổ «{place.workbook.name}» nằm ngoài thư mục records, mà records có bộ nhớ «{memory}» của"
                " đợt cùng cơ quan, cùng năm, cùng đơn vị: số đã cấp, bản đã ban hành nằm trong đó."
                " docgen chưa làm gì.",
                f"Chuyển sổ vào thư mục «{home.workbook.parent}» rồi chạy lại.",
            )


def claim(place: Place) -> None:
    """Write into a memory whose it is, before anything else stands there; ``Stop`` when that cannot be."""
    path = place.memory / OWNER
    if not path.exists():
        files.write_atomic(path, f"{place.workbook.name}\r\n".encode("utf-8-sig"))


def adopt(name: str, memory: str | None, *, here: Path) -> Adopted:
    """Give a workbook a memory that is there, or without one its own new one; ``Stop`` when it cannot be."""
    place = find_workbook(name, here)
    owners = _owners(place)
    own = next((one for one, owner in owners.items() if _is(owner, place.workbook.name)), None)
    wanted = place.season if memory is None else memory
    if own is not None and own != wanted:
        raise _usage(
            f"Sổ «{place.workbook.name}» đã có bộ nhớ «{own}».", "Sổ đã làm việc thì không đổi bộ nhớ được."
        )
    if memory is None and wanted in owners and own is None:
        raise _taken(place, owners[wanted])
    if memory is not None and memory not in owners:
        near = suggest(memory, owners)
        listed = ", ".join(near or owners)
        raise _usage(f"Không có bộ nhớ «{memory}».", f"Đang có: {listed}." if listed else "Dùng --new.")
    settled = replace(place, named=wanted)
    data = f"{place.workbook.name}\r\n".encode("utf-8-sig")
    files.write_atomic(settled.memory / OWNER, data)
    before = owners.get(wanted, "")
    return Adopted(settled, before if own is None and _is_there(place, before) else "")


def _owners(place: Place) -> dict[str, str]:
    """Give each memory beside a workbook with the name of its workbook.

    One from before there was a note of it belongs to the workbook of its name: to none, where there is none
    or more than one.
    """
    folder = place.workbook.parent
    books = workbooks_in(folder)
    found: dict[str, str] = {}
    for path in sorted(folder.iterdir()):
        if not _is_memory(path):
            continue
        noted = ""
        with suppress(OSError, UnicodeDecodeError):
            noted = (path / OWNER).read_text(encoding="utf-8-sig").strip()
        named = [book.name for book in books if Place(place.root, book).season == path.name]
        found[path.name] = noted or (named[0] if len(named) == 1 else "")
    return found


def _is_memory(path: Path) -> bool:
    """Tell whether a folder is a memory; one that may not be looked into is none of ours."""
    with suppress(OSError):
        return path.is_dir() and any((path / sign).exists() for sign in _SIGNS)
    return False


def _is(owner: str, name: str) -> bool:
    """Compare names of files as Windows does; some systems write them decomposed."""
    one, other = (unicodedata.normalize("NFC", text).casefold() for text in (owner, name))
    return one == other


def _is_there(place: Place, owner: str) -> bool:
    return any(_is(owner, book.name) for book in workbooks_in(place.workbook.parent))


# --- the same season under another name -------------------------------------------------------


def _akin(
    place: Place, memories: list[str], owners: Mapping[str, str], home: Place | None = None
) -> Iterator[str]:
    """Give the memories that are of the same office, year and units as a workbook; ``home`` is beside."""
    home = home or place
    from docgen import workbook  # noqa: PLC0415 - see above
    from docgen.verbs.season_snapshots import newest_snapshot  # noqa: PLC0415

    season = workbook.examine(place.workbook).partial
    for memory in memories if season is not None else ():
        kept = newest_snapshot(replace(home, named=memory))
        path = home.workbook.parent / owners[memory]
        there = kept is None and path.is_file()
        other = kept[1] if kept is not None else workbook.examine(path).partial if there else None
        if season is not None and other is not None and _same(season, other):
            yield memory


def _same(one: Season, other: Season) -> bool:
    """Tell whether two seasons are one: the office, the year, and at least half of the units."""
    units = [{name_key(unit.name) for unit in season.units} for season in (one, other)]
    office = name_key(one.general.org_full) == name_key(other.general.org_full)
    shared = 2 * len(units[0] & units[1]) >= min(map(len, units))
    return office and one.general.year == other.general.year and shared


# --- what is asked ----------------------------------------------------------------------------


def _asking(place: Place, memory: str, owner: str, *, lost: bool) -> Stop:
    name, stem = place.workbook.name, place.workbook.stem
    whose = f"của sổ «{owner}»" if owner else "của một sổ khác"
    why = "mà sổ ấy không còn ở đây" if lost else "là sổ cùng cơ quan, cùng năm, cùng đơn vị"
    return Stop(
        f"Sổ «{name}» chưa có bộ nhớ. Trong thư mục records có bộ nhớ «{memory}» {whose}, {why}: số đã cấp,"
        " bản đã sửa tay, bản đã ban hành nằm trong đó. docgen chưa làm gì.",
        f'Sổ này là sổ ấy ghi dưới tên khác: chạy «docgen adopt "{stem}" --memory {memory}».'
        f' Là đợt khác: chạy «docgen adopt "{stem}" --new».',
    )


def _all_lost(place: Place) -> Stop:
    return Stop(
        f"Mất cả bộ nhớ của đợt: không thấy thư mục «{place.memory}», mà «{place.output}» có văn bản đã làm."
        " Số đã cấp, bản đã ban hành nằm trong bộ nhớ ấy. docgen chưa làm gì.",
        "Lấy lại thư mục ấy từ bản sao lưu mới nhất. Chắc chắn chưa cấp số nào, không cần giữ bản sửa tay:"
        f' chạy «docgen adopt "{place.workbook.stem}" --new».',
    )


def _taken(place: Place, owner: str) -> Stop:
    name, stem, memory = place.workbook.name, place.workbook.stem, place.season
    if owner and not _is_there(place, owner):
        return _asking(place, memory, owner, lost=True)
    whose = f"của sổ «{owner}»" if owner else "mà hai sổ cùng nhận"
    return Stop(
        f"Sổ «{name}» trùng tên (trong 60 chữ đầu, không kể dấu) với bộ nhớ «{memory}» {whose}: mỗi bộ nhớ"
        " chỉ của một sổ. docgen chưa làm gì.",
        f"Là đợt khác: đổi tên tệp sổ cho khác hẳn, như thêm năm lên đầu tên. Sổ này thay cho sổ kia: chạy"
        f' «docgen adopt "{stem}" --memory {memory}».',
    )


def _usage(message: str, remedy: str) -> Stop:
    return Stop(message, remedy, ExitCode.USAGE)
