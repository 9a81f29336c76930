"""The papers that answer an issued one: letter, replacement, amendment, recall, supplementary minutes."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from docgen.corrections import Correction, Form, Original, QuotedPair
from docgen.kind import Dossier, Kind
from docgen.kinds import BY_CODE, KINDS, bo_sung, dinh_chinh, sua_doi, thay_the, thong_bao, thu_hoi
from docgen.lint import lint
from docgen.records import Ground, KnownPaper, Season
from docgen.scoring import rank
from docgen.verbs.citing import outdated_citations
from tests.house import season as season_with_a_change
from tests.kinds.corrections import (
    DECISION,
    GONE,
    MINUTES,
    NOTICE,
    PLACE,
    PLAN,
    RECIPIENT,
    bytes_of,
    corrected,
    correction,
    text_of,
)
from tests.kinds.making import made, papers, sample_season, template
from tests.kinds.paper_text import golden, paper_text

OF_FORM = {kind.code: kind for kind in KINDS[-5:]}


def with_papers(*known: KnownPaper) -> Season:
    season = sample_season()
    return season.model_copy(update={"papers": (*season.papers, *known)})


def text(asked: Correction, season: Season | None = None, *, draft: int = 0) -> str:
    return text_of(OF_FORM[asked.form], season or sample_season(), asked, draft=draft)


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("dinh-chinh", correction(Form.ERRATUM, NOTICE, PLACE, RECIPIENT, GONE)),
        ("sua-doi-quyet-dinh", correction(Form.AMEND, DECISION, PLACE, reason="thay đổi nhân sự.")),
        ("sua-doi-ke-hoach", correction(Form.AMEND, PLAN, PLACE, GONE)),
        ("thu-hoi", correction(Form.RECALL, NOTICE, reason="ban hành nhầm")),
        ("thu-hoi-quyet-dinh", correction(Form.RECALL, DECISION, reason="không đúng thẩm quyền")),
        ("bo-sung", correction(Form.SUPPLEMENT, MINUTES, PLACE, reason="ghi sót ý kiến")),
    ],
)
def test_the_whole_text(name: str, asked: Correction) -> None:
    assert text(asked) == golden(f"{name}.txt")


def test_without_corrections_there_is_no_such_paper() -> None:
    assert not any(papers(kind, sample_season()) for kind in OF_FORM.values())


# --- the letter -------------------------------------------------------------------------------


def test_the_letter_has_no_kind_in_its_symbol_and_its_abstract_below_the_number() -> None:
    letter = text(correction(Form.ERRATUM))
    assert "Số: ············/MTTQ-BTT / V/v đính chính Thông báo⏎số 65/TB-MTTQ-BTT⏎ngày 31/10/2023" in letter
    assert "Các nội dung khác của Thông báo số 65/TB-MTTQ-BTT không thay đổi./." in letter
    assert "Nơi nhận: / - Như trên; / - Lưu: VT. |" in letter


def test_the_letter_goes_to_those_who_got_the_original() -> None:
    letter = text(correction(Form.ERRATUM))
    assert (
        "[Kính gửi] Kính gửi:\n[Nơi kính gửi] - Ban Thường trực Ủy ban MTTQ Việt Nam phường An Phú;" in letter
    )
    assert "[Nơi kính gửi] - Thành viên Đoàn kiểm tra.\n" in letter
    assert "Lưu: VT, Hồ sơ" not in letter


def test_one_addressee_stands_on_the_line_itself() -> None:
    one = replace(NOTICE, recipients=("- Đảng ủy phường An Phú;", "- Lưu: VT."))
    assert "[Kính gửi] Kính gửi: Đảng ủy phường An Phú\n" in text(correction(Form.ERRATUM, one))


def test_whom_a_decision_obliged_is_named_in_the_letter() -> None:
    letter = text(correction(Form.ERRATUM, DECISION))
    assert "Như Điều" not in letter
    assert "[Nơi kính gửi] - Văn phòng Ủy ban MTTQ Việt Nam thành phố;\n" in letter
    assert "[Nơi kính gửi] - Ban Thường trực Ủy ban MTTQ Việt Nam các xã, phường;\n" in letter


@pytest.mark.parametrize(
    ("reason", "beginning"),
    [
        ("", "Do sơ suất trong khâu soạn thảo, Thông báo số 65/TB-MTTQ-BTT ngày 31 tháng 10 năm 2023 của "),
        ("Gõ nhầm tên.", "Do gõ nhầm tên, Thông báo số"),
        ("do máy in lỗi", "Do máy in lỗi, Thông báo số"),
        ("BTT gõ nhầm", "Do BTT gõ nhầm, Thông báo số"),
    ],
)
def test_the_letter_says_why(reason: str, beginning: str) -> None:
    assert f"[Thân văn bản] {beginning}" in text(correction(Form.ERRATUM, reason=reason))


# --- the replacement --------------------------------------------------------------------------


def test_a_replacement_is_the_same_paper_and_says_what_it_replaces() -> None:
    new = text(correction(Form.REPLACE))
    old = paper_text(made(thong_bao.KIND, sample_season(), "AP"))
    sentence = (
        "[Thân văn bản] Thông báo này thay thế Thông báo số 65/TB-MTTQ-BTT ngày 31 tháng 10 năm 2023 của "
        "Ban Thường trực Ủy ban MTTQ Việt Nam thành phố về kết quả kiểm tra, đánh giá công tác Mặt trận "
        "năm 2023 đối với Ủy ban MTTQ Việt Nam phường An Phú.\n"
    )
    assert new.replace(sentence, "", 1) == old
    assert new.index(sentence) < new.index("[Đoạn kết]")


@pytest.mark.parametrize(
    ("original", "before", "after"),
    [
        (PLAN, "Kế hoạch này thay thế Kế hoạch số 87/KH-MTTQ-BTT ngày 29 tháng 9 năm 2023", "[Đoạn kết]"),
        (
            DECISION,
            "hiệu lực kể từ ngày ký. Quyết định này thay thế Quyết định số 45/QĐ-MTTQ-BTT ngày 02 tháng 10",
            "Điều 4.",
        ),
        (
            replace(NOTICE, paper="ket-luan", root="ket-luan", symbol="TB-MTTQ-BTT"),
            "Thông báo này thay thế Thông báo số 65/TB-MTTQ-BTT",
            "[Đoạn kết]",
        ),
    ],
)
def test_every_kind_says_what_it_replaces_at_its_place(original: Original, before: str, after: str) -> None:
    new = text(correction(Form.REPLACE, original))
    assert new.index(before) < new.index(after)


def test_a_replacement_has_its_own_number_day_and_the_signer_of_the_original() -> None:
    season = with_papers(
        KnownPaper(kind="thong-bao", key="AP", number="65/TB-MTTQ-BTT", date=dt.date(2023, 10, 31)),
        KnownPaper(kind="thay-the", key="1", number="70", date=dt.date(2023, 11, 6)),
    )
    new = text(correction(Form.REPLACE), season)
    assert "| Số: 70/TB-MTTQ-BTT | Tam Kỳ, ngày 06 tháng 11 năm 2023 |" in new
    assert "PHÓ CHỦ TỊCH THƯỜNG TRỰC / Trần Thị Minh Hạnh" in new
    signed = with_papers(KnownPaper(kind="thay-the", signer="CT"))
    assert "CHỦ TỊCH / Nguyễn Ba" in text(correction(Form.REPLACE), signed)


def test_a_replacement_of_a_replacement_cites_the_one_before_it() -> None:
    second = correction(
        Form.REPLACE, replace(NOTICE, paper="thay-the:1", number="70", date=dt.date(2023, 11, 6)), number=2
    )
    new = text(second)
    assert "thay thế Thông báo số 70/TB-MTTQ-BTT ngày 06 tháng 11 năm 2023" in new
    assert (
        "Kết quả kiểm tra, đánh giá công tác Mặt trận năm 2023⏎đối với Ủy ban MTTQ Việt Nam phường An Phú"
        in new
    )


def test_a_paper_that_the_records_no_longer_ask_for_has_no_replacement() -> None:
    gone = correction(Form.REPLACE, replace(NOTICE, root="thong-bao:KHÔNG-CÒN"))
    minutes = correction(Form.REPLACE, MINUTES, number=2)
    assert not corrected(thay_the.KIND, sample_season(), gone, minutes)


# --- the others -------------------------------------------------------------------------------


def test_a_decision_is_amended_by_a_decision_on_its_own_grounds_and_the_old_one() -> None:
    new = text(correction(Form.AMEND, DECISION))
    grounds = [line for line in new.splitlines() if line.startswith("[Căn cứ]")]
    assert grounds[-2].startswith(
        "[Căn cứ] Căn cứ Quyết định số 45/QĐ-MTTQ-BTT ngày 02 tháng 10 năm 2023 của "
    )
    assert grounds[-2].endswith(";")
    assert grounds[-1] == "[Căn cứ] Theo đề nghị của Văn phòng Ủy ban MTTQ Việt Nam thành phố."
    assert "Nơi nhận: / - Như Điều 3; / - Thường trực Thành ủy (b/c); / - Lưu: VT." in new


def test_a_decision_without_grounds_in_the_records_still_names_the_old_one() -> None:
    season = sample_season().model_copy(update={"grounds": ()})
    new = text(correction(Form.AMEND, DECISION), season)
    assert len([line for line in new.splitlines() if line.startswith("[Căn cứ]")]) == 1


def test_supplementary_minutes_are_signed_by_the_same_sides() -> None:
    minutes = text(correction(Form.SUPPLEMENT, MINUTES))
    assert "| phường An Phú | Nguyễn Thị Lệ Hằng |  |" in minutes
    assert "THƯ KÝ / Võ Đình Lưỡng" in minutes
    assert "CHỦ TRÌ / Đặng Thế Hưng" in minutes
    assert "Số: ············/BB-ĐKT" in minutes
    assert "của Đoàn kiểm tra về việc kiểm tra, đánh giá" in minutes


def test_a_recall_of_a_letter_has_recipients_of_its_own() -> None:
    letter = replace(
        NOTICE,
        paper="dinh-chinh:1",
        name="Công văn",
        symbol="MTTQ-BTT",
        recipients=("- Như trên;", "- Lưu: VT."),
    )
    recall = text(correction(Form.RECALL, letter, reason="gửi nhầm"))
    assert "/TB-MTTQ-BTT |" in recall
    assert "- Các cơ quan, đơn vị đã nhận văn bản; / - Lưu: VT." in recall


def test_the_blank_of_the_day_is_in_the_year_in_which_the_correction_was_asked_for() -> None:
    later = replace(correction(Form.ERRATUM), at="2024-01-05T08:00:00+07:00")
    assert "tháng········ năm 2024 |" in text(later)
    assert "công tác Mặt trận năm 2023" in text(later)


# --- drafts -----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS[:6], ids=lambda kind: kind.code)
def test_a_draft_is_marked_above_its_number_and_the_copy_to_be_signed_is_not(kind: Kind) -> None:
    paper = next(iter(corrected(kind, season_with_a_change(), draft=2).values()))
    data = template(kind).render(paper.context.model_dump(mode="json"))
    clean = paper_text(made(kind, season_with_a_change(), paper.key))
    assert " / DỰ THẢO (LẦN 2) | CỘNG HÒA" in paper_text(data)
    assert paper_text(data).replace(" / DỰ THẢO (LẦN 2)", "", 1) == clean
    assert "DỰ THẢO" not in clean
    assert lint(data, kind.code) == []


def test_a_paper_with_number_and_day_is_no_draft() -> None:
    season = with_papers(
        KnownPaper(kind="thong-bao", key="AP", number="65", date=dt.date(2023, 10, 31)),
        KnownPaper(kind="thong-bao", key="HH", number="66"),
    )
    notices = corrected(thong_bao.KIND, season, draft=1)
    marks = {key: paper.context.model_dump()["du_thao"] for key, paper in notices.items()}
    assert marks["AP"] == ""
    assert marks["HH"] == "DỰ THẢO (LẦN 1)"


# --- thể thức ---------------------------------------------------------------------------------

LONG = replace(
    NOTICE,
    number="1065",
    symbol="TB-MTTQVN-BTT-KTĐG",
    recipients=(
        (
            "- Ban Thường trực Ủy ban MTTQ Việt Nam thị trấn Phú Thịnh, huyện Phú Ninh, tỉnh Quảng Nam và "
            "các Ban Công tác Mặt trận khu dân cư trên địa bàn;"
        ),
        "- Lưu: VT.",
    ),
)
MANY = [
    QuotedPair(f"mục III, bảng 1, hàng {i}, cột 3 (Phường An Sơn, Tổng điểm)", f"{i},50", f"{i},75")
    for i in range(1, 31)
]
LENGTHY = QuotedPair(
    "mục I, đoạn 1", "Công tác chuẩn bị đại hội được thực hiện chặt chẽ. " * 12, "Không. " * 60
)


@pytest.mark.parametrize("draft", [0, 12])
@pytest.mark.parametrize(
    "asked",
    [
        correction(Form.ERRATUM, LONG, *MANY, LENGTHY, RECIPIENT, GONE, reason="Gõ nhầm & thiếu <dòng>"),
        correction(Form.ERRATUM, DECISION),
        correction(Form.REPLACE, LONG),
        correction(Form.REPLACE, DECISION),
        correction(Form.REPLACE, PLAN),
        correction(Form.AMEND, DECISION, *MANY, LENGTHY),
        correction(Form.AMEND, PLAN, GONE),
        correction(Form.AMEND, LONG, LENGTHY, reason="đánh máy nhầm"),
        correction(Form.RECALL, LONG, reason="ban hành nhầm. Xin lỗi các đơn vị"),
        correction(Form.RECALL, DECISION, reason="không đúng thẩm quyền"),
        correction(Form.SUPPLEMENT, MINUTES, *MANY, GONE, reason="ghi sót"),
    ],
    ids=lambda value: f"{value.id}-{value.original.root}" if isinstance(value, Correction) else str(value),
)
def test_no_finding_however_long_the_names_and_quotations(asked: Correction, draft: int) -> None:
    kind = OF_FORM[asked.form]
    paper = corrected(kind, sample_season(), asked, draft=draft)[asked.key]
    assert lint(bytes_of(kind, paper), kind.code) == []


def test_the_kinds_are_in_their_order() -> None:
    assert [kind.code for kind in OF_FORM.values()] == [*Form]
    assert {dinh_chinh.KIND, sua_doi.KIND, thu_hoi.KIND, bo_sung.KIND, thay_the.KIND} == {*OF_FORM.values()}


def test_every_kind_but_minutes_and_corrections_can_be_replaced() -> None:
    corrections = {kind.code for kind in KINDS[-5:]} - {thay_the.CODE}
    expected = {kind.code for kind in KINDS} - corrections - {"bien-ban"}
    assert {kind.code for kind in KINDS if Form.REPLACE in kind.corrected_by} == expected


@pytest.mark.parametrize("forms", [(Form.ERRATUM, Form.REPLACE), (Form.ERRATUM,)])
def test_a_kind_that_is_added_can_be_replaced_if_it_says_so(forms: tuple[Form, ...]) -> None:
    added = replace(thong_bao.KIND, code="giay-moi", corrected_by=forms)
    asked = correction(Form.REPLACE, replace(NOTICE, paper="giay-moi:AP", root="giay-moi:AP"))
    season = sample_season()
    made = Dossier(season, rank(season), {**BY_CODE, added.code: added}, (asked,))
    likes = [paper.like for paper in thay_the.papers(made)]
    assert likes == ([added] if Form.REPLACE in forms else [])


# --- what is cited after a paper was replaced -----------------------------------------------------

REPLACED_PLAN = correction(Form.REPLACE, PLAN)


def season_with(*papers: KnownPaper) -> Season:
    """Give the sample season in which the plan was replaced on 06/11/2023, with these rows of papers."""
    newer = KnownPaper(kind="thay-the", key="1", number="95", date=dt.date(2023, 11, 6))
    older = KnownPaper(kind="ke-hoach", number="87/KH-MTTQ-BTT", date=dt.date(2023, 9, 29), signer="CT")
    given = {(row.kind, row.key) for row in (*papers, newer, older)}
    season = sample_season()
    kept = [row for row in season.papers if (row.kind, row.key) not in given]
    return season.model_copy(update={"papers": (*kept, *papers, newer, older)})


@pytest.mark.parametrize(
    ("day", "expected"),
    [(None, "95"), (dt.date(2023, 11, 15), "95"), (dt.date(2023, 11, 6), "95"), (dt.date(2023, 11, 3), "87")],
)
def test_a_paper_cites_what_is_in_force_on_its_day(day: dt.date | None, expected: str) -> None:
    row = KnownPaper(kind="thong-bao", key="AP", number="65" if day else "", date=day)
    notice = corrected(thong_bao.KIND, season_with(row), REPLACED_PLAN)["AP"].context
    assert notice.model_dump()["ke_hoach"]["gon"] == f"Kế hoạch số {expected}/KH-MTTQ-BTT"


def test_a_replacement_cites_what_is_in_force_and_not_what_its_original_cited() -> None:
    row = KnownPaper(kind="thong-bao", key="AP", number="65", date=dt.date(2023, 10, 31))
    second = correction(Form.REPLACE, NOTICE, number=2)
    made = corrected(thay_the.KIND, season_with(row), REPLACED_PLAN, second)["2"].context.model_dump()
    assert made["ke_hoach"]["gon"] == "Kế hoạch số 95/KH-MTTQ-BTT"


def test_a_text_that_goes_on_citing_a_replaced_paper_is_told_with_what_to_cite_instead() -> None:
    season = season_with()
    told = "Căn cứ Kế hoạch số 87/KH-MTTQ-BTT ngày 29/9/2023"
    near = "Căn cứ Kế hoạch số 187/KH-MTTQ-BTT; 87/KH-MTTQ"
    rows = tuple(Ground(kind="quyet-dinh", text=text) for text in (told, near))
    season = season.model_copy(update={"grounds": rows})
    (problem,) = outdated_citations(season, [REPLACED_PLAN])
    assert (problem.code, problem.is_error) == ("SO-14", False)
    assert "số 95/KH-MTTQ-BTT ngày 06/11/2023" in problem.remedy
    assert list(outdated_citations(season, [])) == []
