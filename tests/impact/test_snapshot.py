"""A season is kept as bytes and comes back as it was, its cells with it."""

from __future__ import annotations

import contextlib
import json
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.impact import dump, load
from docgen.records import SHEETS, Season
from tests.factory import large_season, make_season, planning_season
from tests.impact.seasons import edited, edits

SEASON = make_season()


@pytest.mark.parametrize("season", [make_season(), planning_season()], ids=["finished", "planned"])
def test_a_season_comes_back_whole(season: Season) -> None:
    assert load(dump(season)) == season


@given(season=edits(SEASON).flatmap(edits).flatmap(edits))
@settings(max_examples=20, deadline=None)
def test_any_season_comes_back_whole(season: Season) -> None:
    assert load(dump(season)) == season


def test_a_record_still_knows_its_cell() -> None:
    back = load(dump(SEASON))
    assert str(back.team_scores[1].at("II.1")) == "mau-2023.xlsx, Điểm Đoàn chấm!E3"
    assert back.general.at("place") == SEASON.general.at("place")


def test_vietnamese_text_comes_back_letter_by_letter() -> None:
    texts = ("Đức độ, nề nếp", "u\u031bo\u031b", "dòng 1\ndòng 2", "“ngoặc” & <thẻ>", "\u00a0")
    for text in texts:
        season = edited(SEASON, "remarks", 0, text=text)
        assert load(dump(season)).remarks[0].text == text


def test_the_same_season_gives_the_same_bytes() -> None:
    assert dump(load(dump(SEASON))) == dump(make_season())


def test_another_season_gives_other_bytes() -> None:
    assert dump(edited(SEASON, "remarks", 0, text="Khác.")) != dump(SEASON)


def rewritten(**changes: Any) -> bytes:
    return json.dumps(json.loads(dump(SEASON)) | changes).encode()


def damaged() -> dict[str, bytes]:
    sheets = json.loads(dump(SEASON))["sheets"]
    return {
        "nothing": b"",
        "half": dump(SEASON)[:-100],
        "no JSON": b"\xff\xfe",
        "a list": b"[1]",
        "a number": b"7",
        "deep": b"[" * 100_000,
        "another format": rewritten(format=2),
        "no sheets": rewritten(sheets={}),
        "an unknown sheet": rewritten(sheets=sheets | {"khac": []}),
        "an unknown column": rewritten(sheets=sheets | {"holidays": [[0, 2, {"ngay": "2023-09-02"}]]}),
        "no place": rewritten(places=[]),
        "a place that is none": rewritten(places=[["a", "b", {"x": 1}, {}]] * 40),
        "two forms": rewritten(sheets=sheets | {"general": sheets["general"] * 2}),
        "a row that is none": rewritten(sheets=sheets | {"units": [None]}),
        "a value of another type": rewritten(sheets=sheets | {"units": [[0, 2, {"code": []}]]}),
    }


@pytest.mark.parametrize("name", damaged())
def test_damaged_bytes_are_refused(name: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - that it is this one is what is promised
        load(damaged()[name])


@given(at=st.integers(0, len(dump(SEASON)) - 1), byte=st.integers(0, 255))
@settings(max_examples=40, deadline=None)
def test_a_flipped_byte_is_refused_or_gives_a_season(at: int, byte: int) -> None:
    data = bytearray(dump(SEASON))
    data[at] = byte
    with contextlib.suppress(ValueError):
        assert isinstance(load(bytes(data)), Season)


def test_a_large_season_is_kept_and_read_in_no_time() -> None:
    season = large_season()
    started = time.process_time()
    data = dump(season)
    dumped = time.process_time()
    back = load(data)
    loaded = time.process_time()
    assert all(len(getattr(back, sheet)) == 200 for sheet in SHEETS if sheet.endswith("_scores"))
    assert (dumped - started < 0.5, loaded - dumped < 0.5) == (True, True)
