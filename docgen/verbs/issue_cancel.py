"""The verb ``issue --cancel``: a number is struck off, and its paper is open again."""

from __future__ import annotations

from pathlib import Path

from docgen import files, workbook
from docgen.problem import ExitCode, Stop
from docgen.register import Contents, Row, TypedNumber, parse_number
from docgen.verbs.anchoring import keep_codes, refuse_astray
from docgen.verbs.check import plan
from docgen.verbs.given_numbers import book_of, number_told
from docgen.verbs.issue import PATIENCE, Desk, Issued, finish, write_beside
from docgen.verbs.owning import claim, find_season
from docgen.verbs.status import find_paper, folder_of, stand


def cancel(desk: Desk, what: str, reason: str) -> Issued:
    """Cancel the number of a paper, or the number ``312/MTTQ-BTT``; ``Stop`` says why it cannot be.

    A cancelled number stays in the register and is never used again.
    """
    if not reason.strip():
        raise Stop("Hủy số phải có lý do.", 'Thêm --reason "…".', ExitCode.USAGE)
    place = find_season(desk.season, desk.here)
    with files.Lock(place.memory, patience=PATIENCE):
        files.sweep(place.memory)
        claim(place)
        refuse_astray(place, desk.now)
        todo = plan(desk.season, here=desk.here)
        standing = stand(todo, folder_of(todo, desk.here, desk.out))
        book = book_of(todo.checked.place)
        seen = book.read()
        parsed = parse_number(what)
        row = _by_number(seen, parsed) if parsed and parsed.symbol else None
        if row is None:
            paper = find_paper(standing, what).paper if not (parsed and parsed.symbol) else ""
            row = next((r for r in seen.rows if paper and r.paper == paper and not r.cancelled), None)
        if row is None:
            raise Stop(f"Sổ đăng ký không có số nào của «{what}».", "Xem «docgen register».", ExitCode.USAGE)
        frozen = standing.frozen.get(row.paper)
        _refuse(row, seen, sealed=frozen is not None and frozen.sealed)
        _refuse_typed(_typed(place.workbook, row))
        after = book.cancel(desk.act(reason.strip()), row, seen=seen)
        notes = [*write_beside(book, after), *keep_codes(place, desk.now)]
        gone = after.find(row.id)
    return finish(desk, Issued(place.season, (gone,) if gone else (), after, tuple(notes)))


def _by_number(contents: Contents, typed: TypedNumber) -> Row | None:
    """Find the newest row with a number and symbol."""
    return max((row for row in contents.rows if row.answers(typed)), key=lambda row: row.year, default=None)


def _typed(path: Path, row: Row) -> str:
    """Give the number that the workbook itself holds for the paper of a row, ``""`` when it holds none."""
    reading = workbook.examine(path)
    if reading.partial is None or not row.paper:
        return ""
    kind, _, key = row.paper.partition(":")
    return next((p.number for p in reading.partial.papers if (p.kind, p.key) == (kind, key)), "")


def _refuse(row: Row, contents: Contents, *, sealed: bool) -> None:
    if row.cancelled:
        raise Stop(f"Số {row.sign} đã hủy từ trước.", "Xem «docgen register history».", ExitCode.USAGE)
    if sealed:
        raise Stop(
            f"Số {number_told(row)} đã có bản ký trong hồ sơ lưu nên không hủy được.",
            "Ra văn bản khác để sửa, thay thế hoặc thu hồi: «docgen correct».",
        )
    answers = [r for r in contents.rows if r.id in row.replaced_by]
    if answers:
        raise Stop(
            f"Số {number_told(row)} đã được số {answers[0].sign} sửa hoặc thay nên không hủy được.",
            f"Nếu cần, hủy số {answers[0].sign} trước.",
        )


def _refuse_typed(typed: str) -> None:
    if typed:
        raise Stop(
            f"Sổ Excel còn ghi số {typed} cho văn bản này.",
            "Xóa số và ngày của nó ở bảng Văn bản, lưu sổ, rồi hủy lại.",
        )
