"""What changed in the records between two states of a season, a change a field."""

from __future__ import annotations

import enum
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from docgen.impact.pairing import IDENTITY, RecordPair, is_reordered, pair, rows_of
from docgen.impact.season_words import EMPTY, SeasonWords, both, heading, is_same_text
from docgen.problem import Where
from docgen.records import SHEETS, Record, ScoreRow, Season

ORDERED: Final = frozenset(
    {
        "units",
        "visits",
        "slots",
        "team",
        "sections",
        "criteria",
        "awards",
        "levels",
        "knockouts",
        "remarks",
        "general_remarks",
        "attendance",
        "facts",
        "grounds",
        "recipients",
    }
)
"""The sheets whose order papers follow; in the others a row may stand anywhere."""


class Happening(enum.StrEnum):
    """What happened to a record."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    """The rows of the sheet stand in another order; the records are the same."""


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One changed field, or a row that came or went, in the user's words.

    ``sheet`` is the title of the tab, ``row`` what names the row, ``column`` its heading or the
    criterion (empty for a whole row); ``old`` and ``new`` are printed values.  ``where`` is the cell
    in the new workbook; of a row that is gone, the cell that it had in the old one.
    """

    sheet: str
    row: str
    column: str
    old: str
    new: str
    where: Where
    kind: Happening = Happening.CHANGED

    def __str__(self) -> str:
        """Write the change on one line: ``Điểm Đoàn chấm · An Phú · II.3: 2,50 → 3,00 (sheet!cell)``."""
        place = str(replace(self.where, file=""))
        path = " · ".join(part for part in (self.sheet, self.row, self.column) if part)
        match self.kind:
            case Happening.ADDED:
                told = f"thêm {self.new}"
            case Happening.REMOVED:
                told = f"bỏ {self.old}"
                place = f"{place} của sổ trước" if place else ""
            case Happening.MOVED:
                told = "thứ tự các dòng đã đổi"
            case _:
                told = f"{self.old} → {self.new}"
        return f"{path}: {told} ({place})" if place else f"{path}: {told}"

    def as_json(self) -> dict[str, str]:
        """Give the change as plain JSON values."""
        return {
            "kind": str(self.kind),
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "old": self.old,
            "new": self.new,
            "cell": self.where.cell,
            "text": str(self),
        }


@dataclass(frozen=True, slots=True, eq=False)
class SeasonEdit:
    """One change that can be applied alone; it is itself and equal to no other.

    ``sheet`` is a field of ``Season``; ``at`` the row's place among the pairs of the sheet, -1 for
    the order of all of them; ``name`` the field or criterion, empty for a whole row.  ``cosmetic``:
    only spaces or composition differ, or an order that no paper should follow.
    """

    sheet: str
    at: int
    name: str
    told: RecordChange
    cosmetic: bool = False


def changed_records(old: Season, new: Season) -> tuple[RecordChange, ...]:
    """Give what changed between two states of a season, in the order of the sheets and rows."""
    return tuple(edit.told for edit in SeasonDifference(old, new).edits if not edit.cosmetic)


class SeasonDifference:
    """Two states of a season, the edits that lead from one to the other, and all states between."""

    def __init__(self, old: Season, new: Season) -> None:
        self.old, self.new = old, new
        self.pairs: dict[str, list[RecordPair]] = {}
        self._words = (SeasonWords(old), SeasonWords(new))
        self.edits: tuple[SeasonEdit, ...] = tuple(self._find())

    def _find(self) -> Iterator[SeasonEdit]:
        for sheet in SHEETS:
            before, after = rows_of(getattr(self.old, sheet)), rows_of(getattr(self.new, sheet))
            pairs = pair(sheet, before, after)
            self.pairs[sheet] = pairs
            for at, row in enumerate(pairs):
                yield from self._edits_of(sheet, at, row)
            if is_reordered(pairs):
                yield self._moved(sheet, pairs)

    def _edits_of(self, sheet: str, at: int, row: RecordPair) -> Iterator[SeasonEdit]:
        """Tell what became of one row."""
        title = SHEETS[sheet].sheet.title
        old_words, new_words = self._words
        if row.old is None and row.new is not None:
            name, said = new_words.row(sheet, row.new), new_words.summary(row.new, IDENTITY[sheet])
            come = RecordChange(title, name, "", "", said, row.new.at(), Happening.ADDED)
            yield SeasonEdit(sheet, at, "", come)
        elif row.new is None and row.old is not None:
            name, said = old_words.row(sheet, row.old), old_words.summary(row.old, IDENTITY[sheet])
            gone = RecordChange(title, name, "", said, "", row.old.at(), Happening.REMOVED)
            yield SeasonEdit(sheet, at, "", gone)
        elif row.old is not None and row.new is not None:
            for name, before, after in _fields(row.old, row.new):
                told = RecordChange(
                    title,
                    self._name(sheet, row.old, row.new),
                    heading(type(row.new), name),
                    *both(
                        old_words.value(row.old, name, before) if name in _given(row.old) else EMPTY,
                        new_words.value(row.new, name, after) if name in _given(row.new) else EMPTY,
                    ),
                    row.new.at(name),
                )
                yield SeasonEdit(sheet, at, name, told, cosmetic=is_same_text(before, after))

    def _name(self, sheet: str, old: Record, new: Record) -> str:
        """Name a row as it is called now; one that was itself renamed, as it was called before."""
        before = self._words[0].row(sheet, old)
        return before if before != self._words[0].row(sheet, new) else self._words[1].row(sheet, new)

    def _moved(self, sheet: str, pairs: Sequence[RecordPair]) -> SeasonEdit:
        first = next(row.new for row in pairs if row.new is not None and row.old_at != row.new_at)
        told = RecordChange(SHEETS[sheet].sheet.title, "", "", "", "", first.at(), Happening.MOVED)
        return SeasonEdit(sheet, -1, "", told, cosmetic=sheet not in ORDERED)

    # --- states between ---------------------------------------------------------------------------

    def state(self, edits: Collection[SeasonEdit]) -> Season:
        """Give the old season with some of the edits; a sheet without any keeps its very rows."""
        chosen: dict[str, set[SeasonEdit]] = {}
        for edit in edits:
            chosen.setdefault(edit.sheet, set()).add(edit)
        update: dict[str, Any] = {}
        for sheet, some in chosen.items():
            rows = self._rows(sheet, some)
            update[sheet] = rows if isinstance(getattr(self.old, sheet), tuple) else rows[0]
        return self.old.model_copy(update=update)

    def _rows(self, sheet: str, edits: Collection[SeasonEdit]) -> tuple[Record, ...]:
        """Build one sheet in which only some of the edits were made."""
        pairs = self.pairs[sheet]
        names: dict[int, list[str]] = {}
        for edit in edits:
            names.setdefault(edit.at, []).append(edit.name)
        order: Iterable[int] = range(len(pairs))
        if -1 not in names:
            order = sorted(order, key=_old_places(pairs).__getitem__)
        built = (_row(pairs[at], names.get(at)) for at in order)
        return tuple(row for row in built if row is not None)


def _given(record: Record) -> Collection[str]:
    """Give the names under which a record says something: fields and, in a matrix, scored criteria."""
    fields = type(record).model_fields
    return {*fields, *record.scores} if isinstance(record, ScoreRow) else fields


def _fields(old: Record, new: Record) -> Iterator[tuple[str, Any, Any]]:
    """Give the fields in which two rows differ; the scores of a matrix one by one."""
    for name, before in vars(old).items():
        after = vars(new)[name]
        if before == after:
            continue
        if name == "scores":
            missing = object()
            for code in {**after, **before}:
                one, other = before.get(code, missing), after.get(code, missing)
                if one is missing or other is missing or one != other:
                    yield code, before.get(code), after.get(code)
        else:
            yield name, before, after


def _row(row: RecordPair, names: Sequence[str] | None) -> Record | None:
    """Give one row with only the named edits made; ``None`` when it is not there then."""
    if names is None:
        return row.old
    if row.old is None or row.new is None:
        return row.new
    update = {name: getattr(row.new, name) for name in names if name in type(row.new).model_fields}
    if isinstance(row.old, ScoreRow) and isinstance(row.new, ScoreRow):
        scores = _with(row.old.scores, row.new.scores, names)
        update |= {} if scores == row.old.scores else {"scores": scores}
    return row.old.model_copy(update=update)


def _with(old: Mapping[str, Any], new: Mapping[str, Any], codes: Iterable[str]) -> dict[str, Any]:
    scores = dict(old)
    for code in codes:
        if code in new:
            scores[code] = new[code]
        else:
            scores.pop(code, None)
    return scores


def _old_places(pairs: Sequence[RecordPair]) -> list[tuple[int, int]]:
    """Give where rows stand in the old order: a new row after the row that it stands below now."""
    places: list[tuple[int, int]] = []
    last, count = -1, 0
    for row in pairs:
        if row.old is not None:
            last, count = row.old_at, 0
        else:
            count += 1
        places.append((last, count))
    return places
