"""The one table of looks: how each part of a paper must look under the state's rules and the Party's.

A rule judges a part by its ``Look`` here, and the mend gives the part that same look.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

Range = tuple[float, float]

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
FONT = "Times New Roman"
A4 = (210.0, 297.0)
"""Short and long edge, in millimetres."""
MARGIN_SLACK = 0.06
"""Word stores 25 mm as 1417 or 1418 twips; the difference is no departure."""
LEAST_GAP = 6.0
"""Between paragraphs, and between the number and V/v, in points."""
SINGLE_LINE, WIDEST_LINE = 240, 360
"""A single line, and one and a half, as Word counts them."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a part must look; ``None`` asks for nothing.  ``size`` is (least, most) in points.

    ``capital`` wants capitals or, if ``False``, not only capitals; parts ``on_page`` are centred on the page,
    others in their column; ``of_set`` is the place of the part in the sizes that go together (``SIZE_SETS``).
    """

    size: Range | None = None
    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = False
    capital: bool | None = None
    centred: bool = False
    on_page: bool = False
    of_set: int | None = None


SIZE_SETS = ((13.0, 14.0, 14.0), (12.0, 13.0, 13.0))
"""Sizes of Quốc hiệu, Tiêu ngữ and date that go together (Mục V, note); the first where nothing tells."""

HEADING = Look(bold=True, italic=False)
"""Words of a heading, at whichever level: the state's rules and the Party's agree."""
ORDER = replace(HEADING, centred=True, on_page=True)
"""Who decides, and "QUYẾT ĐỊNH:"."""
CAPITALS = Look(underline=None, capital=True)
CENTRED = Look(underline=None, centred=True)
NOT_CAPITALS = Look(underline=None, capital=False)
"""Where one thing alone is asked for."""


@dataclass(frozen=True, slots=True)
class Regime:
    """Looks of the parts; sizes in points, margins in millimetres, each as (least, most).

    Of looks that a line below is a rule of its own for, underlining is judged by that rule.
    ``exact_line`` is the range of exact line spacing in points; ``None`` where spacing is relative.
    ``indent_slack`` is how far a first-line indent may miss; ``header`` the distance of the page
    number from the upper edge, ``None`` where nothing is asked for.
    """

    top: Range
    bottom: Range
    left: Range
    right: Range
    nation: Look
    motto: Look
    parent: Look
    issuer: Look
    number: Look
    date: Look
    kind: Look
    abstract: Look
    brief: Look
    address: Look
    address_label: Look
    ground: Look
    capacity: Look
    signer: Look
    recipients_label: Look
    recipients: Look
    appendix_label: Look
    appendix_title: Look
    appendix_reference: Look
    body: Range
    page_number: Range
    first_line: tuple[float, ...]
    indent_slack: float
    exact_line: Range | None
    header: Range | None


STATE_REGIME = Regime(
    top=(20, 25), bottom=(20, 25), left=(30, 35), right=(15, 20),
    nation=Look((12, 13), bold=True, italic=False, underline=None, centred=True, of_set=0),
    motto=Look((13, 14), bold=True, italic=False, underline=None, centred=True, of_set=1),
    parent=Look((12, 13), bold=False, italic=False, capital=True, centred=True),
    issuer=Look((12, 13), bold=True, italic=False, underline=None, capital=True, centred=True),
    number=Look((13, 13), bold=False, italic=False, centred=True),
    date=Look((13, 14), bold=False, italic=True, centred=True, of_set=2),
    kind=Look((13, 14), bold=True, italic=False, capital=True, centred=True, on_page=True),
    abstract=Look((13, 14), bold=True, italic=False, underline=None, capital=False, centred=True,
                  on_page=True),
    brief=Look((12, 13), bold=False, italic=False, capital=False, centred=True),
    address=Look(bold=False, italic=False),  # its size is that of the text
    address_label=Look(bold=False, italic=False),
    ground=Look((13, 14), italic=True, underline=None),
    capacity=Look((13, 14), bold=True, italic=False, centred=True),
    signer=Look((13, 14), bold=True, italic=False, capital=False, centred=True),
    recipients_label=Look((12, 12), bold=True, italic=True),
    recipients=Look((11, 11), bold=False, italic=False),
    appendix_label=Look((14, 14), bold=True, italic=False, centred=True, on_page=True),
    appendix_title=Look((13, 14), bold=True, italic=False, underline=None, capital=True, centred=True,
                        on_page=True),
    appendix_reference=Look((13, 14), bold=False, italic=True, centred=True, on_page=True),
    body=(13, 14), page_number=(13, 14),
    first_line=(10.0, 12.7), indent_slack=0.5, exact_line=None, header=None,
)  # fmt: skip
"""Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I."""

PARTY_REGIME = replace(
    STATE_REGIME,
    top=(20, 20), bottom=(20, 20), left=(30, 30), right=(15, 15),
    nation=replace(STATE_REGIME.nation, size=(15, 15)),
    motto=replace(STATE_REGIME.motto, size=(15, 15)),
    parent=replace(STATE_REGIME.parent, size=(14, 14)),
    issuer=replace(STATE_REGIME.issuer, size=(14, 14), underline=False),
    number=replace(STATE_REGIME.number, size=(14, 14)),
    date=replace(STATE_REGIME.date, size=(14, 14)),
    kind=replace(STATE_REGIME.kind, size=(15, 16)),
    abstract=replace(STATE_REGIME.abstract, size=(14, 15)),
    brief=replace(STATE_REGIME.brief, size=(12, 12), italic=True),
    address=Look((14, 14), bold=False),
    address_label=Look(italic=True, underline=None),
    ground=Look((14, 15), italic=False, underline=None),
    capacity=replace(STATE_REGIME.capacity, size=(14, 14)),
    signer=replace(STATE_REGIME.signer, size=(14, 14)),
    recipients_label=Look((14, 14), italic=False, underline=True),
    recipients=Look((12, 12), bold=False, italic=False),
    body=(14, 15), page_number=(14, 14),
    first_line=(10.0,), indent_slack=3.0, exact_line=(18, 22), header=(9, 11),
)  # fmt: skip
"""Hướng dẫn 05-HD/VPTW (2026) and 36-HD/VPTW (2018), which agree on these; the indent is "about" 10 mm.

Looks of an appendix are the state's: no rule of the Party's papers asks for any.
"""
