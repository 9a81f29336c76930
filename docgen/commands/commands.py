"""The commands: each parses, calls one verb and shows what it gave.

Verbs are imported inside the commands, so that help costs little more than click itself.
"""

# ruff: noqa: PLC0415 - see above

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from docgen import __version__
from docgen.commands import (
    commands_adopt,
    commands_archive,
    commands_compare,
    commands_correct,
    commands_impact,
    commands_register,
    commands_verify,
    show,
    show_lint,
    show_papers,
    show_versions,
)
from docgen.commands.progress import Progress
from docgen.commands.tongue import Between, click
from docgen.problem import ExitCode

PROFILES = ("nd30", "mttq", "party")
"""The profiles of ``docgen.lint``, which is too heavy to be loaded for the help."""
FILE_KINDS = (
    "van-ban", "giao-nhan", "kem-theo", "phu-luc", "trinh-noi-bo", "bieu-mau", "so-danh-sach", "khac",
)  # fmt: skip
"""What ``docgen.lint`` takes a file for; not loaded for the same reason."""

_season = click.argument("season", metavar="[SỔ]", required=False)
_json = click.option("--json", "as_json", is_flag=True, help="In một tài liệu JSON cho máy đọc.")
_out = click.option(
    "--out",
    metavar="THƯ-MỤC",
    type=click.Path(file_okay=False, path_type=Path),
    help="Thư mục chứa văn bản, thay cho output/<tên sổ>.",
)
_pdfa = click.option("--pdfa", is_flag=True, help="Làm PDF theo chuẩn lưu trữ PDF/A.")
_files = click.argument("files", metavar="TỆP.docx…", nargs=-1)


def _command(group: click.Group, name: str) -> Callable[[Callable[..., int]], click.Command]:
    return group.command(name, options_metavar="[TÙY CHỌN]")


def _now() -> dt.datetime:
    """Give her own time; nothing below the command line looks at a clock."""
    return dt.datetime.now().astimezone()


def _require(files: tuple[str, ...]) -> None:
    if not files:
        raise click.UsageError("Còn thiếu tên tệp Word (.docx).", click.get_current_context())


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)


@click.group(
    name="docgen",
    options_metavar="[TÙY CHỌN]",
    subcommand_metavar="LỆNH [ĐỐI SỐ]…",
    epilog="SỔ: tên sổ trong thư mục records, hoặc đường dẫn đến tệp Excel; chỉ có một sổ thì bỏ trống.",
)
@click.version_option(__version__, prog_name="docgen")
def root() -> None:
    """Làm toàn bộ văn bản của một đợt kiểm tra từ một sổ Excel và các mẫu Word."""


@_command(root, "init")
@click.argument("folder", metavar="THƯ-MỤC", type=click.Path(path_type=Path))
@click.option(
    "--from",
    "source",
    metavar="SỔ",
    help="Lấy đơn vị, lịch, Đoàn, tiêu chí… từ sổ này (như sổ năm trước), bỏ kết quả.",
)
def init(folder: Path, *, source: str | None) -> int:
    """Tạo thư mục làm việc mới cho một đợt.

    Trong đó có sổ Excel, bản sao các mẫu Word và chỗ để văn bản.
    Tệp đã có sẵn thì giữ nguyên, không ghi đè.
    """
    from docgen.verbs.init import init as begin

    new = begin(folder, here=Path.cwd(), source=source)
    _print(show.new_workspace_lines(new, renewed=source is not None))
    return ExitCode.OK


@_command(root, "check")
@_season
@click.option("--sheet", metavar="TRANG", default="", help="Chỉ xem các chỗ ở trang này, không gộp dòng.")
@click.option("--unit", metavar="ĐƠN-VỊ", default="", help="Chỉ xem các chỗ của đơn vị này (tên hoặc mã).")
@_json
def check(season: str | None, *, sheet: str, unit: str, as_json: bool) -> int:
    """Kiểm tra sổ: nêu mọi chỗ sai trong một lần, kèm ô và cách sửa.

    Lưu ý giống nhau ở một trang được gộp thành một dòng; --sheet, --unit và --json thì nêu đủ.
    """
    from docgen.verbs.check import check as look
    from docgen.verbs.narrowing import narrow

    checked = look(season, here=Path.cwd(), today=dt.datetime.now().astimezone().date())
    shown = narrow(checked, sheet=sheet, unit=unit) if sheet or unit else None
    if as_json:
        _print([show.as_json(show.checked_values(checked, shown))])
    else:
        _print(show.checked_lines(checked, shown))
    return ExitCode.PROBLEMS if checked.errors else ExitCode.OK


@_command(root, "generate")
@_season
@click.option(
    "--only",
    metavar="LOẠI[:KHÓA]",
    multiple=True,
    help="Chỉ làm loại này, hoặc một văn bản của loại; ghi được nhiều lần.",
)
@_out
@click.option(
    "--draft",
    metavar="LẦN",
    type=Between(1, 99),
    help="Ghi DỰ THẢO (LẦN n) vào văn bản chưa có số; lần sau không ghi --draft thì ra bản để ký.",
)
@click.option("--pdf", is_flag=True, help="Làm thêm bản PDF bên cạnh mỗi văn bản.")
@_pdfa
@_json
def generate(
    season: str | None,
    *,
    only: tuple[str, ...],
    out: Path | None,
    draft: int | None,
    pdf: bool,
    pdfa: bool,
    as_json: bool,
) -> int:
    """Làm văn bản: chỉ viết lại những gì đã thay đổi.

    Tệp đã sửa tay được đưa thêm thay đổi của sổ vào, không mất chữ nào.
    Tệp lạ và văn bản đã ban hành được giữ nguyên.
    """
    from docgen.verbs.glance import generate as make
    from docgen.verbs.outcomes import PdfWish

    with Progress() as progress:
        wanted = PdfWish(archival=pdfa, announce=progress.announce) if pdf or pdfa else None
        done = make(
            season,
            here=Path.cwd(),
            now=_now(),
            only=only,
            out=out,
            progress=progress,
            pdf=wanted,
            draft=draft or 0,
        )
    if as_json:
        _print([show.as_json(show_papers.generated_values(done))])
    else:
        _print(show_papers.generated_lines(done))
    return done.exit_code


@_command(root, "pdf")
@_files
@click.option(
    "--out",
    metavar="THƯ-MỤC",
    type=click.Path(file_okay=False, path_type=Path),
    help="Thư mục chứa PDF, thay cho thư mục của tệp Word.",
)
@_pdfa
@_json
def pdf(files: tuple[str, ...], *, out: Path | None, pdfa: bool, as_json: bool) -> int:
    """Chuyển tệp Word sang PDF.

    Cần LibreOffice, hoặc Word trên Windows. Bản PDF không phải do docgen làm được giữ nguyên.
    """
    from docgen.verbs.pdf import make_pdfs

    _require(files)
    with Progress() as progress:
        copied = make_pdfs(files, here=Path.cwd(), out=out, archival=pdfa, announce=progress.announce)
    if as_json:
        _print([show.as_json(show_papers.copied_values(copied))])
    else:
        _print(show_papers.copied_lines(copied))
    return copied.exit_code


@_command(root, "lint")
@_files
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
@_json
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
        _print([explain_rule(explain, profile)])
        return ExitCode.OK
    _require(files)
    if fix is not None:
        if len(files) > 1:
            raise click.UsageError("--fix sửa mỗi lần một tệp.", click.get_current_context())
        now, asked = _now(), FixAsked(profile, kind, font)
        with Progress() as progress:
            tick = progress.rounds()
            fixed = fix_file(files[0], fix, here=Path.cwd(), asked=asked, today=now.date(), tick=tick)
        if not as_json:
            _print(show_lint.fixed_lines(fixed))
        with Progress() as progress:
            pages = count_fixed(fixed, now=now, announce=progress.announce_fixed)
        _print(
            [show.as_json(show_lint.fixed_values(fixed, pages))] if as_json else show_lint.pages_lines(pages)
        )
        return ExitCode.OK
    if font:
        raise click.UsageError("--font chỉ đi cùng --fix.", click.get_current_context())
    linted = lint_files(files, here=Path.cwd(), profile=profile, kind=kind)
    if as_json:
        _print([show.as_json(show_lint.linted_values(linted, profile))])
    else:
        _print(show_lint.linted_lines(linted))
    return linted.exit_code


@_command(root, "status")
@_season
@click.option("--only", type=click.Choice(["differ"]), help="differ: chỉ văn bản khác với sổ.")
@_out
@_json
def status(season: str | None, *, only: str | None, out: Path | None, as_json: bool) -> int:
    """Xem văn bản nào đúng với sổ, văn bản nào chưa.

    Nêu cả lý do; lệnh này không ghi gì.
    """
    from docgen.verbs.glance import status as look

    report = look(season, here=Path.cwd(), out=out)
    shown = show_papers.only_differing(report) if only else report
    if as_json:
        _print([show.as_json(show_papers.standing_values(shown))])
    else:
        _print(show_papers.standing_lines(report, shown))
    return ExitCode.OK


@_command(root, "restore")
@click.argument("paper", metavar="VĂN-BẢN")
@_season
@click.option("--copy", "version", metavar="SỐ", type=int, help="Lấy bản số này, thay cho bản mới nhất.")
@click.option("--list", "list_only", is_flag=True, help="Chỉ liệt kê các bản đang giữ.")
@_out
@_json
def restore(
    paper: str, season: str | None, *, version: int | None, list_only: bool, out: Path | None, as_json: bool
) -> int:
    """Lấy lại bản đã sửa tay của một văn bản.

    docgen giữ mọi bản sửa tay mà nó thấy khi chạy generate, trong thư mục records.
    Bản đang có trong tệp được giữ lại trước khi thay.
    """
    from docgen.verbs.restore import restore as bring

    done = bring(season, paper, here=Path.cwd(), now=_now(), version=version, list_only=list_only, out=out)
    values, lines = show_versions.restored_values, show_versions.restored_lines
    _print([show.as_json(values(done))] if as_json else lines(done))
    return ExitCode.OK


root.add_command(commands_impact.diff)
root.add_command(commands_compare.compare)
root.add_command(commands_correct.correct)
root.add_command(commands_verify.verify)
root.add_command(commands_adopt.adopt)


@_command(root, "kinds")
def kinds() -> int:
    """Liệt kê các loại văn bản: mã, tên, tệp mẫu."""
    from docgen.kinds import KINDS

    _print(show.kind_lines(KINDS))
    return ExitCode.OK


@root.group("template", options_metavar="[TÙY CHỌN]", subcommand_metavar="LỆNH [ĐỐI SỐ]…")
def template() -> None:
    """Các lệnh về mẫu Word."""


@_command(template, "check")
@_json
def check_template(*, as_json: bool) -> int:
    """Kiểm tra các mẫu Word: nêu mọi chỗ sai trong một lần, kèm cách sửa."""
    from docgen.verbs.template_check import check_templates

    inspected = check_templates(here=Path.cwd())
    _print([show.as_json(show.inspected_values(inspected))] if as_json else show.inspected_lines(inspected))
    return ExitCode.PROBLEMS if any(p.is_error for p in inspected.problems) else ExitCode.OK


commands_register.attach(root)
commands_archive.register(root)


def walk() -> Iterable[tuple[str, click.Command]]:
    """Give every command with its words (``template check``), the root first."""
    queue: list[tuple[str, click.Command]] = [("", root)]
    while queue:
        words, command = queue.pop(0)
        yield words, command
        below: dict[str, Any] = getattr(command, "commands", {})
        queue += [(f"{words} {name}".strip(), child) for name, child in below.items()]
