"""Three versions of a table: rows are merged wherever they moved to, cells as texts of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import Final

from docgen.delta.arrange import arrange
from docgen.delta.clones import RowTwin
from docgen.delta.merge_desk import MergeDesk, Target, has_more, quoted, take_out, told
from docgen.delta.model import Block, Cell, Element, Paragraph, Table, TableRow, paragraphs
from docgen.delta.placing import dispute, place_elements
from docgen.delta.rows import Rows, match_cells, match_rows, overlap, width

MergeCell = Callable[[Sequence[Block], Sequence[Block], Sequence[Block], Element], None]

_ALIKE: Final = 0.75
"""From this share of common words on, a row that she added is the one that ours adds."""


class TableMerge:
    """One merge of one table.  An item is ``("b", n)`` for a row of the base, ``h`` and ``o`` likewise."""

    def __init__(
        self, desk: MergeDesk, base: Table, hers: Table, ours: Table, *, merge_cell: MergeCell
    ) -> None:
        self._desk, self._merge_cell = desk, merge_cell
        self._base, self._hers, self._ours = base, hers, ours
        self._with_hers, self._with_ours = match_rows(base, hers), match_rows(base, ours)
        self._to_hers, self._to_ours = dict(self._with_hers.pairs), dict(self._with_ours.pairs)
        self._full_hers = (width(base), width(hers))
        self._full_ours = (width(base), width(ours))
        self._elements: dict[Hashable, list[Element]] = {}

    def run(self) -> None:
        """Lay our change of the table on hers."""
        for i, j in self._with_hers.pairs:
            cells = self._cells_of_hers(i, j)
            self._desk.clones.learn_row(RowTwin(self._base.rows[i], self._hers.rows[j], cells))
        gone = {i for i, j in self._with_hers.pairs if not self._row(i, j)}
        for i, j in self._with_ours.pairs:
            if i not in self._to_hers and self._base.rows[i].signature != self._ours.rows[j].signature:
                self._deleted_by_her(i, j)
        self._rearrange(gone)

    def _cells_of_hers(self, i: int, j: int) -> dict[int, int]:
        return dict(match_cells(self._base.rows[i], self._hers.rows[j], self._with_hers, self._full_hers))

    def _row(self, i: int, j: int) -> bool:
        """Merge a row that she has; tell whether it stays."""
        base, hers = self._base.rows[i], self._hers.rows[j]
        to_hers = self._cells_of_hers(i, j)
        if i not in self._to_ours:
            return self._deleted_by_us(base, hers, to_hers)
        ours = self._ours.rows[self._to_ours[i]]
        to_ours = dict(match_cells(base, ours, self._with_ours, self._full_ours))
        for c, d in to_ours.items():
            if c in to_hers:
                cell = hers.cells[to_hers[c]]
                self._merge_cell(base.cells[c].blocks, cell.blocks, ours.cells[d].blocks, cell.element)
            elif base.cells[c].signature != ours.cells[d].signature:
                self._column_deleted(hers, base.cells[c].text, ours.cells[d])
        if any(d not in to_ours.values() and cell.words for d, cell in enumerate(ours.cells)):
            self._desk.note(
                f"Cột mới của {self._desk.our_places.quoted(self._ours.element)} chưa được đưa vào."
            )
        return True

    def _deleted_by_us(self, base: TableRow, hers: TableRow, to_hers: Mapping[int, int]) -> bool:
        same = all(base.cells[c].signature == hers.cells[d].signature for c, d in to_hers.items())
        extra = any(cell.words for d, cell in enumerate(hers.cells) if d not in to_hers.values())
        if same and not extra and not has_more(base.element, hers.element):
            mine, old = ([p for cell in row.cells for p in paragraphs(cell.blocks)] for row in (hers, base))
            self._desk.pair(mine, old, ())
            self._desk.touch(hers.element)
            take_out(hers.element)
            return False
        self._desk.conflict(
            Target(_first(hers)),
            self._desk.places.quoted(hers.element),
            before=base.text,
            hers=hers.text,
            now="",
            message=told(base.text, "", what="Hàng này"),
        )
        return True

    def _column_deleted(self, hers: TableRow, before: str, ours: Cell) -> None:
        """Tell what the records say in a column that her table has no more, or under another heading."""
        label = self._desk.our_places.label(ours.element) or self._desk.our_places.quoted(ours.element)
        earlier = f"trước đây: “{quoted(before)}”" if before else "trước đây chưa có"
        self._desk.conflict(
            Target(_first(hers)),
            self._desk.places.quoted(hers.element),
            before=before,
            hers="",
            now=ours.text,
            message=(
                f"Bảng đã sửa tay không còn cột của ô «{label}». "
                f"Theo dữ liệu ô ấy nay là: “{quoted(ours.text)}” ({earlier})."
            ),
        )

    def _deleted_by_her(self, i: int, j: int) -> None:
        before, now = self._base.rows[i].text, self._ours.rows[j].text
        near = sorted(self._to_hers, key=lambda k: (abs(k - i), k > i))
        target = next((_first(self._hers.rows[self._to_hers[k]]) for k in near), None)
        self._desk.conflict(
            Target(target or next(paragraphs([self._hers]), None)),
            self._desk.base_places.quoted(self._base.rows[i].element),
            before=before,
            hers="",
            now=now,
            message=(
                "Gần chỗ này có hàng đã bị xóa khi sửa tay. "
                f"Theo dữ liệu hàng ấy nay là: “{quoted(now)}” (trước đây: “{quoted(before)}”)."
            ),
        )

    def _rearrange(self, gone: set[int]) -> None:
        back = {j: i for i, j in self._to_hers.items()}
        hers: list[Hashable] = []
        for j, row in enumerate(self._hers.rows):
            if back.get(j) not in gone or j not in back:
                item: Hashable = ("b", back[j]) if j in back else ("h", j)
                hers.append(item)
                self._elements[item] = [row.element]
        ours = list(self._our_items())
        order = arrange([("b", i) for i in range(len(self._base.rows))], hers, ours)
        if order.placed:
            self._desk.touch(self._hers.element)
        place_elements(order, self._elements, self._hers.element)
        if order.disputed:
            dispute(
                self._desk, Target(next(paragraphs([self._hers]), None)), [r.text for r in self._ours.rows]
            )

    def _our_items(self) -> Iterator[Hashable]:
        back = {j: i for i, j in self._to_ours.items()}
        free = [j for j in range(len(self._hers.rows)) if j not in self._to_hers.values()]
        for j, row in enumerate(self._ours.rows):
            if j in back:
                yield ("b", back[j])
                continue
            twin = next((k for k in free if _alike(self._hers.rows[k], row)), None)
            if twin is not None:
                free.remove(twin)
                self._typed_by_her(self._hers.rows[twin], row)
                yield ("h", twin)
            else:
                near = list(self._near(j))
                self._elements["o", j] = [self._desk.clones.row(row, near)]
                for d, cell in enumerate(row.cells):
                    if (
                        near
                        and cell.words
                        and d not in near[0].cells
                        and _widths(row) == _widths(near[0].known)
                    ):
                        self._column_deleted(near[0].hers, "", cell)
                yield ("o", j)

    def _typed_by_her(self, hers: TableRow, ours: TableRow) -> None:
        if hers.signature == ours.signature:
            return
        self._desk.conflict(
            Target(_first(hers)),
            self._desk.places.quoted(hers.element),
            before="",
            hers=hers.text,
            now=ours.text,
            message=(
                f"Hàng này do sửa tay thêm nên docgen giữ nguyên. Theo dữ liệu nay là: “{quoted(ours.text)}”."
            ),
        )

    def _near(self, j: int) -> Iterator[RowTwin]:
        """Give rows that both have, with their look in her file, the nearest first."""
        back = {k: i for i, k in self._to_ours.items()}
        for k in sorted(range(len(self._ours.rows)), key=lambda n: (abs(n - j), n > j)):
            i = back.get(k)
            if i is not None and i in self._to_hers:
                ours, hers = self._ours.rows[k], self._hers.rows[self._to_hers[i]]
                of_base = dict(match_cells(self._base.rows[i], ours, self._with_ours, self._full_ours))
                of_hers = self._cells_of_hers(i, self._to_hers[i])
                yield RowTwin(ours, hers, {d: of_hers[c] for c, d in of_base.items() if c in of_hers})


def _widths(row: TableRow) -> list[int]:
    return [cell.span for cell in row.cells]


def _first(row: TableRow) -> Paragraph | None:
    return next((p for cell in row.cells for p in paragraphs(cell.blocks)), None)


def _alike(hers: TableRow, ours: TableRow) -> bool:
    """Tell whether a row that she added says what a new one of ours says, numbers aside."""
    if hers.signature == ours.signature:
        return True
    one, two = _names(hers), _names(ours)
    return bool(one) and bool(two) and overlap(one, two) >= _ALIKE


def _names(row: TableRow) -> Counter[str]:
    total: Counter[str] = Counter()
    for cell in row.cells:
        total.update({word: n for word, n in cell.words.items() if any(map(str.isalpha, word))})
    return total


__all__ = ["Rows", "TableMerge"]
