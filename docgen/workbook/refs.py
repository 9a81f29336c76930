"""References between sheets: what was typed for a unit, a person or a code → the code.

Names match by folded key only; what is merely near is suggested, never taken.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from docgen.kinds import KINDS
from docgen.problem import Problem, Where
from docgen.records import SHEETS
from docgen.viet import name_key, unit_key
from docgen.workbook.cells import hint
from docgen.workbook.faults import fault
from docgen.workbook.table import SheetTable

TARGETS: Final[Mapping[str, str]] = {
    "units": "units",
    "criteria": "criteria",
    "sections": "sections",
    "signers": "signers",
    "team": "team",
    "levels": "levels",
    "awards": "award_rules",
    "sittings": "sittings",
}
"""What ``ref`` of a column may name → the field of ``Season`` that holds those records."""

PAPER_KEYS: Final[Mapping[str, str]] = {
    kind.code: kind.key.ref for kind in KINDS if kind.key is not None and kind.key.ref
}
"""Kinds of papers that make several → the list that the key of one of them is from."""

_NAMING: Final = frozenset({"code", "no", "name", "aliases"})
"""Fields by which a record is named; where one was not read, a reference to it looks wrong but is not."""

_SPACE_OF_LETTERS: Final = re.compile(r"(?<!\d) | (?!\d)")
_SEVERAL: Final = re.compile(r"\s*,\s*|\s+và\s+")
_MOST_HINTS = 30  # a list in which everything is wrong needs no guess for each line


def _unspaced(key: str) -> str:
    return _SPACE_OF_LETTERS.sub("", key)


class RefTable:
    """The records that a reference may name, by their code and by their name."""

    def __init__(self, ref: str, table: SheetTable) -> None:
        self.title = SHEETS[TARGETS[ref]].sheet.title
        self._whole = not table.is_misread and not any(row.unread & _NAMING for row in table.rows)
        self._is_units = ref == "units"
        self.maxima: Mapping[str, Decimal] = {
            row.values["code"]: row.values["max_points"]
            for row in table.rows
            if ref == "criteria" and {"code", "max_points"} <= row.values.keys()
        }
        """Of criteria: code → most points."""
        self._codes: dict[str, str] = {}
        self._names: dict[str, list[tuple[str, str]]] = {}
        self._unspaced: dict[str, list[tuple[str, str]]] = {}
        self._spellings: dict[str, tuple[str, ...]] = {}
        self._known: list[str] = []
        self._hints: dict[str, str] = {}
        self._owner: dict[tuple[str, str, str], str] = {}
        self._twins: set[str] = set()
        self._own: set[str] = set()
        self._doubled: set[str] = set()
        for row in table.rows:
            self._add(row.values)
            if self._is_units:
                self._compare(row.values)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of all records, in the order of their sheet; none where the sheet is at fault."""
        return tuple(self._codes.values()) if self._whole else ()

    def _add(self, values: Mapping[str, Any]) -> None:
        code = str(values.get("code", values.get("no", "")))
        if not code:
            return
        self._codes.setdefault(name_key(code), code)
        self._unspaced.setdefault(_unspaced(name_key(code)), []).append(("", code))
        names = [values["name"], *values.get("aliases", ())] if "name" in values else []
        self._known += [*names[:1], code]
        if names:
            self._spellings[code] = (names[0], f"{values.get('kind', '')} {names[0]}")
        for name in names:
            kind, key = self._key(name)
            entry = (kind or str(values.get("kind", "")), code)
            self._names.setdefault(key, []).append(entry)
            self._unspaced.setdefault(_unspaced(key), []).append(entry)

    def _compare(self, values: Mapping[str, Any]) -> None:
        """Note the units that nothing tells apart: TEN-01 names them at their own cells."""
        code, names = str(values.get("code", "")), (values.get("name", ""), *values.get("aliases", ()))
        kind, province = str(values.get("kind", "")), name_key(values.get("province", ""))
        (self._doubled if code in self._own else self._own).add(code)
        for name in filter(None, names):
            other = self._owner.setdefault((kind, name_key(name), province), code)
            if other != code:
                self._twins |= {other, code}

    def _key(self, name: str) -> tuple[str, str]:
        return unit_key(name) if self._is_units else ("", name_key(name))

    def find(self, text: str) -> list[str]:
        """Give the codes of the records that a text names: one, or none, or several."""
        code = self._codes.get(name_key(text))
        if code is not None:
            return [code]
        kind, key = self._key(text)
        # A space too many, or one that nobody sees, hides no name.
        entries = self._names.get(key) or self._unspaced.get(_unspaced(key), [])
        return list(dict.fromkeys(code for own, code in entries if not kind or own == kind))

    def spelling(self, code: str) -> str:
        """Give the shortest name that is read as this code: name, kind and name, or the code."""
        names = self._spellings.get(code, ())
        return next((name for name in names if self.find(name) == [code]), code)

    def resolve(self, text: str, where: Where, problems: list[Problem]) -> str | None:
        """Give the code that a text names; a text that names none or several is a problem.

        Where the sheet of the records is itself at fault, nothing is said: its own problems
        come first.
        """
        codes = self.find(text)
        if len(codes) == 1:
            return None if codes[0] in self._doubled else codes[0]
        if codes and self._twins.issuperset(codes):
            return None
        if codes:
            matches = ", ".join(codes)
            problems.append(fault("O-15", where, text, title=self.title, matches=matches))
        elif self._whole:
            problems.append(fault("O-14", where, text, title=self.title, hint=self._hint(text)))
        return None

    def _hint(self, text: str) -> str:
        if text not in self._hints:
            self._hints[text] = hint(text, self._known) if len(self._hints) < _MOST_HINTS else ""
        return self._hints[text]


def resolve_all(
    texts: Sequence[str], table: RefTable, where: Where, problems: list[Problem]
) -> tuple[str, ...]:
    """Resolve each item of a list; an item may itself be a list: "III, IV" or "III và IV"."""
    items: list[str] = []
    for text in texts:
        parts = _SEVERAL.split(text)
        items += parts if not table.find(text) and any(map(table.find, parts)) else [text]
    codes = (table.resolve(text, where, problems) for text in items)
    return tuple(code for code in codes if code is not None)
