"""Comparing the look of a piece with what the table of looks asks, wording the difference; measuring text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from docgen.lint.document_model import Block, Span
from docgen.lint.form_rule import Departure, at_piece
from docgen.lint.pieces import MM, Piece
from docgen.lint.regime import Look, Range
from docgen.lint.widths import width_mm

_NEAR = 0.01
_SEEN_INDENT = 340
"""A first-line indent that pushes a centred line visibly aside: 6 mm, in twips."""
_LONG_LINE = 0.5
"""A line of a text shorter than this part of the longest is a remainder, not a measure."""


def points(size: float) -> str:
    """Write a size in points the Vietnamese way: ``13``, ``13,5``."""
    return f"{size:g}".replace(".", ",")


def millimetres(length: float) -> str:
    """Write a length in millimetres: ``20``, ``60,4``."""
    return f"{round(length, 1):g}".replace(".", ",")


def span_text(allowed: Range, unit: str = "") -> str:
    """Write a range: ``13`` or ``13 - 14``."""
    low, high = allowed
    text = points(low) if low == high else f"{points(low)} - {points(high)}"
    return f"{text}{unit}"


def sizes(spans: Iterable[Span]) -> list[float]:
    """Give the sizes used, each once."""
    return list(dict.fromkeys(span.format.size for span in spans if span.inked))


def wrong_size(spans: Iterable[Span], allowed: Range) -> float | None:
    """Give the first size outside the range, or ``None``."""
    low, high = allowed
    return next((size for size in sizes(spans) if not low - _NEAR <= size <= high + _NEAR), None)


def style_faults(spans: Iterable[Span], look: Look) -> Iterator[tuple[str, str]]:
    """Yield (found, allowed) for each way in which the letters of spans differ from a look."""
    inked = [span for span in spans if span.inked]
    if look.size is not None and (wrong := wrong_size(inked, look.size)) is not None:
        yield f"cỡ chữ {points(wrong)}", f"cỡ chữ {span_text(look.size)}"
    asked = (("bold", look.bold, "đậm", "không đậm"), ("italic", look.italic, "nghiêng", "đứng"),
             ("underline", look.underline, "gạch chân", "không gạch chân"))  # fmt: skip
    for name, wanted, yes, no in asked:
        if wanted is not None and any(getattr(span.format, name) != wanted for span in inked):
            yield (f"chữ {no}", f"chữ {yes}") if wanted else (f"chữ {yes}", f"chữ {no}")


def piece_faults(part: str, piece: Piece, look: Look) -> Iterator[Departure]:
    """Yield the ways in which a piece differs from its look; each carries the look, for the fix."""
    if look.capital is not None and piece.capital != look.capital:
        low, high = "chữ in thường", "chữ in hoa"
        yield at_piece(part, piece, *((low, high) if look.capital else (high, low)), look)
    for found, allowed in style_faults(piece.spans, look):
        yield at_piece(part, piece, found, allowed, look)
    if look.centred and (found := _off_centre(piece, on_page=look.on_page)):
        yield at_piece(part, piece, found, "canh giữa", look)


def is_centred(block: Block) -> bool:
    """Tell whether a paragraph stands in the middle: a first-line indent would push it to the right."""
    return block.format.alignment == "center" and abs(block.format.first_line) < _SEEN_INDENT


def stands_alone(piece: Piece, *, on_page: bool = False) -> bool:
    """Tell whether the alignment of its paragraph says where a piece stands.

    It does in a cell or a frame of its own, and where a part is centred on the page; what is set by
    tabs, or beside something that is, has its place from elsewhere.
    """
    column = piece.block.cell is not None or piece.block.frame > 0
    return (column or on_page) and piece.side == 0 and "\t" not in piece.block.text


def _off_centre(piece: Piece, *, on_page: bool) -> str:
    """Say how a piece stands that is not in the middle of its column, or of the page; else nothing."""
    shape = piece.block.format
    if not stands_alone(piece, on_page=on_page) or is_centred(piece.block):
        return ""
    if shape.alignment == "center":
        return f"canh giữa nhưng lùi đầu dòng {millimetres(shape.first_line / MM)} mm"
    names = {"left": "canh trái", "right": "canh phải", "both": "canh đều hai lề"}
    return names.get(shape.alignment, shape.alignment)


def length_of(block: Block) -> float:
    """Give the length of a paragraph on one line, in twips."""
    return MM * sum(
        width_mm(span.text, span.format.size, bold=span.format.bold, italic=span.format.italic)
        for span in block.spans
    )


def is_one_line(block: Block) -> bool:
    """Tell whether a paragraph takes one line on paper."""
    shape = block.format
    return length_of(block) <= block.width - shape.left - shape.right - max(0, shape.first_line)


def text_lines_mm(group: Sequence[Piece]) -> list[float]:
    """Give the lengths of the lines that a text takes on paper, but those of short remainders."""
    lengths: list[float] = []
    for piece in group:
        length, room = piece.length_mm, max(1.0, piece.block.width / MM)
        lengths += [room] * int(length // room) + [length % room]
    longest = max(lengths, default=0.0)
    return [length for length in lengths if length >= longest * _LONG_LINE]


def first_spans(spans: Iterable[Span], length: int) -> list[Span]:
    """Give the spans of the first letters."""
    found: list[Span] = []
    for span in spans:
        if length > 0:
            found.append(Span(span.text[:length], span.format))
        length -= len(span.text)
    return found
