"""Which form answers which fault: form and slips by a letter, content by a paper of equal form."""

from __future__ import annotations

import pytest

from docgen.corrections import (
    Form,
    Nature,
    Subject,
    changes,
    ended_by,
    fill_blanks,
    links,
    objections,
    of_words,
    propose,
)
from docgen.kinds import (
    KINDS,
    bien_ban,
    dinh_chinh,
    ke_hoach,
    ket_luan,
    quyet_dinh,
    sua_doi,
    thay_the,
    thong_bao,
)
from tests.kinds.corrections import correction

BLANK = "\N{NO-BREAK SPACE}" * 8
NOTICE = Subject(thong_bao.KIND.corrected_by, "TB")
DECISION = Subject(quyet_dinh.KIND.corrected_by, "QĐ", amended=True)
PLAN = Subject(ke_hoach.KIND.corrected_by, "KH", amended=True)
MINUTES = Subject(bien_ban.KIND.corrected_by, "BB")


@pytest.mark.parametrize(
    ("field", "before", "after", "nature"),
    [
        ("noi_nhan", ["- Lưu: VT."], ["- Đảng ủy phường;", "- Lưu: VT."], Nature.FORM),
        ("ky_hieu", "TB-MTTQ", "TB-MTTQ-BTT", Nature.FORM),
        ("nguoi_ky", {"dong": ["CHỦ TỊCH"], "ten": "A"}, {"dong": ["PHÓ CHỦ TỊCH"], "ten": "B"}, Nature.FORM),
        ("ke_hoach", {"day_du": "Kế hoạch số 78"}, {"day_du": "Kế hoạch số 87"}, Nature.FORM),
        ("uu_diem", ["Phòng chào tiếp dân."], ["Phòng chào tiếp dần."], Nature.SLIP),
        ("uu_diem", ["Công tác nhân sựu tốt."], ["Công tác nhân sự tốt."], Nature.SLIP),
        ("uu_diem", ["hoà giải ,tốt"], ["Hòa giải, tốt"], Nature.SLIP),
        ("don_vi", "phường Hoà Hương", "phường Hòa Hương", Nature.SLIP),
        ("uu_diem", ["Phối hợp tốt."], ["Phối hợp chặt chẽ với các đoàn thể."], Nature.WORDING),
        ("uu_diem", ["Bàn giao 02 nhà."], ["Bàn giao 03 nhà."], Nature.CONTENT),
        ("uu_diem", ["Khen ông Nguyễn Ba."], ["Khen ông Nguyễn Bá."], Nature.CONTENT),
        ("han_che", ["Hướng dẫn của phường An Xuân."], ["Hướng dẫn của phường An Sơn."], Nature.CONTENT),
        ("tong_diem", "90,75", "91,00", Nature.CONTENT),
        ("xep_loai", "Tốt", "Khá", Nature.CONTENT),
        ("cac_ngay", [{"ngay": "Ngày 17/10/2023"}], [{"ngay": "Ngày 18/10/2023"}], Nature.CONTENT),
        ("thuong", [{"diem": "+0,50"}], [{"diem": "-0,50"}], Nature.CONTENT),
        ("thanh_vien", [{"ho_ten": "Đỗ Ước"}], [{"ho_ten": "Đỗ Ươc"}], Nature.CONTENT),
    ],
)
def test_what_a_change_is(field: str, before: object, after: object, nature: Nature) -> None:
    assert {change.nature for change in changes({field: before}, {field: after})} == {nature}


def test_the_mark_of_a_draft_and_the_sentence_of_replacement_are_no_changes() -> None:
    old, new = (
        {"du_thao": "DỰ THẢO (LẦN 1)", "nam": "2023"},
        {"cau_thay_the": "Thông báo này…", "nam": "2023"},
    )
    assert changes(old, new) == ()


def test_what_was_filled_by_hand_on_the_paper_is_no_change() -> None:
    old = {"bao_cao": {"day_du": f"Báo cáo số{BLANK}/BC-ĐKT ngày{BLANK} tháng{BLANK} năm 2023"}, "tong": "1"}
    new = {"bao_cao": {"day_du": "Báo cáo số 01/BC-ĐKT ngày 24 tháng 10 năm 2023"}, "tong": "2"}
    assert fill_blanks(old, new) == {**old, "tong": "2"}
    assert [change.path for change in changes(old, new)] == [("tong",)]
    other = {**new, "bao_cao": {"day_du": "Tờ trình số 01/TTr-ĐKT ngày 24 tháng 10 năm 2023"}}
    assert len(changes(old, other)) == 2


def test_a_change_known_by_its_words_alone() -> None:
    assert of_words("Nơi nhận", "", "- Đảng ủy phường;").nature is Nature.FORM
    assert of_words("phần ký", "Nguyễn Ba", "Nguyễn Bá").nature is Nature.FORM
    assert of_words("mục III, đoạn 2", "90,75", "91,00").nature is Nature.CONTENT
    assert of_words("mục III, đoạn 2", "chào hoỉ", "chào hỏi").nature is Nature.SLIP


FORM = changes({"noi_nhan": ["- Lưu: VT."]}, {"noi_nhan": ["- Tỉnh;", "- Lưu: VT."]})
SLIP = changes({"uu_diem": "chào hoỉ"}, {"uu_diem": "chào hỏi"})
WORDS = changes({"uu_diem": "phối hợp tốt"}, {"uu_diem": "chưa phối hợp"})
SCORE = changes({"tong_diem": "90,75"}, {"tong_diem": "91,00"})
MANY = changes({f"d{i}": str(i) for i in range(12)}, {f"d{i}": str(i + 1) for i in range(12)})


@pytest.mark.parametrize(
    ("subject", "what", "form"),
    [
        (NOTICE, FORM, Form.ERRATUM),
        (NOTICE, SLIP, Form.ERRATUM),
        (NOTICE, (*FORM, *SCORE), Form.REPLACE),
        (NOTICE, WORDS, Form.REPLACE),
        (DECISION, SCORE, Form.AMEND),
        (DECISION, FORM, Form.ERRATUM),
        (DECISION, MANY, Form.REPLACE),
        (PLAN, SCORE, Form.AMEND),
        (Subject(ket_luan.KIND.corrected_by, "QĐ"), SCORE, Form.AMEND),
        (Subject(ket_luan.KIND.corrected_by, "TB"), SCORE, Form.REPLACE),
        (Subject(thay_the.KIND.corrected_by, "TB"), SCORE, Form.REPLACE),
        (Subject(sua_doi.KIND.corrected_by, "TB"), SCORE, Form.AMEND),
        (MINUTES, SCORE, Form.SUPPLEMENT),
        (MINUTES, FORM, Form.SUPPLEMENT),
        (NOTICE, (), None),
        (MINUTES, (), None),
    ],
)
def test_the_form_proposed(subject: Subject, what: tuple[object, ...], form: Form | None) -> None:
    proposal = propose(subject, what)  # type: ignore[arg-type]  # the table holds only changes
    assert proposal.form == form
    assert form is None or form in proposal.allowed
    if subject is NOTICE and form:
        assert "Điều 18 Nghị định 30/2020/NĐ-CP" in proposal.why


def test_a_paper_that_the_records_no_longer_have_can_be_recalled() -> None:
    assert propose(NOTICE, (), asked_for=False).form is Form.RECALL
    (objection,) = objections(NOTICE, Form.REPLACE, (), asked_for=False)
    assert objection.refused


@pytest.mark.parametrize(
    ("subject", "form", "what", "refused"),
    [
        (NOTICE, Form.ERRATUM, SCORE, True),
        (NOTICE, Form.ERRATUM, WORDS, False),
        (NOTICE, Form.ERRATUM, FORM, None),
        (NOTICE, Form.REPLACE, SLIP, False),
        (NOTICE, Form.REPLACE, SCORE, None),
        (NOTICE, Form.AMEND, FORM, False),
        (NOTICE, Form.SUPPLEMENT, SCORE, True),
        (NOTICE, Form.RECALL, SCORE, None),
        (MINUTES, Form.ERRATUM, FORM, True),
        (MINUTES, Form.SUPPLEMENT, SCORE, None),
        (Subject(dinh_chinh.KIND.corrected_by), Form.REPLACE, FORM, True),
    ],
)
def test_a_wrong_form_is_refused_where_the_law_is_clear_and_else_only_told(
    subject: Subject, form: Form, what: tuple[object, ...], refused: bool | None
) -> None:
    found = objections(subject, form, what)  # type: ignore[arg-type]  # as above
    assert [objection.refused for objection in found] == ([] if refused is None else [refused])


def test_a_score_in_a_letter_of_correction_is_refused_with_the_article_and_the_right_forms() -> None:
    (objection,) = objections(NOTICE, Form.ERRATUM, SCORE)
    assert "«90,75» → «91,00»" in objection.message
    assert "khoản 3 Điều 18 Nghị định 30/2020/NĐ-CP" in objection.message
    assert objection.remedy == "Chọn --form thay-the hoặc sua-doi."


def test_every_kind_has_a_form() -> None:
    assert all(kind.corrected_by for kind in KINDS)


def test_links_tell_what_answers_a_paper() -> None:
    replaced, letter = correction(Form.REPLACE), correction(Form.ERRATUM)
    answers = links([replaced, letter], {"thay-the:1": "70/TB-MTTQ-BTT ngày 06/11/2023"})
    assert list(answers) == ["thong-bao:AP"]
    first, second = answers["thong-bao:AP"]
    assert first.words == "được thay thế bởi văn bản số 70/TB-MTTQ-BTT ngày 06/11/2023 (thay-the:1)"
    assert second.words == "đang soạn văn bản đính chính (dinh-chinh:1)"
    assert ended_by(answers["thong-bao:AP"]) == first
    assert ended_by([second]) is None


def test_a_paper_that_cannot_be_made_anew_is_offered_no_replacement_and_refused_one() -> None:
    subject = Subject((Form.ERRATUM, Form.AMEND, Form.RECALL), "GM")
    found = changes({"tong_diem": "90,75"}, {"tong_diem": "91,00"})
    assert propose(subject, found).form is Form.AMEND
    assert Form.REPLACE not in propose(subject, found).allowed
    assert objections(subject, Form.REPLACE, found)[0].refused
