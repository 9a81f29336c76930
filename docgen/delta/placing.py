"""Putting blocks and rows into their places in her document."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from docgen.delta.arrange import Order
from docgen.delta.merge_desk import MergeDesk, Target, quoted
from docgen.delta.model import Element
from docgen.word.xml import W


def dispute(desk: MergeDesk, target: Target, lines: Sequence[str]) -> None:
    """Note that she and the records put the same lines into different orders."""
    now = "; ".join(quoted(line)[:60] for line in lines if line)
    desk.conflict(
        target,
        desk.places.quoted(target.paragraph.element) if target.paragraph is not None else "",
        before="",
        hers="",
        now=now,
        message=f"Thứ tự ở đây đã sửa tay nên docgen giữ nguyên. Theo dữ liệu nay xếp là: {quoted(now)}.",
    )


def place_elements(order: Order, elements: Mapping[Hashable, Sequence[Element]], container: Element) -> None:
    """Put what is new or moved behind what comes before it; all else stays where it is."""
    previous: Element | None = None
    for position, item in enumerate(order.items):
        for element in elements[item]:
            if item in order.placed:
                following = (i for i in order.items[position + 1 :] if i not in order.placed)
                _put(element, previous, next((elements[i][0] for i in following), None), container)
            previous = element


def _put(element: Element, previous: Element | None, following: Element | None, container: Element) -> None:
    if previous is not None:
        previous.addnext(element)
    elif following is not None:
        following.addprevious(element)
    elif len(container) and container[-1].tag == f"{W}sectPr":
        container[-1].addprevious(element)
    else:
        container.append(element)
