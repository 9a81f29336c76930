"""A workbook → its bytes: the same values give the same bytes every time."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Final

import openpyxl

_OLDEST_ZIP_DATE: Final = (1980, 1, 1, 0, 0, 0)
_CLOCK = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")


def packed(book: openpyxl.Workbook) -> bytes:
    """Give the bytes of a workbook without the moment at which it was made."""
    made = io.BytesIO()
    book.save(made)
    stream = io.BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(stream, "w") as new:
        for member in old.infolist():
            content = old.read(member)
            if member.filename == "docProps/core.xml":
                content = _CLOCK.sub(rb"\g<1>2000-01-01T00:00:00Z\g<3>", content)
            same = zipfile.ZipInfo(member.filename, _OLDEST_ZIP_DATE)
            same.compress_type = zipfile.ZIP_DEFLATED
            same.create_system = 0  # or the name of this computer's system would be in the bytes
            new.writestr(same, content)
    return stream.getvalue()
