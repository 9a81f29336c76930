"""Kết luận: the final ranking, as a Thông báo or a Quyết định."""

import re
from decimal import Decimal

import pytest

from docgen.kinds.ket_luan import KIND, KetLuan
from docgen.records import (
    CrossScores,
    FinalPaper,
    Formula,
    GeneralRemark,
    GeneralRemarkKind,
    Recipient,
    Season,
    SelfScores,
    Stage,
    TeamScores,
)
from docgen.scoring import rank
from tests.factory import changed, large_season, make_general, make_season, planning_season, scores_of
from tests.kinds.making import papers, sample_season, text
from tests.kinds.paper_text import golden

UNITS = ("HH", "ĐT", "QL", "AX")
CODES = ("I.1", "I.2", "I.3", "II.1", "II.2")


def conclusion(season: Season) -> KetLuan:
    context = papers(KIND, season)[""].context
    assert isinstance(context, KetLuan)
    return context


def test_the_notice_of_the_sample_season_word_for_word() -> None:
    assert text(KIND, sample_season()) == golden("ket-luan.txt")


def test_a_notice_does_not_change_with_grounds_that_it_does_not_print() -> None:
    season = sample_season()
    bare = season.model_copy(update={"grounds": ()})

    assert conclusion(bare) == conclusion(season)


def test_the_decision_word_for_word() -> None:
    season = make_season(general=make_general(final_paper=FinalPaper.DECISION))

    assert text(KIND, season) == golden("ket-luan-quyet-dinh.txt")


def test_there_is_none_before_the_season_is_final_or_while_a_unit_has_no_score() -> None:
    assert not papers(KIND, planning_season())
    assert not papers(KIND, make_season(general=make_general(stage=Stage.PROVISIONAL)))
    three = tuple(row for row in make_season().team_scores if row.unit != "AX")
    assert not papers(KIND, make_season(team_scores=three))


def test_units_are_counted_by_level() -> None:
    paper = conclusion(make_season())

    assert paper.so_don_vi == "04"
    assert paper.cau_ket_qua == (
        "01 đơn vị xếp loại Xuất sắc; 02 đơn vị xếp loại Tốt; 01 đơn vị xếp loại Khá"
    )
    assert [(row.so_luong, row.don_vi) for row in paper.theo_muc] == [
        ("01", "Phường Hòa Hương"),
        ("02", "Xã Quế Lộc, xã Đức Thượng"),
        ("01", "Phường An Xuân"),
    ]


def test_the_ranking_tells_why_a_level_is_not_that_of_the_score() -> None:
    rows = conclusion(make_season()).bang_xep_hang

    assert [(row.hang, row.don_vi, row.tong_diem, row.xep_loai) for row in rows] == [
        ("01", "Phường Hòa Hương", "94,00", "Xuất sắc"),
        ("02", "Xã Quế Lộc", "92,00", "Tốt"),
        ("03", "Xã Đức Thượng", "84,50", "Tốt"),
        ("04", "Phường An Xuân", "76,00", "Khá"),
    ]
    assert [bool(row.ghi_chu) for row in rows] == [False, True, False, False]
    assert rows[1].ghi_chu == "Đủ điểm Xuất sắc nhưng vượt chỉ tiêu 01 đơn vị"


def test_units_that_nothing_tells_apart_share_a_rank_and_it_is_said() -> None:
    season = make_season(
        team_scores=scores_of(TeamScores, {unit: dict.fromkeys(CODES, "17") for unit in UNITS}), awards=()
    )
    rows = conclusion(season).bang_xep_hang

    assert {row.hang for row in rows} == {"01"}
    assert all(row.ghi_chu.startswith("Đồng hạng 1 với ") for row in rows)


def test_a_unit_without_a_rank_is_listed_apart_with_the_reason() -> None:
    marks = {unit: dict.fromkeys(CODES, "15") for unit in UNITS} | {"AX": dict.fromkeys(CODES, "KC")}
    paper = conclusion(make_season(self_scores=scores_of(SelfScores, marks)))

    assert [row.don_vi for row in paper.bang_xep_hang] == ["Phường Hòa Hương", "Xã Quế Lộc", "Xã Đức Thượng"]
    assert paper.khong_xep_hang == ["Phường An Xuân: không xếp loại, xếp hạng do không nộp báo cáo tự chấm."]
    assert paper.cau_ket_qua.endswith("; 01 đơn vị không xếp loại")
    last = paper.bang_tong_hop[-1]
    assert (last.don_vi, last.tu_cham, last.hang, last.xep_loai) == ("Phường An Xuân", "KC", "-", "-")


def test_the_full_table_has_a_column_for_each_section_of_the_score_table() -> None:
    paper = conclusion(make_season())

    assert [(column.phan, column.toi_da) for column in paper.cot_phan] == [("I", "60"), ("II", "40")]
    first = paper.bang_tong_hop[0]
    assert first.diem == ["56,50", "36,50"]
    assert (first.cong, first.thuong, first.tru, first.tong_diem) == ("93,00", "1,00", "0,00", "94,00")
    assert [row.tru for row in paper.bang_tong_hop] == ["0,00", "0,00", "-0,50", "0,00"]


@pytest.mark.parametrize("count", [1, 3, 6, 10])
def test_every_row_of_the_printed_table_has_as_many_cells_as_its_heading(count: int) -> None:
    season = make_season()
    first, second = season.sections
    more = tuple(second.model_copy(update={"code": f"P{i}"}) for i in range(2, count + 1))
    words = text(KIND, season.model_copy(update={"sections": (first, *more)}))
    appendix = words[words.index("‖ TT | Đơn vị") :]
    rows = [line for line in appendix.splitlines() if line.startswith(("‖", "|"))]

    assert {row.count(" |") for row in rows} == {count + 10}
    assert sum(row.startswith("‖") for row in rows) == 1, "the heading is repeated by Word on every page"


def test_the_appendix_lies_on_its_side_and_is_numbered_by_itself() -> None:
    words = text(KIND, make_season())

    assert "=== hết phần: khổ dọc, trang từ 1\n[Phụ lục] Phụ lục\n" in words
    assert words.endswith("[Kết thúc phụ lục] ./.\n=== hết phần: khổ ngang, trang từ 1\n")
    assert (
        "(Kèm theo Thông báo số ············/TB-MTTQ-BTT ngày········ tháng········ năm 2023⏎"
        "của Ban Thường trực Ủy ban MTTQ Việt Nam thành phố)"
    ) in words


def test_numbers_close_up_over_missing_parts() -> None:
    kept = {GeneralRemarkKind.STRENGTH, GeneralRemarkKind.AWARD}
    remarks = tuple(row for row in make_season().general_remarks if row.kind in kept)
    words = text(KIND, make_season(general_remarks=remarks))

    assert "3. Nhận xét chung" in words
    assert "4. Đề nghị khen thưởng" in words
    assert "Hạn chế:" not in words
    assert "Yêu cầu" not in words
    assert "Nhận xét chung" not in text(KIND, make_season(general_remarks=()))


@pytest.mark.parametrize(
    ("kept", "count"),
    [
        (set(GeneralRemarkKind), 3),
        ({GeneralRemarkKind.AWARD}, 3),
        ({GeneralRemarkKind.STRENGTH}, 2),
        (set(), 2),
    ],
)
def test_a_decision_has_an_article_of_what_is_to_be_done_when_there_is_something(
    kept: set[GeneralRemarkKind], count: int
) -> None:
    remarks = tuple(row for row in make_season().general_remarks if row.kind in kept)
    general = make_general(final_paper=FinalPaper.DECISION)
    season = make_season(general=general, general_remarks=remarks)
    words = text(KIND, season)

    assert [line for line in words.splitlines() if re.match(r"\[.*\] Điều \d", line)] == [
        line for number in range(1, count + 1) for line in words.splitlines() if f"] Điều {number}. " in line
    ]
    assert f"Điều {count}. Quyết định này có hiệu lực kể từ ngày ký." in words
    assert conclusion(season).noi_nhan[0] == f"- Như Điều {count};"
    assert "Nhận xét chung" not in words


def test_what_is_asked_and_proposed_is_numbered_through() -> None:
    requests = tuple(
        GeneralRemark(kind=GeneralRemarkKind.REQUEST, text=text) for text in ("Khắc phục hạn chế", "Báo cáo")
    )
    remarks = (*requests, GeneralRemark(kind=GeneralRemarkKind.AWARD, text="Lập hồ sơ khen thưởng"))
    general = make_general(final_paper=FinalPaper.DECISION)
    words = text(KIND, make_season(general=general, general_remarks=remarks))

    assert (
        "Điều 2. Tổ chức thực hiện:\n[Thân văn bản] 1. Khắc phục hạn chế.\n[Thân văn bản] 2. Báo cáo.\n"
        "[Thân văn bản] 3. Lập hồ sơ khen thưởng.\n"
    ) in words


def test_codes_of_knockouts_are_not_printed() -> None:
    season = make_season()
    first, *others = season.team_scores
    zero = changed(first, scores={**first.scores, "II.2": Decimal(0)})
    levels = (changed(season.levels[0], minimum=Decimal(70), quota=None), *season.levels[-4:])
    knockouts = tuple(row for row in season.knockouts if row.code == "K2")
    spoilt = make_season(team_scores=(zero, *others), levels=levels, knockouts=knockouts)
    rows = {row.don_vi: row.ghi_chu for row in conclusion(spoilt).bang_xep_hang}

    assert rank(spoilt).by_unit["HH"].note.endswith("(K2)")
    assert rows["Phường Hòa Hương"] == "Đủ điểm Xuất sắc nhưng chưa tổ chức phản biện xã hội"


def test_a_decision_is_addressed_first_to_those_whom_it_obliges() -> None:
    general = make_general(final_paper=FinalPaper.DECISION)
    already = (Recipient(kind="ket-luan", text="Như Điều 3"), Recipient(kind="ket-luan", text="Lưu: VT"))

    assert conclusion(make_season(general=general)).noi_nhan[0] == "- Như Điều 3;"
    assert conclusion(make_season(general=general, recipients=already)).noi_nhan == [
        "- Như Điều 3;",
        "- Lưu: VT.",
    ]
    assert conclusion(make_season()).noi_nhan[0] == "- Thường trực Thành ủy;"


def test_a_weighted_mean_is_not_called_a_sum() -> None:
    assert conclusion(make_season()).ten_cot_cong == "Cộng (100)"
    weighted = conclusion(make_season(general=make_general(formula=Formula.WEIGHTED)))

    assert weighted.ten_cot_cong == "Điểm chuẩn"


def test_a_section_that_a_source_left_out_is_marked() -> None:
    marks = dict.fromkeys(CODES, "15") | {"II.1": "KC", "II.2": "KC"}
    nobody = scores_of(CrossScores, {unit: dict.fromkeys(CODES, "KC") for unit in UNITS})
    paper = conclusion(
        make_season(team_scores=scores_of(TeamScores, dict.fromkeys(UNITS, marks)), cross_scores=nobody)
    )

    assert paper.bang_tong_hop[0].diem == ["45,00", "KC"]
    assert paper.bang_tong_hop[0].cham_cheo == "KC"


def test_the_mark_of_what_was_not_scored_is_explained_where_it_stands() -> None:
    explained = "[Thân văn bản] Ghi chú: KC là không chấm.\n[Kết thúc phụ lục] ./."
    season = make_season()
    alone = tuple(row for row in season.cross_scores if row.unit != "AX")

    assert "KC" not in text(KIND, season)
    paper = make_season(cross_scores=alone)
    assert conclusion(paper).bang_tong_hop[-1].cham_cheo == "KC", "nobody cross-checked it"
    assert explained in text(KIND, paper)


def test_two_hundred_units_are_all_in_both_appendices() -> None:
    season = large_season()
    final = season.general.model_copy(update={"stage": Stage.FINAL})
    paper = conclusion(season.model_copy(update={"general": final}))

    assert len(paper.bang_tong_hop) == len(season.units) == 200
    assert paper.xep_hang_o_phu_luc
    assert len(paper.bang_xep_hang) == 200
    assert paper.theo_muc == [], "the counts are told in words; no cell holds the names of seventy units"
    assert paper.cau_ket_qua.startswith("49 đơn vị xếp loại Xuất sắc; 48 đơn vị xếp loại Tốt; ")
    assert paper.bang_tong_hop[-1].tt == "200"
