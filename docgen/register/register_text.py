"""The register as plain text, which anybody can read without docgen: a function of its contents.

UTF-8 with a mark at its beginning and Windows' line ends, so that Notepad shows it right.  It says
all that the database says, so that ``verify`` can hold one against the other.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final

from docgen.register.chain import replay
from docgen.register.entry import ACTS, RELATIONS, Contents, RegisterEntry, Row
from docgen.register.series import TYPES, series_called
from docgen.viet import short_date

LAYOUT: Final = 2
"""The layout of this text, written in its head: counted up whenever ``text_of`` writes the same otherwise.
``text_of`` goes on writing every earlier one, so that a text which calls itself older is compared too; the
first named none.  The lines that ``_LAYOUT`` and ``_ACTS`` find stay as they are in all of them."""

_HEAD: Final = """SỔ ĐĂNG KÝ VĂN BẢN ĐI (bản chữ{layout})
Đợt: {season}
Bản này docgen ghi lại mỗi khi sổ có thêm số; đọc bằng Notepad, không cần docgen. Xin đừng sửa:
«docgen register verify» đối chiếu bản này với sổ so-dang-ky.db bên cạnh.
Số văn bản: {rows}. Số việc đã ghi: {acts}.
Mã của việc cuối cùng: {head}
"""
_BEFORE, _AFTER = 20, 60
"""Letters shown of two lines before and after they part."""

_LAYOUT: Final = re.compile(r"SỔ ĐĂNG KÝ VĂN BẢN ĐI \(bản chữ(?:, kiểu (\d+))?\)")
_ACTS: Final = re.compile(r"Số việc đã ghi: (\d+)\.")


def text_of(contents: Contents, season: str, layout: int = LAYOUT) -> str:
    """Write the text of a register in some layout; rows are those that follow from the history."""
    rows = replay(contents.history)
    head = _HEAD.format(
        layout=f", kiểu {layout}" if layout > 1 else "",
        season=season,
        rows=len(rows),
        acts=len(contents.history),
        head=contents.head or "chưa có",
    )
    lines = [*head.splitlines(), "", "I. CÁC SỐ", ""]
    signs = {row.id: row.sign for row in rows}
    for row in rows:
        lines += [*_row_lines(row, signs), ""]
    lines += ["II. VIỆC ĐÃ GHI, THEO THỨ TỰ", ""]
    for entry in contents.history:
        lines += [*_entry_lines(entry, signs), ""]
    return "".join(f"{line}\r\n" for line in lines)


def _row_lines(row: Row, signs: dict[int, str]) -> Iterator[str]:
    state = "ĐÃ HỦY, không dùng lại" if row.cancelled else "đã cấp"
    yield (
        f"{row.id}. Số {row.sign} ngày {short_date(row.date)}: {state}."
        f" Dãy {series_called(row.series)} ({row.series}), năm {row.year},"
        f" số thứ tự {row.number}{row.letter}."
    )
    yield f"   Tên loại, trích yếu: [{row.kind}] {TYPES.get(row.kind, '')}: {_plain(row.subject)}"
    yield f"   Người ký: {_plain(row.signer)}; chức vụ: {_plain(row.post)}; mã: {_plain(row.signer_code)}"
    yield f"   Nơi nhận: {_plain(row.recipients)}"
    yield f"   Lưu: {_plain(row.keeper)}; số bản: {row.copies or ''}; ghi chú: {_plain(row.note)}"
    if row.replaces:
        yield f"   {RELATIONS[row.relation].capitalize()} số {signs.get(row.replaces, row.replaces)}"
    if row.replaced_by:
        yield f"   Được trả lời bằng số {', '.join(signs[answer] for answer in row.replaced_by)}"
    if row.paper:
        yield f"   Văn bản: {_plain(row.paper)}; {_plain(row.label)}; tệp {_plain(row.file)}"
    if row.docx:
        yield f"   SHA-256 của tệp Word: {row.docx}"
        yield f"   SHA-256 của bản gốc: {row.base}; của tệp trước đó: {row.before}"
        yield f"   SHA-256 của nội dung đã điền: {row.inputs}; của số liệu: {row.records}"


def _entry_lines(entry: RegisterEntry, signs: dict[int, str]) -> Iterator[str]:
    about = signs[json.loads(entry.what)["id"]]
    why = f" Lý do: {_plain(entry.why)}" if entry.why else ""
    yield f"{entry.seq}. {entry.at}, {_plain(entry.who)}: {ACTS[entry.act]} {about}.{why}"
    yield f"   mã: {entry.hash}"


def _plain(text: str) -> str:
    """Keep a value on its line."""
    return " ".join(text.split())


def decoded(data: bytes) -> str:
    """Read a text whatever its line ends and with or without the mark: an editor may change these."""
    text = data.decode("utf-8-sig", errors="replace")
    return text.replace("\r\n", "\n").rstrip("\n")


def acts_in(text: str) -> int | None:
    """Tell how many acts a text says that it holds; ``None`` when it does not say."""
    match = _ACTS.search(text)
    return int(match[1]) if match else None


def layout_of(text: str) -> int:
    """Tell which layout a text calls itself of; that of today where it is none that this docgen writes."""
    found = _LAYOUT.match(text)
    layout = int(found[1] or 1) if found else LAYOUT
    return layout if 1 <= layout < LAYOUT else LAYOUT


def agrees(data: bytes, contents: Contents, season: str) -> bool:
    """Tell whether a text says what the register says, in its own layout."""
    text = decoded(data)
    return text == decoded(text_of(contents, season, layout_of(text)).encode())


def first_difference(data: bytes, contents: Contents, season: str) -> tuple[int, str, str]:
    """Give the first line that differs: its number, the text's words there, and the register's."""
    text = decoded(data)
    found = text.split("\n")
    wanted = decoded(text_of(contents, season, layout_of(text)).encode()).split("\n")
    for number in range(max(len(found), len(wanted))):
        one = found[number] if number < len(found) else ""
        other = wanted[number] if number < len(wanted) else ""
        if one != other or number >= min(len(found), len(wanted)):
            return number + 1, *_apart(one, other)
    return 0, "", ""


def _apart(one: str, other: str) -> tuple[str, str]:
    """Cut two lines to where they part, with some words before."""
    same = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    start = max(0, same - _BEFORE)
    return one[start : same + _AFTER], other[start : same + _AFTER]


def lags(data: bytes, contents: Contents, season: str) -> bool:
    """Tell whether a text is that of an earlier moment: a run was ended before it could write the last."""
    acts = acts_in(decoded(data))
    if acts is None or acts >= len(contents.history):
        return False
    return agrees(data, Contents((), contents.history[:acts]), season)
