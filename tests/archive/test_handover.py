"""The lists and the record of a hand-over: what stands in them, and that they keep the rules of form."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from docgen.archive.issued import DossierInfo
from docgen.kind import BookForm
from docgen.kinds import FORMS, periods
from docgen.kinds import ho_so_luu as kinds
from docgen.lint import judge
from docgen.records import Retention
from tests.archive.making import INFO
from tests.kinds.making import sample_season, template
from tests.render.word_file import lines_of

TODAY = dt.date(2023, 11, 20)
PAPERS = [
    kinds.Held(
        "87/KH-MTTQ-BTT", dt.date(2023, 9, 29), "Kế hoạch kiểm tra năm 2023", "BTT Ủy ban", 3, "Vĩnh viễn"
    ),
    kinds.Held(
        "61/TB-MTTQ-BTT", dt.date(2023, 10, 31), "Thông báo kết quả An Phú", "BTT Ủy ban", 1, "20 năm"
    ),
    kinds.Held("62/TB-MTTQ-BTT", dt.date(2023, 10, 31), "Thông báo kết quả Đức Ế", "BTT Ủy ban", 2, "20 năm"),
]
DOSSIER = kinds.ArchiveDossier(
    notation="05.KTĐG",
    title="Hồ sơ kiểm tra, đánh giá công tác Mặt trận các xã, phường năm 2023",
    period="Vĩnh viễn",
    creator="Lê Thị Bảy",
    receiver="Lưu trữ cơ quan",
    files=15,
    head="0123456789abcdef" * 4,
    papers=PAPERS,
)
GENERAL = sample_season().general
CONTEXTS = {
    kinds.LIST_OF_PAPERS: kinds.list_of_papers(GENERAL, DOSSIER),
    kinds.LIST_OF_DOSSIERS: kinds.list_of_dossiers(GENERAL, DOSSIER, TODAY),
    kinds.HANDOVER: kinds.handover(GENERAL, DOSSIER, TODAY),
}


def made(form: BookForm, dossier: kinds.ArchiveDossier = DOSSIER) -> bytes:
    context = {
        kinds.LIST_OF_PAPERS: lambda: kinds.list_of_papers(GENERAL, dossier),
        kinds.LIST_OF_DOSSIERS: lambda: kinds.list_of_dossiers(GENERAL, dossier, TODAY),
        kinds.HANDOVER: lambda: kinds.handover(GENERAL, dossier, TODAY),
    }[form]()
    return template(form).render(context.model_dump(mode="json"))


@pytest.mark.parametrize("form", kinds.FORMS, ids=lambda form: form.code)
@pytest.mark.parametrize("creator", ["Lê Thị Bảy", ""])
def test_the_documents_of_a_hand_over_have_no_finding(form: BookForm, creator: str) -> None:
    assert form in FORMS
    data = made(form, dataclasses.replace(DOSSIER, creator=creator))
    judged = judge(data, form.template)
    assert judged.nature.sure
    assert [f"{item.rule} {item.place}" for item in judged.findings] == []


MISSING = dataclasses.replace(
    DOSSIER,
    missing=[
        f"{number}/TB-MTTQ-BTT ngày 31/10/2023: Thông báo, đơn vị {number}" for number in range(63, 179)
    ],
    reason="còn chờ đơn vị trả bản đã ký",
)


@pytest.mark.parametrize("form", kinds.FORMS, ids=lambda form: form.code)
def test_what_is_missing_is_counted_and_told_in_each_document(form: BookForm) -> None:
    data = made(form, MISSING)
    judged = judge(data, form.template)
    assert judged.nature.sure
    assert [f"{item.rule} {item.place}" for item in judged.findings] == []
    lines = lines_of(data)
    assert any("116 văn bản" in line for line in lines)
    assert not any("văn bản" in line and "thiếu" in line for line in lines_of(made(form)))
    if form is not kinds.LIST_OF_DOSSIERS:
        assert any("còn chờ đơn vị trả bản đã ký" in line for line in lines)
    if form is kinds.LIST_OF_PAPERS:
        assert lines[-116] == "- 63/TB-MTTQ-BTT ngày 31/10/2023: Thông báo, đơn vị 63;"
        assert lines[-1] == "- 178/TB-MTTQ-BTT ngày 31/10/2023: Thông báo, đơn vị 178."


def test_the_list_of_papers_has_the_seven_columns_of_the_decree() -> None:
    lines = lines_of(made(kinds.LIST_OF_PAPERS))
    head = [
        "STT",
        "Số, ký hiệu văn bản",
        "Ngày tháng năm văn bản",
        "Tên loại và trích yếu nội dung văn bản",
        "Tác giả văn bản",
        "Tờ số/ Trang số",
        "Ghi chú",
    ]
    start = lines.index("STT")
    assert lines[start : start + 7] == head
    assert lines[start + 7 : start + 14] == [f"({number})" for number in range(1, 8)]
    assert lines[start + 14 : start + 21] == [
        "1",
        "87/KH-MTTQ-BTT",
        "29/9/2023",
        "Kế hoạch kiểm tra năm 2023",
        "BTT Ủy ban",
        "1 - 3",
        "Vĩnh viễn",
    ]
    assert [line for line in lines if line in {"1 - 3", "4", "5 - 6"}] == ["1 - 3", "4", "5 - 6"]


def test_the_list_of_dossiers_has_the_seven_columns_of_the_decree() -> None:
    lines = lines_of(made(kinds.LIST_OF_DOSSIERS))
    start = lines.index("Số TT")
    assert lines[start : start + 7] == [
        "Số TT",
        "Số, ký hiệu hồ sơ",
        "Tiêu đề hồ sơ",
        "Thời gian tài liệu",
        "Thời hạn bảo quản",
        "Số tờ/ Số trang",
        "Ghi chú",
    ]
    assert lines[start + 14 : start + 17] == ["1", "05.KTĐG", DOSSIER.title]
    assert "6 trang" in lines
    assert "Viết bằng chữ: Một hồ sơ (đơn vị bảo quản)." in lines


def test_the_record_prints_the_head_of_the_history_and_counts_what_is_handed_over() -> None:
    text = "\n".join(lines_of(made(kinds.HANDOVER)))
    assert DOSSIER.head in text.replace(" ", "")
    assert "Tổng số tệp tin trong hồ sơ: 15 (của 03 văn bản)." in text
    assert "BÊN NHẬN: Lưu trữ cơ quan" in text


@pytest.mark.parametrize(
    ("papers", "period"),
    [
        (("thong-bao:AP", "ke-hoach"), "Vĩnh viễn"),
        (("thong-bao:AP",), "20 năm"),
        (("bien-ban:1",), ""),
        ((), ""),
    ],
)
def test_a_dossier_is_kept_as_long_as_the_paper_kept_longest(papers: tuple[str, ...], period: str) -> None:
    assert INFO.longest(papers) == period


def test_seventy_years_are_longer_than_five() -> None:
    info: DossierInfo = dataclasses.replace(INFO, periods={"a": "5 năm", "b": "70 năm"})
    assert info.longest(("a", "b")) == "70 năm"


def test_periods_are_those_of_the_sheet_or_else_the_usual_ones() -> None:
    season = sample_season()
    assert periods(season)["ke-hoach"] == "Vĩnh viễn"
    assert {*periods(season).values()} == {"Vĩnh viễn", "20 năm"}
    own = season.model_copy(update={"retention": (Retention(kind="thong-bao", period="10 năm"),)})
    assert periods(own) == {**periods(season), "thong-bao": "10 năm"}
