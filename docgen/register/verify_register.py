"""``verify``: everything is computed again and compared; nothing is ever repaired."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from docgen.problem import Problem, Severity, Stop, Where
from docgen.register.book import DATABASE, TEXT, Book, read_contents, statements_of, version_of
from docgen.register.chain import broken_at, replay
from docgen.register.entry import Contents, plain
from docgen.register.place import warning
from docgen.register.register_text import LAYOUT, agrees, decoded, first_difference, lags, layout_of
from docgen.register.schema import schema

_RESTORE: Final = "Không tự sửa được: lấy lại so-dang-ky.db từ bản sao lưu, đối chiếu với so-dang-ky.txt."
_EXPORT: Final = "Chạy «docgen register export-text» để ghi lại bản chữ."
_SHORTEST_HEAD: Final = 8

Holds = Callable[[str, str], bool]
"""Tells whether a version is kept whole: its SHA-256 and suffix."""


@dataclass(frozen=True, slots=True)
class VerifiedRegister:
    """What ``verify`` found: how much was compared, the head of the chain, and every problem."""

    contents: Contents
    problems: tuple[Problem, ...]

    @property
    def sound(self) -> bool:
        """Tell whether nothing is wrong; a warning is not."""
        return not any(problem.is_error for problem in self.problems)

    def as_json(self, path: Path) -> dict[str, Any]:
        """Give what was found of the register at ``path`` as plain JSON values."""
        return {
            "register": str(path),
            "sound": self.sound,
            "numbers": len(self.contents.rows),
            "acts": len(self.contents.history),
            "head": self.contents.head,
            "problems": [problem.as_json() for problem in self.problems],
        }


def verify(book: Book, holds: Holds, *, head: str = "") -> VerifiedRegister:
    """Recompute chain, rows, constraints and text of a register; ``head`` is a code that was printed once."""
    lying = warning(book.lying, DATABASE)
    notes = [lying] if lying is not None else []
    try:
        if not book.is_begun:
            return VerifiedRegister(Contents(), (*notes, *_without_database(book), *_head(Contents(), head)))
    except Stop as stop:
        return VerifiedRegister(Contents(), (*notes, _fault("SDK-01", stop.message, stop.remedy)))
    contents, damage = _read(book)
    if contents is None:
        return VerifiedRegister(Contents(), (*notes, *damage))
    problems = [*damage, *_chain(contents), *_text(book, contents), *_versions(contents, holds)]
    problems += _behind(book, contents)
    problems += _head(contents, head)
    return VerifiedRegister(contents, (*notes, *problems))


def _fault(code: str, message: str, remedy: str, *, file: str = DATABASE, found: str = "") -> Problem:
    return Problem(code, Severity.ERROR, Where(file=file), message, found, remedy)


def _without_database(book: Book) -> Iterator[Problem]:
    lost = book.lost
    if lost is not None:
        yield _fault("SDK-01", lost.message, lost.remedy)


def _read(book: Book) -> tuple[Contents | None, list[Problem]]:
    """Read the register and ask the database about itself."""
    try:
        with book.opened() as connection:
            problems = [*_integrity(connection), *_schema(connection)]
            return read_contents(connection), problems
    except (sqlite3.Error, ValueError, KeyError, TypeError):
        return None, [_fault("SDK-01", "Sổ đăng ký bị hỏng hoặc bị sửa, không đọc được.", _RESTORE)]
    except Stop as stop:
        return None, [_fault("SDK-01", stop.message, stop.remedy)]


def _integrity(connection: sqlite3.Connection) -> Iterator[Problem]:
    found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
    if found != ["ok"]:
        yield _fault(
            "SDK-01", "Sổ đăng ký bị hỏng hoặc có dòng trái ràng buộc.", _RESTORE, found="; ".join(found[:3])
        )


def _schema(connection: sqlite3.Connection) -> Iterator[Problem]:
    there, wanted = statements_of(connection), set(schema(version_of(connection)))
    if there != wanted:
        names = ", ".join(sorted(statement.split(" ")[2] for statement in wanted - there))
        yield _fault(
            "SDK-02",
            "Các ràng buộc của sổ đăng ký đã bị thay đổi: có người đã mở sổ bằng chương trình khác.",
            _RESTORE,
            found=names,
        )


def _chain(contents: Contents) -> Iterator[Problem]:
    broken = broken_at(contents.history)
    if broken:
        yield _fault(
            "SDK-03",
            f"Lịch sử bị sửa: việc thứ {broken} không khớp mã của nó hoặc của việc trước.",
            _RESTORE,
            found=contents.history[broken - 1].hash[:16],
        )
    try:
        expected = {row.id: (plain(row), row.cancelled) for row in replay(contents.history)}
    except (ValueError, KeyError, TypeError):
        yield _fault("SDK-04", "Lịch sử nói đến việc không thể có.", _RESTORE)
        return
    there = {row.id: (plain(row), row.cancelled) for row in contents.rows}
    signs = {row.id: row.sign for row in (*replay(contents.history), *contents.rows)}
    for row_id in sorted(expected.keys() | there.keys()):
        if expected.get(row_id) != there.get(row_id):
            what = "có trong lịch sử mà không có trong sổ" if row_id not in there else ""
            what = what or ("không có trong lịch sử" if row_id not in expected else "khác với lịch sử")
            yield _fault("SDK-04", f"Số {signs[row_id]} {what}.", _RESTORE, found=signs[row_id])


def _behind(book: Book, contents: Contents) -> Iterator[Problem]:
    try:
        behind = book.behind(contents)
    except Stop:
        return  # what the history says cannot be: that is told already
    if behind is not None:
        yield _fault("SDK-13", behind.message, behind.remedy)


def _text(book: Book, contents: Contents) -> Iterator[Problem]:
    try:
        data = book.text_path.read_bytes()
    except OSError:
        yield Problem(
            "SDK-07",
            Severity.WARNING,
            Where(file=TEXT),
            "Chưa có hoặc không đọc được bản chữ.",
            remedy=_EXPORT,
        )
        return
    try:
        if agrees(data, contents, book.season):
            if layout_of(decoded(data)) != LAYOUT:
                message = "Bản chữ đúng với sổ, nhưng do bản docgen cũ ghi theo kiểu khác."
                yield Problem("SDK-07", Severity.WARNING, Where(file=TEXT), message, remedy=_EXPORT)
            return
        late = lags(data, contents, book.season)
    except (ValueError, KeyError, TypeError):
        return  # what the history says cannot be: that is told already
    if late:
        yield Problem(
            "SDK-07",
            Severity.WARNING,
            Where(file=TEXT),
            "Bản chữ là của lần ghi trước: lần cuối bị ngắt trước khi ghi xong bản chữ.",
            remedy=_EXPORT,
        )
        return
    number, found, wanted = first_difference(data, contents, book.season)
    yield _fault(
        "SDK-06",
        f"Bản chữ khác với sổ đăng ký, bắt đầu ở dòng {number}: sổ ghi «{wanted}».",
        f"Xem ai đã sửa. Nếu sổ đúng: {_EXPORT[0].lower()}{_EXPORT[1:]}",
        file=TEXT,
        found=found,
    )


def _versions(contents: Contents, holds: Holds) -> Iterator[Problem]:
    for row in contents.rows:
        kept = [(row.docx, ".docx"), (row.base, ".docx"), (row.inputs, ".json")]
        lost = [f"{sha256[:16]}…{suffix}" for sha256, suffix in kept if sha256 and not holds(sha256, suffix)]
        if lost:
            yield _fault(
                "SDK-09",
                f"Bản đã ban hành của số {row.sign} bị mất hoặc hỏng trong thư mục ban-luu.",
                "Lấy lại thư mục ban-luu từ bản sao lưu.",
                file="ban-luu",
                found=", ".join(lost),
            )


def _head(contents: Contents, head: str) -> Iterator[Problem]:
    wanted = head.strip().casefold()
    if not wanted:
        return
    if len(wanted) < _SHORTEST_HEAD or not any(e.hash.startswith(wanted) for e in contents.history):
        yield _fault(
            "SDK-10",
            "Mã này không có trong lịch sử: mã gõ nhầm, hoặc phần cuối của sổ đã bị cắt, sổ bị thay.",
            f"So mã với giấy rồi gõ lại, ít nhất {_SHORTEST_HEAD} ký tự đầu. Đúng mã mà vẫn thế: {_RESTORE}",
            found=head,
        )
