"""Thông báo: the results of one unit, sent to it."""

import datetime as dt
from decimal import Decimal

import pytest

from docgen.kinds.thong_bao import KIND, ThongBao
from docgen.records import (
    Award,
    Formula,
    KnownPaper,
    Remark,
    RemarkKind,
    Ruling,
    Season,
    SelfScores,
    Stage,
    TeamScores,
)
from tests.factory import changed, make_general, make_season, planning_season, scores_of
from tests.kinds.making import papers, sample_season, text
from tests.kinds.paper_text import golden

CODES = ("I.1", "I.2", "I.3", "II.1", "II.2")


def notice(season: Season, unit: str = "HH") -> ThongBao:
    context = papers(KIND, season)[unit].context
    assert isinstance(context, ThongBao)
    return context


def test_the_notice_of_a_unit_of_the_sample_season_word_for_word() -> None:
    assert text(KIND, sample_season(), "TX") == golden("thong-bao.txt")


def test_a_unit_has_its_notice_when_it_is_scored_and_remarked_on() -> None:
    season = make_season()
    assert list(papers(KIND, season)) == ["HH", "ĐT", "QL", "AX"]

    silent = tuple(row for row in season.remarks if row.unit != "ĐT")
    team = tuple(row for row in season.team_scores if row.unit != "QL")
    assert list(papers(KIND, make_season(remarks=silent, team_scores=team))) == ["HH", "AX"]
    assert not papers(KIND, planning_season())


def test_a_unit_whose_scores_are_not_complete_has_no_notice_yet() -> None:
    first, *others = make_season().team_scores
    part = {code: score for code, score in first.scores.items() if code != "II.2"}
    season = make_season(team_scores=(changed(first, scores=part), *others))

    assert "HH" not in papers(KIND, season)


def test_names_of_files_are_safe() -> None:
    assert [paper.slug for paper in papers(KIND, make_season()).values()] == [
        "hoa-huong",
        "duc-thuong",
        "que-loc",
        "an-xuan",
    ]


def test_scores_are_printed_with_two_places_and_the_total_in_words() -> None:
    paper = notice(make_season(), "ĐT")

    assert [(row.phan, row.toi_da, row.doan_cham) for row in paper.bang_diem] == [
        ("I", "60,00", "51,00"),
        ("II", "40,00", "34,00"),
    ]
    assert paper.cong.doan_cham == "85,00"
    assert [(row.ly_do, row.diem) for row in paper.tru] == [("Nộp hồ sơ chậm 01 ngày", "-0,50")]
    assert (paper.cong_tru, paper.tong_diem) == ("-0,50", "84,50")
    assert paper.bang_chu == "Tám mươi tư phẩy năm điểm"


@pytest.mark.parametrize(
    ("places", "figure", "words"), [(2, "94,00", "Chín mươi tư điểm"), (0, "94", "Chín mươi tư điểm")]
)
def test_words_are_made_from_the_printed_figure(places: int, figure: str, words: str) -> None:
    paper = notice(make_season(general=make_general(places=places)))

    assert (paper.tong_diem, paper.bang_chu) == (figure, words)


def test_the_rank_is_told_only_when_the_season_is_final() -> None:
    final, provisional = make_season(), make_season(general=make_general(stage=Stage.PROVISIONAL))

    assert notice(final).xep_hang == "01/04"
    assert "xếp thứ 01/04 đơn vị" in text(KIND, final, "HH")
    assert notice(provisional).xep_hang == ""
    assert "Dự kiến xếp loại: Xuất sắc" in text(KIND, provisional, "HH")
    assert "xếp thứ" not in text(KIND, provisional, "HH")


def test_the_reason_for_a_level_is_told_at_both_stages() -> None:
    for stage in Stage:
        paper = notice(make_season(general=make_general(stage=stage)), "QL")
        assert paper.xep_loai == "Tốt"
        assert "đủ điểm Xuất sắc nhưng vượt chỉ tiêu 01 đơn vị" in paper.ly_do


def test_a_provisional_notice_says_nothing_of_ties_with_other_units() -> None:
    equal = scores_of(TeamScores, {unit: dict.fromkeys(CODES, "17") for unit in ("HH", "ĐT", "QL", "AX")})

    shared = make_season(team_scores=equal, awards=())
    assert "đồng hạng" in notice(shared).ly_do
    for votes in ((), (Ruling(unit="HH", vote_order=1),)):
        general = make_general(stage=Stage.PROVISIONAL)
        assert notice(make_season(team_scores=equal, awards=(), rulings=votes, general=general)).ly_do == ""


def test_a_unit_that_is_not_ranked_is_told_why() -> None:
    without = {unit: dict.fromkeys(CODES, "15") for unit in ("ĐT", "QL", "AX")} | {
        "HH": dict.fromkeys(CODES, "KC")
    }
    season = make_season(self_scores=scores_of(SelfScores, without))

    assert "không xếp loại, xếp hạng do không nộp báo cáo tự chấm." in text(KIND, season, "HH")
    assert notice(season, "QL").xep_hang == "01/03"
    assert notice(season).cong.tu_cham == "KC"


def test_an_award_that_a_cap_cuts_says_what_counts() -> None:
    awards = (Award(unit="HH", code="T1", points=Decimal(3), reason="03 mô hình được công nhận;"),)
    paper = notice(make_season(awards=awards))

    assert [row.diem for row in paper.thuong] == ["+2,00"]
    assert paper.thuong[0].ly_do == "03 mô hình được công nhận (3,00 điểm; vượt mức tối đa, tính 2,00 điểm)"
    assert paper.cong_thuong == "+2,00"


def test_an_award_without_a_reason_is_called_as_in_the_rules() -> None:
    paper = notice(make_season(awards=(Award(unit="HH", code="T1", points=Decimal(1)),)))

    assert [row.ly_do for row in paper.thuong] == ["Mô hình mới được công nhận"]


def test_rows_of_bonus_and_penalty_are_there_only_when_there_are_any() -> None:
    words = text(KIND, make_season(awards=()), "HH")

    assert "Điểm thưởng" not in words
    assert "Điểm trừ" not in words
    assert "| TỔNG ĐIỂM | 93,00 |" in words


def test_a_weighted_mean_has_its_own_row() -> None:
    assert "Điểm chuẩn" not in text(KIND, make_season(), "QL")
    weighted = make_season(general=make_general(formula=Formula.WEIGHTED))

    assert "| Điểm chuẩn (bình quân theo trọng số) | 92,40 |" in text(KIND, weighted, "QL")


def _asked(*days: int) -> tuple[Remark, ...]:
    """Ask for one thing for each day of November; 0 is no deadline."""
    return (
        Remark(unit="HH", kind=RemarkKind.STRENGTH, text="Hồ sơ đầy đủ"),
        *(
            Remark(
                unit="HH",
                kind=RemarkKind.RECOMMENDATION,
                text="lập sổ theo dõi trước ngày 01/11/2023; cập nhật hằng quý;",
                deadline=dt.date(2023, 11, day) if day else None,
            )
            for day in days
        ),
    )


@pytest.mark.parametrize(
    ("days", "due"),
    [
        ((5,), " trước ngày 05/11/2023."),
        ((30, 30), " trước ngày 30/11/2023."),
        ((20, 20, 5), ": nội dung 3 trước ngày 05/11/2023; các nội dung 1, 2 trước ngày 20/11/2023."),
        ((5, 0), ": nội dung 1 trước ngày 05/11/2023."),
    ],
)
def test_what_is_asked_stands_as_typed_and_one_sentence_tells_when_it_is_due(
    days: tuple[int, ...], due: str
) -> None:
    words = text(KIND, make_season(remarks=_asked(*days)), "HH")

    for number in range(1, len(days) + 1):
        assert f"] {number}. Lập sổ theo dõi trước ngày 01/11/2023; cập nhật hằng quý.\n" in words
    asked = "Đề nghị Ủy ban MTTQ Việt Nam phường Hòa Hương báo cáo kết quả khắc phục bằng văn bản"
    assert f"] {asked}{due}\n" in words


def test_nothing_is_due_where_nothing_has_a_deadline() -> None:
    assert "báo cáo kết quả khắc phục" not in text(KIND, make_season(remarks=_asked(0)), "HH")


def test_the_mark_of_what_was_not_scored_is_explained() -> None:
    season = make_season()
    nobody = tuple(row for row in season.cross_scores if row.unit != "HH")
    explained = "] Ghi chú: KC là không chấm.\n"

    assert explained not in text(KIND, season, "HH")
    words = text(KIND, make_season(cross_scores=nobody), "HH")
    assert "| Cộng | 100,00 | 96,00 | KC | 93,00 |" in words
    assert explained in words


def test_what_is_not_known_yet_is_room_to_write() -> None:
    papers_known = (KnownPaper(kind="thong-bao", signer="PCT"),)
    general = make_general(stage=Stage.PROVISIONAL, meeting_date=None)
    words = text(KIND, make_season(papers=papers_known, general=general), "HH")

    assert "Số: ············/TB-MTTQ-BTT" in words
    assert "Đức Hương, ngày········ tháng········ năm 2023" in words
    assert "Quyết định số············/QĐ-MTTQ-BTT ngày········ tháng········ năm 2023" in words
    assert "kết quả họp Ban Thường trực ngày········ tháng········ năm 2023" in words


def test_the_unit_is_named_in_its_own_recipients() -> None:
    assert notice(make_season(), "ĐT").noi_nhan == [
        "- Ban Thường trực Ủy ban MTTQ Việt Nam xã Đức Thượng;",
        "- Đảng ủy xã Đức Thượng;",
        "- Lưu: VT, Hồ sơ.",
    ]
