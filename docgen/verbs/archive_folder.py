"""The verb ``archive add-folder``: a folder of signed papers, told by their text or by a confirmed list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from docgen import archive, files, workbook
from docgen.archive import Candidate, Intake, IssuedPaper, PdfScan
from docgen.ledger import Act
from docgen.problem import ExitCode, Problem, Stop
from docgen.records import ScannedFile
from docgen.verbs.archive_add import (
    IntakeWish,
    Read,
    SealedPapers,
    count,
    find_issued,
    intake_of,
    put_all,
    read_file,
    reader_of,
)
from docgen.verbs.archive_books import Books, read_books
from docgen.verbs.check import Plan, plan
from docgen.verbs.issue_lists import new_file
from docgen.verbs.page_counts import Announce
from docgen.verbs.workspace import is_owner_mark

Progress = Callable[[int, int, str], None]
"""Told each file that is looked at: which one, of how many, its name."""

_BY_TEXT: Final = "chữ bên trong"
_BY_LIST: Final = "Ghép tệp với văn bản theo danh sách đã xác nhận."


@dataclass(frozen=True, slots=True)
class Undecided:
    """A file that was not taken: why, and the papers that it may be of."""

    file: Path
    why: str
    near: tuple[IssuedPaper, ...] = ()
    problems: tuple[Problem, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Give the file and the reasons as plain JSON values."""
        return {
            "file": str(self.file),
            "why": self.why,
            "near": [paper.paper for paper in self.near],
            "problems": [problem.as_json() for problem in self.problems],
        }


@dataclass(frozen=True, slots=True)
class FolderAdded:
    """What became of a folder of files; ``left`` are the rows of a list that she did not confirm."""

    added: SealedPapers
    undecided: tuple[Undecided, ...]
    known: tuple[Path, ...]
    left: tuple[str, ...] = ()

    @property
    def exit_code(self) -> ExitCode:
        """Tell whether every file that was asked for is in the archive now."""
        return ExitCode.PROBLEMS if self.undecided else ExitCode.OK

    def as_json(self) -> dict[str, Any]:
        """Give what became of the folder as plain JSON values."""
        return {
            **self.added.as_json(),
            "known": [str(path) for path in self.known],
            "left": list(self.left),
            "undecided": [item.as_json() for item in self.undecided],
        }


@dataclass(frozen=True, slots=True)
class ProposedScan:
    """A list that was written: the file, its rows, and how many issued papers no file is proposed for."""

    path: Path
    rows: tuple[ScannedFile, ...]
    missing: int

    def as_json(self) -> dict[str, Any]:
        """Give what the list proposes as plain JSON values."""
        return {
            "path": str(self.path),
            "rows": [row.model_dump(mode="json") for row in self.rows],
            "missing": self.missing,
        }


def add_folder(
    season: str | None,
    folder: Path,
    asked: IntakeWish,
    *,
    here: Path,
    now: dt.datetime,
    who: str,
    progress: Progress | None = None,
    announce: Announce | None = None,
) -> FolderAdded:
    """Put the PDFs of a folder into the archive, in one act; guess none.

    Without ``asked.source``, every PDF whose paper can be told by its text; with it, the files of that list
    that she confirmed.  A file that is in the archive already is passed over; one that
    cannot be told or is refused is listed.  ``announce`` is as in ``add``.  ``Stop`` tells every fault of the
    list with its cell.
    """
    room = _Room.of(season, folder, asked, here=here, now=now)
    listed = _Listed({}) if asked.source is None else _read_list(here / asked.source, room)
    found = room.pdfs() if asked.source is None else list(listed.confirmed)
    taken: dict[str, tuple[Path, Intake]] = {}
    undecided: list[Undecided] = []
    notes: list[Problem] = []
    known: list[Path] = []
    for number, path in enumerate(found, start=1):
        if progress is not None:
            progress(number, len(found), path.name)
        data = read_file(path)
        if room.holds(data):
            known.append(path)
            continue
        answer = room.judge(path, data, listed.confirmed.get(path))
        if isinstance(answer, Undecided):
            undecided.append(answer)
        elif answer[0].paper.paper in taken:
            twin = taken[answer[0].paper.paper][0]
            why = f"cùng một văn bản với «{twin.name}»"
            undecided.append(Undecided(path, why, (answer[0].paper,)))
        else:
            intake, told = answer
            taken[intake.paper.paper] = (path, intake)
            notes += told
    intakes, short, told = _count_pages(room, taken.values(), announce)
    act = Act(now.isoformat(timespec="seconds"), who, asked.reason.strip())
    notes = sorted([*notes, *told], key=lambda problem: problem.where.file)
    added = put_all(room.books, intakes, act, notes)
    return FolderAdded(added, (*undecided, *short), tuple(known), listed.left)


def _count_pages(
    room: _Room, taken: Collection[tuple[Path, Intake]], announce: Announce | None
) -> tuple[list[Intake], list[Undecided], list[Problem]]:
    """Compare pages with the issued versions: what may be sealed, what lacks pages, what is noted."""
    counts = count(room.books, [intake.paper for _, intake in taken], room.read, announce)
    intakes: list[Intake] = []
    short: list[Undecided] = []
    notes: list[Problem] = []
    for path, intake in taken:
        told = archive.judge_pages(intake.pdf, path.name, counts.get(intake.paper.paper))
        errors = tuple(problem for problem in told if problem.is_error)
        if errors:
            short.append(_refused(path, errors, intake.paper))
            continue
        notes += told
        intakes.append(replace(intake, notes=(*intake.notes, *(problem.message for problem in told))))
    return intakes, short, notes


def propose_folder(
    season: str | None,
    folder: Path,
    target: Path,
    *,
    here: Path,
    now: dt.datetime,
    progress: Progress | None = None,
    announce: Announce | None = None,
) -> ProposedScan:
    """Write a list that pairs the PDFs of a folder with issued papers, for her to confirm; archive nothing.

    ``Stop`` when a file stands at ``target`` already (it may have been filled in), or nothing is left to do.
    """
    path = new_file(target, here, ".xlsx")
    room = _Room.of(season, folder, IntakeWish(), here=here, now=now)
    found = [file for file in room.pdfs() if not room.holds(read_file(file))]
    if not found:
        raise Stop(f"Thư mục «{folder}» không có PDF nào chưa lưu.", "Hãy kiểm tra lại tên thư mục.")
    told: dict[Path, tuple[PdfScan | None, IssuedPaper | None, str]] = {}
    for number, file in enumerate(found, start=1):
        if progress is not None:
            progress(number, len(found), file.name)
        told[file] = room.tell(file)
    sure = {paper.paper for _, paper, _ in told.values() if paper is not None}
    held = sure | set(room.history.current())
    free = [paper for paper in room.books.papers.values() if paper.paper not in held]
    counts = count(room.books, free, room.read, announce)
    scans = [
        archive.ScannedPdf(file.name, pdf.pages) for file, (pdf, own, _) in told.items() if pdf and not own
    ]
    pairs = archive.propose_pairs(scans, list(room.books.papers.values()), counts, held)
    rows = tuple(
        _row(file, *told[file], pairs.get(file.name), counts)
        for file in sorted(found, key=lambda file: archive.natural(file.name))
    )
    files.write_atomic(path, workbook.write_list(ScannedFile, rows))
    proposed = {row.paper for row in rows}
    return ProposedScan(path, rows, sum(paper.paper not in proposed for paper in free))


def _row(
    file: Path,
    pdf: PdfScan | None,
    own: IssuedPaper | None,
    why: str,
    pair: archive.Pairing | None,
    counts: Mapping[str, int],
) -> ScannedFile:
    """Make a row: a paper that the text tells is confirmed already, one that is only likely is not."""
    paper = own or (pair.paper if pair is not None else None)
    if pair is not None:
        why = pair.why if paper is not None else f"{why}; {pair.why}"
    return ScannedFile(
        file=file.name,
        pages=pdf.pages if pdf is not None else None,
        paper=paper.paper if paper is not None else "",
        label=paper.label if paper is not None else "",
        number=paper.sign if paper is not None else "",
        expected=counts.get(paper.paper) if paper is not None else None,
        confirmed=own is not None,
        why=why,
    )


# --- the list ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Listed:
    """What a list says: the paper of each file that she confirmed, and the files of the other rows."""

    confirmed: Mapping[Path, Candidate]
    left: tuple[str, ...] = ()


def _read_list(path: Path, room: _Room) -> _Listed:
    """Read a list; ``Stop`` with every fault, and nothing is archived."""
    rows, problems = workbook.read_list(path, ScannedFile, needed=("file", "paper", "confirmed"))
    by_paper = {item.paper.paper: item for item in room.papers}
    confirmed: dict[Path, Candidate] = {}
    for row in rows:
        if not row.confirmed:
            continue
        file = room.folder / Path(row.file.strip()).name
        try:
            own = find_issued(room.todo, room.books, row.paper) if row.paper.strip() else None
        except Stop as stop:
            unknown = _fault("LT-48", row, "paper", stop.message.rstrip("."))
            problems.append(replace(unknown, remedy=stop.remedy))
            continue
        if own is None:
            problems.append(_fault("LT-47", row, "paper", row.file))
        elif not file.is_file():
            problems.append(_fault("LT-49", row, "file", row.file))
        elif file in confirmed or any(item.paper.paper == own.paper for item in confirmed.values()):
            problems.append(_fault("LT-71", row, "paper", f"{row.file}, {own.label}"))
        else:
            confirmed[file] = by_paper[own.paper]
    errors = sum(problem.is_error for problem in problems)
    if errors:
        raise Stop(
            f"Danh sách «{path.name}» còn {errors} lỗi nên chưa lưu gì.",
            "Hãy sửa trong Excel, lưu lại rồi chạy lại.",
            problems=problems,
        )
    if not confirmed:
        raise Stop(
            f"Trong danh sách «{path.name}» chưa dòng nào ghi Có ở cột Đúng.",
            "Mở từng tệp để xem, ghi Có cho dòng đúng, lưu lại rồi chạy lại.",
        )
    return _Listed(confirmed, tuple(row.file for row in rows if not row.confirmed))


def _fault(code: str, row: ScannedFile, field: str, found: str) -> Problem:
    return replace(archive.fault(code, "", found), where=row.at(field))


# --- the folder -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Room:
    """A folder and the books that its files belong to, as they stand when the run begins."""

    todo: Plan
    books: Books
    folder: Path
    papers: Sequence[Candidate]
    history: archive.History
    read: Read
    asked: IntakeWish
    today: dt.date

    @classmethod
    def of(
        cls, season: str | None, folder: Path, asked: IntakeWish, *, here: Path, now: dt.datetime
    ) -> _Room:
        """Read the books."""
        todo = plan(season, here=here)
        books = read_books(todo)
        before = books.archive.current()
        return cls(
            todo,
            books,
            here / folder,
            archive.candidates(list(books.papers.values())),
            before.history if before else archive.History(),
            reader_of(books, now),
            asked,
            now.date(),
        )

    def pdfs(self) -> list[Path]:
        """Give the PDFs of the folder in order; ``Stop`` when it cannot be read."""
        try:
            return sorted(
                path
                for path in self.folder.iterdir()
                if path.is_file() and path.suffix.lower() == ".pdf" and not is_owner_mark(path)
            )
        except OSError as error:
            raise Stop(
                f"Không đọc được thư mục «{self.folder}»: {files.reason(error)}.",
                "Hãy kiểm tra lại tên thư mục.",
                exit_code=ExitCode.USAGE,
            ) from error

    def holds(self, data: bytes) -> bool:
        """Tell whether the archive has this very file."""
        code = files.sha256(data)
        return any(sealed.files[archive.SIGNED].sha256 == code for sealed in self.history.sealed())

    def tell(self, path: Path) -> tuple[PdfScan | None, IssuedPaper | None, str]:
        """Give what a file is, the paper that its text tells, and how, or why not."""
        answer = self.read(read_file(path))
        if answer.pdf is None:
            return None, None, archive.refusal(answer.refused, path.name).message.rstrip(".")
        found = archive.recognise(answer.pdf, self.papers)
        return answer.pdf, found.paper, _BY_TEXT if found.paper is not None else found.why

    def judge(
        self, path: Path, data: bytes, confirmed: Candidate | None
    ) -> Undecided | tuple[Intake, list[Problem]]:
        """Judge a file as the paper that she confirmed, or that its text tells."""
        answer = self.read(data)
        if answer.pdf is None:
            return _refused(path, (archive.refusal(answer.refused, path.name),))
        own = confirmed
        if own is None:
            found = archive.recognise(answer.pdf, self.papers)
            if found.paper is None:
                return Undecided(path, found.why, found.near)
            own = next(item for item in self.papers if item.paper.paper == found.paper.paper)
        others = [item for item in self.papers if item is not own]
        problems = [
            *archive.judge_file(answer.pdf, path.name),
            *archive.judge_match(answer.pdf, own, others, path.name, pages=None, differs=False),
            *archive.judge_place(own.paper, data, self.history, path.name, replace=False, reason=""),
            *archive.judge_day(own.paper, self.asked.received, self.today, path.name),
        ]
        errors = tuple(problem for problem in problems if problem.is_error)
        if errors:
            return _refused(path, errors, own.paper)
        intake = intake_of(own.paper, data, answer.pdf, self.asked, problems)
        if confirmed is not None:
            intake = replace(intake, notes=(*intake.notes, _BY_LIST))
        return intake, problems


def _refused(path: Path, errors: tuple[Problem, ...], *near: IssuedPaper) -> Undecided:
    return Undecided(path, errors[0].message.rstrip("."), near, errors)
