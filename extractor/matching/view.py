"""A name with what stands around it: its unit, the office that reports, the objective above it."""

from dataclasses import dataclass, field

from extractor.matching.heads import measured
from extractor.matching.normalise import Name, read_name


@dataclass(frozen=True, slots=True)
class Side:
    """One of two names that are compared.

    `unit_kind` is percent, count, score, ... or None; `agencies` are the kinds of offices that carry the indicator;
    `objective` holds the words of the sasaran above it; `polarity` is up, down or None where nothing tells.
    """

    name: Name
    unit_kind: str | None = None
    agencies: tuple[str, ...] = ()
    objective: frozenset[str] = frozenset()
    polarity: str | None = None
    measured: str | None = field(init=False)

    def __post_init__(self) -> None:
        """Tells what the name measures."""
        object.__setattr__(self, "measured", measured(self.name.words, self.unit_kind))


def objective_words(text: str) -> frozenset[str]:
    """The words of a sasaran that may say what its indicators are about."""
    return frozenset(read_name(text).words)
