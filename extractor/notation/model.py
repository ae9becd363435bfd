"""What a printed figure was read as: a whole cell (`Parsed`) or a number in running text (`Token`)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

Kind = Literal[
    "number", "range", "fraction", "dash", "blank", "predicate", "text", "date", "tick", "identifier", "malformed"
]
Role = Literal[
    "figure", "year", "date", "legal-reference", "identifier", "table-reference", "list-number", "unit-number"
]


@dataclass(frozen=True, slots=True)
class Parsed:
    """One printed text and its reading.

    `value` is None for everything but a number that one grammar reads. `candidates` holds every possible reading, the
    likelier first, where `value` is None (a malformed number), and the *other* readings where `value` is set ("1.391"
    without knowing its column). `decimals` counts printed decimals, negative for scaled amounts ("28,8 miliar": -8).
    `bound` is the sign of an open bound ("≥ 80"), `parts` numerator and denominator of a fraction, `words` the value of
    the terbilang beside the digits, `scale` the power of ten of "juta" (6), "miliar" (9) and the like. `percent_sign`
    tells that "%" is printed in the cell, `currency` that "Rp", "rupiah" or ",-" is.
    """

    printed: str
    value: Decimal | None = None
    decimals: int = 0
    unit: str | None = None
    predicate: str | None = None
    candidates: tuple[Decimal, ...] = ()
    range: tuple[Decimal, Decimal] | None = None
    kind: Kind = "text"
    notices: tuple[str, ...] = ()
    percent_sign: bool = False
    currency: bool = False
    bound: str | None = None
    parts: tuple[Decimal, ...] = ()
    words: int | None = None
    scale: int = 0


@dataclass(frozen=True, slots=True)
class Token:
    """A number in running text; `start` and `end` span all that belongs to it (Rp, %, unit, predicate, terbilang)."""

    start: int
    end: int
    text: str
    parsed: Parsed
    role: Role = "figure"


@dataclass(frozen=True, slots=True)
class Hint:
    """What the column or the unit says about a number: an amount in rupiah, a count of things, a percentage or index."""

    money: bool = False
    count: bool = False
    percent: bool = False


class Cell(NamedTuple):
    """A cell on its way through the grammar: as printed, with dashes and spaces made equal, and what its column says."""

    printed: str
    clean: str
    hint: Hint
