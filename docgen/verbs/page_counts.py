"""How many pages issued papers have: no docx holds a count that can be trusted, so each is laid out."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Final

from docgen import backends, files
from docgen.archive import IssuedPaper, PdfReading
from docgen.output import Folder
from docgen.problem import Stop

Announce = Callable[[int], backends.Tick | None]
"""Called before the converter starts: how many papers it is given.  Gives what to call as each is done."""

_PATIENCE: Final = 60.0
"""Seconds that the converter may take for one paper: the count is a help, not worth a long wait."""


def count_pages(
    papers: Sequence[IssuedPaper],
    names: Mapping[str, str],
    folder: Folder,
    read: Callable[[bytes], PdfReading],
    announce: Announce | None = None,
) -> dict[str, int]:
    """Count the pages of issued papers, by ``kind:key``; those that cannot be laid out here are left out.

    The PDF that docgen made of this very version is counted where it lies in ``folder`` still unchanged; all
    others are laid out in one start of the converter, in a folder that goes away.  ``names`` are the papers'
    files.  Nothing is written, and nothing that fails here is an error.
    """
    ready = _made_before(papers, names, folder)
    rest = {paper.paper: (names[paper.paper], paper.docx) for paper in papers if paper.paper not in ready}
    ready |= lay_out(rest, announce)
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:  # each is read in a process of its own
        found = pool.map(read, ready.values())
        return {paper: pdf.pages for paper, reading in zip(ready, found, strict=True) if (pdf := reading.pdf)}


def _made_before(papers: Sequence[IssuedPaper], names: Mapping[str, str], folder: Folder) -> dict[str, bytes]:
    """Give the PDFs that docgen made of these versions and nobody has changed since."""
    copies, _ = folder.read_copies()
    found = {}
    for paper in papers:
        name = backends.target(Path(names[paper.paper])).name
        copy = copies.made.get(name)
        if copy is None or copy.source != files.sha256(paper.docx):
            continue
        with suppress(OSError):
            data = (folder.path / name).read_bytes()
            if files.sha256(data) == copy.sha256:
                found[paper.paper] = data
    return found


def lay_out(papers: Mapping[str, tuple[str, bytes]], announce: Announce | None = None) -> dict[str, bytes]:
    """Give the PDFs of papers, by what each is called here, as the converter lays them out now.

    ``papers`` gives file name and bytes of each.  None come where there is no converter.
    """
    with suppress(Stop, OSError):
        by = backends.available()
        if by is None or not papers:
            return {}
        tick = announce(len(papers)) if announce is not None else None
        with tempfile.TemporaryDirectory(prefix="docgen-", ignore_cleanup_errors=True) as temp:
            sources = {}
            for number, (paper, (name, data)) in enumerate(papers.items(), start=1):
                source = Path(temp) / str(number) / name
                source.parent.mkdir()
                source.write_bytes(data)
                sources[source] = paper
            made = backends.convert(list(sources), timeout=_PATIENCE, backend=by, tick=tick)
            return {sources[source]: path.read_bytes() for source, path in made.done.items()}
    return {}
