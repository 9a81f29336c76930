"""Runs the rules over a file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from docgen.files import check_archive
from docgen.lint.form_rule import Departure, Finding, FormRule, LintPaper, Profile, finding
from docgen.lint.genre import Genre, Recognition
from docgen.lint.lint_paper import as_asked, paper_of
from docgen.lint.read_document import TooLongError, read
from docgen.lint.rules import RULES
from docgen.problem import Severity, Stop

_MAX_TEXT: Final = 16 * 1024 * 1024
"""Most bytes of XML that are read of one paper; a thousand pages need less."""
_SHOWN: Final = 3
"""So many places are named for one and the same fault; the rest is counted."""
_DECLARATIONS: Final = (b"<!DOCTYPE", b"<!ENTITY")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a file is, and every departure from the rules that hold for such a file."""

    nature: Recognition
    findings: tuple[Finding, ...]


def judge(data: bytes, name: str, profile: str = "mttq", kind: Genre | None = None) -> Judgement:
    """Recognise a file and give its departures from the rules of a profile, in reading order of the rules.

    ``name`` is what the user calls the file; ``kind`` says what it is, over what is recognised.  Raises
    ``Stop`` for a file that is no sound ``.docx`` or whose paper is of those of another profile, and
    ``ValueError`` for an unknown profile.
    """
    chosen = Profile(profile)
    refuse_unsafe(data, name)
    with readable(name):
        paper = paper_of(read(data), chosen)
    paper = as_asked(paper, name, kind)
    return Judgement(paper.nature, tuple(findings(paper)))


def lint(data: bytes, name: str, profile: str = "mttq", kind: Genre | None = None) -> list[Finding]:
    """Give the departures of a file alone; as ``judge``."""
    return list(judge(data, name, profile, kind).findings)


def lint_own(data: bytes, name: str) -> list[Finding]:
    """Give the departures of what a template made: a paper, however little a changed template left of it."""
    judged = judge(data, name)
    return list(judged.findings) if judged.nature.sure else lint(data, name, kind=Genre.PAPER)


def findings(paper: LintPaper, also: frozenset[str] = frozenset()) -> list[Finding]:
    """Give every departure of a paper that has been read; ``also`` as for ``rules_for``."""
    return [item for rule in rules_for(paper, also) for item in _findings(rule, paper)]


def rules_for(paper: LintPaper, also: frozenset[str] = frozenset()) -> list[FormRule]:
    """Give the rules that hold for a paper under its profile, and those ``also`` asked for by their ids."""
    judged_as = paper.nature.judged_as
    return [
        rule
        for rule in RULES
        if paper.profile in rule.profiles and (judged_as in rule.genres or rule.id in also)
    ]


def check_file(path: Path, profile: str = "mttq", kind: Genre | None = None) -> Judgement:
    """Judge a file on the disk; raises as ``judge``, and ``Stop`` when it cannot be read."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Stop(f"Không đọc được tệp «{path.name}».", "Hãy kiểm tra tên tệp và quyền đọc.") from error
    return judge(data, path.name, profile, kind)


def explain(rule_id: str, profile: str = "mttq") -> str:
    """Tell what a rule asks under a profile, where it comes from, with a right and a wrong example.

    A rule that does not hold under the profile is explained as where it does.  Raises ``KeyError``
    when there is no such rule and ``ValueError`` for an unknown profile.
    """
    asked = Profile(profile)
    rule = next((item for item in RULES if item.id == rule_id.upper()), None)
    if rule is None:
        raise KeyError(rule_id)
    within = [item for item in Profile if item in rule.profiles]
    chosen = asked if asked in within else within[-1]
    words = rule.wording(chosen)
    severity = "lỗi" if rule.severity_in(chosen) is Severity.ERROR else "cảnh báo"
    lines = [
        f"{rule.id}: {words.title} ({severity})",
        f"Căn cứ: {words.clause}",
        f"Áp dụng: {', '.join(within)}",
        f"Đúng: {words.right}",
        f"Sai: {words.wrong}",
        f"Cách sửa: {words.remedy}",
    ]
    if chosen is not asked:
        lines.append(f"Quy tắc này không áp dụng cho «--profile {asked}».")
    elif chosen is not Profile.PARTY and Profile.PARTY in within and rule.party != rule.state:
        lines.append(f"Văn bản của Đảng: xem «docgen lint --explain {rule.id} --profile party».")
    return "\n".join(lines)


def _findings(rule: FormRule, paper: LintPaper) -> Iterator[Finding]:
    """Run one rule; a fault that comes again and again is named a few times and then counted."""
    for same in _alike(rule.check(paper)):
        hidden = len(same) - _SHOWN
        shown = same[:_SHOWN]
        for fault in shown:
            more = hidden if hidden > 0 and fault is shown[-1] else 0
            yield finding(rule, fault, paper, more)


def _alike(faults: Iterable[Departure]) -> Iterable[list[Departure]]:
    groups: dict[tuple[str, str, str], list[Departure]] = {}
    for fault in faults:
        groups.setdefault((fault.part, fault.found, fault.allowed), []).append(fault)
    return groups.values()


def refuse_unsafe(data: bytes, name: str) -> None:
    """Stop at a file that must not be opened: no container, a bomb, too big, XML with entities."""
    problem = check_archive(data, what=name)
    if problem is not None:
        raise Stop(f"Không đọc được «{name}»: {problem.message}", problem.remedy, problems=(problem,))
    total = 0
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for member in archive.infolist():
            if not member.filename.endswith((".xml", ".rels")):
                continue
            total += member.file_size
            text = archive.read(member).replace(b"\0", b"")
            if any(mark in text for mark in _DECLARATIONS):
                raise Stop(
                    f"Không đọc «{name}»: tệp có khai báo thực thể XML, Word không bao giờ ghi như vậy.",
                    "Hãy lấy lại tệp gốc từ nơi gửi.",
                )
    if total > _MAX_TEXT:
        raise _too_long(name)


def _too_long(name: str) -> Stop:
    return Stop(f"Không đọc «{name}»: văn bản quá dài.", "Hãy tách văn bản thành nhiều tệp rồi chạy lại.")


@contextmanager
def readable(name: str) -> Iterator[None]:
    """Turn what goes wrong while a file is read into words for the user."""
    try:
        yield
    except Stop:
        raise
    except TooLongError as error:
        raise _too_long(name) from error
    except Exception as error:
        raise Stop(
            f"Không đọc được «{name}»: tệp không phải văn bản Word (.docx) hoặc bị hỏng bên trong.",
            "Hãy mở bằng Word, chọn «Save As», dạng Word Document (.docx), rồi dùng tệp mới.",
        ) from error
