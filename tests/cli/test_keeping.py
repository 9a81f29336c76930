"""What docgen did not write it does not overwrite; what it wrote it follows through new names."""

from __future__ import annotations

import io
import shutil
import zipfile
from dataclasses import replace

import pytest

from docgen.verbs.build import build
from tests.cli.desk import FIRST, KINDS, PLAN, Desk
from tests.render.word_file import docx, p, pack, part, table, unpack

HERS = docx(p("Kế hoạch kiểm tra năm 2023"), p("Đức Hương"), p("Đoạn chị gõ thêm: ế ộ ư"))


def test_an_edited_paper_is_kept_while_the_records_stay(desk: Desk) -> None:
    desk.run("generate")
    (desk.output / PLAN).write_bytes(HERS)
    ran = desk.run("generate")
    assert ran.code == 0
    assert desk.papers()[PLAN] == HERS
    assert f"{PLAN}: đã sửa tay, giữ nguyên." in ran.out
    assert desk.state("ke-hoach") == "edited"


def test_corrections_are_laid_on_an_edited_paper_and_told(desk: Desk) -> None:
    desk.run("generate")
    (desk.output / PLAN).write_bytes(HERS)
    desk.change_general(place="Tam Kỳ")
    assert desk.state("ke-hoach") == "edited-changed"
    ran = desk.run("generate")
    assert ran.code == 0
    text = desk.text(PLAN)
    assert [word in text for word in ("kiểm tra", "Đoạn chị gõ thêm: ế ộ ư", "Tam Kỳ")] == [True] * 3
    assert f"{PLAN}: đã sửa tay; giữ mọi chữ đã sửa, đưa 1 thay đổi của sổ vào." in ran.out
    assert "«Đức Hương» → «Tam Kỳ»" in ran.out
    assert "đã đưa thay đổi vào bản sửa tay 1" in ran.out
    assert desk.state("ke-hoach") == "edited"
    before = desk.papers()
    assert desk.run("generate").code == 0
    assert desk.papers() == before


def test_a_change_that_has_nothing_to_bring_in_is_not_counted_and_told_once(desk: Desk) -> None:
    desk.run("generate")
    (desk.output / PLAN).write_bytes(docx(p("Kế hoạch năm 2023"), p("Đức Phú"), p("Đoạn chị gõ thêm")))
    before = desk.papers()[PLAN], desk.times()[PLAN]
    desk.change_general(place="Đức Phú")
    for _ in range(2):
        ran = desk.run("generate")
        assert (ran.code, desk.state("ke-hoach")) == (0, "edited")
        assert "đã đưa thay đổi vào bản sửa tay" not in ran.out
        assert f"{PLAN}: đã sửa tay, giữ nguyên." in ran.out
        assert (desk.papers()[PLAN], desk.times()[PLAN]) == before


def with_other_margin(template: bytes) -> bytes:
    body = part(template).replace(b'w:left="1701"', b'w:left="1134"')
    assert body != part(template)
    return pack(unpack(template) | {"word/document.xml": body})


def test_status_goes_on_saying_that_an_edited_paper_lacks_the_new_look(desk: Desk) -> None:
    told = "Mẫu hoặc kiểu chữ mới chưa được đưa vào tệp đã sửa tay."
    template = desk.templates / "phong-cach.docx"
    before = template.read_bytes()
    desk.run("generate")
    (desk.output / PLAN).write_bytes(HERS)
    template.write_bytes(with_other_margin(before))
    for _ in range(2):
        desk.run("generate")
        assert told in desk.run("status").out
        assert desk.state("ke-hoach") == "edited"
    (desk.output / ".docgen" / "manifest.json").unlink()
    assert told in desk.run("status").out
    desk.change_general(place="Tam Kỳ")
    desk.run("generate")
    assert told in desk.run("status").out


def test_an_edited_paper_lacks_nothing_when_the_old_look_is_back(desk: Desk) -> None:
    template = desk.templates / "phong-cach.docx"
    before = template.read_bytes()
    desk.run("generate")
    (desk.output / PLAN).write_bytes(HERS)
    template.write_bytes(with_other_margin(before))
    desk.run("generate")
    assert "chưa được đưa vào" in desk.run("status").out
    template.write_bytes(before)
    desk.run("generate")
    assert "chưa được đưa vào" not in desk.run("status").out


def test_where_both_changed_the_same_words_hers_stay_and_a_comment_tells(desk: Desk) -> None:
    desk.run("generate")
    (desk.output / PLAN).write_bytes(docx(p("Kế hoạch năm 2023"), p("Đức Phú")))
    desk.change_general(place="Tam Kỳ")
    ran = desk.run("generate")
    assert ran.code == 0
    assert "Đức Phú" in desk.text(PLAN)
    assert "TRÙNG CHỖ SỬA" in ran.out
    with zipfile.ZipFile(io.BytesIO(desk.papers()[PLAN])) as archive:
        assert "Tam Kỳ" in archive.read("word/comments.xml").decode()
    assert "còn 1 bình luận của docgen chưa giải quyết" in desk.run("status").out
    merge = next(row for row in desk.run("generate", "--json").json["papers"] if row["paper"] == "ke-hoach")
    assert (merge["state"], merge["merge"]) == ("edited", None)


def test_two_words_that_change_in_one_cell_are_told_once(desk: Desk) -> None:
    def plan(place: str) -> bytes:
        return docx(p("Kế hoạch năm 2023"), table([f"Chậm {place} báo cáo định kỳ: {place} x 0,25 điểm"]))

    (desk.templates / PLAN.removeprefix("01_")).write_bytes(plan("{{ dia_danh }}"))
    desk.change_general(place="02")
    desk.run("generate")
    (desk.output / PLAN).write_bytes(plan("02") + b" ")
    desk.change_general(place="03")
    out = desk.run("generate").out
    assert "đưa 1 thay đổi của sổ vào" in out
    assert out.count("» → «Chậm 03 báo cáo định kỳ: 03 x 0,25 điểm»") == 1


def test_an_edited_file_that_is_no_word_file_is_kept_and_told(desk: Desk) -> None:
    desk.run("generate")
    (desk.output / PLAN).write_bytes(b"edited")
    desk.change_general(place="Tam Kỳ")
    ran = desk.run("generate")
    assert ran.code == 1
    assert desk.papers()[PLAN] == b"edited"
    assert f"{PLAN}: đã sửa tay, sổ đã thay đổi; chưa đưa được thay đổi vào vì" in ran.out
    assert desk.state("ke-hoach") == "edited-changed"


def test_without_the_generated_version_an_edited_paper_is_kept_and_told(desk: Desk) -> None:
    desk.run("generate")
    (desk.output / PLAN).write_bytes(HERS)
    shutil.rmtree(desk.output / ".docgen" / "goc")
    desk.change_general(place="Tam Kỳ")
    ran = desk.run("generate")
    assert (ran.code, "không còn giữ bản mà docgen đã làm" in ran.out) == (1, True)
    assert desk.papers()[PLAN] == HERS


def test_a_file_saved_while_docgen_works_is_not_overwritten(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.run("generate")
    desk.change_general(place="Tam Kỳ")

    def save_and_build(*arguments: object) -> object:
        (desk.output / PLAN).write_bytes(HERS)
        return build(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr("docgen.verbs.generate.build", save_and_build)
    ran = desk.run("generate")
    assert (ran.code, "vừa được lưu lại" in ran.out) == (1, True)
    assert desk.papers()[PLAN] == HERS
    monkeypatch.setattr("docgen.verbs.generate.build", build)
    desk.run("generate")
    assert ("ế ộ ư" in desk.text(PLAN), "Tam Kỳ" in desk.text(PLAN)) == (True, True)


def test_a_file_that_docgen_did_not_make_is_kept_and_told(desk: Desk) -> None:
    desk.output.mkdir(parents=True)
    (desk.output / PLAN).write_bytes(b"hers")
    (desk.output / "ghi chú.docx").write_bytes(b"hers too")
    ran = desk.run("generate")
    assert ran.code == 1
    assert desk.papers()[PLAN] == b"hers"
    assert desk.papers()["ghi chú.docx"] == b"hers too"
    assert f"{PLAN}: tệp lạ cùng tên, giữ nguyên." in ran.out
    assert FIRST in desk.papers()


def test_what_cannot_be_read_is_left_alone_and_told(desk: Desk) -> None:
    (desk.output / PLAN).mkdir(parents=True)
    ran = desk.run("generate")
    assert ran.code == 1
    assert f"{PLAN}: không đọc được, giữ nguyên." in ran.out
    assert FIRST in desk.papers()


@pytest.mark.parametrize("damage", [b"{", b"\xff\xfe", b'{"format":1}', None])
def test_without_its_manifest_docgen_overwrites_nothing(desk: Desk, damage: bytes | None) -> None:
    desk.run("generate")
    (desk.output / PLAN).write_bytes(b"edited")
    before = desk.papers()
    manifest = desk.output / ".docgen" / "manifest.json"
    manifest.unlink() if damage is None else manifest.write_bytes(damage)
    desk.change_units(HH="Hòa Hương Đông")
    desk.change_general(place="Tam Kỳ")
    ran = desk.run("generate")
    after = desk.papers()
    assert {name: after[name] for name in before} == before
    assert ("RA-01" in ran.out) is (damage is not None)


def test_papers_whose_manifest_was_lost_are_known_again_by_their_bytes(desk: Desk) -> None:
    desk.run("generate")
    (desk.output / ".docgen" / "manifest.json").unlink()
    assert desk.state("ke-hoach") == "foreign"
    assert desk.run("generate").code == 0
    assert desk.state("ke-hoach") == "current"
    desk.change_general(place="Tam Kỳ")
    desk.run("generate")
    assert "Tam Kỳ" in desk.text(PLAN)


def test_an_edited_paper_whose_manifest_was_lost_is_known_again_by_the_journal(desk: Desk) -> None:
    desk.run("generate")
    (desk.output / PLAN).write_bytes(HERS)
    desk.run("generate")
    shutil.rmtree(desk.output / ".docgen")
    assert desk.state("ke-hoach") == "edited"
    desk.change_general(place="Tam Kỳ")
    desk.run("generate")
    assert ("ế ộ ư" in desk.text(PLAN), "Tam Kỳ" in desk.text(PLAN)) == (True, True)


# --- names change -----------------------------------------------------------------------------


def test_a_paper_of_a_renamed_unit_moves_to_its_new_name(desk: Desk) -> None:
    desk.run("generate")
    desk.change_units(HH="Hòa Thuận")
    assert desk.run("generate").code == 0
    assert FIRST not in desk.papers()
    assert "phường Hòa Thuận" in desk.text("02_thong-bao_01_hoa-thuan.docx")


def test_a_paper_that_becomes_ready_later_renames_no_other(desk: Desk) -> None:
    plan, notice, final = KINDS
    early = replace(notice, papers=lambda dossier: [p for p in notice.papers(dossier) if p.key != "HH"])
    desk.ask_for(plan, early, final)
    assert desk.run("generate").code == 0
    desk.ask_for(*KINDS)
    before = desk.times()
    assert FIRST not in before
    assert desk.run("generate").code == 0
    assert desk.times() == before | {FIRST: desk.times()[FIRST]}


def test_an_edited_paper_of_a_renamed_unit_keeps_its_file_and_gets_the_new_name_inside(desk: Desk) -> None:
    desk.run("generate")
    (desk.output / FIRST).write_bytes(
        docx(p("Kính gửi: phường Hòa Hương"), p("Kết quả năm 2023"), p("Chị gõ thêm"))
    )
    desk.change_units(HH="Hòa Thuận")
    assert desk.run("generate").code == 0
    assert "02_thong-bao_01_hoa-thuan.docx" not in desk.papers()
    assert ("Hòa Thuận" in desk.text(FIRST), "Chị gõ thêm" in desk.text(FIRST)) == (True, True)


def test_units_that_change_places_change_the_names_of_their_papers(desk: Desk) -> None:
    desk.run("generate")
    units = desk.season.units
    desk.change(units=(units[1], units[0], *units[2:]))
    assert desk.run("generate").code == 0
    assert len(desk.papers()) == 1 + len(units)
    assert "02_thong-bao_02_hoa-huong.docx" in desk.papers()


def test_units_that_exchange_their_names_exchange_their_papers(desk: Desk) -> None:
    one, other = desk.season.units[:2]
    desk.run("generate")
    desk.change_units(**{one.code: other.name, other.code: one.name})
    units = desk.season.units
    desk.change(units=(units[1], units[0], *units[2:]))
    before = desk.papers()
    assert desk.run("generate").code == 0
    assert set(desk.papers()) == set(before)
    assert {row["state"] for row in desk.run("status", "--json").json["papers"]} == {"current"}


def test_a_paper_no_longer_asked_for_is_kept_and_told(desk: Desk) -> None:
    desk.run("generate")
    before = desk.papers()
    desk.ask_for(*KINDS[:1])
    ran = desk.run("generate")
    assert desk.papers() == before
    assert f"{FIRST}: sổ không còn cần" in ran.out
    assert desk.state("thong-bao:HH") == "orphan"
