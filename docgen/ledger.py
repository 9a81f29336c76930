"""Files of lines under ``records/`` that are only ever appended to, each line chained to those before it.

A line is one JSON object, whose ``previous`` is the hash of all lines before; lines of a docgen that knew no
chain have none, and are covered by the first that has.  A chain alone cannot show that its end was cut off:
``ma-cuoi.json`` beside the files remembers how many lines each had, and the hash of all of them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from docgen import files
from docgen.problem import Problem, Severity, Where

ENDS: Final = "ma-cuoi.json"
"""Beside the files: of each, by its name, the count of its lines and the hash of all of them."""

BEGINNING: Final = "0" * 64
"""The hash of no line at all."""

_PATIENCE: Final = 5.0
_LOCK: Final = ".docgen-ghi-them.lock"
_RESTORE: Final = (
    "Lấy lại tệp này từ bản sao lưu mới nhất. Nếu không còn bản nào, ghi việc này vào biên bản rồi dùng tiếp:"
    " docgen vẫn ghi thêm được, và vẫn nêu chỗ này mỗi lần kiểm tra."
)


@dataclass(frozen=True, slots=True)
class Act:
    """Who did something, when (ISO 8601, local time with its offset), and why."""

    at: str
    who: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Chain:
    """What the bytes of a ledger are: ``heads`` the hash after each line that counts, ``faults`` in words.

    ``chained`` tells whether any line carries the hash of those before it.
    """

    heads: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    chained: bool = False

    @property
    def head(self) -> str:
        """Give the hash of all lines."""
        return self.heads[-1] if self.heads else BEGINNING

    def holds(self, count: int, head: str) -> bool:
        """Tell whether the first ``count`` lines are those with the hash ``head``."""
        return ((BEGINNING, *self.heads)[count] if 0 <= count <= len(self.heads) else "") == head


def chain_of(data: bytes) -> Chain:
    """Follow the chain of a ledger's bytes; an unfinished last line never counted."""
    heads: list[str] = []
    faults: list[str] = []
    head, chained = BEGINNING, False
    *lines, _unfinished = data.split(b"\n")
    for number, line in enumerate(lines, start=1):
        values = _read(line)
        previous = None if values is None else values.get("previous")
        if not isinstance(previous, str):
            if chained and values is not None:
                faults.append(f"dòng {number} không có mã nối với dòng trước")
            if chained:
                continue  # what a kill left unfinished; a line that was damaged is missed by the next one
        else:
            if previous != head:
                faults.append(f"dòng {number} không nối với dòng trước: dòng trước bị sửa, hoặc mất")
            if line != _written(values or {}):
                faults.append(f"dòng {number} không phải do docgen ghi")
            head, chained = previous, True
        head = files.sha256(head.encode() + b"\n" + line)
        heads.append(head)
    return Chain(tuple(heads), tuple(faults), chained)


def _read(line: bytes) -> dict[str, Any] | None:
    try:
        values = json.loads(line)
    except ValueError:
        return None
    return values if isinstance(values, dict) else None


def _written(values: Mapping[str, Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False).encode("utf-8", "surrogatepass")


@dataclass(frozen=True, slots=True)
class Ledger:
    """One file of chained lines; ``called`` is what the user calls it, as a sentence begins."""

    path: Path
    called: str

    def read(self) -> bytes:
        """Read the file, nothing when there is none; ``OSError`` when it cannot be read."""
        try:
            return self.path.read_bytes()
        except FileNotFoundError:
            return b""

    def append(self, lines: Sequence[Mapping[str, Any]]) -> None:
        """Append lines and wait until they are on the disk; ``OSError`` or ``Stop`` when they cannot be.

        Where lines are missing of those that ``ma-cuoi.json`` remembers, the new ones follow those that were
        lost, so that nothing written later can hide the loss.
        """
        with files.Lock(self.path.parent, patience=_PATIENCE, name=_LOCK):
            data = self.read()
            begun = b"" if data.endswith(b"\n") or not data else b"\n"  # ends what a kill left unfinished
            there, ends = chain_of(data + begun), _ends(self.path.parent) or {}
            if self.path.name not in ends:  # before the first line: a kill after it must not look like a loss
                ends = self._others(ends) | {self.path.name: (len(there.heads), there.head)}
                _write_ends(self.path.parent, ends)
            known = ends[self.path.name]
            head = there.head if there.holds(*known) else known[1]
            added = begun
            for values in lines:
                line = _written({**values, "previous": head})
                head = files.sha256(head.encode() + b"\n" + line)
                added += line + b"\n"
            _append(self.path, added)
            ends = self._others(ends) | {self.path.name: (len(there.heads) + len(lines), head)}
            _write_ends(self.path.parent, ends)

    def _others(self, ends: Mapping[str, tuple[int, str]]) -> dict[str, tuple[int, str]]:
        """Remember the ends of ledgers beside this one that were written before there was a chain."""
        found = dict(ends)
        for path in self.path.parent.glob("*.jsonl"):
            if path.name not in ends and path != self.path:
                chain = chain_of(path.read_bytes())
                found[path.name] = (len(chain.heads), chain.head)
        return found

    def verify(self) -> Iterator[Problem]:
        """Tell everything that was changed, cut or lost; nothing is repaired."""
        try:
            data = self.read()
        except OSError as error:
            yield self._fault("NK-01", f"không đọc được: {files.reason(error)}")
            return
        chain, ends = chain_of(data), _ends(self.path.parent)
        count, head = (ends or {}).get(self.path.name, (0, BEGINNING))
        if ends is None:
            yield _end_fault("không đọc được")
        elif self.path.name not in ends and chain.chained:
            yield _end_fault(f"đã mất, hoặc không còn nhắc đến {self.path.name}")
        elif count and not self.path.exists():
            yield self._fault("NK-01", f"đã mất: trước đó có {count} dòng")
        elif len(chain.heads) < count:
            told = f"còn {len(chain.heads)} dòng đọc được, trước đó có {count}"
            yield self._fault("NK-02", f"bị cắt bớt hoặc bị sửa ở dòng cuối: {told}")
        elif not chain.holds(count, head) and not chain.faults:
            yield self._fault("NK-03", "bị sửa ở dòng cuối, hoặc ở phần có từ trước khi các dòng nối nhau")
        yield from (self._fault("NK-03", f"bị sửa: {fault}") for fault in chain.faults)

    def _fault(self, code: str, what: str) -> Problem:
        return Problem(
            code, Severity.ERROR, Where(file=self.path.name), f"{self.called} {what}.", remedy=_RESTORE
        )


def _end_fault(what: str) -> Problem:
    return Problem(
        "NK-04",
        Severity.ERROR,
        Where(file=ENDS),
        f"Tệp ghi mã cuối của nhật ký {what}: không biết nhật ký có bị cắt bớt không.",
        remedy="Lấy lại tệp này từ bản sao lưu; lần ghi sau docgen ghi lại nó theo nhật ký đang có.",
    )


def _ends(folder: Path) -> dict[str, tuple[int, str]] | None:
    """Read what ``ma-cuoi.json`` remembers; nothing when there is none, ``None`` when it cannot be read."""
    try:
        values = json.loads((folder / ENDS).read_bytes())
        return {str(name): (int(count), str(head)) for name, (count, head) in values.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, AttributeError):
        return None


def _write_ends(folder: Path, ends: Mapping[str, tuple[int, str]]) -> None:
    files.write_atomic(folder / ENDS, f"{json.dumps(ends, indent=1)}\n".encode())


def _append(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    finally:
        os.close(handle)
