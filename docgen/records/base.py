"""What every record has: where it came from, and how its fields stand in the workbook.

A record is one row of one sheet.  A field's ``alias`` is the heading of its column and the only
place where that heading is written; width, help and drop-down stand beside it.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr

from docgen.problem import Where


class Layout(enum.Enum):
    """How a sheet is laid out."""

    TABLE = "table"
    """Headings in a row, one record a row."""
    FORM = "form"
    """One record: label in the first column, value in the second."""
    MATRIX = "matrix"
    """Units as rows, criteria as columns: one ``ScoreRow`` a row."""


class Filled(enum.Enum):
    """Which kinds of papers a drop-down offers: what there are is not for the records to say."""

    NAMED = "named"
    """All, and the papers from outside that a season names."""
    MADE = "made"
    """Those that docgen makes."""
    WITH_GROUNDS = "with grounds"
    WITH_RECIPIENTS = "with recipients"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A tab of the workbook: its title, its layout and a sentence for the person who fills it."""

    title: str
    help: str
    layout: Layout = Layout.TABLE
    required: bool = False
    """True where a season without a single row in this sheet makes no sense."""


@dataclass(frozen=True, slots=True)
class Source:
    """The place in the workbook that a record was read from.

    ``columns`` maps a field to its column letter; ``rows`` maps a field to its row in a form.
    A criterion's code stands for a field in a matrix.  ``elsewhere`` says of fields whose value does not
    come from the workbook where that stands: in the register, or in what was typed to give a number.
    """

    file: str = ""
    sheet: str = ""
    row: int = 0
    columns: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    rows: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    elsewhere: Mapping[str, Where] = field(default_factory=lambda: MappingProxyType({}))

    def at(self, name: str = "") -> Where:
        """Give the cell of one field, or the first cell of the row when the field has none."""
        if name in self.elsewhere:
            return self.elsewhere[name]
        row = self.rows.get(name, self.row)
        column = self.columns.get(name, "B" if self.rows else "A")
        return Where(file=self.file, sheet=self.sheet, cell=f"{column}{row}" if row else "")


class Record(BaseModel):
    """A frozen row of records that remembers its place; the place never reaches a document."""

    model_config = ConfigDict(frozen=True, populate_by_name=True, extra="forbid")

    sheet: ClassVar[Sheet]
    _source: Source = PrivateAttr(default_factory=Source)

    def located(self, source: Source) -> Record:
        """Remember where this record was read from; called once, by the reader."""
        self._source = source
        return self

    @property
    def source(self) -> Source:
        """Give the place that this record was read from."""
        return self._source

    def at(self, name: str = "") -> Where:
        """Give the cell in which the field ``name`` of this record stands."""
        return self._source.at(name)


def column(
    heading: str,
    *,
    default: Any = ...,
    help: str = "",  # noqa: A002 - reads as what it is at every column
    width: int = 16,
    example: str = "",
    choices: tuple[str, ...] | Filled = (),
    ref: str = "",
) -> Any:
    """Declare a column: heading, width in characters, help, example, drop-down.

    ``choices`` fill a drop-down, or say which kinds of papers do; ``ref`` names the list whose values a
    drop-down offers (``units``, ``criteria``, ``sections``, ``signers``, ``team``, ``levels``, ``sittings``,
    ``awards``): a cell of such a column is resolved to the code of that record when it is read.
    A column without ``default`` must be filled in every row.
    """
    return Field(
        default,
        alias=heading,
        description=help,
        json_schema_extra={
            "width": width,
            "example": example,
            "choices": choices.value if isinstance(choices, Filled) else list(choices),
            "ref": ref,
        },
    )
