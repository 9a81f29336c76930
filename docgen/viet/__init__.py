"""Vietnamese text, numbers, dates and legacy fonts; knows nothing of papers or workbooks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docgen.viet.dates import (
    DateError,
    MissingDateError,
    MissingTimeError,
    TimeError,
    add_working_days,
    american_column,
    clock,
    false_date,
    is_working_day,
    long_date,
    parse_date,
    parse_time,
    short_clock,
    short_date,
    weekday,
)
from docgen.viet.legacy import Encoding, capital_font, convert, detect, legacy_font
from docgen.viet.numbers import (
    MissingScoreError,
    ScoreError,
    format_number,
    format_score,
    pad2,
    parse_percent,
    parse_score,
)
from docgen.viet.text import (
    accentless,
    clean,
    collation_key,
    control_characters,
    fold_tone,
    half_width,
    join,
    name_key,
    person_key,
    sentence_start,
    slug,
    suggest,
    unit_key,
    upper,
)
from docgen.viet.unreadable import UnreadableError

if TYPE_CHECKING:
    from docgen.viet.words import in_words, ordinal

__all__ = [
    "DateError",
    "Encoding",
    "MissingDateError",
    "MissingScoreError",
    "MissingTimeError",
    "ScoreError",
    "TimeError",
    "UnreadableError",
    "accentless",
    "add_working_days",
    "american_column",
    "capital_font",
    "clean",
    "clock",
    "collation_key",
    "control_characters",
    "convert",
    "detect",
    "false_date",
    "fold_tone",
    "format_number",
    "format_score",
    "half_width",
    "in_words",
    "is_working_day",
    "join",
    "legacy_font",
    "long_date",
    "name_key",
    "ordinal",
    "pad2",
    "parse_date",
    "parse_percent",
    "parse_score",
    "parse_time",
    "person_key",
    "sentence_start",
    "short_clock",
    "short_date",
    "slug",
    "suggest",
    "unit_key",
    "upper",
    "weekday",
]


def __getattr__(name: str) -> Any:
    """Load the words only when they are asked for: num2words loads every language it has."""
    if name in {"in_words", "ordinal"}:
        from docgen.viet import words  # noqa: PLC0415 - the reason for this function

        return getattr(words, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
