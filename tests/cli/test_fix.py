"""``docgen lint --fix``: a new file is made, the old one is only read."""

from __future__ import annotations

import pytest

from docgen.lint import Genre, lint
from tests.cli.desk import Desk
from tests.render.word_file import docx, p


@pytest.fixture
def letter(desk: Desk) -> str:
    (desk.root / "Tờ trình.docx").write_bytes(docx(p("Kính gửi: Ủy ban nhân dân  phường Đức Thượng")))
    return "Tờ trình.docx"


def test_what_is_mechanical_is_mended_in_a_new_file_and_the_rest_is_told(desk: Desk, letter: str) -> None:
    before = (desk.root / letter).read_bytes()
    ran = desk.run("lint", letter, "--fix", "Tờ trình (sửa).docx", "--as", "van-ban")

    made = (desk.root / "Tờ trình (sửa).docx").read_bytes()
    assert ran.code == 0, ran.err
    assert (desk.root / letter).read_bytes() == before
    assert "DBL-SPACE" in ran.out
    assert "Còn " in ran.out
    assert "PART-MISSING" in ran.out
    rules = {finding.rule for finding in lint(made, "made.docx", kind=Genre.PAPER)}
    assert "DBL-SPACE" in {finding.rule for finding in lint(before, letter)}
    assert "DBL-SPACE" not in rules
    assert "PART-MISSING" in rules


def test_json_tells_the_same(desk: Desk, letter: str) -> None:
    told = desk.run("lint", letter, "--fix", "moi.docx", "--json").json
    assert {"file", "made", "nature", "pages", "mended", "signature_kept", "left"} == set(told)
    assert any(mend["rule"] == "DBL-SPACE" for mend in told["mended"])


def test_nothing_is_ever_overwritten(desk: Desk, letter: str) -> None:
    before = (desk.root / letter).read_bytes()
    ran = desk.run("lint", letter, "--fix", letter)
    assert ran.code == 2
    assert "không ghi đè" in ran.err
    assert (desk.root / letter).read_bytes() == before


def test_a_folder_that_is_not_there_is_told_and_not_made(desk: Desk, letter: str) -> None:
    ran = desk.run("lint", letter, "--fix", "đã sửa/moi.docx")
    assert ran.code == 2
    assert "Không có thư mục «đã sửa»" in ran.err
    assert not (desk.root / "đã sửa").exists()


def test_one_file_at_a_time(desk: Desk, letter: str) -> None:
    assert desk.run("lint", letter, letter, "--fix", "moi.docx").code == 2
    assert not (desk.root / "moi.docx").exists()


def test_a_file_that_is_no_paper_is_told_and_nothing_is_made(desk: Desk) -> None:
    (desk.root / "hỏng.docx").write_bytes(b"PK\x03\x04")
    ran = desk.run("lint", "hỏng.docx", "--fix", "moi.docx")
    assert ran.code == 1
    assert "hỏng.docx" in ran.err
    assert not (desk.root / "moi.docx").exists()
