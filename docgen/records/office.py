"""The office: who it is, how it writes, how it scores, who signs."""

from __future__ import annotations

import datetime as dt
import enum
from decimal import Decimal
from typing import ClassVar

from docgen.records.base import Filled, Layout, Record, Sheet, column


class Stage(enum.StrEnum):
    """How far the season is; the rank is shown in notices only when it is final."""

    PROVISIONAL = "Sơ bộ"
    FINAL = "Chính thức"


class Formula(enum.StrEnum):
    """What the base score of a unit is made of."""

    TEAM = "Điểm Đoàn chấm"
    WEIGHTED = "Bình quân theo trọng số"


class RankStyle(enum.StrEnum):
    """What follows a shared rank: 1-1-3 or 1-1-2."""

    SKIP = "Bỏ hạng sau khi đồng hạng (1-1-3)"
    DENSE = "Không bỏ hạng (1-1-2)"


class DeputyStyle(enum.StrEnum):
    """How a deputy signs (Nghị định 30/2020, Điều 13.2; the Front's own habit)."""

    PLAIN = "Không ghi KT."
    ACTING = "Có ghi KT. CHỦ TỊCH"


class SigningStyle(enum.StrEnum):
    """In whose name the office signs (Nghị định 30/2020, Điều 13.1, 13.2): for a board, or its head alone."""

    COLLECTIVE = "Thay mặt tập thể (TM.)"
    HEAD = "Không ghi TM."


class FinalPaper(enum.StrEnum):
    """The kind of the final paper; "Kết luận" is no administrative kind (Điều 7)."""

    NOTICE = "Thông báo"
    DECISION = "Quyết định"


class RankingPlace(enum.StrEnum):
    """Where the final paper has its ranking table."""

    BY_COUNT = "Phụ lục khi có trên 30 đơn vị"
    BODY = "Trong văn bản"
    APPENDIX = "Phụ lục"


class Deadline(enum.StrEnum):
    """How the last day of a deadline counts."""

    BEFORE = "Trước ngày"
    UNTIL = "Đến hết ngày"


class BoldLines(enum.StrEnum):
    """Which lines of the issuer's name are bold (the decree: only the last)."""

    LAST = "Chỉ dòng cuối"
    ALL = "Tất cả các dòng"


class Numbering(enum.StrEnum):
    """How papers are numbered: the head of the office decides (Nghị định 30/2020, Điều 15.1.c).

    A team that signs as its own body may have its own series (Phụ lục I, II.3.a).
    """

    BY_KIND_TEAM_APART = "Mỗi loại một dãy số (Đoàn riêng)"
    BY_KIND = "Mỗi loại một dãy số"
    COMMON_TEAM_APART = "Một dãy số chung (Đoàn riêng)"
    COMMON = "Một dãy số chung"


class General(Record):
    """The one record of the form "Thông tin chung"."""

    sheet: ClassVar[Sheet] = Sheet(
        "Thông tin chung", "Điền cột Giá trị; cột Giải thích cho biết mỗi mục dùng ở đâu.", Layout.FORM, True
    )

    year: int = column("Năm", help="Năm của đợt kiểm tra, dùng trong mọi văn bản.", example="2023")
    stage: Stage = column(
        "Giai đoạn",
        default=Stage.PROVISIONAL,
        help="Chọn Chính thức khi Ban Thường trực đã quyết định xếp hạng.",
    )
    header_1: str = column(
        "Tiêu đề cơ quan, dòng 1", help="Góc trên bên trái.", example="ỦY BAN MTTQ VIỆT NAM"
    )
    header_2: str = column(
        "Tiêu đề cơ quan, dòng 2", default="", help="Để trống nếu không có.", example="THÀNH PHỐ TAM KỲ"
    )
    header_3: str = column(
        "Tiêu đề cơ quan, dòng 3", default="", help="Để trống nếu không có.", example="BAN THƯỜNG TRỰC"
    )
    header_bold: BoldLines = column(
        "Dòng in đậm ở tiêu đề", default=BoldLines.LAST, help="Nghị định 30: chỉ dòng cuối."
    )
    org_full: str = column(
        "Tên cơ quan đầy đủ",
        help="Dùng khi nêu tên lần đầu.",
        example="Ủy ban Mặt trận Tổ quốc Việt Nam thành phố Tam Kỳ",
    )
    org_short: str = column(
        "Tên cơ quan gọi tắt", help="Dùng trong thân văn bản.", example="Ủy ban MTTQ Việt Nam thành phố"
    )
    authority: str = column(
        "Thẩm quyền ban hành quyết định",
        help="Dòng chữ hoa dưới trích yếu của quyết định.",
        example="BAN THƯỜNG TRỰC ỦY BAN MTTQ VIỆT NAM THÀNH PHỐ TAM KỲ",
    )
    level: str = column("Cấp hành chính", help="Từ dùng cho cấp mình.", example="thành phố")
    units_called: str = column(
        "Cách gọi chung các đơn vị", help="Thứ tự từ như trong kế hoạch.", example="xã, phường"
    )
    unit_body: str = column(
        "Cách gọi đơn vị được kiểm tra",
        default="Ủy ban MTTQ Việt Nam",
        help="Tên tổ chức, đứng trước tên đơn vị: Ủy ban MTTQ Việt Nam phường An Phú.",
        example="Ủy ban MTTQ Việt Nam",
    )
    work: str = column(
        "Tên công tác",
        default="công tác Mặt trận",
        help="Việc được kiểm tra, đánh giá; viết thường, ghép vào câu.",
        example="công tác Mặt trận",
    )
    programme: str = column(
        "Tên chương trình công tác",
        default="Chương trình phối hợp và thống nhất hành động",
        help="Chương trình năm mà kế hoạch kiểm tra việc thực hiện; chưa ghi năm.",
        example="Chương trình phối hợp và thống nhất hành động",
    )
    board: str = column(
        "Tập thể lãnh đạo",
        default="Ban Thường trực",
        help="Đứng trước tên cơ quan, tên đơn vị; để trống nếu cơ quan không có.",
        example="Ban Thường trực",
    )
    place: str = column("Địa danh", help="Trước ngày tháng năm.", example="Tam Kỳ")
    venue: str = column(
        "Địa điểm kiểm tra",
        help="Nơi làm việc của các buổi kiểm tra.",
        example="Phòng họp cơ quan Ủy ban MTTQ Việt Nam thành phố (99 Hùng Vương, thành phố Tam Kỳ)",
    )
    symbol_suffix: str = column(
        "Ký hiệu cơ quan", help="Phần sau tên loại: 87/KH-MTTQ-BTT.", example="MTTQ-BTT"
    )
    minutes_suffix: str = column("Ký hiệu biên bản", help="Phần sau BB: 01/BB-ĐKT.", example="ĐKT")
    numbering: Numbering = column(
        "Cách đánh số văn bản",
        default=Numbering.BY_KIND_TEAM_APART,
        help="Dãy số trong năm của cơ quan; Đoàn riêng: biên bản, báo cáo của Đoàn có số của mình.",
    )
    team_called: str = column(
        "Gọi là Đoàn hay Tổ",
        default="Đoàn kiểm tra",
        choices=("Đoàn kiểm tra", "Tổ kiểm tra"),
        help="Một tên dùng thống nhất trong mọi văn bản.",
    )
    final_paper: FinalPaper = column(
        "Văn bản công bố xếp hạng", default=FinalPaper.NOTICE, help="Thông báo (TB) hay Quyết định (QĐ)."
    )
    ranking_place: RankingPlace = column(
        "Chỗ in bảng xếp hạng",
        default=RankingPlace.BY_COUNT,
        help="Phụ lục: trong văn bản công bố chỉ còn số đơn vị của từng mức.",
    )
    signing_style: SigningStyle = column(
        "Cách ký của cơ quan",
        default=SigningStyle.COLLECTIVE,
        help="Cơ quan do một người đứng đầu: chọn Không ghi TM. và để trống cột Ký thay mặt.",
    )
    deputy_style: DeputyStyle = column(
        "Cấp phó ký",
        default=DeputyStyle.PLAIN,
        help="Cơ quan làm việc theo chế độ tập thể thường không ghi KT.",
    )
    deadline: dt.date = column(
        "Hạn nộp hồ sơ", help="Ngày các đơn vị nộp hồ sơ tự chấm.", example="12/10/2023"
    )
    deadline_style: Deadline = column(
        "Cách tính hạn nộp", default=Deadline.BEFORE, help="Trước ngày: nộp đúng ngày hạn là trễ."
    )
    morning_start: dt.time = column("Buổi sáng bắt đầu", example="07:30")
    morning_end: dt.time = column("Buổi sáng kết thúc", example="11:00")
    afternoon_start: dt.time = column("Buổi chiều bắt đầu", example="14:00")
    afternoon_end: dt.time = column("Buổi chiều kết thúc", example="17:00")
    report_due: dt.date | None = column(
        "Hạn Đoàn báo cáo kết quả", default=None, help="Ghi ở quyết định thành lập.", example="24/10/2023"
    )
    meeting_date: dt.date | None = column(
        "Ngày họp Ban Thường trực xét xếp loại", default=None, help="Điền sau khi họp.", example="26/10/2023"
    )
    appeal_days: int = column(
        "Số ngày làm việc được gửi ý kiến",
        default=5,
        help="Đơn vị có ý kiến về thông báo kết quả.",
        example="5",
    )
    base_total: Decimal = column("Tổng điểm chuẩn", default=Decimal(100), example="100")
    step: Decimal = column(
        "Bước điểm", default=Decimal("0.25"), help="Điểm phải là bội số của bước này.", example="0,25"
    )
    places: int = column(
        "Số chữ số thập phân",
        default=2,
        help="Khi in điểm, đủ cho bước điểm; điểm bình quân theo trọng số làm tròn đến đây rồi mới xếp hạng.",
        example="2",
    )
    formula: Formula = column("Cách tính điểm chuẩn", default=Formula.TEAM)
    weight_self: Decimal = column("Trọng số điểm tự chấm (%)", default=Decimal(20), example="20")
    weight_cross: Decimal = column("Trọng số điểm chấm chéo (%)", default=Decimal(30), example="30")
    weight_team: Decimal = column("Trọng số điểm Đoàn chấm (%)", default=Decimal(50), example="50")
    bonus_cap: Decimal = column("Điểm thưởng tối đa", default=Decimal(5), example="5")
    penalty_cap: Decimal = column("Điểm trừ tối đa", default=Decimal(5), help="Ghi số dương.", example="5")
    divergence_total: Decimal = column(
        "Ngưỡng lệch tổng điểm tự chấm",
        default=Decimal(10),
        help="Tự chấm cao hơn Đoàn chấm quá mức này thì cảnh báo.",
        example="10",
    )
    divergence_criterion: Decimal = column(
        "Ngưỡng lệch từng tiêu chí",
        default=Decimal("0.5"),
        help="Chấm chéo lệch Đoàn chấm từ mức này trở lên phải có giải trình.",
        example="0,5",
    )
    divergence_percent: Decimal = column(
        "Ngưỡng lệch từng tiêu chí (% điểm tối đa)",
        default=Decimal(20),
        help="Hoặc từ tỷ lệ này của điểm tối đa trở lên.",
        example="20",
    )
    tie_order: tuple[str, ...] = column(
        "Thứ tự xét khi bằng điểm",
        default=("điểm chuẩn", "phần II", "phần IV", "ít điểm trừ", "biểu quyết"),
        help="Ngăn cách bằng dấu chấm phẩy: điểm chuẩn; phần II; tiêu chí II.1; ít điểm trừ; biểu quyết.",
        example="điểm chuẩn; phần II; phần IV; ít điểm trừ; biểu quyết",
    )
    rank_style: RankStyle = column("Cách ghi hạng khi bằng nhau", default=RankStyle.SKIP)
    quorum_percent: Decimal = column(
        "Tỷ lệ thành viên phải có mặt (%)", default=Decimal(66), help="Cảnh báo khi ít hơn.", example="66"
    )
    units_per_day: int = column("Số đơn vị tối đa một ngày", default=4, example="4")
    notice_days: int = column(
        "Số ngày gửi kế hoạch trước hạn nộp", default=7, help="Cảnh báo khi gửi muộn hơn.", example="7"
    )
    zero_word: str = column(
        "Đọc số không ở hàng chục",
        default="linh",
        choices=("linh", "lẻ"),
        help="101: một trăm linh một hay lẻ một.",
    )
    organ_id: str = column(
        "Mã định danh cơ quan",
        default="",
        help="Ghi ở dữ liệu mô tả của hồ sơ lưu; để trống nếu chưa được cấp.",
        example="000.01.02.H47",
    )
    file_notation: str = column(
        "Số, ký hiệu hồ sơ lưu", default="", help="Theo Danh mục hồ sơ của cơ quan.", example="05.KTDG"
    )
    file_title: str = column(
        "Tiêu đề hồ sơ lưu", default="", help="Để trống: docgen đặt theo tên đợt kiểm tra."
    )
    file_creator: str = column(
        "Người lập hồ sơ", default="", help="Ghi ở mục lục và biên bản giao nhận.", example="Lê Thị Bảy"
    )
    file_receiver: str = column("Bên nhận hồ sơ", default="Lưu trữ cơ quan", help="Ghi ở biên bản giao nhận.")

    @property
    def decider(self) -> str:
        """Name who decides, standing alone: "Ban Thường trực"; the office itself where it has no board."""
        return self.board or self.org_short

    @property
    def issuer(self) -> str:
        """Name who issues the papers: "Ban Thường trực Ủy ban MTTQ Việt Nam thành phố"."""
        return f"{self.board} {self.org_short}".strip()

    @property
    def unit_bodies(self) -> str:
        """Name the inspected organisations together: "Ủy ban MTTQ Việt Nam các xã, phường"."""
        return f"{self.unit_body} các {self.units_called}".strip()

    @property
    def unit_boards(self) -> str:
        """Name their boards together: "Ban Thường trực Ủy ban MTTQ Việt Nam các xã, phường"."""
        return f"{self.board} {self.unit_bodies}".strip()

    @property
    def inspected(self) -> str:
        """Name what is inspected: "công tác Mặt trận các xã, phường năm 2023"."""
        return f"{self.work or 'công tác'} các {self.units_called} năm {self.year}"


class Signer(Record):
    """A person who may sign, and how the block above the name reads."""

    sheet: ClassVar[Sheet] = Sheet("Người ký", "Mỗi người một dòng; khối chữ ký lấy từ đây.", required=True)

    code: str = column("Mã", width=8, example="CT")
    name: str = column(
        "Họ và tên", width=26, example="Nguyễn Ba", help="Không ghi học hàm, học vị trước tên."
    )
    position: str = column("Chức vụ", width=26, example="Chủ tịch", help="Viết thường, dùng trong câu.")
    authority: str = column(
        "Ký thay mặt",
        width=28,
        default="",
        example="TM. BAN THƯỜNG TRỰC",
        help="Dòng đầu của khối chữ ký; để trống nếu người đứng đầu ký không ghi TM.",
    )
    deputy_of: str = column(
        "Ký thay cho",
        width=16,
        default="",
        example="CHỦ TỊCH",
        help="Chỉ ghi cho cấp phó: chức vụ của người đứng đầu.",
    )
    title: str = column("Chức vụ khi ký", width=28, example="CHỦ TỊCH", help="Dòng chữ hoa ngay trên chữ ký.")
    active_from: dt.date | None = column("Được ký từ ngày", default=None, width=14)
    active_to: dt.date | None = column("Được ký đến ngày", default=None, width=14)
    scope: str = column(
        "Phạm vi được giao ký", width=36, default="", help="Với cấp phó: loại văn bản được giao ký."
    )


class KnownPaper(Record):
    """A paper of the season, or one that the season cites: signer, number and date once known.

    ``kind`` is a kind's code (``ke-hoach``) or one of the outside papers (``huong-dan``,
    ``bao-cao``, ``bien-ban-hop``); ``key`` names one paper of a kind that makes several
    (a unit, a sitting).  A row without key speaks for every paper of the kind.
    """

    sheet: ClassVar[Sheet] = Sheet(
        "Văn bản", "Người ký của từng loại; số và ngày chỉ điền khi văn bản đã có số.", required=True
    )

    kind: str = column(
        "Mã loại",
        width=14,
        example="ke-hoach",
        choices=Filled.NAMED,
    )
    key: str = column(
        "Khóa",
        width=12,
        default="",
        help="Đơn vị, số buổi, hoặc số thứ tự của văn bản sửa sai (dinh-chinh:1 là 1); để trống nếu nói "
        "chung cho cả loại.",
    )
    number: str = column("Số, ký hiệu", width=22, default="", example="87/KH-MTTQ-BTT")
    date: dt.date | None = column("Ngày ban hành", width=14, default=None)
    issuer: str = column("Cơ quan ban hành", width=36, default="", help="Chỉ với văn bản bên ngoài docgen.")
    subject: str = column(
        "Trích yếu",
        width=60,
        default="",
        help="Với văn bản docgen làm: chỉ ghi khi đã sửa trích yếu trong mẫu Word.",
    )
    signer: str = column("Người ký", width=12, default="", ref="signers")


class Ground(Record):
    """One căn cứ of a decision, in the order of the sheet (high authority first)."""

    sheet: ClassVar[Sheet] = Sheet("Căn cứ", "Mỗi căn cứ một dòng, không ghi dấu chấm phẩy ở cuối.")

    kind: str = column("Mã loại", width=14, example="quyet-dinh", choices=Filled.WITH_GROUNDS)
    text: str = column(
        "Nội dung",
        width=100,
        help="Viết {ke-hoach}, {quyet-dinh}, {huong-dan}, {bao-cao}, {bien-ban-hop}: docgen điền số, ngày.",
        example="Căn cứ Luật Mặt trận Tổ quốc Việt Nam ngày 09 tháng 6 năm 2015",
    )


class Recipient(Record):
    """One line of "Nơi nhận" of a kind of paper, in the order of the sheet."""

    sheet: ClassVar[Sheet] = Sheet(
        "Nơi nhận", "Mỗi nơi nhận một dòng, không ghi gạch đầu dòng và dấu câu cuối.", required=True
    )

    kind: str = column(
        "Mã loại",
        width=14,
        example="ke-hoach",
        choices=Filled.WITH_RECIPIENTS,
    )
    text: str = column(
        "Nơi nhận",
        width=70,
        example="BTT Ủy ban MTTQ Việt Nam tỉnh",
        help="{đơn vị}: tên đơn vị của thông báo.",
    )


class Holiday(Record):
    """A day off, or a Saturday that is worked instead."""

    sheet: ClassVar[Sheet] = Sheet(
        "Ngày nghỉ", "Ngày nghỉ lễ, nghỉ bù và ngày làm bù, do cơ quan tự cập nhật mỗi năm."
    )

    date: dt.date = column("Ngày", width=14, example="02/9/2023")
    name: str = column("Tên", width=40, example="Quốc khánh")
    worked: bool = column(
        "Làm bù", width=10, default=False, help="Có: thứ Bảy hoặc Chủ nhật nhưng vẫn làm việc."
    )
