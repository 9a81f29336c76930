"""All papers of a season at once, and which records each of them read.

Contexts are a pure function of the season, so what a paper did not read it cannot depend on: a kind
whose sheets are the same need not be made again, and a paper is touched only by changes of what it read.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Any, Final

from docgen import scoring
from docgen.kind import Dossier, Kind, Paper
from docgen.kinds import BY_CODE
from docgen.records import SHEETS, Record, Season
from docgen.scoring import Ranking, Result

_NOTHING: Final[Mapping[str, Collection[int]]] = MappingProxyType({})

_INCONSISTENT: Final = (LookupError, ValueError, TypeError, AttributeError, ArithmeticError, RuntimeError)
"""What a kind may raise over a season that contradicts itself, which only a state between can do."""

_READ_BY: Final[Mapping[str, str]] = MappingProxyType(
    {
        **{sheet: sheet for sheet in SHEETS},
        "unit_by_code": "units",
        "criterion_by_code": "criteria",
        "member_by_code": "team",
    }
)
"""Attribute of ``Season`` → the sheet that it shows."""

RANKING: Final = "ranking"
"""Stands for a sheet where it is the ranking that was read: of one unit, or ``EVERY``."""
EVERY: Final = ""
_RANKING: Final = frozenset({"results", "counts", "shared"})

Read = tuple[str, int, str]
"""A sheet, the number of a watched row, a field."""


@dataclass(slots=True)
class Reader:
    """Takes note of what is read: sheets, fields of watched rows, and whether the ranking was looked at."""

    sheets: set[str] = field(default_factory=set)
    fields: set[Read] = field(default_factory=set)
    ranking: bool = False

    def taken(self) -> set[Read]:
        """Give the fields that were read since this was last asked."""
        read, self.fields = self.fields, set()
        return read


class _WatchedSeason(Season):
    """A season that tells its reader which sheets are looked at."""

    def __getattribute__(self, name: str) -> Any:
        sheet = _READ_BY.get(name)
        if sheet is not None:
            super().__getattribute__("__dict__")["reader"].sheets.add(sheet)
        return super().__getattribute__(name)


class _WatchedRanking(Ranking):
    """A ranking that tells its reader whose result is looked at, or that all are."""

    def __getattribute__(self, name: str) -> Any:
        values = super().__getattribute__("__dict__")
        if name == "by_unit":
            return _WatchedResults(values["plain"].by_unit, values["reader"])
        if name in _RANKING:
            values["reader"].ranking = True
            values["reader"].fields.add((RANKING, 0, EVERY))
        return super().__getattribute__(name)


class _WatchedResults(Mapping[str, Result]):
    """Results by unit; looking one up is told, going through them is told as looking at all."""

    def __init__(self, results: Mapping[str, Result], reader: Reader) -> None:
        self._results, self._reader = results, reader

    def __getitem__(self, unit: str) -> Result:
        self._tell(unit)
        return self._results[unit]

    def __iter__(self) -> Iterator[str]:
        self._tell(EVERY)
        return iter(self._results)

    def __len__(self) -> int:
        self._tell(EVERY)
        return len(self._results)

    def _tell(self, unit: str) -> None:
        self._reader.ranking = True
        self._reader.fields.add((RANKING, 0, unit))


@functools.cache
def _watched_model(model: type[Record]) -> type[Record]:
    columns = frozenset(model.model_fields)

    def watch(self: Record, name: str) -> Any:
        if name in columns:
            reader, sheet, number = object.__getattribute__(self, "__dict__")["watch"]
            reader.fields.add((sheet, number, name))
        return object.__getattribute__(self, name)

    return type(model.__name__, (model,), {"__getattribute__": watch, "__module__": __name__})


def _watched_row(row: Record, reader: Reader, sheet: str, number: int) -> Record:
    watched = _watched_model(type(row)).model_construct(**vars(row))
    watched.__dict__["watch"] = (reader, sheet, number)
    return watched.located(row.source)


def _watched_season(season: Season, reader: Reader, watched: Mapping[str, Collection[int]]) -> Season:
    """Copy a season so that the reader is told; ``watched`` are the rows by their place in each sheet."""
    values: dict[str, Any] = {}
    for sheet in SHEETS:
        rows = getattr(season, sheet)
        numbers = watched.get(sheet, ())
        if numbers and isinstance(rows, Record):
            rows = _watched_row(rows, reader, sheet, 0)
        elif numbers:
            rows = tuple(
                _watched_row(row, reader, sheet, i) if i in numbers else row for i, row in enumerate(rows)
            )
        values[sheet] = rows
    copy = _WatchedSeason.model_construct(**values)
    copy.__dict__["reader"] = reader
    return copy


@dataclass(frozen=True, slots=True)
class Made:
    """The papers of one kind, by key; ``None`` when the season contradicts itself in what the kind reads.

    ``sheets`` and ``ranking`` are what the kind read; ``reads`` the watched fields that each paper read.
    """

    papers: Mapping[str, Paper] | None
    sheets: frozenset[str]
    ranking: bool
    reads: Mapping[str, frozenset[Read]]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A season with its ranking and all its papers; the ranking is ``None`` when it cannot be told."""

    season: Season
    ranking: Ranking | None
    ranked_by: frozenset[str]
    """The sheets that the ranking was made from."""
    ranked_reads: frozenset[Read]
    """The watched fields that the ranking read."""
    kinds: Mapping[str, Made]

    def paper(self, paper: str) -> Paper | None:
        """Give one paper, ``kind:key``, as far as there is one."""
        kind, _, key = paper.partition(":")
        papers = self.kinds[kind].papers
        return None if papers is None else papers.get(key)

    def papers(self) -> Iterator[str]:
        """Give all papers, ``kind:key``, in the order of the season."""
        for kind, made in self.kinds.items():
            yield from (identity(kind, key) for key in made.papers or ())

    def cost(self, sheets: Collection[str]) -> int:
        """Count the papers that must be made again when some sheets have changed."""
        ranked = not self.ranked_by.isdisjoint(sheets)
        return sum(
            len(made.papers or ())
            for made in self.kinds.values()
            if not made.sheets.isdisjoint(sheets) or (ranked and made.ranking)
        )


def identity(kind: str, key: str) -> str:
    """Name a paper ``kind:key``, or by its kind alone when it is the only one."""
    return f"{kind}:{key}" if key else kind


def evaluate(
    season: Season,
    kinds: Iterable[Kind],
    *,
    like: Evaluation | None = None,
    watched: Mapping[str, Collection[int]] = _NOTHING,
) -> Evaluation:
    """Make all papers of a season; what read only sheets that are the same in ``like`` is taken from it.

    Sheets are the same when they hold the very same objects, as those of ``Difference.state`` do.
    """
    same = (
        frozenset(s for s in SHEETS if getattr(season, s) is getattr(like.season, s)) if like else frozenset()
    )
    reader = Reader()
    seen = _watched_season(season, reader, watched)
    if like is not None and like.ranked_by <= same:
        ranking, ranked_by, ranked_reads = like.ranking, like.ranked_by, like.ranked_reads
    else:
        ranking = _ranked(seen)
        ranked_by, ranked_reads = frozenset(reader.sheets), frozenset(reader.taken())
    rank_same = like is not None and is_same_ranking(ranking, like.ranking)
    made: dict[str, Made] = {}
    for kind in kinds:
        known = like.kinds.get(kind.code) if like is not None else None
        if known is not None and known.sheets <= same and (rank_same or not known.ranking):
            made[kind.code] = known
        else:
            made[kind.code] = _make(kind, seen, ranking, reader)
    return Evaluation(season, ranking, ranked_by, ranked_reads, made)


def is_same_ranking(one: Ranking | None, other: Ranking | None) -> bool:
    """Tell whether two rankings say the same, whether or not their records are watched."""
    if one is None or other is None or one is other:
        return one is other
    if one.counts != other.counts or len(one.results) != len(other.results):
        return False
    return all(map(is_same_result, one.results, other.results))


def is_same_result(one: Result | None, other: Result | None) -> bool:
    """Tell whether two results of a unit say the same, whether or not their records are watched."""
    if one is None or other is None or one is other:
        return one is other
    return _facts(one) == _facts(other)


def _facts(result: Result) -> tuple[Any, ...]:
    awards = tuple((line.kind, line.points, _said(line.award)) for line in result.awards)
    held = tuple(_said(knockout) for knockout in result.knockouts)
    plain = (getattr(result, name) for name in _RESULT)
    return (*plain, awards, held)


_RESULT: Final = tuple(f.name for f in fields(Result) if f.name not in {"awards", "knockouts"})


def _said(record: Record) -> dict[str, Any]:
    return {name: value for name, value in vars(record).items() if name != "watch"}


def _ranked(season: Season) -> Ranking | None:
    try:
        return scoring.rank(season)
    except _INCONSISTENT:
        return None


def _make(kind: Kind, season: Season, ranking: Ranking | None, reader: Reader) -> Made:
    """Make the papers of one kind and note what each of them read."""
    reader.sheets, reader.ranking = set(), False
    reader.taken()
    if ranking is None:
        return Made(None, frozenset(SHEETS), ranking=True, reads={})
    shown = _WatchedRanking(ranking.results, ranking.counts)
    shown.__dict__.update(reader=reader, plain=ranking)
    papers: dict[str, Paper] = {}
    reads: dict[str, frozenset[Read]] = {}
    whole = True
    try:
        found = kind.papers(Dossier(season, shown, BY_CODE))
        common = reader.taken()
        for paper in found:
            papers[paper.key] = paper
            reads[paper.key] = frozenset(reader.taken() | common)
    except _INCONSISTENT:
        whole = False
    return Made(papers if whole else None, frozenset(reader.sheets), reader.ranking, reads)
