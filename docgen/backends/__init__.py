"""Finished papers in another format: PDF through LibreOffice, or on Windows through Word.

The only door to both programs.  ``convert`` makes a batch in as few starts as it can; what a
program says of itself is not believed, only the files that it leaves.
"""

from docgen.backends.backend import Backend
from docgen.backends.converting import Converted, Tick, available, convert, target

__all__ = ["Backend", "Converted", "Tick", "available", "convert", "target"]
