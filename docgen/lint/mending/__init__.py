"""Mends what is mechanical in a paper, and leaves the rest as Word comments at the place.

``mend`` is a pure function of the file's bytes, the profile and (for the comments) today's date.
"""

from docgen.lint.mending.desk import Wish
from docgen.lint.mending.mended import Mend, Mended, Tick
from docgen.lint.mending.menders import MENDERS
from docgen.lint.mending.mending import mend

__all__ = ["MENDERS", "Mend", "Mended", "Tick", "Wish", "mend"]
