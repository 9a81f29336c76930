"""The desk at which papers get their numbers: a plan, and notices that cite it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict

from docgen.kind import Dossier, Paper
from docgen.kinds import ke_hoach, thong_bao
from docgen.kinds.van_ban import cited, day_of_issue, figure, sign, signature
from tests.cli.desk import Desk
from tests.render.word_file import docx, p


class Numbered(BaseModel):
    """What a paper says of itself and of the plan."""

    model_config = ConfigDict(frozen=True)

    so: str
    ky_hieu: str
    ngay_ban_hanh: str
    ten: str
    ke_hoach: str
    nguoi_ky: str
    noi_nhan: list[str]


def _context(dossier: Dossier, kind: str, key: str, name: str) -> Numbered:
    season = dossier.season
    paper = season.paper(kind, key)
    return Numbered(
        so=figure(paper),
        ky_hieu=sign(season.general, paper, dossier.kinds[kind]).partition("/")[2],
        ngay_ban_hanh=day_of_issue(paper.date, season.general.year),
        ten=f"{name}, {season.general.place}",
        ke_hoach=cited(dossier, "ke-hoach", "Kế hoạch"),
        nguoi_ky=signature(season.signers, paper.signer, season.general.deputy_style).ten,
        noi_nhan=[f"- {name};", "- Lưu: VT, Hồ sơ."],
    )


def _plan(dossier: Dossier) -> Iterator[Paper]:
    yield Paper("", "Kế hoạch kiểm tra", "", _context(dossier, "ke-hoach", "", "Kế hoạch"))


def _notices(dossier: Dossier) -> Iterator[Paper]:
    for unit in dossier.season.units:
        context = _context(dossier, "thong-bao", unit.code, f"{unit.kind} {unit.name}")
        yield Paper(unit.code, f"Thông báo, {unit.name}", unit.name, context)


KINDS = (
    replace(ke_hoach.KIND, context=Numbered, papers=_plan),
    replace(thong_bao.KIND, order=2, context=Numbered, papers=_notices),
)
_BODY = (
    p("Số: {{ so }}/{{ ky_hieu }}"),
    p("{{ ngay_ban_hanh }}"),
    p("Về {{ ten }}"),
    p("Ký: {{ nguoi_ky }}"),
)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Desk:
    """Give a desk with a plan and four notices, none of them issued, and a user called Đào."""
    made = Desk(tmp_path / "mặt trận", monkeypatch, capfd)
    (made.templates / "ke-hoach.docx").write_bytes(docx(*_BODY, p("{{ noi_nhan | length }} nơi nhận")))
    notice = docx(*_BODY, p("Theo {{ ke_hoach }}"), p("{{ noi_nhan | length }} nơi nhận"))
    (made.templates / "thong-bao.docx").write_bytes(notice)
    made.ask_for(*KINDS)
    monkeypatch.setenv("DOCGEN_WHO", "chị Đào")
    return made
