"""Comparing the look of a piece with what a rule asks, and wording the difference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docgen.lint.document_model import Block, Span
from docgen.lint.form_rule import Departure
from docgen.lint.pieces import MM, Piece
from docgen.lint.regime import Range

_NEAR = 0.01
_SEEN_INDENT = 340
"""A first-line indent that pushes a centred line visibly aside: 6 mm, in twips."""


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


def style_faults(
    spans: Iterable[Span],
    *,
    size: Range | None = None,
    bold: bool | None = None,
    italic: bool | None = None,
    underline: bool | None = False,
) -> Iterator[tuple[str, str]]:
    """Yield (found, allowed) for each way in which spans differ from the look asked for.

    ``None`` asks for nothing.
    """
    inked = [span for span in spans if span.inked]
    if size is not None and (wrong := wrong_size(inked, size)) is not None:
        yield f"cỡ chữ {points(wrong)}", f"cỡ chữ {span_text(size)}"
    asked = (("bold", bold, "đậm", "không đậm"), ("italic", italic, "nghiêng", "đứng"),
             ("underline", underline, "gạch chân", "không gạch chân"))  # fmt: skip
    for name, wanted, yes, no in asked:
        if wanted is not None and any(getattr(span.format, name) != wanted for span in inked):
            yield (f"chữ {no}", f"chữ {yes}") if wanted else (f"chữ {yes}", f"chữ {no}")


def piece_faults(
    part: str,
    piece: Piece,
    *,
    size: Range | None = None,
    bold: bool | None = None,
    italic: bool | None = None,
    underline: bool | None = False,
) -> Iterator[Departure]:
    """Yield the faults of a piece's look."""
    for found, allowed in style_faults(piece.spans, size=size, bold=bold, italic=italic, underline=underline):
        yield Departure(part, piece.block, piece.text, found, allowed)


def not_capital(part: str, piece: Piece) -> Iterator[Departure]:
    """Yield a fault when a piece is not all in capitals."""
    if not piece.capital:
        yield Departure(part, piece.block, piece.text, "chữ in thường", "chữ in hoa")


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


def not_centred(part: str, piece: Piece, *, on_page: bool = False) -> Iterator[Departure]:
    """Yield a fault when a piece is not in the middle of its column, or of the page."""
    block = piece.block
    if not stands_alone(piece, on_page=on_page) or is_centred(block):
        return
    names = {"left": "canh trái", "right": "canh phải", "both": "canh đều hai lề"}
    found = names.get(block.format.alignment, block.format.alignment)
    if block.format.alignment == "center":
        found = f"canh giữa nhưng lùi đầu dòng {millimetres(block.format.first_line / MM)} mm"
    yield Departure(part, block, piece.text, found, "canh giữa")
