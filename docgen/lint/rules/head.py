"""Rules of the head: Quốc hiệu, Tiêu ngữ, issuer, the Party's head, number, place and date."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from docgen.lint.blanks import halves
from docgen.lint.drawing import Line, LineKind
from docgen.lint.fix import fix_cells, fix_lines, fix_looks, fix_words, spacing
from docgen.lint.form_rule import (
    PARTY,
    PARTY_CLAUSE,
    Departure,
    FixTurn,
    InParty,
    LintPaper,
    Profile,
    at_piece,
    rule,
)
from docgen.lint.looks import millimetres, piece_faults, points, text_lines_mm
from docgen.lint.pieces import MM, Piece, same_words
from docgen.lint.regime import CAPITALS, CENTRED, MOTTO, NATION, SIZE_SETS
from docgen.problem import Severity

_PARTY_HEAD = "ĐẢNG CỘNG SẢN VIỆT NAM"
_MOTTO_SLACK = 0.05
_THIRD, _HALF = 1 / 3, 1 / 2
_PART_SLACK = 0.05


_CLAUSE = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II"
_WARN_IN_FRONT = {Profile.MTTQ: Severity.WARNING}


def line_faults(
    part: str, group: Sequence[Piece], lines: Sequence[Line], low: float, high: float
) -> Iterator[Departure]:
    """Judge the line under a text: drawn, solid, from ``low`` to ``high`` millimetres."""
    last = group[-1]
    if any(span.format.underline for span in last.inked):
        yield at_piece(part, last, "chữ gạch chân (Underline)", "đường kẻ vẽ riêng")
        return
    drawn = [line for line in lines if line.kind is not LineKind.CHARACTERS]
    allowed = f"nét liền, dài {millimetres(low)} - {millimetres(high)} mm"
    if not drawn:
        # The decree's own files use rows of underscores, so they are a lesser fault than no line.
        found, severity = ("dãy ký tự gạch", Severity.WARNING) if lines else ("không có đường kẻ", None)
        yield replace(at_piece(part, last, found, f"đường kẻ {allowed}"), severity=severity)
        return
    if any(line.solid and (line.length == 0 or low <= line.length / MM <= high) for line in drawn):
        return
    nearest = drawn[0]
    found = (
        f"{nearest.kind.value} {'' if nearest.solid else 'nét đứt '}dài {millimetres(nearest.length / MM)} mm"
    )
    yield at_piece(part, last, found, allowed)


def part_of_line(part: str, group: Sequence[Piece], lines: Sequence[Line]) -> Iterator[Departure]:
    """Judge a line that must be a third to a half of the text above."""
    lengths = text_lines_mm(group)
    low, high = min(lengths) * _THIRD * (1 - _PART_SLACK), max(lengths) * _HALF * (1 + _PART_SLACK)
    yield from line_faults(part, group, lines, low, high)


@rule(
    "QH-TEXT",
    title="Chữ của Quốc hiệu",
    clause=f"{_CLAUSE}.1.a",
    remedy="Gõ lại đúng nguyên văn, bằng chữ in hoa.",
    right=NATION,
    wrong="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAN",
    party=InParty(
        title="Chữ của tiêu đề «ĐẢNG CỘNG SẢN VIỆT NAM»",
        right="ĐẢNG CỘNG SẢN VIỆT NAM",
        wrong="Đảng Cộng sản Việt Nam; ĐẢNG CỘNG SẢN VIỆT NAN",
    ),
    fix=fix_looks.dress,
)
def qh_text(paper: LintPaper) -> Iterator[Departure]:
    """Check that Quốc hiệu is written exactly so."""
    head = paper.anatomy.head
    wanted, piece = (_PARTY_HEAD, head.party) if paper.profile is Profile.PARTY else (NATION, head.nation)
    if piece and not same_words(unicodedata.normalize("NFC", piece.text.upper()), wanted):
        yield at_piece(_top(paper), piece, f"«{piece.text}»", f"«{wanted}»")
    elif piece and not piece.capital:
        yield at_piece(_top(paper), piece, "chữ in thường", "chữ in hoa", CAPITALS)


def _top(paper: LintPaper) -> str:
    """Name the part at the upper right."""
    return "tiêu đề của Đảng" if paper.profile is Profile.PARTY else "Quốc hiệu"


@rule(
    "QH-STYLE",
    title="Kiểu chữ Quốc hiệu, Tiêu ngữ",
    clause=f"{_CLAUSE}.1.a, 1.b",
    remedy="Đặt Quốc hiệu cỡ 13, Tiêu ngữ cỡ 14, cả hai đậm, đứng, canh giữa.",
    right="Quốc hiệu 13 đậm, Tiêu ngữ 14 đậm",
    wrong="Tiêu ngữ cỡ 15 hoặc nghiêng",
    party=InParty(
        title="Kiểu chữ «ĐẢNG CỘNG SẢN VIỆT NAM»",
        remedy="Đặt «ĐẢNG CỘNG SẢN VIỆT NAM» cỡ 15, in hoa, đậm, đứng, canh giữa.",
        right="ĐẢNG CỘNG SẢN VIỆT NAM (15, đậm, giữa)",
        wrong="cỡ 13 hoặc nghiêng",
    ),
    fix=fix_looks.dress,
)
def qh_style(paper: LintPaper) -> Iterator[Departure]:
    """Check that Quốc hiệu and Tiêu ngữ are bold, upright, of their sizes, centred to one another."""
    head, regime = paper.anatomy.head, paper.regime
    top = head.party if paper.profile is Profile.PARTY else head.nation
    motto = None if paper.profile is Profile.PARTY else head.motto
    for part, piece, look in ((_top(paper), top, regime.nation), ("Tiêu ngữ", motto, regime.motto)):
        if piece:
            yield from piece_faults(part, piece, look)


_ROUNDING = 1.0
"""So much may a line be longer than its room by the measure, in millimetres, and still fit."""


@rule(
    "QH-ONELINE",
    title="Quốc hiệu trên một dòng",
    clause=f"{_CLAUSE}.1.a, 1.c",
    remedy="Kéo rộng cột chứa Quốc hiệu (hẹp cột bên trái lại); còn thiếu thì dùng bộ cỡ chữ 12, 13, 13.",
    right=f"{NATION} trọn một dòng",
    wrong="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT / NAM",
    party=InParty(
        title="«ĐẢNG CỘNG SẢN VIỆT NAM» trên một dòng",
        remedy="Kéo rộng cột chứa «ĐẢNG CỘNG SẢN VIỆT NAM» (hẹp cột bên trái lại).",
        right="ĐẢNG CỘNG SẢN VIỆT NAM trọn một dòng",
        wrong="ĐẢNG CỘNG SẢN VIỆT / NAM",
    ),
    fix=fix_cells.widen,
    turn=FixTurn.ROOM,
)
def qh_one_line(paper: LintPaper) -> Iterator[Departure]:
    """Check that Quốc hiệu has room for its text; where it stands in tabs or a frame, that is not known."""
    head = paper.anatomy.head
    piece = head.party if paper.profile is Profile.PARTY else head.nation
    if piece is None or piece.block.frame or piece.side or halves(piece.block.text):
        return
    shape = piece.block.format
    room = (piece.block.width - shape.left - shape.right - max(0, shape.first_line)) / MM
    if piece.length_mm > room + _ROUNDING:
        found = f"dài {millimetres(piece.length_mm)} mm, chỗ chỉ rộng {millimetres(room)} mm"
        yield at_piece(_top(paper), piece, found, "vừa một dòng")


@rule(
    "TN-TEXT",
    title="Chữ của Tiêu ngữ",
    clause=f"{_CLAUSE}.1.b",
    remedy="Gõ lại đúng nguyên văn: gạch nối có cách chữ hai bên.",
    right=MOTTO,
    wrong="Độc lập-Tự do-Hạnh phúc",
    fix=fix_words.rewording(fix_words.motto),
)
def tn_text(paper: LintPaper) -> Iterator[Departure]:
    """Check that Tiêu ngữ is written exactly so: spaced hyphens, three capitals."""
    piece = paper.anatomy.head.motto
    if piece and not same_words(piece.text, MOTTO):
        yield at_piece("Tiêu ngữ", piece, f"«{piece.text}»", f"«{MOTTO}»")


@rule(
    "TN-LINE",
    title="Đường kẻ dưới Tiêu ngữ",
    clause=f"{_CLAUSE}.1.b",
    remedy="Vẽ một đường bằng Insert, Shapes, Line dài bằng dòng chữ; bỏ Underline và dãy gạch dưới.",
    right="đường kẻ 60 mm dưới Tiêu ngữ cỡ 14",
    wrong="chữ Tiêu ngữ gạch chân",
    party=InParty(
        title="Đường kẻ dưới «ĐẢNG CỘNG SẢN VIỆT NAM»",
        right="đường kẻ 73 mm dưới «ĐẢNG CỘNG SẢN VIỆT NAM» cỡ 15",
        wrong="chữ «ĐẢNG CỘNG SẢN VIỆT NAM» gạch chân",
    ),
    fix=fix_lines.line_under(fix_lines.motto, whole=True),
    turn=FixTurn.LINES,
)
def tn_line(paper: LintPaper) -> Iterator[Departure]:
    """Check that the line under Tiêu ngữ is as long as its text."""
    head = paper.anatomy.head
    piece = head.party if paper.profile is Profile.PARTY else head.motto
    lines = head.motto_lines
    if piece:
        length = piece.length_mm
        low, high = length * (1 - _MOTTO_SLACK), length * (1 + _MOTTO_SLACK)
        part = _top(paper) if piece is head.party else "Tiêu ngữ"
        yield from line_faults(part, [piece], lines, low, high)


@rule(
    "ORG-PARENT-NOTBOLD",
    title="Tên cơ quan chủ quản",
    clause=f"{_CLAUSE}.2.b",
    remedy="Đặt chữ in hoa, cỡ 12 - 13, đứng, không đậm, canh giữa.",
    right="ỦY BAN MTTQ VIỆT NAM (không đậm)",
    wrong="dòng cơ quan chủ quản in đậm",
    party=InParty(
        title="Tên cấp ủy, tổ chức cấp trên",
        remedy="Đặt chữ in hoa, cỡ 14, đứng, không đậm, canh giữa.",
        right="THÀNH ỦY TAM KỲ (14, không đậm)",
        wrong="dòng tổ chức cấp trên in đậm; cỡ 13",
    ),
    lenient=_WARN_IN_FRONT,
    fix=fix_looks.dress,
)
def org_parent(paper: LintPaper) -> Iterator[Departure]:
    """Check that the parent body's name is in capitals, not bold."""
    for piece in paper.anatomy.head.parents:
        yield from piece_faults("tên cơ quan chủ quản", piece, paper.regime.parent)


@rule(
    "ORG-BOLD",
    title="Tên cơ quan ban hành",
    clause=f"{_CLAUSE}.2.b",
    remedy="Đặt chữ in hoa, cỡ 12 - 13, đứng, đậm, canh giữa.",
    right="**BAN THƯỜNG TRỰC**",
    wrong="BAN THƯỜNG TRỰC không đậm",
    party=InParty(
        remedy="Đặt chữ in hoa, cỡ 14, đứng, đậm, canh giữa.",
        right="**ĐẢNG ỦY MẶT TRẬN** (14, đậm)",
        wrong="ĐẢNG ỦY MẶT TRẬN không đậm; cỡ 13",
    ),
    fix=fix_looks.dress,
)
def org_bold(paper: LintPaper) -> Iterator[Departure]:
    """Check that the issuer's name is in bold capitals."""
    for piece in paper.anatomy.head.issuer:
        yield from piece_faults("tên cơ quan ban hành", piece, paper.regime.issuer)


@rule(
    "ORG-LINE",
    title="Đường kẻ dưới tên cơ quan",
    clause=f"{_CLAUSE}.2.b",
    remedy="Vẽ một đường bằng Insert, Shapes, Line dài 1/3 đến 1/2 dòng chữ, đặt cân đối bên dưới.",
    right="đường 20 mm dưới BAN THƯỜNG TRỰC (46 mm)",
    wrong="đường dài bằng cả dòng chữ",
    fix=fix_lines.line_under(fix_lines.issuer, whole=False),
    turn=FixTurn.LINES,
)
def org_line(paper: LintPaper) -> Iterator[Departure]:
    """Check that the line under the issuer is a third to a half of its text."""
    head = paper.anatomy.head
    if head.issuer:
        yield from part_of_line("tên cơ quan ban hành", head.issuer, head.issuer_lines)


@rule(
    "MIXED-REGIME",
    title="Lẫn thể thức Đảng và Nhà nước",
    clause="Nghị định 30/2020/NĐ-CP, Điều 8; Quy định 399-QĐ/TW",
    remedy="Chọn một thể thức theo cơ quan ban hành, bỏ phần của thể thức kia; "
    "văn bản của Đảng thì soát bằng «docgen lint --profile party».",
    right="Quốc hiệu với đường kẻ dưới tên cơ quan",
    wrong="Quốc hiệu với dấu * dưới tên cơ quan",
    party=InParty(
        "Quy định 399-QĐ/TW; Hướng dẫn 05-HD/VPTW",
        remedy="Bỏ Quốc hiệu và Tiêu ngữ; văn bản của Đảng chỉ có «ĐẢNG CỘNG SẢN VIỆT NAM».",
        right="«ĐẢNG CỘNG SẢN VIỆT NAM» với dấu * dưới tên tổ chức đảng",
        wrong="Quốc hiệu, Tiêu ngữ trong văn bản của Đảng",
    ),
)
def mixed_regime(paper: LintPaper) -> Iterator[Departure]:
    """Check that the state's head and the Party's never stand together, nor one where the other applies."""
    head = paper.anatomy.head
    part = "phần đầu văn bản"
    if paper.profile is Profile.PARTY:
        if head.nation:
            yield at_piece(part, head.nation, "Quốc hiệu", f"«{_PARTY_HEAD}», không có Quốc hiệu")
        if head.motto:
            yield at_piece(part, head.motto, "Tiêu ngữ", "văn bản của Đảng không có Tiêu ngữ")
        return
    if head.party:
        yield at_piece(part, head.party, f"«{_PARTY_HEAD}»", "Quốc hiệu và Tiêu ngữ")
    if head.star:
        yield at_piece(part, head.star, "dấu * dưới tên cơ quan", "đường kẻ ngang, nét liền")


@rule(
    "ORG-STAR",
    title="Dấu * dưới tên cơ quan của Đảng",
    clause=PARTY_CLAUSE,
    remedy="Gõ dấu * ở một dòng riêng dưới tên cơ quan, canh giữa.",
    right="*",
    wrong="đường kẻ thay dấu *",
    profiles=PARTY,
)
def org_star(paper: LintPaper) -> Iterator[Departure]:
    """Check that in the Party's papers a star, not a line, stands under the issuer."""
    head, part = paper.anatomy.head, "tên cơ quan ban hành"
    if head.issuer and not head.star:
        yield at_piece(part, head.issuer[-1], "không có dấu *", "dấu * ở dòng riêng bên dưới")
    elif head.star:
        yield from piece_faults("dấu * dưới tên cơ quan", head.star, CENTRED)
    if head.issuer and head.issuer_lines:
        yield at_piece(part, head.issuer[-1], "đường kẻ dưới tên cơ quan", "dấu *, không có đường kẻ")


@rule(
    "SIZE-SET",
    title="Bộ cỡ chữ",
    clause="Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục V (ghi chú)",
    severity=Severity.WARNING,
    remedy="Dùng trọn một bộ: Quốc hiệu 13, Tiêu ngữ 14, địa danh 14; hoặc 12, 13, 13.",
    right="13, 14, 14",
    wrong="Quốc hiệu 12 với Tiêu ngữ 14",
    fix=fix_looks.size_set,
)
def size_set(paper: LintPaper) -> Iterator[Departure]:
    """Check that sizes of Quốc hiệu, Tiêu ngữ and date move together: 12, 13, 13 or 13, 14, 14."""
    head = paper.anatomy.head
    parts = [head.nation, head.motto, head.date]
    found = [piece.inked[0].format.size if piece else None for piece in parts]
    ranges = [look.size or (0, 0) for look in (paper.regime.nation, paper.regime.motto, paper.regime.date)]
    inside = all(size is None or low <= size <= high for size, (low, high) in zip(found, ranges, strict=True))
    known = [size for size in found if size is not None]
    if not head.nation or len(known) < 2 or not inside:  # noqa: PLR2004 - one size makes no set
        return
    if not any(all(f in (None, size) for f, size in zip(found, sizes, strict=True)) for sizes in SIZE_SETS):
        shown = ", ".join("-" if size is None else f"{size:g}" for size in found)
        yield at_piece("phần đầu văn bản", head.nation, f"Quốc hiệu, Tiêu ngữ, địa danh cỡ {shown}",
                       "bộ cỡ 12, 13, 13 hoặc 13, 14, 14")  # fmt: skip


@rule(
    "LAYOUT-BORDER",
    title="Khung bảng quanh phần đầu, phần ký",
    clause="Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục IV, V",
    remedy="Bấm vào bảng ấy; Table Design, Borders, chọn No Border; các đường kẻ riêng vẫn giữ.",
    right="phần đầu, phần ký xếp trong bảng không viền",
    wrong="khung ô nhìn thấy quanh Quốc hiệu hoặc chữ ký",
    party=InParty(
        right="phần đầu, phần ký xếp trong bảng không viền", wrong="khung ô quanh phần đầu, chữ ký"
    ),
)
def layout_border(paper: LintPaper) -> Iterator[Departure]:
    """Check that the tables which lay out head and signature show no frame."""
    head, ending = paper.anatomy.head, paper.anatomy.ending
    groups = (
        ("phần đầu văn bản", (head.nation, head.party, *head.issuer, head.number)),
        ("phần ký", (ending.label, *(piece for item in ending.signatures for piece in item.capacities))),
    )
    for part, pieces in groups:
        boxed = next((p for p in pieces if p and p.block.cell and p.block.cell.boxed), None)
        if boxed:
            yield at_piece(part, boxed, "bảng có viền", "bảng không viền")


_LOOSE_GAP, _LOOSE_LINE, _LOOSE_POINTS = 3.0, 252, 1.4
"""What is no more single spacing: points between, 240ths of a line, parts of the size."""


@rule(
    "QH-SPACE",
    title="Giãn dòng ở phần đầu văn bản",
    clause=f"{_CLAUSE}.1.c, 2.b",
    severity=Severity.WARNING,
    remedy="Chọn các dòng ấy; Paragraph, Spacing: Before 0, After 0, Line spacing Single; xóa dòng trống.",
    right="Tiêu ngữ ngay dưới Quốc hiệu, cách dòng đơn",
    wrong="After 8 pt, giãn 1,08 dòng (mặc định của Word); dòng trống ở giữa",
    party=InParty(right="tên tổ chức đảng ngay dưới tên cấp trên, cách dòng đơn"),
    fix=spacing.head_gap,
)
def qh_space(paper: LintPaper) -> Iterator[Departure]:
    """Check that Quốc hiệu and Tiêu ngữ, parent and issuer, stand a single line apart."""
    head = paper.anatomy.head
    pairs = [(head.nation, head.motto)] if paper.profile is not Profile.PARTY else []
    pairs += itertools.pairwise((*head.parents, *head.issuer))
    for above, below in pairs:
        if above is None or below is None or not above.beside(below):
            continue
        found = _looseness(above, below)
        if found:
            yield at_piece("phần đầu văn bản", below, found, "cách dòng trên một dòng đơn")


def _looseness(above: Piece, below: Piece) -> str:
    """Say what parts two lines of the head by more than single spacing; nothing when nothing does."""
    one, two = above.block, below.block
    line, kind = two.format.line, two.format.line_rule
    if kind == "auto" and line > _LOOSE_LINE:
        return f"giãn {points(round(line / 240, 2))} dòng"
    if kind != "auto" and line / 20 > _LOOSE_POINTS * max(span.format.size for span in below.inked):
        return f"giãn {points(line / 20)} pt"
    if one is two:
        return ""
    if one.cell == two.cell and two.number > one.number + 1:
        return "dòng trống ở giữa"
    joined = one.style == two.style
    after = 0 if one.format.contextual and joined else one.format.after
    before = 0 if two.format.contextual and joined else two.format.before
    gap = (after + before) / 20
    return f"cách dòng trên {points(gap)} pt" if gap > _LOOSE_GAP else ""


RULES = (
    qh_text,
    qh_style,
    qh_one_line,
    tn_text,
    tn_line,
    org_parent,
    org_bold,
    org_line,
    org_star,
    mixed_regime,
    layout_border,
    size_set,
    qh_space,
)
