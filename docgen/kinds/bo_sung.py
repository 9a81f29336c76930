"""Biên bản bổ sung: what is added to or set right in minutes that are signed, signed by the same sides.

Form 1.9 of Nghị định 30/2020, Phụ lục III.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.corrections import Correction, Form
from docgen.kind import Dossier, Kind, Paper
from docgen.kinds.bien_ban import HangKy
from docgen.kinds.correction_papers import (
    COUNTED,
    ChoSua,
    VanBanGoc,
    cited_original,
    fields,
    file_part,
    known,
    label,
    of_form,
    places,
    reason_given,
)
from docgen.kinds.van_ban import VanBan, day_of_issue
from docgen.kinds.wording import bare, time_of_day

CODE = str(Form.SUPPLEMENT)


class BoSung(VanBan):
    """The context of the supplementary minutes; the sides that sign are those of the original."""

    goc: VanBanGoc
    thoi_gian_bat_dau: str
    thoi_gian_ket_thuc: str
    dia_diem: str
    ly_do: str
    cac_cho: list[ChoSua]
    so_ban: str
    cach_giu: str
    o_ky: list[HangKy]
    ten_thu_ky: str
    ten_chu_tri: str


def papers(dossier: Dossier) -> Iterator[Paper]:
    """Give the supplementary minutes for each correction of this form."""
    for item in of_form(dossier, Form.SUPPLEMENT):
        yield Paper(item.key, label(item, "Biên bản bổ sung"), file_part(item), _context(dossier, item))


def _context(dossier: Dossier, item: Correction) -> BoSung:
    sides = item.original.sides
    paper = known(dossier.season, item)
    day = day_of_issue(paper.date, paper.date.year if paper.date else item.year)
    return BoSung.model_validate(
        {
            **fields(dossier, item),
            "goc": cited_original(dossier, item.original, "Bổ sung"),
            "thoi_gian_bat_dau": f"{time_of_day(None)}, {day}",
            "thoi_gian_ket_thuc": f"{time_of_day(None)} cùng ngày",
            "dia_diem": bare(dossier.season.general.venue),
            "ly_do": reason_given(item),
            "cac_cho": places(item),
            "so_ban": str(sides.get("so_ban", "")),
            "cach_giu": str(sides.get("cach_giu", "")),
            "o_ky": sides.get("o_ky", []),
            "ten_thu_ky": str(sides.get("ten_thu_ky", "")),
            "ten_chu_tri": str(sides.get("ten_chu_tri", "")),
        }
    )


KIND = Kind(
    code=CODE,
    title="Biên bản bổ sung",
    template="bo-sung.docx",
    context=BoSung,
    papers=papers,
    order=11,
    name="Biên bản bổ sung",
    symbol="",
    retention="20 năm",
    corrected_by=(Form.SUPPLEMENT,),
    key=COUNTED,
    occasional=True,
)
