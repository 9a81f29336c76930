"""Where a typed text names a unit of the season: kind and name, as whole words."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from docgen.records import UNIT_KINDS, Season, Unit
from docgen.viet import fold_tone

_KIND = re.compile(rf"(?<!\w)({'|'.join(UNIT_KINDS)}) +(?=\w)", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_BEGINNERS = frozenset({"Tại", "Ở", "Riêng", "Như", "Với", "Do", "Khi", "Theo", "Cùng", "Của", "Để"})
"""Small words whose capital is only that of the sentence."""
_NOT_A_UNIT = re.compile(
    rf"(?<!\w)(?:{'|'.join(UNIT_KINDS)}|đường|phố|thôn|ấp|bản|làng|khối|khu|khu dân cư|khu vực|tổ"
    r"|chợ|trường(?:\s+\w+){0,4}|cầu|sông|hồ|núi|đình|chùa|nhà thờ|giáo xứ|hợp tác xã|công ty|doanh nghiệp"
    r"|quỹ|nhóm|câu lạc bộ|ông|bà|anh|chị|em|cụ|đồng chí|đ/c)\s+[“\"]?$",
    re.IGNORECASE,
)
_END_MARKS = ".,;:!?)]”’\"'…"


@dataclass(frozen=True, slots=True)
class Mention:
    """A unit named in a text: the kind and name as typed, and how the text goes on around it."""

    unit: Unit
    kind: str
    name: str
    starts_sentence: bool

    @property
    def typed(self) -> str:
        """The words as they were typed."""
        return f"{self.kind} {self.name}".strip()


class UnitFinder:
    """Finds the units of one season in texts, whatever the placement of tone marks."""

    def __init__(self, season: Season) -> None:
        self._units: defaultdict[str, list[Unit]] = defaultdict(list)
        for unit in season.units:
            for name in (unit.name, *unit.aliases):
                self._units[fold_tone(name)].append(unit)
        self._longest = max((len(name.split()) for name in self._units), default=0)

    def mentions(self, text: str) -> Iterator[Mention]:
        """Give every "phường An Phú" of the text; a bare "An Phú" may be a street and is passed over."""
        composed = unicodedata.normalize("NFC", text)
        for match in _KIND.finditer(composed):
            found = self._unit_after(match[1], composed[match.end() :])
            if found:
                unit, name = found
                yield Mention(unit, match[1], name, _starts_sentence(composed[: match.start()]))

    def bare_mentions(self, text: str, own: str) -> Iterator[Mention]:
        """Give every "An Phú" without its kind that names a unit other than ``own``.

        The name of a street, a person, a village or a school has a word before it that says so, and a
        longer name another capital beside it; a name that ``own`` bears too, or of one word, is passed over.
        """
        composed = unicodedata.normalize("NFC", text)
        for start, end in _capital_runs(composed):
            name, before = composed[start:end], composed[:start]
            units = self._units.get(fold_tone(name), [])
            is_unit = units and " " in name and all(unit.code != own for unit in units)
            if is_unit and not _NOT_A_UNIT.search(before):
                yield Mention(units[0], "", name, _starts_sentence(before))

    def _unit_after(self, kind: str, rest: str) -> tuple[Unit, str] | None:
        """Find the longest name that ``rest`` begins with, and the unit of this kind that bears it."""
        words = rest.split(maxsplit=self._longest + 1)
        for count in range(min(self._longest, len(words)), 0, -1):
            piece = " ".join(words[:count])
            name = piece.rstrip(_END_MARKS)
            goes_on = name == piece and count < len(words) and words[count][0].isupper()
            units = [] if goes_on else self._units.get(fold_tone(name), [])
            same_kind = [unit for unit in units if unit.kind == kind.lower()]
            if same_kind:
                return same_kind[0], name
        return None


def _capital_runs(text: str) -> Iterator[tuple[int, int]]:
    """Give where words with capitals stand side by side: the bounds of "An Phú" in "của An Phú là"."""
    start = end = -1
    for match in _WORD.finditer(text):
        capital = match[0][0].isupper() and match[0] not in _BEGINNERS
        if start >= 0 and not (capital and text[end : match.start()] == " "):
            yield start, end
            start = -1
        if capital:
            start, end = (match.start() if start < 0 else start), match.end()
    if start >= 0:
        yield start, end


def _starts_sentence(before: str) -> bool:
    """Tell whether a sentence, a quotation or a list item begins here."""
    before = before.rstrip(" ")
    return not before or before[-1] in ".!?:;\n“\"'(-–•+"
