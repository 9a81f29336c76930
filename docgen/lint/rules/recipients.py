"""Rules of "Nơi nhận"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.lint.fix import fix_looks, fix_words
from docgen.lint.fix.fixed import either
from docgen.lint.form_rule import Departure, InParty, LintPaper, Profile, at_piece, rule
from docgen.lint.heading_levels import HeadingLevel, numbered
from docgen.lint.kind_symbols import ADDRESSED, DECISIONS
from docgen.lint.looks import piece_faults
from docgen.lint.pieces import Piece

_CLAUSE = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.9"
_KEEP = re.compile(r"- Lưu:\s*VT\b(?:\s*,\s*.+)?\.?\s*[\d.…]*")
_PARTY_KEEP = re.compile(r"- Lưu (?!:).*")
_IS_KEEP = re.compile(r"[-–]?\s*Lưu\b")
_AS_ARTICLE = re.compile(r"- Như Điều (\d+)\b")
_BLANK_ITEM = re.compile(r"-[\s.…\d;]*")


@rule(
    "NN-LABEL",
    title="Chữ «Nơi nhận»",
    clause=f"{_CLAUSE}.d",
    remedy="Gõ «Nơi nhận:», cỡ 12, nghiêng, đậm.",
    right="*Nơi nhận:* (12, nghiêng, đậm)",
    wrong="Nơi nhận (13, đứng)",
    party=InParty(
        remedy="Gõ «Nơi nhận:», cỡ 14, đứng, gạch chân.",
        right="Nơi nhận: (14, đứng, gạch chân)",
        wrong="Nơi nhận: (12, nghiêng, đậm)",
    ),
    fix=either(fix_words.rewording(fix_words.recipients_label), fix_looks.dress),
)
def nn_label(paper: LintPaper) -> Iterator[Departure]:
    """Check that "Nơi nhận:" has its words, size and style."""
    piece = paper.anatomy.ending.label
    if piece is None:
        return
    if piece.text != "Nơi nhận:":
        yield at_piece("nơi nhận", piece, f"«{piece.text}»", "«Nơi nhận:»")
    yield from piece_faults("nơi nhận", piece, paper.regime.recipients_label)


@rule(
    "NN-ITEM",
    title="Dòng của «Nơi nhận»",
    clause=f"{_CLAUSE}.d",
    remedy="Mỗi nơi một dòng, đầu dòng «- », cuối dòng dấu chấm phẩy, dòng cuối dấu chấm; cỡ 11, đứng.",
    right="- Thường trực Thành ủy;",
    wrong="Thường trực Thành ủy (thiếu gạch); cỡ 12",
    party=InParty(
        remedy="Mỗi nơi một dòng, đầu dòng «- », cuối dòng dấu chấm phẩy, dòng cuối dấu chấm; cỡ 12, đứng.",
        wrong="- Thường trực Thành ủy, (dấu phẩy); cỡ 11",
    ),
    fix=fix_looks.dress,
)
def nn_item(paper: LintPaper) -> Iterator[Departure]:
    """Check that each recipient has its dash, its mark at the end, its size."""
    items = paper.anatomy.ending.recipients
    for piece, above, below in zip(items, (None, *items), (*items[1:], None), strict=False):
        text = piece.text
        if not text.startswith("- ") and not _goes_on(above, piece):
            yield at_piece("nơi nhận", piece, f"đầu dòng «{text[:3]}»", "đầu dòng «- »")
        mark = ";" if below else "."
        if not text.rstrip(" 0123456789").endswith(mark) and not (below and _goes_on(piece, below)):
            yield at_piece("nơi nhận", piece, f"cuối dòng «{text[-1:]}»", f"cuối dòng «{mark}»")
        yield from piece_faults("nơi nhận", piece, paper.regime.recipients)


def _goes_on(above: Piece | None, piece: Piece) -> bool:
    """Tell whether a line is only the rest of the recipient above, whose line was too long."""
    return above is not None and above.text[-1:] not in {";", "."} and not piece.text.startswith(("-", "–"))


@rule(
    "NN-LUU",
    title="Dòng «Lưu»",
    clause=f"{_CLAUSE}.d",
    remedy="Dòng cuối: «- Lưu: VT, <đơn vị soạn thảo>.».",
    right="- Lưu: VT, MTTQ (03).",
    wrong="- Lưu VT.",
    party=InParty(
        remedy="Dòng cuối: «- Lưu Văn phòng …», không có dấu hai chấm, không có VT.",
        right="- Lưu Văn phòng Đảng ủy.",
        wrong="- Lưu: VT, Văn phòng.",
    ),
    fix=fix_words.rewording(fix_words.keep),
)
def nn_luu(paper: LintPaper) -> Iterator[Departure]:
    """Check that the last recipient is the file: "- Lưu: VT, …"."""
    ending, party = paper.anatomy.ending, paper.profile is Profile.PARTY
    if not ending.label or not ending.recipients:
        return
    allowed = "«- Lưu Văn phòng …»" if party else "«- Lưu: VT, …»"
    last = ending.recipients[-1]
    if not _IS_KEEP.match(last.text):
        yield at_piece("nơi nhận", last, "không có dòng «Lưu» ở cuối", allowed)
    elif not (_PARTY_KEEP if party else _KEEP).fullmatch(last.text):
        yield at_piece("nơi nhận", last, f"«{last.text}»", allowed)


@rule(
    "NN-NHUTREN",
    title="Dòng đầu của «Nơi nhận»",
    clause=f"{_CLAUSE}.b; Phụ lục III, Mẫu 1.2, 1.5",
    remedy="Văn bản có «Kính gửi»: dòng đầu «- Như trên;». Quyết định: dòng đầu «- Như Điều …;».",
    right="- Như trên;",
    wrong="công văn mà dòng đầu ghi thẳng tên cơ quan",
)
def nn_nhutren(paper: LintPaper) -> Iterator[Departure]:
    """Check that a paper with "Kính gửi" says "Như trên" first, a decision "Như Điều"."""
    anatomy = paper.anatomy
    items = anatomy.ending.recipients
    if not items or _BLANK_ITEM.fullmatch(items[0].text):
        return
    first = items[0]
    if anatomy.address and (anatomy.is_letter or anatomy.kind in ADDRESSED):
        if not first.text.startswith("- Như trên"):
            yield at_piece("nơi nhận", first, f"«{first.text}»", "«- Như trên;»")
    elif anatomy.kind in DECISIONS and not first.text.startswith("- Như Điều"):
        yield at_piece("nơi nhận", first, f"«{first.text}»", "«- Như Điều …;»")
    elif anatomy.kind in DECISIONS and (named := _AS_ARTICLE.match(first.text)):
        numbers = [int(item.number) for block in anatomy.body if (item := numbered(block))
                   and item.level is HeadingLevel.ARTICLE and item.number.isdecimal()]  # fmt: skip
        if numbers and int(named[1]) not in numbers:
            yield at_piece("nơi nhận", first, f"«{first.text}», không có Điều {named[1]}",
                           f"«- Như Điều {max(numbers)};»")  # fmt: skip


RULES = (nn_label, nn_item, nn_luu, nn_nhutren)
