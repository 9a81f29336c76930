"""A season: all its records together, and the look-ups that everybody needs."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Self

from pydantic import BaseModel, ConfigDict

from docgen.records.assessment import (
    Award,
    AwardRule,
    Criterion,
    CrossScores,
    Explanation,
    GeneralRemark,
    Knockout,
    Level,
    Remark,
    Ruling,
    Section,
    SelfScores,
    TeamScores,
)
from docgen.records.base import Record
from docgen.records.filing import Retention
from docgen.records.inspection import Attendance, Fact, Member, Sitting, Slot, Submission, Unit, Visit
from docgen.records.office import General, Ground, Holiday, KnownPaper, Recipient, Signer


class Season(BaseModel):
    """Everything that one workbook says, in the order of its sheets and rows.

    Fields stand in the order of the tabs.  References between records are codes.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(functools.cached_property,))

    general: General
    signers: tuple[Signer, ...] = ()
    papers: tuple[KnownPaper, ...] = ()
    units: tuple[Unit, ...] = ()
    sittings: tuple[Sitting, ...] = ()
    visits: tuple[Visit, ...] = ()
    slots: tuple[Slot, ...] = ()
    team: tuple[Member, ...] = ()
    sections: tuple[Section, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    self_scores: tuple[SelfScores, ...] = ()
    cross_scores: tuple[CrossScores, ...] = ()
    team_scores: tuple[TeamScores, ...] = ()
    awards: tuple[Award, ...] = ()
    award_rules: tuple[AwardRule, ...] = ()
    explanations: tuple[Explanation, ...] = ()
    levels: tuple[Level, ...] = ()
    knockouts: tuple[Knockout, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    remarks: tuple[Remark, ...] = ()
    general_remarks: tuple[GeneralRemark, ...] = ()
    submissions: tuple[Submission, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    facts: tuple[Fact, ...] = ()
    grounds: tuple[Ground, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    holidays: tuple[Holiday, ...] = ()
    retention: tuple[Retention, ...] = ()

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Copy as pydantic does, but let the copy look things up in its own records."""
        copied = super().model_copy(update=update, deep=deep)
        for name in ("unit_by_code", "criterion_by_code", "member_by_code"):
            copied.__dict__.pop(name, None)
        return copied

    @functools.cached_property
    def unit_by_code(self) -> Mapping[str, Unit]:
        """Units by their code."""
        return MappingProxyType({unit.code: unit for unit in self.units})

    @functools.cached_property
    def criterion_by_code(self) -> Mapping[str, Criterion]:
        """Criteria by their code."""
        return MappingProxyType({criterion.code: criterion for criterion in self.criteria})

    @functools.cached_property
    def member_by_code(self) -> Mapping[str, Member]:
        """Team members by their code."""
        return MappingProxyType({member.code: member for member in self.team})

    def team_on(self, day: dt.date) -> list[Member]:
        """Give the members who belong to the team on a day, in the order of the decision."""
        return [member for member in self.team if member.belongs_on(day)]

    def short_name(self, unit: Unit) -> str:
        """Name a unit among its like: by the bare name, with the kind where the season has several kinds."""
        mixed = any(other.kind != unit.kind for other in self.units)
        return unit.full_name if mixed or unit.name[:1].isdecimal() else unit.name

    def visits_of(self, sitting: int) -> tuple[Visit, ...]:
        """Give the units of one sitting in the order of the schedule."""
        return tuple(visit for visit in self.visits if visit.sitting == sitting)

    def paper(self, kind: str, key: str = "") -> KnownPaper:
        """Tell what is known of one paper: its own row, completed from the row of its kind.

        Nothing known gives a record with empty fields, so that blanks are printed.
        """
        general = next((row for row in self.papers if row.kind == kind and not row.key), None)
        own = next((row for row in self.papers if row.kind == kind and key and row.key == key), None)
        # A kind whose rows all have keys still has one signer, as far as anybody has said.
        signer = next((row.signer for row in self.papers if row.kind == kind and row.signer), "")
        base = general or KnownPaper(kind=kind, signer=signer)
        if own is None:
            # A number belongs to one paper: a kind that makes several has it only in a row with a key.
            return base if not key else base.model_copy(update={"number": "", "date": None})
        return own if own.signer else own.model_copy(update={"signer": base.signer})


SHEETS: Mapping[str, type[Record]] = MappingProxyType(
    {
        "general": General,
        "signers": Signer,
        "papers": KnownPaper,
        "units": Unit,
        "sittings": Sitting,
        "visits": Visit,
        "slots": Slot,
        "team": Member,
        "sections": Section,
        "criteria": Criterion,
        "self_scores": SelfScores,
        "cross_scores": CrossScores,
        "team_scores": TeamScores,
        "awards": Award,
        "award_rules": AwardRule,
        "explanations": Explanation,
        "levels": Level,
        "knockouts": Knockout,
        "rulings": Ruling,
        "remarks": Remark,
        "general_remarks": GeneralRemark,
        "submissions": Submission,
        "attendance": Attendance,
        "facts": Fact,
        "grounds": Ground,
        "recipients": Recipient,
        "holidays": Holiday,
        "retention": Retention,
    }
)
"""Field of ``Season`` → the model of its rows, in the order of the tabs."""
