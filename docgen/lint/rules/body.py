"""Rules of the text: grounds, paragraphs, the end."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from docgen.lint.headings import Level, level_of
from docgen.lint.looks import millimetres, points, span_text, style_faults, wrong_size
from docgen.lint.model import Block
from docgen.lint.pieces import MM, is_capital
from docgen.lint.rule import ALL, Fault, Paper, Profile, at_block, rule
from docgen.lint.widths import width_mm
from docgen.problem import Severity

_CLAUSE = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.6"
_PARTY = "Hướng dẫn 05-HD/VPTW, thể thức văn bản của Đảng"
_LEAST_GAP = 6.0
_INDENT_SLACK = 0.5
"""Millimetres by which an indent may miss 10 or 12,7: Word's rounding, not a departure."""
_SINGLE, _MOST = 240, 360
_SINGLE_FACTOR, _MOST_FACTOR = 1.15, 1.73
"""A single line, and one and a half, in parts of the size, where spacing is given in points."""
_TITLES = {Level.PART, Level.PART_TITLE, Level.SECTION}
_LETTERS = re.compile(r"[^\W\d_]")
_DEFAULT_TAB = 720


def paragraphs(paper: Paper) -> list[Block]:
    """Give the paragraphs of running text: no titles, no captions, no dotted lines to write on."""
    return [block for block in paper.anatomy.body if _LETTERS.search(block.text) and not _is_title(block)]


def _is_title(block: Block) -> bool:
    """Tell whether a paragraph is a centred title or caption, a heading in capitals or a lone mark."""
    if level_of(block) in _TITLES:
        return True
    centred = block.format.alignment == "center"
    return is_capital(block.full_text) or (
        centred and all(s.format.bold or s.format.italic for s in block.shown)
    )


@rule(
    "BASIS-ITALIC",
    title="Kiểu chữ căn cứ",
    clause=f"{_CLAUSE}.a",
    remedy="Đặt các dòng căn cứ cỡ 13 - 14, nghiêng (văn bản của Đảng: đứng).",
    right="Căn cứ Luật Mặt trận Tổ quốc Việt Nam …; (nghiêng)",
    wrong="dòng căn cứ chữ đứng",
    profiles=ALL,
    party_clause=_PARTY,
)
def basis_italic(paper: Paper) -> Iterator[Fault]:
    """Check that grounds are italic (the Party's upright), of the size of the text."""
    italic = paper.profile is not Profile.PARTY
    for block in paper.anatomy.grounds:
        faults = style_faults(block.shown, size=paper.regime.body, italic=italic, underline=None)
        for found, allowed in faults:
            yield at_block("căn cứ", block, found, allowed)


@rule(
    "BASIS-END",
    title="Dấu cuối căn cứ",
    clause=f"{_CLAUSE}.a",
    remedy="Mỗi căn cứ một dòng, cuối dòng dấu chấm phẩy; dòng cuối cùng dấu chấm.",
    right="Căn cứ …; Theo đề nghị của ….",
    wrong="Căn cứ …, Theo đề nghị của …;",
    profiles=ALL,
    party_clause=_PARTY,
)
def basis_end(paper: Paper) -> Iterator[Fault]:
    """Check that each ground ends with a semicolon and the last with a full stop."""
    grounds = paper.anatomy.grounds
    for block in grounds:
        text, last = block.text.rstrip(), block is grounds[-1]
        # The last mark in the Party's papers is a full stop or a comma: its sources disagree.
        allowed = (".,;" if paper.profile is Profile.PARTY else ".") if last else ";"
        if text[-1:] not in allowed:
            yield at_block(
                "căn cứ", block, f"cuối dòng là «{text[-1:]}»", "dấu chấm" if last else "dấu chấm phẩy"
            )


@rule(
    "BODY-JUSTIFY",
    title="Canh đều hai lề",
    clause=f"{_CLAUSE}.e",
    remedy="Chọn đoạn, bấm Ctrl+J (Justify).",
    right="canh đều cả hai lề",
    wrong="canh trái",
    profiles=ALL,
    party_clause=_PARTY,
)
def body_justify(paper: Paper) -> Iterator[Fault]:
    """Check that paragraphs are justified; one of a single line looks the same either way."""
    for block in [*paper.anatomy.grounds, *paragraphs(paper)]:
        alignment = block.format.alignment
        if alignment in {"both", "distribute"} or (alignment == "left" and _is_one_line(block)):
            continue
        names = {"left": "canh trái", "right": "canh phải", "center": "canh giữa"}
        yield at_block("nội dung", block, names.get(alignment, alignment), "canh đều cả hai lề")


def _is_one_line(block: Block) -> bool:
    length = sum(
        width_mm(span.text, span.format.size, bold=span.format.bold, italic=span.format.italic)
        for span in block.spans
    )
    room = block.width - block.format.left - block.format.right - max(0, block.format.first_line)
    return length * MM <= room


@rule(
    "BODY-INDENT",
    title="Lùi đầu dòng",
    clause=f"{_CLAUSE}.e",
    remedy="Trong Word: Paragraph, Special là First line, By 1 cm hoặc 1,27 cm.",
    right="lùi 1 cm hoặc 1,27 cm",
    wrong="không lùi, hoặc lùi 2 cm",
    profiles=ALL,
    party_clause=_PARTY,
)
def body_indent(paper: Paper) -> Iterator[Fault]:
    """Check that the first line of a paragraph stands 1 or 1,27 cm in."""
    allowed = " hoặc ".join(f"{millimetres(length)} mm" for length in paper.regime.first_line)
    for block in [*paper.anatomy.grounds, *paragraphs(paper)]:
        shape = block.format
        start = shape.left + shape.first_line
        if block.text.startswith("\t") and start < _DEFAULT_TAB:
            start = _DEFAULT_TAB
        found = start / MM
        if not any(abs(found - length) <= _INDENT_SLACK for length in paper.regime.first_line):
            yield at_block("nội dung", block, f"lùi {millimetres(found)} mm", f"lùi {allowed}")


@rule(
    "BODY-SPACE",
    title="Khoảng cách giữa các đoạn",
    clause=f"{_CLAUSE}.e",
    remedy="Trong Word: Paragraph, Spacing Before hoặc After ít nhất 6 pt, bỏ «Don't add space …».",
    right="Before 6 pt",
    wrong="Before 0, After 0",
    profiles=ALL,
    party_clause=_PARTY,
)
def body_space(paper: Paper) -> Iterator[Fault]:
    """Check that at least 6 points stand between paragraphs."""
    blocks = [*paper.anatomy.grounds, *paper.anatomy.body]
    for above, below in itertools.pairwise(blocks):
        if below.number != above.number + 1 or below.section != above.section:
            continue
        if not (_LETTERS.search(above.text) and _LETTERS.search(below.text)):
            continue
        if level_of(above) in {Level.PART, Level.SECTION} and level_of(below) is Level.PART_TITLE:
            continue
        same = above.style == below.style
        after = 0 if above.format.contextual and same else above.format.after
        before = 0 if below.format.contextual and same else below.format.before
        gap = (after + before) / 20
        if gap < _LEAST_GAP:
            yield at_block("nội dung", below, f"cách đoạn trên {points(gap)} pt", "ít nhất 6 pt")


@rule(
    "BODY-LINE",
    title="Giãn dòng",
    clause=f"{_CLAUSE}.e",
    remedy="Trong Word: Paragraph, Line spacing là Single đến 1.5 lines (Đảng: Exactly 18 - 22 pt).",
    right="Single, Multiple 1,1, 1.5 lines",
    wrong="Double; Exactly 12 pt",
    profiles=ALL,
    party_clause=_PARTY,
)
def body_line(paper: Paper) -> Iterator[Fault]:
    """Check that lines stand from single to one and a half apart."""
    for block in paragraphs(paper):
        fault = _line_fault(block, paper)
        if fault:
            yield at_block("nội dung", block, *fault)


def _line_fault(block: Block, paper: Paper) -> tuple[str, str] | None:
    line, kind = block.format.line, block.format.line_rule
    exact = paper.regime.exact_line
    if exact is not None:
        inside = kind == "exact" and exact[0] <= line / 20 <= exact[1]
        return None if inside else (_spacing(line, kind), f"Exactly {span_text(exact, ' pt')}")
    if kind == "auto":
        return None if _SINGLE <= line <= _MOST else (_spacing(line, kind), "1 đến 1,5 dòng")
    size = max((span.format.size for span in block.shown), default=block.mark.size)
    least = size * _SINGLE_FACTOR if kind == "exact" else 0.0
    most = size * _MOST_FACTOR
    if least - 0.1 <= line / 20 <= most + 0.1:
        return None
    low, high = points(round(size * _SINGLE_FACTOR, 1)), points(round(most, 1))
    return _spacing(line, kind), f"1 đến 1,5 dòng ({low} - {high} pt ở cỡ {points(size)})"


def _spacing(line: int, kind: str) -> str:
    if kind == "auto":
        return f"giãn {points(round(line / 240, 2))} dòng"
    return f"{'Exactly' if kind == 'exact' else 'At least'} {points(line / 20)} pt"


@rule(
    "BODY-SIZE",
    title="Cỡ chữ nội dung",
    clause=f"{_CLAUSE}.e",
    remedy="Chọn các đoạn nội dung, đặt cỡ 14 (hoặc 13).",
    right="cỡ 13 hoặc 14",
    wrong="cỡ 12; cỡ 15",
    profiles=ALL,
    party_clause=_PARTY,
)
def body_size(paper: Paper) -> Iterator[Fault]:
    """Check that the text, its headings and the addressee are of the size of the text."""
    anatomy = paper.anatomy
    groups = [(block, block.shown) for block in anatomy.body]
    pieces = [piece for piece in (anatomy.address, *anatomy.addressees, anatomy.order) if piece]
    groups += [(piece.block, piece.inked) for piece in (*pieces, *anatomy.authority)]
    for block, spans in groups:
        lettered = [span for span in spans if _LETTERS.search(span.text)]
        wrong = wrong_size(lettered, paper.regime.body)
        if wrong is not None:
            yield at_block("nội dung", block, f"cỡ {points(wrong)}", f"cỡ {span_text(paper.regime.body)}")


@rule(
    "END-DOTSLASH",
    title="Dấu kết thúc văn bản",
    clause="Nghị định 30/2020/NĐ-CP, Phụ lục III (mọi mẫu kết thúc bằng «./.»)",
    remedy="Gõ «./.» ngay sau chữ cuối của nội dung (văn bản của Đảng: dấu chấm).",
    right="… phối hợp thực hiện./.",
    wrong="… phối hợp thực hiện.",
    severity=Severity.WARNING,
    profiles=ALL,
    party_clause=_PARTY,
)
def end_dotslash(paper: Paper) -> Iterator[Fault]:
    """Check that the text and each appendix end with "./." (the Party's with a full stop)."""
    parts = [("cuối nội dung", [*paper.anatomy.grounds, *paper.anatomy.body])]
    parts += [("cuối phụ lục", list(item.blocks)) for item in paper.anatomy.appendices]
    for part, blocks in parts:
        written = [block for block in blocks if not block.blank]
        outside = [block for block in written if block.cell is None]
        if not written or not outside:
            continue
        last = outside[-1] if part == "cuối nội dung" else written[-1]
        text = last.text.rstrip()
        ends = text.endswith("./.")
        if paper.profile is Profile.PARTY:
            if part == "cuối nội dung" and (ends or not text.endswith(".")):
                yield at_block(part, last, f"«{text[-10:]}»", "kết thúc bằng dấu chấm")
        elif not ends:
            yield at_block(part, last, f"«{text[-10:]}»", "kết thúc bằng «./.»")


RULES = (
    basis_italic,
    basis_end,
    body_justify,
    body_indent,
    body_space,
    body_line,
    body_size,
    end_dotslash,
)
