"""Finds the end of the paper: who signed, and who receives it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from docgen.lint.document_model import Block
from docgen.lint.drawing import stands_in_for_line
from docgen.lint.pieces import Piece, pieces_of

_LABEL = re.compile(r"noi\s*nhan\s*[:.;]?$")
_KEEP = re.compile(r"[-–]\s*luu\b")
_PREFIX = re.compile(r"(TM|KT|TL|TUQ|TU|Q|T/M|K/T|T/L|T\.M|K\.T|T\.L)\s*[./:]?\s*\S")
_POST = re.compile(
    r"(pho |quyen )?(chu tich|chu toa|chu tri|thu ky|nguoi ghi bien ban|truong doan|truong ban|to truong|"
    r"chanh van phong|chanh thanh tra|giam doc|tong giam doc|bi thu|cuc truong|vu truong|bo truong|"
    r"thu truong|truong phong|hieu truong|vien truong|dai dien|quyen han|thu truong co quan|nguoi lap|"
    r"ke toan|thanh vien|uy vien)\b"
)
_PROSE = 70
"""A paragraph longer than this is running text, not a name, a post or a place."""
_HEADING = re.compile(r"(Điều\s+\d|[IVXLC]+[.)\s-]|\d+[.)])")
_LAYOUT_COLUMNS = 3
_SEARCHED = 300
"""The signatures and recipients are looked for among so many pieces."""
_NAME_WORDS = range(1, 10)
_PERSON_WORDS = range(2, 7)
_SIGNING_LINES, _SIGNING_ROOM = 2, 800
"""Empty paragraphs, or twips, that leave room for a signature."""
_FAMILY_NAMES = frozenset(
    re.findall(
        r"\S+",
        "nguyen tran le pham huynh hoang phan vu vo dang bui do ho ngo duong ly dinh truong luong dao lam "
        "mai trinh cao ta chau luu phung trieu thai kieu nghiem",
    )
)


@dataclass(frozen=True, slots=True)
class SignerLines:
    """One signer: the capital lines, what stands between them and the name, the name."""

    capacities: tuple[Piece, ...]
    others: tuple[Piece, ...]
    name: Piece | None


@dataclass(frozen=True, slots=True)
class Ending:
    """The parts after the text; ``start`` is the index of their first block."""

    start: int
    signatures: tuple[SignerLines, ...]
    label: Piece | None
    recipients: tuple[Piece, ...]


def find_ending(blocks: Sequence[Block], first: int) -> Ending:
    """Recognise signatures and recipients among ``blocks[first:]``, the main part of the paper."""
    start = _start(blocks, first)
    columns: list[list[Piece]] = []
    for piece in itertools.islice(pieces_of(_signing(blocks[start:])), _SEARCHED):
        column = next((items for items in columns if items[0].beside(piece)), None)
        if column is None:
            columns.append([piece])
        else:
            column.append(piece)
    label: Piece | None = None
    recipients: list[Piece] = []
    signatures: list[SignerLines] = []
    for column in columns:
        rest = column
        at = next((i for i, piece in enumerate(column) if _LABEL.match(piece.key)), None)
        if at is not None and label is None:
            label = column[at]
            taken = _recipients(column[at + 1 :])
            recipients = taken
            rest = [*column[:at], *column[at + 1 + len(taken) :]]
        signatures += _signatures(rest)
    return Ending(start, tuple(signatures), label, tuple(recipients))


def _signing(blocks: Sequence[Block]) -> list[Block]:
    """Leave out tables that hold data: they have more columns than a signature block."""
    return [block for block in blocks if block.cell is None or block.cell.columns <= _LAYOUT_COLUMNS]


def _start(blocks: Sequence[Block], first: int) -> int:
    """Give the index of the first block of the ending; ``len(blocks)`` when there is none."""
    quiet_from = first
    for index in range(first, len(blocks)):
        if _is_prose(blocks[index]):
            quiet_from = index + 1
    for index in range(quiet_from, len(blocks)):
        if any(_closes(piece) for piece in pieces_of([blocks[index]])):
            return index
    return len(blocks)


def _is_prose(block: Block) -> bool:
    """Tell whether a paragraph belongs to the text and so comes before the ending."""
    if block.cell or block.frame or block.blank:
        return False
    text = block.full_text.strip()
    if text.endswith("./."):
        return True
    pieces = [piece.text for piece in pieces_of([block])]
    long = max(map(len, pieces), default=0) > _PROSE
    return (long and not text.startswith("-")) or _HEADING.match(text) is not None


def _closes(piece: Piece) -> bool:
    return _LABEL.match(piece.key) is not None or _is_capacity(piece)


def _is_capacity(piece: Piece) -> bool:
    """Tell whether a piece is a capital line of a signature, by its prefix or post."""
    text = piece.text
    known = _PREFIX.match(text) is not None or is_post(piece)
    return piece.capital and known and not any(letter.isdigit() for letter in text)


def is_post(piece: Piece) -> bool:
    """Tell whether a piece is a known post (CHỦ TỊCH, Phó Chánh Văn phòng)."""
    return _POST.match(piece.key) is not None


def _recipients(below: Sequence[Piece]) -> list[Piece]:
    """Take the list below "Nơi nhận:", up to its line "Lưu" or to the capitals of a signature."""
    taken: list[Piece] = []
    for piece in below:
        if piece.capital and not piece.text.startswith(("-", "–")):
            break
        taken.append(piece)
        if _KEEP.match(piece.key):
            break
    return taken


@dataclass
class _Signer:
    capacities: list[Piece] = field(default_factory=list)
    rest: list[Piece] = field(default_factory=list)

    def signature(self) -> SignerLines:
        if not self.rest and len(self.capacities) > 1 and _is_shouted_name(*self.capacities[-2:]):
            return SignerLines(tuple(self.capacities[:-1]), (), self.capacities[-1])
        named = bool(self.rest) and _is_name(self.rest[-1])
        others = self.rest[:-1] if named else self.rest
        return SignerLines(tuple(self.capacities), tuple(others), self.rest[-1] if named else None)


def _signatures(column: Sequence[Piece]) -> list[SignerLines]:
    """Read a column from top to bottom: capitals, then other posts and the name, then the next signer."""
    signers: list[_Signer] = []
    for piece in column:
        if piece.capital and "(" not in piece.text and not piece.text[0].isdigit():
            if not signers or signers[-1].rest:
                signers.append(_Signer())
            signers[-1].capacities.append(piece)
        elif signers and _may_be_name(piece.text):
            signers[-1].rest.append(piece)
    return [signer.signature() for signer in signers if any(_is_capacity(p) for p in signer.capacities)]


def _may_be_name(text: str) -> bool:
    listed = text.startswith(("(", "-", "["))
    return not listed and not stands_in_for_line(text) and any(letter.isalpha() for letter in text)


def _is_shouted_name(above: Piece, piece: Piece) -> bool:
    """Tell whether a line in capitals is a name: room for a signature above it, or a family name."""
    words = piece.key.split()
    if _is_capacity(piece) or len(words) not in _PERSON_WORDS or any(map(str.isdigit, piece.text)):
        return False
    blank = piece.block.number - above.block.number - 1
    room = piece.block.cell == above.block.cell and (
        blank >= _SIGNING_LINES or piece.block.format.before + above.block.format.after >= _SIGNING_ROOM
    )
    return room or words[0] in _FAMILY_NAMES


def _is_name(piece: Piece) -> bool:
    words = piece.text.split()
    return len(words) in _NAME_WORDS and not any(letter.isdigit() for letter in piece.text)
