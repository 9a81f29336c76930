"""Rules of number and symbol, of place and date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.lint.kinds import FRONT_KINDS, MINUTES, PARTY_KINDS, PLACEHOLDER, STATE_KINDS, kind_key
from docgen.lint.looks import piece_faults
from docgen.lint.model import Block
from docgen.lint.pieces import Piece
from docgen.lint.rule import ALL, Fault, Paper, Profile, at_piece, rule
from docgen.problem import Severity

_BLANK = r"(?:[\s.…_]*|[\s.…]*[.…]\s*\d{1,2}\s*[.…]*\s*)"
"""Room left for handwriting; the decree's sample forms put the number of a footnote in it."""
_GROUP = r"[^\W\d_.…]+\d*"
_SYMBOL = rf"(?:{_GROUP}|{_BLANK})(?:-(?:{_GROUP}|{_BLANK}))*"
_STATE_NUMBER = re.compile(rf"(?:Số)?\s*:?\s*(?P<number>\d+[a-z]?|{_BLANK})/(?P<symbol>{_SYMBOL})\s*\d*")
_PARTY_NUMBER = re.compile(rf"(?:Số)?\s*:?\s*(?P<number>\d+|{_BLANK})-(?P<kind>{_GROUP}|{_BLANK})/{_SYMBOL}")
_FIGURES = re.compile(r"Số\s*:?\s*(\d+)\b")
_KIND = re.compile(r"/\s*([^\W\d_]+)\s*-")
_PARTY_KIND = re.compile(r"\d*\s*-\s*([^\W\d_]+)\s*/")
_DOTS = re.compile(r"[.…]")
_DATE = re.compile(
    r"(?P<place>.*?)(?P<gap>\s*,?\s*)ngày(?P<day>.*?)tháng(?P<month>.*?)năm(?P<year>.*)", re.DOTALL
)
_SAME_LINE = 20.0
"""Two pieces are on one line when their heights differ by less than this many points."""
_LINE_FACTOR = 1.15


_CLAUSE = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II"
_PARTY = "Hướng dẫn 05-HD/VPTW, thể thức văn bản của Đảng"


@rule(
    "NUM-PREFIX",
    title="Chữ «Số»",
    clause=f"{_CLAUSE}.3.c",
    remedy="Gõ «Số:» (văn bản của Đảng: «Số», không có hai chấm).",
    right="Số: 05/KH-MTTQ-BTT",
    wrong="Số 05/KH-MTTQ-BTT",
    profiles=ALL,
    party_clause=_PARTY,
)
def num_prefix(paper: Paper) -> Iterator[Fault]:
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
    profiles=ALL,
    party_clause=_PARTY,
)
def num_pad(paper: Paper) -> Iterator[Fault]:
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
    profiles=ALL,
    party_clause=_PARTY,
)
def num_sep(paper: Paper) -> Iterator[Fault]:
    """Check that a slash between number and symbol, hyphens between groups, no spaces."""
    piece = paper.anatomy.head.number
    if piece is None:
        return
    party = paper.profile is Profile.PARTY
    pattern, allowed = (_PARTY_NUMBER, "Số 05-QĐ/TU") if party else (_STATE_NUMBER, "Số: 05/KH-MTTQ-BTT")
    match = pattern.fullmatch(piece.text)
    symbol = piece.text.split("/", 1)[-1]
    spaced = re.search(r"[^\W_]\s*[-/]\s+[^\W_]|[^\W_]\s+[-/]\s*[^\W_]", symbol if not party else piece.text)
    if match is None or spaced or re.search(r"\d\s+/|\d\s*/\s+[^\W\d_]", piece.text):
        yield at_piece("số, ký hiệu", piece, f"«{piece.text}»", f"dạng «{allowed}», không cách chữ")


@rule(
    "NUM-SIZE13",
    title="Cỡ chữ của số, ký hiệu",
    clause=f"{_CLAUSE}.3.c",
    remedy="Đặt cỡ 13, đứng, không đậm.",
    right="cỡ 13, đứng",
    wrong="cỡ 14 hoặc đậm",
    profiles=ALL,
    party_clause=_PARTY,
)
def num_size(paper: Paper) -> Iterator[Fault]:
    """Check that number and symbol are upright, of one size."""
    piece = paper.anatomy.head.number
    if piece:
        yield from piece_faults("số, ký hiệu", piece, size=paper.regime.number, bold=False, italic=False)


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
    profiles=ALL,
    party_clause="Quy định 399-QĐ/TW",
)
def num_kind(paper: Paper) -> Iterator[Fault]:
    """Check that the first group of the symbol is the abbreviation of the kind; a công văn has none."""
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
            yield at_piece("số, ký hiệu", piece, found, "một tên loại của Nghị định 30/2020/NĐ-CP")
        elif found != wanted:
            shown = f"nhóm chữ «{found}»" if found else "không có chữ viết tắt tên loại"
            yield at_piece("số, ký hiệu", piece, shown, f"«{wanted}» ({anatomy.head.kind.text})")
    elif (
        anatomy.is_letter
        and found in kinds.values()
        and found != "BTT"
        and paper.profile is not Profile.PARTY
    ):
        yield at_piece("số, ký hiệu", piece, f"nhóm chữ «{found}»", "công văn không có chữ viết tắt tên loại")


@rule(
    "DATE-ITALIC",
    title="Kiểu chữ địa danh, thời gian",
    clause=f"{_CLAUSE}.4.c",
    remedy="Đặt cỡ 13 - 14, nghiêng, không đậm.",
    right="Tam Kỳ, ngày 05 tháng 10 năm 2023 (nghiêng)",
    wrong="chữ đứng",
    profiles=ALL,
    party_clause=_PARTY,
)
def date_italic(paper: Paper) -> Iterator[Fault]:
    """Check that place and date are italic, not bold."""
    piece = paper.anatomy.head.date
    if piece:
        yield from piece_faults("địa danh, thời gian", piece, size=paper.regime.date, bold=False, italic=True)


@rule(
    "DATE-PAD",
    title="Số 0 trong ngày, tháng",
    clause=f"{_CLAUSE}.4.b",
    remedy="Ngày nhỏ hơn 10 và tháng 1, 2 thêm số 0; tháng khác không thêm.",
    right="ngày 05 tháng 01; ngày 29 tháng 6",
    wrong="ngày 5 tháng 1; ngày 29 tháng 06",
    profiles=ALL,
    party_clause=_PARTY,
)
def date_pad(paper: Paper) -> Iterator[Fault]:
    """Check that days below 10 and months 1 and 2 take a 0, other months none; the year has four figures."""
    piece = paper.anatomy.head.date
    match = _DATE.fullmatch(piece.text) if piece else None
    if piece is None or match is None:
        return
    day, month, year = (match[name].strip() for name in ("day", "month", "year"))
    checks = (
        ("ngày", day, r"0[1-9]|[12]\d|3[01]", "01 … 09, 10 … 31"),
        ("tháng", month, r"0[12]|[3-9]|1[0-2]", "01, 02, 3 … 12"),
        ("năm", year, r"\d{4}", "bốn chữ số"),
    )
    for name, value, pattern, allowed in checks:
        blank = not value or _DOTS.search(value) or set(value) <= set("_ ")
        if not blank and not re.fullmatch(pattern, value):
            yield at_piece("địa danh, thời gian", piece, f"{name} {value}", f"{name} {allowed}")


@rule(
    "DATE-COMMA",
    title="Địa danh",
    clause=f"{_CLAUSE}.4.c",
    remedy="Viết hoa địa danh, đặt dấu phẩy liền sau.",
    right="Tam Kỳ, ngày …",
    wrong="Tam Kỳ ngày …; tam kỳ, ngày …",
    profiles=ALL,
    party_clause=_PARTY,
)
def date_comma(paper: Paper) -> Iterator[Fault]:
    """Check that a comma stands right after the place, whose words begin with capitals."""
    piece = paper.anatomy.head.date
    match = _DATE.fullmatch(piece.text) if piece else None
    if piece is None or match is None:
        return
    place = match["place"].strip()
    if match["gap"] != ", " and not (match["gap"].startswith(",") and not match["gap"].strip(", ")):
        yield at_piece(
            "địa danh, thời gian", piece, f"«{piece.text[:30]}»", "«Địa danh, ngày …» (dấu phẩy sau địa danh)"
        )
    elif not place:
        yield at_piece("địa danh, thời gian", piece, "thiếu địa danh", "«Địa danh, ngày …»")
    elif place[0].isalpha() and not all(word[0].isupper() for word in re.findall(r"[^\W\d_]+", place)):
        lower = [word for word in re.findall(r"[^\W\d_]+", place) if not word[0].isupper()]
        if lower[0] != "phố" or not place.startswith("Thành phố"):
            yield at_piece("địa danh, thời gian", piece, f"«{place}»", "viết hoa chữ cái đầu của địa danh")


@rule(
    "DATE-SAMELINE",
    title="Dòng của địa danh, thời gian",
    clause=f"{_CLAUSE}.4.c",
    remedy="Đặt hai phần trong cùng một hàng của bảng phần đầu.",
    right="cùng dòng với «Số: …»",
    wrong="dưới «Số: …» một dòng",
    profiles=ALL,
    party_clause=_PARTY,
)
def date_sameline(paper: Paper) -> Iterator[Fault]:
    """Check that place and date stand on one line with number and symbol."""
    head = paper.anatomy.head
    if not head.date or not head.number:
        return
    date, number = head.date.block, head.number.block
    if date.frame or number.frame:
        return
    apart = False
    if date.cell and number.cell:
        same_row = (date.cell.table, date.cell.row) == (number.cell.table, number.cell.row)
        apart = not same_row or abs(_height(paper, head.date) - _height(paper, head.number)) > _SAME_LINE
    elif date.cell is None and number.cell is None:
        apart = date is not number or head.date.line != head.number.line
    if apart:
        yield at_piece("địa danh, thời gian", head.date, "không cùng dòng với số, ký hiệu", "cùng một dòng")


def _height(paper: Paper, piece: Piece) -> float:
    """Give how far below the top of its cell a piece stands, in points."""
    own = piece.block
    total = 0.0
    for block in paper.anatomy.main:
        if block.cell != own.cell or block.frame != own.frame:
            continue
        before = block.format.before / 20
        if block is own:
            return total + before + piece.line * _line_height(block)
        total += before + _line_height(block) * max(1, block.text.count("\n") + 1) + block.format.after / 20
    return total


def _line_height(block: Block) -> float:
    size = max((span.format.size for span in block.shown), default=block.mark.size)
    if block.format.line_rule == "exact":
        return block.format.line / 20
    return size * _LINE_FACTOR * block.format.line / 240


@rule(
    "BB-NO-DATE",
    title="Biên bản không ghi địa danh, thời gian",
    clause="Nghị định 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.9",
    severity=Severity.WARNING,
    remedy="Xóa dòng ấy; thời gian ghi ở «Thời gian bắt đầu:».",
    right="chỉ có «Số: …/BB-…»",
    wrong="biên bản có «Tam Kỳ, ngày …» ở phần đầu",
)
def bb_no_date(paper: Paper) -> Iterator[Fault]:
    """Check that minutes have no place and date in the head."""
    date = paper.anatomy.head.date
    if paper.anatomy.kind == MINUTES and date:
        yield at_piece(
            "địa danh, thời gian", date, "biên bản có dòng địa danh, ngày tháng", "không có dòng này"
        )


RULES = (
    num_prefix,
    num_pad,
    num_sep,
    num_size,
    num_kind,
    date_italic,
    date_pad,
    date_comma,
    date_sameline,
    bb_no_date,
)
