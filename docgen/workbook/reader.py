"""A workbook → the season that it says, or everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from docgen.problem import Problem, Where, in_order
from docgen.records import SHEETS, KnownPaper, Layout, Record, Season
from docgen.viet import name_key, suggest
from docgen.workbook.columns import Kind, columns_of, is_matrix
from docgen.workbook.faults import fault
from docgen.workbook.grid import Tab, read_tabs
from docgen.workbook.legacy import legacy_columns
from docgen.workbook.matrix import read_matrix
from docgen.workbook.refs import PAPER_KEYS, TARGETS, RefTable, resolve_all
from docgen.workbook.skeleton import Skeleton, take_skeleton
from docgen.workbook.source import read_bytes
from docgen.workbook.table import RawRow, Table, read_form, read_table

_TITLES = [model.sheet.title for model in SHEETS.values()]


def read(path: Path) -> tuple[Season | None, list[Problem]]:
    """Read a workbook; nothing is ever written into it.

    Gives the season, or ``None`` when there is an error of any kind: the rows that could be read
    would only make other rules speak of what is missing.  All problems come together, in the
    order of the tabs and cells.
    """
    data, problems = read_bytes(path)
    if data is None:
        return None, problems
    skeleton = take_skeleton(data, path.name)
    if isinstance(skeleton, Problem):
        return None, [*problems, skeleton]
    tabs = read_tabs(skeleton, path.name)
    if isinstance(tabs, Problem):
        return None, [*problems, tabs]
    season = _read_season(tabs, skeleton, path.name, problems)
    if any(problem.is_error for problem in problems):
        season = None
    return season, in_order(problems, [tab.title for tab in tabs])


def _read_season(tabs: list[Tab], skeleton: Skeleton, what: str, problems: list[Problem]) -> Season | None:
    named = _by_title(tabs, what, problems)
    tables: dict[str, Table] = {}
    for field, model in SHEETS.items():
        tab = named.get(field)
        if tab is None:
            # A sheet that should be there and is not: what refers to it is not judged.
            lost = [fault("BANG-01", Where(what), title="", hint="")] if model.sheet.required else []
            tables[field] = Table(problems=lost)
            continue
        legacy = legacy_columns(tab, by_font=skeleton.legacy_fonts)
        if legacy:
            tables[field] = Table(problems=legacy)
            problems += legacy
        elif not is_matrix(model):
            read_sheet = read_form if model.sheet.layout is Layout.FORM else read_table
            tables[field] = read_sheet(tab, model)
            problems += tables[field].problems
    refs = {ref: RefTable(ref, tables[field]) for ref, field in TARGETS.items()}
    for field, tab in named.items():
        if field not in tables:
            tables[field] = read_matrix(tab, refs["units"], refs["criteria"])
            problems += tables[field].problems
    records = {
        field: _records(model, tables[field], refs, problems)
        for field, model in SHEETS.items()
        if field in tables
    }
    return _season(records)


def _by_title(tabs: list[Tab], what: str, problems: list[Problem]) -> dict[str, Tab]:
    """Find the tab of each field of ``Season``; titles match by key, and near misses are told."""
    by_key: dict[str, Tab] = {}
    for tab in tabs:
        first = by_key.setdefault(name_key(tab.title), tab)
        if first is not tab and name_key(tab.title) in map(name_key, _TITLES):
            problems.append(fault("BANG-02", tab.where(), title=first.title))
    named = {}
    for field, model in SHEETS.items():
        key = name_key(model.sheet.title)
        if key in by_key:
            named[field] = by_key.pop(key)
    problems += _missing_sheets(by_key.values(), named, what)
    return named


def _missing_sheets(strangers: Iterable[Tab], named: Mapping[str, Tab], what: str) -> list[Problem]:
    """Tell which needed sheets are missing, and which unknown ones may be meant for a missing one."""
    missing = {model.sheet.title: model.sheet for field, model in SHEETS.items() if field not in named}
    meant: dict[str, str] = {}
    for tab in strangers:
        for title in suggest(tab.title, missing)[:1]:
            meant.setdefault(title, tab.title)
    problems = []
    for title, sheet in missing.items():
        near = meant.get(title, "")
        if sheet.required:
            hint = f" Có phải trang «{near}» không?" if near else ""
            problems.append(fault("BANG-01", Where(what), title=title, hint=hint))
        elif near:
            problems.append(fault("BANG-03", Where(what, near), near, title=title))
    return problems


def _records(
    model: type[Record], table: Table, refs: Mapping[str, RefTable], problems: list[Problem]
) -> list[Record]:
    """Make the records of a sheet, references resolved."""
    records = []
    for row in table.rows:
        if not is_matrix(model):
            _resolve(model, row, refs, problems)
        try:
            records.append(model(**row.values).located(row.source))
        except ValidationError as error:
            # Missing fields were told when the row was read; pydantic's English stays inside.
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
        if column.kind is Kind.LIST:
            row.values[column.field] = resolve_all(typed, refs[ref], where, problems)
            continue
        code = refs[ref].resolve(str(typed), where, problems)
        if code is None:
            del row.values[column.field]
        else:
            row.values[column.field] = int(code) if column.kind is Kind.INTEGER else code


def _ref_of(model: type[Record], field: str, declared: str, row: RawRow) -> str:
    """Tell which list a field refers to; the key of a paper refers to what its kind is made for."""
    if model is KnownPaper and field == "key":
        return PAPER_KEYS.get(row.values.get("kind", ""), "")
    return declared


def _season(records: Mapping[str, list[Record]]) -> Season | None:
    """Put the season together; ``None`` when the one record that it cannot do without is missing."""
    if not records["general"]:
        return None
    fields: dict[str, Any] = {name: tuple(rows) for name, rows in records.items()}
    fields["general"] = records["general"][0]
    return Season(**fields)
