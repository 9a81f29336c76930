"""The numbers that differ between the state's rules and the Party's."""

from __future__ import annotations

from dataclasses import dataclass

Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Regime:
    """Sizes in points, margins in millimetres, each as (least, most).

    ``exact_line`` is the range of exact line spacing in points; ``None`` where spacing is relative.
    ``indent_slack`` is how far a first-line indent may miss; ``header`` the distance of the page
    number from the upper edge, ``None`` where nothing is asked for.
    """

    top: Range
    bottom: Range
    left: Range
    right: Range
    nation: Range
    motto: Range
    organisation: Range
    number: Range
    date: Range
    kind: Range
    abstract: Range
    brief: Range
    address: Range
    body: Range
    signature: Range
    page_number: Range
    recipients_label: Range
    recipients: Range
    first_line: tuple[float, ...]
    indent_slack: float
    exact_line: Range | None
    header: Range | None


STATE_REGIME = Regime(
    top=(20, 25), bottom=(20, 25), left=(30, 35), right=(15, 20),
    nation=(12, 13), motto=(13, 14), organisation=(12, 13), number=(13, 13), date=(13, 14),
    kind=(13, 14), abstract=(13, 14), brief=(12, 13), address=(13, 14), body=(13, 14), signature=(13, 14),
    page_number=(13, 14), recipients_label=(12, 12), recipients=(11, 11),
    first_line=(10.0, 12.7), indent_slack=0.5, exact_line=None, header=None,
)  # fmt: skip
"""Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I."""

PARTY_REGIME = Regime(
    top=(20, 20), bottom=(20, 20), left=(30, 30), right=(15, 15),
    nation=(15, 15), motto=(15, 15), organisation=(14, 14), number=(14, 14), date=(14, 14),
    kind=(15, 16), abstract=(14, 15), brief=(12, 12), address=(14, 14), body=(14, 15), signature=(14, 14),
    page_number=(14, 14), recipients_label=(14, 14), recipients=(12, 12),
    first_line=(10.0,), indent_slack=3.0, exact_line=(18, 22), header=(9, 11),
)  # fmt: skip
"""Hướng dẫn 05-HD/VPTW (2026) and 36-HD/VPTW (2018), which agree on these; the indent is "about" 10 mm."""
