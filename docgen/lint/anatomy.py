"""The parts of a paper (Nghị định 30, Phụ lục I, Mục IV), recognised by what they are."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from docgen.lint.document_model import Block, LintDocument
from docgen.lint.drawing import stands_in_for_line
from docgen.lint.ending import Ending, find_ending
from docgen.lint.head_parts import Head, find_head
from docgen.lint.kind_symbols import DECISIONS, KNOWN_KEYS, kind_key
from docgen.lint.pieces import Piece, is_capital, key_of, pieces_of

_APPENDIX = re.compile(r"phu luc(?:(?:\s*so)?[\s.…]*([ivxlc]+|\d*|[a-z]))?[\s.…:]*$")
_BLANK = re.compile(r"…|\.\.")
_REFERENCE = re.compile(r"\((?:ban hanh )?kem theo\b")
_RECIPIENTS = re.compile(r"noi\s*nhan\b")
_ADDRESS = re.compile(r"kinh\s*(gui|trinh)\b")
_ORDER = re.compile(r"quyet (dinh|nghi)\s*:?$")
_GROUND = re.compile(r"(?:-\s*)?(can cu|theo de nghi|xet de nghi|xet)\b")
_OPENING_LINES = 14
"""The line "(Kèm theo …)" of an attached paper stands among so many first lines of its section."""


@dataclass(frozen=True, slots=True)
class Appendix:
    """One appendix or attached paper; ``label`` is "Phụ lục I", absent for an attached paper."""

    label: Piece | None
    title: tuple[Piece, ...]
    reference: Piece | None
    blocks: tuple[Block, ...]

    @property
    def numeral(self) -> str:
        """The number after "Phụ lục" as typed, empty when there is none."""
        match = _APPENDIX.match(self.label.key) if self.label else None
        if self.label and _BLANK.search(self.label.text):
            return ""
        return (match[1] or "").upper() if match else ""


@dataclass(frozen=True, slots=True)
class Anatomy:
    """The parts of one paper; what was not found is ``None`` or empty.

    ``main`` holds the blocks before the first appendix; ``body`` the paragraphs of the text
    (neither tables nor frames), ``grounds`` those that name its legal grounds, ``authority`` the
    capitals above them and ``order`` the line "QUYẾT ĐỊNH:".
    """

    main: tuple[Block, ...]
    head: Head
    address: Piece | None
    addressees: tuple[Piece, ...]
    authority: tuple[Piece, ...]
    grounds: tuple[Block, ...]
    order: Piece | None
    body: tuple[Block, ...]
    ending: Ending
    appendices: tuple[Appendix, ...]

    @property
    def kind(self) -> str:
        """The key of the kind's name, empty for a công văn or an unknown kind."""
        return kind_key(self.head.kind.text) if self.head.kind else ""

    @property
    def kind_is_known(self) -> bool:
        """Tell whether the name of the kind is one that the rules know, not merely a line in its place."""
        return self.kind in KNOWN_KEYS

    @property
    def is_letter(self) -> bool:
        """Tell whether it is a công văn: V/v instead of a kind."""
        return self.head.kind is None and bool(self.head.brief)


def recognise(document: LintDocument) -> Anatomy:
    """Find the parts of a paper."""
    cut = _appendix_start(document.blocks)
    main = document.blocks[:cut]
    pieces = list(pieces_of(main))
    head = find_head(main, pieces)
    ending = find_ending(main, head.end)
    between = main[head.end : ending.start]
    address, addressees = _address(list(pieces_of(between)))
    taken = {id(piece.block) for piece in (address, *addressees, head.reference) if piece is not None}
    text = [
        block
        for block in between
        if not (
            block.blank or block.cell or block.frame or id(block) in taken or stands_in_for_line(block.text)
        )
    ]
    authority, order, grounds = _decision(text, head)
    above = {id(piece.block) for piece in (*authority, order) if piece is not None} | {id(b) for b in grounds}
    body = tuple(block for block in text if id(block) not in above)
    appendices = _appendices(document.blocks[cut:])
    return Anatomy(
        main, head, address, addressees, authority, grounds, order, body, ending, appendices
    )  # fmt: skip


def _key(block: Block) -> str:
    return key_of(" ".join(block.full_text.split()))


def _address(between: Sequence[Piece]) -> tuple[Piece | None, tuple[Piece, ...]]:
    """Find "Kính gửi:" and the list of addressees below it."""
    start = next((i for i, piece in enumerate(between) if _is_address(piece)), None)
    if start is None:
        return None, ()
    listed: list[Piece] = []
    for piece in between[start + 1 :]:
        if not piece.text.startswith(("-", "–")):
            break
        listed.append(piece)
        if piece.text.endswith("."):
            break
    return between[start], tuple(listed)


def _is_address(piece: Piece) -> bool:
    """Tell "Kính gửi: …" from a sentence that begins so: that ends with a mark, or is long."""
    match = _ADDRESS.match(piece.key)
    if match is None:
        return False
    marked = piece.key[match.end() :].lstrip().startswith((":", ";"))
    return marked or not piece.text.endswith(("./.", ".", ",", "!"))


def _decision(text: Sequence[Block], head: Head) -> tuple[tuple[Piece, ...], Piece | None, tuple[Block, ...]]:
    """Find authority, the line "QUYẾT ĐỊNH:" and the grounds, at the beginning of the text."""
    decides = head.kind is not None and kind_key(head.kind.text) in DECISIONS
    at = next(
        (i for i, b in enumerate(text) if decides and is_capital(b.text) and _ORDER.match(_key(b))), None
    )
    authority: list[Piece] = []
    grounds: list[Block] = []
    for index, block in enumerate(text[:at] if at is not None else text):
        if is_capital(block.text) and not grounds and index < 3 and at is not None:  # noqa: PLR2004 - lines of a name
            authority += pieces_of([block])
        elif at is not None or (_GROUND.match(_key(block)) and block.text.rstrip().endswith((";", ".", ","))):
            grounds.append(block)
        else:
            break
    order = next(pieces_of([text[at]])) if at is not None else None
    return tuple(authority), order, tuple(grounds)


def _appendix_start(blocks: Sequence[Block]) -> int:
    """Give the index of the first block of the first appendix; ``len(blocks)`` when there is none."""
    for index, block in enumerate(blocks):
        if _is_label(block):
            return index
        if block.section and block.text.lstrip().startswith("(") and _REFERENCE.match(_key(block)):
            first = next(i for i, other in enumerate(blocks) if other.section == block.section)
            if sum(not other.blank for other in blocks[first:index]) <= _OPENING_LINES:
                return first
        if _is_reference(block) and any(_RECIPIENTS.match(_key(other)) for other in blocks[:index]):
            return _title_start(blocks, index)
    return len(blocks)


def _is_reference(block: Block) -> bool:
    centred = block.format.alignment == "center" and block.cell is None
    return centred and block.text.lstrip().startswith("(") and _REFERENCE.match(_key(block)) is not None


def _title_start(blocks: Sequence[Block], reference: int) -> int:
    """Go back from "(Kèm theo …)" over the centred lines of the title, on a new page of the same section."""
    start = reference
    for index in range(reference - 1, -1, -1):
        block = blocks[index]
        if block.cell or block.frame or not (block.blank or block.format.alignment == "center"):
            break
        start = start if block.blank else index
    return start


def _is_label(block: Block) -> bool:
    return block.cell is None and not block.blank and _APPENDIX.match(_key(block)) is not None


def _appendices(blocks: Sequence[Block]) -> tuple[Appendix, ...]:
    """Part what comes after the main paper into appendices."""
    if not blocks:
        return ()
    starts = [0, *(index for index, block in enumerate(blocks) if index and _is_label(block))]
    edges = itertools.pairwise([*starts, len(blocks)])
    return tuple(_appendix(blocks[start:end]) for start, end in edges)


def _appendix(blocks: Sequence[Block]) -> Appendix:
    early = list(pieces_of(blocks))[:_OPENING_LINES]
    label = early[0] if early and _is_label(early[0].block) else None
    at = next((i for i, piece in enumerate(early) if _REFERENCE.match(piece.key)), None)
    title = early[1 if label else 0 : at] if at is not None else []
    return Appendix(label, tuple(title), early[at] if at is not None else None, tuple(blocks))
