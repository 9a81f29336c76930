"""Numbers in words, against ICU, against a second reading written otherwise, and by hand."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal

import num2words
import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words.lang_VI import Num2Word_VI as StockVietnamese

from docgen.viet import in_words, ordinal, words

ANCHORS = {
    # whole numbers
    "0": "không",
    "1": "một",
    "4": "bốn",
    "5": "năm",
    "10": "mười",
    "11": "mười một",
    "14": "mười bốn",
    "15": "mười lăm",
    "20": "hai mươi",
    "21": "hai mươi mốt",
    "24": "hai mươi tư",
    "25": "hai mươi lăm",
    "44": "bốn mươi tư",
    "55": "năm mươi lăm",
    "100": "một trăm",
    "101": "một trăm linh một",
    "104": "một trăm linh bốn",
    "105": "một trăm linh năm",
    "110": "một trăm mười",
    "115": "một trăm mười lăm",
    "144": "một trăm bốn mươi tư",
    "1.000": "một nghìn",
    "1.005": "một nghìn không trăm linh năm",
    "2.023": "hai nghìn không trăm hai mươi ba",
    "10.000": "mười nghìn",
    "21.001": "hai mươi mốt nghìn không trăm linh một",
    "140.000": "một trăm bốn mươi nghìn",
    "1.050.000": "một triệu không trăm năm mươi nghìn",
    "8.000.001": "tám triệu không trăm linh một",
    "1.230.950.880.055": (
        "một nghìn hai trăm ba mươi tỷ chín trăm năm mươi triệu "
        "tám trăm tám mươi nghìn không trăm năm mươi lăm"
    ),
    "1.000.000.000.000": "một nghìn tỷ",
    "1.000.000.000.000.000": "một triệu tỷ",
    "1.000.000.000.000.000.000": "một tỷ tỷ",
    "9.007.199.254.740.993": (
        "chín triệu không trăm linh bảy nghìn một trăm chín mươi chín tỷ "
        "hai trăm năm mươi tư triệu bảy trăm bốn mươi nghìn chín trăm chín mươi ba"
    ),
    # decimals
    "92,5": "chín mươi hai phẩy năm",
    "92,50": "chín mươi hai phẩy năm",
    "100,00": "một trăm",
    "10,05": "mười phẩy không năm",
    "9,05": "chín phẩy không năm",
    "80,04": "tám mươi phẩy không bốn",
    "201,05": "hai trăm linh một phẩy không năm",
    "0,10": "không phẩy một",
    "87,25": "tám mươi bảy phẩy hai mươi lăm",
    "2,35": "hai phẩy ba mươi lăm",
    "0,36": "không phẩy ba mươi sáu",
    "1.942,54": "một nghìn chín trăm bốn mươi hai phẩy năm mươi tư",
    "99,995": "chín mươi chín phẩy chín trăm chín mươi lăm",
    "2,675": "hai phẩy sáu trăm bảy mươi lăm",
    "9,001": "chín phẩy không trăm linh một",
    "7,081": "bảy phẩy không trăm tám mươi mốt",
    "0,1985": "không phẩy một nghìn chín trăm tám mươi lăm",
    "0,0005": "không phẩy không không không năm",
    # negatives
    "-1": "âm một",
    "-20": "âm hai mươi",
    "-21": "âm hai mươi mốt",
    "-0,5": "âm không phẩy năm",
    "-92,5": "âm chín mươi hai phẩy năm",
    "-0,00": "không",
}


@pytest.mark.parametrize(("printed", "expected"), ANCHORS.items())
def test_a_printed_figure_reads_as_in_school(printed: str, expected: str) -> None:
    assert in_words(printed) == expected


def icu_reader() -> Callable[[int], str]:
    icu = pytest.importorskip("icu")
    rules = icu.RuleBasedNumberFormat(icu.URBNFRuleSetTag.SPELLOUT, icu.Locale("vi"))
    return lambda number: str(rules.format(number)).replace("lẻ", "linh")


def test_whole_numbers_agree_with_icu() -> None:
    icu = icu_reader()
    some = random.Random(2023).sample(range(10_000, 1_000_000), 10_000)  # noqa: S311 - a fixed sample, no secret
    wrong = [n for n in [*range(10_000), *some] if in_words(n) != icu(n)]
    assert wrong == []


def test_two_decimals_agree_with_icu_for_every_score() -> None:
    icu = icu_reader()
    whole = [icu(n) for n in range(101)]
    for hundredths in range(10_001):
        score, rest = divmod(hundredths, 100)
        tenths, last = divmod(rest, 10)
        tail = {True: whole[tenths], False: f"{whole[0]} {whole[last]}" if not tenths else whole[rest]}
        expected = whole[score] + (f" phẩy {tail[last == 0]}" if rest else "")
        assert in_words(f"{score},{rest:02d}") == expected


DIGITS = "không một hai ba bốn năm sáu bảy tám chín".split()  # noqa: SIM905 - reads as counted aloud
EUPHONY = [
    (r"không mươi không", ""),
    (r"không mươi", "linh"),
    (r"một mươi", "mười"),
    (r"(mươi|mười) không", r"\1"),
    (r"mươi một", "mươi mốt"),
    (r"mươi bốn", "mươi tư"),
    (r"(mươi|mười) năm", r"\1 lăm"),
]


def class_by_substitution(number: int) -> str:
    hundreds, tens, ones = (DIGITS[int(digit)] for digit in f"{number:03d}")
    text = f"{hundreds} trăm {tens} mươi {ones}"
    for pattern, replacement in EUPHONY:
        text = re.sub(pattern, replacement, text)
    return text.strip()


def by_substitution(number: int) -> str:
    """Read a whole number by writing every digit out and then mending the sound."""
    figure = f"{number:,}".split(",")
    names = ["", "nghìn", "triệu"]
    parts: list[str] = []
    for place, group in zip(range(len(figure) - 1, -1, -1), figure, strict=True):
        if int(group):
            parts += [class_by_substitution(int(group)), names[place % 3]]
        if place and place % 3 == 0:
            parts.append("tỷ")
    return re.sub(r"^không trăm (linh )?", "", " ".join(part for part in parts if part))


@given(st.integers(min_value=1, max_value=10**15))
def test_large_numbers_agree_with_the_second_reading(number: int) -> None:
    assert in_words(number) == by_substitution(number)


def test_every_score_agrees_with_the_second_reading() -> None:
    for hundredths in range(100_001):
        score, rest = divmod(hundredths, 100)
        tail = f"{rest:02d}".rstrip("0")
        expected = by_substitution(score) if score else "không"
        if len(tail) == 1:
            expected += f" phẩy {DIGITS[rest // 10]}"
        elif tail:
            expected += f" phẩy {by_substitution(rest) if rest > 9 else 'không ' + DIGITS[rest]}"
        assert in_words(Decimal(hundredths) / 100) == expected


@given(st.decimals(min_value=0, max_value=1000, places=4), st.decimals(min_value=0, max_value=1000, places=3))
def test_two_figures_that_differ_never_sound_alike(one: Decimal, other: Decimal) -> None:
    assert (in_words(one) == in_words(other)) == (one == other)


@given(st.integers(min_value=1, max_value=10**15))
def test_a_negative_is_its_figure_after_am(number: int) -> None:
    assert in_words(-number) == f"âm {in_words(number)}"


class TestTheStyleOfTheOffice:
    def test_le_for_linh(self) -> None:
        assert in_words("105,5", linh="lẻ") == "một trăm lẻ năm phẩy năm"

    def test_bon_for_tu(self) -> None:
        assert in_words("24", four="bốn") == "hai mươi bốn"

    def test_an_empty_class_may_be_said_when_something_follows(self) -> None:
        said = in_words("8.000.001", empty="say")
        assert said == "tám triệu không nghìn không trăm linh một"
        assert in_words("8.000.000", empty="say") == "tám triệu"
        assert in_words("5.000.000.000", empty="say") == "năm tỷ"
        long = "một nghìn tỷ không triệu không nghìn không trăm linh hai"
        assert in_words("1.000.000.000.002", empty="say") == long


class TestWhatIsRefused:
    @pytest.mark.parametrize("value", [92.5, True])
    def test_a_float_or_a_truth_value(self, value: float) -> None:
        with pytest.raises(TypeError):
            in_words(value)  # type: ignore[arg-type]  # the mistake under test

    @pytest.mark.parametrize("text", ["92.5", "1.23", "", "chín", "1,2,3", "12.34.567", " 5", "５"])
    def test_text_that_is_not_a_printed_figure(self, text: str) -> None:
        with pytest.raises(ValueError, match="not a figure"):
            in_words(text)

    def test_infinity(self) -> None:
        with pytest.raises(ValueError, match="finite"):
            in_words(Decimal("Infinity"))


class TestOrder:
    @pytest.mark.parametrize(
        ("number", "expected"),
        [
            (1, "thứ nhất"),
            (2, "thứ hai"),
            (3, "thứ ba"),
            (4, "thứ tư"),
            (5, "thứ năm"),
            (10, "thứ mười"),
            (13, "thứ mười ba"),
            (21, "thứ hai mươi mốt"),
        ],
    )
    def test_places_in_an_order(self, number: int, expected: str) -> None:
        assert ordinal(number) == expected

    @pytest.mark.parametrize("number", [0, -1])
    def test_there_is_no_place_below_the_first(self, number: int) -> None:
        with pytest.raises(ValueError, match="not a place"):
            ordinal(number)


class TestAsALanguageOfNum2words:
    def test_each_conversion_answers(self) -> None:
        def read(number: object, **options: object) -> str:
            return str(num2words.num2words(number, lang=words.LANGUAGE, **options))

        assert read(Decimal("92.5")) == "chín mươi hai phẩy năm"
        assert read("92,50") == "chín mươi hai phẩy năm"
        assert read(4, ordinal=True) == "thứ tư"
        assert read(5, to="ordinal_num") == "thứ 5"
        assert read(2023, to="year") == "hai nghìn không trăm hai mươi ba"
        assert read(-111, to="year") == "một trăm mười một trước Công nguyên"
        assert read(1_200_000, to="currency") == "một triệu hai trăm nghìn đồng"

    def test_another_currency_and_a_year_with_decimals_are_refused(self) -> None:
        with pytest.raises(NotImplementedError, match="USD"):
            num2words.num2words(5, lang=words.LANGUAGE, to="currency", currency="USD")
        with pytest.raises(ValueError, match="not a year"):
            num2words.num2words(Decimal("2023.5"), lang=words.LANGUAGE, to="year")

    def test_the_stock_vietnamese_is_not_what_we_call(self) -> None:
        stock = StockVietnamese()
        assert stock.to_cardinal(Decimal("10.05")) == "mười phẩy năm"  # it is wrong, and so not used
        assert in_words("10,05") == "mười phẩy không năm"
        assert not isinstance(num2words.CONVERTER_CLASSES[words.LANGUAGE], StockVietnamese)

    def test_other_languages_are_left_alone(self) -> None:
        assert isinstance(num2words.CONVERTER_CLASSES["vi"], StockVietnamese)
        assert num2words.num2words(42, lang="en") == "forty-two"
        assert num2words.num2words(42, lang="fr") == "quarante-deux"


def test_the_room_does_not_load_num2words_until_words_are_wanted() -> None:
    program = (
        "import sys, docgen.viet as v; assert 'num2words' not in sys.modules;"
        "print(ascii(v.in_words('92,50'))); assert 'num2words' in sys.modules"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)  # noqa: S603 - our own program
    assert (ran.returncode, ran.stdout.strip()) == (0, ascii("chín mươi hai phẩy năm"))
