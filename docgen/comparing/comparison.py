"""Two versions, read once, and what is made of them: the changes, a page, a document with tracked changes."""

from __future__ import annotations

import datetime as dt

from docgen.comparing.marking import Tracked, tracked
from docgen.comparing.settling import settled
from docgen.comparing.side_by_side import Titles, notes, side_by_side
from docgen.delta import tell


class Comparison:
    """Two .docx files as they are when their own tracked changes are accepted, side by side.

    ``titles`` say what the user calls them, ``told`` and ``notes`` what changed, ``page`` shows it as HTML.
    ``Stop`` when one of the files cannot be read.
    """

    def __init__(self, old: bytes, new: bytes, titles: Titles) -> None:
        self._old, self._new = settled(old, name=titles.old), settled(new, name=titles.new)
        self.told = tell(self._old, self._new)
        self.notes = tuple(notes(self.told))
        self.page = side_by_side(self._old, self._new, titles, self.told)

    def tracked(self, *, author: str, now: dt.datetime) -> Tracked:
        """Make the new version a document with tracked changes; asked for once, as it marks what was read."""
        return tracked(self._old, self._new, author=author, now=now)
