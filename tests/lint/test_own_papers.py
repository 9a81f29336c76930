"""The papers that docgen itself makes keep every rule, blank or filled, at each stage of the season."""

from __future__ import annotations

import pytest

from docgen.kind import Kind
from docgen.kinds import KINDS
from docgen.kinds.thay_doi_doan import KIND as THAY_DOI_DOAN
from docgen.lint import judge
from docgen.records import Season
from tests.kinds.making import papers, sample_season, template

_LATER = (
    "self_scores",
    "cross_scores",
    "team_scores",
    "explanations",
    "awards",
    "rulings",
    "remarks",
    "general_remarks",
    "submissions",
    "attendance",
    "facts",
)
"""What the records hold only after the inspection days."""


def _findings(kind: Kind, season: Season) -> dict[str, list[str]]:
    made = {
        key: template(kind).render(paper.context.model_dump(mode="json"))
        for key, paper in papers(kind, season).items()
    }
    judged = {key: judge(data, f"{kind.code}.docx") for key, data in made.items()}
    assert {item.nature.judged_as for item in judged.values()} <= {"van-ban"}
    linted = {key: item.findings for key, item in judged.items()}
    return {key: [f"{item.rule} {item.place}" for item in found] for key, found in linted.items() if found}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_a_paper_of_the_sample_season_has_no_finding(kind: Kind) -> None:
    assert _findings(kind, sample_season()) == {}


def test_a_change_of_the_team_has_no_finding() -> None:
    season = sample_season()
    leaving = season.team[-1]
    joining = leaving.model_copy(
        update={"code": "TV99", "name": "Phan Thị Hoà", "replaces": leaving.code, "reason": "Nghỉ ốm."}
    )
    changed = season.model_copy(update={"team": (*season.team, joining)})
    assert papers(THAY_DOI_DOAN, changed)
    assert _findings(THAY_DOI_DOAN, changed) == {}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_a_paper_made_before_the_inspection_has_no_finding(kind: Kind) -> None:
    early = sample_season().model_copy(update=dict.fromkeys(_LATER, ()))
    assert _findings(kind, early) == {}
