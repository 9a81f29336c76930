"""The kinds of documents: one module each, and the explicit table in the order of the season."""

from docgen.kind import BookForm, Kind
from docgen.kinds import (
    bien_ban,
    bo_sung,
    dinh_chinh,
    ho_so_luu,
    ke_hoach,
    ket_luan,
    quyet_dinh,
    so_dang_ky,
    sua_doi,
    thay_doi_doan,
    thay_the,
    thong_bao,
    thu_hoi,
)

KINDS: tuple[Kind, ...] = (
    ke_hoach.KIND,
    quyet_dinh.KIND,
    thay_doi_doan.KIND,
    bien_ban.KIND,
    thong_bao.KIND,
    ket_luan.KIND,
    dinh_chinh.KIND,
    thay_the.KIND,
    sua_doi.KIND,
    thu_hoi.KIND,
    bo_sung.KIND,
)
"""Every kind, in the order in which a season issues its papers; last those that correct issued ones."""

FORMS: tuple[BookForm, ...] = (so_dang_ky.FORM, *ho_so_luu.FORMS)
"""Every document that is made from docgen's own books: registers and lists for the archive."""
