"""Why a typed value cannot be read, said to the person who typed it."""

from __future__ import annotations


class UnreadableError(ValueError):
    """A value that cannot be read without guessing.

    ``reason`` says what is wrong and ``remedy`` how to mend it, both Vietnamese sentences;
    the caller, who knows the cell, adds the place.
    """

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason, remedy)
        self.reason = reason
        self.remedy = remedy

    def __str__(self) -> str:
        """Give the reason and the remedy as one text."""
        return f"{self.reason} {self.remedy}".strip()
