"""A schema is read from a frozen model: what is rendered is what is declared."""

from __future__ import annotations

from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, Field, computed_field

from docgen.render import Schema
from docgen.render.field_tree import NUMBER, TEXT, YES_NO, FieldGroup, ListOf


class Inner(BaseModel):
    ten: str


class Model(BaseModel):
    chu: str
    so: int
    dung: bool
    loai: Literal["QĐ", "TB"]
    co_the: str | None
    ngan: Annotated[str, Field(max_length=5)]
    con: Inner
    ds: list[Inner]
    chu_ds: tuple[Annotated[str, Field(min_length=1)], ...]

    @computed_field  # type: ignore[prop-decorator] # pydantic's own usage; mypy knows no decorated property
    @property
    def dem(self) -> int:
        return 1


def test_each_field_has_a_shape() -> None:
    inner = FieldGroup({"ten": TEXT})
    assert dict(Schema.of(Model).root.fields) == {
        "chu": TEXT,
        "so": NUMBER,
        "dung": YES_NO,
        "loai": TEXT,
        "co_the": TEXT,
        "ngan": TEXT,
        "con": inner,
        "ds": ListOf(inner),
        "chu_ds": ListOf(TEXT),
        "dem": NUMBER,
    }


def test_paths_are_written_as_in_a_template() -> None:
    assert [path for path in Schema.of(Model).paths() if "." in path or "[" in path] == [
        "con.ten",
        "ds[].ten",
        "chu_ds[]",
    ]


@pytest.mark.parametrize("annotation", [float, dict[str, str], bytes, str | int])
def test_what_is_no_plain_json_is_a_bug_and_raises(annotation: type) -> None:
    model = type("Model", (BaseModel,), {"__annotations__": {"x": annotation}})
    with pytest.raises(TypeError, match="'x'"):
        Schema.of(model)
