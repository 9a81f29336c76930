"""Mends a paper: read, mend, read again, until nothing mechanical is left."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Final

from docgen.lint.checking import findings, readable, refuse_unsafe, rules_for
from docgen.lint.fix import fix_comments
from docgen.lint.fix.fix_desk import FixDesk, FixWish, Rewording
from docgen.lint.fix.fixed import Mend, Mended, Tick
from docgen.lint.fix.keeping import keep_signature
from docgen.lint.fix.tabs import fit_nation
from docgen.lint.form_rule import Departure, Finding, FixTurn, FormRule, LintPaper, Profile, finding, place_of
from docgen.lint.genre import PAPERS
from docgen.lint.rules.head import qh_one_line
from docgen.problem import Stop

_ROUNDS: Final = 8
"""Most times that a paper is read; three or four do for the worst that was seen."""


_NO_WISH: Final = FixWish()


def mend(
    data: bytes,
    name: str,
    profile: str = "mttq",
    *,
    wish: FixWish = _NO_WISH,
    today: dt.date | None = None,
    tick: Tick | None = None,
) -> Mended:
    """Mend what is mechanical in a paper and leave the rest as comments; no word is changed.

    ``name`` is what the user calls the file, ``wish`` what is said of it, ``today`` the date of the comments.
    Raises as ``judge`` does, and ``Stop`` for a paper that is signed digitally or protected.  A paper with
    nothing to mend and nothing to say comes back byte for byte.
    """
    chosen = Profile(profile)
    refuse_unsafe(data, name)
    with readable(name):
        desk = FixDesk(data, name, chosen, wish)
    had_own = fix_comments.remove_own(desk)
    if had_own:
        desk.look_again()
    words = _words(desk)
    mends, left = _mend_all(desk, tick)
    _refuse_other_words(words, desk, name)
    reshaped = any(not one.wording for _, one in mends)
    kept = reshaped and desk.paper.nature.judged_as in PAPERS and keep_signature(desk)
    fix_comments.write(desk, ((fault.at, _remark(rule, fault, desk.paper)) for rule, fault in left), today)
    if not (mends or left or had_own):
        return Mended(data, desk.paper.nature, (), ())
    mended = desk.save()
    still = {_key(rule.id, fault) for rule, fault in left}
    done = tuple(one for key, one in mends if one.wording or key not in still)
    return Mended(mended, desk.paper.nature, done, tuple(findings(desk.paper, desk.wish.also)), kept)


def _words(desk: FixDesk) -> Counter[str]:
    return Counter(word for block in desk.paper.document.blocks for word in block.text.split())


def _refuse_other_words(before: Counter[str], desk: FixDesk, name: str) -> None:
    """Stop, with nothing written, where words of the text changed beyond what the list of mends says."""
    after = _words(desk)
    after.subtract(desk.reworded)
    other = [word for word in before.keys() | after.keys() if before[word] != after[word]]
    if other:
        raise Stop(
            f"Chưa sửa «{name}»: việc sửa làm đổi cả chữ không được phép đổi («{min(other)}»).",
            "Tệp gốc còn nguyên, tệp kết quả chưa ghi. Hãy sửa tay và báo người phụ trách docgen.",
        )


Key = tuple[str, str, str, str]


def _key(rule: str, fault: Departure) -> Key:
    """Tell a fault from others, also after its place moved: by rule, values and text."""
    return rule, fault.found, fault.allowed, fault.text


def _faults(desk: FixDesk) -> Iterator[tuple[FormRule, Departure]]:
    """Run the rules over the paper as it was read last; each fault, none merely counted."""
    for rule in rules_for(desk.paper, desk.wish.also):
        for fault in rule.check(desk.paper):
            yield rule, fault


def _mend_all(
    desk: FixDesk, tick: Tick | None
) -> tuple[list[tuple[Key, Mend]], list[tuple[FormRule, Departure]]]:
    """Mend until nothing mechanical is found; give what was mended, and the faults that are left."""
    done: list[tuple[Key, Mend]] = []
    for number in range(1, _ROUNDS + 1):
        if tick is not None:
            tick(number)
        found = list(_faults(desk))
        mends = list(_mend_once(desk, found, FixTurn.LETTERS))
        mends = mends or (_fit(desk) if done else [])
        mends = mends or list(_mend_once(desk, found, FixTurn.ROOM))
        mends = mends or list(_mend_once(desk, found, FixTurn.LINES))
        if not mends:
            return done, found
        done += [item for item in mends if item[1].wording or item not in done]
        desk.look_again()
    return done, list(_faults(desk))


def _fit(desk: FixDesk) -> list[tuple[Key, Mend]]:
    """Keep Quốc hiệu on one line after its letters got their size."""
    if not fit_nation(desk):
        return []
    nation = desk.paper.anatomy.head.nation or desk.paper.anatomy.head.party
    fault = Departure("Quốc hiệu", nation.block if nation else None, nation.text if nation else "",
                  "không vừa một dòng", "vừa một dòng")  # fmt: skip
    return [(_key(qh_one_line.id, fault), _mend(finding(qh_one_line, fault, desk.paper), None))]


def _mend_once(
    desk: FixDesk, faults: list[tuple[FormRule, Departure]], turn: FixTurn
) -> Iterator[tuple[Key, Mend]]:
    """Mend what can be mended in one turn of the paper as it was read."""
    text = {id(block) for block in desk.paper.document.blocks}
    for rule, fault in faults:
        if rule.fix is None or rule.turn is not turn:
            continue
        told = finding(rule, fault, desk.paper)
        reworded = rule.fix(desk, fault)
        if reworded is None:
            continue
        if id(fault.at) in text:
            desk.note(reworded)
        for change in reworded:
            yield _key(rule.id, fault), _mend(told, change)
        if not reworded:
            yield _key(rule.id, fault), _mend(told, None)


def _mend(told: Finding, change: Rewording | None) -> Mend:
    before, after = (change.before, change.after) if change else (told.found, told.allowed)
    return Mend(told.rule, told.title, told.place, told.paragraph, before, after, change is not None)


def _remark(rule: FormRule, fault: Departure, paper: LintPaper) -> str:
    """Say in a comment which rule, where, what was found, what is allowed, and what to do."""
    told = finding(rule, fault, paper)
    place = place_of(fault, paper) or fault.part
    text = f"{rule.id}: {told.message} Chỗ: {place}. Cách sửa: {told.remedy}"
    return unicodedata.normalize("NFC", text)
