"""Shared base of the contract's models."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, ParamSpec, Self, TypeVar, cast

from pydantic import BaseModel, ConfigDict, PlainSerializer, WithJsonSchema

P = ParamSpec("P")
Record = TypeVar("Record")


class Model(BaseModel):
    """A frozen record of the contract; unknown keys are refused, so that a misspelt one is seen."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def model_post_init(self, context: Any, /) -> None:
        """Lets all records of a class share the names of their fields, which take twice the room of the values.

        Which fields were given is nobody's question: their set is that of all fields.
        """
        model = type(self)
        values = _blank(model).copy()
        values.update(self.__dict__)
        _set(self, "__dict__", values)
        _set(self, "__pydantic_fields_set__", _every_field(model))

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """The record with other values in some fields, which are not checked; in half of pydantic's time."""
        if deep:
            return super().model_copy(update=update, deep=True)
        copied = self.__new__(type(self))
        values = self.__dict__.copy()
        values.update(update or {})
        _set(copied, "__dict__", values)
        for name in ("__pydantic_extra__", "__pydantic_private__", "__pydantic_fields_set__"):
            _set(copied, name, getattr(self, name))
        return copied


def trusted(model: Callable[P, Record], *none: P.args, **values: P.kwargs) -> Record:
    """A record of values that are as its model wants them, by name: they are not checked, in a third of pydantic's time."""
    kind = cast(type[Model], model)
    record = kind.__new__(kind)
    fields = _blank(kind).copy()
    fields.update(values)
    _set(record, "__dict__", fields)
    _set(record, "__pydantic_fields_set__", _every_field(kind))
    _set(record, "__pydantic_extra__", None)
    _set(record, "__pydantic_private__", None)
    return cast(Record, record)


_set = object.__setattr__


@cache
def _every_field(model: type[Model]) -> set[str]:
    """The names of the fields of a model, the same set each time."""
    return set(model.model_fields)


@cache
def _blank(model: type[Model]) -> dict[str, Any]:
    """The fields of a model with their defaults; its copies share its keys, as dicts of an object's own attributes do (PEP 412)."""
    record = model.__new__(model)
    for name, field in model.model_fields.items():
        _set(record, name, None if field.is_required() else field.get_default(call_default_factory=True))
    return record.__dict__


def json_number(value: Decimal) -> int | float:
    """The JSON number of a Decimal: an int where it is whole, else the shortest float."""
    return int(value) if value == value.to_integral_value() else float(value)


Number = Annotated[
    Decimal,
    PlainSerializer(json_number, return_type=int | float, when_used="json"),
    WithJsonSchema({"type": "number"}),
]
"""An exact decimal in Python, a plain number in JSON."""

BBox = tuple[float, float, float, float]
"""x0, top, x1, bottom in points from the top left of the page as a viewer shows it."""
