"""Rules of phần, chương, mục, điều, khoản, điểm: their numbers and their look."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from docgen.lint.document_model import Block
from docgen.lint.fix import fix_looks, fix_words
from docgen.lint.fix.fixed import either
from docgen.lint.form_rule import Departure, InParty, LintPaper, Profile, at_block, at_piece, rule
from docgen.lint.genre import PARTS
from docgen.lint.heading_levels import ARTICLE_LABEL, HeadingLevel, Numbered, level_of, numbered, roman_value
from docgen.lint.labels import roman
from docgen.lint.looks import first_spans, is_centred, piece_faults, style_faults
from docgen.lint.pieces import is_capital, pieces_of
from docgen.lint.regime import CAPITALS, CENTRED, HEADING, ORDER
from docgen.problem import Severity

_CLAUSE = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.6.đ"
_POINTS = "abcdđeghiklmnopqrstuvxy"
"""Letters of points: the Vietnamese alphabet without ă â ê ô ơ ư, as the decree itself counts."""
_ROMAN_LEVELS = {HeadingLevel.PART, HeadingLevel.ROMAN}
_NEVER_ANEW = {HeadingLevel.PART, HeadingLevel.ROMAN, HeadingLevel.ARTICLE}
"""Levels that do not begin at 1 again by themselves; clauses may, under a title without a number."""
_LONG_TITLE = 120
_SHORT_TITLE = 80


def _value(item: Numbered) -> int | None:
    """Read a number in the figures that its level asks for."""
    if item.level in _ROMAN_LEVELS:
        return roman_value(item.number)
    return int(item.number) if item.number.isdecimal() else None


def _groups(paper: LintPaper) -> Iterator[Sequence[Block]]:
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
    party=InParty(
        right="I- ĐẶC ĐIỂM TÌNH HÌNH; II- NHIỆM VỤ, GIẢI PHÁP",
        wrong="I rồi III; Chương 1; «II- NHIỆM VỤ.»",
    ),
    genres=PARTS,
)
def head_numbering(paper: LintPaper) -> Iterator[Departure]:
    """Check that numbers follow one another and titles have no full stop."""
    for blocks in _groups(paper):
        last: dict[tuple[HeadingLevel, str], int] = {}
        for block in blocks:
            item = numbered(block)
            if item is not None and item.level is not HeadingLevel.POINT:
                yield from _order(block, item, last)
            if _is_title(block, item) and block.text.rstrip().endswith("."):
                yield at_block("nội dung", block, "tiêu đề có dấu chấm ở cuối", "không có dấu chấm")


def _order(block: Block, item: Numbered, last: dict[tuple[HeadingLevel, str], int]) -> Iterator[Departure]:
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
    for smaller in [
        other for other in last if other[0] > item.level and other[0] is not HeadingLevel.ARTICLE
    ]:
        del last[smaller]


def _is_title(block: Block, item: Numbered | None) -> bool:
    """Tell whether a paragraph is a title: in capitals, or a numbered line that is bold throughout."""
    if is_capital(block.text):
        return True
    bold = all(span.format.bold for span in block.shown)
    return (
        item is not None and bold and len(block.text) < _LONG_TITLE and item.level is not HeadingLevel.ARTICLE
    )


@rule(
    "POINT-ALPHABET",
    title="Thứ tự các điểm",
    clause=_CLAUSE,
    remedy="Đánh lại theo bảng chữ cái tiếng Việt: a, b, c, d, đ, e, g, h, i, k, l, m …",
    right="d) … đ) … e) … g)",
    wrong="d) … e) … f)",
    party=InParty(),
    genres=PARTS,
)
def point_alphabet(paper: LintPaper) -> Iterator[Departure]:
    """Check that points are counted by the Vietnamese alphabet."""
    for blocks in _groups(paper):
        before = ""
        for block in blocks:
            item = numbered(block)
            if item is None:
                continue
            if item.level is not HeadingLevel.POINT:
                before = ""
                continue
            wanted = _POINTS[_POINTS.find(before) + 1] if before and before != _POINTS[-1] else "a"
            if item.number not in {wanted, "a"}:
                yield at_block("nội dung", block, f"điểm {item.number})", f"điểm {wanted})")
            before = item.number if item.number in _POINTS else wanted


_COUNTING_LETTERS = {"C", "L"}
"""Roman figures that, alone, rather begin a list by letters or a name (C. Mác) than count a hundred."""
_HEAD_MARKS = (".", ";", ",", ":", "?", "!")
_PART_NAMES = {HeadingLevel.PART: "phần, chương", HeadingLevel.SECTION: "mục"}


@rule(
    "HEAD-STYLE",
    title="Kiểu chữ đề mục",
    clause=_CLAUSE,
    remedy="Phần, chương, mục: đậm, canh giữa, tiêu đề in hoa ở dòng dưới; «I. TÊN MỤC»: in hoa, đậm; "
    "«Điều 1.»: đậm; tiêu đề khoản: in thường, đậm.",
    right="**I. MỤC ĐÍCH, YÊU CẦU**; **1. Mục đích**; **Điều 1.** …",
    wrong="I. Mục đích, yêu cầu; đề mục không đậm; Điều 1. không đậm",
    party=InParty(
        remedy="Phần, chương, mục: đậm, canh giữa, tiêu đề in hoa, đậm ở dòng dưới; «Điều 1.»: đậm.",
        right="**Chương I**, dòng dưới **QUY ĐỊNH CHUNG**; **Điều 1.** …",
        wrong="Chương I không đậm; tiêu đề chương in thường",
    ),
    genres=PARTS,
    fix=either(fix_looks.dress, fix_words.instead),
)
def head_style(paper: LintPaper) -> Iterator[Departure]:
    """Check the look of headings: phần, chương, mục, Roman headings, điều, titles of khoản."""
    state = paper.profile is not Profile.PARTY
    yield from _decision_lines(paper)
    for blocks in _groups(paper):
        written = [block for block in blocks if not block.blank]
        titles = _titled_clauses(written) if state else set()
        for index, block in enumerate(written):
            item = numbered(block)
            level = level_of(block)
            if level in _PART_NAMES:
                yield from _whole(block, _PART_NAMES[level], centred=True)
                yield from _title_below(written[index + 1 : index + 2])
            elif item and level is HeadingLevel.ROMAN and state and item.number not in _COUNTING_LETTERS:
                yield from _roman_heading(block)
            elif item and level is HeadingLevel.ARTICLE:
                yield from _article(block)
            elif item and block.number in titles:
                for fault in _whole(block, "tiêu đề khoản"):
                    yield replace(fault, severity=Severity.WARNING)


def _decision_lines(paper: LintPaper) -> Iterator[Departure]:
    """Judge the authority of a decision and its line "QUYẾT ĐỊNH:", bold capitals in the middle."""
    anatomy = paper.anatomy
    named = [("thẩm quyền ban hành", piece) for piece in anatomy.authority]
    named += [("lệnh quyết định", anatomy.order)] if anatomy.order else []
    if anatomy.order and paper.profile is not Profile.PARTY and not anatomy.order.text.endswith(":"):
        yield at_piece(
            "lệnh quyết định", anatomy.order, f"«{anatomy.order.text}»", f"«{anatomy.order.text}:»"
        )
    for part, piece in named:
        yield from piece_faults(part, piece, ORDER)


@rule(
    "AUTHORITY",
    title="Thẩm quyền ban hành quyết định",
    clause="Nghị định 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.1, 1.2, 1.3",
    remedy="Giữa trích yếu và căn cứ, thêm dòng thẩm quyền ban hành, in hoa, đậm, canh giữa.",
    right="CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH …, rồi đến các căn cứ",
    wrong="dưới trích yếu là ngay «Căn cứ …»",
)
def authority(paper: LintPaper) -> Iterator[Departure]:
    """Check that a decision names who decides, above its grounds."""
    anatomy = paper.anatomy
    if anatomy.order is not None and anatomy.grounds and not anatomy.authority:
        yield at_block("căn cứ", anatomy.grounds[0], "không có dòng thẩm quyền ban hành ở trên", "có dòng ấy")


def _whole(block: Block, part: str, *, centred: bool = False) -> Iterator[Departure]:
    for found, allowed in style_faults(block.shown, HEADING):
        yield at_block(part, block, found, allowed, HEADING)
    if centred and not is_centred(block):
        yield at_block(part, block, "không canh giữa", "canh giữa", CENTRED)


def _title_below(following: Sequence[Block]) -> Iterator[Departure]:
    """Judge the title under Phần, Chương or Mục; running text in its place means that it has none."""
    for block in following:
        text = block.text.strip()
        if numbered(block) or len(text) > _LONG_TITLE or text.endswith(_HEAD_MARKS):
            return
        for piece in pieces_of([block]):
            if not piece.capital:
                fault = at_block("tiêu đề phần, chương, mục", block, "chữ in thường", "chữ in hoa", CAPITALS)
                yield replace(fault, text=piece.text)
        yield from _whole(block, "tiêu đề phần, chương, mục", centred=True)


def _roman_heading(block: Block) -> Iterator[Departure]:
    """Judge "I. TÊN MỤC"; a long paragraph behind a Roman figure is text and no title."""
    text = block.text.strip()
    if len(text) > _LONG_TITLE and text.endswith(_HEAD_MARKS):
        return
    if not all(piece.capital for piece in pieces_of([block])):
        yield at_block("đề mục", block, "chữ in thường", "chữ in hoa", CAPITALS)
    yield from _whole(block, "đề mục")


def _article(block: Block) -> Iterator[Departure]:
    """Judge "Điều 1.", typed letters only: Word's own numbers have a look of their own."""
    match = ARTICLE_LABEL.match(block.text)
    if match is None:
        return
    label = match[0]
    for found, allowed in style_faults(first_spans(block.spans, len(label)), HEADING):
        fault = at_block("điều", block, f"«{label.strip()}» {found}", allowed, HEADING)
        yield replace(fault, first=len(label))
    if match["mark"] == ":":
        fault = at_block("điều", block, f"«{label.strip()}»", f"«Điều {match['number']}.»")
        yield replace(fault, first=len(label), wanted=f"{label[:-1]}.")


def _titled_clauses(blocks: Sequence[Block]) -> set[int]:
    """Give the numbers of paragraphs that are titles of khoản: a line without end mark, text below.

    The first of a row tells: in a list of names nothing stands between the first and the second.
    """
    found: set[int] = set()
    titled = False
    for block, below in itertools.pairwise(blocks):
        item = numbered(block)
        if item is None or item.level is not HeadingLevel.CLAUSE:
            continue
        text = block.text.strip()
        alone = level_of(below) in {HeadingLevel.POINT, HeadingLevel.PLAIN} and not text.endswith(_HEAD_MARKS)
        short = len(block.full_text) < _SHORT_TITLE and ":" not in text
        titled = (alone and short) if item.number == "1" else titled
        if titled and alone and short:
            found.add(block.number)
    return found


RULES = (authority, head_numbering, head_style, point_alphabet)
