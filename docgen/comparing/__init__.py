"""Two versions of a paper shown to a person: a page to read, and a Word document with tracked changes.

Bytes in, text or bytes out; what differs is told by ``docgen.delta``.
"""

from docgen.comparing.comparison import Comparison
from docgen.comparing.side_by_side import Titles

__all__ = ["Comparison", "Titles"]
