"""Three versions of one paragraph: our change of words laid on hers."""

from __future__ import annotations

from docgen.delta.changes import quotation
from docgen.delta.desk import Desk, Target, told
from docgen.delta.lines import Line
from docgen.delta.model import plain
from docgen.delta.pen import Edit
from docgen.delta.tokens import OBJECT, Token, TokenKind
from docgen.delta.weave import Decision, Range, Verdict, weave


class LineMerge:
    """One merge of one paragraph, or of those that she cut it into."""

    def __init__(self, desk: Desk, base: Line, hers: Line, ours: Line) -> None:
        self._desk = desk
        self._base, self._hers, self._ours = base, hers, ours

    def run(self) -> None:
        """Lay our change of the words on hers."""
        base, hers, ours = self._base.tokens, self._hers.tokens, self._ours.tokens
        if [token.key for token in base] == [token.key for token in ours]:
            return
        for decision in weave(base, hers, ours):
            if (
                decision.verdict is Verdict.APPLY and not self._apply(decision)
            ) or decision.verdict is Verdict.CLASH:
                self._clash(decision)

    def _apply(self, decision: Decision) -> bool:
        """Lay a change on her words; not when it goes over a border of paragraphs."""
        place = self._hers.place(*decision.hers)
        crossing = "¶" in {t.key for t in self._ours.tokens[slice(*decision.ours)]}
        if place is None or crossing:
            return False
        paragraph, start, end = place
        text = self._ours.text(*decision.ours)
        objects = [t for t in self._changed(decision) if t.kind is TokenKind.OBJECT]
        if objects:
            self._desk.note(
                f"Hình hoặc trường ở {self._desk.places.of(paragraph)} chưa được đổi theo mẫu mới."
            )
        self._desk.edit(paragraph, Edit(start, end, text.replace(OBJECT, ""), self._leans_forward(decision)))
        return True

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
        start, end = hers if hers[0] < hers[1] else _around(hers[0], len(self._hers.tokens))
        target = Target(*self._hers.whole(start, end))
        before, now = _quote(self._base, base), _quote(self._ours, ours)
        paragraph = target.paragraph
        assert paragraph is not None, "a stretch has a paragraph"  # noqa: S101 - tells mypy
        self._desk.conflict(
            target,
            self._desk.places.of(paragraph),
            before=before,
            hers=_quote(self._hers, hers),
            now=now,
            message=told(before, now),
        )


def _around(position: int, length: int) -> Range:
    """Give the tokens beside a place where nothing stands."""
    return max(0, position - 1), min(length, position + 1)


def _quote(line: Line, stretch: Range) -> str:
    return plain(line.text(*quotation(line.tokens, *stretch)))
