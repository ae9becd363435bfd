"""Slips of the pen planted into the figures of a clean reading."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extractor.facts.model import Reading
from extractor.notation import printed
from schemas import Fact


@dataclass(frozen=True, slots=True)
class Planted:
    """A figure that was printed wrong: its fact, the slip, and both values."""

    fact: str
    kind: str
    right: Decimal
    wrong: Decimal


Slip = Callable[[random.Random, Fact, Sequence[Fact]], Decimal | None]


def _digits(fact: Fact) -> str:
    return str(int(abs(fact.value or 0).scaleb(max(fact.decimals, 0))))


def _value(digits: str, fact: Fact) -> Decimal:
    return Decimal(digits or "0").scaleb(-max(fact.decimals, 0))


def _swap(chance: random.Random, fact: Fact, _: Sequence[Fact]) -> Decimal | None:
    digits = _digits(fact)
    places = [i for i in range(len(digits) - 1) if digits[i] != digits[i + 1] and (i or digits[1] != "0")]
    if not places:
        return None
    i = chance.choice(places)
    return _value(digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :], fact)


def _other_digit(chance: random.Random, fact: Fact, _: Sequence[Fact]) -> Decimal | None:
    digits = _digits(fact)
    i = chance.randrange(len(digits))
    choice = chance.choice([d for d in "123456789" if d != digits[i]])
    return _value(digits[:i] + choice + digits[i + 1 :], fact)


def _lost_zero(chance: random.Random, fact: Fact, _: Sequence[Fact]) -> Decimal | None:
    digits = _digits(fact)
    places = [i for i, digit in enumerate(digits) if digit == "0"]
    return _value(digits[: (i := chance.choice(places))] + digits[i + 1 :], fact) if places else None


def _lost_first(_: random.Random, fact: Fact, __: Sequence[Fact]) -> Decimal | None:
    digits = _digits(fact)
    return _value(digits[1:], fact) if len(digits) > 3 and digits[1] != "0" else None


def _moved_point(chance: random.Random, fact: Fact, _: Sequence[Fact]) -> Decimal | None:
    return (fact.value or Decimal(0)).scaleb(chance.choice([-1, 1])) if fact.decimals else None


def _copied_row(chance: random.Random, fact: Fact, others: Sequence[Fact]) -> Decimal | None:
    near = [o.value for o in others if o.source.column == fact.source.column and o.measure == fact.measure]
    return chance.choice([v for v in near if v is not None] or [Decimal(0)])


def _shifted_column(chance: random.Random, fact: Fact, others: Sequence[Fact]) -> Decimal | None:
    """The figure beside it, of the same or another year."""
    near = [o.value for o in others if o.source.row == fact.source.row and o.decimals == fact.decimals]
    return chance.choice([v for v in near if v is not None] or [Decimal(0)])


SLIPS: dict[str, Slip] = {
    "digit-swap": _swap,
    "other-digit": _other_digit,
    "dropped-zero": _lost_zero,
    "lost-first-digit": _lost_first,
    "decimal-point": _moved_point,
    "copied-row": _copied_row,
    "shifted-column": _shifted_column,
}


def planted(reading: Reading, names: Sequence[str], count: int, chance: random.Random) -> tuple[Reading, list[Planted]]:
    """The reading with so many slips in some of the named figures, of kinds and in cells chosen by chance."""
    facts = {fact.id: fact for fact in reading.facts}
    found: list[Planted] = []
    while len(found) < count:
        fact = facts[chance.choice(list(names))]
        kind = chance.choice(list(SLIPS))
        others = [o for o in reading.facts if o.source.table == fact.source.table and o.id != fact.id]
        wrong = SLIPS[kind](chance, fact, others) if fact.value is not None else None
        if wrong is None or wrong <= 0 or fact.value is None or abs(wrong - fact.value) <= abs(fact.value) / 1000:
            continue
        if fact.id not in {item.fact for item in found}:
            found.append(Planted(fact.id, kind, fact.value, wrong))
    return _printed(reading, {item.fact: item.wrong for item in found}), found


def _printed(reading: Reading, wrong: dict[str, Decimal]) -> Reading:
    """The reading with other figures, in its facts and in the text of its cells."""
    texts = dict(_cells(reading, wrong))
    facts = tuple(
        fact.model_copy(update={"value": wrong[fact.id], "printed": printed(wrong[fact.id], fact.decimals)})
        if fact.id in wrong
        else fact
        for fact in reading.facts
    )
    tables = tuple(
        table.model_copy(
            update={
                "cells": tuple(
                    cell.model_copy(update={"text": text})
                    if (text := texts.get((table.id, cell.row, cell.column))) is not None
                    else cell
                    for cell in table.cells
                )
            }
        )
        for table in reading.tables
    )
    return replace(reading, facts=facts, tables=tables)


def _cells(reading: Reading, wrong: dict[str, Decimal]) -> Iterator[tuple[tuple[str, int, int], str]]:
    for fact in reading.facts:
        source = fact.source
        if fact.id in wrong and source.table is not None and source.row is not None and source.column is not None:
            yield (source.table, source.row, source.column), printed(wrong[fact.id], fact.decimals)
