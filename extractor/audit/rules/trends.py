"""Marks of rise and fall beside the figures of two years."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.audit.context import Context
from extractor.audit.outcome import Draft, Outcome
from extractor.audit.phrases import phrase
from extractor.audit.registry import rule
from schemas import Criterion, Fact, Message, Table

_UP = re.compile(r"[▲↑⬆△]|^\s*(?:naik|meningkat|kenaikan|peningkatan)\b", re.IGNORECASE)
_DOWN = re.compile(r"[▼↓⬇▽]|^\s*(?:turun|menurun|penurunan)\b", re.IGNORECASE)
_PLAIN = frozenset(["trend", "text", "category", "source"])


@dataclass(frozen=True, slots=True)
class _Marked:
    """A row with its mark and the figures of two years; `sign` is 1 for a rise, -1 for a fall."""

    mark: str
    sign: int
    before: Fact
    after: Fact
    cell: tuple[str, int, int]

    @property
    def fits(self) -> bool:
        """Whether the figures move as the mark says."""
        first, second = self.before.value, self.after.value
        return first is not None and second is not None and (second - first) * self.sign > 0


@rule(
    "YOY-ARROW",
    title=Message(id="Tanda naik atau turun tidak sesuai angkanya", en="Mark of rise or fall does not fit the figures"),
    severity="warning",
    criterion=Criterion(regulation="PermenPANRB 53/2014", article="Lampiran II"),
)
def mark_of_change(context: Context) -> Iterator[Outcome]:
    """A mark of rise or fall contradicts the figures of the two years beside it.

    What it checks: arrows and the words naik, turun, meningkat, menurun in a cell of their own, in rows with realisations of two years.
    Why it matters: the comparison with last year is a mandatory part of the report, and marks are read before figures.
    Formula: sign of this year − last year.
    Example: 65,18 to 71,51 with ▼.
    When it stays silent: fewer than two other rows of the table fit; less is better, where marks may mean better and worse; the two
        years are equal or a figure is missing; more than one figure per year.
    Source: PermenPANRB 53/2014, Lampiran II.
    """
    for table in context.reading.tables:
        marked = [
            item
            for row in context.rows(table.id)
            if row.kind == "data" and (item := _marked(context, table, row.index))
        ]
        fitting = [item for item in marked if item.fits]
        for item in marked:
            if item.fits:
                yield Outcome.held(f"{item.mark}", (item.before,), item.after)
            elif len(fitting) >= 2 and item.before.value != item.after.value and context.polarity(item.after) != "down":
                yield Outcome(draft=_draft(context, item, len(fitting)))


def _marked(context: Context, table: Table, row: int) -> _Marked | None:
    years: dict[str, list[Fact]] = {}
    for fact in context.row(table.id, row):
        if fact.measure == "realization" and fact.value is not None and (fact.period or "").isdigit():
            years.setdefault(str(fact.period), []).append(fact)
    if len(years) != 2 or any(len(facts) > 1 for facts in years.values()):
        return None
    marks = [
        (index, text, sign)
        for index, item in enumerate(table.columns)
        if item.role in _PLAIN and (text := context.cell_text(table.id, row, index)) and (sign := _sign(text))
    ]
    if len(marks) != 1:
        return None
    before, after = (years[year][0] for year in sorted(years))
    return _Marked(marks[0][1].split()[0], marks[0][2], before, after, (table.id, row, marks[0][0]))


def _sign(text: str) -> int:
    up, down = bool(_UP.search(text)), bool(_DOWN.search(text))
    return int(up) - int(down)


def _draft(context: Context, item: _Marked, followed: int) -> Draft:
    message = phrase(
        "YOY-ARROW.row",
        mark=item.mark,
        name=item.after.subject.name,
        place=context.wording.fact(item.after),
        before=item.before.printed,
        after=item.after.printed,
        first=str(item.before.period),
        second=str(item.after.period),
        followed=followed,
    )
    return Draft(message, facts=(item.after, item.before), cells=(item.cell,))
