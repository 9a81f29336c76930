"""The papers whose pages are measured: the sample season, and seasons that strain the layout.

All of them go through LibreOffice in one batch.
"""

from __future__ import annotations

import datetime as dt
import functools
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from docgen.backends import convert
from docgen.corrections import Form
from docgen.kind import Kind
from docgen.kinds import KINDS, bien_ban, ke_hoach, ket_luan, quyet_dinh, thay_doi_doan, thong_bao
from docgen.records import (
    FinalPaper,
    Ground,
    KnownPaper,
    Member,
    RankingPlace,
    Recipient,
    RemarkKind,
    Role,
    Season,
    Slot,
    Unit,
    Visit,
)
from tests.backends.pages import Page, read_pdf
from tests.factory import large_season
from tests.kinds.corrections import DECISION, MINUTES, NOTICE, corrected, correction
from tests.kinds.making import made, papers, sample_season, template

CORRECTED = (
    (Form.AMEND, DECISION),
    (Form.AMEND, NOTICE),
    (Form.RECALL, NOTICE),
    (Form.SUPPLEMENT, MINUTES),
)
"""Papers that correct, each with what it answers; a letter has another head and is not among them."""

SWEEP = range(9)
"""By so many paragraphs a paper grows, so that every part of it meets the foot of a page."""
FEWEST = 3
"""So many grounds of a decision leave room for a few more on its first page."""
LARGE = "lớn"
"""Follows the kind in the name of a paper of the large season."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A rendered paper: its name in the tests, the code of its kind before all; its pages, its file."""

    name: str
    pages: tuple[Page, ...]
    path: Path

    @property
    def kind(self) -> str:
        """Give the code of its kind."""
        return self.name.partition(" ")[0]

    @property
    def is_minutes(self) -> bool:
        """Tell minutes, which have no place and date above and are signed by two (Mẫu 1.9)."""
        return self.kind in {"bien-ban", "bo-sung"}

    @property
    def sections(self) -> list[list[Page]]:
        """Give the pages of the paper itself, then those of its appendix if it has one."""
        starts = [0, *(i for i, page in enumerate(self.pages) if _is_appendix(page)), len(self.pages)]
        return [list(self.pages[start:end]) for start, end in itertools.pairwise(starts)]


def _is_appendix(page: Page) -> bool:
    return page.lines[0].text.startswith("Phụ lục")


def render(folder: Path) -> list[Paper]:
    """Make all papers and their PDFs."""
    folder.mkdir(parents=True)
    sources = []
    for name, kind, season, key in wanted():
        sources.append(folder / f"{name}.docx")
        sources[-1].write_bytes(made(kind, season, key))
    for form, original in CORRECTED:
        kind = next(kind for kind in KINDS if kind.code == form)
        paper = next(iter(corrected(kind, sample_season(), correction(form, original)).values()))
        sources.append(folder / f"{kind.code} {original.name}.docx")
        sources[-1].write_bytes(template(kind).render(paper.context.model_dump(mode="json")))
    converted = convert(sources)
    assert converted.problems == ()
    return [Paper(source.stem, read_pdf(path), path) for source, path in converted.done.items()]


def wanted() -> Iterator[tuple[str, Kind, Season, str]]:
    """Give name, kind, records and key of every paper that is measured."""
    sample = sample_season()
    yield "ke-hoach", ke_hoach.KIND, sample, ""
    yield "quyet-dinh", quyet_dinh.KIND, sample, ""
    yield "thay-doi-doan", thay_doi_doan.KIND, _replaced(sample), "TV99"
    for key in papers(bien_ban.KIND, sample):
        yield f"bien-ban {key}", bien_ban.KIND, sample, key
    yield "bien-ban mẫu trống", bien_ban.KIND, _planning(sample), "4"
    for key in papers(thong_bao.KIND, sample):
        yield f"thong-bao {key}", thong_bao.KIND, sample, key
    yield "ket-luan", ket_luan.KIND, sample, ""
    decision = _general(sample, final_paper=FinalPaper.DECISION)
    yield "ket-luan quyết định", ket_luan.KIND, decision, ""
    for label, season in (("có số", _numbered(sample)), ("tên dài", _long(sample))):
        for kind, key in _one_of_each(season):
            yield f"{kind.code} {label}", kind, season, key
    yield "quyet-dinh một người", quyet_dinh.KIND, _team_of(sample, 1), ""
    yield "quyet-dinh sáu mươi người", quyet_dinh.KIND, _team_of(sample, 60), ""
    yield "bien-ban tám đơn vị", bien_ban.KIND, _on_one_day(sample, 8), "4"
    unit = sample.units[2].code
    yield "thong-bao không kiến nghị", thong_bao.KIND, _without_demands(sample), unit
    yield "thong-bao dài", thong_bao.KIND, _wordy(sample), unit
    many = _general(large_season(), header_2=sample.general.header_2)
    for kind in (ke_hoach.KIND, quyet_dinh.KIND, bien_ban.KIND, thong_bao.KIND, ket_luan.KIND):
        yield f"{kind.code} {LARGE}", kind, many, next(iter(papers(kind, many)))
    in_body = _general(many, ranking_place=RankingPlace.BODY)
    yield f"ket-luan {LARGE}, trong văn bản", ket_luan.KIND, in_body, ""
    for extra in SWEEP:
        yield f"quyet-dinh {extra} căn cứ", quyet_dinh.KIND, _grounds(sample, FEWEST + extra), ""
        yield f"ke-hoach thêm {2 * extra} mục", ke_hoach.KIND, _more_slots(sample, 2 * extra), ""


def _one_of_each(season: Season) -> Iterator[tuple[Kind, str]]:
    yield ke_hoach.KIND, ""
    yield quyet_dinh.KIND, ""
    yield bien_ban.KIND, "4"
    yield thong_bao.KIND, season.units[2].code
    yield ket_luan.KIND, ""


# --- seasons ----------------------------------------------------------------------------------


def _general(season: Season, **changes: object) -> Season:
    return season.model_copy(update={"general": season.general.model_copy(update=changes)})


def _planning(season: Season) -> Season:
    """Give the season as it is before the first sitting."""
    later = ("self_scores", "cross_scores", "team_scores", "awards", "attendance", "facts", "remarks")
    return season.model_copy(update=dict.fromkeys((*later, "general_remarks", "explanations", "rulings"), ()))


def _numbered(season: Season) -> Season:
    """Give every paper a number of three digits and a date."""
    day = dt.date(2023, 12, 29)
    known = {
        "ke-hoach": "", "quyet-dinh": "", "bien-ban": "4", "thong-bao": season.units[2].code, "ket-luan": "",
    }  # fmt: skip
    rows = [
        KnownPaper(kind=kind, key=key, number="118", date=day, signer=season.paper(kind, key).signer)
        for kind, key in known.items()
    ]
    return season.model_copy(update={"papers": (*(p for p in season.papers if p.kind not in known), *rows)})


def _long(season: Season) -> Season:
    """Give the season long names everywhere and more than twenty recipients."""
    grown = _general(
        season,
        header_1="ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM",
        header_2="THÀNH PHỐ BUÔN MA THUỘT VÀ CÁC XÃ BÊN",
        place="Buôn Ma Thuột",
        org_full="Ủy ban Mặt trận Tổ quốc Việt Nam thành phố Buôn Ma Thuột và các xã bên",
        authority="BAN THƯỜNG TRỰC ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM THÀNH PHỐ BUÔN MA THUỘT VÀ CÁC XÃ BÊN",
        units_called="xã, phường, thị trấn và các cơ quan, đơn vị trực thuộc",
    )
    extra = tuple(
        Recipient(kind=kind, text=f"Ban Chấp hành Hội Liên hiệp Phụ nữ thành phố, chi hội {number:02d}")
        for kind in ("ke-hoach", "quyet-dinh", "bien-ban", "thong-bao", "ket-luan")
        for number in range(1, 21)
    )
    units = tuple(_long_unit(unit, i) for i, unit in enumerate(season.units))
    # «Như Điều …» stays the first of a decision's recipients, and «Lưu: …» the last
    first = tuple(row for row in season.recipients if row.text.startswith("Như"))
    others = tuple(row for row in season.recipients if row not in first)
    return grown.model_copy(update={"recipients": (*first, *extra, *others), "units": units})


def _long_unit(unit: Unit, index: int) -> Unit:
    names = ("Nguyễn Phúc Hồng Nhung Công Tằng Tôn Nữ Thùy Trang", "H’Bia Êñuôl Niê Kđăm Y Thịnh")
    return unit.model_copy(update={"name": f"{unit.name} Thượng Đông Nghĩa", "chair": names[index % 2]})


def _team_of(season: Season, count: int) -> Season:
    head = season.team[0]
    others = tuple(
        Member(
            code=f"N{number:02d}", salutation="Bà", name="Huỳnh Thị Ngọc Phượng", role=Role.MEMBER,
            position="Phó Chủ tịch Ủy ban Mặt trận Tổ quốc Việt Nam thành phố",
            task="Phụ trách mục III, IV; tổng hợp điểm thưởng, điểm trừ",
        )
        for number in range(2, count + 1)
    )  # fmt: skip
    return season.model_copy(update={"team": (head, *others)})


def _replaced(season: Season) -> Season:
    new = Member(
        code="TV99", salutation="Ông", name="Phan Thế Đạt", position="Ủy viên Thường trực", role=Role.MEMBER,
        replaces=season.team[3].code, from_date=dt.date(2023, 10, 16), reason="Bà Hà đi công tác.",
    )  # fmt: skip
    return season.model_copy(update={"team": (*season.team, new)})


def _grounds(season: Season, count: int) -> Season:
    text = "Căn cứ Nghị quyết liên tịch về quy chế phối hợp công tác năm 2023"
    rows = tuple(Ground(kind="quyet-dinh", text=text) for _ in range(count))
    return season.model_copy(update={"grounds": rows})


def _on_one_day(season: Season, count: int) -> Season:
    """Bring so many units together in the fourth sitting; each checks the next."""
    codes = [unit.code for unit in season.units[-count:]]
    visits = tuple(
        Visit(sitting=4, unit=code, checks=following)
        for code, following in zip(codes, (*codes[1:], codes[0]), strict=True)
    )
    return season.model_copy(update={"visits": visits})


def _without_demands(season: Season) -> Season:
    rows = tuple(row for row in season.remarks if row.kind is not RemarkKind.RECOMMENDATION)
    return season.model_copy(update={"remarks": rows})


def _wordy(season: Season) -> Season:
    """Say each remark three times over."""
    rows = tuple(row.model_copy(update={"text": " ".join([row.text] * 3)}) for row in season.remarks)
    return season.model_copy(update={"remarks": rows})


def _more_slots(season: Season, count: int) -> Season:
    first = season.slots[0]
    extra: tuple[Slot, ...] = tuple(first.model_copy(update={"content": "Giải lao."}) for _ in range(count))
    return season.model_copy(update={"slots": (*season.slots[:1], *extra, *season.slots[1:])})


@functools.cache
def issuer_lines(name: str) -> tuple[str, ...]:
    """Give the issuer's lines that a paper of this name must show."""
    season = _long(sample_season()) if name.endswith("tên dài") else sample_season()
    general = season.general
    return tuple(line for line in (general.header_1, general.header_2, general.header_3) if line)
