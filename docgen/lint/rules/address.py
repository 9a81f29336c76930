"""Rules of "Kính gửi"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.lint.document_model import Span
from docgen.lint.form_rule import Departure, InParty, LintPaper, Profile, at_piece, rule
from docgen.lint.kind_symbols import kind_key
from docgen.lint.looks import piece_faults, style_faults
from docgen.lint.pieces import Piece
from docgen.problem import Severity

_LABEL = re.compile(r"\s*Kính\s+(?:gửi|trình)\s*:?")
_SUBMISSION = kind_key("TỜ TRÌNH")
_PART = "nơi gửi"


@rule(
    "KG-STYLE",
    title="Kiểu chữ «Kính gửi»",
    clause="Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.9.a, 9.c",
    remedy="Đặt «Kính gửi:» và tên nơi nhận chữ đứng, không đậm.",
    right="Kính gửi: Ủy ban MTTQ Việt Nam tỉnh (đứng, không đậm)",
    wrong="Kính gửi in đậm hoặc nghiêng; thiếu dấu hai chấm",
    party=InParty(
        remedy="Đặt cỡ 14, chữ «Kính gửi:» (tờ trình: «Kính trình:») in nghiêng, không đậm.",
        right="Kính gửi: (14, nghiêng) Thường trực Tỉnh ủy",
        wrong="Kính gửi chữ đứng; cỡ 13",
    ),
)
def kg_style(paper: LintPaper) -> Iterator[Departure]:
    """Check that "Kính gửi" is upright; the Party's label is italic, of size 14."""
    anatomy = paper.anatomy
    address, party = anatomy.address, paper.profile is Profile.PARTY
    if address is None:
        return
    if not re.match(r"Kính (gửi|trình):", address.text):
        yield at_piece(_PART, address, f"«{address.text[:12].strip()}»", "«Kính gửi:»")
    if not party:
        for piece in (address, *anatomy.addressees):
            yield from piece_faults(_PART, piece, bold=False, italic=False)
        return
    for piece in (address, *anatomy.addressees):
        yield from piece_faults(_PART, piece, size=paper.regime.address, bold=False)
    for found, allowed in style_faults(_label(address), italic=True):
        yield at_piece(_PART, address, found, allowed)
    if anatomy.kind == _SUBMISSION and address.key.startswith("kinh gui"):
        yield Departure(
            _PART, address.block, address.text, "«Kính gửi»", "«Kính trình» (tờ trình)", Severity.WARNING
        )


def label_of(address: Piece) -> str:
    """Give the words "Kính gửi:" as typed, with what stands before them."""
    match = _LABEL.match(address.raw)
    return match[0] if match else ""


def _label(address: Piece) -> list[Span]:
    """Give the spans of the words "Kính gửi:"."""
    left = len(label_of(address))
    found: list[Span] = []
    for span in address.spans:
        if left > 0:
            found.append(Span(span.text[:left], span.format))
        left -= len(span.text)
    return found


@rule(
    "KG-ITEM",
    title="Dòng của «Kính gửi»",
    clause="Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.9.c",
    remedy="Từ hai nơi trở lên: mỗi nơi một dòng, đầu dòng «- », cuối dòng chấm phẩy, dòng cuối dấu chấm.",
    right="- Thường trực Thành ủy; - Ủy ban nhân dân thành phố.",
    wrong="- Thường trực Thành ủy, (dấu phẩy)",
)
def kg_item(paper: LintPaper) -> Iterator[Departure]:
    """Check that each of several addressees has its line, its dash and its mark at the end."""
    items = paper.anatomy.addressees
    for piece in items:
        mark = "." if piece is items[-1] else ";"
        if not piece.text.rstrip().endswith((mark, "…")):
            yield at_piece(_PART, piece, f"cuối dòng «{piece.text[-1:]}»", f"cuối dòng «{mark}»")


RULES = (kg_style, kg_item)
