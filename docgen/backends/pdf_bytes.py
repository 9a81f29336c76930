"""What can be told of a PDF from its bytes, without reading its pages."""

from __future__ import annotations

import re
from typing import Final

_HEAD: Final = b"%PDF-"
_TAIL: Final = b"%%EOF"
_TAIL_ROOM: Final = 1024
_SIGNED: Final = b"/ByteRange"
_FACE: Final = re.compile(rb"/BaseFont\s*/(?:[A-Z]{6}\+)?([^\s/<>\[\]()]+)")
_TIMES: Final = ("TimesNewRoman", "LiberationSerif", "Tinos")


def is_whole(data: bytes) -> bool:
    """Tell whether a PDF was written to its end."""
    return data.startswith(_HEAD) and _TAIL in data[-_TAIL_ROOM:]


def is_signed(data: bytes) -> bool:
    """Tell whether a PDF has a digital signature (ISO 32000-1, 12.8.1: its byte range is in the clear)."""
    return _SIGNED in data


def lacks_times(data: bytes) -> bool:
    """Tell whether a PDF names its faces and none has the widths of Times New Roman.

    A program may also hide the names in packed objects; nothing can be told then.
    """
    faces = {face.decode("latin-1") for face in _FACE.findall(data)}
    return bool(faces) and not any(face.startswith(_TIMES) for face in faces)
