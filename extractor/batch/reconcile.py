"""What is left to do: the plan held against what is in the store."""

from collections.abc import Sequence

from extractor.batch.ledger import DONE, FAILED, WAITING, Ledger, Planned, Work
from extractor.batch.outcomes import SOURCE_GONE
from extractor.batch.tasks import was_repaired
from extractor.store import Store


def reconcile(ledger: Ledger, wanted: Sequence[Planned], *, again: bool) -> list[Planned]:
    """The reports that must be made.

    A document that a killed process kept and could not note is noted; one that is noted and gone is made again. What
    failed is tried again where that is wanted, and where its source was gone.
    """
    works = {work.planned.key: work for work in ledger.works()}
    stored = origins(ledger.store)
    for planned in wanted:
        work = works[planned.key]
        key = work.report or planned.key
        if work.state == WAITING and stored.get(key) == planned.origin:
            ledger.settle(planned.key, key, repaired=was_repaired(ledger.store.report_bytes(key)))
    lost = [item.key for item in wanted if _must_be_made_again(works[item.key], stored, again=again)]
    if lost:
        ledger.reopen(lost)
    states = {work.planned.key: work.state for work in ledger.works()}
    return [planned for planned in wanted if states[planned.key] == WAITING]


def origins(store: Store) -> dict[str, str]:
    """What the documents of a store were made from, by key, of those that are really there."""
    with store.ledger(write=False) as connection:
        rows = connection.execute("SELECT key, work FROM report").fetchall()
    return {row["key"]: row["work"] for row in rows if store.document(row["key"]).is_file()}


def _must_be_made_again(work: Work, stored: dict[str, str], *, again: bool) -> bool:
    if work.state == DONE:
        return stored.get(work.report or work.planned.key) != work.planned.origin
    return work.state == FAILED and (again or work.outcome == SOURCE_GONE)
