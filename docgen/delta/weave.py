"""Three versions of one text, word by word: what of our change can be laid on hers, and what clashes.

Pure: tokens in, decisions out.  ``base`` is the text as it was made, ``hers`` as a person edited it,
``ours`` as it would be made now.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from docgen.delta.sequence import Hunk, hunks
from docgen.delta.tokens import Token, TokenKind

Range = tuple[int, int]
"""Positions of tokens, from and up to."""

_A_DATE: Final = 7
"""Most words from «ngày» to the year."""


_ENDS: Final = frozenset(".!?…\n¶")
"""What ends a sentence, where a space, a break or nothing follows."""


class ChangeFate(enum.Enum):
    """What becomes of one change of ours."""

    APPLY = "apply"
    ALREADY = "already"
    CLASH = "clash"


@dataclass(frozen=True, slots=True)
class Decision:
    """One change of ours: the stretch of tokens that it concerns in each of the three texts.

    ``at`` is what both changed, within ``hers``.
    """

    verdict: ChangeFate
    base: Range
    hers: Range
    ours: Range
    at: Range = (0, 0)


def weave(base: Sequence[Token], hers: Sequence[Token], ours: Sequence[Token]) -> tuple[Decision, ...]:
    """Decide each change from ``base`` to ``ours``, in order.

    A change is applied unless she changed the same words, or another part of the same date or the
    same person's or place's name: half of her date and half of ours is a date that nobody meant.  In a
    sentence that both changed, figures and names are brought up to date when nothing else of it changed and
    none clashes; else it stays whole as she has it, for half of each is a sentence that nobody wrote.
    """
    of_hers, of_ours = hunks(base, hers), hunks(base, ours)
    atoms = list(_atoms(base))
    whole = [s for s in sentences(base) if _is_disputed(s, (base, ours), of_hers, of_ours, atoms)]
    found = []
    for ours_group, hers_group in _clusters(of_ours, of_hers, base, [*atoms, *whole]):
        if not hers_group:
            found += [_alone(hunk, of_hers) for hunk in ours_group]
            continue
        touched = _span([*ours_group, *hers_group])
        span = _widened(touched, whole)
        in_hers, in_ours = _project(span, hers_group, of_hers), _project(span, ours_group, of_ours)
        same = _says_already(hers[slice(*in_hers)], ours[slice(*in_ours)])
        at = _project(touched, hers_group, of_hers)
        found.append(Decision(ChangeFate.ALREADY if same else ChangeFate.CLASH, span, in_hers, in_ours, at))
    return tuple(sorted(found, key=lambda decision: decision.base))


def sentences(tokens: Sequence[Token]) -> Iterator[Range]:
    """Give the sentences of a text; the full stop behind the number of a paragraph ends none."""
    start = 0
    for position, token in enumerate(tokens):
        last = position + 1 == len(tokens)
        ends = token.key in _ENDS and (last or not tokens[position + 1].counts)
        if last or (ends and sum(t.counts for t in tokens[start:position]) > 1) or token.key in "\n¶":
            yield start, position + 1
            start = position + 1


def _is_disputed(
    sentence: Range,
    texts: tuple[Sequence[Token], Sequence[Token]],
    of_hers: Sequence[Hunk],
    of_ours: Sequence[Hunk],
    atoms: Sequence[Range],
) -> bool:
    """Tell whether both changed a sentence so that it can be neither's by parts."""
    base = texts[0]
    mine = [hunk for hunk in of_hers if _within(hunk.old_start, hunk.old_end, sentence)]
    now = [hunk for hunk in of_ours if _within(hunk.old_start, hunk.old_end, sentence)]
    if not mine or not now:
        return False
    clash = any(_clash(o, h, base, atoms) for o in now for h in mine)
    return clash or not all(_is_value(hunk, *texts, sentence[0]) for hunk in now)


def _is_value(hunk: Hunk, base: Sequence[Token], ours: Sequence[Token], start: int) -> bool:
    """Tell whether a change only gives other figures or names, or fills the room left for them."""
    before, now = base[hunk.old_start : hunk.old_end], ours[hunk.new_start : hunk.new_end]
    said = [token for token in now if token.counts]
    told = [token for token in before if token.counts]
    opens = not any(token.counts for token in base[start : hunk.old_start])
    room = any(token.kind is TokenKind.SPACE and token.key != " " for token in before)
    return (
        bool(said)
        and (bool(told) or room)
        and all(_is_figure_or_name(token, opens=opens and token is said[0]) for token in said)
        and all(_is_figure_or_name(token, opens=opens and token is told[0]) for token in told)
    )


def _is_figure_or_name(token: Token, *, opens: bool) -> bool:
    return token.kind is TokenKind.NUMBER or (not opens and _is_name_part(token))


def _widened(span: Range, whole: Sequence[Range]) -> Range:
    """Widen a stretch to the whole of the disputed sentences that it touches."""
    touched = [s for s in whole if _within(*span, s) or s == span]
    return min([span, *touched])[0], max(end for _, end in [span, *touched])


def _alone(hunk: Hunk, of_hers: Sequence[Hunk]) -> Decision:
    """Lay a change on her text where she changed nothing."""
    start, end = _after(hunk.old_start, of_hers), _before(hunk.old_end, of_hers)
    return Decision(
        ChangeFate.APPLY,
        (hunk.old_start, hunk.old_end),
        (start, max(start, end)),
        (hunk.new_start, hunk.new_end),
    )


def _after(position: int, found: Sequence[Hunk]) -> int:
    """Find a place of the base in the other text, behind what was inserted there."""
    return position + sum(_growth(h) for h in found if h.old_end <= position)


def _before(position: int, found: Sequence[Hunk]) -> int:
    """Find a place of the base in the other text, in front of what was inserted there."""
    here = [h for h in found if h.old_end <= position and h.old_start < position]
    return position + sum(map(_growth, here))


def _growth(hunk: Hunk) -> int:
    return (hunk.new_end - hunk.new_start) - (hunk.old_end - hunk.old_start)


def _span(group: Sequence[Hunk]) -> Range:
    return min(h.old_start for h in group), max(h.old_end for h in group)


def _project(span: Range, group: Sequence[Hunk], found: Sequence[Hunk]) -> Range:
    """Give the stretch of one text that stands for a stretch of the base; ``group`` lies within it."""
    first = min(group, key=lambda h: (h.old_start, h.new_start))
    last = max(group, key=lambda h: (h.old_end, h.new_end))
    start = first.new_start if first.old_start == span[0] else _after(span[0], found)
    end = last.new_end if last.old_end == span[1] else _before(span[1], found)
    return start, end


def _clusters(
    ours: Sequence[Hunk], hers: Sequence[Hunk], base: Sequence[Token], atoms: Sequence[Range]
) -> Iterator[tuple[list[Hunk], list[Hunk]]]:
    """Put changes of both sides together that clash, directly or through one another."""
    left = list(ours)
    while left:
        ours_group, hers_group = [left.pop(0)], list[Hunk]()
        grown = True
        while grown:
            grown = False
            for hunk in hers:
                if hunk not in hers_group and any(_clash(o, hunk, base, atoms) for o in ours_group):
                    hers_group.append(hunk)
                    grown = True
            if not hers_group:
                break
            span = _span([*ours_group, *hers_group])
            for hunk in list(left):
                near = any(_clash(hunk, h, base, atoms) for h in hers_group)
                if near or (span[0] <= hunk.old_start and hunk.old_end <= span[1]):
                    left.remove(hunk)
                    ours_group.append(hunk)
                    grown = True
            for hunk in hers:
                inside = span[0] < hunk.old_start and hunk.old_end < span[1]
                if hunk not in hers_group and inside:
                    hers_group.append(hunk)
                    grown = True
        yield ours_group, hers_group


def _clash(ours: Hunk, hers: Hunk, base: Sequence[Token], atoms: Sequence[Range]) -> bool:
    a, b, c, d = ours.old_start, ours.old_end, hers.old_start, hers.old_end
    if max(a, c) < min(b, d):
        return True
    if a == b == c == d or (c == d and a < c < b) or (a == b and c < a < d):
        return True
    if a < b and c == d and c in (a, b) and not any(token.counts for token in base[a:b]):
        return True  # she wrote into the room that our change fills
    return any(_within(a, b, atom) and _within(c, d, atom) for atom in atoms)


def _within(start: int, end: int, atom: Range) -> bool:
    """Tell whether a change touches the inside of a date or name."""
    return max(start, atom[0]) < min(end, atom[1]) or (start == end and atom[0] < start < atom[1])


def _says_already(hers: Sequence[Token], ours: Sequence[Token]) -> bool:
    """Tell whether her words are ours."""
    return _solid(hers) == _solid(ours)


def _solid(tokens: Sequence[Token]) -> list[str]:
    return [token.key for token in tokens if token.kind is not TokenKind.SPACE]


def _atoms(base: Sequence[Token]) -> Iterator[Range]:
    """Give the stretches that make sense only as a whole: names, and dates written out."""
    start = end = 0
    count = 0
    for position, token in enumerate([*base, None]):
        if token is not None and _is_name_part(token):
            start = position if count == 0 else start
            end, count = position + 1, count + 1
        elif token is None or token.kind is not TokenKind.SPACE or token.key != " ":
            if count > 1:
                yield start, end
            count = 0
    for position, token in enumerate(base):
        if token.key.casefold() == "ngày":
            yield from _date(base, position)


def _is_name_part(token: Token) -> bool:
    return token.kind is TokenKind.WORD and token.key[0].isupper() and token.key[1:].islower()


def _date(base: Sequence[Token], start: int) -> Iterator[Range]:
    """Give the date that begins with this «ngày», up to its year."""
    words = 0
    for position in range(start + 1, len(base)):
        token = base[position]
        words += token.counts
        if words > _A_DATE or (token.kind is TokenKind.MARK and token.key not in ".…"):
            return
        if token.key == "năm":
            year = next((i for i in range(position + 1, len(base)) if base[i].counts), position)
            yield start, year + 1
            return
