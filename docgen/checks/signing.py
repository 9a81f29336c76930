"""Rules for who signs (KY) and who receives (NN)."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator

from docgen.checks.days import PAPER_NAMES, is_of_no_paper, paper_named
from docgen.checks.placeholders import TO_ONE
from docgen.checks.record_rule import ERROR, WARNING, Fault, rule
from docgen.checks.set_words import listed, repeated, sheet_of
from docgen.kind import Kind, Signing
from docgen.kinds import BY_CODE, KINDS
from docgen.records import (
    KnownPaper,
    Recipient,
    Season,
    Signer,
    SigningStyle,
)
from docgen.viet import fold_tone, pad2, short_date


def _signing(code: str) -> Signing | None:
    """Give how a kind is signed in the name of the body; minutes are signed by those present."""
    paper = BY_CODE.get(code)
    return paper.signing if isinstance(paper, Kind) else None


def _needed_kinds(season: Season) -> tuple[str, ...]:
    """Give the kinds that this season makes, or will surely make, at its stage."""
    return tuple(kind.code for kind in KINDS if kind.signing is not None and kind.signing.due(season))


def _signed_papers(season: Season) -> Iterator[tuple[KnownPaper, Signer]]:
    """Give the papers of the collective whose signer is known, with him."""
    signers = {signer.code: signer for signer in season.signers}
    for paper in season.papers:
        if _signing(paper.kind) is not None:
            signer = signers.get(season.paper(paper.kind, paper.key).signer)
            if signer is not None:
                # A date that belongs to no paper (NGAY-08) is the day on which nobody signs.
                yield paper.model_copy(update={"date": None}) if is_of_no_paper(paper) else paper, signer


@rule("KY-01", ERROR, "Người ký còn quyền ký; cấp phó được giao ký có phạm vi và thời hạn")
def signers_may_sign(season: Season) -> Iterator[Fault]:
    """Hold each paper against its signer's period (Nghị định 30/2020, Điều 13.3, 13.4).

    A paper without date will be dated before the first day (plan, decision) or after the last
    (notices, ranking): its signer's period must not begin too late or end too early for that.
    """
    yield from repeated(season.signers, "code", "Mã người ký")
    for kind in _needed_kinds(season):
        rows = sorted((row for row in season.papers if row.kind == kind), key=lambda row: row.key)
        if not any(row.signer for row in rows):
            where = rows[0].at("signer") if rows else sheet_of(season, KnownPaper)
            yield Fault(
                where,
                f"{PAPER_NAMES[kind]} chưa có người ký.",
                f"Chọn Người ký ở ô {where.sheet}!{where.cell}."
                if rows
                else f"Thêm dòng “{kind}” ở bảng Văn bản và chọn Người ký.",
            )
    days = [sitting.date for sitting in season.sittings]
    deputies: dict[str, Signer] = {}
    for paper, signer in _signed_papers(season):
        reason = _cannot_sign(paper, signer, days)
        if reason:
            yield Fault(
                paper.at("signer"),
                f"{paper_named(season, paper)} giao {signer.name} ký, nhưng {reason}.",
                "Chọn người ký khác, hoặc sửa thời hạn được ký ở bảng Người ký.",
                signer.name,
            )
        if _is_deputy(signer):
            deputies[signer.code] = signer
    for signer in deputies.values():
        missing = [
            name
            for field, name in (("scope", "Phạm vi được giao ký"), ("active_to", "Được ký đến ngày"))
            if not getattr(signer, field)
        ]
        if missing:
            yield Fault(
                signer.at("scope" if not signer.scope else "active_to"),
                f"{signer.name} ({signer.position}) ký thay người đứng đầu nhưng chưa ghi "
                f"{listed(f'“{name}”' for name in missing)}.",
                "Điền theo văn bản giao ký của cơ quan.",
            )


def _is_deputy(signer: Signer) -> bool:
    return bool(signer.deputy_of) or signer.authority.startswith("TUQ")


def _cannot_sign(paper: KnownPaper, signer: Signer, days: list[dt.date]) -> str:
    """Say why the signer may not sign the paper; empty when he may, or when it cannot be known."""
    if paper.date:
        earliest = latest = paper.date
    elif not days:
        return ""
    elif BY_CODE[paper.kind].before_days:
        earliest, latest = dt.date.min, min(days)
    else:
        earliest, latest = max(days), dt.date.max
    when = (
        f"văn bản ghi ngày {short_date(paper.date)}"
        if paper.date
        else (
            f"văn bản phải có trước ngày {short_date(latest)}"
            if BY_CODE[paper.kind].before_days
            else f"văn bản chỉ ký sau ngày {short_date(earliest)}"
        )
    )
    if signer.active_from and signer.active_from > latest:
        return f"chỉ được ký từ ngày {short_date(signer.active_from)}, {when}"
    if signer.active_to and signer.active_to < earliest:
        return f"chỉ được ký đến ngày {short_date(signer.active_to)}, {when}"
    return ""


@rule("KY-02", ERROR, "Ký đúng cách ký của cơ quan: “TM. …” hay không ghi TM.; viết tắt có dấu chấm")
def papers_are_signed_as_the_office_signs(season: Season) -> Iterator[Fault]:
    """All kinds that docgen makes, but minutes, are papers of the office: of its board, or of its head."""
    general = season.general
    for_a_board = general.signing_style is SigningStyle.COLLECTIVE
    right = f"“TM. {(general.board or 'TÊN TẬP THỂ').upper()}”"
    used = {signer.code: PAPER_NAMES[paper.kind] for paper, signer in reversed(list(_signed_papers(season)))}
    for signer in season.signers:
        authority = " ".join(signer.authority.split())
        if re.match(r"T\s*[/.]?\s*[ML]\b", authority) and not re.match(r"T[ML]\. \S", authority):
            yield Fault(
                signer.at("authority"),
                f"“{signer.authority}” của {signer.name} viết sai: sau chữ viết tắt là dấu chấm và một "
                "dấu cách.",
                f"Viết {right} (không viết “T/M”, “TM”).",
                signer.authority,
            )
        elif signer.code in used and authority.startswith("TM. ") is not for_a_board:
            yield Fault(
                signer.at("authority"),
                f"{used[signer.code]} là văn bản của tập thể nhưng {signer.name} "
                f"{f'ký “{authority}”' if authority else 'chưa ghi Ký thay mặt'}."
                if for_a_board
                else f"Thông tin chung chọn “{general.signing_style}” nhưng {signer.name} ký “{authority}”.",
                f"Viết {right}; “TL.” chỉ dùng cho văn bản của văn phòng. Nếu cơ quan do một người đứng đầu "
                f"thì chọn “{SigningStyle.HEAD}” ở mục Cách ký của cơ quan."
                if for_a_board
                else "Để trống cột Ký thay mặt của người này, hoặc sửa mục Cách ký của cơ quan.",
                signer.authority,
            )


_TITLE = re.compile(
    r"(?:(?:GS|PGS|TSKH|TS|ThS|Th\.S|CN|KS|BS|DS|LS|KTS|GVC|NGƯT|NGND)\.?[ ,.]*(?=\S))+(?<=[ .,])"
    r"|(?:Giáo sư|Phó Giáo sư|Tiến sĩ|Tiến sỹ|Thạc sĩ|Thạc sỹ|Cử nhân|Kỹ sư|Bác sĩ|Bác sỹ|Luật sư)\b",
    re.IGNORECASE,
)


@rule("KY-03", ERROR, "Không ghi học hàm, học vị trước họ tên người ký")
def names_have_no_titles(season: Season) -> Iterator[Fault]:
    """Look for the usual titles and their short forms (Nghị định 30/2020, Phụ lục I)."""
    for signer in season.signers:
        match = _TITLE.match(signer.name)
        if match:
            title = match[0].strip(" ,")
            yield Fault(
                signer.at("name"),
                f"Họ tên người ký “{signer.name}” có học hàm, học vị “{title}”.",
                f"Bỏ “{title}”, chỉ ghi họ và tên.",
                signer.name,
            )


_ANY_PAPER = ("văn bản", "tất cả", "mọi", "toàn bộ")
"""Words of a scope that speaks of no kind in particular: it cannot be judged here."""


@rule("KY-04", WARNING, "Phạm vi giao cấp phó ký có nói đến loại văn bản được giao")
def deputies_sign_what_was_given_to_them(season: Season) -> Iterator[Fault]:
    """Look for the kind's name in the scope (Nghị định 30/2020, Điều 13.3); an empty scope is KY-01's."""
    for paper, signer in _signed_papers(season):
        signing = _signing(paper.kind)
        if signing is None or not (paper.signer and signer.scope and _is_deputy(signer)):
            continue
        words = "|".join(fold_tone(word) for word in (*signing.words(season.general), *_ANY_PAPER))
        if not re.search(rf"(?<!\w)(?:{words})(?!\w)", fold_tone(signer.scope).casefold()):
            where = signer.at("scope")
            yield Fault(
                paper.at("signer"),
                f"{paper_named(season, paper)} giao {signer.name} ký, nhưng phạm vi được giao ký chỉ ghi "
                f"“{signer.scope}”.",
                f"Chọn người ký khác, hoặc bổ sung phạm vi ở ô {where.sheet}!{where.cell} theo văn bản "
                "giao ký.",
                signer.name,
            )


def _recipients(season: Season) -> dict[str, list[Recipient]]:
    rows: defaultdict[str, list[Recipient]] = defaultdict(list)
    for row in season.recipients:
        rows[row.kind].append(row)
    return rows


@rule("NN-01", ERROR, "Thông báo gửi đúng đơn vị của nó; mọi nơi nhận có “Lưu: VT”")
def notices_go_to_their_unit(season: Season) -> Iterator[Fault]:
    """Look for the line of the unit and for that of the copy that is kept."""
    recipients = _recipients(season)
    example = (season.general.board, season.general.unit_body, "{đơn vị}")
    for kind in dict.fromkeys((*_needed_kinds(season), *recipients)):
        rows, name = recipients.get(kind, []), PAPER_NAMES.get(kind, kind)
        place = rows[-1].at("text") if rows else sheet_of(season, Recipient)
        if kind in TO_ONE and not any("{đơn vị}" in row.text for row in rows):
            yield Fault(
                rows[0].at("text") if rows else place,
                f"{name} không có đơn vị được thông báo trong nơi nhận.",
                f"Thêm một dòng có chữ {{đơn vị}}, ví dụ “{' '.join(filter(None, example))}”.",
            )
        kept = [row for row in rows if re.match(r"lưu\b", row.text, re.IGNORECASE)]
        if not kept:
            yield Fault(place, f"{name}: nơi nhận thiếu dòng “Lưu: VT”.", "Thêm dòng cuối “Lưu: VT”.")
        for row in kept:
            if not re.match(r"Lưu: VT\b", row.text):
                yield Fault(
                    row.at("text"),
                    f"{name}: dòng lưu ghi “{row.text}”, đúng ra là “Lưu: VT” (có dấu hai chấm).",
                    "Viết “Lưu: VT”, sau đó mới đến nơi lưu khác nếu có.",
                    row.text,
                )


def articles(season: Season) -> dict[str, int]:
    """Give the number of articles of the kinds that have articles, as their templates are written."""
    counted = {kind.code: kind.articles(season) for kind in KINDS if kind.articles is not None}
    return {code: count for code, count in counted.items() if count}


_AS_ARTICLE = re.compile(r"như điều\s*(\d+)", re.IGNORECASE)


@rule("NN-02", WARNING, "Quyết định ghi “Như Điều …”; văn bản không có “Kính gửi” thì không ghi “Như trên”")
def addressees_are_repeated(season: Season) -> Iterator[Fault]:
    """None of the kinds has a "Kính gửi"; a decision's addressees are those of its last article."""
    last = articles(season)
    for kind, rows in _recipients(season).items():
        name = PAPER_NAMES.get(kind, kind)
        if kind in last and not any(_AS_ARTICLE.search(row.text) for row in rows):
            yield Fault(
                rows[0].at("text"),
                f"{name}: nơi nhận chưa có dòng “Như Điều {last[kind]}” cho những nơi phải thi hành.",
                f"Thêm dòng đầu “Như Điều {last[kind]}”.",
            )
        for row in rows:
            if re.match(fold_tone("như trên"), fold_tone(row.text), re.IGNORECASE):
                yield Fault(
                    row.at("text"),
                    f"{name} không có phần “Kính gửi”, nên “{row.text}” không chỉ đến nơi nào.",
                    "Ghi rõ tên nơi nhận.",
                    row.text,
                )


@rule("NN-03", ERROR, "“Như Điều …” chỉ đúng điều cuối của quyết định")
def last_article_is_named(season: Season) -> Iterator[Fault]:
    """Compare the number with that of the template's last article."""
    last = articles(season)
    for row in season.recipients:
        match = _AS_ARTICLE.search(row.text)
        if match is None or int(match[1]) == last.get(row.kind):
            continue
        name = PAPER_NAMES.get(row.kind, row.kind)
        if row.kind in last:
            yield Fault(
                row.at("text"),
                f"{name} có {pad2(last[row.kind])} điều, nhưng nơi nhận ghi “{row.text}”.",
                f"Sửa thành “Như Điều {last[row.kind]}”.",
                row.text,
            )
        else:
            yield Fault(
                row.at("text"),
                f"{name} không chia thành điều, nhưng nơi nhận ghi “{row.text}”.",
                "Ghi rõ tên nơi nhận.",
                row.text,
            )
