"""Making papers in tests: records in, the bytes or the readable text of one paper out."""

from __future__ import annotations

import functools
from pathlib import Path

from docgen.kind import Dossier, Kind, Paper
from docgen.kinds import BY_CODE
from docgen.records import Season
from docgen.render import Schema, Template, compile_template
from docgen.scoring import rank
from docgen.workbook import read
from tests.kinds.paper_text import paper_text

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
STYLE = "phong-cach.docx"


@functools.cache
def sample_season() -> Season:
    """Read the sample workbook: the season of the plan of 2023."""
    season, problems = read(ROOT / "records" / "tam-ky-2023.xlsx")
    assert season is not None, problems
    return season


def dossier(season: Season) -> Dossier:
    """Put records and their ranking together."""
    return Dossier(season, rank(season), BY_CODE)


def papers(kind: Kind, season: Season) -> dict[str, Paper]:
    """Give the papers of a kind by their keys."""
    return {paper.key: paper for paper in kind.papers(dossier(season))}


@functools.cache
def template(kind: Kind) -> Template:
    """Compile a kind's template once, in the house style."""
    data = (TEMPLATES / kind.template).read_bytes()
    style = (TEMPLATES / STYLE).read_bytes()
    return compile_template(data, Schema.of(kind.context), name=kind.template, style=style)


def made(kind: Kind, season: Season, key: str = "") -> bytes:
    """Make one paper."""
    context = papers(kind, season)[key].context
    return template(kind).render(context.model_dump(mode="json"))


def text(kind: Kind, season: Season, key: str = "") -> str:
    """Make one paper and write it as lines: style and words."""
    return paper_text(made(kind, season, key))
