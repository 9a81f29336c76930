"""What the archive must know, from the other books: issued papers, dossier, what the journal remembers."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final

from docgen import archive, vault
from docgen.archive import Archive, Bag, DossierInfo, Expected, IssuedPaper, KnownHead
from docgen.archive.pdf_words import TextBlock, blocks
from docgen.kinds import periods
from docgen.output import plain_inputs
from docgen.problem import Stop
from docgen.records import General, Season
from docgen.register import TYPES, Row, body_of, in_force, kind_of, plain
from docgen.stale import Frozen
from docgen.vault import Event, Vault
from docgen.verbs.check import Plan
from docgen.verbs.given_numbers import book_of
from docgen.verbs.issued_versions import read_frozen
from docgen.verbs.workspace import ARCHIVE, RECORDS, Place
from docgen.viet.text import name_key

ROOTS: Final = "chung-thu-goc"
"""The folder under ``records`` with the root certificates that the office trusts."""

_ROOT_FILES: Final = frozenset({".pem", ".crt", ".cer"})
_NUMBER: Final = re.compile(r"(\S+?)/(\S+) ngày (\d{1,2})/(\d{1,2})/(\d{4})")


@dataclass(frozen=True, slots=True)
class Books:
    """A season's issued papers as the archive takes them, its dossier, and its archive."""

    place: Place
    vault: Vault
    archive: Archive
    info: DossierInfo
    papers: Mapping[str, IssuedPaper]
    frozen: Mapping[str, Frozen]


def read_books(todo: Plan) -> Books:
    """Read what is issued; ``Stop`` when the exact version of an issued paper is no longer there."""
    checked = todo.checked
    if checked.season is None:
        raise Stop(f"Không đọc được sổ «{checked.place.workbook.name}».", "Hãy chạy «docgen check».")
    memory = Vault(checked.place.memory)
    frozen, _, _ = read_frozen(checked.place)
    rows = {row.paper: row for row in in_force(book_of(checked.place).read().rows) if row.docx}
    order = {job.paper: number for number, job in enumerate(todo.jobs, start=1)}
    last = len(order)
    papers: dict[str, IssuedPaper] = {}
    for number, (paper, item) in enumerate(frozen.items(), start=1):
        place = order.get(paper, last + number)
        papers[paper] = _registered(_issued(item, memory, checked.season, place), rows.get(paper))
    return Books(
        checked.place, memory, Archive(checked.place.memory / ARCHIVE), dossier_info(checked), papers, frozen
    )


def _registered(paper: IssuedPaper, row: Row | None) -> IssuedPaper:
    """Complete a paper by its row of the register, which knows better than its text."""
    if row is None:
        return paper
    values = {
        name: value.isoformat() if isinstance(value, dt.date) else value
        for name, value in asdict(row).items()
    }
    named = tuple(part.strip() for part in row.recipients.split(";") if part.strip())
    return replace(
        paper,
        subject=row.subject or paper.subject,
        signer_post=row.post or paper.signer_post,
        signer_name=row.signer or paper.signer_name,
        recipients=named or paper.recipients,
        copies=row.copies,
        row=values,
    )


def _issued(item: Frozen, memory: Vault, season: Season, order: int) -> IssuedPaper:
    docx = memory.find(item.sha256)
    if docx is None:
        raise Stop(
            f"Bản đã ban hành của «{item.label}» không còn nguyên trong thư mục ban-luu.",
            "Hãy lấy lại thư mục ấy từ bản sao lưu rồi chạy lại.",
        )
    kind, _, key = item.paper.partition(":")
    number, symbol, date = _number(item)
    short = kind_of(symbol)
    context = item.inputs.context
    name = TYPES[short]
    signer = _signer(season, kind, key, context)
    return IssuedPaper(
        paper=item.paper,
        label=item.label,
        order=order,
        kind=short,
        type_name=name,
        number=number,
        symbol=symbol,
        date=date,
        subject=_subject(blocks(docx), name),
        organ=_author(season.general, symbol),
        signer_post=signer[0],
        signer_name=signer[1],
        recipients=tuple(str(line).strip("-;. \N{NO-BREAK SPACE}") for line in context.get("noi_nhan", ())),
        copies=0,
        docx=docx,
        inputs={**plain_inputs(item.inputs), "records": item.records},
        row={
            "paper": item.paper,
            "label": item.label,
            "number": number,
            "symbol": symbol,
            "date": date.isoformat(),
            "docx": item.sha256,
            "by_workbook": item.by_workbook,
        },
    )


def _number(item: Frozen) -> tuple[str, str, dt.date]:
    """Take what a paper is cited by apart: "65/TB-MTTQ-BTT ngày 31/10/2023"."""
    match = _NUMBER.fullmatch(item.number.strip())
    if match is None:
        raise Stop(
            f"Không rõ số, ký hiệu và ngày của «{item.label}» (đang ghi «{item.number}»).",
            "Hãy ghi đủ số, ký hiệu (như 65/TB-MTTQ-BTT) và ngày ban hành rồi chạy lại.",
        )
    number, symbol, day, month, year = match.groups()
    return number, symbol, dt.date(int(year), int(month), int(day))


def _author(general: General, symbol: str) -> str:
    """Give whose paper it is, whom its symbol names (Phụ lục III, Mẫu 1.9: ``BB-ĐKT`` is the team's)."""
    team, office = general.minutes_suffix, general.symbol_suffix
    if team != office and body_of(symbol) == team:
        return f"{general.team_called} của {general.org_full}"
    return general.org_full


def _subject(paper: Sequence[TextBlock], type_name: str) -> str:
    """Give the abstract: what stands below the name of the kind, or in a công văn after "V/v"."""
    letter = next((block.words[1:] for block in paper if block.words[0].casefold() == "v/v"), ())
    if letter:
        return " ".join(letter)
    wanted = name_key(type_name)
    for block, following in itertools.pairwise(paper):
        if name_key(" ".join(block.words)) == wanted:
            return " ".join(following.words)
    return ""


def _signer(season: Season, kind: str, key: str, context: Mapping[str, Any]) -> tuple[str, str]:
    """Give post and name of who signed: as printed, the post as the records write it in a sentence."""
    printed: Any = context.get("nguoi_ky") or {}
    name = str(printed.get("ten", "")) if isinstance(printed, Mapping) else ""
    lines = [str(line) for line in printed.get("dong", ())] if isinstance(printed, Mapping) else []
    code = season.paper(kind, key).signer
    known = next((s for s in season.signers if s.name == name or (not name and s.code == code)), None)
    if known is not None:
        return known.position, known.name
    return (lines[-1].capitalize() if lines else ""), name


def dossier_info(checked: Any) -> DossierInfo:
    """Give the dossier of a season, from the records and the table of periods."""
    season: Season = checked.season
    general = season.general
    return DossierInfo(
        season=checked.place.season,
        year=general.year,
        organ=general.org_full,
        organ_id=general.organ_id,
        notation=general.file_notation,
        title=general.file_title or f"Hồ sơ kiểm tra, đánh giá {general.inspected}",
        creator=general.file_creator,
        periods=periods(season),
    )


# --- what the journal remembers ---------------------------------------------------------------


def sealed_events(made: Bag, known: int, frozen: Mapping[str, Frozen]) -> list[Event]:
    """Give what the journal is to remember of the acts of a bag after the first ``known`` ones."""
    events = []
    for entry, sealed in list(zip(made.history.entries, made.history.sealed(), strict=True))[known:]:
        item = frozen.get(sealed.paper)
        events.append(
            Event(
                at=entry.at,
                event=vault.SEALED,
                paper=sealed.paper,
                name=item.name if item is not None else "",
                label=sealed.label,
                sha256=sealed.files[archive.SIGNED].sha256,
                base=sealed.files[archive.SOURCE].sha256,
                inputs="",
                note=f"{entry.seq}:{entry.hash}",
            )
        )
    return events


def anchors(events: Iterable[Event]) -> list[KnownHead]:
    """Give the heads of the archive's history that the journal remembers."""
    found = []
    for event in events:
        length, _, head = event.note.partition(":")
        if event.event == vault.SEALED and length.isdecimal():
            found.append(KnownHead(head, int(length)))
    return found


def expected(
    events: Sequence[Event],
    frozen: Mapping[str, Frozen] | None,
    heads: Iterable[str] = (),
    rows: Iterable[Row] = (),
) -> Expected:
    """Put together what the other books say that the archive must hold; ``rows`` are the register's."""
    return Expected(
        anchors=(*anchors(events), *(KnownHead("".join(head.split()).lower()) for head in heads)),
        sealed={event.paper: event.label for event in events if event.event == vault.SEALED},
        issued=None if frozen is None else {paper: item.sha256 for paper, item in frozen.items()},
        rows={row.paper: plain(row) for row in in_force(rows) if row.docx},
    )


@dataclass(frozen=True, slots=True)
class NotArchived:
    """A paper that is issued and whose signed copy is not in the archive; ``number`` with its day."""

    paper: str
    label: str
    number: str

    def __str__(self) -> str:
        """Name it in one line, as the lists of a hand-over do."""
        return f"{self.number}: {self.label}"

    def as_json(self) -> dict[str, str]:
        """Give the paper as plain JSON values."""
        return {"paper": self.paper, "label": self.label, "number": self.number}


def not_archived(frozen: Mapping[str, Frozen], current: Bag | None) -> tuple[NotArchived, ...]:
    """Give the issued papers that the archive does not hold."""
    held = current.history.current() if current is not None else {}
    return tuple(
        NotArchived(paper, item.label, item.number) for paper, item in frozen.items() if paper not in held
    )


def roots(place: Place) -> list[Path]:
    """Give the files of the root certificates that the office trusts."""
    folder = place.root / RECORDS / ROOTS
    try:
        return sorted(path for path in folder.iterdir() if path.suffix.lower() in _ROOT_FILES)
    except OSError:
        return []
