"""Two documents laid side by side: paragraphs, tables, rows and cells that belong together."""

from __future__ import annotations

import re
import typing
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from docgen.delta.model import Block, Cell, Document, Other, Paragraph, Story, Table, TableRow
from docgen.delta.rows import match_cells, match_rows, overlap, same_name, width
from docgen.delta.sequence import Hunk, Pairs, anchored, heaviest, hunks, rising

NEAR: Final = 0.4
"""From this share of common words on, a paragraph is an edited version of the other."""
MOVED: Final = 0.75
"""From this share on, a paragraph at another place is the same one, moved."""
_A_SENTENCE: Final = 4
_MAX_PAIRS: Final = 40_000
_SAME: Final = 0.9
_A_TEXT: Final = 15
"""So many words are not said of two by chance."""
_A_CAPTION: Final = 9
"""Most words of a paragraph that only names what is told below it."""
_LABEL: Final = re.compile(r"\s*(?:\d+[.)]|[a-zđ]\))\s")
_HEADING: Final = re.compile(r"\s*[IVXL]+[.:]\s")


@dataclass(frozen=True, slots=True, eq=False)
class BlockPair:
    """A block and its counterpart; ``None`` on the side where it has none.

    ``moved`` tells that the counterpart stands at another place among its neighbours.
    """

    old: Block | None
    new: Block | None
    moved: bool = False

    def hunks(self) -> tuple[Hunk, ...]:
        """Give what changed between two paragraphs, in positions of their tokens."""
        if isinstance(self.old, Paragraph) and isinstance(self.new, Paragraph):
            return hunks(self.old.tokens, self.new.tokens)
        return ()

    def boxes(self) -> tuple[tuple[BlockPair, ...], ...]:
        """Give the text boxes of two paragraphs, laid side by side."""
        if isinstance(self.old, Paragraph) and isinstance(self.new, Paragraph):
            both = _zip_longest(self.old.boxes, self.new.boxes)
            return tuple(align_blocks(old, new) for old, new in both)
        return ()

    def rows(self) -> tuple[RowPair, ...]:
        """Give the rows of two tables, laid side by side."""
        if isinstance(self.old, Table) and isinstance(self.new, Table):
            return align_rows(self.old, self.new)
        return ()


@dataclass(frozen=True, slots=True, eq=False)
class RowPair:
    """A row and its counterpart, with their cells side by side."""

    old: TableRow | None
    new: TableRow | None
    cells: tuple[CellPair, ...]
    moved: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class CellPair:
    """A cell and its counterpart."""

    old: Cell | None
    new: Cell | None

    def blocks(self) -> tuple[BlockPair, ...]:
        """Give what stands in both, side by side."""
        old = self.old.blocks if self.old is not None else ()
        return align_blocks(old, self.new.blocks if self.new is not None else ())


@dataclass(frozen=True, slots=True, eq=False)
class StoryPair:
    """A story (the body, a header, …) and its counterpart."""

    old: Story | None
    new: Story | None

    def blocks(self) -> tuple[BlockPair, ...]:
        """Give what stands in both, side by side."""
        old = self.old.blocks if self.old is not None else ()
        return align_blocks(old, self.new.blocks if self.new is not None else ())


def align(old: Document, new: Document) -> tuple[StoryPair, ...]:
    """Lay two documents side by side, the body first."""
    pairs = [StoryPair(old.body, new.body)]
    pairs += [StoryPair(story, new.story(story.role)) for story in old.stories[1:]]
    known = {story.role for story in old.stories}
    pairs += [StoryPair(None, story) for story in new.stories[1:] if story.role not in known]
    return tuple(pairs)


def align_blocks(old: Sequence[Block], new: Sequence[Block]) -> tuple[BlockPair, ...]:
    """Lay blocks side by side, in reading order; what is gone comes before what is new at its place."""
    matched = match_blocks(old, new)
    steady = _steady(matched)
    pairs = []
    for i, j in _walk(len(old), len(new), matched, steady):
        moved = i is not None and j is not None and (i, j) not in steady
        pairs.append(BlockPair(None if i is None else old[i], None if j is None else new[j], moved))
    return tuple(pairs)


def align_rows(old: Table, new: Table) -> tuple[RowPair, ...]:
    """Lay the rows of two tables side by side, in the order of the new one."""
    found = match_rows(old, new)
    full = (width(old), width(new))
    steady = _steady(found.pairs)
    lines = []
    for i, j in _walk(len(old.rows), len(new.rows), found.pairs, steady):
        one = old.rows[i] if i is not None else None
        two = new.rows[j] if j is not None else None
        moved = one is not None and two is not None and (i, j) not in steady
        lines.append(
            RowPair(one, two, tuple(_cells(one, two, lambda a, b: match_cells(a, b, found, full))), moved)
        )
    return tuple(lines)


def _cells(
    one: TableRow | None, two: TableRow | None, match: typing.Callable[[TableRow, TableRow], Pairs]
) -> Iterator[CellPair]:
    if one is None or two is None:
        for cell in one.cells if one is not None else ():
            yield CellPair(cell, None)
        for cell in two.cells if two is not None else ():
            yield CellPair(None, cell)
        return
    pairs = match(one, two)
    for i, j in _walk(len(one.cells), len(two.cells), pairs, set(pairs)):
        yield CellPair(None if i is None else one.cells[i], None if j is None else two.cells[j])


def _steady(pairs: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    return set(rising(sorted(pairs)))


def _walk(
    old: int, new: int, pairs: Sequence[tuple[int, int]], steady: set[tuple[int, int]]
) -> Iterator[tuple[int | None, int | None]]:
    """Walk both sides together; a moved item appears at its new place."""
    back = {j: i for i, j in pairs}
    there = {i for i, _ in pairs}
    i = 0
    for j in range(new):
        partner = back.get(j)
        until = partner if partner is not None and (partner, j) in steady else None
        while i < old and (i < until if until is not None else i not in there):
            if i not in there:
                yield i, None
            i += 1
        if until is not None:
            i = until + 1
        yield partner, j
    for rest in range(i, old):
        if rest not in there:
            yield rest, None


def match_blocks(old: Sequence[Block], new: Sequence[Block]) -> tuple[tuple[int, int], ...]:
    """Pair blocks by position: the same ones, then edited ones, then those that moved.

    A paragraph that stands alone on both sides, as in a cell, is one whatever it says.  What stands whole
    at another place is the same and no edited version of what stands in its old place; and what stands under
    one name is never paired with what stands under another.
    """
    if len(old) == len(new) == 1 and isinstance(old[0], Paragraph) and isinstance(new[0], Paragraph):
        return ((0, 0),)
    names_old, names_new = names_above(old, new)
    keys_old = [_key(b) + name for b, name in zip(old, names_old, strict=True)]
    keys_new = [_key(b) + name for b, name in zip(new, names_new, strict=True)]
    gone_elsewhere = _once(keys_old, old) & _once(keys_new, new)

    def likeness(i: int, j: int) -> float:
        if names_old[i] != names_new[j] or {keys_old[i], keys_new[j]} & gone_elsewhere:
            return float(keys_old[i] == keys_new[j])
        return block_likeness(old[i], new[j])

    def fill(a: int, b: int, c: int, d: int) -> Pairs:
        if b - a == d - c == 1:
            same = names_old[a] == names_new[c] and not {keys_old[a], keys_new[c]} & gone_elsewhere
            return [(a, c)] if same and _may_be_paired(old[a], new[c]) else []
        return heaviest((a, b, c, d), likeness, limit=_MAX_PAIRS)

    pairs = anchored(keys_old, keys_new, fill, worth=lambda key: len(str(key)) > 1)
    return tuple(sorted([*pairs, *_moves((old, names_old), (new, names_new), pairs)]))


def _once(keys: Sequence[str], blocks: Sequence[Block]) -> set[str]:
    """Give the keys of blocks of some length that stand only once."""
    count = Counter(keys)
    return {key for key, block in zip(keys, blocks, strict=True) if count[key] == 1 and _is_long(block)}


def names_above(old: Sequence[Block], new: Sequence[Block]) -> tuple[list[str], list[str]]:
    """Give for each block the name under which it stands (``- Xã Tam Thăng:``), alike where it is the same.

    A name that was only written otherwise is known by its words, or by nearly all of a long text under it.
    """
    under_old, under_new = list(_under(old)), list(_under(new))
    if set(under_old) >= set(under_new):
        return under_old, under_new
    words_old, words_new = (
        _words_under(blocks, names) for blocks, names in ((old, under_old), (new, under_new))
    )
    called = {}
    for name, words in words_new.items():
        if name and name not in words_old:
            free = [other for other in words_old if other and other not in words_new]
            best = max(free, key=lambda other: overlap(words_old[other], words), default="")
            alike = [other for other in free if same_name(Counter(other.split()), Counter(name.split()))]
            if best and overlap(words_old[best], words) >= _SAME and words.total() >= _A_TEXT:
                called[name] = best
            elif len(alike) == 1:
                called[name] = alike[0]
    return under_old, [called.get(name, name) for name in under_new]


def _under(blocks: Sequence[Block]) -> Iterator[str]:
    """Give the name above each block; a name stands above itself, and a heading ends it."""
    name = ""
    for block in blocks:
        if isinstance(block, Paragraph) and not block.is_empty:
            if _is_name(block):
                name = block.signature
            elif (_LABEL.match(block.text) and block.text.strip().endswith(":")) or _HEADING.match(
                block.text
            ):
                name = ""
        yield name


def _is_name(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph only names what is told below it: few words, a name, a colon."""
    text = paragraph.text.strip()
    words = [word for word in text.rstrip(" :").split() if word[0].isalpha()]
    return (
        text.endswith(":")
        and 1 < len(words) <= _A_CAPTION
        and not _LABEL.match(text)
        and all(word[0].isupper() for word in words[1:])
    )


def _words_under(blocks: Sequence[Block], names: Sequence[str]) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for block, name in zip(blocks, names, strict=True):
        held = found.setdefault(name, Counter())
        if isinstance(block, Other) or block.signature != name:
            held.update(block.words)
    return found


def _key(block: Block) -> str:
    """Give what two blocks must share to be the same; the first letter tells the sort."""
    return type(block).__name__[0] + block.signature


def _moves(
    one: tuple[Sequence[Block], Sequence[str]], two: tuple[Sequence[Block], Sequence[str]], pairs: Pairs
) -> Iterator[tuple[int, int]]:
    """Pair what is left at different places: only what is long enough not to be alike by chance."""
    (old, names_old), (new, names_new) = one, two
    paired_old, paired_new = {i for i, _ in pairs}, {j for _, j in pairs}
    left_old = [i for i in range(len(old)) if i not in paired_old and _is_long(old[i])]
    left_new = [j for j in range(len(new)) if j not in paired_new and _is_long(new[j])]
    if len(left_old) * len(left_new) > _MAX_PAIRS:
        return
    found = [
        (block_likeness(old[i], new[j]), i, j)
        for i in left_old
        for j in left_new
        if names_old[i] == names_new[j]
    ]
    gone: set[int] = set()
    come: set[int] = set()
    for likeness, i, j in sorted(found, key=lambda f: (-f[0], f[1], f[2])):
        if likeness >= MOVED and i not in gone and j not in come:
            gone.add(i)
            come.add(j)
            yield i, j


def _is_long(block: Block) -> bool:
    if isinstance(block, Paragraph) and _is_name(block):
        return True
    return not isinstance(block, Other) and block.words.total() >= _A_SENTENCE


def block_likeness(old: Block, new: Block) -> float:
    """Tell how alike two blocks are, from 0 (never a pair) to just over 1 (the same, style too)."""
    if type(old) is not type(new):
        return 0.0
    if old.signature == new.signature:
        return 1.0 + _same_style(old, new) if old.words else 0.1 + _same_style(old, new)
    if not old.words or not new.words:
        return 0.0
    near = overlap(old.words, new.words)
    return near + _same_style(old, new) if near >= NEAR else 0.0


def _same_style(old: Block, new: Block) -> float:
    same = isinstance(old, Paragraph) and isinstance(new, Paragraph) and old.style == new.style
    return 0.05 if same else 0.0


def _may_be_paired(old: Block, new: Block) -> bool:
    """Tell whether two blocks alone between the same neighbours are one, edited."""
    if isinstance(old, Paragraph) and isinstance(new, Paragraph):
        short = max(old.words.total(), new.words.total()) <= 2 * _A_SENTENCE
        near = overlap(old.words, new.words) if old.words and new.words else 0.0
        return near >= NEAR or (old.style == new.style and (short or near >= NEAR / 2))
    return type(old) is type(new)


def _zip_longest(
    old: Sequence[Sequence[Block]], new: Sequence[Sequence[Block]]
) -> Iterator[tuple[Sequence[Block], Sequence[Block]]]:
    for number in range(max(len(old), len(new))):
        yield (old[number] if number < len(old) else ()), (new[number] if number < len(new) else ())
