"""What a change of a paper is in law: of form, a slip of the pen, of wording, or of substance.

Nghị định 30/2020/NĐ-CP, Điều 18.3 parts faults of form, technique and procedure from faults of
content.  A program can tell a score from a symbol; whether other words are only better wording it
cannot, so these are told apart from what is surely content.
"""

from __future__ import annotations

import difflib
import enum
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from docgen.viet import accentless, fold_tone

Path = tuple[str, ...]


class Nature(enum.StrEnum):
    """What a change is, the lightest first."""

    FORM = "thể thức"
    """A component of form (Điều 8): issuer, number and symbol, place, signer, recipients, what is cited."""
    SLIP = "lỗi gõ"
    """Marks, capitals, spaces, a letter: the sense is the same."""
    WORDING = "câu chữ"
    """Other words, without figures or names; most likely content."""
    CONTENT = "nội dung"
    """A score, rank, level, name, day, time or place: surely content."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a paper's context that changed; ``path`` leads to it, ``nature`` says what it is."""

    path: Path
    before: str
    after: str
    nature: Nature


_FORM: Final = frozenset(
    {
        "tieu_de",
        "so",
        "ky_hieu",
        "dia_danh",
        "ngay_ban_hanh",
        "nguoi_ky",
        "noi_nhan",
        "kinh_gui",
        "mot_noi",
        "co_quan",
        "tham_quyen",
        "can_cu",
        # papers that are cited: their number, symbol, day
        "huong_dan",
        "ke_hoach",
        "bien_ban_hop",
        "quyet_dinh_thay_doi",
    }
)
_CITED: Final = frozenset({"quyet_dinh", "bao_cao"})
"""Fields that cite a paper in most kinds; in some they are lists of something else."""
_CONTENT: Final = frozenset(
    {
        "tong_diem",
        "bang_chu",
        "bang_diem",
        "cong",
        "diem",
        "diem_chuan",
        "xep_hang",
        "xep_loai",
        "duoc_xep_hang",
        "chinh_thuc",
        "bang_xep_hang",
        "khong_xep_hang",
        "bang_tong_hop",
        "theo_muc",
        "ho_ten",
        "ten",
        "goi",
        "don_vi",
        "chu_tri",
        "thu_ky",
        "tu_ngay",
    }
)
"""Fields whose values are the substance of a paper, whatever changed in them."""

_MARKS: Final = frozenset({"cau_thay_the", "du_thao"})
"""Fields that are no part of what a paper says."""

_BLANK: Final = re.compile("[\N{NO-BREAK SPACE}]{4,}|\\.{6,}")
_WORD: Final = re.compile(r"\w+")
_FIGURE: Final = re.compile(r"[+\-−]?\d+(?:[.,]\d+)*")
_ONE_LETTER: Final = 1


def fill_blanks(old: Any, new: Any) -> Any:
    """Give ``new`` with the rooms for handwriting of ``old`` where only these were filled since.

    What was written by hand on the paper is no correction of it.
    """
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return {key: fill_blanks(old[key], value) if key in old else value for key, value in new.items()}
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        return [fill_blanks(before, after) for before, after in zip(old, new, strict=True)]
    if isinstance(old, str) and isinstance(new, str) and old != new and _BLANK.search(old):
        filled = r"\s*\S.*?\s*".join(re.escape(piece) for piece in _BLANK.split(old))
        return old if re.fullmatch(filled, new, re.DOTALL) else new
    return new


def changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[FieldChange, ...]:
    """List the fields that differ between two contexts of one paper, with what each change is."""
    return tuple(
        FieldChange(path, before, after, _nature(path, before, after))
        for path, before, after in _walk(old, fill_blanks(old, new), ())
        if path[:1] not in {(mark,) for mark in _MARKS}
    )


def _walk(old: Any, new: Any, path: Path) -> Iterator[tuple[Path, str, str]]:
    if old == new:
        return
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in dict.fromkeys([*old, *new]):
            yield from _walk(old.get(key, ""), new.get(key, ""), (*path, str(key)))
    elif isinstance(old, list) and isinstance(new, list):
        yield from _walk_list(old, new, path)
    else:
        yield path, _text(old), _text(new)


def _walk_list(old: list[Any], new: list[Any], path: Path) -> Iterator[tuple[Path, str, str]]:
    """Compare row by row, or tell what came and went when the length changed."""
    if len(old) == len(new):
        for before, after in zip(old, new, strict=True):
            yield from _walk(before, after, path)
        return
    for row in old:
        if row not in new:
            yield path, _text(row), ""
    for row in new:
        if row not in old:
            yield path, "", _text(row)


def _text(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(filter(None, map(_text, value.values())))
    if isinstance(value, list):
        return "; ".join(filter(None, map(_text, value)))
    return "" if value is None else str(value)


def _nature(path: Path, before: str, after: str) -> Nature:
    if path[0] in _FORM or (path[0] in _CITED and (len(path) == 1 or path[-1] in {"day_du", "gon"})):
        return Nature.FORM
    if is_slip(before, after):
        return Nature.SLIP
    if _CONTENT & {*path} or _tells(before, after):
        return Nature.CONTENT
    return Nature.WORDING


def is_slip(before: str, after: str) -> bool:
    """Tell whether two texts say the same but for how they are typed.

    Spaces, marks of punctuation, capitals, the place of a tone mark; or one word in which a letter
    or its mark is another, as long as it is neither a figure nor a name.
    """
    if not before or not after:
        return False
    if _figures(before) != _figures(after):
        return False
    old, new = _WORD.findall(before), _WORD.findall(after)
    if [fold_tone(word).casefold() for word in old] == [fold_tone(word).casefold() for word in new]:
        return True
    if len(old) != len(new):
        return False
    other = [(x, y) for x, y in zip(old, new, strict=True) if x != y]
    first = old[0], new[0]
    return all(_mistyped(x, y, starts=(x, y) == first) for x, y in other)


def _figures(text: str) -> list[str]:
    """Give the numbers of a text with their signs; a decimal point is a decimal comma."""
    return [figure.replace(".", ",") for figure in _FIGURE.findall(text)]


def _mistyped(old: str, new: str, *, starts: bool) -> bool:
    if any(letter.isdigit() for letter in old + new):
        return False
    if not starts and (old[:1].isupper() or new[:1].isupper()):
        return fold_tone(old).casefold() == fold_tone(new).casefold()
    x, y = accentless(old).casefold(), accentless(new).casefold()
    if x == y:
        return True
    same = sum(
        block.size for block in difflib.SequenceMatcher(None, x, y, autojunk=False).get_matching_blocks()
    )
    return min(len(x), len(y)) > _ONE_LETTER and max(len(x), len(y)) - same <= _ONE_LETTER


def _tells(before: str, after: str) -> bool:
    """Tell whether the words that changed have a figure or a name among them."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            continue
        for words, start, end in ((old, i, j), (new, k, m)):
            for place in range(start, end):
                word = words[place]
                if any(letter.isdigit() for letter in word) or (place and word[:1].isupper()):
                    return True
    return False


_FORM_PLACES: Final = ("phần đầu văn bản", "phần ký", "nơi nhận")


def of_words(place: str, before: str, after: str) -> FieldChange:
    """Judge a change by its words alone, where no field tells what it is about."""
    if place.casefold().startswith(_FORM_PLACES):
        return FieldChange((place,), before, after, Nature.FORM)
    return FieldChange((place,), before, after, _nature((place,), before, after))
