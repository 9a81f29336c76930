"""Paragraphs and table rows of two versions as HTML, each with its counterpart and an anchor."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from docgen.comparing.page_style import visible
from docgen.delta import (
    Block,
    BlockPair,
    Cell,
    CellPair,
    Change,
    ChangeKind,
    Document,
    Hunk,
    Paragraph,
    RowPair,
    Table,
    TableRow,
    paragraphs,
)
from docgen.delta.things import thing_name
from docgen.delta.tokens import OBJECT
from docgen.word.places import Places
from docgen.word.xml import W

_WIDE: Final = 8
"""Cells of a row that half a page still holds."""


class ItemState(enum.StrEnum):
    """What happened to an item."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph or table row as it stands in both versions, in HTML; ``anchor`` names it for links.

    ``wide`` tells of a row that has too many cells to stand beside its counterpart.
    """

    old: str
    new: str
    look: ItemState
    anchor: str = ""
    wide: bool = False


class Renderer:
    """Writes pairs of blocks and remembers where each changed place stands."""

    def __init__(self, old: Document, new: Document) -> None:
        self._old, self._new = old.places(), new.places()
        self._anchors: dict[str, str] = {}
        self._gone: dict[str, str] = {}
        self._count = 0

    def anchor(self, change: Change) -> str:
        """Give the anchor of the place of a change, once all blocks were written; ``""`` if it has none."""
        first, second = self._anchors, self._gone
        if change.kind is ChangeKind.REMOVED:
            first, second = second, first
        return first.get(change.place, "") or second.get(change.place, "")

    def blocks(self, pairs: Sequence[BlockPair]) -> Iterator[Item]:
        """Write blocks side by side, with anchors where they changed; a table gives an item for each row."""
        for pair in pairs:
            for thing in _things(pair):
                item = self._item(thing)
                yield (
                    item
                    if item.look is ItemState.SAME
                    else replace(item, anchor=self._name(thing, item.look))
                )

    def _inside(self, pairs: Sequence[BlockPair]) -> list[Item]:
        """Write what stands within a cell or box: changes there lead to the row or paragraph around."""
        return [self._item(thing) for pair in pairs for thing in _things(pair)]

    def _item(self, thing: BlockPair | RowPair) -> Item:
        return self._row(thing) if isinstance(thing, RowPair) else self._paragraph(thing)

    def _name(self, thing: BlockPair | RowPair, look: ItemState) -> str:
        """Give an anchor, and remember by which places it will be asked for."""
        self._count += 1
        name = f"thay-doi-{self._count}"
        old = list(_places(self._old, thing.old)) if thing.old is not None else []
        new = list(_places(self._new, thing.new)) if thing.new is not None else []
        for place in old:
            self._gone.setdefault(place, name)
        for place in new:
            self._anchors.setdefault(place, name)
        if look is ItemState.MOVED and old and new:
            self._anchors.setdefault(f"{old[0]} → {new[0]}", name)
        return name

    # --- paragraphs -------------------------------------------------------------------------------

    def _paragraph(self, pair: BlockPair) -> Item:
        old = pair.old if isinstance(pair.old, Paragraph) else None
        new = pair.new if isinstance(pair.new, Paragraph) else None
        boxes = [item for box in pair.boxes() for item in self._inside(box)]
        if old is not None and new is not None:
            found = [hunk for hunk in pair.hunks() if _shows(old, new, hunk)]
            one = _marked(old, [(h.old_start, h.old_end) for h in found], "del")
            two = _marked(new, [(h.new_start, h.new_end) for h in found], "ins")
            changed = bool(found) or any(item.look is not ItemState.SAME for item in boxes)
            look = ItemState.MOVED if pair.moved else ItemState.CHANGED if changed else ItemState.SAME
        else:
            one = _whole(old, "del") if old is not None else ""
            two = _whole(new, "ins") if new is not None else ""
            look = ItemState.REMOVED if one else ItemState.ADDED if two else ItemState.SAME
        one += "".join(item.old for item in boxes)
        two += "".join(item.new for item in boxes)
        return Item(
            _from(one, self._old.quoted(old.element)) if pair.moved and old is not None else one, two, look
        )

    def _row(self, pair: RowPair) -> Item:
        old: list[tuple[Cell, str]] = []
        new: list[tuple[Cell, str]] = []
        changed = False
        for cell in pair.cells:
            items = [item for item in self._inside(cell.blocks()) if item.old or item.new]
            changed = changed or any(item.look is not ItemState.SAME for item in items)
            if cell.old is not None:
                old.append((cell.old, "".join(item.old for item in items)))
            if cell.new is not None:
                new.append((cell.new, "".join(item.new for item in items)))
        if pair.old is None or pair.new is None:
            lone = ItemState.REMOVED if pair.new is None else ItemState.ADDED
            look = lone if any(text for _, text in (*old, *new)) else ItemState.SAME
        else:
            look = ItemState.MOVED if pair.moved else ItemState.CHANGED if changed else ItemState.SAME
        one, two = _cells(old), _cells(new)
        if pair.moved and pair.old is not None:
            one = _from(one, self._old.quoted(pair.old.element))
        return Item(one, two, look, wide=max(len(old), len(new)) > _WIDE)


def _things(pair: BlockPair) -> Sequence[BlockPair | RowPair]:
    """Give what is written as items of their own: the pair, or the rows of its table."""
    if isinstance(pair.old, Table) or isinstance(pair.new, Table):
        old = pair.old.rows if isinstance(pair.old, Table) else ()
        new = pair.new.rows if isinstance(pair.new, Table) else ()
        return pair.rows() or [*(_lone(row, None) for row in old), *(_lone(None, row) for row in new)]
    return [pair] if isinstance(pair.old, Paragraph) or isinstance(pair.new, Paragraph) else []


def _lone(old: TableRow | None, new: TableRow | None) -> RowPair:
    cells = [CellPair(cell, None) for cell in (old.cells if old is not None else ())]
    cells += [CellPair(None, cell) for cell in (new.cells if new is not None else ())]
    return RowPair(old, new, tuple(cells))


def _cells(cells: Sequence[tuple[Cell, str]]) -> str:
    """Write a row; the widths of its cells have the proportions that they have on paper."""
    if not cells:
        return ""
    widths = [_width(cell) for cell, _ in cells]
    total = sum(widths)
    inside = "".join(
        f'<td style="width:{100 * width / total:.1f}%">{text}</td>'
        for width, (_, text) in zip(widths, cells, strict=True)
    )
    return f"<table><tr>{inside}</tr></table>"


def _width(cell: Cell) -> int:
    element = cell.element.find(f"{W}tcPr/{W}tcW")
    width = element.get(f"{W}w", "") if element is not None else ""
    known = width.isascii() and width.isdecimal() and len(width) < len("100000000") and int(width) > 0
    return int(width) if known else 1000 * max(cell.span, 1)


def _places(places: Places, thing: Block | TableRow) -> Iterator[str]:
    """Give the places of a thing and of all in it, its own first."""
    cells = thing.cells if isinstance(thing, TableRow) else ()
    inside = [thing] if isinstance(thing, Paragraph) else [b for cell in cells for b in cell.blocks]
    yield from filter(None, (places.quoted(part.element) for part in (thing, *cells, *paragraphs(inside))))


def _from(text: str, place: str) -> str:
    return f'<p class="note">(trước ở: {visible(place)})</p>{text}'


# --- words --------------------------------------------------------------------------------------


def _shows(old: Paragraph, new: Paragraph, hunk: Hunk) -> bool:
    """Tell whether a reader would see the change: one of spaces alone is none."""
    sides = ((old, hunk.old_start, hunk.old_end), (new, hunk.new_start, hunk.new_end))
    return any(_text(*side).strip() for side in sides)


def _text(paragraph: Paragraph, start: int, end: int) -> str:
    tokens = paragraph.tokens
    return paragraph.text[tokens[start].start : tokens[end - 1].end] if start < end else ""


def _marked(paragraph: Paragraph, stretches: Sequence[tuple[int, int]], tag: str) -> str:
    """Write a paragraph with some stretches (of tokens) marked."""
    pieces: list[str] = []
    objects = iter(paragraph.objects)
    at = 0
    for start, end in stretches:
        if start < end:
            pieces.append(_written(_text(paragraph, at, start), objects))
            pieces.append(f"<{tag}>{_written(_text(paragraph, start, end), objects)}</{tag}>")
            at = end
    pieces.append(_written(_text(paragraph, at, len(paragraph.tokens)), objects))
    text = "".join(pieces)
    return f"<p>{text}</p>" if text.strip() else ""


def _whole(paragraph: Paragraph, tag: str) -> str:
    return _marked(paragraph, [(0, len(paragraph.tokens))], tag) if not paragraph.is_empty else ""


def _written(text: str, objects: Iterator[str]) -> str:
    """Write a text; what is no text is named."""
    head, *rest = text.split(OBJECT)
    named = (
        f'<span class="thing">{visible(thing_name(next(objects, "")))}</span>{visible(piece)}'
        for piece in rest
    )
    return visible(head) + "".join(named)
