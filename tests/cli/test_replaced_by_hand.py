"""``docgen correct --form thay-the``: what a person wrote by hand into the issued paper is not lost."""

from __future__ import annotations

import datetime as dt
import shutil

import pytest

from tests.cli.desk import Desk
from tests.cli.test_correct import correct, number, office, remark, strength
from tests.kinds.paper_text import paper_text
from tests.render.word_file import pack, unpack

__all__ = ["office"]

REPLACED = ("thong-bao:HH", "--form", "thay-the")
ADDED = "Phường tổ chức Ngày hội sớm."
ENDED = "khẩn trương thực hiện"


def edit(desk: Desk, name: str, **words: tuple[str, str]) -> None:
    """Change words of a paper's body as a person would, each pair once."""
    parts = unpack(desk.papers()[name])
    body = parts["word/document.xml"].decode()
    for old, new in words.values():
        assert old in body
        body = body.replace(old, new, 1)
    (desk.output / name).write_bytes(pack(parts | {"word/document.xml": body.encode()}))


def notice(desk: Desk) -> str:
    (name,) = [name for name in desk.papers() if "thong-bao_" in name and name.endswith("hoa-huong.docx")]
    return name


def replacement(desk: Desk) -> str:
    (name,) = [name for name in desk.papers() if "thay-the" in name]
    return name


def issue(desk: Desk) -> None:
    number(desk, "thong-bao", "HH", "65/TB-MTTQ-BTT", dt.date(2023, 11, 15))
    assert desk.run("generate").code == 0
    assert desk.state("thong-bao:HH") == "issued"


@pytest.fixture
def edited(office: Desk) -> Desk:
    """Give the office a notice that is issued with words of hers: its end, and a figure of the table."""
    number(office, "thong-bao", "HH", "", None)
    office.run("generate")
    edit(office, notice(office), end=("nghiêm túc thực hiện", ENDED), score=(">36,50<", ">36,55<"))
    issue(office)
    return office


def test_a_replacement_keeps_what_was_written_by_hand_and_says_so(edited: Desk) -> None:
    issued = edited.papers()[notice(edited)]
    remark(edited, "Vận động được 17 triệu đồng.")
    ran = edited.run("correct", *REPLACED)
    assert ran.code == 0, ran.err
    text = paper_text(edited.papers()[replacement(edited)])
    for words in (ENDED, "36,55", "1. Vận động được 17 triệu đồng.", "thay thế Thông báo số 65/TB-MTTQ-BTT"):
        assert words in text
    assert "Số: 65" not in text
    assert "ngày 15 tháng 11 năm 2023 |" not in text
    assert "giữ 2 chỗ đã sửa tay trong bản đã ban hành" in ran.out
    assert "docgen làm «36,50», sửa tay thành «36,55»" in ran.out
    assert edited.papers()[notice(edited)] == issued


def test_before_a_form_is_chosen_the_places_written_by_hand_are_told(edited: Desk) -> None:
    ran = edited.run("correct", "thong-bao:HH")
    assert "Bản đã ban hành có 2 chỗ sửa tay, trong sổ không có:" in ran.out
    assert "docgen làm “36,50”, sửa tay thành “36,55”" in ran.out
    assert "Các chỗ khác sổ nói đúng như văn bản đã ban hành." in ran.out
    found = edited.run("correct", "thong-bao:HH", "--json").json
    assert ("36,50", "36,55") in [(place["before"], place["after"]) for place in found["by_hand"]]


def test_where_the_records_changed_what_she_changed_it_is_quoted_and_asked(edited: Desk) -> None:
    number(edited, "thong-bao", "HH", "", None)
    edited.run("generate")
    edit(edited, notice(edited), first=(strength(edited).text.rstrip("."), "Vận động được 16 triệu đồng"))
    issue(edited)
    remark(edited, "Vận động được 17 triệu đồng.")
    ran = edited.run("correct", *REPLACED)
    assert "16 triệu đồng" in next(line for line in ran.out.splitlines() if "17 triệu đồng" in line)
    assert "TRÙNG CHỖ SỬA" in ran.out
    assert "16 triệu" in paper_text(edited.papers()[replacement(edited)])


def test_it_stays_an_edited_paper_that_follows_the_records(edited: Desk) -> None:
    correct(edited, *REPLACED, "--draft", "1")
    assert edited.state("thay-the:1") in {"edited", "edited-changed"}
    remark(edited, "Vận động được 18 triệu đồng.")
    assert edited.run("generate").code == 0
    text = paper_text(edited.papers()[replacement(edited)])
    assert (ENDED in text, "18 triệu" in text, "DỰ THẢO" in text) == (True, True, False)
    assert edited.state("thay-the:1") == "edited"
    before = edited.papers()
    assert edited.run("generate").code == 0
    assert edited.papers() == before


def test_it_is_made_again_with_her_words_when_output_is_deleted(edited: Desk) -> None:
    remark(edited, "Vận động được 17 triệu đồng.")
    correct(edited, *REPLACED)
    before = edited.papers()[replacement(edited)]
    shutil.rmtree(edited.output)
    assert edited.run("generate").code == 0
    assert edited.papers()[replacement(edited)] == before


def test_a_replacement_of_the_replacement_has_her_words_as_well(edited: Desk) -> None:
    remark(edited, "Vận động được 17 triệu đồng.")
    correct(edited, *REPLACED)
    number(edited, "thay-the", "1", "70/TB-MTTQ-BTT", dt.date(2023, 11, 20))
    assert edited.run("generate").code == 0
    assert "Số: 70/TB-MTTQ-BTT" in paper_text(edited.papers()[replacement(edited)])
    remark(edited, "Vận động được 19 triệu đồng.")
    ran = correct(edited, "thay-the:1", "--form", "thay-the")
    text = paper_text((edited.output / ran.json["file"].rpartition("/")[2]).read_bytes())
    for words in (ENDED, "36,55", "19 triệu", "Thông báo này thay thế Thông báo số 70/TB-MTTQ-BTT"):
        assert words in text


def test_what_cannot_be_taken_over_is_told_place_by_place(
    edited: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from docgen.delta import Merged  # noqa: PLC0415 - only here

    def give_up(_base: bytes, hers: bytes, _ours: bytes, **_: object) -> Merged:
        return Merged(hers, (), (), (), safe=False)

    remark(edited, "Vận động được 17 triệu đồng.")
    monkeypatch.setattr("docgen.delta.merge", give_up)
    ran = edited.run("correct", *REPLACED)
    assert "bản đã ban hành có 2 chỗ sửa tay mà văn bản này CHƯA có; hãy tự sửa trong Word:" in ran.out
    assert "docgen làm «36,50», sửa tay thành «36,55»" in ran.out
    assert "17 triệu" in paper_text(edited.papers()[replacement(edited)])


def test_a_paper_that_nobody_edited_is_replaced_without_a_word_of_it(office: Desk) -> None:
    remark(office, "Vận động được 17 triệu đồng.")
    assert "sửa tay" not in office.run("correct", *REPLACED).out
    assert office.state("thay-the:1") == "current"
