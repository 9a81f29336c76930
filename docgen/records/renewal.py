"""A season made ready to be run again: what was set up stays, what came of it goes."""

from __future__ import annotations

from typing import Any, Final

from docgen.records.inspection import Member, Sitting
from docgen.records.office import KnownPaper, Signer, Stage
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

_EMPTY: Final[Any] = None
"""A cell that must be filled and is not: the workbook is written with it, no season can be read from it."""


def renew(season: Season) -> Season:
    """Give what a new workbook begins with: the same set-up, nothing that belongs to the year before.

    The year, every date and every number is empty, also where a season needs it, so that the next check
    names each such cell until it is filled: the result is to be written, not used.  A text that names
    the year is told by the rule NGAY-09.  The team is taken as it stood at the end, with nobody about
    to join or leave; the pairs of the cross-check become those of the year before.
    """
    emptied = dict.fromkeys(("year", "deadline"), _EMPTY)
    dates = dict.fromkeys(("report_due", "meeting_date"))
    papers = (row.model_copy(update={"number": "", "date": None}) for row in season.papers)
    team = [member for member in season.team if member.to_date is None]
    return season.model_copy(
        update={
            **dict.fromkeys((*RESULTS, "holidays"), ()),
            "general": season.general.model_copy(update={"stage": Stage.PROVISIONAL, **emptied, **dates}),
            "signers": tuple(_without_period(signer) for signer in season.signers),
            "papers": tuple(row for row in papers if row.key == "" or _says_something(row)),
            "sittings": tuple(_unheld(sitting, season) for sitting in season.sittings),
            "visits": tuple(
                visit.model_copy(update={"checked_last_year": visit.checks, "note": ""})
                for visit in season.visits
            ),
            "team": tuple(_settled(member) for member in team),
        }
    )


def _without_period(signer: Signer) -> Signer:
    """Empty the period of a delegation: it has an end, and a deputy must have a new one (KY-01)."""
    return signer.model_copy(update={"active_from": None, "active_to": None}) if signer.active_to else signer


def _says_something(row: KnownPaper) -> bool:
    return any((row.issuer, row.subject, row.signer))


def _unheld(sitting: Sitting, season: Season) -> Sitting:
    """Empty the day and the columns that are filled in after it; who has left the team chairs no more."""
    return sitting.model_copy(
        update={
            "chair": _heir(sitting.chair, season),
            "secretary": _heir(sitting.secretary, season),
            "date": _EMPTY,
            "note": "",
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
