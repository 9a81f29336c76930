"""The kinds of documents: one module each, and the explicit table in the order of the season."""

from collections.abc import Mapping
from types import MappingProxyType

from docgen.kind import BookForm, Kind, OutsidePaper
from docgen.kinds import (
    bien_ban,
    bo_sung,
    dinh_chinh,
    ho_so_luu,
    ke_hoach,
    ket_luan,
    outside,
    quyet_dinh,
    so_dang_ky,
    sua_doi,
    thay_doi_doan,
    thay_the,
    thong_bao,
    thu_hoi,
)
from docgen.records import Filled, Season

PAPERS: tuple[Kind | OutsidePaper, ...] = (
    outside.GUIDANCE,
    ke_hoach.KIND,
    quyet_dinh.KIND,
    thay_doi_doan.KIND,
    bien_ban.KIND,
    outside.REPORT,
    outside.MEETING,
    thong_bao.KIND,
    ket_luan.KIND,
    dinh_chinh.KIND,
    thay_the.KIND,
    sua_doi.KIND,
    thu_hoi.KIND,
    bo_sung.KIND,
)
"""Every paper that a season names, in the order in which it issues them; last those that correct."""

KINDS: tuple[Kind, ...] = tuple(paper for paper in PAPERS if isinstance(paper, Kind))
"""Every kind that docgen makes, in the same order."""

OUTSIDE: tuple[OutsidePaper, ...] = tuple(paper for paper in PAPERS if isinstance(paper, OutsidePaper))
"""Every paper that a season only names."""


BY_CODE: Mapping[str, Kind | OutsidePaper] = MappingProxyType({paper.code: paper for paper in PAPERS})
"""Every paper that the records can name, by its code; an unknown code is a ``KeyError``."""

FILLED: Mapping[Filled, tuple[str, ...]] = MappingProxyType(
    {
        Filled.NAMED: tuple(BY_CODE),
        Filled.MADE: tuple(kind.code for kind in KINDS),
        Filled.WITH_GROUNDS: tuple(kind.code for kind in KINDS if kind.grounds),
        Filled.WITH_RECIPIENTS: tuple(kind.code for kind in KINDS if kind.recipients),
    }
)
"""Which kinds a column of the workbook offers."""


def periods(season: Season) -> Mapping[str, str]:
    """Tell how long the papers of each kind are kept, in words: as the sheet says, or as is usual."""
    own = {row.kind: row.period for row in season.retention}
    return MappingProxyType({kind.code: kind.retention for kind in KINDS} | own)


FORMS: tuple[BookForm, ...] = (so_dang_ky.FORM, *ho_so_luu.FORMS)
"""Every document that is made from docgen's own books: registers and lists for the archive."""
