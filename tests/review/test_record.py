"""Decisions are only added, in lawful steps, on the version that was seen; undoing is a further event."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from extractor.record.events import FINDING, Change, NothingToUndoError, Record, StaleError
from extractor.record.states import NEXT, STATES, MissingReasonError, UnlawfulStepError
from extractor.record.subjects import finding_subject
from extractor.store import Store

SUBJECT = finding_subject("0123456789abcdef")


def become(state: str, reason: str = "") -> Change:
    return Change(FINDING, SUBJECT, "r1", {"state": state, "reason": reason})


def test_what_is_decided_stands_with_who_and_when(record: Record) -> None:
    done = record.decide(become("rejected", "PK perubahan"), "Sri", 0)
    assert (done.version, done.state, done.said("reason")) == (1, "rejected", "PK perubahan")
    assert record.standing(SUBJECT) == done and done.event is not None
    assert done.event.who == "Sri" and done.event.at.endswith("+00:00")


def test_a_decision_on_an_older_version_is_refused_and_told_what_holds(record: Record) -> None:
    record.decide(become("accepted"), "Sri", 0)
    with pytest.raises(StaleError) as refused:
        record.decide(become("rejected", "lain"), "Budi", 0)
    assert refused.value.standing.state == "accepted" and refused.value.standing.event.who == "Sri"
    assert [event.who for event in record.events()] == ["Sri"]


@pytest.mark.parametrize("state", STATES)
def test_only_lawful_steps_are_taken(record: Record, state: str) -> None:
    way = {"open": []} | {"accepted": ["accepted"], "rejected": ["rejected"], "sent": ["accepted", "sent"]}
    way |= {"answered": ["accepted", "sent", "answered"], "corrected": ["accepted", "corrected"]}
    way |= {"verified": ["accepted", "corrected", "verified"]}
    for step, wanted in enumerate(way[state]):
        record.decide(become(wanted, "alasan"), "Sri", step)
    for wanted in STATES:
        seen = record.standing(SUBJECT).version
        if wanted in NEXT[state] or wanted == state:
            record.decide(become(wanted, "alasan"), "Sri", seen)
            record.undo(SUBJECT, "r1", "Sri", seen + 1)
        else:
            with pytest.raises(UnlawfulStepError):
                record.decide(become(wanted, "alasan"), "Sri", seen)
        assert record.standing(SUBJECT).state == state


def test_a_rejection_needs_a_reason(record: Record) -> None:
    with pytest.raises(MissingReasonError):
        record.decide(become("rejected", "  "), "Sri", 0)
    assert record.standing(SUBJECT).version == 0


def test_undoing_goes_back_step_by_step_and_adds_events(record: Record) -> None:
    record.decide(become("accepted"), "Sri", 0)
    record.decide(become("sent"), "Sri", 1)
    assert record.undo(SUBJECT, "r1", "Budi", 2).state == "accepted"
    assert record.undo(SUBJECT, "r1", "Budi", 3).state == "open"
    with pytest.raises(NothingToUndoError):
        record.undo(SUBJECT, "r1", "Budi", 4)
    record.decide(become("rejected", "ya"), "Sri", 4)
    assert record.undo(SUBJECT, "r1", "Sri", 5).state == "open"
    assert [event.action for event in record.events()] == ["undo", "decide", "undo", "undo", "decide", "decide"]


def test_events_cannot_be_changed_or_removed(record: Record) -> None:
    record.decide(become("accepted"), "Sri", 0)
    for statement in ("UPDATE review_event SET who = 'x'", "DELETE FROM review_event"):
        with pytest.raises(sqlite3.IntegrityError), record.store.ledger() as connection:
            connection.execute(statement)


def test_of_many_who_decide_at_once_one_wins_and_the_others_are_told(record: Record) -> None:
    won, lost = [], []

    def decide(who: str) -> None:
        try:
            won.append(Record(record.store).decide(become("accepted"), who, 0))
        except StaleError as refused:
            lost.append(refused.standing.event.who)  # type: ignore[union-attr]

    threads = [threading.Thread(target=decide, args=(f"p{n}",)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(won) == 1 and lost == [won[0].event.who] * 5  # type: ignore[union-attr]


WRITER = """
import sys
from pathlib import Path
from extractor.record.events import Change, Record
from extractor.store import Store
record = Record(Store.open(Path(sys.argv[1])))
for number in range(100000):
    record.decide(Change("finding", f"finding:{number}", "r", {"state": "accepted"}), "Sri", 0)
    print(number, flush=True)
"""


def test_a_kill_during_decisions_loses_none_that_was_confirmed(record: Record, tmp_path: Path) -> None:
    folder = str(record.store.folder)
    for turn in range(2):
        told = tmp_path / f"told{turn}"
        with told.open("w") as out:
            writer = subprocess.Popen(
                [sys.executable, "-c", WRITER.replace("finding:{number}", f"finding:{turn}-{{number}}"), folder],
                stdout=out,
            )
            while told.stat().st_size < 40 * (turn + 1):
                assert writer.poll() is None
            os.kill(writer.pid, signal.SIGKILL)
            writer.wait()
        confirmed = [line for line in told.read_text().split("\n")[:-1] if line]
        kept = {standing.subject for standing in Record(Store.open(Path(folder))).decided(FINDING)}
        assert confirmed and {f"finding:{turn}-{number}" for number in confirmed} <= kept
