"""Rules of appendices, and of parts that were not recognised."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from docgen.lint.ending import Ending
from docgen.lint.fix import fix_looks
from docgen.lint.form_rule import Departure, InParty, LintPaper, Profile, at_block, at_piece, rule
from docgen.lint.genre import PAPERS, Genre
from docgen.lint.heading_levels import roman_value
from docgen.lint.kind_symbols import MINUTES
from docgen.lint.labels import roman
from docgen.lint.looks import piece_faults
from docgen.lint.regime import NOT_CAPITALS
from docgen.problem import Severity

_CLAUSE = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục III.1"
_ATTACHED = re.compile(r"kèm theo|đính kèm", re.IGNORECASE)
_ANY = re.compile(r"\bphụ lục\b", re.IGNORECASE)
_ALL = re.compile(r"\b(các|những|\d+|hai|ba|bốn|năm) phụ lục\b", re.IGNORECASE)


@rule(
    "APP-ROMAN",
    title="Số thứ tự phụ lục",
    clause=f"{_CLAUSE}.a",
    remedy="Từ hai phụ lục trở lên: đánh số La Mã theo thứ tự: Phụ lục I, Phụ lục II.",
    right="Phụ lục I, Phụ lục II",
    wrong="Phụ lục 1, Phụ lục 2",
    party=InParty(),
    genres=PAPERS | {Genre.ANNEX},
)
def app_roman(paper: LintPaper) -> Iterator[Departure]:
    """Check that two or more appendices are counted in Roman numerals."""
    labelled = [item for item in paper.anatomy.appendices if item.label]
    # Without the paper, the appendices of a file need not begin with the first.
    alone = paper.nature.judged_as is Genre.ANNEX and labelled
    first = roman_value(labelled[0].numeral) or _figure(labelled[0].numeral) if alone else 1
    for index, item in enumerate(labelled, start=first):
        value = roman_value(item.numeral)
        wrong_order = len(labelled) > 1 and value != index
        if item.label and (wrong_order or (item.numeral and value is None)):
            yield at_piece("phụ lục", item.label, f"«{item.label.text}»", f"«Phụ lục {roman(index)}»")


def _figure(numeral: str) -> int:
    return int(numeral) if numeral.isdecimal() and int(numeral) else 1


@rule(
    "APP-REF",
    title="Chỉ dẫn về phụ lục",
    clause=f"{_CLAUSE}.a, III.1.c",
    remedy="Nội dung phải nhắc tới từng phụ lục; dưới tên phụ lục ghi «(Kèm theo … số … ngày … của …)».",
    right="(Kèm theo Kế hoạch số 05/KH-MTTQ-BTT ngày …)",
    wrong="có phụ lục mà nội dung không nhắc tới",
    party=InParty(
        right="(Kèm theo Quyết định số 05-QĐ/TU ngày …)",
    ),
    genres=PAPERS | {Genre.ANNEX},
)
def app_ref(paper: LintPaper) -> Iterator[Departure]:
    """Check that the text points to each appendix, and each appendix back to its paper."""
    anatomy = paper.anatomy
    text = "\n".join(block.full_text for block in (*anatomy.body, *anatomy.grounds))
    has_main = bool(anatomy.body)
    several = sum(item.label is not None for item in anatomy.appendices) > 1
    for item in anatomy.appendices:
        first = next((block for block in item.blocks if not block.blank), None)
        if first is None:
            continue
        if has_main and not _mentioned(text, item.numeral if several else ""):
            yield at_block(
                "phụ lục", first, "nội dung không nhắc tới phụ lục này", "có chỉ dẫn trong nội dung"
            )
        if item.reference is None:
            yield at_block("phụ lục", first, "không có dòng «(Kèm theo …)»", "«(Kèm theo … số …)»")


def _mentioned(text: str, numeral: str) -> bool:
    if not numeral:
        return _ANY.search(text) is not None or _ATTACHED.search(text) is not None
    return (
        _ALL.search(text) is not None
        or re.search(rf"\bphụ lục\b[^.\n]{{0,200}}\b{numeral}\b", text, re.IGNORECASE) is not None
    )


@rule(
    "APP-STYLE",
    title="Kiểu chữ phần đầu phụ lục",
    clause=f"{_CLAUSE}.b, III.1.c",
    remedy="«Phụ lục I»: cỡ 14, đậm; tên phụ lục: in hoa, cỡ 13 - 14, đậm; "
    "«(Kèm theo …)»: cỡ 13 - 14, nghiêng; đều canh giữa.",
    right="**Phụ lục I**, **DANH SÁCH ĐOÀN KIỂM TRA**, (Kèm theo …) nghiêng",
    wrong="Phụ lục I canh phải; tên phụ lục in thường; «(Kèm theo …)» chữ đứng",
    genres=PAPERS | {Genre.ANNEX},
    fix=fix_looks.dress,
)
def app_style(paper: LintPaper) -> Iterator[Departure]:
    """Check the look of "Phụ lục I", of the title below and of the line "(Kèm theo …)"."""
    regime = paper.regime
    for item in paper.anatomy.appendices:
        if item.label is None:
            continue
        yield from piece_faults("phụ lục", item.label, regime.appendix_label)
        if item.label.capital:
            yield at_piece("phụ lục", item.label, "chữ in hoa", "«Phụ lục» in thường", NOT_CAPITALS)
        for piece in item.title:
            lettered = any(letter.isalpha() for letter in piece.text)
            look = regime.appendix_title if lettered else replace(regime.appendix_title, capital=None)
            yield from piece_faults("tên phụ lục", piece, look)
        if item.reference:
            yield from piece_faults("chỉ dẫn kèm theo", item.reference, regime.appendix_reference)


@rule(
    "PART-MISSING",
    title="Thành phần thể thức không nhận ra",
    clause="Nghị định 30/2020/NĐ-CP, Điều 8; Phụ lục I, Phần I, Mục IV",
    remedy="Thêm thành phần ấy đúng chỗ; nếu đã có, sửa chữ hoặc vị trí cho đúng mẫu.",
    right="đủ Quốc hiệu, Tiêu ngữ, tên cơ quan, số, địa danh, tên loại, nội dung, người ký, nơi nhận",
    wrong="thiếu dòng «Nơi nhận:»",
    severity=Severity.WARNING,
    party=InParty(
        clause="Quy định 399-QĐ/TW; Hướng dẫn 05-HD/VPTW",
        right="đủ «ĐẢNG CỘNG SẢN VIỆT NAM», tên tổ chức đảng, số, địa danh, tên loại, nội dung, người ký, "
        "nơi nhận",
    ),
    genres=frozenset({Genre.PAPER}),
)
def part_missing(paper: LintPaper) -> Iterator[Departure]:
    """Name the parts that were not recognised; nothing is guessed about them."""
    anatomy, head = paper.anatomy, paper.anatomy.head
    if not any(not block.blank for block in anatomy.main) and anatomy.appendices:
        return
    party = paper.profile is Profile.PARTY
    attached = head.reference is not None
    parts: list[tuple[str, object]] = (
        [("«ĐẢNG CỘNG SẢN VIỆT NAM»", head.party)]
        if party
        else [("Quốc hiệu", head.nation), ("Tiêu ngữ", head.motto)]
    )
    parts += [("tên cơ quan ban hành", head.issuer), ("nội dung", anatomy.body or anatomy.grounds)]
    if not attached:
        parts += [
            ("số, ký hiệu", head.number),
            ("chữ ký", anatomy.ending.signatures),
            ("họ tên người ký", _unnamed_or_named(anatomy.ending)),
            ("«Nơi nhận:»", anatomy.ending.label),
        ]
        if anatomy.kind != MINUTES:
            parts.append(("địa danh và thời gian", head.date))
    parts.append(("tên loại hoặc «V/v …»", head.kind or head.brief))
    for name, found in parts:
        if not found:
            yield Departure("toàn văn bản", None, "", f"không nhận ra {name}", f"có {name}")


def _unnamed_or_named(ending: Ending) -> bool:
    """Tell whether nothing is to be said of names: there is one, or no signature at all."""
    return not ending.signatures or any(item.name for item in ending.signatures)


RULES = (app_roman, app_ref, app_style, part_missing)
