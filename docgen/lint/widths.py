"""Lengths of text in Times New Roman, so that a line under it can be measured against it.

The numbers are advance widths of Liberation Serif, which has the widths of Times New Roman by
design.  A letter with a mark is as wide as the letter without it (true of every Vietnamese letter).
"""

from __future__ import annotations

import functools
import unicodedata

_EM = 2048
_MM_PER_POINT = 25.4 / 72
_UNKNOWN = 1024
"""Width of a letter that is not in the tables: that of a digit."""

_FACES: dict[tuple[bool, bool], dict[int, str]] = {
    # (bold, italic): width in 2048ths of the size → the letters that have it
    (False, False): {
        369: "'",
        410: "|",
        512: " ,.",
        569: "/:;\\ijlt",
        682: "!()-I[]`fr‘’",
        717: "•",
        797: "Js",
        836: '"',
        909: "?acez“”",
        961: "^",
        983: "{}",
        1024: "#$*0123456789_bdghknopquvxyđ–",
        1083: "ơ",
        1108: "~",
        1110: "ư",
        1139: "FPS",
        1155: "+<=>",
        1251: "ELTZ",
        1366: "BCR",
        1479: "ADGHKNOQUVXYwĐƠ",
        1589: "Ư",
        1593: "&m",
        1706: "%",
        1821: "M",
        1886: "@",
        1933: "W",
        2048: "—…",
    },
    (True, False): {
        451: "|",
        512: " ,.",
        569: "'/\\il",
        682: "!()-:;[]`fjt‘’",
        717: "•",
        797: "Is",
        807: "{}",
        909: "cerz",
        1024: "#$*0123456789?J_agovxy–“”",
        1065: "~",
        1134: "ơ",
        1137: '"',
        1139: "Sbdhknpquđ",
        1167: "+<=>",
        1190: "^",
        1229: "ư",
        1251: "FP",
        1366: "BELTZ",
        1479: "ACDNRUVXYwĐ",
        1593: "GHKOQƠ",
        1630: "Ư",
        1706: "&m",
        1905: "@",
        1933: "M",
        2048: "%W—…",
    },
    (False, True): {
        438: "'",
        512: " ,.",
        563: "|",
        569: "/\\fijlt",
        682: "!()-:;I`‘’",
        717: "•",
        797: "[]rsz",
        819: "{}",
        860: '"',
        864: "^",
        909: "Jcekvxy",
        1024: "#$*0123456789?S_abdghnopquđ–",
        1093: "ơ",
        1108: "~",
        1117: "ư",
        1139: "LTYZ“”",
        1251: "ABEFPRVX",
        1366: "CKNw",
        1382: "+<=>",
        1479: "DGHOQUmĐƠ",
        1544: "Ư",
        1593: "&",
        1706: "%MW",
        1821: "—…",
        1884: "@",
    },
    (True, True): {
        451: "|",
        512: " ,.",
        569: "'/\\ijlt",
        682: "()-:;[]`f‘’",
        713: "{}",
        717: "•",
        797: "!Irsz",
        909: "cevy",
        1024: "#$*0123456789?J_abdgkopqxđ–“”",
        1099: "ơ",
        1137: '"',
        1139: "Shnu",
        1167: "+<=>^~",
        1227: "ư",
        1251: "LPTYZ",
        1366: "ABCEFKRVXw",
        1479: "DGNOQUĐƠ",
        1587: "Ư",
        1593: "&Hm",
        1704: "@",
        1706: "%",
        1821: "MW",
        2048: "—…",
    },
}


@functools.cache
def _face(bold: bool, italic: bool) -> dict[str, int]:
    """Turn one face's table round: letter → width."""
    table = {letter: width for width, letters in _FACES[bold, italic].items() for letter in letters}
    return table | {"\u00a0": table[" "], "\t": 0, "\n": 0}


@functools.cache
def _plain(letter: str) -> str:
    """Take the tone and vowel marks from a letter; the horn of ơ and ư stays, since it is wider."""
    parts = unicodedata.normalize("NFD", letter)
    horn = "\u031b" if "\u031b" in parts else ""
    return unicodedata.normalize("NFC", parts[0] + horn)


def width_mm(text: str, size: float, *, bold: bool = False, italic: bool = False) -> float:
    """Give the length of one line of text in millimetres; ``size`` in points."""
    table = _face(bold, italic)
    letters = unicodedata.normalize("NFC", text)
    total = sum(table.get(letter) or table.get(_plain(letter), _UNKNOWN) for letter in letters)
    return total / _EM * size * _MM_PER_POINT
