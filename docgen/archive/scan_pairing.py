"""Which file may be of which paper, where no text tells: proposed by name, by pages, by order; never decided.

Pure: a person confirms each pair before anything is archived.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final, TypeVar

from docgen.archive.issued import IssuedPaper
from docgen.viet.text import accentless, unit_key

T = TypeVar("T")
_TOKEN: Final = re.compile(r"[0-9]+|[a-z]+")
_LEAST: Final = 2
"""So many words of a paper's own name must stand in a file's."""


@dataclass(frozen=True, slots=True)
class ScannedPdf:
    """A file without text that tells its paper: its name, and how many pages it has."""

    name: str
    pages: int


@dataclass(frozen=True, slots=True)
class Pairing:
    """The paper that a file may be of, ``None`` where nothing speaks for one; ``why`` in words."""

    paper: IssuedPaper | None
    why: str


def natural(name: str) -> tuple[tuple[bool, int, str], ...]:
    """Give the key that puts "quét 2" before "quét 10", and names that begin with a number first."""
    return tuple(
        (False, int(token), "") if token.isdecimal() else (True, 0, token)
        for token in re.findall(r"[0-9]+|[^0-9]+", name)
    )


def propose_pairs(
    files: Sequence[ScannedPdf],
    papers: Sequence[IssuedPaper],
    pages: Mapping[str, int],
    held: AbstractSet[str] = frozenset(),
) -> dict[str, Pairing]:
    """Pair files with papers; ``pages`` counts those of papers (``kind:key``) as they are laid out here.

    ``held`` are the papers that have their file already: a name may speak of them, nothing else is theirs.

    First by what a name says, then where one file and one paper alone have so many pages, then by order,
    when as many files as papers are left and no count of pages speaks against it.
    """
    found = {file.name: _by_name(file.name, papers) for file in files}
    claims = Counter(pair.paper.paper for pair in found.values() if pair.paper is not None)
    for name, pair in found.items():
        if pair.paper is not None and pair.paper.paper in held:
            found[name] = Pairing(None, f"tên tệp là của văn bản số {pair.paper.sign}, đã có bản ký")
        elif pair.paper is not None and claims[pair.paper.paper] > 1:
            found[name] = Pairing(None, f"nhiều tệp cùng mang tên của văn bản số {pair.paper.sign}")
    taken = held | claims.keys()
    for rule in (_by_pages, _by_order):
        left = [file for file in files if not found[file.name].why]
        free = [paper for paper in papers if paper.paper not in taken]
        more = rule(sorted(left, key=lambda file: natural(file.name)), sorted(free, key=_turn), pages)
        taken |= {pair.paper.paper for pair in more.values() if pair.paper is not None}
        found |= more
    return found


def _turn(paper: IssuedPaper) -> tuple[object, ...]:
    """Order papers as they were numbered: so they lie in a pile."""
    return paper.date, paper.symbol, natural(paper.number)


def _by_name(name: str, papers: Sequence[IssuedPaper]) -> Pairing:
    """Find the paper whose number or name stands in a file's name, the plainest first."""
    words = _tokens(name.rpartition(".")[0])
    rated = [(max(_weights(words, paper), default=(0, 0)), paper) for paper in papers]
    best = max((weight for weight, _ in rated), default=(0, 0))
    owners = [paper for weight, paper in rated if weight == best]
    if best == (0, 0):
        return Pairing(None, "")
    if len(owners) > 1:
        named = ", ".join(paper.sign for paper in owners[:3])
        return Pairing(None, f"tên tệp giống tên của nhiều văn bản: {named}")
    return Pairing(owners[0], "tên tệp có số, ký hiệu" if best[0] > 1 else "tên tệp giống tên văn bản")


def _weights(words: Sequence[str], paper: IssuedPaper) -> Iterator[tuple[int, int]]:
    """Weigh how a file's name speaks for a paper: the kind of evidence, then how many words of it."""
    number, symbol = _tokens(paper.number), _tokens(paper.symbol)
    for evidence, pattern in (
        (3, [*number, *symbol]),
        (2, [*number, *symbol[:1]]),
        (2, [*symbol[:1], *number]),
        (1, _tokens(paper.label)),
        (1, _tokens(unit_key(paper.label.rpartition(",")[2])[1])),
    ):
        if len(pattern) >= _LEAST and _contains(words, pattern):
            yield evidence, len(pattern)
    if words == number:
        yield 2, 1


def _tokens(text: str) -> list[str]:
    return [token.lstrip("0") or token for token in _TOKEN.findall(accentless(text).casefold())]


def _contains(words: Sequence[str], pattern: Sequence[str]) -> bool:
    size = len(pattern)
    return any(list(words[i : i + size]) == list(pattern) for i in range(len(words) - size + 1))


def _by_pages(
    files: Sequence[ScannedPdf], papers: Sequence[IssuedPaper], pages: Mapping[str, int]
) -> dict[str, Pairing]:
    alone = _single(files, lambda file: file.pages)
    owners = _single((paper for paper in papers if paper.paper in pages), lambda paper: pages[paper.paper])
    unknown = any(paper.paper not in pages for paper in papers)
    return {
        file.name: Pairing(owners[count], f"chỉ tệp này và văn bản này có {count} trang")
        for count, file in alone.items()
        if count in owners and not unknown and len(files) > 1
    }


def _single(items: Iterable[T], key: Callable[[T], Hashable]) -> dict[Hashable, T]:
    """Give the items whose key no other has."""
    held = list(items)
    count = Counter(map(key, held))
    return {key(item): item for item in held if count[key(item)] == 1}


def _by_order(
    files: Sequence[ScannedPdf], papers: Sequence[IssuedPaper], pages: Mapping[str, int]
) -> dict[str, Pairing]:
    counts = [(file.pages, pages.get(paper.paper)) for file, paper in zip(files, papers, strict=False)]
    why = "tên tệp không cho biết"
    if len(files) != len(papers):
        why += f"; còn {len(files)} tệp, {len(papers)} văn bản nên không ghép theo thứ tự"
    elif any(expected is not None and has != expected for has, expected in counts):
        why += "; số trang không khớp nên không ghép theo thứ tự"
    else:
        known = "số trang khớp" if all(expected is not None for _, expected in counts) else "chưa rõ số trang"
        why = f"theo thứ tự tên tệp và thứ tự số văn bản, {known}"
        return {file.name: Pairing(paper, why) for file, paper in zip(files, papers, strict=True)}
    return {file.name: Pairing(None, why) for file in files}
