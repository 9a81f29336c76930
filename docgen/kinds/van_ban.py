"""What every administrative paper has: header, number and date, signature, recipients, citations.

Field names are what a user reads in a template, so they are Vietnamese words without diacritics.
Everything that is printed is a string made here; a template decides only where it stands.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from docgen.corrections import Form
from docgen.kind import Dossier, Kind, OutsidePaper
from docgen.records import BoldLines, DeputyStyle, General, KnownPaper, Role, Signer
from docgen.viet.dates import long_date, short_date
from docgen.viet.numbers import pad2

SPACE = "\N{NO-BREAK SPACE}"
NUMBER_BLANK = SPACE * 12
"""Room to write a number by hand: 14 mm at 13 pt, where a space is a quarter of the size."""
DAY_BLANK = SPACE * 8
"""Room to write a day or a month by hand: 9 mm at 13 pt."""
TIGHT_DAY_BLANK = SPACE * 5
"""The same beside a long place name, so that place and date stay on one line of 98 mm."""
LONG_PLACE = 10
"""Letters of a place name that leave room for ``DAY_BLANK``: "Quảng Nam" does, "Buôn Ma Thuột" does not."""

_IN_A_TO = {
    Role.HEAD: "Tổ trưởng",
    Role.DEPUTY: "Tổ phó",
    Role.MEMBER: "Thành viên",
    Role.SECRETARY: "Thành viên kiêm Thư ký",
}
"""Offices in a body that is called Tổ; in a Đoàn they are called as the records call them."""


class Context(BaseModel):
    """A frozen piece of a context: plain strings, booleans, lists and further pieces."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class DongTieuDe(Context):
    """One line of the issuer's name at the top left."""

    chu: str
    dam: bool


class CoQuan(Context):
    """How the office and its parts are called in running text.

    ``ban`` is its board standing alone, ``ban_viet_tat`` the initials of that (empty without a board),
    ``ban_hanh`` board and office; ``don_vi_day_du`` and ``ban_cac_don_vi`` are the inspected organisations
    and their boards.
    """

    day_du: str
    goi_tat: str
    cap: str
    ban: str
    ban_viet_tat: str
    ban_hanh: str
    cong_tac: str
    chuong_trinh: str
    cac_don_vi: str
    don_vi_day_du: str
    ban_cac_don_vi: str
    doan: str


class TrichDan(Context):
    """A cited paper: in full for the first time, short ("Hướng dẫn số 22/HD-MTTQ-BTT") afterwards.

    Nghị định 30/2020, Phụ lục I, II.6.b.
    """

    day_du: str
    gon: str


class NguoiKy(Context):
    """The signature block: the capital lines and the name."""

    dong: list[str]
    ten: str


class VanBan(Context):
    """The part of the context that all kinds share.

    ``du_thao`` is the mark of a draft, empty in the copy to be signed; ``cau_thay_the`` says which issued
    paper this one replaces, without a full stop, and is empty in any other paper.
    """

    du_thao: str = ""
    cau_thay_the: str = ""
    tieu_de: list[DongTieuDe]
    so: str
    ky_hieu: str
    dia_danh: str
    ngay_ban_hanh: str
    nam: str
    co_quan: CoQuan
    nguoi_ky: NguoiKy
    noi_nhan: list[str]


def symbol(general: General, kind: Kind | OutsidePaper) -> str:
    """Give what follows the number: ``KH-MTTQ-BTT``; the team's minutes and report have its own series.

    ``ValueError`` for a kind whose symbol follows from the paper that it corrects.
    """
    first = kind.abbreviation(general)
    if not first:
        raise ValueError(kind.code)
    return f"{first}-{general.minutes_suffix if kind.by_team else general.symbol_suffix}"


_FIGURE = re.compile(r"(\d+)\s?([^\W\d_]?)")


def figure(paper: KnownPaper) -> str:
    """Give the number alone (``05``, ``19A``), or blanks to write it by hand.

    A number below 10 has a zero before it (Nghị định 30/2020, Phụ lục I, II.3).
    """
    number = paper.number.partition("/")[0].strip()
    if not number:
        return NUMBER_BLANK
    plain = _FIGURE.fullmatch(number)
    return f"{pad2(int(plain[1]))}{plain[2]}" if plain else number


def sign(general: General, paper: KnownPaper, kind: Kind | OutsidePaper) -> str:
    """Give number and symbol: ``05/KH-MTTQ-BTT``; a symbol that the records give is kept."""
    typed = paper.number.partition("/")[2].strip()
    return f"{figure(paper)}/{typed or symbol(general, kind)}"


def day_of_issue(date: dt.date | None, year: int, blank: str = DAY_BLANK) -> str:
    """Give "ngày 29 tháng 9 năm 2023", or the same with blanks for day and month.

    A line may break after a blank, never within one.
    """
    return long_date(date) if date else f"ngày{blank} tháng{blank} năm {year}"


def day_beside(place: str, date: dt.date | None, year: int) -> str:
    """Give the day of issue as it stands after the name of the place at the top right."""
    return day_of_issue(date, year, DAY_BLANK if len(place) <= LONG_PLACE else TIGHT_DAY_BLANK)


def to_cite(dossier: Dossier, kind: str, key: str = "", day: dt.date | None = None) -> KnownPaper:
    """Give the paper that is in force where this one is cited: itself, or the issued one that replaced it.

    A paper of some ``day`` cites what was in force then; one without a day what is in force now.
    """
    season, name = dossier.season, f"{kind}:{key}" if key else kind
    paper = season.paper(kind, key)
    for item in dossier.corrections:  # in the order in which they were asked for: a chain is followed
        newer = season.paper(item.form, item.key)
        issued = newer.number and newer.date and (day is None or newer.date <= day)
        if item.form is Form.REPLACE and item.original.paper == name and issued:
            typed = newer.number if "/" in newer.number else f"{newer.number}/{item.original.symbol}"
            paper = paper.model_copy(update={"number": typed, "date": newer.date})
            name = item.id
    return paper


def cited(dossier: Dossier, kind: str, name: str, key: str = "", *, day: dt.date | None = None) -> str:
    """Cite a paper: "Kế hoạch số 87/KH-MTTQ-BTT ngày 29 tháng 9 năm 2023", blanks where unknown.

    ``name`` is the kind's name as written in a citation, with its capital; ``day`` is as in ``to_cite``.
    """
    general = dossier.season.general
    paper = to_cite(dossier, kind, key, day)
    return f"{_named(general, paper, dossier.kinds[kind], name)} {day_of_issue(paper.date, general.year)}"


def _named(general: General, paper: KnownPaper, kind: Kind | OutsidePaper, name: str) -> str:
    """Write "Kế hoạch số 87/KH-MTTQ-BTT"; a blank hangs on "số", so that no line ends before it."""
    number = sign(general, paper, kind)
    return f"{name} số{'' if number.startswith(NUMBER_BLANK) else ' '}{number}"


def citation(dossier: Dossier, kind: str, *, short: bool = False, day: dt.date | None = None) -> TrichDan:
    """Cite a paper with issuer and abstract, and also in short; ``KeyError`` for an unknown kind.

    ``short`` writes the date of the full citation in figures (08/3/2023) when it is known; ``day`` is that of
    the paper that cites.
    """
    general = dossier.season.general
    source = dossier.kinds[kind]
    if source.citing is None:
        raise KeyError(kind)
    citing = source.citing
    paper = to_cite(dossier, kind, day=day)
    brief = _named(general, paper, source, citing.name)
    dated = day_of_issue(paper.date, general.year)
    if short and paper.date:
        dated = f"ngày {short_date(paper.date)}"
    issuer = paper.issuer or general.issuer
    own = citing.abstract.format(inspected=general.inspected, team=general.team_called)
    subject = _within_a_sentence(paper.subject) or own
    about = f" {citing.link} {subject}" if subject else ""
    return TrichDan(day_du=f"{brief} {dated} của {issuer}{about}", gon=brief)


def _within_a_sentence(subject: str) -> str:
    """Write an abstract as it stands after "về": "Công tác thi đua" → "công tác thi đua"."""
    bare = subject.strip().rstrip(".;,")
    return bare if bare[1:2].isupper() else bare[:1].lower() + bare[1:]


_PLACE_OF_CITATION = re.compile(r"\{([a-z-]+)\}")


def grounds(dossier: Dossier, kind: str, day: dt.date | None = None) -> list[str]:
    """Give the căn cứ of a decision, each with its mark: ``;`` and at the end ``.``.

    ``{ke-hoach}`` and its like become the full citation of that paper; ``day`` is that of the decision.
    """

    def filled(match: re.Match[str]) -> str:
        cites = match[1] in dossier.kinds and dossier.kinds[match[1]].citing is not None
        return citation(dossier, match[1], day=day).day_du if cites else match[0]

    texts = [
        _PLACE_OF_CITATION.sub(filled, row.text).strip().rstrip(".;,")
        for row in dossier.season.grounds
        if row.kind == kind
    ]
    return [f"{text}{'.' if i == len(texts) else ';'}" for i, text in enumerate(texts, start=1)]


def role_called(general: General, role: Role) -> str:
    """Name a member's office within the team: a Tổ has no Trưởng đoàn."""
    return _IN_A_TO[role] if general.team_called.startswith("Tổ") else str(role)


def signature(season_signers: Sequence[Signer], code: str, style: DeputyStyle) -> NguoiKy:
    """Make the signature block of a signer (Nghị định 30/2020, Điều 13; Phụ lục I, II.7).

    ``style`` is how a deputy signs for the board, a collective; for the chief of an office, who signs
    by order (``TL.``), a deputy always writes ``KT.``
    """
    signer = next((signer for signer in season_signers if signer.code == code), None)
    if signer is None:
        return NguoiKy(dong=[], ten="")
    shown = style is DeputyStyle.ACTING or not signer.authority.startswith("TM.")
    acting = f"KT. {signer.deputy_of}" if signer.deputy_of and shown else ""
    return NguoiKy(dong=[line for line in (signer.authority, acting, signer.title) if line], ten=signer.name)


def draft_mark(number: int, paper: KnownPaper) -> str:
    """Give the mark of a draft: "DỰ THẢO (LẦN 2)"; none for copies to be signed or for an issued paper."""
    return f"DỰ THẢO (LẦN {number})" if number and not (paper.number and paper.date) else ""


def recipients(dossier: Dossier, kind: str, unit: str = "") -> list[str]:
    """Give the lines of "Nơi nhận", each with its dash and mark: ``;`` and at the end ``.``."""
    texts = [
        row.text.replace("{đơn vị}", unit).strip().rstrip(".;,")
        for row in dossier.season.recipients
        if row.kind == kind
    ]
    return [f"- {text}{'.' if i == len(texts) else ';'}" for i, text in enumerate(texts, start=1)]


def base_fields(
    dossier: Dossier, kind: str, key: str = "", unit: str = "", *, symbol_from: str = ""
) -> dict[str, object]:
    """Give the fields of ``VanBan`` for one paper, to be spread into the context of its kind.

    ``symbol_from`` is its symbol where that does not follow from the kind; one that was typed is kept.
    """
    season = dossier.season
    general = season.general
    paper = season.paper(kind, key)
    lines = [line for line in (general.header_1, general.header_2, general.header_3) if line]
    every = general.header_bold is BoldLines.ALL
    return {
        "du_thao": draft_mark(dossier.draft, paper),
        "tieu_de": [
            DongTieuDe(chu=line, dam=every or i == len(lines)) for i, line in enumerate(lines, start=1)
        ],
        "so": figure(paper),
        "ky_hieu": paper.number.partition("/")[2].strip()
        or symbol_from
        or symbol(general, dossier.kinds[kind]),
        "dia_danh": general.place,
        "ngay_ban_hanh": day_beside(general.place, paper.date, general.year),
        "nam": str(general.year),
        "co_quan": CoQuan(
            day_du=general.org_full,
            goi_tat=general.org_short,
            cap=general.level,
            ban=general.decider,
            ban_viet_tat="".join(word[0] for word in general.board.split()).upper(),
            ban_hanh=general.issuer,
            cong_tac=general.work or "công tác",
            chuong_trinh=general.programme,
            cac_don_vi=general.units_called,
            don_vi_day_du=general.unit_bodies,
            ban_cac_don_vi=general.unit_boards,
            doan=general.team_called,
        ),
        "nguoi_ky": signature(season.signers, paper.signer, general.deputy_style),
        "noi_nhan": recipients(dossier, kind, unit),
    }
