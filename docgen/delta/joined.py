"""Paragraphs that she cut in two or joined, read as one text, so that a correction finds its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from docgen.delta.model import Block, Paragraph
from docgen.delta.pen import run_key
from docgen.delta.tokens import Token, TokenKind

_BORDER: Final = Token(0, 0, "¶", TokenKind.MARK)
_FEWEST: Final = 3
"""So many words a part must have to be known as a part."""
_OF_THEM: Final = 0.6
"""So much of a part's words must come from the whole."""


class JoinedText:
    """Consecutive paragraphs as one text; ``tokens`` has a mark between each two of them."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self.paragraphs = tuple(paragraphs)
        self.tokens: list[Token] = []
        self._owners: list[int] = []
        for number, paragraph in enumerate(self.paragraphs):
            if number:
                self.tokens.append(_BORDER)
                self._owners.append(-1)
            self.tokens += paragraph.tokens
            self._owners += [number] * len(paragraph.tokens)

    def place(self, start: int, end: int) -> tuple[Paragraph, int, int] | None:
        """Give the paragraph and the characters of a stretch; ``None`` when it crosses a border."""
        if start < end:
            owners = set(self._owners[start:end])
            if len(owners) > 1 or -1 in owners:
                return None
            return self.paragraphs[owners.pop()], self.tokens[start].start, self.tokens[end - 1].end
        if start and self._owners[start - 1] >= 0:
            at = self.tokens[start - 1].end
            return self.paragraphs[self._owners[start - 1]], at, at
        following = sum(owner == -1 for owner in self._owners[:start])
        return self.paragraphs[following], 0, 0

    def look(self, position: int) -> str:
        """Give what the formatting of a token is known by; nothing outside of the text."""
        if not 0 <= position < len(self.tokens) or self._owners[position] < 0:
            return ""
        paragraph, at = self.paragraphs[self._owners[position]], self.tokens[position].start
        segment = next((s for s in paragraph.segments if s.start <= at < s.end), None)
        return run_key(segment)

    def whole(self, start: int, end: int) -> tuple[Paragraph, int, int]:
        """Give a place like ``place``; of a stretch that crosses a border, its first part."""
        while (found := self.place(start, end)) is None:
            end -= 1
        return found

    def text(self, start: int, end: int) -> str:
        """Give the text of a stretch, a border as a newline."""
        pieces = []
        for owner, token in zip(self._owners[start:end], self.tokens[start:end], strict=True):
            pieces.append("\n" if owner < 0 else self.paragraphs[owner].text[token.start : token.end])
        return "".join(pieces)


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks of the base and of hers that are one; positions, one on one side at least."""

    base: tuple[int, ...]
    hers: tuple[int, ...]


def group(base: Sequence[Block], hers: Sequence[Block], pairs: Sequence[tuple[int, int]]) -> Iterator[Group]:
    """Put paragraphs together that she split or joined; all other pairs stay as they are."""
    matched_base, matched_hers = {i for i, _ in pairs}, {j for _, j in pairs}
    for i, j in pairs:
        if not (isinstance(base[i], Paragraph) and isinstance(hers[j], Paragraph)):
            yield Group((i,), (j,))
            continue
        of_hers = _parts(base[i], hers, j, matched_hers)
        of_base = _parts(hers[j], base, i, matched_base) if len(of_hers) == 1 else (i,)
        matched_hers.update(of_hers)
        matched_base.update(of_base)
        yield Group(of_base, of_hers)


def _parts(whole: Block, blocks: Sequence[Block], at: int, taken: set[int]) -> tuple[int, ...]:
    """Give the free neighbours that, together with the block at this place, make up the whole."""
    missing = whole.words - blocks[at].words
    first = last = at
    for step in (1, -1):
        place = at + step
        while 0 <= place < len(blocks) and place not in taken and _is_part(blocks[place], missing):
            missing = missing - blocks[place].words
            first, last = min(first, place), max(last, place)
            place += step
    return tuple(range(first, last + 1))


def _is_part(block: Block, missing: Counter[str]) -> bool:
    if not isinstance(block, Paragraph):
        return False
    words = block.words
    shared = (words & missing).total()
    return shared >= _FEWEST and shared >= _OF_THEM * words.total()
