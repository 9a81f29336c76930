"""The pictures of a PDF's page: whether they cover it, as a scanner's do, and whether they can be decoded.

Only for the child process: what is decoded here comes from anywhere.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from typing import Any, Final

from docgen.archive.jbig2 import is_framed
from docgen.archive.pdf_scan import Scan

_MAX_PICTURES: Final = 5000
"""Most pictures of a page that are looked at."""
_COVERED: Final = 0.6
"""Pictures over this part of a page make it a scan."""
_CELLS: Final = 100
"""A page is measured in so many rows of so many cells: strips and tiles are added up, layers are not."""
_LOST: Final = 0.02
"""Broken pictures over this part of a page have lost a part of it; what is smaller is a speck."""
_GREY_BITS: Final = 8
_POINTS: Final = 72
_JPEG, _JBIG2 = "DCTDecode", "JBIG2Decode"
_BLIND: Final = frozenset({_JBIG2, "CCITTFaxDecode"})
"""Codes of black and white in which any bits are a picture."""
_JPEG_END: Final = b"\xff\xd9"

Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points."""


def scan_of(page: Any, number: int, raw: Any) -> Scan | None:
    """Give what a page is as a scan; ``None`` where its pictures, whole or in strips, do not cover it."""
    found = page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)
    boxes = [(_box(item), item) for item in itertools.islice(found, _MAX_PICTURES)]
    if _covered(page.get_bbox(), [box for box, _ in boxes]) < _COVERED:
        return None
    broken = [box for box, item in boxes if not _is_sound(item)]
    box, largest = max(boxes, key=lambda pair: _area(pair[0]))
    width, height = largest.get_px_size()
    return Scan(
        number,
        dpi=round(_POINTS * math.sqrt(width * height / max(_area(box), 1.0))),
        colour=any(_is_coloured(item, raw) for _, item in boxes),
        readable=_covered(page.get_bbox(), broken) < _LOST,
        blind=any(not _BLIND.isdisjoint(item.get_filters(skip_simple=True)) for _, item in boxes),
    )


def _box(item: Any) -> Box:
    """Give where a picture stands on the page, also one inside forms."""
    matrix, outer = item.get_matrix(), item.container
    while outer is not None:
        matrix, outer = matrix.multiply(outer.get_matrix()), outer.container
    left, bottom, right, top = matrix.on_rect(0, 0, 1, 1)
    return left, bottom, right, top


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _covered(page: Box, boxes: Sequence[Box]) -> float:
    """Give which part of a page is covered, from 0 to 1; a cell counts when its middle is."""
    left, bottom, right, top = page
    wide, high = max(right - left, 1.0) / _CELLS, max(top - bottom, 1.0) / _CELLS
    rows = [0] * _CELLS
    for box in boxes:
        first, last = _cells(box[0] - left, box[2] - left, wide)
        marks = (1 << last) - (1 << first)
        for row in range(*_cells(box[1] - bottom, box[3] - bottom, high)):
            rows[row] |= marks
    return sum(row.bit_count() for row in rows) / _CELLS**2


def _cells(start: float, end: float, size: float) -> tuple[int, int]:
    """Give the first cell whose middle is covered, and the one after the last."""
    first, last = (
        min(_CELLS, max(0, math.ceil(place / size - 0.5))) if math.isfinite(place) else 0
        for place in (start, end)
    )
    return first, max(first, last)


def _is_sound(item: Any) -> bool:
    """Tell whether a picture can be decoded whole; of one of ``_BLIND`` only the frame can be looked at."""
    from pypdfium2 import PdfiumError  # noqa: PLC0415 - loaded after the limits are set

    try:
        item.get_bitmap().close()
    except PdfiumError:
        return False
    filters = item.get_filters(skip_simple=True)
    data = bytes(item.get_data(decode_simple=True))
    if filters:
        return is_framed(data) if filters[-1] == _JBIG2 else filters[-1] != _JPEG or _JPEG_END in data
    about = item.get_metadata()
    row = math.ceil(about.width * about.bits_per_pixel / 8)
    # A producer may leave out the last row; whoever lost more has lost a part of the page.
    return bool(len(data) >= row * (about.height - 1))


def _is_coloured(item: Any, raw: Any) -> bool:
    about = item.get_metadata()
    grey = about.colorspace in (raw.FPDF_COLORSPACE_DEVICEGRAY, raw.FPDF_COLORSPACE_CALGRAY)
    return not grey and about.bits_per_pixel > _GREY_BITS
