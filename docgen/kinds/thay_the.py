"""Văn bản thay thế: a whole paper of the same kind, made from the records as they are now.

Nghị định 30/2020, Điều 18.3: a fault of content is answered with a paper of equal form.  It has the
template and the context of the kind that it replaces, its own number and day, and says what it replaces.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from docgen.corrections import MINUTES, Correction, Form
from docgen.kind import Dossier, Kind, Paper
from docgen.kinds import thong_bao
from docgen.kinds.correction_papers import cited_original, fields, file_part, known, label, of_form
from docgen.kinds.van_ban import VanBan

CODE = str(Form.REPLACE)
_OWN = ("so", "ky_hieu", "ngay_ban_hanh", "nguoi_ky", "du_thao")
"""What the new paper has of its own; all else is what the original would say now."""


def replaceable() -> Mapping[str, Kind]:
    """Give the kinds that can be replaced, by their codes.

    Minutes, which several sides signed, and papers that correct others cannot.
    """
    from docgen.kinds import KINDS  # noqa: PLC0415 - this kind stands in the table itself

    others = {*MINUTES, *Form}
    return {kind.code: kind for kind in KINDS if kind.code not in others and issubclass(kind.context, VanBan)}


def papers(dossier: Dossier) -> Iterator[Paper]:
    """Give the new paper for each correction of this form whose original the records still ask for."""
    for item in of_form(dossier, Form.REPLACE):
        paper = _paper(dossier, item)
        if paper is not None:
            yield paper


def _paper(dossier: Dossier, item: Correction) -> Paper | None:
    code, _, key = item.original.root.partition(":")
    kind = replaceable().get(code)
    made = _dated(dossier, item)
    old = next((paper for paper in kind.papers(made) if paper.key == key), None) if kind else None
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
    CODE,
    "Văn bản thay thế (cùng loại)",
    thong_bao.KIND.template,
    thong_bao.ThongBao,
    papers,
    occasional=True,
)
