"""The chain of the history: each act carries the hash of the one before, and rows follow from acts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from docgen.ledger import Act
from docgen.register.entry import ADD, CANCEL, ISSUE, RegisterEntry, Row, linked, parse

BEGINNING: Final = "0" * 64
"""What the first act carries in place of a hash before it."""


def chained(act: Act, kind: str, what: Mapping[str, Any], last: RegisterEntry | None) -> RegisterEntry:
    """Make the next line of the history."""
    seq, previous = (last.seq + 1, last.hash) if last is not None else (1, BEGINNING)
    bare = RegisterEntry(seq, act.at, act.who, kind, act.why, canonical(what), previous, "")
    return replace(bare, hash=hash_of(bare))


def canonical(what: Any) -> str:
    """Write what an act wrote as JSON in one way only: no key stands twice, no blank is added."""
    return json.dumps(what, ensure_ascii=False, separators=(",", ":"))


def hash_of(entry: RegisterEntry) -> str:
    """Give the SHA-256 that a line of the history must carry."""
    parts = [entry.seq, entry.at, entry.who, entry.act, entry.why, entry.what, entry.previous]
    text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def broken_at(history: Sequence[RegisterEntry]) -> int:
    """Give the number of the first line that does not follow from the one before; 0 when all do."""
    previous = BEGINNING
    for number, entry in enumerate(history, start=1):
        if (entry.seq, entry.previous, entry.hash) != (number, previous, hash_of(entry)):
            return number
        previous = entry.hash
    return 0


def replay(history: Sequence[RegisterEntry]) -> tuple[Row, ...]:
    """Give the rows that follow from the history, in the order in which they were written.

    ``ValueError``, ``KeyError`` or ``TypeError`` when an act speaks of nothing that can be, or is not written
    as docgen writes it: a key that stands twice would say one thing here and another elsewhere.
    """
    rows: dict[int, Row] = {}
    for entry in history:
        what = json.loads(entry.what)
        if entry.what != canonical(what):
            raise ValueError(entry.what)
        if entry.act in {ISSUE, ADD}:
            row = parse(what)
            rows[row.id] = row
        elif entry.act == CANCEL:
            rows[what["id"]] = replace(rows[what["id"]], cancelled=True)
        else:
            raise ValueError(entry.act)
    return tuple(linked(rows).values())
