"""The correction papers that were asked for: what each corrects, how, and what it quotes.

Forms are those of Nghị định 30/2020/NĐ-CP, Điều 18.3 and 18.4.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from types import MappingProxyType
from typing import Any, Final


class Form(enum.StrEnum):
    """How an issued paper is corrected; the value is the code of the kind of paper that does it."""

    ERRATUM = "dinh-chinh"
    """A công văn that corrects form, technique or procedure; the original stays."""
    REPLACE = "thay-the"
    """A whole paper of the same kind in place of the original."""
    AMEND = "sua-doi"
    """A paper of the same kind that changes some places of the original."""
    RECALL = "thu-hoi"
    """The original must not be used at all."""
    SUPPLEMENT = "bo-sung"
    """Minutes signed by the same sides beside minutes that are signed."""


CALLED: Final[Mapping[Form, str]] = MappingProxyType(
    {
        Form.ERRATUM: "đính chính",
        Form.REPLACE: "thay thế",
        Form.AMEND: "sửa đổi, bổ sung",
        Form.RECALL: "thu hồi",
        Form.SUPPLEMENT: "bổ sung",
    }
)
"""What each form does to the original, in the user's words."""


@dataclass(frozen=True, slots=True)
class QuotedPair:
    """One place of the original: what is written there and what it shall read.

    ``before`` is empty for what is added, ``after`` for what is taken away.
    """

    place: str
    before: str
    after: str

    def as_json(self) -> dict[str, str]:
        """Give the place and what is written there as plain JSON values."""
        return {"place": self.place, "before": self.before, "after": self.after}


@dataclass(frozen=True, slots=True)
class Original:
    """The issued paper that is corrected, as it stood when the correction was asked for.

    ``paper`` is its ``kind:key``; ``root`` that of the paper of the records behind it (a replaced
    replacement has the root of the first); ``name`` the kind as it is cited ("Thông báo"); ``number`` and
    ``symbol`` stand on either side of the slash; ``docx`` and ``inputs`` are the SHA-256 of the exact
    version in the vault and of what it was made from; ``recipients`` are the lines of "Nơi nhận";
    ``unit`` is the unit that it is about; ``sides`` is what the signing sides of minutes need.
    """

    paper: str
    root: str
    label: str
    name: str
    number: str
    symbol: str
    date: dt.date
    subject: str
    docx: str
    inputs: str
    recipients: tuple[str, ...] = ()
    unit: str = ""
    sides: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def sign(self) -> str:
        """Give number and symbol: ``65/TB-MTTQ-BTT``."""
        return f"{self.number}/{self.symbol}" if self.symbol else self.number


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction paper: its permanent id (``dinh-chinh:1``), its original, and what it quotes.

    ``at`` is the local time, ISO 8601; ``reason`` is hers; ``pairs`` stay as they were quoted.
    """

    id: str
    form: Form
    original: Original
    pairs: tuple[QuotedPair, ...]
    reason: str
    at: str
    who: str

    @property
    def key(self) -> str:
        """Give the key of the paper within its kind."""
        return self.id.partition(":")[2]

    @property
    def year(self) -> int:
        """Give the year in which it was asked for, which stands before the blank of its date."""
        return int(self.at[:4])


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A correction that is not wanted after all; its id is never used again."""

    id: str
    reason: str
    at: str
    who: str


Step = Correction | Withdrawal
"""One line of the store."""


def in_force(steps: Sequence[Step]) -> tuple[Correction, ...]:
    """Give the corrections that were not withdrawn, in the order in which they were asked for."""
    gone = {step.id for step in steps if isinstance(step, Withdrawal)}
    found: dict[str, Correction] = {}
    for step in steps:
        if isinstance(step, Correction) and step.id not in gone:
            found.setdefault(step.id, step)
    return tuple(found.values())


def next_id(steps: Sequence[Step], form: Form) -> str:
    """Give the id of the next paper of a form; those of withdrawn papers stay taken."""
    keys = [step.id.partition(":")[2] for step in steps if step.id.partition(":")[0] == form]
    return f"{form}:{max((int(key) for key in keys if key.isdecimal()), default=0) + 1}"


# --- as JSON ----------------------------------------------------------------------------------

_ASKED: Final = "asked"
_WITHDRAWN: Final = "withdrawn"


def plain(step: Step) -> dict[str, Any]:
    """Give a step as plain JSON values."""
    if isinstance(step, Withdrawal):
        return {"act": _WITHDRAWN, **asdict(step)}
    original = {name: getattr(step.original, name) for name in Original.__dataclass_fields__}
    original |= {"date": step.original.date.isoformat(), "sides": dict(step.original.sides)}
    return {
        "act": _ASKED,
        "id": step.id,
        "form": str(step.form),
        "original": original,
        "pairs": [asdict(pair) for pair in step.pairs],
        "reason": step.reason,
        "at": step.at,
        "who": step.who,
    }


def parse(values: Any) -> Step:
    """Make a step of its JSON values; ``ValueError``, ``KeyError``, ``TypeError`` if they are damaged."""
    act = values["act"]
    if act == _WITHDRAWN:
        return Withdrawal(*(_text(values[name]) for name in ("id", "reason", "at", "who")))
    if act != _ASKED:
        raise ValueError(act)
    form = Form(values["form"])
    identity = _text(values["id"])
    if not identity.startswith(f"{form}:") or not identity.partition(":")[2].isdecimal():
        raise ValueError(identity)
    at = _text(values["at"])
    dt.datetime.fromisoformat(at)
    return Correction(
        id=identity,
        form=form,
        original=_original(values["original"]),
        pairs=tuple(QuotedPair(*(_text(pair[name]) for name in _PAIR)) for pair in values["pairs"]),
        reason=_text(values["reason"]),
        at=at,
        who=_text(values["who"]),
    )


_PAIR: Final = ("place", "before", "after")
_TEXTS: Final = (
    "paper",
    "root",
    "label",
    "name",
    "number",
    "symbol",
    "subject",
    "docx",
    "inputs",
    "unit",
)


def _original(values: Any) -> Original:
    return Original(
        **{name: _text(values[name]) for name in _TEXTS},
        date=dt.date.fromisoformat(values["date"]),
        recipients=tuple(map(_text, values["recipients"])),
        sides=MappingProxyType(dict(values["sides"])),
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
