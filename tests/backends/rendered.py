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
from docgen.kind import Kind
from docgen.kinds import bien_ban, ke_hoach, ket_luan, quyet_dinh, thay_doi_doan, thong_bao
from docgen.records import FinalPaper, Ground, KnownPaper, Member, Recipient, Role, Season, Slot, Unit
from tests.backends.pages import Page, read_pdf
from tests.kinds.making import made, papers, sample_season

SWEEP = range(9)
"""By so many paragraphs a paper grows, so that every part of it meets the foot of a page."""
SOME_UNITS = 6
"""So many of the notices to the units are measured; they differ in their words only."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A rendered paper: its name in the tests, its pages, its file."""

    name: str
    pages: tuple[Page, ...]
    path: Path

    @property
    def kind(self) -> str:
        """Give the code of its kind."""
        return self.name.partition(" ")[0]

    @property
    def sections(self) -> list[list[Page]]:
        """Give the pages of the paper itself, then those of its appendix if it has one."""
        starts = [0, *(i for i, page in enumerate(self.pages) if _is_appendix(page)), len(self.pages)]
        return [list(self.pages[start:end]) for start, end in itertools.pairwise(starts)]


def _is_appendix(page: Page) -> bool:
    return page.lines[0].text == "Phụ lục"


def render(folder: Path) -> list[Paper]:
    """Make all papers and their PDFs."""
    folder.mkdir(parents=True)
    sources = []
    for name, kind, season, key in wanted():
        sources.append(folder / f"{name}.docx")
        sources[-1].write_bytes(made(kind, season, key))
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
    for key in list(papers(thong_bao.KIND, sample))[:SOME_UNITS]:
        yield f"thong-bao {key}", thong_bao.KIND, sample, key
    yield "ket-luan", ket_luan.KIND, sample, ""
    decision = _general(sample, final_paper=FinalPaper.DECISION)
    yield "ket-luan quyết định", ket_luan.KIND, decision, ""
    for label, season in (("có số", _numbered(sample)), ("tên dài", _long(sample))):
        for kind, key in _one_of_each(season):
            yield f"{kind.code} {label}", kind, season, key
    yield "quyet-dinh một người", quyet_dinh.KIND, _team_of(sample, 1), ""
    yield "quyet-dinh bốn mươi người", quyet_dinh.KIND, _team_of(sample, 40), ""
    for extra in SWEEP:
        yield f"quyet-dinh {extra} căn cứ", quyet_dinh.KIND, _grounds(sample, extra), ""
        yield f"ke-hoach thêm {extra} mục", ke_hoach.KIND, _more_slots(sample, extra), ""


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
