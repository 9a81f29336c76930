"""Rules for what a paper would be printed without: its place is empty, and nothing else would tell.

Numbers and days of docgen's own papers come with their issue; those here must be typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.days import PAPER_NAMES
from docgen.checks.record_rule import WARNING, Fault, rule
from docgen.checks.set_words import sheet_of
from docgen.records import Holiday, KnownPaper, Season, Stage

_BLANK = re.compile(r"\bsố[\s.…_]*/|\bngày[\s.…_]*tháng[\s.…_]*năm\b", re.IGNORECASE)
"""A number or a day that was left to be written by hand: "số ....../HD", "ngày … tháng … năm 2024"."""


def _cited(season: Season) -> list[str]:
    """Give the papers of others that are cited by now: the report by notices, the minutes by the ranking."""
    final = season.general.stage is Stage.FINAL
    scored = {row.unit for row in season.team_scores if row.scores}
    grounds = [row.text for row in season.grounds if final or row.kind != "ket-luan"]
    due = {
        "huong-dan": True,
        "bao-cao": final or any(remark.unit in scored for remark in season.remarks),
        "bien-ban-hop": final,
    }
    return [kind for kind, now in due.items() if now or any(f"{{{kind}}}" in text for text in grounds)]


@rule("CC-02", WARNING, "Văn bản do nơi khác ban hành mà đợt viện dẫn đã có số và ngày")
def cited_papers_have_number_and_day(season: Season) -> Iterator[Fault]:
    """Look at the papers that docgen cites and cannot number; a number without its day is SO-11's."""
    for kind in _cited(season):
        paper, name = season.paper(kind), PAPER_NAMES[kind]
        row = next((row for row in season.papers if row.kind == kind), None)
        lacking = {"number": "số, ký hiệu", "date": "ngày ban hành"} if not paper.number.strip() else {}
        for field, what in lacking.items() if row else ():
            if not getattr(paper, field):
                yield Fault(
                    paper.at(field),
                    f"{name} được viện dẫn trong văn bản nhưng chưa có {what}: văn bản sẽ in chỗ trống.",
                    f"Ghi {what} của {name} vào ô này.",
                )
        if row is None:
            yield Fault(
                sheet_of(season, KnownPaper),
                f"{name} được viện dẫn trong văn bản nhưng chưa có dòng nào ghi số và ngày của văn bản ấy.",
                f"Thêm một dòng có Mã loại {kind}, ghi số, ngày và cơ quan ban hành.",
            )
    for ground in season.grounds:
        if match := _BLANK.search(ground.text):
            yield Fault(
                ground.at("text"),
                f"Căn cứ còn để trống số hoặc ngày: “{match[0]}”.",
                "Ghi đủ số và ngày của văn bản được viện dẫn.",
                match[0],
            )


@rule("NGAY-10", WARNING, "Ngày in trong văn bản đã được điền")
def printed_days_are_filled(season: Season) -> Iterator[Fault]:
    """Look at the days that the decision and the last papers name and that may be left empty."""
    general, final = season.general, season.general.stage is Stage.FINAL
    if general.report_due is None:
        yield Fault(
            general.at("report_due"),
            "Chưa có Hạn Đoàn báo cáo kết quả: quyết định thành lập Đoàn sẽ không nêu hạn báo cáo.",
            "Ghi ngày vào ô này.",
        )
    if general.meeting_date is None and final:
        yield Fault(
            general.at("meeting_date"),
            "Đợt đã chính thức nhưng chưa có Ngày họp Ban Thường trực xét xếp loại: văn bản sẽ in chỗ trống.",
            "Ghi ngày họp vào ô này.",
        )


@rule("NGAY-11", WARNING, "Bảng Ngày nghỉ có ngày nghỉ của năm")
def holidays_of_the_year_are_listed(season: Season) -> Iterator[Fault]:
    """Tell when no day off of the year is known: days of sittings and papers cannot be held against any."""
    year = season.general.year
    if not any(day.date.year == year for day in season.holidays):
        yield Fault(
            sheet_of(season, Holiday),
            f"Bảng Ngày nghỉ chưa có ngày nghỉ nào của năm {year}, nên không biết ngày kiểm tra hay ngày ban "
            "hành có rơi vào ngày nghỉ lễ không.",
            f"Ghi các ngày nghỉ lễ, nghỉ bù, làm bù của năm {year}.",
        )
