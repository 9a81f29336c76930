"""The sheets of a test season that say how the office works: who signs, who receives, what rules."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from docgen.records import (
    AwardKind,
    AwardRule,
    Condition,
    GeneralRemark,
    GeneralRemarkKind,
    Ground,
    Holiday,
    Knockout,
    Level,
    Member,
    Recipient,
    Role,
    Session,
    Signer,
    Slot,
)

CITY = "Đức Hương"
ORG = "Ủy ban MTTQ Việt Nam thành phố"
BOARD = "TM. BAN THƯỜNG TRỰC"


def signers() -> tuple[Signer, ...]:
    """Give the head, and a deputy who may sign notices in 2023."""
    head = Signer(code="CT", name="Đặng Thế Hưng", position="Chủ tịch", authority=BOARD, title="CHỦ TỊCH")
    deputy = Signer(
        code="PCT",
        name="Lê Thị Tuyết Hoà",
        position="Phó Chủ tịch",
        authority=BOARD,
        deputy_of="CHỦ TỊCH",
        title="PHÓ CHỦ TỊCH",
        active_from=dt.date(2023, 1, 1),
        active_to=dt.date(2023, 12, 31),
        scope="thông báo kết quả kiểm tra",
    )
    return head, deputy


def team(second: tuple[str, ...], third: tuple[str, ...]) -> tuple[Member, ...]:
    """Give a team of three; the arguments are the sections of the second and the third member."""
    head = Member(
        code="TV01",
        salutation="Ông",
        name="Đặng Thế Hưng",
        position=f"Chủ tịch {ORG}",
        role=Role.HEAD,
        task="Chủ trì, kết luận các buổi kiểm tra",
    )
    deputy = Member(
        code="TV02",
        salutation="Bà",
        name="Lê Thị Tuyết Hoà",
        position="Phó Chủ tịch",
        role=Role.DEPUTY,
        task="Thẩm định hồ sơ",
        sections=second,
    )
    secretary = Member(
        code="TV03",
        salutation="Ông",
        name="Võ Đình Lưỡng",
        position="Chuyên viên Văn phòng",
        role=Role.SECRETARY,
        task="Ghi biên bản, tổng hợp điểm",
        sections=third,
    )
    return head, deputy, secretary


def programme(report_minutes: int) -> tuple[Slot, ...]:
    """Give the programme of a day; the units' reports take ``report_minutes`` from 08:00."""
    reports_end = dt.time(8, report_minutes)
    return (
        _slot("sáng", dt.time(7, 30), dt.time(8), "Chủ trì khai mạc, phân công kiểm tra chéo."),
        _slot("sáng", dt.time(8), reports_end, "Các đơn vị báo cáo tóm tắt.").model_copy(
            update={"minutes_per_unit": 10}
        ),
        _slot("sáng", reports_end, dt.time(9, 45), "Các đơn vị kiểm tra chéo hồ sơ."),
        _slot("sáng", dt.time(9, 45), dt.time(11), "Đoàn kiểm tra đối chiếu kết quả."),
        _slot("trưa", dt.time(11), dt.time(14), "Nghỉ trưa."),
        _slot("chiều", dt.time(14), dt.time(15), "Đoàn kiểm tra báo cáo kết quả kiểm tra."),
        _slot("chiều", dt.time(15), None, "Chủ trì kết luận buổi kiểm tra."),
    )


def _slot(session: str, start: dt.time, end: dt.time | None, content: str) -> Slot:
    return Slot(session=Session(session), start=start, end=end, content=content)


def award_rules(late_report_criterion: str) -> tuple[AwardRule, ...]:
    """Give two bonuses and four penalties; P2 punishes what ``late_report_criterion`` may have."""
    bonus, penalty = AwardKind.BONUS, AwardKind.PENALTY
    return (
        AwardRule(
            code="T1", kind=bonus, name="Mô hình mới được công nhận", points="1 điểm/mô hình", cap=Decimal(2)
        ),
        AwardRule(code="T2", kind=bonus, name="Được khen thưởng chuyên đề", cap=Decimal("1.5")),
        AwardRule(code="P1", kind=penalty, name="Nộp hồ sơ chậm", cap=Decimal(2), late=True),
        AwardRule(
            code="P2",
            kind=penalty,
            name="Chậm báo cáo định kỳ",
            cap=Decimal(2),
            criteria=(late_report_criterion,),
        ),
        AwardRule(code="P4", kind=penalty, name="Cán bộ Mặt trận bị kỷ luật", cap=Decimal(4)),
        AwardRule(code="P5", kind=penalty, name="Tự chấm lệch trên 10 điểm", cap=Decimal(1)),
    )


def levels(quota: int | None, total: Decimal = Decimal(100)) -> tuple[Level, ...]:
    """Give five levels at 90, 80, 65, 50 and 0 percent of ``total``."""
    rows = (
        ("XS", "Xuất sắc", 90, "Hoàn thành xuất sắc nhiệm vụ"),
        ("T", "Tốt", 80, "Hoàn thành tốt nhiệm vụ"),
        ("K", "Khá", 65, "Hoàn thành khá nhiệm vụ"),
        ("TB", "Trung bình", 50, "Hoàn thành nhiệm vụ"),
        ("Y", "Yếu", 0, "Không hoàn thành nhiệm vụ"),
    )
    return tuple(
        Level(
            code=code,
            name=name,
            minimum=total * percent / 100,
            quota=quota if code == "XS" else None,
            full_name=full,
        )
        for code, name, percent, full in rows
    )


def knockouts(zero_criterion: str) -> tuple[Knockout, ...]:
    """Give a knock-out of each condition."""
    below, zero = Condition.SECTION_BELOW, Condition.CRITERION_ZERO
    given, none = Condition.PENALTY_GIVEN, Condition.NO_SELF_SCORE
    return (
        Knockout(
            code="K1",
            condition=below,
            parameter="50",
            ceiling="K",
            reason="có phần đạt dưới 50% điểm tối đa",
        ),
        Knockout(
            code="K2",
            condition=zero,
            parameter=zero_criterion,
            ceiling="T",
            reason="chưa tổ chức phản biện xã hội",
        ),
        Knockout(code="K3", condition=given, parameter="P4", ceiling="T", reason="có cán bộ bị kỷ luật"),
        Knockout(code="K4", condition=none, ceiling="", reason="không nộp báo cáo tự chấm"),
    )


def grounds() -> tuple[Ground, ...]:
    """Give the grounds of the three decisions."""
    law = "Căn cứ Luật Mặt trận Tổ quốc Việt Nam ngày 09 tháng 6 năm 2015"
    proposer = f"Theo đề nghị của Văn phòng {ORG}"
    texts = {
        "quyet-dinh": (law, "Căn cứ {ke-hoach}", proposer),
        "thay-doi-doan": (law, "Căn cứ {quyet-dinh}", proposer),
        "ket-luan": (law, "Căn cứ {huong-dan}", "Căn cứ {bao-cao} và {bien-ban-hop}", proposer),
    }
    return tuple(Ground(kind=kind, text=text) for kind, lines in texts.items() for text in lines)


def recipients() -> tuple[Recipient, ...]:
    """Give "Nơi nhận" of every kind of paper."""
    units = "BTT Ủy ban MTTQ Việt Nam các xã, phường"
    texts = {
        "ke-hoach": ("Thường trực Thành ủy", "Thành viên Đoàn kiểm tra", units, "Lưu: VT"),
        "quyet-dinh": ("Như Điều 4", "Thường trực Thành ủy", "Lưu: VT"),
        "thay-doi-doan": ("Như Điều 3", "Thường trực Thành ủy", "Lưu: VT"),
        "bien-ban": ("Các đơn vị được kiểm tra", "Lưu: VT, Hồ sơ"),
        "thong-bao": (
            "Ban Thường trực Ủy ban MTTQ Việt Nam {đơn vị}",
            "Đảng ủy {đơn vị}",
            "Lưu: VT, Hồ sơ",
        ),
        "ket-luan": ("Thường trực Thành ủy", units, "Lưu: VT"),
    }
    return tuple(Recipient(kind=kind, text=text) for kind, lines in texts.items() for text in lines)


def general_remarks() -> tuple[GeneralRemark, ...]:
    """Give one remark of each kind on the whole season."""
    texts = {
        GeneralRemarkKind.STRENGTH: "Các đơn vị chuẩn bị hồ sơ nghiêm túc, đúng yêu cầu.",
        GeneralRemarkKind.LIMITATION: "Công tác giám sát ở một số đơn vị chưa đạt yêu cầu.",
        GeneralRemarkKind.CAUSE: "Cán bộ Mặt trận ở một số địa phương còn kiêm nhiệm nhiều việc.",
        GeneralRemarkKind.REQUEST: "Các đơn vị khắc phục hạn chế, báo cáo đúng thời hạn.",
        GeneralRemarkKind.AWARD: "Giao Văn phòng tham mưu hồ sơ đề nghị khen thưởng theo quy định.",
    }
    return tuple(GeneralRemark(kind=kind, text=text) for kind, text in texts.items())


def holidays() -> tuple[Holiday, ...]:
    """Give the National Day of 2023 with the days off around it."""
    return (
        Holiday(date=dt.date(2023, 9, 1), name="Nghỉ Quốc khánh"),
        Holiday(date=dt.date(2023, 9, 2), name="Quốc khánh"),
        Holiday(date=dt.date(2023, 9, 4), name="Nghỉ bù Quốc khánh"),
    )
