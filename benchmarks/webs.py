"""Networks for tests: random trees of budgets with percentages and a second table, consistent until a figure is changed."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from extractor.audit.outcome import Outcome
from extractor.audit.repair import Network, network
from extractor.notation import exact, rounded
from extractor.notation.intervals import Interval
from schemas import Fact, FactSource, Subject


def fact(identity: str, value: Decimal | int, measure: str = "budget", decimals: int = 0, **place: object) -> Fact:
    """A figure in a cell."""
    source = {"page": 1, "bbox": (0.0, 0.0, 1.0, 1.0), "table": "t1", "row": 1, "column": 1} | place
    return Fact(
        id=identity,
        subject=Subject(kind="budget_line", name=identity),
        measure=measure,
        printed=str(value),
        value=Decimal(value),
        decimals=decimals,
        source=FactSource.model_validate(source),
    )


@dataclass
class Web:
    """Facts by id with the calculations that join them, as rules yield them."""

    facts: dict[str, Fact]
    sums: list[tuple[str, tuple[str, ...]]]
    shares: list[tuple[str, str, str]]
    copies: list[tuple[str, str]]

    def changed(self, **values: Decimal) -> "Web":
        """The same with other printed values."""
        facts = dict(self.facts)
        for name, value in values.items():
            facts[name] = facts[name].model_copy(update={"value": value, "printed": str(value)})
        return Web(facts, self.sums, self.shares, self.copies)

    def outcomes(self) -> list[Outcome]:
        """What the rules would yield."""
        found = [self._sum(whole, parts) for whole, parts in self.sums]
        found += [self._share(*share) for share in self.shares]
        return found + [self._copy(*pair) for pair in self.copies]

    def _value(self, name: str) -> Decimal:
        value = self.facts[name].value
        assert value is not None
        return value

    def _sum(self, whole: str, parts: Sequence[str]) -> Outcome:
        total = exact(sum((self._value(part) for part in parts), Decimal(0)))
        return self._outcome("BUD-SUM", parts, whole, total, self._value(whole) in total)

    def _share(self, share: str, upper: str, lower: str) -> Outcome:
        interval = exact(self._value(upper)) / exact(self._value(lower))
        interval = interval.scale(100)
        printed = rounded(self._value(share), self.facts[share].decimals)
        holds = printed.low <= interval.high and interval.low <= printed.high
        return self._outcome("BUD-PCT", (upper, lower), share, interval, holds)

    def _copy(self, one: str, two: str) -> Outcome:
        holds = self._value(one) == self._value(two)
        return self._outcome("XT-BUD", (one, two), None, None, holds)

    def _outcome(
        self, check: str, inputs: Sequence[str], result: str | None, interval: Interval | None, holds: bool
    ) -> Outcome:
        return Outcome(
            inputs=tuple(self.facts[name] for name in inputs),
            result=self.facts[result] if result else None,
            interval=interval,
            verdict="consistent" if holds else "inconsistent",
            check=check,
        )

    def network(self) -> Network:
        """The network of it all."""
        return network(list(self.facts.values()), self.outcomes())


def tree(seed: int, groups: int = 4, size: int = 4, copied: bool = True) -> Web:
    """A consistent budget: rows below groups below a total, in two columns with a percentage, amounts in a second table."""
    chance = random.Random(seed)
    amounts: dict[str, Decimal] = {}
    sums: list[tuple[str, tuple[str, ...]]] = []
    rows = [f"g{group}r{row}" for group in range(groups) for row in range(size)]
    for row in rows:
        amounts[f"{row}b"] = Decimal(chance.randrange(10**6, 10**9))
        amounts[f"{row}s"] = amounts[f"{row}b"] * chance.randrange(500, 990) // 1000
    for column in "bs":
        for group in range(groups):
            parts = tuple(f"g{group}r{row}{column}" for row in range(size))
            amounts[f"g{group}{column}"] = sum((amounts[part] for part in parts), Decimal(0))
            sums.append((f"g{group}{column}", parts))
        tops = tuple(f"g{group}{column}" for group in range(groups))
        amounts[f"total{column}"] = sum((amounts[part] for part in tops), Decimal(0))
        sums.append((f"total{column}", tops))
    lines = [*rows, *(f"g{group}" for group in range(groups)), "total"]
    facts = {name: fact(name, value, "budget" if name.endswith("b") else "spending") for name, value in amounts.items()}
    for number, line in enumerate(lines):
        share = (amounts[f"{line}s"] * 100 / amounts[f"{line}b"]).quantize(Decimal("0.01"), ROUND_HALF_UP)
        facts[f"{line}p"] = fact(f"{line}p", share, "absorption", 2, row=number, column=3)
        if copied:
            facts[f"{line}c"] = fact(f"{line}c", amounts[f"{line}b"], table="t2", row=number)
    shares = [(f"{line}p", f"{line}s", f"{line}b") for line in lines]
    copies = [(f"{line}b", f"{line}c") for line in lines] if copied else []
    return Web(facts, sums, shares, copies)
