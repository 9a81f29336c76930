"""Records in the user's words: the name of a row, a value as it is printed."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

from docgen.records import Award, Record, Ruling, ScoreRow, Season
from docgen.viet import clean, format_number, format_score, short_date

EMPTY: Final = "(để trống)"
NOT_SCORED: Final = "KC"
"""What she types for a criterion that was deliberately not scored."""

_LONGEST: Final = 60
_LEAD: Final = 24
"""Letters that are shown before the first difference of two long texts."""


def names(season: Season, ref: str) -> Mapping[str, str]:
    """Give how the records of one list are called: code → name.  ``ref`` is as in ``column``."""
    match ref:
        case "units":
            return {unit.code: unit.name for unit in season.units}
        case "team":
            return {member.code: member.name for member in season.team}
        case "signers":
            return {signer.code: signer.name for signer in season.signers}
        case "levels":
            return {level.code: level.name for level in season.levels}
        case _:
            return MappingProxyType({})


def extra(model: type[Record], field: str, name: str) -> str:
    """Give what ``column`` said of a field under ``name``: "" where it said nothing."""
    info = model.model_fields.get(field)
    said = info.json_schema_extra if info is not None else None
    return str(said.get(name, "")) if isinstance(said, dict) else ""


def heading(model: type[Record], field: str) -> str:
    """Give the heading of a field's column; a criterion's code is its own heading."""
    info = model.model_fields.get(field)
    return (info.alias or field) if info is not None else field


class SeasonWords:
    """How one season calls its rows and prints its values."""

    def __init__(self, season: Season) -> None:
        self._places = season.general.places
        self._names = {ref: names(season, ref) for ref in ("units", "team", "signers", "levels")}

    def called(self, ref: str, code: str) -> str:
        """Give the name behind a code, or the code where it has none."""
        return self._names.get(ref, {}).get(code, code)

    def row(self, field: str, record: Record) -> str:
        """Name a row: by its unit, sitting, criterion or person; by its number when nothing names it."""
        if field == "general":
            return ""
        return str(_NAMED[field](record, self)) or f"dòng {record.source.row}"

    def value(self, record: Record, field: str, value: Any) -> str:
        """Print a value as it stands on paper; a long text in full."""
        if value is None and isinstance(record, ScoreRow) and field not in type(record).model_fields:
            return NOT_SCORED
        if value is None or value in ("", ()):
            return EMPTY
        ref = extra(type(record), field, "ref")
        if isinstance(value, tuple):
            return f"«{'; '.join(self.called(ref, str(item)) for item in value)}»"
        if isinstance(value, str):
            return self._text(value, ref)
        if isinstance(value, Decimal):
            points = isinstance(record, ScoreRow | Award | Ruling)
            return self.score(value) if points else format_number(_without_zeros(value))
        return _figure(value)

    def _text(self, value: str, ref: str) -> str:
        """Print a choice and a name as they are, a free text between marks."""
        if isinstance(value, enum.Enum):
            return str(value.value)
        return self.called(ref, value) if ref else f"«{value}»"

    def score(self, value: Decimal) -> str:
        """Print a score with the decimals of the papers, or with all that it has where it has more."""
        exponent = _without_zeros(value).as_tuple().exponent
        own = -exponent if isinstance(exponent, int) else 0
        return format_score(value, max(self._places, own))

    def summary(self, record: Record, naming: Collection[str]) -> str:
        """Say in short what a whole row says, without the fields that name it."""
        if isinstance(record, ScoreRow):
            return f"{len(record.scores)} điểm"
        values = [
            self.value(record, field, value).strip("«»")
            for field, value in vars(record).items()
            if value not in (None, "", (), False) and field not in naming
        ]
        return shortened(f"«{'; '.join(values)}»") if values else "một dòng"


def _figure(value: Any) -> str:
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, dt.date):
        return short_date(value)
    return f"{value:%H:%M}" if isinstance(value, dt.time) else str(value)


def _without_zeros(value: Decimal) -> Decimal:
    plain = value.normalize()
    return plain.quantize(Decimal(1)) if plain == plain.to_integral_value() else plain


def both(old: str, new: str) -> tuple[str, str]:
    """Shorten two values together, so that what differs between them stays in sight."""
    start = _common(old, new)
    if max(len(old), len(new)) <= _LONGEST or start <= _LEAD:
        return shortened(old), shortened(new)
    cut = old.rfind(" ", 0, start - _LEAD // 2)
    cut = cut + 1 if cut > 0 else start
    return shortened(f"«…{old[cut:]}"), shortened(f"«…{new[cut:]}")


def _common(old: str, new: str) -> int:
    for place, (one, other) in enumerate(zip(old, new, strict=False)):
        if one != other:
            return place
    return min(len(old), len(new))


def shortened(text: str) -> str:
    """Write a text on one line, and cut a long one."""
    text = " ".join(text.split())
    if len(text) <= _LONGEST:
        return text
    return f"{text[: _LONGEST - 2].rstrip()}…" + ("»" if text.startswith("«") else "")


def is_same_text(old: Any, new: Any) -> bool:
    """Tell whether two values differ in composition (NFC, NFD) and spaces only."""
    if isinstance(old, tuple) and isinstance(new, tuple):
        return len(old) == len(new) and all(map(is_same_text, old, new))
    if isinstance(old, str) and isinstance(new, str):
        return old == new or " ".join(clean(old).split()) == " ".join(clean(new).split())
    return bool(old == new)


# --- what names a row -------------------------------------------------------------------------

_Name = Callable[[Any, SeasonWords], str]


def _unit_and(field: str) -> _Name:
    return lambda row, words: ", ".join(
        part for part in (words.called("units", row.unit), str(getattr(row, field))) if part
    )


def _unit(row: Any, words: SeasonWords) -> str:
    return words.called("units", row.unit)


def _known_paper(row: Any, words: SeasonWords) -> str:
    key = words.called("units", words.called("team", row.key))
    return ", ".join(part for part in (row.kind, f"buổi {key}" if key.isdecimal() else key) if part)


_NAMED: Final[Mapping[str, _Name]] = MappingProxyType(
    {
        "signers": lambda row, _: row.name,
        "papers": _known_paper,
        "units": lambda row, _: row.name,
        "sittings": lambda row, _: f"Buổi {row.no}",
        "visits": _unit,
        "slots": lambda row, _: f"{row.session} {row.start:%H:%M}",
        "team": lambda row, _: row.name,
        "sections": lambda row, _: row.code,
        "criteria": lambda row, _: row.code,
        "self_scores": _unit,
        "cross_scores": _unit,
        "team_scores": _unit,
        "awards": _unit_and("code"),
        "award_rules": lambda row, _: row.code,
        "explanations": _unit_and("criterion"),
        "levels": lambda row, _: row.name,
        "knockouts": lambda row, _: row.code,
        "rulings": _unit,
        "remarks": _unit_and("kind"),
        "general_remarks": lambda row, _: str(row.kind),
        "submissions": _unit,
        "attendance": lambda row, _: f"Buổi {row.sitting}, {row.name}",
        "facts": lambda row, _: f"Buổi {row.sitting}, {row.kind}",
        "grounds": lambda row, _: row.kind,
        "recipients": lambda row, _: row.kind,
        "holidays": lambda row, _: short_date(row.date),
        "retention": lambda row, _: row.kind,
    }
)
