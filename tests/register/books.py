"""Registers for tests: rows with little said, and a book in a folder."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from docgen.ledger import Act
from docgen.register import Book, Contents, Row

ACT = Act("2023-11-01T08:30:00+07:00", "chị Đào", "")


def row(number: int, day: str = "2023-10-31", **facts: Any) -> Row:
    """Give a notice with this number, dated 31/10/2023 unless the test says otherwise."""
    date = dt.date.fromisoformat(day)
    given = {
        "series": "TB",
        "symbol": "TB-MTTQ-BTT",
        "kind": "TB",
        "subject": "Kết quả kiểm tra đối với phường Hòa Hương",
        "signer": "Đặng Thế Hưng",
    }
    return Row(year=date.year, number=number, date=date, **(given | facts))


def book(folder: Path, *rows: Row) -> Book:
    """Make a register that holds these rows, written one by one, with its text."""
    made = Book(folder, "tam-ky-2023", patience=0.2)
    for item in rows:
        made.export_text(made.give(ACT, [item], seen=made.read()))
    return made


def give(made: Book, *rows: Row, why: str = "") -> Contents:
    """Give numbers by one act."""
    return made.give(Act(ACT.at, ACT.who, why), list(rows), seen=made.read())


@contextmanager
def intruder(made: Book) -> Iterator[sqlite3.Connection]:
    """Open the database as another program would, with all its guards taken off."""
    with closing(sqlite3.connect(made.path, isolation_level=None)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        yield connection


def signs(contents: Contents) -> list[str]:
    """Give the numbers of a register, cancelled ones in brackets."""
    return [f"({item.sign})" if item.cancelled else item.sign for item in contents.rows]
