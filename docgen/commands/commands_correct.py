"""The command ``correct``; registered in ``commands``."""

# ruff: noqa: PLC0415 - verbs are imported inside the commands, so that help costs little

from __future__ import annotations

import datetime as dt
import getpass
from pathlib import Path

from docgen.commands import show_correct
from docgen.commands.tongue import Between, click

FORMS = ("dinh-chinh", "thay-the", "sua-doi", "thu-hoi", "bo-sung")
"""The values of ``docgen.corrections.Form``, which is not loaded for the help."""


def _login() -> str:
    """Give the name of who is logged in; a machine may know none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "không rõ"


@click.command("correct", options_metavar="[TÙY CHỌN]")
@click.argument("paper", metavar="[VĂN-BẢN]", required=False)
@click.argument("season", metavar="[SỔ]", required=False)
@click.option(
    "--form",
    type=click.Choice(FORMS),
    help="Hình thức: đính chính, thay thế, sửa đổi, thu hồi, hay biên bản bổ sung.",
)
@click.option("--reason", metavar="LÝ-DO", default="", help="Lý do, được nêu trong văn bản.")
@click.option(
    "--quote",
    "quotes",
    metavar="CHỖ ĐÃ-VIẾT NAY-SỬA-LÀ",
    nargs=3,
    multiple=True,
    help="Nêu chỗ sai này, thay cho những chỗ docgen tự so với sổ; ghi được nhiều lần.",
)
@click.option(
    "--all",
    "every",
    is_flag=True,
    help="Mọi văn bản đã ban hành khác với sổ: xem một lượt; có --reason thì soạn cả loạt.",
)
@click.option("--draft", metavar="LẦN", type=Between(1, 99), default=None, help="Ghi chữ DỰ THẢO (LẦN n).")
@click.option("--withdraw", is_flag=True, help="Rút dự thảo chưa ban hành, như dinh-chinh:1.")
@click.option(
    "--who", metavar="TÊN", envvar="DOCGEN_WHO", help="Người làm; bỏ trống thì lấy tên đăng nhập máy."
)
@click.option(
    "--out",
    metavar="THƯ-MỤC",
    type=click.Path(file_okay=False, path_type=Path),
    help="Thư mục chứa văn bản, thay cho output/<tên sổ>.",
)
@click.option("--json", "as_json", is_flag=True, help="In một tài liệu JSON cho máy đọc.")
def correct(  # noqa: PLR0913 - one parameter for each option
    paper: str | None,
    season: str | None,
    *,
    form: str | None,
    reason: str,
    quotes: tuple[tuple[str, str, str], ...],
    draft: int | None,
    withdraw: bool,
    every: bool,
    who: str | None,
    out: Path | None,
    as_json: bool,
) -> int:
    """Soạn văn bản sửa sai cho một văn bản đã ban hành.

    Văn bản đã ban hành không bao giờ bị ghi lại. Không ghi --form thì chỉ xem: chỗ nào khác với sổ,
    nên dùng hình thức nào, vì sao; chưa soạn gì.
    """
    from docgen.corrections import Form, QuotedPair
    from docgen.verbs import correct
    from docgen.verbs.issue import Desk

    now = dt.datetime.now().astimezone()
    by = " ".join((who or "").split()) or _login()
    if every:
        if form or quotes or withdraw or (paper and season):
            raise click.UsageError("--all chỉ đi với --reason, --draft.", click.get_current_context())
        desk = Desk(paper, Path.cwd(), now, by, out)
        if not reason:
            found_all = correct.look_at_all(desk)
            lines = show_correct.all_lines(found_all)
            show_correct.tell(lines, {"papers": [*map(show_correct.proposed_values, found_all)]}, as_json)
            return 0
        together = correct.correct_all(desk, reason=reason, draft=draft or 0)
        show_correct.tell(
            show_correct.together_lines(together), show_correct.together_values(together), as_json
        )
        return together.generated.exit_code
    if paper is None:
        raise click.UsageError("Còn thiếu tên văn bản, như thong-bao:AP.", click.get_current_context())
    desk = Desk(season, Path.cwd(), now, by, out)
    if withdraw:
        if form or quotes:
            raise click.UsageError("--withdraw không dùng cùng --form, --quote.", click.get_current_context())
        gone = correct.withdraw(desk, paper, reason=reason)
        show_correct.tell(show_correct.withdrawn_lines(gone), show_correct.withdrawn_values(gone), as_json)
        return 0
    if form is None:
        if quotes or draft or reason:
            raise click.UsageError("Hãy ghi cả --form để soạn văn bản.", click.get_current_context())
        found = correct.look(desk, paper)
        show_correct.tell(show_correct.proposed_lines(found), show_correct.proposed_values(found), as_json)
        return 0
    pairs = [QuotedPair(*quote) for quote in quotes]
    done = correct.correct(desk, paper, Form(form), reason=reason, quotes=pairs, draft=draft or 0)
    show_correct.tell(show_correct.drafted_lines(done), show_correct.drafted_values(done), as_json)
    return done.generated.exit_code
