"""What each rule must have whole, so that it does not take for missing what only could not be read.

A need is a field of ``Season`` (all rows of its sheet) or one of its columns (``visits.checks``:
all cells of it), as in the gaps of a reading.  Only what could raise a false alarm is a need: a
rule that merely finds less in fewer rows needs nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Final

from docgen.checks.repeats import IDENTITY

_HOURS = ("general.morning_start", "general.morning_end", "general.afternoon_start", "general.afternoon_end")
_TEAM = ("team", "team.from_date", "team.to_date")
_HOLIDAYS = ("holidays", "holidays.worked")
_RANKING = (
    "units",
    "sections",
    "criteria",
    "self_scores",
    "cross_scores",
    "team_scores",
    "awards",
    "award_rules",
    "levels",
    "knockouts",
    "rulings",
)
"""The sheets that the ranking follows from, whole in every column."""

_RANKING_SETTINGS = tuple(
    f"general.{name}"
    for name in (
        "formula",
        "weight_self",
        "weight_cross",
        "weight_team",
        "bonus_cap",
        "penalty_cap",
        "base_total",
        "tie_order",
        "rank_style",
        "stage",
    )
)

NEEDS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "TEN-02": ("general.year",),
        "TEN-05": ("units", "general.units_called", "general.year"),
        "LICH-01": ("visits", "visits.unit"),
        "LICH-02": ("sittings.venue",),
        "LICH-03": _HOLIDAYS,
        "LICH-04": (*_HOURS, "slots", "slots.end"),
        "LICH-05": ("general.units_per_day",),
        "LICH-06": _HOURS,
        "LICH-07": ("sittings.venue", "general.venue"),
        "CHEO-01": ("visits.unit",),
        "CHEO-02": ("visits", "visits.unit"),
        "CHEO-03": ("visits", "visits.unit", "visits.checks"),
        "CHEO-04": ("visits.unit",),
        "CHEO-05": ("visits.unit",),
        "CHEO-06": ("visits", "visits.unit", "cross_scores"),
        "DOAN-01": (*_TEAM, "sittings", "sittings.secretary"),
        "DOAN-02": ("sittings.chair", "sittings.secretary"),
        "DOAN-03": (*_TEAM, "attendance", "attendance.presence", "general.quorum_percent"),
        "DOAN-05": ("team", "team.sections"),
        "DOAN-06": ("papers", "papers.key", "papers.date", "team.to_date"),
        "DOAN-08": ("visits.unit", "visits.sitting", "attendance.unit", "attendance.sitting"),
        "NGAY-02": ("general.deadline",),
        "NGAY-03": _HOLIDAYS,
        "NGAY-04": _HOLIDAYS,
        "NGAY-06": ("general.year", "general.deadline"),
        "NGAY-07": ("general.deadline", "general.notice_days"),
        "NGAY-08": ("papers.key", "team"),
        "NGAY-09": ("general.year",),
        "NGAY-10": ("general.report_due", "general.meeting_date", "general.stage"),
        "NGAY-11": ("holidays", "general.year"),
        "CC-02": ("papers", "papers.number", "papers.date", "general.stage"),
        "DIEM-01": ("criteria", "self_scores", "cross_scores", "team_scores"),
        "DIEM-03": ("general.step",),
        "DIEM-04": ("sections", "criteria", "general.base_total"),
        "DIEM-05": ("general.bonus_cap", "general.penalty_cap"),
        "DIEM-06": ("self_scores.unit", "cross_scores.unit", "team_scores.unit"),
        "DIEM-07": (
            "cross_scores.unit",
            "team_scores.unit",
            "explanations",
            "general.divergence_criterion",
            "general.divergence_percent",
        ),
        "DIEM-08": (
            "criteria",
            "self_scores.scores",
            "self_scores.unit",
            "team_scores.scores",
            "team_scores.unit",
            "general.divergence_total",
        ),
        "DIEM-09": ("team_scores.unit",),
        "DIEM-10": (
            "awards",
            "award_rules",
            "award_rules.late",
            "general.deadline",
            "general.deadline_style",
        ),
        "DIEM-14": ("general.places", "general.step"),
        "DIEM-11": (*_TEAM, "team.sections", "attendance", "attendance.presence"),
        "DIEM-12": ("submissions", "submissions.unit", "submissions.date", "general.stage"),
        "XL-01": (*_RANKING, *_RANKING_SETTINGS),
        "XL-02": (*_RANKING, *_RANKING_SETTINGS),
        "XL-03": (*_RANKING, *_RANKING_SETTINGS),
        "XL-04": (*_RANKING, *_RANKING_SETTINGS),
        "XL-05": (*_RANKING, *_RANKING_SETTINGS),
        "XL-06": (*_RANKING, *_RANKING_SETTINGS, "general.units_called"),
        "XL-07": ("levels",),
        "XL-08": (*_RANKING, *_RANKING_SETTINGS),
        "XL-09": ("levels",),
        "NX-01": ("remarks", "remarks.deadline"),
        "NX-02": ("criteria", "remarks", "team_scores.unit"),
        "KY-01": ("papers", "papers.key", "papers.signer", "signers.scope", "signers.active_to"),
        "KY-04": ("general.final_paper",),
        "NN-01": ("recipients",),
        "NN-02": ("recipients", "general.final_paper", "general_remarks"),
        "TRUNG-01": tuple(f"{sheet}.{name}" for sheet, names in IDENTITY.items() for name in names),
        "NN-03": ("general.final_paper", "general_remarks"),
    }
)
"""Code of a rule → its needs; a rule that is not here needs nothing."""


def must_wait(code: str, gaps: Collection[str]) -> bool:
    """Tell whether a rule cannot be asked because of what could not be read."""
    needs = NEEDS.get(code, ())
    sheets = {gap.partition(".")[0] for gap in gaps} if code.startswith("XL-") else set()
    return any(need in gaps or need in sheets for need in needs)
