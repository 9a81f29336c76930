"""``docgen correct``: the right paper for a fault in one that is issued; and drafts."""

from __future__ import annotations

import datetime as dt
import functools
import json
import shutil

import pytest
from pydantic import BaseModel

from docgen.corrections import NAME
from docgen.kinds import KINDS as REAL_KINDS
from docgen.kinds import bien_ban, quyet_dinh, thong_bao
from docgen.records import KnownPaper, Remark, RemarkKind
from docgen.render import Schema, Template, compile_template
from tests.cli.desk import Desk, Ran
from tests.factory import changed
from tests.kinds.making import TEMPLATES
from tests.kinds.paper_text import paper_text
from tests.render.word_file import pack, unpack

USED = (quyet_dinh.KIND, bien_ban.KIND, thong_bao.KIND, *REAL_KINDS[-5:])
ISSUED = {
    ("quyet-dinh", ""): ("45/QĐ-MTTQ-BTT", dt.date(2023, 10, 2)),
    ("thong-bao", "HH"): ("65/TB-MTTQ-BTT", dt.date(2023, 11, 15)),
    ("bien-ban", "1"): ("01/BB-ĐKT", dt.date(2023, 10, 17)),
}
"""The papers of the season that are issued; all others are not."""


RECALL = ("thong-bao:HH", "--form", "thu-hoi", "--reason", "nhầm")


def number(desk: Desk, kind: str, key: str, figure: str, date: dt.date | None) -> None:
    rows = [row for row in desk.season.papers if (row.kind, row.key) != (kind, key)]
    desk.change(papers=(*rows, KnownPaper(kind=kind, key=key, number=figure, date=date, signer="CT")))


@functools.cache
def compiled(data: bytes, model: type[BaseModel], name: str, style: bytes) -> Template:
    """Compile a template once for all tests of this file."""
    return compile_template(data, Schema.of(model), name=name, style=style)


@pytest.fixture
def office(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Give the desk the real kinds and templates that it needs, with three papers issued."""
    models = {kind.template: kind.context for kind in USED}

    def at_once(data: bytes, _schema: Schema, *, name: str, style: bytes) -> Template:
        return compiled(data, models[name], name, style)

    monkeypatch.setattr("docgen.render.compile_template", at_once)
    for kind in USED:
        shutil.copy(TEMPLATES / kind.template, desk.templates)
    shutil.copy(TEMPLATES / "phong-cach.docx", desk.templates)
    desk.ask_for(*USED)
    for (code, key), (figure, date) in ISSUED.items():
        number(desk, code, key, figure, date)
    ran = desk.run("generate")
    assert ran.code == 0, ran.err + ran.out
    return desk


def remark(desk: Desk, text: str) -> None:
    """Write another first strength of Hòa Hương into the records."""
    rows = list(desk.season.remarks)
    at = next(i for i, row in enumerate(rows) if (row.unit, row.kind) == ("HH", RemarkKind.STRENGTH))
    rows[at] = changed(rows[at], text=text)
    desk.change(remarks=tuple(rows))


def strength(desk: Desk) -> Remark:
    return next(r for r in desk.season.remarks if (r.unit, r.kind) == ("HH", RemarkKind.STRENGTH))


def text_of(desk: Desk, ran: Ran) -> str:
    file = ran.json["file"]
    return paper_text((desk.output / file.rpartition("/")[2]).read_bytes())


def correct(desk: Desk, *arguments: str) -> Ran:
    ran = desk.run("correct", *arguments, "--json")
    assert ran.code == 0, ran.out + ran.err
    return ran


# --- proposing --------------------------------------------------------------------------------


def test_without_a_form_it_proposes_one_and_drafts_nothing(office: Desk) -> None:
    issued = office.papers()
    remark(office, "Vận động được 17 triệu đồng.")
    ran = office.run("correct", "thong-bao:HH")
    assert ran.code == 0, ran.err
    assert "(số 65/TB-MTTQ-BTT ngày 15/11/2023): đã ban hành, không ghi lại." in ran.out
    assert "nay sửa là “Vận động được 17 triệu đồng" in ran.out
    assert "Nên dùng: thay thế (--form thay-the)" in ran.out
    assert "khoản 3 Điều 18 Nghị định 30/2020/NĐ-CP" in ran.out
    assert "--form dinh-chinh" in ran.out
    assert "Chưa soạn gì. Để soạn: docgen correct thong-bao:HH --form thay-the" in ran.out
    assert office.papers() == issued
    assert not (office.workbook.parent / "tam-ky-2023" / NAME).exists()


def test_a_paper_that_is_not_issued_needs_no_correction(office: Desk) -> None:
    ran = office.run("correct", "thong-bao:AX", "--form", "thay-the")
    assert ran.code == 1
    assert "chưa ban hành (chưa có số và ngày)" in ran.err
    assert "docgen generate" in ran.err


def test_a_paper_that_says_what_the_records_say_needs_none_either(office: Desk) -> None:
    assert "Sổ hiện nói đúng như văn bản đã ban hành" in office.run("correct", "quyet-dinh").out
    ran = office.run("correct", "quyet-dinh", "--form", "sua-doi")
    assert ran.code == 1
    assert "không có chỗ nào để nêu" in ran.err
    assert "--quote" in ran.err


# --- the forms --------------------------------------------------------------------------------


def test_a_slip_is_corrected_by_a_letter_that_quotes_both_versions(office: Desk) -> None:
    old = strength(office).text
    word = next(word for word in old.rstrip(".").split() if word.islower() and len(word) > 3)
    remark(office, old.replace(word, f"{word}n", 1))
    ran = correct(office, "thong-bao:HH", "--form", "dinh-chinh", "--who", "Lê Thị Tuyết")
    assert ran.json["id"] == "dinh-chinh:1"
    assert ran.json["warnings"] == []
    letter = text_of(office, ran)
    assert "/MTTQ-BTT / V/v đính chính Thông báo⏎số 65/TB-MTTQ-BTT⏎ngày 15/11/2023" in letter
    assert "Tại khoản 1 mục I, đã viết: “" in letter
    assert f"{word}n" in letter
    assert "Các nội dung khác của Thông báo số 65/TB-MTTQ-BTT không thay đổi./." in letter


def test_content_is_not_corrected_by_a_letter(office: Desk) -> None:
    remark(office, "Vận động được 17 triệu đồng.")
    ran = office.run("correct", "thong-bao:HH", "--form", "dinh-chinh")
    assert ran.code == 1
    assert "phải sửa đổi, thay thế bằng văn bản cùng loại" in ran.err
    assert "khoản 3 Điều 18 Nghị định 30/2020/NĐ-CP" in ran.err
    assert "Chọn --form thay-the hoặc sua-doi." in ran.err


def test_a_replacement_has_the_records_as_they_are_now(office: Desk) -> None:
    issued = office.papers()
    remark(office, "Vận động được 17 triệu đồng.")
    ran = correct(office, "thong-bao:HH", "--form", "thay-the")
    new = text_of(office, ran)
    assert "1. Vận động được 17 triệu đồng." in new
    assert "Thông báo này thay thế Thông báo số 65/TB-MTTQ-BTT ngày 15 tháng 11 năm 2023 của" in new
    assert {name: office.papers()[name] for name in issued} == issued
    remark(office, "Vận động được 18 triệu đồng.")
    office.run("generate")
    assert "18 triệu" in text_of(office, ran), "until it is issued it follows the records"


def test_a_replacement_that_would_say_the_same_is_drafted_and_told_as_such(office: Desk) -> None:
    ran = office.run("correct", "thong-bao:HH", "--form", "thay-the", "--reason", "mờ dấu")
    assert "bản thay thế chưa có gì khác" in ran.out
    assert "--withdraw" in ran.out


def test_a_decision_is_amended_and_the_pairs_stay_as_they_were_quoted(office: Desk) -> None:
    office.change_general(report_due=dt.date(2023, 10, 25))
    ran = correct(office, "quyet-dinh", "--form", "sua-doi", "--reason", "gia hạn")
    amending = text_of(office, ran)
    assert "Về việc sửa đổi, bổ sung⏎Quyết định số 45/QĐ-MTTQ-BTT ngày 02/10/2023" in amending
    assert "Điều 2. Các nội dung khác của Quyết định số 45/QĐ-MTTQ-BTT giữ nguyên." in amending
    assert "Tại khoản 3 Điều 2, " in amending
    office.change_general(report_due=dt.date(2023, 10, 26))
    office.run("generate")
    assert text_of(office, ran) == amending


def test_a_recall_needs_a_reason(office: Desk) -> None:
    ran = office.run("correct", "thong-bao:HH", "--form", "thu-hoi")
    assert ran.code == 2
    assert "phải nêu lý do" in ran.err
    recall = text_of(office, correct(office, *RECALL))
    assert "Thu hồi Thông báo số 65/TB-MTTQ-BTT ngày 15/11/2023" in recall
    assert "Lý do: Nhầm." in recall


def test_minutes_get_supplementary_minutes_and_nothing_else(office: Desk) -> None:
    assert office.run("correct", "bien-ban:1", "--form", "thay-the").code == 1
    quote = ("--quote", "mục III", "", "Đề nghị An Xuân nộp hồ sơ trước ngày 20/10/2023.")
    minutes = text_of(office, correct(office, "bien-ban:1", "--form", "bo-sung", *quote))
    assert "Bổ sung Biên bản số 01/BB-ĐKT" in minutes
    assert "Tại mục III, bổ sung: “Đề nghị An Xuân nộp hồ sơ trước ngày 20/10/2023.”." in minutes
    assert "THƯ KÝ / " in minutes


def test_what_is_quoted_by_hand_must_stand_in_the_issued_paper(office: Desk) -> None:
    letter_of = ("thong-bao:HH", "--form", "dinh-chinh", "--quote")
    ran = office.run("correct", *letter_of, "mục I", "chữ lạ", "chữ quen")
    assert ran.code == 1
    assert "Bản đã ban hành không có chữ «chữ lạ»." in ran.err
    ok = ("--quote", "Nơi nhận", "", "- Đảng ủy phường Hòa Hương;")
    letter = text_of(office, correct(office, "thong-bao:HH", "--form", "dinh-chinh", *ok))
    assert "Tại Nơi nhận, bổ sung: “- Đảng ủy phường Hòa Hương;”." in letter


def test_words_quoted_under_another_article_than_theirs_are_warned_of(office: Desk) -> None:
    def quoted(place: str) -> list[str]:
        ran = correct(
            office,
            "thong-bao:HH",
            "--form",
            "dinh-chinh",
            "--quote",
            place,
            "xếp chưa khoa học",
            "xếp chưa gọn",
        )
        office.run("correct", ran.json["id"], "--withdraw")
        return [text for text in ran.json["warnings"] if text.startswith("Chữ «")]

    (told,) = quoted("khoản 1 mục I")
    assert "Chữ «xếp chưa khoa học» không ở khoản 1 mục I mà ở khoản 1 mục II." in told
    assert quoted("Mục II") == quoted("cuối trang") == []


def test_words_that_she_wrote_into_the_issued_paper_are_no_difference(office: Desk) -> None:
    number(office, "thong-bao", "HH", "", None)
    office.run("generate")
    (name,) = [name for name in office.papers() if name.endswith("hoa-huong.docx")]
    parts = unpack(office.papers()[name])
    body = parts["word/document.xml"].decode()
    assert "THÔNG BÁO<" in body
    hers = body.replace("nghiêm túc thực hiện", "nghiêm túc, khẩn trương thực hiện")
    assert hers != body
    (office.output / name).write_bytes(pack(parts | {"word/document.xml": hers.encode()}))
    number(office, "thong-bao", "HH", "65/TB-MTTQ-BTT", dt.date(2023, 11, 15))
    assert office.run("generate").code == 0
    assert office.state("thong-bao:HH") == "issued"
    remark(office, "Vận động được 17 triệu đồng.")
    found = office.run("correct", "thong-bao:HH", "--json").json
    assert len(found["places"]) == 1
    assert "khẩn trương" not in json.dumps(found["places"], ensure_ascii=False)


# --- the store --------------------------------------------------------------------------------


def test_what_was_asked_for_is_kept_with_who_when_why_and_which_version(office: Desk) -> None:
    ran = correct(office, *RECALL, "--who", "Lê Thị Tuyết")
    memory = office.workbook.parent / "tam-ky-2023"
    (line,) = (memory / NAME).read_text(encoding="utf-8").splitlines()
    kept = json.loads(line)
    assert (kept["id"], kept["who"], kept["reason"]) == ("thu-hoi:1", "Lê Thị Tuyết", "nhầm")
    assert kept["at"] == ran.json["at"]
    for sha256, suffix in ((kept["original"]["docx"], "docx"), (kept["original"]["inputs"], "json")):
        assert (memory / "ban-luu" / sha256[:2] / f"{sha256}.{suffix}").is_file()


def test_a_second_correction_waits_until_the_first_is_issued_or_withdrawn(office: Desk) -> None:
    correct(office, *RECALL)
    ran = office.run("correct", *RECALL)
    assert ran.code == 1
    assert "docgen correct thu-hoi:1 --withdraw" in ran.err
    gone = office.run("correct", "thu-hoi:01", "--withdraw")
    assert gone.code == 0, gone.err
    assert "Đã rút thu-hoi:1" in gone.out
    assert "có thể xóa" in gone.out
    assert correct(office, *RECALL).json["id"] == "thu-hoi:2"


def test_an_issued_answer_ends_the_original_and_is_corrected_itself(office: Desk) -> None:
    remark(office, "Vận động được 17 triệu đồng.")
    ran = correct(office, "thong-bao:HH", "--form", "thay-the")
    number(office, "thay-the", "1", "70/TB-MTTQ-BTT", dt.date(2023, 11, 20))
    assert office.run("generate").code == 0
    assert office.state("thay-the:1") == "issued"
    assert "| Số: 70/TB-MTTQ-BTT |" in text_of(office, ran)
    shown = office.run("correct", "thong-bao:HH").out
    assert "được thay thế bởi văn bản số 70/TB-MTTQ-BTT ngày 20/11/2023 (thay-the:1)" in shown
    again = office.run("correct", "thong-bao:HH", "--form", "thay-the")
    assert again.code == 1
    assert "docgen correct thay-the:1" in again.err
    assert "đã ban hành" in office.run("correct", "thay-the:1", "--withdraw").err
    remark(office, "Vận động được 19 triệu đồng.")
    second = text_of(office, correct(office, "thay-the:1", "--form", "thay-the"))
    assert "thay thế Thông báo số 70/TB-MTTQ-BTT ngày 20 tháng 11 năm 2023" in second
    assert "19 triệu" in second


def test_a_paper_of_the_records_is_not_withdrawn(office: Desk) -> None:
    ran = office.run("correct", "quyet-dinh", "--withdraw")
    assert ran.code == 2
    assert "không phải là văn bản đang soạn bằng «docgen correct», hoặc đã rút" in ran.err


def test_a_correction_that_nobody_asked_for_is_told_how_to_be_asked_for(office: Desk) -> None:
    ran = office.run("restore", "thu-hoi:1")
    assert ran.code == 1
    assert "Chưa soạn văn bản nào loại «Văn bản thu hồi»." in ran.err
    assert "docgen correct VĂN-BẢN --form thu-hoi" in ran.err


def test_options_without_a_form_are_asked_back(office: Desk) -> None:
    assert "--form" in office.run("correct", "quyet-dinh", "--reason", "nhầm").err
    assert office.run("correct", "quyet-dinh", "--withdraw", "--form", "sua-doi").code == 2


def test_a_damaged_line_of_the_store_is_told(office: Desk) -> None:
    correct(office, *RECALL)
    path = office.workbook.parent / "tam-ky-2023" / NAME
    path.write_bytes(path.read_bytes() + b"{\n")
    assert "1 dòng hỏng" in office.run("check").out


def test_without_the_issued_version_nothing_is_quoted(office: Desk) -> None:
    for path in (office.workbook.parent / "tam-ky-2023" / "ban-luu").rglob("*.docx"):
        path.chmod(0o644)
        path.unlink()
    ran = office.run("correct", "quyet-dinh")
    assert ran.code == 1
    assert "không còn trong thư mục ban-luu" in ran.err


# --- all together -----------------------------------------------------------------------------


def test_one_change_that_touched_several_issued_papers_is_answered_in_one_pass(office: Desk) -> None:
    office.change_general(place="Đức Hương Mới")
    touched = {r["paper"] for r in office.run("status", "--only", "differ", "--json").json["papers"]}
    issued = [paper for paper in touched if office.state(paper) == "issued"]
    assert len(issued) > 1
    one = office.run("correct", issued[0])
    assert f"Còn {len(issued) - 1} văn bản khác cũng khác với sổ" in one.out
    offered = [row["paper"] for row in office.run("correct", "--all", "--json").json["papers"]]
    looked = office.run("correct", "--all")
    assert (looked.code, all(f"{paper}: " in looked.out for paper in offered)) == (0, True), looked.err
    assert set(offered) == {"quyet-dinh", "thong-bao:HH"}, "minutes print no place"
    assert not (office.workbook.parent / "tam-ky-2023" / NAME).exists()
    made = office.run("correct", "--all", "--reason", "nhập nhầm địa danh", "--json")
    assert made.code == 0, made.err
    corrections = made.json["corrections"]
    assert {item["original"] for item in corrections} == set(offered)
    assert {item["reason"] for item in corrections} == {"nhập nhầm địa danh"}
    assert len({item["id"] for item in corrections}) == len(offered)
    assert office.run("correct", "--all").out.startswith("Mọi văn bản đã ban hành đều đúng với sổ")
    assert office.run("correct", "--all", "--reason", "x").code == 1
    assert office.run("correct", "--all", "--form", "thay-the").code == 2
    assert office.run("correct").code == 2


# --- drafts -----------------------------------------------------------------------------------


def test_a_draft_says_so_in_the_paper_and_in_its_name_and_the_next_run_makes_the_copy_to_be_signed(
    office: Desk,
) -> None:
    ran = office.run("generate", "--draft", "2")
    assert ran.code == 0, ran.err
    (draft,) = [name for name in office.papers() if "an-xuan" in name]
    assert draft.endswith("_an-xuan_du-thao-2.docx")
    assert "DỰ THẢO (LẦN 2)" in paper_text(office.papers()[draft])
    assert not [name for name in office.papers() if "hoa-huong_du-thao" in name], "it is issued"
    status = office.run("status").out
    assert "Dự thảo: «DỰ THẢO (LẦN 2)» → (để trống)" in status
    assert office.run("generate").code == 0
    (copy,) = [name for name in office.papers() if "an-xuan" in name]
    assert copy.endswith("_an-xuan.docx")
    assert "DỰ THẢO" not in paper_text(office.papers()[copy])


def test_a_correction_can_be_a_draft(office: Desk) -> None:
    ran = correct(office, *RECALL, "--draft", "1")
    assert ran.json["file"].endswith("_thu-hoi_01_thong-bao-hh_du-thao-1.docx")
    assert "DỰ THẢO (LẦN 1)" in text_of(office, ran)


def test_the_workbook_takes_number_and_day_of_a_correction(office: Desk) -> None:
    correct(office, *RECALL)
    number(office, "thu-hoi", "1", "71", dt.date(2023, 11, 21))
    office.fill_workbook()
    ran = office.run("generate")
    assert ran.code == 0, ran.err + ran.out
    assert office.state("thu-hoi:1") == "issued"


def test_status_and_generate_tell_what_answers_an_issued_paper(office: Desk) -> None:
    remark(office, "Vận động được 17 triệu đồng.")
    assert "Xem cách sửa: «docgen correct thong-bao:HH»" in office.run("generate").out
    correct(office, "thong-bao:HH", "--form", "thay-the")
    assert "đang soạn văn bản thay thế (thay-the:1)" in office.run("status").out
    told = office.run("generate").out
    assert "không ghi lại; đang soạn văn bản thay thế (thay-the:1)." in told
    assert "docgen correct thong-bao:HH" not in told
    number(office, "thay-the", "1", "70/TB-MTTQ-BTT", dt.date(2023, 11, 20))
    office.run("generate")
    answers = {row["paper"]: row["answers"] for row in office.run("status", "--json").json["papers"]}
    assert answers["thong-bao:HH"] == [
        "được thay thế bởi văn bản số 70/TB-MTTQ-BTT ngày 20/11/2023 (thay-the:1)"
    ]
    assert answers["thay-the:1"] == []


def test_a_template_that_two_kinds_share_is_looked_at_once(office: Desk) -> None:
    checked = office.run("template", "check", "--json").json["templates"]
    assert len(checked) == len(set(checked)) == len({kind.template for kind in USED})


def test_one_paper_can_be_a_draft_and_a_draft_edited_by_hand_loses_only_its_mark(office: Desk) -> None:
    assert office.run("generate", "--only", "thong-bao:an-xuan", "--draft", "1").code == 0
    (draft,) = [name for name in office.papers() if "du-thao" in name]
    parts = unpack(office.papers()[draft])
    hers = parts["word/document.xml"].decode().replace("nghiêm túc thực hiện", "khẩn trương thực hiện")
    (office.output / draft).write_bytes(pack(parts | {"word/document.xml": hers.encode()}))
    assert office.run("generate", "--only", "thong-bao:an-xuan").code == 0
    (name,) = [name for name in office.papers() if "an-xuan" in name]
    text = paper_text(office.papers()[name])
    assert "khẩn trương" in text
    assert "DỰ THẢO" not in text
    assert "du-thao" not in name


def test_a_draft_that_was_edited_is_issued_under_the_name_of_the_copy_to_be_signed(office: Desk) -> None:
    assert office.run("generate", "--only", "thong-bao:an-xuan", "--draft", "3").code == 0
    (draft,) = [name for name in office.papers() if "du-thao" in name]
    parts = unpack(office.papers()[draft])
    edited = parts["word/document.xml"].decode().replace("nghiêm túc thực hiện", "khẩn trương thực hiện")
    (office.output / draft).write_bytes(pack(parts | {"word/document.xml": edited.encode()}))
    ran = office.run("issue", "thong-bao:AX", "--number", "66", "--date", "15/11/2023", "--as-printed")
    assert ran.code == 0, ran.err
    (name,) = [name for name in office.papers() if "an-xuan" in name]
    assert name == draft.replace("_du-thao-3", "")
    assert "khẩn trương" in paper_text(office.papers()[name])
    assert office.state("thong-bao:AX") == "issued"
