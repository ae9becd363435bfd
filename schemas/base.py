"""Shared base of the contract's models."""

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, PlainSerializer, WithJsonSchema


class Model(BaseModel):
    """A frozen record of the contract; unknown keys are refused, so that a misspelt one is seen."""

    model_config = ConfigDict(frozen=True, extra="forbid")


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
