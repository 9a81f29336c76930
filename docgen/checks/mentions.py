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
        return f"{self.kind} {self.name}"


class Finder:
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


def _starts_sentence(before: str) -> bool:
    """Tell whether a sentence, a quotation or a list item begins here."""
    before = before.rstrip(" ")
    return not before or before[-1] in ".!?:;\n“\"'(-–•+"
