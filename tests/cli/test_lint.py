"""``docgen lint``, and the linter within ``generate``: what is told, and with which exit code."""

from __future__ import annotations

from dataclasses import replace

import pytest

from docgen.commands.lint import PROFILES
from docgen.lint import RULES, Finding, Genre, Judgement, Recognition
from docgen.lint import lint_own as real_lint
from docgen.lint.genre import Owner
from docgen.problem import Severity, Stop
from docgen.verbs import lint
from tests.cli.desk import FIRST, PLAN, Desk
from tests.render.word_file import docx, p

SIZE = Finding(
    rule="BODY-SIZE",
    severity=Severity.ERROR,
    clause="Nghị định 30, II.6",
    title="Cỡ chữ nội dung",
    place="nội dung, đoạn 7: «Căn cứ Luật Mặt trận…»",
    part="nội dung",
    paragraph=7,
    excerpt="Căn cứ Luật Mặt trận…",
    found="cỡ 12",
    allowed="cỡ 13 đến 14",
    remedy="Chọn đoạn, đặt cỡ chữ 14.",
    more=2,
)
SPACES = Finding(
    rule="DBL-SPACE",
    severity=Severity.WARNING,
    clause="Quy ước trình bày",
    title="Hai dấu cách liền nhau",
    place="nội dung, đoạn 9: «thành  phố»",
    part="nội dung",
    paragraph=9,
    excerpt="thành  phố",
    found="hai dấu cách",
    allowed="một dấu cách",
    remedy="Bỏ bớt một dấu cách.",
)


@pytest.fixture
def letter(desk: Desk) -> str:
    (desk.root / "Tờ trình.docx").write_bytes(docx(p("Kính gửi: Ủy ban nhân dân phường Đức Thượng")))
    return "Tờ trình.docx"


def find(monkeypatch: pytest.MonkeyPatch, *findings: Finding) -> None:
    """Let the linter find these in every file."""
    judged = Judgement(Recognition(Genre.PAPER, sure=True, owner=Owner.FRONT), findings)
    monkeypatch.setattr(lint, "check_file", lambda _path, _profile, _kind: judged)
    monkeypatch.setattr(lint, "lint_own", lambda _data, _name: list(findings))


# --- docgen lint ------------------------------------------------------------------------------


def test_a_finding_tells_rule_place_both_values_clause_and_remedy(
    desk: Desk, letter: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    find(monkeypatch, SIZE)
    ran = desk.run("lint", letter)
    assert ran.out.splitlines() == [
        "Tờ trình.docx: văn bản hành chính của Mặt trận; 1 lỗi, 0 lưu ý",
        "  LỖI BODY-SIZE  nội dung, đoạn 7: «Căn cứ Luật Mặt trận…»",
        "      Cỡ chữ nội dung: thấy cỡ 12; quy định là cỡ 13 đến 14 (và 2 chỗ nữa) [Nghị định 30, II.6]",
        "      Cách sửa: Chọn đoạn, đặt cỡ chữ 14.",
        "",
        "1 tệp: 1 lỗi, 0 lưu ý.",
        "Giải thích một quy tắc: docgen lint --explain MÃ.",
    ]


@pytest.mark.parametrize(
    ("findings", "code", "told"),
    [
        ([], 0, "1 tệp: không có lỗi nào."),
        ([SPACES], 0, "1 tệp: 0 lỗi, 1 lưu ý."),
        ([SIZE, SPACES], 1, "1 tệp: 1 lỗi, 1 lưu ý."),
    ],
)
def test_only_errors_fail(
    desk: Desk, letter: str, monkeypatch: pytest.MonkeyPatch, findings: list[Finding], code: int, told: str
) -> None:
    find(monkeypatch, *findings)
    ran = desk.run("lint", letter)
    assert ran.code == code
    assert told in ran.out


def test_a_file_typed_by_hand_is_really_linted(desk: Desk, letter: str) -> None:
    ran = desk.run("lint", letter, "--json", "--as", "van-ban")
    assert ran.code == (1 if ran.json["errors"] else 0)
    (file,) = ran.json["files"]
    assert file["file"] == str(desk.root / letter)
    assert {finding["rule"] for finding in file["findings"]} <= {rule.id for rule in RULES}
    assert set(file["findings"][0]) >= {"rule", "severity", "clause", "place", "found", "allowed", "remedy"}
    assert ran.json["errors"] == sum(finding["severity"] == "error" for finding in file["findings"])


def test_the_profile_is_the_one_asked_for(desk: Desk, letter: str) -> None:
    by_profile = {
        profile: [
            finding["clause"]
            for finding in desk.run("lint", letter, "--json", "--as-paper", f"--profile={profile}").json[
                "files"
            ][0]["findings"]
        ]
        for profile in PROFILES
    }
    assert desk.run("lint", letter, "--json").json["profile"] == "mttq"
    assert not any("VPTW" in clause for clause in by_profile["nd30"])
    assert any("VPTW" in clause for clause in by_profile["party"])


def test_the_profiles_are_those_of_the_linter() -> None:
    assert PROFILES == lint.PROFILES


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(desk: Desk, letter: str) -> None:
    (desk.root / "cũ.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    ran = desk.run("lint", "cũ.docx", letter)
    assert ran.code == 1
    assert "cũ.docx: chưa kiểm tra được" in ran.out
    assert "Tệp kiểu cũ (.xls hoặc .doc)" in ran.out
    assert "Tờ trình.docx: " in ran.out
    refused = desk.run("lint", "cũ.docx", "--json").json["files"][0]["refused"]
    assert [problem["code"] for problem in refused["problems"]] == ["TEP-03"]


def test_a_rule_is_explained_whatever_the_case_of_its_letters(desk: Desk) -> None:
    ran = desk.run("lint", "--explain", "page-margin")
    assert ran.code == 0
    assert ran.out.startswith("PAGE-MARGIN: ")
    assert "Nghị định 30/2020" in ran.out


def test_a_rule_is_explained_as_it_is_under_the_profile(desk: Desk) -> None:
    ran = desk.run("lint", "--explain", "QH-STYLE", "--profile", "party")
    assert ran.code == 0
    assert "«ĐẢNG CỘNG SẢN VIỆT NAM» cỡ 15" in ran.out
    assert "Tiêu ngữ" not in ran.out


@pytest.mark.parametrize(
    ("name", "told"), [("PAGE-MARGN", "Có phải là: PAGE-MARGIN?"), ("xyz", "Các quy tắc: PAGE-SIZE, ")]
)
def test_an_unknown_rule_is_told_with_what_may_be_meant(desk: Desk, name: str, told: str) -> None:
    ran = desk.run("lint", "--explain", name)
    assert ran.code == 2
    assert told in ran.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "Còn thiếu tên tệp Word (.docx)."),
        (("không có.docx",), "Không thấy tệp: không có.docx."),
        (("a.docx", "--profile", "nd78"), "«nd78» không phải là một trong"),
    ],
)
def test_wrong_usage_is_told(desk: Desk, arguments: tuple[str, ...], told: str) -> None:
    ran = desk.run("lint", *arguments)
    assert ran.code == 2
    assert told in ran.err


# --- generate ---------------------------------------------------------------------------------


def test_papers_just_made_are_linted_and_findings_stop_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    find(monkeypatch, SIZE, SPACES)
    ran = desk.run("generate")
    assert ran.code == 0
    assert PLAN in desk.papers()
    count = len(desk.papers())
    lines = ran.out.splitlines()
    assert lines[0].startswith(f"{PLAN} (và {count - 1} văn bản nữa), nội dung, đoạn 7: «Căn cứ Luật")
    assert "LỖI BODY-SIZE: Cỡ chữ nội dung: thấy cỡ 12" in lines[0]
    assert "Lưu ý DBL-SPACE" in lines[1]
    assert (
        f"Thể thức của {count} văn bản vừa ghi: 1 lỗi, 1 lưu ý; giải thích: docgen lint --explain MÃ."
        in lines
    )


def test_the_same_departure_in_many_papers_is_one_line(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    find(monkeypatch, SIZE)
    done = desk.run("generate", "--json").json
    (finding,) = done["findings"]
    assert finding["rule"] == "BODY-SIZE"
    assert finding["papers"] == list(desk.papers())


def test_only_papers_just_made_are_linted(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def note(_data: bytes, name: str) -> list[Finding]:
        asked.append(name)
        return []

    monkeypatch.setattr(lint, "lint_own", note)
    ran = desk.run("generate")
    assert asked == list(desk.papers())
    assert f"Thể thức của {len(asked)} văn bản vừa ghi: không có lỗi nào." in ran.out
    asked.clear()
    desk.change_general(place="Tam Kỳ")
    desk.run("generate")
    assert asked == [PLAN]
    assert "Thể thức" not in desk.run("generate").out


def test_so_many_findings_that_nobody_reads_them_are_cut(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def many(_data: bytes, _name: str) -> list[Finding]:
        return [replace(SIZE, found=f"cỡ {size}") for size in range(25)]

    monkeypatch.setattr(lint, "lint_own", many)
    ran = desk.run("generate")
    assert ran.out.count("LỖI BODY-SIZE") == 20
    assert "… và 5 chỗ khác về thể thức; xem đủ bằng «docgen lint»." in ran.out


def test_a_paper_that_the_linter_cannot_read_is_written_and_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_data: bytes, name: str) -> list[Finding]:
        if name == PLAN:
            raise Stop(f"Không đọc được «{name}».", "Hãy mở bằng Word.")
        return [SPACES]

    monkeypatch.setattr(lint, "lint_own", refuse)
    ran = desk.run("generate")
    assert ran.code == 0
    assert PLAN in desk.papers()
    assert f"{PLAN}  Lưu ý RA-05: Không đọc được «{PLAN}». Cách sửa: Hãy mở bằng Word." in ran.out
    assert "DBL-SPACE" in ran.out


def test_a_template_that_breaks_the_rules_is_found_out(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lint, "lint_own", real_lint)
    found = desk.run("generate", "--json").json["findings"]
    assert any(finding["rule"] == "PART-MISSING" for finding in found)
    assert any(FIRST in finding["papers"] for finding in found)
