"""Small seasons for tests: complete and valid, so that a test changes only what it is about.

``make_season()`` is a finished season of four units; ``planning_season()`` has only what exists
before the first day; ``large_season()`` is for tests of size.  Every record knows its cell, as
if a workbook had been read: headings in row 1, records from row 2, columns in field order.
Everything here is fictional.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, TypeVar

from docgen.records import (
    SHEETS,
    Attendance,
    Award,
    Criterion,
    CrossScores,
    Explanation,
    Fact,
    FactKind,
    General,
    KnownPaper,
    Layout,
    Presence,
    Record,
    Remark,
    RemarkKind,
    ScoreRow,
    Season,
    Section,
    SelfScores,
    Side,
    Sitting,
    Source,
    Stage,
    Submission,
    TeamScores,
    Unit,
    Visit,
)
from tests.factory_office import (
    ORG,
    award_rules,
    general_remarks,
    grounds,
    holidays,
    knockouts,
    levels,
    programme,
    recipients,
    signers,
    team,
)

FILE = "mau-2023.xlsx"

AnyScores = TypeVar("AnyScores", bound=ScoreRow)
AnyRecord = TypeVar("AnyRecord", bound=Record)


def make_season(**changes: Any) -> Season:
    """Build the finished season of four units; ``changes`` replace fields of ``Season``.

    Result: Hòa Hương 94,00 (XS, hạng 1), Quế Lộc 92,00 (đủ điểm XS nhưng vượt chỉ tiêu: T),
    Đức Thượng 84,50 (T), An Xuân 76,00 (K).
    """
    return place_records(
        Season(**(_plan() | {"general": make_general(), "papers": _papers()} | _results() | changes))
    )


def planning_season(**changes: Any) -> Season:
    """Build the same season as it stands before the first day: no number, score, fact or remark."""
    blank = {"start": None, "morning_end": None, "afternoon_start": None, "end": None, "copies": None}
    plan = _plan()
    plan["sittings"] = tuple(sitting.model_copy(update=blank) for sitting in plan["sittings"])
    unnumbered = {"number": "", "date": None}
    plan["papers"] = tuple(
        paper if paper.kind == "huong-dan" else paper.model_copy(update=unnumbered)
        for paper in _papers()
        if paper.kind not in {"bao-cao", "bien-ban-hop"}
    )
    plan["general"] = make_general(stage=Stage.PROVISIONAL, meeting_date=None)
    return place_records(Season(**(plan | changes)))


def scores(table: Mapping[str, Mapping[str, str]]) -> tuple[TeamScores, ...]:
    """Write the team's scores as they are typed: ``scores({"HH": {"I.1": "3,5", "I.2": "KC"}})``."""
    return scores_of(TeamScores, table)


def scores_of(kind: type[AnyScores], table: Mapping[str, Mapping[str, str]]) -> tuple[AnyScores, ...]:
    """Write the scores of one source; ``KC`` is "không chấm", an empty text an empty cell."""
    return tuple(
        kind(unit=unit, scores={code: _score(typed) for code, typed in row.items() if typed})
        for unit, row in table.items()
    )


def _score(typed: str) -> Decimal | None:
    return None if typed == "KC" else Decimal(typed.replace(",", "."))


def changed(record: AnyRecord, **fields: Any) -> AnyRecord:
    """Copy a record with other values; it keeps its cell."""
    return record.model_copy(update=fields)


def place_records(season: Season) -> Season:
    """Give every record the cell that its position in the season means."""
    placed: dict[str, Any] = {}
    for field, model in SHEETS.items():
        if model.sheet.layout is Layout.FORM:
            placed[field] = _form(getattr(season, field))
            continue
        columns = [name for name in model.model_fields if name != "scores"]
        if issubclass(model, ScoreRow):
            columns += [criterion.code for criterion in season.criteria]
        letters = {name: _letters(index) for index, name in enumerate(columns)}
        placed[field] = tuple(
            record.model_copy().located(Source(FILE, model.sheet.title, row, letters))
            for row, record in enumerate(getattr(season, field), start=2)
        )
    return season.model_copy(update=placed)


def _form(record: Record) -> Record:
    rows = {name: row for row, name in enumerate(type(record).model_fields, start=2)}
    return record.model_copy().located(Source(FILE, record.sheet.title, 0, rows=rows))


def _letters(index: int) -> str:
    before, letter = divmod(index, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + letter)


def make_general(**changes: Any) -> General:
    """Build the form "Thông tin chung"; ``changes`` replace its fields."""
    values: dict[str, Any] = {
        "year": 2023,
        "stage": Stage.FINAL,
        "header_1": "ỦY BAN MTTQ VIỆT NAM",
        "header_2": "THÀNH PHỐ ĐỨC HƯƠNG",
        "header_3": "BAN THƯỜNG TRỰC",
        "org_full": "Ủy ban Mặt trận Tổ quốc Việt Nam thành phố Đức Hương",
        "org_short": ORG,
        "authority": "BAN THƯỜNG TRỰC ỦY BAN MTTQ VIỆT NAM THÀNH PHỐ ĐỨC HƯƠNG",
        "level": "thành phố",
        "units_called": "xã, phường",
        "place": "Đức Hương",
        "venue": f"Phòng họp cơ quan {ORG} (12 Lê Độ, thành phố Đức Hương)",
        "symbol_suffix": "MTTQ-BTT",
        "minutes_suffix": "ĐKT",
        "deadline": dt.date(2023, 10, 12),
        "morning_start": dt.time(7, 30),
        "morning_end": dt.time(11, 0),
        "afternoon_start": dt.time(14, 0),
        "afternoon_end": dt.time(17, 0),
        "report_due": dt.date(2023, 10, 24),
        "meeting_date": dt.date(2023, 10, 26),
        "tie_order": ("điểm chuẩn", "phần II", "tiêu chí II.1", "ít điểm trừ", "biểu quyết"),
    }
    return General(**(values | changes))


def _plan() -> dict[str, Any]:
    """Give what is known before the first day."""
    return {
        "signers": signers(),
        "units": (
            Unit(
                code="HH",
                kind="phường",
                name="Hòa Hương",
                aliases=("Hoà Hương",),
            ),
            Unit(code="ĐT", kind="xã", name="Đức Thượng"),
            Unit(code="QL", kind="xã", name="Quế Lộc"),
            Unit(code="AX", kind="phường", name="An Xuân"),
        ),
        "sittings": tuple(_sitting(no, dt.date(2023, 10, 16 + no)) for no in (1, 2)),
        "visits": (
            Visit(sitting=1, unit="HH", checks="ĐT"),
            Visit(sitting=1, unit="ĐT", checks="HH"),
            Visit(sitting=2, unit="QL", checks="AX"),
            Visit(sitting=2, unit="AX", checks="QL"),
        ),
        "slots": programme(report_minutes=30),
        "team": team(("I",), ("II",)),
        "sections": (
            Section(code="I", name="Tuyên truyền, vận động, tập hợp Nhân dân", max_points=Decimal(60)),
            Section(code="II", name="Giám sát và phản biện xã hội", max_points=Decimal(40)),
        ),
        "criteria": tuple(
            Criterion(code=code, section=code.partition(".")[0], name=name, max_points=Decimal(20))
            for code, name in {
                "I.1": "Tuyên truyền chủ trương của Đảng, chính sách, pháp luật của Nhà nước",
                "I.2": "Tổ chức Ngày hội Đại đoàn kết toàn dân tộc ở khu dân cư",
                "I.3": "Vận động, quản lý, sử dụng Quỹ “Vì người nghèo”",
                "II.1": "Chủ trì ít nhất 02 cuộc giám sát chuyên đề",
                "II.2": "Tổ chức ít nhất 01 hội nghị phản biện xã hội",
            }.items()
        ),
        "award_rules": award_rules("I.2"),
        "levels": levels(quota=1),
        "knockouts": knockouts("II.2"),
        "grounds": grounds(),
        "recipients": recipients(),
        "holidays": holidays(),
    }


def _results() -> dict[str, Any]:
    """Give what comes with and after the inspection."""
    return {
        "self_scores": scores_of(
            SelfScores,
            {
                "HH": {"I.1": "19,5", "I.2": "19", "I.3": "19,5", "II.1": "19", "II.2": "19"},
                "ĐT": {"I.1": "18", "I.2": "17,5", "I.3": "18", "II.1": "18", "II.2": "17,5"},
                "QL": {"I.1": "19", "I.2": "19", "I.3": "19", "II.1": "18,5", "II.2": "18,5"},
                "AX": {"I.1": "16,5", "I.2": "16", "I.3": "16", "II.1": "16", "II.2": "15,5"},
            },
        ),
        "cross_scores": scores_of(
            CrossScores,
            {
                "HH": {"I.1": "19", "I.2": "18,5", "I.3": "19", "II.1": "18,25", "II.2": "18,5"},
                "ĐT": {"I.1": "17", "I.2": "17", "I.3": "17,5", "II.1": "17", "II.2": "17,25"},
                "QL": {"I.1": "19", "I.2": "18,5", "I.3": "18,5", "II.1": "18", "II.2": "18"},
                "AX": {"I.1": "15,5", "I.2": "15,5", "I.3": "15,25", "II.1": "15", "II.2": "15"},
            },
        ),
        "team_scores": scores(
            {
                "HH": {"I.1": "19", "I.2": "18,5", "I.3": "19", "II.1": "18,25", "II.2": "18,25"},
                "ĐT": {"I.1": "17", "I.2": "17", "I.3": "17", "II.1": "17", "II.2": "17"},
                "QL": {"I.1": "19", "I.2": "18,5", "I.3": "18,5", "II.1": "18", "II.2": "18"},
                "AX": {"I.1": "15,5", "I.2": "15,5", "I.3": "15", "II.1": "15", "II.2": "15"},
            }
        ),
        "awards": (
            Award(
                unit="HH",
                code="T1",
                points=Decimal(1),
                reason="Mô hình “Bếp ăn nghĩa tình” được thành phố công nhận",
                evidence="Quyết định công nhận mô hình",
            ),
            Award(
                unit="ĐT",
                code="P1",
                points=Decimal("0.5"),
                reason="Nộp hồ sơ chậm 01 ngày",
                evidence="Bảng theo dõi của Văn phòng",
            ),
        ),
        "explanations": (
            Explanation(unit="ĐT", criterion="I.3", text="Sổ quỹ thiếu chữ ký; thống nhất điểm của Đoàn."),
        ),
        "submissions": tuple(
            Submission(unit=unit, date=dt.date(2023, 10, day))
            for unit, day in {"HH": 10, "ĐT": 12, "QL": 9, "AX": 11}.items()
        ),
        "remarks": _remarks(),
        "general_remarks": general_remarks(),
        "attendance": _attendance(),
        "facts": (
            Fact(sitting=1, kind=FactKind.OPINION, text="Đại diện các đơn vị đề nghị sớm có hướng dẫn."),
            Fact(sitting=1, kind=FactKind.CONCLUSION, text="Thống nhất kết quả chấm điểm sơ bộ."),
            Fact(sitting=2, kind=FactKind.OPINION, text="Các đơn vị tiếp thu ý kiến của Đoàn kiểm tra."),
            Fact(sitting=2, kind=FactKind.CONCLUSION, text="Đề nghị khắc phục các hạn chế đã nêu."),
        ),
    }


def _papers() -> tuple[KnownPaper, ...]:
    return (
        KnownPaper(
            kind="huong-dan",
            number="22/HD-MTTQ-BTT",
            date=dt.date(2023, 3, 8),
            issuer=ORG,
            subject="Công tác thi đua, khen thưởng năm 2023",
        ),
        KnownPaper(kind="ke-hoach", number="87/KH-MTTQ-BTT", date=dt.date(2023, 9, 29), signer="CT"),
        KnownPaper(kind="quyet-dinh", number="45/QĐ-MTTQ-BTT", date=dt.date(2023, 10, 2), signer="CT"),
        KnownPaper(kind="thay-doi-doan", signer="CT"),
        KnownPaper(
            kind="bao-cao",
            number="01/BC-ĐKT",
            date=dt.date(2023, 10, 24),
            issuer="Đoàn kiểm tra",
            subject="Kết quả kiểm tra, đánh giá công tác Mặt trận các xã, phường năm 2023",
        ),
        KnownPaper(
            kind="bien-ban-hop",
            number="19/BB-BTT",
            date=dt.date(2023, 10, 26),
            issuer=f"Ban Thường trực {ORG}",
            subject="Họp Ban Thường trực đánh giá, xếp loại năm 2023",
        ),
        KnownPaper(kind="thong-bao", signer="PCT"),
        KnownPaper(kind="ket-luan", signer="CT"),
    )


def _sitting(no: int, date: dt.date) -> Sitting:
    return Sitting(
        no=no,
        date=date,
        chair="TV01",
        secretary="TV03",
        start=dt.time(7, 30),
        morning_end=dt.time(11, 0),
        afternoon_start=dt.time(14, 0),
        end=dt.time(16, 30),
        copies=4,
    )


def _remarks() -> tuple[Remark, ...]:
    texts = {
        "HH": ("Công tác tuyên truyền nền nếp.", "Hồ sơ giám sát xếp chưa khoa học.", "Sắp xếp lại hồ sơ."),
        "ĐT": ("Nhiều mô hình tự quản hiệu quả.", "Nộp hồ sơ chậm 01 ngày.", "Nộp hồ sơ đúng thời hạn."),
        "QL": ("Quỹ “Vì người nghèo” vượt chỉ tiêu.", "Ít hội nghị phản biện.", "Thêm hội nghị phản biện."),
        "AX": ("Ngày hội Đại đoàn kết vui tươi.", "Giám sát còn ít chuyên đề.", "Tăng cường giám sát."),
    }
    kinds = (RemarkKind.STRENGTH, RemarkKind.LIMITATION, RemarkKind.RECOMMENDATION)
    return tuple(
        Remark(
            unit=unit,
            kind=kind,
            text=text,
            deadline=dt.date(2023, 11, 30) if kind is RemarkKind.RECOMMENDATION else None,
        )
        for unit, lines in texts.items()
        for kind, text in zip(kinds, lines, strict=True)
    )


_CHAIRS = {"HH": "Nguyễn Văn Được", "ĐT": "Đỗ Thị Hường", "QL": "Phạm Đức Mộng", "AX": "Bùi Thế Độ"}


def _attendance() -> tuple[Attendance, ...]:
    plan = _plan()
    sitting_of = {visit.unit: visit.sitting for visit in plan["visits"]}
    members = [
        Attendance(sitting=sitting.no, side=Side.TEAM, name=member.name, position=member.position)
        for sitting in plan["sittings"]
        for member in plan["team"]
    ]
    chairs = [
        Attendance(
            sitting=sitting_of[unit.code],
            side=Side.UNIT,
            unit=unit.code,
            name=_CHAIRS[unit.code],
            position=f"Chủ tịch Ủy ban MTTQ Việt Nam {unit.kind} {unit.name}",
        )
        for unit in plan["units"]
    ]
    absent = Attendance(
        sitting=1,
        side=Side.UNIT,
        unit="ĐT",
        name="Võ Đình Tế",
        position="Phó Chủ tịch Ủy ban MTTQ Việt Nam xã Đức Thượng",
        presence=Presence.ABSENT,
        reason="đi công tác",
    )
    return (*members, *chairs, absent)
