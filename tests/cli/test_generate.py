"""``docgen generate`` and ``status``: what is written, and what is told."""

from __future__ import annotations

import sys
from dataclasses import replace

import pytest

from docgen.commands.paper_words import RESULTS, STATES
from docgen.commands.pdf import COPY_RESULTS, COPY_STATES
from docgen.corrections import Form
from docgen.kinds import KINDS as REAL_KINDS
from docgen.problem import Problem, Severity, Where
from docgen.stale import State
from docgen.verbs.outcomes import PaperOutcome
from docgen.verbs.pdf import CopyResult
from tests.cli.desk import FIRST, KINDS, PLAN, TEMPLATES, Desk
from tests.render.word_file import docx, p


def test_the_first_run_writes_every_paper_in_the_order_of_the_season(desk: Desk) -> None:
    ran = desk.run("generate")
    assert ran.code == 0, ran.err
    names = list(desk.papers())
    assert names[0] == PLAN
    assert names[1] == FIRST
    assert len(names) == 1 + len(desk.season.units)
    assert "Kính gửi: phường Hòa Hương" in desk.text(FIRST)
    assert f"đã ghi {len(names)}" in ran.out
    assert str(desk.output) in ran.out


def test_kinds_without_papers_are_named(desk: Desk) -> None:
    ran = desk.run("generate")
    assert "Sẽ làm được khi sổ có thêm số liệu: Thông báo xếp hạng (ket-luan)." in ran.out


def test_a_kind_that_a_season_may_do_without_is_not_missed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan, notice, final = KINDS
    monkeypatch.setattr("docgen.verbs.check.KINDS", (plan, notice, replace(final, occasional=True)))
    assert "Thông báo xếp hạng" not in desk.run("generate").out
    assert desk.run("status", "--json").json["not_ready"] == []
    ran = desk.run("generate", "--only", "ket-luan")
    assert ran.code == 1
    assert "Sổ không ghi việc nào cần đến «Thông báo xếp hạng»." in ran.err


def test_of_the_real_kinds_only_the_change_of_members_and_corrections_are_occasional() -> None:
    assert [kind.code for kind in REAL_KINDS if kind.occasional] == ["thay-doi-doan", *Form]


def test_progress_goes_to_stderr_in_plain_lines(desk: Desk) -> None:
    ran = desk.run("generate")
    count = len(desk.papers())
    assert f"[1/{count}] {PLAN}" in ran.err
    assert f"[{count}/{count}]" in ran.err
    assert "[1/" not in ran.out


def test_on_a_terminal_progress_is_a_bar(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    ran = desk.run("generate")
    assert "Làm văn bản" in ran.err
    assert "100%" in ran.err
    assert "[1/" not in ran.err


def test_a_second_run_writes_nothing(desk: Desk) -> None:
    desk.run("generate")
    before = desk.times()
    manifest = (desk.output / ".docgen" / "manifest.json").stat().st_mtime_ns
    ran = desk.run("generate")
    assert ran.code == 0
    assert desk.times() == before
    assert (desk.output / ".docgen" / "manifest.json").stat().st_mtime_ns == manifest
    assert f"không đổi {len(before)}" in ran.out
    assert ran.err == ""


def test_a_second_run_does_not_even_load_the_word_libraries(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.run("generate")
    monkeypatch.setitem(sys.modules, "docgen.render", None)
    monkeypatch.setitem(sys.modules, "docgen.verbs.lint", None)
    assert desk.run("generate").code == 0


def test_the_same_inputs_give_the_same_bytes(desk: Desk) -> None:
    desk.run("generate")
    before = desk.papers()
    ran = desk.run("generate", "--out", "lần hai")
    assert ran.code == 0
    for name, data in before.items():
        assert (desk.root / "lần hai" / name).read_bytes() == data


def test_only_what_changed_is_written_again(desk: Desk) -> None:
    desk.run("generate")
    before = desk.times()
    desk.change_general(place="Tam Kỳ")
    ran = desk.run("generate")
    after = desk.times()
    assert {name for name in after if after[name] != before[name]} == {PLAN}
    assert "Tam Kỳ" in desk.text(PLAN)
    assert "đã ghi 1" in ran.out


def test_status_tells_the_reason_in_the_words_of_the_records(desk: Desk) -> None:
    desk.run("generate")
    desk.change_general(place="Tam Kỳ")
    ran = desk.run("status")
    assert ran.code == 0
    line, reason = ran.out.splitlines()[:2]
    assert (PLAN in line, "cần làm lại" in line) == (True, True)
    assert reason.strip() == "Thông tin chung · Địa danh: «Đức Hương» → «Tam Kỳ» (Thông tin chung!B17)"


def test_status_writes_nothing(desk: Desk) -> None:
    before = sorted(desk.root.rglob("*"))
    assert desk.run("status").code == 0
    assert sorted(desk.root.rglob("*")) == before
    assert desk.state("ke-hoach") == "new"


def test_a_changed_template_or_style_is_a_reason(desk: Desk) -> None:
    desk.run("generate")
    (desk.templates / "ke-hoach.docx").write_bytes(docx(p("KẾ HOẠCH {{ nam }} {{ dia_danh }}")))
    rows = {row["paper"]: row for row in desk.run("status", "--json").json["papers"]}
    assert rows["ke-hoach"]["reasons"] == ["mẫu văn bản đã thay đổi"]
    assert rows["thong-bao:HH"]["state"] == "current"
    (desk.templates / "phong-cach.docx").write_bytes(docx(p("Kiểu chữ khác")))
    rows = {row["paper"]: row for row in desk.run("status", "--json").json["papers"]}
    assert rows["thong-bao:HH"]["reasons"] == ["tệp kiểu chữ phong-cach.docx đã thay đổi"]


def test_bytes_that_come_out_the_same_are_not_written_again(desk: Desk) -> None:
    desk.run("generate")
    before = desk.times()
    (desk.templates / "phong-cach.docx").write_bytes(docx(p("Chữ khác, cùng kiểu")))
    ran = desk.run("generate")
    assert desk.times() == before
    assert f"không đổi {len(before)}" in ran.out
    assert desk.state("ke-hoach") == "current"


def test_a_deleted_paper_is_made_again(desk: Desk) -> None:
    desk.run("generate")
    data = desk.papers()[PLAN]
    (desk.output / PLAN).unlink()
    assert desk.state("ke-hoach") == "missing"
    desk.run("generate")
    assert desk.papers()[PLAN] == data


def test_the_whole_output_may_be_deleted_any_day(desk: Desk) -> None:
    desk.run("generate")
    before = desk.papers()
    for path in sorted(desk.output.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    assert desk.run("generate").code == 0
    assert desk.papers() == before


# --- templates --------------------------------------------------------------------------------


def test_a_broken_template_stops_its_kind_alone(desk: Desk) -> None:
    (desk.templates / "ke-hoach.docx").write_bytes(docx(p("{{ nma }}"), p("{{ dia_dnah }}")))
    ran = desk.run("generate")
    assert ran.code == 1
    assert PLAN not in desk.papers()
    assert FIRST in desk.papers()
    assert ran.out.count("ke-hoach.docx, ") >= 2, "both faults are told at once"
    assert f"{PLAN}: chưa làm được vì mẫu có lỗi nêu trên." in ran.out
    (desk.templates / "ke-hoach.docx").write_bytes(TEMPLATES["ke-hoach.docx"])
    assert desk.run("generate").code == 0
    assert PLAN in desk.papers()


def test_a_broken_template_leaves_the_paper_that_is_there(desk: Desk) -> None:
    desk.run("generate")
    before = desk.papers()
    (desk.templates / "ke-hoach.docx").write_bytes(docx(p("{{ nma }}")))
    desk.run("generate")
    assert desk.papers() == before
    assert desk.state("ke-hoach") == "changed"


def test_a_template_that_she_lacks_is_the_shipped_one(desk: Desk) -> None:
    shipped = desk.root / "shipped"
    shipped.mkdir()
    (desk.templates / "ke-hoach.docx").rename(shipped / "ke-hoach.docx")
    (shipped / "thong-bao.docx").write_bytes(docx(p("Mẫu gốc {{ don_vi }} {{ nam }}")))
    assert desk.run("generate").code == 0
    assert "Kế hoạch năm 2023" in desk.text(PLAN)
    assert "Mẫu gốc" not in desk.text(FIRST)


def test_a_template_that_nobody_has_is_told(desk: Desk) -> None:
    (desk.templates / "ke-hoach.docx").unlink()
    ran = desk.run("generate")
    assert ran.code == 1
    assert "MAU-00" in ran.out
    assert FIRST in desk.papers()


# --- only, out, season ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("only", "count"),
    [
        (["ke-hoach"], 1),
        (["thong-bao"], 4),
        (["thong-bao:HH"], 1),
        (["thong-bao:hh"], 1),
        (["thong-bao:Hòa Hương"], 1),
        (["thong-bao:HH", "ke-hoach"], 2),
    ],
)
def test_only_some_papers_are_made(desk: Desk, only: list[str], count: int) -> None:
    ran = desk.run("generate", *(part for value in only for part in ("--only", value)))
    assert ran.code == 0
    assert len(desk.papers()) == count


@pytest.mark.parametrize(
    ("only", "told"),
    [
        ("thong-bap", "Có phải là: thong-bao"),
        ("xyz", "Các loại: ke-hoach, thong-bao, ket-luan"),
        ("thong-bao:HHH", "Có phải là: thong-bao:HH?"),
        ("thong-bao:zzz", "Hiện có: thong-bao:HH, "),
    ],
)
def test_an_unknown_choice_is_refused_with_what_may_be_meant(desk: Desk, only: str, told: str) -> None:
    ran = desk.run("generate", "--only", only)
    assert ran.code == 2
    assert told in ran.err
    assert desk.papers() == {}


def test_a_kind_that_the_records_are_not_ready_for_is_told(desk: Desk) -> None:
    ran = desk.run("generate", "--only", "ket-luan")
    assert ran.code == 1
    assert "Chưa đủ dữ liệu để làm loại «Thông báo xếp hạng»." in ran.err


def test_a_folder_of_another_season_is_refused(desk: Desk) -> None:
    desk.run("generate")
    desk.workbook.rename(desk.workbook.with_name("nam-2024.xlsx"))
    assert desk.run("adopt", "nam-2024", "--new").code == 0
    ran = desk.run("generate", "--out", str(desk.output))
    assert ran.code == 2
    assert "đang giữ văn bản của đợt «tam-ky-2023»" in ran.err


def test_errors_in_the_workbook_stop_generation(desk: Desk) -> None:
    desk.problems = [Problem("DOC-01", Severity.ERROR, Where(sheet="Đơn vị", cell="B2"), "Ô trống.")]
    ran = desk.run("generate")
    assert ran.code == 1
    assert "Đơn vị!B2  LỖI DOC-01: Ô trống." in ran.err
    assert "nên chưa làm được văn bản" in ran.err
    assert not desk.output.exists()


def test_for_machines_everything_is_one_json_document(desk: Desk) -> None:
    done = desk.run("generate", "--json").json
    assert set(done) == {
        "season",
        "workbook",
        "folder",
        "papers",
        "issued",
        "reopened",
        "orphans",
        "not_ready",
        "findings",
        "pdf",
        "outdated_pdfs",
        "problems",
    }
    assert done["papers"][0] == {
        "paper": "ke-hoach",
        "name": PLAN,
        "label": "Kế hoạch kiểm tra",
        "state": "new",
        "differs": False,
        "number": "",
        "answers": [],
        "notes": [],
        "comments": 0,
        "reasons": [],
        "result": "written",
        "note": "",
        "merge": None,
        "by_hand": None,
    }
    assert done["not_ready"] == ["ket-luan"]
    desk.problems = [Problem("DOC-01", Severity.ERROR, Where(sheet="Đơn vị", cell="B2"), "Ô trống.")]
    desk.change_general(place="Tam Kỳ")
    stopped = desk.run("generate", "--json")
    assert stopped.code == 1
    assert set(stopped.json) == {"stopped", "remedy", "problems"}


def test_every_state_has_a_word() -> None:
    assert set(STATES) == set(COPY_STATES) == {str(state) for state in State}


def test_every_result_has_a_word() -> None:
    assert set(RESULTS) == {str(result) for result in PaperOutcome}
    assert set(COPY_RESULTS) >= {str(result) for result in CopyResult}
