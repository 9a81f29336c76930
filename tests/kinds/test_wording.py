"""What is done to typed texts: only the mark at the end, and a capital at the start."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.kinds.wording import bare, items, sentence, sentences, time_of_day, unit_at_start, unit_name
from docgen.records import Unit

VIETNAMESE = st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyÀẢÃÁẠỘỰ ,;:.!?…“”()0123456789", max_size=40)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Hồ sơ sắp xếp chưa khoa học", "Hồ sơ sắp xếp chưa khoa học."),
        ("Hồ sơ sắp xếp chưa khoa học.", "Hồ sơ sắp xếp chưa khoa học."),
        ("hồ sơ sắp xếp chưa khoa học; ", "Hồ sơ sắp xếp chưa khoa học."),
        ("đủ sổ, biên bản...", "Đủ sổ, biên bản..."),
        ("Đã công khai quỹ chưa?", "Đã công khai quỹ chưa?"),
        ("02 cuộc giám sát.", "02 cuộc giám sát."),
        ("", ""),
    ],
)
def test_a_sentence_gets_one_mark_and_a_capital(typed: str, printed: str) -> None:
    assert sentence(typed) == printed


def test_list_items_end_with_semicolons_and_the_last_with_a_full_stop() -> None:
    assert items(["giải lao.", "nghỉ trưa", "chủ trì kết luận;"]) == [
        "Giải lao;",
        "Nghỉ trưa;",
        "Chủ trì kết luận.",
    ]
    assert items(["giải lao"]) == ["Giải lao."]
    assert items([]) == []


def test_items_of_several_sentences_all_end_with_full_stops() -> None:
    typed = ["Chủ trì khai mạc. Phân công kiểm tra chéo", "Giải lao;"]

    assert items(typed) == ["Chủ trì khai mạc. Phân công kiểm tra chéo.", "Giải lao."]


@given(VIETNAMESE)
def test_words_are_never_altered(typed: str) -> None:
    for made in (sentence(typed), *items([typed, typed]), *sentences([typed])):
        assert bare(made).casefold() == bare(typed).casefold()


@given(VIETNAMESE)
def test_a_sentence_stays_as_it_is(typed: str) -> None:
    assert sentence(sentence(typed)) == sentence(typed)


@pytest.mark.parametrize(
    ("kind", "name", "inside", "first"),
    [
        ("phường", "An Phú", "phường An Phú", "Phường An Phú"),
        ("đặc khu", "Hoàng Sa", "đặc khu Hoàng Sa", "Đặc khu Hoàng Sa"),
        ("phường", "7", "Phường 7", "Phường 7"),
    ],
)
def test_a_unit_has_a_capital_where_a_line_begins_or_a_number_follows(
    kind: str, name: str, inside: str, first: str
) -> None:
    unit = Unit(code="X", kind=kind, name=name)

    assert (unit_name(unit), unit_at_start(unit)) == (inside, first)


def test_an_unknown_time_is_room_to_write() -> None:
    assert time_of_day(dt.time(7, 5)) == "07 giờ 05 phút"
    assert time_of_day(None).split() == ["giờ", "phút"]
    assert time_of_day(None).count("\N{NO-BREAK SPACE}") >= 12
