"""What ``correct`` gave, as lines of Vietnamese text and as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from docgen.commands import show
from docgen.commands.show_papers import generated_lines, generated_values
from docgen.commands.tongue import click

if TYPE_CHECKING:  # the verbs load heavy libraries; what they give is only described here
    from docgen.corrections import Original, QuotedPair
    from docgen.verbs.correct import Drafted, DraftedTogether, Proposed, Withdrawn
    from docgen.verbs.quotations import Versions

MOST_PLACES: Final = 12
"""How many places are shown; ``--json`` gives all."""

FORMS: Final = {
    "dinh-chinh": "đính chính",
    "thay-the": "thay thế",
    "sua-doi": "sửa đổi, bổ sung",
    "thu-hoi": "thu hồi",
    "bo-sung": "biên bản bổ sung",
}
"""What the user calls the forms."""


def tell(lines: Iterable[str], values: dict[str, Any], as_json: bool) -> None:
    """Print lines for a person, or one JSON document."""
    if as_json:
        click.echo(show.as_json(values))
        return
    for line in lines:
        click.echo(line)


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


def proposed_lines(found: Proposed) -> Iterator[str]:
    """Write what differs, the form that fits and why, and what each form would make."""
    from docgen.corrections import EFFECT  # noqa: PLC0415 - the words stand beside the rules

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


def all_lines(found: Sequence[Proposed]) -> Iterator[str]:
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


def together_lines(done: DraftedTogether) -> Iterator[str]:
    """Write what was drafted together, and what is to be done now."""
    for warning in done.warnings:
        yield f"Lưu ý: {warning.message} {warning.remedy}"
    for item in done.corrections:
        yield f"Đã soạn {item.id}: {FORMS[item.form]} {_named(item.original)}."
    yield from generated_lines(done.generated)
    yield "Xem lại, trình ký; ký xong thì cấp số cả loạt: docgen issue --list TỆP.xlsx"


def together_values(done: DraftedTogether) -> dict[str, Any]:
    """Give the same as plain values."""
    return {
        "corrections": [
            {"id": item.id, "form": str(item.form), "original": item.original.paper, "reason": item.reason}
            for item in done.corrections
        ],
        "warnings": [f"{warning.message} {warning.remedy}" for warning in done.warnings],
        "generated": generated_values(done.generated),
    }


def proposed_values(found: Proposed) -> dict[str, Any]:
    """Give the same as plain values."""
    return {
        "paper": found.original.paper,
        "label": found.original.label,
        "number": found.original.sign,
        "date": found.original.date.isoformat(),
        "places": _pair_values(found.versions.pairs),
        "by_hand": _pair_values(found.versions.by_hand),
        "changes": [
            {"field": list(c.path), "before": c.before, "after": c.after, "nature": str(c.nature)}
            for c in found.versions.changes
        ],
        "proposed": found.proposal.form,
        "why": found.proposal.why,
        "allowed": list(found.proposal.allowed),
        "answers": [
            {"paper": link.paper, "form": str(link.form), "number": link.number} for link in found.answers
        ],
    }


def _pair_values(pairs: Sequence[QuotedPair]) -> list[dict[str, str]]:
    return [{"place": pair.place, "before": pair.before, "after": pair.after} for pair in pairs]


def drafted_lines(done: Drafted) -> Iterator[str]:
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


def drafted_values(done: Drafted) -> dict[str, Any]:
    """Give the same as plain values."""
    item = done.correction
    return {
        "id": item.id,
        "form": str(item.form),
        "original": item.original.paper,
        "original_docx": item.original.docx,
        "places": _pair_values(item.pairs),
        "reason": item.reason,
        "at": item.at,
        "who": item.who,
        "warnings": [f"{warning.message} {warning.remedy}" for warning in done.warnings],
        "file": str(done.path) if done.path is not None else None,
        "generated": generated_values(done.generated),
    }


def withdrawn_lines(done: Withdrawn) -> Iterator[str]:
    """Write what was taken back."""
    yield f"Đã rút {done.correction.id} ({FORMS[done.correction.form]} {_named(done.correction.original)})."
    if done.file:
        yield f"Tệp {done.file} không dùng nữa, có thể xóa."


def withdrawn_values(done: Withdrawn) -> dict[str, Any]:
    """Give the same as plain values."""
    return {"withdrawn": done.correction.id, "original": done.correction.original.paper, "file": done.file}
