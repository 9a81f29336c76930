"""What an issued paper says and what it would say now, quoted place by place."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from docgen import corrections
from docgen.corrections import FieldChange, Form, Original, QuotedPair, Subject, fill_blanks
from docgen.kind import Kind
from docgen.kinds import BY_CODE
from docgen.problem import Stop
from docgen.register import TYPES
from docgen.stale import Frozen, Job
from docgen.verbs.build import build
from docgen.verbs.hand_edits import Handwork, handwork
from docgen.verbs.status import Standing
from docgen.viet import DateError, parse_date, sentence_start

if TYPE_CHECKING:  # loaded where it is used: reading Word files is slow to load
    from docgen import delta

_SIDES: Final = ("o_ky", "ten_thu_ky", "ten_chu_tri", "so_ban", "cach_giu")
_LONGEST_LABEL: Final = 60
"""A longer name of a row is no help in finding it: its number is."""
_EXCERPT: Final = re.compile(r",? «[^»]*»")


@dataclass(frozen=True, slots=True)
class Versions:
    """The issued version, the places that would be others now, and what each change is.

    ``asked_for`` is false when the records no longer have the paper, so that nothing can be compared.
    ``by_hand`` are the places that a person wrote into the issued paper: what docgen had made, and hers;
    ``unknown`` says, as the end of a sentence, why nobody knows them.
    """

    old: bytes
    pairs: tuple[QuotedPair, ...]
    changes: tuple[FieldChange, ...]
    asked_for: bool
    by_hand: tuple[QuotedPair, ...] = ()
    unknown: str = ""

    def quoting(self, quotes: Sequence[QuotedPair]) -> Versions:
        """Give the same with the places that somebody typed instead of those found."""
        found = tuple(corrections.of_words(pair.place, pair.before, pair.after) for pair in quotes)
        return replace(self, pairs=tuple(quotes), changes=found)


def versions_of(standing: Standing, frozen: Frozen, *, now: dt.datetime) -> Versions:
    """Compare the issued version with what the records would make of it now; writes nothing.

    What a person wrote into the issued paper by hand is listed by itself, and is a difference only where
    the records have changed as well.  ``Stop`` when the issued version is lost, or the paper cannot be
    made now.
    """
    found = handwork(standing, frozen.paper, frozen.sha256)
    versions = _compared(standing, frozen, now)
    if isinstance(found, Handwork):
        return replace(versions, by_hand=tuple(_quoted(found.changes())))
    return replace(versions, unknown=found or "")


def _compared(standing: Standing, frozen: Frozen, now: dt.datetime) -> Versions:
    old = standing.vault.find(frozen.sha256)
    if old is None:
        raise Stop(
            f"Bản đã ban hành của «{frozen.label}» không còn trong thư mục ban-luu.",
            "Hãy lấy lại thư mục records từ bản sao lưu rồi chạy lại.",
        )
    job = next((job for job in standing.plan.jobs if job.paper == frozen.paper), None)
    if job is None:
        return Versions(old, (), (), asked_for=False)
    before = _context_then(standing, frozen, job)
    if before is None:
        return _by_words(old, _made(standing, job))
    after = fill_blanks(before, dict(job.inputs.context))
    changes = corrections.changes(before, after)
    if not changes:
        return Versions(old, (), (), asked_for=True)
    return Versions(old, _pairs_now(standing, job, before, after, old, now), changes, asked_for=True)


def _context_then(standing: Standing, frozen: Frozen, job: Job) -> dict[str, Any] | None:
    """Give what the issued version was made from, as this docgen knows it; ``None`` when it does not."""
    if not frozen.inputs.context:
        return None
    model = standing.plan.kind_of[job.paper].context
    try:
        return model.model_validate(frozen.inputs.context).model_dump(mode="json")
    except ValueError:  # made by a docgen whose kind had other fields
        return None


def _made(standing: Standing, job: Job) -> bytes:
    made, faults = build(standing.plan, [job])
    if job.paper not in made:
        raise Stop(f"Chưa làm được «{job.label}».", "Hãy sửa mẫu rồi chạy lại.", problems=tuple(faults))
    return made[job.paper]


def _pairs_now(
    standing: Standing,
    job: Job,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    old: bytes,
    now: dt.datetime,
) -> tuple[QuotedPair, ...]:
    """Quote what the records would have otherwise in the issued paper, with what a person wrote into it."""
    from docgen.delta import merge  # noqa: PLC0415 - see above

    base, new = (
        _made(standing, replace(job, inputs=replace(job.inputs, context=context)))
        for context in (before, after)
    )
    if base == old:
        return _pairs(old, new)
    merged = merge(base, old, new, author="docgen", now=now)
    if not merged.safe:
        return _pairs(old, new)
    both = tuple(
        QuotedPair(_place(c.place, c.label), c.hers, c.now) for c in merged.conflicts if c.hers != c.now
    )
    return (*both, *_pairs(old, merged.data))


def _by_words(old: bytes, new: bytes) -> Versions:
    """Compare the papers alone, where nobody knows any more what the old one was made from."""
    pairs = _pairs(old, new)
    found = tuple(corrections.of_words(pair.place, pair.before, pair.after) for pair in pairs)
    return Versions(old, pairs, found, asked_for=True)


def _pairs(old: bytes, new: bytes) -> tuple[QuotedPair, ...]:
    from docgen.delta import CLAUSE, differences  # noqa: PLC0415 - see above

    return tuple(_quoted(differences(old, new, reach=CLAUSE)))


def _quoted(found: Sequence[delta.Change]) -> Iterator[QuotedPair]:
    """Quote each change; what only stands elsewhere now says what it said."""
    for change in found:
        if change.before != change.after:
            yield QuotedPair(_place(change.place, change.label), change.before, change.after)


def _place(place: str, label: str) -> str:
    """Write a place as a paper names it: "hạng 04, bảng 1 mục III (Phường An Sơn, Tổng điểm)"."""
    bare = _EXCERPT.sub("", place).strip() or "văn bản"
    parts = (part.strip() for part in label.split("·"))
    about = ", ".join(part for part in parts if 0 < len(part) <= _LONGEST_LABEL)
    return f"{bare} ({about})" if about else bare


# --- what is quoted by hand -------------------------------------------------------------------


_PART: Final = re.compile(r"(điều|mục|phụ lục)\s+(\d+[a-zđ]?|[ivxl]+)\b", re.IGNORECASE)
"""A part of a paper, as a place names it."""


def check_quotes(old: bytes, quotes: Sequence[QuotedPair]) -> tuple[str, ...]:
    """Stop unless every text that is quoted as written stands in the issued paper.

    Gives a sentence for each that stands there in other parts only than the place says.
    """
    if not quotes:
        return ()
    from docgen.delta import paragraphs, read  # noqa: PLC0415 - see above

    document = read(old, name="bản đã ban hành")
    places = document.places()
    texts = [
        (places.quoted(paragraph.element), " ".join(paragraph.text.split()))
        for story in document.stories
        for paragraph in paragraphs(story.blocks)
    ]
    elsewhere = []
    for pair in quotes:
        before = " ".join(pair.before.split())
        if not pair.place.strip() or (not before and not pair.after.strip()):
            raise Stop(
                "Mỗi --quote cần đủ: chỗ, chữ đã viết, chữ nay sửa.", "Chỗ thêm mới thì để trống đã viết."
            )
        found = [place for place, text in texts if before in text]
        if before and not found:
            raise Stop(
                f"Bản đã ban hành không có chữ «{before}».",
                "Hãy chép đúng nguyên văn từ văn bản đã ban hành.",
            )
        named = _parts(pair.place)
        if before and named and named.isdisjoint(part for place in found for part in _parts(place)):
            where = "; ".join(dict.fromkeys(_EXCERPT.sub("", place) for place in found))
            elsewhere.append(f"Chữ «{before}» không ở {pair.place.strip()} mà ở {where or 'chỗ khác'}.")
    return tuple(elsewhere)


def _parts(place: str) -> set[str]:
    """Give the parts of a paper that a place names, as they are compared: ``điều 2``."""
    named = _PART.finditer(_EXCERPT.sub("", place))
    return {f"{match[1]} {match[2]}".casefold() for match in named}


# --- the original -----------------------------------------------------------------------------


def subject_of(standing: Standing, frozen: Frozen) -> Subject:
    """Give what decides the form: what the paper's kind and that of the records behind it allow."""
    root, own = (_kind(paper) for paper in (_root(standing, frozen.paper), frozen.paper))
    forms = tuple(form for form in own.corrected_by if form is not Form.REPLACE or form in root.corrected_by)
    return Subject(forms, _sign(frozen)[1].partition("-")[0], root.amended)


def _kind(paper: str) -> Kind:
    kind = BY_CODE[paper.partition(":")[0]]
    if not isinstance(kind, Kind):
        raise TypeError(paper)
    return kind


def _root(standing: Standing, paper: str) -> str:
    asked = {item.id: item.original.root for item in standing.plan.checked.corrections}
    return asked.get(paper, paper)


def _sign(frozen: Frozen) -> tuple[str, str]:
    """Give number and symbol as they are printed."""
    context = frozen.inputs.context
    number, _, symbol = frozen.number.partition(" ngày ")[0].partition("/")
    return str(context.get("so") or number).strip(), str(context.get("ky_hieu") or symbol).strip()


def original_of(standing: Standing, frozen: Frozen, old: bytes, *, inputs: str) -> Original:
    """Give the facts of an issued paper that its correction needs, from the version that was issued."""
    context = frozen.inputs.context
    number, symbol = _sign(frozen)
    name, subject = _headline(old)
    try:
        date = parse_date(frozen.number.rpartition(" ngày ")[2])
    except DateError as error:
        raise Stop(
            f"Không rõ ngày ban hành của «{frozen.label}»: «{frozen.number}».",
            "Hãy ghi đủ số và ngày ban hành ở bảng Văn bản rồi chạy «docgen generate».",
        ) from error
    listed = context.get("noi_nhan")
    return Original(
        paper=frozen.paper,
        root=_root(standing, frozen.paper),
        label=frozen.label,
        name=name or TYPES.get(symbol.partition("-")[0], "Văn bản"),
        number=number,
        symbol=symbol,
        date=date,
        subject=subject,
        docx=frozen.sha256,
        inputs=inputs,
        recipients=tuple(map(str, listed)) if isinstance(listed, list) else (),
        unit=str(context.get("don_vi") or "") if isinstance(context.get("don_vi"), str) else "",
        sides=MappingProxyType({name: context[name] for name in _SIDES if name in context}),
    )


def _headline(paper: bytes) -> tuple[str, str]:
    """Read kind and abstract off a paper; empty where it has none that can be recognised."""
    from docgen.lint.anatomy import recognise  # noqa: PLC0415 - heavy, and only needed here
    from docgen.lint.read_document import read  # noqa: PLC0415

    head = recognise(read(paper)).head
    if head.kind is None:
        words = " ".join(piece.text for piece in head.brief)
        return ("Công văn" if words else ""), re.sub(r"^V/v\s+", "", words, flags=re.IGNORECASE)
    name = sentence_start(head.kind.text.strip(" :").lower())
    return name, " ".join(piece.text for piece in head.abstract)
