"""The verb ``archive add``: a signed paper goes into the archive; and what ``add-folder`` shares with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from docgen import __version__, archive, files
from docgen.archive import Archive, Bag, DossierInfo, Intake, IssuedPaper, PdfReading, PdfScan, Sealed
from docgen.ledger import Act
from docgen.output import Folder
from docgen.problem import ExitCode, Problem, Severity, Stop
from docgen.stale import Frozen
from docgen.vault import Vault
from docgen.verbs.anchoring import keep_codes, refuse_astray
from docgen.verbs.archive_books import Books, expected, read_books, roots, sealed_events
from docgen.verbs.check import Plan, choose, plan
from docgen.verbs.page_counts import Announce, count_pages
from docgen.viet.text import suggest

Read = Callable[[bytes], PdfReading]
"""How a PDF is read: in a bounded process."""

_MOST_NAMED: Final = 5


@dataclass(frozen=True, slots=True)
class IntakeWish:
    """How a signed paper is to be taken in.

    ``pages`` is the count that she gives; ``received`` the day on which the signed paper came back;
    ``replace`` lets it take the place of a sealed one; ``differs`` says that she knows of the differences
    between its text and the issued version, ``unsigned`` that she knows that it is neither a scan nor
    digitally signed; each of these needs a ``reason``.  ``source`` is the list in which she
    confirmed of which papers the files of a folder are.
    """

    pages: int | None = None
    received: dt.date | None = None
    replace: bool = False
    differs: bool = False
    unsigned: bool = False
    reason: str = ""
    source: Path | None = None


@dataclass(frozen=True, slots=True)
class SealedPapers:
    """Papers that were sealed, what was noted of each file, and the head of the history after."""

    folder: Path
    sealed: tuple[Sealed, ...]
    notes: tuple[Problem, ...]
    head: str

    def as_json(self) -> dict[str, Any]:
        """Give what was sealed as plain JSON values."""
        return {
            "folder": str(self.folder),
            "head": self.head,
            "sealed": [sealed.plain() for sealed in self.sealed],
            "notes": [problem.as_json() for problem in self.notes],
        }


def add(
    season: str | None,
    paper: str,
    file: Path,
    asked: IntakeWish,
    *,
    here: Path,
    now: dt.datetime,
    who: str,
    announce: Announce | None = None,
) -> SealedPapers:
    """Put a signed paper into the archive and seal it; ``Stop`` says why it is refused.

    ``season`` and ``here`` are as in ``find_season``; ``paper`` is ``kind:key`` or a number and symbol;
    ``announce`` is told when the issued version is laid out, to learn how many pages it has.
    """
    todo = plan(season, here=here)
    books = read_books(todo)
    own = find_issued(todo, books, paper)
    data = read_file(here / file)
    reader = reader_of(books, now)
    pdf = _read_pdf(data, file, reader)
    others = [other for other in books.papers.values() if other.paper != own.paper]
    mine, *rest = archive.candidates([own, *others])
    problems = [
        *archive.judge_file(pdf, file.name, unsigned=asked.unsigned),
        *archive.judge_match(pdf, mine, rest, file.name, pages=asked.pages, differs=asked.differs),
        *archive.judge_day(own, asked.received, now.date(), file.name),
        *_needs_reason(asked, file),
    ]
    act = Act(now.isoformat(timespec="seconds"), who, asked.reason.strip())

    def judge(before: Bag | None) -> list[Problem]:
        history = before.history if before else archive.History()
        return archive.judge_place(own, data, history, file.name, replace=asked.replace, reason=asked.reason)

    _refuse([*problems, *judge(books.archive.current())], file)
    if asked.pages is None:
        counts = count(books, [own], reader, announce)
        problems += archive.judge_pages(pdf, file.name, counts.get(own.paper))
        _refuse(problems, file)
    intake = intake_of(own, data, pdf, asked, problems)
    refuse_astray(books.place, now)
    made = put(books.vault, books.archive, [intake], books.info, act, frozen=books.frozen, judge=judge)
    notes = [problem for problem in problems if not problem.is_error]
    notes += keep_codes(books.place, now)
    return SealedPapers(made.folder, made.history.sealed()[-1:], tuple(notes), made.history.head)


def put_all(books: Books, intakes: Sequence[Intake], act: Act, notes: Sequence[Problem]) -> SealedPapers:
    """Seal several papers in one act, or none; no one takes the place of another."""
    if not intakes:
        before = books.archive.current()
        head = before.history.head if before else archive.History().head
        return SealedPapers(before.folder if before else books.archive.folder, (), tuple(notes), head)

    def judge(found: Bag | None) -> list[Problem]:
        history = found.history if found else archive.History()
        return [
            problem
            for intake in intakes
            for problem in archive.judge_place(
                intake.paper, intake.signed, history, intake.paper.label, replace=False, reason=""
            )
        ]

    now = dt.datetime.fromisoformat(act.at)
    refuse_astray(books.place, now)
    made = put(books.vault, books.archive, intakes, books.info, act, frozen=books.frozen, judge=judge)
    told = (*notes, *keep_codes(books.place, now))
    return SealedPapers(made.folder, made.history.sealed()[-len(intakes) :], told, made.history.head)


def put(
    memory: Vault,
    store: Archive,
    intakes: Sequence[Intake],
    info: DossierInfo,
    act: Act,
    *,
    frozen: Mapping[str, Frozen] | None = None,
    judge: Callable[[Bag | None], list[Problem]] | None = None,
) -> Bag:
    """Seal papers while nobody else writes; all or none.

    ``judge`` looks once more, now that nobody can come between.  The journal remembers the head of the
    history last: a kill before that leaves a sealed paper, which the next run makes good in the journal.
    """
    with files.Lock(memory.path):
        events, _ = memory.journal()
        before = store.current()
        verified = archive.verify(store, expected(events, None))
        if not verified.is_sound:
            raise Stop(
                "Hồ sơ lưu không còn nguyên vẹn nên không lưu thêm vào.",
                "Hãy lấy lại thư mục luu-tru từ bản sao lưu, rồi chạy «docgen archive verify».",
                problems=[problem for problem in verified.problems if problem.is_error],
            )
        _refuse(judge(before) if judge else [], Path(intakes[0].paper.label))
        made = archive.seal(store, before, intakes, info, act, f"docgen {__version__}")
        known = max((anchor.length for anchor in expected(events, None).anchors), default=0)
        memory.note(*sealed_events(made, known, frozen or {}))
        return made


def count(
    books: Books, papers: Sequence[IssuedPaper], read: Read, announce: Announce | None
) -> dict[str, int]:
    """Count the pages of issued papers where they can be laid out; nothing is written yet."""
    names = {paper: item.name for paper, item in books.frozen.items()}
    return count_pages(papers, names, Folder(books.place.output), read, announce)


# --- finding and reading ----------------------------------------------------------------------


def find_issued(todo: Plan, books: Books, text: str) -> IssuedPaper:
    """Find the issued paper that is meant: ``thong-bao:AP``, a file's name, ``61/TB-MTTQ-BTT``.

    ``Stop`` when there is none such, when it has no number yet, or when several could be meant.
    """
    wanted = text.strip()
    names = {paper: {paper, item.name, Path(item.name).stem} for paper, item in books.frozen.items()}
    for paper, issued in books.papers.items():
        if wanted in names[paper] or wanted.casefold() == issued.sign.casefold():
            return issued
    if "/" in wanted:
        near = suggest(wanted, [issued.sign for issued in books.papers.values()])
        remedy = f"Có phải là: {', '.join(near)}?" if near else "Xem «docgen archive list»."
        raise Stop(f"Không có văn bản nào mang số «{wanted}».", remedy, exit_code=ExitCode.USAGE)
    chosen = sorted(choose(todo, [wanted]))
    if len(chosen) > 1:
        named = ", ".join(chosen[:_MOST_NAMED])
        more = f" và {len(chosen) - _MOST_NAMED} văn bản nữa" if len(chosen) > _MOST_NAMED else ""
        raise Stop(
            f"«{text}» là {len(chosen)} văn bản: {named}{more}.",
            "Hãy ghi rõ một văn bản, như thong-bao:AP, hoặc số và ký hiệu của nó.",
            exit_code=ExitCode.USAGE,
        )
    if chosen[0] in books.papers:
        return books.papers[chosen[0]]
    label = next(job.label for job in todo.jobs if job.paper == chosen[0])
    fault = archive.fault("LT-41", "", label)
    raise Stop(fault.message, fault.remedy)


def read_file(path: Path) -> bytes:
    """Read a PDF's bytes; ``Stop`` when it is too big, not there, or cannot be read."""
    try:
        if path.is_file() and path.stat().st_size > archive.MAX_SIZE:
            _refuse([archive.refusal(archive.TOO_BIG, path.name)], path)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise Stop(
            f"Không thấy tệp «{path}».", "Hãy kiểm tra lại tên tệp và thư mục.", exit_code=ExitCode.USAGE
        ) from error
    except OSError as error:
        raise Stop(
            f"Không đọc được tệp «{path}»: {files.reason(error)}.", "Hãy kiểm tra tệp rồi chạy lại."
        ) from error


def reader_of(books: Books, now: dt.datetime) -> Read:
    """Give how PDFs are read: with the office's roots, judged at this moment."""
    trusted = roots(books.place)
    return lambda data: archive.read(data, roots=trusted, moment=now)


def _read_pdf(data: bytes, file: Path, read: Read) -> PdfScan:
    answer = read(data)
    if answer.pdf is None:
        _refuse([archive.refusal(answer.refused, file.name)], file)
        raise AssertionError(answer.refused)  # a refusal is an error, so it has stopped above
    return answer.pdf


def _refuse(problems: Sequence[Problem], file: Path) -> None:
    """Stop when there is an error among the problems."""
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if errors:
        raise Stop(
            f"Chưa lưu «{file.name}»: hồ sơ lưu vẫn như trước.",
            "Hãy xem lý do ở trên.",
            problems=errors,
        )


def _needs_reason(asked: IntakeWish, file: Path) -> list[Problem]:
    asked_for = asked.differs or asked.unsigned
    return [archive.fault("LT-43", file.name)] if asked_for and not asked.reason.strip() else []


def intake_of(
    own: IssuedPaper, data: bytes, pdf: PdfScan, asked: IntakeWish, problems: Sequence[Problem]
) -> Intake:
    """Make what is sealed of a file that was judged, with what was noted of it."""
    notes = [problem.message for problem in problems if not problem.is_error]
    if asked.differs:
        notes.append(f"Nhận dù chữ khác bản ban hành, lý do: {asked.reason.strip()}.")
    if asked.unsigned:
        notes.append(f"Nhận dù không phải bản quét hay bản ký số, lý do: {asked.reason.strip()}.")
    received = asked.received.isoformat() if asked.received else ""
    return Intake(own, data, pdf, received, tuple(notes))
