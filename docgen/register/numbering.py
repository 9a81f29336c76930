"""The register's numbers put into a season, so that papers and rules find them where they look."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

from docgen.problem import Problem, Severity, Where
from docgen.records import KnownPaper, Season, Source
from docgen.register.entry import Row
from docgen.register.series import parse_number
from docgen.viet import short_date

SHEET: Final = "Sổ đăng ký"
"""Stands for the sheet of a paper whose number only the register knows."""

Places = Mapping[str, Callable[[str], Where]]
"""Of a paper whose number is about to be given: where number, date and signer were typed."""


def name_of(paper: KnownPaper) -> str:
    """Give the name of the paper that a row of the sheet "Văn bản" speaks of: ``thong-bao:AP``."""
    return f"{paper.kind}:{paper.key}" if paper.key else paper.kind


def in_force(rows: Iterable[Row]) -> Iterator[Row]:
    """Give the rows that are a paper's number now: of a paper, and not cancelled."""
    return (row for row in rows if row.paper and not row.cancelled)


def numbered(season: Season, rows: Iterable[Row], typed: Places = MappingProxyType({})) -> Season:
    """Give the season in which every paper has its number, day and signer of the register.

    A row of the sheet "Văn bản" for that paper is replaced where it stands, and keeps what else it
    says; a paper without one gets a row at the end.  What the sheet does not say itself stands where
    ``typed`` says, or in the register.
    """
    papers = list(season.papers)
    places = {(paper.kind, paper.key): index for index, paper in enumerate(papers)}
    for row in in_force(rows):
        kind, _, key = row.paper.partition(":")
        fields: dict[str, Any] = {"number": row.sign, "date": row.date}
        if row.signer_code:
            fields["signer"] = row.signer_code
        place = places.get((kind, key))
        if place is None:
            places[(kind, key)] = place = len(papers)
            papers.append(KnownPaper(kind=kind, key=key))
            papers[place].located(Source(sheet=SHEET))
        old = papers[place]
        new = [name for name, value in fields.items() if getattr(old, name) != value]
        book = Where(sheet=SHEET, spot=f"số {row.sign}")
        given = {name: typed[row.paper](name) if row.paper in typed else book for name in new}
        papers[place] = old.model_copy(update=fields)
        papers[place].located(
            replace(old.source, elsewhere=MappingProxyType({**old.source.elsewhere, **given}))
        )
    return season.model_copy(update={"papers": tuple(papers)})


def disagreements(season: Season, rows: Iterable[Row]) -> list[Problem]:
    """Warn of numbers or days typed into the workbook that differ from those of the register (SO-06)."""
    registered = {row.paper: row for row in in_force(rows)}
    problems = []
    for paper in season.papers:
        row = registered.get(name_of(paper))
        if row is None:
            continue
        typed = parse_number(paper.number)
        differs = typed is not None and not row.answers(typed)
        if differs or (paper.date is not None and paper.date != row.date):
            found = " ngày ".join(filter(None, [paper.number, short_date(paper.date) if paper.date else ""]))
            problems.append(
                Problem(
                    "SO-06",
                    Severity.WARNING,
                    paper.at("number" if differs else "date"),
                    f"Sổ Excel ghi {found}, nhưng sổ đăng ký ghi {row.sign} ngày {short_date(row.date)};"
                    " docgen dùng số của sổ đăng ký.",
                    found,
                    "Xóa số và ngày ở dòng này, hoặc sửa cho khớp.",
                )
            )
    return problems
