"""Which tables of a report decisions are about: by the report's hash and an id, or by office and caption."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.corrections.application import Application, Open, is_about
from schemas import Diagnostic, Table
from schemas.decision_conflicts import Placed, name_key
from schemas.decisions import TableDecision, TablePlace

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# The id of a part of a table that a decision parts.
PART = re.compile(r"[tn]\d+-\d+|n\d+")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a report before any decision: its hashes, its office, its tables, captions without a table."""

    hashes: tuple[str, ...]
    agency: str | None
    tables: tuple[Table, ...]
    bare: tuple[tuple[str, Diagnostic], ...] = ()


def applications(placed: Sequence[Placed], known: Known) -> tuple[list[Application], list[Open]]:
    """The decisions that are about this report, each with its table, and those that find none."""
    found: list[Application] = []
    still_open: list[Open] = []
    for entry in placed:
        for item in _of_one(entry, known):
            if isinstance(item, Open):
                still_open.append(item)
            else:
                fresh = sum(not a.name for a in found) + 1
                number = len(found)
                found.append(Application(number, item.placed, item.name or f"n{fresh}", item.table, item.first))
    return found, still_open


def _of_one(placed: Placed, known: Known) -> Iterator[Application | Open]:
    """A decision with each of its tables."""
    decision = placed.decision
    assert isinstance(decision, TableDecision)
    if decision.place.report is None:
        yield from _template(placed, decision, known)
        return
    if not is_about(decision.place.report, known.hashes):
        return
    name = decision.place.table
    table = next((t for t in known.tables if t.id == name), None)
    if name is None or table is not None or PART.fullmatch(name):
        yield Application(0, placed, name or "", table)
    else:
        yield Open(placed, f"the report has no table {name}")


def _template(placed: Placed, decision: TableDecision, known: Known) -> Iterator[Application | Open]:
    """A template with each table that it names."""
    place = decision.place
    if place.agency is not None and known.agency is None:
        yield Open(placed, f"it is for reports of {place.agency}, and no page names the office of this one")
        return
    if place.agency is not None and name_key(place.agency) != name_key(known.agency or ""):
        return
    tables = [table for table in known.tables if _named(place, table.caption, table.number) and _kind(place, table)]
    for table in tables:
        yield Application(0, placed, table.id, table, table.pages[0])
    if tables:
        return
    bare = [note for text, note in known.bare if place.kind is None and _named(place, text, None)]
    for note in bare if decision.regions else []:
        yield Application(0, placed, "", None, note.page or 1)
    if not bare or not decision.regions:
        yield Open(placed, f"the report has no table {_told(place)}")


def _named(place: TablePlace, caption: str | None, number: str | None) -> bool:
    """Whether caption and number are those of a place; years do not count, for next year's are others."""
    if place.number is not None and place.number != number:
        return False
    return place.caption is None or _plain(place.caption) in _plain(caption or "")


def _kind(place: TablePlace, table: Table) -> bool:
    """Whether a table is of the kind of a place."""
    return place.kind is None or place.kind == table.kind


def _plain(text: str) -> str:
    """A caption without years, case and spare spaces."""
    return name_key(YEAR.sub(" ", text))


def _told(place: TablePlace) -> str:
    """What a template looks for."""
    parts = (
        f"{place.number}" if place.number else "",
        f'with "{place.caption}" in its caption' if place.caption else "",
    )
    return " ".join(part for part in (*parts, f"of kind {place.kind}" if place.kind else "") if part)
