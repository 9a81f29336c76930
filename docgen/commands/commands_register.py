"""The commands of the register: ``issue`` and ``register``."""

# ruff: noqa: PLC0415 - verbs are imported inside the commands, so that help is quick

from __future__ import annotations

import datetime as dt
import getpass
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from docgen.commands import show, show_register
from docgen.commands.progress import Progress
from docgen.commands.tongue import Between, click
from docgen.problem import ExitCode, Stop

_season = click.argument("season", metavar="[SỔ]", required=False)
_json = click.option("--json", "as_json", is_flag=True, help="In một tài liệu JSON cho máy đọc.")
_who = click.option(
    "--who",
    metavar="TÊN",
    envvar="DOCGEN_WHO",
    help="Người làm, ghi vào lịch sử; mặc định là tên đăng nhập máy.",
)
_year = click.option("--year", metavar="NĂM", type=int, help="Chỉ các số của năm này.")
_DEFAULT: Final = "show"
_NEEDED: Final = ("--number", "--date")


class _RegisterGroup(click.Group):
    """``docgen register`` alone, or with a season's name, shows the register."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0] not in self.commands and args[0] != "--help"):
            args = [_DEFAULT, *args]
        return super().parse_args(ctx, args)


def attach(root: click.Group) -> None:
    """Add the commands of the register to the program."""
    root.add_command(issue)
    root.add_command(register)


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)


def _who_or_login(who: str | None) -> str:
    """Give the name that stands in the history; a machine without a login still has a user."""
    if who and who.strip():
        return " ".join(who.split())
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "không rõ"


def _desk(season: str | None, who: str | None, **more: Any) -> Any:
    from docgen.verbs.issue import Desk

    now = dt.datetime.now().astimezone()
    return Desk(season, Path.cwd(), now, _who_or_login(who), **more)


def _usage(message: str) -> click.UsageError:
    return click.UsageError(message, click.get_current_context())


@click.command("issue", options_metavar="[TÙY CHỌN]")
@click.argument("paper", metavar="[VĂN-BẢN]", required=False)
@_season
@click.option("--number", metavar="SỐ", help="Số đã cấp: 87 hoặc 87/KH-MTTQ-BTT.")
@click.option("--date", metavar="NGÀY", help="Ngày ban hành, như 29/9/2023.")
@click.option("--signer", metavar="MÃ", help="Mã người đã ký, nếu khác người ghi trong sổ.")
@click.option("--copies", metavar="N", type=Between(1, 9999), help="Số lượng bản đã in.")
@click.option("--note", metavar="CHỮ", help="Ghi chú ở cột cuối của sổ đăng ký.")
@click.option("--reason", metavar="LÝ-DO", help="Lý do bỏ cách số, hoặc lý do hủy số.")
@click.option("--as-printed", is_flag=True, help="Giữ nội dung như lần tạo trước, dù sổ đã thay đổi sau đó.")
@click.option("--as-edited", is_flag=True, help="Giữ số liệu đã sửa tay trong tệp, dù khác số liệu của sổ.")
@click.option(
    "--list", "listing", metavar="TỆP.xlsx", type=click.Path(path_type=Path),
    help="Lập danh sách các văn bản chưa có số, kèm số đề nghị, để điền.",
)  # fmt: skip
@click.option(
    "--from", "source", metavar="TỆP.xlsx", type=click.Path(path_type=Path),
    help="Cấp số cho cả danh sách này: tất cả, hoặc không số nào.",
)  # fmt: skip
@click.option("--cancel", is_flag=True, help="Hủy số của văn bản; số hủy không dùng lại.")
@click.option(
    "--out", metavar="THƯ-MỤC", type=click.Path(file_okay=False, path_type=Path),
    help="Thư mục chứa văn bản, thay cho output/<tên sổ>.",
)  # fmt: skip
@_who
@_json
def issue(paper: str | None, season: str | None, *, who: str | None, as_json: bool, **given: Any) -> int:
    """Cấp số, ngày cho văn bản đã ký.

    Số được kiểm tra (trùng, thứ tự ngày, bỏ cách, ký hiệu), ghi vào sổ đăng ký, rồi điền vào
    văn bản và mọi văn bản nhắc đến nó. Từ đó văn bản không bị ghi lại nữa. Chỉ ghi VĂN-BẢN thì docgen
    nói số tiếp theo mà chưa cấp gì.
    """
    several = given["listing"] is not None or given["source"] is not None
    if several and paper is not None and season is None:
        paper, season = None, paper
    missing = _check_use(paper, several=several, given=given)
    if missing == list(_NEEDED) and given["as_printed"] is False and not _about_one(given):
        from docgen.verbs.issue_lists import next_number

        told = next_number(_desk(season, who, out=given["out"]), paper or "")
        _print([show.as_json({"paper": paper, "next": told})] if as_json else [told])
        return ExitCode.OK
    if missing:
        raise _usage(_missing(missing, _desk(season, who, out=given["out"]), paper or ""))
    with Progress() as progress:
        desk = _desk(season, who, out=given["out"], progress=progress, as_edited=given["as_edited"])
        if given["listing"] is not None:
            from docgen.verbs.issue_lists import write_list

            made = write_list(desk, given["listing"])
            values, lines = show_register.listed_values, show_register.listed_lines
            _print([show.as_json(values(made))] if as_json else lines(made))
            return ExitCode.OK
        done = _done(desk, paper or "", given)
    if as_json:
        _print([show.as_json(show_register.issued_values(done))])
    else:
        _print(show_register.issued_lines(done, cancelled=given["cancel"]))
    return int(done.exit_code)


def _check_use(paper: str | None, *, several: bool, given: dict[str, Any]) -> list[str]:
    """Refuse options that do not go together; give those that are still missing."""
    one = _about_one(given)
    if several:
        if paper is not None or one or given["cancel"] or (given["listing"] and given["source"]):
            raise _usage("--from và --list đi một mình: số, ngày, lý do ghi trong danh sách.")
        return []
    if paper is None:
        raise _usage("Còn thiếu tên văn bản, như thong-bao:AP; hoặc dùng --from TỆP.xlsx.")
    if given["cancel"]:
        if set(one) - {"reason"} or given["as_printed"]:
            raise _usage("--cancel chỉ đi với --reason.")
        return []
    return [name for name in _NEEDED if given[name.removeprefix("--")] is None]


def _about_one(given: dict[str, Any]) -> list[str]:
    """Give what was said of one paper's number."""
    names = ("number", "date", "signer", "copies", "note", "reason")
    return [name for name in names if given[name] is not None]


def _missing(options: list[str], desk: Any, paper: str) -> str:
    """Say which options are missing and, where the records can be read, which number comes next."""
    told = f"Còn thiếu {', '.join(options)}."
    if "--number" not in options:
        return told
    from docgen.verbs.issue_lists import next_number

    try:
        return f"{told} {next_number(desk, paper)}".strip()
    except Stop as stop:
        return f"{told} {stop}"


def _done(desk: Any, paper: str, given: dict[str, Any]) -> Any:
    """Call the one verb that was asked for."""
    if given["cancel"]:
        from docgen.verbs.issue_cancel import cancel

        return cancel(desk, paper, given["reason"] or "")
    if given["source"] is not None:
        from docgen.verbs.issue_lists import issue_list

        return issue_list(desk, given["source"], as_printed=given["as_printed"])
    from docgen.verbs.issue import issue as give
    from docgen.verbs.number_wishes import Wish

    wish = Wish(
        paper,
        given["number"],
        given["date"],
        given["signer"] or "",
        given["reason"] or "",
        given["copies"] or 0,
        given["note"] or "",
    )
    return give(desk, [wish], as_printed=given["as_printed"])


@click.group(
    "register",
    cls=_RegisterGroup,
    options_metavar="[TÙY CHỌN]",
    subcommand_metavar="[LỆNH] [ĐỐI SỐ]…",
)
def register() -> None:
    """Sổ đăng ký văn bản đi: xem, xuất, kiểm tra.

    Không ghi lệnh thì xem sổ.
    """


@register.command("show", options_metavar="[TÙY CHỌN]")
@_season
@_year
@_json
def show_book(season: str | None, *, year: int | None, as_json: bool) -> int:
    """Xem các số đã cấp, theo ngày."""
    from docgen.verbs.register import show as look

    shown = look(season, here=Path.cwd(), year=year)
    values, lines = show_register.shown_values, show_register.shown_lines
    _print([show.as_json(values(shown))] if as_json else lines(shown))
    return ExitCode.OK


@register.command("add", options_metavar="[TÙY CHỌN]")
@_season
@click.option("--kind", metavar="LOẠI", required=True, help="Loại văn bản: CV, HD, TTr… hoặc tên loại.")
@click.option("--number", metavar="SỐ", required=True, help="Số đã cấp: 312 hoặc 312/MTTQ-BTT.")
@click.option("--date", metavar="NGÀY", required=True, help="Ngày ban hành, như 03/10/2023.")
@click.option("--subject", metavar="CHỮ", required=True, help="Trích yếu nội dung.")
@click.option("--signer", metavar="TÊN", default="", help="Họ tên người ký.")
@click.option("--post", metavar="CHỮ", default="", help="Chức vụ người ký.")
@click.option("--to", metavar="CHỮ", default="", help="Nơi nhận; ngăn cách bằng dấu chấm phẩy.")
@click.option("--keeper", metavar="CHỮ", default="", help="Đơn vị, người nhận bản lưu.")
@click.option("--copies", metavar="N", type=Between(1, 9999), help="Số lượng bản.")
@click.option("--note", metavar="CHỮ", default="", help="Ghi chú.")
@click.option("--reason", metavar="LÝ-DO", default="", help="Lý do bỏ cách số.")
@click.option(
    "--cited-as", metavar="MÃ", default="",
    help="Văn bản mà đợt nhắc đến: huong-dan, bao-cao hoặc bien-ban-hop.",
)  # fmt: skip
@_who
@_json
def add(season: str | None, *, who: str | None, as_json: bool, copies: int | None, **given: Any) -> int:
    """Ghi số đã cấp bằng tay cho văn bản khác."""
    from docgen.verbs.register import Outside
    from docgen.verbs.register import add as take

    added = take(_desk(season, who), Outside(copies=copies or 0, **given))
    values, lines = show_register.added_values, show_register.added_lines
    _print([show.as_json(values(added))] if as_json else lines(added))
    return ExitCode.OK


@register.command("export", options_metavar="[TÙY CHỌN]")
@click.argument("target", metavar="TỆP", type=click.Path(dir_okay=False, path_type=Path))
@_season
@_year
def export(target: Path, season: str | None, *, year: int | None) -> int:
    """Xuất sổ ra Excel hoặc Word, đủ 10 cột để in.

    Đuôi .xlsx hay .docx tùy tên tệp; mặc định là năm của đợt.
    """
    from docgen.verbs.register import export as write

    made = write(season, target, here=Path.cwd(), year=year)
    click.echo(f"Đã ghi {made.count} số vào {made.path}")
    return ExitCode.OK


@register.command("history", options_metavar="[TÙY CHỌN]")
@_season
@_json
def history(season: str | None, *, as_json: bool) -> int:
    """Xem lịch sử: ai làm gì, lúc nào, vì sao."""
    from docgen.verbs.register import history as look

    contents = look(season, here=Path.cwd())
    values, lines = show_register.history_values, show_register.history_lines
    _print([show.as_json(values(contents))] if as_json else lines(contents))
    return ExitCode.OK


@register.command("verify", options_metavar="[TÙY CHỌN]")
@_season
@click.option("--head", metavar="MÃ", default="", help="Mã đã in trên giấy, để biết sổ có bị cắt bớt không.")
@_json
def verify(season: str | None, *, head: str, as_json: bool) -> int:
    """Kiểm tra sổ có bị sửa, mất, hỏng gì không.

    Lệnh này tính lại mọi mã và so sổ với lịch sử, bản chữ, các bản đã ban hành; không sửa gì.
    """
    from docgen.verbs.register import check_register

    found, path = check_register(season, here=Path.cwd(), head=head)
    values, lines = show_register.verified_values, show_register.verified_lines
    _print([show.as_json(values(found, path))] if as_json else lines(found, path))
    return ExitCode.OK if found.sound else ExitCode.PROBLEMS


@register.command("export-text", options_metavar="[TÙY CHỌN]")
@_season
def export_text(season: str | None) -> int:
    """Ghi lại bản chữ so-dang-ky.txt từ sổ."""
    from docgen.verbs.register import export_text as write

    path, written = write(season, here=Path.cwd())
    click.echo(f"Đã ghi lại bản chữ: {path}" if written else f"Bản chữ đã khớp với sổ: {path}")
    return ExitCode.OK


@register.command("rebuild", options_metavar="[TÙY CHỌN]")
@_season
@click.option("--use", "in_force", is_flag=True, help="Dùng sổ vừa dựng lại; sổ cũ được cất bên cạnh.")
@_who
@_json
def rebuild(season: str | None, *, in_force: bool, who: str | None, as_json: bool) -> int:
    """Dựng lại sổ bị mất hoặc là bản cũ.

    Lấy lại được đến đâu là do nhật ký, hồ sơ lưu và phần sổ còn lại. Sổ dựng lại nằm ở thư mục riêng, chưa
    dùng; xem rồi chạy lại với --use.
    """
    from docgen.verbs import rebuilding

    desk = _desk(season, who)
    if in_force:
        old = rebuilding.use(desk)
        kept = f" Sổ cũ ở {old}." if old is not None else ""
        click.echo(f"Từ nay dùng sổ đã dựng lại.{kept} Chạy «docgen verify» để kiểm tra.")
        return ExitCode.OK
    made = rebuilding.rebuild(desk)
    values, lines = show_register.rebuilt_values, show_register.rebuilt_lines
    _print([show.as_json(values(made))] if as_json else lines(made))
    return ExitCode.OK
