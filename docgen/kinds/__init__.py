"""The kinds of documents: one module each, and the explicit table in the order of the season."""

from docgen.kind import Form, Kind
from docgen.kinds import bien_ban, ho_so_luu, ke_hoach, ket_luan, quyet_dinh, thay_doi_doan, thong_bao

KINDS: tuple[Kind, ...] = (
    ke_hoach.KIND,
    quyet_dinh.KIND,
    thay_doi_doan.KIND,
    bien_ban.KIND,
    thong_bao.KIND,
    ket_luan.KIND,
)
"""Every kind, in the order in which a season issues its papers."""

FORMS: tuple[Form, ...] = (*ho_so_luu.FORMS,)
"""Every document that is made from docgen's own books: registers and lists for the archive."""
