"""The scales that a report may be graded by: legends that it prints, and those of the catalogue for known indices."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.audit.legend import Legend, legends
from extractor.facts.model import Reading


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale of the catalogue with every way to write its labels."""

    id: str
    name: str
    legend: Legend
    spellings: dict[str, str]

    def known(self, label: str) -> str | None:
        """The scale's own label for a printed one, None where the scale has no such class."""
        return self.spellings.get(plain_label(label))


# Words of indicator names that tell which index a value belongs to; the catalogue names the scale by its beginning.
KEYWORDS: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"\bsistem\s+merit\b|\bsystem\s+merit\b", re.IGNORECASE), "merit", "sistem merit"),
    (re.compile(r"\bs?akip\b", re.IGNORECASE), "akip", "AKIP"),
    (re.compile(r"\bkepuasan\b|\bskm\b|\bikm\b", re.IGNORECASE), "skm", "kepuasan masyarakat"),
)


def plain_label(label: str) -> str:
    """A label in lower case without marks: "Level 3", "(BB)", "Sangat Baik" alike."""
    return " ".join(re.findall(r"[a-z0-9]+", label.lower()))


class ScaleBook:
    """Which scale grades a value."""

    def __init__(self, printed: Sequence[Legend], indices: Iterable[Scale], usual: Sequence[Legend]) -> None:
        self.printed = tuple(printed)
        self.indices = {scale.id: scale for scale in indices}
        self.usual = tuple(usual)

    def for_labels(self, labels: Sequence[str]) -> Legend | None:
        """The scale of achievements whose classes hold all labels: a printed one first, then the usual one."""
        wanted = set(labels)
        return next(
            (legend for legend in (*self.printed, *self.usual) if wanted <= {label for label, _ in legend.classes}),
            None,
        )

    def of_subject(self, name: str, canonical_id: str | None) -> Scale | None:
        """The scale of an index, by the words of its name."""
        return self.of_text(name) or (self.of_text(canonical_id.replace("-", " ")) if canonical_id else None)

    def of_text(self, text: str) -> Scale | None:
        """The scale of the index that a text names last."""
        best: tuple[int, str] | None = None
        for pattern, prefix, _ in KEYWORDS:
            for match in pattern.finditer(text):
                if best is None or match.end() > best[0]:
                    best = (match.end(), prefix)
        return self.indices.get(best[1]) if best else None


def scale_book(reading: Reading) -> ScaleBook:
    """The scales of one report."""
    from extractor.audit.catalogue_scales import index_scales, usual_legends

    return ScaleBook(legends(reading.tables, reading.sentences), index_scales(), usual_legends())
