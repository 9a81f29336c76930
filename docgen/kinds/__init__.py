"""The kinds of documents: one module each, and the explicit table in the order of the season."""

from docgen.kind import Kind
from docgen.kinds import ke_hoach, quyet_dinh, thay_doi_doan

KINDS: tuple[Kind, ...] = (
    ke_hoach.KIND,
    quyet_dinh.KIND,
    thay_doi_doan.KIND,
)
"""Every kind, in the order in which a season issues its papers."""
