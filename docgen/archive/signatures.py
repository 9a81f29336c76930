"""Verify the signatures in a PDF, offline: the only place that loads pyHanko, an optional extra.

Run in the child process alone: what is parsed here comes from anywhere.
"""

from __future__ import annotations

import datetime as dt
import io
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature, validate_pdf_timestamp
from pyhanko_certvalidator import ValidationContext

from docgen.archive.scan import Signature

logging.disable(logging.CRITICAL)  # the child's errors are values; nobody reads its log


class UnreadableError(Exception):
    """A signature is there but cannot be read."""


def verify(data: bytes, roots: Sequence[str], moment: dt.datetime) -> tuple[list[Signature], list[str]]:
    """Verify every signature at a moment; give them in order, and the root files that cannot be read."""
    trusted, bad = _load(roots)
    try:
        reader = PdfFileReader(io.BytesIO(data), strict=False)
        regular = list(reader.embedded_regular_signatures)
        stamps = list(reader.embedded_timestamp_signatures)
        sealed_at_end = any(_coverage(stamp, trusted, moment) for stamp in stamps)
        found = [_one(signature, trusted, moment, sealed_at_end=sealed_at_end) for signature in regular]
    except Exception as error:
        raise UnreadableError(type(error).__name__) from error
    if not regular:
        raise UnreadableError("no signature")
    return found, bad


def _load(roots: Sequence[str]) -> tuple[list[Any], list[str]]:
    loaded: list[Any] = []
    bad: list[str] = []
    for path in roots:
        try:
            loaded += list(load_certs_from_pemder([path]))
        except (OSError, ValueError, TypeError):
            bad.append(Path(path).name)
    return loaded, bad


def _context(trusted: Sequence[Any], moment: dt.datetime) -> ValidationContext:
    return ValidationContext(
        trust_roots=list(trusted),
        allow_fetching=False,
        moment=moment.astimezone(dt.UTC),
        revocation_mode="soft-fail",
    )


def _coverage(stamp: Any, trusted: Sequence[Any], moment: dt.datetime) -> bool:
    """Tell whether a document time stamp covers the whole file."""
    status = validate_pdf_timestamp(stamp, _context(trusted, moment))
    return bool(status.intact and status.valid and status.coverage == SignatureCoverageLevel.ENTIRE_FILE)


def _one(signature: Any, trusted: Sequence[Any], moment: dt.datetime, *, sealed_at_end: bool) -> Signature:
    status = validate_pdf_signature(
        signature,
        signer_validation_context=_context(trusted, moment),
        ts_validation_context=_context(trusted, moment),
    )
    level = status.modification_level
    untouched = level is None or level in (
        ModificationLevel.NONE,
        ModificationLevel.LTA_UPDATES,
        ModificationLevel.FORM_FILLING,
    )
    whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    certificate = status.signing_cert
    claimed = status.signer_reported_dt
    return Signature(
        signer=_name(certificate),
        time=claimed.isoformat() if claimed else "",
        timestamped=status.timestamp_validity is not None and bool(status.timestamp_validity.valid),
        intact=bool(status.intact and status.valid and untouched and status.docmdp_ok is not False),
        whole=whole or sealed_at_end,
        trusted=bool(status.trusted),
        certificate=certificate.sha256.hex(),
        detail=" ".join(item.name for item in (status.coverage, level) if item is not None),
    )


def _name(certificate: Any) -> str:
    native = certificate.subject.native
    name = native.get("common_name") or certificate.subject.human_friendly
    return str(name[0] if isinstance(name, list) else name)
