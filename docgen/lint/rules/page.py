"""Rules of the page: paper, margins, fonts, letters, page numbers."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator

from docgen.lint.anatomy import Anatomy
from docgen.lint.document_model import Block, Furniture, LintDocument, SectionFormat
from docgen.lint.fix import fix_looks, fix_page, fix_words
from docgen.lint.form_rule import Departure, InParty, LintPaper, at_block, rule
from docgen.lint.genre import ANY, PAGES, PAPERS, Genre
from docgen.lint.looks import millimetres, span_text
from docgen.lint.pieces import MM
from docgen.lint.regime import A4, FONT, MARGIN_SLACK, Range, Regime
from docgen.lint.widths import width_mm
from docgen.problem import Severity

_PAPER_SLACK = 1.0
_BLACK = {"auto", "000000"}
_STAMPS = re.compile(r"\s*(HỎA TỐC|HOẢ TỐC|THƯỢNG KHẨN|KHẨN|MẬT|TỐI MẬT|TUYỆT MẬT)\s*")
_LINE_FACTOR = 1.15
"""Height of a line of Times New Roman in parts of its size."""
_TABLE_LINE = 5.5
"""A cautious height of a line of a table, in millimetres."""


_CLAUSE = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục I"


@rule(
    "PAGE-SIZE",
    title="Khổ giấy A4",
    clause=f"{_CLAUSE}.1, I.2",
    remedy="Trong Word: Layout, Size, chọn A4; Orientation, chọn Portrait.",
    right="A4, 210 × 297 mm, đứng",
    wrong="Letter, 216 × 279 mm",
    party=InParty(),
    genres=PAGES,
    fix=fix_page.size,
)
def page_size(paper: LintPaper) -> Iterator[Departure]:
    """Check that A4, upright; lying only where there are tables."""
    for number, section in enumerate(paper.document.sections, start=1):
        short, long = sorted((section.width / MM, section.height / MM))
        found = f"{millimetres(section.width / MM)} × {millimetres(section.height / MM)} mm"
        if abs(short - A4[0]) > _PAPER_SLACK or abs(long - A4[1]) > _PAPER_SLACK:
            yield _of_section("khổ giấy", number, found, "A4: 210 × 297 mm")
        elif section.width > section.height and not _has_table(paper.anatomy, number - 1):
            yield _of_section("khổ giấy", number, f"giấy nằm ngang ({found}), không có bảng",
                        "giấy A4 đứng; chỉ phần có bảng biểu mới được nằm ngang")  # fmt: skip


def _of_section(part: str, number: int, found: str, allowed: str) -> Departure:
    """Report a fault of the page of a section, which is counted from 1."""
    return Departure(f"{part}, phần {number}", None, "", found, allowed, section=number - 1)


def _has_table(anatomy: Anatomy, section: int) -> bool:
    """Tell whether a section holds a table other than those that lay out head and signature."""
    inner = anatomy.main[anatomy.head.end : anatomy.ending.start]
    blocks = (*inner, *(block for item in anatomy.appendices for block in item.blocks))
    return any(block.cell for block in blocks if block.section == section)


@rule(
    "PAGE-MARGIN",
    title="Lề trang",
    clause=f"{_CLAUSE}.3",
    remedy="Trong Word: Layout, Margins, Custom Margins; đặt trên 20, dưới 20, trái 30, phải 15 mm.",
    right="trên 20, dưới 20, trái 30, phải 15 mm",
    wrong="trái 25,4 mm (mặc định của Word)",
    party=InParty(
        wrong="trái 35 mm; trái 25,4 mm (mặc định của Word)",
    ),
    genres=PAGES,
    fix=fix_page.margin,
)
def page_margin(paper: LintPaper) -> Iterator[Departure]:
    """Check that each margin is within its range; a lying page may count from its turned edges."""
    for number, section in enumerate(paper.document.sections, start=1):
        faults = _margin_faults(section, paper.regime)
        if faults and section.width > section.height and not _turned_faults(section, paper.regime):
            faults = []
        for name, found, allowed in faults:
            yield _of_section("lề trang", number, f"lề {name} {millimetres(found)} mm",
                        f"lề {name} {span_text(allowed, ' mm')}")  # fmt: skip


Margin = tuple[str, float, Range]


def _outside(margins: Iterable[Margin]) -> list[Margin]:
    return [
        (name, found, allowed)
        for name, found, allowed in margins
        if not allowed[0] - MARGIN_SLACK <= found <= allowed[1] + MARGIN_SLACK
    ]


def _margin_faults(section: SectionFormat, regime: Regime) -> list[Margin]:
    return _outside(
        [
            ("trên", section.top / MM, regime.top),
            ("dưới", section.bottom / MM, regime.bottom),
            ("trái", section.left / MM, regime.left),
            ("phải", section.right / MM, regime.right),
        ]
    )


def _turned_faults(section: SectionFormat, regime: Regime) -> list[Margin]:
    """Judge a lying page whose binding edge is on top."""
    return _outside(
        [
            ("trên", section.top / MM, regime.left),
            ("dưới", section.bottom / MM, regime.right),
            ("trái", section.left / MM, regime.bottom),
            ("phải", section.right / MM, regime.top),
        ]
    )


def _everywhere(document: LintDocument) -> Iterator[tuple[str, Block]]:
    """Yield every paragraph with the part of the page that it stands in."""
    for block in document.blocks:
        yield "", block
    for item in document.furniture:
        for block in item.blocks:
            yield "đầu trang" if item.kind == "header" else "chân trang", block


@rule(
    "FONT-NAME",
    title="Phông chữ",
    clause=f"{_CLAUSE}.4",
    remedy="Chọn cả đoạn (hoặc Ctrl+A), đặt phông Times New Roman.",
    right="Times New Roman",
    wrong="Calibri, .VnTime, VNI-Times",
    party=InParty(),
    genres=PAGES,
    fix=fix_looks.font,
)
def font_name(paper: LintPaper) -> Iterator[Departure]:
    """Check that every letter is in Times New Roman, whichever slot of the font it takes."""
    for part, block in _everywhere(paper.document):
        for span in block.shown:
            slots = {"ascii" if letter < "\x80" else "hAnsi" for letter in span.text if letter.isalnum()}
            fonts = {span.format.fonts.get(slot, FONT) for slot in slots}
            wrong = sorted(name for name in fonts if name.casefold() != FONT.casefold())
            if wrong:
                yield at_block(part, block, f"phông {wrong[0]}", f"phông {FONT}")
                break


@rule(
    "FONT-COLOR",
    title="Màu chữ",
    clause=f"{_CLAUSE}.4",
    remedy="Chọn đoạn, đặt Font Color là Automatic.",
    right="chữ đen",
    wrong="chữ xanh của đường dẫn",
    party=InParty(),
    genres=PAGES,
    fix=fix_looks.colour,
)
def font_color(paper: LintPaper) -> Iterator[Departure]:
    """Check that every letter is black; only the stamps of urgency and secrecy are red."""
    for part, block in _everywhere(paper.document):
        for span in block.shown:
            if span.format.color.lower() not in _BLACK and not _STAMPS.fullmatch(block.text):
                yield at_block(part, block, f"màu chữ {span.format.color}", "màu đen")
                break


@rule(
    "NFC",
    title="Chữ tiếng Việt dựng sẵn",
    clause=f"{_CLAUSE}.4 (TCVN 6909:2001)",
    remedy="Gõ lại chữ ấy, hoặc đặt bộ gõ (UniKey, EVKey) ở bảng mã «Unicode» rồi gõ lại.",
    right="ế là một ký tự",
    wrong="ế là e, dấu mũ và dấu sắc rời nhau",
    party=InParty(),
    genres=ANY,
    fix=fix_words.compose,
)
def nfc(paper: LintPaper) -> Iterator[Departure]:
    """Check that letters are composed (NFC), as TCVN 6909:2001 writes them."""
    for part, block in _everywhere(paper.document):
        if not unicodedata.is_normalized("NFC", block.text):
            word = next(w for w in block.text.split() if not unicodedata.is_normalized("NFC", w))
            yield at_block(part, block, f"chữ tổ hợp rời (NFD) ở «{word}»", "chữ dựng sẵn (NFC)")


def _numbered(paper: LintPaper, kind: str) -> list[tuple[Furniture, Block]]:
    return [
        (item, block)
        for item in paper.document.furniture
        if item.kind == kind
        for block in item.blocks
        if block.page_field is not None
    ]


@rule(
    "PAGENO-POS",
    title="Vị trí số trang",
    clause=f"{_CLAUSE}.7",
    remedy="Trong Word: Insert, Page Number, Top of Page, kiểu ở giữa; xóa số trang ở chân trang.",
    right="ở giữa lề trên",
    wrong="ở chân trang hoặc góc phải",
    party=InParty(
        remedy="Trong Word: Insert, Page Number, Top of Page, kiểu ở giữa; Header from Top 1 cm; "
        "xóa số ở chân trang.",
        right="ở giữa lề trên, cách mép trên 10 mm",
    ),
    genres=PAGES,
    fix=fix_page.number_place,
)
def pageno_pos(paper: LintPaper) -> Iterator[Departure]:
    """Check that the page number stands in the top margin, centred."""
    for _, block in _numbered(paper, "footer"):
        yield Departure("chân trang", block, "", "số trang ở chân trang", "số trang ở giữa, trong lề trên")
        return
    numbered = _numbered(paper, "header")
    for block in [block for _, block in numbered]:
        if not _is_centred(block):
            yield Departure("đầu trang", block, "", "số trang không canh giữa", "số trang canh giữa")
            return
        yield from _header_place(paper, block)
    variants = {item.variant for item, _ in numbered}
    if not variants & {"default", "even"} and _surely_two_pages(paper.document):
        yield Departure(
            "đầu trang", None, "", "không có số trang", "số trang ở giữa, trong lề trên, từ trang 2"
        )
    elif variants and paper.document.even_pages and "even" not in variants:
        yield Departure(
            "đầu trang", None, "", "trang chẵn không có số trang", "mọi trang từ trang 2 có số trang"
        )


def _header_place(paper: LintPaper, block: Block) -> Iterator[Departure]:
    """Judge how far the page number stands from the upper edge, where that is ruled."""
    allowed, section = paper.regime.header, paper.document.sections[block.section]
    if allowed and not allowed[0] <= section.header / MM <= allowed[1]:
        found = f"số trang cách mép trên {millimetres(section.header / MM)} mm"
        yield Departure("đầu trang", block, "", found, "cách mép trên 10 mm", Severity.WARNING)


def _is_centred(block: Block) -> bool:
    """Tell whether a page number is centred: by alignment, by the tab in the middle, or in a frame."""
    return block.format.alignment == "center" or block.text.startswith("\t") or block.frame > 0


def _surely_two_pages(document: LintDocument) -> bool:
    """Tell whether a paper is longer than a page, from a cautious measure of its lines."""
    if len(document.sections) > 1:
        return True
    height = 0.0
    rows: dict[tuple[int, int], float] = {}
    for block in document.blocks:
        lines = max(1, math.ceil(width_mm(block.text, block.mark.size) * MM / max(1, block.width)))
        if block.cell:
            key = (block.cell.table, block.cell.row)
            rows[key] = max(rows.get(key, 0.0), lines * _TABLE_LINE)
        elif not block.frame:
            gaps = (block.format.before + block.format.after) / MM
            size = max((span.format.size for span in block.shown), default=block.mark.size)
            height += lines * size * _LINE_FACTOR * 20 / MM + gaps
    section = document.sections[0] if document.sections else None
    room = (section.height - section.top - section.bottom) / MM if section else 0
    return section is not None and height + sum(rows.values()) > room * 1.1


@rule(
    "PAGENO-SIZE",
    title="Cỡ và kiểu số trang",
    clause=f"{_CLAUSE}.7",
    remedy="Bấm đúp vào lề trên, chọn số trang, đặt cỡ 14, bỏ nghiêng, kiểu số 1, 2, 3.",
    right="2 (cỡ 14, đứng)",
    wrong="2 (cỡ 11, nghiêng), ii",
    party=InParty(
        wrong="2 (cỡ 13, nghiêng), ii",
    ),
    genres=PAGES,
    fix=fix_page.number_look,
)
def pageno_size(paper: LintPaper) -> Iterator[Departure]:
    """Check that the page number is in Arabic figures, upright, 13 or 14 points."""
    for item, block in _numbered(paper, "header"):
        section = paper.document.sections[item.section]
        if section.page_figures not in {"decimal", "numberInDash"}:
            yield Departure("đầu trang", block, "", f"kiểu số {section.page_figures}", "chữ số Ả Rập")
        look = block.page_field
        if look is None:
            continue
        low, high = paper.regime.page_number
        if not low <= look.size <= high:
            yield Departure(
                "đầu trang", block, "", f"số trang cỡ {look.size:g}", f"cỡ {span_text((low, high))}"
            )
        elif look.italic:
            yield Departure("đầu trang", block, "", "số trang nghiêng", "số trang đứng")


@rule(
    "PAGENO-FIRST",
    title="Số trang thứ nhất",
    clause=f"{_CLAUSE}.7",
    remedy="Bấm đúp vào lề trên, đánh dấu «Different First Page», xóa số ở trang 1; Format Page Numbers, "
    "Start at 1.",
    right="trang 1 không hiện số, trang sau là 2",
    wrong="trang 1 hiện số 1",
    party=InParty(),
    genres=PAPERS | {Genre.BOOK},
    fix=fix_page.number_first,
)
def pageno_first(paper: LintPaper) -> Iterator[Departure]:
    """Check that Pages are counted from 1, and page 1 shows no number."""
    sections = paper.document.sections
    numbered = {(item.section, item.variant) for item, _ in _numbered(paper, "header")}
    if not sections or not numbered:
        return
    first = sections[0]
    if (0, "first" if first.title_page else "default") in numbered:
        yield Departure("đầu trang", None, "", "trang 1 hiện số trang", "không hiện số ở trang thứ nhất")
    if first.page_start not in {None, 1}:
        yield Departure("đầu trang", None, "", f"đánh số từ {first.page_start}", "đánh số từ 1")


RULES = (
    page_size,
    page_margin,
    font_name,
    font_color,
    nfc,
    pageno_pos,
    pageno_size,
    pageno_first,
)
