"""The tables of the register: the database itself keeps every number once and every act for good."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from docgen.register.entry import ACTS, FACTS, RELATIONS

FORMAT: Final = 2
"""``PRAGMA user_version`` of a register as it is described here; the first knew no letters (``19A``)."""

APPLICATION: Final = 0x646F6367
"""``PRAGMA application_id``: "docg"."""

YEARS: Final = (2000, 2099)
"""The first and last year that a number may be of."""


def columns(version: int = FORMAT) -> tuple[str, ...]:
    """Give the columns that hold the facts of a number, in a register of some format."""
    return ("id", *(name for name in FACTS if version > 1 or name != "letter"))


def schema(version: int = FORMAT) -> tuple[str, ...]:
    """Give every statement that makes a register, each on one line, as the database remembers it."""
    # Compared by value: a trigger on named columns does not see ``SET rowid``, which changes ``id``.
    changed = " OR ".join(f'NEW."{name}" IS NOT OLD."{name}"' for name in columns(version))
    lettered = version > 1
    letter = f"\n    {_LETTER}" if lettered else ""
    key = '"number", "letter"' if lettered else '"number"'
    same = ' AND "letter" = NEW."letter"' if lettered else ""
    made = _MADE.format(
        years=" AND ".join(map(str, YEARS)),
        acts=_listed(ACTS),
        relations=_listed(RELATIONS),
        letter=letter,
        key=key,
        same=same,
        changed=changed,
    )
    return tuple(" ".join(statement.split()) for statement in made.split("\n\n"))


def _listed(values: Iterable[str]) -> str:
    return ", ".join(f"'{value}'" for value in values)


_LETTER: Final = """"letter" TEXT NOT NULL CHECK ("letter" IN ('', 'Đ') OR "letter" GLOB '[A-Z]'),"""
_MADE: Final = """
CREATE TABLE so_van_ban (
    "id" INTEGER PRIMARY KEY CHECK ("id" >= 1),
    "series" TEXT NOT NULL CHECK ("series" <> ''),
    "year" INTEGER NOT NULL CHECK ("year" BETWEEN {years}),
    "number" INTEGER NOT NULL CHECK ("number" BETWEEN 1 AND 999999),{letter}
    "symbol" TEXT NOT NULL CHECK ("symbol" <> ''),
    "kind" TEXT NOT NULL CHECK ("kind" <> ''),
    "date" TEXT NOT NULL CHECK (
        "date" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'
        AND date("date") IS "date" AND CAST(substr("date", 1, 4) AS INTEGER) = "year"
    ),
    "subject" TEXT NOT NULL,
    "signer_code" TEXT NOT NULL,
    "signer" TEXT NOT NULL,
    "post" TEXT NOT NULL,
    "recipients" TEXT NOT NULL,
    "keeper" TEXT NOT NULL,
    "copies" INTEGER NOT NULL CHECK ("copies" >= 0),
    "note" TEXT NOT NULL,
    "paper" TEXT NOT NULL,
    "file" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "docx" TEXT NOT NULL CHECK (length("docx") IN (0, 64)),
    "base" TEXT NOT NULL CHECK (length("base") IN (0, 64)),
    "inputs" TEXT NOT NULL CHECK (length("inputs") IN (0, 64)),
    "before" TEXT NOT NULL CHECK (length("before") IN (0, 64)),
    "records" TEXT NOT NULL CHECK (length("records") IN (0, 64)),
    "replaces" INTEGER NOT NULL CHECK ("replaces" >= 0 AND "replaces" < "id"),
    "relation" TEXT NOT NULL CHECK (
        ("replaces" = 0 AND "relation" = '') OR ("replaces" > 0 AND "relation" IN ({relations}))
    ),
    "cancelled" INTEGER NOT NULL DEFAULT 0 CHECK ("cancelled" IN (0, 1)),
    UNIQUE ("series", "year", {key}),
    UNIQUE ("symbol", "year", {key})
) STRICT

CREATE TABLE lich_su (
    "seq" INTEGER PRIMARY KEY CHECK ("seq" >= 1),
    "at" TEXT NOT NULL CHECK ("at" <> ''),
    "who" TEXT NOT NULL CHECK ("who" <> ''),
    "act" TEXT NOT NULL CHECK ("act" IN ({acts})),
    "why" TEXT NOT NULL,
    "what" TEXT NOT NULL CHECK (json_valid("what")),
    "previous" TEXT NOT NULL CHECK (length("previous") = 64),
    "hash" TEXT NOT NULL UNIQUE CHECK (length("hash") = 64)
) STRICT

CREATE UNIQUE INDEX mot_so_mot_van_ban ON so_van_ban ("paper") WHERE "paper" <> '' AND "cancelled" = 0

CREATE TRIGGER khong_xoa_so BEFORE DELETE ON so_van_ban
BEGIN SELECT RAISE(ABORT, 'so da cap khong xoa duoc'); END

CREATE TRIGGER khong_sua_so BEFORE UPDATE ON so_van_ban
WHEN NEW."cancelled" = OLD."cancelled" OR {changed}
BEGIN SELECT RAISE(ABORT, 'so da cap khong sua duoc'); END

CREATE TRIGGER khong_thay_so BEFORE INSERT ON so_van_ban
WHEN EXISTS (
    SELECT 1 FROM so_van_ban WHERE "id" = NEW."id"
    OR ("year" = NEW."year" AND "number" = NEW."number"{same}
        AND ("series" = NEW."series" OR "symbol" = NEW."symbol"))
    OR ("paper" = NEW."paper" AND "paper" <> '' AND "cancelled" = 0 AND NEW."cancelled" = 0)
)
BEGIN SELECT RAISE(ABORT, 'so da cap khong thay duoc'); END

CREATE TRIGGER khong_dung_lai_so_huy BEFORE UPDATE OF "cancelled" ON so_van_ban
WHEN OLD."cancelled" = 1 OR NEW."cancelled" <> 1
BEGIN SELECT RAISE(ABORT, 'so da huy khong dung lai'); END

CREATE TRIGGER khong_xoa_lich_su BEFORE DELETE ON lich_su
BEGIN SELECT RAISE(ABORT, 'lich su chi duoc ghi them'); END

CREATE TRIGGER khong_sua_lich_su BEFORE UPDATE ON lich_su
BEGIN SELECT RAISE(ABORT, 'lich su chi duoc ghi them'); END

CREATE TRIGGER lich_su_noi_tiep BEFORE INSERT ON lich_su
WHEN NEW."seq" <> (SELECT count(*) FROM lich_su) + 1
  OR NEW."previous" <> coalesce((SELECT "hash" FROM lich_su WHERE "seq" = NEW."seq" - 1), printf('%064d', 0))
  OR EXISTS (SELECT 1 FROM lich_su WHERE "hash" = NEW."hash")
BEGIN SELECT RAISE(ABORT, 'lich su phai noi tiep'); END
"""
"""Tables, index and triggers, parted by empty lines.

``INSERT OR REPLACE`` deletes the row in its way without asking the triggers on DELETE, so triggers on
INSERT ask whether a row is in the way.
"""
