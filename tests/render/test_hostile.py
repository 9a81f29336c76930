"""A hostile template ends in a clear message, within a second and little memory."""

from __future__ import annotations

import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from docgen.problem import Problem
from docgen.render import check_package, inspect_template
from docgen.render.environment import compile_source
from tests.render.records import SCHEMA
from tests.render.word_file import docx, p, pack, parts

LAUGHS = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 12))
DOCTYPES = {
    "billion laughs": f'<!DOCTYPE w:document [<!ENTITY l0 "ha">{LAUGHS}]>',
    "external entity": '<!DOCTYPE w:document [<!ENTITY l11 SYSTEM "file:///etc/passwd">]>',
    "external document type": '<!DOCTYPE w:document SYSTEM "http://127.0.0.1:9/x.dtd">',
}


def quickly(data: bytes) -> list[Problem]:
    """Inspect a template within a second and 16 MB."""
    started = time.perf_counter()
    tracemalloc.start()
    problems = inspect_template(data, SCHEMA, name="m.docx")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert time.perf_counter() - started < 1
    assert peak < 16 * 2**20
    return problems


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("doctype", DOCTYPES.values(), ids=DOCTYPES.keys())
def test_entities_are_refused_in_any_encoding(doctype: str, encoding: str) -> None:
    made: dict[str, str | bytes] = dict(parts(p("x &l11;")))
    body = str(made["word/document.xml"]).replace("&amp;l11;", "&l11;")
    made["word/document.xml"] = f'<?xml version="1.0" encoding="{encoding}"?>{doctype}{body}'.encode(encoding)
    assert {problem.code for problem in quickly(pack(made))} == {"MAU-18"}
    assert {problem.code for problem in check_package(pack(made), name="x")} == {"GOI-03"}


def test_a_bomb_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "bom.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts(p("x")).items():
            archive.writestr(name, content)
        with archive.open("word/media/a.bin", "w") as stream:
            for _ in range(40):
                stream.write(b"\0" * 2**20)
    (problem,) = quickly(path.read_bytes())
    assert problem.code == "TEP-10"


@pytest.mark.parametrize("depth", [300, 20_000])
def test_deep_nesting_is_refused(depth: int) -> None:
    made = parts()
    made["word/document.xml"] = "<a>" * depth + "</a>" * depth
    assert [problem.code for problem in quickly(pack(made))] == ["MAU-18"]


@pytest.mark.parametrize(
    "attack",
    [
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ ten_don_vi.__class__ }}",
        "{{ ten_don_vi.format.__globals__ }}",
        "{{ self.__init__ }}",
        "{{ ten_don_vi|attr('__class__') }}",
        "{{ [].append(1) }}",
    ],
)
def test_an_attack_is_refused_by_the_check_and_by_the_sandbox(attack: str) -> None:
    problems = quickly(docx(p(attack)))
    assert problems
    assert {problem.code for problem in problems} <= {"MAU-02", "MAU-03", "MAU-09", "MAU-15"}
    with pytest.raises(Exception, match=r"unsafe|not safely callable|undefined|No filter|no attribute"):
        compile_source(attack, "m").render(ten_don_vi="x")


@pytest.mark.parametrize("tag", ["{{ %s }}", "{%% if %s %%}x{%% endif %%}", "{%%p for x in %s %%}"])
def test_a_tag_that_would_exhaust_the_parser_is_refused(tag: str) -> None:
    problems = quickly(docx(p(tag % ("(" * 5000 + "1" + ")" * 5000))))
    assert "MAU-01" in {problem.code for problem in problems}


def test_a_part_too_large_for_a_template_is_refused_before_it_is_parsed() -> None:
    made = parts(p("x"))
    noise = bytes(range(32, 60)).decode().replace("&", "").replace("<", "")
    made["word/document.xml"] = "".join(f"<!--{i}{noise}-->" for i in range(250_000))
    (problem,) = quickly(pack(made))
    assert (problem.code, "quá lớn" in problem.message) == ("MAU-18", True)


def test_a_strict_document_is_told_how_to_be_saved() -> None:
    made = parts(p("{{ ten_don_vi }}"))
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    made["word/document.xml"] = made["word/document.xml"].replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main", strict
    )
    assert ["Strict" in problem.message for problem in quickly(pack(made))] == [True]


def test_a_broken_style_master_is_told() -> None:
    (problem,) = inspect_template(docx(p("x")), SCHEMA, name="m", style=docx(p("x"))[:-50])
    assert (problem.code, problem.where.file) == ("TEP-07", "bộ kiểu chữ chung")
