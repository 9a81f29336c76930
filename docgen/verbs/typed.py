"""Numbers typed into the sheet "Văn bản": what holds for a number of the register holds for them too."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from typing import Final

from docgen.checks.days import is_correction, is_of_no_paper, paper_named
from docgen.corrections import Correction
from docgen.kinds import BY_CODE, OUTSIDE
from docgen.kinds.correction_papers import symbol_of
from docgen.kinds.van_ban import symbol
from docgen.problem import Problem, Severity
from docgen.records import General, KnownPaper, Season
from docgen.register import (
    DATABASE,
    TYPES,
    Contents,
    Known,
    Wanted,
    in_force,
    is_team_series,
    judge,
    kind_of,
    name_of,
    parse_number,
    series_of,
)
from docgen.vault import ISSUED, REOPENED, Vault
from docgen.verbs.workspace import Place
from docgen.viet import name_key

CITED: Final = tuple(paper.code for paper in OUTSIDE)
"""Outside papers that a season cites: a number taken in for one of them is filled in where it is cited."""
OF_OTHERS: Final = "do cơ quan khác cấp"
"""Why numbers of another office need not follow each other."""


def taken_of(season: Season, contents: Contents) -> list[Known]:
    """Give the numbers of the register, each in the series that it is counted in by the setting of today."""
    general = season.general
    return [replace(row.known(DATABASE), series=series_of(general, row.symbol)) for row in contents.rows]


def typed_numbers(
    season: Season,
    contents: Contents,
    corrections: Sequence[Correction] = (),
    new: Container[str] = (),
) -> Iterator[Wanted]:
    """Give the numbers that only the workbook knows; ``new`` is as in ``judge_typed``.

    Those of another office are in a series of their own, whose other numbers nobody knows.
    """
    registered = {row.paper for row in in_force(contents.rows)}
    asked = {item.id: item for item in corrections}
    for paper in season.papers:
        parsed = parse_number(paper.number)
        if name_of(paper) in registered or is_of_no_paper(paper) or parsed is None:
            continue
        general = season.general
        right = right_symbol(general, paper, asked.get(name_of(paper)))
        ours = is_ours(general, paper)
        series = series_of(general, right) if ours else f"{TYPES[kind_of(right)]} của {paper.issuer}"
        year = paper.date.year if paper.date else general.year
        yield Wanted(
            Known(
                series,
                year,
                parsed.number,
                parsed.symbol or right,
                paper.date,
                paper_named(season, paper),
                paper.at("number"),
                letter=parsed.letter,
            ),
            reason="" if ours else OF_OTHERS,
            date_at=paper.at("date"),
            begins=ours and is_team_series(general, series),
            recorded=True,
            old=name_of(paper) not in new,
        )


def right_symbol(general: General, paper: KnownPaper, correction: Correction | None) -> str:
    """Give the symbol that a paper is meant to have; ``correction`` is what was asked for, if it is one."""
    if correction is not None:
        return symbol_of(general, correction)
    return general.symbol_suffix if is_correction(paper.kind) else symbol(general, BY_CODE[paper.kind])


def is_ours(general: General, paper: KnownPaper) -> bool:
    """Tell whether a paper is the office's or its team's: another office's numbers are none of ours."""
    issuer = name_key(paper.issuer)
    ours = (general.org_short, general.org_full, general.team_called)
    return not issuer or any(name_key(name) in issuer for name in ours)


def judge_typed(
    season: Season,
    contents: Contents,
    corrections: Sequence[Correction],
    new: Container[str],
    *,
    today: dt.date | None,
) -> Iterator[Problem]:
    """Give all that is wrong with the numbers that stand in the workbook, with their cells.

    ``new`` are the papers that docgen makes and that are not issued yet.
    """
    asked = {item.id: item for item in corrections}
    for paper in season.papers:
        if paper.number.strip() and not is_of_no_paper(paper):
            correction = asked.get(name_of(paper))
            right = right_symbol(season.general, paper, correction)
            yield from _unclear(season, paper, right)
            if not is_correction(paper.kind) or correction is not None:
                yield from _symbol(season, paper, right)
    yield from judge(
        list(typed_numbers(season, contents, corrections, new)),
        taken_of(season, contents),
        today=today,
        off={day.date for day in season.holidays if not day.worked},
        made_up={day.date for day in season.holidays if day.worked},
    )


def _unclear(season: Season, paper: KnownPaper, right: str) -> Iterator[Problem]:
    """Tell of a number that is none, and of one without its day; other offices write theirs otherwise."""
    number, named = paper.number.strip(), paper_named(season, paper)
    others = not is_ours(season.general, paper) and any(letter.isdecimal() for letter in number)
    if parse_number(number) is None and not others:
        yield Problem(
            "SO-07",
            Severity.ERROR,
            paper.at("number"),
            f"{named}: «{number}» không phải là số văn bản.",
            number,
            f"Ghi số, ví dụ 87 hoặc 87/{right}; chưa có số thì để trống.",
        )
    elif paper.date is None:
        yield Problem(
            "SO-11",
            Severity.WARNING,
            paper.at("date"),
            f"{named} có số mà chưa có ngày ban hành: chưa được coi là đã ban hành.",
            number,
            "Văn bản đã ký thì điền Ngày ban hành; chưa ký thì xóa số, số chỉ cấp khi đã ký.",
        )


def _symbol(season: Season, paper: KnownPaper, right: str) -> Iterator[Problem]:
    """Hold a symbol against the kind, and that of a paper of ours against the office's (Phụ lục III, mục I).

    Outside papers have the symbol of whoever issued them; only the kind by which they are cited is known.
    """
    parsed = parse_number(paper.number)
    given = parsed.symbol if parsed is not None else ""
    if not given or given.casefold() == right.casefold():
        return
    first, named = given.partition("-")[0], paper_named(season, paper)
    if first in TYPES and first != kind_of(right):
        yield Problem(
            "SO-04",
            Severity.ERROR,
            paper.at("number"),
            f"{named}: ký hiệu phải là «{right}», không phải «{given}».",
            given,
            "Chỉ ghi số, docgen tự thêm ký hiệu; hoặc sửa ký hiệu ở Thông tin chung.",
        )
    elif paper.kind not in CITED:
        yield Problem(
            "SO-04",
            Severity.WARNING,
            paper.at("number"),
            f"{named}: ký hiệu «{given}» khác ký hiệu ghi ở Thông tin chung («{right}»).",
            given,
            "Kiểm tra lại; chỉ ghi số thì docgen tự thêm ký hiệu.",
        )


def issued_by_workbook(place: Place) -> set[str]:
    """Give the papers that were issued by a number in the workbook which still stands."""
    found: set[str] = set()
    for event in Vault(place.memory).journal()[0]:
        if event.event == ISSUED:
            found.add(event.paper)
        elif event.event == REOPENED:
            found.discard(event.paper)
    return found
