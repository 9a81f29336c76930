"""Whether the text of a PDF agrees with the issued paper.

Reading order differs between programs, number and date may be filled in with a pen, pages have numbers; but a
changed figure or name must not slip through.  So words are aligned in order, and of what does not fit in
its place only these are let go: whole paragraphs that stand elsewhere (head and signature, which are laid
out in columns, and long ones), words broken or joined at other places, and lines that stamps and pens add.
"""

from __future__ import annotations

import difflib
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from docgen.archive.pdf_words import TextBlock, key, words

_MOVED: Final = 6
"""A run of so many words may stand in another place: swapping figures or names needs fewer."""
_CONTEXT: Final = 3
_PEN: Final = 8
"""Most words that a pen or a stamp may add to the line of number or date."""

_LONGEST_STAMP: Final = 25
_STAMP: Final = re.compile(
    r"(?:người ký|ký bởi|ký số bởi|digitally signed|signed by|thời gian ký|ngày ký|cơ quan:|email:|sao y"
    r"|\d{4}-\d{2}-\d{2}t?|\d{2}:\d{2}:\d{2})",
    re.IGNORECASE,
)
_SIGN: Final = re.compile(r"Số\s*:\s*(\d{1,5}[a-zđ]?)\s*/\s*([\w\-‑–]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A place where they differ: the page of the PDF, what the paper says, what the PDF says."""

    page: int
    paper: str
    pdf: str

    def __str__(self) -> str:
        """Say it in one line."""
        paper, pdf = self.paper or "(không có)", self.pdf or "(không có)"
        return f"trang {self.page}: bản ban hành «{paper}», PDF «{pdf}»"


@dataclass(frozen=True, slots=True)
class Likeness:
    """How far the texts agree: ``share`` of the words, from 0 to 1, and every difference that counts."""

    share: float
    differences: tuple[Disagreement, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """The words of a PDF in reading order, each with its page, without page numbers."""

    words: tuple[str, ...]
    pages: tuple[int, ...]
    count: Counter[str]


def read(pages: Iterable[str]) -> Read:
    """Take the words of a PDF's pages; a line at the top or bottom that is only a number is a page's."""
    found: list[str] = []
    places: list[int] = []
    for number, page in enumerate(pages, start=1):
        lines = [line for line in page.splitlines() if line.strip()]
        for end in (0, -1):
            if lines and number > 1 and lines[end].strip().isdecimal():
                del lines[end]
        taken = [word for line in lines for word in words(line)]
        found += taken
        places += [number] * len(taken)
    return Read(tuple(found), tuple(places), Counter(map(key, found)))


def printed_sign(pages: Sequence[str]) -> tuple[str, str] | None:
    """Give number and symbol as printed on the first page; ``None`` where no number stands."""
    text = " ".join(words(pages[0])) if pages else ""
    match = _SIGN.search(text)
    return (match[1].lstrip("0") or "0", match[2]) if match else None


def rough(paper: Sequence[TextBlock], pdf: Read) -> float:
    """Give the share of words that both have, wherever they stand: fast, for a first choice among many."""
    own = Counter(key(word) for block in paper for word in block.words)
    both = (own & pdf.count).total()
    return 2 * both / max(1, own.total() + pdf.count.total())


def compare(paper: Sequence[TextBlock], pdf: Read, *, pens: bool = False) -> Likeness:
    """Compare a paper with a PDF.

    ``pens`` tells that number and date may be written by hand, and be misread: so it is in a scan.  Elsewhere
    they may be missing, but not other than they are.
    """
    own = [word for block in paper for word in block.words]
    owner = [number for number, block in enumerate(paper) for _ in block.words]
    first, second = [key(word) for word in own], [key(word) for word in pdf.words]
    matcher = difflib.SequenceMatcher(None, first, second, autojunk=False)
    same = sum(size for _, _, size in matcher.get_matching_blocks())
    share = 2 * same / max(1, len(first) + len(second))
    gaps = [
        _Gap(i1, i2, j1, j2)
        for verb, i1, i2, j1, j2 in matcher.get_opcodes()
        if verb != "equal" and "".join(first[i1:i2]) != "".join(second[j1:j2])
    ]
    lacking = [i for gap in gaps for i in range(gap.i1, gap.i2)]
    extra = [j for gap in gaps for j in range(gap.j1, gap.j2)]
    _let_moved_go(paper, owner, first, second, lacking, extra)
    _let_pens_go(paper, owner, pdf, lacking, extra, gaps, pens=pens)
    _let_headings_go(paper, second, extra)
    return Likeness(share, tuple(_told(gaps, set(lacking), set(extra), own, pdf)))


@dataclass(frozen=True, slots=True)
class _Gap:
    i1: int
    i2: int
    j1: int
    j2: int


def _let_moved_go(
    paper: Sequence[TextBlock],
    owner: Sequence[int],
    first: Sequence[str],
    second: Sequence[str],
    lacking: list[int],
    extra: list[int],
) -> None:
    """Take out of both lists what is there, but in another place.

    Runs of words that lie together on both sides; a short one only where the paper lays it out freely.
    """
    for run in _runs(lacking, owner):
        free = all(paper[owner[i]].free for i in run)
        if not free and len(run) < _MOVED:
            continue
        wanted = "".join(first[i] for i in run)
        place = _find(wanted, second, extra)
        if place is not None:
            for i in run:
                lacking.remove(i)
            for j in place:
                extra.remove(j)


def _runs(places: Sequence[int], owner: Sequence[int]) -> list[list[int]]:
    """Join neighbours of one paragraph into runs, the longest first."""
    runs: list[list[int]] = []
    for place in places:
        if runs and runs[-1][-1] == place - 1 and owner[runs[-1][-1]] == owner[place]:
            runs[-1].append(place)
        else:
            runs.append([place])
    return sorted(runs, key=len, reverse=True)


def _find(wanted: str, second: Sequence[str], extra: Sequence[int]) -> list[int] | None:
    """Find neighbouring words among those left over that spell the wanted letters."""
    for start in range(len(extra)):
        spelt = ""
        taken: list[int] = []
        for j in extra[start:]:
            if taken and j != taken[-1] + 1:
                break
            spelt += second[j]
            taken.append(j)
            if spelt == wanted:
                return taken
            if not wanted.startswith(spelt):
                break
    return None


def _let_pens_go(
    paper: Sequence[TextBlock],
    owner: Sequence[int],
    pdf: Read,
    lacking: list[int],
    extra: list[int],
    gaps: Sequence[_Gap],
    *,
    pens: bool,
) -> None:
    """Let go what a pen may write in the lines of number and date, and lines that stamps add."""
    for gap in gaps:
        hand = [i for i in range(gap.i1, gap.i2) if i in lacking and paper[owner[i]].by_hand]
        beside = [i for i in (gap.i1 - 1, gap.i1) if 0 <= i < len(owner) and paper[owner[i]].by_hand]
        left = [i for i in range(gap.i1, gap.i2) if i in lacking and i not in hand]
        added = [j for j in range(gap.j1, gap.j2) if j in extra]
        said = " ".join(pdf.words[j] for j in added)
        is_stamp = gap.i1 == gap.i2 and len(added) <= _LONGEST_STAMP and _STAMP.search(said)
        is_pen = pens and (hand or beside) and not left and len(added) <= _PEN
        if is_stamp or is_pen:
            for j in added:
                extra.remove(j)
            added = []
        if pens or not _figures(said if added else ""):
            for i in hand:
                lacking.remove(i)
            if hand and not left:  # what is left of a line that was not filled in: "Số: /TB-MTTQ-BTT"
                for j in added:
                    extra.remove(j)


def _figures(text: str) -> bool:
    return any(character.isdecimal() for character in text)


def _let_headings_go(paper: Sequence[TextBlock], second: Sequence[str], extra: list[int]) -> None:
    """Let go the heads of tables where they are printed again at the top of a page."""
    for is_heading, group in itertools.groupby(paper, key=lambda block: block.heading):
        spelt = "".join(key(word) for block in group for word in block.words) if is_heading else ""
        while spelt and (place := _find(spelt, second, extra)) is not None:
            for j in place:
                extra.remove(j)


def _told(
    gaps: Sequence[_Gap], lacking: set[int], extra: set[int], own: Sequence[str], pdf: Read
) -> Iterable[Disagreement]:
    for gap in gaps:
        paper = [i for i in range(gap.i1, gap.i2) if i in lacking]
        added = [j for j in range(gap.j1, gap.j2) if j in extra]
        if not paper and not added:
            continue
        page = pdf.pages[min(gap.j1, len(pdf.pages) - 1)] if pdf.pages else 1
        yield Disagreement(page, _around(own, paper), _around(pdf.words, added))


def _around(text: Sequence[str], places: Sequence[int]) -> str:
    """Show words with a few before and after them, so that a reader finds the place."""
    if not places:
        return ""
    start, end = places[0], places[-1] + 1
    shown = text[max(0, start - _CONTEXT) : end + _CONTEXT]
    if len(shown) > 6 * _CONTEXT:
        shown = (*shown[: 3 * _CONTEXT], "…", *shown[-3 * _CONTEXT :])
    return " ".join(shown)
