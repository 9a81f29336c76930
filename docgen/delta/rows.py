"""Rows, columns and cells of two tables that belong together, wherever they moved to.

A row is known by its content, above all by the cells of the columns that tell rows apart by words
(a unit's name), not by its number or its score: in a ranking both of these change.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from docgen.delta.model import Cell, Table, TableRow
from docgen.delta.sequence import Pairs, anchored, heaviest
from docgen.viet import accentless

ALIKE: Final = 0.5
"""From this share of like cells on, two rows are taken for the same."""
_MANY: Final = 10_000
_A_NAME: Final = 6
"""Up to so many words a cell is a name: another word makes it another name."""
_NUMERAL: Final = re.compile(r"[\W\d_]*(?:[ivxlc]{1,6}[\W\d_]*)?", re.IGNORECASE)
_FAINT: Final = 0.05
_CERTAIN: Final = 0.5


@dataclass(frozen=True, slots=True)
class Rows:
    """Which rows belong together, by position, in the order of the old table; and which columns.

    ``pairs`` need not rise: rows move.  ``columns`` are positions of cells in rows of full width, and need
    not rise either; ``spans`` are the grid columns that each cell of such a row covers, in both tables.
    """

    pairs: tuple[tuple[int, int], ...]
    columns: tuple[tuple[int, int], ...]
    spans: tuple[tuple[int, ...], tuple[int, ...]] = ((), ())


def overlap(one: Counter[str], two: Counter[str]) -> float:
    """Give the share of words that two texts have in common, from 0 to 1."""
    total = one.total() + two.total()
    return 2 * (one & two).total() / total if total else 1.0


def match_rows(old: Table, new: Table) -> Rows:
    """Pair the rows of two tables and the columns of their full rows."""
    columns = _match_columns(old, new)
    matcher = _Matcher(old.rows, new.rows, columns)
    return Rows(tuple(sorted(matcher.pairs())), tuple(columns), (_spans(old), _spans(new)))


def match_cells(old: TableRow, new: TableRow, table: Rows, full: tuple[int, int]) -> Pairs:
    """Pair the cells of two rows; ``full`` is the width of a full row in each of the tables."""
    if (len(old.cells), len(new.cells)) == full:
        return list(table.columns)
    in_place = full[0] == full[1] and table.columns == tuple((i, i) for i in range(full[0]))
    if len(old.cells) == len(new.cells) and in_place:
        return [(i, i) for i in range(len(old.cells))]
    return _by_columns(old.cells, new.cells, table) or _in_order(old.cells, new.cells)


def width(table: Table) -> int:
    """Give the number of cells of a full row: the most frequent one."""
    counts = Counter(len(row.cells) for row in table.rows)
    return max(counts, key=lambda n: (counts[n], n), default=0)


def _in_order(old: Sequence[Cell], new: Sequence[Cell]) -> Pairs:
    """Pair cells of rows of different width by their text, the last with the last when nothing else tells."""

    def weight(i: int, j: int) -> float:
        if old[i].signature == new[j].signature:
            return 2.0 if old[i].words else 0.5
        near = overlap(old[i].words, new[j].words)
        return near if near >= ALIKE else 0.1

    return heaviest((0, len(old), 0, len(new)), weight)


def _by_columns(old: Sequence[Cell], new: Sequence[Cell], table: Rows) -> Pairs:
    """Pair cells that stand for several columns with those that stand for the same; none if unsure."""
    covers_old, covers_new = _covered(old, table.spans[0]), _covered(new, table.spans[1])
    there = dict(table.columns)
    pairs = []
    for i, columns in enumerate(covers_old):
        wanted = {there[column] for column in columns if column in there}
        pairs += [(i, j) for j, found in enumerate(covers_new) if wanted and wanted == found]
    return pairs


def _covered(cells: Sequence[Cell], spans: Sequence[int]) -> list[set[int]]:
    """Give the columns of a full row that each cell of another row covers; nothing when the grids differ."""
    if sum(cell.span for cell in cells) != sum(spans):
        return []
    grid = [column for column, span in enumerate(spans) for _ in range(span)]
    covered = []
    start = 0
    for cell in cells:
        covered.append(set(grid[start : start + cell.span]))
        start += cell.span
    return covered


def _match_columns(old: Table, new: Table) -> Pairs:
    """Pair columns by their headings, then those that say the same under another heading.

    A column whose heading and content are both others is another column, though it stands in the same place.
    """
    wide_old, wide_new = width(old), width(new)
    heads_old, heads_new = _head(old, wide_old), _head(new, wide_new)
    pairs = _same_heads(heads_old, heads_new)
    left_old = [i for i in range(wide_old) if i not in {a for a, _ in pairs}]
    left_new = [j for j in range(wide_new) if j not in {b for _, b in pairs}]
    bags_old = {i: _column(old, wide_old, i) for i in left_old}
    bags_new = {j: _column(new, wide_new, j) for j in left_new}

    def likeness(i: int, j: int) -> float:
        one, two = bags_old[i], bags_new[j]
        if not one and not two:
            return float(wide_old == wide_new and i == j)
        heading = overlap(heads_old[i].words, heads_new[j].words)
        return max(overlap(one, two), heading if heads_old[i].words else 0.0)

    found = [(likeness(i, j), i, j) for i in left_old for j in left_new]
    for near, i, j in sorted(found, key=lambda f: (-f[0], abs(f[1] - f[2]), f[1])):
        if near >= ALIKE and i in bags_old and j in bags_new:
            del bags_old[i], bags_new[j]
            pairs.append((i, j))
    if len(bags_old) == len(bags_new) and not _has_heading(old, wide_old):
        pairs += zip(bags_old, bags_new, strict=True)  # without headings only the place tells
    return sorted(pairs)


def _has_heading(table: Table, wide: int) -> bool:
    """Tell whether the first full row names the columns: it is marked so, or has words and no figures."""
    row = next((row for row in table.rows if len(row.cells) == wide), None)
    return row is not None and wide > 1 and (row.heading or not any(map(str.isdecimal, row.text)))


def _same_heads(old: Sequence[Cell], new: Sequence[Cell]) -> Pairs:
    """Pair the columns with the same heading, one by one where a heading stands more than once."""
    places: dict[str, list[int]] = {}
    for j, cell in enumerate(new):
        places.setdefault(cell.signature, []).append(j)
    return [
        (i, places[cell.signature].pop(0))
        for i, cell in enumerate(old)
        if cell.words and places.get(cell.signature)
    ]


def _column(table: Table, wide: int, column: int) -> Counter[str]:
    """Count the words of a column below its heading."""
    full = [row for row in table.rows if len(row.cells) == wide]
    total: Counter[str] = Counter()
    for row in full[1:]:
        total.update(row.cells[column].words)
    return total


def _head(table: Table, wide: int) -> tuple[Cell, ...]:
    return next((row.cells for row in table.rows if len(row.cells) == wide), ())


def _spans(table: Table) -> tuple[int, ...]:
    return tuple(cell.span for cell in _head(table, width(table)))


class _Matcher:
    """Pairs rows in steps from the certain to the likely."""

    def __init__(self, old: Sequence[TableRow], new: Sequence[TableRow], columns: Pairs) -> None:
        self._old, self._new = old, new
        self._columns = columns
        self._full_old = 1 + max((i for i, _ in columns), default=-1)
        widths_old = Counter(len(row.cells) for row in old)
        widths_new = Counter(len(row.cells) for row in new)
        self._wide = (_modal(widths_old), _modal(widths_new))
        self._weights = self._weigh()
        self._at: dict[int, int] = {}
        self._taken: set[int] = set()

    def pairs(self) -> Pairs:
        self._the_very_same()
        self._by_name()
        self._by_likeness()
        self._between_neighbours()
        return list(self._at.items())

    def _pair(self, i: int, j: int) -> None:
        self._at[i] = j
        self._taken.add(j)

    def _left(self) -> tuple[list[int], list[int]]:
        old = [i for i in range(len(self._old)) if i not in self._at]
        return old, [j for j in range(len(self._new)) if j not in self._taken]

    def _weigh(self) -> dict[int, float]:
        """Tell how well each column tells rows apart by words, from nearly 0 to 1."""
        weights = {}
        for i, _ in self._columns:
            texts = [row.cells[i].signature for row in self._old if len(row.cells) == self._wide[0]]
            named = [text for text in texts if not _NUMERAL.fullmatch(text)]
            weights[i] = max(_FAINT, len(set(named)) / len(texts)) if texts else _FAINT
        return weights

    def _the_very_same(self) -> None:
        old = [row.signature for row in self._old]
        new = [row.signature for row in self._new]

        def fill(a: int, b: int, c: int, d: int) -> Pairs:
            return heaviest((a, b, c, d), lambda i, j: float(old[i] == new[j]))

        for i, j in anchored(old, new, fill, worth=lambda text: bool(str(text).strip())):
            self._pair(i, j)

    def _by_name(self) -> None:
        """Pair rows by the cell that names them, where the name occurs once in both."""
        best = max(self._weights, key=lambda i: (self._weights[i], -i), default=None)
        if best is None or self._weights[best] < _CERTAIN:
            return
        there = dict(self._columns)[best]
        old, new = self._left()
        names_old = [(self._old[i].cells[best].signature, i) for i in old if self._is_full(i, 0)]
        names_new = [(self._new[j].cells[there].signature, j) for j in new if self._is_full(j, 1)]
        count_old, count_new = Counter(n for n, _ in names_old), Counter(n for n, _ in names_new)
        at = {name: j for name, j in names_new if count_new[name] == 1 and name}
        for name, i in names_old:
            if count_old[name] == 1 and name in at and not _NUMERAL.fullmatch(name):
                self._pair(i, at[name])

    def _is_full(self, row: int, side: int) -> bool:
        rows = self._new if side else self._old
        return len(rows[row].cells) == self._wide[side]

    def _by_likeness(self) -> None:
        old, new = self._left()
        if len(old) * len(new) > _MANY:
            return
        found = [(self._likeness(i, j), i, j) for i in old for j in new]
        for likeness, i, j in sorted(found, key=lambda f: (-f[0], abs(f[1] - f[2]), f[1])):
            if likeness >= ALIKE and i not in self._at and j not in self._taken:
                self._pair(i, j)

    def _likeness(self, i: int, j: int) -> float:
        """Give the share of cells that are alike, each by the weight of its column."""
        total = alike = 0.0
        for weight, one, two in self._cells(i, j):
            if weight >= _CERTAIN and not _same_name(one, two):
                return 0.0
            if one.signature or two.signature:
                total += weight
                alike += weight * _cell_likeness(one, two)
        return alike / total if total else 0.0

    def _cells(self, i: int, j: int) -> list[tuple[float, Cell, Cell]]:
        one, two = self._old[i].cells, self._new[j].cells
        if self._is_full(i, 0) and self._is_full(j, 1):
            return [(self._weights[a], one[a], two[b]) for a, b in self._columns]
        if len(one) != len(two):
            return []
        return [
            (_FAINT if _NUMERAL.fullmatch(a.signature) else 1.0, a, b) for a, b in zip(one, two, strict=True)
        ]

    def _between_neighbours(self) -> None:
        """Pair the lone rows left between the same neighbours, unless they share nothing."""
        for i in self._left()[0]:
            before, after = self._at.get(i - 1, -1 if i == 0 else None), self._at.get(i + 1)
            last = i == len(self._old) - 1
            j = None if before is None else before + 1
            if j is None or j >= len(self._new) or j in self._taken:
                continue
            if (after == j + 1 or (last and j == len(self._new) - 1)) and self._share_most(i, j):
                self._pair(i, j)

    def _share_most(self, i: int, j: int) -> bool:
        """Tell whether most cells with anything in them are the same, or there are no other rows at all."""
        if len(self._old) == len(self._new) == 1:
            return True
        cells = [(a, b) for _, a, b in self._cells(i, j) if a.signature or b.signature]
        if not all(_same_name(a, b) for weight, a, b in self._cells(i, j) if weight >= _CERTAIN):
            return False
        same = sum(a.signature == b.signature for a, b in cells)
        return bool(cells) and 2 * same >= len(cells)


def _cell_likeness(one: Cell, two: Cell) -> float:
    if one.signature == two.signature:
        return 1.0
    near = overlap(one.words, two.words)
    return near**3 if max(one.words.total(), two.words.total()) <= _A_NAME else near


def _same_name(one: Cell, two: Cell) -> bool:
    """Tell whether two cells may name the same; a long text is no name."""
    return max(one.words.total(), two.words.total()) > _A_NAME or same_name(one.words, two.words)


def same_name(one: Counter[str], two: Counter[str]) -> bool:
    """Tell whether two names may be the same: a letter may be another or a word more, never a whole word."""
    a, b = (Counter({accentless(word).casefold(): n for word, n in words.items()}) for words in (one, two))
    return a <= b or b <= a


def _modal(widths: Mapping[int, int]) -> int:
    return max(widths, key=lambda n: (widths[n], n), default=0)
