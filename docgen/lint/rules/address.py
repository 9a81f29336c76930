"""Rules of "Kính gửi"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from docgen.lint.fix import fix_looks, fix_words
from docgen.lint.fix.fixed import either
from docgen.lint.form_rule import Departure, InParty, LintPaper, Profile, at_piece, rule
from docgen.lint.kind_symbols import kind_key
from docgen.lint.looks import first_spans, piece_faults, style_faults
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
    fix=either(fix_words.rewording(fix_words.address), fix_looks.dress),
)
def kg_style(paper: LintPaper) -> Iterator[Departure]:
    """Check that "Kính gửi" is upright; the Party's label is italic, of size 14."""
    anatomy = paper.anatomy
    address, party = anatomy.address, paper.profile is Profile.PARTY
    if address is None:
        return
    if not re.match(r"Kính (gửi|trình):", address.text):
        yield at_piece(_PART, address, f"«{address.text[:12].strip()}»", "«Kính gửi:»")
    for piece in (address, *anatomy.addressees):
        yield from piece_faults(_PART, piece, paper.regime.address)
    if not party:
        return
    label = len(match[0]) if (match := _LABEL.match(address.raw)) else 0
    look = paper.regime.address_label
    for found, allowed in style_faults(first_spans(address.spans, label), look):
        yield replace(at_piece(_PART, address, found, allowed, look), first=label)
    if anatomy.kind == _SUBMISSION and address.key.startswith("kinh gui"):
        fault = at_piece(_PART, address, "«Kính gửi»", "«Kính trình» (tờ trình)")
        yield replace(fault, severity=Severity.WARNING)


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
