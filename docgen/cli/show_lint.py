"""What ``lint`` gave, as lines of Vietnamese text and as plain values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from docgen.cli.show import count_words, stop_values

if TYPE_CHECKING:  # the linter loads a heavy library; what it gives is only described here
    from docgen.app.linting import Fixed, Linted, LintedFile
    from docgen.lint import Finding

_PLACES = 3
"""How many places of one rule are listed; a typed paper has the same fault in every paragraph."""


def linted_lines(linted: Linted) -> Iterator[str]:
    """Write what the linter found, file by file, and the count."""
    for file in linted.files:
        yield from _file_lines(file)
        yield ""
    refused = sum(file.refused is not None for file in linted.files)
    if refused < len(linted.files):
        yield f"{len(linted.files) - refused} tệp: {count_words(linted.errors, linted.warnings)}."
    if refused:
        yield f"{refused} tệp chưa kiểm tra được."
    if linted.errors or linted.warnings:
        yield "Giải thích một quy tắc: docgen lint --explain MÃ."


def _file_lines(file: LintedFile) -> Iterator[str]:
    if file.refused is not None:
        yield f"{file.path.name}: chưa kiểm tra được"
        told = file.refused.problems or (file.refused,)
        yield from (f"  {why.message} Cách sửa: {why.remedy}" for why in told)
        return
    errors = sum(finding.severity == "error" for finding in file.findings)
    yield f"{file.path.name}: {count_words(errors, len(file.findings) - errors)}"
    for finding in file.findings:
        yield from _finding_lines(finding)


def _finding_lines(finding: Finding) -> Iterator[str]:
    word = "LỖI" if finding.severity == "error" else "Lưu ý"
    more = f" (và {finding.more} chỗ nữa)" if finding.more else ""
    yield f"  {word} {finding.rule}  {finding.place}"
    told = f"{finding.title}: thấy {finding.found}; quy định là {finding.allowed}{more}"
    yield f"      {told} [{finding.clause}]"
    yield f"      Cách sửa: {finding.remedy}"


def fixed_lines(fixed: Fixed) -> Iterator[str]:
    """Write what was mended, rule by rule, and what is left to a person."""
    rules: dict[str, list[str]] = {}
    for mend in fixed.mended.mended:
        rules.setdefault(f"{mend.rule}  {mend.title}", []).append(
            f"{mend.place}: {mend.before} → {mend.after}"
        )
    yield f"{fixed.source.name}: đã sửa {len(fixed.mended.mended)} chỗ."
    for rule, places in rules.items():
        yield f"  {rule}"
        yield from (f"      {place}" for place in places[:_PLACES])
        if len(places) > _PLACES:
            yield f"      … và {len(places) - _PLACES} chỗ nữa"
    if fixed.mended.left:
        yield ""
        yield f"Còn {len(fixed.mended.left)} điều cần người xem (ghi thành bình luận trong tệp):"
        for finding in fixed.mended.left:
            yield from _finding_lines(finding)
    yield ""
    yield f"Tệp kết quả: {fixed.made}"


def fixed_values(fixed: Fixed) -> dict[str, Any]:
    """Give what was mended and what is left as plain values."""
    return {
        "file": str(fixed.source),
        "made": str(fixed.made),
        "mended": [asdict(mend) for mend in fixed.mended.mended],
        "left": [finding_values(finding) for finding in fixed.mended.left],
    }


def linted_values(linted: Linted, profile: str) -> dict[str, Any]:
    """Give what the linter found as plain values."""
    return {
        "profile": profile,
        "errors": linted.errors,
        "warnings": linted.warnings,
        "files": [
            {
                "file": str(file.path),
                "findings": [finding_values(finding) for finding in file.findings],
                "refused": stop_values(file.refused) if file.refused is not None else None,
            }
            for file in linted.files
        ],
    }


def finding_values(finding: Finding) -> dict[str, Any]:
    """Give one departure as plain values."""
    return asdict(finding)
