"""The order of blocks or rows when both sides changed it: hers, with our moves and additions laid on it."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from docgen.delta.sequence import rising


@dataclass(frozen=True, slots=True)
class Order:
    """``items`` in the order that they should stand.

    ``placed`` are those that are new or must go to another place than in hers; ``disputed`` tells that
    both sides moved the same ones to different places.
    """

    items: tuple[Hashable, ...]
    placed: frozenset[Hashable]
    disputed: bool


def moved(base: Sequence[Hashable], other: Sequence[Hashable]) -> set[Hashable]:
    """Give the items whose place among their neighbours is another one than in the base."""
    at = {item: position for position, item in enumerate(other)}
    pairs = [(i, at[item]) for i, item in enumerate(base) if item in at]
    steady = {base[i] for i, _ in rising(pairs)}
    return {base[i] for i, _ in pairs} - steady


def arrange(base: Sequence[Hashable], hers: Sequence[Hashable], ours: Sequence[Hashable]) -> Order:
    """Lay our order on hers.

    An item is the same object in all three lists.  What she has and we have not must have been taken
    out of ``hers`` if it is to go; what is only in ``ours`` comes in before the item that follows it
    there, or else behind the one that it follows.  What she moved stays where she put it.
    """
    by_her, by_us = moved(base, hers), moved(base, ours)
    known = set(hers)
    loose = {item for item in by_us - by_her if item in known}
    order = [item for item in hers if item not in loose]
    steady = set(order) - by_her
    coming = [item for item in ours if item not in set(order) and (item in loose or item not in set(base))]
    for item in coming:
        order.insert(_place(item, ours, order, steady), item)
        steady.add(item)
    shared = set(base) & set(ours) & set(order)
    both = by_her & by_us
    disputed = bool(both) and [i for i in order if i in shared] != [i for i in ours if i in shared]
    return Order(tuple(order), frozenset(coming), disputed)


def _place(item: Hashable, ours: Sequence[Hashable], order: Sequence[Hashable], steady: set[Hashable]) -> int:
    at = {known: position for position, known in enumerate(order) if known in steady}
    position = ours.index(item)
    before = next((at[i] for i in reversed(ours[:position]) if i in at), None)
    after = next((at[i] for i in ours[position + 1 :] if i in at), None)
    if after is not None and (before is None or after > before):
        return after
    return len(order) if before is None else before + 1
