"""click, speaking Vietnamese: import it from here, so that its words are lent before it is loaded.

click asks ``gettext`` for every sentence it says and binds the function when it is imported.
"""

from __future__ import annotations

import gettext
from typing import Any, Final

WORDS: Final[dict[str, str]] = {
    # help
    "Usage:": "Cách dùng:",
    "Options": "Tùy chọn",
    "Commands": "Các lệnh",
    "Positional arguments": "Đối số",
    "Show this message and exit.": "Hiện lời hướng dẫn này.",
    "Show the version and exit.": "Hiện phiên bản.",
    "%(prog)s, version %(version)s": "%(prog)s, phiên bản %(version)s",
    "default: {default}": "mặc định: {default}",
    "required": "bắt buộc",
    "(dynamic)": "(tùy lúc)",
    # what went wrong
    "Error: {message}": "Lỗi: {message}",
    "Aborted!": "Đã dừng.",
    "Try '{command} {option}' for help.": "Gõ «{command} {option}» để xem hướng dẫn.",
    "Missing command.": "Chưa ghi tên lệnh.",
    "Missing argument": "Còn thiếu đối số",
    "Missing option": "Còn thiếu tùy chọn",
    "Missing parameter": "Còn thiếu tham số",
    "Missing {param_type}": "Còn thiếu {param_type}",
    "Missing parameter: {param_name}": "Còn thiếu tham số: {param_name}",
    "No such option {name!r}.": "Không có tùy chọn «{name}».",
    "No such option: {name}": "Không có tùy chọn «{name}».",
    "No such command {name!r}.": "Không có lệnh «{name}».",
    "Did you mean {possibility}?": "Có phải là {possibility}?",
    "(Did you mean one of: {possibilities}?)": "Có phải là một trong: {possibilities}?",
    "(Possible options: {possibilities})": "Có phải là một trong: {possibilities}?",
    "Got unexpected extra argument ({args})": "Thừa đối số: {args}.",
    "Got unexpected extra arguments ({args})": "Thừa các đối số: {args}.",
    "Option {name!r} requires an argument.": "Tùy chọn «{name}» cần một giá trị theo sau.",
    "Option {name!r} requires {nargs} arguments.": "Tùy chọn «{name}» cần {nargs} giá trị theo sau.",
    "Option {name!r} does not take a value.": "Tùy chọn «{name}» không nhận giá trị.",
    "Argument {name!r} takes {nargs} values.": "Đối số «{name}» cần {nargs} giá trị.",
    "Invalid value: {message}": "Giá trị không đúng: {message}",
    "Invalid value for {param_hint}: {message}": "Giá trị không đúng của {param_hint}: {message}",
    "Choose from:\n\t{choices}": "Chọn một trong:\n\t{choices}",
    "{value!r} is not {choice}.": "«{value}» không phải là {choice}.",
    "{value!r} is not a valid {number_type}.": "«{value}» không phải là số.",
    "{value!r} is not one of {choices}.": "«{value}» không phải là một trong: {choices}.",
    "{value} is not in the range {range}.": "{value} nằm ngoài khoảng {range}.",
    "{name} {filename!r} does not exist.": "{name} «{filename}» không tồn tại.",
    "{name} {filename!r} is a file.": "{name} «{filename}» là một tệp.",
    "{name} {filename!r} is a directory.": "{name} «{filename}» là một thư mục.",
    "{name} {filename!r} is not readable.": "{name} «{filename}» không đọc được.",
    "{name} {filename!r} is not writable.": "{name} «{filename}» không ghi được.",
    "Could not open file {filename!r}: {message}": "Không mở được tệp «{filename}»: {message}",
    "file": "tệp",
    "directory": "thư mục",
    "path": "đường dẫn",
    "unknown error": "không rõ vì sao",
}
"""click's own sentences, of its versions 8.2 to 8.5, and ours for them."""

_gettext, _ngettext = gettext.gettext, gettext.ngettext


def _say(message: str) -> str:
    """Give our words for a sentence; one that is not in the table keeps the system's language."""
    return WORDS[message] if message in WORDS else _gettext(message)


def _say_many(msgid1: str, msgid2: str, n: int) -> str:
    """Give our words for a sentence that depends on a number."""
    chosen = msgid1 if n == 1 else msgid2
    return WORDS[chosen] if chosen in WORDS else _ngettext(msgid1, msgid2, n)


gettext.gettext, gettext.ngettext = _say, _say_many

import click  # noqa: E402 - it keeps the functions that it finds when it is loaded


class Between(click.ParamType):  # type: ignore[type-arg]  # generic only since click 8.4
    """A whole number between two others; click's own ranges tell of them as ``1<=x<=99``."""

    name = "integer"

    def __init__(self, least: int, most: int) -> None:
        self._least, self._most = least, most

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Give the number; anything else is told with the bounds."""
        number = int(str(value)) if str(value).isdecimal() else -1
        if not self._least <= number <= self._most:
            self.fail(f"«{value}» không phải là số từ {self._least} đến {self._most}.", param, ctx)
        return number


__all__ = ["WORDS", "Between", "click"]
