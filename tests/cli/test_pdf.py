"""``docgen pdf`` and ``generate --pdf``: which PDFs are made, and which are never touched.

The converter is an actor: a small program in the place of LibreOffice, which puts the Word file's
own XML into what it makes.  The real one is tried in ``tests/backends``.
"""

from __future__ import annotations

import errno
import sys
from pathlib import Path
from typing import Any

import pytest

from docgen import backends
from docgen.backends.libreoffice import VARIABLE
from tests.backends.acting import Stage, word_file
from tests.cli.desk import FIRST, PLAN, Desk
from tests.render.word_file import docx, p

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the actor is a Unix script")

PLAN_PDF = PLAN.replace(".docx", ".pdf")
FIRST_PDF = FIRST.replace(".docx", ".pdf")


@pytest.fixture
def stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stage:
    stage = Stage(tmp_path / "stage")
    monkeypatch.setenv(VARIABLE, str(stage.soffice().program))
    return stage


def pdfs(desk: Desk) -> dict[str, bytes]:
    return {name: data for name, data in desk.papers().items() if name.endswith(".pdf")}


# --- generate --pdf ---------------------------------------------------------------------------


def test_every_paper_gets_a_pdf_beside_it_in_one_call(desk: Desk, stage: Stage) -> None:
    ran = desk.run("generate", "--pdf")
    assert ran.code == 0, ran.out + ran.err
    count = len(desk.season.units) + 1
    assert len(pdfs(desk)) == count
    assert "Kế hoạch năm 2023" in pdfs(desk)[PLAN_PDF].decode()
    assert f"PDF: đã làm {count}." in ran.out
    told = ran.err.splitlines()
    start = told.index(f"Đang chuyển {count} văn bản sang PDF…")
    assert [line.partition(" ")[0] for line in told[start + 1 :]] == [
        f"[{n}/{count}]" for n in range(1, count + 1)
    ]
    assert {line.partition(" ")[2] for line in told[start + 1 :]} == set(pdfs(desk))
    assert len(stage.starts()) == 1


def test_on_a_terminal_the_pdfs_have_a_bar_of_their_own(
    desk: Desk, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    ran = desk.run("generate", "--pdf")
    _, told = ran.err.split("Đang chuyển", 1)
    assert "Làm PDF" in told
    assert "100%" in told
    assert len(stage.starts()) == 1


def test_without_the_option_nothing_is_converted(desk: Desk, stage: Stage) -> None:
    desk.run("generate")
    assert pdfs(desk) == {}
    assert stage.starts() == []


def test_what_did_not_change_is_not_converted_again(desk: Desk, stage: Stage) -> None:
    desk.run("generate", "--pdf")
    before = pdfs(desk)
    ran = desk.run("generate", "--pdf")
    assert ran.code == 0
    assert f"PDF: không đổi {len(before)}." in ran.out
    assert ran.err == ""
    assert len(stage.starts()) == 1


def test_only_changed_papers_are_converted(desk: Desk, stage: Stage) -> None:
    desk.run("generate", "--pdf")
    before = pdfs(desk)
    desk.change_general(place="Tam Kỳ")
    ran = desk.run("generate", "--pdf")
    after = pdfs(desk)
    assert {name for name in after if after[name] != before[name]} == {PLAN_PDF}
    assert "Tam Kỳ" in after[PLAN_PDF].decode()
    assert "Đang chuyển 1 văn bản sang PDF…" in ran.err
    assert stage.starts()[1].count(".docx") == 1


def test_only_the_papers_chosen_are_converted(desk: Desk, stage: Stage) -> None:
    desk.run("generate", "--only", "ke-hoach", "--pdf")
    assert list(pdfs(desk)) == [PLAN_PDF]
    assert len(stage.starts()) == 1


def test_a_paper_edited_by_hand_is_converted_as_it_is(desk: Desk, stage: Stage) -> None:
    desk.run("generate", "--pdf")
    (desk.output / PLAN).write_bytes(docx(p("Chị sửa tay")))
    ran = desk.run("generate", "--pdf")
    assert ran.code == 0
    assert "Chị sửa tay" in pdfs(desk)[PLAN_PDF].decode()
    assert len(stage.starts()) == 2


def test_a_stranger_in_the_place_of_a_paper_is_not_converted(desk: Desk, stage: Stage) -> None:
    desk.output.mkdir(parents=True)
    (desk.output / PLAN).write_bytes(docx(p("Của người khác")))
    assert desk.run("generate", "--pdf").code == 1
    assert PLAN_PDF not in pdfs(desk)
    assert FIRST_PDF in pdfs(desk)
    assert len(stage.starts()) == 1


@pytest.mark.usefixtures("stage")
def test_a_scan_beside_the_paper_is_never_overwritten(desk: Desk) -> None:
    desk.output.mkdir(parents=True)
    (desk.output / PLAN_PDF).write_bytes(b"%PDF scan of the signed paper")
    ran = desk.run("generate", "--pdf")
    assert ran.code == 1
    assert pdfs(desk)[PLAN_PDF] == b"%PDF scan of the signed paper"
    assert f"{PLAN_PDF}: tệp PDF có sẵn không phải do docgen làm, giữ nguyên." in ran.out
    assert FIRST_PDF in pdfs(desk)


@pytest.mark.usefixtures("stage")
def test_a_pdf_that_was_signed_since_is_never_overwritten(desk: Desk) -> None:
    desk.run("generate", "--pdf")
    signed = pdfs(desk)[PLAN_PDF] + b"/ByteRange signature"
    (desk.output / PLAN_PDF).write_bytes(signed)
    desk.change_general(place="Tam Kỳ")
    ran = desk.run("generate", "--pdf")
    assert ran.code == 0
    assert pdfs(desk)[PLAN_PDF] == signed
    assert f"{PLAN_PDF}: đã thay đổi sau khi docgen làm (như đã ký số), giữ nguyên." in ran.out


@pytest.mark.parametrize("damage", [b"{", None])
@pytest.mark.usefixtures("stage")
def test_without_its_memory_docgen_overwrites_no_pdf(desk: Desk, damage: bytes | None) -> None:
    desk.run("generate", "--pdf")
    before = pdfs(desk)
    memory = desk.output / ".docgen" / "pdf.json"
    memory.unlink() if damage is None else memory.write_bytes(damage)
    desk.change_general(place="Tam Kỳ")
    ran = desk.run("generate", "--pdf")
    assert ran.code == 1
    assert pdfs(desk) == before
    assert ("RA-02" in ran.out) is (damage is not None)


def test_a_deleted_pdf_is_made_again(desk: Desk, stage: Stage) -> None:
    desk.run("generate", "--pdf")
    (desk.output / PLAN_PDF).unlink()
    desk.run("generate", "--pdf")
    assert PLAN_PDF in pdfs(desk)
    assert stage.starts()[1].count(".docx") == 1


@pytest.mark.usefixtures("stage")
def test_the_pdf_of_a_renamed_paper_goes_with_it(desk: Desk) -> None:
    desk.run("generate", "--pdf")
    desk.change_units(HH="Hòa Thuận")
    desk.run("generate")
    assert FIRST_PDF not in pdfs(desk), "it would be taken for the current one"
    desk.run("generate", "--pdf")
    assert "02_thong-bao_01_hoa-thuan.pdf" in pdfs(desk)


@pytest.mark.usefixtures("stage")
def test_a_scan_of_a_renamed_paper_stays(desk: Desk) -> None:
    desk.run("generate")
    (desk.output / FIRST_PDF).write_bytes(b"%PDF scan")
    desk.change_units(HH="Hòa Thuận")
    desk.run("generate", "--pdf")
    assert pdfs(desk)[FIRST_PDF] == b"%PDF scan"


@pytest.mark.usefixtures("stage")
def test_pdfs_that_fell_behind_are_told(desk: Desk) -> None:
    desk.run("generate", "--pdf")
    desk.change_general(place="Tam Kỳ")
    ran = desk.run("generate")
    assert "1 bản PDF đã cũ so với văn bản Word; làm lại bằng «docgen generate --pdf»." in ran.out
    assert desk.run("generate", "--json").json["outdated_pdfs"] == 1
    desk.run("generate", "--pdf")
    assert "đã cũ" not in desk.run("generate").out


def test_pdf_a_is_made_when_asked_and_serves_ever_after(desk: Desk, stage: Stage) -> None:
    desk.run("generate", "--pdf")
    desk.run("generate", "--pdfa")
    desk.run("generate", "--pdf")
    starts = stage.starts()
    assert ["SelectPdfVersion" in start for start in starts] == [False, True]


def test_without_a_converter_the_papers_are_made_and_the_want_is_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backends, "available", lambda: None)
    monkeypatch.setattr("docgen.backends.converting.available", lambda: None)
    ran = desk.run("generate", "--pdf")
    count = len(desk.season.units) + 1
    assert ran.code == 1
    assert f"đã ghi {count}" in ran.out
    assert "Chưa làm được PDF vì máy này chưa có LibreOffice" in ran.out
    assert "Đang chuyển" not in ran.err
    done = desk.run("generate", "--pdf", "--json").json
    assert {row["result"] for row in done["papers"]} == {"unchanged"}
    assert done["pdf"]["stop"]["stopped"].startswith("Chưa làm được PDF")
    assert {row["result"] for row in done["pdf"]["pdfs"]} == {"failed"}


@pytest.mark.usefixtures("stage")
def test_a_pdf_held_open_is_told_and_the_others_are_written(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.run("generate", "--pdf")
    desk.change_general(place="Tam Kỳ", year=2024)
    give_name = Path.replace

    def refuse(self: Path, target: Any) -> Path:
        if target == desk.output / PLAN_PDF:
            raise PermissionError(errno.EACCES, "in use")
        return give_name(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refuse)
        patch.setattr("docgen.files._RETRY_DELAYS", ())
        ran = desk.run("generate", "--pdf")
    assert ran.code == 1
    assert f"{PLAN_PDF}: chưa ghi được vì đang mở trong chương trình đọc PDF" in ran.out
    assert "2024" in pdfs(desk)[FIRST_PDF].decode()
    assert "2023" in pdfs(desk)[PLAN_PDF].decode()
    assert desk.run("generate", "--pdf").code == 0
    assert "2024" in pdfs(desk)[PLAN_PDF].decode()


@pytest.mark.usefixtures("stage")
def test_a_full_disk_leaves_true_memory(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.run("generate")
    give_name = Path.replace
    written = 0

    def fill(self: Path, target: Any) -> Path:
        nonlocal written
        if Path(target).parent == desk.output and Path(target).suffix == ".pdf":
            written += 1
            if written > 2:
                raise OSError(errno.ENOSPC, "full")
        return give_name(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", fill)
        ran = desk.run("generate", "--pdf")
    assert ran.code == 1
    assert "Đĩa đã đầy" in ran.out
    assert "PDF: đã làm 2, chưa làm được 3." in ran.out
    again = desk.run("generate", "--pdf")
    assert again.code == 0
    assert "PDF: đã làm 3, không đổi 2." in again.out


@pytest.mark.usefixtures("stage")
def test_a_paper_that_cannot_be_converted_is_told_and_the_rest_goes_on(desk: Desk) -> None:
    desk.change_units(HH="BỎ")
    ran = desk.run("generate", "--pdf")
    assert ran.code == 1
    assert "PDF-05" in ran.out
    assert "PDF: đã làm 4, chưa làm được 1." in ran.out
    assert PLAN_PDF in pdfs(desk)


# --- docgen pdf -------------------------------------------------------------------------------


def test_any_word_file_becomes_a_pdf_beside_it(desk: Desk, stage: Stage) -> None:
    source = word_file(desk.root / "của chị" / "Tờ trình.docx", "Kính trình Ban Thường trực")
    ran = desk.run("pdf", "của chị/Tờ trình.docx")
    assert ran.code == 0, ran.out + ran.err
    assert "Kính trình" in source.with_suffix(".pdf").read_text(encoding="utf-8")
    assert "PDF: đã làm 1." in ran.out
    assert desk.run("pdf", "của chị/Tờ trình.docx").out == "PDF: không đổi 1.\n"
    assert len(stage.starts()) == 1


@pytest.mark.usefixtures("stage")
def test_pdfs_may_be_put_into_another_folder(desk: Desk) -> None:
    word_file(desk.root / "a.docx", "Một")
    word_file(desk.root / "khác" / "b.docx", "Hai")
    ran = desk.run("pdf", "a.docx", "khác/b.docx", "--out", "gửi đi", "--json")
    assert ran.code == 0
    assert sorted(path.name for path in (desk.root / "gửi đi").glob("*.pdf")) == ["a.pdf", "b.pdf"]
    assert [row["result"] for row in ran.json["pdfs"]] == ["made", "made"]
    assert ran.json["pdfs"][1]["pdf"] == str(desk.root / "gửi đi" / "b.pdf")


@pytest.mark.usefixtures("stage")
def test_two_files_that_would_make_one_pdf_are_refused_every_time(desk: Desk) -> None:
    word_file(desk.root / "a.docx", "Một")
    word_file(desk.root / "khác" / "a.docx", "Hai")
    for _ in range(2):
        ran = desk.run("pdf", "a.docx", "khác/a.docx", "--out", "gửi đi")
        assert ran.code == 1
        assert "PDF-03" in ran.out
        assert "Một" in (desk.root / "gửi đi" / "a.pdf").read_text(encoding="utf-8")


def test_papers_of_a_season_and_files_named_one_by_one_share_one_memory(desk: Desk, stage: Stage) -> None:
    desk.run("generate", "--pdf")
    ran = desk.run("pdf", f"output/tam-ky-2023/{PLAN}")
    assert ran.out == "PDF: không đổi 1.\n"
    assert len(stage.starts()) == 1


@pytest.mark.usefixtures("stage")
def test_a_star_stands_for_several_files_but_not_for_marks_of_open_ones(desk: Desk) -> None:
    for name in ("a.docx", "b.docx", "c.txt"):
        word_file(desk.root / "của chị" / name, "Chữ")
    (desk.root / "của chị" / "~$a.docx").write_bytes(b"mark")
    ran = desk.run("pdf", "của chị/*.docx")
    assert ran.code == 0
    assert "PDF: đã làm 2." in ran.out


@pytest.mark.usefixtures("stage")
def test_words_marks_of_open_files_among_the_arguments_are_passed_over_in_silence(desk: Desk) -> None:
    word_file(desk.root / "a.docx", "Chữ")
    (desk.root / "~$a.docx").write_bytes(b"mark")
    for command in (["pdf"], ["lint"]):
        ran = desk.run(*command, "~$a.docx", "a.docx", "~$da-dong.docx")
        assert "~$" not in ran.out + ran.err
        assert ran.code == desk.run(*command, "a.docx").code
        alone = desk.run(*command, "~$a.docx")
        assert (alone.code, "Word tạo khi đang mở văn bản" in alone.err) == (2, True)
    assert desk.run("compare", "~$a.docx", "a.docx").code == 2


def test_files_that_are_not_there_are_all_named(desk: Desk) -> None:
    ran = desk.run("pdf", "a.docx", "x/*.docx")
    assert ran.code == 2
    assert "Không thấy tệp: a.docx, x/*.docx." in ran.err


def test_no_file_at_all_is_wrong_usage(desk: Desk) -> None:
    ran = desk.run("pdf")
    assert ran.code == 2
    assert "Lỗi: Còn thiếu tên tệp Word (.docx)." in ran.err
