"""The commands of the group ``register``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from docgen.commands import options
from docgen.commands.show import moment, problem_line, problem_lines, tell
from docgen.commands.tongue import Between, click
from docgen.problem import ExitCode

if TYPE_CHECKING:  # the verbs load heavy libraries; what they give is only described here
    from docgen.register import Contents, Row, VerifiedRegister
    from docgen.verbs.issue import Desk
    from docgen.verbs.rebuilding import Rebuilt
    from docgen.verbs.register import NumberTakenIn, Shown


_year = click.option("--year", metavar="NĂM", type=int, help="Chỉ các số của năm này.")


_DEFAULT: Final = "show"


ACTS: Final = {"cap-so": "cấp số", "ghi-so": "ghi số đã cấp", "huy-so": "hủy số"}
"""What the user calls the acts of ``docgen.register``."""


_MOST: Final = 5


_SHORT: Final = 16


class _RegisterGroup(click.Group):
    """``docgen register`` alone, or with a season's name, shows the register."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0] not in self.commands and args[0] != "--help"):
            args = [_DEFAULT, *args]
        return super().parse_args(ctx, args)


def _desk(season: str | None, who: str | None) -> Desk:
    from docgen.verbs.issue import Desk

    return Desk(season, Path.cwd(), options.now(), options.name_of(who))


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


@options.command("show", register)
@options.season
@_year
@options.as_json
def show_book(season: str | None, *, year: int | None, as_json: bool) -> int:
    """Xem các số đã cấp, theo ngày."""
    from docgen.verbs.register import show as look

    shown = look(season, here=Path.cwd(), year=year)
    tell(shown.as_json, _shown_lines(shown), as_json=as_json)
    return ExitCode.OK


@options.command("add", register)
@options.season
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
@options.who
@options.as_json
def add(season: str | None, *, who: str | None, as_json: bool, copies: int | None, **given: Any) -> int:
    """Ghi số đã cấp bằng tay cho văn bản khác."""
    from docgen.verbs.register import Outside
    from docgen.verbs.register import add as take

    added = take(_desk(season, who), Outside(copies=copies or 0, **given))
    tell(added.as_json, _added_lines(added), as_json=as_json)
    return ExitCode.OK


@options.command("export", register)
@click.argument("target", metavar="TỆP", type=click.Path(dir_okay=False, path_type=Path))
@options.season
@_year
def export(target: Path, season: str | None, *, year: int | None) -> int:
    """Xuất sổ ra Excel hoặc Word, đủ 10 cột để in.

    Đuôi .xlsx hay .docx tùy tên tệp; mặc định là năm của đợt.
    """
    from docgen.verbs.register import export as write

    made = write(season, target, here=Path.cwd(), year=year)
    click.echo(f"Đã ghi {made.count} số vào {made.path}")
    return ExitCode.OK


@options.command("history", register)
@options.season
@options.as_json
def history(season: str | None, *, as_json: bool) -> int:
    """Xem lịch sử: ai làm gì, lúc nào, vì sao."""
    from docgen.verbs.register import history as look

    contents = look(season, here=Path.cwd())
    tell(contents.history_as_json, _history_lines(contents), as_json=as_json)
    return ExitCode.OK


@options.command("verify", register)
@options.season
@click.option("--head", metavar="MÃ", default="", help="Mã đã in trên giấy, để biết sổ có bị cắt bớt không.")
@options.as_json
def verify(season: str | None, *, head: str, as_json: bool) -> int:
    """Kiểm tra sổ có bị sửa, mất, hỏng gì không.

    Lệnh này tính lại mọi mã và so sổ với lịch sử, bản chữ, các bản đã ban hành; không sửa gì.
    """
    from docgen.verbs.register import check_register

    found, path = check_register(season, here=Path.cwd(), head=head)
    tell(lambda: found.as_json(path), _verified_lines(found, path), as_json=as_json)
    return ExitCode.OK if found.sound else ExitCode.PROBLEMS


@options.command("export-text", register)
@options.season
def export_text(season: str | None) -> int:
    """Ghi lại bản chữ so-dang-ky.txt từ sổ."""
    from docgen.verbs.register import export_text as write

    path, written = write(season, here=Path.cwd())
    click.echo(f"Đã ghi lại bản chữ: {path}" if written else f"Bản chữ đã khớp với sổ: {path}")
    return ExitCode.OK


@options.command("rebuild", register)
@options.season
@click.option("--use", "in_force", is_flag=True, help="Dùng sổ vừa dựng lại; sổ cũ được cất bên cạnh.")
@options.who
@options.as_json
def rebuild(season: str | None, *, in_force: bool, who: str | None, as_json: bool) -> int:
    """Dựng lại sổ bị mất hoặc là bản cũ.

    Lấy lại được đến đâu là do nhật ký, hồ sơ lưu và phần sổ còn lại. Sổ dựng lại nằm ở thư mục riêng, chưa
    dùng; xem rồi chạy lại với --use.
    """
    from docgen.verbs.rebuilding import rebuild as make_again
    from docgen.verbs.rebuilding import use

    desk = _desk(season, who)
    if in_force:
        old = use(desk)
        kept = f" Sổ cũ ở {old}." if old is not None else ""
        click.echo(f"Từ nay dùng sổ đã dựng lại.{kept} Chạy «docgen verify» để kiểm tra.")
        return ExitCode.OK
    made = make_again(desk)
    tell(made.as_json, _rebuilt_lines(made), as_json=as_json)
    return ExitCode.OK


def _shown_lines(shown: Shown) -> Iterator[str]:
    """Write the register, a number a line."""
    yield from map(problem_line, shown.notes)
    width = max((len(row.sign) for row in shown.rows), default=0)
    for row in shown.rows:
        marks = [" [SỐ HỦY]"] if row.cancelled else []
        marks += [f" [xem số {answer.sign}]" for answer in _answers(row, shown.contents)]
        signer = f" ({row.signer})" if row.signer else ""
        yield f"{row.sign:<{width}}  {_day(row)}  {row.title}{signer}{''.join(marks)}"
    if shown.rows:
        yield ""
    yield f"Sổ đăng ký {shown.path}: {len(shown.rows)} số."
    if shown.contents.head:
        yield f"Mã của việc cuối cùng: {shown.contents.head}"
    if shown.lacking:
        yield f"Sổ Excel còn ghi {len(shown.lacking)} số chưa vào sổ đăng ký (vẫn được tính là đã dùng):"
        for known in shown.lacking[:_MOST]:
            yield f"      {known.full}: {known.name}"
        if len(shown.lacking) > _MOST:
            yield f"      … và {len(shown.lacking) - _MOST} số nữa"
        yield "Ghi vào sổ đăng ký bằng «docgen register add», hoặc «docgen issue» với văn bản của docgen."


def _answers(row: Row, contents: Contents) -> list[Row]:
    return [answer for row_id in row.replaced_by if (answer := contents.find(row_id)) is not None]


def _added_lines(added: NumberTakenIn) -> Iterator[str]:
    """Write which number was taken in."""
    yield from map(problem_line, added.notes)
    yield f"Đã ghi số {added.row.sign} ngày {_day(added.row)}: {added.row.title}"
    if added.row.paper:
        yield "Số này sẽ được điền vào các văn bản nhắc đến nó khi chạy «docgen generate»."


def _history_lines(contents: Contents) -> Iterator[str]:
    """Write the history, an act a line."""
    signs = contents.signs
    for entry in contents.history:
        why = f" Lý do: {entry.why}" if entry.why else ""
        sign = signs[entry.seq]
        told = f"{moment(entry.at)}, {entry.who}: {ACTS[entry.act]} {sign}.{why}"
        yield f"{entry.seq}. {told}  [{entry.hash[:_SHORT]}]"
    yield f"{len(contents.history)} việc. Mã của việc cuối cùng: {contents.head or 'chưa có'}"


def _verified_lines(found: VerifiedRegister, path: Path) -> Iterator[str]:
    """Write what ``verify`` found."""
    yield from problem_lines(found.problems)
    if not found.contents.history and not found.problems:
        yield f"Chưa có sổ đăng ký ({path})."
        return
    yield (
        f"Đã đối chiếu {len(found.contents.rows)} số và {len(found.contents.history)} việc của {path}:"
        f" {'không thấy gì sai' if found.sound else 'CÓ CHỖ SAI'}."
    )
    if found.contents.head:
        yield f"Mã để in trên giấy: {found.contents.head}"


def _rebuilt_lines(made: Rebuilt) -> Iterator[str]:
    """Write what a register that was made again holds, and what nobody knows of it any more."""
    for number, unknown in made.unknown:
        yield f"Lấy lại số {number}{f'; không rõ: {unknown}' if unknown else ''}."
    yield ""
    yield f"Đã dựng lại {len(made.contents.rows)} số ({made.kept} số còn trong sổ cũ): {made.folder}"
    yield "Không biết được: số nào cấp sau dòng cuối của nhật ký; số nào đã hủy mà nhật ký chưa ghi"
    yield "(bản docgen cũ không ghi việc hủy); người làm và lý do của các việc đã mất."
    yield "Xem so-dang-ky.txt trong thư mục ấy, đối chiếu với văn bản giấy. Đúng thì dùng:"
    yield "docgen register rebuild --use"


def _day(row: Row) -> str:
    return f"{row.date:%d/%m/%Y}"
