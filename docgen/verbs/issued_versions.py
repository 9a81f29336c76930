"""The papers that are issued: which version of each is the one that was issued, and its number."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace

from docgen.archive import Archive
from docgen.output import parse_inputs, plain_inputs
from docgen.problem import Problem
from docgen.register import Contents, in_force
from docgen.stale import Frozen, Inputs, ManifestEntry
from docgen.vault import EDITED, ISSUED, MERGED, REOPENED, SEALED, Event, Vault
from docgen.verbs.check import Plan
from docgen.verbs.given_numbers import book_of, cancelled_entries, frozen_row
from docgen.verbs.workspace import ARCHIVE, Place

JSON = ".json"
_NOTHING = Inputs("", "", "", {})


def frozen_papers(vault: Vault, events: Iterable[Event]) -> dict[str, Frozen]:
    """Give the papers that are issued, by their names (``kind:key``), in the order of issue."""
    found: dict[str, Frozen] = {}
    for event in events:
        if event.event == ISSUED:
            found[event.paper] = Frozen(
                event.paper,
                event.name,
                event.label,
                event.sha256,
                find_inputs(vault, event.inputs),
                event.note,
                event.records,
                by_workbook=True,
            )
        elif event.event == REOPENED:
            found.pop(event.paper, None)
    return found


def read_frozen(place: Place) -> tuple[dict[str, Frozen], tuple[Event, ...], tuple[Problem, ...]]:
    """Read journal, register and archive: the issued papers, all events, and a warning about damage.

    What the register says of a paper goes before a number typed into the workbook.
    """
    vault = Vault(place.memory)
    events, fault = vault.journal()
    contents = book_of(place).read()
    frozen = frozen_papers(vault, events) | registered_papers(vault, contents)
    for paper in _sealed(vault, events) & frozen.keys():
        frozen[paper] = replace(frozen[paper], sealed=True)
    return frozen, (*events, *issue_events(contents)), (fault,) if fault else ()


def _sealed(vault: Vault, events: Iterable[Event]) -> set[str]:
    """Give the papers that are archived: by the archive itself, and by the journal should that be lost."""
    current = Archive(vault.path / ARCHIVE).current()
    held = set(current.history.current()) if current else set()
    return held | {event.paper for event in events if event.event == SEALED}


def registered_papers(vault: Vault, contents: Contents) -> dict[str, Frozen]:
    """Give the papers that have a number of the register, by their names, in the order of issue."""
    return {
        row.paper: frozen_row(row, contents, find_inputs(vault, row.inputs))
        for row in in_force(contents.rows)
        if row.docx
    }


def issue_events(contents: Contents) -> list[Event]:
    """Give the issued versions of the register as events, beside those of the journal."""
    moments = {json.loads(entry.what).get("id"): entry.at for entry in reversed(contents.history)}
    return [
        Event(
            at=moments.get(row.id, ""),
            event=ISSUED,
            paper=row.paper,
            name=row.file,
            label=row.label,
            sha256=row.docx,
            base=row.base,
            inputs=row.inputs,
            note=row.citation,
            records=row.records,
        )
        for row in in_force(contents.rows)
        if row.docx
    ]


def reopened_entries(vault: Vault, contents: Contents, disk: Mapping[str, str]) -> dict[str, ManifestEntry]:
    """Give what is known of files whose paper is open again since its number was cancelled."""
    cancelled = [row.inputs for row in contents.rows if row.cancelled and row.inputs]
    return cancelled_entries(
        contents, dict(disk), {sha256: find_inputs(vault, sha256) for sha256 in cancelled}
    )


def edited_entries(
    vault: Vault, events: Iterable[Event], disk: Mapping[str, str]
) -> dict[str, ManifestEntry]:
    """Give what the journal knows of files that hold a person's work, should the manifest be lost."""
    found: dict[str, ManifestEntry] = {}
    for event in events:
        ours = event.event in {EDITED, MERGED} and event.base and disk.get(event.name) == event.sha256
        if ours and vault.find(event.inputs, JSON) is not None:
            found[event.paper] = ManifestEntry(
                event.name,
                event.label,
                event.sha256,
                find_inputs(vault, event.inputs),
                event.base,
                event.records,
                event.lacking,
            )
    return found


def keep_inputs(vault: Vault, inputs: Inputs) -> str:
    """Keep what a paper was made from, and give its hash."""
    text = json.dumps(plain_inputs(inputs), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return vault.keep(text.encode("utf-8", "surrogatepass"), JSON)


def find_inputs(vault: Vault, sha256: str) -> Inputs:
    """Give what a paper was made from; nothing at all when that was lost, so that it looks changed."""
    data = vault.find(sha256, JSON)
    try:
        return _NOTHING if data is None else parse_inputs(json.loads(data))
    except (ValueError, KeyError, TypeError):
        return _NOTHING


def number_in_workbook(todo: Plan, paper: str) -> str:
    """Give number and date of a paper as the sheet "Văn bản" says; ``""`` before both are known."""
    season = todo.checked.season
    if season is None:
        return ""
    kind, _, key = paper.partition(":")
    known = season.paper(kind, key)
    return f"{known.number} ngày {known.date:%d/%m/%Y}" if known.number and known.date else ""


def taken_back(todo: Plan, frozen: Mapping[str, Frozen]) -> list[Frozen]:
    """Give the papers issued by the workbook alone whose number no longer stands there.

    A workbook that cannot be read has taken nothing back.
    """
    if todo.checked.season is None:
        return []
    return [
        paper
        for paper in frozen.values()
        if paper.by_workbook and not paper.sealed and not number_in_workbook(todo, paper.paper)
    ]
