"""The chained history of a bag: every act carries the hash of the one before, and all follows from it.

One act is one line of JSON.  What the bag holds is what the acts say, replayed; so the hash of the last
line (the head), printed on paper, stands for every byte of the archive.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from types import MappingProxyType
from typing import Any, Final

from docgen.ledger import Act

BEGINNING: Final = "0" * 64
"""What the first act carries in place of a hash before it."""

ADD: Final = "luu"
"""A signed paper was taken into the archive."""
REPLACE: Final = "thay"
"""A signed paper took the place of one that stays in the archive."""

ACTS: Final[Mapping[str, str]] = MappingProxyType({ADD: "lưu", REPLACE: "thay bản đã lưu"})
"""What the user calls the acts."""


_NAME: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]*")


@dataclass(frozen=True, slots=True)
class SealEntry:
    """One line: ``what`` is the sealed paper as JSON values, ``tags`` the hashes of the pages about the bag.

    ``tags`` is filled in the last line of one run only: the pages describe the bag as it left it.
    """

    seq: int
    at: str
    who: str
    act: str
    why: str
    what: Mapping[str, Any]
    tags: Mapping[str, str]
    previous: str
    hash: str

    def line(self) -> bytes:
        """Write it as it stands in the file."""
        return canonical(asdict_plain(self)) + b"\n"


@dataclass(frozen=True, slots=True)
class SealedFile:
    """A file of a sealed paper: its name in the paper's folder, hash, size in bytes."""

    name: str
    sha256: str
    size: int


SIGNED, SOURCE, INPUTS, METADATA, ROW = "signed", "source", "inputs", "metadata", "row"
"""What the files of a sealed paper are; ``ENDINGS`` gives how their names end."""

ENDINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        SIGNED: ".pdf",
        SOURCE: "_ban-goc.docx",
        INPUTS: "_du-lieu.json",
        METADATA: "_mo-ta.xml",
        ROW: "_dang-ky.json",
    }
)


@dataclass(frozen=True, slots=True)
class Sealed:
    """A paper in the archive, as its line of the history tells it.

    ``files`` maps what a file is to the file; ``signatures`` and ``notes`` are what was found when the
    signed paper was taken in; ``replaces`` is the folder of the version that it took the place of.
    """

    paper: str
    label: str
    folder: str
    order: int
    kind: str
    type_name: str
    number: str
    symbol: str
    date: str
    subject: str
    organ: str
    signer_post: str
    signer_name: str
    pages: int
    received: str
    files: Mapping[str, SealedFile]
    recipients: tuple[str, ...] = ()
    copies: int = 0
    archival: str = ""
    signatures: tuple[Mapping[str, Any], ...] = ()
    notes: tuple[str, ...] = ()
    replaces: str = ""

    @property
    def sign(self) -> str:
        """Give number and symbol."""
        return f"{self.number}/{self.symbol}"

    def path(self, role: str) -> str:
        """Give the path of a file within the bag, with ``/``."""
        return f"data/{self.folder}/{self.files[role].name}"

    def plain(self) -> dict[str, Any]:
        """Give it as JSON values."""
        values = {item.name: getattr(self, item.name) for item in fields(self)}
        values["files"] = {role: asdict(file) for role, file in self.files.items()}
        for name in ("recipients", "signatures", "notes"):
            values[name] = list(values[name])
        return values


def parse_sealed(values: Mapping[str, Any]) -> Sealed:
    """Make a sealed paper of its JSON values; ``KeyError``, ``TypeError``, ``ValueError`` if damaged."""
    given = dict(values)
    given["files"] = {role: SealedFile(**file) for role, file in values["files"].items()}
    names = [values["folder"], *(file.name for file in given["files"].values())]
    if set(given["files"]) != set(ENDINGS) or not all(_NAME.fullmatch(name) for name in names):
        raise ValueError(names)  # a forged history must not lead anybody out of the bag
    for name in ("recipients", "signatures", "notes"):
        given[name] = tuple(values[name])
    return Sealed(**given)


@dataclass(frozen=True, slots=True)
class History:
    """The whole lines of a history in order; ``torn`` are bytes that are no whole line."""

    entries: tuple[SealEntry, ...] = ()
    torn: bytes = b""

    @property
    def head(self) -> str:
        """Give the hash of the last act, which stands for the whole archive."""
        return self.entries[-1].hash if self.entries else BEGINNING

    def sealed(self) -> tuple[Sealed, ...]:
        """Give every sealed version in the order in which they came."""
        return tuple(parse_sealed(entry.what) for entry in self.entries)

    def current(self) -> dict[str, Sealed]:
        """Give the version in force of each sealed paper, by its name (``kind:key``), in order."""
        found = {sealed.paper: sealed for sealed in self.sealed()}
        return dict(sorted(found.items(), key=lambda item: (item[1].order, item[1].date, item[0])))


def canonical(value: Any) -> bytes:
    """Write JSON in one way only, so that it can be hashed."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", "replace")


def asdict_plain(entry: SealEntry) -> dict[str, Any]:
    """Give an entry as JSON values."""
    return {item.name: _plain(getattr(entry, item.name)) for item in fields(entry)}


def _plain(value: Any) -> Any:
    return dict(value) if isinstance(value, Mapping) else value


def chained(
    act: Act, kind: str, sealed: Sealed, last: SealEntry | None, tags: Mapping[str, str]
) -> SealEntry:
    """Make the next line of the history."""
    seq, previous = (last.seq + 1, last.hash) if last else (1, BEGINNING)
    values: dict[str, Any] = {
        "seq": seq,
        "at": act.at,
        "who": act.who,
        "act": kind,
        "why": act.why,
        "what": sealed.plain(),
        "tags": dict(tags),
        "previous": previous,
    }
    return SealEntry(**values, hash=_hash(values))


def _hash(values: Mapping[str, Any]) -> str:
    return hashlib.sha256(
        canonical({name: value for name, value in values.items() if name != "hash"})
    ).hexdigest()


def parse(data: bytes) -> History:
    """Read a history; whatever follows the last line that can be read is ``torn``."""
    entries: list[SealEntry] = []
    rest = data
    while rest:
        line, newline, after = rest.partition(b"\n")
        entry = _entry(line) if newline else None
        if entry is None:
            return History(tuple(entries), rest)
        entries.append(entry)
        rest = after
    return History(tuple(entries))


_FIELDS: Final = frozenset(item.name for item in fields(SealEntry))


def _entry(line: bytes) -> SealEntry | None:
    try:
        values: Any = json.loads(line)
        if set(values) != _FIELDS:
            return None
        parse_sealed(values["what"])
        entry = SealEntry(**values)
        # As it was written, byte for byte: a key that stands twice says one thing here and another elsewhere.
        return entry if entry.line() == line + b"\n" else None
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def broken_at(entries: Sequence[SealEntry]) -> int:
    """Give the number of the first line that does not follow from the one before; 0 when all do."""
    previous = BEGINNING
    for number, entry in enumerate(entries, start=1):
        values = asdict_plain(entry)
        if (entry.seq, entry.previous, entry.hash) != (number, previous, _hash(values)):
            return number
        previous = entry.hash
    return 0


def text(entries: Iterable[SealEntry]) -> bytes:
    """Write the file."""
    return b"".join(entry.line() for entry in entries)
