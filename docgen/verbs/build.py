"""Build: papers as bytes in memory, kind by kind; a kind with a fault gives no paper at all."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from docgen.kind import BookForm, Kind
from docgen.problem import Problem, Severity, Stop, Where
from docgen.stale import Job
from docgen.verbs.check import Plan
from docgen.verbs.workspace import STYLE

if TYPE_CHECKING:
    from docgen.render import Template


def build(plan: Plan, jobs: Sequence[Job]) -> tuple[dict[str, bytes], list[Problem]]:
    """Render papers; give the bytes of each, and all faults of templates and papers.

    When one paper of a kind fails, none of that kind is given: half a kind would be sent out as
    if it were all.
    """
    made: dict[str, bytes] = {}
    problems: list[Problem] = []
    for kind, group in _by_kind(plan, jobs):
        papers, faults = _build_kind(plan, kind, group)
        problems += faults
        if not faults:
            made |= papers
    return made, problems


def _by_kind(plan: Plan, jobs: Iterable[Job]) -> Iterator[tuple[Kind, list[Job]]]:
    for _, group in groupby(
        jobs, key=lambda job: (plan.kind_of[job.paper].code, plan.kind_of[job.paper].template)
    ):
        members = list(group)
        yield plan.kind_of[members[0].paper], members


def _build_kind(plan: Plan, kind: Kind, jobs: Sequence[Job]) -> tuple[dict[str, bytes], list[Problem]]:
    # A run in which nothing changed does not pay for loading the Word libraries.
    from docgen.render import check_package  # noqa: PLC0415

    data = plan.masters.get(kind.template)
    if data is None:
        return {}, [no_template(kind)]
    try:
        template = _compiled(kind, data, plan.masters.get(STYLE))
    except Stop as stop:
        return {}, list(stop.problems)
    papers: dict[str, bytes] = {}
    problems: list[Problem] = []
    for job in jobs:
        try:
            papers[job.paper] = template.render(job.inputs.context)
        except Stop as stop:
            problems += [_of_paper(problem, job) for problem in stop.problems]
            continue
        problems += check_package(papers[job.paper], name=job.name, tags=False)
    return papers, problems


@functools.lru_cache(maxsize=32)
def _compiled(kind: Kind, data: bytes, style: bytes | None) -> Template:
    """Compile a template once, also where papers are asked for one by one."""
    from docgen.render import Schema, compile_template  # noqa: PLC0415 - see above

    return compile_template(data, Schema.of(kind.context), name=kind.template, style=style)


def no_template(kind: BookForm | Kind) -> Problem:
    """Say that nobody has the template of a kind."""
    return Problem(
        "MAU-00",
        Severity.ERROR,
        Where(file=kind.template),
        f"Không thấy mẫu của «{kind.title}».",
        remedy="Chạy «docgen init .» để chép lại các mẫu có sẵn.",
    )


def _of_paper(problem: Problem, job: Job) -> Problem:
    """Add the paper to the place of a fault that only its values bring out."""
    where = problem.where
    spot = f"{where.spot}, khi làm «{job.label}»" if where.spot else f"khi làm «{job.label}»"
    moved = Where(where.file, where.sheet, where.cell, spot)
    return Problem(problem.code, problem.severity, moved, problem.message, problem.found, problem.remedy)
