"""The decisions that persons made in the review of a store, which every later run over it follows."""

from dataclasses import replace
from typing import TYPE_CHECKING

from extractor.batch.settings import Settings
from extractor.errors import UsageError
from extractor.record.events import Record, is_recorded
from extractor.store import Store

if TYPE_CHECKING:
    from schemas.decisions import Decisions


def following(store: Store, settings: Settings) -> Settings:
    """The settings with the decisions of a store; none are looked for where nobody ever decided anything.

    Raises:
        UsageError: a file of decisions contradicts them.
    """
    if not is_recorded(store):
        return settings
    from extractor.record.subjects import exported, of_readings

    record = Record(store)
    if settings.decisions is not None:
        _refuse_contradictions(settings, exported(record))
    return replace(settings, stored=of_readings(record))


def _refuse_contradictions(settings: Settings, stored: "Decisions") -> None:
    """Refuses files that decide otherwise than the store, as files that contradict each other are.

    Raises:
        UsageError: one does; both places are told.
    """
    from schemas.decision_conflicts import conflicts
    from schemas.decision_files import unplaced

    assert settings.decisions is not None
    for conflict in conflicts([*unplaced(stored).placed, *settings.decisions.placed]):
        held, given = conflict.first.decision, conflict.second
        who, where = f"{held.who or '?'}, {held.when or '?'}", f"{given.file}:{given.line}: {conflict.problem}"
        raise UsageError(
            "decisions that do not contradict those of the store",
            f"{where}; decided otherwise in the store by {who}",
            "Undo the decision in the review, or take it out of the file (lkjip decisions export STORE writes a new one).",
            (
                "keputusan yang tidak bertentangan dengan keputusan di gudang",
                f"{where}; di gudang diputuskan lain oleh {who}",
                "Urungkan keputusan itu dalam reviu, atau hapus dari berkas (lkjip decisions export GUDANG menulis yang baru).",
            ),
        )
