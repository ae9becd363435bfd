"""A decision about a table on its way to the table that it is about."""

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.tables.arrangement import Box, around
from schemas import BBox, Table
from schemas.decision_conflicts import Placed
from schemas.decisions import TableDecision


@dataclass(frozen=True, slots=True)
class Application:
    """A decision and one table that it is about.

    `name` is the id of the table, `table` its reading without decisions (None where it is not read or is part of a
    table that a decision parts), `first` the page that the decision counts as page 1.
    """

    number: int
    placed: Placed
    name: str
    table: Table | None = None
    first: int = 1

    @property
    def decision(self) -> TableDecision:
        """What was decided."""
        decision = self.placed.decision
        assert isinstance(decision, TableDecision)
        return decision

    def page(self, number: int) -> int:
        """A page of the decision as a page of the file."""
        return self.first + number - 1


@dataclass(frozen=True, slots=True)
class Open:
    """A decision that does not fit the report, and why."""

    placed: Placed
    problem: str
    page: int | None = None


def parts_of(table: Table) -> tuple[Box, ...]:
    """The boxes of a table, one a page."""
    boxes: dict[int, list[BBox]] = {}
    for cell in table.cells:
        for page, box in [(region.page, region.bbox) for region in cell.boxes] or [(cell.page, cell.bbox)]:
            boxes.setdefault(page, []).append(box)
    return tuple((page, around(boxes[page])) for page in sorted(boxes))


def is_about(report: str, hashes: Sequence[str]) -> bool:
    """Whether the beginning of a hash is that of one of a report's files."""
    return any(digest.startswith(report.lower()) for digest in hashes)
