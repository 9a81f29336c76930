"""Which row of the new workbook is which row of the old one.

Rows are paired by what names them (a unit's code, a sitting's number), then by what they say, so
that a row put in above others changes none of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from docgen.records import Record
from docgen.viet import clean

IDENTITY: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "general": (),
        "signers": ("code",),
        "papers": ("kind", "key"),
        "units": ("code",),
        "sittings": ("no",),
        "visits": ("unit",),
        "slots": ("session", "start"),
        "team": ("code",),
        "sections": ("code",),
        "criteria": ("code",),
        "self_scores": ("unit",),
        "cross_scores": ("unit",),
        "team_scores": ("unit",),
        "awards": ("unit", "code"),
        "award_rules": ("code",),
        "explanations": ("unit", "criterion"),
        "levels": ("code",),
        "knockouts": ("code",),
        "rulings": ("unit",),
        "remarks": ("unit", "kind"),
        "general_remarks": ("kind",),
        "submissions": ("unit",),
        "attendance": ("sitting", "side", "unit", "name"),
        "facts": ("sitting", "kind"),
        "grounds": ("kind",),
        "recipients": ("kind",),
        "holidays": ("date",),
        "retention": ("kind",),
    }
)
"""Field of ``Season`` → the fields that say which row it is; several rows may have the same."""

UNNAMEABLE: Final = frozenset({"general", "self_scores", "cross_scores", "team_scores"})
"""Sheets whose rows are nothing but what their names say: the form, and a unit's scores."""

_ALIKE: Final = 0.4
"""Rows of one name that are less alike than this are two rows, not one that was changed."""
_SAME_ROW: Final = 0.6
"""Rows of different names are one row, renamed, only when they are at least so much alike."""
_MOST_COMPARED: Final = 2_500
"""Pairs of rows that are compared at most; beyond that, rows are paired in their order."""


@dataclass(frozen=True, slots=True)
class RecordPair:
    """One row: as it was, ``None`` if it is new, and as it is, ``None`` if it is gone.

    ``old_at`` and ``new_at`` are its places among the rows of the sheet, -1 where it is not there.
    """

    old: Record | None
    new: Record | None
    old_at: int = -1
    new_at: int = -1


def rows_of(value: Record | Sequence[Record]) -> tuple[Record, ...]:
    """Give the rows of a field of ``Season``, of which the form has one."""
    return (value,) if isinstance(value, Record) else tuple(value)


def pair(field: str, old: Sequence[Record], new: Sequence[Record]) -> list[RecordPair]:
    """Pair the rows of one sheet: in the order of the new one, each row that is gone after its neighbour."""
    partners: dict[int, int] = {}
    before, after = list(range(len(old))), list(range(len(new)))
    for key, match in _rounds(field):
        partners |= _matched(key, match, (old, before), (new, after))
        taken = set(partners.values())
        before = [index for index in before if index not in partners]
        after = [index for index in after if index not in taken]
        if not before or not after:
            break
    return _merged(old, new, partners)


Indices = list[int]
Key = Callable[[Record], Hashable]
Match = Callable[[Sequence[Record], Sequence[Record]], Iterable[tuple[int, int]]]


def _rounds(field: str) -> list[tuple[Key, Match]]:
    """Give the ways by which rows find each other, the surest first."""
    names = IDENTITY[field]

    def name(row: Record) -> Hashable:
        return tuple(getattr(row, name) for name in names)

    same: tuple[Key, Match] = (lambda row: tuple(vars(row).values()), _in_order)
    named: tuple[Key, Match] = (name, _alike(_ALIKE, even=True))
    renamed: tuple[Key, Match] = (lambda _: (), _alike(_SAME_ROW, even=False))
    return [named] if field in UNNAMEABLE else [same, named, renamed]


def _matched(
    key: Key, match: Match, olds: tuple[Sequence[Record], Indices], news: tuple[Sequence[Record], Indices]
) -> dict[int, int]:
    """Pair what is left among the rows that have the same key."""
    buckets: dict[Hashable, tuple[Indices, Indices]] = defaultdict(lambda: ([], []))
    for side, (rows, left) in enumerate((olds, news)):
        for index in left:
            buckets[key(rows[index])][side].append(index)
    found: dict[int, int] = {}
    for before, after in buckets.values():
        if before and after:
            pairs = match([olds[0][i] for i in before], [news[0][i] for i in after])
            found |= {before[i]: after[j] for i, j in pairs}
    return found


def _in_order(before: Sequence[Record], after: Sequence[Record]) -> Iterable[tuple[int, int]]:
    return ((i, i) for i in range(min(len(before), len(after))))


def _alike(least: float, *, even: bool) -> Match:
    """Pair rows by likeness; ``even``: as many before as after are the same rows, whatever they say."""

    def match(before: Sequence[Record], after: Sequence[Record]) -> Iterable[tuple[int, int]]:
        if (even and len(before) == len(after)) or len(before) * len(after) > _MOST_COMPARED:
            return _in_order(before, after) if even else ()
        return _aligned(before, after, least)

    return match


def _aligned(before: Sequence[Record], after: Sequence[Record], least: float) -> Iterable[tuple[int, int]]:
    """Take the pairs that are most alike, each row once."""
    ranked = sorted(
        (-likeness(one, other), i, j) for i, one in enumerate(before) for j, other in enumerate(after)
    )
    gone: set[int] = set()
    come: set[int] = set()
    for like, i, j in ranked:
        if -like < least:
            break
        if i not in gone and j not in come:
            gone.add(i)
            come.add(j)
            yield i, j


def likeness(one: Record, other: Record) -> float:
    """Say how alike two rows are, from 0 to 1: the mean over the fields that either has filled."""
    parts = [
        _alike_values(value, vars(other)[name])
        for name, value in vars(one).items()
        if not (_is_empty(value) and _is_empty(vars(other)[name]))
    ]
    return sum(parts) / len(parts) if parts else 1.0


def _is_empty(value: Any) -> bool:
    return value is None or value in ("", ())


def _alike_values(one: Any, other: Any) -> float:
    if one == other:
        return 1.0
    if isinstance(one, str) and isinstance(other, str):
        words, others = clean(one).casefold().split(), clean(other).casefold().split()
        shared = sum(min(words.count(word), others.count(word)) for word in set(words))
        return 2.0 * shared / max(1, len(words) + len(others))
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        codes = {*one, *other}
        same = sum(code in one and code in other and one[code] == other[code] for code in codes)
        return float(same) / max(1, len(codes))
    return 0.0


def _merged(old: Sequence[Record], new: Sequence[Record], partners: Mapping[int, int]) -> list[RecordPair]:
    """Put the rows that are gone among the others: each after the row that it stood below."""
    gone: dict[int, list[RecordPair]] = defaultdict(list)
    place = -1
    for index, row in enumerate(old):
        if index in partners:
            place = partners[index]
        else:
            gone[place].append(RecordPair(row, None, index, -1))
    back = {now: before for before, now in partners.items()}
    merged = gone[-1]
    for index, row in enumerate(new):
        was = back.get(index, -1)
        merged.append(RecordPair(None if was < 0 else old[was], row, was, index))
        merged += gone[index]
    return merged


def is_reordered(pairs: Sequence[RecordPair]) -> bool:
    """Tell whether rows that are in both workbooks stand in another order."""
    stayed = [row.old_at for row in pairs if row.old is not None and row.new is not None]
    return stayed != sorted(stayed)
