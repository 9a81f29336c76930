"""What changed in the records, in the user's words: sheet, row, column, both values, cell."""

from __future__ import annotations

import datetime as dt
import time
import unicodedata
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.impact import Happening, changed_records, dump, load
from docgen.impact.changes import SeasonDifference
from docgen.records import Remark, RemarkKind, Season, Unit
from docgen.workbook import read, write_season
from tests.factory import changed, large_season, make_season
from tests.impact.seasons import edited, edits, rescored, values

SEASON = make_season()


def told(new: Season, old: Season = SEASON) -> list[str]:
    return [str(change) for change in changed_records(old, new)]


def general(**fields: Any) -> Season:
    return SEASON.model_copy(update={"general": changed(SEASON.general, **fields)})


def test_a_season_has_not_changed_from_itself() -> None:
    assert told(load(dump(SEASON))) == []


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (
            rescored(SEASON, "HH", II_1="18"),
            "Điểm Đoàn chấm · Hòa Hương · II.1: 18,25 → 18,00 (Điểm Đoàn chấm!E2)",
        ),
        (
            rescored(SEASON, "HH", II_1="KC"),
            "Điểm Đoàn chấm · Hòa Hương · II.1: 18,25 → KC (Điểm Đoàn chấm!E2)",
        ),
        (
            rescored(SEASON, "ĐT", sheet="self_scores", I_1=""),
            "Điểm tự chấm · Đức Thượng · I.1: 18,00 → (để trống) (Điểm tự chấm!B3)",
        ),
        (
            rescored(SEASON, "HH", I_1="19,125"),
            "Điểm Đoàn chấm · Hòa Hương · I.1: 19,00 → 19,125 (Điểm Đoàn chấm!B2)",
        ),
        (
            edited(SEASON, "sittings", 1, date=dt.date(2023, 3, 8)),
            "Ngày kiểm tra · Buổi 2 · Ngày: 18/10/2023 → 08/3/2023 (Ngày kiểm tra!B3)",
        ),
        (
            edited(SEASON, "sittings", 0, start=dt.time(8, 5)),
            "Ngày kiểm tra · Buổi 1 · Giờ bắt đầu: 07:30 → 08:05 (Ngày kiểm tra!G2)",
        ),
        (
            edited(SEASON, "sittings", 0, chair="TV02"),
            "Ngày kiểm tra · Buổi 1 · Chủ trì: Đặng Thế Hưng → Lê Thị Tuyết Hoà (Ngày kiểm tra!E2)",
        ),
        (
            edited(SEASON, "holidays", 0, worked=True),
            f"Ngày nghỉ · {SEASON.holidays[0].date.day:02}/9/2023 · Làm bù: không → có (Ngày nghỉ!C2)",
        ),
        (
            edited(SEASON, "units", 0, name="Hòa Hương Bắc"),
            "Đơn vị · Hòa Hương · Tên: «Hòa Hương» → «Hòa Hương Bắc» (Đơn vị!C2)",
        ),
        (
            edited(SEASON, "visits", 0, checks="QL"),
            "Lịch kiểm tra · Hòa Hương · Kiểm tra chéo đơn vị: Đức Thượng → Quế Lộc (Lịch kiểm tra!C2)",
        ),
        (
            edited(SEASON, "visits", 0, sitting=2),
            "Lịch kiểm tra · Hòa Hương · Buổi: 1 → 2 (Lịch kiểm tra!A2)",
        ),
        (
            edited(SEASON, "remarks", 2, deadline=None),
            "Nhận xét · Hòa Hương, Kiến nghị · Thời hạn: 30/11/2023 → (để trống) (Nhận xét!D4)",
        ),
        (
            edited(SEASON, "team", 1, sections=("I", "II")),
            "Đoàn kiểm tra · Lê Thị Tuyết Hoà · Phần phụ trách: «I» → «I; II» (Đoàn kiểm tra!G3)",
        ),
        (
            general(place="Đà Nẵng"),
            "Thông tin chung · Địa danh: «Đức Hương» → «Đà Nẵng» (Thông tin chung!B17)",
        ),
        (
            general(base_total=Decimal("90.5")),
            "Thông tin chung · Tổng điểm chuẩn: 100 → 90,5 (Thông tin chung!B36)",
        ),
        (
            edited(SEASON, "papers", 6, number="65/TB-MTTQ-BTT"),
            "Văn bản · thong-bao · Số, ký hiệu: (để trống) → «65/TB-MTTQ-BTT» (Văn bản!C8)",
        ),
        (
            edited(SEASON, "awards", 0, points=Decimal("1.5")),
            "Thưởng, trừ · Hòa Hương, T1 · Điểm: 1,00 → 1,50 (Thưởng, trừ!C2)",
        ),
        (
            edited(SEASON, "explanations", 0, text="Đã bổ sung."),
            (
                "Giải trình chênh lệch · Đức Thượng, I.3 · Giải trình, thống nhất: "
                "«Sổ quỹ thiếu chữ ký; thống nhất điểm của Đoàn.» → «Đã bổ sung.» (Giải trình chênh lệch!C2)"
            ),
        ),
        (
            edited(SEASON, "levels", 0, minimum=Decimal(92)),
            "Xếp loại · Xuất sắc · Từ điểm: 90 → 92 (Xếp loại!C2)",
        ),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "",
)
def test_a_change_is_told_in_the_users_words(new: Season, expected: str) -> None:
    assert told(new) == [expected]


def test_a_long_text_is_shortened_and_what_differs_stays_in_sight() -> None:
    long = (
        "Công tác tuyên truyền được thực hiện nền nếp, có nhiều mô hình hay, cách làm sáng tạo ở khu dân cư"
    )
    old = edited(SEASON, "remarks", 0, text=f"{long}.")
    (change,) = changed_records(old, edited(old, "remarks", 0, text=f"{long}, rất đáng khen."))
    assert change.old.endswith("dân cư.»")
    assert change.new.endswith("dân cư, rất đáng khen.»")
    assert change.old.startswith("«…")
    assert max(len(change.old), len(change.new)) <= 60


def test_a_row_put_in_above_changes_no_row_below() -> None:
    new = Remark(unit="HH", kind=RemarkKind.STRENGTH, text="Có mô hình mới.")
    (change,) = changed_records(SEASON, SEASON.model_copy(update={"remarks": (new, *SEASON.remarks)}))
    assert (change.kind, change.row, change.new) == (
        Happening.ADDED,
        "Hòa Hương, Ưu điểm",
        "«Có mô hình mới.»",
    )


def test_a_row_that_is_gone_is_named_with_its_old_cell() -> None:
    assert told(SEASON.model_copy(update={"remarks": SEASON.remarks[1:]})) == [
        "Nhận xét · Hòa Hương, Ưu điểm: bỏ «Công tác tuyên truyền nền nếp.» (Nhận xét!A2 của sổ trước)"
    ]


def test_a_unit_that_comes_and_its_scores() -> None:
    unit = Unit(code="TP", kind="xã", name="Tam Phú")
    scores = changed(SEASON.team_scores[0], unit="TP")
    new = SEASON.model_copy(
        update={"units": (*SEASON.units, unit), "team_scores": (*SEASON.team_scores, scores)}
    )
    changes = changed_records(SEASON, new)
    assert [(str(change.kind), change.sheet, change.row, change.new) for change in changes] == [
        ("added", "Đơn vị", "Tam Phú", "«xã; Tam Phú»"),
        ("added", "Điểm Đoàn chấm", "Tam Phú", "5 điểm"),
    ]


def test_a_remark_between_others_of_its_unit_is_the_one_that_is_most_alike() -> None:
    texts = ("Hồ sơ giám sát đầy đủ.", "Ngày hội được tổ chức vui tươi.", "Quỹ vượt chỉ tiêu.")
    rows = tuple(Remark(unit="HH", kind=RemarkKind.STRENGTH, text=text) for text in texts)
    old = SEASON.model_copy(update={"remarks": rows})
    new = SEASON.model_copy(
        update={
            "remarks": (rows[0], changed(rows[2], text="Quỹ vượt chỉ tiêu 20%.")),
        }
    )
    assert [(str(change.kind), change.old, change.new) for change in changed_records(old, new)] == [
        ("removed", "«Ngày hội được tổ chức vui tươi.»", ""),
        ("changed", "«Quỹ vượt chỉ tiêu.»", "«Quỹ vượt chỉ tiêu 20%.»"),
    ]


def test_a_code_that_was_renamed_is_one_change() -> None:
    (change,) = changed_records(SEASON, edited(SEASON, "units", 3, code="AXU"))
    assert (change.column, change.old, change.new) == ("Mã", "«AX»", "«AXU»")


def test_rows_in_another_order_are_one_change_where_papers_follow_the_order() -> None:
    new = SEASON.model_copy(update={"units": SEASON.units[::-1], "signers": SEASON.signers[::-1]})
    assert told(new) == ["Đơn vị: thứ tự các dòng đã đổi (Đơn vị!A5)"]


def test_composition_and_spaces_are_no_change() -> None:
    text = SEASON.remarks[0].text
    assert told(edited(SEASON, "remarks", 0, text=unicodedata.normalize("NFD", text))) == []
    assert told(edited(SEASON, "remarks", 0, text=f" {text.replace(' ', '  ')}\u00a0")) == []
    assert told(edited(SEASON, "remarks", 0, text=text.replace("nề", "nè"))) != []


def test_a_score_typed_with_more_zeros_is_no_change() -> None:
    assert told(rescored(SEASON, "HH", I_1="19,00")) == []


def test_a_workbook_saved_by_another_hand_has_not_changed(tmp_path: Path) -> None:
    """Composed otherwise, rows moved down by nothing but the writer: the records say the same."""

    def through_a_file(season: Season, name: str) -> Season:
        path = tmp_path / name
        path.write_bytes(write_season(season))
        back, problems = read(path)
        assert back is not None, problems
        return back

    decomposed = tuple(
        changed(row, text=unicodedata.normalize("NFD", f"{row.text}  ")) for row in SEASON.remarks
    )
    other = SEASON.model_copy(update={"remarks": decomposed})
    assert told(through_a_file(other, "b.xlsx"), through_a_file(SEASON, "a.xlsx")) == []


def test_a_change_can_be_given_to_a_machine() -> None:
    (change,) = changed_records(SEASON, rescored(SEASON, "HH", II_1="18"))
    assert change.as_json() == {
        "kind": "changed",
        "sheet": "Điểm Đoàn chấm",
        "row": "Hòa Hương",
        "column": "II.1",
        "old": "18,25",
        "new": "18,00",
        "cell": "E2",
        "text": "Điểm Đoàn chấm · Hòa Hương · II.1: 18,25 → 18,00 (Điểm Đoàn chấm!E2)",
    }


@given(data=st.data())
@settings(max_examples=30, deadline=None)
def test_all_edits_lead_from_one_season_to_the_other_and_none_leaves_it(data: st.DataObject) -> None:
    new = data.draw(edits(SEASON).flatmap(edits).flatmap(edits))
    difference = SeasonDifference(SEASON, new)
    assert values(difference.state(difference.edits)) == values(new)
    assert values(difference.state(())) == values(SEASON)
    assert bool(difference.edits) == (values(new) != values(SEASON))


@given(data=st.data())
@settings(max_examples=30, deadline=None)
def test_every_half_of_the_edits_is_a_season_between(data: st.DataObject) -> None:
    new = data.draw(edits(SEASON).flatmap(edits).flatmap(edits))
    difference = SeasonDifference(SEASON, new)
    some = data.draw(st.sets(st.sampled_from(difference.edits))) if difference.edits else set()
    between = difference.state(some)
    back = SeasonDifference(between, new)
    assert len(back.edits) <= len(difference.edits)
    assert values(back.state(back.edits)) == values(new)


def test_a_large_season_that_has_not_changed_is_known_at_once() -> None:
    season = large_season()
    again = load(dump(season))
    started = time.process_time()
    assert changed_records(season, again) == ()
    assert time.process_time() - started < 0.3
