"""Rules for the remarks on units (NX)."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator

from docgen.checks.mentions import UnitFinder
from docgen.checks.record_rule import ERROR, WARNING, Fault, rule
from docgen.checks.set_words import listed, many, sheet_of, unit_named
from docgen.records import (
    FinalPaper,
    GeneralRemarkKind,
    Remark,
    RemarkKind,
    Season,
    Stage,
    Unit,
)
from docgen.viet import fold_tone, format_number, format_score, sentence_start


def _remarks_of(season: Season) -> dict[str, list[Remark]]:
    rows: defaultdict[str, list[Remark]] = defaultdict(list)
    for remark in season.remarks:
        rows[remark.unit].append(remark)
    return rows


@rule("NX-01", ERROR, "Mỗi đơn vị có ưu điểm, hạn chế và kiến nghị có thời hạn")
def remarks_are_complete(season: Season) -> Iterator[Fault]:
    """Demand all kinds for a unit that has any remark, and for every unit of a final season."""
    rows = _remarks_of(season)
    for unit in season.units:
        own = rows.get(unit.code, [])
        if own or season.general.stage is Stage.FINAL:
            yield from _missing_kinds(season, unit, own)


def _missing_kinds(season: Season, unit: Unit, own: list[Remark]) -> Iterator[Fault]:
    kinds = {remark.kind for remark in own}
    name = sentence_start(unit_named(season, unit.code))
    missing = [kind for kind in RemarkKind if kind not in kinds]
    if missing:
        yield Fault(
            own[0].at("kind") if own else sheet_of(season, Remark),
            f"{name} chưa có nhận xét loại {listed(f'“{kind}”' for kind in missing)}.",
            f"Thêm ít nhất một dòng cho mỗi loại ở bảng {Remark.sheet.title}.",
        )
    asked = [remark for remark in own if remark.kind is RemarkKind.RECOMMENDATION]
    if asked and not any(remark.deadline for remark in asked):
        yield Fault(
            asked[0].at("deadline"),
            f"{name}: kiến nghị chưa ghi thời hạn khắc phục.",
            "Điền cột Thời hạn.",
        )


class _Codes:
    """Finds criteria named in a text: any code after "tiêu chí", elsewhere only such as "IV.3"."""

    def __init__(self, season: Season) -> None:
        codes = sorted(season.criterion_by_code, key=len, reverse=True)
        any_code = "|".join(re.escape(code) for code in codes)
        plain = "|".join(re.escape(code) for code in codes if re.search(r"[^\W\d_].*\.", code))
        list_of = rf"(?:{any_code})(?!\w|\.\d)"
        self._after = re.compile(
            rf"tiêu chí\s+({list_of}(?:\s*(?:,|;|và)\s*(?:tiêu chí\s+)?{list_of})*)", re.IGNORECASE
        )
        self._one = re.compile(rf"(?<![\w.]){list_of}")
        self._plain = re.compile(rf"(?<![\w.])(?:{plain})(?!\w|\.\d)") if plain else None
        self._any = bool(codes)

    def named(self, text: str) -> list[str]:
        """Give the codes in the order of the text, each once."""
        if not self._any:
            return []
        found = [code for match in self._after.finditer(text) for code in self._one.findall(match[1])]
        found += self._plain.findall(text) if self._plain else []
        return list(dict.fromkeys(found))


@rule("NX-02", WARNING, "Hạn chế khớp với điểm: không nêu tiêu chí đạt tối đa, không bỏ sót tiêu chí 0 điểm")
def limitations_agree_with_scores(season: Season) -> Iterator[Fault]:
    """Compare the criteria named in limitations with the team's scores."""
    codes = _Codes(season)
    rows = _remarks_of(season)
    for scored in season.team_scores:
        limits = [remark for remark in rows.get(scored.unit, []) if remark.kind is RemarkKind.LIMITATION]
        if not limits:
            continue
        name = sentence_start(unit_named(season, scored.unit))
        named_here: set[str] = set()
        for remark in limits:
            named = codes.named(remark.text)
            named_here.update(named)
            for code in named:
                points, most = scored.scores.get(code), season.criterion_by_code[code].max_points
                if points is not None and points == most:
                    yield Fault(
                        remark.at("text"),
                        f"{name}: hạn chế nêu tiêu chí {code}, nhưng Đoàn chấm {format_score(points)}, "
                        "bằng điểm tối đa.",
                        "Sửa mã tiêu chí trong câu, hoặc xem lại điểm Đoàn chấm.",
                        code,
                    )
        zero = [code for code, points in scored.scores.items() if points == 0 and code not in named_here]
        for code in zero:
            yield Fault(
                scored.at(code),
                f"{name}: tiêu chí {code} bị 0 điểm nhưng không có hạn chế nào nêu “tiêu chí {code}”.",
                "Thêm hạn chế về tiêu chí này, hoặc xem lại điểm.",
                format_number(points) if (points := scored.scores[code]) is not None else "",
            )


_SAME_IN = 3
"""A sentence may stand in so many units before it looks copied."""
_SENTENCE_WORDS = 5
"""Shorter sentences are alike by chance."""


@rule("NX-03", WARNING, "Một câu nhận xét không lặp lại ở hơn 3 đơn vị")
def remarks_are_not_copied(season: Season) -> Iterator[Fault]:
    """Compare the words of sentences, whatever their capitals and marks; report each at its first place."""
    places: defaultdict[str, dict[str, tuple[str, Remark]]] = defaultdict(dict)
    for remark in season.remarks:
        for sentence in re.split(r"[.!?;\n]+(?:\s+|$)", remark.text):
            words = re.findall(r"\w+", unicodedata.normalize("NFC", sentence).casefold())
            if len(words) >= _SENTENCE_WORDS:
                places[fold_tone(" ".join(words))].setdefault(remark.unit, (sentence, remark))
    for units in places.values():
        if len(units) > _SAME_IN:
            sentence, first = next(iter(units.values()))
            yield Fault(
                first.at("text"),
                f"Câu “{sentence}” lặp lại ở {many(len(units), 'đơn vị')}: "
                f"{listed(unit_named(season, code) for code in units)}.",
                "Viết lại cho sát từng đơn vị.",
                sentence,
            )


@rule("NX-04", WARNING, "Nhận xét về đơn vị này không nêu tên đơn vị khác")
def remarks_name_no_other_unit(season: Season) -> Iterator[Fault]:
    """Look for other units by kind and name, and by the bare name where it is nothing else's."""
    finder = UnitFinder(season)
    for remark in season.remarks:
        named = (*finder.mentions(remark.text), *finder.bare_mentions(remark.text, remark.unit))
        others = [mention.typed for mention in named if mention.unit.code != remark.unit]
        if others:
            yield Fault(
                remark.at("text"),
                f"Nhận xét về {unit_named(season, remark.unit)} lại nêu {listed(dict.fromkeys(others))}.",
                "Nếu chép nhầm từ đơn vị khác thì sửa; nếu cố ý nêu thì giữ nguyên.",
                others[0],
            )


_ASSESSING = (GeneralRemarkKind.STRENGTH, GeneralRemarkKind.LIMITATION, GeneralRemarkKind.CAUSE)


@rule("NX-05", WARNING, "Công bố bằng quyết định thì nhận xét chung không in ở văn bản nào")
def a_decision_prints_no_assessment(season: Season) -> Iterator[Fault]:
    """Tell of general remarks that stay unprinted.

    An article decides, it does not assess: it has room for requests and proposals of awards.
    """
    if season.general.final_paper is not FinalPaper.DECISION:
        return
    left_out = [remark for remark in season.general_remarks if remark.kind in _ASSESSING]
    if left_out:
        yield Fault(
            left_out[0].at("text"),
            f"Quyết định công nhận kết quả không in {many(len(left_out), 'nhận xét chung')} loại "
            f"{listed(dict.fromkeys(f'“{remark.kind}”' for remark in left_out))}.",
            f"Đưa các nhận xét này vào báo cáo của Đoàn, hoặc chọn “{FinalPaper.NOTICE}” ở mục "
            "Văn bản công bố xếp hạng của Thông tin chung.",
        )
