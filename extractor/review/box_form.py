"""Boxes that a person draws on a page: a table that was not seen, or a place where no table stands."""

from collections.abc import Mapping
from typing import Any

from extractor.record.events import TABLE, Record, Standing
from extractor.review.opened import Opened
from extractor.review.table_form import FormError, bounds_of, kinds, rows_of
from schemas import BBox, Table
from schemas.decisions import TableDecision, TablePlace, TableRegion

# Tables that only a box shows: their numbers may change with the next box.
DRAWN = "n"
SIDES = ("left", "top", "right", "bottom")
FARTHEST = 10_000.0
HERE, NONE = "table", "none"


def box_decision(opened: Opened, page: int, fields: Mapping[str, Any]) -> TableDecision:
    """The decision that a form makes: where a table stands and how it is built, or that none stands there.

    Raises:
        FormError: a field cannot be understood.
    """
    place = TablePlace(report=opened.report.source.sha256)
    region = (TableRegion(page=page, bbox=_box(fields)),)
    reason = str(fields.get("reason") or "").strip() or None
    if fields.get("what") == NONE:
        return TableDecision(place=place, without=region, reason=reason)
    if fields.get("what") != HERE:
        raise FormError("what")
    kind = str(fields.get("kind") or "")
    if kind and kind not in kinds():
        raise FormError("kind")
    return TableDecision(
        place=place,
        regions=region,
        bounds=tuple(bounds_of(fields)),
        header_rows=rows_of(fields),
        kind=kind or None,
        reason=reason,
    )


def no_table(opened: Opened, table: Table, reason: str) -> TableDecision:
    """The decision that what was read as a table is none, on each of its pages."""
    boxes: dict[int, list[BBox]] = {}
    for cell in table.cells:
        for page, box in [(r.page, r.bbox) for r in cell.boxes] or [(cell.page, cell.bbox)]:
            boxes.setdefault(page, []).append(box)
    without = tuple(TableRegion(page=page, bbox=_around(found)) for page, found in sorted(boxes.items()))
    return TableDecision(
        place=TablePlace(report=opened.report.source.sha256), without=without, reason=reason.strip() or None
    )


def boxes_of(opened: Opened, record: Record) -> tuple[Standing, ...]:
    """What holds of boxes that were drawn on the pages of a report, in the order in which they were drawn."""
    digest = opened.report.source.sha256
    return tuple(
        standing
        for standing in record.decided(TABLE)
        if standing.value is not None
        and digest.startswith(str(standing.value["place"].get("report") or "-"))
        and standing.value["place"].get("table") is None
    )


def drawn_as(opened: Opened, record: Record, table: Table) -> TableDecision | None:
    """The decision that showed a table, which no reading has; None for tables that were read."""
    if not table.id.startswith(DRAWN) or not table.cells:
        return None
    first = table.cells[0]
    for standing in boxes_of(opened, record):
        decision = TableDecision.model_validate(standing.value)
        if any(region.page == first.page and _meet(region.bbox, first.bbox) for region in decision.regions):
            return decision
    return None


def _box(fields: Mapping[str, Any]) -> BBox:
    """The box of a form, in points from the top left of the page."""
    sides = []
    for name in SIDES:
        try:
            side = round(float(str(fields.get(name) or "").replace(",", ".")), 1)
        except ValueError:
            raise FormError("box") from None
        if not 0 <= side <= FARTHEST:
            raise FormError("box")
        sides.append(side)
    left, top, right, bottom = sides
    if left >= right or top >= bottom:
        raise FormError("box")
    return left, top, right, bottom


def _around(boxes: list[BBox]) -> BBox:
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def _meet(one: BBox, other: BBox) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
