"""Rules of place and date: their words, their look, their line, and whether there is such a day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from docgen.lint.document_model import Block
from docgen.lint.fix import fix_looks, fix_words
from docgen.lint.form_rule import Departure, InParty, LintPaper, at_block, at_piece, rule
from docgen.lint.genre import ANY, Genre
from docgen.lint.kind_symbols import MINUTES
from docgen.lint.looks import piece_faults
from docgen.lint.pieces import Piece
from docgen.problem import Severity

_DOTS = re.compile(r"[.…]")
_DATE = re.compile(
    r"(?P<place>.*?)(?P<gap>\s*,?\s*)ngày(?P<day>.*?)tháng(?P<month>.*?)năm(?P<year>.*)", re.DOTALL
)
_SAME_LINE = 20.0
"""Two pieces are on one line when their heights differ by less than this many points."""
_LINE_FACTOR = 1.15


_CLAUSE = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II"


@rule(
    "DATE-ITALIC",
    title="Kiểu chữ địa danh, thời gian",
    clause=f"{_CLAUSE}.4.c",
    remedy="Đặt cỡ 13 - 14, nghiêng, không đậm, canh giữa dưới Tiêu ngữ.",
    right="Tam Kỳ, ngày 05 tháng 10 năm 2023 (nghiêng)",
    wrong="chữ đứng; canh phải",
    party=InParty(
        remedy="Đặt cỡ 14, nghiêng, không đậm, canh giữa dưới «ĐẢNG CỘNG SẢN VIỆT NAM».",
        right="Tam Kỳ, ngày 05 tháng 10 năm 2023 (14, nghiêng)",
        wrong="chữ đứng; cỡ 13; canh phải",
    ),
    fix=fix_looks.dress,
)
def date_italic(paper: LintPaper) -> Iterator[Departure]:
    """Check that place and date are italic, not bold, centred."""
    piece = paper.anatomy.head.date
    if piece:
        yield from piece_faults("địa danh, thời gian", piece, paper.regime.date)


@rule(
    "DATE-PAD",
    title="Số 0 trong ngày, tháng",
    clause=f"{_CLAUSE}.4.b",
    remedy="Ngày nhỏ hơn 10 và tháng 1, 2 thêm số 0; tháng khác không thêm.",
    right="ngày 05 tháng 01; ngày 29 tháng 6",
    wrong="ngày 5 tháng 1; ngày 29 tháng 06",
    party=InParty(),
    fix=fix_words.rewording(fix_words.date_zeros),
)
def date_pad(paper: LintPaper) -> Iterator[Departure]:
    """Check that days below 10 and months 1 and 2 take a 0, other months none; the year has four figures."""
    piece = paper.anatomy.head.date
    match = _DATE.fullmatch(piece.text) if piece else None
    if piece is None or match is None:
        return
    day, month, year = (match[name].strip() for name in ("day", "month", "year"))
    checks = (
        ("ngày", day, r"0[1-9]|[1-9]\d", "01 … 09, 10 … 31"),
        ("tháng", month, r"0[12]|[3-9]|[1-9]\d", "01, 02, 3 … 12"),
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
    party=InParty(),
    fix=fix_words.rewording(fix_words.date_comma),
)
def date_comma(paper: LintPaper) -> Iterator[Departure]:
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
    party=InParty(
        right="cùng dòng với «Số …»",
        wrong="dưới «Số …» một dòng",
    ),
)
def date_sameline(paper: LintPaper) -> Iterator[Departure]:
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


def _height(paper: LintPaper, piece: Piece) -> float:
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
    genres=frozenset({Genre.PAPER}),
)
def bb_no_date(paper: LintPaper) -> Iterator[Departure]:
    """Check that minutes have no place and date in the head."""
    date = paper.anatomy.head.date
    if paper.anatomy.kind == MINUTES and date:
        yield at_piece(
            "địa danh, thời gian", date, "biên bản có dòng địa danh, ngày tháng", "không có dòng này"
        )


_WRITTEN = re.compile(
    r"\bngày\s+(?P<day>\d{1,2})(?:\s*[/-]\s*|\s+tháng\s+)(?P<month>\d{1,2})"
    r"(?:\s*[/-]\s*|\s+năm\s+)(?P<year>\d{4})\b"
)
_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _impossible(day: str, month: str, year: str) -> str:
    """Say what is no day of the calendar; nothing for a day that there is, or that cannot be read."""
    d, m, y = (int(text) if text.isdecimal() else None for text in (day, month, year))
    if m is not None and not 1 <= m <= len(_LONGEST_MONTHS):
        return f"tháng {month}"
    if d is not None and not 1 <= d <= (_LONGEST_MONTHS[m - 1] if m is not None else 31):
        return f"ngày {day} tháng {month}" if m is not None else f"ngày {day}"
    if d is None or m is None or y is None or not dt.MINYEAR <= y <= dt.MAXYEAR:
        return ""
    try:
        dt.date(y, m, d)
    except ValueError:  # the 29th of February
        return f"ngày {day} tháng {month} năm {year}"
    return ""


@rule(
    "DATE-REAL",
    title="Ngày có trong lịch",
    clause=f"{_CLAUSE}.4.b",
    remedy="Xem lại ngày, tháng, năm rồi gõ lại cho đúng.",
    right="ngày 28 tháng 02 năm 2023",
    wrong="ngày 31 tháng 02; ngày 32; tháng 13; ngày 29 tháng 02 năm 2023",
    party=InParty(),
    genres=ANY,
)
def date_real(paper: LintPaper) -> Iterator[Departure]:
    """Check that the day of the paper, and each day named in the text, is in the calendar."""
    piece, allowed = paper.anatomy.head.date, "một ngày có trong lịch"
    match = _DATE.fullmatch(piece.text) if piece else None
    if piece and match:
        found = _impossible(*(match[name].strip() for name in ("day", "month", "year")))
        if found:
            yield at_piece("địa danh, thời gian", piece, found, allowed)
    for block in paper.written:
        for match in _WRITTEN.finditer(block.text):
            if _impossible(match["day"], match["month"], match["year"]):
                yield at_block("nội dung", block, f"«{match[0]}»", allowed)


RULES = (date_italic, date_pad, date_real, date_comma, date_sameline, bb_no_date)
