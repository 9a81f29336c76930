"""The verb ``verify``: everything under a season's memory that must not be lost, looked at in one go.

Nothing is written or repaired.  What one book knows of another is compared wherever both are there.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from docgen import archive, files, register, vault
from docgen.archive import Archive
from docgen.corrections import Correction, Store
from docgen.ledger import Ledger
from docgen.output import Folder
from docgen.problem import ExitCode, Problem, Severity, Stop, Where
from docgen.register import Contents, in_force
from docgen.vault import JOURNAL, VERSIONS, Event, Vault
from docgen.verbs.anchoring import CORRECTIONS, REGISTER, SEALED, compare_codes, heads_of
from docgen.verbs.anchoring import JOURNAL as JOURNAL_PART
from docgen.verbs.archive_books import expected
from docgen.verbs.given_numbers import book_of
from docgen.verbs.issued_versions import JSON, read_frozen
from docgen.verbs.owning import find_season
from docgen.verbs.season_snapshots import damaged_snapshots, has_snapshot
from docgen.verbs.workspace import ARCHIVE, SNAPSHOTS, Place

SHORTEST_HEAD: Final = 8
"""So many letters of a printed code must be typed."""

_DOCX: Final = ".docx"
_VERSION: Final = re.compile(r"([0-9a-f]{64})(\.docx|\.json)")
_OF_VERSIONS: Final = frozenset({vault.EDITED, vault.MERGED, vault.ISSUED, vault.REOPENED})
"""Events whose versions must be there; those of numbers are looked for by the register's rows."""
_RESTORE: Final = "Lấy lại đúng tệp ấy từ bản sao lưu của thư mục records."
_MOST: Final = 5


@dataclass(frozen=True, slots=True)
class Part:
    """One of the books: what the user calls it, what was compared, its problems, the code after each act."""

    name: str
    told: str
    problems: tuple[Problem, ...]
    heads: Sequence[str] = ()

    @property
    def head(self) -> str:
        """Give the code that stands for all acts; ``""`` where there are none."""
        return self.heads[-1] if self.heads else ""

    @property
    def is_sound(self) -> bool:
        """Tell whether nothing is wrong: warnings do not count."""
        return not any(problem.is_error for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Audit:
    """What ``verify`` found of a season: every part, and what is wrong with the codes that were typed."""

    place: Place
    parts: tuple[Part, ...]
    strange: tuple[Problem, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Give every problem, part by part."""
        return (*(problem for part in self.parts for problem in part.problems), *self.strange)

    @property
    def exit_code(self) -> ExitCode:
        """Tell whether nothing is wrong."""
        return ExitCode.PROBLEMS if any(problem.is_error for problem in self.problems) else ExitCode.OK

    def as_json(self) -> dict[str, Any]:
        """Give what was found as plain JSON values."""
        return {
            "season": self.place.season,
            "sound": self.exit_code is ExitCode.OK,
            "parts": [
                {
                    "name": part.name,
                    "compared": part.told,
                    "sound": part.is_sound,
                    "acts": len(part.heads),
                    "head": part.head,
                }
                for part in self.parts
            ],
            "problems": [problem.as_json() for problem in self.problems],
        }


def verify(season: str | None, *, here: Path, now: dt.datetime, heads: Sequence[str] = ()) -> Audit:
    """Compute all again and compare; ``heads`` are codes that were printed, each of any of the books.

    ``now`` is when certificates of time stamps must be valid.
    """
    place = find_season(season, here)
    memory = Vault(place.memory)
    events, torn = _events(memory)
    book = book_of(place)
    numbers = register.verify(book, memory.holds)
    contents = numbers.contents
    codes = heads_of(place)
    told = f"{len(contents.rows)} số, {len(contents.history)} việc"
    parts = (
        Part(REGISTER, told, numbers.problems, codes[REGISTER]),
        _ledger(memory.ledger, codes[JOURNAL_PART], torn, _unnoted(memory, events, contents)),
        _asked(Store(place.memory), codes[CORRECTIONS]),
        _versions(place, events, contents),
        _snapshots(place, events, contents),
        _archive(place, events, codes[SEALED]),
    )
    return Audit(place, parts, (*_strange(heads, parts), *compare_codes(place, now)))


def _events(memory: Vault) -> tuple[tuple[Event, ...], list[Problem]]:
    try:
        events, fault = memory.journal()
    except Stop:
        return (), []  # the ledger tells why it cannot be read
    return events, [fault] if fault is not None else []


def _ledger(
    ledger: Ledger, heads: Sequence[str], torn: Sequence[Problem], more: Iterable[Problem] = ()
) -> Part:
    """Look at a file of chained lines; ``torn`` and ``more`` follow from it where it is damaged."""
    problems = tuple(list(ledger.verify()) or (*torn, *more))
    return Part(ledger.called, f"{len(heads)} dòng", problems, heads)


def _unnoted(memory: Vault, events: Sequence[Event], contents: Contents) -> Iterator[Problem]:
    """Tell of numbers of the register that the journal does not know of."""
    noted = {event.note for event in events if event.event == vault.NUMBERED}
    lacking = [row.citation for row in contents.rows if row.citation not in noted]
    if not lacking:
        return
    lost = not memory.ledger.path.exists()
    message = "Nhật ký đã mất" if lost else "Nhật ký chưa ghi các số này"
    more = f" và {len(lacking) - _MOST} số nữa" if len(lacking) > _MOST else ""
    yield Problem(
        "NK-01" if lost else "NK-05",
        Severity.ERROR if lost else Severity.WARNING,
        Where(file=JOURNAL),
        f"{message}, mà sổ đăng ký đã cấp: {', '.join(lacking[:_MOST])}{more}.",
        remedy=_RESTORE if lost else "Lần cấp số cuối bị ngắt, hoặc sổ có từ trước: lần cấp sau ghi bù.",
    )


def _asked(store: Store, heads: Sequence[str]) -> Part:
    try:
        fault = store.read().fault
    except Stop:
        fault = None
    return _ledger(store.ledger, heads, [fault] if fault is not None else [])


# --- versions and snapshots -------------------------------------------------------------------


def _versions(place: Place, events: Sequence[Event], contents: Contents) -> Part:
    """Hold every kept version against its name, and look for those that other books name.

    What the register has lost is told with the register.
    """
    memory = Vault(place.memory)
    wanted = _wanted(place, events)
    problems: list[Problem] = []
    count = 0
    for path in memory.names():
        spot = path.relative_to(memory.path).as_posix()
        match = _VERSION.fullmatch(path.name)
        if match is None or path.parent.name != match[1][:2]:
            problems.append(_problem("KHO-03", spot, "Có tệp lạ trong thư mục các bản đã giữ"))
            continue
        count += 1
        if _sha256(path) != match[1]:
            of = wanted.get((match[1], match[2]), "")
            problems.append(_problem("KHO-01", spot, f"Một bản đã giữ{of} bị sửa hoặc hỏng"))
    registered = {sha256 for row in contents.rows for sha256 in (row.docx, row.base, row.inputs)}
    for (sha256, suffix), of in wanted.items():
        if sha256 not in registered and not memory.holds(sha256, suffix):
            spot = f"{VERSIONS}/{sha256[:2]}/{sha256}{suffix}"
            problems.append(_problem("KHO-02", spot, f"Mất một bản đã giữ{of}"))
    return Part("Các bản đã giữ", f"{count} tệp", tuple(problems))


def _wanted(place: Place, events: Sequence[Event]) -> dict[tuple[str, str], str]:
    """Give the versions that journal and correction papers name, with the end of a sentence on each."""
    found: dict[tuple[str, str], str] = {}
    for event in events:
        if event.event in _OF_VERSIONS:
            for sha256, suffix in ((event.sha256, _DOCX), (event.base, _DOCX), (event.inputs, JSON)):
                found.setdefault((sha256, suffix), f" của «{event.label}»")
    try:
        steps = Store(place.memory).read().steps
    except Stop:
        steps = ()
    for step in steps:
        if isinstance(step, Correction):
            for sha256, suffix in ((step.original.docx, _DOCX), (step.original.inputs, JSON)):
                found.setdefault((sha256, suffix), f" của «{step.original.label}»")
    return {key: of for key, of in found.items() if _VERSION.fullmatch("".join(key))}


def _snapshots(place: Place, events: Sequence[Event], contents: Contents) -> Part:
    """Hold every snapshot of the records against its name, and look for those that papers were made from."""
    folder = place.memory / SNAPSHOTS
    problems = [
        _problem("KHO-04", f"{SNAPSHOTS}/{sha256}.json", "Một bản số liệu đã giữ bị sửa hoặc hỏng")
        for sha256 in damaged_snapshots(place)
    ]
    made = Folder(place.output).read_manifest()[0].papers.values()
    used: dict[str, str] = {}
    for sha256, label in (
        *((row.records, row.label) for row in in_force(contents.rows)),
        *((event.records, event.label) for event in events if event.event in _OF_VERSIONS),
        *((entry.records, entry.label) for entry in made),
    ):
        used.setdefault(sha256, label)
    problems += [
        _problem("KHO-05", f"{SNAPSHOTS}/{sha256}.json", f"Mất bản số liệu mà «{label}» được làm từ đó")
        for sha256, label in used.items()
        if sha256 and not has_snapshot(place, sha256)
    ]
    count = sum(1 for path in folder.glob("*.json") if not files.is_unfinished(path))
    return Part("Số liệu đã giữ", f"{count} bản", tuple(problems))


def _problem(code: str, spot: str, message: str) -> Problem:
    warning = code == "KHO-03"
    severity = Severity.WARNING if warning else Severity.ERROR
    remedy = "Dời tệp ấy ra ngoài thư mục records." if warning else _RESTORE
    return Problem(code, severity, Where(file=spot), f"{message}.", remedy=remedy)


def _sha256(path: Path) -> str:
    try:
        return files.sha256_file(path)
    except OSError:
        return ""


# --- the archive, and codes that were printed -------------------------------------------------


def _archive(place: Place, events: Sequence[Event], heads: Sequence[str]) -> Part:
    """Verify the archive; what is issued is compared only where the register can be read."""
    store = Archive(place.memory / ARCHIVE)
    try:
        frozen, _, _ = read_frozen(place)
        known = expected(events, frozen, rows=book_of(place).read().rows)
    except Stop:
        known = expected(events, None)
    try:
        found = archive.verify(store, known)
    except Stop as stop:
        fault = Problem("KHO-09", Severity.ERROR, Where(file=ARCHIVE), stop.message, remedy=stop.remedy)
        return Part(SEALED, "không đọc được", (fault,))
    return Part(SEALED, f"{found.papers} văn bản, {found.files} tệp", found.problems, heads)


def _strange(heads: Sequence[str], parts: Sequence[Part]) -> Iterator[Problem]:
    known = [head for part in parts for head in part.heads]
    for typed in heads:
        wanted = "".join(typed.split()).lower()
        if len(wanted) < SHORTEST_HEAD or not any(head.startswith(wanted) for head in known):
            yield Problem(
                "MA-01",
                Severity.ERROR,
                Where(),
                "Mã này không có trong sổ đăng ký, nhật ký, danh sách sửa đổi hay hồ sơ lưu.",
                typed,
                f"Gõ lại mã, ít nhất {SHORTEST_HEAD} ký tự đầu. Đúng mã mà vẫn thế: sổ sách đã bị cắt bớt"
                " hoặc bị thay bằng bản cũ; lấy lại thư mục records từ bản sao lưu mới nhất.",
            )
