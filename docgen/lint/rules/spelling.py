"""Rules of spelling: what no hand meant to type, and the mistakes that official papers have most often."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Final

from docgen.lint.document_model import REMEMBERED
from docgen.lint.fix import fix_words
from docgen.lint.form_rule import Departure, InParty, LintPaper, at_block, rule
from docgen.lint.genre import ANY, OFFICE
from docgen.problem import Severity

_CUSTOM: Final = "Quy ước trình bày (chính tả tiếng Việt)"
_CAPITALS: Final = "Nghị định 30/2020/NĐ-CP, Phụ lục II, Mục IV"


@rule(
    "ZERO-WIDTH",
    title="Ký tự không nhìn thấy",
    clause=_CUSTOM,
    remedy="Xóa chữ ấy rồi gõ lại; ký tự này thường theo vào khi chép từ trang mạng.",
    right="kế hoạch",
    wrong="kế\u200b hoạch (có ký tự độ rộng bằng không)",
    severity=Severity.WARNING,
    party=InParty(_CUSTOM),
    genres=ANY,
    fix=fix_words.visible,
)
def zero_width(paper: LintPaper) -> Iterator[Departure]:
    """Check that no letter without width stands in the text: a search for the word would not find it."""
    for block in paper.document.blocks:
        match = fix_words.HIDDEN.search(block.text)
        if match:
            around = fix_words.HIDDEN.sub("", block.text[max(0, match.start() - 12) : match.end() + 12])
            yield at_block("nội dung", block, f"ký tự độ rộng bằng không ở «{around}»", "không có")


_TELEX = re.compile(
    r"\b(?=[a-z]*(?:uw|uow)|dd[a-z]|[a-z]+j\b)(?:ch|dd?|gh?|gi|kh?|ngh?|nh|ph?|qu|th|tr|[bchlmnprstvx])?"
    r"[aeiouyw]{1,6}(?:ch|c|m|ng|nh|n|p|t)?[sfrxj]?\b"
)
"""Keystrokes of Telex that no English word has: ``uw``, ``dd`` before a vowel, ``j`` behind a syllable."""
_VNI = re.compile(
    r"\b(?:d9[a-z]|[a-zđ]*[aeiouy](?:[678][1-5]|[1-5][678])[a-z]*|[a-z]+[aeiouy][678][a-z]+)\w*\b"
)
_LETTER_FIGURE = re.compile(r"[a-z][6-9]|[a-z][1-5][678]")
_CODE: Final = re.compile(r"\b[0-9a-f]{4,}(?:\s+[0-9a-f]{4,}){2,}\b|\b(?=[0-9a-f]*\d)[0-9a-f]{6,}\b")
"""A hash, whole or in groups, as in the record of a hand-over."""
_ASCII_RUN: Final = 3
"""Shorter words may be codes."""


@rule(
    "TELEX",
    title="Phím gõ chưa thành chữ",
    clause=_CUSTOM,
    remedy="Bật bộ gõ tiếng Việt (UniKey, EVKey) rồi gõ lại chữ ấy.",
    right="người",
    wrong="nguwowif (Telex); nguo72i (VNI)",
    severity=Severity.WARNING,
    party=InParty(_CUSTOM),
    genres=ANY,
)
def telex(paper: LintPaper) -> Iterator[Departure]:
    """Check that no keystrokes of Telex or VNI stand where a Vietnamese letter was meant."""
    for block in paper.written:
        keys = _keystrokes(block.text)
        if len(keys) >= _ASCII_RUN:
            yield at_block("nội dung", block, f"«{keys}»", "chữ có dấu")


@functools.lru_cache(maxsize=REMEMBERED)
def _keystrokes(text: str) -> str:
    keys = any(key in text for key in ("uw", "dd", "j"))
    telex = _TELEX.search(text) if keys else None
    if telex:
        return telex[0]
    vni = _VNI.search(_CODE.sub(" ", text)) if _LETTER_FIGURE.search(text) else None
    return vni[0] if vni else ""


_LIST: Final = """
    (lịch) sử lý (luận)→xử lý; xữ lý→xử lý; bổ xung→bổ sung; bỗ sung→bổ sung
    (tiếp) xúc tích (cực)→súc tích; chỉnh chu (kỳ trình vi)→chỉn chu; (tiêu) chuẩn đoán→chẩn đoán
    (vấn chuyên chủ tiêu) đề suất→đề xuất; xuất xắc→xuất sắc; (công lãi năng) suất sắc→xuất sắc
    (hồ) sơ xuất→sơ suất; sáng lạng→xán lạn; thăm quan (chức hệ)→tham quan; chia xẻ→chia sẻ
    tựu chung→tựu trung; vô hình chung→vô hình trung; đường xá→đường sá; cọ sát→cọ xát
    khảo xát→khảo sát; giám xát→giám sát; rà xoát→rà soát; kiểm xoát→kiểm soát; xắp xếp→sắp xếp
    sắp sếp→sắp xếp; xơ kết→sơ kết; nghành→ngành; hổ trợ→hỗ trợ; sữa chữa→sửa chữa
    sữa đổi→sửa đổi; kỹ luật→kỷ luật; kỹ niệm→kỷ niệm; kỹ cương→kỷ cương; nổ lực (lượng)→nỗ lực
    chủ chương (trình)→chủ trương; trương trình→chương trình; trân thành→chân thành
    chân trọng→trân trọng; chuyền thống→truyền thống; tuyên chuyền→tuyên truyền
    chiển khai→triển khai; triễn khai→triển khai; dữ gìn→giữ gìn; dấu diếm→giấu giếm
    giấu diếm→giấu giếm; xuôn sẻ→suôn sẻ; (giám khảo trinh) sát nhập→sáp nhập; đọc giả→độc giả
    thiếu xót→thiếu sót; sai xót→sai sót; bỏ xót→bỏ sót; tỉ mĩ→tỉ mỉ; chăm xóc→chăm sóc
    phát triễn→phát triển; nghĩ hưu→nghỉ hưu; (suy) nghĩ phép→nghỉ phép; (suy) nghĩ lễ→nghỉ lễ
    sẳn sàng→sẵn sàng; sẵn xàng→sẵn sàng; đẫy mạnh→đẩy mạnh; thõa thuận→thỏa thuận
    giãi quyết→giải quyết; lảnh đạo→lãnh đạo; trú trọng→chú trọng; xuất sứ→xuất xứ
    (công lãi năng tần) suất trình→xuất trình; thẫm quyền→thẩm quyền; thẫm định→thẩm định
    thường suyên→thường xuyên; vệ xinh→vệ sinh; khuyết trương→khuếch trương
    khúc triết→khúc chiết; chuyên trở (thành lại nên)→chuyên chở
"""
"""Wrong to right.  In brackets before and behind: words beside which the letters are good Vietnamese, as in
"hồ sơ xuất khẩu"."""
_ENTRY: Final = re.compile(
    r"(?:\((?P<before>[^)]+)\) )?(?P<wrong>[^(→\n]+?)(?: \((?P<behind>[^)]+)\))?→(?P<right>.+)"
)


def _entries() -> Iterator[tuple[str, tuple[re.Pattern[str], str]]]:
    for entry in _ENTRY.finditer("\n".join(re.split(r"[;\n]\s*", _LIST.strip()))):
        before = "".join(rf"(?<!\b{word} )" for word in (entry["before"] or "").split())
        behind = "|".join((entry["behind"] or "").split())
        pattern = rf"{before}\b{entry['wrong']}\b" + (rf"(?! (?:{behind})\b)" if behind else "")
        yield entry["wrong"], (re.compile(pattern), entry["right"])


MISSPELT: Final = dict(_entries())


@rule(
    "SPELLING",
    title="Lỗi chính tả thường gặp",
    clause=_CUSTOM,
    remedy="Sửa theo từ đúng đã nêu.",
    right="xử lý, bổ sung, súc tích",
    wrong="sử lý, bổ xung, xúc tích",
    severity=Severity.WARNING,
    party=InParty(_CUSTOM),
    genres=ANY,
)
def spelling(paper: LintPaper) -> Iterator[Departure]:
    """Check the words that official papers misspell most often."""
    for block in paper.written:
        for wrong, right in _misspelt(block.text):
            yield at_block("nội dung", block, f"«{wrong}»", f"«{right}»")


@functools.lru_cache(maxsize=REMEMBERED)
def _misspelt(text: str) -> tuple[tuple[str, str], ...]:
    # Plain searches first: nearly no paragraph holds any of them.
    folded = text.casefold()
    return tuple(
        (wrong, right)
        for wrong, (pattern, right) in MISSPELT.items()
        if wrong in folded and pattern.search(folded)
    )


_BODIES: Final = {
    name.title(): name
    for name in (
        "Ủy ban nhân dân", "Uỷ ban nhân dân", "Hội đồng nhân dân", "Ủy ban Mặt trận", "Mặt trận Tổ quốc",
        "Ban Thường trực", "Ban Thường vụ", "Ban Chấp hành", "Hội Nông dân", "Hội Cựu chiến binh",
        "Hội Liên hiệp Phụ nữ", "Đoàn Thanh niên", "Liên đoàn Lao động", "Tòa án nhân dân", "Viện kiểm sát",
        "Bộ Nội vụ", "Sở Nội vụ", "Sở Tư pháp", "Sở Tài chính", "Phòng Nội vụ", "Chính phủ", "Quốc hội",
        "Thủ tướng", "Thường trực Hội đồng",
    )
    if name.title() != name
}  # fmt: skip
_SHOUTED = re.compile(rf"\b(?:{'|'.join(_BODIES)})\b")


@rule(
    "CAP-BODY",
    title="Viết hoa tên cơ quan, tổ chức",
    clause=f"{_CAPITALS}.1",
    remedy="Chỉ viết hoa chữ đầu của từ chỉ loại cơ quan, chức năng và tên riêng.",
    right="Ủy ban nhân dân tỉnh; Hội đồng nhân dân",
    wrong="Ủy Ban Nhân Dân tỉnh; Hội Đồng Nhân Dân",
    severity=Severity.WARNING,
    party=InParty("Quy ước trình bày, như Nghị định 30/2020/NĐ-CP, Phụ lục II"),
    genres=OFFICE,
)
def cap_body(paper: LintPaper) -> Iterator[Departure]:
    """Check that not every word of a body's name has a capital."""
    for block in paper.written:
        for match in _SHOUTED.finditer(block.text):
            yield at_block("nội dung", block, f"«{match[0]}»", f"«{_BODIES[match[0]]}»")
            break


_POSTS: Final = {
    "PCT": "Phó Chủ tịch",
    "PGĐ": "Phó Giám đốc",
    "GĐ": "Giám đốc",
    "PBT": "Phó Bí thư",
    "CVP": "Chánh Văn phòng",
    "PCVP": "Phó Chánh Văn phòng",
    "PTP": "Phó Trưởng phòng",
    "PTB": "Phó Trưởng ban",
}
_SHORT_POST = re.compile(rf"(?<![\w/.-])(?:{'|'.join(sorted(_POSTS, key=len, reverse=True))})(?![\w/.-])")


@rule(
    "ABBR-POST",
    title="Chức vụ viết tắt tùy tiện",
    clause="Nghị định 30/2020/NĐ-CP, Điều 8; Phụ lục I, Phần I, Mục II.7.b",
    remedy="Viết đầy đủ chức vụ.",
    right="Phó Giám đốc, Phó Chủ tịch",
    wrong="PGĐ, PCT",
    severity=Severity.WARNING,
    party=InParty("Quy ước trình bày"),
    genres=OFFICE,
)
def abbr_post(paper: LintPaper) -> Iterator[Departure]:
    """Check that posts are written out, in the text, in recipients and at the signature."""
    ending = paper.anatomy.ending
    signers = [piece.block for item in ending.signatures for piece in (*item.capacities, *item.others)]
    blocks = (*paper.written, *signers, *(piece.block for piece in ending.recipients))
    for block in {id(block): block for block in blocks}.values():
        match = _SHORT_POST.search(block.text)
        if match and not (block.cell and block.cell.columns > _LAYOUT_COLUMNS):
            yield at_block("nội dung", block, f"«{match[0]}»", f"«{_POSTS[match[0]]}»")


_LAYOUT_COLUMNS: Final = 3
"""A table of more columns holds data, where room is short."""

RULES = (zero_width, telex, spelling, cap_body, abbr_post)
