"""The register and what became of issues, as lines of Vietnamese text and as plain values."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from docgen.commands.show import problem_line, problem_lines, stop_lines, stop_values
from docgen.commands.show_papers import generated_lines, generated_values

if TYPE_CHECKING:  # the verbs load heavy libraries; what they give is only described here
    from docgen.register import Contents, Row, VerifiedRegister
    from docgen.verbs.issue import Issued
    from docgen.verbs.issue_lists import IssueListing
    from docgen.verbs.rebuilding import Rebuilt
    from docgen.verbs.register import NumberTakenIn, Shown

ACTS: Final = {"cap-so": "cấp số", "ghi-so": "ghi số đã cấp", "huy-so": "hủy số"}
"""What the user calls the acts of ``docgen.register``."""

_MOST: Final = 5
_SHORT: Final = 16


def _day(row: Row) -> str:
    return f"{row.date:%d/%m/%Y}"


def _moment(at: str) -> str:
    """Write a time the way that it is read: 08:30 ngày 02/11/2023."""
    date, _, time = at.partition("T")
    year, month, day = date.split("-")
    return f"{time[:5]} ngày {day}/{month}/{year}"


def row_values(row: Row) -> dict[str, Any]:
    """Give one row as plain values."""
    return {
        "id": row.id,
        "sign": row.sign,
        "series": row.series,
        "year": row.year,
        "number": row.number,
        "symbol": row.symbol,
        "kind": row.kind,
        "date": row.date.isoformat(),
        "subject": row.subject,
        "signer": row.signer,
        "post": row.post,
        "recipients": row.recipients,
        "keeper": row.keeper,
        "copies": row.copies or None,
        "note": row.note,
        "paper": row.paper,
        "file": row.file,
        "docx_sha256": row.docx,
        "inputs_sha256": row.inputs,
        "replaces": row.replaces or None,
        "relation": row.relation,
        "replaced_by": list(row.replaced_by),
        "cancelled": row.cancelled,
    }


# --- issue ------------------------------------------------------------------------------------


def issued_lines(done: Issued, *, cancelled: bool) -> Iterator[str]:
    """Write which numbers were given or cancelled, and which papers were made again by it."""
    yield from map(problem_line, done.notes)
    word = "Đã hủy số" if cancelled else "Đã cấp số"
    for row in done.rows:
        yield f"{word} {row.sign} ngày {_day(row)}: {row.label or row.title}"
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


def issued_values(done: Issued) -> dict[str, Any]:
    """Give the same as plain values."""
    return {
        "season": done.season,
        "rows": [row_values(row) for row in done.rows],
        "already": done.already,
        "head": done.contents.head,
        "problems": [problem.as_dict() for problem in done.notes],
        "stop": stop_values(done.stop) if done.stop is not None else None,
        "generated": generated_values(done.generated) if done.generated is not None else None,
    }


def listed_lines(made: IssueListing) -> Iterator[str]:
    """Write where a list was put, and what is to be done with it."""
    proposed = sum(bool(row.number) for row in made.rows)
    yield f"Đã lập danh sách {len(made.rows)} văn bản chưa có số ({proposed} có số đề nghị): {made.path}"
    yield "Điền Số và Ngày ban hành cho văn bản đã ký, lưu lại, rồi chạy:"
    yield f'docgen issue --from "{made.path}"'


def listed_values(made: IssueListing) -> dict[str, Any]:
    """Give the same as plain values."""
    return {
        "file": str(made.path),
        "papers": [{"paper": row.paper, "label": row.label, "number": row.number} for row in made.rows],
    }


# --- register ---------------------------------------------------------------------------------


def shown_lines(shown: Shown) -> Iterator[str]:
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


def shown_values(shown: Shown) -> dict[str, Any]:
    """Give the register as plain values."""
    return {
        "season": shown.place.season,
        "register": str(shown.path),
        "rows": [row_values(row) for row in shown.rows],
        "head": shown.contents.head,
        "only_in_workbook": [
            {
                "sign": known.sign,
                "date": known.date.isoformat() if known.date else None,
                "name": known.name,
                "where": str(known.where),
            }
            for known in shown.lacking
        ],
        "problems": [problem.as_dict() for problem in shown.notes],
    }


def added_lines(added: NumberTakenIn) -> Iterator[str]:
    """Write which number was taken in."""
    yield from map(problem_line, added.notes)
    yield f"Đã ghi số {added.row.sign} ngày {_day(added.row)}: {added.row.title}"
    if added.row.paper:
        yield "Số này sẽ được điền vào các văn bản nhắc đến nó khi chạy «docgen generate»."


def added_values(added: NumberTakenIn) -> dict[str, Any]:
    """Give the same as plain values."""
    return {
        "row": row_values(added.row),
        "head": added.contents.head,
        "problems": [problem.as_dict() for problem in added.notes],
    }


def history_lines(contents: Contents) -> Iterator[str]:
    """Write the history, an act a line."""
    signs = _signs(contents)
    for entry in contents.history:
        why = f" Lý do: {entry.why}" if entry.why else ""
        sign = signs.get(entry.seq, "")
        told = f"{_moment(entry.at)}, {entry.who}: {ACTS[entry.act]} {sign}.{why}"
        yield f"{entry.seq}. {told}  [{entry.hash[:_SHORT]}]"
    yield f"{len(contents.history)} việc. Mã của việc cuối cùng: {contents.head or 'chưa có'}"


def _signs(contents: Contents) -> dict[int, str]:
    """Give the number that each act is about; acts that give numbers stand in the order of their rows."""
    import json  # noqa: PLC0415 - for this alone

    by_id = {row.id: row.sign for row in contents.rows}
    return {entry.seq: by_id.get(json.loads(entry.what).get("id", 0), "") for entry in contents.history}


def history_values(contents: Contents) -> dict[str, Any]:
    """Give the history as plain values."""
    signs = _signs(contents)
    return {
        "head": contents.head,
        "acts": [
            {
                "seq": entry.seq,
                "at": entry.at,
                "who": entry.who,
                "act": entry.act,
                "why": entry.why,
                "sign": signs.get(entry.seq, ""),
                "hash": entry.hash,
            }
            for entry in contents.history
        ],
    }


def verified_lines(found: VerifiedRegister, path: Path) -> Iterator[str]:
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


def verified_values(found: VerifiedRegister, path: Path) -> dict[str, Any]:
    """Give the same as plain values."""
    return {
        "register": str(path),
        "sound": found.sound,
        "numbers": len(found.contents.rows),
        "acts": len(found.contents.history),
        "head": found.contents.head,
        "problems": [problem.as_dict() for problem in found.problems],
    }


def rebuilt_lines(made: Rebuilt) -> Iterator[str]:
    """Write what a register that was made again holds, and what nobody knows of it any more."""
    for number, unknown in made.unknown:
        yield f"Lấy lại số {number}{f'; không rõ: {unknown}' if unknown else ''}."
    yield ""
    yield f"Đã dựng lại {len(made.contents.rows)} số ({made.kept} số còn trong sổ cũ): {made.folder}"
    yield "Không biết được: số nào cấp sau dòng cuối của nhật ký; số nào đã hủy mà nhật ký chưa ghi"
    yield "(bản docgen cũ không ghi việc hủy); người làm và lý do của các việc đã mất."
    yield "Xem so-dang-ky.txt trong thư mục ấy, đối chiếu với văn bản giấy. Đúng thì dùng:"
    yield "docgen register rebuild --use"


def rebuilt_values(made: Rebuilt) -> dict[str, Any]:
    """Give the same as plain values."""
    return {
        "folder": str(made.folder),
        "numbers": len(made.contents.rows),
        "kept": made.kept,
        "head": made.contents.head,
        "taken_back": [{"number": number, "unknown": unknown} for number, unknown in made.unknown],
    }
