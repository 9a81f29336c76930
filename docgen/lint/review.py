"""What a review left open in a paper: comments, and tracked changes that nobody accepted or rejected.

No rule of form, since ``lint --fix`` itself leaves comments; but a paper that is issued must hold none.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import Final

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from docgen.lint.checking import readable, refuse_unsafe
from docgen.lint.document_model import Element

_ADDED: Final = tuple(qn(f"w:{name}") for name in ("ins", "moveTo", "cellIns"))
_TAKEN: Final = tuple(qn(f"w:{name}") for name in ("del", "moveFrom", "cellDel"))
_LOOKS: Final = tuple(
    qn(f"w:{name}Change") for name in ("rPr", "pPr", "sectPr", "tblPr", "tblPrEx", "trPr", "tcPr")
)
_COMMENT, _REFERENCE, _ID = qn("w:comment"), qn("w:commentReference"), qn("w:id")
_TEXT: Final = (qn("w:t"), qn("w:delText"))
_LONGEST: Final = 150
"""Most letters of an excerpt."""


@dataclass(frozen=True, slots=True)
class OpenReview:
    """How many comments and tracked changes a paper holds, and what the first of them says."""

    comments: int = 0
    changes: int = 0
    first: str = ""

    def __bool__(self) -> bool:
        """Tell whether anything is open."""
        return bool(self.comments or self.changes)

    @property
    def counted(self) -> str:
        """Count both in words: ``2 bình luận, 1 thay đổi chưa chấp nhận hay từ chối``."""
        told = [f"{self.comments} bình luận"] if self.comments else []
        told += [f"{self.changes} thay đổi chưa chấp nhận hay từ chối"] if self.changes else []
        return ", ".join(told)


def open_review(data: bytes, name: str) -> OpenReview:
    """Find comments and tracked changes in every part of a ``.docx``: text, headers, footers, notes.

    Comments that are tied to nothing are not counted, since Word shows none.  ``name`` is what the user
    calls the file; raises ``Stop`` as ``lint`` does.
    """
    refuse_unsafe(data, name)
    with readable(name), zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if name.startswith("word/") and name.endswith(".xml")]
        names.sort(key=lambda name: name != "word/document.xml")
        roots = [parse_xml(archive.read(name)) for name in names]
    said = {item.get(_ID): item for root in roots for item in root.iter(_COMMENT)}
    tied = dict.fromkeys(mark.get(_ID) for root in roots for mark in root.iter(_REFERENCE))
    comments = [said[number] for number in tied if number in said]
    changes = [item for root in roots for item in root.iter(*_ADDED, *_TAKEN, *_LOOKS)]
    first = _comment(comments[0]) if comments else next(filter(None, map(_change, changes)), "")
    return OpenReview(len(comments), len(changes), first)


def _comment(comment: Element) -> str:
    author = (comment.get(qn("w:author")) or "").strip()
    return f"{author}: «{_excerpt(comment)}»" if author else f"«{_excerpt(comment)}»"


def _change(change: Element) -> str:
    """Say what a change does; ``""`` for the mark of a paragraph or row, which shows no words."""
    if change.tag in _LOOKS:
        return "đổi định dạng"
    words = _excerpt(change)
    return f"{'thêm' if change.tag in _ADDED else 'xóa'} «{words}»" if words else ""


def _excerpt(element: Element) -> str:
    text = "".join(part.text or "" for part in element.iter(*_TEXT))
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"
