"""``docgen diff``: what changed, what follows, which papers it touches, before anything is written."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from docgen.output import Folder
from docgen.records import KnownPaper
from docgen.verbs.change_reasons import reasons
from docgen.verbs.season_snapshots import keep_snapshot
from docgen.verbs.workspace import Place
from tests.cli.desk import TEMPLATES, Desk
from tests.factory import changed, place_records
from tests.impact.seasons import rescored
from tests.render.word_file import docx, p


def keep(desk: Desk) -> str:
    return keep_snapshot(Place(desk.root, desk.workbook), desk.season)


def everything(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def test_without_a_snapshot_it_says_what_to_do(desk: Desk) -> None:
    ran = desk.run("diff")
    assert ran.code == 0
    assert "Chưa có mốc để so sánh" in ran.out
    assert "docgen generate" in ran.out


def test_an_unchanged_workbook_is_said_to_be_unchanged(desk: Desk) -> None:
    keep(desk)
    assert desk.run("diff").out == "Sổ tam-ky-2023.xlsx không đổi gì từ lần làm văn bản gần nhất.\n"


def test_a_change_is_told_with_its_papers_and_nothing_is_written(desk: Desk) -> None:
    desk.run("generate")
    keep(desk)
    desk.change_units(HH="Hòa Hương Bắc")
    before = everything(desk.root)
    ran = desk.run("diff")
    assert ran.code == 0
    assert ran.out.splitlines() == [
        "Đơn vị · Hòa Hương · Tên: «Hòa Hương» → «Hòa Hương Bắc» (Đơn vị!C2)",
        "    → văn bản: thong-bao:HH",
        "",
        "Văn bản bị ảnh hưởng:",
        "  thong-bao:HH  Thông báo, Hòa Hương Bắc: sẽ đổi",
        "",
        "1 thay đổi trong sổ; 1 văn bản bị ảnh hưởng (1 sẽ đổi).",
    ]
    assert everything(desk.root) == before


def test_the_consequences_of_a_score_are_told(desk: Desk) -> None:
    keep(desk)
    desk.season = rescored(desk.season, "QL", I_1="19,25")
    out = desk.run("diff").out.splitlines()
    assert out[0] == "Điểm Đoàn chấm · Quế Lộc · I.1: 19,00 → 19,25 (Điểm Đoàn chấm!B4)"
    assert out[1] == "    → Quế Lộc: tổng điểm 92,00 → 92,25"
    assert "    → văn bản: không có" in out


def test_a_machine_gets_all_of_it(desk: Desk) -> None:
    since = keep(desk)
    desk.change_general(place="Đà Nẵng")
    told = desk.run("diff", "--json").json
    assert told["since"] == since
    assert [change["text"] for change in told["changes"]] == [
        "Thông tin chung · Địa danh: «Đức Hương» → «Đà Nẵng» (Thông tin chung!B17)"
    ]
    (paper,) = told["papers"]
    assert (paper["paper"], paper["fate"], paper["frozen"]) == ("ke-hoach", "changed", False)
    assert paper["reasons"] == [told["changes"][0]["text"]]


def test_a_machine_is_told_that_there_is_no_snapshot(desk: Desk) -> None:
    assert desk.run("diff", "--json").json["since"] is None


def test_a_paper_that_is_issued_is_marked_with_the_reason(desk: Desk) -> None:
    notice = KnownPaper(kind="thong-bao", key="HH", number="65/TB-MTTQ-BTT", date=dt.date(2023, 10, 31))
    desk.change(papers=(*desk.season.papers, notice))
    desk.run("generate")
    keep(desk)
    desk.change_units(HH="Hòa Hương Bắc", QL="Quế Lộc Thượng")
    lines = desk.run("diff").out.splitlines()
    at = lines.index("  thong-bao:HH  Thông báo, Hòa Hương Bắc: đã ban hành, không viết lại")
    assert lines[at + 1].startswith("    vì Đơn vị · Hòa Hương · Tên:")
    assert lines[-1] == (
        "2 thay đổi trong sổ; 2 văn bản bị ảnh hưởng (1 sẽ đổi, 1 đã ban hành, không viết lại)."
    )
    assert [paper["frozen"] for paper in desk.run("diff", "--json").json["papers"]] == [True, False]


def test_a_paper_made_from_older_records_is_compared_with_those(desk: Desk) -> None:
    """Made while another paper was open in Word: the one is behind by two changes, the rest by one."""
    first = keep(desk)
    desk.run("generate")
    folder = Folder(desk.output)
    manifest, _ = folder.read_manifest()
    desk.change_units(HH="Hòa Hương Bắc", QL="Quế Lộc Thượng")
    second = keep(desk)
    papers = {name: replace(entry, records=second) for name, entry in manifest.papers.items()}
    papers["thong-bao:HH"] = replace(papers["thong-bao:HH"], records=first)
    folder.write_manifest(replace(manifest, papers=papers))
    desk.change_units(AX="An Xuân Đông")
    told = desk.run("diff", "--json").json
    assert {paper["paper"]: len(paper["reasons"]) for paper in told["papers"]} == {
        "thong-bao:AX": 1,
        "thong-bao:HH": 1,
    }
    assert {change["row"]: change["papers"] for change in told["changes"]} == {
        "An Xuân": ["thong-bao:AX"],
        "Hòa Hương": ["thong-bao:HH"],
    }


def test_reasons_are_given_for_each_paper_since_its_own_snapshot(desk: Desk) -> None:
    place = Place(desk.root, desk.workbook)
    first = keep(desk)
    desk.change_units(HH="Hòa Hương Bắc")
    second = keep(desk)
    desk.change_units(QL="Quế Lộc Thượng")
    bases = {"thong-bao:HH": first, "thong-bao:QL": second, "thong-bao:AX": second, "ke-hoach": "0" * 64}
    assert reasons(place, bases, desk.season) == {
        "thong-bao:HH": ("Đơn vị · Hòa Hương · Tên: «Hòa Hương» → «Hòa Hương Bắc» (Đơn vị!C2)",),
        "thong-bao:QL": ("Đơn vị · Quế Lộc · Tên: «Quế Lộc» → «Quế Lộc Thượng» (Đơn vị!C4)",),
    }


def test_templates_that_changed_are_told_beside_the_records(desk: Desk) -> None:
    desk.run("generate")
    keep(desk)
    desk.templates.joinpath("thong-bao.docx").write_bytes(docx(p("Gửi: {{ don_vi }}"), p("{{ nam }}")))
    assert TEMPLATES["thong-bao.docx"] != desk.templates.joinpath("thong-bao.docx").read_bytes()
    out = desk.run("diff").out
    assert "Ngoài sổ: mẫu văn bản đã thay đổi: 4 văn bản." in out
    others = desk.run("diff", "--json").json["others"]
    assert others["thong-bao:HH"] == ["mẫu văn bản đã thay đổi"]


def test_many_changes_are_counted_by_sheet(desk: Desk) -> None:
    keep(desk)
    remarks = desk.season.remarks
    more = tuple(changed(row, text=f"{row.text} Thêm {n}.") for n in range(3) for row in remarks)
    desk.season = place_records(desk.season.model_copy(update={"remarks": more}))
    out = desk.run("diff").out
    assert "thay đổi khác (Nhận xét " in out
    assert len(out.splitlines()) < 90
    assert len(desk.run("diff", "--json").json["changes"]) == 36


def test_a_workbook_with_errors_is_not_compared(desk: Desk) -> None:
    desk.fill_workbook()
    desk.workbook.write_bytes(b"no workbook")
    ran = desk.run("diff")
    assert ran.code == 1
    assert "lỗi nên chưa làm được văn bản" in ran.err
    assert "Traceback" not in ran.err


def test_papers_made_elsewhere_do_not_hide_what_changed_here(desk: Desk) -> None:
    desk.run("generate")
    desk.change_units(HH="Hòa Hương Bắc")
    desk.run("generate", "--out", "khác")
    assert "  thong-bao:HH  Thông báo, Hòa Hương Bắc: sẽ đổi" in desk.run("diff").out.splitlines()
