"""Vietnamese text: what is cleaned, what counts as the same name, and in which order."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.viet import (
    accentless,
    clean,
    collation_key,
    control_characters,
    fold_tone,
    join,
    name_key,
    person_key,
    sentence_start,
    slug,
    suggest,
    unit_key,
    upper,
)

LETTERS = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
VIETNAMESE = st.text(alphabet=LETTERS + LETTERS.upper() + " ", max_size=20)
WRITTEN = st.text(alphabet=LETTERS + LETTERS.upper() + " 0123456789-–,.()/“”«»", max_size=8)
UNITS = ["An Phú", "Hòa Hương", "Tân Thạnh", "An Xuân", "Trường Xuân", "Tam Thăng", "Tam Thanh", "Tam Phú"]


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


class TestCleaning:
    @pytest.mark.parametrize(
        ("typed", "plain"),
        [
            (nfd("Phường Trường Xuân"), "Phường Trường Xuân"),
            ("e\u0323\u0302", "ệ"),
            ("\u00d0ỗ Văn \u0189ạt, \u00f0i \u0256âu", "Đỗ Văn Đạt, đi đâu"),
            ("\u00a0An\u202f \u3000\tPhú  ", "An Phú"),
            ("\ufeffAn\u200b Ph\u00adú\u2060", "An Phú"),
            ("An Phú_x000D_\nHoà Hương", "An Phú\nHoà Hương"),
            ("An Phú_x000D_Hoà Hương", "An Phú\nHoà Hương"),
            ("một\r\nhai\rba", "một\nhai\nba"),
            ("\n\n  một \n\n hai\n ", "một\n\nhai"),
            ("Hoà và Hòa", "Hoà và Hòa"),  # the user's spelling stays
            ("", ""),
        ],
    )
    def test_makes_text_plain(self, typed: str, plain: str) -> None:
        assert clean(typed) == plain

    @given(st.text())
    def test_cleaning_twice_is_cleaning_once(self, text: str) -> None:
        assert clean(clean(text)) == clean(text)

    def test_control_characters_are_named_and_survive_cleaning(self) -> None:
        text = "An\x0b Phú\x02\ud800\x0b\ufffe\n\t\r"
        assert control_characters(text) == ["U+000B", "U+0002", "U+D800", "U+FFFE"]
        assert control_characters(clean("\x0bAn Phú\x1c")) == ["U+000B", "U+001C"]
        assert control_characters("Ủy ban\nMTTQ\tViệt Nam") == []


class TestToneFold:
    def test_joins_the_two_placements_and_parts_the_tones(self) -> None:
        assert fold_tone("hoà") == fold_tone("hòa")
        assert fold_tone("Uỷ ban, Thuỷ") == fold_tone("Ủy ban, Thủy")
        assert fold_tone("hoá") != fold_tone("hòa")
        assert fold_tone("ma") != fold_tone("mà")
        assert fold_tone("Tam Thăng") != fold_tone("Tam Thang")

    @given(VIETNAMESE)
    def test_is_idempotent_and_blind_to_composition(self, text: str) -> None:
        assert fold_tone(fold_tone(text)) == fold_tone(text) == fold_tone(nfd(text))


class TestNameKey:
    @pytest.mark.parametrize(
        "spelling",
        [
            nfd("Hòa Hương"),
            *["HÒA HƯƠNG", "Hoà Hương", "hoà  hương", "Hòa\u00a0Hương", "Hòa\nHương", "\ufeffHòa Hương"],
            *[
                "1. Hòa Hương",
                "- Hòa Hương;",
                "Ｈòa Hương",
                "12) Hòa Hương.",
                "Hòa Hương:",
                "Hòa Hương *",
                "Hòa_x000D_\nHương",
            ],
        ],
    )
    def test_spellings_of_one_name_agree(self, spelling: str) -> None:
        assert name_key(spelling) == name_key("Hòa Hương")

    @pytest.mark.parametrize("other", ["Hoa Hương", "Hóa Hương", "Phường Hòa Hương", "Hòa Hường", ""])
    def test_other_names_differ(self, other: str) -> None:
        assert name_key(other) != name_key("Hòa Hương")

    def test_a_number_alone_is_not_a_list_mark(self) -> None:
        assert name_key("7.") == "7"
        assert name_key("Tổ 1. Khối 2") != name_key("Khối 2")

    @given(VIETNAMESE)
    def test_is_idempotent_and_blind_to_case_and_composition(self, text: str) -> None:
        assert name_key(name_key(text)) == name_key(text) == name_key(nfd(text)) == name_key(text.upper())


class TestUnitKey:
    @pytest.mark.parametrize(
        "spelling",
        [
            *["phường An Xuân", "Phường An Xuân", "P. An Xuân", "P.An Xuân", "p An Xuân", "PHƯỜNG AN XUÂN"],
            *["UBMTTQVN phường An Xuân", "UBMTTQ Việt Nam phường An Xuân", "UB MTTQ VN P.An Xuân"],
            *["Ủy ban MTTQ Việt Nam phường An Xuân", "Uỷ ban MTTQ Việt Nam phường An Xuân"],
            *["BTT UBMTTQVN phường An Xuân", "Mặt trận phường An Xuân", "MTTQ phường An Xuân"],
            "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam phường An Xuân",
            nfd("2. Ủy ban MTTQ Việt Nam phường An Xuân;"),
        ],
    )
    def test_one_ward_however_written(self, spelling: str) -> None:
        assert unit_key(spelling) == ("phường", name_key("An Xuân"))

    @pytest.mark.parametrize(
        ("spelling", "kind", "name"),
        [
            ("xã Tam Phú", "xã", "Tam Phú"),
            ("X. Tam Phú", "xã", "Tam Phú"),
            ("Đặc khu Lý Sơn", "đặc khu", "Lý Sơn"),
            ("Thị trấn Núi Thành", "thị trấn", "Núi Thành"),
            ("TT. Núi Thành", "thị trấn", "Núi Thành"),
            ("Trường Xuân", "", "Trường Xuân"),
            ("Xuân Phú", "", "Xuân Phú"),
            ("Phường 7", "phường", "7"),
            ("P.07", "phường", "7"),
            ("P7", "phường", "7"),
            ("Ủy ban MTTQ Việt Nam", "", "Ủy ban MTTQ Việt Nam"),
            ("UBND phường An Xuân", "", "UBND phường An Xuân"),  # another body, not ours
            ("Phường", "", "Phường"),
        ],
    )
    def test_kind_and_name_stand_apart(self, spelling: str, kind: str, name: str) -> None:
        assert unit_key(spelling) == (kind, name_key(name))

    @given(VIETNAMESE, st.sampled_from(["phường", "xã", "đặc khu", "thị trấn"]))
    def test_is_blind_to_composition_and_case(self, name: str, kind: str) -> None:
        text = f"{kind} {name}"
        assert unit_key(text) == unit_key(nfd(text)) == unit_key(text.upper())


class TestSuggestions:
    def test_equal_but_for_accents_comes_first(self) -> None:
        assert suggest("Tam Thang", UNITS)[0] == "Tam Thăng"
        assert suggest("phường Hoa Huong", UNITS)[0] == "Hòa Hương"

    def test_a_tie_is_left_to_the_user(self) -> None:
        assert {"Tam Thăng", "Tam Thanh"} <= set(suggest("Tam Than", UNITS))

    def test_accents_settle_what_letters_leave_open(self) -> None:
        assert suggest("Tam Thăn", ["Tam Thanh", "Tam Thăng"]) == ["Tam Thăng", "Tam Thanh"]

    def test_nothing_near_is_nothing_suggested(self) -> None:
        assert suggest("Điện Biên Phủ", UNITS) == []

    def test_the_limit_and_repeats(self) -> None:
        assert suggest("Tam Thanh", UNITS * 2, limit=1) == ["Tam Thanh"]


class TestSlug:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Biên bản kiểm tra – phường Hòa Hương", "bien-ban-kiem-tra-phuong-hoa-huong"),
            (nfd("ĐẶC KHU Lý Sơn"), "dac-khu-ly-son"),
            ("CON", "con-x"),
            ("com1", "com1-x"),
            ("LPT²", "lpt2-x"),
            ("Công văn: 12/MTTQ*?", "cong-van-12-mttq"),
            ("漢", "u6f22"),
            ("***", ""),
        ],
    )
    def test_is_ascii_with_hyphens(self, text: str, expected: str) -> None:
        assert slug(text) == expected

    def test_a_long_one_is_cut_between_words(self) -> None:
        assert slug("kế hoạch kiểm tra", max_length=10) == "ke-hoach"
        assert slug("kế hoạch kiểm tra", max_length=8) == "ke-hoach"
        assert slug("con nhà nông", max_length=8) == "con-nha"
        assert slug("con nghiêm", max_length=8) == "con-x"
        assert slug("a" * 80) == "a" * 60
        with pytest.raises(ValueError, match="at least 8"):
            slug("An Phú", max_length=3)

    @given(st.text(), st.integers(min_value=8, max_value=60))
    def test_is_safe_on_windows(self, text: str, max_length: int) -> None:
        made = slug(text, max_length)
        assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", made)
        assert len(made) <= max_length
        assert not re.fullmatch(r"con|prn|aux|nul|(?:com|lpt)[0-9]", made)
        has_letters = any(c.isalnum() for c in unicodedata.normalize("NFKD", text))
        assert bool(made) == has_letters

    def test_accentless_keeps_case(self) -> None:
        assert accentless("Đỗ Thị Hường, đặc biệt") == accentless(nfd("Đỗ Thị Hường, đặc biệt"))
        assert accentless("Đỗ Thị Hường") == "Do Thi Huong"


@pytest.fixture(scope="module")
def icu_order() -> Any:
    icu = pytest.importorskip("icu")
    return icu.Collator.createInstance(icu.Locale("vi"))


class TestDictionaryOrder:
    def test_letters_then_tones_then_case(self) -> None:
        assert sorted("ơdaâđôăo", key=collation_key) == list("aăâdđoôơ")
        assert sorted(["mạ", "má", "mã", "mả", "mà", "ma"], key=collation_key) == [
            *["ma", "mà", "mả", "mã", "má", "mạ"]
        ]
        assert sorted(["Đạt", "Dung", "Dũng", "Duy", "An", "an"], key=collation_key) == [
            *["an", "An", "Dung", "Dũng", "Duy", "Đạt"]
        ]

    @given(VIETNAMESE)
    def test_composition_does_not_matter(self, text: str) -> None:
        assert collation_key(text) == collation_key(nfd(text))

    @given(one=WRITTEN, other=WRITTEN)
    def test_is_the_order_of_icu(self, icu_order: Any, one: str, other: str) -> None:
        # The text itself, the last part of the key, only settles what ICU calls equal.
        mine, yours = collation_key(one)[:3], collation_key(other)[:3]
        assert (mine > yours) - (mine < yours) == icu_order.compare(one, other)

    @given(
        parts=st.lists(
            st.lists(st.sampled_from(["Dung", "Dũng", "Duy", "Đạt", "an", "Ân", "Ấn"]), min_size=1)
        )
    )
    def test_lists_of_names_sort_as_icu_does(self, icu_order: Any, parts: list[list[str]]) -> None:
        names = [" ".join(name) for name in parts]
        expected = sorted(names, key=icu_order.getSortKey)
        assert sorted(names, key=collation_key) == expected

    def test_people_go_by_given_name(self) -> None:
        people = ["Trần Văn Đạt", "Lê Thị Dung", "Nguyễn An", "Bùi An", nfd("Võ Ân"), "Lê Dũng"]
        assert sorted(people, key=person_key) == [
            *["Bùi An", "Nguyễn An", nfd("Võ Ân"), "Lê Thị Dung", "Lê Dũng", "Trần Văn Đạt"]
        ]


class TestWriting:
    @pytest.mark.parametrize(
        ("items", "expected"),
        [([], ""), (["A"], "A"), (["A", "B"], "A và B"), (["A", "B", "C"], "A, B và C")],
    )
    def test_a_list_in_a_sentence(self, items: list[str], expected: str) -> None:
        assert join(items) == expected

    def test_another_last_word(self) -> None:
        assert join(iter(["xã", "phường"]), last="hoặc") == "xã hoặc phường"

    def test_capitals(self) -> None:
        assert upper(nfd("Ủy ban phường Trường Xuân")) == "ỦY BAN PHƯỜNG TRƯỜNG XUÂN"

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("đơn vị An Phú", "Đơn vị An Phú"),
            (nfd("ủy ban MTTQ"), "Ủy ban MTTQ"),
            ("«ủy ban»", "«Ủy ban»"),
            ("12 đơn vị", "12 đơn vị"),
            ("", ""),
            ("---", "---"),
        ],
    )
    def test_a_sentence_starts_with_a_capital(self, text: str, expected: str) -> None:
        assert sentence_start(text) == expected
