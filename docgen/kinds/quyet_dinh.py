"""Quyết định: the decision that sets up the team, with the list of its members as an appendix.

Form 1.2 of Nghị định 30/2020, Phụ lục III.  The list has those who are there from the beginning;
who comes later comes by a decision of its own (``thay_doi_doan``).
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.kind import CONTENT_FORMS, Citing, Dossier, Kind, Paper, Signing
from docgen.kinds.van_ban import Context, VanBan, base_fields, grounds, role_called
from docgen.kinds.wording import bare
from docgen.records import Member, Season
from docgen.viet.dates import short_date
from docgen.viet.numbers import pad2
from docgen.viet.text import sentence_start, upper

CODE = "quyet-dinh"


class ThanhVien(Context):
    """One member of the team."""

    tt: str
    ong_ba: str
    ho_ten: str
    chuc_vu: str
    chuc_danh: str
    nhiem_vu: str


class QuyetDinh(VanBan):
    """The context of the decision; ``truong_doan`` is what the head of the team is called."""

    tham_quyen: str
    can_cu: list[str]
    so_thanh_vien: str
    thanh_vien: list[ThanhVien]
    doan_hoa: str
    truong_doan: str
    han_bao_cao: str


def is_founder(member: Member) -> bool:
    """Tell whether a member is there from the beginning."""
    return not member.replaces and member.from_date is None


def papers(dossier: Dossier) -> Iterator[Paper]:
    """Give the decision once the team has members."""
    season = dossier.season
    if any(is_founder(member) for member in season.team):
        label = f"Quyết định thành lập {season.general.team_called}"
        yield Paper(key="", label=label, slug="", context=_context(dossier))


def _context(dossier: Dossier) -> QuyetDinh:
    season = dossier.season
    general = season.general
    members = [member for member in season.team if is_founder(member)]
    return QuyetDinh.model_validate(
        {
            **base_fields(dossier, CODE),
            "tham_quyen": general.authority,
            "can_cu": grounds(dossier, CODE, season.paper(CODE).date),
            "so_thanh_vien": pad2(len(members)),
            "thanh_vien": [_member(season, member, i) for i, member in enumerate(members, start=1)],
            "doan_hoa": upper(general.team_called),
            "truong_doan": "Tổ trưởng" if general.team_called.startswith("Tổ") else "Trưởng đoàn",
            "han_bao_cao": f"chậm nhất ngày {short_date(general.report_due)}" if general.report_due else "",
        }
    )


def _member(season: Season, member: Member, number: int) -> ThanhVien:
    return ThanhVien(
        tt=pad2(number),
        ong_ba=member.salutation,
        ho_ten=member.name,
        chuc_vu=sentence_start(bare(member.position)),
        chuc_danh=role_called(season.general, member.role),
        nhiem_vu=task_of(member),
    )


def task_of(member: Member) -> str:
    """Say what a member does: the task as recorded, or else the sections that are his to check."""
    sections = f"Phụ trách phần {', '.join(member.sections)}" if member.sections else ""
    return sentence_start(bare(member.task)) or sections


DECISION_WORDS = ("quyết định", "qđ")
"""Words by which the scope of a deputy speaks of decisions."""

KIND = Kind(
    code=CODE,
    title="Quyết định thành lập Đoàn kiểm tra",
    template="quyet-dinh.docx",
    context=QuyetDinh,
    papers=papers,
    order=2,
    name="Quyết định thành lập Đoàn",
    symbol="QĐ",
    retention="20 năm",
    corrected_by=CONTENT_FORMS,
    signing=Signing(due=lambda _: True, words=lambda _: DECISION_WORDS, before_days=True),
    citing=Citing("Quyết định", "về việc", "thành lập {team}, đánh giá {inspected}"),
    articles=lambda _: 4,
    amended=True,
    grounds=True,
    recipients=True,
)
