"""Văn bản sửa đổi, bổ sung: changes some places of an issued paper, which stays in use with them.

Nghị định 30/2020, Điều 18.3.  A decision is amended by a decision (form 1.2 of Phụ lục III), a notice or
a plan by one of its own kind (form 1.4).
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.corrections import Correction, Form
from docgen.kind import Dossier, Kind, Paper
from docgen.kinds.correction_papers import (
    COUNTED,
    ChoSua,
    VanBanGoc,
    cited_original,
    fields,
    file_part,
    grounds_with,
    is_decision,
    label,
    of_form,
    places,
    reason_given,
    received,
)
from docgen.kinds.van_ban import VanBan
from docgen.viet.text import upper

CODE = str(Form.AMEND)
_LAST_ARTICLE = 3


class SuaDoi(VanBan):
    """The context of the amending paper; ``la_quyet_dinh`` chooses its form, ``ten_loai`` is in capitals."""

    la_quyet_dinh: bool
    ten_loai: str
    goc: VanBanGoc
    tham_quyen: str
    can_cu: list[str]
    ly_do: str
    cac_cho: list[ChoSua]


def papers(dossier: Dossier) -> Iterator[Paper]:
    """Give the amending paper for each correction of this form."""
    for item in of_form(dossier, Form.AMEND):
        what = f"{item.original.name} sửa đổi, bổ sung"
        yield Paper(item.key, label(item, what), file_part(item), _context(dossier, item))


def _context(dossier: Dossier, item: Correction) -> SuaDoi:
    original = item.original
    cited = cited_original(dossier, original, "Sửa đổi, bổ sung")
    own = fields(dossier, item)
    decides = is_decision(original)
    if decides:
        own["noi_nhan"] = received(original, _LAST_ARTICLE)
    return SuaDoi.model_validate(
        {
            **own,
            "la_quyet_dinh": decides,
            "ten_loai": upper(original.name),
            "goc": cited,
            "tham_quyen": dossier.season.general.authority,
            "can_cu": grounds_with(dossier, original.root.partition(":")[0], cited.day_du) if decides else [],
            "ly_do": reason_given(item),
            "cac_cho": places(item),
        }
    )


KIND = Kind(
    code=CODE,
    title="Văn bản sửa đổi, bổ sung",
    template="sua-doi.docx",
    context=SuaDoi,
    papers=papers,
    order=9,
    name="Văn bản sửa đổi, bổ sung",
    symbol="",
    retention="20 năm",
    corrected_by=(Form.ERRATUM, Form.AMEND, Form.RECALL),
    key=COUNTED,
    occasional=True,
)
