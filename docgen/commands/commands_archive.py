"""The commands of the archive: ``docgen archive add`` and its like."""

# ruff: noqa: PLC0415 - verbs are imported inside the commands, so that help stays quick

from __future__ import annotations

import datetime as dt
import getpass
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

from docgen.commands import show, show_archive
from docgen.commands.progress import Progress
from docgen.commands.tongue import Between, click
from docgen.problem import ExitCode

_season = click.option(
    "--season", metavar="SỔ", help="Tên sổ trong thư mục records; chỉ có một sổ thì bỏ trống."
)
_json = click.option("--json", "as_json", is_flag=True, help="In một tài liệu JSON cho máy đọc.")
_who = click.option("--who", metavar="TÊN", envvar="DOCGEN_WHO", help="Người làm, ghi vào lịch sử.")
_reason = click.option("--reason", metavar="LÝ-DO", default="", help="Lý do, ghi vào lịch sử.")
_received = click.option(
    "--received",
    metavar="NGÀY",
    callback=lambda _c, _p, value: _day(value),
    help="Ngày nhận lại bản đã ký, như 02/11/2023.",
)

_DAYS: Final = ("%d/%m/%Y", "%Y-%m-%d")


def _day(value: str | None) -> dt.date | None:
    if value is None:
        return None
    for pattern in _DAYS:
        try:
            return dt.datetime.strptime(value.strip(), pattern).date()  # noqa: DTZ007 - a day, not a moment
        except ValueError:
            continue
    raise click.BadParameter(f"«{value}» không phải là ngày; hãy ghi như 02/11/2023.")


def _name(who: str | None) -> str:
    if who:
        return who
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return os.environ.get("USERNAME", "không rõ")


def _now() -> dt.datetime:
    return dt.datetime.now().astimezone()


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)


def register(root: click.Group) -> None:
    """Put the commands of the archive under the program's."""
    root.add_command(archive)


@click.group("archive", options_metavar="[TÙY CHỌN]", subcommand_metavar="LỆNH [ĐỐI SỐ]…")
def archive() -> None:
    """Hồ sơ lưu: nhận bản đã ký, niêm phong, kiểm tra, giao nộp."""


def _command(name: str) -> Callable[[Callable[..., int]], click.Command]:
    return archive.command(name, options_metavar="[TÙY CHỌN]")


@_command("add")
@click.argument("paper", metavar="VĂN-BẢN")
@click.argument("file", metavar="BẢN-KÝ.pdf", type=click.Path(path_type=Path))
@click.option("--pages", metavar="SỐ", type=Between(1, 1000), help="Số trang của văn bản, để đối chiếu.")
@_received
@click.option("--replace", is_flag=True, help="Thay bản đã lưu (cần --reason); bản cũ vẫn được giữ.")
@click.option(
    "--accept-differences",
    "differs",
    is_flag=True,
    help="Nhận dù chữ trong PDF khác bản ban hành (cần --reason).",
)
@click.option("--unsigned", is_flag=True, help="Nhận PDF không phải bản quét hay bản ký số (cần --reason).")
@_reason
@_who
@_season
@_json
def add(paper: str, file: Path, *, who: str | None, season: str | None, as_json: bool, **asked: Any) -> int:
    """Lưu bản đã ký của một văn bản và niêm phong.

    VĂN-BẢN là mã (thong-bao:AP) hoặc số, ký hiệu (61/TB-MTTQ-BTT). Nhận bản quét và bản ký số.
    Tệp bị hỏng, bị sửa sau khi ký hay của văn bản khác thì không nhận, và nói rõ lý do.
    """
    from docgen.verbs.archive_add import IntakeWish
    from docgen.verbs.archive_add import add as put

    with Progress() as progress:
        done = put(
            season,
            paper,
            file,
            IntakeWish(**asked),
            here=Path.cwd(),
            now=_now(),
            who=_name(who),
            announce=progress.announce_pages,
        )
    _print([show.as_json(show_archive.added_values(done))] if as_json else show_archive.added_lines(done))
    return ExitCode.OK


@_command("add-folder")
@click.argument("folder", metavar="THƯ-MỤC", type=click.Path(path_type=Path))
@click.option(
    "--list",
    "listing",
    metavar="TỆP.xlsx",
    type=click.Path(path_type=Path),
    help="Chỉ lập danh sách ghép tệp với văn bản (theo chữ, tên tệp, số trang, thứ tự) để xác nhận.",
)
@click.option(
    "--from",
    "source",
    metavar="TỆP.xlsx",
    type=click.Path(path_type=Path),
    help="Lưu những dòng đã ghi Có trong danh sách này.",
)
@_received
@_who
@_season
@_json
def add_folder(
    folder: Path,
    *,
    listing: Path | None,
    source: Path | None,
    received: dt.date | None,
    who: str | None,
    season: str | None,
    as_json: bool,
) -> int:
    """Lưu mọi PDF nhận ra được trong một thư mục.

    docgen nhận ra theo chữ bên trong: số, ký hiệu, nội dung.

    Bản quét không có chữ: --list lập danh sách đề nghị, xem và ghi Có rồi --from; không bao giờ đoán.
    """
    from docgen.verbs.archive_add import IntakeWish
    from docgen.verbs.archive_folder import add_folder as put
    from docgen.verbs.archive_folder import propose_folder

    if listing is not None and (source is not None or received is not None):
        raise click.UsageError("--list đi một mình; --received ghi lúc lưu.", click.get_current_context())
    with Progress() as progress:
        tell: dict[str, Any] = {"progress": progress, "announce": progress.announce_pages}
        if listing is not None:
            made = propose_folder(season, folder, listing, here=Path.cwd(), now=_now(), **tell)
            values, lines = show_archive.proposed_values, show_archive.proposed_lines
            _print([show.as_json(values(made))] if as_json else lines(made, folder))
            return ExitCode.OK
        asked = IntakeWish(received=received, source=source)
        done = put(season, folder, asked, here=Path.cwd(), now=_now(), who=_name(who), **tell)
    if as_json:
        _print([show.as_json(show_archive.folder_values(done))])
    else:
        _print(show_archive.folder_lines(done))
    return done.exit_code


@_command("verify")
@click.option(
    "--head", "heads", metavar="MÃ", multiple=True, help="Mã lịch sử đã in, như trong biên bản giao nhận."
)
@_season
@_json
def verify(*, heads: tuple[str, ...], season: str | None, as_json: bool) -> int:
    """Kiểm tra hồ sơ lưu: tính lại mọi thứ, hai chiều.

    Nêu mọi tệp bị mất, thêm, sửa, đổi tên, tráo; mọi chỗ sửa hay cắt lịch sử. Lệnh này không sửa gì.
    """
    from docgen.verbs.archive_look import verify_archive

    done = verify_archive(season, here=Path.cwd(), heads=heads)
    if as_json:
        _print([show.as_json(done.verified.values())])
    else:
        _print(show_archive.verified_lines(done))
    return done.exit_code


@_command("export")
@click.argument("out", metavar="TỆP.zip", type=click.Path(path_type=Path))
@click.option(
    "--reason",
    metavar="LÝ-DO",
    default="",
    help="Lý do giao nộp khi còn văn bản đã ban hành mà chưa lưu bản ký.",
)
@_season
@_json
def export(out: Path, *, reason: str, season: str | None, as_json: bool) -> int:
    """Xuất hồ sơ giao nộp thành một tệp ZIP.

    Trong đó có túi hồ sơ, hai mục lục và biên bản giao nhận.

    Hồ sơ được kiểm tra trước khi xuất; không ghi đè tệp đã có. Văn bản còn thiếu được kể ra.
    """
    from docgen.verbs.archive_export import export as make

    done = make(season, out, here=Path.cwd(), today=_now().date(), reason=reason)
    _print(
        [show.as_json(show_archive.exported_values(done))] if as_json else show_archive.exported_lines(done)
    )
    return ExitCode.OK


@_command("restore")
@click.argument("paper", metavar="[VĂN-BẢN]", required=False)
@click.option("--all", "every", is_flag=True, help="Lấy mọi văn bản.")
@click.option(
    "--out",
    metavar="THƯ-MỤC",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Nơi để các tệp lấy ra.",
)
@_season
def restore(paper: str | None, *, every: bool, out: Path, season: str | None) -> int:
    """Lấy văn bản từ hồ sơ lưu ra, nguyên như lúc lưu.

    Gồm bản ký, bản Word, dữ liệu, mô tả, dòng sổ đăng ký.
    """
    from docgen.verbs.archive_look import restore as bring

    if every == (paper is not None):
        raise click.UsageError("Hãy ghi một văn bản, hoặc --all.", click.get_current_context())
    _print(show_archive.restored_lines(bring(season, paper, out, here=Path.cwd())))
    return ExitCode.OK


@_command("list")
@_season
@_json
def list_papers(*, season: str | None, as_json: bool) -> int:
    """Liệt kê văn bản đã lưu và văn bản đã ban hành mà chưa lưu."""
    from docgen.verbs.archive_look import list_archive

    done = list_archive(season, here=Path.cwd())
    _print([show.as_json(show_archive.listed_values(done))] if as_json else show_archive.listed_lines(done))
    return ExitCode.OK
