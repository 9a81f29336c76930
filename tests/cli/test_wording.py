"""Reasons for change are told in the user's words."""

from __future__ import annotations

import typing
from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from docgen.kinds import KINDS
from docgen.verbs.field_words import FIELDS, reason_in_words


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("dia_danh: «Tam Kỳ» → «Đà Nẵng»", "Địa danh: «Tam Kỳ» → «Đà Nẵng»"),
        (
            "bang_diem, I. Tổ chức, bộ máy, diem: «2,50» → «3,00»",
            "Bảng điểm, I. Tổ chức, bộ máy, Điểm: «2,50» → «3,00»",
        ),
        ("noi_nhan: bỏ «so: Lưu VT»", "Nơi nhận: bỏ «so: Lưu VT»"),
        ("mẫu văn bản đã thay đổi", "mẫu văn bản đã thay đổi"),
        ("phiên bản docgen: 0.1 → 0.2", "phiên bản docgen: 0.1 → 0.2"),
        ("la_mau: không → có", "la_mau: không → có"),
    ],
)
def test_the_fields_of_a_reason_get_their_names(reason: str, told: str) -> None:
    assert reason_in_words(reason) == told


def fields(model: type[BaseModel]) -> Iterator[str]:
    """Give the names of all fields of a context, those within others too."""
    for name, field in model.model_fields.items():
        yield name
        for part in (field.annotation, *typing.get_args(field.annotation)):
            if isinstance(part, type) and issubclass(part, BaseModel):
                yield from fields(part)


def test_every_field_with_a_name_exists_in_some_paper() -> None:
    known = {name for kind in KINDS for name in fields(kind.context)}
    assert [field for field in FIELDS if field not in known] == []


def test_what_every_paper_has_is_named() -> None:
    shared = set.intersection(*({*kind.context.model_fields} for kind in KINDS))
    assert [field for field in shared if field not in FIELDS] == []
