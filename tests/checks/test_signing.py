import unicodedata
from typing import Any

import pytest

from docgen.checks.placeholders import CITABLE
from docgen.kind import Dossier
from docgen.kinds import BY_CODE
from docgen.kinds.van_ban import grounds
from docgen.records import FinalPaper, Ground, KnownPaper, Recipient, SigningStyle
from docgen.scoring import rank
from tests.checks.asking import GOOD, but, day, found, the
from tests.factory import make_general, make_season, planning_season


def _signed(kind: str, signer: str, date: str = "") -> tuple[KnownPaper, ...]:
    return but(GOOD.papers, kind, signer=signer, date=day(date) if date else None)


@pytest.mark.parametrize(
    ("papers", "signer", "words"),
    [
        (_signed("ke-hoach", "CT", "29/09/2023"), {"active_from": day("01/10/2023")}, "từ ngày 01/10/2023"),
        (_signed("ke-hoach", "CT", "29/09/2023"), {"active_to": day("28/09/2023")}, "đến ngày 28/9/2023"),
        (_signed("ke-hoach", "CT"), {"active_from": day("18/10/2023")}, "phải có trước ngày 17/10/2023"),
        (_signed("ket-luan", "CT"), {"active_to": day("17/10/2023")}, "chỉ ký sau ngày 18/10/2023"),
    ],
)
def test_a_signer_signs_in_his_time(
    papers: tuple[KnownPaper, ...], signer: dict[str, Any], words: str
) -> None:
    season = make_season(papers=papers, signers=but(GOOD.signers, "CT", **signer))
    problems = found("KY-01", season)
    assert any(words in problem.message and "Đặng Thế Hưng" in problem.message for problem in problems)


def test_a_period_that_may_hold_the_day_is_enough() -> None:
    signers = but(GOOD.signers, "CT", active_from=day("01/03/2023"), active_to=day("31/10/2023"))
    assert not found("KY-01", make_season(signers=signers))


@pytest.mark.parametrize(
    ("field", "words"), [("scope", "Phạm vi được giao ký"), ("active_to", "Được ký đến ngày")]
)
def test_a_deputy_has_scope_and_period(field: str, words: str) -> None:
    blank = "" if field == "scope" else None
    signers = but(GOOD.signers, "PCT", **{field: blank})
    problem = the("KY-01", make_season(signers=signers))
    assert words in problem.message
    unused = but(GOOD.papers, "thong-bao", signer="CT")
    assert not found("KY-01", make_season(signers=signers, papers=unused))


def test_every_paper_of_the_stage_has_a_signer() -> None:
    nobody = tuple(paper.model_copy(update={"signer": ""}) for paper in GOOD.papers)
    assert len(found("KY-01", planning_season(papers=nobody))) == 2
    assert len(found("KY-01", make_season(papers=nobody))) == 4


def test_a_row_without_signer_is_named_by_its_cell() -> None:
    problem = the("KY-01", planning_season(papers=but(GOOD.papers, "ke-hoach", signer="")))
    assert (problem.where.cell, problem.remedy) == ("G3", "Chọn Người ký ở ô Văn bản!G3.")
    without = tuple(paper for paper in GOOD.papers if paper.kind != "ke-hoach")
    assert "Thêm dòng “ke-hoach”" in the("KY-01", planning_season(papers=without)).remedy


@pytest.mark.parametrize(
    ("kind", "scope", "count"),
    [
        ("thong-bao", "công văn; giấy mời", 1),
        ("ket-luan", "công văn", 1),
        ("ke-hoach", "thông báo kết quả kiểm tra", 1),
        ("quyet-dinh", "kế hoạch, thông báo", 1),
        ("thong-bao", "Thông báo kết quả", 0),
        ("thong-bao", unicodedata.normalize("NFD", "các loại THÔNG BÁO"), 0),
        ("ket-luan", "công bố xếp loại thi đua", 0),
        ("ke-hoach", "KH, TB", 0),
        ("quyet-dinh", "tất cả các loại khi Chủ tịch đi vắng", 0),
        ("ke-hoach", "các văn bản thuộc lĩnh vực phụ trách", 0),
    ],
)
def test_a_scope_speaks_of_what_the_deputy_signs(kind: str, scope: str, count: int) -> None:
    season = make_season(
        papers=but(but(GOOD.papers, "thong-bao", signer="CT"), kind, signer="PCT"),
        signers=but(GOOD.signers, "PCT", scope=scope),
    )
    problems = found("KY-04", season)
    assert len(problems) == count
    assert all("Người ký!I3" in problem.remedy for problem in problems)


def test_the_scope_of_a_head_is_not_looked_at() -> None:
    assert not found("KY-04", make_season(signers=but(GOOD.signers, "CT", scope="công văn")))


def test_a_final_decision_is_no_notice() -> None:
    papers = but(GOOD.papers, "ket-luan", signer="PCT")
    decision = make_general(final_paper=FinalPaper.DECISION)
    assert not found("KY-04", make_season(papers=papers))
    assert len(found("KY-04", make_season(papers=papers, general=decision))) == 1


@pytest.mark.parametrize(
    "authority",
    [
        "T/M BAN THƯỜNG TRỰC",
        "TM BAN THƯỜNG TRỰC",
        "TM.BAN THƯỜNG TRỰC",
        "TL. BAN THƯỜNG TRỰC",
        "BAN THƯỜNG TRỰC",
        "",
    ],
)
def test_papers_of_the_body_are_signed_for_it(authority: str) -> None:
    problem = the("KY-02", make_season(signers=but(GOOD.signers, "CT", authority=authority)))
    assert problem.where.cell == "D2"
    assert problem.found == authority


def test_an_empty_authority_is_told_with_the_board_of_the_office() -> None:
    women = make_general(board="Ban Thường vụ")
    problem = the("KY-02", make_season(signers=but(GOOD.signers, "CT", authority=""), general=women))
    assert "chưa ghi Ký thay mặt" in problem.message
    assert "“TM. BAN THƯỜNG VỤ”" in problem.remedy


def test_a_body_led_by_one_person_signs_without_tm() -> None:
    alone = make_general(signing_style=SigningStyle.HEAD)
    plain = tuple(signer.model_copy(update={"authority": ""}) for signer in GOOD.signers)
    assert not found("KY-02", make_season(signers=plain, general=alone))
    problem = the(
        "KY-02", make_season(signers=but(plain, "CT", authority="TM. BAN THƯỜNG TRỰC"), general=alone)
    )
    assert "Không ghi TM." in problem.message


def test_an_office_paper_may_be_signed_tl() -> None:
    chief = GOOD.signers[0].model_copy(update={"code": "CVP", "authority": "TL. BAN THƯỜNG TRỰC"})
    assert not found("KY-02", make_season(signers=(*GOOD.signers, chief)))


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("TS. Đặng Thế Hưng", "TS."),
        ("ThS Đặng Thế Hưng", "ThS"),
        ("PGS.TS Đặng Thế Hưng", "PGS.TS"),
        ("Tiến sĩ Đặng Thế Hưng", "Tiến sĩ"),
        ("GS, TS. Đặng Thế Hưng", "GS, TS."),
    ],
)
def test_names_of_signers_have_no_titles(name: str, title: str) -> None:
    problem = the("KY-03", make_season(signers=but(GOOD.signers, "CT", name=name)))
    assert f"“{title}”" in problem.message


@pytest.mark.parametrize("name", ["Đặng Thế Hưng", "Tsần A Sáng", "Cnăng Ước", "Lsơ K'Đức"])
def test_names_that_begin_like_a_title_are_names(name: str) -> None:
    problems = found("KY-03", make_season(signers=but(GOOD.signers, "CT", name=name)))
    assert not problems


def _to(kind: str, *texts: str) -> tuple[Recipient, ...]:
    others = tuple(row for row in GOOD.recipients if row.kind != kind)
    return (*others, *(Recipient(kind=kind, text=text) for text in texts))


@pytest.mark.parametrize(
    ("kind", "texts", "words"),
    [
        ("thong-bao", ("Thường trực Thành ủy", "Lưu: VT"), "không có đơn vị được thông báo"),
        ("thong-bao", ("BTT {đơn vị}",), "thiếu dòng “Lưu: VT”"),
        ("ke-hoach", ("Các xã, phường", "Lưu VT"), "dòng lưu ghi “Lưu VT”"),
        ("ke-hoach", ("Các xã, phường", "Lưu: Văn thư"), "dòng lưu ghi “Lưu: Văn thư”"),
        ("ke-hoach", (), "Kế hoạch: nơi nhận thiếu dòng “Lưu: VT”"),
    ],
)
def test_recipients_name_the_unit_and_the_copy_kept(kind: str, texts: tuple[str, ...], words: str) -> None:
    assert words in the("NN-01", make_season(recipients=_to(kind, *texts))).message


def test_recipients_of_papers_that_are_not_made_are_not_missed() -> None:
    assert not found("NN-01", make_season(recipients=_to("thay-doi-doan")))
    assert not found("NN-01", planning_season(recipients=_to("ket-luan")))


def test_addressees_of_a_decision_are_those_of_its_last_article() -> None:
    problem = the("NN-02", make_season(recipients=_to("quyet-dinh", "Thường trực Thành ủy", "Lưu: VT")))
    assert "“Như Điều 4”" in problem.message


def test_as_above_points_nowhere_without_addressee() -> None:
    problem = the("NN-02", make_season(recipients=_to("ke-hoach", "Như trên", "Lưu: VT")))
    assert problem.found == "Như trên"


@pytest.mark.parametrize(
    ("kind", "text"),
    [("quyet-dinh", "Như Điều 3"), ("thay-doi-doan", "Như Điều 4"), ("ke-hoach", "Như Điều 4")],
)
def test_the_last_article_is_named(kind: str, text: str) -> None:
    problem = the("NN-03", make_season(recipients=_to(kind, text, "Lưu: VT")))
    assert problem.found == text


def test_a_ranking_has_articles_when_it_is_a_decision() -> None:
    recipients = _to("ket-luan", "Như Điều 3", "Lưu: VT")
    assert the("NN-03", make_season(recipients=recipients))
    decision = make_general(final_paper=FinalPaper.DECISION)
    assert not found("NN-03", make_season(recipients=recipients, general=decision))
    nothing_asked = make_season(recipients=recipients, general=decision, general_remarks=())
    assert "“Như Điều 2”" in the("NN-03", nothing_asked).remedy


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("ke-hoach", "BTT Ủy ban MTTQ Việt Nam {đơn vị}"),
        ("bien-ban", "{đơn vị}"),
        ("thong-bao", "Đảng ủy {don vi}, {đơn vị}"),
        ("thong-bao", "{Đơn vị}, {đơn vị}"),
        ("thong-bao", "{đơn vị}, {đơn vị"),
    ],
)
def test_recipients_name_only_what_is_filled(kind: str, text: str) -> None:
    season = make_season(recipients=_to(kind, text, "Lưu: VT"))
    problem = the("NN-04", season)
    assert problem.where.cell == f"B{len(season.recipients)}"
    assert "{" in problem.found


@pytest.mark.parametrize("text", ["Căn cứ {khong-co}", "Căn cứ {Kế hoạch}", "Căn cứ {ke-hoach", "Căn cứ {}"])
def test_grounds_cite_only_what_is_known(text: str) -> None:
    season = make_season(grounds=(*GOOD.grounds, Ground(kind="quyet-dinh", text=text)))
    problem = the("CC-01", season)
    assert problem.where.cell == f"B{len(season.grounds) + 1}"
    assert all(f"{{{kind}}}" in problem.remedy for kind in CITABLE)


@pytest.mark.parametrize("kind", CITABLE)
def test_every_paper_that_may_be_cited_is(kind: str) -> None:
    season = make_season(grounds=(Ground(kind="quyet-dinh", text=f"Căn cứ {{{kind}}}"),))
    assert not found("CC-01", season)
    assert "{" not in grounds(Dossier(season, rank(season), BY_CODE), "quyet-dinh")[0]
