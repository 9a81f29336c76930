"""The command ``correct``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from docgen.commands import options
from docgen.commands.generate import generated_lines
from docgen.commands.show import tell
from docgen.commands.tongue import Between, click
from docgen.problem import ExitCode

if TYPE_CHECKING:  # the verbs load heavy libraries; what they give is only described here
    from docgen.corrections import Original, QuotedPair
    from docgen.verbs.correct import Drafted, DraftedTogether, Proposed, Withdrawn
    from docgen.verbs.quotations import Versions


FORMS: Final = {
    "dinh-chinh": "đính chính",
    "thay-the": "thay thế",
    "sua-doi": "sửa đổi, bổ sung",
    "thu-hoi": "thu hồi",
    "bo-sung": "biên bản bổ sung",
}
"""What the user calls the forms."""


MOST_PLACES: Final = 12
"""How many places are shown; ``--json`` gives all."""


@options.command("correct")
@click.argument("paper", metavar="[VĂN-BẢN]", required=False)
@options.season
@click.option(
    "--form",
    type=click.Choice(tuple(FORMS)),
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
@options.who
@options.out
@options.as_json
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

    now, by = options.now(), options.name_of(who)
    if every:
        if form or quotes or withdraw or (paper and season):
            raise options.usage("--all chỉ đi với --reason, --draft.")
        desk = Desk(paper, Path.cwd(), now, by, out)
        if not reason:
            found_all = correct.look_at_all(desk)
            values = {"papers": [found.as_json() for found in found_all]}
            tell(lambda: values, _all_lines(found_all), as_json=as_json)
            return ExitCode.OK
        together = correct.correct_all(desk, reason=reason, draft=draft or 0)
        tell(together.as_json, _together_lines(together), as_json=as_json)
        return together.generated.exit_code
    if paper is None:
        raise options.usage("Còn thiếu tên văn bản, như thong-bao:AP.")
    desk = Desk(season, Path.cwd(), now, by, out)
    if withdraw:
        if form or quotes:
            raise options.usage("--withdraw không dùng cùng --form, --quote.")
        gone = correct.withdraw(desk, paper, reason=reason)
        tell(gone.as_json, _withdrawn_lines(gone), as_json=as_json)
        return ExitCode.OK
    if form is None:
        if quotes or draft or reason:
            raise options.usage("Hãy ghi cả --form để soạn văn bản.")
        found = correct.look(desk, paper)
        tell(found.as_json, _proposed_lines(found), as_json=as_json)
        return ExitCode.OK
    pairs = [QuotedPair(*quote) for quote in quotes]
    done = correct.correct(desk, paper, Form(form), reason=reason, quotes=pairs, draft=draft or 0)
    tell(done.as_json, _drafted_lines(done), as_json=as_json)
    return done.generated.exit_code


def _named(original: Original) -> str:
    return f"{original.label} (số {original.sign} ngày {original.date:%d/%m/%Y})"


def _places(pairs: Sequence[QuotedPair]) -> Iterator[str]:
    for pair in pairs[:MOST_PLACES]:
        if pair.before and pair.after:
            said = f"đã viết “{pair.before}”; nay sửa là “{pair.after}”"
        else:
            said = f"bổ sung “{pair.after}”" if pair.after else f"bỏ “{pair.before}”"
        yield f"  {pair.place}: {said}"
    if len(pairs) > MOST_PLACES:
        yield f"  … và {len(pairs) - MOST_PLACES} chỗ khác"


def _by_hand_lines(versions: Versions) -> Iterator[str]:
    """Write what a person had written into the issued paper; the records know nothing of it."""
    if versions.unknown:
        yield f"Lưu ý: {versions.unknown}."
    if not versions.by_hand:
        return
    yield f"Bản đã ban hành có {len(versions.by_hand)} chỗ sửa tay, trong sổ không có:"
    for pair in versions.by_hand:
        if pair.before and pair.after:
            said = f"docgen làm “{pair.before}”, sửa tay thành “{pair.after}”"
        else:
            said = f"sửa tay thêm “{pair.after}”" if pair.after else f"sửa tay bỏ “{pair.before}”"
        yield f"  {pair.place}: {said}"


def _proposed_lines(found: Proposed) -> Iterator[str]:
    """Write what differs, the form that fits and why, and what each form would make."""
    from docgen.corrections import EFFECT

    original, proposal = found.original, found.proposal
    yield f"{_named(original)}: đã ban hành, không ghi lại."
    for link in found.answers:
        yield f"Văn bản này {link.words}."
    pairs = found.versions.pairs
    if pairs:
        yield f"Khác với sổ hiện nay ở {len(pairs)} chỗ:"
        yield from _places(pairs)
    elif not found.versions.asked_for:
        yield "Sổ không còn văn bản này nên không so được."
    yield from _by_hand_lines(found.versions)
    if found.versions.by_hand and "thay-the" in proposal.allowed:
        yield "Văn bản thay thế giữ các chỗ ấy; chỗ nào sai thì sửa trong dự thảo, hoặc ghi bằng --quote."
    yield ""
    if proposal.form is None:
        why = "Các chỗ khác sổ nói đúng như văn bản đã ban hành." if found.versions.by_hand else proposal.why
        yield f"{why} Không cần sửa gì; nếu vẫn có chỗ sai thì ghi bằng --quote."
    else:
        yield f"Nên dùng: {FORMS[proposal.form]} (--form {proposal.form}). {proposal.why}"
    yield "Các hình thức:"
    for form in proposal.allowed:
        yield f"  --form {form:<10}  {EFFECT[form]}"
    chosen = str(proposal.form or "HÌNH-THỨC")
    more = ' --reason "lý do thu hồi"' if chosen == "thu-hoi" else ""
    yield f"Chưa soạn gì. Để soạn: docgen correct {original.paper} --form {chosen}{more}"
    if found.others:
        more = f"Còn {len(found.others)} văn bản khác cũng khác với sổ"
        yield f"{more}; xem và sửa một lượt: docgen correct --all"


def _all_lines(found: Sequence[Proposed]) -> Iterator[str]:
    """Write all issued papers that differ, each with its form and first places, to be looked at once."""
    for item in found:
        form = FORMS[item.proposal.form] if item.proposal.form is not None else ""
        yield f"{item.original.paper}: {_named(item.original)}. Nên dùng: {form}."
        yield from _places(item.versions.pairs)
    if not found:
        yield "Mọi văn bản đã ban hành đều đúng với sổ, hoặc đã có văn bản sửa."
        return
    if any(item.proposal.form == "thu-hoi" for item in found):
        yield "Văn bản phải thu hồi thì soạn riêng, vì có lý do riêng."
    yield ""
    yield f'{len(found)} văn bản. Chưa soạn gì. Để soạn cả loạt: docgen correct --all --reason "lý do"'


def _together_lines(done: DraftedTogether) -> Iterator[str]:
    """Write what was drafted together, and what is to be done now."""
    for warning in done.warnings:
        yield f"Lưu ý: {warning.message} {warning.remedy}"
    for item in done.corrections:
        yield f"Đã soạn {item.id}: {FORMS[item.form]} {_named(item.original)}."
    yield from generated_lines(done.generated)
    yield "Xem lại, trình ký; ký xong thì cấp số cả loạt: docgen issue --list TỆP.xlsx"


def _drafted_lines(done: Drafted) -> Iterator[str]:
    """Write what was drafted, what speaks against it, and what is to be done now."""
    item = done.correction
    for warning in done.warnings:
        yield f"Lưu ý: {warning.message} {warning.remedy}"
    yield f"Đã soạn {item.id}: {FORMS[item.form]} {_named(item.original)}."
    if item.form != "thu-hoi":
        yield from _places(item.pairs)
    yield from generated_lines(done.generated)
    if done.path is not None:
        yield f"Tệp: {done.path}"
    yield f"Xem lại, trình ký; ký xong thì cấp số: docgen issue {item.id} --number SỐ --date NGÀY"
    yield f"Không dùng nữa thì rút: docgen correct {item.id} --withdraw"


def _withdrawn_lines(done: Withdrawn) -> Iterator[str]:
    """Write what was taken back."""
    yield f"Đã rút {done.correction.id} ({FORMS[done.correction.form]} {_named(done.correction.original)})."
    if done.file:
        yield f"Tệp {done.file} không dùng nữa, có thể xóa."
