"""Corrections of papers of the sample season, as ``docgen correct`` asks for them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from types import MappingProxyType

from docgen.corrections import Correction, Form, Original, QuotedPair
from docgen.kind import Dossier, Kind, Paper
from docgen.kinds import BY_CODE
from docgen.records import Season
from docgen.scoring import rank
from tests.kinds.making import template
from tests.kinds.paper_text import paper_text

NOTICE = Original(
    paper="thong-bao:AP",
    root="thong-bao:AP",
    label="Thông báo kết quả, phường An Phú",
    name="Thông báo",
    number="65",
    symbol="TB-MTTQ-BTT",
    date=dt.date(2023, 10, 31),
    subject="Kết quả kiểm tra, đánh giá công tác Mặt trận năm 2023 "
    "đối với Ủy ban MTTQ Việt Nam phường An Phú",
    docx="a" * 64,
    inputs="b" * 64,
    recipients=(
        "- Ban Thường trực Ủy ban MTTQ Việt Nam phường An Phú;",
        "- Đảng ủy phường An Phú;",
        "- Thành viên Đoàn kiểm tra;",
        "- Lưu: VT, Hồ sơ.",
    ),
)
DECISION = replace(
    NOTICE,
    paper="quyet-dinh",
    root="quyet-dinh",
    label="Quyết định thành lập Đoàn kiểm tra",
    name="Quyết định",
    number="45",
    symbol="QĐ-MTTQ-BTT",
    date=dt.date(2023, 10, 2),
    subject="Về việc thành lập Đoàn kiểm tra, đánh giá công tác Mặt trận các xã, phường năm 2023",
    recipients=("- Như Điều 4;", "- Thường trực Thành ủy (b/c);", "- Lưu: VT."),
)
PLAN = replace(
    NOTICE,
    paper="ke-hoach",
    root="ke-hoach",
    label="Kế hoạch kiểm tra",
    name="Kế hoạch",
    number="87",
    symbol="KH-MTTQ-BTT",
    date=dt.date(2023, 9, 29),
    subject="Tổ chức kiểm tra, đánh giá công tác Mặt trận các xã, phường năm 2023",
    recipients=("- BTT Ủy ban MTTQ Việt Nam tỉnh;", "- Lưu: VT."),
)
MINUTES = replace(
    NOTICE,
    paper="bien-ban:1",
    root="bien-ban:1",
    label="Biên bản buổi 01 (17/10/2023)",
    name="Biên bản",
    number="01",
    symbol="BB-ĐKT",
    date=dt.date(2023, 10, 17),
    subject="Kiểm tra, đánh giá công tác Mặt trận năm 2023 (ngày kiểm tra thứ nhất: phường An Phú)",
    recipients=("- Các đơn vị được kiểm tra;", "- Lưu: VT, Hồ sơ."),
    sides=MappingProxyType(
        {
            "so_ban": "04",
            "cach_giu": "Đoàn kiểm tra giữ 01 bản, mỗi đơn vị giữ 01 bản",
            "o_ky": [
                {
                    "trai": {"don_vi": "phường An Phú", "ten": "Nguyễn Thị Lệ Hằng"},
                    "phai": {"don_vi": "phường Hòa Hương", "ten": "Đỗ Ước"},
                }
            ],
            "ten_thu_ky": "Võ Đình Lưỡng",
            "ten_chu_tri": "Đặng Thế Hưng",
        }
    ),
)
PLACE = QuotedPair("mục III, bảng 1, hàng 4, cột 3", "“Vì người nghèo”: 2,50", "“Vì người nghèo”: 3,00")
RECIPIENT = QuotedPair("Nơi nhận", "", "- Đảng ủy phường An Phú;")
GONE = QuotedPair("mục II, đoạn 2", "Chưa tổ chức hội nghị phản biện xã hội.", "")


def correction(
    form: Form, original: Original = NOTICE, *pairs: QuotedPair, reason: str = "", number: int = 1
) -> Correction:
    """Ask for a correction in November 2023."""
    at = "2023-11-06T08:30:00+07:00"
    return Correction(f"{form}:{number}", form, original, pairs or (PLACE,), reason, at, "Lê Thị Tuyết")


def corrected(kind: Kind, season: Season, *asked: Correction, draft: int = 0) -> dict[str, Paper]:
    """Give the papers of a kind by their keys when these corrections are asked for."""
    dossier = Dossier(season, rank(season), BY_CODE, asked, draft)
    return {paper.key: paper for paper in kind.papers(dossier)}


def bytes_of(kind: Kind, paper: Paper) -> bytes:
    """Make one paper, by the template of the kind that it is like."""
    return template(paper.like or kind).render(paper.context.model_dump(mode="json"))


def text_of(kind: Kind, season: Season, asked: Correction, *, draft: int = 0) -> str:
    """Make one correction paper and write it as lines: style and words."""
    paper = corrected(kind, season, asked, draft=draft)[asked.key]
    return paper_text(bytes_of(kind, paper))
