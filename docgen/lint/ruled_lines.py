"""Which drawn line belongs under which text of the head."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.lint.document_model import Block
from docgen.lint.drawing import Line, LineKind, stands_in_for_line
from docgen.lint.pieces import MM, Piece, pieces_of


def lines_under(group: Sequence[Piece], blocks: Sequence[Block]) -> tuple[Line, ...]:
    """Give the lines between a text and the next text of its column, nearest first.

    ``blocks`` are in reading order and hold those of the group.
    """
    if not group:
        return ()
    last = group[-1]
    start = next(index for index, block in enumerate(blocks) if block is last.block)
    found = [line for line in last.block.lines if not line.above]
    found += [line for piece in group[:-1] for line in piece.block.lines if line.kind is LineKind.SHAPE]
    if text_follows(last):  # what stands below the paragraph stands below that text
        return (*(line for line in found if line.kind is LineKind.SHAPE), *_characters(last, [last.block]))
    cell = last.block.cell
    found += [line for line in cell.lines if not line.above] if cell else []
    found += _characters(last, [last.block])
    for block in blocks[start + 1 :]:
        if not _in_column(block, last):
            if cell and block.cell is None:
                break
            continue
        next_cell = block.cell if block.cell and block.cell != cell else None
        if block.blank:
            found += [*block.lines, *(next_cell.lines if next_cell else ())]
        elif characters := _characters(last, [block]):
            found += characters
        elif any(piece.beside(last) for piece in pieces_of([block])):
            found += [line for line in block.lines if line.above or line.kind is LineKind.SHAPE]
            found += [line for line in next_cell.lines if line.above] if next_cell else []
            break
    return tuple(found)


def text_follows(piece: Piece) -> bool:
    """Tell whether other text stands below a piece in its own paragraph, after a line break."""
    return any(
        other.line > piece.line and other.beside(piece) and not stands_in_for_line(other.text)
        for other in pieces_of([piece.block])
    )


def _in_column(block: Block, piece: Piece) -> bool:
    own = piece.block
    if block.frame or own.frame:
        return block.frame == own.frame
    if block.cell is None or own.cell is None:
        return block.cell is own.cell
    return own.cell.over(block.cell)


def _characters(above: Piece, blocks: Sequence[Block]) -> list[Line]:
    """Give the rows of underscores or dashes below a piece in its column."""
    return [
        Line(LineKind.CHARACTERS, round(piece.length_mm * MM))
        for piece in pieces_of(blocks)
        if stands_in_for_line(piece.text) and piece.beside(above)
    ]


def share_out(pool: Sequence[Line], motto_mm: float) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Share lines that stand in no column between the motto and the issuer, by their length.

    The line of the motto is as long as its text, the issuer's is always far shorter.
    """
    motto = [line for line in pool if line.length / MM > motto_mm * 0.75]
    issuer = [line for line in pool if line.length / MM <= motto_mm * 0.75]
    return tuple(motto), tuple(issuer)
