"""Seasons that differ in what a test says, and what their papers say: an oracle of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, TypeVar

from hypothesis import strategies as st

from docgen.kind import Dossier
from docgen.kinds import BY_CODE, KINDS
from docgen.records import SHEETS, Record, ScoreRow, Season
from docgen.scoring import rank
from docgen.workbook.columns import CellKind, columns_of
from docgen.workbook.refs import TARGETS
from tests.factory import changed

AnyRecord = TypeVar("AnyRecord", bound=Record)
BROKEN = (LookupError, ValueError, TypeError, AttributeError, ArithmeticError, RuntimeError)
"""What may be raised over a season that contradicts itself."""


def edited(season: Season, sheet: str, index: int, **fields: Any) -> Season:
    """Change one row of one sheet."""
    rows = list(getattr(season, sheet))
    rows[index] = changed(rows[index], **fields)
    return season.model_copy(update={sheet: tuple(rows)})


def rescored(season: Season, unit: str, *, sheet: str = "team_scores", **scores: str) -> Season:
    """Change scores of one unit as they are typed: ``II_3="2,5"``; ``KC`` and an empty text as there."""
    rows = []
    for row in getattr(season, sheet):
        given = dict(row.scores)
        for name, typed in scores.items() if row.unit == unit else ():
            code = name.replace("_", ".")
            given.pop(code, None)
            if typed:
                given[code] = None if typed == "KC" else Decimal(typed.replace(",", "."))
        rows.append(changed(row, scores=given))
    return season.model_copy(update={sheet: tuple(rows)})


def contexts(season: Season) -> dict[str, dict[str, dict[str, Any]] | None]:
    """Make the contexts of all papers, kind by kind; ``None`` where a kind cannot be made."""
    made: dict[str, dict[str, dict[str, Any]] | None] = {}
    for kind in KINDS:
        try:
            papers = list(kind.papers(Dossier(season, rank(season), BY_CODE)))
            made[kind.code] = {
                f"{kind.code}:{paper.key}" if paper.key else kind.code: paper.context.model_dump(mode="json")
                for paper in papers
            }
        except BROKEN:
            made[kind.code] = None
    return made


def differing(old: Season, new: Season) -> set[str]:
    """Name the papers whose contexts differ, of the kinds that both seasons can be asked for."""
    before, after = contexts(old), contexts(new)
    found: set[str] = set()
    for kind, was in before.items():
        now = after[kind]
        if was is not None and now is not None:
            found |= {paper for paper in {*was, *now} if was.get(paper) != now.get(paper)}
    return found


def values(season: Season) -> dict[str, list[dict[str, Any]]]:
    """Give all that a season says, without its cells."""
    rows = {sheet: getattr(season, sheet) for sheet in SHEETS}
    return {
        sheet: [dict(vars(row)) for row in ((value,) if isinstance(value, Record) else value)]
        for sheet, value in rows.items()
    }


# --- random edits -----------------------------------------------------------------------------

_TEXTS = ("Đã sửa", "Hồ sơ còn thiếu chữ ký", "Ủy ban MTTQ Việt Nam", "An Phú Đông", "", "12/QĐ", "nề nếp")


@st.composite
def edits(draw: st.DrawFn, season: Season) -> Season:
    """Change a season in one place: a field, a row that comes or goes, two rows that change places."""
    sheet = draw(st.sampled_from([name for name in SHEETS if getattr(season, name)]))
    if sheet == "general":
        return season.model_copy(update={"general": draw(_another(season, season.general))})
    rows = list(getattr(season, sheet))
    at = draw(st.integers(0, len(rows) - 1))
    match draw(st.sampled_from(("change", "change", "change", "remove", "add", "swap"))):
        case "remove":
            del rows[at]
        case "add":
            rows.insert(draw(st.integers(0, len(rows))), draw(_another(season, rows[at])))
        case "swap":
            other = draw(st.integers(0, len(rows) - 1))
            rows[at], rows[other] = rows[other], rows[at]
        case _:
            rows[at] = draw(_another(season, rows[at]))
    return season.model_copy(update={sheet: tuple(rows)})


@st.composite
def _another(draw: st.DrawFn, season: Season, record: AnyRecord) -> AnyRecord:
    """Give a record that differs from this one in one column."""
    if isinstance(record, ScoreRow):
        code = draw(st.sampled_from([criterion.code for criterion in season.criteria]))
        score = draw(st.sampled_from([Decimal(0), Decimal("0.5"), Decimal(2), None]))
        return changed(record, scores={**record.scores, code: score})
    column = draw(st.sampled_from(columns_of(type(record))))
    known = getattr(season, TARGETS[column.ref]) if column.ref else ()
    codes = [getattr(row, "code", getattr(row, "no", "")) for row in known]
    value = draw(_value(column.kind, getattr(record, column.field), list(column.options.values()), codes))
    return changed(record, **{column.field: value})


def _value(kind: CellKind, now: Any, options: Sequence[Any], codes: Sequence[Any]) -> st.SearchStrategy[Any]:
    if kind is CellKind.LIST:
        return st.lists(st.sampled_from(codes or _TEXTS), max_size=2).map(tuple)
    if kind is CellKind.DATE:
        return st.dates(dt.date(2023, 10, 1), dt.date(2023, 12, 31))
    return st.sampled_from(
        {
            CellKind.CHOICE: options,
            CellKind.INTEGER: codes or [1, 2, 3, 5],
            CellKind.DECIMAL: [Decimal(0), Decimal("1.5"), Decimal(20), Decimal(85)],
            CellKind.PERCENT: [Decimal(0), Decimal("1.5"), Decimal(20), Decimal(85)],
            CellKind.TIME: [dt.time(7), dt.time(9, 30), dt.time(15, 45)],
            CellKind.YES_NO: [not now],
        }.get(kind, codes or _TEXTS)
    )
