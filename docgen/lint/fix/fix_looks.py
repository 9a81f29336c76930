"""Mends the look of letters: fonts, colour, sizes, bold, italic, capitals; and centring."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from docgen.lint.blanks import halves
from docgen.lint.document_model import Block, Element, Span
from docgen.lint.fix import fix_markup
from docgen.lint.fix.fix_desk import FixDesk, Rewording, range_of
from docgen.lint.fix.fixed import FORMATTED
from docgen.lint.fix.letters import isolate, isolate_all, text_of
from docgen.lint.form_rule import Departure, LintPaper
from docgen.lint.formatting import RunFormat
from docgen.lint.looks import first_spans, is_centred, stands_alone
from docgen.lint.pieces import MM, Piece, is_capital
from docgen.lint.regime import FONT, NATION, SIZE_SETS, Look
from docgen.lint.widths import width_mm
from docgen.viet import legacy_font

_SYMBOLS: Final = ("symbol", "wingdings", "webdings", "marlett")
_UNICODE: Final = re.compile("[\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u0300-\u0323\u1ea0-\u1ef9]")
"""Vietnamese letters that no text in an old encoding holds."""


Change = Callable[[Element], None]


def dress(desk: FixDesk, fault: Departure) -> Sequence[Rewording] | None:
    """Give what is at fault the look that its rule wants there."""
    if fault.at is None or not isinstance(fault.wanted, Look):
        return None
    return FORMATTED if _dress(desk, fault.piece or fault.at, fault.wanted, fault.first) else None


def dress_known(desk: FixDesk, fault: Departure) -> Sequence[Rewording] | None:
    """Dress a part of a named paper; a line that merely stands in its place is left alone."""
    return dress(desk, fault) if desk.paper.anatomy.kind_is_known else None


def _dress(desk: FixDesk, part: Piece | Block, look: Look, first: int | None = None) -> bool:
    """Give a piece or a paragraph, or the first letters of it, a look; tells whether that was needed."""
    piece, block = (part, part.block) if isinstance(part, Piece) else (None, part)
    if piece and halves(block.text):  # other letters would move what spaces hold in its place
        return False
    spans: Sequence[Span] = part.spans
    spans = spans if first is None else first_spans(spans, first)
    changes = list(_changes(desk, [span.format for span in spans if span.inked], look))
    changes += _case(piece, look)
    alone = piece is None or stands_alone(piece, on_page=look.on_page)
    off_centre = look.centred and alone and not is_centred(block)
    if not changes and not off_centre:
        return False
    runs = runs_of(desk, part, first)
    for run in runs:
        for change in changes:
            change(fix_markup.run_properties(run))
    if off_centre:
        _centre(desk, block)
    return bool(runs) or off_centre


def runs_of(desk: FixDesk, part: Piece | Block, first: int | None = None) -> list[Element]:
    """Give the runs of a part, cut out of longer ones; none when the paragraph was reworded."""
    block = part.block if isinstance(part, Piece) else part
    paragraph = desk.element(block)
    if text_of(paragraph) != block.text:
        return []
    start, end = range_of(part) if isinstance(part, Piece) else (0, len(block.text))
    return isolate(paragraph, start, end if first is None else min(end, start + first))


def _centre(desk: FixDesk, block: Block) -> None:
    """Put a paragraph in the middle; a first-line indent would push it aside."""
    fix_markup.set_alignment(desk.element(block), "center")
    if block.format.first_line:
        fix_markup.set_indent(desk.element(block), left=block.format.left, first=0)


def _changes(desk: FixDesk, formats: Sequence[RunFormat], look: Look) -> Iterator[Change]:
    """Give what must be set in the properties of a run so that all have the look."""
    if look.size and any(not look.size[0] <= item.size <= look.size[1] for item in formats):
        size = _size(desk, look)
        yield lambda properties: fix_markup.set_size(properties, size)
    bold, italic, underline = look.bold, look.italic, look.underline
    if bold is not None and any(item.bold != bold for item in formats):
        yield lambda properties: fix_markup.set_switch(properties, "b", on=bold)
    if italic is not None and any(item.italic != italic for item in formats):
        yield lambda properties: fix_markup.set_switch(properties, "i", on=italic)
    if underline is not None and any(item.underline != underline for item in formats):
        yield lambda properties: fix_markup.set_underline(properties, on=underline)


def _case(piece: Piece | None, look: Look) -> Iterator[Change]:
    """Give what must be set for capitals; letters typed as capitals are a person's to retype."""
    if look.capital and not (piece and piece.capital):
        yield lambda properties: fix_markup.set_switch(properties, "caps", on=True)
    if look.capital is False and piece and piece.capital and not is_capital(piece.raw):
        yield lambda properties: fix_markup.set_switch(properties, "caps", on=False)


def _size(desk: FixDesk, look: Look) -> float:
    """Choose a size for a look: the nearest allowed to that of its set, else to that of the text."""
    low, high = look.size or (0.0, 0.0)
    if look.of_set is None:
        return desk.fitting((low, high))
    return min(max(_size_set(desk.paper)[look.of_set], low), high)


def _size_set(paper: LintPaper) -> tuple[float, float, float]:
    """Choose the set of sizes that most of the head has already, else the one that fits the column."""
    head = paper.anatomy.head
    found = [piece.inked[0].format.size if piece else None for piece in (head.nation, head.motto, head.date)]
    counts = [sum(one == other for one, other in zip(found, sizes, strict=True)) for sizes in SIZE_SETS]
    if counts[0] != counts[1]:
        return SIZE_SETS[counts[0] < counts[1]]
    room = head.nation.block.width / MM if head.nation else 0.0
    return SIZE_SETS[bool(head.nation) and room < width_mm(NATION, SIZE_SETS[0][0], bold=True)]


def size_set(desk: FixDesk, _fault: Departure) -> Sequence[Rewording] | None:
    """Give Quốc hiệu, Tiêu ngữ and date sizes that go together."""
    head = desk.paper.anatomy.head
    sizes = zip((head.nation, head.motto, head.date), _size_set(desk.paper), strict=True)
    done = [_dress(desk, piece, Look((size, size), underline=None)) for piece, size in sizes if piece]
    return FORMATTED if any(done) else None


def _runs_where(desk: FixDesk, block: Block, wrong: Callable[[RunFormat], bool]) -> list[Element]:
    """Give the runs of a block whose look is wrong; none when it was reworded."""
    paragraph = desk.element(block)
    if text_of(paragraph) != block.text:
        return []
    ends = list(itertools.accumulate(len(span.text) for span in block.spans))
    stretches = zip([0, *ends], ends, block.spans, strict=False)
    return isolate_all(paragraph, [(start, end) for start, end, span in stretches if wrong(span.format)])


def _other_font(look: RunFormat) -> bool:
    return any(name.casefold() != FONT.casefold() for name in look.fonts.values())


def _says_other_than_it_shows(block: Block) -> bool:
    """Tell whether the letters of a block mean something else in another font.

    Text in .VnTime or VNI-Times is stored in an old encoding, and in Wingdings a letter is a picture:
    neither may be shown in Times New Roman as it stands.
    """
    old = ""
    for span in block.shown:
        names = [name.casefold() for name in span.format.fonts.values()]
        if any(name.startswith(_SYMBOLS) for name in names):
            return True
        if any(map(legacy_font, names)):
            old += span.text
    return not (old.isascii() or _UNICODE.search(old))


def font(desk: FixDesk, fault: Departure) -> Sequence[Rewording] | None:
    """Set a paragraph and its mark in Times New Roman, unless its letters would change their meaning."""
    block = fault.at
    if block is None or _says_other_than_it_shows(block):
        return None
    for run in (runs := _runs_where(desk, block, _other_font)):
        fix_markup.set_font(fix_markup.run_properties(run))
    if runs and _other_font(block.mark):
        fix_markup.set_font(fix_markup.mark_properties(desk.element(block)))
    return FORMATTED if runs else None


def colour(desk: FixDesk, fault: Departure) -> Sequence[Rewording] | None:
    """Set the letters of a paragraph in black."""
    block = fault.at
    if block is None:
        return None
    runs = _runs_where(desk, block, lambda look: look.color.lower() not in {"auto", "000000"})
    for run in runs:
        fix_markup.set_black(fix_markup.run_properties(run))
    return FORMATTED if runs else None


def body_size(desk: FixDesk, fault: Departure) -> Sequence[Rewording] | None:
    """Set the letters of a paragraph that are too small or too large in the size of the text."""
    low, high = desk.paper.regime.body
    runs = _runs_where(desk, fault.at, lambda look: not low <= look.size <= high) if fault.at else []
    size = desk.fitting((low, high))
    for run in runs:
        fix_markup.set_size(fix_markup.run_properties(run), size)
    return FORMATTED if runs else None
