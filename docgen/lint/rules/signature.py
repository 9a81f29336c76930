"""Rules of the signature: prefix, post, name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.lint.looks import piece_faults
from docgen.lint.rule import ALL, Fault, Paper, Profile, at_piece, rule
from docgen.problem import Severity

_CLAUSE = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.7"
_PARTY = "Hướng dẫn 05-HD/VPTW, thể thức văn bản của Đảng"
_PREFIXED = re.compile(
    r"(?P<letters>T[./]?U?[./]?Q|[TK][./]?[MTL]|Q)(?P<mark>[./:]?)(?P<space>\s*)(?P<rest>.*)"
)
_STATE_RIGHT = re.compile(r"(TM|KT|TL|TUQ|Q)\. \S")
_PARTY_RIGHT = re.compile(r"(T/M|K/T|T/L|Q\.|T/ ?U ?Q) ?\S")
_DEGREE = re.compile(
    r"(GS|PGS|TS|TSKH|Ths|ThS|Th\.S|Ts|BS|BSCK|CN|KS|LS|NGND|NGƯT|NSND|NSƯT|TTND|TTƯT|"
    r"Tiến sĩ|Tiến sỹ|Thạc sĩ|Thạc sỹ|Giáo sư|Phó Giáo sư|Bác sĩ|Kỹ sư|Cử nhân|Luật sư|"
    r"Anh hùng|Nhà giáo|Nghệ sĩ)[.\s]+\S"
)


def _prefix(text: str) -> re.Match[str] | None:
    """Find a prefix of authority at the beginning of a capital line (TM., T/M, KT …)."""
    match = _PREFIXED.fullmatch(text)
    if match is None or not (match["mark"] or match["space"]) or not match["rest"]:
        return None
    return match


@rule(
    "SIGN-PREFIX-DOT",
    title="Chữ viết tắt quyền hạn ký",
    clause=f"{_CLAUSE}.b, 7.đ",
    remedy="Viết TM., KT., TL., TUQ., Q. rồi cách một chữ (văn bản của Đảng: T/M, K/T, T/L).",
    right="TM. BAN THƯỜNG TRỰC",
    wrong="T/M BAN THƯỜNG TRỰC; TM BAN THƯỜNG TRỰC",
    profiles=ALL,
    party_clause=_PARTY,
)
def sign_prefix(paper: Paper) -> Iterator[Fault]:
    """Check that the prefix is written the state's way, or the Party's."""
    party = paper.profile is Profile.PARTY
    right, allowed = (_PARTY_RIGHT, "T/M, K/T, T/L") if party else (_STATE_RIGHT, "TM., KT., TL., TUQ., Q.")
    for signature in paper.anatomy.ending.signatures:
        for piece in signature.capacities:
            match = _prefix(piece.text)
            if match and not right.match(piece.text):
                found = piece.text[: match.start("rest")] + match["rest"][:3]
                yield at_piece("quyền hạn người ký", piece, f"«{found}…»", f"{allowed} và một khoảng cách")


@rule(
    "SIGN-TITLE-BOLD",
    title="Kiểu chữ chức vụ, họ tên người ký",
    clause=f"{_CLAUSE}.đ",
    remedy="Đặt quyền hạn, chức vụ in hoa, đậm; họ tên in thường, đậm; cỡ 13 - 14, đứng.",
    right="**TM. BAN THƯỜNG TRỰC**, **CHỦ TỊCH**, **Nguyễn Ba**",
    wrong="họ tên không đậm; chức vụ cỡ 12",
    profiles=ALL,
    party_clause=_PARTY,
)
def sign_title(paper: Paper) -> Iterator[Fault]:
    """Check that authority, post and name are bold (in the Party's papers the post is not)."""
    party, size = paper.profile is Profile.PARTY, paper.regime.signature
    for signature in paper.anatomy.ending.signatures:
        prefixed = any(_prefix(piece.text) for piece in signature.capacities)
        for piece in signature.capacities:
            bold = _prefix(piece.text) is not None if party and prefixed else True
            yield from piece_faults("chức vụ người ký", piece, size=size, bold=bold, italic=False)
        if signature.name:
            yield from piece_faults("họ tên người ký", signature.name, size=size, bold=True, italic=False)


@rule(
    "SIGN-NO-DEGREE",
    title="Học hàm, học vị trước họ tên",
    clause=f"{_CLAUSE}.c",
    remedy="Xóa học hàm, học vị, danh hiệu; chỉ giữ họ và tên.",
    right="Nguyễn Ba",
    wrong="ThS. Nguyễn Ba",
    severity=Severity.ERROR,
    profiles=ALL,
    party_clause=_PARTY,
)
def sign_no_degree(paper: Paper) -> Iterator[Fault]:
    """Check that no degree or title of honour stands before the name."""
    for signature in paper.anatomy.ending.signatures:
        match = _DEGREE.match(signature.name.text) if signature.name else None
        if signature.name and match:
            yield at_piece("họ tên người ký", signature.name, f"«{match[1]}»", "chỉ họ và tên")


RULES = (sign_prefix, sign_title, sign_no_degree)
