"""What the templates of correction papers share: the list of places."""

from __future__ import annotations

from templates.source.builder import Xml, each, p

_NUMBER = "{% if cac_cho | length > 1 %}{{ loop.index }}. {% endif %}"


NAMED = (
    "{{ goc.loai }} số {{ goc.so_ky_hieu }}{% if goc.hai_dong %}\n{% else %} {% endif %}ngày {{ goc.ngay }}"
)
"""The corrected paper as an abstract names it."""


def places(changed: str, added: str, removed: str) -> Xml:
    """List the places, numbered where there are several; each wording has the place ``c`` in it."""
    return each(
        "c in cac_cho",
        p(
            "ThanVanBan",
            f"{_NUMBER}Tại {{{{ c.cho }}}}, "
            f"{{% if c.da_viet and c.nay_sua %}}{changed}{{% elif c.nay_sua %}}{added}{{% else %}}{removed}"
            "{% endif %}.",
        ),
    )


QUOTED = places(
    "đã viết: “{{ c.da_viet }}”; nay sửa là: “{{ c.nay_sua }}”",
    "bổ sung: “{{ c.nay_sua }}”",
    "bỏ nội dung: “{{ c.da_viet }}”",
)
"""As a letter of correction and supplementary minutes quote."""

AMENDED = places(
    "sửa đổi “{{ c.da_viet }}” thành “{{ c.nay_sua }}”",
    "bổ sung: “{{ c.nay_sua }}”",
    "bãi bỏ: “{{ c.da_viet }}”",
)
"""As an amending paper says."""
