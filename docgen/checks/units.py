"""Rules for the list of units and for the way its names are written elsewhere (TEN)."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

from docgen.checks.mentions import UnitFinder
from docgen.checks.record_rule import ERROR, WARNING, Fault, rule
from docgen.checks.set_words import Typed, count_of, count_pattern, listed, many, named, typed
from docgen.records import UNIT_KINDS, Season, Unit
from docgen.viet import name_key, sentence_start, unit_key

_LAST_YEAR_OF_TOWNS = 2025
"""Thị trấn went with the district level on 01/7/2025."""


@rule("TEN-01", ERROR, "Mã và tên đơn vị không trùng nhau, chữ theo chuẩn Unicode dựng sẵn")
def names_are_unique(season: Season) -> Iterator[Fault]:
    """Compare codes, and names after folding (Hoà = Hòa), together with their other spellings."""
    codes: dict[str, Unit] = {}
    names: dict[tuple[str, str, str], Unit] = {}
    for unit in season.units:
        if not unicodedata.is_normalized("NFC", unit.name):
            yield Fault(
                unit.at("name"),
                f"Tên {named(unit)} gõ bằng Unicode tổ hợp nên có thể không khớp khi so tên.",
                "Gõ lại tên bằng bộ gõ chọn bảng mã Unicode (dựng sẵn).",
                unit.name,
            )
        code = unit.code.casefold()
        if code in codes:
            yield Fault(
                unit.at("code"),
                f"Mã {unit.code} đã dùng cho {named(codes[code])}, nay lại dùng cho {named(unit)}.",
                "Đặt cho mỗi đơn vị một mã riêng.",
                unit.code,
            )
        codes.setdefault(code, unit)
        spellings = (unit.name, *unit.aliases)
        own = {(unit.kind, name_key(name), name_key(unit.province)): name for name in spellings}
        for key, spelling in own.items():
            other = names.setdefault(key, unit)
            if other is not unit:
                yield Fault(
                    unit.at("name" if spelling == unit.name else "aliases"),
                    f"Tên “{spelling}” của {named(unit)} ({unit.code}) trùng với {named(other)} "
                    f"({other.code}).",
                    "Xóa dòng thừa, sửa tên, hoặc điền cột Tỉnh, thành phố nếu là hai nơi khác nhau.",
                    spelling,
                )


@rule("TEN-02", ERROR, "Loại đơn vị là phường, xã, đặc khu (thị trấn: đến năm 2025), không ghi lẫn vào tên")
def kinds_are_known(season: Season) -> Iterator[Fault]:
    """Accept only the kinds of the law of the season's year; the kind is data, never in the name."""
    for unit in season.units:
        if unit.kind not in UNIT_KINDS:
            yield Fault(
                unit.at("kind"),
                f"Loại “{unit.kind}” của {unit.name} không phải là {', '.join(UNIT_KINDS)}.",
                "Chọn một loại trong danh sách, viết thường.",
                unit.kind,
            )
        elif unit.kind == "thị trấn" and season.general.year > _LAST_YEAR_OF_TOWNS:
            yield Fault(
                unit.at("kind"),
                f"Năm {season.general.year} không còn thị trấn (từ 01/7/2025), nhưng {named(unit)} ghi "
                "loại này.",
                "Chọn phường, xã hoặc đặc khu.",
                unit.kind,
            )
        written, bare = unit_key(unit.name)
        if written and bare:
            yield Fault(
                unit.at("name"),
                f"Tên “{unit.name}” đã kèm chữ “{written}”, văn bản sẽ ghi lặp “{unit.kind} {unit.name}”.",
                f"Chỉ ghi tên riêng, bỏ chữ “{written}”; loại đơn vị ghi ở cột Loại.",
                unit.name,
            )


@rule("TEN-03", WARNING, "Viết thường phường, xã trước tên riêng; viết hoa trước số (Phường 1)")
def kinds_are_written_small(season: Season) -> Iterator[Fault]:
    """Look for the season's own units in typed texts (Nghị định 30/2020, Phụ lục II)."""
    finder = UnitFinder(season)
    for text in _spoken_texts(season):
        for mention in finder.mentions(text.text):
            numbered = mention.name.isdecimal()
            right = mention.kind.capitalize() if numbered else mention.kind.lower()
            if mention.kind != right and (numbered or not mention.starts_sentence):
                yield Fault(
                    text.where,
                    f"“{mention.typed}”: trước {'số' if numbered else 'tên riêng'}, loại đơn vị phải "
                    f"{'viết hoa' if numbered else 'viết thường'}: “{right} {mention.name}”.",
                    f"Sửa thành “{right} {mention.name}”.",
                    mention.typed,
                )


def _spoken_texts(season: Season) -> Iterator[Typed]:
    """Give the sentences that are typed by hand and printed in papers."""
    return chain(
        typed(season.remarks, "text"),
        typed(season.general_remarks, "text"),
        typed(season.facts, "text"),
        typed(season.sittings, "incident"),
        typed(season.awards, "reason"),
        typed(season.explanations, "text"),
    )


@rule("TEN-04", WARNING, "Đơn vị trùng tên với nơi khác phải ghi tỉnh, thành phố")
def namesakes_have_a_province(season: Season) -> Iterator[Fault]:
    """Warn of one name under two kinds, or in two provinces of which one is blank.

    Namesakes elsewhere in the country are not in the records, so only this list is compared.
    """
    by_name: defaultdict[str, list[Unit]] = defaultdict(list)
    for unit in season.units:
        by_name[name_key(unit.name)].append(unit)
    for namesakes in by_name.values():
        if len({(unit.kind, name_key(unit.province)) for unit in namesakes}) < 2:  # noqa: PLR2004 - a pair
            continue
        for unit in namesakes:
            if not unit.province:
                others = listed(named(other) for other in namesakes if other is not unit)
                yield Fault(
                    unit.at("province"),
                    f"{sentence_start(named(unit))} ({unit.code}) trùng tên với {others}, "
                    "chỉ tên thì chưa đủ để phân biệt.",
                    "Điền cột Tỉnh, thành phố cho các đơn vị trùng tên.",
                )


_WHOLE = (
    r"(?:cả|tất cả|toàn bộ|toàn thể|đủ|gồm|tổng số|trên|kiểm tra(?:\s*,\s*đánh giá|\s*, chấm điểm)?)"
    r"(?:\s+(?:đối với|tại|ở|các))?"
)
"""Words after which a count means all the units, not some of them."""


_ALL_SCORED = r"\s+đã\s+tự\s+(?:chấm(?:\s+điểm)?|đánh giá)(?=\s*(?:[.;,]|$))"
"""What all units do, where nothing more is said of it; "đã tự chấm cao hơn" is said of some."""


@rule("TEN-05", ERROR, "Số đơn vị ghi trong câu chữ phải bằng số đơn vị trong danh sách")
def counts_in_texts_agree(season: Season) -> Iterator[Fault]:
    """Compare "13 xã, phường" with the list.

    In a ground, an abstract or a recipient the number always means all units.  In a remark "02 xã,
    phường" may mean some of them: there only a number that is too large, the lower part of "12/13", a
    number after words such as "cả" or "kiểm tra" and one before "được kiểm tra" or "đã tự chấm"
    are held against the list.
    """
    names = (season.general.units_called, "đơn vị")
    called = "|".join(r"\s+".join(re.escape(word) for word in name.split()) for name in names if name)
    counted = re.compile(
        rf"(?P<whole>(?<!\w){_WHOLE}\s+)?"
        rf"(?:\d+\s*/\s*(?P<of>\d+)|(?<![\d/.,])(?P<count>{count_pattern()})(?:\s*\([^()]*\))?)"
        rf"\s+(?:{called})(?!\w)(?P<all>\s+(?:đã\s+)?được\s+kiểm tra|{_ALL_SCORED})?",
        re.IGNORECASE,
    )
    total = len(season.units)
    for text, means_all in _counting_texts(season):
        for match in counted.finditer(unicodedata.normalize("NFC", text.text)):
            number = count_of(match["of"] or match["count"])
            is_whole = means_all or match["of"] or match["whole"] or match["all"] or number > total
            if is_whole and number != total:
                yield Fault(
                    text.where,
                    f"Câu ghi “{match[0].strip()}” nhưng danh sách Đơn vị có "
                    f"{many(total, season.general.units_called)}.",
                    "Sửa con số trong câu, hoặc bổ sung, xóa dòng ở bảng Đơn vị.",
                    match[0].strip(),
                )


def _counting_texts(season: Season) -> Iterator[tuple[Typed, bool]]:
    """Give the texts that may count the units, and whether any count in them must mean all.

    A ground or abstract that does not speak of this year may count units of another time or level.
    """
    year = str(season.general.year)
    for text in chain(typed(season.grounds, "text"), typed(season.papers, "subject")):
        if year in text.text:
            yield text, True
    for text in typed(season.recipients, "text"):
        yield text, True
    for text in typed(season.general_remarks, "text"):
        yield text, False
