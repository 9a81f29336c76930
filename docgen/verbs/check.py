"""Gather: from a workbook to the papers that it asks for, with everything they follow from."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from docgen import __version__, checks, files, output, scoring, workbook
from docgen.corrections import Correction, Store
from docgen.corrections import Form as CorrectionForm
from docgen.kind import Dossier, Kind, Paper
from docgen.kinds import BY_CODE, KINDS
from docgen.problem import ExitCode, Problem, Stop, in_order
from docgen.records import SHEETS, Season
from docgen.register import Places, Row, name_of
from docgen.stale import Inputs, Job
from docgen.verbs.citing import outdated_citations
from docgen.verbs.given_numbers import book_of, put_numbers
from docgen.verbs.owning import find_season
from docgen.verbs.typed import issued_by_workbook, judge_typed
from docgen.verbs.workspace import STYLE, Place, Templates
from docgen.viet.text import slug, suggest

_DRAFTED: Final = "du-thao"
"""How the end of a file's name begins that tells of a draft."""
_DRAFT: Final = re.compile(rf"_{_DRAFTED}-\d+$")


@dataclass(frozen=True, slots=True)
class CheckedWorkbook:
    """A workbook that has been read and checked; ``season`` is ``None`` if it could not be read.

    ``corrections`` are the correction papers of the season that were asked for; ``partial`` is the season
    as far as it could be read.
    """

    place: Place
    season: Season | None
    problems: tuple[Problem, ...]
    corrections: tuple[Correction, ...] = ()
    partial: Season | None = None

    @property
    def errors(self) -> int:
        """Count the problems that stop generation."""
        return sum(problem.is_error for problem in self.problems)

    @property
    def warnings(self) -> int:
        """Count the problems that do not."""
        return len(self.problems) - self.errors

    def as_json(self, shown: Sequence[Problem] | None = None) -> dict[str, Any]:
        """Give what was found as plain JSON values: all problems, or those ``shown`` of a sheet or unit."""
        return {
            "season": self.place.season,
            "workbook": str(self.place.workbook),
            "errors": self.errors,
            "warnings": self.warnings,
            "problems": [problem.as_json() for problem in (self.problems if shown is None else shown)],
        }


@dataclass(frozen=True, slots=True)
class Plan:
    """The papers that a season asks for, in its order, and what they are made from.

    ``kind_of`` maps each paper to its kind; ``not_ready`` are the kinds whose papers will come
    when the records say more; ``masters`` maps template names to bytes, with the style master among them.
    """

    checked: CheckedWorkbook
    jobs: tuple[Job, ...]
    kind_of: dict[str, Kind]
    not_ready: tuple[Kind, ...]
    masters: dict[str, bytes]


def check(
    season: str | None,
    *,
    here: Path,
    more: Sequence[Row] = (),
    typed: Places = MappingProxyType({}),
    today: dt.date | None = None,
) -> CheckedWorkbook:
    """Read a workbook and give all of its problems, in the order of its sheets and cells.

    ``season`` and ``here`` are as in ``find_season``.  Papers have their numbers of the register;
    ``more`` are numbers that are about to be given, ``typed`` says where each of these was typed.  With
    ``today`` papers that are dated back or ahead are told as well.
    """
    place = find_season(season, here)
    contents, asked = book_of(place).read(), Store(place.memory).read()
    examined = workbook.examine(place.workbook)
    reading = put_numbers(examined, contents, more, typed)
    problems = list(reading.problems)
    if examined.partial is not None:
        settled = {problem.where for problem in problems if problem.is_error}
        made, issued = {kind.code for kind in KINDS}, issued_by_workbook(place)
        new = {name_of(paper) for paper in examined.partial.papers if paper.kind in made} - issued
        typed_in = judge_typed(examined.partial, contents, asked.corrections, new, today=today)
        problems += [problem for problem in typed_in if problem.where not in settled]
    if reading.partial is not None:
        problems += checks.check(reading.partial, reading.gaps, problems)
        problems += outdated_citations(reading.partial, asked.corrections)
    titles = [model.sheet.title for model in SHEETS.values()]
    problems += [asked.fault] if asked.fault is not None else []
    problems += Templates.of(place.root).style_lost()
    found = tuple(in_order(problems, titles))
    return CheckedWorkbook(place, reading.season, found, asked.corrections, reading.partial)


def plan(season: str | None, *, here: Path, draft: int = 0, today: dt.date | None = None) -> Plan:
    """Give the papers that a season asks for; ``Stop`` carries the problems when there are errors.

    Papers without number and date are marked as draft number ``draft``; 0 is the copy to be signed.
    ``today`` is as in ``check``.
    """
    return arrange(check(season, here=here, today=today), draft=draft)


def arrange(checked: CheckedWorkbook, *, draft: int = 0) -> Plan:
    """Give the papers that a checked season asks for; ``draft`` and ``Stop`` as in ``plan``."""
    if checked.errors or checked.season is None:
        raise Stop(
            f"Sổ «{checked.place.workbook.name}» còn {checked.errors} lỗi nên chưa làm được văn bản.",
            "Hãy sửa trong Excel, lưu lại rồi chạy lại.",
            problems=checked.problems,
        )
    dossier = Dossier(checked.season, scoring.rank(checked.season), BY_CODE, checked.corrections, draft)
    templates = Templates.of(checked.place.root)
    masters = _read_masters(templates)
    hashes = {name: files.sha256(data) for name, data in masters.items()}
    jobs: list[Job] = []
    kind_of: dict[str, Kind] = {}
    for kind in KINDS:
        for job, like in _jobs(kind, dossier, hashes):
            jobs.append(job)
            kind_of[job.paper] = like
    ready = {kind.code for kind in kind_of.values()}
    not_ready = tuple(kind for kind in KINDS if kind.code not in ready and not kind.occasional)
    return Plan(checked, tuple(jobs), kind_of, not_ready, masters)


def _read_masters(templates: Templates) -> dict[str, bytes]:
    names = dict.fromkeys([STYLE, *(kind.template for kind in KINDS)])
    found = ((name, templates.read(name)) for name in names)
    return {name: data for name, data in found if data is not None}


def _jobs(kind: Kind, dossier: Dossier, hashes: dict[str, str]) -> Iterator[tuple[Job, Kind]]:
    """Give the papers of a kind, each with its kind: one that is like another has that one's template."""
    used: set[str] = set()
    for count, paper in enumerate(kind.papers(dossier), start=1):
        like = paper.like or kind
        context = paper.context.model_dump(mode="json")
        tail = f"{_place(paper, dossier.season, count)}_{paper.slug}" if paper.key else paper.slug
        if context.get("du_thao"):
            tail = f"{tail}_{_DRAFTED}-{dossier.draft}"
        name = output.file_name(kind.order, kind.code, tail)
        if name in used:  # two papers of one place and name: the key, which is unique, tells them apart
            name = output.file_name(kind.order, kind.code, f"{slug(paper.key)}_{tail}")
        used.add(name)
        inputs = Inputs(
            template=hashes.get(like.template, ""),
            style=hashes.get(STYLE, ""),
            program=__version__,
            context=context,
        )
        identity = f"{kind.code}:{paper.key}" if paper.key else kind.code
        made_by = replace(kind, template=like.template, context=like.context) if paper.like else kind
        yield Job(identity, name, paper.label, inputs), made_by


def undrafted(name: str) -> str:
    """Give a file's name without what tells that it is a draft."""
    stem, dot, suffix = name.rpartition(".")
    return f"{_DRAFT.sub('', stem)}{dot}{suffix}"


def _place(paper: Paper, season: Season, count: int) -> str:
    """Give the number in a file's name, by which papers of a kind sort in the order of the season.

    A sitting has its own number and a unit its place in the sheet: papers become ready one by
    one, and a mere count of those that are would rename the others each time.
    """
    units = list(season.unit_by_code)
    number, most = count, count
    if paper.key in units:
        number, most = units.index(paper.key) + 1, len(units)
    elif paper.key.isdecimal():
        number, most = int(paper.key), len(season.sittings)
    return str(number).zfill(max(2, len(str(most))))


# --- --only -----------------------------------------------------------------------------------


def choose(plan: Plan, only: Sequence[str]) -> set[str]:
    """Give the papers that ``--only`` names, or all of them when it names none.

    Each value is a kind's code, or ``code:key``; the key may also be typed as it stands in the
    file's name.  ``Stop`` (usage) suggests what may have been meant.
    """
    if not only:
        return {job.paper for job in plan.jobs}
    chosen: set[str] = set()
    for value in only:
        code, _, key = value.partition(":")
        chosen |= _chosen_of(plan, _kind(code.strip()), key.strip())
    return chosen


def _kind(code: str) -> Kind:
    wanted = slug(code)
    for kind in KINDS:
        if kind.code == wanted:
            return kind
    codes = [kind.code for kind in KINDS]
    near = suggest(code, codes)
    remedy = f"Có phải là: {', '.join(near)}?" if near else f"Các loại: {', '.join(codes)}."
    raise Stop(f"Không có loại văn bản «{code}».", remedy, exit_code=ExitCode.USAGE)


def _chosen_of(plan: Plan, kind: Kind, key: str) -> set[str]:
    jobs = [job for job in plan.jobs if plan.kind_of[job.paper].code == kind.code]
    if not jobs and kind.code in {str(form) for form in CorrectionForm}:
        raise Stop(
            f"Chưa soạn văn bản nào loại «{kind.title}».",
            f"Soạn bằng «docgen correct VĂN-BẢN --form {kind.code}», VĂN-BẢN là văn bản có chỗ sai.",
        )
    if not jobs and kind.occasional:
        raise Stop(f"Sổ không ghi việc nào cần đến «{kind.title}».", "Các loại khác không bị ảnh hưởng.")
    if not jobs:
        raise Stop(f"Chưa đủ dữ liệu để làm loại «{kind.title}».", "Hãy điền tiếp sổ rồi chạy lại.")
    found = [job for job in jobs if not key or _answers(job, key)]
    if found:
        return {job.paper for job in found}
    keys = [job.paper.partition(":")[2] for job in jobs]
    near = suggest(key, keys)
    listed = ", ".join(f"{kind.code}:{name}" for name in (near or keys) if name)
    remedy = f"Có phải là: {listed}?" if near else f"Hiện có: {listed or kind.code}."
    raise Stop(f"Loại «{kind.code}» không có văn bản «{key}».", remedy, exit_code=ExitCode.USAGE)


def _answers(job: Job, key: str) -> bool:
    """Tell whether a typed key means this paper: its key, its number, or the end of its file name."""
    own, typed = slug(job.paper.partition(":")[2]), slug(key)
    if own.isdecimal() and typed.isdecimal():
        return int(own) == int(typed)
    stem = undrafted(job.name).rpartition(".")[0].replace("_", "-")
    return typed != "" and (own == typed or stem.endswith(f"-{typed}"))
