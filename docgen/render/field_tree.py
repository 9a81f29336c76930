"""What a template may speak of: the tree of fields of a context, read from a frozen model."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping, Sequence, Set  # noqa: PYI025 - the abstract one
from dataclasses import dataclass
from typing import Any, Literal, Self


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value: text, a whole number, or yes/no."""

    kind: Literal["str", "int", "bool"]


@dataclass(frozen=True, slots=True)
class ListOf:
    """Any number of nodes of one shape."""

    item: Node


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Named fields."""

    fields: Mapping[str, Node]


Node: typing.TypeAlias = Scalar | ListOf | FieldGroup

TEXT = Scalar("str")
NUMBER = Scalar("int")
YES_NO = Scalar("bool")


@dataclass(frozen=True, slots=True)
class Schema:
    """The fields that a template's context has, as a tree."""

    root: FieldGroup

    @classmethod
    def of(cls, model: type[Any]) -> Self:
        """Read the tree from a pydantic model class.

        A context is plain JSON made of text, whole numbers, yes/no, lists and records; numbers
        with decimals and dates are text by then.  ``TypeError`` for any other field type.
        """
        return cls(_record(model))

    def paths(self) -> list[str]:
        """List the scalar fields as a template writer knows them: ``don_vi.ten``, ``hang[].diem``."""
        return list(_paths(self.root, ""))

    def unused(self, used: Set[tuple[int, str]]) -> list[str]:
        """List the fields that nobody speaks of; ``used`` holds (identity of the record, name)."""
        return list(_unused(self.root, "", used))


def _record(model: type[Any]) -> FieldGroup:
    fields = {name: _node(info.annotation, name) for name, info in model.model_fields.items()}
    computed = getattr(model, "model_computed_fields", {})
    fields.update({name: _node(info.return_type, name) for name, info in computed.items()})
    return FieldGroup(types.MappingProxyType(fields))


def _node(annotation: Any, name: str) -> Node:
    """Turn one type annotation into a node."""
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return _node(arguments[0], name)
    if origin is Literal:
        return _node(type(arguments[0]), name)
    if origin in (typing.Union, types.UnionType):
        rest = [argument for argument in arguments if argument is not types.NoneType]
        if len(rest) == 1:
            return _node(rest[0], name)
    elif origin in (list, tuple, Sequence):
        return ListOf(_node(arguments[0], name))
    elif isinstance(annotation, type):
        return _plain(annotation, name)
    raise TypeError(f"field {name!r}: {annotation!r} has no place in a template's context")


def _plain(annotation: type[Any], name: str) -> Node:
    if hasattr(annotation, "model_fields"):
        return _record(annotation)
    if issubclass(annotation, bool):
        return YES_NO
    if issubclass(annotation, str):
        return TEXT
    if issubclass(annotation, int):
        return NUMBER
    raise TypeError(f"field {name!r}: {annotation!r} has no place in a template's context")


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _paths(node: Node, path: str) -> typing.Iterator[str]:
    match node:
        case FieldGroup(fields):
            for name, child in fields.items():
                yield from _paths(child, _join(path, name))
        case ListOf(item):
            yield from _paths(item, f"{path}[]")
        case Scalar():
            yield path


def _unused(node: Node, path: str, used: Set[tuple[int, str]]) -> typing.Iterator[str]:
    match node:
        case FieldGroup(fields):
            for name, child in fields.items():
                if (id(node), name) in used:
                    yield from _unused(child, _join(path, name), used)
                else:
                    yield _join(path, name)
        case ListOf(item):
            yield from _unused(item, f"{path}[]", used)
        case Scalar():
            return
