"""How often readings are wrong: rates by stratum with intervals that are right for small samples and rare errors."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from extractor.dataset.sheet import Judgement

# The quantile of the normal distribution for 95 %.
Z, LEVEL = 1.959963984540054, 0.95
Stratum = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rate:
    """Errors among judged figures: the share, Wilson's interval, and the exact one after Clopper and Pearson (95 %)."""

    judged: int
    wrong: int

    @property
    def share(self) -> float | None:
        """The share that is wrong; None where nothing was judged."""
        return self.wrong / self.judged if self.judged else None

    @property
    def wilson(self) -> tuple[float, float]:
        """The score interval (Wilson 1927): close to its level on the average."""
        if not self.judged:
            return (0.0, 1.0)
        n, p = self.judged, self.wrong / self.judged
        middle, spread = p + Z * Z / (2 * n), Z * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
        low, high = (middle - spread) / (1 + Z * Z / n), (middle + spread) / (1 + Z * Z / n)
        return (max(0.0, low) if self.wrong else 0.0, min(1.0, high) if self.wrong < n else 1.0)

    @property
    def exact(self) -> tuple[float, float]:
        """The exact interval (Clopper and Pearson 1934): never below its level."""
        from scipy.special import betaincinv

        n, k, tail = self.judged, self.wrong, (1 - LEVEL) / 2
        low = float(betaincinv(k, n - k + 1, tail)) if k else 0.0
        high = float(betaincinv(k + 1, n - k, 1 - tail)) if k < n else 1.0
        return (low, high)


@dataclass(frozen=True, slots=True)
class Rates:
    """The rates of a sample: of all judged figures, by stratum, and of all figures, each stratum weighed by its size."""

    whole: Rate
    by_stratum: Mapping[Stratum, Rate]
    weighted: float | None


def rates(judgements: Iterable[Judgement], sizes: Mapping[Stratum, int]) -> Rates:
    """The error rates; a figure is wrong where its value or its subject is. One with an open question is not judged."""
    counts: dict[Stratum, list[int]] = {stratum: [0, 0] for stratum in sizes}
    for item in judgements:
        wrong = item.figure is False or item.subject is False
        if wrong or (item.figure and item.subject):
            count = counts.setdefault(item.stratum, [0, 0])
            count[0] += 1
            count[1] += wrong
    found = {stratum: Rate(*count) for stratum, count in sorted(counts.items())}
    whole = Rate(sum(rate.judged for rate in found.values()), sum(rate.wrong for rate in found.values()))
    known = {s: rate for s, rate in found.items() if rate.judged and s in sizes}
    total = sum(sizes[s] for s in known)
    weighted = sum(sizes[s] * (rate.share or 0) for s, rate in known.items()) / total if total else None
    return Rates(whole, found, weighted)
