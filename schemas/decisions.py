"""What a person decided, the one format for all of it (`decisions.yaml`); kept apart from code and catalogue.

A decision wins over every score and every reading. Sections: `names` (which names are one thing), `tables` (how a table
is built), `cells` (what a cell says), `findings` (whether a finding holds). Today `names` and `findings` are applied;
the other sections are read, checked and kept.
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
    """A table of one report, or all tables of an office whose caption has these words.

    `report` is the sha256 of the PDF (at least 12 digits of it) and `table` the id in its audit; a template has
    `agency` and `caption` instead.
    """

    report: str | None = Field(default=None, min_length=12)
    table: str | None = None
    agency: str | None = None
    caption: str | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        """Refuses a place that is neither a table of a report nor a template."""
        exact, template = self.report is not None, self.caption is not None
        if exact == template or (exact and self.table is None):
            raise ValueError("a place needs report and table, or caption (and agency)")
        return self


class TableRegion(Model):
    """Where a table stands on a page, in points from the top left."""

    page: int = Field(ge=1)
    bbox: BBox


class TableDecision(Decided):
    """How a table is built; what is not said stays as it was read.

    `regions` are its parts, `bounds` the vertical walls between its columns (points from the left), `header_rows` the
    number of header rows, `join` the table that it goes on from, `split` the rows before which a new table begins,
    `kind` its kind, `roles` the roles of columns by their index from 0.
    """

    place: TablePlace
    regions: tuple[TableRegion, ...] = ()
    bounds: tuple[float, ...] = ()
    header_rows: int | None = Field(default=None, ge=0)
    join: str | None = None
    split: tuple[int, ...] = ()
    kind: str | None = None
    roles: dict[int, str] = {}


class CellDecision(Decided):
    """What a cell says: `text` stands for what was read, `read` is the reading that it was decided on.

    Where the reading is another one now, the decision is open again.
    """

    report: str = Field(min_length=12)
    table: str
    row: int = Field(ge=0)
    column: int = Field(ge=0)
    read: str | None = None
    text: str


class FindingDecision(Decided):
    """Whether a finding, told by its `key`, holds; a rejected one needs a reason."""

    key: str
    decision: Literal["accepted", "rejected"]

    @model_validator(mode="after")
    def _explained(self) -> Self:
        """Refuses a rejection without a reason."""
        if self.decision == "rejected" and not self.reason:
            raise ValueError("a rejected finding needs a reason")
        return self


class Decisions(Model):
    """A file of decisions."""

    version: int = Field(default=DECISIONS_VERSION, ge=1, le=DECISIONS_VERSION)
    names: tuple[NameDecision, ...] = ()
    tables: tuple[TableDecision, ...] = ()
    cells: tuple[CellDecision, ...] = ()
    findings: tuple[FindingDecision, ...] = ()


SECTIONS = ("names", "tables", "cells", "findings")
