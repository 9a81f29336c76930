"""The console: UTF-8 whatever the code page, Vietnamese words, exit codes, and a light ``--help``.

The real program runs here, with the real season, as a process of its own.
"""

from __future__ import annotations

import gettext
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from docgen.commands.tongue import WORDS, click
from tests.cli.desk import Desk

CHECKOUT = Path(__file__).parents[2]
HEAVY = [
    "pydantic",
    "openpyxl",
    "docx",
    "docxtpl",
    "lxml",
    "jinja2",
    "num2words",
    "docgen.verbs",
    "docgen.viet",
]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("Mặt trận")
    (root / "records").mkdir()
    shutil.copy(CHECKOUT / "records" / "tam-ky-2023.xlsx", root / "records")
    return root


def run(
    folder: Path, *arguments: str, code_page: str = "", python: tuple[str, ...] = ("-m", "docgen")
) -> subprocess.CompletedProcess[bytes]:
    names = ("PATH", "SYSTEMROOT", "HOME", "TEMP", "TMP")
    environment = {name: os.environ[name] for name in names if name in os.environ}
    environment |= {"PYTHONPATH": str(CHECKOUT), "PYTHONUTF8": "0"}
    if code_page:
        environment["PYTHONIOENCODING"] = code_page
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, *python, *arguments], cwd=folder, env=environment, capture_output=True, check=False
    )


@pytest.mark.parametrize("code_page", ["cp1252", "cp1258"])
def test_vietnamese_is_written_whatever_the_code_page(workspace: Path, code_page: str) -> None:
    ran = run(workspace, "check", code_page=code_page)
    assert ran.returncode == 0, ran.stderr.decode()
    assert "Sổ tam-ky-2023.xlsx: 0 lỗi" in ran.stdout.decode("utf-8")


def test_usage_errors_are_vietnamese_on_an_old_code_page(workspace: Path) -> None:
    ran = run(workspace, "genrate", code_page="cp1258")
    assert ran.returncode == 2
    assert ran.stdout == b""
    assert "Lỗi: Không có lệnh «genrate»." in ran.stderr.decode("utf-8")


def test_output_to_a_file_is_utf8(workspace: Path, tmp_path: Path) -> None:
    log = tmp_path / "nhật ký.txt"
    environment = os.environ | {"PYTHONPATH": str(CHECKOUT), "PYTHONIOENCODING": "cp1252"}
    with log.open("wb") as stream:
        done = subprocess.run(
            [sys.executable, "-m", "docgen", "check", "--json"],
            cwd=workspace,
            env=environment,
            stdout=stream,
            check=False,
        )
    assert done.returncode == 0
    found = json.loads(log.read_text(encoding="utf-8"))
    assert found["season"] == "tam-ky-2023"


def test_the_real_season_becomes_papers(workspace: Path) -> None:
    ran = run(workspace, "generate", "--out", "ra", code_page="cp1258")
    assert ran.returncode == 0, ran.stdout.decode() + ran.stderr.decode()
    names = sorted(path.name for path in (workspace / "ra").glob("*.docx"))
    assert names[:2] == ["01_ke-hoach.docx", "02_quyet-dinh.docx"]
    assert f"[{len(names)}/{len(names)}] {names[-1]}" in ran.stderr.decode("utf-8")
    again = run(workspace, "generate", "--out", "ra")
    assert f"không đổi {len(names)}." in again.stdout.decode("utf-8")


def test_help_loads_none_of_the_heavy_libraries(workspace: Path) -> None:
    source = (
        "import sys; from docgen.__main__ import main; main(['--help']);"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    ran = run(workspace, python=("-c", source))
    assert "Các lệnh:" in ran.stdout.decode("utf-8")
    assert ran.stderr.decode().strip() == "[]"


def test_help_is_what_one_gets_without_a_command(workspace: Path) -> None:
    assert run(workspace).stdout == run(workspace, "--help").stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["genrate"], "Không có lệnh «genrate». Có phải là 'generate'?"),
        (["generate", "--onyl", "x"], "Không có tùy chọn «--onyl»."),
        (["generate", "--only"], "Tùy chọn «--only» cần một giá trị theo sau."),
        (["check", "--json=1"], "Tùy chọn «--json» không nhận giá trị."),
        (["check", "a", "b"], "Thừa đối số: b."),
        (["generate", "--draft", "0"], "«0» không phải là số từ 1 đến 99."),
        (["generate", "--draft", "hai"], "«hai» không phải là số từ 1 đến 99."),
        (["restore", "ke-hoach", "--copy", "hai"], "«hai» không phải là số."),
        (["init"], "Còn thiếu đối số 'THƯ-MỤC'."),
        (["template"], "Kiểm tra các mẫu Word"),
        (["status", "--out", "records/tam-ky-2023.xlsx"], "«records/tam-ky-2023.xlsx» là một tệp."),
        (["check", "khong-co"], "Không thấy sổ «khong-co»."),
    ],
)
def test_wrong_usage_is_told_in_vietnamese(desk: Desk, arguments: list[str], told: str) -> None:
    ran = desk.run(*arguments)
    assert ran.code == 2
    assert told in ran.err
    assert not [word for word in ("Error", "Usage", "Options", "Try ", " is ") if word in ran.err]


def test_every_sentence_of_ours_keeps_the_places_of_clicks() -> None:
    for theirs, ours in WORDS.items():
        assert {field.rstrip("!r") for field in fields(theirs)} >= set(fields(ours)), theirs


def fields(sentence: str) -> list[str]:
    return [piece.partition("}")[0].partition("!")[0] for piece in sentence.split("{")[1:]]


def test_a_sentence_that_is_not_in_the_table_stays_as_it_is() -> None:
    assert gettext.gettext("Một câu lạ") == "Một câu lạ"
    assert gettext.ngettext("one", "many", 2) == "many"
    assert gettext.gettext("Usage:") == "Cách dùng:"


def test_the_words_are_click_s_own() -> None:
    sources = [path.read_text(encoding="utf-8") for path in Path(click.__file__).parent.glob("*.py")]
    text = "".join(sources).replace("\\n", "\n").replace("\\t", "\t")
    older = {"No such option: {name}", "(Possible options: {possibilities})", "required"}
    assert not [sentence for sentence in WORDS if sentence not in text and sentence not in older]
