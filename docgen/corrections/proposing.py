"""Which form answers which fault: Nghị định 30/2020/NĐ-CP, Điều 18.3 and 18.4, as pure functions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from docgen.corrections.correction import Form
from docgen.corrections.natures import FieldChange, Nature

ARTICLE: Final = "khoản 3 Điều 18 Nghị định 30/2020/NĐ-CP"
"""Where the decree says how faults of issued papers are mended."""
_RECALLED: Final = "khoản 4 Điều 18 Nghị định 30/2020/NĐ-CP"

_DECISIONS: Final = frozenset({"QĐ"})
_FEW: Final = 10
"""A decision or plan with more places than these is easier to read as a whole new paper."""

EFFECT: Final[Mapping[Form, str]] = MappingProxyType(
    {
        Form.ERRATUM: "công văn đính chính, nêu từng chỗ đã viết và nay sửa; văn bản cũ vẫn dùng",
        Form.REPLACE: "văn bản cùng loại, làm lại toàn bộ theo sổ, thay cho văn bản cũ",
        Form.AMEND: "văn bản cùng loại, chỉ nêu những chỗ sửa; văn bản cũ vẫn dùng với các chỗ ấy",
        Form.RECALL: "văn bản thu hồi: văn bản cũ không được dùng nữa, nơi nhận gửi trả hoặc hủy",
        Form.SUPPLEMENT: "biên bản bổ sung, chính những bên đã ký biên bản cũ cùng ký",
    }
)
"""What each form makes, for the person who chooses."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What is to be corrected: the forms by which it can be, the kind in its symbol.

    ``amended`` tells that it is rather changed at its places than replaced as a whole.
    """

    forms: tuple[Form, ...]
    short: str = ""
    amended: bool = False

    @property
    def is_minutes(self) -> bool:
        """Tell whether several sides sign it, so that the same sides sign what is added."""
        return self.forms == (Form.SUPPLEMENT,)

    @property
    def is_decision(self) -> bool:
        """Tell whether it is a Quyết định."""
        return self.short in _DECISIONS


@dataclass(frozen=True, slots=True)
class Proposal:
    """The form that fits, if any does, why, and all forms that this paper may get."""

    form: Form | None
    why: str
    allowed: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a form is wrong; ``refused`` when the law is clear, else it is only a warning."""

    refused: bool
    message: str
    remedy: str


def propose(subject: Subject, changes: Sequence[FieldChange], *, asked_for: bool = True) -> Proposal:
    """Propose the form for what changed.

    ``asked_for`` is false when the records no longer have this paper at all.
    """
    forms = subject.forms
    if asked_for and not changes:
        return Proposal(None, "Sổ hiện nói đúng như văn bản đã ban hành.", forms)
    if subject.is_minutes:
        why = "Biên bản đã được các bên ký nên không làm lại; ghi thêm bằng biên bản có chính các bên ấy ký."
        return Proposal(Form.SUPPLEMENT, why, forms)
    if not asked_for:
        why = f"Sổ không còn văn bản này; nếu không được dùng nữa thì thu hồi ({_RECALLED})."
        return Proposal(Form.RECALL, why, forms)
    natures = {change.nature for change in changes}
    if natures <= {Nature.FORM, Nature.SLIP}:
        named = "thể thức, ký hiệu, nơi nhận" if Nature.FORM in natures else "lỗi gõ"
        why = f"Chỉ sai về {named}: đính chính bằng công văn ({ARTICLE})."
        return Proposal(Form.ERRATUM, why, forms)
    form = _for_content(subject, changes, forms)
    manner = "thay bằng văn bản" if form is Form.REPLACE else "sửa đổi bằng văn bản"
    return Proposal(form, f"Có sai về nội dung: {manner} cùng loại ({ARTICLE}).", forms)


def _for_content(subject: Subject, changes: Sequence[FieldChange], forms: Sequence[Form]) -> Form:
    """Amend a decision or a plan at its places; replace a notice, whose figures hang together."""
    amend = subject.is_decision or subject.amended
    if Form.REPLACE not in forms or (amend and len(changes) <= _FEW):
        return Form.AMEND
    return Form.REPLACE


def objections(
    subject: Subject, form: Form, changes: Sequence[FieldChange], *, asked_for: bool = True
) -> tuple[Objection, ...]:
    """Say what is wrong with a form that somebody chose."""
    forms = subject.forms
    if form not in forms:
        return (_not_for_this_kind(subject, form, forms),)
    natures = {change.nature for change in changes}
    if form is Form.REPLACE and not asked_for:
        return (
            Objection(
                True,
                "Sổ không còn văn bản này nên không có gì để thay thế.",
                "Chọn --form thu-hoi hoặc sua-doi.",
            ),
        )
    if form is Form.ERRATUM and Nature.CONTENT in natures:
        return (Objection(True, _content_in_erratum(changes), _instead(forms)),)
    if form is Form.ERRATUM and Nature.WORDING in natures:
        message = f"Câu chữ đã đổi; nếu đó là nội dung thì không đính chính được ({ARTICLE})."
        return (Objection(False, message, _instead(forms)),)
    if form in {Form.REPLACE, Form.AMEND} and changes and natures <= {Nature.FORM, Nature.SLIP}:
        message = f"Chỉ sai về thể thức hoặc lỗi gõ; thường chỉ cần công văn đính chính ({ARTICLE})."
        return (Objection(False, message, "Có thể chọn --form dinh-chinh."),)
    return ()


def _content_in_erratum(changes: Sequence[FieldChange]) -> str:
    change = next(change for change in changes if change.nature is Nature.CONTENT)
    quoted = f" («{_cut(change.before)}» → «{_cut(change.after)}»)"
    return (
        f"Có chỗ sai về nội dung{quoted}: phải sửa đổi, thay thế bằng văn bản cùng loại, không đính chính "
        f"bằng công văn ({ARTICLE})."
    )


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else f"{text[:39].rstrip()}…"  # noqa: PLR2004 - what fits on a line


def _instead(forms: Sequence[Form]) -> str:
    fitting = [form for form in (Form.REPLACE, Form.AMEND) if form in forms]
    return f"Chọn --form {' hoặc '.join(fitting)}." if fitting else "Thu hồi rồi làm văn bản khác."


def _not_for_this_kind(subject: Subject, form: Form, forms: Sequence[Form]) -> Objection:
    if subject.is_minutes:
        message = "Biên bản do nhiều bên cùng ký, không sửa bằng văn bản của một bên."
    elif form is Form.SUPPLEMENT:
        message = "Biên bản bổ sung chỉ dùng cho biên bản."
    else:
        message = "Hình thức này không dùng được cho loại văn bản ấy."
    return Objection(True, message, f"Chọn --form {' hoặc '.join(forms)}.")
