"""Rules for the places in typed texts that docgen fills: {ke-hoach} in grounds, {đơn vị} in recipients.

What stands in braces and is not known would be printed as it is, or vanish, in a paper that is
then signed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.days import PAPER_NAMES
from docgen.checks.record_rule import ERROR, Fault, rule
from docgen.checks.set_words import listed
from docgen.kinds import BY_CODE, KINDS
from docgen.records import Season

CITABLE = tuple(code for code, paper in BY_CODE.items() if paper.citing is not None)
"""Papers that a ground may name in braces, to be cited with their number and date."""

UNIT = "{đơn vị}"
"""What stands for the unit in the recipients of its notice."""

TO_ONE = [kind.code for kind in KINDS if kind.own_recipients]
"""Kinds of which each paper goes to a unit of its own."""

_IN_BRACES = re.compile(r"\{[^{}]*\}|[{}]")


def _unknown(text: str, known: set[str]) -> list[str]:
    """Give what stands in braces, or a brace without its fellow, that is not known."""
    return [part for part in dict.fromkeys(_IN_BRACES.findall(text)) if part not in known]


@rule("NN-04", ERROR, "Nơi nhận chỉ dùng chỗ điền {đơn vị}, và chỉ ở thông báo kết quả")
def recipients_name_what_is_filled(season: Season) -> Iterator[Fault]:
    """Only a notice has a unit of its own."""
    for row in season.recipients:
        is_notice = row.kind in TO_ONE
        name = PAPER_NAMES.get(row.kind, row.kind)
        for part in _unknown(row.text, {UNIT} if is_notice else set()):
            yield Fault(
                row.at("text"),
                f"{name}: nơi nhận có “{part}” nhưng văn bản này không gửi riêng một đơn vị nào."
                if part == UNIT
                else f"{name}: nơi nhận có “{part}”, docgen không biết điền gì vào đó.",
                f"Viết đúng {UNIT}, hoặc ghi rõ tên nơi nhận."
                if is_notice
                else f"Ghi rõ tên nơi nhận; {UNIT} chỉ dùng ở dòng có mã loại {', '.join(TO_ONE)}.",
                part,
            )


@rule("CC-01", ERROR, "Căn cứ chỉ dùng những chỗ điền có sẵn")
def grounds_cite_known_papers(season: Season) -> Iterator[Fault]:
    """Compare with the papers that can be cited."""
    places = [f"{{{kind}}}" for kind in CITABLE]
    for row in season.grounds:
        name = PAPER_NAMES.get(row.kind, row.kind)
        for part in _unknown(row.text, set(places)):
            yield Fault(
                row.at("text"),
                f"{name}: căn cứ có “{part}”, docgen không biết điền gì vào đó.",
                f"Chỉ dùng {listed(places)}; văn bản khác thì ghi đủ số, ngày.",
                part,
            )
