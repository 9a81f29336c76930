"""The last look at a merge: each paragraph of hers still has every word that is not docgen's own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Final

from docgen.delta.model import Document, Element
from docgen.delta.tokens import word_keys
from docgen.word.package import Package
from docgen.word.xml import MarkupError, W, parse_strict

_NOTHING: Final[Counter[str]] = Counter()


class Guard:
    """Knows the words of each paragraph of a document before anything is written into it."""

    def __init__(self, document: Document) -> None:
        self._stories = document.stories
        self._before = {
            element: _words(element) for story in document.stories for element in story.root.iter(f"{W}p")
        }

    def has_lost(self, merged: Package, known: Mapping[Element, Counter[str]]) -> bool:
        """Tell whether a word is missing from its paragraph in the merged file, as it reads from its bytes.

        ``known`` gives for a paragraph the words that docgen may have taken out of it.
        """
        for story in self._stories:
            written = list(story.root.iter(f"{W}p"))
            read = list(parse_strict(merged[story.name]).iter(f"{W}p"))
            if len(written) != len(read):
                return True
            after = dict(zip(written, map(_words, read), strict=True))
            mine = (element for element in self._before if self._root_of(element) is story.root)
            if any(self._before[e] - known.get(e, _NOTHING) - after.get(e, _NOTHING) for e in mine):
                return True
        return any(
            words - known.get(element, _NOTHING)
            for element, words in self._before.items()
            if not any(self._root_of(element) is story.root for story in self._stories)
        )

    def _root_of(self, element: Element) -> Element:
        return element.getroottree().getroot()


def words_beside(package: Package, stories: Collection[str]) -> Counter[str]:
    """Count the words of all parts that are no stories: of comments above all."""
    total: Counter[str] = Counter()
    for name in package.members:
        if name.endswith(".xml") and name not in stories:
            try:
                root = parse_strict(package[name])
            except MarkupError:
                continue  # a part that no merge touches
            for paragraph in root.iter(f"{W}p"):
                total.update(_words(paragraph))
    return total


def _words(paragraph: Element) -> Counter[str]:
    """Count the words of a paragraph, deleted ones too, but not of those that are anchored in it."""
    return Counter(word_keys("".join(_pieces(paragraph))))


_TEXTS: Final = (f"{W}t", f"{W}delText")
_APART: Final = (f"{W}br", f"{W}tab", f"{W}fldChar", f"{W}p")


def _pieces(paragraph: Element) -> list[str]:
    """Give the texts of a paragraph; what a field shows is no part of the word before or after it."""
    found = []
    for element in paragraph.iter(*_TEXTS, *_APART):
        around = element.iterancestors(f"{W}p", f"{W}fldSimple")
        holder = next(around, None)
        shown = holder is not None and holder.tag == f"{W}fldSimple"
        if (next(around, None) if shown else holder) is paragraph:
            text = element.text or "" if element.tag in _TEXTS else " "
            found.append(f" {text} " if shown else text)
    return found
