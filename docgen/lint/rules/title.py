"""Rules of the kind's name, the abstract, and V/v of a công văn."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.lint.document_model import Block
from docgen.lint.drawing import LineKind
from docgen.lint.fix import fix_lines, fix_looks, fix_words, spacing
from docgen.lint.fix.fixed import either
from docgen.lint.form_rule import Departure, FixTurn, InParty, LintPaper, Profile, at_piece, rule
from docgen.lint.looks import piece_faults, points
from docgen.lint.regime import LEAST_GAP
from docgen.lint.rules.head import part_of_line
from docgen.problem import Severity

_CLAUSE = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.5.b"
_DASHES = re.compile(r"[-–—_=*.…]{2,}")
_NEXT_LINES = 3
"""The dashes stand among so many paragraphs below the abstract."""
_FULL_STOP = re.compile(r"[^\s.…]\s*\.$")
_GAP_SLACK = 1.0
"""V/v stands 6 points below the number; a point more or less is not seen."""


@rule(
    "TYPE-STYLE",
    title="Kiểu chữ tên loại",
    clause=_CLAUSE,
    remedy="Đặt chữ in hoa, cỡ 14, đậm, đứng, canh giữa.",
    right="KẾ HOẠCH (in hoa, cỡ 14, đậm, giữa)",
    wrong="Kế hoạch; KẾ HOẠCH cỡ 16",
    party=InParty(
        remedy="Đặt chữ in hoa, cỡ 15 - 16, đậm, đứng, canh giữa.",
        right="THÔNG BÁO (in hoa, cỡ 15, đậm, giữa)",
        wrong="Thông báo; THÔNG BÁO cỡ 14",
    ),
    fix=fix_looks.dress_known,
)
def type_style(paper: LintPaper) -> Iterator[Departure]:
    """Check that the kind's name is in bold upright capitals, centred."""
    kind = paper.anatomy.head.kind
    if kind:
        yield from piece_faults("tên loại", kind, paper.regime.kind)


@rule(
    "SUBJ-STYLE",
    title="Kiểu chữ trích yếu",
    clause=_CLAUSE,
    remedy="Đặt chữ in thường, cỡ 14, đậm, đứng, canh giữa ngay dưới tên loại.",
    right="Kiểm tra công tác Mặt trận năm 2023 (đậm, giữa)",
    wrong="trích yếu in nghiêng hoặc in hoa toàn bộ",
    party=InParty(
        remedy="Đặt chữ in thường, cỡ 14 - 15, đậm, đứng, canh giữa ngay dưới tên loại.",
    ),
    fix=fix_looks.dress_known,
)
def subj_style(paper: LintPaper) -> Iterator[Departure]:
    """Check that the abstract is bold, upright, in small letters, centred."""
    for piece in paper.anatomy.head.abstract:
        yield from piece_faults("trích yếu", piece, paper.regime.abstract)


@rule(
    "SUBJ-LINE",
    title="Đường kẻ dưới trích yếu",
    clause=_CLAUSE,
    remedy="Vẽ một đường bằng Insert, Shapes, Line dài 1/3 đến 1/2 dòng chữ, ở giữa.",
    right="đường kẻ 45 mm dưới trích yếu dài 110 mm",
    wrong="không có đường kẻ; chữ trích yếu gạch chân",
    party=InParty(
        title="Dòng ----- dưới trích yếu",
        remedy="Gõ năm gạch nối ----- ở một dòng riêng, canh giữa, ngay dưới trích yếu; bỏ đường kẻ.",
        right="-----",
        wrong="đường kẻ thay dòng -----; không có dòng -----",
    ),
    fix=fix_lines.line_under(fix_lines.abstract, whole=False),
    turn=FixTurn.LINES,
)
def subj_line(paper: LintPaper) -> Iterator[Departure]:
    """Check that a line of a third to a half of the text stands under the abstract."""
    head = paper.anatomy.head
    if not head.abstract or head.reference:
        return
    if paper.profile is not Profile.PARTY:
        yield from part_of_line("trích yếu", head.abstract, head.abstract_lines)
        return
    last = head.abstract[-1]
    below = paper.anatomy.main[head.end - 1 : head.end + _NEXT_LINES]
    rows = [text for block in below for text in block.text.split("\n") if _DASHES.fullmatch(text.strip())]
    if any(row.strip() == "-----" for row in rows):
        return
    drawn = [line for line in head.abstract_lines if line.kind is not LineKind.CHARACTERS]
    found = "đường kẻ vẽ" if drawn else f"«{rows[0].strip()}»" if rows else "không có dòng -----"
    yield at_piece("trích yếu", last, found, "dòng ----- (5 gạch nối)")


@rule(
    "SUBJ-NO-PERIOD",
    title="Dấu chấm cuối trích yếu",
    clause=f"{_CLAUSE} (mẫu: trích yếu không có dấu kết thúc)",
    remedy="Xóa dấu chấm ở cuối trích yếu.",
    right="Kiểm tra công tác Mặt trận năm 2023",
    wrong="Kiểm tra công tác Mặt trận năm 2023.",
    severity=Severity.WARNING,
    party=InParty(),
    fix=fix_words.rewording(fix_words.no_full_stop),
)
def subj_no_period(paper: LintPaper) -> Iterator[Departure]:
    """Check that the abstract has no full stop."""
    head = paper.anatomy.head
    for group in (head.abstract, head.brief):
        text = group[-1].text if group else ""
        if _FULL_STOP.search(text):
            yield at_piece("trích yếu", group[-1], "dấu chấm ở cuối", "không có dấu chấm")


@rule(
    "SUBJ-VV",
    title="«V/v» dưới tên loại",
    clause=_CLAUSE,
    remedy="Văn bản có tên loại: bỏ «V/v», viết «Về việc …» hoặc vào thẳng nội dung; «V/v» chỉ ở công văn.",
    right="QUYẾT ĐỊNH, dòng dưới: Về việc thành lập Đoàn kiểm tra",
    wrong="QUYẾT ĐỊNH, dòng dưới: V/v thành lập Đoàn kiểm tra",
    severity=Severity.WARNING,
)
def subj_vv(paper: LintPaper) -> Iterator[Departure]:
    """Check that the abstract of a paper with a kind does not begin with the letter's "V/v"."""
    for piece in paper.anatomy.head.abstract[:1]:
        if piece.key.startswith("v/v"):
            yield at_piece("trích yếu", piece, f"«{piece.text[:12].strip()}…»", "«Về việc …»")


@rule(
    "VV-STYLE",
    title="Trích yếu công văn",
    clause=_CLAUSE,
    remedy="Gõ «V/v …» bằng chữ in thường, cỡ 12 - 13, đứng, không đậm, canh giữa.",
    right="V/v nâng bậc lương năm 2023",
    wrong="v/v: NÂNG BẬC LƯƠNG (đậm, nghiêng)",
    party=InParty(
        remedy="Gõ «về việc …» dưới số, ký hiệu: chữ in thường, cỡ 12, nghiêng, không đậm, canh giữa.",
        right="về việc nâng bậc lương năm 2023 (12, nghiêng)",
        wrong="V/v nâng bậc lương năm 2023",
    ),
    fix=either(fix_words.rewording(fix_words.brief), fix_looks.dress),
)
def vv_style(paper: LintPaper) -> Iterator[Departure]:
    """Check that a công văn's abstract is "V/v …", upright, not bold, of its size."""
    brief, party = paper.anatomy.head.brief, paper.profile is Profile.PARTY
    if not brief:
        return
    begins = "về việc" if party else "V/v"
    if not brief[0].text.startswith(f"{begins} "):
        yield at_piece("trích yếu công văn", brief[0], f"«{brief[0].text[:8]}»", f"«{begins} …»")
    for piece in brief:
        yield from piece_faults("trích yếu công văn", piece, paper.regime.brief)


@rule(
    "VV-6PT",
    title="Khoảng cách giữa số, ký hiệu và V/v",
    clause=_CLAUSE,
    remedy="Trong Word: Layout, Spacing Before của dòng V/v là 6 pt; xóa dòng trống ở giữa.",
    right="Before 6 pt",
    wrong="cách một dòng trống, hoặc sát nhau",
    fix=spacing.brief_gap,
)
def vv_6pt(paper: LintPaper) -> Iterator[Departure]:
    """Check that V/v stands 6 points below the number."""
    head = paper.anatomy.head
    if not head.brief or not head.number or not head.brief[0].beside(head.number):
        return
    number, brief = head.number.block, head.brief[0].block
    if number is brief:
        gap = 0.0
    elif brief.number == number.number + 1 or _in_next_row(number, brief):
        gap = (number.format.after + brief.format.before) / 20
    else:
        yield at_piece("trích yếu công văn", head.brief[0], "có dòng trống ở giữa", "cách 6 pt")
        return
    if abs(gap - LEAST_GAP) > _GAP_SLACK:
        yield at_piece("trích yếu công văn", head.brief[0], f"cách {points(gap)} pt", "cách 6 pt")


def _in_next_row(above: Block, below: Block) -> bool:
    return above.cell is not None and below.cell is not None and above.cell.row + 1 == below.cell.row


RULES = (type_style, subj_style, subj_line, subj_no_period, subj_vv, vv_style, vv_6pt)
