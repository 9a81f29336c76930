"""Công văn đính chính: corrects form, technique or procedure of an issued paper, which stays in use.

Nghị định 30/2020, Điều 18.3; form 1.5 of Phụ lục III.  A công văn has no kind in its symbol.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.corrections import Correction, Form
from docgen.kind import Dossier, Kind, Paper
from docgen.kinds.correction_papers import (
    COUNTED,
    ChoSua,
    VanBanGoc,
    addressees,
    because,
    cited_original,
    fields,
    file_part,
    label,
    of_form,
    places,
)
from docgen.kinds.van_ban import VanBan

CODE = str(Form.ERRATUM)


class DinhChinh(VanBan):
    """The context of the letter: ``mot_noi`` is the only addressee, ``kinh_gui`` the list of several."""

    goc: VanBanGoc
    mot_noi: str
    kinh_gui: list[str]
    ly_do: str
    cac_cho: list[ChoSua]


def papers(dossier: Dossier) -> Iterator[Paper]:
    """Give a letter for each correction of this form."""
    for item in of_form(dossier, Form.ERRATUM):
        yield Paper(item.key, label(item, "Công văn đính chính"), file_part(item), _context(dossier, item))


def _context(dossier: Dossier, item: Correction) -> DinhChinh:
    to = addressees(dossier, item.original)
    several = [f"- {text}{'.' if i == len(to) else ';'}" for i, text in enumerate(to, start=1)]
    return DinhChinh.model_validate(
        {
            **fields(dossier, item),
            "noi_nhan": ["- Như trên;", "- Lưu: VT."],
            "goc": cited_original(dossier, item.original),
            "mot_noi": to[0] if len(to) == 1 else "",
            "kinh_gui": several if len(to) > 1 else [],
            "ly_do": because(item),
            "cac_cho": places(item),
        }
    )


KIND = Kind(
    code=CODE,
    title="Công văn đính chính",
    template="dinh-chinh.docx",
    context=DinhChinh,
    papers=papers,
    order=7,
    name="Công văn đính chính",
    symbol="",
    retention="20 năm",
    corrected_by=(Form.ERRATUM, Form.RECALL),
    key=COUNTED,
    occasional=True,
)
