"""Random edits of generated papers, random corrections of their records."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from docgen.delta import merge
from docgen.kinds import bien_ban, ket_luan, thong_bao
from docgen.records import Season
from docgen.render import check_package
from tests.delta.papers import shown
from tests.factory import changed
from tests.kinds.making import made, sample_season
from tests.render.word_file import W, pack, unpack

NOW = dt.datetime(2023, 11, 1, 8, 0)  # noqa: DTZ001 - office time
KINDS = {
    "thông báo An Phú": (thong_bao.KIND, "AP"),
    "thông báo Trường Xuân": (thong_bao.KIND, "TX"),
    "kết luận": (ket_luan.KIND, ""),
    "biên bản": (bien_ban.KIND, "3"),
}
UNITS = ("AP", "TX", "AS", "TN", "HT")
MINE = re.compile(r" ?cô\d+ấy")
TEXT = "word/document.xml"


Correction = tuple[str, str, str]
"""What is corrected, of which unit, and how: as a word that a failing test can show."""

CORRECTIONS = st.lists(
    st.one_of(
        st.tuples(st.just("score"), st.sampled_from(UNITS), st.sampled_from(["I.1", "II.3", "IV.1"])),
        st.tuples(st.just("remark"), st.sampled_from(UNITS), st.sampled_from(["new", "gone", "other"])),
        st.tuples(st.just("name"), st.just(""), st.just("Nguyễn Bá Ước")),
    ),
    min_size=1,
    max_size=5,
)


def corrected(found: list[Correction]) -> Season:
    """Make the season in which scores, remarks and the chairman's name were corrected."""
    season = sample_season()
    team, remarks, members = list(season.team_scores), list(season.remarks), season.team
    for what, unit, how in found:
        if what == "score":
            place = next(n for n, row in enumerate(team) if row.unit == unit)
            new = (team[place].scores[how] or Decimal(1)) - Decimal("0.50")
            team[place] = changed(team[place], scores={**team[place].scores, how: max(new, Decimal(0))})
        elif what == "name":
            members = tuple(changed(m, name=how) if m.name == "Nguyễn Ba" else m for m in members)
        else:
            place = next((n for n, row in enumerate(remarks) if row.unit == unit), 0)
            text = "Thực hiện tốt công tác phối hợp giữa Mặt trận với chính quyền và các đoàn thể."
            other = remarks[place].text.replace("công tác", "mọi công tác")
            if how != "gone":
                remarks.insert(place, changed(remarks[place], text=text if how == "new" else other))
            if how != "new":
                remarks.pop(place + (how == "other"))
    fields = {"team_scores": tuple(team), "remarks": tuple(remarks), "team": members}
    return season.model_copy(update=fields)


def scribbled(data: bytes, draw: Callable[..., Any]) -> tuple[bytes, list[str]]:
    """Write words into a paper, cut its runs, make some bold, add paragraphs and rows."""
    parts = unpack(data)
    root = etree.fromstring(parts[TEXT])
    words = []
    for number in range(draw(st.integers(1, 8))):
        word = f"cô{number}ấy"
        words.append(word)
        kind = draw(st.sampled_from(["word", "word", "bold", "cut", "paragraph"]))
        texts = [t for t in root.iter(f"{W}t") if len((t.text or "").split(" ")) > 3]
        text = texts[draw(st.integers(0, len(texts) - 1))]
        pieces = (text.text or "").split(" ")
        at = draw(st.integers(1, len(pieces) - 1))
        if kind == "paragraph":
            _add_paragraph(text, word)
            continue
        pieces.insert(at, word)
        text.text = " ".join(pieces)
        if kind in ("bold", "cut"):
            _cut(text, len(" ".join(pieces[:at])), bold=kind == "bold")
    parts[TEXT] = etree.tostring(root)
    return pack(parts), words


def _add_paragraph(text: etree._Element, word: str) -> None:
    paragraph = next(text.iterancestors(f"{W}p"))
    new = etree.fromstring(etree.tostring(paragraph))
    for run in new.findall(f"{W}r")[1:]:
        new.remove(run)
    for element in list(new.iter(f"{W}t", f"{W}br"))[1:]:
        around = element.getparent()
        assert around is not None
        around.remove(element)
    next(new.iter(f"{W}t")).text = f"{word} chị thêm đoạn này {word}"
    paragraph.addnext(new)


def _cut(text: etree._Element, at: int, *, bold: bool) -> None:
    run = text.getparent()
    assert run is not None
    rest = etree.fromstring(etree.tostring(run))
    position = run.index(text)
    for element in list(run)[position + 1 :]:
        run.remove(element)
    for element in list(rest)[:position]:
        if element.tag != f"{W}rPr":
            rest.remove(element)
    properties = rest.find(f"{W}rPr")
    if bold and properties is None:
        properties = etree.Element(f"{W}rPr")
        rest.insert(0, properties)
    if bold and properties is not None and properties.find(f"{W}b") is None:
        properties.insert(0, etree.Element(f"{W}b"))
    whole = text.text or ""
    text.text = whole[:at]
    second = next(rest.iter(f"{W}t"))
    second.text = whole[at:]
    for piece in (text, second):
        piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.addnext(rest)


@settings(
    max_examples=int(os.environ.get("DOCGEN_EXAMPLES", "15")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(st.data(), st.sampled_from(sorted(KINDS)), CORRECTIONS)
def test_her_words_stay_and_the_rest_is_the_paper_of_the_new_records(
    data: st.DataObject, paper: str, corrections: list[Correction]
) -> None:
    kind, key = KINDS[paper]
    base, ours = made(kind, sample_season(), key), made(kind, corrected(corrections), key)
    hers, words = scribbled(base, data.draw)

    found = merge(base, hers, ours, author="docgen", now=NOW)

    assert found.safe
    assert {p.code for p in check_package(found.data, name="", tags=False)} <= {"GOI-16"}
    text = shown(found.data)
    assert all(word in text for word in words)
    if not found.conflicts:
        assert without_hers(text) == shown(ours).split("\n")


def without_hers(text: str) -> list[str]:
    """Take what she wrote out of the lines of a paper."""
    lines = [MINE.sub("", line) for line in text.split("\n")]
    cells = [re.sub(r" / ?(?:\[[^]]*\])? ?chị thêm đoạn này", "", line) for line in lines]
    return [line for line in cells if "chị thêm đoạn này" not in line]
