"""What the papers share that correct an issued one: its citation, the places, symbol, signer.

Each is asked for by ``docgen correct`` and stays as it was asked for; only number, date and signer
come from the records, like those of any other paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from docgen.corrections import Correction, Form, Original
from docgen.kind import Dossier, KeyOf
from docgen.kinds.van_ban import (
    Context,
    TrichDan,
    base_fields,
    day_beside,
    grounds,
    signature,
)
from docgen.kinds.wording import bare, sentence
from docgen.records import General, KnownPaper, Season
from docgen.viet.dates import long_date, short_date
from docgen.viet.text import sentence_start, slug

COUNTED: Final = KeyOf("số thứ tự của văn bản ấy (dinh-chinh:1 là 1)")
"""The key of a correction paper: the how manieth of its form it is."""
OVERSIGHT: Final = "Do sơ suất trong khâu soạn thảo"
"""Why a paper has to be corrected, unless somebody says otherwise."""
_ONE_LINE: Final = 54
"""Letters of an abstract that surely stay on one line of 130 mm, at 14 points bold."""
_KEPT: Final = re.compile(r"-?\s*lưu\b", re.IGNORECASE)
_AS_ARTICLE: Final = re.compile(r"-?\s*như (điều|trên)\b", re.IGNORECASE)
_DECISION: Final = "QĐ"
_ON_THE_MATTER: Final = ("Quyết định", "Biên bản", "Công văn")
_VERBS: Final = ("sửa đổi", "thu hồi", "thay đổi", "đính chính", "hủy bỏ", "bổ sung")


class ChoSua(Context):
    """One place that is corrected: where, what is written, what it shall read; either may be empty."""

    cho: str
    da_viet: str
    nay_sua: str


class VanBanGoc(TrichDan):
    """The paper that is corrected: cited in full and in short, its kind, its number, its day in figures.

    ``hai_dong`` tells that an abstract which names it takes two lines.
    """

    loai: str
    so_ky_hieu: str
    ngay: str
    hai_dong: bool


def of_form(dossier: Dossier, form: Form) -> Iterator[Correction]:
    """Give the corrections of one form that are in force."""
    return (item for item in dossier.corrections if item.form is form)


def short_kind(original: Original) -> str:
    """Give the abbreviation of the original's kind: the first group of its symbol (``TB``)."""
    return original.symbol.partition("-")[0]


def is_decision(original: Original) -> bool:
    """Tell whether the original is a decision."""
    return short_kind(original) == _DECISION


def cited_original(dossier: Dossier, original: Original, verb: str = "") -> VanBanGoc:
    """Cite the original; its own abstract is that of the version that was issued.

    ``verb`` is what stands before it in the abstract of the paper that corrects it.
    """
    general = dossier.season.general
    brief = f"{original.name} số {original.sign}"
    by_team = dossier.kinds[original.root.partition(":")[0]].by_team
    issuer = general.team_called if by_team else general.issuer
    about = _about(original)
    return VanBanGoc(
        day_du=f"{brief} {long_date(original.date)} của {issuer}{f' {about}' if about else ''}",
        gon=brief,
        loai=original.name,
        so_ky_hieu=original.sign,
        ngay=short_date(original.date),
        hai_dong=len(f"{verb} {brief} ngày {short_date(original.date)}") > _ONE_LINE,
    )


def _about(original: Original) -> str:
    """Write an abstract as it stands in a citation: "về kết quả …", "về việc thành lập …"."""
    subject = bare(original.subject)
    subject = re.sub(r"^(v/v|về việc|về)\s+", "", subject, flags=re.IGNORECASE)
    if not subject:
        return ""
    within = subject if subject[1:2].isupper() else subject[:1].lower() + subject[1:]
    on = original.name in _ON_THE_MATTER or within.startswith(_VERBS)
    return f"{'về việc' if on else 'về'} {within}"


def places(correction: Correction) -> list[ChoSua]:
    """Give the places as they were quoted."""
    return [ChoSua(cho=pair.place, da_viet=pair.before, nay_sua=pair.after) for pair in correction.pairs]


def because(correction: Correction) -> str:
    """Give the reason as the beginning of a sentence: "Do …"."""
    reason = bare(correction.reason)
    if not reason:
        return OVERSIGHT
    if re.match(r"(do|vì)\b", reason, re.IGNORECASE):
        return sentence_start(reason)
    return f"Do {reason if reason[1:2].isupper() else reason[:1].lower() + reason[1:]}"


def reason_given(correction: Correction) -> str:
    """Give the reason as a sentence of its own, empty when nobody gave one."""
    return sentence(correction.reason) if correction.reason.strip() else ""


def known(season: Season, correction: Correction) -> KnownPaper:
    """Tell number, date and signer; who signed the original signs unless the records say otherwise."""
    paper = season.paper(correction.form, correction.key)
    if paper.signer:
        return paper
    kind, _, key = correction.original.root.partition(":")
    return paper.model_copy(update={"signer": season.paper(kind, key).signer})


def symbol_of(general: General, correction: Correction) -> str:
    """Give what follows the number of a correction paper: a công văn names no kind, a recall its own.

    Any other is of the kind that it corrects (Nghị định 30/2020, Điều 18.3).
    """
    if correction.form is Form.ERRATUM:
        return general.symbol_suffix
    if correction.form is Form.RECALL and not is_decision(correction.original):
        return f"TB-{general.symbol_suffix}"
    return correction.original.symbol


def fields(dossier: Dossier, correction: Correction) -> dict[str, Any]:
    """Give the fields of ``VanBan`` for a correction paper; a symbol that was typed is kept."""
    season, paper = dossier.season, known(dossier.season, correction)
    general = season.general
    year = paper.date.year if paper.date else correction.year
    return {
        **base_fields(dossier, correction.form, correction.key, symbol_from=symbol_of(general, correction)),
        "ngay_ban_hanh": day_beside(general.place, paper.date, year),
        "nguoi_ky": signature(season.signers, paper.signer, general.deputy_style),
        "noi_nhan": list(correction.original.recipients),
    }


def label(correction: Correction, what: str) -> str:
    """Give what the user calls the paper."""
    return f"{what}: {correction.original.label}"


def file_part(correction: Correction) -> str:
    """Give the part of the file's name that says what is corrected."""
    return slug(correction.original.paper.replace(":", "-"))


# --- recipients -------------------------------------------------------------------------------


def addressees(dossier: Dossier, original: Original) -> list[str]:
    """Give to whom the original went, bare: without dash and mark, without "Lưu".

    Whom a decision's last article obliges is named, since "Như Điều 4" means nothing elsewhere.
    """
    general = dossier.season.general
    texts = [bare(line.removeprefix("-")) for line in original.recipients if not _KEPT.match(line)]
    if any(_AS_ARTICLE.match(text) for text in texts) or not texts:
        obliged = [
            f"Văn phòng {general.org_short}",
            general.team_called,
            general.unit_boards,
        ]
        texts = obliged + [text for text in texts if not _AS_ARTICLE.match(text)]
    return [text for text in texts if text]


def received(original: Original, article: int) -> list[str]:
    """Give "Nơi nhận" of a decision: first whom its last article obliges, then those of the original."""
    others = [line for line in original.recipients if not _AS_ARTICLE.match(line)]
    return [f"- Như Điều {article};", *(others or ["- Lưu: VT."])]


def grounds_with(dossier: Dossier, kind: str, citation: str) -> list[str]:
    """Give the grounds of a kind of decision, and the decision that is changed after the last Căn cứ."""
    rows = [bare(row) for row in grounds(dossier, kind)]
    if not any(citation in row for row in rows):
        last = max((i for i, row in enumerate(rows) if row.startswith("Căn cứ")), default=-1)
        rows.insert(last + 1, f"Căn cứ {citation}")
    return [f"{row}{'.' if i == len(rows) else ';'}" for i, row in enumerate(rows, start=1)]
