"""Words, numbers, spaces and marks of a text, each with the key under which it is compared.

A key never gets into a document: it only tells whether two pieces of text are the same to a reader.
Composition (NFC or NFD), invisible characters, look-alike Đ, the shape of quotes and the length of
dashes make no difference; room left for handwriting (a run of no-break spaces) is not a mere space.
Read exactly, only composition makes none.
"""

from __future__ import annotations

import enum
import functools
import re
import unicodedata
from collections.abc import Iterator
from typing import Final, NamedTuple

from docgen.viet import clean

OBJECT: Final = "\ufffc"
"""Stands in a paragraph's text for what is no text: a picture, a field, a footnote's mark."""

BREAK: Final = "\n"
TAB: Final = "\t"

_INSIDE: Final = "\\w\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff"
_TOKEN: Final = re.compile(
    rf"(?P<word>[{_INSIDE}]+(?:[.,:/]\d+)*)|(?P<space>[^\S\n\t]+)|(?P<object>{OBJECT})|(?P<mark>[\s\S])"
)
_ALIKE: Final = str.maketrans(
    {**dict.fromkeys("“”„‟″«»", '"'), **dict.fromkeys("‘’‚‛′`", "'"), **dict.fromkeys("‐‑‒–—−", "-")}
)
_NO_BREAK: Final = "\N{NO-BREAK SPACE}"


class TokenKind(enum.Enum):
    """What a token is; the value is its weight when two texts are laid side by side."""

    WORD = 8
    NUMBER = 6
    OBJECT = 20
    MARK = 2
    SPACE = 1


class Token(NamedTuple):
    """A piece of a text from ``start`` to ``end`` (in characters), compared by ``key``."""

    start: int
    end: int
    key: str
    kind: TokenKind

    @property
    def counts(self) -> bool:
        """Tell whether it is a word or a number: what a text is known by."""
        return self.kind in (TokenKind.WORD, TokenKind.NUMBER)


def tokens(text: str, objects: tuple[str, ...] = (), *, exact: bool = False) -> tuple[Token, ...]:
    """Cut a text into tokens that cover all of it; ``objects`` gives the key of each ``OBJECT``.

    ``exact`` tells dashes, quotes, spaces and look-alike letters apart.
    """
    if exact:
        return tuple(_exactly(token, text) for token in tokens(text, objects))
    found: list[Token] = []
    names = iter(objects)
    for match in _TOKEN.finditer(text):
        piece = match[0]
        if match.lastgroup == "word":
            kind = TokenKind.WORD if any(map(str.isalpha, piece)) else TokenKind.NUMBER
            key = _word_key(piece)
        elif match.lastgroup == "space":
            kind, key = TokenKind.SPACE, " " if len(piece) == 1 else _space_key(piece)
        elif match.lastgroup == "object":
            kind, key = TokenKind.OBJECT, next(names, OBJECT)
        else:
            kind, key = TokenKind.MARK, piece.translate(_ALIKE)
        found.append(Token(match.start(), match.end(), key, kind))
    return tuple(found)


def _exactly(token: Token, text: str) -> Token:
    if token.kind is TokenKind.OBJECT:
        return token
    return token._replace(key=unicodedata.normalize("NFC", text[token.start : token.end]))


@functools.lru_cache(maxsize=16384)
def _word_key(word: str) -> str:
    return word if word.isascii() else clean(word) or word


def word_keys(text: str) -> Iterator[str]:
    """Give the keys of the words and numbers of a text."""
    return (_word_key(match[0]) for match in _TOKEN.finditer(text) if match.lastgroup == "word")


def _space_key(space: str) -> str:
    """Tell a gap between words from room to write in: two or more no-break spaces."""
    return _NO_BREAK * 2 if space.count(_NO_BREAK) > 1 else " "


def key_of(text: str) -> str:
    """Give the key of a whole text: two texts with the same key read the same."""
    return "".join(token.key for token in tokens(text)).strip(" ")
