"""What a paper calls itself: kind and subject as they stand on it, whoever typed them."""

from __future__ import annotations

from dataclasses import dataclass

from docgen.lint.anatomy import recognise
from docgen.lint.read_document import read


@dataclass(frozen=True, slots=True)
class Headline:
    """The name of the kind in capitals, empty for a công văn, and the subject (trích yếu) on one line."""

    kind: str
    subject: str


def headline(data: bytes) -> Headline:
    """Read kind and subject of a ``.docx``; empty where none is found or the file cannot be read."""
    try:
        head = recognise(read(data)).head
    except Exception:  # noqa: BLE001 - python-docx raises anything over a damaged part; the name is a courtesy
        return Headline("", "")
    pieces = head.abstract or head.brief
    subject = " ".join(" ".join(piece.text.split()) for piece in pieces).strip().rstrip(".")
    return Headline(head.kind.text.strip() if head.kind else "", subject)
