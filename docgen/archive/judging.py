"""May this PDF be archived as that paper?  Pure: values in, problems out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from docgen import files
from docgen.archive import agree
from docgen.archive.history import SIGNED, History
from docgen.archive.issued import IssuedPaper
from docgen.archive.pdf_scan import EmbeddedSignature, PdfScan
from docgen.archive.pdf_words import TextBlock, blocks, key
from docgen.archive.sentences import fault
from docgen.problem import Problem
from docgen.viet.dates import short_date
from docgen.viet.text import accentless, clean, name_key

_OLDEST: Final = 14
_LEAST_DPI: Final = 200
_LOST: Final = 2
_LOST_SHARE: Final = 0.25
"""So many pages, and such a part of all, are not missing because programs break them differently."""
_SHOWN: Final = 6
_TITLE: Final = re.compile(r"\s*(?:ông|bà)\s", re.IGNORECASE)
_SAME_PAPER: Final = 0.5
"""A share of words below which a text is of no such paper."""
_CLEAR: Final = 0.02
"""By so much another paper must be the better match before it is named."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An issued paper with its words, which are taken from its docx once."""

    paper: IssuedPaper
    blocks: tuple[TextBlock, ...]


def candidates(papers: Sequence[IssuedPaper]) -> list[Candidate]:
    """Take the words of papers; ``Stop`` when a docx cannot be read."""
    return [Candidate(paper, tuple(blocks(paper.docx))) for paper in papers]


def judge_file(pdf: PdfScan, file: str, *, unsigned: bool = False) -> list[Problem]:
    """Judge a PDF by itself: form (Nghị định 30/2020, Phụ lục I, Phần II), contents, signatures.

    ``unsigned`` says that the user knows that nobody signed it.
    """
    found = [*_form(pdf, file), *_signatures(pdf, file)]
    if not pdf.signed and not pdf.scans and not unsigned:
        found.append(fault("LT-15", file))
    return found


def _form(pdf: PdfScan, file: str) -> Iterator[Problem]:
    if pdf.version < _OLDEST:
        yield fault("LT-10", file, f"{pdf.version // 10}.{pdf.version % 10}")
    lost = [str(page.page) for page in pdf.scans if not page.readable]
    if lost:
        yield fault("LT-09", file, ", ".join(lost))
    blind = [str(page.page) for page in pdf.scans if page.blind and page.readable]
    if blind:
        yield fault("LT-72", file, ", ".join(blind))
    if pdf.scans:
        worst = min(pdf.scans, key=lambda page: page.dpi)
        if worst.dpi < _LEAST_DPI:
            yield fault("LT-11", file, str(worst.dpi), f"trang {worst.page}")
        grey = next((page for page in pdf.scans if not page.colour), None)
        if grey is not None:
            yield fault("LT-12", file, spot=f"trang {grey.page}")
    if pdf.active:
        yield fault("LT-13", file, ", ".join(pdf.active))
    if pdf.trailing and not pdf.signed:
        yield fault("LT-16", file, str(pdf.trailing))


def _signatures(pdf: PdfScan, file: str) -> Iterator[Problem]:
    yield from (fault("LT-36", file, name) for name in pdf.bad_roots)
    if not pdf.signed:
        return
    if not pdf.checked:
        if pdf.trailing or not pdf.covered:
            yield fault("LT-31", file, "có người")
        yield fault("LT-34", file, str(pdf.signed))
        return
    for signature in pdf.signatures:
        if not signature.intact:
            yield fault("LT-30", file, signature.signer)
    intact = all(signature.intact for signature in pdf.signatures)
    if intact and (pdf.trailing or not any(signature.whole for signature in pdf.signatures)):
        yield fault("LT-31", file, pdf.signatures[-1].signer)
    for name in dict.fromkeys(s.signer for s in pdf.signatures if s.intact and not s.trusted):
        yield fault("LT-32", file, name)
    for signature in pdf.signatures:
        yield from _certificate(signature, file)


def _certificate(signature: EmbeddedSignature, file: str) -> Iterator[Problem]:
    """Tell what is wrong with the certificate itself, whoever vouches for it."""
    if signature.ended:
        yield fault("LT-38", file, f"{signature.signer}, từ ngày {_shown(signature.ended)}")
    if signature.begins:
        yield fault("LT-39", file, f"{signature.signer}, có hiệu lực từ ngày {_shown(signature.begins)}")
    if signature.weak:
        yield fault("LT-70", file, f"{signature.signer}, {signature.weak.upper()}")


def _shown(day: str) -> str:
    return short_date(dt.date.fromisoformat(day))


def _signer(pdf: PdfScan, paper: IssuedPaper, file: str) -> Iterator[Problem]:
    """Tell when nobody of those who signed is the one whom the paper names."""
    signers = list(dict.fromkeys(signature.signer for signature in pdf.signatures))
    if signers and paper.signer_name and not any(_is_named(name, paper.signer_name) for name in signers):
        yield fault("LT-37", file, f"{', '.join(signers)}; văn bản ghi {paper.signer_name}")


def _is_named(certificate: str, name: str) -> bool:
    """Tell whether a certificate is made out to a person; it may add a post, or know no marks."""
    parts = [name_key(_TITLE.sub("", part)) for part in re.split(r"[^\w\s]+", clean(certificate))]
    return name_key(name) in parts or (
        accentless(certificate) == certificate and accentless(name_key(name)) in parts
    )


def judge_match(
    pdf: PdfScan, own: Candidate, others: Sequence[Candidate], file: str, *, pages: int | None, differs: bool
) -> list[Problem]:
    """Judge whether a PDF is of this paper: number, text, counted pages; and of which other it may be.

    ``pages`` is the count that the user gives; ``differs`` that she knows of the differences in the text.
    """
    found: list[Problem] = []
    if pages is not None and pages != pdf.pages:
        found.append(fault("LT-20", file, str(pdf.pages)))
    found += _signer(pdf, own.paper, file)
    if not pdf.has_text:
        return [*found, fault("LT-14", file)]
    return [*found, *_judge_text(pdf, own, others, file, differs=differs)]


def judge_pages(pdf: PdfScan, file: str, expected: int | None) -> list[Problem]:
    """Compare the pages of a PDF with those of the issued version as it is laid out here, if that is known.

    Programs break pages at different places, so a small difference refuses nothing; when two pages and a
    quarter of all are missing, no program explains it.
    """
    if expected is None:
        return [fault("LT-27", file, str(pdf.pages))]
    if pdf.pages == expected:
        return []
    missing = expected - pdf.pages
    code = "LT-25" if missing < 0 else "LT-28" if missing >= max(_LOST, expected * _LOST_SHARE) else "LT-26"
    return [fault(code, file, f"{pdf.pages} trang, bản đã ban hành có {expected} trang")]


def _judge_text(
    pdf: PdfScan, own: Candidate, others: Sequence[Candidate], file: str, *, differs: bool
) -> Iterator[Problem]:
    read = agree.read(pdf.text)
    likeness = agree.compare(own.blocks, read, pens=pdf.is_scan)
    other = _other(pdf, own, others, read, likeness)
    if other is not None:
        yield fault("LT-23", file, f"«{other.label}», số {other.sign}")
        return
    sign = None if pdf.is_scan else agree.printed_sign(pdf.text)
    if sign is not None and not _is_sign(sign, own.paper):
        yield fault("LT-24", file, "/".join(sign))
    if likeness.share < _SAME_PAPER:
        yield fault("LT-21", file, f"chỉ giống {likeness.share:.0%}")
    elif likeness.differences and pdf.is_scan:
        yield fault("LT-22", file, _listed(likeness.differences))
    elif likeness.differences and not differs:
        yield fault("LT-21", file, _listed(likeness.differences))


def _listed(differences: Sequence[agree.Disagreement]) -> str:
    shown = "; ".join(map(str, differences[:_SHOWN]))
    return f"{shown}; và {len(differences) - _SHOWN} chỗ nữa" if len(differences) > _SHOWN else shown


def _other(
    pdf: PdfScan, own: Candidate, others: Sequence[Candidate], read: agree.Read, likeness: agree.Likeness
) -> IssuedPaper | None:
    """Give the other paper that a PDF is of; ``None`` when it fits this one best or nobody can tell."""
    if not likeness.differences:
        return None
    roughly = sorted(others, key=lambda other: agree.rough(other.blocks, read), reverse=True)[:3]
    rated = [(agree.compare(other.blocks, read, pens=pdf.is_scan), other.paper) for other in roughly]
    exact = [paper for found, paper in rated if not found.differences]
    if len(exact) == 1 and not pdf.is_scan:
        return exact[0]
    best, paper = max(rated, key=lambda item: item[0].share, default=(likeness, own.paper))
    return paper if best.share > likeness.share + _CLEAR and best.share >= _SAME_PAPER else None


def _is_sign(sign: tuple[str, str], paper: IssuedPaper) -> bool:
    number, symbol = sign
    own = paper.number.lstrip("0") or "0"
    return (number.casefold(), key(symbol)) == (own.casefold(), key(paper.symbol))


def judge_place(
    paper: IssuedPaper, data: bytes, history: History, file: str, *, replace: bool, reason: str
) -> list[Problem]:
    """Judge whether the archive may take a file as this paper: each file once, each paper once."""
    found: list[Problem] = []
    twin = next((old for old in history.sealed() if old.files[SIGNED].sha256 == files.sha256(data)), None)
    if twin is not None:
        found.append(fault("LT-40", file, f"«{twin.label}», số {twin.sign}"))
    is_sealed = paper.paper in history.current()
    if is_sealed and not replace:
        found.append(fault("LT-42", file, paper.label))
    if replace and not is_sealed:
        found.append(fault("LT-44", file, paper.label))
    if replace and not reason.strip():
        found.append(fault("LT-43", file))
    return found


def judge_day(paper: IssuedPaper, received: dt.date | None, today: dt.date, file: str) -> list[Problem]:
    """Judge the day on which a signed paper came back: not before its own date, and not to come."""
    if received is None:
        return []
    if received > today:
        return [fault("LT-46", file, short_date(received))]
    if received < paper.date:
        return [fault("LT-45", file, f"{short_date(received)}, văn bản ngày {short_date(paper.date)}")]
    return []


# --- whose file is it -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Recognised:
    """Which paper a file is of, ``None`` when nobody can tell; ``near`` are those that it may be of."""

    paper: IssuedPaper | None
    near: tuple[IssuedPaper, ...] = ()
    why: str = ""


_LIKE: Final = 0.85


def recognise(pdf: PdfScan, papers: Sequence[Candidate]) -> Recognised:
    """Tell of which paper a PDF is, by its text; never a guess.

    A text made by a program must have no difference with one paper only, or be the only one of the best with
    its number; one that a scanner guessed must be clearly nearer to one paper than to any other.
    """
    if not pdf.has_text:
        return Recognised(None, (), "PDF không có chữ để nhận ra")
    read = agree.read(pdf.text)
    roughly = sorted(papers, key=lambda item: agree.rough(item.blocks, read), reverse=True)[:4]
    rated = sorted(
        ((agree.compare(item.blocks, read, pens=pdf.is_scan), item.paper) for item in roughly),
        key=lambda item: item[0].share,
        reverse=True,
    )
    near = tuple(paper for likeness, paper in rated if likeness.share >= _SAME_PAPER)
    sign = None if pdf.is_scan else agree.printed_sign(pdf.text)
    if not near:
        return Recognised(None, (), "chữ trong PDF không giống văn bản nào đã ban hành")
    if sign is not None:
        return _by_sign(sign, papers, near)
    exact = [paper for likeness, paper in rated if not likeness.differences]
    if len(exact) == 1:
        return Recognised(exact[0], near)
    best, second = rated[0][0].share, rated[1][0].share if len(rated) > 1 else 0.0
    if not exact and best >= _LIKE and best - second >= _CLEAR:
        return Recognised(rated[0][1], near)
    return Recognised(None, near, "giống nhiều văn bản như nhau")


def _by_sign(sign: tuple[str, str], papers: Sequence[Candidate], near: tuple[IssuedPaper, ...]) -> Recognised:
    owners = [item.paper for item in papers if _is_sign(sign, item.paper)]
    if len(owners) == 1 and owners[0] in near:
        return Recognised(owners[0], near)
    return Recognised(None, near, f"PDF ghi số {'/'.join(sign)}, không khớp với văn bản nào giống nó")
