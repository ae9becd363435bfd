"""Achievements that nothing can be measured by: the target is 0, or a dash."""

from collections.abc import Iterator

from extractor.audit.achievements import cases
from extractor.audit.context import Context
from extractor.audit.outcome import Outcome, note
from extractor.audit.phrases import phrase
from extractor.audit.registry import rule
from schemas import Message

_UNCHECKABLE = Message(
    id="Angka ini tidak dapat dihitung ulang oleh siapa pun.", en="Nobody can recalculate this figure."
)


@rule(
    "CAP-ZERO",
    title=Message(id="Capaian terhadap target 0", en="Achievement against a target of 0"),
    severity="warning",
    effect=_UNCHECKABLE,
)
def cap_zero(context: Context) -> Iterator[Outcome]:
    """An achievement is printed although there is nothing to measure it by.

    What it checks: rows with a target of 0 and an achievement above 0; rows with an achievement and a dash as target.
    Why it matters: the figure cannot be recalculated.
    Formula: none; a division by 0 has no result.
    Example: target 0, realisasi 3, capaian 75.
    When it stays silent: both are 0; the achievement is a usual ceiling (100, 110, 120); sentences.
    Source: none; no number can be divided by 0.
    """
    for case in context.once(cases):
        fact, goal = case.achievement, case.target
        if goal is None or goal.value != 0 or case.holds or not fact.value or fact.source.table is None:
            continue
        name, place = fact.subject.name, context.wording.fact(fact)
        yield note(
            phrase("CAP-ZERO.zero", name=name, place=place, printed=fact.printed),
            reported=fact,
            facts=(fact, *case.inputs),
        )
    yield from _without_target(context)


def _without_target(context: Context) -> Iterator[Outcome]:
    """Achievements beside a target that is printed as a dash."""
    for table in context.reading.tables:
        targets = [i for i, column in enumerate(table.columns) if column.role == "target"]
        if table.kind != "achievement" or len(targets) != 1:
            continue
        for fact in context.of_table(table.id):
            row = fact.source.row
            if fact.measure != "achievement" or not fact.value or row is None:
                continue
            if context.cell_text(table.id, row, targets[0]) in ("-", "–"):
                place = context.wording.fact(fact)
                yield note(
                    phrase("CAP-ZERO.absent", name=fact.subject.name, place=place, printed=fact.printed),
                    reported=fact,
                    facts=(fact,),
                )
