"""A season as bytes and back: what the records said when papers were last made from them.

The bytes are JSON, the same for the same season, and hold the records with their cells, so that
a row which is gone can still be named by the place that it had.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from docgen.records import SHEETS, Record, Season, Source

FORMAT: Final = 1
"""The number of this way of writing; bytes with another number are not read."""


def dump(season: Season) -> bytes:
    """Write a season as JSON: every record with its cell, nothing of what follows from them."""
    places = _Places()
    sheets: dict[str, Any] = {}
    for field in SHEETS:
        value = getattr(season, field)
        rows = (value,) if isinstance(value, Record) else value
        sheets[field] = [
            [places.number_of(row.source), row.source.row, row.model_dump(mode="json")] for row in rows
        ]
    document = {"format": FORMAT, "places": places.written, "sheets": sheets}
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def load(data: bytes) -> Season:
    """Read what ``dump`` wrote; ``ValueError`` when it is damaged or of another format."""
    try:
        document = json.loads(data.decode("utf-8", "surrogatepass"))
        if document["format"] != FORMAT:
            raise ValueError(f"a snapshot of format {document['format']!r}, not {FORMAT}")
        places = [_place(written) for written in document["places"]]
        sheets = document["sheets"]
        if set(sheets) != set(SHEETS):
            raise ValueError("a snapshot with other sheets")
        records: dict[str, Any] = {
            field: tuple(_record(model, row, places) for row in sheets[field])
            for field, model in SHEETS.items()
        }
        (general,) = records.pop("general")
        return Season(general=general, **records)
    except (LookupError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"a damaged snapshot: {error}") from error


class _Places:
    """The places of records without their rows: rows of one sheet share one, which is written once."""

    def __init__(self) -> None:
        self.written: list[list[Any]] = []
        self._numbers: dict[str, int] = {}
        self._by_identity: dict[tuple[int, int, str], tuple[int, Source]] = {}

    def number_of(self, source: Source) -> int:
        """Give the number of a place; the source is kept, so that its identity stays its own."""
        identity = (id(source.columns), id(source.rows), source.sheet)
        known = self._by_identity.get(identity)
        if known is not None and known[1].file == source.file:
            return known[0]
        place = [source.file, source.sheet, dict(source.columns), dict(source.rows)]
        number = self._numbers.setdefault(json.dumps(place), len(self._numbers))
        if number == len(self.written):
            self.written.append(place)
        self._by_identity[identity] = (number, source)
        return number


def _place(written: list[Any]) -> Source:
    file, sheet, columns, rows = written
    if not (isinstance(file, str) and isinstance(sheet, str)):
        raise TypeError("a place has a file and a sheet")
    return Source(file, sheet, 0, _strings(columns, str), _strings(rows, int))


def _strings(mapping: Any, of: type) -> Mapping[str, Any]:
    if not isinstance(mapping, dict) or not all(isinstance(value, of) for value in mapping.values()):
        raise TypeError("a place maps fields to columns or rows")
    return MappingProxyType(mapping)


def _record(model: type[Record], written: list[Any], places: list[Source]) -> Record:
    number, row, values = written
    if not isinstance(row, int) or not 0 <= number < len(places):
        raise TypeError("a record has a place and a row")
    place = places[number]
    source = Source(place.file, place.sheet, row, place.columns, place.rows)
    return model.model_validate(values).located(source)
