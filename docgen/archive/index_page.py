"""``index.html`` of a bag: what it holds, in Vietnamese, for whoever opens it years later without docgen."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote

from docgen.archive.history import INPUTS, METADATA, ROW, SIGNED, SOURCE, Sealed
from docgen.archive.issued import DossierInfo

_VIETNAM: Final = dt.timezone(dt.timedelta(hours=7))
_STYLE: Final = (
    "body{font:16px/1.5 'Times New Roman',serif;max-width:75em;margin:2em auto;padding:0 1em;color:#111}"
    "table{border-collapse:collapse;width:100%}th,td{border:1px solid #777;padding:.3em .5em;"
    "text-align:left;vertical-align:top}th{background:#eee}code{font-size:.85em;overflow-wrap:anywhere}"
    ".cu{color:#555}small{display:block;color:#333}"
)
_OTHERS: Final[Mapping[str, str]] = {
    SOURCE: "bản Word",
    INPUTS: "dữ liệu",
    METADATA: "mô tả",
    ROW: "dòng sổ đăng ký",
}
_CERTIFICATE: Final[Mapping[str, str]] = {
    "ended": "chứng thư hết hạn từ",
    "begins": "chứng thư chỉ có hiệu lực từ",
    "weak": "thuật toán không còn an toàn:",
}
_CHECKING: Final = (
    "Thư mục này là một túi BagIt 1.0 (RFC 8493): mọi chương trình đọc được BagIt đều kiểm tra được. "
    "Không có chương trình nào thì dùng lệnh <code>sha256sum -c manifest-sha256.txt</code>: mỗi tệp phải "
    "báo đúng (OK). Lịch sử nằm trong <code>lich-su.jsonl</code>: mỗi dòng mang mã của dòng trước; mã "
    "cuối được in trong biên bản giao nhận. Xin đừng sửa, đổi tên hay thêm tệp nào trong thư mục này."
)


def index_html(current: Sequence[Sealed], versions: Iterable[Sealed], info: DossierInfo) -> bytes:
    """Write the page: ``current`` are the papers in force in order, ``versions`` all ever sealed."""
    folders = {sealed.folder for sealed in current}
    old = [sealed for sealed in versions if sealed.folder not in folders]
    title = html.escape(info.title)
    parts = [
        '<!doctype html>\n<html lang="vi"><head><meta charset="utf-8">',
        f"<title>{title}</title><style>{_STYLE}</style></head><body>",
        f"<h1>{title}</h1>",
        f"<p>{html.escape(info.organ)}, năm {info.year}. {_notation(info)}",
        f"Hồ sơ có {len(current)} văn bản, {sum(sealed.pages for sealed in current)} trang.</p>",
        _table(current),
    ]
    if old:
        parts += ["<h2>Bản đã được thay, vẫn giữ</h2>", _table(old)]
    parts += ["<h2>Kiểm tra hồ sơ này</h2>", f"<p>{_CHECKING}</p></body></html>\n"]
    return "\n".join(parts).encode("utf-8", "replace")


def _notation(info: DossierInfo) -> str:
    return f"Số, ký hiệu hồ sơ: {html.escape(info.notation)}." if info.notation else ""


def _table(papers: Sequence[Sealed]) -> str:
    head = "".join(
        f"<th>{name}</th>"
        for name in (
            "TT",
            "Số, ký hiệu",
            "Ngày",
            "Tên loại và trích yếu",
            "Người ký",
            "Trang",
            "Tệp",
            "Chữ ký số",
        )
    )
    rows = "".join(_row(number, sealed) for number, sealed in enumerate(papers, start=1))
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _row(number: int, sealed: Sealed) -> str:
    year, month, day = sealed.date.split("-")
    cells = (
        str(number),
        html.escape(sealed.sign),
        f"{day}/{month}/{year}",
        f"{html.escape(sealed.type_name)}<br>{html.escape(sealed.subject)}{_notes(sealed)}",
        html.escape(sealed.signer_name),
        str(sealed.pages),
        _links(sealed),
        "<br>".join(html.escape(signature_words(found)) for found in sealed.signatures) or "không có",
    )
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>\n"


def _notes(sealed: Sealed) -> str:
    return "".join(f"<small>{html.escape(note)}</small>" for note in sealed.notes)


def _links(sealed: Sealed) -> str:
    main = f'<a href="{quote(sealed.path(SIGNED))}"><b>bản ký (PDF)</b></a>'
    rest = (f'<a href="{quote(sealed.path(role))}">{word}</a>' for role, word in _OTHERS.items())
    code = f"<br><code>{sealed.files[SIGNED].sha256}</code>"
    return "<br>".join((main, *rest)) + code


def signature_words(found: Mapping[str, Any]) -> str:
    """Say in one sentence what was found of one signature."""
    if not found.get("checked", True):
        return "có chữ ký số, chưa kiểm tra"
    who = str(found.get("signer") or "không rõ người ký")
    when = f", ký lúc {_moment(str(found['time']))}" if found.get("time") else ""
    trust = "chứng thư gốc đã khai" if found.get("trusted") else "không rõ chứng thư gốc"
    faults = (
        f"; {words} {found[name]}" for name, words in _CERTIFICATE.items() if found.get(name)
    )  # an older line of the history has none of them
    return f"{who}{when}; nguyên vẹn; {trust}{''.join(faults)}; chưa kiểm tra thu hồi"


def _moment(text: str) -> str:
    """Write a moment as Vietnam's clocks show it; a time without a zone is left as it is."""
    moment = dt.datetime.fromisoformat(text)
    local = moment.astimezone(_VIETNAM) if moment.tzinfo else moment
    return f"{local:%H:%M:%S %d/%m/%Y}"
