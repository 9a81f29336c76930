"""Rules of the text: grounds, paragraphs, the end."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from docgen.lint.anatomy import Appendix
from docgen.lint.blanks import is_laid_out, to_fill
from docgen.lint.document_model import Block
from docgen.lint.fix import fix_looks, spacing
from docgen.lint.form_rule import Departure, InParty, LintPaper, Profile, at_block, rule
from docgen.lint.genre import TEXTS
from docgen.lint.heading_levels import HeadingLevel, level_of, numbered
from docgen.lint.looks import is_one_line, millimetres, points, span_text, style_faults, wrong_size
from docgen.lint.pieces import MM, is_capital, key_of
from docgen.lint.regime import LEAST_GAP, SINGLE_LINE, WIDEST_LINE
from docgen.problem import Severity

_CLAUSE = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.6"
_SINGLE_FACTOR, _MOST_FACTOR = 1.15, 1.73
"""A single line, and one and a half, in parts of the size, where spacing is given in points."""
_TITLES = {HeadingLevel.PART, HeadingLevel.PART_TITLE, HeadingLevel.SECTION}
_DASHED = re.compile(r"\s*[-–]\s+\S")
_WRITTEN = re.compile(r"[^\W_]|[.…_]{3}")
"""Words, figures, dots to write on: what a whole paragraph is made of, but for dashes and marks."""
_LETTERS = re.compile(r"[^\W\d_]")
_DEFAULT_TAB = 720


def paragraphs(paper: LintPaper) -> list[Block]:
    """Give the paragraphs of running text: no titles, no captions, no lines that were put in a place."""
    return [
        block
        for block in paper.anatomy.body
        if _LETTERS.search(block.text) and not _is_title(block) and not is_laid_out(block)
    ]


def _is_title(block: Block) -> bool:
    """Tell whether a paragraph is a centred title or caption, a heading in capitals or a lone mark."""
    level = level_of(block)
    if level in _TITLES or (level is HeadingLevel.ROMAN and is_one_line(block)):
        return True
    centred = block.format.alignment == "center"
    return is_capital(block.full_text) or (
        centred and all(s.format.bold or s.format.italic for s in block.shown)
    )


@rule(
    "BASIS-ITALIC",
    title="Kiểu chữ căn cứ",
    clause=f"{_CLAUSE}.a",
    remedy="Đặt các dòng căn cứ cỡ 13 - 14, nghiêng.",
    right="Căn cứ Luật Mặt trận Tổ quốc Việt Nam …; (nghiêng)",
    wrong="dòng căn cứ chữ đứng",
    party=InParty(
        remedy="Đặt các dòng căn cứ cỡ 14 - 15, đứng.",
        right="- Căn cứ Điều lệ Đảng Cộng sản Việt Nam; (đứng)",
        wrong="dòng căn cứ chữ nghiêng",
    ),
    fix=fix_looks.dress,
)
def basis_italic(paper: LintPaper) -> Iterator[Departure]:
    """Check that grounds are italic (the Party's upright), of the size of the text."""
    look = paper.regime.ground
    for block in paper.anatomy.grounds:
        for found, allowed in style_faults(block.shown, look):
            yield at_block("căn cứ", block, found, allowed, look)


@rule(
    "BASIS-END",
    title="Dấu cuối căn cứ",
    clause=f"{_CLAUSE}.a",
    remedy="Mỗi căn cứ một dòng, cuối dòng dấu chấm phẩy; dòng cuối cùng dấu chấm.",
    right="Căn cứ …; Theo đề nghị của ….",
    wrong="Căn cứ …, Theo đề nghị của …;",
    party=InParty(
        title="Dấu đầu và cuối căn cứ",
        remedy="Mỗi căn cứ một dòng, đầu dòng «- », cuối dòng dấu chấm phẩy; dòng cuối cùng dấu chấm "
        "hoặc dấu phẩy.",
        right="- Căn cứ …; - Xét đề nghị của ….",
        wrong="Căn cứ … (thiếu gạch đầu dòng); - Căn cứ …:",
    ),
)
def basis_end(paper: LintPaper) -> Iterator[Departure]:
    """Check that each ground ends with a semicolon and the last with a full stop."""
    grounds = paper.anatomy.grounds
    party = paper.profile is Profile.PARTY
    for block in grounds:
        text, last = block.text.rstrip(), block is grounds[-1]
        if party and not _DASHED.match(block.full_text):
            yield at_block("căn cứ", block, f"đầu dòng là «{text[:3]}»", "đầu dòng «- »")
        # The last mark in the Party's papers is a full stop or a comma: its sources disagree.
        allowed = (".," if party else ".") if last else ";"
        if text[-1:] not in allowed:
            yield at_block(
                "căn cứ",
                block,
                f"cuối dòng là «{text[-1:]}»",
                ("dấu chấm hoặc dấu phẩy" if party else "dấu chấm") if last else "dấu chấm phẩy",
            )


@rule(
    "BODY-JUSTIFY",
    title="Canh đều hai lề",
    clause=f"{_CLAUSE}.e",
    remedy="Chọn đoạn, bấm Ctrl+J (Justify).",
    right="canh đều cả hai lề",
    wrong="canh trái",
    party=InParty(),
    genres=TEXTS,
    fix=spacing.justify,
)
def body_justify(paper: LintPaper) -> Iterator[Departure]:
    """Check that paragraphs are justified; one of a single line looks the same either way."""
    for block in [*paper.anatomy.grounds, *paragraphs(paper)]:
        alignment = block.format.alignment
        if alignment in {"both", "distribute"} or (alignment == "left" and is_one_line(block)):
            continue
        names = {"left": "canh trái", "right": "canh phải", "center": "canh giữa"}
        yield at_block("nội dung", block, names.get(alignment, alignment), "canh đều cả hai lề")


@rule(
    "BODY-INDENT",
    title="Lùi đầu dòng",
    clause=f"{_CLAUSE}.e",
    remedy="Trong Word: Paragraph, Special là First line, By 1 cm hoặc 1,27 cm.",
    right="lùi 1 cm hoặc 1,27 cm",
    wrong="không lùi, hoặc lùi 2 cm",
    party=InParty(
        remedy="Trong Word: Paragraph, Special là First line, By 1 cm.",
        right="lùi khoảng 1 cm",
        wrong="không lùi, hoặc lùi 2 cm",
    ),
    genres=TEXTS,
    fix=spacing.indent,
)
def body_indent(paper: LintPaper) -> Iterator[Departure]:
    """Check that the first line of a paragraph stands 1 or 1,27 cm in."""
    regime = paper.regime
    about = "khoảng " if regime.indent_slack > 1 else ""
    allowed = about + " hoặc ".join(f"{millimetres(length)} mm" for length in regime.first_line)
    for block in [*paper.anatomy.grounds, *paragraphs(paper)]:
        shape = block.format
        start = shape.left + shape.first_line
        if block.text.startswith("\t") and start < _DEFAULT_TAB:
            start = _DEFAULT_TAB
        found = start / MM
        if not any(abs(found - length) <= regime.indent_slack for length in regime.first_line):
            yield at_block("nội dung", block, f"lùi {millimetres(found)} mm", f"lùi {allowed}")


@rule(
    "BODY-SPACE",
    title="Khoảng cách giữa các đoạn",
    clause=f"{_CLAUSE}.e",
    remedy="Trong Word: Paragraph, Spacing Before hoặc After ít nhất 6 pt, bỏ «Don't add space …».",
    right="Before 6 pt",
    wrong="Before 0, After 0",
    party=InParty(),
    genres=TEXTS,
    fix=spacing.space,
)
def body_space(paper: LintPaper) -> Iterator[Departure]:
    """Check that at least 6 points stand between paragraphs."""
    blocks = [*paper.anatomy.grounds, *paper.anatomy.body]
    for above, below in itertools.pairwise(blocks):
        if below.number != above.number + 1 or below.section != above.section:
            continue
        if not (_LETTERS.search(above.text) and _LETTERS.search(below.text)) or is_laid_out(below):
            continue
        if level_of(above) in {HeadingLevel.PART, HeadingLevel.SECTION}:
            continue  # its title stands right below
        same = above.style == below.style
        after = 0 if above.format.contextual and same else above.format.after
        before = 0 if below.format.contextual and same else below.format.before
        gap = (after + before) / 20
        if gap < LEAST_GAP:
            yield at_block("nội dung", below, f"cách đoạn trên {points(gap)} pt", "ít nhất 6 pt")


@rule(
    "BODY-LINE",
    title="Giãn dòng",
    clause=f"{_CLAUSE}.e",
    remedy="Trong Word: Paragraph, Line spacing là Single đến 1.5 lines.",
    right="Single, Multiple 1,1, 1.5 lines",
    wrong="Double; Exactly 12 pt",
    party=InParty(
        remedy="Trong Word: Paragraph, Line spacing là Exactly, At từ 18 đến 22 pt.",
        right="Exactly 18 pt; Exactly 20 pt",
        wrong="Single; Exactly 16 pt",
    ),
    genres=TEXTS,
    fix=spacing.line,
)
def body_line(paper: LintPaper) -> Iterator[Departure]:
    """Check that lines stand from single to one and a half apart."""
    for block in [*paper.anatomy.grounds, *paragraphs(paper)]:
        fault = _line_fault(block, paper)
        if fault:
            yield at_block("nội dung", block, *fault)


def _line_fault(block: Block, paper: LintPaper) -> tuple[str, str] | None:
    line, kind = block.format.line, block.format.line_rule
    exact = paper.regime.exact_line
    if exact is not None:
        inside = kind == "exact" and exact[0] <= line / 20 <= exact[1]
        return None if inside else (_spacing(line, kind), f"Exactly {span_text(exact, ' pt')}")
    if kind == "auto":
        inside = SINGLE_LINE <= line <= WIDEST_LINE
        return None if inside else (_spacing(line, kind), "1 đến 1,5 dòng")
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
    party=InParty(
        remedy="Chọn các đoạn nội dung, đặt cỡ 14 (hoặc 15).",
        right="cỡ 14 hoặc 15",
        wrong="cỡ 13; cỡ 12",
    ),
    genres=TEXTS,
    fix=fix_looks.body_size,
)
def body_size(paper: LintPaper) -> Iterator[Departure]:
    """Check that the text, its headings and the addressee are of the size of the text."""
    anatomy = paper.anatomy
    groups = [(block, block.shown) for block in anatomy.body]
    address = () if paper.profile is Profile.PARTY else (anatomy.address, *anatomy.addressees)
    pieces = [piece for piece in (*address, anatomy.order) if piece]
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
    remedy="Gõ «./.» ngay sau chữ cuối của nội dung; sau bảng thì ở một dòng riêng.",
    right="… phối hợp thực hiện./.",
    wrong="… phối hợp thực hiện.",
    severity=Severity.WARNING,
    party=InParty(
        remedy="Kết thúc nội dung bằng dấu chấm, bỏ «./.».",
        right="… phối hợp thực hiện.",
        wrong="… phối hợp thực hiện./.",
    ),
)
def end_dotslash(paper: LintPaper) -> Iterator[Departure]:
    """Check that the text and each appendix end with "./." (the Party's with a full stop)."""
    anatomy = paper.anatomy
    main = [*anatomy.grounds, *anatomy.body]
    last_table = _last_table(anatomy.main[anatomy.head.end : anatomy.ending.start]) if main else ()
    parts = [("cuối nội dung", [*main, *last_table])]
    parts += [("cuối phụ lục", list(item.blocks)) for item in anatomy.appendices if _has_end(item)]
    for part, blocks in parts:
        written = [block for block in blocks if not block.blank]
        if not any(block.cell is None for block in written):
            continue
        if paper.profile is Profile.PARTY:
            if part == "cuối nội dung":
                yield from _party_end(part, main[-1], in_table=bool(last_table))
        elif not _ends(written, blocks):
            yield _no_end(part, blocks, written[-1])


def _has_end(appendix: Appendix) -> bool:
    """Tell whether an appendix ends with text: an attached paper or a form may end with a signature."""
    last = next((block for block in reversed(appendix.blocks) if not block.blank), None)
    return (
        appendix.label is not None
        and not any(to_fill(block.text) for block in appendix.blocks[-6:])
        and (last is None or not is_capital(last.text))
    )


def _last_table(inner: Sequence[Block]) -> tuple[Block, ...]:
    """Give the blocks of a table that ends a text, with what is empty below; nothing for other ends."""
    last = next((block for block in reversed(inner) if not block.blank), None)
    if last is None or last.cell is None:
        return ()
    start = next(i for i, block in enumerate(inner) if block.cell and block.cell.table == last.cell.table)
    return tuple(inner[start:])


def _ends(written: Sequence[Block], blocks: Sequence[Block]) -> bool:
    """Tell whether a text ends with "./."; the sentence above a closing table may have it as well."""
    last = written[-1]
    if last.text.rstrip().endswith("./."):
        return True
    table = last.cell.table if last.cell else 0
    above = [block for block in blocks if not block.blank and not (block.cell and block.cell.table == table)]
    return bool(table) and bool(above) and above[-1].text.rstrip().endswith("./.")


def _no_end(part: str, blocks: Sequence[Block], last: Block) -> Departure:
    """Name the place where "./." must stand: behind the last word, or on a line below the last table."""
    if last.cell is None:
        return at_block(part, last, f"«{last.text.rstrip()[-10:]}»", "kết thúc bằng «./.»")
    below = next((block for block in blocks if block.cell is None and block.number > last.number), None)
    found, allowed = "hết bằng bảng, không có «./.»", "một dòng «./.» ngay dưới bảng"
    return Departure(part, below or last, "", found, allowed, under=last)


def _party_end(part: str, last: Block, *, in_table: bool) -> Iterator[Departure]:
    """Judge the end of a text of the Party; one that ends with a table has no mark of its own."""
    text = last.text.rstrip()
    if text.endswith("./.") or not (in_table or text.endswith(".")):
        yield at_block(part, last, f"«{text[-10:]}»", "kết thúc bằng dấu chấm")


_MARKS_OF_END = (".", ";", ",", "?", "!")
_NOTE = re.compile(r"\(.*\)[.;]?$|\(?(ghi chu|luu y|nguon)\b", re.DOTALL)


@rule(
    "BODY-STYLE",
    title="Kiểu chữ nội dung",
    clause=f"{_CLAUSE}.e",
    remedy="Chọn đoạn, bỏ đậm, nghiêng, gạch chân; chỉ tiêu đề mới in đậm.",
    right="đoạn văn chữ đứng, không đậm",
    wrong="cả đoạn in nghiêng, in đậm hoặc gạch chân",
    party=InParty(),
    genres=TEXTS,
)
def body_style(paper: LintPaper) -> Iterator[Departure]:
    """Check that whole paragraphs of text are upright, not bold, not underlined.

    Some words may be set off; titles may be bold, a note in brackets italic.
    """
    for block in paragraphs(paper):
        looks = [span.format for span in block.shown if _WRITTEN.search(span.text)]
        if all(look.italic for look in looks) and not _NOTE.match(key_of(block.full_text.strip())):
            yield at_block("nội dung", block, "cả đoạn chữ nghiêng", "chữ đứng")
        if all(look.underline for look in looks):
            yield at_block("nội dung", block, "cả đoạn gạch chân", "không gạch chân")
        if all(look.bold for look in looks) and not _may_be_bold(block):
            yield at_block("nội dung", block, "cả đoạn chữ đậm", "chữ không đậm")


def _may_be_bold(block: Block) -> bool:
    """Tell whether a bold paragraph is a title: it ends without a mark, or is numbered and short."""
    text = block.text.rstrip()
    if text.endswith("./."):
        return False
    short = is_one_line(block)
    return not text.endswith((*_MARKS_OF_END, ":")) or (
        short and (numbered(block) is not None or text[-1] == ":")
    )


RULES = (
    basis_italic,
    basis_end,
    body_justify,
    body_indent,
    body_space,
    body_line,
    body_size,
    body_style,
    end_dotslash,
)
