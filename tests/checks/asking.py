"""Asking the rules: all problems of one code, or the one problem that there must be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, TypeVar

from docgen.checks import check
from docgen.problem import Problem
from docgen.records import Record, Season
from tests.factory import make_season

AnyRecord = TypeVar("AnyRecord", bound=Record)


def found(code: str, season: Season) -> list[Problem]:
    """Give the problems of one code, in the order of the sheets."""
    return [problem for problem in check(season) if problem.code == code]


def the(code: str, season: Season) -> Problem:
    """Give the one problem of this code; there must be no other of it."""
    problems = found(code, season)
    assert len(problems) == 1, [str(problem.where) + " " + problem.message for problem in problems]
    return problems[0]


def day(text: str) -> dt.date:
    """Read "17/10/2023"."""
    return dt.datetime.strptime(text, "%d/%m/%Y").replace(tzinfo=dt.UTC).date()


def but(records: Iterable[AnyRecord], key: str, **fields: Any) -> tuple[AnyRecord, ...]:
    """Change the record whose first column reads ``key``, leave the others."""
    rows = tuple(records)
    first = next(iter(type(rows[0]).model_fields))
    assert any(str(getattr(row, first)) == key for row in rows), f"no record {key}"
    return tuple(row.model_copy(update=fields) if str(getattr(row, first)) == key else row for row in rows)


GOOD = make_season()
"""The season that every bad sample spoils at one point."""
