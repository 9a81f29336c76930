"""A real other editor: LibreOffice edits generated papers and saves them, which rewrites the whole file.

Then the records change, and the outcome is compared word by word with the paper of the new records in
which the same edits were made.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from docgen.delta import Merged, differences, merge
from docgen.kind import Kind
from docgen.kinds import bien_ban, ket_luan, thong_bao
from docgen.records import Season
from docgen.render import check_package
from tests.delta.libreoffice import Job, Step, edit, python
from tests.delta.papers import remarks, shown
from tests.factory import changed
from tests.kinds.making import made, sample_season
from tests.render.word_file import part
from tests.test_word_validity import VALIDATOR, faults

pytestmark = [
    pytest.mark.skipif(not python(), reason="no LibreOffice that Python can speak to"),
    pytest.mark.xdist_group("libreoffice"),
]

NOW = dt.datetime(2023, 11, 1, 8, 0)  # noqa: DTZ001 - office time
MINE = "Có rất nhiều cố gắng trong vận động Nhân dân hiến đất"
ADDED = "Đoạn này do chị Hạnh gõ thêm vào văn bản."


def corrected(season: Season) -> Season:
    """Correct a score, by which two units change ranks, and the remarks on An Phú."""
    team = [
        changed(row, scores={**row.scores, "I.1": row.scores["I.1"] + by})
        if (by := {"AS": Decimal("0.25"), "AP": Decimal("-0.25")}.get(row.unit)) and row.scores["I.1"]
        else row
        for row in season.team_scores
    ]
    remarks = list(season.remarks)
    first = next(n for n, remark in enumerate(remarks) if remark.unit == "AP")
    remarks[first] = changed(remarks[first], text=remarks[first].text.replace("hiến đất", "hiến 500 m2 đất"))
    remarks.insert(first + 1, changed(remarks[first], text="Phối hợp tốt với các tổ chức thành viên."))
    return season.model_copy(update={"team_scores": tuple(team), "remarks": tuple(remarks)})


KINDS: Mapping[str, tuple[Kind, str]] = {
    "notice": (thong_bao.KIND, "AP"),
    "conclusion": (ket_luan.KIND, ""),
    "minutes": (bien_ban.KIND, "1"),
}
CASES: Mapping[str, tuple[str, tuple[Step, ...]]] = {
    "saved only": ("notice", ()),
    "words": (
        "notice",
        (
            ("replace", "Có nhiều cố gắng", "Có rất nhiều cố gắng"),
            ("bold", "85,50"),
            ("size", "THÔNG BÁO", 16.0),
            ("add_after", "Nội bộ Ban Thường trực", ADDED),
            ("comment", "phường An Phú vào ngày", "Chị xem lại ngày giúp em"),
            ("link", "Bằng chữ", "https://example.org/"),
        ),
    ),
    "table": (
        "notice",
        (
            ("cell", "Giám sát và phản biện", "B", "Giám sát và phản biện xã hội (*)"),
            ("add_row", "TỔNG ĐIỂM", "Ghi chú của chị", "không"),
        ),
    ),
    "conflict": ("notice", (("cell", "TỔNG ĐIỂM", "B", "85,75"), ("remove", "Có nhiều cố gắng"))),
    "ranking": ("conclusion", (("cell", "Phường An Sơn", "E", "Đã nộp bổ sung"), ("bold", "Phường An Mỹ"))),
    "tracked": (
        "minutes",
        (
            ("track",),
            ("replace", "đoàn kết, có tinh thần", "đoàn kết, rất có tinh thần"),
            ("replace", "hứa khắc phục", "cam kết khắc phục"),
            ("add_after", "Đại diện phường Phước Hòa", ADDED),
        ),
    ),
    "cut": ("notice", (("split", "Trên cơ sở Báo cáo"), ("join", "yêu cầu Ủy ban"))),
}


VALIDATED = ("words", "conflict", "ranking")
"""The cases that Microsoft's validator looks at too, where it is installed; a look takes a second."""


@pytest.fixture(scope="module")
def hers(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """Let LibreOffice make all edits in one start."""
    season = sample_season()
    jobs = []
    for kind, steps in CASES.values():
        what, key = KINDS[kind]
        jobs.append(Job(made(what, season, key), steps))
    return dict(zip(CASES, edit(tmp_path_factory.mktemp("libreoffice"), jobs), strict=True))


def three(case: str, hers: Mapping[str, bytes]) -> tuple[bytes, bytes, bytes]:
    kind, key = KINDS[CASES[case][0]]
    return made(kind, sample_season(), key), hers[case], made(kind, corrected(sample_season()), key)


def merged(case: str, hers: Mapping[str, bytes], folder: Path) -> Merged:
    base, mine, ours = three(case, hers)
    found = merge(base, mine, ours, author="docgen", now=NOW)
    assert found.safe
    before = {problem.code for problem in check_package(mine, name="", tags=False)}
    assert {problem.code for problem in check_package(found.data, name="", tags=False)} <= before | {"GOI-16"}
    if VALIDATOR and case in VALIDATED:
        paths = folder / "hers.docx", folder / "merged.docx"
        for path, data in zip(paths, (mine, found.data), strict=True):
            path.write_bytes(data)
        known = {fault.partition(": ")[2] for fault in faults(paths[0])}
        assert {fault.partition(": ")[2] for fault in faults(paths[1])} <= known
    return found


def ours_with(case: str, hers: Mapping[str, bytes], *edits: tuple[str, str]) -> str:
    """Give the lines of the new paper in which the same edits were made."""
    text = shown(three(case, hers)[2])
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def lines(data: bytes, *, bold: bool = False) -> str:
    """Give the lines of a paper; LibreOffice names the default style otherwise."""
    return shown(data, bold=bold).replace("[Normal] ", "")


def test_a_file_that_libreoffice_only_saved_is_the_same_to_a_reader(
    hers: Mapping[str, bytes], tmp_path: Path
) -> None:
    base, mine, ours = three("saved only", hers)
    found = merged("saved only", hers, tmp_path)

    assert differences(base, mine) == ()
    assert lines(found.data) == shown(ours)
    assert (found.conflicts, found.unapplied) == ((), ())
    assert [(c.place, c.old, c.new) for c in found.applied] == [
        (c.place, c.old, c.new) for c in differences(base, ours)
    ]


def test_words_paragraphs_comments_and_formatting_of_hers_stay(
    hers: Mapping[str, bytes], tmp_path: Path
) -> None:
    found = merged("words", hers, tmp_path)

    expected = ours_with(
        "words",
        hers,
        ("Có nhiều cố gắng trong vận động Nhân dân hiến 500 m2 đất", MINE),
        ("tự phê bình tại buổi kiểm tra.", f"tự phê bình tại buổi kiểm tra.\n[Thân văn bản] {ADDED}"),
    )
    (conflict,) = found.conflicts  # the records reworded the sentence that she touched
    assert "hiến 500 m2 đất, tháo dỡ tường rào mở rộng các tuyến đường khu dân cư." in conflict.now
    assert lines(found.data) == expected
    assert "**85,25**" in lines(found.data, bold=True)
    (mine, ours) = remarks(found.data)
    assert mine == ("Chị Hạnh", "phường An Phú vào ngày", "Chị xem lại ngày giúp em")
    assert (ours[0], ours[2]) == ("docgen", conflict.message)


def test_cells_and_rows_of_hers_stay(hers: Mapping[str, bytes], tmp_path: Path) -> None:
    found = merged("table", hers, tmp_path)

    assert found.conflicts == ()
    assert lines(found.data) == ours_with(
        "table",
        hers,
        ("Giám sát và phản biện xã hội |", "Giám sát và phản biện xã hội (*) |"),
        ("| TỔNG ĐIỂM | 85,25 |", "| TỔNG ĐIỂM | 85,25 |\n| Ghi chú của chị | không |"),
    )


def test_conflicts_are_comments_that_libreoffice_and_word_show(
    hers: Mapping[str, bytes], tmp_path: Path
) -> None:
    found = merged("conflict", hers, tmp_path)

    removed = "[Thân văn bản] 1. Có nhiều cố gắng trong vận động Nhân dân hiến 500 m2 đất, tháo dỡ tường rào"
    assert lines(found.data) == ours_with(
        "conflict",
        hers,
        ("| TỔNG ĐIỂM | 85,25 |", "| TỔNG ĐIỂM | 85,75 |"),
        (f"{removed} mở rộng các tuyến đường khu dân cư.\n", ""),
    )
    assert [(author, tied) for author, tied, _ in remarks(found.data)] == [
        ("docgen", "I. ƯU ĐIỂM"),
        ("docgen", "85,75"),
    ]
    assert "nay là: “85,25” (trước đây: “85,50”)" in remarks(found.data)[1][2]


def test_her_note_goes_with_its_unit_when_the_ranking_changes(
    hers: Mapping[str, bytes], tmp_path: Path
) -> None:
    found = merged("ranking", hers, tmp_path)

    ours = ours_with("ranking", hers)
    (row,) = [line for line in ours.split("\n") if "| Phường An Sơn | 95,25 | Xuất sắc |" in line]
    assert row.startswith("| 03 |"), "the correction changes the ranking"
    assert found.conflicts == ()
    assert lines(found.data) == ours.replace(
        row, "| 03 | Phường An Sơn | 95,25 | Xuất sắc | Đã nộp bổ sung |"
    )
    assert "**Phường An Mỹ**, phường An Xuân" in lines(found.data, bold=True)


def test_changes_that_she_tracked_stay_tracked(hers: Mapping[str, bytes], tmp_path: Path) -> None:
    found = merged("tracked", hers, tmp_path)

    assert found.conflicts == ()
    assert lines(found.data) == ours_with(
        "tracked",
        hers,
        ("đoàn kết, có tinh thần", "đoàn kết, rất có tinh thần"),
        ("hứa khắc phục trong quý IV.", f"cam kết khắc phục trong quý IV.\n[Gạch đầu dòng] {ADDED}"),
    )
    before, now = (part(data).decode() for data in (hers["tracked"], found.data))
    for mark in ("<w:ins ", "<w:del "):
        assert now.count(mark) == before.count(mark) > 1


def test_paragraphs_that_she_cut_and_joined(hers: Mapping[str, bytes], tmp_path: Path) -> None:
    found = merged("cut", hers, tmp_path)

    assert found.conflicts == ()
    assert lines(found.data) == ours_with(
        "cut",
        hers,
        (" Trên cơ sở Báo cáo", " \n[Thân văn bản] Trên cơ sở Báo cáo"),
        ("An Phú:\n[Thân văn bản] 1. Tham mưu", "An Phú: 1. Tham mưu"),
    )
