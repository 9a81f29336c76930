"""Vietnamese text: cleaning, keys that match names, slugs and dictionary order.

Nothing here rewrites the spelling that the user chose: folds and keys are for comparing only.
Text in a legacy font (see ``docgen.viet.legacy``) must be converted before it is cleaned,
because cleaning drops U+00AD, which is the letter ư in TCVN3.
"""

from __future__ import annotations

import difflib
import functools
import re
import unicodedata
from collections.abc import Iterable

_D_LOOKALIKES = str.maketrans({"\u00d0": "Đ", "\u0189": "Đ", "\u00f0": "đ", "\u0256": "đ"})
_LINE_ENDS = re.compile(r"_x000D_\n?|\r\n?|[\u2028\u2029]")
_SPACES = re.compile(r" {2,}")


def clean(text: str) -> str:
    r"""Make typed or pasted text plain, without changing what a reader sees.

    The result is NFC with one kind of Đ, ordinary spaces (no runs, none at line ends), no
    invisible format characters, ``\n`` line ends and no blank first or last lines.  Control
    characters are left in, so that ``control_characters`` can still name them.
    """
    text = "".join(_plain_character(character) for character in text)
    text = unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", text)).translate(_D_LOOKALIKES)
    # Only the space is stripped: str.strip() would also swallow control characters.
    lines = [_SPACES.sub(" ", line).strip(" ") for line in text.split("\n")]
    return "\n".join(lines).strip("\n")


_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def half_width(text: str) -> str:
    """Clean a text and write its full-width figures and signs (３，５) as a Latin keyboard does."""
    return clean(text).translate(_FULL_WIDTH)


def _plain_character(character: str) -> str:
    """Turn any kind of space or tab into a space, and drop invisible format characters."""
    category = unicodedata.category(character)
    if category == "Zs" or character == "\t":
        return " "
    return "" if category == "Cf" else character


def control_characters(text: str) -> list[str]:
    """Name the characters that a Word file cannot hold, each once, as ``U+000B``.

    These are the control characters except newline, tab and carriage return, lone surrogates,
    and the noncharacters U+FFFE and U+FFFF (XML 1.0, production Char).
    """
    return list(dict.fromkeys(f"U+{ord(c):04X}" for c in text if _is_forbidden(c)))


def _is_forbidden(character: str) -> bool:
    if character in "\n\t\r":
        return False
    return unicodedata.category(character) in {"Cc", "Cs"} or character in "\ufffe\uffff"


_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng: the order of dictionaries
_TONE = re.compile(f"[{_TONES}]")
_WORD = re.compile("(?:[^\\W\\d_][\u0300-\u036f]*)+")


def fold_tone(text: str) -> str:
    """Move the tone mark of each word to the word's end, for comparing only.

    Old and new tone placement then agree (hoà and hòa, Uỷ and Ủy) while different tones stay
    apart (hoá and hòa).  The result is a key, not something to print.
    """
    folded = _WORD.sub(_tone_last, unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", folded)


def _tone_last(word: re.Match[str]) -> str:
    return _TONE.sub("", word[0]) + "".join(_TONE.findall(word[0]))


# A list mark or number before a name: "1. An Phú", "- An Phú".
_LIST_MARK = re.compile(r"^(?:[-+*•–\s]|\d{1,3}[.)])+(?=[^\W\d_])")


def name_key(text: str) -> str:
    """Give the key under which two spellings of the same name are equal.

    Ignored are case, composition (NFC or NFD), look-alike letters, kinds of space, a list mark
    before, punctuation after, and where the tone mark sits.  The kind of a unit (phường, xã)
    is kept; ``unit_key`` takes it apart.
    """
    key = clean(text)
    for _ in range(2):  # folding case can undo the composition, and the other way round
        key = unicodedata.normalize("NFKC", key).casefold()
    key = " ".join(clean(key).split())
    return fold_tone(_LIST_MARK.sub("", key).rstrip(" .,;:*"))


def _spelt(*spellings: str) -> str:
    """Write spellings as one pattern that matches their keys; `` `` may stand for any gap."""
    keys = sorted((fold_tone(spelling) for spelling in spellings), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(key) for key in keys) + ")"


# Ban Thường trực, then Ủy ban, then Mặt trận Tổ quốc Việt Nam: each part may be missing or short.
_ORGANISATION = re.compile(
    rf"^(?:{_spelt('ban thường trực', 'thường trực', 'btt')}[\s.,-]*)?"
    rf"(?:{_spelt('ủy ban', 'ub')}[\s.]*)?"
    rf"(?:{_spelt('mặt trận tổ quốc', 'mặt trận', 'mttq')}[\s.]*"
    rf"(?:{_spelt('việt nam', 'vn')})?)?(?:[\s.,:-]+|$)"
)
_KINDS = {
    "phường": re.compile(rf"^(?:{_spelt('phường')}\s+|p\.\s*|p\s+|p(?=\d))"),
    "xã": re.compile(rf"^(?:{_spelt('xã')}\s+|x\.\s*|x\s+|x(?=\d))"),
    "đặc khu": re.compile(rf"^(?:{_spelt('đặc khu')}\s+|đk\.\s*|đk\s+)"),
    "thị trấn": re.compile(rf"^(?:{_spelt('thị trấn')}\s+|tt\.\s*|tt\s+)"),
}


def unit_key(text: str) -> tuple[str, str]:
    """Take a unit's name apart into its kind and the key of its bare name.

    The kind is ``phường``, ``xã``, ``đặc khu``, ``thị trấn`` or, when none is written, empty.
    An organisation's name before it (Ủy ban MTTQ Việt Nam, BTT UBMTTQVN) is dropped, and a
    numbered unit is known by its number: "Phường 7" and "P.07" are both ``("phường", "7")``.
    """
    key = name_key(text)
    bare = _ORGANISATION.sub("", key) or key
    for kind, pattern in _KINDS.items():
        name = pattern.sub("", bare)
        if name and name != bare:
            return kind, _number_or_name(name)
    return "", _number_or_name(bare)


def _number_or_name(name: str) -> str:
    return str(int(name)) if name.isdecimal() else name


@functools.lru_cache(maxsize=8192)
def accentless(text: str) -> str:
    """Drop every mark and write đ as d: "Đỗ Thị Hường" becomes "Do Thi Huong"."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")
    return bare.translate(_D_LOOKALIKES).replace("đ", "d").replace("Đ", "D")


_NEAR = 0.75  # below this difflib ratio two unit names are not taken for a slip of each other


def suggest(text: str, known: Iterable[str], limit: int = 3) -> list[str]:
    """List the known names that ``text`` may have been meant for, the likeliest first.

    Names equal but for their accents come first, then close spellings.  These are for showing
    only: "Tam Than" is as near to Tam Thăng as to Tam Thanh, so nothing may choose for the user.
    """
    wanted = unit_key(text)[1]
    scored = []
    for position, name in enumerate(dict.fromkeys(known)):
        key = unit_key(name)[1]
        without = _ratio(accentless(wanted), accentless(key))
        if without >= _NEAR:
            scored.append((-without, -_ratio(wanted, key), position, name))
    return [name for *_, name in sorted(scored)[:limit]]


def _ratio(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other).ratio()


_DEVICES = frozenset(
    ["con", "prn", "aux", "nul"] + [f"{port}{number}" for port in ("com", "lpt") for number in range(10)]
)
_DEVICE_SUFFIX = "-x"
_SHORTEST_SLUG = 8  # room for the longest device name and its suffix


def slug(text: str, max_length: int = 60) -> str:
    """Make a name that is safe in a file name on Windows: ASCII, lower case, hyphens.

    It is never a reserved device name, and it is empty only when ``text`` has neither letters
    nor digits; letters outside Latin are written by their code.  A long slug is cut between
    words.  Two texts may have the same slug.

    Raises ``ValueError`` when ``max_length`` is below 8.
    """
    if max_length < _SHORTEST_SLUG:
        raise ValueError(f"a slug needs at least {_SHORTEST_SLUG} characters, not {max_length}")
    letters = accentless(unicodedata.normalize("NFKD", text).casefold())
    ascii_only = "".join(_ascii(character) for character in letters)
    whole = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")
    cut = whole[:max_length]
    if len(whole) > max_length and whole[max_length] != "-" and "-" in cut:
        cut = cut.rpartition("-")[0]
    cut = cut.strip("-")
    return cut + _DEVICE_SUFFIX if cut in _DEVICES else cut


def _ascii(character: str) -> str:
    if character.isascii():
        return character
    return f"-u{ord(character):x}-" if character.isalnum() else " "


# Printing characters before the letters, in the order of the CLDR root collation.
_BEFORE_LETTERS = " _-–—,;:!?.'‘’\"“”«»()[]{}@*/\\&#%`^+<=>|~$0123456789"
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_PRIMARY = {letter: rank for rank, letter in enumerate(_BEFORE_LETTERS + _ALPHABET)}
_MARK_RANK = {mark: rank for rank, mark in enumerate(_TONES, start=1)}

CollationKey = tuple[tuple[int, ...], tuple[tuple[int, ...], ...], tuple[bool, ...], str]


def collation_key(text: str) -> CollationKey:
    """Give the sort key of Vietnamese dictionaries, the same order as ICU's ``vi``.

    Letters decide first (a ă â b c d đ e ê …), then tones (ngang, huyền, hỏi, ngã, sắc, nặng),
    then case (small before capital); the text itself settles what is left.
    """
    primary: list[int] = []
    marks: list[list[int]] = []
    capital: list[bool] = []
    base = ""
    for character in unicodedata.normalize("NFD", text):
        if unicodedata.combining(character) and primary:
            letter = unicodedata.normalize("NFC", base + character)
            if letter in _PRIMARY:  # the mark makes another letter: a + breve is ă
                primary[-1] = _PRIMARY[letter]
            else:
                marks[-1].append(_MARK_RANK.get(character, ord(character)))
            continue
        base = character.lower()
        primary.append(_PRIMARY.get(base, len(_PRIMARY) + ord(character)))
        marks.append([])
        capital.append(character != base)
    secondary = tuple(tuple(found) for found in marks)
    return tuple(primary), secondary, tuple(capital), unicodedata.normalize("NFC", text)


def person_key(full_name: str) -> tuple[CollationKey, CollationKey]:
    """Give the sort key of a person: by given name, the last word, then by all before it."""
    before, _, given = clean(full_name).replace("\n", " ").rpartition(" ")
    return collation_key(given), collation_key(before)


def join(items: Iterable[str], last: str = "và") -> str:
    """Write a list as in a sentence: "A", "A và B", "A, B và C"."""
    *before, final = list(items) or [""]
    return f"{', '.join(before)} {last} {final}" if before else final


def upper(text: str) -> str:
    """Write in capitals; the result is NFC."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).upper())


def titled(kind: str, subject: str) -> str:
    """Give kind and subject of a paper as books write them: "Kế hoạch tổ chức kiểm tra …"."""
    if subject.casefold().startswith(kind.casefold()):
        return subject
    plain_word = subject[1:2].islower() or subject[1:2].isspace()
    return f"{kind} {subject[:1].lower() + subject[1:] if plain_word else subject}".strip()


def sentence_start(text: str) -> str:
    """Make the first letter a capital and leave the rest, and a leading number, as they are."""
    text = unicodedata.normalize("NFC", text)
    for position, character in enumerate(text):
        if character.isalnum():
            return text[:position] + character.upper() + text[position + 1 :]
    return text
