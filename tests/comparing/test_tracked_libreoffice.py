"""Another program understands our tracked changes as we mean them: LibreOffice, word by word."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.delta import differences
from docgen.kinds import KINDS
from tests.comparing.libreoffice import PROGRAM, settle_all
from tests.comparing.test_tracked import CASES, marked
from tests.delta.papers import paper
from tests.kinds.making import made, papers, sample_season


def versions() -> dict[str, tuple[bytes, bytes]]:
    """Give two versions of small papers and of two real ones."""
    season = sample_season()
    found = {case.replace(" ", "-"): (paper(old), paper(new)) for case, (old, new) in CASES.items()}
    for kind in KINDS:
        if kind.code in {"thong-bao", "bien-ban"}:
            first, second, *_ = papers(kind, season)
            found[kind.code] = made(kind, season, first), made(kind, season, second)
    return found


@pytest.mark.skipif(not PROGRAM, reason="LibreOffice is not installed")
def test_libreoffice_accepts_and_rejects_to_the_two_versions(tmp_path: Path) -> None:
    both = versions()
    for name, (old, new) in both.items():
        (tmp_path / f"{name}.docx").write_bytes(marked(old, new))
    settle_all(tmp_path)
    for name, (old, new) in both.items():
        assert differences(new, (tmp_path / f"{name}.accepted").read_bytes()) == (), name
        assert differences(old, (tmp_path / f"{name}.rejected").read_bytes()) == (), name
