"""Thông báo: what the inspection found at one unit, sent to that unit.

Form 1.4 of Nghị định 30/2020, Phụ lục III.  A unit has its notice as soon as the team has scored
all of it and remarks on it are written; its rank is shown only when the season is final.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from docgen.kind import CONTENT_FORMS, Dossier, KeyOf, Kind, Paper, Signing
from docgen.kinds.totals import NOT_SCORED, or_left_out, printed_section, printed_total
from docgen.kinds.van_ban import Context, TrichDan, VanBan, base_fields, citation, cited, day_of_issue
from docgen.kinds.wording import bare, sentences, unit_name, without_codes
from docgen.records import AwardKind, Formula, Remark, RemarkKind, Season, Stage, Unit
from docgen.scoring import CountedAward, Result, Totals
from docgen.viet.dates import short_date
from docgen.viet.numbers import format_score, pad2
from docgen.viet.text import sentence_start, slug
from docgen.viet.words import in_words

CODE = "thong-bao"


class HangDiem(Context):
    """One section of the score table, or the sum of all: maximum and the three sources."""

    phan: str
    ten: str
    toi_da: str
    tu_cham: str
    cham_cheo: str
    doan_cham: str


class HangThuongTru(Context):
    """One bonus or penalty: why, and how many points, with their sign."""

    ly_do: str
    diem: str


class ThoiHan(Context):
    """One deadline, a short date; ``noi_dung`` names the recommendations that it is for.

    It is empty where all of them are due on one day.
    """

    noi_dung: str
    ngay: str


class ThongBao(VanBan):
    """The context of a unit's notice.

    ``khong_cham`` tells that the score table has a ``KC``.  ``diem_chuan`` is empty unless the base
    score is a weighted mean; ``xep_hang`` ("03/13") is empty unless the season is final and the unit
    has a rank.
    """

    don_vi: str
    don_vi_day_du: str
    doan_goi_tat: str
    ke_hoach: TrichDan
    quyet_dinh: str
    bao_cao: TrichDan
    ngay_kiem_tra: str
    ngay_hop: str
    uu_diem: list[str]
    han_che: list[str]
    bang_diem: list[HangDiem]
    cong: HangDiem
    khong_cham: bool
    diem_chuan: str
    thuong: list[HangThuongTru]
    cong_thuong: str
    tru: list[HangThuongTru]
    cong_tru: str
    tong_diem: str
    bang_chu: str
    chinh_thuc: bool
    duoc_xep_hang: bool
    xep_hang: str
    xep_loai: str
    ly_do: str
    kien_nghi: list[str]
    thoi_han: list[ThoiHan]
    so_ngay_y_kien: str


def papers(dossier: Dossier) -> Iterator[Paper]:
    """Give the notice of every unit that the team has scored in full and that has remarks."""
    season = dossier.season
    for unit in season.units:
        remarks = [row for row in season.remarks if row.unit == unit.code]
        result = dossier.ranking.by_unit[unit.code]
        if remarks and result.team.total is not None and result.final is not None:
            yield Paper(
                key=unit.code,
                label=f"Thông báo kết quả, {unit_name(unit)}",
                slug=slug(unit.name),
                context=_context(dossier, unit, remarks, result, result.final),
            )


def _context(
    dossier: Dossier, unit: Unit, remarks: Sequence[Remark], result: Result, final: Decimal
) -> ThongBao:
    season = dossier.season
    general = season.general
    total = format_score(final, general.places)
    day = season.paper(CODE, unit.code).date
    return ThongBao.model_validate(
        {
            **base_fields(dossier, CODE, unit.code, unit_name(unit)),
            "don_vi": unit_name(unit),
            "don_vi_day_du": f"{general.unit_body} {unit_name(unit)}".strip(),
            "doan_goi_tat": general.team_called.partition(" ")[0],
            "ke_hoach": citation(dossier, "ke-hoach", day=day),
            "quyet_dinh": cited(dossier, "quyet-dinh", "Quyết định", day=day),
            "bao_cao": citation(dossier, "bao-cao"),
            "ngay_kiem_tra": _inspected(season, unit),
            "ngay_hop": day_of_issue(general.meeting_date, general.year),
            "uu_diem": _texts(remarks, RemarkKind.STRENGTH),
            "han_che": _texts(remarks, RemarkKind.LIMITATION),
            **_score_table(season, result),
            **_awards(season, result),
            "tong_diem": total,
            "bang_chu": f"{sentence_start(in_words(total, linh=general.zero_word))} điểm",
            **_standing(dossier, result),
            "kien_nghi": _texts(remarks, RemarkKind.RECOMMENDATION),
            "thoi_han": _deadlines(remarks),
            "so_ngay_y_kien": pad2(general.appeal_days),
        }
    )


def _inspected(season: Season, unit: Unit) -> str:
    """Say on which day the unit was inspected; blanks where the schedule does not name it."""
    numbers = {visit.sitting for visit in season.visits if visit.unit == unit.code}
    day = next((sitting.date for sitting in season.sittings if sitting.no in numbers), None)
    return day_of_issue(day, season.general.year)


def _texts(remarks: Sequence[Remark], kind: RemarkKind) -> list[str]:
    return sentences(row.text for row in remarks if row.kind is kind)


def _deadlines(remarks: Sequence[Remark]) -> list[ThoiHan]:
    """Group the recommendations by their deadline, the first to fall due first."""
    asked = [row for row in remarks if row.kind is RemarkKind.RECOMMENDATION]
    days = sorted({row.deadline for row in asked if row.deadline})
    due = {day: [str(no) for no, row in enumerate(asked, start=1) if row.deadline == day] for day in days}
    return [
        ThoiHan(
            noi_dung=""
            if len(numbers) == len(asked)
            else f"{'các nội dung' if len(numbers) > 1 else 'nội dung'} {', '.join(numbers)}",
            ngay=short_date(day),
        )
        for day, numbers in due.items()
    ]


def _score_table(season: Season, result: Result) -> dict[str, object]:
    """Make a row for each section, the row of sums, and the weighted mean where that is the base."""
    places = season.general.places
    sources: dict[str, Totals] = {
        "tu_cham": result.self_,
        "cham_cheo": result.cross,
        "doan_cham": result.team,
    }
    rows = [
        HangDiem(
            phan=section.code,
            ten=sentence_start(bare(section.name)),
            toi_da=format_score(section.max_points, places),
            **{
                name: or_left_out(printed_section(totals, section.code, places))
                for name, totals in sources.items()
            },
        )
        for section in season.sections
    ]
    most = sum((section.max_points for section in season.sections), Decimal(0))
    together = HangDiem(
        phan="",
        ten="Cộng",
        toi_da=format_score(most, places),
        **{name: or_left_out(printed_total(totals, places)) for name, totals in sources.items()},
    )
    weighted = season.general.formula is Formula.WEIGHTED and result.base is not None
    base = format_score(result.base, places) if weighted and result.base is not None else ""
    left_out = any(getattr(row, name) == NOT_SCORED for row in (*rows, together) for name in sources)
    return {"bang_diem": rows, "cong": together, "khong_cham": left_out, "diem_chuan": base}


def _awards(season: Season, result: Result) -> dict[str, object]:
    """List bonus and penalty with what the caps leave of each line, and their sums, with signs."""
    places = season.general.places
    rows = {
        kind: [_award(season, line, sign) for line in result.awards if line.kind is kind]
        for kind, sign in ((AwardKind.BONUS, "+"), (AwardKind.PENALTY, "-"))
    }
    return {
        "thuong": rows[AwardKind.BONUS],
        "cong_thuong": f"+{format_score(result.bonus, places)}",
        "tru": rows[AwardKind.PENALTY],
        "cong_tru": f"-{format_score(result.penalty, places)}",
    }


def _award(season: Season, line: CountedAward, sign: str) -> HangThuongTru:
    """Give one line; where a cap cuts it, say what was given and that less counts."""
    places = season.general.places
    rule = next((rule.name for rule in season.award_rules if rule.code == line.award.code), "")
    reason = sentence_start(bare(line.award.reason or rule))
    counted = format_score(line.points, places)
    if line.points != line.award.points:
        given = format_score(line.award.points, places)
        reason = f"{reason} ({given} điểm; vượt mức tối đa, tính {counted} điểm)"
    return HangThuongTru(ly_do=reason, diem=f"{sign}{counted}")


def _standing(dossier: Dossier, result: Result) -> dict[str, object]:
    """Say which rank and level the unit has and why; no word of ranks before the season is final."""
    season = dossier.season
    final = season.general.stage is Stage.FINAL
    ranked = sum(other.rank is not None for other in dossier.ranking.results)
    level = next((level.name for level in season.levels if level.code == result.level), "")
    reasons = result.reasons if final else result.level_reasons
    return {
        "chinh_thuc": final,
        "duoc_xep_hang": result.rank is not None,
        "xep_hang": f"{pad2(result.rank)}/{pad2(ranked)}" if final and result.rank is not None else "",
        "xep_loai": level or "không xếp loại",
        "ly_do": bare(without_codes("; ".join(reasons), season)),
    }


NOTICE_WORDS = ("thông báo", "tb")
"""Words by which the scope of a deputy speaks of notices."""


def is_scored(season: Season) -> bool:
    """Tell whether the season is so far that results will be told."""
    return season.general.stage is Stage.FINAL or any(row.scores for row in season.team_scores)


KIND = Kind(
    code=CODE,
    title="Thông báo kết quả từng đơn vị",
    template="thong-bao.docx",
    context=ThongBao,
    papers=papers,
    order=5,
    name="Thông báo kết quả",
    symbol="TB",
    retention="20 năm",
    corrected_by=CONTENT_FORMS,
    key=KeyOf("đơn vị nào", ref="units"),
    signing=Signing(due=is_scored, words=lambda _: NOTICE_WORDS),
    recipients=True,
    own_recipients=True,
)
