"""The benchmark stays honest: it runs, and its engines make the same text."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

from benchmarks import notice
from benchmarks.render import measure
from docgen.render import Schema, check_package, compile_template


def test_the_benchmark_runs_and_all_its_engines_make_the_same_text() -> None:
    """``measure`` itself refuses engines that differ; how fast they are is for the benchmark to show."""
    rates = measure(number=3, rounds=1)
    assert len(rates) == 4
    assert all(rate > 0 for rate in rates.values())


def test_the_notice_is_the_one_that_engines_are_compared_on() -> None:
    data = notice.template()
    with ZipFile(BytesIO(data)) as archive:
        assert len(archive.namelist()) == 14
        xml = archive.read("word/document.xml").decode()
    assert len(xml.encode()) > 50_000
    assert 'ten_</w:t></w:r><w:proofErr w:type="spellStart"/>' in xml
    fields = re.findall(r"\{\{ (\w+) \}\}", re.sub(r"</w:t>.*?<w:t[^>]*>", "", xml))
    assert (len(fields), len(set(fields))) == (22, 14)
    template = compile_template(data, Schema.of(notice.Notice), name="thong-bao.docx")
    paper = template.render(notice.record(1))
    assert template.unused == ()
    assert check_package(paper, name="thong-bao.docx") == []
