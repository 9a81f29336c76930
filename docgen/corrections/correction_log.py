"""The store of corrections under ``records/``: a file of lines that is only ever appended to."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from docgen import files
from docgen.corrections.correction import Correction, Step, in_force, parse, plain
from docgen.ledger import Ledger
from docgen.problem import Problem, Severity, Stop, Where

NAME: Final = "van-ban-sua-doi.jsonl"


@dataclass(frozen=True, slots=True)
class CorrectionSteps:
    """What a store holds: every step in order, and a warning when some lines cannot be read."""

    steps: tuple[Step, ...] = ()
    fault: Problem | None = None

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """Give the corrections that were not withdrawn."""
        return in_force(self.steps)


@dataclass(frozen=True, slots=True)
class Store:
    """The store in a season's memory, ``records/<season>``; made when first written to."""

    memory: Path

    @property
    def ledger(self) -> Ledger:
        """Give the file of lines."""
        return Ledger(self.path, "Danh sách văn bản sửa đổi")

    @property
    def path(self) -> Path:
        """Give the path of that file."""
        return self.memory / NAME

    def read(self) -> CorrectionSteps:
        """Give every step; a damaged line is passed over and told, an unfinished last line never counted.

        ``Stop`` when the file cannot be read at all.
        """
        try:
            data = self.ledger.read()
        except OSError as error:
            raise Stop(
                f"Không đọc được danh sách văn bản sửa đổi «{self.path}»: {files.reason(error)}.",
                "Hãy kiểm tra ổ đĩa và quyền đọc rồi chạy lại.",
            ) from error
        *lines, _unfinished = data.split(b"\n")
        read = [_parse(line) for line in lines if line]
        steps = tuple(step for step in read if step is not None)
        return CorrectionSteps(steps, None if len(steps) == len(read) else _damaged(len(read) - len(steps)))

    def add(self, step: Step) -> None:
        """Append one step and wait until it is on the disk; ``Stop`` when it cannot be written."""
        try:
            self.memory.mkdir(parents=True, exist_ok=True)
            self.ledger.append([plain(step)])
        except OSError as error:
            raise Stop(
                f"Không ghi được «{self.path}»: {files.reason(error)}.",
                "Hãy kiểm tra ổ đĩa và quyền ghi rồi chạy lại.",
            ) from error


def _parse(line: bytes) -> Step | None:
    try:
        return parse(json.loads(line))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _damaged(count: int) -> Problem:
    return Problem(
        "RA-04",
        Severity.WARNING,
        Where(file=NAME),
        f"Danh sách văn bản sửa đổi có {count} dòng hỏng, docgen bỏ qua các dòng ấy.",
        remedy="Hãy lấy lại tệp này trong thư mục records từ bản sao lưu.",
    )
