"""Two sequences as one, in an order that is true for both: what moved has gone and come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from docgen.delta import Block, Paragraph, RowPair, Table, TableRow, align_blocks, align_rows

_T = TypeVar("_T")


def blocks_in_order(old: Sequence[Block], new: Sequence[Block]) -> list[tuple[Block | None, Block | None]]:
    """Lay blocks side by side in the order of both; the last paragraphs of both always belong together.

    (The end of a cell or a document is a paragraph that can neither come nor go.)
    """
    partner: dict[int, Block] = {
        id(pair.new): pair.old
        for pair in align_blocks(old, new)
        if pair.old is not None and pair.new is not None and not pair.moved
    }
    if old and new and isinstance(old[-1], Paragraph) and isinstance(new[-1], Paragraph):
        free = id(new[-1]) not in partner and all(o is not old[-1] for o in partner.values())
        if free:
            partner[id(new[-1])] = old[-1]
    return list(_walk(old, new, partner))


def rows_in_order(old: Table, new: Table) -> list[tuple[TableRow | None, TableRow | None, RowPair | None]]:
    """Lay rows side by side in the order of both; only rows whose cells fit each other are a pair."""
    pairs = [pair for pair in align_rows(old, new) if _fits(pair)]
    of_new = {id(pair.new): pair for pair in pairs}
    partner = {
        id(pair.new): pair.old
        for pair in pairs
        if pair.old is not None and pair.new is not None and not pair.moved
    }
    return [
        (one, two, of_new[id(two)] if one is not None and two is not None else None)
        for one, two in _walk(old.rows, new.rows, partner)
    ]


def _fits(pair: RowPair) -> bool:
    return all(cell.old is not None and cell.new is not None for cell in pair.cells)


def _walk(
    old: Sequence[_T], new: Sequence[_T], partner: Mapping[int, _T]
) -> Iterator[tuple[_T | None, _T | None]]:
    """Walk both sides together: in each gap, what is gone comes before what is new."""
    place = {id(item): number for number, item in enumerate(old)}
    at = 0
    waiting: list[_T] = []
    for item in new:
        if id(item) not in partner:
            waiting.append(item)
            continue
        until = place[id(partner[id(item)])]
        yield from ((gone, None) for gone in old[at:until])
        yield from ((None, come) for come in waiting)
        waiting = []
        yield old[until], item
        at = until + 1
    yield from ((gone, None) for gone in old[at:])
    yield from ((None, come) for come in waiting)
