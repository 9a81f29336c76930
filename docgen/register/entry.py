"""What the register holds: numbers with their facts, and the history of every act."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Final

from docgen.problem import Where
from docgen.register.series import TYPES, Known, TypedNumber, sign
from docgen.viet.text import titled

ISSUE: Final = "cap-so"
"""A paper of docgen got its number."""
ADD: Final = "ghi-so"
"""A number that was given by hand to another paper was taken in."""
CANCEL: Final = "huy-so"
"""A number was cancelled: it is never used again, and its paper is open again."""

ACTS: Final[Mapping[str, str]] = {ISSUE: "cấp số", ADD: "ghi số đã cấp", CANCEL: "hủy số"}
"""What the user calls the acts."""

RELATIONS: Final[Mapping[str, str]] = {
    "thay-the": "thay thế",
    "sua-doi": "sửa đổi, bổ sung",
    "dinh-chinh": "đính chính",
    "thu-hoi": "thu hồi",
    "bo-sung": "bổ sung",
}
"""What one paper may do to another (Nghị định 30/2020, Điều 18.3, 18.4); minutes are supplemented."""


@dataclass(frozen=True, slots=True)
class Row:
    """One number of the register.

    ``kind`` is the abbreviation (``KH``, ``CV``); ``recipients`` are separated by ``; ``; ``keeper`` is
    who keeps the file copy; ``copies`` is 0 where nobody said.  ``paper`` is ``kind:key`` for a paper of
    docgen, or the code under which the season cites an outside one; ``file`` and ``label`` are its file
    and what the user calls it.  ``docx``, ``base`` and ``inputs`` are the SHA-256 of the exact version,
    of the version generated without anybody's edits, and of what that was made from; ``before`` is that of
    the file as it was before the issue, which may therefore be brought up to date, and ``records`` names
    the snapshot of the records, if one was kept.  ``replaces`` is the
    id of the row that this paper answers, by ``relation`` (a key of ``RELATIONS``); ``letter`` is that of a
    number put in after its own (``19A``).
    """

    series: str
    year: int
    number: int
    symbol: str
    kind: str
    date: dt.date
    subject: str
    signer_code: str = ""
    signer: str = ""
    post: str = ""
    recipients: str = ""
    keeper: str = ""
    copies: int = 0
    note: str = ""
    paper: str = ""
    file: str = ""
    label: str = ""
    docx: str = ""
    base: str = ""
    inputs: str = ""
    before: str = ""
    records: str = ""
    replaces: int = 0
    relation: str = ""
    letter: str = ""
    id: int = 0
    cancelled: bool = False
    replaced_by: tuple[int, ...] = ()

    @property
    def sign(self) -> str:
        """Give number and symbol: ``05/KH-MTTQ-BTT``."""
        return sign(self.number, self.symbol, self.letter)

    def answers(self, typed: TypedNumber) -> bool:
        """Tell whether this is the number that was typed; a symbol that was not typed may be any."""
        symbol = typed.symbol.casefold()
        return (self.number, self.letter) == typed.order and symbol in {"", self.symbol.casefold()}

    @property
    def citation(self) -> str:
        """Give number and day as a paper is cited by: ``65/TB-MTTQ-BTT ngày 31/10/2023``."""
        return f"{self.sign} ngày {self.date:%d/%m/%Y}"

    @property
    def title(self) -> str:
        """Give kind and subject as the decree's third column has them: "Kế hoạch tổ chức kiểm tra …"."""
        return titled(TYPES.get(self.kind, self.kind), self.subject)

    def known(self, book: str) -> Known:
        """Give the number as one that is taken."""
        where = Where(file=book, spot=f"số {self.sign}")
        return Known(
            self.series,
            self.year,
            self.number,
            self.symbol,
            self.date,
            self.title,
            where,
            self.cancelled,
            self.letter,
        )

    def as_json(self) -> dict[str, Any]:
        """Give the number as plain JSON values."""
        return {
            "id": self.id,
            "sign": self.sign,
            "series": self.series,
            "year": self.year,
            "number": self.number,
            "symbol": self.symbol,
            "kind": self.kind,
            "date": self.date.isoformat(),
            "subject": self.subject,
            "signer": self.signer,
            "post": self.post,
            "recipients": self.recipients,
            "keeper": self.keeper,
            "copies": self.copies or None,
            "note": self.note,
            "paper": self.paper,
            "file": self.file,
            "docx_sha256": self.docx,
            "inputs_sha256": self.inputs,
            "replaces": self.replaces or None,
            "relation": self.relation,
            "replaced_by": list(self.replaced_by),
            "cancelled": self.cancelled,
        }


DERIVED: Final = frozenset({"cancelled", "replaced_by"})
"""What of a row follows from the history and other rows, so that no column holds it as a fact."""

FACTS: Final = tuple(field.name for field in fields(Row) if field.name not in DERIVED | {"id"})
"""The columns of a row that never change once it is written."""


def plain(row: Row) -> dict[str, Any]:
    """Give the facts of a row as JSON values, in a fixed order; a letter only where there is one."""
    values = {name: getattr(row, name) for name in FACTS if name != "letter" or row.letter}
    return {"id": row.id, **values, "date": row.date.isoformat()}


def parse(values: Mapping[str, Any]) -> Row:
    """Make a row of its JSON values; ``KeyError``, ``TypeError`` or ``ValueError`` if they are damaged."""
    facts = {name: values[name] for name in FACTS if name != "letter"}
    facts["letter"] = values.get("letter", "")
    facts["date"] = dt.date.fromisoformat(values["date"])
    return Row(**facts, id=int(values["id"]))


def linked(rows: Mapping[int, Row]) -> dict[int, Row]:
    """Let each row know which rows answer it; a cancelled answer answers nothing."""
    answers: dict[int, tuple[int, ...]] = {}
    for row in rows.values():
        if row.replaces and not row.cancelled:
            answers[row.replaces] = (*answers.get(row.replaces, ()), row.id)
    return {key: replace(row, replaced_by=answers.get(key, ())) for key, row in rows.items()}


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """One line of the history: ``what`` is JSON; ``hash`` covers all of it and the line before."""

    seq: int
    at: str
    who: str
    act: str
    why: str
    what: str
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Contents:
    """All that the register holds, in order."""

    rows: tuple[Row, ...] = ()
    history: tuple[RegisterEntry, ...] = ()

    @property
    def head(self) -> str:
        """Give the hash of the last act, which stands for the whole history."""
        return self.history[-1].hash if self.history else ""

    def find(self, row_id: int) -> Row | None:
        """Give a row by its id."""
        return next((row for row in self.rows if row.id == row_id), None)

    @property
    def signs(self) -> dict[int, str]:
        """Give the number that each act is about, by the act's place in the history."""
        by_id = {row.id: row.sign for row in self.rows}
        return {act.seq: by_id.get(json.loads(act.what).get("id", 0), "") for act in self.history}

    def history_as_json(self) -> dict[str, Any]:
        """Give the history as plain JSON values."""
        signs = self.signs
        return {
            "head": self.head,
            "acts": [
                {
                    "seq": entry.seq,
                    "at": entry.at,
                    "who": entry.who,
                    "act": entry.act,
                    "why": entry.why,
                    "sign": signs[entry.seq],
                    "hash": entry.hash,
                }
                for entry in self.history
            ],
        }
