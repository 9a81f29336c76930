"""Where the time of a large season goes: 200 units, 60 criteria, from workbook to files.

    python -m benchmarks.season [--units 200] [--criteria 60]

The parts are timed in one process after the packages are imported; the imports and the whole
command are timed in fresh processes of their own, as a user runs them.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from docgen import checks, files, scoring, workbook
from docgen.kind import Dossier, Paper
from docgen.kinds import BY_CODE, KINDS
from docgen.lint import lint
from docgen.records import Season
from docgen.render import Schema, Template, compile_template
from tests.factory import large_season

T = TypeVar("T")
TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
IMPORTS = (
    "import docgen.verbs, docgen.commands, docgen.workbook, docgen.checks, docgen.kinds, docgen.render, "
    "docgen.lint, openpyxl"
)


def process(*arguments: str, cwd: Path | None = None) -> float:
    """Time one fresh Python process, in seconds."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True, cwd=cwd)  # noqa: S603 - our own
    return time.perf_counter() - start


def timed(spent: dict[str, float], part: str, work: Callable[[], T]) -> T:
    """Do a part of the work and note its time."""
    start = time.perf_counter()
    result = work()
    spent[part] = time.perf_counter() - start
    return result


def _season(path: Path) -> Season:
    season, problems = workbook.read(path)
    if season is None:
        raise SystemExit("\n".join(map(str, problems)))
    return season


def _compiled() -> dict[str, Template]:
    style = (TEMPLATES / "phong-cach.docx").read_bytes()
    return {
        kind.code: compile_template(
            (TEMPLATES / kind.template).read_bytes(), Schema.of(kind.context), name=kind.template, style=style
        )
        for kind in KINDS
    }


def parts(book: Path, folder: Path) -> dict[str, float]:
    """Time each part of the work, from the workbook to papers on disk."""
    spent: dict[str, float] = {}
    season = timed(spent, "read the workbook", lambda: _season(book))
    timed(spent, "check all rules", lambda: checks.check(season))
    dossier = Dossier(season, timed(spent, "rank", lambda: scoring.rank(season)), BY_CODE)

    def contexts() -> list[tuple[str, Paper]]:
        return [(kind.code, paper) for kind in KINDS for paper in kind.papers(dossier)]

    papers = timed(spent, "make contexts", contexts)
    plain = [(code, paper.key, paper.context.model_dump(mode="json")) for code, paper in papers]
    templates = timed(spent, "compile and prove templates", _compiled)
    made = timed(
        spent,
        f"render {len(papers)} papers",
        lambda: [(f"{code}-{key}", templates[code].render(context)) for code, key, context in plain],
    )

    def write() -> None:
        for name, data in made:
            files.write_atomic(folder / f"{name}.docx", data)

    timed(spent, "write them durably", write)
    timed(spent, "lint them", lambda: [lint(data, name) for name, data in made])
    return spent


def main() -> None:
    """Print the split and the whole."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--units", type=int, default=200)
    parser.add_argument("--criteria", type=int, default=60)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        book = home / "records" / "season.xlsx"
        book.parent.mkdir()
        book.write_bytes(workbook.write_season(large_season(options.units, options.criteria)))
        empty = min(process("-c", "pass") for _ in range(3))
        imports = min(process("-c", IMPORTS) for _ in range(3)) - empty
        spent = parts(book, home / "parts")
        whole = process("-m", "docgen", "generate", "season", cwd=home)
        again = process("-m", "docgen", "generate", "season", cwd=home)
        count = len(list((home / "output" / "season").glob("*.docx")))
    print(f"{options.units} units x {options.criteria} criteria, {count} papers, one process")
    for part, seconds in {"import the packages": imports, **spent}.items():
        print(f"{part:32}{seconds:8.2f} s")
    base = imports + spent["read the workbook"]
    print(f"{'docgen generate, all new':32}{whole:8.2f} s   {whole / base:.1f} x (import + read)")
    print(f"{'docgen generate, nothing changed':32}{again:8.2f} s   {again / base:.1f} x (import + read)")


if __name__ == "__main__":
    main()
