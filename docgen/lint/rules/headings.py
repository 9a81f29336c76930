"""Rules of numbering: phần, chương, mục, điều, khoản, điểm."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docgen.lint.headings import Level, Numbered, numbered, roman_value
from docgen.lint.labels import roman
from docgen.lint.model import Block
from docgen.lint.pieces import is_capital
from docgen.lint.rule import ALL, Fault, Paper, at_block, rule
from docgen.problem import Severity

_CLAUSE = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.6.đ"
_PARTY = "Hướng dẫn 05-HD/VPTW, thể thức văn bản của Đảng"
_POINTS = "abcdđeghiklmnopqrstuvxy"
"""Letters of points: the Vietnamese alphabet without ă â ê ô ơ ư, as the decree itself counts."""
_ROMAN_LEVELS = {Level.PART, Level.ROMAN}
_NEVER_ANEW = {Level.PART, Level.ROMAN, Level.ARTICLE}
"""Levels that do not begin at 1 again by themselves; clauses may, under a title without a number."""
_LONG_TITLE = 120


def _value(item: Numbered) -> int | None:
    """Read a number in the figures that its level asks for."""
    if item.level in _ROMAN_LEVELS:
        return roman_value(item.number)
    return int(item.number) if item.number.isdecimal() else None


def _groups(paper: Paper) -> Iterator[Sequence[Block]]:
    yield paper.anatomy.body
    for appendix in paper.anatomy.appendices:
        yield [block for block in appendix.blocks if block.cell is None]


@rule(
    "HEAD-NUMBERING",
    title="Đánh số đề mục",
    clause=_CLAUSE,
    remedy="Đánh lại số theo thứ tự (phần, chương: La Mã; mục, điều, khoản: Ả Rập), bỏ dấu chấm ở tiêu đề.",
    right="I. MỤC ĐÍCH, YÊU CẦU; II. NỘI DUNG",
    wrong="I rồi III; Chương 1; «II. NỘI DUNG.»",
    severity=Severity.WARNING,
    profiles=ALL,
    party_clause=_PARTY,
)
def head_numbering(paper: Paper) -> Iterator[Fault]:
    """Check that numbers follow one another and titles have no full stop."""
    for blocks in _groups(paper):
        last: dict[tuple[Level, str], int] = {}
        for block in blocks:
            item = numbered(block)
            if item is not None and item.level is not Level.POINT:
                yield from _order(block, item, last)
            if _is_title(block, item) and block.text.rstrip().endswith("."):
                yield at_block("nội dung", block, "tiêu đề có dấu chấm ở cuối", "không có dấu chấm")


def _order(block: Block, item: Numbered, last: dict[tuple[Level, str], int]) -> Iterator[Fault]:
    """Judge one number against the one before it, and begin smaller levels anew."""
    key, value = (item.level, item.word), _value(item)
    name = f"{item.word} {item.number}".strip()
    if value is None:
        figures = "số La Mã" if item.level in _ROMAN_LEVELS else "số Ả Rập"
        if any(letter.isalnum() for letter in item.number):
            yield at_block("nội dung", block, f"«{name}»", figures)
        return
    before = last.get(key, 0)
    if value not in {1, before + 1} or (value == 1 and before and item.level in _NEVER_ANEW):
        write = roman if item.level in _ROMAN_LEVELS else str
        after = f"sau số {write(before)}" if before else "ở đầu mục"
        yield at_block("nội dung", block, f"số {item.number} {after}", f"số {write(before + 1)}")
    elif value == 1 and before == 1:
        yield at_block("nội dung", block, f"hai lần số {item.number}", "số 2")
    last[key] = value
    for smaller in [other for other in last if other[0] > item.level and other[0] is not Level.ARTICLE]:
        del last[smaller]


def _is_title(block: Block, item: Numbered | None) -> bool:
    """Tell whether a paragraph is a title: in capitals, or a numbered line that is bold throughout."""
    if is_capital(block.text):
        return True
    bold = all(span.format.bold for span in block.shown)
    return item is not None and bold and len(block.text) < _LONG_TITLE and item.level is not Level.ARTICLE


@rule(
    "POINT-ALPHABET",
    title="Thứ tự các điểm",
    clause=_CLAUSE,
    remedy="Đánh lại theo bảng chữ cái tiếng Việt: a, b, c, d, đ, e, g, h, i, k, l, m …",
    right="d) … đ) … e) … g)",
    wrong="d) … e) … f)",
    profiles=ALL,
    party_clause=_PARTY,
)
def point_alphabet(paper: Paper) -> Iterator[Fault]:
    """Check that points are counted by the Vietnamese alphabet."""
    for blocks in _groups(paper):
        before = ""
        for block in blocks:
            item = numbered(block)
            if item is None:
                continue
            if item.level is not Level.POINT:
                before = ""
                continue
            wanted = _POINTS[_POINTS.find(before) + 1] if before and before != _POINTS[-1] else "a"
            if item.number not in {wanted, "a"}:
                yield at_block("nội dung", block, f"điểm {item.number})", f"điểm {wanted})")
            before = item.number if item.number in _POINTS else wanted


RULES = (head_numbering, point_alphabet)
