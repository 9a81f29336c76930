"""Biên bản: the minutes of one inspection day, and the same paper as a blank form before it.

Form 1.9 of Nghị định 30/2020, Phụ lục III.  A sitting of which nothing is on record yet gives the
form: what is known is printed, what will only be known on the day is room for handwriting.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from docgen.corrections import Form
from docgen.kind import Dossier, KeyOf, Kind, Paper
from docgen.kinds import thay_doi_doan
from docgen.kinds.attending import DonViThamDu, introduced, officer, team, unit_row
from docgen.kinds.totals import NOT_SCORED, printed_difference, printed_total
from docgen.kinds.van_ban import (
    SPACE,
    Context,
    TrichDan,
    VanBan,
    base_fields,
    citation,
    cited,
    day_of_issue,
)
from docgen.kinds.wording import (
    bare,
    listing,
    sentence,
    sentences,
    time_of_day,
    unit_at_start,
    unit_name,
)
from docgen.records import (
    Attendance,
    Explanation,
    FactKind,
    Presence,
    RemarkKind,
    Role,
    ScoreRow,
    Season,
    Session,
    Side,
    Sitting,
    Slot,
    Unit,
)
from docgen.viet.dates import short_clock, short_date
from docgen.viet.numbers import format_score, pad2
from docgen.viet.text import join
from docgen.viet.words import ordinal

CODE = "bien-ban"


class CapKiemTra(Context):
    """One cross-check: who checks whom."""

    tt: str
    don_vi_kiem_tra: str
    don_vi_duoc_kiem_tra: str


class HangSoSanh(Context):
    """One unit's totals from the three sources; what is not known yet is empty."""

    tt: str
    don_vi: str
    tu_cham: str
    cham_cheo: str
    doan_cham: str
    chenh_lech: str


class BaoCaoDonVi(Context):
    """What the team reported on one unit, each kind of remark as one run of sentences."""

    don_vi: str
    uu_diem: str
    han_che: str


class HangChenhLech(Context):
    """One criterion on which the checking unit and the team differed, and what was agreed."""

    tt: str
    don_vi: str
    tieu_chi: str
    tu_cham: str
    cham_cheo: str
    doan_cham: str
    giai_trinh: str


class OKy(Context):
    """A signature cell: the unit and its representative; both empty in a cell that only fills a row."""

    don_vi: str
    ten: str


class HangKy(Context):
    """A row of two signature cells."""

    trai: OKy
    phai: OKy


class BienBan(VanBan):
    """The context of the minutes; ``la_mau`` marks the blank form.

    ``khong_cham`` tells that the score table has a ``KC``; ``du_diem`` that the scores are there which
    may differ: those of the team and of the checking units.
    """

    la_mau: bool
    doan_goi_tat: str
    ngay_thu: str
    cac_don_vi_trong_ngay: str
    thoi_gian_bat_dau: str
    thoi_gian_ket_thuc: str
    nghi_trua: str
    bat_dau_chieu: str
    dia_diem: str
    quyet_dinh: TrichDan
    quyet_dinh_thay_doi: str
    chu_tri: str
    thu_ky: str
    thanh_vien: list[str]
    thanh_vien_vang: list[str]
    don_vi_tham_du: list[DonViThamDu]
    chuong_trinh_sang: list[str]
    chuong_trinh_chieu: list[str]
    kiem_tra_cheo: list[CapKiemTra]
    bang_diem: list[HangSoSanh]
    khong_cham: bool
    du_diem: bool
    bao_cao: list[BaoCaoDonVi]
    y_kien: list[str]
    bang_chenh_lech: list[HangChenhLech]
    phat_sinh: str
    ket_luan: list[str]
    so_ban: str
    cach_giu: str
    o_ky: list[HangKy]
    ten_thu_ky: str
    ten_chu_tri: str


def papers(dossier: Dossier) -> Iterator[Paper]:
    """Give the minutes of every sitting that has units, as a blank form until something is on record."""
    season = dossier.season
    for sitting in season.sittings:
        if season.visits_of(sitting.no):
            yield Paper(
                key=str(sitting.no),
                label=f"Biên bản buổi {pad2(sitting.no)} ({short_date(sitting.date)})",
                slug="",
                context=_context(dossier, sitting),
            )


def _context(dossier: Dossier, sitting: Sitting) -> BienBan:
    season = dossier.season
    units = [season.unit_by_code[visit.unit] for visit in season.visits_of(sitting.no)]
    present = [row for row in season.attendance if row.sitting == sitting.no]
    chair = officer(season, sitting, sitting.chair, Role.HEAD)
    secretary = officer(season, sitting, sitting.secretary, Role.SECRETARY)
    start, end = time_of_day(sitting.start), time_of_day(sitting.end)
    return BienBan.model_validate(
        {
            **base_fields(dossier, CODE, str(sitting.no)),
            "la_mau": _is_blank(season, sitting),
            "doan_goi_tat": season.general.team_called.partition(" ")[0],
            "ngay_thu": ordinal(sitting.no),
            "cac_don_vi_trong_ngay": ", ".join(unit_name(unit).replace(" ", SPACE) for unit in units),
            "thoi_gian_bat_dau": f"{start}, {day_of_issue(sitting.date, season.general.year)}",
            "thoi_gian_ket_thuc": f"{end} cùng ngày",
            "nghi_trua": time_of_day(sitting.morning_end),
            "bat_dau_chieu": time_of_day(sitting.afternoon_start),
            "dia_diem": bare(sitting.venue or season.general.venue),
            "quyet_dinh": citation(dossier, "quyet-dinh", day=sitting.date),
            "quyet_dinh_thay_doi": _changes(dossier, sitting.date),
            "chu_tri": introduced(chair),
            "thu_ky": introduced(secretary),
            **team(season, sitting, present, (chair, secretary)),
            "don_vi_tham_du": [unit_row(i, unit, present) for i, unit in enumerate(units, start=1)],
            "chuong_trinh_sang": _programme(season.slots, Session.MORNING),
            "chuong_trinh_chieu": _programme(season.slots, Session.AFTERNOON),
            "kiem_tra_cheo": _cross_checks(season, sitting),
            **_comparison(dossier, units),
            "bao_cao": _reports(season, units, blank=_is_blank(season, sitting)),
            "y_kien": _facts(season, sitting, FactKind.OPINION),
            "bang_chenh_lech": list(_divergences(season, units)),
            "phat_sinh": sentence(sitting.incident),
            "ket_luan": _facts(season, sitting, FactKind.CONCLUSION),
            **_copies(sitting, len(units), season.general.team_called),
            "o_ky": _signature_rows(units, present),
            "ten_thu_ky": secretary.name if secretary else "",
            "ten_chu_tri": chair.name if chair else "",
        }
    )


def _is_blank(season: Season, sitting: Sitting) -> bool:
    """Tell whether nothing that happened at the sitting is on record."""
    recorded = {row.sitting for row in season.attendance} | {row.sitting for row in season.facts}
    return sitting.start is None and sitting.end is None and sitting.no not in recorded


def _changes(dossier: Dossier, day: dt.date) -> str:
    """Cite the decisions by which the team had changed by that day; empty when it had not."""
    general = dossier.season.general
    issuer = f"của {general.issuer} về việc thay đổi thành viên {general.team_called}"
    return join(
        [
            f"{cited(dossier, thay_doi_doan.CODE, 'Quyết định', paper.key, day=day)} {issuer}"
            for paper in thay_doi_doan.papers(dossier)
            if (since := thay_doi_doan.since(dossier.season, paper.key)) is not None and since <= day
        ]
    )


def _programme(slots: Sequence[Slot], session: Session) -> list[str]:
    """List one session's programme: "Từ 07h30 đến 08h00: Chủ trì khai mạc;"."""
    return listing([f"{_hours(slot)}: {slot.content}" for slot in slots if slot.session is session])


def _hours(slot: Slot) -> str:
    return f"Từ {short_clock(slot.start)}" + (f" đến {short_clock(slot.end)}" if slot.end else "")


def _cross_checks(season: Season, sitting: Sitting) -> list[CapKiemTra]:
    pairs = [visit for visit in season.visits_of(sitting.no) if visit.checks]
    return [
        CapKiemTra(
            tt=pad2(number),
            don_vi_kiem_tra=unit_at_start(season.unit_by_code[visit.unit]),
            don_vi_duoc_kiem_tra=unit_at_start(season.unit_by_code[visit.checks]),
        )
        for number, visit in enumerate(pairs, start=1)
    ]


def _comparison(dossier: Dossier, units: Sequence[Unit]) -> dict[str, object]:
    """Set the three totals of each unit side by side; the difference is self less team."""
    places = dossier.season.general.places
    results = [dossier.ranking.by_unit[unit.code] for unit in units]
    rows = [
        HangSoSanh(
            tt=pad2(number),
            don_vi=unit_at_start(unit),
            tu_cham=printed_total(result.self_, places),
            cham_cheo=printed_total(result.cross, places),
            doan_cham=printed_total(result.team, places),
            chenh_lech=printed_difference(result.self_.total, result.team.total, places),
        )
        for number, (unit, result) in enumerate(zip(units, results, strict=True), start=1)
    ]
    checked = {visit.checks for visit in dossier.season.visits}
    return {
        "bang_diem": rows,
        "khong_cham": any(NOT_SCORED in {row.tu_cham, row.cham_cheo, row.doan_cham} for row in rows),
        "du_diem": all(
            row.doan_cham and (row.cham_cheo or unit.code not in checked)
            for unit, row in zip(units, rows, strict=True)
        ),
    }


def _reports(season: Season, units: Sequence[Unit], *, blank: bool) -> list[BaoCaoDonVi]:
    """Give what the team reported on each unit; on a blank form every unit has room for it.

    Only the remarks that are marked for the minutes: these are signed on the day, while remarks are
    worded for the notice and mended until that is issued.
    """
    reports = [_report(season, unit) for unit in units]
    return [report for report in reports if blank or report.uu_diem or report.han_che]


def _report(season: Season, unit: Unit) -> BaoCaoDonVi:
    rows = [row for row in season.remarks if row.unit == unit.code and row.in_minutes]

    def remarks(kind: RemarkKind) -> str:
        return " ".join(sentences(row.text for row in rows if row.kind is kind))

    return BaoCaoDonVi(
        don_vi=unit_at_start(unit),
        uu_diem=remarks(RemarkKind.STRENGTH),
        han_che=remarks(RemarkKind.LIMITATION),
    )


def _facts(season: Season, sitting: Sitting, kind: FactKind) -> list[str]:
    return sentences(row.text for row in season.facts if row.sitting == sitting.no and row.kind is kind)


def _divergences(season: Season, units: Sequence[Unit]) -> Iterator[HangChenhLech]:
    """List the explained divergences of the day's units, in the order of units and score table."""
    units_in_order = {unit.code: (place, unit) for place, unit in enumerate(units)}
    criteria_in_order = {criterion.code: place for place, criterion in enumerate(season.criteria)}
    rows = sorted(
        (row for row in season.explanations if row.unit in units_in_order),
        key=lambda row: (units_in_order[row.unit][0], criteria_in_order[row.criterion]),
    )
    for number, row in enumerate(rows, start=1):
        yield HangChenhLech(
            tt=pad2(number),
            don_vi=unit_at_start(units_in_order[row.unit][1]),
            tieu_chi=row.criterion,
            tu_cham=_score(season, season.self_scores, row),
            cham_cheo=_score(season, season.cross_scores, row),
            doan_cham=_score(season, season.team_scores, row),
            giai_trinh=sentence(row.text),
        )


def _score(season: Season, rows: Iterable[ScoreRow], about: Explanation) -> str:
    """Print what one source gave for one criterion; empty while its cell is."""
    given = next((row.scores for row in rows if row.unit == about.unit), {})
    if about.criterion not in given:
        return ""
    score = given[about.criterion]
    return NOT_SCORED if score is None else format_score(score, season.general.places)


def _copies(sitting: Sitting, units: int, team: str) -> dict[str, str]:
    """Say how many copies there are and who keeps them: one for each unit, the rest for the team."""
    copies = units + 1 if sitting.copies is None else sitting.copies
    kept = copies - units
    sharing = f"{team} giữ {pad2(kept)} bản, mỗi đơn vị giữ 01 bản" if kept > 0 else ""
    return {"so_ban": pad2(copies), "cach_giu": sharing}


def _signature_rows(units: Sequence[Unit], present: Sequence[Attendance]) -> list[HangKy]:
    """Lay the units' signature cells out two in a row."""
    cells = [OKy(don_vi=unit_at_start(unit), ten=_representative(unit, present)) for unit in units]
    if len(cells) % 2:
        cells.append(OKy(don_vi="", ten=""))
    return [HangKy(trai=left, phai=right) for left, right in zip(cells[::2], cells[1::2], strict=True)]


def _representative(unit: Unit, present: Sequence[Attendance]) -> str:
    """Name who signs for a unit: the first of its people who came."""
    came = (r for r in present if r.unit == unit.code and r.presence is Presence.PRESENT)
    return next((row.name for row in came if row.side is Side.UNIT), "")


def _about(context: Mapping[str, Any]) -> frozenset[str]:
    """Give day and units: a sitting has only its number, and two of them may change places."""
    day = str(context.get("thoi_gian_bat_dau", "")).rpartition(", ")[2]
    return frozenset([day, *str(context.get("cac_don_vi_trong_ngay", "")).split(", ")])


KIND = Kind(
    code=CODE,
    title="Biên bản kiểm tra",
    template="bien-ban.docx",
    context=BienBan,
    papers=papers,
    order=4,
    name="Biên bản kiểm tra",
    symbol="BB",
    retention="20 năm",
    corrected_by=(Form.SUPPLEMENT,),
    key=KeyOf("buổi thứ mấy", ref="sittings"),
    by_team=True,
    recipients=True,
    about=_about,
)
