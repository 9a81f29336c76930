"""Seal papers: put what was judged into the next bag, with all that belongs to it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from docgen import files
from docgen.archive import bag, index_page, metadata
from docgen.archive.bag_store import DOSSIER, HISTORY, INDEX, Archive, Bag
from docgen.archive.history import (
    ADD,
    ENDINGS,
    INPUTS,
    METADATA,
    REPLACE,
    ROW,
    SIGNED,
    SOURCE,
    History,
    Sealed,
    SealedFile,
    SealEntry,
    chained,
    text,
)
from docgen.archive.issued import DossierInfo, IssuedPaper
from docgen.archive.pdf_scan import PdfScan
from docgen.ledger import Act


@dataclass(frozen=True, slots=True)
class Intake:
    """A PDF that may be archived as a paper: its bytes, what was read, what was noted.

    ``received`` is the day on which the signed paper came back, ISO 8601, ``""`` where nobody said.
    """

    paper: IssuedPaper
    signed: bytes
    pdf: PdfScan
    received: str = ""
    notes: tuple[str, ...] = ()


def seal(
    archive: Archive, before: Bag | None, intakes: Sequence[Intake], info: DossierInfo, act: Act, agent: str
) -> Bag:
    """Put papers into the archive, all in one act or none; the season's lock must be held.

    ``agent`` names the program in ``bag-info.txt``.  ``Stop`` when it cannot be written: nothing has changed.
    """
    history = before.history if before else History()
    entries: list[SealEntry] = list(history.entries)
    payload: dict[str, bytes] = {}
    made: list[Sealed] = []
    for intake in intakes:
        sealed, contents = _sealed(intake, [*history.sealed(), *made], info)
        made.append(sealed)
        payload |= contents
    whole = [*history.sealed(), *made]
    current = {item.paper: item for item in whole}
    ordered = sorted(current.values(), key=lambda item: (item.order, item.date, item.paper))
    tags = {
        INDEX: index_page.index_html(ordered, whole, info),
        DOSSIER: metadata.dossier_xml(ordered, info),
        bag.INFO_FILE: _info(whole, info, act, agent),
    }
    hashes = {name: files.sha256(data) for name, data in tags.items()}
    for number, sealed in enumerate(made, start=1):
        last = entries[-1] if entries else None
        verb = REPLACE if sealed.replaces else ADD
        entries.append(chained(act, verb, sealed, last, hashes if number == len(made) else {}))
    tags[HISTORY] = text(entries)
    kept = {item.path(role): file.sha256 for item in history.sealed() for role, file in item.files.items()}
    return archive.commit(before, payload, tags, kept)


def _sealed(intake: Intake, held: Sequence[Sealed], info: DossierInfo) -> tuple[Sealed, dict[str, bytes]]:
    """Make what the history says of a paper, and its files by their paths in the bag."""
    paper = intake.paper
    old = [sealed for sealed in held if sealed.paper == paper.paper]
    folder = _free(paper.folder, {sealed.folder.casefold() for sealed in held})
    sealed = Sealed(
        paper=paper.paper,
        label=paper.label,
        folder=folder,
        order=paper.order,
        kind=paper.kind,
        type_name=paper.type_name,
        number=paper.number,
        symbol=paper.symbol,
        date=paper.date.isoformat(),
        subject=paper.subject,
        organ=paper.organ,
        signer_post=paper.signer_post,
        signer_name=paper.signer_name,
        pages=intake.pdf.pages,
        received=intake.received,
        files={},
        recipients=paper.recipients,
        copies=paper.copies,
        archival=intake.pdf.archival,
        signatures=_signatures(intake.pdf),
        notes=intake.notes,
        replaces=old[-1].folder if old else "",
    )
    contents = {
        SIGNED: intake.signed,
        SOURCE: paper.docx,
        INPUTS: _json(paper.inputs),
        METADATA: metadata.paper_xml(sealed, info),
        ROW: _json(paper.row),
    }
    described = {
        role: SealedFile(f"{folder}{ENDINGS[role]}", files.sha256(data), len(data))
        for role, data in contents.items()
    }
    sealed = replace(sealed, files=described)
    return sealed, {sealed.path(role): data for role, data in contents.items()}


def _free(name: str, taken: set[str]) -> str:
    """Give a folder's name that is free; a further version of a paper tells its count."""
    count, free = 1, name
    while free.casefold() in taken:
        count += 1
        free = f"{name}_lan-{count}"
    return free


def _signatures(pdf: PdfScan) -> tuple[Mapping[str, Any], ...]:
    if pdf.checked:
        return tuple({"checked": True, **asdict(signature)} for signature in pdf.signatures)
    return tuple({"checked": False} for _ in range(pdf.signed))


def _json(values: Mapping[str, Any]) -> bytes:
    text_of = json.dumps(values, ensure_ascii=False, indent=1, sort_keys=True, default=str)
    return f"{text_of}\n".encode("utf-8", "replace")


def _info(papers: Sequence[Sealed], info: DossierInfo, act: Act, agent: str) -> bytes:
    sizes = {sealed.path(role): file.size for sealed in papers for role, file in sealed.files.items()}
    values = {
        "Source-Organization": info.organ,
        "External-Identifier": "/".join(part for part in (info.season, info.notation) if part),
        "External-Description": info.title,
        "Bagging-Date": act.at[:10],
        "Bag-Software-Agent": agent,
    }
    return bag.info(values, sizes)
