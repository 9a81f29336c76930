"""Three versions of a paper made into one: a person's edits stay, corrected records come in."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from docgen.delta.differences import Change, compare
from docgen.delta.guard import Guard, words_beside
from docgen.delta.merge_comments import Comments
from docgen.delta.merge_desk import Conflict, MergeDesk, Target
from docgen.delta.merging import Three, merge_blocks
from docgen.delta.model import Document, Story, paragraphs
from docgen.delta.reading import SAVE_AGAIN, read
from docgen.delta.run_look import looks_changed
from docgen.delta.tokens import word_keys
from docgen.problem import Stop
from docgen.render.properties import ORIGIN, put_properties, read_properties
from docgen.render.soundness import count_faults
from docgen.word.xml import DECLARATION, MarkupError, W, serialise

LOOKS: Final = "Mẫu hoặc kiểu chữ mới chưa được đưa vào tệp đã sửa tay."
UNSAFE: Final = (
    "Không gộp được số liệu mới vào tệp đã sửa tay mà chắc chắn giữ đủ chữ đã sửa; tệp được giữ nguyên. "
    "Hãy đối chiếu với bản docgen tạo từ dữ liệu mới."
)
_STRUCTURE: Final = frozenset(f"GOI-{n:02d}" for n in (1, 2, 3, 4, 5, 6, 7, 8, 13, 14, 15))
"""Faults that Word would repair or refuse; see ``render.soundness``."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge gave.

    ``data`` is her file with what could be brought in; the very bytes of ``hers`` when that is nothing.
    ``applied`` tells what changed in her file; ``conflicts`` where her words stay against the records,
    each with a comment in the file; ``unapplied`` are sentences on what was not brought in (a new template).
    ``safe`` is false when the merge was given up, so that ``data`` is her file untouched.
    """

    data: bytes
    applied: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]
    unapplied: tuple[str, ...]
    safe: bool = True

    def as_json(self) -> dict[str, Any]:
        """Give what was brought in and what was not as plain JSON values."""
        return {
            "applied": [change.as_json() for change in self.applied],
            "conflicts": [
                {"place": c.place, "before": c.before, "hers": c.hers, "now": c.now} for c in self.conflicts
            ],
            "unapplied": list(self.unapplied),
        }


def merge(
    base: bytes, hers: bytes, ours: bytes, *, author: str, now: dt.datetime, name: str = "bản đã sửa tay"
) -> Merged:
    """Lay the change from ``base`` to ``ours`` on ``hers``.

    ``base`` is the paper as docgen made it, ``hers`` that paper as a person edited it in Word or
    LibreOffice, ``ours`` as it would be made now.  Her wording, formatting, paragraphs, tables, pictures
    and comments stay; changed words, rows and paragraphs of ours come in at their places.  Where both
    changed the same words hers stay, with a comment by ``author``, dated ``now``, that says what the
    records say.  ``name`` names her file for the user.  The same arguments always give the same bytes.

    ``Stop`` when a file is no sound .docx.
    """
    old, mine, new = (
        read(base, name="bản docgen đã tạo"), read(hers, name=name), read(ours, name="bản mới")
    )  # fmt: skip
    try:
        return _merged(hers, MergeDesk(old, mine, new), (old, mine, new), author=author, now=now)
    except MarkupError as error:
        raise Stop(f"Không đọc được tệp «{name}»: phần ghi chú bị hỏng.", SAVE_AGAIN) from error


def _merged(
    hers: bytes, desk: MergeDesk, read_files: tuple[Document, ...], *, author: str, now: dt.datetime
) -> Merged:
    old, mine, new = read_files
    guard = Guard(mine)
    for story in old.stories:
        _merge_story(desk, story, mine.story(story.role), new.story(story.role))
        for copy in _copies(story, old, mine):
            _merge_story(desk, story, copy, new.story(story.role))
    for story in new.stories:
        if old.story(story.role) is None and any(p.words for p in paragraphs(story.blocks)):
            name = next(p.excerpt() for p in paragraphs(story.blocks) if p.words)
            desk.note(f"Phần mới «{name}» chưa được đưa vào.")
    if looks_changed(old, new):
        desk.note(LOOKS)
    comments = Comments(mine.package, mine.body.name, mine.body.root, author=author, now=now)
    desk.finish(comments)
    origin, noted = read_properties(new.package).get(ORIGIN, ""), comments.notes()
    known = {name: value for name, value in read_properties(mine.package).items() if name != ORIGIN}
    if not desk.changed() and not desk.conflicts and known == noted:
        return Merged(hers, (), (), tuple(desk.notes))
    for story in desk.changed():
        mine.package.put(story.name, (DECLARATION + serialise(story.root)).encode())
    put_properties(mine.package, ({ORIGIN: origin} if origin else {}) | noted)
    return _checked(hers, mine.package.write(), guard, desk, comments.replaced)


def _copies(story: Story, old: Document, mine: Document) -> list[Story]:
    """Give her further copies of a header: LibreOffice writes one for each section that shows it."""
    kind, _, rest = story.role.partition(" ")
    own = {(kind, rest.partition(" ")[2])} if rest else set()
    others = [s for s in mine.stories if old.story(s.role) is None]
    return [s for s in others if (s.role.split()[0], s.role.split()[-1]) in own and _text(s) == _text(story)]


def _text(story: Story) -> list[str]:
    return [paragraph.signature for paragraph in paragraphs(story.blocks)]


def _merge_story(desk: MergeDesk, base: Story, hers: Story | None, ours: Story | None) -> None:
    if ours is None:
        if any(p.words for p in paragraphs(base.blocks)):
            desk.note(LOOKS)
        return
    if hers is not None:
        container = hers.root.find(f"{W}body") if hers.role == "body" else hers.root
        merge_blocks(desk, Three(base.blocks, hers.blocks, ours.blocks, container))
        return
    before, now = (" ".join(p.text for p in paragraphs(s.blocks)) for s in (base, ours))
    if before != now:
        desk.conflict(
            Target(None),
            desk.base_places.quoted(base.blocks[0].element) if base.blocks else "",
            before=before,
            hers="",
            now=now,
            message=f"Đầu hoặc chân trang đã bị xóa khi sửa tay. Theo dữ liệu nay là: “{now}”.",
        )


def _checked(hers: bytes, merged: bytes, guard: Guard, desk: MergeDesk, replaced: Sequence[str]) -> Merged:
    """Hand out a merged file only when nothing of hers is missing and Word will open it.

    ``replaced`` are texts of docgen's own comments that are gone.
    """
    notes, conflicts = tuple(desk.notes), tuple(desk.conflicts)
    try:
        before, after = read(hers), read(merged)
        texts = {story.name for story in before.stories}
        ours = Counter(word for text in replaced for word in word_keys(text))
        lost = bool(words_beside(before.package, texts) - ours - words_beside(after.package, texts))
        lost = lost or guard.has_lost(after.package, desk.known)
        worse = _faults(merged) - _faults(hers)
        applied = compare(before, after)
    except Stop:
        lost, worse, applied = True, Counter(), ()
    if lost or worse:
        given_up = Conflict("", "", "", "", UNSAFE)
        return Merged(hers, (), (given_up,), notes, safe=False)
    return Merged(merged, applied, conflicts, notes)


def _faults(data: bytes) -> Counter[str]:
    return Counter({code: n for code, n in count_faults(data).items() if code in _STRUCTURE})
