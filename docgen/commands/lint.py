"""The command ``lint``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.commands import options
from docgen.commands.progress import Progress
from docgen.commands.show import (
    count_words,
    show_lines,
    tell,
)
from docgen.commands.tongue import click
from docgen.problem import ExitCode

if TYPE_CHECKING:  # the verbs load heavy libraries; what they give is only described here
    from docgen.lint import Finding, Recognition
    from docgen.verbs.lint import Fixed, Linted, LintedFile


PROFILES = ("nd30", "mttq", "party")
"""The profiles of ``docgen.lint``, which is too heavy to be loaded for the help."""


FILE_KINDS = (
    "van-ban", "giao-nhan", "kem-theo", "phu-luc", "trinh-noi-bo", "bieu-mau", "so-danh-sach", "khac",
)  # fmt: skip
"""What ``docgen.lint`` takes a file for; not loaded for the same reason."""


_TEXT_ONLY = ("trinh-noi-bo", "bieu-mau", "khac")
"""The kinds of files of which no form is judged."""


_PLACES = 3
"""How many places of one rule are listed; a typed paper has the same fault in every paragraph."""


@options.command("lint")
@options.files
@click.option(
    "--profile",
    type=click.Choice(PROFILES),
    default="mttq",
    show_default=True,
    help="Quy định để đối chiếu: Nghị định 30, Mặt trận, hay Đảng.",
)
@click.option(
    "--fix",
    metavar="KẾT-QUẢ.docx",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Sửa chỗ máy móc (lề, phông, cỡ chữ, số 0…) vào tệp mới này; chỗ còn lại ghi thành bình luận.",
)
@click.option(
    "--as",
    "kind",
    type=click.Choice(FILE_KINDS),
    help="Tệp là gì, khi docgen nhận ra chưa đúng: văn bản hành chính, văn bản kèm theo, phiếu trình…",
)
@click.option("--as-paper", "kind", flag_value="van-ban", help="Như --as van-ban.")
@click.option("--font", is_flag=True, help="Với --fix: đổi sang Times New Roman dù tệp không là văn bản.")
@click.option("--explain", metavar="MÃ", help="Giải thích một quy tắc: nội dung, căn cứ, ví dụ đúng, sai.")
@options.as_json
def lint(
    files: tuple[str, ...],
    *,
    profile: str,
    fix: Path | None,
    kind: str | None,
    font: bool,
    explain: str | None,
    as_json: bool,
) -> int:
    """Soát thể thức của tệp Word: nêu mọi chỗ sai, kèm cách sửa.

    Soát được tệp của docgen và tệp gõ tay. Lệnh này không sửa tệp được soát.
    """
    from docgen.verbs.lint import FixAsked, count_fixed, explain_rule, fix_file, lint_files

    if explain is not None:
        click.echo(explain_rule(explain, profile))
        return ExitCode.OK
    options.require(files)
    if fix is not None:
        if len(files) > 1:
            raise options.usage("--fix sửa mỗi lần một tệp.")
        now, asked = options.now(), FixAsked(profile, kind, font)
        with Progress() as progress:
            tick = progress.rounds()
            fixed = fix_file(files[0], fix, here=Path.cwd(), asked=asked, today=now.date(), tick=tick)
        if not as_json:
            show_lines(_fixed_lines(fixed))
        with Progress() as progress:
            pages = count_fixed(fixed, now=now, announce=progress.announce_fixed)
        tell(lambda: fixed.as_json(pages), _pages_lines(pages), as_json=as_json)
        return ExitCode.OK
    if font:
        raise options.usage("--font chỉ đi cùng --fix.")
    linted = lint_files(files, here=Path.cwd(), profile=profile, kind=kind)
    tell(lambda: linted.as_json(profile), _linted_lines(linted), as_json=as_json)
    return linted.exit_code


def _linted_lines(linted: Linted) -> Iterator[str]:
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


def _fixed_lines(fixed: Fixed) -> Iterator[str]:
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


def _pages_lines(pages: tuple[int, int] | None) -> Iterator[str]:
    """Write how many pages the paper had and has."""
    if pages is None:
        yield "Chưa đếm được số trang trước và sau: máy này chưa có LibreOffice hay Word."
    elif pages[0] == pages[1]:
        yield f"Số trang: {pages[0]}, như trước."
    else:
        yield f"Số trang: trước {pages[0]}, sau {pages[1]}; hãy xem lại từng trang."
