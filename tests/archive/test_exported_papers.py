"""Real papers through LibreOffice: what it prints of a paper agrees with the paper, word for word."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.archive import child
from docgen.archive.agree import Read, compare, read
from docgen.archive.pdf_words import TextBlock, blocks
from docgen.backends import available, convert
from docgen.kind import Kind
from docgen.kinds import KINDS, thong_bao
from tests.archive.making import NOW
from tests.kinds.making import made, papers, sample_season

pytestmark = pytest.mark.skipif(available() is None, reason="no LibreOffice or Word here")


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[list[TextBlock], list[str]]]:
    """Export one paper of each kind, and a second notice: words of the docx, text of the PDF's pages."""
    folder = tmp_path_factory.mktemp("exported")
    wanted: list[tuple[Kind, str]] = [
        (kind, next(iter(papers(kind, sample_season())))) for kind in KINDS if papers(kind, sample_season())
    ]
    wanted.append((thong_bao.KIND, list(papers(thong_bao.KIND, sample_season()))[1]))
    sources: dict[str, Path] = {}
    for kind, key in wanted:
        name = f"{kind.code}_{key}"
        sources[name] = folder / f"{name}.docx"
        sources[name].write_bytes(made(kind, sample_season(), key))
    assert convert(list(sources.values())).problems == ()
    return {
        name: (
            blocks(path.read_bytes()),
            list(child.read(path.with_suffix(".pdf").read_bytes(), [], NOW.isoformat()).text),
        )
        for name, path in sources.items()
    }


def test_every_kind_agrees_with_its_export(exported: dict[str, tuple[list[TextBlock], list[str]]]) -> None:
    assert len(exported) >= 6
    found = {name: compare(words, read(text)) for name, (words, text) in exported.items()}
    assert {name: likeness.differences for name, likeness in found.items() if likeness.differences} == {}


def test_every_changed_figure_is_noticed(exported: dict[str, tuple[list[TextBlock], list[str]]]) -> None:
    """Change each word with a figure in turn, one at a time: scores, dates, counts, numbers of articles."""
    name = next(name for name in exported if name.startswith("thong-bao"))
    words, text = exported[name]
    whole = read(text)
    places = [i for i, word in enumerate(whole.words) if any(c.isdecimal() for c in word)]
    assert len(places) > 50
    for place in places[:: len(places) // 25]:
        changed = list(whole.words)
        changed[place] = "".join(str((int(c) + 1) % 10) if c.isdecimal() else c for c in changed[place])
        assert compare(words, Read(tuple(changed), whole.pages, whole.count)).differences, whole.words[place]


def test_two_notices_are_told_apart(exported: dict[str, tuple[list[TextBlock], list[str]]]) -> None:
    one, other = (name for name in exported if name.startswith("thong-bao"))
    assert compare(exported[one][0], read(exported[other][1])).differences
