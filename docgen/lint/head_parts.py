"""Finds the parts of the head: by their words and where they stand, never by style names."""

from __future__ import annotations

import difflib
import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from docgen.lint.document_model import Block
from docgen.lint.drawing import Line, LineKind, stands_in_for_line
from docgen.lint.kind_symbols import KNOWN_KEYS, kind_key
from docgen.lint.pieces import Piece
from docgen.lint.ruled_lines import lines_under, share_out

_SEARCHED = 60
"""The head is looked for among so many pieces at the beginning."""
_NUMBER_ROOM = 120
_LONGEST = 500
"""No part of the head is longer than this many letters."""
_NATION = "cong hoa xa hoi chu nghia viet nam"
_MOTTO = "doc lap - tu do - hanh phuc"
_PARTY = "dang cong san viet nam"
_ALIKE = 0.8
_NUMBER = re.compile(r"so\s*[:.]|so\s+[\d.…_\s]*[a-z]?\s*[/-]|so$")
_DATE = re.compile(r"(?!\()(?P<place>.{0,60}?)\s*,?\s*\bngay\b[^a-z]*\bthang\b[^a-z]*\bnam\b[^a-z]*")
_NOT_PLACE = re.compile(r"\b(cấp|lúc|hồi|giờ|trước|nay|của|tại|đến|từ)$|\b(sinh|vào)\b", re.IGNORECASE)
"""What stands before a day in a sentence."""
_FAR = 0.25
"""A line of place and date in no column begins at least so far in the room between the margins."""
_BRIEF = re.compile(r"v/v\b|ve viec\b")
_ADDRESS = re.compile(r"kinh\s*(gui|trinh)\b")
_REFERENCE = re.compile(r"\(?\s*(?:(?:duoc )?(?:ban hanh|phe duyet)\s+)?kem theo\b")
_TITLE_LINES = 8
"""The line "(Kèm theo …)" stands among so many below the name of the kind."""
_STAMP = re.compile(
    r"(thuong khan|hoa toc|khan|mat|toi mat|tuyet mat|xem xong tra lai|luu hanh noi bo|du thao.*)\b"
)
_GROUND = re.compile(r"(can cu|theo de nghi|xet de nghi|thuc hien|xet)\b|-\s*can cu\b")
_ORGANISATION = re.compile(
    r"(ban|bo|so|cuc|vu|phong|van phong|uy ban|ubnd|ub|hoi|doan|lien doan|trung tam|truong|vien|chi cuc|"
    r"tong cuc|to|cong ty|tong cong ty|dang bo|dang doan|dang uy|chi bo|thanh uy|tinh uy|huyen uy|"
    r"thanh tra|ten co quan|ten cq)\b"
)
_JOINING = re.compile(r"(va|cua|,)$")


@dataclass(frozen=True, slots=True)
class Head:
    """The parts of the head; what was not found is ``None`` or empty.

    ``nation`` is Quốc hiệu, ``motto`` Tiêu ngữ, ``party`` and ``star`` the Party's head, ``brief``
    the abstract of a công văn (V/v), ``reference`` the line "(Kèm theo …)" of an attached paper;
    ``kind_at`` and ``end`` are indexes of blocks: of the kind, and of the first after the head.
    """

    nation: Piece | None
    motto: Piece | None
    party: Piece | None
    star: Piece | None
    parents: tuple[Piece, ...]
    issuer: tuple[Piece, ...]
    number: Piece | None
    date: Piece | None
    brief: tuple[Piece, ...]
    kind: Piece | None
    abstract: tuple[Piece, ...]
    reference: Piece | None
    motto_lines: tuple[Line, ...]
    issuer_lines: tuple[Line, ...]
    abstract_lines: tuple[Line, ...]
    end: int


def find_head(blocks: Sequence[Block], pieces: Sequence[Piece]) -> Head:
    """Recognise the head of the paper whose paragraphs are ``blocks``, cut into ``pieces``."""
    early = [piece for piece in pieces[:_SEARCHED] if len(piece.raw) <= _LONGEST]
    kind_at = _kind_index(early)
    zone = _zone(early, kind_at)
    nation = _most_alike(zone, _NATION)
    motto = _most_alike(zone, _MOTTO)
    party = _most_alike(zone, _PARTY)
    number = _first(zone, lambda piece: len(piece.raw) <= _NUMBER_ROOM and bool(_NUMBER.match(piece.key)))
    date = _first(zone, is_date)
    star = _first(zone, lambda piece: piece.text == "*")
    brief = _brief(zone, number)
    claimed = [part for part in (nation, motto, party, number, date, star, *brief) if part is not None]
    lines = [piece for piece in zone if not any(piece is part for part in claimed)]
    parents, issuer = _issuer([piece for piece in lines if _may_be_issuer(piece)], number, nation or party)
    kind = early[kind_at] if kind_at is not None else None
    after = list(pieces[kind_at + 1 :]) if kind_at is not None else []
    abstract = _abstract(after)
    titles = itertools.takewhile(
        lambda p: p.block.format.alignment == "center", after[len(abstract) : len(abstract) + _TITLE_LINES]
    )
    reference = _first(list(titles), lambda p: bool(_REFERENCE.match(p.key)))
    last = [*claimed, *issuer, *([kind] if kind else []), *abstract, *([reference] if reference else [])]
    # The Party's papers have their line under its name, whatever else was typed below.
    lined = party if party and not (nation and motto) else motto
    motto_lines, issuer_lines = _head_lines(lined, issuer, blocks, [piece.block for piece in zone])
    end = max((_index(blocks, piece.block) for piece in last if piece is not None), default=-1) + 1
    return Head(
        nation, motto, party, star, parents, issuer, number, date, brief, kind, abstract, reference,
        motto_lines, issuer_lines, lines_under(abstract, blocks), end,
    )  # fmt: skip


def is_date(piece: Piece) -> bool:
    """Tell whether a piece is a line of place and date: nothing else is in it, and it stands in its place."""
    match = _DATE.fullmatch(piece.key)
    if match is None or _NOT_PLACE.search(piece.text[: match.end("place")].strip(" ,")):
        return False
    block = piece.block
    aside = block.format.alignment in {"center", "right"} or block.format.left > block.width * _FAR
    return bool(block.cell or block.frame or piece.side or aside)


def _index(blocks: Sequence[Block], block: Block) -> int:
    return next(index for index, item in enumerate(blocks) if item is block)


def _is_of_top(key: str) -> bool:
    return key in {_NATION, _MOTTO, _PARTY} or _ORGANISATION.match(key) is not None


def _first(pieces: Sequence[Piece], test: Callable[[Piece], bool]) -> Piece | None:
    return next((piece for piece in pieces if test(piece)), None)


def _most_alike(pieces: Sequence[Piece], key: str) -> Piece | None:
    """Find the piece that is nearly a known text, so that a misspelt one is still recognised."""
    exact = _first(pieces, lambda piece: piece.key == key)
    if exact is not None:
        return exact
    best, best_ratio = None, _ALIKE
    for piece in pieces:
        if abs(len(piece.key) - len(key)) <= len(key) // 3:
            ratio = difflib.SequenceMatcher(None, piece.key, key, autojunk=False).ratio()
            if ratio > best_ratio:
                best, best_ratio = piece, ratio
    return best


def _kind_index(pieces: Sequence[Piece]) -> int | None:
    """Find the name of the kind; failing a known one, the first bold capitals after the date."""
    for index, piece in enumerate(pieces):
        if _ADDRESS.match(piece.key):
            return None
        if kind_key(piece.text) in KNOWN_KEYS and not piece.block.label:
            return index
    attached = next((i for i, piece in enumerate(pieces) if _REFERENCE.match(piece.key)), 0)
    for index, piece in enumerate(pieces[:attached]):
        block = piece.block
        centred = block.format.alignment == "center" and not (block.cell or block.frame)
        if centred and piece.capital and not _is_of_top(piece.key):
            return index
    dated = [index for index, piece in enumerate(pieces) if is_date(piece)]
    for index in range(dated[0] + 1 if dated else len(pieces), len(pieces)):
        piece = pieces[index]
        if not piece.block.cell and piece.capital and piece.bold and piece.block.format.alignment == "center":
            return index
    return None


def _zone(pieces: Sequence[Piece], kind_at: int | None) -> list[Piece]:
    """Give the pieces before the kind, and those of text boxes that hang at its paragraph."""
    if kind_at is not None:
        kind = pieces[kind_at].block
        boxes = [p for p in pieces[kind_at + 1 :] if p.block.frame and p.block.number <= kind.number]
        return [*pieces[:kind_at], *boxes]
    address = next((index for index, piece in enumerate(pieces) if _ADDRESS.match(piece.key)), None)
    if address is not None:
        return list(pieces[:address])
    last = max(
        (i for i, p in enumerate(pieces) if _NUMBER.match(p.key) or is_date(p) or _BRIEF.match(p.key)),
        default=len(pieces) - 1,
    )
    return list(pieces[: last + 1])


def _brief(zone: Sequence[Piece], number: Piece | None) -> tuple[Piece, ...]:
    """Find V/v with the lines that go on below it in its column."""
    start = next((i for i, p in enumerate(zone) if _BRIEF.match(p.key) and p is not number), None)
    if start is None:
        return ()
    first = zone[start]
    below = []
    for piece in zone[start + 1 :]:
        if not piece.beside(first) or is_date(piece) or stands_in_for_line(piece.text):
            break
        below.append(piece)
    return (first, *below)


def _may_be_issuer(piece: Piece) -> bool:
    return not (
        stands_in_for_line(piece.text)
        or _STAMP.match(piece.key)
        or piece.text.startswith("(")
        or not any(letter.isalpha() for letter in piece.text)
    )


def _issuer(
    lines: Sequence[Piece], number: Piece | None, right: Piece | None
) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Part the lines at the left of the head into the parent's and the issuer's."""
    if number is not None:
        lines = [p for p in lines if p.beside(number) or (p.capital and not (right and p.beside(right)))]
    elif right is not None:
        lines = [p for p in lines if p.capital and not p.beside(right) and _is_opposite(p, right)]
    else:
        lines = [p for p in lines if p.capital] if lines and _ORGANISATION.match(lines[0].key) else []
    start = _issuer_start(lines)
    return tuple(lines[:start]), tuple(lines[start:])


def _is_opposite(piece: Piece, right: Piece) -> bool:
    """Tell whether a piece stands in a column as Quốc hiệu does: of a table, in a frame, beside a tab."""
    own, other = piece.block, right.block
    return bool(own.cell or own.frame) == bool(other.cell or other.frame)


def _issuer_start(lines: Sequence[Piece]) -> int:
    """Give the index of the first line of the issuer's own name."""
    bold = [piece.bold for piece in lines]
    if True in bold[1:] and not bold[0] and all(bold[bold.index(True) :]):
        return bold.index(True)
    for index in range(len(lines) - 1, 0, -1):
        goes_on = _JOINING.search(lines[index - 1].key)
        if _ORGANISATION.match(lines[index].key) and not goes_on:
            return index
    return 0


def _abstract(after: Sequence[Piece]) -> tuple[Piece, ...]:
    """Take the lines right below the kind: centred (or at least bold), until a line or other text."""
    found: list[Piece] = []
    for piece in after:
        block = piece.block
        centred = block.format.alignment == "center"
        stop = (
            _GROUND.match(piece.key)
            or _REFERENCE.match(piece.key)
            or _ADDRESS.match(piece.key)
            or stands_in_for_line(piece.text)
            or block.cell is not None
            or (block.frame and block.frame != after[0].block.frame)
            or (
                found
                and (piece.capital or not centred or (found[-1].block.lines and block is not found[-1].block))
            )
        )
        if (
            stop
            or not (centred or piece.bold)
            or (not found and piece.capital and _ORGANISATION.match(piece.key))
        ):
            break
        if found and block.number > found[-1].block.number + 1:
            break
        found.append(piece)
    return tuple(found)


def _head_lines(
    motto: Piece | None, issuer: Sequence[Piece], blocks: Sequence[Block], zone: Sequence[Block]
) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Find the lines of motto and issuer: in their columns, else among shapes that hang elsewhere."""
    under_motto = lines_under([motto] if motto else [], blocks)
    under_issuer = lines_under(issuer, blocks)
    last = issuer[-1].block if issuer else None
    if motto and last and not (motto.block.cell or motto.block.frame or last.cell or last.frame):
        under_motto = tuple(line for line in under_motto if line.kind is LineKind.CHARACTERS)
        under_issuer = tuple(line for line in under_issuer if line.kind is LineKind.CHARACTERS)
    pool = _loose_shapes(blocks, zone)
    for_motto, for_issuer = share_out(pool, motto.length_mm if motto else 0.0)
    return under_motto or for_motto, under_issuer or for_issuer


def _loose_shapes(blocks: Sequence[Block], zone: Sequence[Block]) -> list[Line]:
    """Collect the shapes at paragraphs of the head that stand in no column."""
    if not zone:
        return []
    last = max(_index(blocks, block) for block in zone)
    following = next((i for i in range(last + 1, len(blocks)) if not blocks[i].blank), last + 1)
    return [
        line
        for block in blocks[: following + 1]
        if not block.cell and not block.frame
        for line in block.lines
        if line.kind is LineKind.SHAPE
    ]
