"""Rules of number and symbol."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.lint.fix import fix_looks, fix_words
from docgen.lint.form_rule import Departure, InParty, LintPaper, Profile, at_piece, rule
from docgen.lint.kind_symbols import FRONT_KINDS, PARTY_KINDS, PLACEHOLDER, STATE_KINDS, kind_key
from docgen.lint.looks import piece_faults

_BLANK = r"(?:[\s.…_]*|[\s.…]*[.…]\s*\d{1,2}\s*[.…]*\s*)"
"""Room left for handwriting; the decree's sample forms put the number of a footnote in it."""
_GROUP = r"[^\W\d_.…]+\d*"
_SYMBOL = rf"(?:{_GROUP}|{_BLANK})(?:-(?:{_GROUP}|{_BLANK}))*"
_DIGITS = r"\d+[^\W\d_]?"  # 19A, where a number was forgotten
_STATE_NUMBER = re.compile(rf"(?:Số)?\s*:?\s*(?P<number>{_DIGITS}|{_BLANK})/(?P<symbol>{_SYMBOL})\s*\d*")
_PARTY_NUMBER = re.compile(
    rf"(?:Số)?\s*:?\s*(?P<number>{_DIGITS}|{_BLANK})-(?P<kind>{_GROUP}|{_BLANK})/{_SYMBOL}"
)
_WORD = re.compile(r"Số\s*:?\s*")
_FIGURES = re.compile(r"Số\s*:?\s*(\d+)[^\W\d_]?\b")
_KIND = re.compile(r"/\s*([^\W\d_]+)\s*[-‐‑–—]")
_PARTY_KIND = re.compile(r"\d*\s*-\s*([^\W\d_]+)\s*/")
_PARTY_LETTER = "CV"
_DOTS = re.compile(r"[.…]")


_CLAUSE = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II"


@rule(
    "NUM-PREFIX",
    title="Chữ «Số»",
    clause=f"{_CLAUSE}.3.c",
    remedy="Gõ «Số:», chữ S hoa, có dấu hai chấm.",
    right="Số: 05/KH-MTTQ-BTT",
    wrong="Số 05/KH-MTTQ-BTT",
    party=InParty(
        remedy="Gõ «Số», không có dấu hai chấm.",
        right="Số 05-QĐ/TU",
        wrong="Số: 05-QĐ/TU",
    ),
    fix=fix_words.rewording(fix_words.number_prefix),
)
def num_prefix(paper: LintPaper) -> Iterator[Departure]:
    """Check that the state writes "Số:", the Party "Số" without a colon."""
    piece = paper.anatomy.head.number
    if piece is None:
        return
    party = paper.profile is Profile.PARTY
    right = re.match(r"Số (?!:)" if party else r"Số:", piece.text)
    if not right and not (party and re.fullmatch(r"Số", piece.text)):
        yield at_piece("số, ký hiệu", piece, f"«{piece.text[:6].strip()}»", "«Số 05-…»" if party else "«Số:»")


@rule(
    "NUM-PAD",
    title="Số nhỏ hơn 10",
    clause=f"{_CLAUSE}.3.c",
    remedy="Thêm số 0 phía trước.",
    right="Số: 05/KH-MTTQ-BTT",
    wrong="Số: 5/KH-MTTQ-BTT",
    party=InParty(
        right="Số 05-QĐ/TU",
        wrong="Số 5-QĐ/TU",
    ),
    fix=fix_words.rewording(fix_words.number_zero),
)
def num_pad(paper: LintPaper) -> Iterator[Departure]:
    """Check that numbers below 10 take a 0 before."""
    piece = paper.anatomy.head.number
    match = _FIGURES.match(piece.text) if piece else None
    if piece and match and len(match[1]) == 1:
        yield at_piece("số, ký hiệu", piece, f"số {match[1]}", f"số 0{match[1]}")


@rule(
    "NUM-SEP",
    title="Dấu trong số, ký hiệu",
    clause=f"{_CLAUSE}.3.c",
    remedy="Giữa số và ký hiệu là dấu /, giữa các nhóm chữ là dấu -, không cách chữ.",
    right="Số: 05/KH-MTTQ-BTT",
    wrong="Số: 05 - KH/MTTQ",
    party=InParty(
        remedy="Giữa số và tên loại là dấu -, trước tên cơ quan là dấu /, không cách chữ.",
        right="Số 05-QĐ/TU",
        wrong="Số 05/QĐ-TU",
    ),
    fix=fix_words.rewording(fix_words.number_joints),
)
def num_sep(paper: LintPaper) -> Iterator[Departure]:
    """Check that a slash between number and symbol, hyphens between groups, no spaces."""
    piece = paper.anatomy.head.number
    if piece is None:
        return
    party = paper.profile is Profile.PARTY
    pattern, allowed = (_PARTY_NUMBER, "Số 05-QĐ/TU") if party else (_STATE_NUMBER, "Số: 05/KH-MTTQ-BTT")
    match = pattern.fullmatch(piece.text)
    symbol = piece.text.split("/", 1)[-1]
    spaced = re.search(
        r"[^\W_]\s*[-/]\s+[^\W_]|[^\W_]\s+[-/]\s*[^\W_]", _WORD.sub("", piece.text) if party else symbol
    )
    if match is None or spaced or re.search(r"\d\s+/|\d\s*/\s+[^\W\d_]", piece.text):
        yield at_piece("số, ký hiệu", piece, f"«{piece.text}»", f"dạng «{allowed}», không cách chữ")


@rule(
    "NUM-SIZE13",
    title="Kiểu chữ của số, ký hiệu",
    clause=f"{_CLAUSE}.3.c",
    remedy="Đặt cỡ 13, đứng, không đậm, canh giữa dưới tên cơ quan.",
    right="cỡ 13, đứng",
    wrong="cỡ 14 hoặc đậm; canh trái",
    party=InParty(
        remedy="Đặt cỡ 14, đứng, không đậm, canh giữa dưới tên cơ quan.",
        right="cỡ 14, đứng",
        wrong="cỡ 13 hoặc đậm; canh trái",
    ),
    fix=fix_looks.dress,
)
def num_size(paper: LintPaper) -> Iterator[Departure]:
    """Check that number and symbol are upright, of one size, centred."""
    piece = paper.anatomy.head.number
    if piece:
        yield from piece_faults("số, ký hiệu", piece, paper.regime.number)


def _kinds(profile: Profile) -> dict[str, str]:
    named = {Profile.ND30: STATE_KINDS, Profile.MTTQ: FRONT_KINDS, Profile.PARTY: PARTY_KINDS}[profile]
    return {kind_key(name): short for name, short in named.items()}


@rule(
    "NUM-KIND-MATCH",
    title="Ký hiệu khớp tên loại",
    clause="Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.3.b; Phụ lục III, Mục I",
    remedy="Sửa nhóm chữ ngay sau dấu / cho đúng chữ viết tắt của tên loại; công văn thì bỏ nhóm ấy.",
    right="KẾ HOẠCH: Số: 05/KH-MTTQ-BTT",
    wrong="KẾ HOẠCH: Số: 05/QĐ-MTTQ-BTT",
    party=InParty(
        "Quy định 399-QĐ/TW",
        remedy="Sửa nhóm chữ giữa dấu - và dấu / cho đúng chữ viết tắt của tên loại; công văn là CV.",
        right="THÔNG BÁO: Số 05-TB/ĐU",
        wrong="THÔNG BÁO: Số 05-QĐ/ĐU",
    ),
)
def num_kind(paper: LintPaper) -> Iterator[Departure]:
    """Check that the first group of the symbol is that of the kind; the state's công văn has none."""
    anatomy = paper.anatomy
    piece = anatomy.head.number
    if piece is None or _DOTS.search(piece.text.rpartition("/")[2]) or anatomy.kind == kind_key(PLACEHOLDER):
        return
    kinds = _kinds(paper.profile)
    match = (_PARTY_KIND if paper.profile is Profile.PARTY else _KIND).search(piece.text)
    found = match[1] if match else ""
    if anatomy.head.kind is not None:
        wanted = kinds.get(anatomy.kind)
        if wanted is None:
            found = f"tên loại «{anatomy.head.kind.text}» không có trong danh mục"
            source = "Quy định 399-QĐ/TW" if paper.profile is Profile.PARTY else "Nghị định 30/2020/NĐ-CP"
            yield at_piece("số, ký hiệu", piece, found, f"một tên loại của {source}")
        elif found != wanted:
            shown = f"nhóm chữ «{found}»" if found else "không có chữ viết tắt tên loại"
            yield at_piece("số, ký hiệu", piece, shown, f"«{wanted}» ({anatomy.head.kind.text})")
    elif anatomy.is_letter and paper.profile is Profile.PARTY:
        if found != _PARTY_LETTER:
            yield at_piece("số, ký hiệu", piece, f"nhóm chữ «{found}»", f"«{_PARTY_LETTER}» (công văn)")
    elif found == _PARTY_LETTER or (anatomy.is_letter and found in kinds.values() and found != "BTT"):
        yield at_piece("số, ký hiệu", piece, f"nhóm chữ «{found}»", "công văn không có chữ viết tắt tên loại")


RULES = (num_prefix, num_pad, num_sep, num_size, num_kind)
