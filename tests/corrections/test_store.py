"""The store of corrections: what was asked for is never lost, and ids are never used twice."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.corrections import NAME, Form, QuotedPair, Store, Withdrawal, next_id
from docgen.problem import Stop
from tests.kinds.corrections import MINUTES, NOTICE, PLACE, correction

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=30)


def withdrawal(identity: str) -> Withdrawal:
    return Withdrawal(identity, "soạn nhầm", "2023-11-07T09:00:00+07:00", "Lê Thị Tuyết")


def test_what_was_asked_for_is_read_back_as_it_was(tmp_path: Path) -> None:
    store = Store(tmp_path / "tam-ky-2023")
    letter = correction(
        Form.ERRATUM, NOTICE, PLACE, QuotedPair("Nơi nhận", "", "- Đảng ủy phường;"), reason="gõ nhầm"
    )
    minutes = correction(Form.SUPPLEMENT, MINUTES)
    store.add(letter)
    store.add(minutes)
    assert store.read().corrections == (letter, minutes)
    assert store.read().fault is None


def test_a_store_that_is_not_there_is_empty_and_reading_makes_nothing(tmp_path: Path) -> None:
    assert Store(tmp_path / "chưa có").read().steps == ()
    assert not (tmp_path / "chưa có").exists()


def test_a_withdrawn_correction_is_gone_but_its_line_and_its_id_stay(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.add(correction(Form.ERRATUM))
    store.add(withdrawal("dinh-chinh:1"))
    assert store.read().corrections == ()
    assert len(store.path.read_text(encoding="utf-8").splitlines()) == 2
    assert next_id(store.read().steps, Form.ERRATUM) == "dinh-chinh:2"
    assert next_id(store.read().steps, Form.RECALL) == "thu-hoi:1"


@pytest.mark.parametrize(
    "damage", ["{", "[]", '{"act":"asked"}', '{"act":"lạ","id":"x"}', '{"act":"withdrawn","id":1}', "null"]
)
def test_a_damaged_line_is_passed_over_and_told(tmp_path: Path, damage: str) -> None:
    store = Store(tmp_path)
    store.add(correction(Form.ERRATUM))
    with store.path.open("a", encoding="utf-8") as file:
        file.write(f"{damage}\n")
    store.add(correction(Form.ERRATUM, number=2))
    asked = store.read()
    assert [item.id for item in asked.corrections] == ["dinh-chinh:1", "dinh-chinh:2"]
    assert asked.fault is not None
    assert "1 dòng hỏng" in asked.fault.message


@pytest.mark.parametrize("key", ["form", "id", "at"])
def test_a_line_that_means_nothing_is_damaged(tmp_path: Path, key: str) -> None:
    store = Store(tmp_path)
    store.add(correction(Form.ERRATUM))
    values = json.loads(store.path.read_text(encoding="utf-8")) | {key: "khác"}
    store.path.write_text(json.dumps(values) + "\n", encoding="utf-8")
    assert store.read().corrections == ()
    assert store.read().fault is not None


def test_a_line_that_a_kill_left_unfinished_never_counted(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.add(correction(Form.ERRATUM))
    whole = store.path.read_bytes()
    store.path.write_bytes(whole + whole[: len(whole) // 2])
    assert len(store.read().corrections) == 1
    assert store.read().fault is None
    store.add(correction(Form.ERRATUM, number=2))
    assert [item.id for item in store.read().corrections] == ["dinh-chinh:1", "dinh-chinh:2"]


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "records").write_text("một tệp")
    with pytest.raises(Stop, match=NAME):
        Store(tmp_path / "records").add(correction(Form.ERRATUM))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(pairs=st.lists(st.tuples(TEXT, TEXT, TEXT), min_size=1, max_size=3), reason=TEXT, label=TEXT)
def test_any_words_survive(
    tmp_path: Path, pairs: list[tuple[str, str, str]], reason: str, label: str
) -> None:
    store = Store(tmp_path)
    store.path.unlink(missing_ok=True)
    original = replace(NOTICE, label=label, subject=reason)
    asked = correction(Form.AMEND, original, *(QuotedPair(*pair) for pair in pairs), reason=reason)
    store.add(asked)
    assert store.read().corrections == (asked,)
