"""Rules of the signature: prefix, post, name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from docgen.lint.ending import SignerLines, is_post
from docgen.lint.fix import fix_looks, fix_words
from docgen.lint.form_rule import Departure, InParty, LintPaper, Profile, at_piece, rule
from docgen.lint.looks import piece_faults
from docgen.lint.pieces import Piece, key_of
from docgen.problem import Severity

_CLAUSE = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.7"
_PREFIXED = re.compile(
    r"(?P<letters>T[./]?U?[./]?Q|[TK][./]?[MTL]|Q)(?P<mark>[./:]?)(?P<space>\s*)(?P<rest>.*)"
)
_STATE_RIGHT = re.compile(r"(TM|KT|TL|TUQ|Q)\. \S")
_PARTY_RIGHT = re.compile(r"(T/M|K/T|T/L|Q\.|T/ ?U ?Q) ?\S")
_FOR_SECRETARY = re.compile(r"K/T ?BÍ THƯ\b")
_BODY = re.compile(
    r"(uy ban|ban|hoi dong|mat tran|doan|hoi|dang bo|chi bo|viet nam|tinh|thanh pho|quan|huyen|thi xa|"
    r"thi tran|xa|phuong|dac khu|to|so|cuc|vu)\b(?!.*\btruong\b)"
)
"""How a further line of the name of a body begins; "truong" ends posts (TỔ TRƯỞNG)."""
_DEGREE = re.compile(
    r"(GS|PGS|TS|TSKH|Ths|ThS|Th\.S|Ts|BS|BSCK|CN|KS|LS|NGND|NGƯT|NSND|NSƯT|TTND|TTƯT|"
    r"Tiến sĩ|Tiến sỹ|Thạc sĩ|Thạc sỹ|Giáo sư|Phó Giáo sư|Bác sĩ|Kỹ sư|Cử nhân|Luật sư|"
    r"Anh hùng|Nhà giáo|Nghệ sĩ)[.\s]+\S",
    re.IGNORECASE,
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
    remedy="Viết TM., KT., TL., TUQ., Q. rồi cách một chữ.",
    right="TM. BAN THƯỜNG TRỰC",
    wrong="T/M BAN THƯỜNG TRỰC; TM BAN THƯỜNG TRỰC",
    party=InParty(
        remedy="Viết T/M, K/T, T/L, Q. rồi cách một chữ; phó bí thư ký «T/M …», không «K/T BÍ THƯ».",
        right="T/M ĐẢNG ỦY",
        wrong="TM. ĐẢNG ỦY; TM ĐẢNG ỦY",
    ),
    fix=fix_words.rewording(fix_words.authority),
)
def sign_prefix(paper: LintPaper) -> Iterator[Departure]:
    """Check that the prefix is written the state's way, or the Party's."""
    party = paper.profile is Profile.PARTY
    right, allowed = (_PARTY_RIGHT, "T/M, K/T, T/L") if party else (_STATE_RIGHT, "TM., KT., TL., TUQ., Q.")
    for signature in paper.anatomy.ending.signatures:
        for piece in signature.capacities:
            match = _prefix(piece.text)
            if match and not right.match(piece.text):
                found = piece.text[: match.start("rest")] + match["rest"][:3]
                yield at_piece("quyền hạn người ký", piece, f"«{found}…»", f"{allowed} và một khoảng cách")
            elif party and _FOR_SECRETARY.match(piece.text):
                # Committees sign collectively, so a deputy does not sign for the secretary.
                found = f"«{piece.text}»"
                fault = at_piece("quyền hạn người ký", piece, found, "«T/M …» rồi «PHÓ BÍ THƯ»")
                yield replace(fault, severity=Severity.WARNING)


def _must_be_bold(piece: Piece, signature: SignerLines, profile: Profile) -> bool:
    """Tell whether a capital line of a signature is bold: of the Party's only those with T/M, K/T."""
    prefixed = any(_prefix(other.text) for other in signature.capacities)
    return profile is not Profile.PARTY or not prefixed or _prefix(piece.text) is not None


@rule(
    "SIGN-TITLE-BOLD",
    title="Kiểu chữ chức vụ, họ tên người ký",
    clause=f"{_CLAUSE}.đ",
    remedy="Đặt quyền hạn, chức vụ in hoa, đậm; họ tên in thường, đậm; cỡ 13 - 14, đứng, canh giữa.",
    right="**TM. BAN THƯỜNG TRỰC**, **CHỦ TỊCH**, **Nguyễn Ba**",
    wrong="họ tên không đậm hoặc in hoa; chức vụ cỡ 12; canh trái",
    party=InParty(
        remedy="Đặt cỡ 14, đứng, canh giữa: dòng T/M in hoa, đậm; chức vụ in hoa, không đậm; "
        "họ tên in thường, đậm.",
        right="**T/M ĐẢNG ỦY**, BÍ THƯ, **Nguyễn Ba**",
        wrong="chức vụ BÍ THƯ in đậm; họ tên in hoa",
    ),
    fix=fix_looks.dress,
)
def sign_title(paper: LintPaper) -> Iterator[Departure]:
    """Check that authority, post and name are bold (in the Party's papers the post is not)."""
    for signature in paper.anatomy.ending.signatures:
        for piece in signature.capacities:
            look = replace(paper.regime.capacity, bold=_must_be_bold(piece, signature, paper.profile))
            yield from piece_faults("chức vụ người ký", piece, look)
        if signature.name:
            yield from piece_faults("họ tên người ký", signature.name, paper.regime.signer)


@rule(
    "SIGN-NO-DEGREE",
    title="Học hàm, học vị trước họ tên",
    clause=f"{_CLAUSE}.c",
    remedy="Xóa học hàm, học vị, danh hiệu; chỉ giữ họ và tên.",
    right="Nguyễn Ba",
    wrong="ThS. Nguyễn Ba",
    severity=Severity.ERROR,
    party=InParty(),
)
def sign_no_degree(paper: LintPaper) -> Iterator[Departure]:
    """Check that no degree or title of honour stands before the name."""
    for signature in paper.anatomy.ending.signatures:
        match = _DEGREE.match(signature.name.text) if signature.name else None
        if signature.name and match:
            yield at_piece("họ tên người ký", signature.name, f"«{match[1]}»", "chỉ họ và tên")


@rule(
    "SIGN-POST",
    title="Dòng chức vụ của người ký",
    clause=f"{_CLAUSE}.b, 7.đ",
    remedy="Gõ chức vụ của người ký bằng chữ in hoa ở dòng dưới TM., KT., TL., TUQ.",
    right="TM. BAN THƯỜNG TRỰC, dòng dưới CHỦ TỊCH",
    wrong="TM. BAN THƯỜNG TRỰC rồi tới ngay họ tên",
    party=InParty(
        remedy="Gõ chức vụ của người ký bằng chữ in hoa, không đậm, ở dòng dưới T/M, K/T, T/L.",
        right="T/M BAN THƯỜNG VỤ, dòng dưới BÍ THƯ",
        wrong="T/M BAN THƯỜNG VỤ rồi tới ngay họ tên",
    ),
)
def sign_post(paper: LintPaper) -> Iterator[Departure]:
    """Check that a post stands under the line that names whom the signer signs for."""
    for signature in paper.anatomy.ending.signatures:
        prefixed = [piece for piece in signature.capacities if _signs_for(piece.text)]
        last = signature.capacities[-1]
        if not prefixed or (last is not prefixed[-1] and _may_be_post(last)):
            continue
        low = next((piece for piece in signature.others if is_post(piece)), None)
        found = f"chức vụ in thường «{low.text}»" if low else "không có dòng chức vụ"
        yield at_piece("chức vụ người ký", last, found, "dòng chức vụ in hoa, như CHỦ TỊCH")


_FOR_ALL = re.compile(r"(TM\.?|T/M)\s*(?P<rest>.+)")
_POST_ALONE = re.compile(
    r"(pho |quyen )?(chu tich|giam doc|tong giam doc|bi thu|bo truong|thu truong|truong (ban|phong)|"
    r"chanh van phong|hieu truong)(?P<body>\s+(uy ban|ubnd|mttq|mat tran|hoi (?!dong)|so|lien doan|doan|"
    r"phuong|xa|tinh|thanh pho)\b.*)?$"
)
"""A post, and the name of the body that some write behind it."""


_BY_ORDER = re.compile(r"T[./]?(?:L|U[./]?Q)\b")
"""Who signs by order or mandate of another body names his own."""


@rule(
    "SIGN-WHOM",
    title="Ký thay mặt, ký thay",
    clause=f"{_CLAUSE}.a",
    remedy="TM. đi với tên tập thể lãnh đạo hoặc cơ quan; cấp phó ký thay người đứng đầu thì ghi KT.",
    right="KT. CHỦ TỊCH, dòng dưới PHÓ CHỦ TỊCH; TM. ỦY BAN NHÂN DÂN, dòng dưới CHỦ TỊCH",
    wrong="TM. CHỦ TỊCH",
)
def sign_whom(paper: LintPaper) -> Iterator[Departure]:
    """Check that "TM." stands before a body, not before the post of one person."""
    for signature in paper.anatomy.ending.signatures:
        for piece in signature.capacities:
            match = _FOR_ALL.match(piece.text)
            if match and _POST_ALONE.match(key_of(match["rest"])):
                rest = match["rest"]
                yield at_piece(
                    "quyền hạn người ký", piece, f"«{piece.text}»", f"«KT. {rest}», hoặc TM. và tập thể"
                )


@rule(
    "SIGN-BODY",
    title="Tên cơ quan sau chức vụ người ký",
    clause=f"{_CLAUSE}.b",
    remedy="Chỉ ghi chức vụ; tên cơ quan đã có ở đầu văn bản (trừ văn bản liên tịch, ký thừa lệnh).",
    right="PHÓ CHỦ TỊCH",
    wrong="PHÓ CHỦ TỊCH ỦY BAN MTTQ PHƯỜNG",
)
def sign_body(paper: LintPaper) -> Iterator[Departure]:
    """Check that the body's name does not stand behind the signer's post again."""
    signatures = paper.anatomy.ending.signatures
    if len(signatures) > 1:  # of several bodies, each is named
        return
    for signature in signatures:
        if any(_BY_ORDER.match(piece.text) for piece in signature.capacities):
            continue
        for piece in signature.capacities:
            match = _POST_ALONE.match(re.sub(r"^kt\.?\s*", "", piece.key))
            if match and match["body"]:
                yield at_piece("chức vụ người ký", piece, f"«{piece.text}»", "chức vụ, không có tên cơ quan")


def _signs_for(text: str) -> bool:
    """Tell whether a line signs for somebody (TM., KT., TL., TUQ.): "Q." stands before one's own post."""
    match = _prefix(text)
    return match is not None and not match["letters"].startswith("Q")


def _may_be_post(piece: Piece) -> bool:
    """Tell whether a line is a post: a known one, or at least no further line of a body's name."""
    return is_post(piece) or not _BODY.match(piece.key)


RULES = (sign_prefix, sign_whom, sign_title, sign_post, sign_body, sign_no_degree)
