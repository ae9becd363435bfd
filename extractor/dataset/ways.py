"""By which formulas an achievement may have been worked out, told by the figures themselves."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.audit.achievements import CAPS
from extractor.dataset.panel import best_of
from extractor.dataset.statements import Statement

Formula = Callable[[Decimal, Decimal], Decimal]
# The three formulas of target and result (DOMAIN: capaian positif, negatif A, negatif B); the first counts more as better.
FORMULAS: dict[str, Formula] = {
    "R/T": lambda target, result: result / target * 100,
    "(2T−R)/T": lambda target, result: (2 * target - result) / target * 100,
    "T/R": lambda target, result: target / result * 100,
}
WORDS = {
    "R/T": ("realisasi / target", "realisation / target"),
    "(2T−R)/T": ("(2 × target − realisasi) / target", "(2 × target − realisation) / target"),
    "T/R": ("target / realisasi", "target / realisation"),
}
POSITIVE = "R/T"
# The printed achievement may be off by so many units of its last digit.
SLACK = Decimal("1.2")


@dataclass(frozen=True, slots=True)
class Way:
    """A formula, and the value above which achievements are not printed; 0 where there is none."""

    cap: Decimal
    formula: str

    @property
    def words(self) -> tuple[str, str]:
        """The way in Indonesian and in English."""
        indonesian, english = WORDS[self.formula]
        if not self.cap:
            return indonesian, english
        return f"{indonesian}, dibatasi {self.cap}", f"{english}, limited to {self.cap}"


def ways(said: Sequence[Statement]) -> frozenset[Way]:
    """All ways that give the printed achievement of the report's year; none where a figure is missing or wrong."""
    found: dict[str, Statement] = {}
    for measure in ("target", "realization", "achievement"):
        items = [
            item
            for item in said
            if item.measure == measure and item.year == item.fiscal_year and item.value and item.basis != "renstra"
        ]
        if not items:
            return frozenset()
        found[measure] = best_of(items)[0]
    target, result, gained = (found[m].value or Decimal(0) for m in ("target", "realization", "achievement"))
    slack = SLACK.scaleb(-found["achievement"].decimals)
    values = {name: formula(target, result) for name, formula in FORMULAS.items()}
    return frozenset(
        Way(cap, name)
        for name, value in values.items()
        for cap in (Decimal(0), *CAPS)
        if abs((min(value, cap) if cap else value) - gained) <= slack
    )


def simplest(found: frozenset[Way]) -> Way:
    """The way without a limit, if it may be that one, and the usual formula before the others."""
    return min(found, key=lambda way: (way.cap, list(FORMULAS).index(way.formula)))


def other_way(before: frozenset[Way], after: frozenset[Way]) -> str | None:
    """`polarity` where better became worse, `formula` where another formula or limit is used; None where one way may be both."""
    if not before or not after or before & after:
        return None
    turned = [{way.formula == POSITIVE for way in found} for found in (before, after)]
    return "polarity" if not turned[0] & turned[1] else "formula"
