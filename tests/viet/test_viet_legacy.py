"""Text in the fonts used before Unicode: found by font or by column, converted exactly."""

from __future__ import annotations

import pytest

from docgen.viet import Encoding, capital_font, clean, convert, detect, legacy_font

# The published tables, letter by letter: sắc huyền hỏi ngã nặng of each vowel.
UNICODE = (
    "á à ả ã ạ ă ắ ằ ẳ ẵ ặ â ấ ầ ẩ ẫ ậ é è ẻ ẽ ẹ ê ế ề ể ễ ệ í ì ỉ ĩ ị ó ò ỏ õ ọ ô ố ồ ổ ỗ ộ "
    "ơ ớ ờ ở ỡ ợ ú ù ủ ũ ụ ư ứ ừ ử ữ ự ý ỳ ỷ ỹ ỵ đ"
)
TCVN3 = (
    "¸ µ ¶ · ¹ ¨ ¾ » ¼ ½ Æ © Ê Ç È É Ë Ð Ì Î Ï Ñ ª Õ Ò Ó Ô Ö Ý × Ø Ü Þ ã ß á â ä « è å æ ç é "
    "¬ í ê ë ì î ó ï ñ ò ô \xad ø õ ö ÷ ù ý ú û ü þ ®"
)
VNI = (
    "aù aø aû aõ aï aê aé aè aú aü aë aâ aá aà aå aã aä eù eø eû eõ eï eâ eá eà eå eã eä í ì æ ó ò "
    "où oø oû oõ oï oâ oá oà oå oã oä ô ôù ôø ôû ôõ ôï uù uø uû uõ uï ö öù öø öû öõ öï yù yø yû yõ î ñ"
)
TABLES: dict[Encoding, dict[str, str]] = {
    "tcvn3": dict(zip(UNICODE.split(" "), TCVN3.split(" "), strict=True)),
    "vni": dict(zip(UNICODE.split(" "), VNI.split(" "), strict=True)),
}
TABLES["tcvn3"] |= dict(zip("ĂÂÊÔƠƯĐ", "¡¢£¤¥¦§", strict=True))
TABLES["vni"] |= {letter.upper(): mark.upper() for letter, mark in TABLES["vni"].items()}

UNITS = ["An Phú", "Hòa Hương", "Phước Hòa", "Tân Thạnh", "An Xuân", "An Mỹ", "Trường Xuân", "Tam Thăng"]
PEOPLE = ["Nguyễn Thị Thanh Nga", "Võ Thị Hoài", "Huỳnh Thị Cẩm Tú", "Đỗ Văn Nghĩa", "Ngô Thị Lệ"]


def typed_in(encoding: Encoding, text: str) -> str:
    table = TABLES[encoding]
    return "".join(table.get(letter, letter) for letter in text)


@pytest.mark.parametrize(
    ("font", "expected"),
    [
        (".VnTime", "tcvn3"),
        (".vnarial", "tcvn3"),
        (" .VnTimeH", "tcvn3"),
        ("VNI-Times", "vni"),
        ("Times New Roman", None),
        ("Vni", None),
        ("", None),
    ],
)
def test_a_font_name_settles_it(font: str, expected: Encoding | None) -> None:
    assert legacy_font(font) == expected


def test_some_fonts_draw_capitals() -> None:
    assert capital_font(".VnTimeH")
    assert not capital_font(".VnTime")
    assert not capital_font("VNI-TimesH")


@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
def test_every_letter_converts(encoding: Encoding) -> None:
    assert {letter: convert(typed, encoding) for letter, typed in TABLES[encoding].items()} == {
        letter: letter for letter in TABLES[encoding]
    }


def test_whole_names_convert() -> None:
    assert convert("Ph\xadêng Tr\xadêng Xu©n", "tcvn3") == "Phường Trường Xuân"
    assert convert("Phöôøng Tröôøng Xuaân", "vni") == "Phường Trường Xuân"
    assert convert("UÛy ban, Uûy ban, ÑAÏI", "vni") == "Ủy ban, Ủy ban, ĐẠI"
    assert convert("uû ban mttq viÖt nam", "tcvn3", capitals=True) == "UỶ BAN MTTQ VIỆT NAM"


def test_cleaning_first_would_lose_letters() -> None:
    assert convert(clean("Ph\xadêng"), "tcvn3") == "Phờng"
    assert clean(convert("Ph\xadêng", "tcvn3")) == "Phường"


class TestAWholeColumn:
    @pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
    @pytest.mark.parametrize("column", [UNITS, PEOPLE])
    def test_is_recognised_without_its_font(self, encoding: Encoding, column: list[str]) -> None:
        assert detect([typed_in(encoding, name) for name in column]) == encoding

    @pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
    def test_is_recognised_among_unicode_rows(self, encoding: Encoding) -> None:
        assert detect(["xã Bình Đông"] * 20 + [typed_in(encoding, name) for name in PEOPLE]) == encoding

    @pytest.mark.parametrize(
        "column",
        [
            UNITS,
            PEOPLE,
            ["Tam Phú", "Hà Nam", "xã «An Phú»"],
            ["Tru\u031bo\u031b\u0300ng Xua\u0302n"],  # NFD
            ["café", "Zürich", "30°C", "10 m²"],
            ["Zürich", "Müller", "naïve", "Xu©n"],
            ["· Tam Phú", "· An Ninh ·"],
            ["An Son", "", "UBND"],
            [],
        ],
    )
    def test_gives_no_false_alarm(self, column: list[str]) -> None:
        assert detect(column) is None

    def test_words_good_in_both_encodings_are_left_undecided(self) -> None:
        assert detect(["cöa", "göi"]) is None  # cửa and gửi in TCVN3, cưa and gưi in VNI

    def test_one_short_name_is_left_undecided(self) -> None:
        assert detect([typed_in("tcvn3", "Tam Phú")]) is None  # it reads Tam Phó, a good name too
