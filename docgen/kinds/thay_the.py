"""Văn bản thay thế: a whole paper of the same kind, made from the records as they are now.

Nghị định 30/2020, Điều 18.3: a fault of content is answered with a paper of equal form.  It has the
template and the context of the kind that it replaces, its own number and day, and says what it replaces.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from docgen.corrections import Correction, Form
from docgen.kind import CONTENT_FORMS, Dossier, Kind, Paper
from docgen.kinds import thong_bao
from docgen.kinds.correction_papers import COUNTED, cited_original, fields, file_part, known, label, of_form

CODE = str(Form.REPLACE)
_OWN = ("so", "ky_hieu", "ngay_ban_hanh", "nguoi_ky", "du_thao")
"""What the new paper has of its own; all else is what the original would say now."""


def papers(dossier: Dossier) -> Iterator[Paper]:
    """Give the new paper for each correction of this form whose original the records still ask for."""
    for item in of_form(dossier, Form.REPLACE):
        paper = _paper(dossier, item)
        if paper is not None:
            yield paper


def _paper(dossier: Dossier, item: Correction) -> Paper | None:
    code, _, key = item.original.root.partition(":")
    kind = dossier.kinds.get(code)
    if not isinstance(kind, Kind) or Form.REPLACE not in kind.corrected_by:
        return None
    made = _dated(dossier, item)
    old = next((paper for paper in kind.papers(made) if paper.key == key), None)
    if old is None:
        return None
    own = fields(dossier, item)
    cited = cited_original(dossier, item.original)
    own = {name: own[name] for name in _OWN} | {
        "cau_thay_the": f"{item.original.name} này thay thế {cited.day_du}"
    }
    context = old.context.model_copy(update=own)
    return Paper(item.key, label(item, "Văn bản thay thế"), file_part(item), context, like=kind)


def _dated(dossier: Dossier, item: Correction) -> Dossier:
    """Give the original the day of the paper that replaces it: it cites what is in force then."""
    code, _, key = item.original.root.partition(":")
    day = known(dossier.season, item).date
    papers = tuple(
        row.model_copy(update={"date": day}) if (row.kind, row.key) == (code, key) else row
        for row in dossier.season.papers
    )
    return replace(dossier, season=dossier.season.model_copy(update={"papers": papers}))


KIND = Kind(
    code=CODE,
    title="Văn bản thay thế (cùng loại)",
    template=thong_bao.KIND.template,
    context=thong_bao.ThongBao,
    papers=papers,
    order=8,
    name="Văn bản thay thế",
    symbol="",
    retention="20 năm",
    corrected_by=CONTENT_FORMS,
    key=COUNTED,
    occasional=True,
)
