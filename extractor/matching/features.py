"""What speaks for and against two names meaning the same: each feature has a value, and a weight that was fitted.

The docstring of a feature is what a reader of reasons is shown; a feature without one does not run.
"""

import itertools
from collections.abc import Callable
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

from extractor.matching.alignment import Alignment
from extractor.matching.heads import head_class, is_light
from extractor.matching.view import Side

Value = Callable[[Side, Side, Alignment], float]
# Counts of words stop here: a fifth strange word says no more than the fourth.
MOST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature: its name, what it means in words, and its value for two names."""

    name: str
    meaning: str
    value: Value


def strange_words(left: Side, right: Side, alignment: Alignment) -> float:
    """Words that tell things apart and stand in one name only."""
    return min(sum(not is_light(word) for word in (*alignment.only_left, *alignment.only_right)), MOST_WORDS)


def strange_share(left: Side, right: Side, alignment: Alignment) -> float:
    """Share of the words that stand in one name only."""
    count = len(left.name.words) + len(right.name.words)
    return (len(alignment.only_left) + len(alignment.only_right)) / count if count else 1.0


def light_words(left: Side, right: Side, alignment: Alignment) -> float:
    """Words in one name only that add nothing."""
    alone = (*alignment.only_left, *alignment.only_right)
    return min(sum(is_light(word) and head_class(word) is None for word in alone), MOST_WORDS)


def slips(left: Side, right: Side, alignment: Alignment) -> float:
    """Words that differ by a slip of the pen."""
    return min(sum(p.by == "slip" for p in alignment.partners), MOST_WORDS)


def forms(left: Side, right: Side, alignment: Alignment) -> float:
    """Words that are forms of one word."""
    return min(sum(p.by in ("form", "noun") for p in alignment.partners), MOST_WORDS)


def shortened(left: Side, right: Side, alignment: Alignment) -> float:
    """Words that are abbreviations or pieces of one word."""
    return min(sum(p.by in ("short", "pieces", "initials") for p in alignment.partners), MOST_WORDS)


def other_letters(left: Side, right: Side, alignment: Alignment) -> float:
    """Share of letters that differ where spaces and order do not count."""
    ours = [partner.left.replace(" ", "") for partner in alignment.partners]
    theirs = [partner.right.replace(" ", "") for partner in alignment.partners]
    return 1 - ratio("".join([*ours, *alignment.only_left]), "".join([*theirs, *alignment.only_right])) / 100


def word_order(left: Side, right: Side, alignment: Alignment) -> float:
    """Share of neighbouring words that changed places."""
    places = [partner.places[1] for partner in alignment.partners]
    moved = sum(a > b for a, b in itertools.pairwise(places))
    return moved / (len(places) - 1) if len(places) > 1 else 0.0


def other_head(left: Side, right: Side, alignment: Alignment) -> float:
    """Another word for the same kind of measure, or no word for it in one name."""
    alone = (*alignment.only_left[:1], *alignment.only_right[:1])
    return float(any(head_class(word) for word in alone))


def unknown_measure(left: Side, right: Side, alignment: Alignment) -> float:
    """One name says what is measured and the other says nothing of it, nor does its unit."""
    if left.measured is not None and right.measured is not None:
        return 0.0
    heads = [bool(side.name.words) and head_class(side.name.words[0]) is not None for side in (left, right)]
    return float(heads[0] != heads[1])


def same_unit(left: Side, right: Side, alignment: Alignment) -> float:
    """Units are of one kind (1), of different kinds (-1), or unknown (0)."""
    if left.unit_kind is None or right.unit_kind is None:
        return 0.0
    return 1.0 if left.unit_kind == right.unit_kind else -1.0


def same_agency(left: Side, right: Side, alignment: Alignment) -> float:
    """Offices of one kind carry both (1), of different kinds (-1), or it is unknown (0)."""
    if not left.agencies or not right.agencies:
        return 0.0
    return 1.0 if set(left.agencies) & set(right.agencies) else -1.0


def same_objective(left: Side, right: Side, alignment: Alignment) -> float:
    """Share of the words of the sasaran that both have, 0 where one is unknown."""
    both = left.objective | right.objective
    return len(left.objective & right.objective) / len(both) if left.objective and right.objective else 0.0


def other_polarity(left: Side, right: Side, alignment: Alignment) -> float:
    """More is better in one, less in the other."""
    return float({left.polarity, right.polarity} == {"up", "down"})


def short_name(left: Side, right: Side, alignment: Alignment) -> float:
    """Names of few words, where one word more weighs more."""
    shortest = min(len(left.name.words), len(right.name.words))
    return (
        1 / shortest
        if shortest and (slips(left, right, alignment) or alignment.only_left or alignment.only_right)
        else 0
    )


def _feature(value: Value) -> Feature:
    """The feature of a function; its docstring is the meaning.

    Raises:
        TypeError: the function has no docstring.
    """
    if not value.__doc__:
        raise TypeError(f"feature {value.__name__} has no docstring")
    return Feature(value.__name__, value.__doc__.strip().splitlines()[0], value)


FEATURES: tuple[Feature, ...] = tuple(
    _feature(value)
    for value in (
        strange_words, strange_share, light_words, slips, forms, shortened, other_letters, word_order,
        other_head, unknown_measure, same_unit, same_agency, same_objective, other_polarity, short_name,
    )
)  # fmt: skip
