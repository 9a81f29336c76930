"""Kinds of papers: their names and abbreviations in the symbol (Nghị định 30, Phụ lục III, Mục I)."""

from __future__ import annotations

from typing import Final

from docgen.viet import accentless

STATE_KINDS: Final = {
    "NGHỊ QUYẾT": "NQ",
    "QUYẾT ĐỊNH": "QĐ",
    "CHỈ THỊ": "CT",
    "QUY CHẾ": "QC",
    "QUY ĐỊNH": "QyĐ",
    "THÔNG CÁO": "TC",
    "THÔNG BÁO": "TB",
    "HƯỚNG DẪN": "HD",
    "CHƯƠNG TRÌNH": "CTr",
    "KẾ HOẠCH": "KH",
    "PHƯƠNG ÁN": "PA",
    "ĐỀ ÁN": "ĐA",
    "DỰ ÁN": "DA",
    "BÁO CÁO": "BC",
    "BIÊN BẢN": "BB",
    "TỜ TRÌNH": "TTr",
    "HỢP ĐỒNG": "HĐ",
    "CÔNG ĐIỆN": "CĐ",
    "BẢN GHI NHỚ": "BGN",
    "BẢN THỎA THUẬN": "BTT",
    "GIẤY ỦY QUYỀN": "GUQ",
    "GIẤY MỜI": "GM",
    "GIẤY GIỚI THIỆU": "GGT",
    "GIẤY NGHỈ PHÉP": "GNP",
    "PHIẾU GỬI": "PG",
    "PHIẾU CHUYỂN": "PC",
    "PHIẾU BÁO": "PB",
    "SAO Y": "SY",
    "TRÍCH SAO": "TrS",
    "SAO LỤC": "SL",
}

FRONT_KINDS: Final = STATE_KINDS | {"KẾT LUẬN": "KL"}
"""Kinds of the Fatherland Front: it also writes conclusions, which the decree does not know."""

PARTY_KINDS: Final = {
    "NGHỊ QUYẾT": "NQ",
    "CHỈ THỊ": "CT",
    "KẾT LUẬN": "KL",
    "QUY CHẾ": "QC",
    "QUY ĐỊNH": "QĐ",
    "QUYẾT ĐỊNH": "QĐ",
    "HƯỚNG DẪN": "HD",
    "THÔNG BÁO": "TB",
    "THÔNG TRI": "TT",
    "BÁO CÁO": "BC",
    "KẾ HOẠCH": "KH",
    "CHƯƠNG TRÌNH": "CTr",
    "TỜ TRÌNH": "TTr",
    "BIÊN BẢN": "BB",
    "ĐỀ ÁN": "ĐA",
    "PHƯƠNG ÁN": "PA",
    "GIẤY MỜI": "GM",
    "GIẤY GIỚI THIỆU": "GGT",
}

PLACEHOLDER: Final = "TÊN LOẠI VĂN BẢN"
"""What stands for the kind in the decree's own sample forms."""

KNOWN_KEYS: Final = frozenset(
    accentless(name).casefold() for name in (*FRONT_KINDS, *PARTY_KINDS, PLACEHOLDER)
)
"""Every name of a kind without marks and case, for recognising one that is typed wrongly."""


def kind_key(text: str) -> str:
    """Give the key of a kind's name; a colon after it does not count."""
    return accentless(text).casefold().rstrip(" :")


MINUTES: Final = kind_key("BIÊN BẢN")
DECISIONS: Final = frozenset(kind_key(name) for name in ("QUYẾT ĐỊNH", "NGHỊ QUYẾT"))
ADDRESSED: Final = frozenset(kind_key(name) for name in ("TỜ TRÌNH", "BÁO CÁO"))
