"""The archive of signed papers: PDFs are taken in with care, sealed in a BagIt bag, verified both ways.

PDFs of unknown origin are read in a process of their own, the only one that loads PDFium and pyHanko.
"""

from docgen.archive.faults import fault, refusal
from docgen.archive.history import SIGNED, SOURCE, Act, Entry, History, Sealed
from docgen.archive.issued import DossierInfo, IssuedPaper
from docgen.archive.judging import (
    Candidate,
    Recognised,
    candidates,
    judge_day,
    judge_file,
    judge_match,
    judge_pages,
    judge_place,
    recognise,
)
from docgen.archive.pairing import Pairing, ScannedPdf, natural, propose_pairs
from docgen.archive.reading import LIMITS, MAX_SIZE, Limits, Reading, read
from docgen.archive.scan import TOO_BIG, Pdf, Signature
from docgen.archive.sealing import Intake, seal
from docgen.archive.store import Archive, Bag
from docgen.archive.verify import Anchor, Expected, Verified, verify

__all__ = [
    "LIMITS",
    "MAX_SIZE",
    "SIGNED",
    "SOURCE",
    "TOO_BIG",
    "Act",
    "Anchor",
    "Archive",
    "Bag",
    "Candidate",
    "DossierInfo",
    "Entry",
    "Expected",
    "History",
    "Intake",
    "IssuedPaper",
    "Limits",
    "Pairing",
    "Pdf",
    "Reading",
    "Recognised",
    "ScannedPdf",
    "Sealed",
    "Signature",
    "Verified",
    "candidates",
    "fault",
    "judge_day",
    "judge_file",
    "judge_match",
    "judge_pages",
    "judge_place",
    "natural",
    "propose_pairs",
    "read",
    "recognise",
    "refusal",
    "seal",
    "verify",
]
