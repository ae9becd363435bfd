"""Shared base of the contract's models."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, PlainSerializer, WithJsonSchema


class Model(BaseModel):
    """A frozen record of the contract; unknown keys are refused, so that a misspelt one is seen."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def model_post_init(self, context: Any, /) -> None:
        """Lets all records of a class share one set of given fields, which nobody asks for: each set takes more than its record."""
        _set(self, "__pydantic_fields_set__", _every_field(type(self)))

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """The record with other values in some fields, which are not checked; in half of pydantic's time."""
        if deep:
            return super().model_copy(update=update, deep=True)
        copied = self.__new__(type(self))
        _set(copied, "__dict__", {**self.__dict__, **(update or {})})
        for name in ("__pydantic_extra__", "__pydantic_private__", "__pydantic_fields_set__"):
            _set(copied, name, getattr(self, name))
        return copied


_set = object.__setattr__


@cache
def _every_field(model: type[Model]) -> set[str]:
    """The names of the fields of a model, the same set each time."""
    return set(model.model_fields)


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
