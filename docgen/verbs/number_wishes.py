"""What is asked of the register, as typed, made into numbers; every fault of it is told with its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from docgen import stale
from docgen.kinds import BY_CODE
from docgen.kinds.van_ban import symbol
from docgen.problem import Problem, Severity, Stop, Where
from docgen.records import KnownPaper, ListedPaper, Season
from docgen.register import (
    Row,
    TypedNumber,
    Wanted,
    in_force,
    is_team_series,
    kind_of,
    parse_number,
    series_of,
)
from docgen.stale import Inputs, Job
from docgen.verbs.status import Standing, find_paper
from docgen.viet import DateError, parse_date, short_date, suggest

_E = Severity.ERROR
GIVEN: Final = ("so", "ky_hieu", "ngay_ban_hanh")
"""The fields of a context that are filled by hand on a printed paper."""
LISTED = {"paper": "paper", "number": "number", "date": "date", "signer": "signer"}


@dataclass(frozen=True, slots=True)
class Wish:
    """A number that somebody wants to give to a paper, as typed; ``places`` say where each part stands."""

    paper: str
    number: str
    date: str | dt.date | None
    signer: str = ""
    reason: str = ""
    copies: int = 0
    note: str = ""
    places: tuple[tuple[str, Where], ...] = ()

    def at(self, part: str) -> Where:
        """Give the place of one part: its cell in a list, or the option of the command."""
        return dict(self.places).get(part, Where(spot="VĂN-BẢN" if part == "paper" else f"--{part}"))


def listed(row: ListedPaper) -> Wish:
    """Make a wish of one row of a list."""
    return Wish(
        row.paper,
        row.number,
        row.date,
        row.signer,
        row.reason,
        row.copies or 0,
        row.note,
        places=tuple((part, row.at(field)) for part, field in LISTED.items()),
    )


@dataclass(frozen=True, slots=True)
class NumberWish:
    """A wish that could be understood: the paper, its number, symbol, day and signer.

    ``typed`` is the number as it was typed; ``job`` is the paper without this number.
    """

    wish: Wish
    job: Job
    symbol: str
    typed: TypedNumber
    date: dt.date
    signer: str

    def row(self, season: Season) -> Row:
        """Give the row of the register, as far as it is known before the paper is drafted."""
        return Row(
            series=series_of(season.general, self.symbol),
            year=self.date.year,
            number=self.typed.number,
            letter=self.typed.letter,
            symbol=self.symbol,
            kind=kind_of(self.symbol),
            date=self.date,
            subject=self.job.label,
            signer_code=self.signer,
            copies=self.wish.copies,
            note=self.wish.note,
            paper=self.job.paper,
            file=self.job.name,
            label=self.job.label,
        )

    def wanted(self, season: Season) -> Wanted:
        """Give the number as the rules of the register judge it."""
        row = self.row(season)
        known = replace(row.known(""), name=self.job.label, where=self.wish.at("number"))
        begins = is_team_series(season.general, row.series)
        return Wanted(known, self.typed.symbol, self.wish.reason, self.wish.at("date"), begins)


def is_given(wish: Wish, rows: Iterable[Row]) -> bool:
    """Tell whether the register says already what a wish says: paper, number, day, signer if named."""
    row = next((row for row in in_force(rows) if row.paper == wish.paper.strip()), None)
    parsed = parse_number(wish.number)
    if row is None or parsed is None:
        return False
    try:
        date = parse_date(wish.date)
    except DateError:
        return False
    return date == row.date and row.answers(parsed) and wish.signer in {"", row.signer_code}


def understand(
    standing: Standing, season: Season, wishes: Sequence[Wish]
) -> tuple[list[NumberWish], list[Problem]]:
    """Give the wishes that can be understood, and what is wrong with the others."""
    asked: list[NumberWish] = []
    problems: list[Problem] = []
    for wish in wishes:
        try:
            job = _job_of(standing, wish)
            parsed = _number_of(wish)
            date = _date_of(wish)
        except _UnclearError as unclear:
            problems.append(unclear.problem)
            continue
        own = str(
            job.inputs.context.get("ky_hieu") or symbol(season.general, BY_CODE[job.paper.partition(":")[0]])
        )
        item = NumberWish(wish, job, own, parsed, date, wish.signer)
        problems += _faults(standing, season, item, asked)
        asked.append(item)
    return asked, problems


class _UnclearError(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


def _unclear(where: Where, message: str, found: str, remedy: str) -> _UnclearError:
    return _UnclearError(Problem("SO-07", _E, where, message, found, remedy))


def _job_of(standing: Standing, wish: Wish) -> Job:
    try:
        verdict = find_paper(standing, wish.paper)
    except Stop as stop:
        raise _unclear(wish.at("paper"), stop.message, wish.paper, stop.remedy) from stop
    job = next((job for job in standing.plan.jobs if job.paper == verdict.paper), None)
    if job is None:
        message = f"Sổ không còn văn bản «{verdict.label}»."
        raise _unclear(wish.at("paper"), message, wish.paper, "Xem «docgen status».")
    return job


def _number_of(wish: Wish) -> TypedNumber:
    parsed = parse_number(wish.number)
    if parsed is None:
        message = (
            f"«{wish.number}» không phải là số văn bản." if wish.number.strip() else "Chưa có số văn bản."
        )
        raise _unclear(wish.at("number"), message, wish.number, "Ghi số, ví dụ 87 hoặc 87/KH-MTTQ-BTT.")
    return parsed


def _date_of(wish: Wish) -> dt.date:
    try:
        return parse_date(wish.date)
    except DateError as error:
        raise _unclear(wish.at("date"), error.reason, str(wish.date or ""), error.remedy) from error


def _faults(
    standing: Standing, season: Season, item: NumberWish, before: Sequence[NumberWish]
) -> list[Problem]:
    """Give what keeps this very paper from getting this number, whatever other numbers there are."""
    wish, job = item.wish, item.job
    faults: list[Problem] = []
    frozen = standing.frozen.get(job.paper)
    if any(other.job.paper == job.paper for other in before):
        faults.append(
            Problem(
                "SO-07", _E, wish.at("paper"), f"«{job.label}» có hai dòng trong danh sách.", job.paper,
                "Giữ một dòng.",
            )
        )  # fmt: skip
    if frozen is not None and not frozen.by_workbook:
        faults.append(
            Problem(
                "SO-08",
                _E,
                wish.at("paper"),
                f"«{job.label}» đã có số {frozen.number}.",
                remedy=(
                    "Không phải cấp lại: trong danh sách thì ghi đúng như sổ đăng ký, hoặc xóa dòng này. Nội"
                    " dung sai: ra văn bản khác («docgen correct»). Chưa gửi mà hỏng: hủy số bằng --cancel."
                ),
            )
        )
    else:  # what the season holds of a number that the register gave does not come from the workbook
        kind, _, key = job.paper.partition(":")
        faults += _against_workbook(season.paper(kind, key), item)
    codes = [signer.code for signer in season.signers]
    if item.signer and item.signer not in codes:
        near = suggest(item.signer, codes)
        remedy = f"Có phải là: {', '.join(near)}?" if near else f"Trong sổ có: {', '.join(codes)}."
        message = f"Không có người ký nào mang mã «{item.signer}»."
        faults.append(Problem("SO-07", _E, wish.at("signer"), message, item.signer, remedy))
    return faults


def _against_workbook(paper: KnownPaper, item: NumberWish) -> list[Problem]:
    """Compare with number and day that stand in the workbook for this paper."""
    typed = parse_number(paper.number)
    other_number = typed is not None and typed.order != item.typed.order
    if not other_number and (paper.date is None or paper.date == item.date):
        return []
    day = f" ngày {short_date(paper.date)}" if paper.date else ""
    return [
        Problem(
            "SO-06",
            _E,
            item.wish.at("number" if other_number else "date"),
            f"«{item.job.label}»: sổ Excel đã ghi {paper.number}{day}, khác với số muốn cấp.",
            item.wish.number if other_number else short_date(item.date),
            f"Sửa một trong hai chỗ cho khớp; trong sổ là ô {paper.at('number')}.",
        )
    ]


def changed_since_printed(standing: Standing, item: NumberWish) -> tuple[str, ...]:
    """Say what the records say otherwise than when the paper was last generated, and so printed.

    The number itself is no change: a paper whose number was cancelled may still hold it.
    """
    entry = stale.settle(standing.manifest, standing.disk).papers.get(item.job.paper)
    if entry is None or item.job.paper in standing.frozen:
        return ()
    old = replace(entry.inputs, program=item.job.inputs.program)  # another docgen says nothing else
    changed = tuple(stale.changes(_unnumbered(old), _unnumbered(item.job.inputs)))
    verdict = next(verdict for verdict in standing.verdicts if verdict.paper == item.job.paper)
    return verdict.reasons or changed if changed else ()


def _unnumbered(inputs: Inputs) -> Inputs:
    kept = {name: value for name, value in inputs.context.items() if name not in GIVEN}
    return replace(inputs, context=kept)
