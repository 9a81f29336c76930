"""The linter of thể thức: the verb ``lint`` for any Word files, and a look at papers just made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from docgen import archive, files
from docgen.lint import (
    RULES,
    Finding,
    FixWish,
    Genre,
    Mended,
    Profile,
    Recognition,
    Tick,
    check_file,
    explain,
    lint_own,
    mend,
)
from docgen.problem import ExitCode, Problem, Severity, Stop, Where
from docgen.verbs.page_counts import Announce, lay_out
from docgen.verbs.workspace import find_files
from docgen.viet.text import suggest

PROFILES: tuple[str, ...] = tuple(Profile)
"""The names of the profiles."""
KINDS: tuple[str, ...] = tuple(Genre)
"""What a file can be said to be."""


@dataclass(frozen=True, slots=True)
class LintedFile:
    """What a file is and how it departs from the rules; ``refused`` tells why it was not judged."""

    path: Path
    nature: Recognition | None
    findings: tuple[Finding, ...]
    refused: Stop | None = None

    def as_json(self) -> dict[str, Any]:
        """Give what the file is and what was found as plain JSON values."""
        return {
            "file": str(self.path),
            "nature": self.nature.as_json() if self.nature is not None else None,
            "findings": [finding.as_json() for finding in self.findings],
            "refused": self.refused.as_json() if self.refused is not None else None,
        }


@dataclass(frozen=True, slots=True)
class Linted:
    """What the linter says of several files, in the order asked."""

    files: tuple[LintedFile, ...]

    @property
    def errors(self) -> int:
        """Count the departures that are errors."""
        return sum(finding.severity is Severity.ERROR for file in self.files for finding in file.findings)

    @property
    def warnings(self) -> int:
        """Count the departures that are not."""
        return sum(len(file.findings) for file in self.files) - self.errors

    @property
    def exit_code(self) -> ExitCode:
        """Tell whether every file could be read and has no error."""
        refused = any(file.refused is not None for file in self.files)
        return ExitCode.PROBLEMS if refused or self.errors else ExitCode.OK

    def as_json(self, profile: str) -> dict[str, Any]:
        """Give what was found by the rules of ``profile`` as plain JSON values."""
        return {
            "profile": profile,
            "errors": self.errors,
            "warnings": self.warnings,
            "files": [file.as_json() for file in self.files],
        }


def lint_files(names: Sequence[str], *, here: Path, profile: str, kind: str | None = None) -> Linted:
    """Lint Word files; one that cannot be read is told, and the others are linted all the same.

    ``names`` are paths, with ``*`` and ``?`` for several at once; ``profile`` is one of
    ``PROFILES``, ``kind`` one of ``KINDS``.  ``Stop`` when a file is not there.
    """
    said = Genre(kind) if kind is not None else None
    return Linted(tuple(_lint_file(path, profile, said) for path in find_files(names, here=here)))


def _lint_file(path: Path, profile: str, kind: Genre | None) -> LintedFile:
    try:
        judged = check_file(path, profile, kind)
    except Stop as stop:
        return LintedFile(path, None, (), stop)
    return LintedFile(path, judged.nature, judged.findings)


@dataclass(frozen=True, slots=True)
class Fixed:
    """A paper that was mended: the file read, the file made, what was done and what is left."""

    source: Path
    made: Path
    mended: Mended

    def as_json(self, pages: tuple[int, int] | None) -> dict[str, Any]:
        """Give what was mended and what is left as plain JSON values; ``pages`` before and after."""
        return {
            "file": str(self.source),
            "made": str(self.made),
            "nature": self.mended.nature.as_json(),
            "pages": {"before": pages[0], "after": pages[1]} if pages is not None else None,
            "mended": [asdict(mend) for mend in self.mended.mended],
            "signature_kept": self.mended.kept,
            "left": [finding.as_json() for finding in self.mended.left],
        }


@dataclass(frozen=True, slots=True)
class FixAsked:
    """How a file is to be mended: by which profile, taken for what, with its font in any case."""

    profile: str = "mttq"
    kind: str | None = None
    font: bool = False


def fix_file(
    name: str, out: Path, *, here: Path, asked: FixAsked, today: dt.date, tick: Tick | None = None
) -> Fixed:
    """Mend what is mechanical in a Word file, into a new file; the file itself is only read.

    What needs a person is left in the new file as Word comments, dated ``today``; ``tick`` is called as
    each round of mending begins.  ``Stop`` when the file cannot be read or must not be changed, or
    when something stands where the new file would be made.
    """
    source, *others = find_files([name], here=here)
    target = here / out
    if others:
        raise Stop("Mỗi lần chỉ sửa một tệp.", "Hãy ghi tên một tệp.", exit_code=ExitCode.USAGE)
    if target.exists():
        raise Stop(
            f"Đã có «{target.name}»; docgen không ghi đè.",
            "Hãy chọn tên khác cho tệp kết quả.",
            exit_code=ExitCode.USAGE,
        )
    if not target.parent.is_dir():
        raise Stop(
            f"Không có thư mục «{out.parent}» để ghi tệp kết quả.",
            "Hãy tạo thư mục ấy trước, hoặc ghi kết quả vào thư mục đã có.",
            exit_code=ExitCode.USAGE,
        )
    try:
        data = source.read_bytes()
    except OSError as error:
        raise Stop(
            f"Không đọc được «{source.name}»: {files.reason(error)}.", "Hãy đóng tệp rồi chạy lại."
        ) from error
    wish = FixWish(Genre(asked.kind) if asked.kind is not None else None, font=asked.font)
    mended = mend(data, source.name, asked.profile, wish=wish, today=today, tick=tick)
    files.write_atomic(target, mended.data)
    return Fixed(source, target, mended)


def count_fixed(
    fixed: Fixed, *, now: dt.datetime, announce: Announce | None = None
) -> tuple[int, int] | None:
    """Count the pages before and after, by laying both out; ``None`` where that cannot be done here."""
    papers = {name: (f"{name}.docx", path.read_bytes())
              for name, path in (("truoc", fixed.source), ("sau", fixed.made))}  # fmt: skip
    made = lay_out(papers, announce)
    pages = [reading.pdf.pages for name in papers if name in made
             and (reading := archive.read(made[name], roots=(), moment=now)).pdf]  # fmt: skip
    return (pages[0], pages[1]) if len(pages) == len(papers) else None


def explain_rule(name: str, profile: str = "mttq") -> str:
    """Tell what a rule asks under a profile, its source and examples.

    ``Stop`` (usage) suggests what may be meant when there is no such rule.
    """
    try:
        return explain(name.strip(), profile)
    except KeyError as error:
        ids = [rule.id for rule in RULES]
        near = suggest(name, ids)
        remedy = f"Có phải là: {', '.join(near)}?" if near else f"Các quy tắc: {', '.join(ids)}."
        raise Stop(f"Không có quy tắc «{name}».", remedy, exit_code=ExitCode.USAGE) from error


@dataclass(frozen=True, slots=True)
class PaperFinding:
    """A departure in papers just made; ``papers`` are all files that have it, in their order."""

    finding: Finding
    papers: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Give the departure and its papers as plain JSON values."""
        return self.finding.as_json() | {"papers": self.papers}


def lint_papers(papers: Mapping[str, bytes]) -> tuple[tuple[PaperFinding, ...], tuple[Problem, ...]]:
    """Lint papers by name, and say which cannot be linted.

    The same departure in several papers, a fault of their template, is told once.
    """
    found: dict[tuple[str, ...], list[tuple[Finding, str]]] = {}
    refused: list[Problem] = []
    for name, data in papers.items():
        try:
            findings = lint_own(data, name)
        except Stop as stop:  # a template may hold what Word forgives and the linter does not
            where = Where(file=name)
            refused.append(Problem("RA-05", Severity.WARNING, where, stop.message, remedy=stop.remedy))
            continue
        for finding in findings:
            same = (finding.rule, str(finding.severity), finding.part, finding.found, finding.allowed)
            found.setdefault(same, []).append((finding, name))
    return tuple(_together(group) for group in found.values()), tuple(refused)


def _together(group: Iterable[tuple[Finding, str]]) -> PaperFinding:
    findings, names = zip(*group, strict=True)
    return PaperFinding(findings[0], tuple(dict.fromkeys(names)))
