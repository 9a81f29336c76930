"""Files that others wrote: each is known for what it is, judged as that, and mended without harm."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from docgen.backends import available, convert
from docgen.lint import judge, mend
from tests.backends.pages import read_pdf
from tests.lint.corpus import Sample, samples
from tests.lint.test_mending import same_words

CORPUS = list(samples(Path(__file__).with_name("corpus.txt").read_text(encoding="utf-8")))
VALIDATOR = os.environ.get("DOCGEN_OOXML_VALIDATOR", "")
each = pytest.mark.parametrize("sample", CORPUS, ids=lambda sample: sample.name)


def test_the_corpus_holds_forty_files_of_all_sorts() -> None:
    assert len(CORPUS) >= 40
    assert {sample.kind for sample in CORPUS} == {
        "van-ban", "kem-theo", "phu-luc", "trinh-noi-bo", "bieu-mau", "so-danh-sach", "khac",
    }  # fmt: skip


@each
def test_a_file_is_known_for_what_it_is(sample: Sample) -> None:
    judged = judge(sample.build(), "tep.docx", sample.profile)
    assert judged.nature.genre == sample.kind, judged.nature


@each
def test_what_must_be_found_is_found_and_nothing_else(sample: Sample) -> None:
    judged = judge(sample.build(), "tep.docx", sample.profile)
    assert {item.rule for item in judged.findings} == set(sample.rules), judged.findings


@each
def test_mending_changes_no_word_that_it_does_not_list_and_twice_is_once(sample: Sample) -> None:
    data = sample.build()
    done = mend(data, "tep.docx", sample.profile)
    assert same_words(data, done), done.mended
    assert mend(done.data, "tep.docx", sample.profile).data == done.data


@pytest.mark.skipif(available() is None, reason="LibreOffice is not installed")
def test_no_file_becomes_longer_by_mending(tmp_path: Path) -> None:
    paths: dict[str, tuple[Path, Path]] = {}
    for number, sample in enumerate(CORPUS):
        before, after = (tmp_path / f"{number}-{which}.docx" for which in ("truoc", "sau"))
        before.write_bytes(data := sample.build())
        after.write_bytes(mend(data, "tep.docx", sample.profile).data)
        paths[sample.name] = before, after
    made = convert([path for pair in paths.values() for path in pair]).done
    pages = {name: [len(read_pdf(made[path])) for path in pair] for name, pair in paths.items()}
    assert {name: counts for name, counts in pages.items() if counts[1] > counts[0]} == {}


@pytest.mark.skipif(not VALIDATOR, reason="DOCGEN_OOXML_VALIDATOR names no validator")
@each
def test_the_validator_finds_nothing_that_it_did_not_find_before(sample: Sample, tmp_path: Path) -> None:
    data = sample.build()
    found = []
    for name, content in (("truoc", data), ("sau", mend(data, "tep.docx", sample.profile).data)):
        path = tmp_path / f"{name}.docx"
        path.write_bytes(content)
        run = subprocess.run([VALIDATOR, str(path)], capture_output=True, text=True, check=False)  # noqa: S603 - CI's own
        found.append({error["description"] for error in json.loads(run.stdout)["errors"]})
    assert found[1] <= found[0]
