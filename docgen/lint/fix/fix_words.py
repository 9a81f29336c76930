"""Mends letters where a rule says exactly what must stand: zeros, marks, spaces, composed letters.

No word is ever changed here: what is more than a mark or a zero is left to a person.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from docgen.lint.blanks import HALVES, is_room
from docgen.lint.document_model import Block
from docgen.lint.fix.fix_desk import FixDesk, Rewording, range_of
from docgen.lint.fix.fixed import Fix
from docgen.lint.fix.letters import edit, retype, text_of
from docgen.lint.form_rule import Departure, Profile
from docgen.lint.regime import MOTTO

_DASHES: Final = re.compile(r"[\s\u00a0]*[-‐‑–—][\s\u00a0]*")
_PREFIX: Final = re.compile(r"(?P<word>số)(?P<colon>\s*[:.])?(?P<gap>\s*)", re.IGNORECASE)
_SINGLE: Final = re.compile(r"(?P<before>Số\s*:?\s*)(?P<figure>\d)(?!\d)")
_JOINT: Final = re.compile(r"(?<=[^\W_])\s*(?P<mark>[-‐‑‒–—−/])\s*(?=[^\W_])")
_DAY: Final = re.compile(r"(?P<word>ngày\s+)(?P<figures>\d{1,2})(?=\s*tháng)")
_MONTH: Final = re.compile(r"(?P<word>tháng\s+)(?P<figures>\d{1,2})(?=\s*năm)")
_LATE_MONTH: Final = 3
"""From March on months take no zero."""
_PLACE: Final = re.compile(r"(?P<place>.*?\w)(?P<gap>\s*,?\s*)(?=ngày\b)", re.DOTALL)
_AUTHORITY: Final = re.compile(
    r"(?P<letters>T[./]?U?[./]?Q|[TK][./]?[MTL]|Q)(?P<mark>[./:]?)(?P<gap>\s*)(?=\S)"
)
_PARTY_WAY: Final = {"TM": "T/M", "KT": "K/T", "TL": "T/L", "TUQ": "T/UQ", "Q": "Q."}
_KEEP: Final = re.compile(r"(?P<before>-\s*Lưu)\s*[:.;,]?\s*(?=VT\b)")
_ADDRESS: Final = re.compile(r"^kính\s+gửi\b\s*[.;]?\s*(?![\s:])", re.IGNORECASE)
_WIDE: Final = re.compile(rf"(?P<before>\S*\S) (?P<more> {{1,{HALVES - 2}}})(?P<after>\S+)")

HIDDEN: Final = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]+")
"""Letters without width, which copying from a web page leaves in words."""


def rewording(rewrite: Callable[[str, bool], str]) -> Fix:
    """Make a fix that rewrites the piece at fault; ``rewrite`` is told whether the Party's way."""

    def fix(desk: FixDesk, fault: Departure) -> Sequence[Rewording] | None:
        piece, party = fault.piece, desk.profile is Profile.PARTY
        if piece is None or fault.wanted is not None:  # a look, and not its words
            return None
        start, end = range_of(piece)
        old = piece.block.text[start:end]
        return _retype(desk, piece.block, start, old, rewrite(old, party))

    return fix


def instead(desk: FixDesk, fault: Departure) -> Sequence[Rewording] | None:
    """Put the text that the rule wants for the first letters of a paragraph."""
    if fault.at is None or not isinstance(fault.wanted, str):
        return None
    return _retype(desk, fault.at, 0, fault.at.text[: fault.first], fault.wanted)


def _retype(desk: FixDesk, block: Block, start: int, old: str, new: str) -> Sequence[Rewording] | None:
    paragraph = desk.element(block)
    if text_of(paragraph) != block.text:
        return None
    if new != old:
        retype(paragraph, start, old, new)
    # What stands there now is told, even where a sign between the runs kept a letter from its place.
    now = text_of(paragraph)
    there = now[start : len(now) - len(block.text) + start + len(old)]
    return (Rewording(old, there),) if there != old else None


def motto(text: str, _party: bool) -> str:
    """Write Tiêu ngữ with spaced hyphens and its three capitals, when its letters are right."""
    spaced = _DASHES.sub(" - ", text.strip())
    right = spaced.casefold() == MOTTO.casefold()
    return text.replace(text.strip(), MOTTO) if right else text


def number_prefix(text: str, party: bool) -> str:
    """Write "Số:", or the Party's "Số", before the number; room for handwriting stays."""
    lead = text[: len(text) - len(text.lstrip())]
    match = _PREFIX.match(text, len(lead))
    if match is None:
        return text
    return f"{lead}Số{'' if party else ':'}{match['gap'] or ' '}{text[match.end() :]}"


def number_zero(text: str, _party: bool) -> str:
    """Put a 0 before a number of one figure."""
    return _SINGLE.sub(r"\g<before>0\g<figure>", text, count=1)


def number_joints(text: str, _party: bool) -> str:
    """Take spaces away around the marks of number and symbol; a dash of any length becomes a hyphen."""
    word = _PREFIX.match(text.lstrip())
    start = len(text) - len(text.lstrip()) + (word.end() if word else 0)
    joined = _JOINT.sub(lambda found: "/" if found["mark"] == "/" else "-", text[start:])
    return text[:start] + joined


def date_zeros(text: str, _party: bool) -> str:
    """Put a 0 before days below 10 and months 1 and 2, and take it from other months."""
    with_day = _DAY.sub(lambda found: f"{found['word']}{found['figures']:0>2}", text, count=1)

    def month(found: re.Match[str]) -> str:
        value = int(found["figures"])
        return f"{found['word']}{value if value >= _LATE_MONTH else f'{value:02d}'}"

    return _MONTH.sub(month, with_day, count=1)


def date_comma(text: str, _party: bool) -> str:
    """Put a comma and a space between place and date."""
    return _PLACE.sub(lambda found: f"{found['place']}, ", text, count=1)


def no_full_stop(text: str, _party: bool) -> str:
    """Take the full stop at the end away."""
    bare = text.rstrip()
    return bare[:-1].rstrip() if bare.endswith(".") else text


def authority(text: str, party: bool) -> str:
    """Write TM., KT., TL., TUQ., Q. with one space after (the Party's T/M, K/T, T/L)."""
    match = _AUTHORITY.match(text.lstrip())
    if match is None or not (match["mark"] or match["gap"]):
        return text
    letters = re.sub(r"[./]", "", match["letters"])
    right = _PARTY_WAY.get(letters) if party else f"{letters}."
    return f"{right} {text.lstrip()[match.end() :]}" if right else text


def brief(text: str, party: bool) -> str:
    """Write V/v with its capital and one space after (the Party's words are a person's)."""
    return text if party else re.sub(r"^\s*v/v\s*:?\s*", "V/v ", text, count=1, flags=re.IGNORECASE)


def address(text: str, party: bool) -> str:
    """Write "Kính gửi:" with its colon and one space after (the Party may write "Kính trình")."""
    return text if party else _ADDRESS.sub("Kính gửi: ", text, count=1)


def recipients_label(text: str, _party: bool) -> str:
    """Write "Nơi nhận:" when its words are right but for case and mark."""
    right = re.fullmatch(r"\s*nơi\s+nhận\s*[:.;]?\s*", text, re.IGNORECASE)
    return text if right is None else "Nơi nhận:"


def keep(text: str, party: bool) -> str:
    """Put the colon into "- Lưu: VT"."""
    return text if party else _KEEP.sub(r"\g<before>: ", text, count=1)


def compose(desk: FixDesk, fault: Departure) -> Sequence[Rewording] | None:
    """Turn letters with separate marks into composed ones (NFC)."""
    block = fault.at
    if block is None:
        return None
    paragraph = desk.element(block)
    if text_of(paragraph) != block.text:
        return None
    done = [
        edit(paragraph, start, end, unicodedata.normalize("NFC", block.text[start:end]))
        for start, end in reversed(list(_apart(block.text)))
    ]
    return (Rewording(block.text, text_of(paragraph)),) if any(done) else None


def visible(desk: FixDesk, fault: Departure) -> Sequence[Rewording] | None:
    """Take letters without width out of a paragraph."""
    block = fault.at
    if block is None or text_of(desk.element(block)) != block.text:
        return None
    for match in reversed(list(HIDDEN.finditer(block.text))):
        edit(desk.element(block), *match.span(), "")
    words = [word for word in re.findall(r"\S+", block.text) if HIDDEN.search(word)]
    return tuple(Rewording(word, HIDDEN.sub("", word)) for word in words)


def _apart(text: str) -> Iterator[tuple[int, int]]:
    """Give where a letter stands with marks that could be composed with it."""
    start = 0
    for end in range(1, len(text) + 1):
        if end < len(text) and unicodedata.combining(text[end]):
            continue
        if not unicodedata.is_normalized("NFC", text[start:end]):
            yield start, end
        start = end


def single_spaces(desk: FixDesk, fault: Departure) -> Sequence[Rewording] | None:
    """Leave one space where words are parted by several; room for handwriting stays wide."""
    block = fault.at
    if block is None:
        return None
    paragraph = desk.element(block)
    if text_of(paragraph) != block.text:
        return None
    done = [
        Rewording(match[0], f"{match['before']} {match['after']}")
        for match in reversed(list(_wide(block.text)))
        if edit(paragraph, *match.span("more"), "")
    ]
    return tuple(reversed(done)) or None


def _wide(text: str) -> Iterator[re.Match[str]]:
    at = 0
    while match := _WIDE.search(text, at):
        if not is_room(text, match.end("before"), match.start("after")):
            yield match
        # The word after may itself be followed by several spaces.
        at = match.start("after")
