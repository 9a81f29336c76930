"""What a file is, told by its parts and with how sure that is, before any rule is applied to it.

What is not surely a paper of an office is judged by no rule of its form: nobody asked a CV for a number.
"""

from __future__ import annotations

import enum
import itertools
import re
from dataclasses import dataclass
from typing import Any, Final

from docgen.lint.anatomy import Anatomy
from docgen.lint.blanks import to_fill
from docgen.lint.document_model import LintDocument
from docgen.lint.pieces import Piece, pieces_of


class Genre(enum.StrEnum):
    """What a file can be; the value is what ``--as`` calls it."""

    PAPER = "van-ban"
    HANDOVER = "giao-nhan"
    ATTACHED = "kem-theo"
    ANNEX = "phu-luc"
    MEMO = "trinh-noi-bo"
    FORM = "bieu-mau"
    BOOK = "so-danh-sach"
    OTHER = "khac"


NAMES: Final = {
    Genre.PAPER: "văn bản hành chính",
    Genre.HANDOVER: "biên bản giao nhận hồ sơ",
    Genre.ATTACHED: "văn bản kèm theo một văn bản khác",
    Genre.ANNEX: "phụ lục đứng riêng",
    Genre.MEMO: "phiếu trình, giải trình nội bộ",
    Genre.FORM: "biểu mẫu để điền",
    Genre.BOOK: "sổ, danh sách",
    Genre.OTHER: "tài liệu khác",
}

PAPERS: Final = frozenset({Genre.PAPER, Genre.HANDOVER})
TEXTS: Final = PAPERS | {Genre.ATTACHED}
"""Papers, and what is attached to them, which is set as their text is."""
PARTS: Final = TEXTS | {Genre.ANNEX}
OFFICE: Final = PARTS | {Genre.MEMO}
"""What an office writes in sentences."""
PAGES: Final = PARTS | {Genre.BOOK}
"""What an office prints on its paper."""
ANY: Final = frozenset(Genre)


class Owner(enum.StrEnum):
    """Whose paper it is."""

    STATE = "nha-nuoc"
    FRONT = "mat-tran"
    PARTY = "dang"


_OF: Final = {
    Owner.STATE: "của cơ quan nhà nước, tổ chức",
    Owner.FRONT: "của Mặt trận",
    Owner.PARTY: "của Đảng",
}


@dataclass(frozen=True, slots=True)
class Recognition:
    """What a file is: ``because`` names the parts that tell it, in words.

    ``owner`` is ``None`` where the head does not tell, or tells two.  What is not ``sure`` is judged
    as any text is.
    """

    genre: Genre
    sure: bool
    because: tuple[str, ...] = ()
    owner: Owner | None = None

    @property
    def judged_as(self) -> Genre:
        """The genre whose rules apply."""
        return self.genre if self.sure else Genre.OTHER

    @property
    def name(self) -> str:
        """What it is, in words: "văn bản hành chính của Mặt trận"."""
        owner = f" {_OF[self.owner]}" if self.owner and self.genre is Genre.PAPER else ""
        return f"{NAMES[self.genre]}{owner}"

    def as_json(self) -> dict[str, Any]:
        """Give what the file is as plain JSON values; ``judged_as`` is what its rules are chosen for."""
        return {
            "kind": self.genre,
            "name": self.name,
            "owner": self.owner,
            "sure": self.sure,
            "because": list(self.because),
            "judged_as": self.judged_as,
        }


_BOOK: Final = re.compile(r"(so (dang ky|gui|su dung|theo doi)|muc luc (van ban|ho so))\b")
"""Registers and lists of Nghị định 30, Phụ lục IV and V."""
_LIST_WITH_HEAD: Final = re.compile(r"muc luc ho so\b")
"""Phụ lục V, mục III: this list has Quốc hiệu, but neither number nor recipients."""
_LIST: Final = re.compile(r"(danh sach|danh muc|bang|bieu|thong ke|lich|so|chuong trinh)\b")
_HANDOVER: Final = re.compile(r"giao nhan ho so\b")
"""Phụ lục V, mục V: this record has place and date in its head, but neither number nor recipients."""
_HEAD: Final = re.compile(r"cong hoa xa hoi chu nghia viet nam|so\s*:")
_MEMO: Final = re.compile(
    r"(ban |bao cao )?giai trinh\b|phieu (trinh|xu ly|xin y kien|lay y kien|y kien|de xuat|de nghi|tham tra|"
    r"kiem soat|giai quyet)\b|noi dung (trinh|tham muu)\b|y kien tham muu\b|de xuat giai quyet\b"
)
_FORM: Final = re.compile(
    r"(don|to khai|giay (de nghi|cam ket|xac nhan|dang ky|bien nhan)|"
    r"phieu (dang ky|khao sat|thu thap|dieu tra|danh gia|thong tin)|"
    r"ban (cam ket|dang ky|khai|tu kiem diem))\b"
)
_CV: Final = re.compile(r"(so yeu ly lich|ly lich|so yeu|curriculum vitae|thu (ngo|moi|cam on)|hop dong)\b")
_EARLY: Final = 12
"""A title stands among so many first lines."""
_SURE, _SURE_WITHOUT_HEAD, _LIKELY = 4, 5, 3
"""So many parts of a paper tell that it is one; one more where no two columns make up its head."""
_TO_FILL, _FILLED_SHARE = 3, 0.25
"""A form has so many lines to fill in, and they are this part of all."""
_TABULAR: Final = 0.6
"""In a list so great a part of the lines stands in a table."""


def genre_of(document: LintDocument, anatomy: Anatomy) -> Recognition:
    """Recognise what a file is."""
    early = list(itertools.islice((piece for piece in pieces_of(document.blocks) if piece.text), _EARLY))
    titles = [piece.key for piece in early if piece.capital]
    head, owner = anatomy.head, _owner(anatomy)
    if _is_book(early):
        return Recognition(Genre.BOOK, sure=True, because=("tên sổ, danh mục",))
    if "bien ban" in titles and any(_HANDOVER.match(piece.key) for piece in early):
        return Recognition(
            Genre.HANDOVER, sure=True, because=("tên «Biên bản giao nhận hồ sơ»",), owner=owner
        )
    if memo := next((piece.text for piece in early if piece.capital and _MEMO.match(piece.key)), ""):
        return Recognition(Genre.MEMO, sure=True, because=(f"tên «{memo}»",))
    if head.reference is not None and head.number is None:
        return Recognition(Genre.ATTACHED, sure=True, because=("dòng «(Kèm theo …)»", "không có số, ký hiệu"))
    if anatomy.appendices and not any(not block.blank for block in anatomy.main):
        label = anatomy.appendices[0].label
        because = f"bắt đầu bằng «{label.text}»" if label else "bắt đầu bằng dòng «(Kèm theo …)»"
        return Recognition(Genre.ANNEX, sure=True, because=(because,))
    return _by_parts(document, anatomy, titles, owner)


def _by_parts(
    document: LintDocument, anatomy: Anatomy, titles: list[str], owner: Owner | None
) -> Recognition:
    found = tuple(_parts(anatomy))
    written = [block for block in document.blocks if not block.blank]
    filled = sum(to_fill(block.text) for block in written)
    to_be_filled = filled >= _TO_FILL and filled >= len(written) * _FILLED_SHARE
    personal = any(_CV.match(title) or _FORM.match(title) for title in titles)
    enough = _SURE if "tên cơ quan" in found else _SURE_WITHOUT_HEAD
    if len(found) >= enough and not personal and (anatomy.head.number or not to_be_filled):
        return Recognition(Genre.PAPER, sure=True, because=found, owner=owner)
    if any(_FORM.match(title) for title in titles) or to_be_filled:
        return Recognition(
            Genre.FORM, sure=True, because=(f"{filled} dòng để điền",) if filled else ("tên mẫu",)
        )
    in_tables = sum(block.cell is not None for block in written)
    if any(_LIST.match(title) for title in titles) and in_tables > len(written) * _TABULAR:
        return Recognition(Genre.BOOK, sure=False, because=("tên danh sách", "hầu hết nằm trong bảng"))
    if len(found) >= _LIKELY and not personal:
        return Recognition(Genre.PAPER, sure=False, because=found, owner=owner)
    return Recognition(Genre.OTHER, sure=False, because=found)


def _parts(anatomy: Anatomy) -> list[str]:
    """Name the parts of a paper that were found, each a sign of its own."""
    head = anatomy.head
    known = anatomy.kind_is_known
    signs: list[tuple[str, object]] = [
        ("«ĐẢNG CỘNG SẢN VIỆT NAM»" if head.party and not head.nation else "Quốc hiệu, Tiêu ngữ",
         head.nation or head.motto or head.party),
        ("tên cơ quan", head.issuer),
        ("số, ký hiệu", head.number),
        ("địa danh, ngày tháng", head.date),
        ("tên loại" if known else "trích yếu «V/v»", known or head.brief),
        ("«Kính gửi»", anatomy.address),
        ("chức vụ người ký", anatomy.ending.signatures),
        ("«Nơi nhận»", anatomy.ending.label),
    ]  # fmt: skip
    return [name for name, there in signs if there]


def _owner(anatomy: Anatomy) -> Owner | None:
    """Tell whose paper it is; ``None`` where its head is of nobody, or of two."""
    head = anatomy.head
    of_state = bool(head.nation or head.motto)
    if bool(head.party or head.star) == of_state:
        return None
    if not of_state:
        return Owner.PARTY
    names = " ".join(piece.key for piece in (*head.parents, *head.issuer))
    return Owner.FRONT if re.search(r"\b(mttq|mat tran)\b", names) else Owner.STATE


def _is_book(early: list[Piece]) -> bool:
    """Tell whether a file is a register or list of the decree: by title, and having no head of a paper."""
    titles = [piece.key for piece in early if piece.capital and piece.bold and _BOOK.match(piece.key)]
    if any(_LIST_WITH_HEAD.match(key) for key in titles):
        return True
    return bool(titles) and not any(_HEAD.match(piece.key) for piece in early)
