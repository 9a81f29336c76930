"""The verb ``correct``: the right paper for a fault in one that is issued; that one is never rewritten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from docgen import files
from docgen.corrections import (
    Correction,
    Form,
    Link,
    Objection,
    Original,
    Proposal,
    QuotedPair,
    Step,
    Store,
    Withdrawal,
    ended_by,
    links,
    next_id,
    objections,
    propose,
)
from docgen.problem import ExitCode, Stop
from docgen.stale import Frozen, Verdict
from docgen.verbs.generate import generate
from docgen.verbs.issue import Desk
from docgen.verbs.issued_versions import keep_inputs, number_in_workbook
from docgen.verbs.outcomes import Generated
from docgen.verbs.owning import claim
from docgen.verbs.quotations import Versions, check_quotes, original_of, subject_of, versions_of
from docgen.verbs.status import Standing, find_paper, status


@dataclass(frozen=True, slots=True)
class Proposed:
    """What is wrong with an issued paper, by the records as they are now, and what answers it.

    ``others`` are the other issued papers that differ from the records and have no answer yet.
    """

    original: Original
    versions: Versions
    proposal: Proposal
    answers: tuple[Link, ...]
    others: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Give what differs and what answers it as plain JSON values."""
        return {
            "paper": self.original.paper,
            "label": self.original.label,
            "number": self.original.sign,
            "date": self.original.date.isoformat(),
            "places": [pair.as_json() for pair in self.versions.pairs],
            "by_hand": [pair.as_json() for pair in self.versions.by_hand],
            "changes": [
                {"field": list(c.path), "before": c.before, "after": c.after, "nature": str(c.nature)}
                for c in self.versions.changes
            ],
            "proposed": self.proposal.form,
            "why": self.proposal.why,
            "allowed": list(self.proposal.allowed),
            "answers": [
                {"paper": link.paper, "form": str(link.form), "number": link.number} for link in self.answers
            ],
        }


@dataclass(frozen=True, slots=True)
class DraftedTogether:
    """Correction papers that were drafted together for one reason."""

    corrections: tuple[Correction, ...]
    warnings: tuple[Objection, ...]
    generated: Generated

    def as_json(self) -> dict[str, Any]:
        """Give what was drafted as plain JSON values."""
        return {
            "corrections": [
                {
                    "id": item.id,
                    "form": str(item.form),
                    "original": item.original.paper,
                    "reason": item.reason,
                }
                for item in self.corrections
            ],
            "warnings": [f"{warning.message} {warning.remedy}" for warning in self.warnings],
            "generated": self.generated.as_json(),
        }


@dataclass(frozen=True, slots=True)
class Drafted:
    """A correction paper that was drafted: what it quotes, what speaks against its form, and its file."""

    correction: Correction
    warnings: tuple[Objection, ...]
    generated: Generated

    @property
    def path(self) -> Path | None:
        """Give the file, when it could be made."""
        found = (o.verdict.name for o in self.generated.outcomes if o.verdict.paper == self.correction.id)
        name = next(found, None)
        return None if name is None else self.generated.folder / name

    def as_json(self) -> dict[str, Any]:
        """Give what was drafted as plain JSON values."""
        item = self.correction
        return {
            "id": item.id,
            "form": str(item.form),
            "original": item.original.paper,
            "original_docx": item.original.docx,
            "places": [pair.as_json() for pair in item.pairs],
            "reason": item.reason,
            "at": item.at,
            "who": item.who,
            "warnings": [f"{warning.message} {warning.remedy}" for warning in self.warnings],
            "file": str(self.path) if self.path is not None else None,
            "generated": self.generated.as_json(),
        }


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A correction that was taken back, and the file that is no longer needed, if one is there."""

    correction: Correction
    file: str

    def as_json(self) -> dict[str, str]:
        """Give what was taken back as plain JSON values."""
        return {
            "withdrawn": self.correction.id,
            "original": self.correction.original.paper,
            "file": self.file,
        }


def look(desk: Desk, paper: str) -> Proposed:
    """Compare an issued paper with the records and propose a form; writes nothing."""
    standing = status(desk.season, here=desk.here, out=desk.out)
    verdict, frozen = _issued(standing, paper)
    others = tuple(name for name in _unanswered(standing) if name != verdict.paper)
    return replace(_proposed(desk, standing, frozen), others=others)


def look_at_all(desk: Desk) -> tuple[Proposed, ...]:
    """Compare every issued paper that differs from the records and has no answer yet; writes nothing."""
    standing = status(desk.season, here=desk.here, out=desk.out)
    return _proposals(desk, standing)


def _proposals(desk: Desk, standing: Standing) -> tuple[Proposed, ...]:
    """Give what is to be corrected: a paper whose printed words are right is left alone."""
    found = (_proposed(desk, standing, standing.frozen[paper]) for paper in _unanswered(standing))
    said = (item for item in found if item.versions.pairs or not item.versions.asked_for)
    return tuple(item for item in said if item.proposal.form is not None)


def _unanswered(standing: Standing) -> list[str]:
    """Name the issued papers that differ from the records and that nothing corrects yet."""
    return [
        verdict.paper
        for verdict in standing.verdicts
        if verdict.paper in standing.frozen and verdict.reasons and not _answers(standing, verdict.paper)
    ]


def _proposed(desk: Desk, standing: Standing, frozen: Frozen) -> Proposed:
    versions = versions_of(standing, frozen, now=desk.now)
    subject = subject_of(standing, frozen)
    return Proposed(
        original=original_of(standing, frozen, versions.old, inputs=""),
        versions=versions,
        proposal=propose(subject, versions.changes, asked_for=versions.asked_for),
        answers=_answers(standing, frozen.paper),
    )


def correct_all(desk: Desk, *, reason: str, draft: int = 0) -> DraftedTogether:
    """Draft the proposed correction of every issued paper that one change of the records touched.

    All or none: ``Stop`` when one of them cannot be corrected so.  A paper that the records no longer have
    is left out: its recall has a reason of its own.
    """
    place = status(desk.season, here=desk.here, out=desk.out).plan.checked.place
    asked: list[Correction] = []
    warnings: list[Objection] = []
    with files.Lock(place.memory):
        standing = status(desk.season, here=desk.here, out=desk.out)
        store = Store(place.memory)
        steps = list(store.read().steps)
        for item in _proposals(desk, standing):
            form = item.proposal.form
            if form is None or form is Form.RECALL:
                continue
            made, told = _asked(
                desk, standing, item.original.paper, form, reason, (), [*steps, *asked], item.versions
            )
            asked.append(made)
            warnings += told
        if not asked:
            raise Stop(
                "Không có văn bản đã ban hành nào khác với sổ mà chưa có văn bản sửa.",
                "Xem «docgen status --only differ».",
            )
        for made in asked:
            store.add(made)
    only = [made.id for made in asked]
    done = generate(desk.season, here=desk.here, now=desk.now, only=only, out=desk.out, draft=draft)
    return DraftedTogether(tuple(asked), tuple(dict.fromkeys(warnings)), done)


def correct(
    desk: Desk,
    paper: str,
    form: Form,
    *,
    reason: str = "",
    quotes: Sequence[QuotedPair] = (),
    draft: int = 0,
) -> Drafted:
    """Ask for a correction paper and draft it; ``quotes`` are places to be quoted instead of those found.

    ``Stop`` when the paper is not issued, the form is against the law, nothing can be quoted, or
    another correction of it is still being drafted.
    """
    standing = status(desk.season, here=desk.here, out=desk.out)
    place = standing.plan.checked.place
    with files.Lock(place.memory):
        claim(place)
        standing = status(desk.season, here=desk.here, out=desk.out)
        store = Store(place.memory)
        correction, warnings = _asked(desk, standing, paper, form, reason, quotes, store.read().steps)
        store.add(correction)
    made = generate(
        desk.season, here=desk.here, now=desk.now, only=[correction.id], out=desk.out, draft=draft
    )
    return Drafted(correction, warnings, made)


def _asked(
    desk: Desk,
    standing: Standing,
    paper: str,
    form: Form,
    reason: str,
    quotes: Sequence[QuotedPair],
    steps: Sequence[Step],
    seen: Versions | None = None,
) -> tuple[Correction, tuple[Objection, ...]]:
    """Give what is to be asked for, and what speaks against it; ``Stop`` as in ``correct``."""
    verdict, frozen = _issued(standing, paper)
    _refuse_second(verdict, _answers(standing, verdict.paper))
    versions = seen or versions_of(standing, frozen, now=desk.now)
    pairs = tuple(quotes) or versions.pairs
    warnings = _judged(standing, frozen, form, versions, quotes)
    remedy = "Hãy xem lại chỗ được nêu; sai thì rút dự thảo rồi soạn lại."
    warnings += tuple(Objection(False, message, remedy) for message in check_quotes(versions.old, quotes))
    _refuse_empty(verdict, form, pairs, reason)
    if form is Form.REPLACE and not pairs and not versions.changes:
        warnings += (_nothing_new(verdict),)
    inputs = keep_inputs(standing.vault, frozen.inputs)
    correction = Correction(
        id=next_id(steps, form),
        form=form,
        original=original_of(standing, frozen, versions.old, inputs=inputs),
        pairs=pairs,
        reason=" ".join(reason.split()),
        at=desk.now.isoformat(timespec="seconds"),
        who=desk.who,
    )
    return correction, warnings


def withdraw(desk: Desk, paper: str, *, reason: str = "") -> Withdrawn:
    """Take back a correction that is not issued; its id is never used again."""
    standing = status(desk.season, here=desk.here, out=desk.out)
    place = standing.plan.checked.place
    with files.Lock(place.memory):
        store = Store(place.memory)
        asked = {item.id: item for item in store.read().corrections}
        verdict = find_paper(standing, paper)
        correction = asked.get(verdict.paper)
        if correction is None:
            raise Stop(
                f"«{verdict.label}» không phải là văn bản đang soạn bằng «docgen correct», hoặc đã rút.",
                "Chỉ rút được dự thảo như dinh-chinh:1; xem tên bằng «docgen status».",
                exit_code=ExitCode.USAGE,
            )
        if verdict.paper in standing.frozen:
            raise Stop(
                f"«{verdict.label}» đã ban hành (số {verdict.number}) nên không rút được.",
                f"Nếu không dùng nữa thì thu hồi: docgen correct {verdict.paper} --form thu-hoi.",
            )
        store.add(
            Withdrawal(
                correction.id,
                " ".join(reason.split()),
                desk.now.isoformat(timespec="seconds"),
                desk.who,
            )
        )
    return Withdrawn(correction, verdict.name if verdict.name in standing.disk else "")


def _issued(standing: Standing, paper: str) -> tuple[Verdict, Frozen]:
    """Find the issued paper that is meant; one that is not issued needs no correction paper."""
    verdict = find_paper(standing, paper)
    frozen = standing.frozen.get(verdict.paper)
    if frozen is not None:
        return verdict, frozen
    if number_in_workbook(standing.plan, verdict.paper):
        raise Stop(
            f"Sổ đã ghi số và ngày của «{verdict.label}» nhưng docgen chưa ghi nhận bản đã ban hành.",
            "Chạy «docgen generate» rồi chạy lại lệnh này.",
        )
    raise Stop(
        f"«{verdict.label}» chưa ban hành (chưa có số và ngày), không cần văn bản đính chính hay thay thế.",
        "Chỉ cần sửa sổ rồi chạy «docgen generate»: docgen làm lại chính văn bản ấy.",
    )


def _answers(standing: Standing, paper: str) -> tuple[Link, ...]:
    numbers = {name: frozen.number for name, frozen in standing.frozen.items()}
    return links(standing.plan.checked.corrections, numbers).get(paper, ())


def _refuse_second(verdict: Verdict, answers: Sequence[Link]) -> None:
    ended = ended_by(answers)
    if ended is not None:
        raise Stop(
            f"«{verdict.label}» {ended.words}, không còn dùng nữa.",
            f"Muốn sửa tiếp thì sửa văn bản ấy: docgen correct {ended.paper}.",
        )
    pending = next((link for link in answers if not link.number), None)
    if pending is not None:
        raise Stop(
            f"«{verdict.label}» {pending.words}, chưa ban hành.",
            f"Dùng dự thảo ấy, hoặc rút nó rồi soạn lại: docgen correct {pending.paper} --withdraw.",
        )


def _judged(
    standing: Standing, frozen: Frozen, form: Form, versions: Versions, quotes: Sequence[QuotedPair]
) -> tuple[Objection, ...]:
    """Give what speaks against the form; ``Stop`` where the law is clear."""
    judged = versions.quoting(quotes) if quotes else versions
    found = objections(subject_of(standing, frozen), form, judged.changes, asked_for=versions.asked_for)
    refused = next((objection for objection in found if objection.refused), None)
    if refused is not None:
        raise Stop(refused.message, refused.remedy)
    return found


def _nothing_new(verdict: Verdict) -> Objection:
    """Say that a replacement would say the same: it follows the records, which may be changed after it."""
    return Objection(
        False,
        f"Sổ hiện nói đúng như «{verdict.label}» đã ban hành: bản thay thế chưa có gì khác.",
        "Sửa sổ rồi chạy «docgen generate» thì bản thay thế theo sổ; không cần thay thì rút bằng --withdraw.",
    )


def _refuse_empty(verdict: Verdict, form: Form, pairs: Sequence[QuotedPair], reason: str) -> None:
    if form is Form.RECALL and not reason.strip():
        raise Stop(
            "Văn bản thu hồi phải nêu lý do.", 'Thêm --reason "lý do thu hồi".', exit_code=ExitCode.USAGE
        )
    if form in {Form.ERRATUM, Form.AMEND, Form.SUPPLEMENT} and not pairs:
        raise Stop(
            f"Sổ hiện nói đúng như «{verdict.label}» đã ban hành nên không có chỗ nào để nêu.",
            "Hãy sửa sổ trước; chỗ sai không nằm trong sổ thì ghi bằng --quote CHỖ ĐÃ-VIẾT NAY-SỬA-LÀ.",
        )
