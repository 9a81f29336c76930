"""Three versions of a sequence of blocks: the change from base to ours laid on hers, block by block."""

from __future__ import annotations

import functools
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from docgen.delta.align import MOVED, block_likeness, match_blocks, names_above
from docgen.delta.arrange import Order, arrange
from docgen.delta.joined import Group, JoinedText, group
from docgen.delta.merge_desk import MergeDesk, Target, is_hers, last_paragraph, quoted, take_out, told
from docgen.delta.merge_tables import TableMerge
from docgen.delta.model import Block, Element, Other, Paragraph, Table, paragraphs
from docgen.delta.moves import Step, keys_of
from docgen.delta.pen import TextEdit, clean_properties
from docgen.delta.placing import dispute, place_elements
from docgen.delta.sayings import LineMerge
from docgen.delta.tokens import OBJECT
from docgen.word.places import plain
from docgen.word.xml import W


@dataclass(frozen=True, slots=True)
class Three:
    """The three versions of what stands in one body, cell, box or header; ``container`` is hers."""

    base: Sequence[Block]
    hers: Sequence[Block]
    ours: Sequence[Block]
    container: Element
    host: Paragraph | None = None
    """Where a comment goes when nothing of hers stands here."""


def merge_blocks(desk: MergeDesk, three: Three) -> None:
    """Lay our change of some blocks on hers; where she and ours changed the same, note a conflict."""
    base, ours = three.base, three.ours
    if [_key(block) for block in base] == [_key(block) for block in ours]:
        return
    _BlockMerge(desk, three).run()


def _key(block: Block) -> tuple[object, ...]:
    """Give what a block says to the last space, text boxes too."""
    words = (tuple(token.key for token in paragraph.tokens) for paragraph in paragraphs([block]))
    return (type(block), "" if isinstance(block, Paragraph) else block.signature, *words)


@dataclass(slots=True)
class _Plan:
    """What becomes of hers: elements by item, and the items in hers and ours."""

    elements: dict[Hashable, list[Element]] = field(default_factory=dict)
    hers: list[Hashable] = field(default_factory=list)
    ours: list[Hashable] = field(default_factory=list)


class _BlockMerge:
    """One merge of one sequence.  An item is ``("b", n)`` for a block of base; ``h`` and ``o`` likewise."""

    def __init__(self, desk: MergeDesk, three: Three) -> None:
        self._desk, self._three = desk, three
        pairs = match_blocks(three.base, three.hers)
        self._groups = list(group(three.base, three.hers, pairs))
        self._to_ours = dict(match_blocks(three.base, three.ours))
        self._head = {i: g.base[0] for g in self._groups for i in g.base}
        self._of_head = {g.base[0]: g for g in self._groups}
        self._plan = _Plan()
        self._named = self._names_of_hers()
        for found in self._groups:
            if len(found.base) == len(found.hers) == 1:
                desk.clones.learn(three.base[found.base[0]], three.hers[found.hers[0]])

    def _names_of_hers(self) -> set[str]:
        """Give the names under which she wrote something: they stay above it."""
        three = self._three
        _, names = names_above(three.base, three.hers)
        untouched = {
            g.hers[0]
            for g in self._groups
            if len(g.base) == len(g.hers) == 1 and not is_hers(three.base[g.base[0]], three.hers[g.hers[0]])
        }
        return {name for j, name in enumerate(names) if name and j not in untouched}

    def run(self) -> None:
        gone = {g.base[0] for g in self._groups if not self._both(g)}
        for i, j in sorted(self._to_ours.items()):
            if i not in self._head and _key(self._three.base[i]) != _key(self._three.ours[j]):
                self._deleted_by_her(i, j)
        for i, block in enumerate(self._three.base):
            if i not in self._head and i not in self._to_ours:
                self._goes([block], None, None)
        self._list_hers(gone)
        self._list_ours()
        order = arrange(self._base_items(), self._plan.hers, self._plan.ours)
        self._place(order)
        self._settle()

    # What both have, and what one side took away

    def _both(self, found: Group) -> bool:
        """Merge a block that she has; tell whether it stays."""
        three = self._three
        ours = [three.ours[self._to_ours[i]] for i in found.base if i in self._to_ours]
        base = [three.base[i] for i in found.base]
        hers = [three.hers[j] for j in found.hers]
        if not ours:
            return self._deleted_by_us(base, hers)
        one, two, new = base[0], hers[0], ours[0]
        if isinstance(one, Table) and isinstance(two, Table) and isinstance(new, Table):
            TableMerge(self._desk, one, two, new, merge_cell=self._cell).run()
        else:
            words = [[b for b in side if isinstance(b, Paragraph)] for side in (base, hers, ours)]
            if all(words):
                self._desk.pair(words[1], words[0], words[2])
                LineMerge(self._desk, *map(JoinedText, words)).run()
                self._boxes(*(side[0] for side in words))
        return True

    def _cell(
        self, base: Sequence[Block], hers: Sequence[Block], ours: Sequence[Block], cell: Element
    ) -> None:
        merge_blocks(self._desk, Three(base, hers, ours, cell, last_paragraph(hers)))

    def _boxes(self, base: Paragraph, hers: Paragraph, ours: Paragraph) -> None:
        if len(base.boxes) != len(ours.boxes):
            self._desk.note(f"Khung chữ ở {self._desk.our_places.quoted(ours.element)} đã đổi trong mẫu.")
            return
        for old, mine, new in zip(base.boxes, hers.boxes, ours.boxes, strict=False):
            if mine:
                container = mine[0].element.getparent()
                merge_blocks(self._desk, Three(old, mine, new, container, hers))

    def _deleted_by_us(self, base: Sequence[Block], hers: Sequence[Block]) -> bool:
        """Take out what ours has no more, unless she worked on it; tell whether it stays."""
        names_hers = isinstance(base[0], Paragraph) and base[0].signature in self._named
        if len(base) == len(hers) == 1 and not names_hers and not is_hers(base[0], hers[0]):
            self._desk.pair(list(paragraphs(hers)), list(paragraphs(base)), ())
            following, parent = hers[0].element.getnext(), hers[0].element.getparent()
            gone = self._remove(hers[0])
            if gone:
                undo = functools.partial(_put_back, hers[0].element, following, parent)
                self._goes(base, undo, next(paragraphs(hers), None))
            return not gone
        before = " ".join(plain(p.text) for p in paragraphs(base))
        if not before:
            return True
        self._goes(base, None, None)
        what = "Bảng này" if isinstance(base[0], Table) else "Đoạn này"
        self._desk.conflict(
            Target(next(paragraphs(hers), None)),
            self._desk.places.quoted(hers[0].element),
            before=before,
            hers=" ".join(plain(p.text) for p in paragraphs(hers)),
            now="",
            message=told(before, "", what=what),
        )
        return True

    def _goes(self, base: Sequence[Block], undo: Callable[[], None] | None, at: Paragraph | None) -> None:
        """Note the sentences of a block that the records have no more here."""
        text = " ".join(plain(p.text) for p in paragraphs(base))
        self._desk.steps.append(Step(keys_of(base), undo=undo, at=at, text=text, comes=False))

    def _remove(self, block: Block) -> bool:
        """Take a block out; the end of a section stays as an empty paragraph.  Tells whether it is gone."""
        if isinstance(block, Other):
            return False
        self._desk.touch(block.element)
        if isinstance(block, Paragraph) and block.element.find(f"{W}pPr/{W}sectPr") is not None:
            self._desk.edit(block, TextEdit(0, len(block.text), ""))
            return False
        take_out(block.element)
        return True

    def _deleted_by_her(self, i: int, j: int) -> None:
        old, new = self._three.base[i], self._three.ours[j]
        before = " ".join(plain(p.text) for p in paragraphs([old]))
        now = " ".join(plain(p.text) for p in paragraphs([new]))
        if not now or before == now:
            return
        self._desk.conflict(
            Target(self._nearest(i)),
            self._desk.base_places.quoted(old.element),
            before=before,
            hers="",
            now=now,
            message=(
                "Gần chỗ này có đoạn đã bị xóa khi sửa tay. "
                f"Theo dữ liệu đoạn ấy nay là: “{quoted(now)}” (trước đây: “{quoted(before)}”)."
            ),
        )

    def _nearest(self, i: int) -> Paragraph | None:
        """Give the paragraph of hers nearest to where a block of the base would stand."""
        for head in sorted(self._of_head, key=lambda h: (abs(h - i), h > i)):
            found = self._of_head[head].hers
            blocks = [self._three.hers[j] for j in found]
            near = last_paragraph(blocks) if head < i else next(paragraphs(blocks), None)
            if near is not None:
                return near
        return self._three.host

    # The order of what stays and what comes

    def _base_items(self) -> list[Hashable]:
        return [("b", i) for i in range(len(self._three.base)) if self._head.get(i, i) == i]

    def _list_hers(self, gone: set[int]) -> None:
        heads = {j: g.base[0] for g in self._groups for j in g.hers}
        for j, block in enumerate(self._three.hers):
            item: Hashable = ("b", heads[j]) if j in heads else ("h", j)
            if j in heads and heads[j] in gone:
                continue
            if item not in self._plan.elements:
                self._plan.hers.append(item)
            self._plan.elements.setdefault(item, []).append(block.element)

    def _list_ours(self) -> None:
        three = self._three
        back = {j: i for i, j in self._to_ours.items()}
        free_hers = [int(item[1]) for item in self._plan.hers if isinstance(item, tuple) and item[0] == "h"]
        twins = _twins(
            [three.hers[j] for j in free_hers], [b for j, b in enumerate(three.ours) if j not in back]
        )
        for j, block in enumerate(three.ours):
            if j in back:
                item: Hashable = ("b", self._head.get(back[j], back[j]))
                if item not in self._plan.ours:
                    self._plan.ours.append(item)
            elif id(block) in twins:
                self._typed_by_her(twins[id(block)], block)
                self._plan.ours.append(("h", next(n for n in free_hers if three.hers[n] is twins[id(block)])))
            else:
                item = ("o", j)
                self._plan.elements[item] = self._made(j, block)
                if self._plan.elements[item]:
                    self._plan.ours.append(item)
                    self._comes(block, self._plan.elements[item][0], self._nearest(back.get(j - 1, 0)))

    def _comes(self, block: Block, made: Element, at: Paragraph | None) -> None:
        """Note the sentences of a block that the records have anew."""
        text = " ".join(plain(p.text) for p in paragraphs([block]))
        undo = functools.partial(_take_back, made)
        self._desk.steps.append(Step(keys_of([block]), undo=undo, at=at, text=text, comes=True))

    def _typed_by_her(self, hers: Block, ours: Block) -> None:
        """Note a conflict when she had typed in nearly what the records say now."""
        if hers.signature == ours.signature:
            return
        now = " ".join(plain(p.text) for p in paragraphs([ours]))
        self._desk.conflict(
            Target(next(paragraphs([hers]), None)),
            self._desk.places.quoted(hers.element),
            before="",
            hers=" ".join(plain(p.text) for p in paragraphs([hers])),
            now=now,
            message=f"Đoạn này do sửa tay thêm nên docgen giữ nguyên. Theo dữ liệu nay là: “{quoted(now)}”.",
        )

    def _made(self, j: int, block: Block) -> list[Element]:
        """Make a block of ours in the formatting of her file."""
        if isinstance(block, Paragraph):
            if OBJECT in block.text:
                self._desk.note(
                    f"Hình hoặc trường ở {self._desk.our_places.quoted(block.element)} chưa được đưa vào."
                )
            return [self._desk.clones.paragraph(block, list(self._near(j)))]
        if isinstance(block, Table):
            return [self._desk.clones.table(block)]
        self._desk.note(f"Phần ở {self._desk.our_places.quoted(block.element)} chưa được đưa vào.")
        return []

    def _near(self, j: int) -> Iterator[tuple[Paragraph, Paragraph]]:
        """Give paragraphs that both have, with their look in her file, the nearest first."""
        back = {k: i for i, k in self._to_ours.items()}
        for k in sorted(range(len(self._three.ours)), key=lambda n: (abs(n - j), n > j)):
            found = self._of_head.get(self._head.get(back.get(k, -1), -1))
            if found is None:
                continue
            ours, hers = self._three.ours[k], self._three.hers[found.hers[0]]
            if isinstance(ours, Paragraph) and isinstance(hers, Paragraph):
                yield ours, hers
        for i, found in self._of_head.items():  # what ours has no more can still lend its look
            base, hers = self._three.base[i], self._three.hers[found.hers[0]]
            if isinstance(base, Paragraph) and isinstance(hers, Paragraph):
                yield base, hers

    def _place(self, order: Order) -> None:
        place_elements(order, self._plan.elements, self._three.container)
        if order.placed:
            self._desk.touch(self._three.container)
        if order.disputed:
            self._disputed(order)

    def _disputed(self, order: Order) -> None:
        numbers = [int(item[1]) for item in self._plan.ours if isinstance(item, tuple) and item[0] == "b"]
        lines = [" ".join(plain(p.text) for p in paragraphs([self._three.base[i]])) for i in numbers]
        first = next((item for item in order.items if isinstance(item, tuple) and item[0] == "b"), None)
        found = self._of_head[int(first[1])] if isinstance(first, tuple) else None
        target = Target(next(paragraphs([self._three.hers[found.hers[0]]]), None) if found else None)
        dispute(self._desk, target, lines)

    def _settle(self) -> None:
        """Let a cell or box end with a paragraph, as Word demands."""
        container = self._three.container
        if container.tag == f"{W}body" or container.tag not in _ENDING_IN_PARAGRAPH:
            return
        if len(container) == 0 or container[-1].tag != f"{W}p":
            last = next((b for b in self._three.hers if isinstance(b, Paragraph)), None)
            etree.SubElement(container, f"{W}p") if last is None else _empty_like(container, last)


_ENDING_IN_PARAGRAPH = frozenset(W + n for n in ("tc", "txbxContent", "hdr", "ftr", "footnote", "endnote"))


def _put_back(element: Element, following: Element | None, parent: Element) -> None:
    """Put a block back that was taken out: before what followed it, or at the end."""
    if following is not None and following.getparent() is parent:
        following.addprevious(element)
    else:
        parent.append(element)


def _take_back(element: Element) -> None:
    element.getparent().remove(element)


def _empty_like(container: Element, paragraph: Paragraph) -> None:
    made = etree.SubElement(container, f"{W}p")
    found = paragraph.element.find(f"{W}pPr")
    if found is not None:
        made.append(clean_properties(found))


def _twins(hers: Sequence[Block], ours: Sequence[Block]) -> dict[int, Block]:
    """Pair what both sides added and what is the same, or nearly; by the identity of ours."""
    found = {}
    for i, j in match_blocks(hers, ours):
        same = hers[i].signature == ours[j].signature and bool(ours[j].words)
        if same or block_likeness(hers[i], ours[j]) >= MOVED:
            found[id(ours[j])] = hers[i]
    return found
