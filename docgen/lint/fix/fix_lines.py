"""Mends the lines under Tiêu ngữ, issuer and abstract: drawn, solid, of the right length."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from docgen.lint.blanks import halves
from docgen.lint.document_model import Block, Element
from docgen.lint.drawing import LineKind, stands_in_for_line
from docgen.lint.fix import fix_markup, shapes
from docgen.lint.fix.fix_desk import FixDesk, Rewording, range_of
from docgen.lint.fix.fix_looks import runs_of
from docgen.lint.fix.fixed import Fix
from docgen.lint.fix.letters import edit, split, text_of
from docgen.lint.fix.tabs import left_edge
from docgen.lint.form_rule import Departure, Profile
from docgen.lint.looks import text_lines_mm
from docgen.lint.pieces import MM, Piece, pieces_of
from docgen.lint.ruled_lines import text_follows

_PART: Final = 5 / 12
"""Between a third and a half of the text."""
_THIN: Final = 40
"""Height of the empty paragraph whose border is the line: 2 points in twips."""
_MOTTO_SHARE: Final = 0.75
"""Among lines that hang loose, one longer than this part of Tiêu ngữ is its own (as the linter shares)."""
_LINE_FACTOR: Final = 1.15
_CLEAR: Final = 20
"""Room between a text and the line drawn below it, in twips."""

Group = Callable[[FixDesk], Sequence[Piece]]


def motto(desk: FixDesk) -> Sequence[Piece]:
    """Tiêu ngữ, or the Party's name, which has the line in its papers."""
    head = desk.paper.anatomy.head
    piece = head.party if desk.profile is Profile.PARTY else head.motto
    return [piece] if piece else []


def issuer(desk: FixDesk) -> Sequence[Piece]:
    """Name the issuing body."""
    return desk.paper.anatomy.head.issuer


def abstract(desk: FixDesk) -> Sequence[Piece]:
    """Give the abstract; the Party's papers have a row of hyphens there, which a person types."""
    anatomy = desk.paper.anatomy
    return () if desk.profile is Profile.PARTY or not anatomy.kind_is_known else anatomy.head.abstract


def line_under(group: Group, *, whole: bool) -> Fix:
    """Make a fix of the line under a group of pieces, as long as its text or a part of it."""

    def fix(desk: FixDesk, _fault: Departure) -> Sequence[Rewording] | None:
        pieces = group(desk)
        if not pieces:
            return None
        length = pieces[-1].length_mm if whole else max(text_lines_mm(pieces)) * _PART
        return _draw(desk, pieces, round(length * MM), loose_motto=whole)

    return fix


def _draw(
    desk: FixDesk, group: Sequence[Piece], length: int, *, loose_motto: bool
) -> Sequence[Rewording] | None:
    last = group[-1]
    if text_of(desk.element(last.block)) != last.block.text or halves(last.block.text):
        return None
    for piece in group:
        if any(span.format.underline for span in piece.inked):
            for run in runs_of(desk, piece):
                fix_markup.set_underline(fix_markup.run_properties(run), on=False)
    below = _below(desk, last)
    reworded, emptied = _erase_rows(desk, last, below)
    loose = last.block.cell is None and not last.block.frame and group is not desk.paper.anatomy.head.abstract
    if loose:
        _draw_loose(desk, last, length, is_motto=loose_motto)
        return reworded
    follows = text_follows(last)
    if follows and _split_below(desk, last):
        _insert_line(desk, last.block, length, room=0)
        return reworded
    below = [] if follows else below
    drawn = next((shape for block in (last.block, *below) for shape in _shapes(desk, block)), None)
    bordered = next((block for block in below if block.blank and _has_border(block)), emptied)
    if drawn is not None:
        shapes.resize(drawn, length)
    elif bordered is not None and not last.block.frame:
        _make_line(desk.element(bordered), bordered.width, length)
    elif last.block.frame or follows:
        # Borders within a text frame are drawn around the frame, and one of a paragraph below all of
        # its lines; so the line is a shape.
        _draw_shape(desk, last, length)
    else:
        _remove_borders(desk, last.block, below)
        _insert_line(desk, last.block, length)
    return reworded


def _split_below(desk: FixDesk, last: Piece) -> bool:
    """Give a text a paragraph that ends with it, so that a line can come between it and the next text."""
    if last.block.frame or next(_shapes(desk, last.block), None) is not None:
        return False
    paragraph = desk.element(last.block)
    end = range_of(last)[1]
    return split(paragraph, text_of(paragraph).find("\n", end))


def _below(desk: FixDesk, last: Piece) -> list[Block]:
    """Give the blocks of a column between a text and the next text of that column."""
    blocks = desk.paper.anatomy.main
    start = next(index for index, block in enumerate(blocks) if block is last.block)
    found: list[Block] = []
    for block in blocks[start + 1 :]:
        if not _in_column(block, last.block):
            if last.block.cell and block.cell is None:
                break
            continue
        texts = [piece for piece in pieces_of([block]) if piece.beside(last)]
        if any(not stands_in_for_line(piece.text) for piece in texts):
            break
        found.append(block)
    return found


def _in_column(block: Block, own: Block) -> bool:
    if block.frame or own.frame:
        return block.frame == own.frame
    if block.cell is None or own.cell is None:
        return block.cell is own.cell
    return own.cell.over(block.cell)


def _erase_rows(desk: FixDesk, last: Piece, below: Sequence[Block]) -> tuple[list[Rewording], Block | None]:
    """Erase rows of underscores; give what was erased, and a paragraph that is empty now."""
    reworded: list[Rewording] = []
    emptied: Block | None = None
    for block in (last.block, *below):
        paragraph = desk.element(block)
        for piece in pieces_of([block]):
            if (
                not (piece.beside(last) and stands_in_for_line(piece.text))
                or text_of(paragraph) != block.text
            ):
                continue
            start, end = range_of(piece)
            if block.text[:start].endswith("\n"):
                start -= 1
            if edit(paragraph, start, end, ""):
                reworded.append(Rewording(block.text[start:end], ""))
        if block is not last.block and not text_of(paragraph).strip() and reworded:
            emptied = emptied or block
    return reworded, emptied


def _shapes(desk: FixDesk, block: Block) -> Iterator[shapes.Shape]:
    return shapes.shapes_of(desk.element(block))


def _has_border(block: Block) -> bool:
    return any(line.kind is LineKind.BORDER for line in block.lines)


def _make_line(paragraph: Element, room: int, length: int) -> None:
    """Make an empty paragraph a line: thin, with a border above, indented from both sides."""
    properties = fix_markup.paragraph_properties(paragraph)
    fix_markup.drop(properties, "pBdr")
    border = OxmlElement("w:top")
    fix_markup.put(border, val="single", sz=6, space=1, color="auto")
    fix_markup.child(properties, "pBdr").append(border)
    spacing = fix_markup.child(properties, "spacing")
    fix_markup.set_gap(paragraph, "before", 0)
    fix_markup.set_gap(paragraph, "after", 0)
    fix_markup.put(spacing, line=_THIN, lineRule="exact")
    side = max(0, (room - length) // 2)
    fix_markup.set_indent(paragraph, first=0, left=side, right=side)
    fix_markup.set_size(fix_markup.child(properties, "rPr"), _THIN / 20)


def _insert_line(desk: FixDesk, above: Block, length: int, *, room: int | None = None) -> None:
    """Put a line into the column below a paragraph, with ``room`` below it as there was, or as given."""
    paragraph = desk.element(above)
    _settle_grid(paragraph)
    made = OxmlElement("w:p")
    _make_line(made, above.width, length)
    # The line belongs to the text above it: the room below the text comes below the line.
    fix_markup.set_gap(made, "after", above.format.after if room is None else room)
    fix_markup.set_gap(paragraph, "after", 0)
    paragraph.addnext(made)


def _settle_grid(paragraph: Element) -> None:
    """Let the grid of the table around a paragraph say what its cells say.

    Word goes by the cells where the two differ (as in files that a program made), other programs by
    the grid; the indents of the line fit one width only.
    """
    table = next(paragraph.iterancestors(qn("w:tbl")), None)
    if table is None:
        return
    columns = list(table.iterfind(f"{qn('w:tblGrid')}/{qn('w:gridCol')}"))
    for row in table.iterfind(qn("w:tr")):
        widths = [cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}") for cell in row.iterfind(qn("w:tc"))]
        fixed = [item for item in widths if item is not None and item.get(qn("w:type")) == "dxa"]
        if len(fixed) != len(columns) or row.find(f".//{qn('w:gridSpan')}") is not None:
            return
        for column, item in zip(columns, fixed, strict=True):
            column.set(qn("w:w"), item.get(qn("w:w")) or "0")
        return


def _remove_borders(desk: FixDesk, last: Block, below: Sequence[Block]) -> None:
    """Take away the borders, of the paragraph or its cell, that were meant as the line."""
    borders = desk.element(last).find(f"{qn('w:pPr')}/{qn('w:pBdr')}")
    if any(line.kind is LineKind.BORDER and not line.above for line in last.lines):
        if borders is not None:
            fix_markup.drop(borders, "bottom")
        else:
            none = OxmlElement("w:bottom")
            fix_markup.put(none, val="nil")
            fix_markup.child(fix_markup.paragraph_properties(desk.element(last)), "pBdr").append(none)
    for block, side in ((last, "bottom"), *((item, "top") for item in below)):
        cell = next(desk.element(block).iterancestors(qn("w:tc")), None)
        edge = (
            cell.find(f"{qn('w:tcPr')}/{qn('w:tcBorders')}/{qn(f'w:{side}')}") if cell is not None else None
        )
        if edge is not None:
            fix_markup.put(edge, val="nil")


def _draw_loose(desk: FixDesk, last: Piece, length: int, *, is_motto: bool) -> None:
    """Draw a line as a shape: what stands in tabs has no column for a border."""
    motto = desk.paper.anatomy.head.motto or desk.paper.anatomy.head.party
    share = motto.length_mm * MM * _MOTTO_SHARE if motto else 0
    zone = desk.paper.anatomy.main[: desk.paper.anatomy.head.end]
    for block in zone:
        if block.cell is None and not block.frame:
            for shape in _shapes(desk, block):
                if (shape.length > share) == is_motto:
                    shapes.resize(shape, length)
                    return
    _draw_shape(desk, last, length)


def _draw_shape(desk: FixDesk, last: Piece, length: int) -> None:
    """Draw a line as a shape below a text, about its middle."""
    size = max((span.format.size for span in last.block.shown), default=last.block.mark.size)
    stand = last.block.format
    spread = stand.line / 240 if stand.line_rule == "auto" else 1.0
    height = size * _LINE_FACTOR * spread * 20 * (last.line + 1) + stand.before + _CLEAR
    # The width of a frame is not known, but the middle of a centred text is that of its frame.
    centred = last.block.frame and stand.alignment == "center"
    left = None if centred else left_edge(desk, last) + round((last.length_mm * MM - length) / 2)
    identifier = shapes.free_identifier(desk.part.element)
    element = desk.element(last.block)
    shapes.draw(element, left=left, below=round(height), length=length, identifier=identifier)
