"""Every fault that reading a workbook can find, under its permanent code.

``TEP-01`` to ``TEP-19`` (what keeps any office file from being opened) stand in ``docgen.files``.
A message may name ``{found}``, the value as typed, and what the caller adds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from docgen.problem import Problem, Severity, Where


@dataclass(frozen=True, slots=True)
class CellFault:
    """A kind of fault: what is wrong and how to mend it, for the user."""

    message: str
    remedy: str
    severity: Severity = Severity.ERROR


_W = Severity.WARNING
_GET_ANOTHER = (
    "Lấy lại tệp gốc hoặc bản sao lưu; hoặc mở bằng Excel, chọn Save As dạng .xlsx rồi dùng tệp mới."
)
_SAVE_IN_EXCEL = "Mở tệp bằng Excel, bấm Lưu (Ctrl+S), đóng lại rồi chạy lại."
_RETYPE_TEXT = "Chọn ô, đổi Định dạng ô (Format Cells) sang Văn bản (Text) rồi nhập lại."

FAULTS: Final[Mapping[str, CellFault]] = MappingProxyType(
    {
        # --- the file -----------------------------------------------------------------------
        "TEP-21": CellFault("Không tìm thấy tệp.", "Kiểm tra tên tệp và thư mục."),
        "TEP-22": CellFault(
            "Không đọc được tệp: tệp đang bị khóa hoặc bạn không có quyền đọc.",
            "Đóng tệp trong Excel rồi chạy lại.",
        ),
        "TEP-23": CellFault(
            "Đây là tệp tạm mà Excel tạo ra khi đang mở sổ, không phải sổ dữ liệu.",
            "Chọn tệp cùng tên nhưng không có «~$» ở đầu.",
        ),
        "TEP-24": CellFault(
            "Tệp đang mở trong Excel{user}: những gì chưa lưu thì chưa được đọc.",
            "Lưu lại (Ctrl+S) trước khi chạy.",
            _W,
        ),
        "TEP-25": CellFault("Tệp không phải là sổ Excel: bên trong không có trang tính nào.", _GET_ANOTHER),
        "TEP-26": CellFault(
            "Tệp có khai báo XML bất thường (DOCTYPE) mà Excel không bao giờ ghi; docgen không mở.",
            _GET_ANOTHER,
        ),
        "TEP-27": CellFault(
            "Tệp quá lớn: phần «{part}» có nhiều dữ liệu hơn mức docgen đọc.",
            "Xóa các trang tính và các hàng không dùng rồi lưu lại.",
        ),
        "TEP-28": CellFault("Nội dung bên trong tệp bị hỏng, không đọc được.", _GET_ANOTHER),
        "TEP-29": CellFault(
            "Sổ được lưu ở dạng Strict Open XML, docgen không đọc dạng này.",
            "Mở bằng Excel, chọn Save As dạng Excel Workbook (.xlsx), không chọn Strict Open XML.",
        ),
        "TEP-30": CellFault("Bên trong tệp thiếu phần «{part}» nên không đọc đúng được.", _GET_ANOTHER),
        # --- sheets and headings ------------------------------------------------------------
        "BANG-01": CellFault("Thiếu trang tính «{title}»{hint}.", "Thêm hoặc đổi tên trang tính cho đúng."),
        "BANG-02": CellFault(
            "Có hai trang tính cùng tên «{title}».", "Giữ một trang, đổi tên hoặc xóa trang kia."
        ),
        "BANG-03": CellFault(
            "Trang tính này chưa được đọc (có phải là «{title}» không?).",
            "Nếu phải, đổi tên trang thành «{title}»; nếu là trang riêng, đặt cho nó một tên khác hẳn.",
        ),
        "BANG-04": CellFault(
            "Không tìm thấy hàng tiêu đề ở đầu trang tính.", "Hàng tiêu đề cần có các cột: {headings}."
        ),
        "BANG-05": CellFault("Thiếu {what} «{heading}».", "Thêm tiêu đề đúng như vậy, không đổi chữ."),
        "BANG-06": CellFault("Tiêu đề «{heading}» có hai lần.", "Xóa hoặc đổi tên một trong hai."),
        "BANG-07": CellFault(
            "Không nhận ra tiêu đề «{found}» (có phải «{heading}» không?).", "Sửa tiêu đề thành «{heading}»."
        ),
        "BANG-08": CellFault(
            "Tiêu đề «{found}» không có trong mẫu; dữ liệu ở đây không được đọc.",
            "Nếu là ghi chú riêng thì không cần làm gì.",
            _W,
        ),
        "BANG-09": CellFault("Trang tính chưa có dòng dữ liệu nào.", "Nhập ít nhất một dòng."),
        "BANG-10": CellFault(
            "Có dữ liệu nằm tách xa bảng, sau hơn {limit} hàng trống.",
            "Xóa ô này nếu là ô thừa, hoặc đưa dữ liệu lên ngay dưới bảng.",
        ),
        "BANG-11": CellFault(
            "Trang tính có hơn {limit} {what}; docgen không đọc.", "Xóa các {what} không dùng rồi lưu lại."
        ),
        "BANG-12": CellFault("Có hàng bị ẩn vẫn được đọc: {rows}.", "Bỏ ẩn để kiểm tra lại.", _W),
        "BANG-13": CellFault("Có cột bị ẩn vẫn được đọc: {columns}.", "Bỏ ẩn để kiểm tra lại.", _W),
        "BANG-14": CellFault(
            "Cột {column} dùng bảng mã cũ {encoding} ({count} ô), không phải Unicode. Đọc thử: {samples}.",
            "Chuyển sang Unicode bằng UniKey (Công cụ, Chuyển mã) rồi dán lại, dùng phông Times New Roman.",
        ),
        "BANG-15": CellFault(
            "Cột «{heading}» có ngày viết kiểu Mỹ (tháng trước ngày); các ngày khác cũng không chắc.",
            "Nhập lại cả cột theo thứ tự ngày/tháng/năm.",
        ),
        "BANG-16": CellFault(
            "Cột «{heading}» vừa có ngày thật vừa có ngày dạng chữ; Excel có thể đã đảo ngày và tháng.",
            "Đối chiếu lại các ngày trong cột.",
            _W,
        ),
        "BANG-17": CellFault(
            "Bảng điểm thiếu cột của tiêu chí {codes}.", "Thêm cột, ghi mã tiêu chí ở hàng tiêu đề."
        ),
        "BANG-18": CellFault(
            "Có dữ liệu ở cột không có tiêu đề; không được đọc.", "Thêm tiêu đề hoặc xóa dữ liệu.", _W
        ),
        "BANG-19": CellFault(
            "Hàng bắt đầu bằng «Ví dụ:» đã được sửa nhưng vẫn bị bỏ qua.",
            "Nếu là dữ liệu thật, hãy xóa chữ «Ví dụ:» ở ô đầu; nếu không thì xóa cả hàng.",
            _W,
        ),
        "BANG-21": CellFault(
            "Danh sách không có cột «{heading}». Các cột đang có: {there}.",
            "{near}Danh sách cần có các cột: {wanted}.",
        ),
        "BANG-22": CellFault(
            "Có dòng không phải là dữ liệu nên không được đọc, hàng {rows}.",
            "Ghi chú, dòng cộng, chữ ký thì không cần làm gì; nếu là dữ liệu thật thì sửa ô đầu dòng.",
            _W,
        ),
        "BANG-23": CellFault(
            "Hàng «{label}» ghi khác trang «Tiêu chí»: {criteria}; docgen dùng trang «Tiêu chí».",
            "Kiểm tra xem các cột điểm có lệch nhau không, rồi sửa hàng này hoặc trang «Tiêu chí».",
            _W,
        ),
        "BANG-24": CellFault(
            "Có hàng bị gạch ngang vẫn được đọc: {rows}.", "Bỏ gạch ngang, hoặc xóa hàng.", _W
        ),
        "BANG-25": CellFault("Trang tính đang bị ẩn vẫn được đọc.", "Bỏ ẩn (Unhide) để kiểm tra lại.", _W),
        "BANG-26": CellFault(
            "Trang tính này trông như bản sao của trang «{title}» và không được đọc.",
            "Bản sao cũ thì xóa hoặc đặt một tên khác hẳn; trang đúng thì đổi tên cho trang kia.",
            _W,
        ),
        # --- cells --------------------------------------------------------------------------
        "O-01": CellFault("Chưa nhập «{heading}».", "Ô này bắt buộc phải có."),
        "O-02": CellFault("Ô là công thức chưa tính ({found}), không có kết quả để đọc.", _SAVE_IN_EXCEL),
        "O-03": CellFault(
            "Công thức cho kết quả 0; có thể là số 0 do phần mềm khác ghi sẵn, chưa tính.", _SAVE_IN_EXCEL, _W
        ),
        "O-04": CellFault("Ô báo lỗi {found}.", "Sửa công thức hoặc nhập thẳng giá trị."),
        "O-05": CellFault("Excel đã đổi thành ngày {found}.", _RETYPE_TEXT),
        "O-06": CellFault("{reason}", "{remedy}"),
        "O-07": CellFault("{reason}", "{remedy}"),
        "O-08": CellFault("{reason}", "{remedy}"),
        "O-09": CellFault("«{found}» không phải là số nguyên.", "Nhập bằng chữ số, ví dụ 3."),
        "O-10": CellFault("«{found}» không có trong danh sách{hint}.", "Chọn một trong: {choices}."),
        "O-11": CellFault("Ô có ký tự không in được ({found}).", "Xóa nội dung ô rồi gõ lại, không dán."),
        "O-12": CellFault(
            "Số có quá nhiều chữ số: Excel chỉ giữ 15 chữ số, phần sau đã mất.",
            _RETYPE_TEXT,
        ),
        "O-13": CellFault("Ô chứa giá trị TRUE/FALSE, không phải chữ hay số.", "Nhập lại nội dung ô."),
        "O-14": CellFault(
            "Không tìm thấy «{found}» ở trang «{title}»{hint}.",
            "Sửa cho đúng, hoặc thêm vào trang «{title}».",
        ),
        "O-15": CellFault(
            "«{found}» chỉ nhiều dòng ở trang «{title}»: {matches}.",
            "Ghi rõ hơn (thêm chữ phường, xã) hoặc ghi mã.",
        ),
        "O-16": CellFault("Ngày mất định dạng, còn số {found}; được đọc là {day}.", "Kiểm tra lại ngày.", _W),
        "O-17": CellFault(
            "Ô hiện ít chữ số thập phân hơn giá trị thật là {found}; docgen dùng giá trị thật.",
            "Nhập đúng giá trị cần dùng.",
            _W,
        ),
        "O-18": CellFault("«{found}» đã có ở hàng {row}.", "Giữ một dòng, xóa hoặc sửa dòng kia."),
        "O-19": CellFault("Giá trị không hợp lệ cho «{heading}».", "Xem ví dụ ở hàng tiêu đề rồi nhập lại."),
        "O-21": CellFault(
            "Ô này nằm trong vùng gộp ô {area}, chỉ ô đầu của vùng có giá trị.",
            "Bỏ gộp ô (Merge & Center) rồi điền từng ô.",
        ),
        "O-20": CellFault(
            "Trang «Đơn vị» có hai dòng trùng mã hoặc trùng tên, nên không rõ các trang khác ghi đơn vị nào.",
            "Chạy «docgen check» để biết hai dòng đó.",
        ),
    }
)
"""Code → fault.  ``O-06`` scores, ``O-07`` dates and ``O-08`` times are worded by ``docgen.viet``."""


def fault(code: str, where: Where, found: str = "", **words: object) -> Problem:
    """Make the problem of one fault at one place; ``words`` fill the blanks of its sentences."""
    kind = FAULTS[code]
    return Problem(
        code,
        kind.severity,
        where,
        kind.message.format(found=found, **words),
        found,
        kind.remedy.format(found=found, **words),
    )
