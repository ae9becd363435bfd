"""What a column is, told by the field of a row's model: name, type, unit, description."""

import types
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict
from pydantic.fields import FieldInfo

DERIVED: dict[str, Any] = {"derived": True}
"""Marks a column that is worked out from all reports together, not read from one."""

LAST: dict[str, Any] = {"last": True}
"""Marks a column that stands behind those that have no mark, whatever model declares it."""

Texts = tuple[str, ...]
"""A list of texts."""

EXACT = "decimal"
Exact = Annotated[str | None, EXACT]
"""A decimal number in digits, with the decimals that it has."""


def digits(value: Decimal | None) -> str | None:
    """A value for an exact column: in digits, without an exponent."""
    return None if value is None else f"{value:f}"


def number(value: Decimal | None) -> float | None:
    """A value for a column of numbers: the nearest double."""
    return None if value is None else float(value)


class Row(BaseModel):
    """Base of all rows; unknown columns are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `kind` is text, integer, number, boolean, list, object (JSON) or decimal (digits)."""

    name: str
    kind: str
    required: bool
    description: str
    unit: str | None = None
    derived: bool = False

    @property
    def sql(self) -> str:
        """Its type in DuckDB."""
        return _SQL[self.kind]


_SQL = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "list": "VARCHAR[]",
    "object": "VARCHAR",
    "decimal": "VARCHAR",
}
_KINDS: dict[Any, str] = {str: "text", int: "integer", float: "number", bool: "boolean", tuple: "list"}


@lru_cache(maxsize=64)
def columns(model: type[Row]) -> tuple[Column, ...]:
    """The columns of a table in the order of its model, those that are marked as last behind the others.

    Raises:
        TypeError: a field has no description or a type that no column can have.
    """
    fields = sorted(model.model_fields.items(), key=lambda item: _is_last(item[1]))
    return tuple(_column(name, field) for name, field in fields)


def description(model: type[Row]) -> str:
    """What a table holds, in one sentence."""
    return " ".join((model.__doc__ or "").split())


def _marks(field: FieldInfo) -> Mapping[str, Any]:
    return field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}


def _is_last(field: FieldInfo) -> bool:
    return bool(_marks(field).get("last"))


def _column(name: str, field: FieldInfo) -> Column:
    extra = _marks(field)
    if not field.description:
        raise TypeError(f"column {name} has no description")
    unit = extra.get("unit")
    return Column(
        name,
        str(extra.get("type") or (EXACT if EXACT in field.metadata else _kind(name, field.annotation))),
        field.is_required(),
        field.description,
        str(unit) if unit else None,
        bool(extra.get("derived")),
    )


def _kind(name: str, annotation: Any) -> str:
    """The kind of a Python type; None beside it only says that the column may be empty."""
    if get_origin(annotation) is Annotated:
        return EXACT if EXACT in get_args(annotation) else _kind(name, get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        annotation = next(part for part in get_args(annotation) if part is not type(None))
    kind = _KINDS.get(get_origin(annotation) or annotation)
    if kind is None:
        raise TypeError(f"column {name} has a type that no table can hold: {annotation}")
    return kind
