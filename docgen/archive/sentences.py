"""Every fault that the archive knows: code → what is wrong, how to mend it.  Codes are permanent."""

from __future__ import annotations

from typing import Final

from docgen.archive import pdf_scan
from docgen.problem import Problem, Severity, Where

_SCAN_AGAIN = "Hãy quét lại hoặc xuất lại PDF rồi lưu tệp mới"
_ANEW = 'hãy quét lại rồi lưu bản mới với --replace --reason "lý do"'
_NOT_RESTORED = (
    "Không sửa bằng tay. Hãy lấy lại cả thư mục luu-tru từ bản sao lưu, rồi chạy «docgen archive verify»"
)
_FAULTS: Final[dict[str, tuple[str, str]]] = {
    # --- the PDF
    "LT-01": ("Tệp không phải là PDF", "Hãy chọn bản quét hoặc bản ký số dạng .pdf"),
    "LT-02": (
        "PDF có mật khẩu hoặc bị mã hóa, sau này có thể không ai mở được",
        "Hãy xin bản không có mật khẩu. Bản đã ký số thì đừng tự gỡ: chữ ký sẽ hỏng",
    ),
    "LT-03": ("PDF bị cụt: thiếu phần kết của tệp", "Hãy chép lại tệp từ máy quét hoặc từ nơi gửi"),
    "LT-04": ("PDF bị hỏng bên trong, không đọc được trọn", _SCAN_AGAIN),
    "LT-05": (
        "PDF quá nặng: đọc vượt mức thời gian hay bộ nhớ cho phép, hoặc làm chương trình đọc bị dừng",
        f"{_SCAN_AGAIN}. Nếu không biết tệp từ đâu đến thì đừng mở",
    ),
    "LT-06": ("PDF không có trang nào", _SCAN_AGAIN),
    "LT-07": ("PDF có quá nhiều trang (nhiều nhất 1.000)", "Mỗi tệp chỉ chứa một văn bản: hãy tách ra"),
    "LT-08": ("PDF lớn quá 200 MB", "Hãy quét lại ở 200 đến 300 dpi"),
    "LT-09": ("Ảnh quét của trang {found} bị hỏng, không giải mã được trọn", _SCAN_AGAIN),
    "LT-10": (
        "PDF phiên bản {found}; bản số hóa phải từ 1.4 trở lên (Nghị định 30/2020, Phụ lục I, Phần II, I.2)",
        "Lần sau hãy chọn PDF 1.4 trở lên ở máy quét",
    ),
    "LT-11": (
        "Bản quét chỉ có {found} dpi; phải từ 200 dpi (Nghị định 30/2020, Phụ lục I, Phần II, I.2)",
        "Hãy quét lại ở 200 dpi trở lên nếu còn bản giấy",
    ),
    "LT-12": (
        "Bản quét không phải ảnh màu (Nghị định 30/2020, Phụ lục I, Phần II, I.2)",
        "Hãy quét lại bằng chế độ màu nếu còn bản giấy: dấu đỏ phải thấy là đỏ",
    ),
    "LT-13": ("Trong PDF có {found}; docgen không chạy và không mở", "Hãy hỏi nơi làm ra tệp vì sao có"),
    "LT-14": (
        "PDF không có chữ để đối chiếu với bản ban hành",
        "Hãy tự đối chiếu bằng mắt: số, ngày, nội dung, chữ ký, dấu",
    ),
    "LT-15": (
        "PDF không phải bản quét mà cũng không có chữ ký số, nên không phải bản đã ký",
        'Hãy chọn bản quét hoặc bản ký số. Nếu đúng là bản phải lưu, thêm --unsigned --reason "lý do"',
    ),
    "LT-16": ("Sau phần kết của PDF còn {found} byte lạ", "Hãy hỏi nơi làm ra tệp vì sao có"),
    "LT-72": (
        "Ảnh quét của trang {found} nén kiểu fax (JBIG2, CCITT), hỏng bên trong không lộ ra: chưa kiểm được",
        "Hãy mở PDF, xem bằng mắt các trang ấy có đọc được không",
    ),
    # --- does it agree
    "LT-20": (
        "PDF có {found} trang, khác số trang đã nêu",
        "Hãy đếm lại văn bản giấy; nếu bản quét thiếu trang thì quét lại",
    ),
    "LT-21": (
        "Chữ trong PDF khác bản đã ban hành: {found}",
        'Hãy xem đúng tệp chưa. Nếu bản đã ký đúng là như thế, thêm --accept-differences --reason "lý do"',
    ),
    "LT-22": (
        "Chữ do máy quét nhận ra khác bản đã ban hành ở {found}",
        "Máy quét hay nhận sai: hãy đối chiếu bằng mắt các chỗ ấy",
    ),
    "LT-23": ("Đây là bản của văn bản khác: {found}", "Hãy chọn đúng tệp, hoặc lưu vào đúng văn bản ấy"),
    "LT-24": ("PDF ghi số {found}, khác số đã cấp", "Hãy chọn đúng tệp; số sai thì xem «docgen register»"),
    "LT-25": (
        "PDF có {found}; có thể chỉ vì mỗi chương trình ngắt trang một khác",
        f"Hãy đếm lại văn bản giấy, xem có lẫn trang của văn bản khác không. Nếu có, {_ANEW}",
    ),
    "LT-26": (
        "Bản này CÓ THỂ THIẾU TRANG: PDF có {found}",
        f"Hãy đếm lại văn bản giấy ngay. Nếu thiếu, {_ANEW}",
    ),
    "LT-27": (
        "Chưa đối chiếu được số trang (PDF có {found} trang), vì máy này chưa dàn được trang bản đã ban hành",
        "Hãy tự đếm văn bản giấy. Muốn docgen đối chiếu thì cài LibreOffice, hoặc thêm --pages",
    ),
    "LT-28": (
        "Bản này THIẾU TRANG: PDF có {found}",
        "Hãy quét đủ trang. Đã đếm bản giấy và đúng là ngần ấy trang thì thêm --pages với số trang ấy",
    ),
    # --- signatures
    "LT-30": (
        "Tệp đã bị sửa sau khi ký số: chữ ký của {found} không còn khớp với nội dung",
        "Hãy xin lại đúng tệp mà người ký đã ký, không mở rồi lưu lại",
    ),
    "LT-31": (
        "Có dữ liệu được thêm vào tệp sau khi {found} ký số, không chữ ký nào bảo đảm phần ấy",
        "Hãy xin lại đúng tệp mà người ký đã ký, không mở rồi lưu lại",
    ),
    "LT-32": (
        "Chữ ký số của {found} còn nguyên, nhưng không rõ chứng thư gốc",
        "Đặt chứng thư gốc của cơ quan cấp (.pem, .crt) vào records/chung-thu-goc để docgen nhận ra",
    ),
    "LT-34": (
        "PDF có {found} chữ ký số nhưng chưa được kiểm tra, vì máy chưa cài phần kiểm chữ ký",
        'Để kiểm, cài thêm: .venv\\Scripts\\pip install ".[ky-so]" (chạy trong thư mục docgen)',
    ),
    "LT-35": ("Không đọc được chữ ký số trong PDF", "Hãy xin lại đúng tệp mà người ký đã ký"),
    "LT-36": ("Không đọc được chứng thư gốc «{found}»", "Hãy xuất lại chứng thư dạng .pem hoặc .crt"),
    "LT-37": (
        "Chữ ký số không phải của người ký văn bản: {found}",
        "Hãy hỏi vì sao người khác ký. Nếu sổ ghi sai người ký thì xem «docgen correct»",
    ),
    "LT-38": (
        "Chứng thư chữ ký số đã hết hạn và không có dấu thời gian tin cậy làm chứng: {found}",
        "Nếu ký sau ngày ấy thì hãy xin bản ký lại bằng chứng thư còn hạn",
    ),
    "LT-39": (
        "Chứng thư chữ ký số chưa có hiệu lực khi ký: {found}",
        "Hãy xem lại ngày giờ của máy này và của máy đã ký; nếu đúng thì xin bản ký lại",
    ),
    "LT-70": (
        "Chữ ký số dùng thuật toán băm không còn an toàn: {found}",
        "Hãy xin bản ký lại bằng chứng thư mới (SHA-256)",
    ),
    # --- the archive
    "LT-40": ("Tệp này đã có trong hồ sơ lưu: {found}", "Mỗi văn bản một tệp: hãy chọn đúng tệp"),
    "LT-41": (
        "Văn bản «{found}» chưa có số và ngày nên chưa lưu được",
        "Hãy cấp số trước: «docgen issue», rồi mới lưu bản đã ký",
    ),
    "LT-42": (
        "Văn bản «{found}» đã được lưu và niêm phong",
        'Nếu phải thay bản đã lưu, thêm --replace --reason "lý do"; bản cũ vẫn được giữ',
    ),
    "LT-43": ("Cần nêu lý do", 'Thêm --reason "lý do"'),
    "LT-44": ("Văn bản «{found}» chưa được lưu nên không có gì để thay", "Hãy bỏ --replace"),
    "LT-45": (
        "Ngày nhận lại bản đã ký ({found}) trước ngày của văn bản",
        "Hãy ghi lại --received; ngày của văn bản xem ở «docgen register show»",
    ),
    "LT-46": (
        "Ngày nhận lại bản đã ký ({found}) chưa tới",
        "Hãy ghi lại --received, hoặc sửa ngày của máy",
    ),
    "LT-47": ("Dòng của «{found}» ghi Có mà chưa có Mã văn bản", "Hãy điền Mã văn bản, hoặc bỏ chữ Có"),
    "LT-48": ("{found}", ""),
    "LT-49": ("Không thấy tệp «{found}» trong thư mục", "Hãy kiểm tra lại thư mục; cột Tệp không được sửa"),
    "LT-71": (
        "Tệp hay văn bản này đã có ở một dòng trên: {found}",
        "Mỗi tệp một văn bản: hãy sửa Mã văn bản, hoặc bỏ chữ Có",
    ),
    # --- verify
    "LT-50": ("Mất cả hồ sơ lưu: nhật ký ghi có {found} văn bản đã lưu", _NOT_RESTORED),
    "LT-51": ("Mất tệp", _NOT_RESTORED),
    "LT-52": ("Có tệp lạ, hồ sơ lưu không ghi", "Hãy dời tệp ấy ra ngoài thư mục luu-tru"),
    "LT-53": ("Nội dung tệp đã bị thay đổi", _NOT_RESTORED),
    "LT-54": ("Tệp bị đổi tên, nay là «{found}»", _NOT_RESTORED),
    "LT-55": ("Tệp đã bị tráo: nội dung nay là của «{found}»", _NOT_RESTORED),
    "LT-56": ("Bảng kê của túi BagIt không còn đúng: {found}", _NOT_RESTORED),
    "LT-57": ("Lịch sử bị sửa: dòng {found} không khớp với dòng trước", _NOT_RESTORED),
    "LT-58": ("Lịch sử bị cắt: {found}", _NOT_RESTORED),
    "LT-59": ("Trang mô tả đã bị sửa", _NOT_RESTORED),
    "LT-60": (
        "Bản Word trong hồ sơ lưu khác bản đã ban hành của «{found}»",
        "Hãy đối chiếu với sổ đăng ký và bản sao lưu để biết bên nào bị sửa",
    ),
    "LT-61": (
        "Nhật ký ghi «{found}» đã lưu, nhưng hồ sơ lưu không có",
        _NOT_RESTORED,
    ),
    "LT-62": (
        "Hồ sơ lưu có «{found}», nhưng không có văn bản ban hành nào như thế",
        "Hãy đối chiếu với sổ đăng ký: có thể văn bản đã bị bỏ khỏi sổ",
    ),
    "LT-63": (
        "Dòng sổ đăng ký trong hồ sơ lưu khác sổ đăng ký hiện nay: «{found}»",
        "Hãy chạy «docgen register verify» và đối chiếu hai bên",
    ),
    "LT-64": ("Còn dấu vết của lần lưu bị ngắt ({found}); không ảnh hưởng hồ sơ", "Lần lưu sau sẽ dọn"),
    "LT-65": ("Có thứ không phải tệp thường trong túi hồ sơ", "Hãy dời nó ra ngoài thư mục luu-tru"),
    "LT-66": (
        "Mã này không có trong hồ sơ lưu: {found}",
        "Gõ lại mã, ít nhất 8 ký tự đầu. Vẫn thế thì hồ sơ đã bị thay hay làm lại: lấy lại từ bản sao lưu",
    ),
    "LT-67": ("Trong túi hồ sơ có thư mục trống không thuộc hồ sơ", "Hãy xóa thư mục ấy"),
    "LT-68": (
        "Cạnh hồ sơ đang dùng còn một hồ sơ khác: {found}",
        "Bản trước thì lần lưu sau tự dọn. Không phải thì dời nó ra ngoài thư mục luu-tru, đừng xóa",
    ),
    "LT-69": ("Cạnh túi hồ sơ có thứ không thuộc hồ sơ lưu", "Hãy dời nó ra ngoài thư mục luu-tru"),
}

_REFUSALS: Final = {
    pdf_scan.NOT_PDF: "LT-01",
    pdf_scan.LOCKED: "LT-02",
    pdf_scan.TRUNCATED: "LT-03",
    pdf_scan.BROKEN: "LT-04",
    pdf_scan.TOO_HEAVY: "LT-05",
    pdf_scan.EMPTY: "LT-06",
    pdf_scan.TOO_MANY_PAGES: "LT-07",
    pdf_scan.TOO_BIG: "LT-08",
    pdf_scan.UNSEALED: "LT-35",
}

WARNINGS: Final = frozenset(
    {"LT-10", "LT-11", "LT-12", "LT-13", "LT-14", "LT-16", "LT-22", "LT-25", "LT-26", "LT-27"}
    | {"LT-32", "LT-34", "LT-36", "LT-37", "LT-38", "LT-39", "LT-64", "LT-70", "LT-72"}
)
"""Faults that are told and kept beside the paper, but do not refuse it."""

AROUND: Final = frozenset({"LT-67", "LT-68", "LT-69"})
"""What lies around the archive and does not belong to it: the archive itself is whole."""


def fault(code: str, file: str, found: str = "", spot: str = "") -> Problem:
    """Make a problem of the table."""
    message, remedy = _FAULTS[code]
    severity = Severity.WARNING if code in WARNINGS else Severity.ERROR
    shown = message.format(found=found)
    return Problem(code, severity, Where(file=file, spot=spot), f"{shown}.", found=found, remedy=f"{remedy}.")


def refusal(reason: str, file: str) -> Problem:
    """Say why a PDF was not taken."""
    return fault(_REFUSALS.get(reason, "LT-04"), file)


def codes() -> frozenset[str]:
    """Give every code."""
    return frozenset(_FAULTS)
