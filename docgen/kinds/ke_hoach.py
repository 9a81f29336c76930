"""Kế hoạch: the plan of the season, the first paper that is issued.

Form 1.4 of Nghị định 30/2020, Phụ lục III.  It exists as soon as the days and their units are
known; all that comes later (scores, attendance) plays no part in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from docgen.kind import CONTENT_FORMS, Citing, Dossier, Kind, Paper, Signing
from docgen.kinds.van_ban import Context, TrichDan, VanBan, base_fields, citation
from docgen.kinds.wording import bare, sentence
from docgen.records import FOREVER, Deadline, General, Season, Session, Sitting, Slot
from docgen.viet.dates import short_clock, short_date
from docgen.viet.numbers import pad2
from docgen.viet.text import sentence_start

CODE = "ke-hoach"


class NgayKiemTra(Context):
    """One day of the schedule: its units joined by commas."""

    tt: str
    ngay: str
    don_vi: str
    ghi_chu: str


class KhungGio(Context):
    """One line of the day's programme: "07h30 - 08h00", or "15h00" when its end is open."""

    gio: str
    noi_dung: str


class KeHoach(VanBan):
    """The context of the plan."""

    huong_dan: TrichDan
    doi_tuong: str
    gio_sang: str
    gio_chieu: str
    cac_ngay: list[NgayKiemTra]
    dia_diem: str
    han_nop: str
    chuong_trinh: list[KhungGio]
    luc_ket_luan: str


def papers(dossier: Dossier) -> Iterator[Paper]:
    """Give the plan once it is known on which day which unit is inspected."""
    season = dossier.season
    if season.sittings and season.visits:
        yield Paper(key="", label="Kế hoạch kiểm tra", slug="", context=_context(dossier))


def _context(dossier: Dossier) -> KeHoach:
    season = dossier.season
    general = season.general
    return KeHoach.model_validate(
        {
            **base_fields(dossier, CODE),
            "huong_dan": citation(dossier, "huong-dan", short=True),
            "doi_tuong": _inspected(season),
            "gio_sang": f"{short_clock(general.morning_start)} - {short_clock(general.morning_end)}",
            "gio_chieu": f"{short_clock(general.afternoon_start)} - {short_clock(general.afternoon_end)}",
            "cac_ngay": _days(season),
            "dia_diem": bare(general.venue),
            "han_nop": _deadline(general),
            "chuong_trinh": [
                KhungGio(gio=_hours(slot), noi_dung=sentence(slot.content)) for slot in season.slots
            ],
            "luc_ket_luan": _conclusion(season),
        }
    )


def _inspected(season: Season) -> str:
    """Say who is inspected, and of each kind how many: "13 xã, phường (04 xã, 09 phường)"."""
    general = season.general
    counts = Counter(unit.kind for unit in season.units)
    called = general.units_called
    kinds = sorted(counts, key=lambda kind: called.find(kind) if kind in called else len(called))
    several = f" ({', '.join(f'{pad2(counts[kind])} {kind}' for kind in kinds)})" if len(kinds) > 1 else ""
    body = f"{general.board} {general.unit_body}".strip()
    return f"{body} {pad2(len(season.units))} {called}{several}".strip()


def _days(season: Season) -> list[NgayKiemTra]:
    """List the days by date, whatever the order of the sheet."""
    called = {unit.code: season.short_name(unit) for unit in season.units}
    rows = []
    for number, sitting in enumerate(sorted(season.sittings, key=lambda s: (s.date, s.no)), start=1):
        visits = season.visits_of(sitting.no)
        rows.append(
            NgayKiemTra(
                tt=pad2(number),
                ngay=f"Ngày {short_date(sitting.date)}",
                don_vi=sentence_start(", ".join(called.get(visit.unit, visit.unit) for visit in visits)),
                ghi_chu=_notes(season, sitting, called),
            )
        )
    return rows


def _notes(season: Season, sitting: Sitting, called: Mapping[str, str]) -> str:
    """Gather what the schedule remarks on a day: its own venue, its note, notes on its units."""
    notes = [f"Địa điểm: {bare(sitting.venue)}"] if sitting.venue else []
    notes += [bare(sitting.note)] if sitting.note else []
    notes += [
        f"{sentence_start(called.get(visit.unit, visit.unit))}: {bare(visit.note)}"
        for visit in season.visits_of(sitting.no)
        if visit.note
    ]
    return "; ".join(notes)


def _deadline(general: General) -> str:
    style = "trước ngày" if general.deadline_style is Deadline.BEFORE else "đến hết ngày"
    return f"{style} {short_date(general.deadline)}"


def _hours(slot: Slot) -> str:
    return f"{short_clock(slot.start)} - {short_clock(slot.end)}" if slot.end else short_clock(slot.start)


def _conclusion(season: Season) -> str:
    """Tell when the chair concludes: at the last line of the afternoon."""
    afternoon = [slot.start for slot in season.slots if slot.session is Session.AFTERNOON]
    return f"lúc {short_clock(max(afternoon))}" if afternoon else "cuối buổi"


KIND = Kind(
    code=CODE,
    title="Kế hoạch kiểm tra",
    template="ke-hoach.docx",
    context=KeHoach,
    papers=papers,
    order=1,
    name="Kế hoạch",
    symbol="KH",
    retention=FOREVER,
    corrected_by=CONTENT_FORMS,
    signing=Signing(due=lambda _: True, words=lambda _: ("kế hoạch", "kh"), before_days=True),
    citing=Citing("Kế hoạch", "về", "tổ chức kiểm tra, đánh giá {inspected}"),
    amended=True,
    recipients=True,
)
