"""Decisions about tables to the arrangement that the search for tables follows."""

from collections.abc import Sequence
from itertools import pairwise

from extractor.corrections.application import Application, Open, parts_of
from extractor.tables.arrangement import Arrangement, Box, Break, Given, Join
from schemas import Table
from schemas.decisions import NEXT, PREVIOUS


def arrangement_of(applications: Sequence[Application], tables: Sequence[Table]) -> tuple[Arrangement, dict[int, Open]]:
    """The arrangement, and by their number decisions that ask for a neighbour which a table does not have."""
    joins: list[Join] = []
    still_open: dict[int, Open] = {}
    for application in applications:
        if application.decision.join is None:
            continue
        joint = _join(application, [table.id for table in tables])
        if isinstance(joint, Open):
            still_open[application.number] = joint
        else:
            joins.append(joint)
    moved = [a for a in applications if a.decision.regions or a.decision.bounds]
    parted = [a for a in applications if a.decision.split_pages]
    arrangement = Arrangement(
        given=tuple(_given(application) for application in moved),
        blank=tuple((a.page(r.page), r.bbox) for a in applications for r in a.decision.without),
        joins=tuple(joins),
        breaks=tuple(Break(a.number, a.name, tuple(map(a.page, a.decision.split_pages))) for a in parted),
        places=tuple((table.id, parts_of(table)[0]) for table in tables if table.cells),
    )
    return arrangement, still_open


def _given(application: Application) -> Given:
    """The table in its given boxes, or with given bounds in the boxes where it was read."""
    decision, before = application.decision, parts_of(application.table) if application.table else ()
    regions: tuple[Box, ...] = tuple((application.page(r.page), r.bbox) for r in decision.regions)
    parts = regions or before
    # Odd and even pages may have other margins; boxes that a person drew say nothing of that.
    shifts = () if regions else tuple(box[0] - before[0][1][0] for _, box in before)
    return Given(application.number, application.name, parts, decision.bounds, shifts, before)


def _join(application: Application, names: Sequence[str]) -> Join | Open:
    """The two tables that become one."""
    name, other = application.name, application.decision.join or ""
    after, before = dict(pairwise(names)), {b: a for a, b in pairwise(names)}
    if other == NEXT:
        second = after.get(name)
        return Join(application.number, name, second) if second else Open(application.placed, "no table follows")
    first = before.get(name) if other == PREVIOUS else other
    return Join(application.number, first, name) if first else Open(application.placed, "no table stands before it")
