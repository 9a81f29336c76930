"""Văn bản thu hồi: an issued paper must not be used; who received it sends it back or destroys it.

Nghị định 30/2020, Điều 18.4.  A decision is recalled by a decision, anything else by a notice.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.corrections import Correction, Form
from docgen.kind import Dossier, Kind, Paper
from docgen.kinds.correction_papers import (
    COUNTED,
    VanBanGoc,
    cited_original,
    fields,
    file_part,
    grounds_with,
    is_decision,
    label,
    of_form,
    reason_given,
    received,
)
from docgen.kinds.van_ban import VanBan

CODE = str(Form.RECALL)
_LAST_ARTICLE = 3


class ThuHoi(VanBan):
    """The context of the recall; ``la_quyet_dinh`` chooses its form."""

    la_quyet_dinh: bool
    goc: VanBanGoc
    tham_quyen: str
    can_cu: list[str]
    ly_do: str


def papers(dossier: Dossier) -> Iterator[Paper]:
    """Give the recall for each correction of this form."""
    for item in of_form(dossier, Form.RECALL):
        what = "Quyết định thu hồi, hủy bỏ" if is_decision(item.original) else "Thông báo thu hồi"
        yield Paper(item.key, label(item, what), file_part(item), _context(dossier, item))


def _context(dossier: Dossier, item: Correction) -> ThuHoi:
    original = item.original
    cited = cited_original(dossier, original, "Thu hồi")
    decides = is_decision(original)
    own = fields(dossier, item)
    if decides:
        own["noi_nhan"] = received(original, _LAST_ARTICLE)
    elif not original.recipients or any("Như trên" in line for line in original.recipients):
        own["noi_nhan"] = ["- Các cơ quan, đơn vị đã nhận văn bản;", "- Lưu: VT."]
    return ThuHoi.model_validate(
        {
            **own,
            "la_quyet_dinh": decides,
            "goc": cited,
            "tham_quyen": dossier.season.general.authority,
            "can_cu": grounds_with(dossier, original.root.partition(":")[0], cited.day_du) if decides else [],
            "ly_do": reason_given(item),
        }
    )


KIND = Kind(
    code=CODE,
    title="Văn bản thu hồi",
    template="thu-hoi.docx",
    context=ThuHoi,
    papers=papers,
    order=10,
    name="Văn bản thu hồi",
    symbol="",
    retention="20 năm",
    corrected_by=(Form.ERRATUM, Form.AMEND, Form.RECALL),
    key=COUNTED,
    occasional=True,
)
