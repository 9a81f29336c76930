"""A season of another organisation prints no word of the Front: all of its wording is data."""

import dataclasses
import re
from typing import Any

import pytest

from docgen.corrections import Form, Original
from docgen.kind import Kind
from docgen.kinds import KINDS
from docgen.kinds.ke_hoach import KIND as PLAN_KIND
from docgen.kinds.quyet_dinh import KIND as DECISION_KIND
from docgen.kinds.thong_bao import KIND as NOTICE_KIND
from docgen.records import FinalPaper, Ruling, Season, Signer, SigningStyle
from tests import house
from tests.factory import make_general, make_season
from tests.kinds.corrections import DECISION, MINUTES, NOTICE, bytes_of, corrected, correction
from tests.kinds.making import papers, text
from tests.kinds.paper_text import paper_text

FRONT = re.compile(r"mặt trận|mttq|ban thường trực|\bbtt\b|phối hợp và thống nhất hành động", re.IGNORECASE)
WORDS = {
    "Ủy ban Mặt trận Tổ quốc Việt Nam": "Hội Liên hiệp Phụ nữ Việt Nam",
    "Ủy ban MTTQ Việt Nam": "Hội LHPN",
    "ỦY BAN MTTQ VIỆT NAM": "HỘI LHPN",
    "Ban Thường trực": "Ban Thường vụ",
    "BAN THƯỜNG TRỰC": "BAN THƯỜNG VỤ",
    "BTT": "BTV",
    "hương trình phối hợp và thống nhất hành động": "hương trình công tác",
    "công tác Mặt trận": "công tác Hội và phong trào phụ nữ",
    "Mặt trận Tổ quốc": "Hội",
    "Mặt trận": "Hội",
    "MTTQ": "LHPN",
}


def _reworded(value: Any) -> Any:
    """Type the words of Hội LHPN into every cell that has some of the Front's."""
    if isinstance(value, dict):
        return {key: _reworded(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return tuple(map(_reworded, value))
    if not isinstance(value, str):
        return value
    for front, hoi in WORDS.items():
        value = value.replace(front, hoi)
    return str(value)


def _of_the_women(season: Season) -> Season:
    ruled = Ruling(unit=season.units[0].code, level="K", reason="có đơn thư", reference="Biên bản họp")
    dumped = season.model_copy(update={"rulings": (ruled,)}).model_dump()
    return Season.model_validate(_reworded(dumped))


def _of_the_womens(original: Original) -> Original:
    words = {"subject": original.subject, "recipients": original.recipients, "symbol": original.symbol}
    return dataclasses.replace(original, **_reworded(words))


def _printed(kind: Kind, season: Season) -> list[str]:
    asked = [
        correction(form, _of_the_womens(original))
        for form in Form
        for original in (NOTICE, DECISION, MINUTES)
        if form == kind.code and (form is Form.SUPPLEMENT) == (original is MINUTES)
    ]
    return [paper_text(bytes_of(kind, paper)) for paper in corrected(kind, season, *asked).values()]


@pytest.mark.parametrize("final", list(FinalPaper))
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_a_season_of_the_women_prints_no_word_of_the_front(kind: Kind, final: FinalPaper) -> None:
    season = _of_the_women(house.season())
    season = season.model_copy(update={"general": season.general.model_copy(update={"final_paper": final})})
    printed = _printed(kind, season)
    assert printed
    for paper in printed:
        assert not FRONT.findall(paper)


def test_the_same_season_of_the_front_does() -> None:
    assert FRONT.search(text(NOTICE_KIND, house.season(), "AP"))


def test_a_body_led_by_one_person_signs_without_tm_and_names_no_board() -> None:
    general = make_general(
        board="",
        unit_body="Ủy ban nhân dân",
        work="công tác dân vận",
        org_short="Sở Nội vụ",
        signing_style=SigningStyle.HEAD,
    )
    head = Signer(code="CT", name="Đặng Thế Hưng", position="Giám đốc", title="GIÁM ĐỐC")
    deputy = Signer(
        code="PCT", name="Lê Ước", position="Phó Giám đốc", deputy_of="GIÁM ĐỐC", title="PHÓ GIÁM ĐỐC"
    )
    season = make_season(general=general, signers=(head, deputy))
    decision = text(DECISION_KIND, season)
    assert "| GIÁM ĐỐC / Đặng Thế Hưng |" in decision
    assert "Báo cáo kết quả kiểm tra với Sở Nội vụ" in decision
    notice = text(NOTICE_KIND, season, next(iter(papers(NOTICE_KIND, season))))
    assert "| KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC / Lê Ước |" in notice
    assert "đối với Ủy ban nhân dân " in notice


def test_a_long_name_of_the_work_begins_a_line_of_its_own() -> None:
    plan = text(PLAN_KIND, _of_the_women(house.season()))
    lines = "kiểm tra, đánh giá⏎công tác Hội và phong trào phụ nữ các xã, phường năm 2023"
    assert f"[Trích yếu] Tổ chức {lines}\n" in plan
