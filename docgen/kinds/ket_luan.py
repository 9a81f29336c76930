"""Kết luận: the final paper, with the ranking of all units and the full score table as an appendix.

A Thông báo (form 1.4 of Nghị định 30/2020, Phụ lục III) or a Quyết định (form 1.2) by setting;
"Kết luận" is no kind of administrative paper.  It is made when the season is final.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docgen.kind import CONTENT_FORMS, Dossier, Kind, Paper, Signing
from docgen.kinds.quyet_dinh import DECISION_WORDS
from docgen.kinds.thong_bao import NOTICE_WORDS, is_scored
from docgen.kinds.totals import NOT_SCORED, or_left_out, printed_section, printed_total
from docgen.kinds.van_ban import Context, TrichDan, VanBan, base_fields, citation, grounds, recipients
from docgen.kinds.wording import bare, sentence, sentences, unit_at_start, unit_name, without_codes
from docgen.records import FinalPaper, Formula, General, GeneralRemarkKind, RankingPlace, Season, Stage
from docgen.scoring import Ranking, Result
from docgen.viet.numbers import format_number, format_score, pad2
from docgen.viet.text import sentence_start

CODE = "ket-luan"

_NONE = "-"
_MANY = 30
"""Above so many units no list of all stands in the text unless asked for, and no cell holds their names."""
_FIRST_OF_REMARKS = 3
"""General remarks follow the counts and the ranking table."""


class SoLieuMuc(Context):
    """How many units reached a level, and which."""

    muc: str
    so_luong: str
    don_vi: str


class HangXepHang(Context):
    """One row of the short ranking table."""

    hang: str
    don_vi: str
    tong_diem: str
    xep_loai: str
    ghi_chu: str


class CotPhan(Context):
    """One column of the full table: a section of the score table and its maximum."""

    phan: str
    toi_da: str


class HangTongHop(Context):
    """One unit's row of the full table; ``diem`` has one score for each ``CotPhan``."""

    tt: str
    don_vi: str
    diem: list[str]
    cong: str
    thuong: str
    tru: str
    tong_diem: str
    tu_cham: str
    cham_cheo: str
    hang: str
    xep_loai: str


class KetLuan(VanBan):
    """The context of the final paper; ``la_quyet_dinh`` chooses its form.

    ``theo_muc`` is empty when there are many units: the sentence before it has the counts.
    ``dieu_cuoi`` is the number of a decision's last article, empty in a notice; ``khong_cham``
    tells that the full table has a ``KC``.
    """

    la_quyet_dinh: bool
    ten_goi: str
    tham_quyen: str
    can_cu: list[str]
    ke_hoach: TrichDan
    bao_cao: TrichDan
    bien_ban_hop: TrichDan
    so_don_vi: str
    cau_ket_qua: str
    theo_muc: list[SoLieuMuc]
    xep_hang_o_phu_luc: bool
    bang_xep_hang: list[HangXepHang]
    khong_xep_hang: list[str]
    uu_diem: list[str]
    han_che: list[str]
    nguyen_nhan: list[str]
    muc_yeu_cau: str
    yeu_cau: list[str]
    muc_khen_thuong: str
    khen_thuong: list[str]
    dieu_cuoi: str
    khong_cham: bool
    ten_cot_cong: str
    cot_phan: list[CotPhan]
    bang_tong_hop: list[HangTongHop]


def papers(dossier: Dossier) -> Iterator[Paper]:
    """Give the paper when the season is final and the team has scored every unit."""
    season = dossier.season
    results = dossier.ranking.results
    complete = bool(results) and all(result.team.total is not None for result in results)
    if season.general.stage is Stage.FINAL and complete:
        form = season.general.final_paper
        yield Paper(key="", label=f"{form} kết quả xếp loại", slug="", context=_context(dossier))


def _context(dossier: Dossier) -> KetLuan:
    season = dossier.season
    general, day = season.general, season.paper(CODE).date
    decides = general.final_paper is FinalPaper.DECISION  # a Thông báo has no grounds
    return KetLuan.model_validate(
        {
            **base_fields(dossier, CODE),
            "noi_nhan": _recipients(dossier),
            "la_quyet_dinh": decides,
            "ten_goi": str(general.final_paper),
            "tham_quyen": general.authority if decides else "",
            "can_cu": grounds(dossier, CODE, day) if decides else [],
            "ke_hoach": citation(dossier, "ke-hoach", day=day),
            "bao_cao": citation(dossier, "bao-cao"),
            "bien_ban_hop": citation(dossier, "bien-ban-hop"),
            "so_don_vi": pad2(len(season.units)),
            **_by_level(season, dossier.ranking),
            **_places(season, dossier.ranking),
            **_remarks(season),
            "dieu_cuoi": str(articles(season) or ""),
            **_full_table(season, dossier.ranking),
        }
    )


def _recipients(dossier: Dossier) -> list[str]:
    """Give "Nơi nhận"; a decision names first whom its last article obliges (Phụ lục I, II.9)."""
    lines = recipients(dossier, CODE)
    last = articles(dossier.season)
    if last and not any(line.startswith("- Như Điều") for line in lines):
        return [f"- Như Điều {last};", *lines]
    return lines


def _by_level(season: Season, ranking: Ranking) -> dict[str, object]:
    """Count the units of each level that was reached (XL-06), and those without a level."""
    names = {level.code: level.name for level in season.levels}
    reached = [code for code in names if ranking.counts[code]]
    rows = [
        SoLieuMuc(
            muc=names[code],
            so_luong=pad2(ranking.counts[code]),
            don_vi=sentence_start(
                ", ".join(
                    unit_name(season.unit_by_code[result.unit])
                    for result in ranking.results
                    if result.level == code
                )
            ),
        )
        for code in reached
    ]
    counts = [f"{row.so_luong} đơn vị xếp loại {row.muc}" for row in rows]
    without = sum(not result.level for result in ranking.results)
    if without:
        counts.append(f"{pad2(without)} đơn vị không xếp loại")
    return {"theo_muc": [] if _many(season) else rows, "cau_ket_qua": "; ".join(counts)}


def _many(season: Season) -> bool:
    return len(season.units) > _MANY


def _places(season: Season, ranking: Ranking) -> dict[str, object]:
    """Make the short ranking table, and the list of units that have no rank."""
    units = season.unit_by_code
    place = season.general.ranking_place
    return {
        "xep_hang_o_phu_luc": _many(season)
        if place is RankingPlace.BY_COUNT
        else place is RankingPlace.APPENDIX,
        "bang_xep_hang": [
            HangXepHang(
                hang=_rank(result),
                don_vi=unit_at_start(units[result.unit]),
                tong_diem=_printed(result.final, season.general.places),
                xep_loai=_level(season, result),
                ghi_chu=bare(without_codes(result.note, season)),
            )
            for result in ranking.results
            if result.rank is not None
        ],
        "khong_xep_hang": [
            sentence(
                f"{unit_at_start(units[result.unit])}: {without_codes('; '.join(result.reasons), season)}"
            )
            for result in ranking.results
            if result.rank is None
        ],
    }


def _rank(result: Result) -> str:
    return _NONE if result.rank is None else pad2(result.rank)


def _level(season: Season, result: Result) -> str:
    return next((level.name for level in season.levels if level.code == result.level), _NONE)


def _printed(score: Decimal | None, places: int) -> str:
    return "" if score is None else format_score(score, places)


def _remarks(season: Season) -> dict[str, object]:
    """Give the general remarks by kind; the numbers of the last two parts close up over missing ones."""

    def texts(kind: GeneralRemarkKind) -> list[str]:
        return sentences(row.text for row in season.general_remarks if row.kind is kind)

    general = {
        "uu_diem": texts(GeneralRemarkKind.STRENGTH),
        "han_che": texts(GeneralRemarkKind.LIMITATION),
        "nguyen_nhan": texts(GeneralRemarkKind.CAUSE),
    }
    requests, awards = texts(GeneralRemarkKind.REQUEST), texts(GeneralRemarkKind.AWARD)
    first = _FIRST_OF_REMARKS + any(general.values())
    return {
        **general,
        "muc_yeu_cau": str(first),
        "yeu_cau": requests,
        "muc_khen_thuong": str(first + bool(requests)),
        "khen_thuong": awards,
    }


def _full_table(season: Season, ranking: Ranking) -> dict[str, object]:
    """Make the full score table: what the team gave in each section, and what followed from it."""
    total = sum((section.max_points for section in season.sections), Decimal(0))
    weighted = season.general.formula is Formula.WEIGHTED
    rows = [_full_row(season, result, i) for i, result in enumerate(ranking.results, start=1)]
    return {
        "ten_cot_cong": "Điểm chuẩn" if weighted else f"Cộng ({_maximum(total)})",
        "cot_phan": [
            CotPhan(phan=section.code, toi_da=_maximum(section.max_points)) for section in season.sections
        ],
        "bang_tong_hop": rows,
        "khong_cham": any(NOT_SCORED in (*row.diem, row.tu_cham, row.cham_cheo) for row in rows),
    }


def _maximum(points: Decimal) -> str:
    return format_number(points.normalize())


def _full_row(season: Season, result: Result, number: int) -> HangTongHop:
    places = season.general.places
    return HangTongHop(
        tt=pad2(number),
        don_vi=unit_at_start(season.unit_by_code[result.unit]),
        diem=[printed_section(result.team, section.code, places) for section in season.sections],
        cong=_printed(result.base, places),
        thuong=format_score(result.bonus, places),
        tru=f"{'-' if result.penalty else ''}{format_score(result.penalty, places)}",
        tong_diem=_printed(result.final, places),
        tu_cham=or_left_out(printed_total(result.self_, places)),
        cham_cheo=or_left_out(printed_total(result.cross, places)),
        hang=_rank(result),
        xep_loai=_level(season, result),
    )


def _words(general: General) -> tuple[str, ...]:
    own = DECISION_WORDS if general.final_paper is FinalPaper.DECISION else NOTICE_WORDS
    return (*own, "kết luận", "xếp loại", "xếp hạng")


_DEMANDS = {GeneralRemarkKind.REQUEST, GeneralRemarkKind.AWARD}


def articles(season: Season) -> int:
    """Count the articles: a decision has one of what is to be done only where there is something."""
    if season.general.final_paper is not FinalPaper.DECISION:
        return 0
    return 2 + any(remark.kind in _DEMANDS for remark in season.general_remarks)


def final_symbol(general: General) -> str:
    """Give the symbol of the final paper, whose kind is a setting."""
    return "TB" if general.final_paper is FinalPaper.NOTICE else "QĐ"


KIND = Kind(
    code=CODE,
    title="Kết quả xếp loại",
    template="ket-luan.docx",
    context=KetLuan,
    papers=papers,
    order=6,
    name="Văn bản công bố xếp hạng",
    symbol=final_symbol,
    retention="20 năm",
    corrected_by=CONTENT_FORMS,
    signing=Signing(due=is_scored, words=_words),
    articles=articles,
    grounds=True,
    recipients=True,
)
