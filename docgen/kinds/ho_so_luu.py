"""Hồ sơ giao nộp: the lists and the hand-over record of a season's dossier (Nghị định 30/2020, Phụ lục V).

The two lists have the decree's seven columns (mục III, IV); the record is mục V.  They are made from the
archive, not from the records: what is counted in them is what lies in the bag.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from docgen.kind import BookForm
from docgen.kinds.van_ban import Context, DongTieuDe, day_of_issue
from docgen.records import BoldLines, General
from docgen.viet.dates import short_date
from docgen.viet.numbers import pad2
from docgen.viet.text import sentence_start
from docgen.viet.words import in_words

_GROUP = 8
"""Letters of a hash in one group: 64 in a row would not break across lines."""


@dataclass(frozen=True, slots=True)
class Held:
    """A paper of the dossier as the lists name it; ``period`` says how long it is kept."""

    sign: str
    date: dt.date
    title: str
    author: str
    pages: int
    period: str


@dataclass(frozen=True, slots=True)
class ArchiveDossier:
    """The dossier as a whole: what both lists and the record say of it.

    ``missing`` names the issued papers whose signed copy is not in it, and ``reason`` says why it is handed
    over all the same.
    """

    notation: str
    title: str
    period: str
    creator: str
    receiver: str
    files: int
    head: str
    papers: Sequence[Held]
    missing: Sequence[str] = ()
    reason: str = ""

    @property
    def pages(self) -> int:
        """Count the pages of all papers."""
        return sum(paper.pages for paper in self.papers)

    @property
    def span(self) -> str:
        """Give the first and the last day: "29/9/2023 - 31/10/2023"; a line may break after the dash."""
        days = sorted(paper.date for paper in self.papers)
        if not days:
            return ""
        first, last = short_date(days[0]), short_date(days[-1])
        return first if first == last else f"{first}\N{NO-BREAK SPACE}- {last}"


class DongVanBan(Context):
    """A row of the list of papers."""

    stt: str
    so_ky_hieu: str
    ngay: str
    trich_yeu: str
    tac_gia: str
    trang_so: str
    ghi_chu: str


class MucLucVanBan(Context):
    """The list of papers in the dossier (Phụ lục V, mục IV)."""

    so_ky_hieu: str
    tieu_de_ho_so: str
    nam: str
    van_ban: list[DongVanBan]
    con_thieu: list[str]
    so_thieu: str
    ly_do_thieu: str


class DongHoSo(Context):
    """A row of the list of dossiers."""

    stt: str
    so_ky_hieu: str
    tieu_de: str
    thoi_gian: str
    thoi_han: str
    so_trang: str
    ghi_chu: str


class MucLucHoSo(Context):
    """The list of dossiers handed over (Phụ lục V, mục III)."""

    tieu_de: list[DongTieuDe]
    co_quan: str
    dia_danh: str
    ngay_lap: str
    nam: str
    so_ho_so: str
    bang_chu: str
    nguoi_lap: str
    ho_so: list[DongHoSo]


class BienBanGiaoNhan(Context):
    """The hand-over record (Phụ lục V, mục V); ``ma_lich_su`` is the head of the archive's history."""

    tieu_de: list[DongTieuDe]
    dia_danh: str
    ngay_lap: str
    nam: str
    ben_giao: str
    nguoi_giao: str
    ben_nhan: str
    ten_khoi: str
    thoi_gian: str
    so_ho_so: str
    so_tep: str
    so_van_ban: str
    ma_lich_su: str
    so_thieu: str
    ly_do_thieu: str


def list_of_papers(general: General, dossier: ArchiveDossier) -> MucLucVanBan:
    """Make the list of papers in the dossier."""
    rows: list[DongVanBan] = []
    page = 1
    for number, paper in enumerate(dossier.papers, start=1):
        last = page + paper.pages - 1
        rows.append(
            DongVanBan(
                stt=str(number),
                so_ky_hieu=paper.sign,
                ngay=short_date(paper.date),
                trich_yeu=paper.title,
                tac_gia=paper.author,
                trang_so=str(page) if last <= page else f"{page} - {last}",
                ghi_chu=paper.period,
            )
        )
        page = last + 1
    ends = [";"] * (len(dossier.missing) - 1) + ["."]
    return MucLucVanBan(
        so_ky_hieu=dossier.notation,
        tieu_de_ho_so=dossier.title,
        nam=str(general.year),
        van_ban=rows,
        con_thieu=[f"{paper}{end}" for paper, end in zip(dossier.missing, ends, strict=False)],
        so_thieu=_count(dossier.missing),
        ly_do_thieu=dossier.reason,
    )


def list_of_dossiers(general: General, dossier: ArchiveDossier, today: dt.date) -> MucLucHoSo:
    """Make the list of dossiers: a season is one dossier."""
    row = DongHoSo(
        stt="1",
        so_ky_hieu=dossier.notation,
        tieu_de=dossier.title,
        thoi_gian=dossier.span,
        thoi_han=dossier.period,
        so_trang=f"{dossier.pages} trang",
        ghi_chu="Hồ sơ điện tử"
        + (f"; còn thiếu {_count(dossier.missing)} văn bản" if dossier.missing else ""),
    )
    return MucLucHoSo(
        tieu_de=_header(general),
        dia_danh=general.place,
        ngay_lap=day_of_issue(today, today.year),
        co_quan=general.org_full,
        nam=str(general.year),
        so_ho_so=pad2(1),
        bang_chu=sentence_start(in_words(1)),
        nguoi_lap=dossier.creator,
        ho_so=[row],
    )


def handover(general: General, dossier: ArchiveDossier, today: dt.date) -> BienBanGiaoNhan:
    """Make the hand-over record."""
    groups = [dossier.head[i : i + _GROUP] for i in range(0, len(dossier.head), _GROUP)]
    return BienBanGiaoNhan(
        tieu_de=_header(general),
        dia_danh=general.place,
        ngay_lap=day_of_issue(today, today.year),
        nam=str(general.year),
        ben_giao=general.org_full,
        nguoi_giao=dossier.creator,
        ben_nhan=dossier.receiver,
        ten_khoi=dossier.title,
        thoi_gian=dossier.span,
        so_ho_so=pad2(1),
        so_tep=pad2(dossier.files),
        so_van_ban=pad2(len(dossier.papers)),
        ma_lich_su=" ".join(groups),
        so_thieu=_count(dossier.missing),
        ly_do_thieu=dossier.reason,
    )


def _count(missing: Sequence[str]) -> str:
    return pad2(len(missing)) if missing else ""


def _header(general: General) -> list[DongTieuDe]:
    lines = [line for line in (general.header_1, general.header_2, general.header_3) if line]
    every = general.header_bold is BoldLines.ALL
    return [DongTieuDe(chu=line, dam=every or i == len(lines)) for i, line in enumerate(lines, start=1)]


LIST_OF_PAPERS = BookForm(
    "muc-luc-van-ban", "Mục lục văn bản, tài liệu trong hồ sơ", "muc-luc-van-ban.docx", MucLucVanBan
)
LIST_OF_DOSSIERS = BookForm(
    "muc-luc-ho-so", "Mục lục hồ sơ, tài liệu nộp lưu", "muc-luc-ho-so.docx", MucLucHoSo
)
HANDOVER = BookForm("giao-nhan-ho-so", "Biên bản giao nhận hồ sơ", "giao-nhan-ho-so.docx", BienBanGiaoNhan)

TELLS_MISSING = frozenset({"con_thieu", "so_thieu", "ly_do_thieu"})
"""The fields that tell what is missing: a template that leaves one out would hide it."""

FORMS = (LIST_OF_PAPERS, LIST_OF_DOSSIERS, HANDOVER)
"""The documents of a hand-over, in the order in which they lie in it."""
