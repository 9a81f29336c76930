"""Two versions of a paper shown to a person: a page to read, and a Word document with tracked changes.

Bytes in, text or bytes out; what differs is told by ``docgen.delta``.
"""

from docgen.comparing.marking import tracked
from docgen.comparing.page import Titles, side_by_side

__all__ = ["Titles", "side_by_side", "tracked"]
