"""What rejecting all tracked changes gives back of the old version: the proof of the marks, by text alone."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

from docgen.comparing.side_by_side import STORY_NAMES
from docgen.delta.model import Document, Element, Story
from docgen.word.xml import MC, W

_NUMBERS: Final = {"footnotes": f"{W}footnoteReference", "endnotes": f"{W}endnoteReference"}
_TEXTS: Final = (f"{W}t", f"{W}delText")


def untracked(old: Document, marked: Document) -> Iterator[str]:
    """Say in which stories the old text would not come back."""
    names = {STORY_NAMES[role.partition(" ")[0]].lower(): None for role in _lacking(old, marked)}
    if names:
        yield (
            f"Bản Word không đánh dấu được hết thay đổi ở: {', '.join(names)}"
            " (từ chối hết thì chỗ ấy chưa về như bản cũ); xem trang so sánh."
        )


def _lacking(old: Document, marked: Document) -> Iterator[str]:
    inserted = {
        (number.tag, number.get(f"{W}id"))
        for number in marked.body.root.iter(*_NUMBERS.values())
        if _within(number, f"{W}ins")
    }
    for story in old.stories:
        other = marked.story(story.role)
        if _texts(story, set()) != (_texts(other, inserted) if other is not None else []):
            yield story.role


def _texts(story: Story, inserted: set[tuple[str, str]]) -> list[str]:
    """Give the text of a story as it was, or those of its notes; one whose number is new was not there."""
    number = _NUMBERS.get(story.role)
    notes = (note for note in story.root if (number, note.get(f"{W}id")) not in inserted)
    return sorted(filter(None, map(_text, [story.root] if number is None else notes)))


def _text(holder: Element) -> str:
    texts = (t.text or "" for t in holder.iter(*_TEXTS) if not _within(t, f"{W}ins", f"{MC}Fallback"))
    return unicodedata.normalize("NFC", "".join(texts))


def _within(element: Element, *tags: str) -> bool:
    return next(element.iterancestors(*tags), None) is not None
