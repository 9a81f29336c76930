r"""Text typed in the fonts used before Unicode: TCVN3 (.VnTime) and VNI (VNI-Times).

Such text is stored as ordinary Latin-1 letters that only look Vietnamese in their font:
"Phường" is kept as "Ph\xadêng" for .VnTime and as "Phöôøng" for VNI-Times.  A font name settles
it; without one only a whole column can, because one short name may be good Vietnamese under
more than one reading ("Phó" typed in .VnTime is "Phú").

The order matters: detect, convert, and only then clean.  Dropping U+00AD loses the ư of TCVN3,
and NFKC or upper-casing before conversion destroys other letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Literal

Encoding = Literal["tcvn3", "vni"]


def legacy_font(font_name: str) -> Encoding | None:
    """Tell which legacy encoding a font shows, by its name: ``.Vn…`` or ``VNI-…``."""
    name = font_name.strip().casefold()
    if name.startswith(".vn"):
        return "tcvn3"
    return "vni" if name.startswith("vni-") else None


def capital_font(font_name: str) -> bool:
    """Tell whether a TCVN3 font draws small letters as capitals (``.VnTimeH``)."""
    name = font_name.strip()
    return legacy_font(name) == "tcvn3" and name.endswith("H")


# TCVN 5712:1993, third table (VN3): runs of letters by the code of their first.  It has no
# capital letters with a tone: those were typed with a capital font.
_TCVN3_RUNS = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}
_TCVN3 = {first + offset: letter for first, run in _TCVN3_RUNS.items() for offset, letter in enumerate(run)}

_GRAVE, _HOOK, _TILDE, _ACUTE, _DOT = "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"
_CIRCUMFLEX, _BREVE = "\u0302", "\u0306"
# VNI writes a vowel and then one letter for its marks.
_VNI_TONES = {"ù": _ACUTE, "ø": _GRAVE, "û": _HOOK, "õ": _TILDE, "ï": _DOT}
_VNI_CIRCUMFLEX = {"â": "", "á": _ACUTE, "à": _GRAVE, "å": _HOOK, "ã": _TILDE, "ä": _DOT}
_VNI_BREVE = {"ê": "", "é": _ACUTE, "è": _GRAVE, "ú": _HOOK, "ü": _TILDE, "ë": _DOT}
_VNI_SINGLE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def _vni_table() -> dict[str, str]:
    table = dict(_VNI_SINGLE)
    for vowel in "aeouyôö":
        letter = _VNI_SINGLE.get(vowel, vowel)
        table |= {vowel + mark: letter + tone for mark, tone in _VNI_TONES.items()}
    for vowel in "aeo":
        table |= {vowel + mark: vowel + _CIRCUMFLEX + tone for mark, tone in _VNI_CIRCUMFLEX.items()}
    table |= {"a" + mark: "a" + _BREVE + tone for mark, tone in _VNI_BREVE.items()}
    return table


_VNI = _vni_table()
# Two letters before one: in "Phöôøng" the pair ôø is ờ, not ơ and a stray ø.
_VNI_PIECE = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)), re.IGNORECASE)


def convert(text: str, encoding: Encoding, *, capitals: bool = False) -> str:
    """Turn legacy text into Unicode (NFC).

    ``capitals`` is for text in a capital font (see ``capital_font``): it was shown in capitals
    though stored in small letters.  Characters outside the encoding stay as they are.
    """
    unicode_text = text.translate(_TCVN3) if encoding == "tcvn3" else _VNI_PIECE.sub(_from_vni, text)
    unicode_text = unicodedata.normalize("NFC", unicode_text)
    return unicode_text.upper() if capitals else unicode_text


def _from_vni(piece: re.Match[str]) -> str:
    # The vowel alone gives the case: typists left the mark small after a capital ("Uûy").
    letter = _VNI[piece[0].lower()]
    return letter.upper() if piece[0][0].isupper() else letter


def detect(lines: Sequence[str]) -> Encoding | None:
    """Tell whether a whole column is legacy text, from how its words read.

    Lines that hold a Vietnamese letter outside Latin-1 are Unicode already and give no evidence.
    Of the other accented words, an encoding must make most into good Vietnamese syllables, and
    more of them than reading the text as it stands.  ``None`` means Unicode, or not enough to
    tell; a column of one or two short names often is not.
    """
    words = [
        word
        for line in lines
        if not _UNICODE_VIETNAMESE.search(line)
        for word in _BETWEEN_WORDS.split(line)
        if len(word) > 1 and not word.isascii()
    ]
    as_it_stands = sum(map(_is_syllable, words))
    readings: dict[Encoding, int] = {
        "tcvn3": sum(_is_syllable(convert(word, "tcvn3")) for word in words),
        "vni": sum(_is_syllable(convert(word, "vni")) for word in words),
    }
    best = max(readings, key=lambda encoding: readings[encoding])
    count = readings[best]
    tied = list(readings.values()).count(count) > 1
    return best if not tied and count > as_it_stands and 2 * count > len(words) else None


_UNICODE_VIETNAMESE = re.compile(
    "[\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u0300-\u0323\u1ea0-\u1ef9]"
)
_BETWEEN_WORDS = re.compile("[\x00-@[-`{-\x7f\xa0\u2000-\u206f]+")

# The spelling of a syllable without its tone: an opening consonant, then one of these rimes.
_ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x".replace(" ", "|")
_OPEN_RIMES = (
    "a e ê i o ô ơ u ư y ia ua ưa uê uy oa oe uơ uya ai ay ây oi ôi ơi ui ưi oai oay uây uôi ươi "
    "ao au âu eo êu iu ưu iêu yêu ươu oao oeo uyu "
    "am ăm âm em êm im om ôm ơm um iêm yêm uôm ươm oam oăm "
    "an ăn ân en ên in on ôn ơn un ưn iên yên uôn ươn oan oăn oen uân uyên "
    "ang ăng âng eng êng ong ông ung ưng iêng yêng uông ương oang oăng uâng oong "
    "anh ênh inh oanh uynh uênh"
).replace(" ", "|")
_STOPPED_RIMES = (
    "ap ăp âp ep êp ip op ôp ơp up ưp iêp yêp ươp at ăt ât et êt it ot ôt ơt ut ưt iêt yêt uôt ươt "
    "oat oăt oet uât uyt uyêt ac ăc âc ec oc ôc uc ưc iêc uôc ươc oac oăc ooc ach êch ich oach uych uêch"
).replace(" ", "|")
_ONSET = f"(?:{_ONSETS})?"
# After a final p, t, c, ch only sắc and nặng can stand.
_SYLLABLE = re.compile(
    f"{_ONSET}(?:{_OPEN_RIMES})[{_GRAVE}{_HOOK}{_TILDE}{_ACUTE}{_DOT}]?"
    f"|{_ONSET}(?:{_STOPPED_RIMES})[{_ACUTE}{_DOT}]"
)
_TONE = re.compile(f"[{_GRAVE}{_HOOK}{_TILDE}{_ACUTE}{_DOT}]")


def _is_syllable(word: str) -> bool:
    """Tell whether a word is spelt as one Vietnamese syllable, in any case."""
    decomposed = unicodedata.normalize("NFD", word.strip("«»").lower())
    letters = unicodedata.normalize("NFC", _TONE.sub("", decomposed))
    return _SYLLABLE.fullmatch(letters + "".join(_TONE.findall(decomposed))) is not None
