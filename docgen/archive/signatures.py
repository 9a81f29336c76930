"""Verify the signatures in a PDF, offline: the only place that loads pyHanko, an optional extra.

Run in the child process alone: what is parsed here comes from anywhere.
"""

from __future__ import annotations

import datetime as dt
import io
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    FormUpdatingRule,
    ModificationLevel,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
)
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature, validate_pdf_timestamp
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.policy_decl import DisallowWeakAlgorithmsPolicy

from docgen.archive.pdf_scan import EmbeddedSignature

_WEAK: Final = frozenset({"md2", "md5", "sha1"})
_LEAST_RSA_BITS: Final = 1024
_ONLY_SIGNING: Final = StandardDiffPolicy(
    global_rules=DEFAULT_DIFF_POLICY.global_rules,
    form_rule=FormUpdatingRule(field_rules=[SigFieldCreationRule(), SigFieldModificationRule()]),
)
"""What may come after a signature: further signatures and what proves them, no other field of a form."""
_UNTOUCHED: Final = frozenset(
    {None, ModificationLevel.NONE, ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING}
)

logging.disable(logging.CRITICAL)  # the child's errors are values; nobody reads its log


class UnreadableSignatureError(Exception):
    """A signature is there but cannot be read."""


def verify(
    data: bytes, roots: Sequence[str], moment: dt.datetime
) -> tuple[list[EmbeddedSignature], list[str]]:
    """Verify every signature at a moment; give them in order, and the root files that cannot be read."""
    trusted, bad = _load(roots)
    now = moment.astimezone(dt.UTC)
    try:
        reader = PdfFileReader(io.BytesIO(data), strict=False)
        regular = list(reader.embedded_regular_signatures)
        stamps = list(reader.embedded_timestamp_signatures)
        sealed_at_end = any(_coverage(stamp, trusted, now) for stamp in stamps)
        found = [_one(signature, trusted, now, sealed_at_end=sealed_at_end) for signature in regular]
    except Exception as error:
        raise UnreadableSignatureError(type(error).__name__) from error
    if not regular:
        raise UnreadableSignatureError("no signature")
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
    """Make what a chain is judged by; weak hashes pass, since they are told apart from an unknown root."""
    return ValidationContext(
        trust_roots=list(trusted),
        allow_fetching=False,
        moment=moment,
        revocation_mode="soft-fail",
        algorithm_usage_policy=DisallowWeakAlgorithmsPolicy(
            weak_hash_algos=frozenset(), rsa_key_size_threshold=_LEAST_RSA_BITS
        ),
    )


def _coverage(stamp: Any, trusted: Sequence[Any], moment: dt.datetime) -> bool:
    """Tell whether a document time stamp covers the whole file."""
    status = validate_pdf_timestamp(stamp, _context(trusted, moment))
    return bool(status.intact and status.valid and status.coverage == SignatureCoverageLevel.ENTIRE_FILE)


def _one(
    signature: Any, trusted: Sequence[Any], moment: dt.datetime, *, sealed_at_end: bool
) -> EmbeddedSignature:
    certificate = signature.signer_cert
    status = validate_pdf_signature(
        signature,
        signer_validation_context=_context(trusted, _within(certificate, moment)),
        ts_validation_context=_context(trusted, moment),
        diff_policy=_ONLY_SIGNING,
    )
    level = status.modification_level
    untouched = level in _UNTOUCHED
    whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    claimed = status.signer_reported_dt
    stamp = status.timestamp_validity
    proven = stamp.timestamp if stamp is not None and stamp.valid and stamp.trusted else None
    times = [proven] if proven else [moment, *([claimed] if claimed else [])]
    return EmbeddedSignature(
        signer=_name(certificate),
        time=claimed.isoformat() if claimed else "",
        timestamped=stamp is not None and bool(stamp.valid),
        intact=bool(status.intact and status.valid and untouched and status.docmdp_ok is not False),
        whole=whole or sealed_at_end,
        trusted=bool(status.trusted),
        certificate=certificate.sha256.hex(),
        detail=" ".join(item.name for item in (status.coverage, level) if item is not None),
        ended=_day(certificate.not_valid_after) if certificate.not_valid_after < max(times) else "",
        begins=_day(certificate.not_valid_before) if certificate.not_valid_before > min(times) else "",
        weak=_weak(signature),
    )


def _within(certificate: Any, moment: dt.datetime) -> dt.datetime:
    """Give the moment nearest to this one at which a certificate is good: then only its chain is judged."""
    first, last = certificate.not_valid_before, certificate.not_valid_after
    return min(max(moment, first), last) if first <= last else moment


def _weak(signature: Any) -> str:
    """Name the hash in a signature or its chain that proves nothing any more; a root's own never does."""
    chain = [signature.signer_cert, *signature.other_embedded_certs]
    used = [signature.md_algorithm, *(_hash_of(item) for item in chain if item.self_signed == "no")]
    return next((name for name in used if name in _WEAK), "")


def _hash_of(certificate: Any) -> str:
    try:
        return str(certificate.hash_algo)
    except ValueError:  # some algorithms have none
        return ""


def _day(moment: dt.datetime) -> str:
    return moment.date().isoformat()


def _name(certificate: Any) -> str:
    native = certificate.subject.native
    name = native.get("common_name") or certificate.subject.human_friendly
    return str(name[0] if isinstance(name, list) else name)
