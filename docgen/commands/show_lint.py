"""What ``lint`` gave, as lines of Vietnamese text and as plain values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from docgen.commands.show import count_words, stop_values

if TYPE_CHECKING:  # the linter loads a heavy library; what it gives is only described here
    from docgen.lint import Finding, Recognition
    from docgen.verbs.lint import Fixed, Linted, LintedFile

_TEXT_ONLY = ("trinh-noi-bo", "bieu-mau", "khac")
"""The kinds of files of which no form is judged."""
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
    counts = count_words(errors, len(file.findings) - errors)
    yield from _nature_lines(file.path.name, file.nature, counts)
    for finding in file.findings:
        yield from _finding_lines(finding)


def _nature_lines(name: str, nature: Recognition | None, counts: str) -> Iterator[str]:
    """Say what a file is and by what that was told; of what is no paper, what is not judged."""
    if nature is None:
        yield f"{name}: {counts}"
        return
    sure = "" if nature.sure or nature.genre == "khac" else " (chưa chắc)"
    yield f"{name}: {nature.name}{sure}; {counts}"
    because = ", ".join(nature.because) or "không thành phần nào của văn bản hành chính"
    if nature.judged_as in _TEXT_ONLY:
        yield f"  Nhận theo: {because}. Chỉ soát chữ viết, không soát thể thức."
        yield "  Nếu là văn bản hành chính, hãy chạy lại với --as van-ban."
    elif nature.judged_as != "van-ban":
        yield f"  Nhận theo: {because}. Nếu không phải, hãy chạy lại với --as van-ban."


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
    for mend in (mend for mend in fixed.mended.mended if not mend.wording):
        rules.setdefault(f"{mend.rule}  {mend.title}", []).append(
            f"{mend.place}: {mend.before} → {mend.after}"
        )
    done = (
        f"đã sửa {len(fixed.mended.mended)} chỗ." if fixed.mended.mended else "không có chỗ nào máy sửa được."
    )
    yield from _nature_lines(fixed.source.name, fixed.mended.nature, done)
    for rule, places in rules.items():
        yield f"  {rule}"
        yield from (f"      {place}" for place in places[:_PLACES])
        if len(places) > _PLACES:
            yield f"      … và {len(places) - _PLACES} chỗ nữa"
    yield from _word_lines(fixed)
    if fixed.mended.kept:
        yield "  Phần ký được giữ cùng trang với những dòng cuối của nội dung (Keep with next)."
    if fixed.mended.left:
        yield ""
        yield f"Còn {len(fixed.mended.left)} điều cần người xem (ghi thành bình luận trong tệp):"
        for finding in fixed.mended.left:
            yield from _finding_lines(finding)
    yield ""
    yield f"Tệp kết quả: {fixed.made}"


def _word_lines(fixed: Fixed) -> Iterator[str]:
    """Write every change of letters: each is for a person to look at."""
    changed = [mend for mend in fixed.mended.mended if mend.wording]
    if not changed:
        yield "  Không đổi chữ, dấu, con số nào."
        return
    yield f"  Chữ, dấu đã đổi ({len(changed)} chỗ):"
    yield from (f"      {mend.rule}  {mend.place}: {mend.before} → {mend.after}" for mend in changed)


def pages_lines(pages: tuple[int, int] | None) -> Iterator[str]:
    """Write how many pages the paper had and has."""
    if pages is None:
        yield "Chưa đếm được số trang trước và sau: máy này chưa có LibreOffice hay Word."
    elif pages[0] == pages[1]:
        yield f"Số trang: {pages[0]}, như trước."
    else:
        yield f"Số trang: trước {pages[0]}, sau {pages[1]}; hãy xem lại từng trang."


def fixed_values(fixed: Fixed, pages: tuple[int, int] | None) -> dict[str, Any]:
    """Give what was mended and what is left as plain values."""
    return {
        "file": str(fixed.source),
        "made": str(fixed.made),
        "nature": _nature_values(fixed.mended.nature),
        "pages": {"before": pages[0], "after": pages[1]} if pages is not None else None,
        "mended": [asdict(mend) for mend in fixed.mended.mended],
        "signature_kept": fixed.mended.kept,
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
                "nature": _nature_values(file.nature) if file.nature is not None else None,
                "findings": [finding_values(finding) for finding in file.findings],
                "refused": stop_values(file.refused) if file.refused is not None else None,
            }
            for file in linted.files
        ],
    }


def _nature_values(nature: Recognition) -> dict[str, Any]:
    """Give what a file is as plain values; ``judged_as`` is what its rules were chosen for."""
    return {
        "kind": nature.genre,
        "name": nature.name,
        "owner": nature.owner,
        "sure": nature.sure,
        "because": list(nature.because),
        "judged_as": nature.judged_as,
    }


def finding_values(finding: Finding) -> dict[str, Any]:
    """Give one departure as plain values."""
    return asdict(finding)
