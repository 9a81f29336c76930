"""What ``check`` found of one sheet or one unit, out of everything that it found."""

from __future__ import annotations

import re

from docgen.problem import ExitCode, Problem, Stop
from docgen.records import SHEETS, Season, Unit
from docgen.verbs.check import CheckedWorkbook
from docgen.viet.text import fold_tone, name_key, suggest, unit_key


def narrow(checked: CheckedWorkbook, *, sheet: str = "", unit: str = "") -> tuple[Problem, ...]:
    """Give the problems of a sheet, of a unit (in its rows, or naming it), or of a unit in a sheet.

    Names are matched as in the workbook, a unit also by its code.  ``Stop`` for a name that nobody has.
    """
    found = checked.problems
    if sheet:
        title = _title(checked, sheet)
        found = tuple(problem for problem in found if problem.where.sheet == title)
    if unit and checked.partial is not None:
        wanted = _unit(checked.partial, unit)
        rows = _rows(checked.partial, wanted.code)
        name = fold_tone(wanted.full_name).casefold()
        found = tuple(
            problem
            for problem in found
            if (problem.where.sheet, _row(problem)) in rows or name in fold_tone(problem.message).casefold()
        )
    return found


def _title(checked: CheckedWorkbook, sheet: str) -> str:
    titles = [model.sheet.title for model in SHEETS.values()]
    titles += [problem.where.sheet for problem in checked.problems if problem.where.sheet not in titles]
    for title in titles:
        if name_key(title) == name_key(sheet):
            return title
    raise _unknown("trang", sheet, titles)


def _unit(season: Season, typed: str) -> Unit:
    kind, name = unit_key(typed)
    for unit in season.units:
        names = {unit_key(spelling)[1] for spelling in (unit.name, *unit.aliases)}
        if unit.code.casefold() == typed.casefold() or (name in names and kind in {"", unit.kind}):
            return unit
    raise _unknown("đơn vị", typed, [unit.full_name for unit in season.units])


def _unknown(what: str, typed: str, known: list[str]) -> Stop:
    near = " hay ".join(f"«{name}»" for name in suggest(typed, known))
    hint = f"Có phải {near} không?" if near else f"Hãy ghi tên {what} như trong sổ."
    return Stop(f"Sổ không có {what} «{typed}».", hint, ExitCode.USAGE)


def _rows(season: Season, code: str) -> set[tuple[str, int]]:
    """Give sheet and row of every record that is about a unit."""
    return {
        (record.source.sheet, record.source.row)
        for field in SHEETS
        for record in (getattr(season, field) if field != "general" else ())
        if getattr(record, "unit", None) == code or (isinstance(record, Unit) and record.code == code)
    }


def _row(problem: Problem) -> int:
    match = re.search(r"\d+$", problem.where.cell)
    return int(match[0]) if match else 0
