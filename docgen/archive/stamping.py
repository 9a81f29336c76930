"""Time stamps of RFC 3161: a server of the office confirms when some bytes were there; through pyHanko.

pyHanko is an optional extra; ``ImportError`` tells that it is not installed.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

PATIENCE: Final = 20.0
"""Seconds that a server is waited for."""

_LARGEST: Final = 200_000
"""Bytes of an answer, or of a stamp that was kept, at most."""


class StampError(Exception):
    """A time stamp that was not given, or does not hold."""


logging.getLogger("pyhanko").setLevel(logging.CRITICAL)  # what does not hold is a value here


def stamp(url: str, data: bytes, moment: dt.datetime) -> bytes:
    """Let a server confirm that some bytes are there at a moment; ``StampError`` when it does not."""
    import urllib.request  # noqa: PLC0415 - slow to load, and rarely needed

    from asn1crypto import tsp  # noqa: PLC0415 - a part of the optional extra
    from pyhanko.sign.timestamps import TimeStamper, TimestampRequestError  # noqa: PLC0415
    from pyhanko.sign.timestamps.common_utils import handle_tsp_response  # noqa: PLC0415

    nonce, question = TimeStamper().request_cms(hashlib.sha256(data).digest(), "sha256")
    headers = {"Content-Type": "application/timestamp-query"}
    request = urllib.request.Request(url, question.dump(), headers)  # noqa: S310 - the user's own server
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
            response = tsp.TimeStampResp.load(answer.read(_LARGEST))
        written: bytes = handle_tsp_response(response, nonce).dump()
    except (OSError, ValueError, TypeError, KeyError, TimestampRequestError) as error:
        raise StampError(type(error).__name__) from error
    check(written, data, (), moment)
    return written


def check(token: bytes, data: bytes, roots: Sequence[Path], moment: dt.datetime) -> bool:
    """Tell whether a root that the office trusts vouches for who stamped some bytes.

    ``StampError`` when the stamp is of other bytes, or was changed.
    """
    import asyncio  # noqa: PLC0415 - see above

    from asn1crypto import cms  # noqa: PLC0415
    from pyhanko.sign.validation.generic_cms import validate_tst_signed_data  # noqa: PLC0415
    from pyhanko.sign.validation.status import TimestampSignatureStatus  # noqa: PLC0415
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415

    context = ValidationContext(trust_roots=_trusted(roots), allow_fetching=False, moment=moment)
    try:
        signed = cms.ContentInfo.load(token[:_LARGEST])["content"]
        found = asyncio.run(
            validate_tst_signed_data(signed, context, lambda name: hashlib.new(name, data).digest())
        )
        status = TimestampSignatureStatus(**found)
    except Exception as error:
        raise StampError(type(error).__name__) from error
    if not (status.intact and status.valid):
        raise StampError("of other bytes")
    return bool(status.trusted)


def _trusted(roots: Sequence[Path]) -> list[Any]:
    """Read the root certificates that the office trusts; one that cannot be read vouches for nobody."""
    from pyhanko.keys import load_certs_from_pemder  # noqa: PLC0415 - see above

    found: list[Any] = []
    for path in roots:
        with suppress(OSError, ValueError, TypeError):
            found += list(load_certs_from_pemder([str(path)]))
    return found
