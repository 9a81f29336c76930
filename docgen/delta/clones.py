"""New paragraphs, rows and tables for a file that another program rewrote.

A new block of ours is formatted like its sibling in *her* file: the styles, numbering and direct
formatting of her package are known to be valid there, ours are not.  What has no sibling is written
with the style of the same name; what her file does not know is left out.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Final

from lxml import etree

from docgen.delta.model import Block, Document, Element, Paragraph, Segment, Table, TableRow
from docgen.delta.pen import clean_properties, fill, properties_of, run_key, xml_of
from docgen.delta.tokens import OBJECT
from docgen.word.xml import R, W

Format = tuple[str, ...]
Twin = tuple[Paragraph, Paragraph]
"""A paragraph of base or ours, and how it looks in her file."""

_STYLED: Final = {f"{W}pStyle": "paragraph", f"{W}rStyle": "character", f"{W}tblStyle": "table"}
_TRACES: Final = ("rsid", "paraId", "textId")
_TOGGLES: Final = ("b", "bCs", "i", "iCs", "u", "caps", "vertAlign")
_ORDER: Final = (
    "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow",
    "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern",
    "position", "sz", "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign",
)  # fmt: skip
"""The order of run properties in the schema, as far as toggles need it."""
_KEPT_IN_CELL: Final = frozenset((f"{W}tcPr",))
_FOREIGN: Final = tuple(
    W + name
    for name in (
        "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "numPr", "sectPr", "drawing",
        "pict", "object", "cnfStyle", "tblPrEx",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class RowTwin:
    """A row of base or ours and how it looks in her file; ``cells`` gives her cell for each of ours."""

    known: TableRow
    hers: TableRow
    cells: Mapping[int, int]


class Clones:
    """Makes new blocks for ``hers``, from what is known of how base blocks look there."""

    def __init__(self, hers: Document, ours: Document) -> None:
        self._hers, self._ours = hers, ours
        self._ids = {(kind, name.casefold()): i for (kind, i), name in hers.styles.items() if i}
        self._paragraphs: dict[Format, Twin] = {}
        self._named: dict[str, Twin] = {}
        self._runs: dict[tuple[str, str], Element | None] = {}
        self._rows: dict[Format, RowTwin] = {}

    def learn(self, base: Block, hers: Block) -> None:
        """Remember how a block of the base looks in her file."""
        if isinstance(base, Paragraph) and isinstance(hers, Paragraph):
            self._paragraphs.setdefault(format_of(base), (base, hers))
            self._named.setdefault(base.style, (base, hers))
            self._learn_runs(base, hers)

    def learn_row(self, twin: RowTwin) -> None:
        """Remember how a row of the base looks in her file."""
        self._rows.setdefault(row_format(twin.known), twin)

    def _learn_runs(self, base: Paragraph, hers: Paragraph) -> None:
        if base.signature != hers.signature or len(base.tokens) != len(hers.tokens):
            return
        for segment in base.segments:
            key = (base.style, run_key(segment))
            position = bisect.bisect_left([t.start for t in base.tokens], segment.start)
            if key not in self._runs and segment.is_text and position < len(hers.tokens):
                self._runs[key] = properties_of(_segment_at(hers, hers.tokens[position].start))

    def paragraph(self, new: Paragraph, near: Sequence[Twin]) -> Element:
        """Make a paragraph of ours; ``near`` are pairs (base or ours, hers) around it, the nearest first."""
        wanted = format_of(new)
        twin = _usual([pair for pair in near if format_of(pair[0]) == wanted])
        twin = twin or self._paragraphs.get(wanted)
        twin = twin or _usual([pair for pair in near if pair[0].style == new.style])
        twin = twin or self._named.get(new.style)
        if twin is None and ("paragraph", new.style.casefold()) not in self._ids and near:
            twin = near[0]
        made = etree.Element(f"{W}p")
        properties = self._properties(new, twin)
        if properties is not None and len(properties):
            made.append(properties)
        self._write(made, new, twin)
        return made

    def _properties(self, new: Paragraph, twin: Twin | None) -> Element | None:
        """Give the paragraph properties: those of the twin, or the style of the same name."""
        if twin is not None:
            found = twin[1].element.find(f"{W}pPr")
            copy = clean_properties(found) if found is not None else None
        else:
            found = new.element.find(f"{W}pPr")
            copy = self._imported(found) if found is not None else None
        if copy is not None:
            for section in copy.findall(f"{W}sectPr"):
                copy.remove(section)
        return copy

    def _write(self, parent: Element, new: Paragraph, twin: Twin | None) -> None:
        """Write the words of a paragraph of ours, run by run, in the formatting that they have in hers."""
        for text, segment in _stretches(new):
            key = (new.style, run_key(segment))
            if twin is not None and run_key(_first(twin[0])) == key[1]:
                properties = properties_of(_first(twin[1]))
            elif key in self._runs:
                properties = self._runs[key]
            elif twin is not None:
                properties = _toggled(properties_of(_first(twin[1])), properties_of(segment))
            else:
                found = properties_of(segment)
                properties = self._imported(found) if found is not None else None
            fill(parent, text, properties)

    def row(self, new: TableRow, near: Iterable[RowTwin]) -> Element:
        """Make a row of ours; ``near`` are rows around it that both have, the nearest first."""
        wanted = row_format(new)
        around = list(near)
        known = [self._rows[wanted]] if wanted in self._rows else []
        exact = [twin for twin in [*around, *known] if row_format(twin.known) == wanted]
        alike = [twin for twin in around if _widths(twin.known) == _widths(new)]
        for twin in [*exact, *alike]:
            if twin.cells:
                return self._filled_row(new, twin.hers, {j: i for i, j in twin.cells.items()})
        return self._imported(new.element)

    def _filled_row(self, new: TableRow, twin: TableRow, cells: Mapping[int, int]) -> Element:
        """Copy a row of hers with our words; ``cells`` gives our cell for each of hers that has one."""
        made = deepcopy(twin.element)
        _clear_traces(made)
        for name in ("ins", "del", "trPrChange"):
            for element in made.findall(f"{W}trPr/{W}{name}"):
                element.getparent().remove(element)
        twins = [cell for cell in made.iter(f"{W}tc") if _row_around(cell) is made]
        for number, cell in enumerate(twins):
            old = list(_paragraphs_of(twin.cells[number])) if number < len(twin.cells) else []
            for child in list(cell):
                if child.tag not in _KEPT_IN_CELL:
                    cell.remove(child)
            words = list(_paragraphs_of(new.cells[cells[number]])) if number in cells else []
            for position, paragraph in enumerate(words):
                sibling = old[min(position, len(old) - 1)] if old else None
                cell.append(self._like(paragraph, sibling))
            if not words:
                cell.append(self._like(None, old[0] if old else None))
        return made

    def _like(self, new: Paragraph | None, twin: Paragraph | None) -> Element:
        """Make a cell's paragraph with the formatting of another cell's."""
        made = etree.Element(f"{W}p")
        found = twin.element.find(f"{W}pPr") if twin is not None else None
        if found is not None:
            made.append(clean_properties(found))
        if new is not None:
            first = next((s for s in twin.segments if s.is_text), None) if twin is not None else None
            for text, segment in _stretches(new):
                key = (new.style, run_key(segment))
                known = self._runs.get(key) if first is None else None
                fill(
                    made,
                    text,
                    known if first is None else _toggled(properties_of(first), properties_of(segment)),
                )
        return made

    def table(self, new: Table) -> Element:
        """Make a table of ours, in the styles of the same names."""
        return self._imported(new.element)

    def _imported(self, element: Element) -> Element:
        """Copy an element of ours with the style ids of her file, without what only our package knows."""
        copy = deepcopy(element)
        _clear_traces(copy)
        for foreign in list(copy.iter(*_FOREIGN)):
            if foreign is not copy and foreign.getparent() is not None:
                foreign.getparent().remove(foreign)
        for styled in list(copy.iter(*_STYLED)):
            kind = _STYLED[str(styled.tag)]
            name = self._ours.styles.get((kind, styled.get(f"{W}val", "")), "")
            there = self._ids.get((kind, name.casefold()))
            if there is not None:
                styled.set(f"{W}val", there)
            elif styled.getparent() is not None:
                styled.getparent().remove(styled)
        for linked in list(copy.iter()):
            if any(str(key).startswith(R) for key in linked.attrib) and linked.getparent() is not None:
                linked.getparent().remove(linked)
        return copy


def _usual(pairs: Sequence[Twin]) -> Twin | None:
    """Give the nearest pair that she did not make something else, such as a heading; else the nearest."""
    plain = (
        pair for pair in pairs if pair[0].style == pair[1].style and _toggles(pair[0]) == _toggles(pair[1])
    )
    return next(plain, pairs[0] if pairs else None)


def _toggles(paragraph: Paragraph) -> list[bool]:
    properties = properties_of(_first(paragraph))
    return [properties is not None and properties.find(W + name) is not None for name in _TOGGLES]


def format_of(paragraph: Paragraph) -> Format:
    """Give what makes two paragraphs of the same file look the same."""
    properties = paragraph.element.find(f"{W}pPr")
    if properties is None:
        return ("",)
    return (paragraph.style, *(xml_of(child) for child in properties if child.tag not in _UNSEEN))


_UNSEEN: Final = frozenset(W + name for name in ("sectPr", "pPrChange", "rPr"))


def row_format(row: TableRow) -> Format:
    """Give what makes two rows of the same file look the same."""
    return (
        str(row.heading),
        *(_cell_format(cell.element, cell.span) for cell in row.cells),
        _first_styles(row),
    )


def _cell_format(cell: Element, span: int) -> str:
    merged = cell.find(f"{W}tcPr/{W}vMerge")
    return f"{span} {'' if merged is None else merged.get(f'{W}val', 'continue')}"


def _first_styles(row: TableRow) -> str:
    firsts = (next(_paragraphs_of(cell), None) for cell in row.cells)
    return "|".join("" if p is None else f"{p.style} {run_key(_first(p))}" for p in firsts)


def _first(paragraph: Paragraph) -> Segment | None:
    return next((segment for segment in paragraph.segments if segment.is_text), None)


def _widths(row: TableRow) -> tuple[int, ...]:
    return tuple(cell.span for cell in row.cells)


def _paragraphs_of(cell: object) -> Iterator[Paragraph]:
    for block in getattr(cell, "blocks", ()):
        if isinstance(block, Paragraph):
            yield block


def _segment_at(paragraph: Paragraph, at: int) -> Segment | None:
    return next((s for s in paragraph.segments if s.start <= at < s.end), None)


def _stretches(paragraph: Paragraph) -> Iterator[tuple[str, Segment]]:
    """Give the text run by run, with a piece that shows its formatting; objects are left out."""
    text, last = "", None
    for segment in paragraph.segments:
        piece = paragraph.text[segment.start : segment.end]
        if piece == OBJECT:
            continue
        if last is not None and run_key(last) != run_key(segment):
            yield text, last
            text = ""
        text, last = text + piece, segment
    if last is not None and text:
        yield text, last


def _toggled(hers: Element | None, ours: Element | None) -> Element | None:
    """Take her run's properties, but bold, italic and the like as ours has them."""
    made = deepcopy(hers) if hers is not None else etree.Element(f"{W}rPr")
    for name in _TOGGLES:
        for old in made.findall(W + name):
            made.remove(old)
        new = ours.find(W + name) if ours is not None else None
        if new is not None:
            rank = _ORDER.index(name)
            later = (i for i, e in enumerate(made) if _rank(e) > rank)
            made.insert(next(later, len(made)), deepcopy(new))
    return made if len(made) else None


def _rank(element: Element) -> int:
    name = str(element.tag).rpartition("}")[2]
    return _ORDER.index(name) if name in _ORDER else len(_ORDER)


def _clear_traces(root: Element) -> None:
    for element in root.iter():
        for key in [k for k in element.attrib if any(trace in str(k) for trace in _TRACES)]:
            del element.attrib[key]


def _row_around(cell: Element) -> Element | None:
    return next(cell.iterancestors(f"{W}tr"), None)
