"""The labelled pairs: two names with unit and kind of office, whether they are one thing, how hard, which part.

`work.csv` is there to be looked at and to fit the weights on, `held.csv` only to be measured; whoever tunes on its
misses replaces it. All names are of our own making, in the words of the field. A `tag` that ends in "-rule" was made by
a seeded rule, all others by hand; "a+b" are two variants held against each other.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

from extractor.matching import match
from extractor.matching.normalise import read_name
from extractor.matching.pairs import same_thing
from extractor.matching.units import unit_kind_of
from extractor.matching.view import Side
from schemas import Document, Fact, FactSource, Subject
from schemas.catalogue import polarity_of

FOLDER = Path(__file__).parent
PARTS = ("work", "held")


@dataclass(frozen=True)
class Labelled:
    """A pair with its label."""

    part: str
    names: tuple[str, str]
    units: tuple[str, str]
    agencies: tuple[str, str]
    same: bool
    tag: str

    def sides(self) -> tuple[Side, Side]:
        """Both names as they are compared."""
        return _side(self, 0), _side(self, 1)


@dataclass(frozen=True)
class Answer:
    """What matching says: one thing within a report, one id over reports, how probable."""

    pair: Labelled
    same: bool
    over_reports: bool
    score: float

    @property
    def surprise(self) -> float:
        """How far the probability is from the label."""
        return abs(self.score - float(self.pair.same))


def labelled(part: str) -> list[Labelled]:
    """The pairs of a part, in the order of the file."""
    with (FOLDER / f"{part}.csv").open(encoding="utf-8", newline="") as file:
        return [
            Labelled(
                row["part"],
                (row["name_a"], row["name_b"]),
                (row["unit_a"], row["unit_b"]),
                (row["agency_a"], row["agency_b"]),
                row["same"] == "yes",
                row["tag"],
            )
            for row in csv.DictReader(file)
        ]


def answered(pair: Labelled) -> Answer:
    """The answer to a pair: its names in two tables of one report, then in two reports."""
    facts = [_fact(pair, index) for index in (0, 1)]
    together = _ids(match(facts, Document(agency_kind=pair.agencies[0] or None)))
    apart = [
        _ids(match([fact], Document(agency_kind=agency or None)))[0]
        for fact, agency in zip(facts, pair.agencies, strict=True)
    ]
    score = same_thing(*pair.sides()).score
    return Answer(pair, together[0] == together[1], apart[0] == apart[1], score)


def _ids(facts: tuple[Fact, ...]) -> list[str | None]:
    """The ids of the subjects of facts."""
    return [fact.subject.canonical_id for fact in facts]


def _side(pair: Labelled, index: int) -> Side:
    """One name with its surroundings."""
    name, agency = pair.names[index], pair.agencies[index]
    agencies = (agency,) if agency else ()
    return Side(read_name(name), unit_kind_of(pair.units[index] or None), agencies, polarity=polarity_of(name, None))


def _fact(pair: Labelled, index: int) -> Fact:
    """A target of one of the names, in a table of its own."""
    return Fact(
        id=f"f{index}",
        subject=Subject(kind="indicator", name=pair.names[index]),
        measure="target",
        printed=str(index + 3),
        unit=pair.units[index] or None,
        source=FactSource(page=index + 1, bbox=(0, 0, 1, 1), table=f"t{index}", row=1),
    )
