"""Mends what is mechanical in a paper, and leaves the rest as Word comments at the place.

``mend`` is a pure function of the file's bytes, the profile and (for the comments) today's date.
"""

from docgen.lint.fix.fix_desk import FixWish
from docgen.lint.fix.fixed import Mend, Mended, Tick
from docgen.lint.fix.fixers import MENDERS
from docgen.lint.fix.fixing import mend

__all__ = ["MENDERS", "FixWish", "Mend", "Mended", "Tick", "mend"]
