"""Quyết định thay đổi thành viên: one decision for each change after the team was set up.

A paper of the same kind amends the first one (Nghị định 30/2020, Điều 18.3): the first decision
stays as it was signed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from docgen.kind import CONTENT_FORMS, Dossier, KeyOf, Kind, Paper, Signing
from docgen.kinds.quyet_dinh import DECISION_WORDS, is_founder, task_of
from docgen.kinds.van_ban import Context, TrichDan, VanBan, base_fields, citation, grounds, role_called
from docgen.kinds.wording import bare
from docgen.records import Member, Season
from docgen.viet.dates import short_date
from docgen.viet.text import slug

CODE = "thay-doi-doan"


class NguoiTrongDoan(Context):
    """A member as named in running text: "ông Phan Quốc Đạt", post, office within the team."""

    goi: str
    chuc_vu: str
    chuc_danh: str
    nhiem_vu: str


class ThayDoiDoan(VanBan):
    """The context of the decision: one replaces another, one is added, or one leaves.

    ``viec`` says which in words, ``thay_the``, ``bo_sung`` and ``thoi`` by yes and no; a person who
    plays no part has empty fields.
    """

    tham_quyen: str
    can_cu: list[str]
    quyet_dinh: TrichDan
    viec: str
    thay_the: bool
    bo_sung: bool
    thoi: bool
    nguoi_moi: NguoiTrongDoan
    nguoi_cu: NguoiTrongDoan
    tu_ngay: str
    ly_do: str


def papers(dossier: Dossier) -> list[Paper]:
    """Give a decision for each change, by day: a member replaced, one added later, one who left.

    The key is the code of the new member, or of the one who left without being replaced.
    """
    season = dossier.season
    return sorted(_papers(dossier), key=lambda paper: since(season, paper.key) or dt.date.max)


def since(season: Season, key: str) -> dt.date | None:
    """Give the day from which the change with this key counts; ``None`` when nobody has said."""
    member = season.member_by_code[key]
    left = season.member_by_code.get(member.replaces)
    return member.from_date or member.to_date or (left.to_date if left else None)


def _papers(dossier: Dossier) -> Iterator[Paper]:
    season = dossier.season
    replaced = {member.replaces for member in season.team if member.replaces}
    for member in season.team:
        if member.replaces in season.member_by_code:
            yield _paper(dossier, member, new=member, old=season.member_by_code[member.replaces])
        elif member.from_date is not None and not member.replaces:
            yield _paper(dossier, member, new=member)
        elif is_founder(member) and member.to_date is not None and member.code not in replaced:
            yield _paper(dossier, member, old=member)


def _paper(
    dossier: Dossier, member: Member, *, new: Member | None = None, old: Member | None = None
) -> Paper:
    return Paper(
        key=member.code,
        label=f"Quyết định thay đổi thành viên, {member.name}",
        slug=slug(member.code),
        context=_context(dossier, member.code, new, old),
    )


def _context(dossier: Dossier, key: str, new: Member | None, old: Member | None) -> ThayDoiDoan:
    season = dossier.season
    day = since(season, key)
    reason = (new.reason if new else "") or (old.reason if old else "")
    return ThayDoiDoan.model_validate(
        {
            **base_fields(dossier, CODE, key),
            "tham_quyen": season.general.authority,
            "can_cu": grounds(dossier, CODE, season.paper(CODE, key).date),
            "quyet_dinh": citation(dossier, "quyet-dinh", day=season.paper(CODE, key).date),
            "viec": "cho thôi" if new is None else "bổ sung" if old is None else "thay đổi",
            "thay_the": new is not None and old is not None,
            "bo_sung": old is None,
            "thoi": new is None,
            "nguoi_moi": _person(season, new) if new else _NOBODY,
            "nguoi_cu": _person(season, old) if old else _NOBODY,
            "tu_ngay": f"từ ngày {short_date(day)}" if day else "từ ngày ký Quyết định này",
            "ly_do": bare(reason),
        }
    )


_NOBODY = NguoiTrongDoan(goi="", chuc_vu="", chuc_danh="", nhiem_vu="")


def _person(season: Season, member: Member) -> NguoiTrongDoan:
    return NguoiTrongDoan(
        goi=f"{member.salutation.lower()} {member.name}",
        chuc_vu=bare(member.position),
        chuc_danh=role_called(season.general, member.role),
        nhiem_vu=task_of(member),
    )


KIND = Kind(
    code=CODE,
    title="Quyết định thay đổi thành viên Đoàn kiểm tra",
    template="thay-doi-doan.docx",
    context=ThayDoiDoan,
    papers=papers,
    order=3,
    name="Quyết định thay đổi thành viên Đoàn",
    symbol="QĐ",
    retention="20 năm",
    corrected_by=CONTENT_FORMS,
    key=KeyOf(
        "mã thành viên nào (người vào, hoặc người thôi mà không có ai thay)",
        exists=lambda season, key: key in season.member_by_code,
        of_what="mã của thành viên nào ở bảng Đoàn kiểm tra",
    ),
    signing=Signing(
        due=lambda season: any(member.from_date or member.to_date for member in season.team),
        words=lambda _: DECISION_WORDS,
    ),
    articles=lambda _: 3,
    amended=True,
    grounds=True,
    recipients=True,
    occasional=True,
)
