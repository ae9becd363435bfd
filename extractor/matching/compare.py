"""How surely two names mean the same thing: a probability, and what it is made of."""

import math
from dataclasses import dataclass

from extractor.matching.alignment import Alignment, Partner, align
from extractor.matching.features import FEATURES
from extractor.matching.guards import GUARDS
from extractor.matching.view import Side
from extractor.matching.weights import weights
from extractor.remembered import remembered

# What a guard forbids is not impossible: labels are wrong now and then.
FORBIDDEN = 0.01
SUREST = 0.999


@dataclass(frozen=True, slots=True)
class Part:
    """A feature that says something here: its value, and value times weight."""

    name: str
    value: float
    weighs: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Probability that two names are one thing, the words that each has alone, what it is made of, what forbids it."""

    score: float
    only_left: tuple[str, ...] = ()
    only_right: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    forbidden: str | None = None
    partners: tuple[Partner, ...] = ()


def compare(left: Side, right: Side) -> Comparison:
    """The comparison of two names; it does not matter which is left."""
    alignment = _aligned(left, right)
    forbidden = next((why for guard in GUARDS if (why := guard(left, right, alignment))), None)
    if forbidden:
        return Comparison(FORBIDDEN, alignment.only_left, alignment.only_right, forbidden=forbidden)
    values = [(feature.name, feature.value(left, right, alignment)) for feature in FEATURES]
    score = probability(dict(values))
    table = weights().features
    parts = tuple(Part(name, round(value, 3), round(value * table[name], 2)) for name, value in values if value)
    changed = tuple(partner for partner in alignment.partners if partner.by != "equal")
    return Comparison(score, alignment.only_left, alignment.only_right, parts, partners=changed)


def probability(values: dict[str, float]) -> float:
    """The logistic function of the weighted values."""
    table = weights()
    total = table.intercept + sum(table.features[name] * value for name, value in values.items())
    return min(1 / (1 + math.exp(-total)), SUREST)


def _aligned(left: Side, right: Side) -> Alignment:
    """The alignment; names of the same letters are the same words."""
    same = left.name.letters == right.name.letters or (left.name.raw == right.name.raw and bool(left.name.raw))
    return _words(left.name.words, right.name.words, same)


@remembered(65536)
def _words(left: tuple[str, ...], right: tuple[str, ...], same_letters: bool) -> Alignment:
    """The alignment of words."""
    if left == right or not same_letters:
        return align(left, right)
    return align(("".join(left),), ("".join(left),))
