"""Runs the rules over a file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from docgen.files import check_archive
from docgen.lint.anatomy import recognise
from docgen.lint.books import NOT_OF_HANDOVERS, RULES_OF_BOOKS, is_book, is_handover
from docgen.lint.model import Document
from docgen.lint.reading import TooLongError, read
from docgen.lint.regime import PARTY_REGIME, STATE_REGIME
from docgen.lint.rule import Fault, Finding, Paper, Profile, Rule, finding
from docgen.lint.rules import RULES
from docgen.problem import Stop

_MAX_TEXT: Final = 16 * 1024 * 1024
"""Most bytes of XML that are read of one paper; a thousand pages need less."""
_SHOWN: Final = 3
"""So many places are named for one and the same fault; the rest is counted."""
_DECLARATIONS: Final = (b"<!DOCTYPE", b"<!ENTITY")


def lint(data: bytes, name: str, profile: str = "mttq") -> list[Finding]:
    """Give every departure of a paper from the rules of a profile, in reading order of the rules.

    ``name`` is what the user calls the file.  Raises ``Stop`` for a file that is no sound ``.docx``
    and ``ValueError`` for an unknown profile.
    """
    chosen = Profile(profile)
    _refuse_unsafe(data, name)
    document = _read(data, name)
    paper = _paper(document, chosen)
    rules = [rule for rule in RULES if chosen in rule.profiles]
    if is_book(document):
        rules = [rule for rule in rules if rule.id in RULES_OF_BOOKS]
    elif is_handover(document):
        rules = [rule for rule in rules if rule.id not in NOT_OF_HANDOVERS]
    return [item for rule in rules for item in _findings(rule, paper)]


def check_file(path: Path, profile: str = "mttq") -> list[Finding]:
    """Lint a file on the disk; raises as ``lint``, and ``Stop`` when it cannot be read."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Stop(f"Không đọc được tệp «{path.name}».", "Hãy kiểm tra tên tệp và quyền đọc.") from error
    return lint(data, path.name, profile)


def explain(rule_id: str) -> str:
    """Tell what a rule asks, where it comes from, with a right and a wrong example.

    Raises ``KeyError`` when there is no such rule.
    """
    rule = next((item for item in RULES if item.id == rule_id.upper()), None)
    if rule is None:
        raise KeyError(rule_id)
    severity = "lỗi" if rule.severity == "error" else "cảnh báo"
    lines = [f"{rule.id}: {rule.title} ({severity})", f"Căn cứ: {rule.clause}"]
    if rule.party_clause and rule.party_clause != rule.clause:
        lines.append(f"Văn bản của Đảng: {rule.party_clause}")
    lines.append(f"Áp dụng: {', '.join(profile for profile in Profile if profile in rule.profiles)}")
    lines += [f"Đúng: {rule.right}", f"Sai: {rule.wrong}", f"Cách sửa: {rule.remedy}"]
    return "\n".join(lines)


def _paper(document: Document, profile: Profile) -> Paper:
    regime = PARTY_REGIME if profile is Profile.PARTY else STATE_REGIME
    return Paper(document, recognise(document), profile, regime)


def _findings(rule: Rule, paper: Paper) -> Iterator[Finding]:
    """Run one rule; a fault that comes again and again is named a few times and then counted."""
    for same in _alike(rule.check(paper)):
        hidden = len(same) - _SHOWN
        shown = same[:_SHOWN]
        for fault in shown:
            more = hidden if hidden > 0 and fault is shown[-1] else 0
            yield finding(rule, fault, paper.profile, more)


def _alike(faults: Iterable[Fault]) -> Iterable[list[Fault]]:
    groups: dict[tuple[str, str, str], list[Fault]] = {}
    for fault in faults:
        groups.setdefault((fault.part, fault.found, fault.allowed), []).append(fault)
    return groups.values()


def _refuse_unsafe(data: bytes, name: str) -> None:
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


def _read(data: bytes, name: str) -> Document:
    try:
        return read(data)
    except TooLongError as error:
        raise _too_long(name) from error
    except Exception as error:
        raise Stop(
            f"Không đọc được «{name}»: tệp không phải văn bản Word (.docx) hoặc bị hỏng bên trong.",
            "Hãy mở bằng Word, chọn «Save As», dạng Word Document (.docx), rồi dùng tệp mới.",
        ) from error
