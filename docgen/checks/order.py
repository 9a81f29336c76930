"""Whether the names of a score sheet still stand beside their own scores (DIEM-13)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise

from docgen.checks.record_rule import ERROR, Fault, rule
from docgen.checks.set_words import many, unit_named
from docgen.records import SHEETS, ScoreRow, Season

_SOURCES = ("self_scores", "cross_scores", "team_scores")
_FEWEST = 4
"""So many units tell an order from chance."""
_NEARER = 3
"""So many times nearer another unit's scores must be on the whole."""

Scores = Mapping[str, Mapping[str, float]]
"""Unit → criterion → points."""


@dataclass(frozen=True, slots=True)
class _Disorder:
    """Two sheets of which one has its names in another order: name → unit whose scores stand there."""

    sheets: tuple[str, str]
    meant: Mapping[str, str]


def uncertain_rows(season: Season) -> set[str]:
    """Name the columns of units that cannot be believed, as gaps are named (``team_scores.unit``)."""
    return {f"{sheet}.unit" for disorder in _disorders(season) for sheet in disorder.sheets}


@rule("DIEM-13", ERROR, "Tên đơn vị ở bảng điểm đứng đúng hàng điểm của mình")
def names_stand_beside_their_scores(season: Season) -> Iterator[Fault]:
    """Tell of each sheet whose names were sorted without their scores; what follows from it is not judged."""
    found = _disorders(season)
    pairs = [set(disorder.sheets) for disorder in found]
    shared = set.intersection(*pairs) if len(pairs) > 1 else set()
    for disorder in found[:1] if shared else found:
        wrong, other = sorted(disorder.sheets, key=lambda sheet: sheet not in shared)
        meant = disorder.meant if wrong == disorder.sheets[0] else {b: a for a, b in disorder.meant.items()}
        name, owner = next((name, owner) for name, owner in meant.items() if name != owner)
        first: ScoreRow = next(row for row in getattr(season, wrong) if row.unit == name)
        titles = SHEETS[wrong].sheet.title, SHEETS[other].sheet.title
        where = f"trang {titles[0]}" if shared else f"trang {titles[0]} (hoặc trang {titles[1]})"
        yield Fault(
            first.at("unit"),
            f"Tên đơn vị ở {where} có thể lệch hàng: {many(len(meant), 'hàng điểm')} khác hẳn "
            f"trang {titles[1]} nhưng khớp nếu xếp lại tên; điểm ghi ở {unit_named(season, name)} giống điểm "
            f"của {unit_named(season, owner)}.",
            "Cột tên có thể đã được sắp xếp riêng, không kèm điểm: bấm Hoàn tác (Ctrl+Z) hoặc lấy lại bản "
            "sao lưu của sổ.",
        )


def _disorders(season: Season) -> list[_Disorder]:
    sheets = {name: _scores(getattr(season, name)) for name in _SOURCES}
    found = ((pair, _meant(sheets[pair[0]], sheets[pair[1]])) for pair in combinations(_SOURCES, 2))
    return [_Disorder(pair, meant) for pair, meant in found if meant]


def _scores(rows: tuple[ScoreRow, ...]) -> Scores:
    return {
        row.unit: {code: float(points) for code, points in row.scores.items() if points is not None}
        for row in rows
    }


def _meant(sheet: Scores, other: Scores) -> dict[str, str]:
    """Give the unit whose scores each name has beside it; empty where the names stand right."""
    units = [unit for unit in sheet if unit in other]
    own = sum(_distance(sheet[unit], other[unit]) for unit in units)
    strange = sum(_distance(sheet[unit], other[after]) for unit, after in pairwise([*units, *units[:1]]))
    if len(units) < _FEWEST or 2 * own < strange or not own:
        return {}  # each is nearer to itself than to its neighbour: there is nothing to look for
    nearest = {unit: _nearest(unit, sheet[unit], other, units) for unit in units}
    moved = {unit: name for unit, name in nearest.items() if unit != name}
    best = sum(_distance(sheet[unit], other[name]) for unit, name in nearest.items())
    is_order = len(set(moved.values())) * 5 >= len(moved) * 4 and 2 * len(moved) > len(units)
    return moved if is_order and best * _NEARER <= own else {}


def _nearest(own: str, scores: Mapping[str, float], other: Scores, units: list[str]) -> str:
    return min(units, key=lambda name: (_distance(scores, other[name]), name != own))


def _distance(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    return sum(abs(points - other[code]) for code, points in one.items() if code in other)
