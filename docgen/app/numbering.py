"""Numbers from the register put where papers and rules look for them, and numbers already taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from docgen.app.typed import OF_OTHERS, taken_of, typed_numbers
from docgen.app.workspace import Place
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
)
from docgen.stale import Entry, Frozen, Inputs
from docgen.vault import JOURNAL, NUMBERED, Event, Vault
from docgen.viet import pad2, short_date
from docgen.workbook import Reading

NOTHING = Inputs("", "", "", {})


def book_of(place: Place) -> Book:
    """Give the register of a season; should it be lost, the journal tells that there was one."""
    return Book(place.memory, place.season, witness=lambda: _told_of_numbers(Vault(place.memory)))


def _told_of_numbers(vault: Vault) -> str:
    """Say what the journal knows of numbers that the register gave; ``""`` when it knows of none."""
    given = list(dict.fromkeys(event.note for event in vault.journal()[0] if event.event == NUMBERED))
    return f"nhật ký {JOURNAL} ghi đã cấp {pad2(len(given))} số, gần nhất là số {given[-1]}" if given else ""


def note_numbers(vault: Vault, contents: Contents) -> None:
    """Note in the journal the numbers of the register that it does not know yet; ``Stop`` when it cannot."""
    known = {event.note for event in vault.journal()[0] if event.event == NUMBERED}
    at = contents.history[-1].at if contents.history else ""
    vault.note(
        *(
            Event(at, NUMBERED, row.paper if row.docx else "", row.file, row.label, "", "", "", note=told)
            for row in contents.rows
            if (told := citation(row)) not in known
        )
    )


def put_numbers(
    reading: Reading,
    contents: Contents,
    more: Sequence[Row] = (),
    typed: Places = MappingProxyType({}),
) -> Reading:
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


def citation(row: Row) -> str:
    """Give number and day as a paper is cited by: ``65/TB-MTTQ-BTT ngày 31/10/2023``."""
    return f"{row.sign} ngày {row.date:%d/%m/%Y}"


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
        citation(row),
        records=row.records,
        answered_by=tuple(citation(answer) for answer in answers),
        earlier=frozenset({row.before, *cancelled} - {""}),
    )


def cancelled_entries(
    contents: Contents, disk: dict[str, str], inputs: dict[str, Inputs]
) -> dict[str, Entry]:
    """Give what docgen knows of files that still hold a version whose number was cancelled.

    Such a file is ours: without this it would be taken for a person's work.
    """
    return {
        row.paper: Entry(
            row.file, row.label, row.docx, inputs.get(row.inputs, NOTHING), row.base, row.records
        )
        for row in contents.rows
        if row.cancelled and row.docx and disk.get(row.file) == row.docx
    }


def number_told(row: Row) -> str:
    """Name a row for the user: number, day, what it is."""
    return f"{row.sign} ngày {short_date(row.date)} ({row.title})"
