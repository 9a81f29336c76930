"""The memory of a season under ``records/``: every version of a paper that must never be lost.

``output/`` may be deleted any day; what stands here may not.  Versions are kept by the hash of
their bytes, so that keeping one twice costs nothing and a damaged one is noticed.  A journal,
only ever appended to, tells which version of which paper each of them is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Final

from docgen import files
from docgen.ledger import Ledger
from docgen.problem import Problem, Severity, Stop, Where

VERSIONS: Final = "ban-luu"
JOURNAL: Final = "nhat-ky.jsonl"
NOTICE: Final = "DOC-TRUOC-KHI-XOA.txt"
_NOTICE_TEXT: Final = (
    "Thư mục này do docgen giữ: các bản văn bản đã sửa tay, bản đã ban hành, sổ đăng ký, hồ sơ lưu.\r\n"
    "Xin đừng sửa, đổi tên hay xóa gì ở đây. Thư mục output thì xóa lúc nào cũng được.\r\n"
)
_READ_ONLY: Final = 0o444

EDITED: Final = "edited"
"""A person's work: the version that she saved."""
MERGED: Final = "merged"
"""Her version with the corrections of the records laid on it."""
ISSUED: Final = "issued"
"""The version that has its number and date: it is never written again."""
NUMBERED: Final = "numbered"
"""The register gave or took in a number, ``note`` (``65/TB-MTTQ-BTT ngày 31/10/2023``): should it be lost,
this tells that there was one, and what the register said of its versions."""
CANCELLED: Final = "cancelled"
"""The register cancelled a number, ``note``."""
REOPENED: Final = "reopened"
"""An issued version was taken back; ``note`` says why."""
SEALED: Final = "sealed"
"""The signed paper went into the archive; ``sha256`` is that of its PDF, ``base`` that of the issued docx,
``note`` the length of the archive's history and the hash of its last act (``12:9f86…``)."""


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the journal.

    ``at`` is the local time, ISO 8601; ``event`` one of the constants above; ``paper`` is ``kind:key``;
    ``name`` and ``label`` its file and what the user calls it; ``sha256`` the version kept; ``base``
    the version that docgen generated and ``inputs`` the JSON of what that follows from, both kept too;
    ``records`` the snapshot of the records that the inputs were made from.
    """

    at: str
    event: str
    paper: str
    name: str
    label: str
    sha256: str
    base: str
    inputs: str
    records: str = ""
    note: str = ""

    @property
    def lacking(self) -> tuple[str, ...]:
        """Give what of a newer template a version that a person edited does not have, in sentences."""
        return tuple(self.note.split("\n")) if self.note and self.event in {EDITED, MERGED} else ()


@dataclass(frozen=True, slots=True)
class Vault:
    """The folder of a season's memory, ``records/<season>``; made when first written to."""

    path: Path

    def keep(self, data: bytes, suffix: str = ".docx") -> str:
        """Keep some bytes for good and give their SHA-256; ``Stop`` when they cannot be written."""
        sha256 = files.sha256(data)
        path = self._place(sha256, suffix)
        if self.find(sha256, suffix) is None:
            self._explain()
            with suppress(OSError):  # a damaged version of the same name may be read-only
                path.chmod(0o644)
            files.write_atomic(path, data)
            with suppress(OSError):
                path.chmod(_READ_ONLY)
        return sha256

    def find(self, sha256: str, suffix: str = ".docx") -> bytes | None:
        """Give the bytes that were kept under a hash; ``None`` when they are not there whole."""
        try:
            data = self._place(sha256, suffix).read_bytes()
        except (OSError, ValueError):
            return None
        return data if files.sha256(data) == sha256 else None

    def holds(self, sha256: str, suffix: str = ".docx") -> bool:
        """Tell whether a version is there, without reading it."""
        return self._place(sha256, suffix).is_file()

    def names(self) -> Iterator[Path]:
        """Give every file in the folder of the versions, but for what a killed run left unfinished."""
        found = sorted((self.path / VERSIONS).rglob("*"))
        return (path for path in found if path.is_file() and not files.is_unfinished(path))

    @property
    def ledger(self) -> Ledger:
        """Give the file of the journal."""
        return Ledger(self.path / JOURNAL, "Nhật ký")

    def note(self, *events: Event) -> None:
        """Append to the journal and wait until it is on the disk; ``Stop`` when it cannot be written."""
        if not events:
            return
        self._explain()
        try:
            self.ledger.append([asdict(event) for event in events])
        except OSError as error:
            raise Stop(
                f"Không ghi được nhật ký «{self.ledger.path}»: {files.reason(error)}.",
                "Hãy kiểm tra ổ đĩa và quyền ghi rồi chạy lại.",
            ) from error

    def journal(self) -> tuple[tuple[Event, ...], Problem | None]:
        """Give every event in order; a line that cannot be read is passed over, and a warning says so.

        A last line without its end was being written when the program was killed: it never counted.
        """
        try:
            data = self.ledger.read()
        except OSError as error:
            raise Stop(
                f"Không đọc được nhật ký «{self.ledger.path}»: {files.reason(error)}.",
                "Hãy kiểm tra ổ đĩa và quyền đọc rồi chạy lại.",
            ) from error
        *lines, _unfinished = data.split(b"\n")
        events = [_parse(line) for line in lines]
        whole = tuple(event for event in events if event is not None)
        if len(whole) == len(events):
            return whole, None
        return whole, Problem(
            "RA-03",
            Severity.WARNING,
            Where(file=JOURNAL),
            f"Nhật ký các bản đã giữ có {len(events) - len(whole)} dòng hỏng, docgen bỏ qua các dòng ấy.",
            remedy="Các bản văn bản vẫn nằm trong thư mục ban-luu; hãy lấy lại nhật ký từ bản sao lưu.",
        )

    def _place(self, sha256: str, suffix: str) -> Path:
        if not sha256 or not sha256.isalnum():
            raise ValueError(sha256)
        return self.path / VERSIONS / sha256[:2] / f"{sha256}{suffix}"

    def _explain(self) -> None:
        """Put a note for people into the folder when it is made."""
        notice = self.path / NOTICE
        if not notice.exists():
            files.write_atomic(notice, _NOTICE_TEXT.encode("utf-8-sig"))


_FIELDS: Final = tuple(field.name for field in fields(Event))


def _parse(line: bytes) -> Event | None:
    try:
        values: Any = json.loads(line)
        event = Event(**{name: values[name] for name in _FIELDS})
    except (ValueError, TypeError, KeyError):
        return None
    return event if all(isinstance(getattr(event, name), str) for name in _FIELDS) else None
