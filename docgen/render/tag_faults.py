"""What can be wrong with a template, in words that a Word user understands: each code once."""

from __future__ import annotations

from typing import Final

from docgen.problem import Problem, Severity, Where

SENTENCES: Final[dict[str, tuple[str, str]]] = {
    "MAU-01": ("Thẻ viết sai: {why}.", "Sửa lại thẻ theo mẫu {{{{ ten_truong }}}} hoặc {{% if … %}}."),
    "MAU-02": ("Không có trường tên «{name}»{hint}.", "Sửa tên trường trong thẻ."),
    "MAU-03": ("«{owner}» không có trường «{name}»{hint}.", "Sửa tên trường sau dấu chấm."),
    "MAU-04": ("Khối này mở mà chưa đóng.", "Thêm thẻ {closer} vào sau phần cần bao."),
    "MAU-05": ("Thẻ này không có thẻ mở tương ứng.", "Xóa thẻ thừa, hoặc thêm thẻ {opener} ở trước."),
    "MAU-06": (
        "Thẻ này không cùng kiểu hoặc không cùng chỗ với thẻ mở {opener} ({place}); nội dung ở giữa sẽ mất.",
        "Viết thẻ mở và thẻ đóng cùng một kiểu ({kinds}), trong cùng một bảng, một ô hay một mạch đoạn.",
    ),
    "MAU-07": ("Có dấu cách thừa trước «{name}».", "Viết liền: {{%{name} … %}}."),
    "MAU-08": (
        "Nội dung đứng cạnh thẻ này sẽ mất khi in: «{lost}».",
        "Để thẻ {{%{prefix} … %}} một mình trong {whole}.",
    ),
    "MAU-09": ("Mẫu không được dùng {what}.", "Chỉ dùng tên trường, for, if, set."),
    "MAU-10": ("Thẻ này in {what}.", "Dùng {how}."),
    "MAU-11": ("Dấu ngoặc của thẻ bị lẻ: «{sign}».", "Viết đủ {{{{ }}}} hoặc {{% %}}, gọn trong một đoạn."),
    "MAU-12": ("Thẻ {{%{prefix} … %}} đứng ngoài bảng.", "Chuyển thẻ vào bảng, hoặc dùng {{%p … %}}."),
    "MAU-13": ("«{name}» không phải là danh sách nên không lặp được.", "Lặp qua một trường là danh sách."),
    "MAU-14": ("Thẻ không hiểu được: «{name}»{hint}.", "Dùng for, endfor, if, elif, else, endif hoặc set."),
    "MAU-15": ("Không có phép «{name}».", "Dùng một trong: {names}."),
    "MAU-16": (
        "Thẻ {{{{{prefix} … }}}} chỉ dành cho nội dung có sẵn định dạng; trường của docgen là chữ thường.",
        "Bỏ chữ «{prefix}»: {{{{ … }}}}.",
    ),
    "MAU-17": ("Thẻ nằm ở phần mà docgen không điền ({part}).", "Xóa thẻ ở phần ấy."),
    "MAU-18": ("Tệp không dùng làm mẫu được: {why}.", "Mở bằng Word rồi lưu lại dạng .docx."),
    "MAU-19": ("Điền thử không thành: {why}.", "Gõ lại thẻ ở chỗ này, liền một mạch, trong chữ thường."),
    "MAU-20": ("Không điền được thẻ {tag}: {why}.", "Kiểm tra dữ liệu của trường này."),
    "MAU-21": (
        "Trong thẻ {{%{prefix} … %}} không được có ký hiệu {sign}.",
        "Dùng thẻ {{% … %}} thường, hoặc bỏ ký hiệu.",
    ),
    "MAU-22": (
        "Mẫu mang theo {what}: văn bản làm ra sẽ lấy hoặc chạy thứ ở ngoài.",
        "Xóa nó trong Word rồi lưu lại{how}.",
    ),
    "MAU-23": (
        "Trường {name} của Word tự đổi mỗi lần mở, lưu hoặc in, kể cả sau khi ký.",
        "Xóa trường ấy; ngày, số và tên lấy từ sổ bằng thẻ {{{{ … }}}}.",
    ),
    "MAU-24": (
        "Còn trường trộn thư của Word: «{name}»; docgen không điền trường này.",
        "Xóa trường ấy rồi gõ thẻ {{{{ ten_truong }}}} của docgen.",
    ),
    "MAU-25": (
        "Tên trường «{name}» đặt trong dấu nháy nên thẻ dùng chính chữ ấy, không dùng giá trị.",
        "Bỏ dấu nháy: {name}.",
    ),
    "MAU-26": (
        "«{sign}» giống một thẻ nhưng không phải thẻ nên sẽ in nguyên ra.",
        "Viết liền hai dấu ngoặc: {meant}; nếu đúng là chữ cần in thì bỏ dấu ngoặc nhọn.",
    ),
    "MAU-27": (
        "{what} quá nhiều: docgen nhận nhiều nhất {most}.",
        "Bỏ bớt, hoặc tách thành nhiều chỗ.",
    ),
    "MAU-28": (
        "Thẻ nằm vắt qua một liên kết (hyperlink) hoặc một khung nội dung.",
        "Bấm chuột phải vào liên kết, chọn Remove Hyperlink, rồi gõ lại thẻ liền một mạch.",
    ),
    "MAU-29": (
        "Trong thẻ có ký tự không nhìn thấy ({sign}).",
        "Xóa thẻ ấy rồi gõ lại bằng phím cách thường.",
    ),
}  # fmt: skip
"""Message and remedy of each code; double braces stand for single ones."""


def problem(code: str, file: str, spot: str, found: str = "", **words: str) -> Problem:
    """Make the problem of a code, with its sentence filled in."""
    message, remedy = SENTENCES[code]
    where = Where(file=file, spot=spot)
    return Problem(code, Severity.ERROR, where, message.format(**words), found, remedy.format(**words))
