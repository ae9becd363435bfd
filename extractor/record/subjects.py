"""What a decision is about, as one text; and decisions of the contract as entries of the record and back."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from extractor.readings import about_reading, hashes_of
from extractor.record.events import CELL, FINDING, IMPORT, NAME, TABLE, Change, Record, Standing
from extractor.record.states import ACCEPTED, FURTHER, HOLDING, OPEN, REJECTED
from schemas import Report
from schemas.decision_conflicts import name_key
from schemas.decisions import CellDecision, Decided, Decisions, FindingDecision, NameDecision, TableDecision

TOLD = ("who", "when", "reason")
DIGITS = 16


def finding_subject(key: str) -> str:
    """A finding by its key: the same evidence in another version of the report is the same finding."""
    return f"{FINDING}:{key}"


def cell_subject(decision: CellDecision) -> str:
    """A cell of one report."""
    where = [decision.table, decision.row, decision.column, decision.page, decision.bbox]
    return f"{CELL}:{decision.report[:DIGITS]}:{_short(where)}"


def table_subject(decision: TableDecision) -> str:
    """A table of one report, or a template."""
    place = decision.place.model_dump(mode="json")
    if decision.place.report:
        place["report"] = decision.place.report[:DIGITS]
    boxes = [] if decision.place.table else [list(map(str, decision.regions)), list(map(str, decision.without))]
    return f"{TABLE}:{_short([place, boxes])}"


def name_subject(decision: NameDecision) -> str:
    """What one name is (in one office); other decisions about names are told by all that they say."""
    scope = [name_key(decision.agency or ""), decision.unit or ""]
    if len(decision.names) == 1:
        return f"{NAME}:{_short([*scope, name_key(decision.names[0])])}"
    return f"{NAME}:{_short([*scope, decision.decision, sorted(map(name_key, decision.names)), decision.id, decision.into])}"


def value_of(decision: CellDecision | TableDecision | NameDecision) -> dict[str, Any]:
    """What is decided and why, without who and when, which the record tells."""
    return decision.model_dump(mode="json", exclude_defaults=True, exclude={"who", "when"})


def as_decisions(standings: Iterable[Standing]) -> Decisions:
    """What holds, as a file of decisions holds it: findings that somebody sent or that were corrected are accepted."""
    parts: dict[str, list[Any]] = {"names": [], "tables": [], "cells": [], "findings": []}
    for standing in standings:
        event, value = standing.event, standing.value
        if event is None or value is None:
            continue
        told = {"who": event.who or None, "when": date.fromisoformat(event.about.get("when") or event.at[:10])}
        if event.kind == FINDING:
            if decided := _judgement(standing):
                key = standing.subject.removeprefix(f"{FINDING}:")
                state = standing.state if standing.state in FURTHER else None
                said = {name: standing.said(name) or None for name in ("reason", "note")}
                entry = {"key": key, "decision": decided, "state": state, **said, **told}
                parts["findings"].append(FindingDecision.model_validate(entry))
        else:
            section, model = SECTIONS[event.kind]
            parts[section].append(model.model_validate({**value, **told}))
    return Decisions(**{name: tuple(entries) for name, entries in parts.items()})


SECTIONS: dict[str, tuple[str, type[CellDecision] | type[TableDecision] | type[NameDecision]]] = {
    CELL: ("cells", CellDecision),
    TABLE: ("tables", TableDecision),
    NAME: ("names", NameDecision),
}


def for_reading(record: Record, report: Report) -> Decisions:
    """What bears on a report when it is read and matched again; its findings keep their states in the record."""
    return bearing(of_readings(record), hashes_of(report.source), report.document.agency)


def of_readings(record: Record) -> Decisions:
    """All decisions of a store about cells, tables and names."""
    return as_decisions(record.decided(CELL, TABLE, NAME))


def bearing(decisions: Decisions, hashes: Sequence[str], agency: str | None) -> Decisions:
    """The decisions about cells, tables and names that bear on a report with these hashes of an agency."""
    office = name_key(agency or "")
    names = tuple(d for d in decisions.names if d.agency is None or name_key(d.agency) == office)
    return about_reading(decisions, hashes).model_copy(update={"names": names})


def exported(record: Record) -> Decisions:
    """All decisions of a store."""
    return as_decisions(record.decided(FINDING, CELL, TABLE, NAME))


def imported(record: Record, decisions: Decisions, who: str, report: str = "") -> tuple[int, int]:
    """Takes decisions of a file into the record, all or none: how many are new, and how many it held already.

    Who a file names stays the one who decided; `who` is told where it names nobody.
    """
    changes = [*_changes(decisions, report)]
    standings = record.standings(change.subject for change, _ in changes)
    news = {change.subject: (change, told) for change, told in changes if not _says(standings[change.subject], change)}
    record.decide_all([(change, told or who, standings[change.subject].version) for change, told in news.values()])
    return len(news), len(changes) - len(news)


def _changes(decisions: Decisions, report: str) -> Iterable[tuple[Change, str | None]]:
    """Each decision as an entry of the record, with the one who decided."""
    for finding in decisions.findings:
        value = {"state": finding.state or finding.decision, "reason": finding.reason or "", "note": finding.note or ""}
        yield Change(FINDING, finding_subject(finding.key), report, value, _when(finding), IMPORT), finding.who
    for cell in decisions.cells:
        yield Change(CELL, cell_subject(cell), report, value_of(cell), _when(cell), IMPORT), cell.who
    for table in decisions.tables:
        yield Change(TABLE, table_subject(table), report, value_of(table), _when(table), IMPORT), table.who
    for name in decisions.names:
        yield Change(NAME, name_subject(name), report, value_of(name), _when(name), IMPORT), name.who


def _when(decision: Decided) -> dict[str, str]:
    """When a file says that it was decided."""
    return {"when": decision.when.isoformat()} if decision.when else {}


def _says(standing: Standing, change: Change) -> bool:
    """Whether the record says so already; a finding that is as far on its way, or further, is."""
    if change.kind == FINDING:
        now, wanted = standing.state, str((change.value or {}).get("state"))
        return now == wanted or (now in HOLDING and wanted in HOLDING and HOLDING.index(now) > HOLDING.index(wanted))
    return bool(_bare(standing.value) == _bare(change.value))


def _bare(value: Any) -> Any:
    return None if value is None else {name: part for name, part in value.items() if name not in TOLD}


def _judgement(standing: Standing) -> str | None:
    """Accepted or rejected; None for a finding that is open."""
    if standing.state in (OPEN, REJECTED):
        return None if standing.state == OPEN else REJECTED
    return ACCEPTED if standing.state in HOLDING else None


def _short(parts: Sequence[Any]) -> str:
    """A short hash of what tells a subject."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:DIGITS]
