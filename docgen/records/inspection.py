"""The inspection itself: units, days, programme, team, attendance, facts of each sitting."""

from __future__ import annotations

import datetime as dt
import enum
from typing import ClassVar

from docgen.records.base import Record, Sheet, column

UNIT_KINDS = ("phường", "xã", "đặc khu", "thị trấn")


class Unit(Record):
    """A ward or commune whose organisation is inspected."""

    sheet: ClassVar[Sheet] = Sheet(
        "Đơn vị", "Mỗi đơn vị một dòng, theo thứ tự danh sách của cơ quan.", required=True
    )

    code: str = column("Mã", width=8, example="AP", help="Ngắn, không đổi trong suốt đợt.")
    kind: str = column("Loại", width=10, example="phường", choices=UNIT_KINDS)
    name: str = column("Tên", width=22, example="An Phú", help="Không kèm chữ phường, xã.")
    aliases: tuple[str, ...] = column(
        "Tên gọi khác", width=26, default=(), help="Cách viết khác, ngăn cách bằng dấu chấm phẩy."
    )
    province: str = column(
        "Tỉnh, thành phố", width=18, default="", help="Chỉ cần khi trùng tên với nơi khác."
    )

    @property
    def full_name(self) -> str:
        """Name the unit in running text: "phường An Phú", but "Phường 7" (Nghị định 30/2020, Phụ lục II)."""
        kind = self.kind.capitalize() if self.name[:1].isdecimal() else self.kind
        return f"{kind} {self.name}".strip()


class Sitting(Record):
    """One inspection day; times, copies and incident are filled in after it."""

    sheet: ClassVar[Sheet] = Sheet(
        "Ngày kiểm tra", "Mỗi ngày một dòng; các cột từ Giờ bắt đầu điền sau buổi kiểm tra.", required=True
    )

    no: int = column("Buổi", width=8, example="1", help="Số thứ tự, không đổi khi dời ngày.")
    date: dt.date = column("Ngày", width=14, example="17/10/2023")
    venue: str = column("Địa điểm khác", width=30, default="", help="Để trống nếu họp ở địa điểm chung.")
    note: str = column("Ghi chú", width=24, default="")
    chair: str = column("Chủ trì", width=22, default="", ref="team")
    secretary: str = column("Thư ký", width=22, default="", ref="team")
    start: dt.time | None = column("Giờ bắt đầu", width=12, default=None)
    morning_end: dt.time | None = column("Nghỉ trưa", width=12, default=None)
    afternoon_start: dt.time | None = column("Bắt đầu chiều", width=12, default=None)
    end: dt.time | None = column("Giờ kết thúc", width=12, default=None)
    copies: int | None = column("Số bản biên bản", width=12, default=None)
    incident: str = column("Việc phát sinh", width=50, default="")


class Visit(Record):
    """One unit inspected at one sitting, and the unit that it checks in turn."""

    sheet: ClassVar[Sheet] = Sheet(
        "Lịch kiểm tra", "Mỗi đơn vị một dòng; cột cuối là đơn vị mà nó đi kiểm tra chéo.", required=True
    )

    sitting: int = column("Buổi", width=8, example="1", ref="sittings")
    unit: str = column("Đơn vị", width=22, example="An Phú", ref="units")
    checks: str = column(
        "Kiểm tra chéo đơn vị",
        width=22,
        default="",
        example="Hòa Hương",
        ref="units",
        help="Để trống khi không chấm chéo.",
    )
    checked_last_year: str = column(
        "Năm trước kiểm tra chéo", width=22, default="", ref="units", help="Nếu có: để tránh lặp lại cặp cũ."
    )
    note: str = column("Ghi chú", width=24, default="")


class Session(enum.StrEnum):
    """The part of the day that a slot of the programme belongs to."""

    MORNING = "sáng"
    NOON = "trưa"
    AFTERNOON = "chiều"


class Slot(Record):
    """One line of the day's programme."""

    sheet: ClassVar[Sheet] = Sheet("Chương trình", "Chương trình chung của mỗi ngày kiểm tra.", required=True)

    session: Session = column("Buổi", width=8, example="sáng")
    start: dt.time = column("Từ", width=10, example="07:30")
    end: dt.time | None = column(
        "Đến", width=10, default=None, example="08:00", help="Để trống nếu đến hết buổi."
    )
    content: str = column("Nội dung", width=90, example="Chủ trì khai mạc")
    minutes_per_unit: int | None = column(
        "Phút mỗi đơn vị", width=12, default=None, help="Với phần các đơn vị lần lượt báo cáo."
    )


class Role(enum.StrEnum):
    """The office of a member within the team."""

    HEAD = "Trưởng đoàn"
    DEPUTY = "Phó Trưởng đoàn"
    MEMBER = "Thành viên"
    SECRETARY = "Thành viên kiêm Thư ký"


class Member(Record):
    """A member of the inspection team."""

    sheet: ClassVar[Sheet] = Sheet(
        "Đoàn kiểm tra", "Mỗi thành viên một dòng, theo thứ tự trong quyết định.", required=True
    )

    code: str = column("Mã", width=8, example="TV01")
    salutation: str = column("Ông/Bà", width=8, example="Ông", choices=("Ông", "Bà"))
    name: str = column("Họ và tên", width=26, example="Nguyễn Ba")
    position: str = column("Chức vụ, đơn vị", width=40, example="Chủ tịch Ủy ban MTTQ Việt Nam thành phố")
    role: Role = column("Chức danh", width=24, example="Trưởng đoàn")
    task: str = column("Nhiệm vụ", width=60, default="")
    sections: tuple[str, ...] = column(
        "Phần phụ trách",
        width=14,
        default=(),
        ref="sections",
        help="Mã phần, ngăn cách bằng dấu chấm phẩy: III; IV.",
    )
    related_units: tuple[str, ...] = column(
        "Đơn vị có liên quan",
        width=22,
        default=(),
        ref="units",
        help="Nơi từng công tác hoặc có người thân: không chấm đơn vị này.",
    )
    replaces: str = column(
        "Thay cho", width=22, default="", ref="team", help="Mã hoặc họ tên người được thay."
    )
    from_date: dt.date | None = column("Tham gia từ ngày", width=14, default=None)
    to_date: dt.date | None = column("Thôi tham gia từ ngày", width=14, default=None)
    reason: str = column("Lý do thay đổi", width=40, default="")

    def belongs_on(self, day: dt.date) -> bool:
        """Tell whether the member belongs to the team on a day; the day of leaving no longer counts."""
        return (self.from_date is None or self.from_date <= day) and (
            self.to_date is None or day < self.to_date
        )


class Side(enum.StrEnum):
    """Which side a person attends for."""

    TEAM = "Đoàn"
    UNIT = "Đơn vị"


class Presence(enum.StrEnum):
    """Whether the person was there."""

    PRESENT = "có mặt"
    ABSENT = "vắng"


class Attendance(Record):
    """One person at one sitting."""

    sheet: ClassVar[Sheet] = Sheet("Điểm danh", "Điền sau mỗi buổi; mỗi người một dòng.")

    sitting: int = column("Buổi", width=8, ref="sittings", example="1")
    side: Side = column("Thuộc", width=10, example="Đơn vị")
    unit: str = column("Đơn vị", width=22, default="", ref="units")
    name: str = column("Họ và tên", width=26, example="Bùi Văn Thành")
    position: str = column("Chức vụ", width=40, default="")
    presence: Presence = column("Tình trạng", width=12, default=Presence.PRESENT)
    reason: str = column("Lý do vắng", width=40, default="")


class FactKind(enum.StrEnum):
    """What kind of sentence is put on record."""

    OPINION = "Ý kiến"
    CONCLUSION = "Kết luận"


class Fact(Record):
    """One opinion or conclusion of a sitting."""

    sheet: ClassVar[Sheet] = Sheet("Ý kiến, kết luận", "Điền sau mỗi buổi; mỗi ý một dòng.")

    sitting: int = column("Buổi", width=8, ref="sittings", example="1")
    kind: FactKind = column("Loại", width=12, example="Ý kiến")
    text: str = column("Nội dung", width=100, example="Đại diện phường đề nghị sớm có hướng dẫn.")


class Submission(Record):
    """When a unit handed in its self-assessment."""

    sheet: ClassVar[Sheet] = Sheet("Nộp hồ sơ", "Ngày các đơn vị nộp báo cáo và hồ sơ tự chấm.")

    unit: str = column("Đơn vị", width=22, ref="units", example="An Phú")
    date: dt.date | None = column("Ngày nộp", width=14, default=None)
