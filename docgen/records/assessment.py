"""The assessment: score table, scores, bonus and penalty, levels, knock-outs, remarks."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar

from docgen.records.base import Layout, Record, Sheet, column


class Section(Record):
    """A part of the score table; its maximum is that of its criteria together."""

    sheet: ClassVar[Sheet] = Sheet("Phần chấm điểm", "Các phần của bảng điểm.", required=True)

    code: str = column("Mã phần", width=10, example="I")
    name: str = column("Tên phần", width=90, example="Giám sát và phản biện xã hội")
    max_points: Decimal = column("Điểm tối đa", width=12, example="20")


class Criterion(Record):
    """One line of the score table."""

    sheet: ClassVar[Sheet] = Sheet("Tiêu chí", "Mỗi tiêu chí một dòng.", required=True)

    code: str = column("Mã tiêu chí", width=12, example="I.1")
    section: str = column("Mã phần", width=10, ref="sections", example="I")
    name: str = column("Nội dung", width=90, example="Công tác tuyên truyền")
    max_points: Decimal = column("Điểm tối đa", width=12, example="4")
    evidence: str = column("Minh chứng", width=50, default="")


class ScoreRow(Record):
    """The scores of one unit from one source: criterion code → score, ``None`` for "không chấm".

    A criterion whose cell is empty is absent from ``scores``.
    """

    unit: str = column("Đơn vị", width=22, ref="units", example="An Phú")
    scores: Mapping[str, Decimal | None] = {}


class SelfScores(ScoreRow):
    """What the unit gave itself."""

    sheet: ClassVar[Sheet] = Sheet(
        "Điểm tự chấm", "Điểm đơn vị tự chấm; ghi KC nếu không chấm.", Layout.MATRIX
    )


class CrossScores(ScoreRow):
    """What the checking unit gave."""

    sheet: ClassVar[Sheet] = Sheet(
        "Điểm chấm chéo", "Điểm do đơn vị kiểm tra chéo chấm; ghi KC nếu không chấm.", Layout.MATRIX
    )


class TeamScores(ScoreRow):
    """What the team gave after comparison: the agreed score."""

    sheet: ClassVar[Sheet] = Sheet(
        "Điểm Đoàn chấm", "Điểm Đoàn thống nhất sau đối chiếu; ghi KC nếu không chấm.", Layout.MATRIX
    )


class AwardKind(enum.StrEnum):
    """Whether points are added or taken."""

    BONUS = "Thưởng"
    PENALTY = "Trừ"


class AwardRule(Record):
    """A reason for which points may be added or taken, with its own cap."""

    sheet: ClassVar[Sheet] = Sheet("Danh mục thưởng, trừ", "Các mục thưởng và trừ theo hướng dẫn thi đua.")

    code: str = column("Mã", width=8, example="T1")
    kind: AwardKind = column("Loại", width=10, example="Thưởng")
    name: str = column("Nội dung", width=80, example="Mô hình mới được công nhận")
    points: str = column(
        "Mức điểm", width=18, default="", example="1 điểm/mô hình", help="Ghi bằng chữ, để tra cứu."
    )
    cap: Decimal = column("Tối đa", width=10, example="2", help="Số dương.")
    criteria: tuple[str, ...] = column(
        "Tiêu chí cùng lỗi",
        width=18,
        default=(),
        ref="criteria",
        help="Với mục trừ: tiêu chí đã trừ cùng một lỗi, để tránh trừ hai lần.",
    )
    late: bool = column(
        "Do nộp chậm", width=12, default=False, help="Có: mục trừ dành cho việc nộp hồ sơ chậm."
    )


class Award(Record):
    """Points added to or taken from one unit; ``points`` is positive in both cases."""

    sheet: ClassVar[Sheet] = Sheet("Thưởng, trừ", "Mỗi lần thưởng hoặc trừ một dòng; điểm ghi số dương.")

    unit: str = column("Đơn vị", width=22, ref="units", example="An Phú")
    code: str = column("Mã mục", width=10, ref="awards", example="T1")
    points: Decimal = column("Điểm", width=10, example="1")
    reason: str = column("Lý do", width=90, default="", example="Mô hình được thành phố công nhận")
    evidence: str = column("Minh chứng", width=50, default="")


class Explanation(Record):
    """Why cross and team scores of one criterion differ, as agreed at the sitting."""

    sheet: ClassVar[Sheet] = Sheet("Giải trình chênh lệch", "Mỗi tiêu chí chênh lệch một dòng.")

    unit: str = column("Đơn vị", width=22, ref="units", example="Hòa Hương")
    criterion: str = column("Tiêu chí", width=12, ref="criteria", example="II.6")
    text: str = column("Giải trình, thống nhất", width=100, example="Đoàn giữ mức trừ 1,0 điểm.")


class Level(Record):
    """A level of the ranking, best first: lowest score (inclusive) and the most units it may hold."""

    sheet: ClassVar[Sheet] = Sheet(
        "Xếp loại", "Từ mức cao nhất đến mức thấp nhất; cần có trước khi xếp loại."
    )

    code: str = column("Mã", width=8, example="XS")
    name: str = column("Tên mức", width=20, example="Xuất sắc")
    minimum: Decimal = column("Từ điểm", width=10, example="90", help="Bằng mức này là đạt.")
    quota: int | None = column(
        "Số đơn vị tối đa", width=14, default=None, help="Để trống nếu không khống chế."
    )
    full_name: str = column("Tên đầy đủ", width=36, default="", example="Hoàn thành xuất sắc nhiệm vụ")


class Condition(enum.StrEnum):
    """What a knock-out looks at."""

    SECTION_BELOW = "Có phần đạt dưới tỷ lệ (%)"
    CRITERION_ZERO = "Tiêu chí 0 điểm"
    PENALTY_GIVEN = "Có mục trừ"
    NO_SELF_SCORE = "Không tự chấm điểm"


class Knockout(Record):
    """A rule that holds a unit down whatever its score (điểm liệt, khống chế)."""

    sheet: ClassVar[Sheet] = Sheet("Khống chế", "Các điều kiện khống chế mức xếp loại.")

    code: str = column("Mã", width=8, example="K2")
    condition: Condition = column("Điều kiện", width=28, example="Tiêu chí 0 điểm")
    parameter: str = column(
        "Tham số", width=14, default="", example="IV.3", help="Tỷ lệ, mã tiêu chí hoặc mã mục trừ."
    )
    ceiling: str = column(
        "Mức cao nhất",
        width=14,
        default="",
        ref="levels",
        example="T",
        help="Để trống: không xếp loại, không xếp hạng.",
    )
    reason: str = column(
        "Diễn giải",
        width=60,
        example="chưa tổ chức phản biện xã hội",
        help="Viết thường, ghép sau chữ “nhưng”.",
    )


class Ruling(Record):
    """What Ban Thường trực decided for one unit beyond the arithmetic, or published before."""

    sheet: ClassVar[Sheet] = Sheet(
        "Quyết định xếp loại",
        "Chỉ điền khi Ban Thường trực biểu quyết, ấn định mức, hoặc để đối chiếu kết quả đã công bố.",
    )

    unit: str = column("Đơn vị", width=22, ref="units", example="An Phú")
    vote_order: int | None = column(
        "Thứ tự biểu quyết", width=12, default=None, help="Số nhỏ xếp trên, chỉ khi bằng điểm."
    )
    level: str = column("Xếp loại ấn định", width=16, default="", ref="levels")
    reason: str = column("Lý do", width=60, default="")
    reference: str = column(
        "Căn cứ biên bản họp", width=36, default="", example="Biên bản số 19/BB-BTT ngày 26/10/2023"
    )
    published_total: Decimal | None = column("Tổng điểm đã công bố", width=14, default=None)
    published_rank: int | None = column("Hạng đã công bố", width=12, default=None)


class RemarkKind(enum.StrEnum):
    """What a remark on a unit is."""

    STRENGTH = "Ưu điểm"
    LIMITATION = "Hạn chế"
    RECOMMENDATION = "Kiến nghị"


class Remark(Record):
    """One remark on one unit; recommendations have a deadline."""

    sheet: ClassVar[Sheet] = Sheet("Nhận xét", "Mỗi ý một dòng; kiến nghị ghi thêm thời hạn.")

    unit: str = column("Đơn vị", width=22, ref="units", example="An Phú")
    kind: RemarkKind = column("Loại", width=12, example="Ưu điểm")
    text: str = column("Nội dung", width=110, example="Công tác tuyên truyền thực hiện nền nếp.")
    deadline: dt.date | None = column(
        "Thời hạn", width=14, default=None, help="Hạn báo cáo khắc phục, với kiến nghị."
    )
    in_minutes: bool = column(
        "Ghi vào biên bản",
        width=12,
        default=False,
        help="Có: ý này cũng in ở biên bản ngày kiểm tra (ưu điểm, hạn chế).",
    )


class GeneralRemarkKind(enum.StrEnum):
    """What a remark on the whole season is."""

    STRENGTH = "Ưu điểm"
    LIMITATION = "Hạn chế"
    CAUSE = "Nguyên nhân"
    REQUEST = "Yêu cầu"
    AWARD = "Đề nghị khen thưởng"


class GeneralRemark(Record):
    """One remark on the whole season, for the final paper."""

    sheet: ClassVar[Sheet] = Sheet("Nhận xét chung", "Nhận xét cả đợt, dùng ở văn bản công bố xếp hạng.")

    kind: GeneralRemarkKind = column("Loại", width=22, example="Ưu điểm")
    text: str = column("Nội dung", width=110, example="Các đơn vị chuẩn bị hồ sơ nghiêm túc.")
