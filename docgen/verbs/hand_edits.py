"""What a person wrote by hand into an issued paper, and how the paper that replaces it takes it over."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docgen.corrections import Form, Original
from docgen.problem import Stop
from docgen.vault import ISSUED
from docgen.verbs.status import Standing

if TYPE_CHECKING:  # a run in which nothing was edited does not pay for loading it
    from docgen.delta import Change, Merged

BASE_LOST = (
    "không còn giữ bản docgen đã làm trước khi ban hành nên không rõ chỗ nào của văn bản cũ đã sửa tay;"
    " hãy đối chiếu với văn bản đã ban hành"
)


@dataclass(frozen=True, slots=True)
class Handwork:
    """An issued version that a person edited, and the version that docgen had generated for it."""

    base: bytes
    issued: bytes

    def changes(self) -> tuple[Change, ...]:
        """List what she wrote, left out or moved; nothing when only the looks are others."""
        from docgen.delta import differences  # noqa: PLC0415 - see above

        return differences(self.base, self.issued)


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of handwork in a replacement: ``merged`` is ``None`` where it could not be taken over.

    ``lost`` says, as the end of a sentence, that nobody knows any more what was written by hand.
    """

    changes: tuple[Change, ...] = ()
    merged: Merged | None = None
    lost: str = ""

    def as_json(self) -> dict[str, Any]:
        """Give what became of the handwork as plain JSON values."""
        places = [change.as_json() for change in self.changes]
        return {"carried": self.merged is not None, "lost": self.lost, "places": places}


def handwork(standing: Standing, paper: str, docx: str) -> Handwork | str | None:
    """Find what was written by hand into the issued version ``docx`` (its hash) of a paper.

    ``None`` when nobody edited it; a text, the end of a sentence, when that is no longer known.
    """
    known = [event for event in reversed(standing.events) if (event.paper, event.sha256) == (paper, docx)]
    known.sort(key=lambda event: event.event != ISSUED)
    bases = [event.base for event in known if event.base != docx]
    if not bases:
        return None
    issued = standing.vault.find(docx)
    base = next((data for name in bases if name and (data := standing.vault.find(name))), None)
    return BASE_LOST if issued is None or base is None else Handwork(base, issued)


def carry(standing: Standing, paper: str, data: bytes, *, now: dt.datetime) -> Carried | None:
    """Lay what differs between an issued paper and its replacement on the issued version, edits and all.

    ``data`` is the replacement as generated.  ``None`` for any other paper, and where nobody edited
    the original.
    """
    original = _replaced_by(standing, paper)
    found = handwork(standing, original.paper, original.docx) if original is not None else None
    if found is None or isinstance(found, str):
        return Carried(lost=found) if found else None
    from docgen.delta import merge  # noqa: PLC0415 - see above

    try:
        merged = merge(found.base, found.issued, data, author="docgen", now=now, name="bản đã ban hành")
    except Stop:
        merged = None
    return Carried(found.changes(), merged if merged is not None and merged.safe else None)


def _replaced_by(standing: Standing, paper: str) -> Original | None:
    asked = (item for item in standing.plan.checked.corrections if item.id == paper)
    return next((item.original for item in asked if item.form is Form.REPLACE), None)
