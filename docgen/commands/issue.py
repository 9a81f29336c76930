"""The command ``issue``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from docgen.commands import options
from docgen.commands.generate import generated_lines
from docgen.commands.progress import Progress
from docgen.commands.show import problem_line, stop_lines, tell
from docgen.commands.tongue import Between, click
from docgen.problem import ExitCode, Stop

if TYPE_CHECKING:  # the verbs load heavy libraries; what they give is only described here
    from docgen.verbs.issue import Issued
    from docgen.verbs.issue_lists import IssueListing


_NEEDED: Final = ("--number", "--date")
_SHORT: Final = 16
"""So many signs of a code are shown; they are enough to tell it from any other."""


@options.command("issue")
@click.argument("paper", metavar="[VĂN-BẢN]", required=False)
@options.season
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
@options.who
@options.as_json
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
        tell(lambda: {"paper": paper, "next": told}, [told], as_json=as_json)
        return ExitCode.OK
    if missing:
        raise options.usage(_missing(missing, _desk(season, who, out=given["out"]), paper or ""))
    with Progress() as progress:
        desk = _desk(season, who, out=given["out"], progress=progress, as_edited=given["as_edited"])
        if given["listing"] is not None:
            from docgen.verbs.issue_lists import write_list

            made = write_list(desk, given["listing"])
            tell(made.as_json, _listed_lines(made), as_json=as_json)
            return ExitCode.OK
        done = _done(desk, paper or "", given)
    tell(done.as_json, _issued_lines(done, cancelled=given["cancel"]), as_json=as_json)
    return int(done.exit_code)


def _check_use(paper: str | None, *, several: bool, given: dict[str, Any]) -> list[str]:
    """Refuse options that do not go together; give those that are still missing."""
    one = _about_one(given)
    if several:
        if paper is not None or one or given["cancel"] or (given["listing"] and given["source"]):
            raise options.usage("--from và --list đi một mình: số, ngày, lý do ghi trong danh sách.")
        return []
    if paper is None:
        raise options.usage("Còn thiếu tên văn bản, như thong-bao:AP; hoặc dùng --from TỆP.xlsx.")
    if given["cancel"]:
        if set(one) - {"reason"} or given["as_printed"]:
            raise options.usage("--cancel chỉ đi với --reason.")
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


def _desk(season: str | None, who: str | None, **more: Any) -> Any:
    from docgen.verbs.issue import Desk

    return Desk(season, Path.cwd(), options.now(), options.name_of(who), **more)


def _issued_lines(done: Issued, *, cancelled: bool) -> Iterator[str]:
    """Write which numbers were given or cancelled, and which papers were made again by it."""
    yield from map(problem_line, done.notes)
    word = "Đã hủy số" if cancelled else "Đã cấp số"
    for row in done.rows:
        yield f"{word} {row.sign} ngày {row.date:%d/%m/%Y}: {row.label or row.title}"
    if done.already:
        yield f"Đã có từ trước: {done.already} số, đúng như sổ đăng ký nên bỏ qua."
    if cancelled and any(row.paper for row in done.rows):
        yield "Số này không dùng lại; văn bản lại để trống số, chờ cấp số mới."
    yield f"Sổ đăng ký: {len(done.contents.rows)} số, mã {done.contents.head[:_SHORT]}…"
    if done.stop is not None:
        yield "Sổ đăng ký đã ghi xong, nhưng chưa điền được vào các tệp văn bản:"
        yield from stop_lines(done.stop)
        yield "Chạy «docgen generate» để làm nốt."
    if done.generated is not None:
        yield from generated_lines(done.generated)


def _listed_lines(made: IssueListing) -> Iterator[str]:
    """Write where a list was put, and what is to be done with it."""
    proposed = sum(bool(row.number) for row in made.rows)
    yield f"Đã lập danh sách {len(made.rows)} văn bản chưa có số ({proposed} có số đề nghị): {made.path}"
    yield "Điền Số và Ngày ban hành cho văn bản đã ký, lưu lại, rồi chạy:"
    yield f'docgen issue --from "{made.path}"'
