"""The columns of a sheet, as the models declare them: the one description read and written by.

Nothing about a column is written in this package: heading, type, drop-down, width and help all
come from the field of the model.
"""

from __future__ import annotations

import datetime as dt
import enum
import functools
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic.fields import FieldInfo

from docgen.kinds import FILLED
from docgen.records import Filled, Layout, Record
from docgen.viet import name_key

YES, NO = "Có", "Không"
"""How a yes-or-no cell is written."""

LIST_SEPARATOR = "; "
"""What stands between the items of a cell that holds several."""


class CellKind(enum.Enum):
    """What a cell of a column holds."""

    TEXT = "chữ"
    LIST = "danh sách, ngăn cách bằng dấu chấm phẩy"
    INTEGER = "số nguyên"
    DECIMAL = "số, có thể có phần thập phân"
    PERCENT = "số phần trăm"
    DATE = "ngày"
    TIME = "giờ"
    YES_NO = "Có hoặc Không"
    CHOICE = "chọn trong danh sách"


_KINDS: Mapping[Any, CellKind] = {
    str: CellKind.TEXT,
    tuple: CellKind.LIST,
    int: CellKind.INTEGER,
    Decimal: CellKind.DECIMAL,
    dt.date: CellKind.DATE,
    dt.time: CellKind.TIME,
    bool: CellKind.YES_NO,
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table, or one line of a form."""

    field: str
    heading: str
    kind: CellKind
    required: bool
    default: Any
    options: Mapping[str, Any]
    """For a choice: key of what may be typed → value of the field, in the order of the list."""
    ref: str
    width: int
    example: str
    help: str

    @property
    def is_key(self) -> bool:
        """Tell whether the column says whose row it is, so that a merged cell speaks for all its rows."""
        return self.kind is CellKind.CHOICE or (bool(self.ref) and self.kind is not CellKind.LIST)


@functools.cache
def columns_of(model: type[Record]) -> tuple[Column, ...]:
    """Give the columns of a model in the order of its fields; the scores of a matrix are none."""
    return tuple(_column(name, info) for name, info in model.model_fields.items() if info.alias is not None)


def _column(name: str, info: FieldInfo) -> Column:
    extra = info.json_schema_extra
    if not isinstance(extra, dict):
        raise TypeError(f"field {name} is not declared with column()")
    options = _options(info, extra.get("choices"))
    return Column(
        field=name,
        heading=info.alias or name,
        kind=_kind(info, options),
        required=info.is_required(),
        default=None if info.is_required() else info.default,
        options=options,
        ref=str(extra["ref"]),
        width=int(str(extra["width"])),
        example=str(extra["example"]),
        help=info.description or "",
    )


def _kind(info: FieldInfo, options: Mapping[str, Any]) -> CellKind:
    if options:
        return CellKind.CHOICE
    kind = _KINDS[_bare_type(info.annotation)]
    return CellKind.PERCENT if kind is CellKind.DECIMAL and "%" in (info.alias or "") else kind


def _bare_type(annotation: Any) -> Any:
    """Take ``X`` out of ``X | None``, and ``tuple`` out of ``tuple[str, ...]``."""
    if isinstance(annotation, types.UnionType):
        annotation = next(part for part in typing.get_args(annotation) if part is not types.NoneType)
    return typing.get_origin(annotation) or annotation


def _options(info: FieldInfo, choices: object) -> Mapping[str, Any]:
    bare = _bare_type(info.annotation)
    if isinstance(bare, type) and issubclass(bare, enum.StrEnum):
        return {name_key(member.value): member for member in bare}
    if isinstance(choices, str):
        choices = list(FILLED[Filled(choices)])
    return {name_key(str(choice)): choice for choice in choices} if isinstance(choices, list) else {}


def is_matrix(model: type[Record]) -> bool:
    """Tell whether the sheet of a model has units as rows and criteria as columns."""
    return model.sheet.layout is Layout.MATRIX
