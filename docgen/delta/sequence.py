"""Two sequences laid side by side: which items are the same, in order, and what lies between them.

Everything here is bounded: a stretch that is too long to be compared item by item counts as replaced.
"""

from __future__ import annotations

import bisect
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Final

from docgen.delta.tokens import Token, TokenKind

MAX_PRODUCT: Final = 250_000
"""Most pairs that are compared one by one in one stretch (two texts of 500 tokens)."""

_A_PHRASE: Final = 12

Pairs = list[tuple[int, int]]
"""Positions (old, new) of items that belong together, both rising."""


@dataclass(frozen=True, slots=True)
class Hunk:
    """A stretch of the old sequence that another stretch stands for in the new one; either may be empty."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


def anchored(
    old: Sequence[Hashable],
    new: Sequence[Hashable],
    fill: Callable[[int, int, int, int], Pairs],
    *,
    worth: Callable[[Hashable], bool] = bool,
) -> Pairs:
    """Pair equal items: the ends that agree, then items that occur once in both, then ``fill`` the gaps.

    ``fill`` gets the bounds of a gap (old from, old to, new from, new to) and gives its pairs;
    ``worth`` tells which items may be an anchor.
    """
    pairs: Pairs = []
    _between(old, new, (0, len(old), 0, len(new)), fill, worth, pairs)
    return pairs


def _between(
    old: Sequence[Hashable],
    new: Sequence[Hashable],
    bounds: tuple[int, int, int, int],
    fill: Callable[[int, int, int, int], Pairs],
    worth: Callable[[Hashable], bool],
    pairs: Pairs,
) -> None:
    a, b, c, d = bounds
    while a < b and c < d and old[a] == new[c]:
        pairs.append((a, c))
        a, c = a + 1, c + 1
    tail: Pairs = []
    while a < b and c < d and old[b - 1] == new[d - 1]:
        b, d = b - 1, d - 1
        tail.append((b, d))
    if a < b and c < d:
        anchors = _anchors(old, new, (a, b, c, d), worth)
        if anchors:
            for i, j in anchors:
                _between(old, new, (a, i, c, j), fill, worth, pairs)
                pairs.append((i, j))
                a, c = i + 1, j + 1
            _between(old, new, (a, b, c, d), fill, worth, pairs)
        else:
            pairs.extend(fill(a, b, c, d))
    pairs.extend(reversed(tail))


def _anchors(
    old: Sequence[Hashable],
    new: Sequence[Hashable],
    bounds: tuple[int, int, int, int],
    worth: Callable[[Hashable], bool],
) -> Pairs:
    a, b, c, d = bounds
    once_old = {item for item, count in Counter(old[a:b]).items() if count == 1 and worth(item)}
    once_new = {item for item, count in Counter(new[c:d]).items() if count == 1 and item in once_old}
    at = {new[j]: j for j in range(c, d) if new[j] in once_new}
    return rising([(i, at[old[i]]) for i in range(a, b) if old[i] in at])


def rising(pairs: Pairs) -> Pairs:
    """Keep the longest run of pairs whose second position rises; the first rises already."""
    tops: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for index, (_, j) in enumerate(pairs):
        place = bisect.bisect_left(tops, j)
        before.append(last[place - 1] if place else -1)
        if place == len(tops):
            tops.append(j)
            last.append(index)
        else:
            tops[place], last[place] = j, index
    kept: Pairs = []
    index = last[-1] if last else -1
    while index >= 0:
        kept.append(pairs[index])
        index = before[index]
    return kept[::-1]


def heaviest(
    bounds: tuple[int, int, int, int], weight: Callable[[int, int], float], *, limit: int = MAX_PRODUCT
) -> Pairs:
    """Pair items of a gap, in order, so that the weights add up to the most; zero means "not a pair"."""
    a, b, c, d = bounds
    height, width = b - a, d - c
    if height * width > limit:
        return []
    rows: list[list[float]] = [[0.0] * (width + 1)]
    weights: list[list[float]] = []
    for i in range(height):
        above = rows[-1]
        row, here = [0.0], []
        left = 0.0
        for j in range(width):
            value = weight(a + i, c + j)
            here.append(value)
            best = max(left, above[j + 1])
            if value and above[j] + value > best:
                best = above[j] + value
            left = best
            row.append(best)
        rows.append(row)
        weights.append(here)
    pairs: Pairs = []
    i, j = height, width
    while i and j:
        if rows[i][j] == rows[i - 1][j]:
            i -= 1
        elif rows[i][j] == rows[i][j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            pairs.append((a + i, c + j))
    return pairs[::-1]


def same_tokens(old: Sequence[Token], new: Sequence[Token]) -> Pairs:
    """Pair the tokens of two texts that are the same, words before marks and spaces."""
    keys_old, keys_new = [t.key for t in old], [t.key for t in new]
    solid = {t.key for t in old if t.counts or t.kind is TokenKind.OBJECT}

    def weight(i: int, j: int) -> float:
        return float(old[i].kind.value) if keys_old[i] == keys_new[j] else 0.0

    def fill(a: int, b: int, c: int, d: int) -> Pairs:
        if (b - a) * (d - c) <= MAX_PRODUCT:
            return heaviest((a, b, c, d), weight)
        pairs: Pairs = []
        for i, j in [*_phrases(keys_old, keys_new, (a, b, c, d)), (b, d)]:
            pairs += heaviest((a, i, c, j), weight)
            if i < b:
                pairs.append((i, j))
            a, c = i + 1, j + 1
        return pairs

    return anchored(keys_old, keys_new, fill, worth=solid.__contains__)


def _phrases(old: Sequence[str], new: Sequence[str], bounds: tuple[int, int, int, int]) -> Pairs:
    """Pair tokens of a long text by the phrase that each begins, where it occurs once in both."""
    a, b, c, d = bounds
    of_old = {i: tuple(old[i : i + _A_PHRASE]) for i in range(a, b - _A_PHRASE)}
    of_new = {j: tuple(new[j : j + _A_PHRASE]) for j in range(c, d - _A_PHRASE)}
    count_old, count_new = Counter(of_old.values()), Counter(of_new.values())
    at = {phrase: j for j, phrase in of_new.items() if count_new[phrase] == 1}
    return rising(
        [(i, at[phrase]) for i, phrase in of_old.items() if count_old[phrase] == 1 and phrase in at]
    )


def hunks(old: Sequence[Token], new: Sequence[Token]) -> tuple[Hunk, ...]:
    """Give what changed between two texts, in order, as a reader would say it.

    Two changes with nothing but spaces and marks between them are one; so are two whose words
    outnumber those between them.
    """
    found: list[Hunk] = []
    i = j = 0
    for a, b in [*same_tokens(old, new), (len(old), len(new))]:
        if a > i or b > j:
            found.append(Hunk(i, a, j, b))
        i, j = a + 1, b + 1
    joined = True
    while joined and len(found) > 1:
        joined = False
        calm: list[Hunk] = [found[0]]
        for hunk in found[1:]:
            if _belong_together(calm[-1], hunk, old, new):
                calm[-1] = Hunk(calm[-1].old_start, hunk.old_end, calm[-1].new_start, hunk.new_end)
                joined = True
            else:
                calm.append(hunk)
        found = calm
    return tuple(found)


def _belong_together(one: Hunk, two: Hunk, old: Sequence[Token], new: Sequence[Token]) -> bool:
    between = _size(old[one.old_end : two.old_start])
    return between == 0 or (between <= _extent(one, old, new) and between <= _extent(two, old, new))


def _extent(hunk: Hunk, old: Sequence[Token], new: Sequence[Token]) -> int:
    return max(_size(old[hunk.old_start : hunk.old_end]), _size(new[hunk.new_start : hunk.new_end]))


def _size(tokens: Sequence[Token]) -> int:
    return sum(token.counts or token.kind is TokenKind.OBJECT for token in tokens)
