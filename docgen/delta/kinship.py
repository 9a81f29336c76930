"""Which of several versions a file goes back to: by the origin inside it, or by its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from docgen.delta.model import paragraphs
from docgen.delta.reading import read
from docgen.files import check_archive
from docgen.render.properties import ORIGIN, read_properties
from docgen.word.package import Package


def origin_of(data: bytes) -> str:
    """Give the origin that stands inside a package; empty where there is none."""
    return "" if check_archive(data, what="") else read_properties(Package.read(data)).get(ORIGIN, "")


def nearest(data: bytes, versions: Mapping[str, bytes]) -> str:
    """Give the name of the version from which a file differs least, the first of several like it."""
    mine = _lines(data)

    def distance(name: str) -> int:
        other = _lines(versions[name])
        return (mine - other).total() + (other - mine).total()

    return min(versions, key=distance)


def _lines(data: bytes) -> Counter[str]:
    """Count words and whole paragraphs."""
    found: Counter[str] = Counter()
    for story in read(data).stories:
        for paragraph in paragraphs(story.blocks):
            found.update(paragraph.words)
            found[paragraph.signature] += 1
    return found
