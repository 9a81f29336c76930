"""The records as they were are kept under records/, whole, once, and found again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from docgen.impact import dump
from docgen.problem import Stop
from docgen.verbs import season_snapshots
from docgen.verbs.season_snapshots import find_snapshot, keep_snapshot, newest_snapshot, prune_snapshots
from docgen.verbs.workspace import Place
from tests.factory import make_season
from tests.impact.seasons import edited

FIRST = make_season()
SECOND = edited(FIRST, "remarks", 0, text="Đã sửa.")


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path, tmp_path / "records" / "tam-ky-2023.xlsx")


def folder(place: Place) -> Path:
    return place.root / "records" / "tam-ky-2023" / "so-lieu"


def made_older(place: Place, sha256: str) -> None:
    path = folder(place) / f"{sha256}.json"
    os.utime(path, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns - 10**10))


def test_a_snapshot_is_named_by_its_hash_and_found_by_it(place: Place) -> None:
    sha256 = keep_snapshot(place, FIRST)
    assert [path.name for path in folder(place).iterdir()] == [f"{sha256}.json"]
    assert find_snapshot(place, sha256) == FIRST


def test_keeping_the_same_records_again_adds_nothing(place: Place) -> None:
    assert keep_snapshot(place, FIRST) == keep_snapshot(place, make_season())
    assert len(list(folder(place).iterdir())) == 1


def test_the_newest_is_the_one_that_was_kept_last_also_when_it_was_there_already(place: Place) -> None:
    first, second = keep_snapshot(place, FIRST), keep_snapshot(place, SECOND)
    made_older(place, first)
    assert newest_snapshot(place) == (second, SECOND)
    made_older(place, second)
    made_older(place, second)
    assert keep_snapshot(place, SECOND) == second
    assert newest_snapshot(place) == (second, SECOND)


def test_without_any_there_is_no_newest(place: Place) -> None:
    assert newest_snapshot(place) is None


def test_a_damaged_snapshot_is_passed_over_and_mended_by_keeping(place: Place) -> None:
    first, second = keep_snapshot(place, FIRST), keep_snapshot(place, SECOND)
    made_older(place, first)
    (folder(place) / f"{second}.json").write_bytes(dump(SECOND)[:-5])
    assert find_snapshot(place, second) is None
    assert newest_snapshot(place) == (first, FIRST)
    assert keep_snapshot(place, SECOND) == second
    assert find_snapshot(place, second) == SECOND


@pytest.mark.parametrize("sha256", ["", "..", "../tam-ky-2023", "0" * 64, "A" * 64, "g" * 64])
def test_what_is_no_hash_of_a_snapshot_is_not_found(place: Place, sha256: str) -> None:
    keep_snapshot(place, FIRST)
    assert find_snapshot(place, sha256) is None


def test_pruning_keeps_what_is_referred_to_and_the_newest_and_other_files(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(season_snapshots, "SPARE", 1)
    third = edited(FIRST, "remarks", 0, text="Lần ba.")
    hashes = [keep_snapshot(place, season) for season in (FIRST, SECOND, third)]
    for older in (hashes[0], hashes[0], hashes[1]):
        made_older(place, older)
    (folder(place) / "ghi-chu.json").write_text("của tôi", encoding="utf-8")
    assert prune_snapshots(place, [hashes[0]]) == [hashes[1]]
    assert {path.stem for path in folder(place).iterdir()} == {hashes[0], hashes[2], "ghi-chu"}


def test_a_folder_that_cannot_be_written_stops_with_a_sentence(place: Place) -> None:
    place.memory.parent.mkdir(parents=True)
    place.memory.write_text("một tệp ở chỗ của thư mục", encoding="utf-8")
    with pytest.raises(Stop):
        keep_snapshot(place, FIRST)
