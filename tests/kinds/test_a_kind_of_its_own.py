"""A kind is one module and one line: a made-up one, added as CONTRIBUTING says, is taken through its life.

The program is copied, the steps are followed to the letter in the copy, and the copy is run.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.archive.making import pdf
from tests.kinds.making import ROOT
from tests.render.word_file import lines_of, pack, unpack

MODULE = '''
"""Giấy mời: who is asked to hear the results."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.corrections import Form
from docgen.kind import Citing, Dossier, KeyOf, Kind, Paper, Signing
from docgen.kinds.van_ban import VanBan, base_fields

CODE = "giay-moi"


class GiayMoi(VanBan):
    """The context of the invitation."""

    don_vi: str


def papers(dossier: Dossier) -> Iterator[Paper]:
    """Give an invitation to each unit."""
    for unit in dossier.season.units:
        fields = base_fields(dossier, CODE, unit.code, unit.name)
        context = GiayMoi.model_validate({**fields, "don_vi": unit.name})
        yield Paper(unit.code, f"Giấy mời, {unit.name}", unit.name, context)


KIND = Kind(
    code=CODE,
    title="Giấy mời họp",
    template="giay-moi.docx",
    context=GiayMoi,
    papers=papers,
    order=12,
    name="Giấy mời",
    symbol="GM",
    retention="5 năm",
    corrected_by=(Form.ERRATUM, Form.RECALL),
    key=KeyOf("đơn vị nào", ref="units"),
    signing=Signing(due=lambda _: True, words=lambda _: ("giấy mời", "gm")),
    citing=Citing("Giấy mời", "về việc"),
    recipients=True,
    own_recipients=True,
)
'''
TEMPLATE = '''
"""``giay-moi.docx``: an invitation."""

from templates.source.builder import document, letterhead, p, section, signature, title


def template() -> bytes:
    """Build ``giay-moi.docx``."""
    return document(
        section(
            letterhead(),
            title("GIẤY MỜI", "Họp nghe thông báo kết quả kiểm tra năm {{ nam }}"),
            p("ThanVanBan", "{{ co_quan.ban_hanh }} trân trọng kính mời đại diện {{ don_vi }} dự họp."),
            p("DoanKet", "Đề nghị đại biểu đến đúng giờ./."),
            signature(),
        )
    )
'''
ROWS = """
import sys
from pathlib import Path
from docgen.records import KnownPaper, Recipient
from docgen.workbook import read, write_season

season, problems = read(Path(sys.argv[1]))
signer = next(paper.signer for paper in season.papers if paper.kind == "thong-bao" and paper.signer)
papers = (*season.papers, KnownPaper(kind="giay-moi", signer=signer))
texts = ("BTT Ủy ban MTTQ Việt Nam {đơn vị}", "Lưu: VT")
recipients = (*season.recipients, *(Recipient(kind="giay-moi", text=text) for text in texts))
season = season.model_copy(update={"papers": papers, "recipients": recipients})
Path(sys.argv[1]).write_bytes(write_season(season))
"""
FILE = "12_giay-moi_01_"
PAPER = "giay-moi:AP"


@dataclass(frozen=True)
class House:
    """A copy of the program with a workspace of the sample season beside it."""

    root: Path

    @property
    def output(self) -> Path:
        return self.root / "output" / "tam-ky-2023"

    def python(self, *arguments: str) -> str:
        environment = os.environ | {"PYTHONPATH": str(self.root / "program"), "PYTHONUTF8": "1"}
        ran = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, *arguments],
            cwd=self.root,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert ran.returncode in {0, 1}, ran.stdout + ran.stderr
        return ran.stdout

    def docgen(self, *arguments: str) -> str:
        return self.python("-m", "docgen", *arguments)

    def json(self, *arguments: str) -> Any:
        return json.loads(self.docgen(*arguments, "--json"))


def insert(path: Path, before: str, line: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1
    path.write_text(text.replace(before, line + before), encoding="utf-8")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    root = tmp_path_factory.mktemp("house")
    program = root / "program"
    for part in ("docgen", "templates"):
        shutil.copytree(ROOT / part, program / part, ignore=shutil.ignore_patterns("__pycache__"))
    (root / "records").mkdir()
    shutil.copy(ROOT / "records" / "tam-ky-2023.xlsx", root / "records")
    made = House(root)
    before = {path.name for path in names(made)}

    kinds = program / "docgen" / "kinds"
    (kinds / "giay_moi.py").write_text(MODULE, encoding="utf-8")
    insert(kinds / "__init__.py", "    ket_luan.KIND,\n", "    giay_moi.KIND,\n")
    insert(kinds / "__init__.py", "    ho_so_luu,\n", "    giay_moi,\n")
    source = program / "templates" / "source"
    (source / "giay_moi.py").write_text(TEMPLATE, encoding="utf-8")
    insert(source / "catalogue.py", "    ho_so_luu,\n", "    giay_moi,\n")
    line = '        "giay-moi.docx": giay_moi.template,\n'
    insert(source / "catalogue.py", '        "ket-luan.docx":', line)
    script = "from templates.source.giay_moi import template; open({!r}, 'wb').write(template())"
    made.python("-c", script.format(str(program / "templates" / "giay-moi.docx")))
    made.python("-c", ROWS, str(root / "records" / "tam-ky-2023.xlsx"))

    after = {path.name for path in names(made)}
    assert before < after, "a running season keeps the names of its files"
    assert all(name.startswith("12_giay-moi_") for name in after - before)
    return made


def names(house: House) -> list[Path]:
    house.docgen("generate", "tam-ky-2023")
    return sorted(house.output.glob("*.docx"))


def test_a_kind_of_one_module_and_one_line_is_taken_through_its_life(house: House) -> None:
    assert house.json("check")["errors"] == 0
    path = next(house.output.glob(f"{FILE}*"))
    assert "LỖI" not in house.docgen("lint", str(path))

    parts = unpack(path.read_bytes())
    body = parts["word/document.xml"].decode()
    assert "đến đúng giờ" in body
    path.write_bytes(pack(parts | {"word/document.xml": body.replace("đến đúng giờ", "đến sớm")}))
    house.docgen("generate")

    house.docgen("issue", PAPER, "--number", "70", "--date", "31/10/2023")
    issued = unpack(path.read_bytes())["word/document.xml"].decode()
    assert "đến sớm" in issued, "what was written by hand stays"
    (row,) = house.json("register")["rows"]
    assert (row["paper"], row["sign"]) == (PAPER, "70/GM-MTTQ-BTT")
    assert house.json("register", "verify")["problems"] == []

    assert house.json("correct", PAPER)["allowed"] == ["dinh-chinh", "thu-hoi"]
    house.docgen("correct", PAPER, "--form", "thu-hoi", "--reason", "hoãn họp")
    assert list(house.output.glob("10_thu-hoi_*giay-moi*"))

    scan = house.root / "scan.pdf"
    scan.write_bytes(pdf([lines_of(path.read_bytes())]))
    house.docgen("archive", "add", PAPER, str(scan), "--unsigned", "--reason", "bản lưu")
    assert [item["paper"] for item in house.json("archive", "list")["sealed"]] == [PAPER]
