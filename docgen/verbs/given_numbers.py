"""Numbers from the register put where papers and rules look for them, and numbers already taken."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Container, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from types import MappingProxyType

from docgen import files
from docgen.archive import Archive
from docgen.archive.history import ROW
from docgen.problem import Problem
from docgen.records import Season
from docgen.register import (
    Book,
    Contents,
    Known,
    Places,
    Row,
    disagreements,
    numbered,
    parse,
)
from docgen.stale import Frozen, Inputs, ManifestEntry
from docgen.vault import CANCELLED, NUMBERED, Event, Vault
from docgen.verbs.typed import OF_OTHERS, taken_of, typed_numbers
from docgen.verbs.workspace import ARCHIVE, Place
from docgen.viet import short_date
from docgen.workbook import WorkbookReading

NOTHING = Inputs("", "", "", {})


def book_of(place: Place) -> Book:
    """Give the register of a season, which journal and archive bear witness of."""
    return Book(place.memory, place.season, witness=lambda: witnessed(place))


def witnessed(place: Place) -> dict[str, bool]:
    """Give the numbers that archive and journal know to have been given, and whether each is cancelled.

    They are named as they are cited; the one that was given last stands last.
    """
    events, _ = Vault(place.memory).journal()
    noted = [event.note for event in events if event.event == NUMBERED]
    cancelled = {event.note for event in events if event.event == CANCELLED}
    known = [row.citation for row in archived_rows(place, set(noted)) if row.citation not in noted]
    return {number: number in cancelled for number in (*known, *noted)}


def archived_rows(place: Place, known: Container[str] = ()) -> Iterator[Row]:
    """Give the rows of the register that were sealed with papers, but for the numbers that are ``known``.

    A paper that had its number from the workbook was sealed without one.
    """
    current = Archive(place.memory / ARCHIVE).current()
    for sealed in current.history.sealed() if current is not None else ():
        if f"{sealed.sign} ngày {dt.date.fromisoformat(sealed.date):%d/%m/%Y}" in known:
            continue
        with suppress(OSError, ValueError, KeyError, TypeError):  # damage is told by ``archive verify``
            data = (current.folder / sealed.path(ROW)).read_bytes() if current is not None else b""
            if files.sha256(data) == sealed.files[ROW].sha256:
                yield parse(json.loads(data))


def note_numbers(vault: Vault, contents: Contents) -> None:
    """Note in the journal the numbers given and cancelled that it does not know; ``Stop`` when it cannot."""
    known = {(event.event, event.note) for event in vault.journal()[0]}
    at = contents.history[-1].at if contents.history else ""
    acts = [(NUMBERED, row) for row in contents.rows]
    acts += [(CANCELLED, row) for row in contents.rows if row.cancelled]
    vault.note(*(_noted(at, act, row) for act, row in acts if (act, row.citation) not in known))


def _noted(at: str, act: str, row: Row) -> Event:
    versions = (row.docx, row.base, row.inputs)
    paper = row.paper if row.docx else ""
    return Event(at, act, paper, row.file, row.label, *versions, records=row.records, note=row.citation)


def put_numbers(
    reading: WorkbookReading,
    contents: Contents,
    more: Sequence[Row] = (),
    typed: Places = MappingProxyType({}),
) -> WorkbookReading:
    """Give the reading of a workbook in which papers have their numbers of the register.

    ``more`` are rows that are about to be written, ``typed`` says where these come from.  A
    number typed into the workbook that says something else becomes a warning.
    """
    rows = [*contents.rows, *more]
    if reading.partial is None or not rows:
        return reading
    problems: list[Problem] = [*reading.problems, *disagreements(reading.partial, rows)]
    return replace(reading, partial=numbered(reading.partial, rows, typed), problems=problems)


# --- numbers that are taken ----------------------------------------------------------------------


def taken_numbers(season: Season, contents: Contents) -> list[Known]:
    """Give every number of the office that is known: those of the register, and those of the workbook.

    Each in the series that it is counted in by the office's setting of today: when the setting changes,
    no number may be given again.
    """
    known = taken_of(season, contents)
    there = {(item.series, item.year, item.order) for item in known}
    typed = [item.known for item in typed_numbers(season, contents) if item.reason != OF_OTHERS]
    return [*known, *(item for item in typed if (item.series, item.year, item.order) not in there)]


# --- issued papers -------------------------------------------------------------------------------


def frozen_row(row: Row, contents: Contents, inputs: Inputs) -> Frozen:
    """Give the issued paper of a row.

    A file that is still as it was before the issue, or as it was under a number that was cancelled,
    is to be brought up to date.
    """
    cancelled = {other.docx for other in contents.rows if other.paper == row.paper and other.cancelled}
    answers = [answer for row_id in row.replaced_by if (answer := contents.find(row_id)) is not None]
    return Frozen(
        row.paper,
        row.file,
        row.label,
        row.docx,
        inputs,
        row.citation,
        records=row.records,
        answered_by=tuple(answer.citation for answer in answers),
        earlier=frozenset({row.before, *cancelled} - {""}),
    )


def cancelled_entries(
    contents: Contents, disk: dict[str, str], inputs: dict[str, Inputs]
) -> dict[str, ManifestEntry]:
    """Give what docgen knows of files that still hold a version whose number was cancelled.

    Such a file is ours: without this it would be taken for a person's work.
    """
    return {
        row.paper: ManifestEntry(
            row.file, row.label, row.docx, inputs.get(row.inputs, NOTHING), row.base, row.records
        )
        for row in contents.rows
        if row.cancelled and row.docx and disk.get(row.file) == row.docx
    }


def number_told(row: Row) -> str:
    """Name a row for the user: number, day, what it is."""
    return f"{row.sign} ngày {short_date(row.date)} ({row.title})"
