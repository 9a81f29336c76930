"""The verb ``register rebuild``: a lost register made again, as far as the other books tell, in a new place.

Nothing that stands there is touched until the user has looked and asks for it to be used (``--use``); what
stood in its place is then kept beside it.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Container, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from docgen import files, workbook
from docgen.problem import ExitCode, Stop
from docgen.records import Season
from docgen.register import DATABASE, TEXT, Book, Contents, Row, kind_of, parse_number, series_of, verify
from docgen.vault import NUMBERED, Event, Vault
from docgen.verbs.anchoring import REGISTER, keep_codes
from docgen.verbs.given_numbers import archived_rows, book_of, note_numbers, witnessed
from docgen.verbs.issue import PATIENCE, Desk, described
from docgen.verbs.issued_versions import find_inputs
from docgen.verbs.owning import claim, find_season
from docgen.verbs.workspace import Place

NEW: Final = "so-dang-ky-dung-lai"
"""The folder in a season's memory that a register is made again in."""
_OLD: Final = "so-dang-ky-cu"
_FILES: Final = (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", f"{DATABASE}-journal", TEXT)
_OWN: Final = frozenset({"SDK-01", "SDK-02", "SDK-03", "SDK-04"})
"""Faults of a register itself: what it says is not to be taken over."""
_WHY: Final = "dựng lại theo nhật ký và hồ sơ lưu"
_NOBODY_KNOWS: Final = "(không rõ trích yếu)"


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A register that was made again: where, how many of its numbers stood in the old one, what is not known.

    ``unknown`` says of each number that was taken from elsewhere what nobody knows of it any more.
    """

    folder: Path
    contents: Contents
    kept: int
    unknown: tuple[tuple[str, str], ...]

    def as_json(self) -> dict[str, Any]:
        """Give what was made again as plain JSON values."""
        return {
            "folder": str(self.folder),
            "numbers": len(self.contents.rows),
            "kept": self.kept,
            "head": self.contents.head,
            "taken_back": [{"number": number, "unknown": unknown} for number, unknown in self.unknown],
        }


def rebuild(desk: Desk) -> Rebuilt:
    """Make the register again in a new folder of the season's memory, from what is left of it and the others.

    ``Stop`` when nothing is lacking, when nobody knows of any number, or when the workbook, which tells how
    the office numbers its papers, cannot be read.
    """
    place = find_season(desk.season, desk.here)
    with files.Lock(place.memory, patience=PATIENCE):
        known = _left(place)
        told = witnessed(place)
        given = {row.citation for row in known.rows}
        cancelled = {row.citation for row in known.rows if row.cancelled}
        if not told.keys() - given and all(n in cancelled for n, gone in told.items() if gone):
            raise Stop(
                "Không có gì để dựng lại: nhật ký và hồ sơ lưu không biết số nào mà sổ đăng ký không có.",
                "Chạy «docgen register verify» để biết sổ có nguyên không.",
            )
        rows = list(_lacking(place, given))
        folder = place.memory / NEW
        _clear(folder)
        book = Book(folder, place.season)
        seen = book.follow(known.history)
        sealed = {row.id: row.citation for row in archived_rows(place)}
        for row in rows:
            seen = book.give(desk.act(_WHY), [_linked(row, sealed, seen)], seen=seen, outside=not row.docx)
        for row in seen.rows:
            if told.get(row.citation) and not row.cancelled:
                seen = book.cancel(desk.act(_WHY), row, seen=seen)
        book.export_text(seen)
    return Rebuilt(folder, seen, len(known.rows), tuple((row.citation, _unknown(row)) for row in rows))


def use(desk: Desk) -> Path | None:
    """Put a register that was made again in force; give the folder of what stood there, if anything."""
    place = find_season(desk.season, desk.here)
    with files.Lock(place.memory, patience=PATIENCE):
        made = replace(book_of(place), folder=place.memory / NEW)
        if not made.is_begun:
            raise Stop("Chưa dựng lại sổ đăng ký.", "Chạy «docgen register rebuild» trước.", ExitCode.USAGE)
        found = verify(made, Vault(place.memory).holds)
        lost = {problem.code for problem in found.problems if problem.is_error} - {"SDK-09"}
        if lost:
            raise Stop(
                "Sổ vừa dựng lại không khớp với nhật ký, hồ sơ lưu hoặc lịch sử của nó nên chưa dùng.",
                "Chạy lại «docgen register rebuild».",
                problems=found.problems,
            )
        claim(place)
        old = _free(place.memory)
        try:
            _exchange(place.memory, made.folder, old)
        except OSError as error:
            raise Stop(
                f"Chưa đưa sổ dựng lại vào dùng được: {files.reason(error)}.",
                "Đóng mọi chương trình đang mở sổ rồi chạy lại «docgen register rebuild --use».",
            ) from error
        book = book_of(place)
        contents = book.read()
        book.export_text(contents)
        _clear(made.folder)
        note_numbers(Vault(place.memory), contents)
        keep_codes(place, desk.now, anew=(REGISTER,))
    return old if old.exists() else None


def _exchange(memory: Path, made: Path, old: Path) -> None:
    """Move what stands in the register's place away, then the new one there: a kill between is made good."""
    for name in _FILES:
        if (memory / name).exists():
            old.mkdir(exist_ok=True)
            files.rename(memory / name, old / name)
    files.rename(made / DATABASE, memory / DATABASE)


def _left(place: Place) -> Contents:
    """Give what is left of the register where its own history and rows agree, else nothing."""
    book = Book(place.memory, place.season)
    with suppress(Stop):
        if book.is_begun and not _OWN & {problem.code for problem in verify(book, lambda *_: True).problems}:
            return book.read_alone()
    return Contents()


def _lacking(place: Place, given: Container[str]) -> Iterator[Row]:
    """Give the rows to be written: those that the archive alone knows, then as the journal noted them."""
    season, vault = _season(place), Vault(place.memory)
    sealed = {row.citation: row for row in archived_rows(place)}
    noted = {event.note: event for event in vault.journal()[0] if event.event == NUMBERED}
    for citation in witnessed(place):
        if citation in given:
            continue
        event = noted.get(citation)
        if citation in sealed:
            yield sealed[citation]
        elif event is not None:
            yield _of_note(event, season, vault)


def _of_note(event: Event, season: Season, vault: Vault) -> Row:
    """Make a row of what the journal noted of a number, and of the version of the paper that is kept."""
    sign, _, day = event.note.partition(" ngày ")
    number, symbol, letter = parse_number(sign) or (0, "", "")
    date = dt.datetime.strptime(day, "%d/%m/%Y").date()  # noqa: DTZ007 - a day, not a moment
    row = Row(
        series=series_of(season.general, symbol),
        year=date.year,
        number=number,
        letter=letter,
        symbol=symbol,
        kind=kind_of(symbol),
        date=date,
        subject=event.label or _NOBODY_KNOWS,
        paper=event.paper,
        file=event.name,
        label=event.label,
        docx=event.sha256,
        base=event.base,
        inputs=event.inputs,
        before=event.sha256,
        records=event.records,
    )
    data = vault.find(event.sha256)
    return row if data is None else described(row, find_inputs(vault, event.inputs), data, season)


def _season(place: Place) -> Season:
    season = workbook.examine(place.workbook).partial
    if season is None:
        raise Stop(
            f"Không đọc được sổ «{place.workbook.name}» nên không biết cơ quan đánh số thế nào.",
            "Chạy «docgen check», sửa sổ rồi chạy lại.",
        )
    return season


def _linked(row: Row, sealed: Mapping[int, str], seen: Contents) -> Row:
    """Let a row answer the number that it answered, when that one is in the register that is being made."""
    wanted = sealed.get(row.replaces, "")
    original = next((other.id for other in seen.rows if other.citation == wanted), 0)
    return replace(row, replaces=original, relation=row.relation if original else "")


def _unknown(row: Row) -> str:
    """Say what nobody knows any more of a number that was written again."""
    subject = row.docx or row.subject not in {row.label, _NOBODY_KNOWS}
    facts = (
        ("trích yếu", subject),
        ("người ký", row.signer),
        ("nơi nhận", row.recipients),
        ("số bản", row.copies),
    )
    lacking = [name for name, known in facts if not known]
    lacking += ["bản đã ban hành"] if row.paper and not row.docx else []
    return ", ".join(lacking)


def _clear(folder: Path) -> None:
    """Remove a register that was made again and is not in force."""
    for name in _FILES:
        (folder / name).unlink(missing_ok=True)
    with suppress(OSError):
        folder.rmdir()


def _free(memory: Path) -> Path:
    """Give a folder that is not there yet, for what stood in the place of the register."""
    return next(path for number in itertools.count(1) if not (path := memory / f"{_OLD}-{number}").exists())
