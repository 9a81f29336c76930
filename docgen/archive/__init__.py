"""The archive of signed papers: PDFs are taken in with care, sealed in a BagIt bag, verified both ways.

PDFs of unknown origin are read in a process of their own, the only one that loads PDFium and pyHanko.
"""

from docgen.archive.bag_store import Archive, Bag
from docgen.archive.history import SIGNED, SOURCE, History, Sealed, SealEntry
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
from docgen.archive.pdf_reading import LIMITS, MAX_SIZE, PdfReading, ReadingLimits, read
from docgen.archive.pdf_scan import TOO_BIG, EmbeddedSignature, PdfScan
from docgen.archive.scan_pairing import Pairing, ScannedPdf, natural, propose_pairs
from docgen.archive.sealing import Intake, seal
from docgen.archive.sentences import fault, refusal
from docgen.archive.verify_bag import Expected, KnownHead, VerifiedArchive, verify

__all__ = [
    "LIMITS",
    "MAX_SIZE",
    "SIGNED",
    "SOURCE",
    "TOO_BIG",
    "Archive",
    "Bag",
    "Candidate",
    "DossierInfo",
    "EmbeddedSignature",
    "Expected",
    "History",
    "Intake",
    "IssuedPaper",
    "KnownHead",
    "Pairing",
    "PdfReading",
    "PdfScan",
    "ReadingLimits",
    "Recognised",
    "ScannedPdf",
    "SealEntry",
    "Sealed",
    "VerifiedArchive",
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
