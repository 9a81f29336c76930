"""A place has one name, whoever tells of it."""

from __future__ import annotations

import datetime as dt
import io

import docx
import pytest

from docgen.delta import differences, merge
from docgen.lint import lint
from docgen.lint.fixing import mend
from docgen.render import inspect_template
from docgen.word.package import Package
from docgen.word.places import Places
from docgen.word.xml import W, parse_strict
from tests.lint.breaking import swap
from tests.lint.papers import plan, plan_in_tabs
from tests.lint.word import Word
from tests.render.records import SCHEMA

NOW = dt.datetime(2023, 11, 1, 8, 0)  # noqa: DTZ001 - office time


def told_by_lint(old: str, new: str) -> str:
    (found,) = lint(swap(old, new)(plan()).build(), "kh.docx")
    return found.place


def told_by_comparison(old: str, new: str) -> str:
    (change,) = differences(plan().build(), swap(old, new)(plan()).build())
    return change.place


def told_by_merge(old: str, new: str) -> str:
    files = (plan(), swap(old, new)(plan()), swap(old, "chữ khác hẳn")(plan()))
    (conflict,) = merge(*(word.build() for word in files), author="docgen", now=NOW).conflicts
    return conflict.place


def told_by_template_check(old: str, new: str) -> str:
    word = swap(old, f"{new} {{{{ khong_co }}}}")(plan())
    faults = inspect_template(word.build(), SCHEMA, name="mau.docx")
    return next(fault.where.spot for fault in faults if fault.code == "MAU-02")


def told_by_comment(old: str, new: str) -> str:
    done = mend(swap(old, new)(plan()).build(), "kh.docx")
    (comment,) = docx.Document(io.BytesIO(done.data)).comments
    return comment.text


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("thành phố Tam Kỳ theo", "Thành phố Tam Kỳ theo", "đoạn 1 mục II"),
        ("Nguyễn Ba", "NGUYỄN BA", "phần ký"),
        ("- Các xã, phường;", "Các xã, phường;", "Nơi nhận"),
        ("Tam Kỳ, ngày", "tam Kỳ, ngày", "phần đầu văn bản"),
    ],
)
def test_one_paragraph_is_named_alike_by_all_five(old: str, new: str, place: str) -> None:
    for tell in (told_by_lint, told_by_comparison, told_by_merge, told_by_template_check, told_by_comment):
        assert place in tell(old, new), tell.__name__


def names_of(word: Word) -> dict[str, str]:
    """Give the name of each paragraph of a paper by its text."""
    root = parse_strict(Package.read(word.build())["word/document.xml"])
    places = Places([("word/document.xml", root)])
    return {"".join(t.text or "" for t in p.iter(f"{W}t")).strip(): places.of(p) for p in root.iter(f"{W}p")}


def test_a_head_typed_with_tabs_has_the_name_of_a_head() -> None:
    names = names_of(plan_in_tabs())
    head = [text for text, name in names.items() if name == "phần đầu văn bản"]
    assert head[0].startswith("ỦY BAN MTTQ VIỆT NAM")
    assert head[-1].startswith("Số: 05")
    assert names["KẾ HOẠCH"] == "đoạn 1"
