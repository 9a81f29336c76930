"""Two versions side by side, as one page of HTML without scripts and without anything from outside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from docgen.comparing.page_style import PAGE, STYLE, bare, visible
from docgen.comparing.pairs import Item, ItemState, Renderer
from docgen.delta import Change, ChangeKind, Document, Told, align
from docgen.word.places import shortened

CONTEXT: Final = 3
"""Unchanged paragraphs or rows that are shown before and after a change."""
MOST_LISTED: Final = 500
"""Most changes that the list at the top names."""
LONGEST_QUOTE: Final = 240
"""Most characters of a text quoted in the list."""
MAX_SIZE: Final = 8_000_000
"""Most characters of the page: a paper of a hundred pages needs one million."""

_ALIKE: Final = "Hai bản có cùng chữ, cùng số, cùng dấu, cùng hình; nếu khác thì chỉ khác cách trình bày."
_UNSEEN: Final = (
    "{} chỗ chỉ khác dấu cách hoặc cách mã hóa chữ (Unicode dựng sẵn, tổ hợp), mắt không thấy;"
    " dấu cách khác nhau được đánh dấu trong bản Word."
)

_KINDS: Final = {
    ChangeKind.CHANGED: "sửa",
    ChangeKind.ADDED: "thêm",
    ChangeKind.REMOVED: "bỏ",
    ChangeKind.MOVED: "chuyển chỗ",
}
_SIGNS: Final = {
    ItemState.SAME: "",
    ItemState.CHANGED: "±",
    ItemState.ADDED: "+",
    ItemState.REMOVED: "−",
    ItemState.MOVED: "↕",
}
STORY_NAMES: Final = {
    "body": "Nội dung",
    "header": "Đầu trang",
    "footer": "Chân trang",
    "footnotes": "Chú thích cuối trang",
    "endnotes": "Chú thích cuối văn bản",
}
_LEGEND: Final = (
    '<p class="legend">Chữ bị bỏ: <del>gạch ngang</del>. Chữ thêm vào: <ins>gạch chân</ins>. '
    "Dấu ở cột giữa: ± sửa, + thêm, − bỏ, ↕ chuyển chỗ. Thay đổi về phông, cỡ chữ, lề không nêu ở đây.</p>"
)


@dataclass(frozen=True, slots=True)
class Titles:
    """What the user calls the paper and its two versions."""

    paper: str
    old: str
    new: str


def side_by_side(before: Document, after: Document, titles: Titles, told: Told) -> str:
    """Write two versions side by side, the old one on the left, with a list of all changes on top."""
    renderer = Renderer(before, after)
    stories = [(pair.new or pair.old, list(renderer.blocks(pair.blocks()))) for pair in align(before, after)]
    body = [
        f"<h1>So sánh: {visible(titles.paper)}</h1>",
        f"<p>Bên trái: <b>{visible(titles.old)}</b>.<br>Bên phải: <b>{visible(titles.new)}</b>.</p>",
        *_list(told.changes, renderer),
        *(f'<p class="note">{note}</p>' for note in notes(told)),
        _LEGEND,
    ]
    room = _PageRoom(MAX_SIZE - sum(map(len, body)))
    for story, items in stories:
        name = STORY_NAMES.get(story.role.partition(" ")[0], "Phần khác") if story is not None else ""
        if all(item.look is ItemState.SAME for item in items):
            body += _folded(items, f"{name}: ", room)
            continue
        body.append(f"<h2>{name}</h2>")
        body.append(
            f'<div class="heads"><div>{visible(titles.old)}</div><div></div>'
            f"<div>{visible(titles.new)}</div></div>"
        )
        body += _story(items, room)
    return PAGE.format(title=f"So sánh: {bare(titles.paper)}", style=STYLE, body="\n".join(body))


def notes(told: Told) -> Iterator[str]:
    """Say what the list of changes does not: that there are none, or some that nobody sees."""
    if not told.changes:
        yield _ALIKE
    if told.unseen:
        yield _UNSEEN.format(told.unseen)


# --- the list of changes ------------------------------------------------------------------------


def _list(changes: Sequence[Change], renderer: Renderer) -> Iterator[str]:
    if not changes:
        return
    yield f"<h2>{len(changes)} chỗ thay đổi</h2>"
    yield '<ol class="changes">'
    for change in changes[:MOST_LISTED]:
        place = visible(change.place or "chỗ không có tên")
        anchor = renderer.anchor(change)
        link = f'<a href="#{anchor}">{place}</a>' if anchor else place
        label = f' <span class="label">({visible(change.label)})</span>' if change.label else ""
        yield f'<li><span class="what">{_KINDS[change.kind]}</span>, {link}{label}: {_quote(change)}</li>'
    yield "</ol>"
    if len(changes) > MOST_LISTED:
        yield f'<p class="note">… và {len(changes) - MOST_LISTED} chỗ nữa, xem ở dưới.</p>'


def _quote(change: Change) -> str:
    if change.kind is ChangeKind.MOVED:
        return f"«{visible(shortened(change.after, LONGEST_QUOTE))}»"
    sides = ((change.before, change.old, "del"), (change.after, change.new, "ins"))
    return " → ".join(_emphasised(*side) for side in sides if side[0])


def _emphasised(quote: str, words: str, tag: str) -> str:
    """Write a quotation with the changed words marked, where they can be told from the others."""
    if words and quote.count(words) == 1 and len(quote) <= LONGEST_QUOTE:
        head, tail = quote.split(words)
        return f"«{visible(head)}<{tag}>{visible(words)}</{tag}>{visible(tail)}»"
    return f"«{visible(shortened(quote, LONGEST_QUOTE))}»"


# --- the two columns ----------------------------------------------------------------------------


class _PageRoom:
    """What is left of the page."""

    def __init__(self, size: int) -> None:
        self._left = size

    def take(self, text: str) -> bool:
        """Take the room of a text, if there is that much."""
        if len(text) > self._left:
            return False
        self._left -= len(text)
        return True


def _story(items: Sequence[Item], room: _PageRoom) -> Iterator[str]:
    """Write the items of a story; long stretches without a change are folded."""
    for shown, group in _stretches(items):
        if not shown:
            yield from _folded(group, "", room)
            continue
        written = "\n".join(map(_pair, group))
        yield written if room.take(written) else _too_long(group)


def _folded(items: Sequence[Item], name: str, room: _PageRoom) -> Iterator[str]:
    """Write items without a change so that a reader may unfold them."""
    lines = sum(bool(item.old or item.new) for item in items)
    written = "\n".join(map(_pair, items))
    if lines and room.take(written):
        yield f"<details><summary>{name}{lines} dòng không đổi (bấm để xem)</summary>\n{written}\n</details>"
    elif lines:
        yield _too_long(items)


def _too_long(items: Sequence[Item]) -> str:
    return f'<p class="note">(Văn bản quá dài: {len(items)} dòng ở đây không in lại.)</p>'


def _stretches(items: Sequence[Item]) -> Iterator[tuple[bool, Sequence[Item]]]:
    """Cut the items into stretches to be shown and stretches to be folded."""
    near = [False] * len(items)
    for number, item in enumerate(items):
        if item.look is not ItemState.SAME:
            low, high = max(0, number - CONTEXT), min(len(items), number + CONTEXT + 1)
            near[low:high] = [True] * (high - low)
    start = 0
    for end in range(1, len(items) + 1):
        if end == len(items) or near[end] != near[start]:
            lone = end - start == 1  # folding one line would save nothing
            yield near[start] or lone, items[start:end]
            start = end


def _pair(item: Item) -> str:
    if not item.old and not item.new:
        return ""
    name = f' id="{item.anchor}"' if item.anchor else ""
    sign = f'<div class="sign-column">{_SIGNS[item.look]}</div>'
    old, new = _side("old", item.old), _side("new", item.new)
    if not item.wide:
        return f'<div class="pair {item.look}"{name}>{old}{sign}{new}</div>'
    under = (
        f'{old}<div class="sign-column"></div>{new}' if item.old and item.new else old if item.old else new
    )
    return f'<div class="pair wide {item.look}"{name}>{sign}{under}</div>'


def _side(side: str, text: str) -> str:
    return f'<div class="side {side}{"" if text else " empty"}">{text}</div>'
