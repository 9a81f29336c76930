"""Mends the look of letters: fonts, colour, sizes, bold, italic, capitals; and centring."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from docgen.lint.blanks import halves
from docgen.lint.document_model import Block, Element
from docgen.lint.fix import fix_markup
from docgen.lint.fix.fix_desk import FixDesk, Rewording, range_of
from docgen.lint.fix.fixed import Mender
from docgen.lint.fix.letters import isolate, isolate_all, text_of
from docgen.lint.form_rule import Departure, LintPaper, Profile
from docgen.lint.formatting import RunFormat
from docgen.lint.looks import is_centred, stands_alone
from docgen.lint.pieces import MM, Piece, is_capital
from docgen.lint.regime import Range
from docgen.lint.rules.address import label_of
from docgen.lint.rules.signature import must_be_bold
from docgen.lint.widths import width_mm
from docgen.viet import legacy_font

FORMATTED: Final[Sequence[Rewording]] = ()
"""What a mender gives that changed no letter."""
_SETS: Final = ((13.0, 14.0, 14.0), (12.0, 13.0, 13.0))
"""Sizes of Quốc hiệu, Tiêu ngữ and date that go together; the first where nothing tells."""
_NATION: Final = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_SYMBOLS: Final = ("symbol", "wingdings", "webdings", "marlett")
_UNICODE: Final = re.compile("[\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u0300-\u0323\u1ea0-\u1ef9]")
"""Vietnamese letters that no text in an old encoding holds."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a part must look; ``None`` asks for nothing.  ``size`` is what it is given if outside ``range``.

    ``on_page`` parts are centred on the page, others in their column.
    """

    size: float
    range: Range
    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = False
    capital: bool | None = None
    centred: bool = False
    on_page: bool = False


Part = tuple[Piece, Look]


def parts_mender(parts: Callable[[FixDesk], Iterable[Part]]) -> Mender:
    """Make a mender that gives the part at a fault the look that it must have."""

    def mender(desk: FixDesk, fault: Departure) -> Sequence[Rewording] | None:
        done = [
            _dress(desk, piece, look)
            for piece, look in parts(desk)
            if piece.block is fault.at and piece.text == fault.text
        ]
        return FORMATTED if any(done) else None

    return mender


def runs_of(desk: FixDesk, piece: Piece) -> list[Element]:
    """Give the runs of a piece, cut out of longer ones; none when the paragraph was reworded."""
    paragraph = desk.element(piece.block)
    if text_of(paragraph) != piece.block.text:
        return []
    return isolate(paragraph, *range_of(piece))


def _dress(desk: FixDesk, piece: Piece, look: Look) -> bool:
    if halves(piece.block.text):  # other letters would move what spaces hold in its place
        return False
    formats = [span.format for span in piece.inked]
    changes = list(_changes(formats, look))
    if look.capital and not piece.capital:
        changes.append(lambda properties: fix_markup.set_switch(properties, "caps", on=True))
    if look.capital is False and piece.capital and not is_capital(piece.raw):
        changes.append(lambda properties: fix_markup.set_switch(properties, "caps", on=False))
    off_centre = look.centred and stands_alone(piece, on_page=look.on_page) and not is_centred(piece.block)
    if not changes and not off_centre:
        return False
    runs = runs_of(desk, piece)
    for run in runs:
        for change in changes:
            change(fix_markup.run_properties(run))
    if off_centre:
        centre(desk, piece.block)
    return bool(runs) or off_centre


def centre(desk: FixDesk, block: Block) -> None:
    """Put a paragraph in the middle; a first-line indent would push it aside."""
    fix_markup.set_alignment(desk.element(block), "center")
    if block.format.first_line:
        fix_markup.set_indent(desk.element(block), left=block.format.left, first=0)


Change = Callable[[Element], None]


def _changes(formats: Sequence[RunFormat], look: Look) -> Iterator[Change]:
    """Give what must be set in the properties of a run so that all have the look."""
    low, high = look.range
    if any(not low <= item.size <= high for item in formats):
        yield lambda properties: fix_markup.set_size(properties, look.size)
    bold, italic, underline = look.bold, look.italic, look.underline
    if bold is not None and any(item.bold != bold for item in formats):
        yield lambda properties: fix_markup.set_switch(properties, "b", on=bold)
    if italic is not None and any(item.italic != italic for item in formats):
        yield lambda properties: fix_markup.set_switch(properties, "i", on=italic)
    if underline is not None and any(item.underline != underline for item in formats):
        yield lambda properties: fix_markup.set_underline(properties, on=underline)


def _like(desk: FixDesk, allowed: Range, **more: Any) -> Look:
    return Look(desk.fitting(allowed), allowed, **more)


def _size_set(paper: LintPaper) -> tuple[float, float, float]:
    """Choose the set of sizes that most of the head has already, else the one that fits the column."""
    head = paper.anatomy.head
    found = [piece.inked[0].format.size if piece else None for piece in (head.nation, head.motto, head.date)]
    counts = [sum(one == other for one, other in zip(found, sizes, strict=True)) for sizes in _SETS]
    if counts[0] != counts[1]:
        return _SETS[counts[0] < counts[1]]
    room = head.nation.block.width / MM if head.nation else 0.0
    return _SETS[bool(head.nation) and room < width_mm(_NATION, _SETS[0][0], bold=True)]


def _of_set(size: float, allowed: Range, **more: Any) -> Look:
    low, high = allowed
    return Look(min(max(size, low), high), allowed, **more)


def nation_and_motto(desk: FixDesk) -> Iterator[Part]:
    """Give Quốc hiệu (or the Party's name) and Tiêu ngữ."""
    head, regime = desk.paper.anatomy.head, desk.paper.regime
    nation, motto, _ = _size_set(desk.paper)
    top = head.party if desk.profile is Profile.PARTY else head.nation
    if top:
        yield top, _of_set(nation, regime.nation, bold=True, italic=False, underline=None, centred=True)
    if head.motto:
        look = _of_set(motto, regime.motto, bold=True, italic=False, underline=None, centred=True)
        yield head.motto, look


def nation_in_capitals(desk: FixDesk) -> Iterator[Part]:
    """Give Quốc hiệu, in capitals."""
    for piece, look in nation_and_motto(desk):
        if piece is not desk.paper.anatomy.head.motto:
            yield piece, Look(look.size, (0, 99), underline=None, capital=True)


def parents(desk: FixDesk) -> Iterator[Part]:
    """Give the lines of the parent body."""
    look = _like(desk, desk.paper.regime.organisation, bold=False, italic=False, capital=True, centred=True)
    return ((piece, look) for piece in desk.paper.anatomy.head.parents)


def issuer(desk: FixDesk) -> Iterator[Part]:
    """Give the lines of the issuing body."""
    underline = False if desk.profile is Profile.PARTY else None
    look = _like(
        desk,
        desk.paper.regime.organisation,
        bold=True,
        italic=False,
        underline=underline,
        capital=True,
        centred=True,
    )
    return ((piece, look) for piece in desk.paper.anatomy.head.issuer)


def number(desk: FixDesk) -> Iterator[Part]:
    """Give number and symbol."""
    piece = desk.paper.anatomy.head.number
    if piece:
        yield piece, _like(desk, desk.paper.regime.number, bold=False, italic=False, centred=True)


def date(desk: FixDesk) -> Iterator[Part]:
    """Give place and date."""
    piece = desk.paper.anatomy.head.date
    if piece:
        size, allowed = _size_set(desk.paper)[2], desk.paper.regime.date
        yield piece, _of_set(size, allowed, bold=False, italic=True, centred=True)


def size_set(desk: FixDesk, _fault: Departure) -> Sequence[Rewording] | None:
    """Give Quốc hiệu, Tiêu ngữ and date sizes that go together."""
    head = desk.paper.anatomy.head
    sizes = zip((head.nation, head.motto, head.date), _size_set(desk.paper), strict=True)
    done = [
        _dress(desk, piece, Look(size, (size, size), underline=None))
        for piece, size in sizes
        if piece is not None
    ]
    return FORMATTED if any(done) else None


def kind(desk: FixDesk) -> Iterator[Part]:
    """Give the name of the kind; a line that merely stands in its place is left alone."""
    piece = desk.paper.anatomy.head.kind
    if piece and desk.paper.anatomy.kind_is_known:
        allowed = desk.paper.regime.kind
        yield piece, _like(desk, allowed, bold=True, italic=False, capital=True, centred=True, on_page=True)


def abstract(desk: FixDesk) -> Iterator[Part]:
    """Give the abstract."""
    allowed = desk.paper.regime.abstract
    look = _like(
        desk, allowed, bold=True, italic=False, underline=None, capital=False, centred=True, on_page=True
    )
    known = desk.paper.anatomy.kind_is_known
    return ((piece, look) for piece in desk.paper.anatomy.head.abstract if known)


def brief(desk: FixDesk) -> Iterator[Part]:
    """Give the abstract of a công văn."""
    italic = desk.profile is Profile.PARTY
    look = _like(desk, desk.paper.regime.brief, bold=False, italic=italic, capital=False, centred=True)
    return ((piece, look) for piece in desk.paper.anatomy.head.brief)


def signatures(desk: FixDesk) -> Iterator[Part]:
    """Give the lines of authority and post, and the names."""
    allowed = desk.paper.regime.signature
    for signature in desk.paper.anatomy.ending.signatures:
        for piece in signature.capacities:
            bold = must_be_bold(piece, signature, desk.profile)
            yield piece, _like(desk, allowed, bold=bold, italic=False, centred=True)
        if signature.name:
            look = _like(desk, allowed, bold=True, italic=False, capital=False, centred=True)
            yield signature.name, look


def recipients_label(desk: FixDesk) -> Iterator[Part]:
    """Give "Nơi nhận:"."""
    piece, party = desk.paper.anatomy.ending.label, desk.profile is Profile.PARTY
    if piece:
        bold = None if party else True
        allowed = desk.paper.regime.recipients_label
        yield piece, _like(desk, allowed, bold=bold, italic=not party, underline=party)


def recipients(desk: FixDesk) -> Iterator[Part]:
    """Give the list of recipients."""
    look = _like(desk, desk.paper.regime.recipients, bold=False, italic=False)
    return ((piece, look) for piece in desk.paper.anatomy.ending.recipients)


def address(desk: FixDesk) -> Iterator[Part]:
    """Give "Kính gửi:" and the addressees; only the words "Kính gửi:" of the Party's are italic."""
    anatomy, regime = desk.paper.anatomy, desk.paper.regime
    upright = None if desk.profile is Profile.PARTY else False
    look = _like(desk, regime.address, bold=False, italic=upright)
    return ((piece, look) for piece in (anatomy.address, *anatomy.addressees) if piece)


def address_label(desk: FixDesk, fault: Departure) -> Sequence[Rewording] | None:
    """Set the Party's words "Kính gửi:" in italics."""
    piece = desk.paper.anatomy.address
    if piece is None or fault.at is not piece.block or fault.allowed != "chữ nghiêng":
        return None
    start, end = range_of(piece)
    paragraph, label = desk.element(piece.block), len(label_of(piece))
    if text_of(paragraph) != piece.block.text:
        return None
    runs = isolate(paragraph, start, min(end, start + label))
    for run in runs:
        fix_markup.set_switch(fix_markup.run_properties(run), "i", on=True)
    return FORMATTED if runs else None


def appendix(desk: FixDesk) -> Iterator[Part]:
    """Give the label of each appendix, its title and the line "(Kèm theo …)"."""
    sizes = desk.paper.regime.abstract
    for item in desk.paper.anatomy.appendices:
        if item.label is None:
            continue
        yield (
            item.label,
            Look(14, (14, 14), bold=True, italic=False, capital=False, centred=True, on_page=True),
        )
        for piece in item.title:
            capital = True if any(letter.isalpha() for letter in piece.text) else None
            title = _like(
                desk,
                sizes,
                bold=True,
                italic=False,
                underline=None,
                capital=capital,
                centred=True,
                on_page=True,
            )
            yield piece, title
        if item.reference:
            yield item.reference, _like(desk, sizes, bold=False, italic=True, centred=True, on_page=True)


def _runs_where(desk: FixDesk, block: Block, wrong: Callable[[RunFormat], bool]) -> list[Element]:
    """Give the runs of a block whose look is wrong; none when it was reworded."""
    paragraph = desk.element(block)
    if text_of(paragraph) != block.text:
        return []
    ends = list(itertools.accumulate(len(span.text) for span in block.spans))
    stretches = zip([0, *ends], ends, block.spans, strict=False)
    return isolate_all(paragraph, [(start, end) for start, end, span in stretches if wrong(span.format)])


def _other_font(look: RunFormat) -> bool:
    return any(name.casefold() != fix_markup.FONT.casefold() for name in look.fonts.values())


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


def grounds(desk: FixDesk, fault: Departure) -> Sequence[Rewording] | None:
    """Set a legal ground in italics (the Party's upright), in the size of the text."""
    block = fault.at
    if block is None:
        return None
    look = _like(desk, desk.paper.regime.body, italic=desk.profile is not Profile.PARTY, underline=None)
    changes = list(_changes([span.format for span in block.shown], look))
    for run in (runs := _runs_where(desk, block, lambda _: True)):
        for change in changes:
            change(fix_markup.run_properties(run))
    return FORMATTED if runs and changes else None
