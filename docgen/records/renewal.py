"""A season made ready to be run again: what was set up stays, what came of it goes."""

from __future__ import annotations

from typing import Final

from docgen.records.inspection import Member, Sitting
from docgen.records.office import KnownPaper, Stage
from docgen.records.season import Season

RESULTS: Final = (
    "self_scores",
    "cross_scores",
    "team_scores",
    "awards",
    "explanations",
    "rulings",
    "remarks",
    "general_remarks",
    "submissions",
    "attendance",
    "facts",
)
"""The sheets that only an inspection fills; a renewed season has them empty."""

_FROM_ABOVE: Final = "huong-dan"
"""The paper that a season begins with; all others get number and date in its course."""


def renew(season: Season) -> Season:
    """Give the season that a new workbook begins with: the same set-up, nothing of the results.

    Planned dates (deadline, schedule) stay, to be typed over: only the office knows the new ones.
    The team is taken as it stood at the end, with nobody about to join or leave.
    """
    general = season.general.model_copy(update={"stage": Stage.PROVISIONAL, "meeting_date": None})
    papers = (_unissued(row) for row in season.papers)
    team = [member for member in season.team if member.to_date is None]
    return season.model_copy(
        update={
            **dict.fromkeys(RESULTS, ()),
            "general": general,
            "papers": tuple(row for row in papers if row.key == "" or _says_something(row)),
            "sittings": tuple(_unheld(sitting, season) for sitting in season.sittings),
            "team": tuple(_settled(member) for member in team),
        }
    )


def _unissued(row: KnownPaper) -> KnownPaper:
    return row if row.kind == _FROM_ABOVE else row.model_copy(update={"number": "", "date": None})


def _says_something(row: KnownPaper) -> bool:
    return any((row.number, row.date, row.issuer, row.subject, row.signer))


def _unheld(sitting: Sitting, season: Season) -> Sitting:
    """Empty the columns that are filled in after a sitting; who has left the team chairs no more."""
    return sitting.model_copy(
        update={
            "chair": _heir(sitting.chair, season),
            "secretary": _heir(sitting.secretary, season),
            "start": None,
            "morning_end": None,
            "afternoon_start": None,
            "end": None,
            "copies": None,
            "incident": "",
        }
    )


def _heir(code: str, season: Season) -> str:
    """Give who does a member's work at the end: the member, who came instead, or nobody."""
    member = season.member_by_code.get(code)
    followed: set[str] = set()
    while member is not None and member.to_date is not None and member.code not in followed:
        followed.add(member.code)
        leaving = member.code
        member = next((other for other in season.team if other.replaces == leaving), None)
    return member.code if member is not None and member.to_date is None else ""


def _settled(member: Member) -> Member:
    return member.model_copy(update={"replaces": "", "from_date": None, "reason": ""})
