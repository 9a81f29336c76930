"""Rows that say one thing twice, or two things of one (TRUNG)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from docgen.checks.record_rule import ERROR, Fault, rule
from docgen.checks.set_words import unit_named
from docgen.records import Record, Season
from docgen.viet import name_key

IDENTITY: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "papers": ("kind", "key"),
        "awards": ("unit", "code", "reason"),
        "explanations": ("unit", "criterion"),
        "knockouts": ("condition", "parameter"),
        "rulings": ("unit",),
        "remarks": ("unit", "kind", "text"),
        "general_remarks": ("kind", "text"),
        "submissions": ("unit",),
        "attendance": ("sitting", "side", "unit", "name"),
        "facts": ("sitting", "kind", "text"),
        "grounds": ("kind", "text"),
        "recipients": ("kind", "text"),
        "holidays": ("date",),
        "retention": ("kind",),
    }
)
"""Field of ``Season`` → what tells its rows apart; sheets whose rows have codes have rules of their own."""


@rule("TRUNG-01", ERROR, "Mỗi việc chỉ ghi một dòng")
def rows_say_different_things(season: Season) -> Iterator[Fault]:
    """Compare the rows of each sheet: of two that say the same, one would count twice or not at all."""
    for sheet, fields in IDENTITY.items():
        first: dict[tuple[str, ...], Record] = {}
        for row in getattr(season, sheet):
            same = first.setdefault(tuple(name_key(str(getattr(row, name))) for name in fields), row)
            if same is not row:
                yield _twice(season, row, same, fields)


def _twice(season: Season, row: Record, same: Record, fields: tuple[str, ...]) -> Fault:
    typed = [(name, str(getattr(row, name))) for name in fields if getattr(row, name)]
    texts = {name: unit_named(season, text) if name == "unit" else text for name, text in typed}
    what = ", ".join(f"{_heading(row, name)} “{_short(text)}”" for name, text in texts.items())
    differing = [
        _heading(row, name) for name in type(row).model_fields if getattr(row, name) != getattr(same, name)
    ]
    how = f", nhưng khác nhau ở {', '.join(differing)}" if differing else ""
    apart = " Nếu là hai lần khác nhau thì ghi lý do cho khác nhau." if "reason" in fields else ""
    return Fault(
        row.at(typed[-1][0]),
        f"Bảng {row.sheet.title}, hàng {same.source.row} và hàng {row.source.row} cùng ghi {what}{how}.",
        f"Giữ một dòng, xóa dòng kia.{apart}",
        texts[typed[-1][0]],
    )


def _heading(row: Record, name: str) -> str:
    return str(type(row).model_fields[name].alias)


def _short(text: str, limit: int = 60) -> str:
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + "…"
