"""``compare``: which two versions are laid side by side, where the results go, and what stays untouched."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.desk import FIRST, PLAN, Desk
from tests.cli.test_issued import number
from tests.comparing.revisions import accepted, rejected
from tests.comparing.test_tracked_parts import PNG, SEAL, with_picture
from tests.render.word_file import docx, lines_of, p, pack, unpack

HERS = docx(p("Kế hoạch năm 2023"), p("Đức Hương"), p("Đoạn chị gõ thêm: ế ộ ư"))


def results(desk: Desk, name: str = PLAN) -> tuple[str, bytes]:
    folder = desk.output / "so-sanh"
    stem = f"so-sanh_{name.removesuffix('.docx')}"
    return (folder / f"{stem}.html").read_text("utf-8"), (folder / f"{stem}.docx").read_bytes()


def snapshot(root: Path) -> dict[str, bytes]:
    """Give every file of the workspace but the results of comparing."""
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and "so-sanh" not in path.parts
    }


def test_an_edited_paper_is_compared_with_what_docgen_made(desk: Desk) -> None:
    desk.run("generate")
    made = desk.papers()[PLAN]
    (desk.output / PLAN).write_bytes(HERS)
    before = snapshot(desk.root)
    ran = desk.run("compare", "ke-hoach")
    page, word = results(desk)
    assert ran.code == 0
    assert "Bản docgen làm từ sổ → Bản đã sửa tay" in ran.out
    assert "thêm, đoạn 3" in ran.out
    assert "<ins>Đoạn chị gõ thêm: ế ộ ư</ins>" in page
    assert lines_of(accepted(word)) == lines_of(HERS)
    assert lines_of(rejected(word)) == lines_of(made)
    assert snapshot(desk.root) == before, "nothing else was written"


def test_it_stays_so_when_the_records_change_and_when_both_were_brought_together(desk: Desk) -> None:
    desk.run("generate")
    (desk.output / PLAN).write_bytes(HERS)
    desk.change_general(year=2024)
    assert [c["kind"] for c in desk.run("compare", "ke-hoach", "--json").json["changes"]] == ["added"]
    desk.run("generate")
    done = desk.run("compare", "ke-hoach", "--json").json
    assert [(c["kind"], c["after"]) for c in done["changes"]] == [("added", "Đoạn chị gõ thêm: ế ộ ư")]


def test_a_changed_paper_is_compared_with_what_would_be_made_now(desk: Desk) -> None:
    desk.run("generate")
    desk.change_units(HH="Hòa Hương mới")
    done = desk.run("compare", "thong-bao:HH", "--json").json
    assert (done["old"], done["new"]) == ("Tệp hiện nay", "Bản sẽ làm từ sổ bây giờ")
    assert [(c["before"], c["after"]) for c in done["changes"]] == [
        ("phường Hòa Hương", "phường Hòa Hương mới")
    ]
    assert Path(done["docx"]).is_file()
    assert desk.state("thong-bao:HH") == "changed", "it was compared, not made"


def test_an_issued_paper_is_compared_with_what_the_records_say_now(desk: Desk) -> None:
    number(desk)
    desk.run("generate")
    assert desk.state("ke-hoach") == "issued"
    assert "đã ban hành và sổ vẫn như lúc ấy" in desk.run("compare", "ke-hoach").err
    desk.change_general(place="Hội An")
    done = desk.run("compare", "ke-hoach", "--json").json
    assert done["old"].startswith("Bản đã ban hành, số 87/KH-MTTQ-BTT ngày 29/09/2023")
    assert [(c["before"], c["after"]) for c in done["changes"]] == [("Đức Hương", "Hội An")]
    (desk.output / PLAN).write_bytes(HERS)
    assert desk.run("compare", "ke-hoach", "--json").json["new"] == "Tệp hiện nay"


def test_any_kept_version_can_be_asked_for(desk: Desk) -> None:
    desk.run("generate")
    (desk.output / PLAN).write_bytes(HERS)
    desk.run("generate")
    done = desk.run("compare", PLAN, "--with", "1", "--json").json
    assert done["new"] == "Bản sẽ làm từ sổ bây giờ", "the file has that very version"
    assert [c["kind"] for c in done["changes"]] == ["removed"]
    (desk.output / PLAN).unlink()
    desk.run("generate")
    done = desk.run("compare", "ke-hoach", "--with", "1", "--json").json
    assert done["old"].startswith("Bản số 1 đang giữ (sửa tay, ")
    assert done["new"] == "Tệp hiện nay"
    ran = desk.run("compare", "ke-hoach", "--with", "3")
    assert (ran.code, "Có các bản từ 1 đến 1" in ran.err) == (2, True)
    ran = desk.run("compare", "ke-hoach")
    assert (ran.code, "Đang giữ 1 bản" in ran.err, "--with SỐ" in ran.err) == (1, True, True)


def test_nothing_to_compare_is_said_kindly(desk: Desk) -> None:
    ran = desk.run("compare", "ke-hoach")
    assert (ran.code, "chưa được làm" in ran.err) == (1, True)
    desk.run("generate")
    ran = desk.run("compare", "thong-bao:hoa-huong")
    assert (ran.code, "đúng với sổ và chưa ai sửa tay" in ran.err) == (1, True)
    assert "chưa giữ bản" in ran.err
    assert desk.run("compare", "giay-moi").code == 2
    ran = desk.run("compare", "la.docx")
    assert (ran.code, "ghi tên cả hai" in ran.err) == (2, True)
    (desk.output / FIRST).unlink()
    assert "chưa có tệp" in desk.run("compare", FIRST).err
    assert not (desk.output / "so-sanh").exists()


def test_two_files_are_compared_wherever_they_are(desk: Desk) -> None:
    folder = desk.root / "tờ trình"
    folder.mkdir()
    (desk.root / "cũ.docx").write_bytes(docx(p("Kính gửi: Đảng ủy"), p("Số tiền 500.000 đồng")))
    (folder / "mới.docx").write_bytes(docx(p("Kính gửi: Đảng ủy"), p("Số tiền 700.000 đồng")))
    ran = desk.run("compare", "cũ.docx", "tờ trình/mới.docx")
    assert (ran.code, "1 chỗ thay đổi" in ran.out, "500.000" in ran.out) == (0, True, True)
    assert {path.name for path in folder.glob("*.*") if path.is_file()} == {
        "mới.docx", "so-sanh_mới.html", "so-sanh_mới.docx",
    }  # fmt: skip
    ran = desk.run("compare", "cũ.docx", "cũ.docx", "--out", "kết quả")
    assert (ran.code, "cùng chữ, cùng số" in ran.out) == (0, True)
    assert (desk.root / "kết quả" / "so-sanh_cũ.html").is_file()
    assert desk.run("compare", "cũ.docx", "tờ trình/mới.docx", "--with", "1").code == 2


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "Tệp trống"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "Tệp kiểu cũ"),
        (b"PK\x03\x04 broken", "Tệp bị cụt hoặc hỏng"),
        (docx(p("a")).replace(b"word/document.xml", b"word/documenx.xml"), "Không đọc được"),
    ],
)
def test_a_file_that_is_no_paper_is_refused_kindly(desk: Desk, data: bytes, told: str) -> None:
    (desk.root / "a.docx").write_bytes(docx(p("a")))
    (desk.root / "b.docx").write_bytes(data)
    ran = desk.run("compare", "a.docx", "b.docx")
    assert (ran.code, told in ran.err) == (1, True), ran.err
    assert not list(desk.root.glob("so-sanh*"))


def test_a_file_that_is_not_there_is_told(desk: Desk) -> None:
    ran = desk.run("compare", "a.docx", "b.docx")
    assert (ran.code, "Không thấy tệp: a.docx" in ran.err) == (2, True)


def test_only_results_that_docgen_wrote_are_overwritten(desk: Desk) -> None:
    (desk.root / "a.docx").write_bytes(docx(p("Một")))
    (desk.root / "b.docx").write_bytes(docx(p("Hai")))
    (desk.root / "c.docx").write_bytes(docx(p("Ba")))
    theirs = desk.root / "so-sanh_b.html"
    theirs.write_text("của người khác", "utf-8")
    first = desk.run("compare", "a.docx", "b.docx", "--json").json
    again = desk.run("compare", "c.docx", "b.docx", "--json").json
    assert Path(first["html"]).name == "so-sanh_b_2.html"
    assert (first["html"], first["docx"]) == (again["html"], again["docx"])
    assert "Ba" in Path(again["html"]).read_text("utf-8")
    Path(again["docx"]).write_bytes(HERS)  # her chief has worked in it
    third = desk.run("compare", "a.docx", "b.docx", "--json").json
    assert Path(third["docx"]).name == "so-sanh_b_3.docx"
    (desk.root / "~$-sanh_b_3.docx").touch()  # open in Word
    assert Path(desk.run("compare", "a.docx", "b.docx", "--json").json["docx"]).name == "so-sanh_b_4.docx"
    assert Path(again["docx"]).read_bytes() == HERS
    assert theirs.read_text("utf-8") == "của người khác"


def test_another_picture_in_the_same_place_is_called_so(desk: Desk) -> None:
    (desk.root / "cu.docx").write_bytes(with_picture(SEAL))
    made = {**unpack(with_picture(SEAL)), "word/media/image1.png": PNG + b" "}
    (desk.root / "moi.docx").write_bytes(pack(made))
    ran = desk.run("compare", "cu.docx", "moi.docx")
    assert "(hình khác)" in ran.out
    assert "→ «" not in ran.out
