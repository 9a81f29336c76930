"""What changed in the records between two states of a season, and which papers it touches."""

from docgen.impact.changes import Happening, RecordChange, changed_records
from docgen.impact.explaining import Consequence, Fate, Impact, Touched, explain
from docgen.impact.snapshot import dump, load
from docgen.impact.standings import StandingChange, in_words

__all__ = [
    "Consequence",
    "Fate",
    "Happening",
    "Impact",
    "RecordChange",
    "StandingChange",
    "Touched",
    "changed_records",
    "dump",
    "explain",
    "in_words",
    "load",
]
