"""What a person decided, the one format for all of it (`decisions.yaml`); kept apart from code and catalogue.

A decision wins over every score and every reading. Sections: `names` (which names are one thing), `tables` (how a table
is built), `cells` (what a cell says), `findings` (whether a finding holds).
"""

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from schemas.base import BBox, Model

DECISIONS_VERSION = 1


class Decided(Model):
    """Who decided, when and why; said of every decision."""

    who: str | None = None
    when: date | None = None
    reason: str | None = None


class NameDecision(Decided):
    """Names of indicators that are one thing, that are different things, or an id that was merged into another.

    `same`: all `names` are one thing, and it is `id` where one is given. `different`: the two `names` are two things, or
    the one name is not `id`. `merged`: whatever has `id` has the id `into`. `agency` limits the decision to the reports
    of one office, `unit` to figures in one unit.
    """

    decision: Literal["same", "different", "merged"]
    names: tuple[str, ...] = ()
    id: str | None = None
    into: str | None = None
    agency: str | None = None
    unit: str | None = None

    @model_validator(mode="after")
    def _complete(self) -> Self:
        """Refuses a decision that does not say between what it decides."""
        count = len(self.names) + (self.id is not None)
        if self.decision == "merged":
            if self.names or self.id is None or self.into is None or self.id == self.into:
                raise ValueError("merged needs id and into, two different ids, and no names")
        elif self.into is not None:
            raise ValueError(f"{self.decision} has no into")
        elif self.decision == "same" and (not self.names or count < 2):
            raise ValueError("same needs two names, or one name and an id")
        elif self.decision == "different" and (not self.names or count != 2):
            raise ValueError("different needs two names, or one name and an id")
        return self


class TablePlace(Model):
    """A table of one report, a report alone, or a template: all tables of an office that are called so.

    `report` is the sha256 of the PDF (at least 12 digits of it) and `table` the id in its audit without decisions. A
    template has one or more of `caption` (words of it; years do not count), `number` and `kind`, and the `agency` that
    it is limited to.
    """

    report: str | None = Field(default=None, min_length=12)
    table: str | None = None
    agency: str | None = None
    caption: str | None = None
    number: str | None = None
    kind: str | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        """Refuses a place that is neither a table of a report nor a template."""
        template = any(part is not None for part in (self.caption, self.number, self.kind))
        if (self.report is not None) == template or (template and self.table is not None):
            raise ValueError("a place needs report and table, or caption, number or kind (and agency)")
        return self


class TableRegion(Model):
    """Where a table stands on a page, in points from the top left; in a template page 1 is the table's first page."""

    page: int = Field(ge=1)
    bbox: BBox

    @model_validator(mode="after")
    def _has_area(self) -> Self:
        """Refuses a box without a width or height."""
        x0, top, x1, bottom = self.bbox
        if x0 >= x1 or top >= bottom:
            raise ValueError("a box is left, top, right, bottom in points")
        return self


class ColumnDecision(Model):
    """What a column says; `header` are words that must stand in its header, or the decision does not fit.

    `period` may count from the report's year: year, year-1, year-Q2.
    """

    role: str | None = None
    header: str | None = None
    period: str | None = None
    unit: str | None = None
    entity: str | None = None
    basis: str | None = None


NEXT, PREVIOUS = "next", "previous"


class TableDecision(Decided):
    """How a table is built; what is not said stays as it was read.

    `regions` are its parts, `without` boxes in which no table stands, `bounds` the vertical walls between its columns
    (points from the left), `columns` how many it must have, `header_rows` the number of header rows, `join` the table
    that it goes on from (an id, or previous), or next where the table behind it goes on from it, `split` the rows and
    `split_pages` the pages before which a new table begins, `kind` its kind, `roles` the roles of columns by their
    index from 0, with period, unit, entity and basis where they are said.
    """

    place: TablePlace
    regions: tuple[TableRegion, ...] = ()
    without: tuple[TableRegion, ...] = ()
    bounds: tuple[float, ...] = ()
    columns: int | None = Field(default=None, ge=1)
    header_rows: int | None = Field(default=None, ge=0)
    join: str | None = None
    split: tuple[int, ...] = ()
    split_pages: tuple[int, ...] = ()
    kind: str | None = None
    roles: dict[int, str | ColumnDecision] = {}

    @model_validator(mode="after")
    def _has_table(self) -> Self:
        """Refuses a decision about no table: without an id, it must say where one stands or that none does."""
        place = self.place
        if place.report is not None and place.table is None and not self.regions and not self.without:
            raise ValueError("a place with a report needs a table, regions or without")
        if place.report is not None and place.table is None and self.join is not None:
            raise ValueError("join needs the id of a table")
        return self


class CellDecision(Decided):
    """What a cell says: `text` stands for what was read, `read` is the reading that it was decided on.

    The cell is told by table, row and column, or by page and box. Where the reading is another one now, the decision is
    open again.
    """

    report: str = Field(min_length=12)
    table: str | None = None
    row: int | None = Field(default=None, ge=0)
    column: int | None = Field(default=None, ge=0)
    page: int | None = Field(default=None, ge=1)
    bbox: BBox | None = None
    read: str | None = None
    text: str

    @model_validator(mode="after")
    def _placed(self) -> Self:
        """Refuses a decision that does not say which cell it is about."""
        in_table = [part is not None for part in (self.table, self.row, self.column)]
        on_page = [part is not None for part in (self.page, self.bbox)]
        if not (all(in_table) and not any(on_page)) and not (all(on_page) and not any(in_table)):
            raise ValueError("a cell needs table, row and column, or page and bbox")
        return self


class FindingDecision(Decided):
    """Whether a finding, told by its `key`, holds; a rejected one needs a reason.

    `state` is how far an accepted one is on its way, and `note` what was noted of it; neither changes an audit.
    """

    key: str
    decision: Literal["accepted", "rejected"]
    state: Literal["sent", "answered", "corrected", "verified"] | None = None
    note: str | None = None

    @model_validator(mode="after")
    def _explained(self) -> Self:
        """Refuses a rejection without a reason, and one that is on its way."""
        if self.decision == "rejected" and not self.reason:
            raise ValueError("a rejected finding needs a reason")
        if self.decision == "rejected" and self.state is not None:
            raise ValueError("a rejected finding is not sent or corrected")
        return self


class Decisions(Model):
    """A file of decisions."""

    version: int = Field(default=DECISIONS_VERSION, ge=1, le=DECISIONS_VERSION)
    names: tuple[NameDecision, ...] = ()
    tables: tuple[TableDecision, ...] = ()
    cells: tuple[CellDecision, ...] = ()
    findings: tuple[FindingDecision, ...] = ()


SECTIONS = ("names", "tables", "cells", "findings")
