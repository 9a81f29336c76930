"""What docgen did not write it does not overwrite; what it wrote it follows through new names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.cli.desk import FIRST, KINDS, PLAN, Desk


def test_an_edited_paper_is_kept_and_told(desk: Desk) -> None:
    desk.run("generate")
    (desk.output / PLAN).write_bytes(b"edited")
    desk.change_general(place="Tam Kỳ")
    ran = desk.run("generate")
    assert ran.code == 0
    assert desk.papers()[PLAN] == b"edited"
    assert f"{PLAN}: đã sửa tay, giữ nguyên." in ran.out
    assert "Sổ đã thay đổi từ khi làm tệp này: Địa danh: «Đức Hương» → «Tam Kỳ»." in ran.out
    assert desk.state("ke-hoach") == "edited"


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


def test_an_edited_paper_of_a_renamed_unit_stays_alone(desk: Desk) -> None:
    desk.run("generate")
    (desk.output / FIRST).write_bytes(b"edited")
    desk.change_units(HH="Hòa Thuận")
    ran = desk.run("generate")
    assert desk.papers()[FIRST] == b"edited"
    assert "02_thong-bao_01_hoa-thuan.docx" not in desk.papers()
    assert "tên tệp" in ran.out


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
