"""Every paper keeps the decree: the sample season, and seasons that strain names, lists and blanks."""

import pytest

from docgen.kind import Kind
from docgen.lint import lint
from docgen.records import Season
from tests.backends.rendered import wanted
from tests.kinds.making import made

WANTED = list(wanted())


def test_there_are_papers_of_every_sort() -> None:
    names = [name for name, *_ in WANTED]
    for sort in ("mẫu trống", "có số", "tên dài", "một người", "sáu mươi người", "ket-luan quyết định"):
        assert any(sort in name for name in names), sort


@pytest.mark.parametrize(("name", "kind", "season", "key"), WANTED, ids=[name for name, *_ in WANTED])
def test_the_linter_finds_nothing(name: str, kind: Kind, season: Season, key: str) -> None:
    assert [f"{item.place}: {item.message}" for item in lint(made(kind, season, key), name)] == []
