"""Sentences that the records moved: each goes from its old place to the new one, or stays where it was.

Whether both halves of a move can be made is not known before both places were merged; so each change notes
what goes and what comes by it, and how it can be undone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from docgen.delta.model import Block, Paragraph, paragraphs
from docgen.delta.tokens import Token
from docgen.delta.weave import Range, sentences

_A_SENTENCE: Final = 4
"""So many words are not written twice by chance."""


@dataclass(frozen=True, slots=True)
class Step:
    """Sentences (by their keys) that go or come by one change; ``undo`` is ``None`` where it was refused.

    ``at`` is where she reads of it, ``text`` what the change says.
    """

    keys: frozenset[str]
    comes: bool
    undo: Callable[[], None] | None
    at: Paragraph | None
    text: str


def broken(steps: Sequence[Step]) -> Iterator[Step]:
    """Give the changes that make half a move: the other half was refused."""
    for step in steps:
        others = [other for other in steps if other.comes is not step.comes and other.keys & step.keys]
        if step.undo is not None and others and all(other.undo is None for other in others):
            yield step


def keys_of(blocks: Sequence[Block]) -> frozenset[str]:
    """Give the keys of all sentences in some blocks that are long enough to be known again."""
    return frozenset(key for p in paragraphs(blocks) for key, _ in keyed(p.tokens))


def keyed(tokens: Sequence[Token]) -> Iterator[tuple[str, Range]]:
    """Give key and place of each sentence of a text that is long enough to be known again."""
    for start, end in sentences(tokens):
        if sum(token.counts for token in tokens[start:end]) >= _A_SENTENCE:
            yield "".join(token.key for token in tokens[start:end]).strip(" ¶"), (start, end)
