"""Three versions of one paragraph: our change of words laid on hers."""

from __future__ import annotations

import functools

from docgen.delta.differences import quotation
from docgen.delta.joined import JoinedText
from docgen.delta.merge_desk import MergeDesk, Target, told
from docgen.delta.model import Paragraph
from docgen.delta.moves import Step, keyed
from docgen.delta.pen import TextEdit
from docgen.delta.tokens import OBJECT, Token, TokenKind
from docgen.delta.weave import ChangeFate, Decision, Range, weave
from docgen.word.places import plain


class LineMerge:
    """One merge of one paragraph, or of those that she cut it into."""

    def __init__(self, desk: MergeDesk, base: JoinedText, hers: JoinedText, ours: JoinedText) -> None:
        self._desk = desk
        self._base, self._hers, self._ours = base, hers, ours

    def run(self) -> None:
        """Lay our change of the words on hers."""
        base, hers, ours = self._base.tokens, self._hers.tokens, self._ours.tokens
        if [token.key for token in base] == [token.key for token in ours]:
            return
        for decision in weave(base, hers, ours):
            edit = self._apply(decision) if decision.verdict is ChangeFate.APPLY else None
            if edit is None and decision.verdict is not ChangeFate.ALREADY:
                self._clash(decision)
            self._note_moves(decision, edit)

    def _note_moves(self, decision: Decision, edit: tuple[Paragraph, TextEdit] | None) -> None:
        """Note the sentences that go or come whole by a change."""
        undo = functools.partial(self._desk.drop, *edit) if edit is not None else None
        at = (
            edit[0]
            if edit is not None
            else self._hers.whole(*_around(decision.hers[0], len(self._hers.tokens)))[0]
        )
        old, new = dict(keyed(self._base.tokens)), dict(keyed(self._ours.tokens))
        for comes, here, there, stretch, line in (
            (False, old, new, decision.base, self._base),
            (True, new, old, decision.ours, self._ours),
        ):
            inside = {key: r for key, r in here.items() if key not in there and _overlap(r, stretch)}
            if inside and not (comes and decision.verdict is ChangeFate.ALREADY):
                text = plain(
                    line.text(min(r[0] for r in inside.values()), max(r[1] for r in inside.values()))
                )
                self._desk.steps.append(Step(frozenset(inside), comes, undo, at, text))

    def _apply(self, decision: Decision) -> tuple[Paragraph, TextEdit] | None:
        """Lay a change on her words; not when it goes over a border of paragraphs."""
        place = self._hers.place(*decision.hers)
        crossing = "¶" in {t.key for t in self._ours.tokens[slice(*decision.ours)]}
        if place is None or crossing:
            return None
        paragraph, start, end = place
        text = self._ours.text(*decision.ours)
        objects = [t for t in self._changed(decision) if t.kind is TokenKind.OBJECT]
        if objects:
            here = self._desk.places.quoted(paragraph.element)
            self._desk.note(f"Hình hoặc trường ở {here} chưa được đổi theo mẫu mới.")
        edit = TextEdit(start, end, text.replace(OBJECT, ""), self._leans_forward(decision))
        self._desk.edit(paragraph, edit)
        return paragraph, edit

    def _changed(self, decision: Decision) -> list[Token]:
        return [*self._base.tokens[slice(*decision.base)], *self._ours.tokens[slice(*decision.ours)]]

    def _leans_forward(self, decision: Decision) -> bool:
        """Tell whether new words look, in ours, like what follows them and not like what they follow."""
        start, end = decision.ours
        if start == end:
            return False
        here = self._ours.look(start)
        return here != self._ours.look(start - 1) and here == self._ours.look(end)

    def _clash(self, decision: Decision) -> None:
        hers, base, ours = decision.hers, decision.base, decision.ours
        at = decision.at if decision.verdict is ChangeFate.CLASH else hers
        start, end = at if at[0] < at[1] else _around(at[0], len(self._hers.tokens))
        target = Target(*self._hers.whole(start, end))
        before, now = _quote(self._base, base), _quote(self._ours, ours)
        paragraph = target.paragraph
        assert paragraph is not None, "a stretch has a paragraph"  # noqa: S101 - tells mypy
        self._desk.conflict(
            target,
            self._desk.places.quoted(paragraph.element),
            before=before,
            hers=_quote(self._hers, hers),
            now=now,
            message=told(before, now),
        )


def _overlap(one: Range, two: Range) -> bool:
    return max(one[0], two[0]) < min(one[1], two[1])


def _around(position: int, length: int) -> Range:
    """Give the tokens beside a place where nothing stands."""
    return max(0, position - 1), min(length, position + 1)


def _quote(line: JoinedText, stretch: Range) -> str:
    return plain(line.text(*quotation(line.tokens, *stretch)))
