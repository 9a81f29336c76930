"""How the papers write what recurs: names of units, ends of list items, rooms for handwriting.

What she typed is never altered but for the mark at its very end, which depends on the place that
the text gets in a list.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from docgen.kinds.van_ban import DAY_BLANK
from docgen.records import Season, Unit
from docgen.viet.dates import clock
from docgen.viet.text import sentence_start

NAME_BLANK = "." * 60
"""Room to write a name and post by hand."""

_LASTING_ENDS = ("...", "…", "?", "!")
_SENTENCE_END = re.compile(r"[.?!]\s+(?=[^\W\d_])")


def unit_name(unit: Unit) -> str:
    """Name a unit in running text: "phường An Phú", but "Phường 7" (Nghị định 30/2020, Phụ lục II)."""
    return unit.full_name


def unit_at_start(unit: Unit) -> str:
    """Name a unit where a line or a cell begins: "Phường An Phú"."""
    return sentence_start(unit_name(unit))


def bare(text: str) -> str:
    """Take the mark off a typed text's end, so that the paper can put its own; "..." stays."""
    text = text.strip()
    return text if text.endswith(_LASTING_ENDS) else text.rstrip(" .;,:")


def sentence(text: str) -> str:
    """Write a typed text as a sentence: a capital first, and one mark at the end."""
    text = sentence_start(bare(text))
    return text if text.endswith(_LASTING_ENDS) or not text else f"{text}."


def sentences(texts: Iterable[str]) -> list[str]:
    """Write typed texts as items that are sentences of their own, each with its full stop."""
    return [sentence(text) for text in texts]


def items(texts: Sequence[str]) -> list[str]:
    """Write typed texts as the items of one list: ``;`` after each, ``.`` after the last.

    Where an item is more than one sentence, every item ends with a full stop.
    """
    if any(_SENTENCE_END.search(bare(text)) for text in texts):
        return sentences(texts)
    return listing(texts)


def listing(texts: Sequence[str]) -> list[str]:
    """Write typed texts as one list whatever they are: ``;`` after each, ``.`` after the last."""
    return [f"{sentence_start(bare(text))};" for text in texts[:-1]] + sentences(texts[-1:])


def without_codes(text: str, season: Season) -> str:
    """Take the codes of knock-outs off a note of the ranking: who reads a paper does not know them."""
    for code in {knockout.code for knockout in season.knockouts}:
        text = text.replace(f" ({code})", "")
    return text


def time_of_day(moment: dt.time | None) -> str:
    """Write "07 giờ 30 phút", or the same with room to write by hand."""
    return clock(moment) if moment else f"{DAY_BLANK} giờ{DAY_BLANK} phút"
