"""A workbook → the season that it says, or everything that is wrong with it."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from docgen.problem import Problem, Where, in_order
from docgen.records import SHEETS, General, KnownPaper, Layout, Record, Season, Source
from docgen.viet import accentless, name_key, suggest
from docgen.workbook.columns import CellKind, columns_of, is_matrix
from docgen.workbook.faults import fault
from docgen.workbook.grid import Tab, read_tabs
from docgen.workbook.matrix import read_matrix
from docgen.workbook.old_encodings import legacy_columns
from docgen.workbook.refs import PAPER_KEYS, TARGETS, RefTable, resolve_all
from docgen.workbook.skeleton import Skeleton, take_skeleton
from docgen.workbook.source import read_bytes
from docgen.workbook.table import RawRow, SheetTable, read_form, read_table

_COPY = re.compile(r"(?:\s*[-_]?\s*(?:\([^)]*\)?|\d+|copy|ban sao))+$")
"""What a copy of a sheet has after the title: (2), copy, bản sao."""
_TITLES = [model.sheet.title for model in SHEETS.values()]


@dataclass(frozen=True, slots=True)
class WorkbookReading:
    """What a workbook says, as far as it could be read; ``problems`` stand in the order of tabs and cells.

    ``partial`` is for the rules only: ``None`` where the file could not be opened, else a season
    in which ``gaps`` are missing.  A gap is a field of ``Season`` (``visits``: rows are left out)
    or one of its columns (``visits.checks``: cells that could not be read stand empty, required
    ones of ``general`` hold a value of no meaning).
    """

    partial: Season | None
    gaps: frozenset[str]
    problems: list[Problem]

    @property
    def season(self) -> Season | None:
        """The season, if everything was read as it was meant."""
        is_whole = not self.gaps and not any(problem.is_error for problem in self.problems)
        return self.partial if is_whole else None


def read(path: Path) -> tuple[Season | None, list[Problem]]:
    """Read a workbook: its season, or ``None`` when there is an error of any kind, and all problems."""
    reading = examine(path)
    if reading.gaps and not any(problem.is_error for problem in reading.problems):
        # A rule (TEN-01) names the rows; who reads without asking the rules must be told even so.
        return None, [*reading.problems, fault("O-20", Where(path.name))]
    return reading.season, reading.problems


def examine(path: Path) -> WorkbookReading:
    """Read as much of a workbook as can be read; nothing is ever written into it."""
    data, problems = read_bytes(path)
    if data is None:
        return WorkbookReading(None, frozenset(), problems)
    skeleton = take_skeleton(data, path.name)
    if isinstance(skeleton, Problem):
        return WorkbookReading(None, frozenset(), [*problems, skeleton])
    tabs = read_tabs(skeleton, path.name)
    if isinstance(tabs, Problem):
        return WorkbookReading(None, frozenset(), [*problems, tabs])
    season, gaps = _read_season(tabs, skeleton, path.name, problems)
    return WorkbookReading(season, gaps, in_order(problems, [tab.title for tab in tabs]))


def _read_season(
    tabs: list[Tab], skeleton: Skeleton, what: str, problems: list[Problem]
) -> tuple[Season, frozenset[str]]:
    """Give the season with its gaps; what is wrong is added to ``problems``."""
    named, doubtful = _by_title(tabs, what, problems)
    tables: dict[str, SheetTable] = {}
    for field, model in SHEETS.items():
        tab = named.get(field)
        if tab is None:
            # A sheet that should be there and is not: what refers to it is not judged.
            expected = model.sheet.required or field in doubtful
            lost = [fault("BANG-01", Where(what), title="", hint="")] if expected else []
            tables[field] = SheetTable(problems=lost)
            continue
        legacy = legacy_columns(tab, by_font=skeleton.legacy_fonts)
        if legacy:
            tables[field] = SheetTable(problems=legacy)
            problems += legacy
        elif not is_matrix(model):
            read_sheet = read_form if model.sheet.layout is Layout.FORM else read_table
            tables[field] = read_sheet(tab, model)
            problems += tables[field].problems
    tables.update(_referred_to(tables, named, what, problems))
    refs = {ref: RefTable(ref, tables[field]) for ref, field in TARGETS.items()}
    for field, tab in named.items():
        if field not in tables:
            tables[field] = read_matrix(tab, refs["units"], refs["criteria"])
            problems += tables[field].problems
    if not tables["general"].rows:
        tables["general"].rows.append(
            RawRow({}, Source(what, General.sheet.title), set(General.model_fields))
        )
    records = {field: _records(field, tables[field], refs, problems) for field in SHEETS if field in tables}
    fields: dict[str, Any] = {name: tuple(rows) for name, rows in records.items()}
    season = Season(**{**fields, "general": records["general"][0]})
    gaps = set[str]().union(*(_gaps(field, table) for field, table in tables.items()))
    return season, frozenset(gaps | doubtful)


def _referred_to(
    tables: Mapping[str, SheetTable], there: Collection[str], what: str, problems: list[Problem]
) -> dict[str, SheetTable]:
    """Tell once of each sheet that may be missing, but not while others name what stands in it."""
    referred = {
        TARGETS[column.ref]
        for field, table in tables.items()
        for column in columns_of(SHEETS[field])
        if column.ref in TARGETS and any(column.field in row.values for row in table.rows)
    }
    missing: dict[str, SheetTable] = {}
    for field in referred - set(there):
        if not tables[field].problems:
            told = fault("BANG-01", Where(what), title=SHEETS[field].sheet.title, hint="")
            missing[field] = SheetTable(problems=[told])
            problems.append(told)
    return missing


def _by_title(tabs: list[Tab], what: str, problems: list[Problem]) -> tuple[dict[str, Tab], frozenset[str]]:
    """Find the tab of each field of ``Season``; titles match by key, and near misses are told.

    The second value names the fields of which nothing is certain: two tabs claim to be their sheet, or
    one with nearly its title does.
    """
    by_key: dict[str, Tab] = {}
    twice = set()
    for tab in tabs:
        key = name_key(tab.title)
        first = by_key.setdefault(key, tab)
        if first is not tab and key in map(name_key, _TITLES):
            problems.append(fault("BANG-02", tab.where(), title=first.title))
            twice.add(key)
    named, doubtful = {}, set()
    for field, model in SHEETS.items():
        key = name_key(model.sheet.title)
        if key in by_key:
            named[field] = by_key.pop(key)
            if named[field].is_hidden:
                problems.append(fault("BANG-25", named[field].where(), named[field].title))
        if key in twice:
            doubtful.add(field)
    meant = _meant(by_key.values(), named)
    problems += _missing_sheets(meant, named, what)
    problems += _copies(by_key.values(), named.values())
    return named, frozenset(doubtful | meant.keys())


def _meant(strangers: Iterable[Tab], named: Collection[str]) -> dict[str, str]:
    """Give the missing sheets that unknown ones may be meant for: field to the title that stands there."""
    missing = {model.sheet.title: field for field, model in SHEETS.items() if field not in named}
    meant: dict[str, str] = {}
    for tab in strangers:
        for title in suggest(tab.title, missing)[:1]:
            meant.setdefault(missing[title], tab.title)
    return meant


def _copies(strangers: Iterable[Tab], named: Collection[Tab]) -> Iterator[Problem]:
    """Tell of sheets whose titles are those of ours but for accents and the marks of a copy."""
    titles = {accentless(name_key(tab.title)): tab.title for tab in named}
    for tab in strangers:
        bare = _COPY.sub("", accentless(name_key(tab.title)))
        if bare in titles:
            yield fault("BANG-26", tab.where(), tab.title, title=titles[bare])


def _missing_sheets(meant: Mapping[str, str], named: Collection[str], what: str) -> Iterator[Problem]:
    """Tell which needed sheets are missing, and which unknown ones may be meant for a missing one."""
    for field, model in SHEETS.items():
        if field in named:
            continue
        title, near = model.sheet.title, meant.get(field, "")
        if model.sheet.required:
            hint = f" (có phải trang «{near}» không?)" if near else ""
            yield fault("BANG-01", Where(what), title=title, hint=hint)
        elif near:
            yield fault("BANG-03", Where(what, near), near, title=title)


def _gaps(field: str, table: SheetTable) -> set[str]:
    """Name what is missing of a sheet, as ``Reading`` does."""
    model = SHEETS[field]
    unread = {f"{field}.{name}" for row in table.rows for name in row.unread}
    # The form says itself which labels are at fault; of a table nothing is certain then.
    if table.is_misread and model.sheet.layout is not Layout.FORM:
        return {field, *(f"{field}.{name}" for name in model.model_fields)}
    return {field, *unread} if table.lost else unread


def _records(
    field: str, table: SheetTable, refs: Mapping[str, RefTable], problems: list[Problem]
) -> list[Record]:
    """Make the records of a sheet, references resolved; a row that makes no record is lost."""
    model = SHEETS[field]
    records = []
    for row in table.rows:
        if not is_matrix(model):
            _resolve(model, row, refs, problems)
        for name, value in _stand_ins(field).items():
            if name not in row.values:
                row.values[name] = value
                row.unread.add(name)
        try:
            records.append(model(**row.values).located(row.source))
        except ValidationError as error:
            # Missing fields were told when the row was read; pydantic's English stays inside.
            table.lost = True
            refused = {str(detail["loc"][0]) for detail in error.errors() if detail["type"] != "missing"}
            problems += [
                fault("O-19", row.source.at(column.field), heading=column.heading)
                for column in columns_of(model)
                if refused & {column.field, column.heading}
            ]
    return records


def _resolve(model: type[Record], row: RawRow, refs: Mapping[str, RefTable], problems: list[Problem]) -> None:
    """Put codes in the place of what was typed; an unresolved reference is left out of the row."""
    for column in columns_of(model):
        typed = row.values.get(column.field)
        ref = _ref_of(model, column.field, column.ref, row)
        if not ref or typed is None:
            continue
        where = row.source.at(column.field)
        if column.kind is CellKind.LIST:
            row.values[column.field] = resolve_all(typed, refs[ref], where, problems)
            if any(problem.where == where for problem in problems):
                row.unread.add(column.field)
            continue
        code = refs[ref].resolve(str(typed), where, problems)
        if code is None:
            del row.values[column.field]
            row.unread.add(column.field)
        else:
            row.values[column.field] = int(code) if column.kind is CellKind.INTEGER else code


def _ref_of(model: type[Record], field: str, declared: str, row: RawRow) -> str:
    """Tell which list a field refers to; the key of a paper refers to what its kind is made for."""
    if model is KnownPaper and field == "key":
        return PAPER_KEYS.get(row.values.get("kind", ""), "")
    return declared


_EMPTY: Mapping[CellKind, Any] = {
    CellKind.TEXT: "",
    CellKind.LIST: (),
    CellKind.INTEGER: 0,
    CellKind.DECIMAL: Decimal(0),
    CellKind.PERCENT: Decimal(0),
    CellKind.DATE: dt.date.min,
    CellKind.TIME: dt.time(),
    CellKind.YES_NO: False,
}


@functools.cache
def _stand_ins(field: str) -> Mapping[str, Any]:
    """Give what stands for cells without which there would be no record, where rules need it even so.

    There is one ``general`` record, and a unit that is not known still takes its time of the day.
    """
    if field == "visits":
        return {"unit": ""}
    if field != "general":
        return {}
    return {column.field: _EMPTY[column.kind] for column in columns_of(General) if column.required}
