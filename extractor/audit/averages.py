"""Averages of achievements: which rows a printed average may be the mean of, and in which of the lawful ways.

The variants are those of DOMAIN section 5: all indicators, those of one sasaran, means of the sasaran means, without the
row of the tujuan, weighted; each from printed, recalculated or capped achievements.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.audit.achievements import CAPS, Case, cases
from extractor.audit.calculate import Attempt, best
from extractor.audit.context import Context
from extractor.facts.model import Row
from extractor.notation import Interval, exact, printed, rounded, total, verdict
from schemas import Fact

MEASURES = frozenset({"achievement", "average_achievement"})
# A row that says itself what it is the mean of: "rata-rata = (63,7 + 100) / 2".
_OWN_FORMULA = re.compile(r"[=+]|\d\s*/\s*\d")

_DIGIT = re.compile(r"\d")
_MEAN_ROWS = ("average", "total")


@dataclass(frozen=True, slots=True)
class Members:
    """Figures that an average may be the mean of, and what they are in Indonesian and English."""

    facts: tuple[Fact, ...]
    name: str


@dataclass(frozen=True, slots=True)
class Mean:
    """One printed average with what was tried.

    `members` are the figures that it is most likely the mean of, `whole` tells that they are all of the table.
    """

    average: Fact
    members: tuple[Fact, ...]
    attempts: tuple[Attempt, ...]
    chosen: Attempt | None
    whole: bool

    @property
    def holds(self) -> bool:
        """Whether some lawful way gives the printed average."""
        return self.chosen is not None and self.chosen.holds

    @property
    def formula(self) -> str:
        """The mean of the printed figures, in Indonesian notation."""
        return mean_formula(self.members)


def mean_formula(members: Sequence[Fact]) -> str:
    """A mean as an inspector writes it down; the middle of a long one is left out."""
    texts = [printed(fact.value or Decimal(0), fact.decimals) for fact in members]
    if len(texts) > 8:
        texts = [*texts[:3], "…", *texts[-2:]]
    return f"({' + '.join(texts)}) / {len(members)}"


def means(context: Context) -> tuple[Mean, ...]:
    """All averages of achievements that tables print in rows of their own."""
    raw = {case.achievement.id: case for case in context.once(cases) if case.chosen is not None and case.reason is None}
    return tuple(mean for table in context.reading.tables for mean in _of_table(context, table.id, raw))


def _unread_rows(context: Context, table: str, column: int) -> list[int]:
    """Data rows whose cell in a column prints figures that gave no value: several in one cell, a malformed one.

    A mean over them cannot be checked.
    """
    unread = []
    for row in context.rows(table):
        facts = context.of_cell(table, row.index, column)
        digits = _DIGIT.search(context.cell_text(table, row.index, column)) is not None
        alone = len(facts) == 1 and facts[0].value is not None
        covered = row.kind == "data" and not facts and context.covered(table, row.index, column)
        if row.kind in ("data", "group") and digits and not alone and not covered:
            unread.append(row.index)
    return unread


def _part_before(context: Context, table: str, column: int) -> tuple[Fact, ...]:
    """The figures of the table before that ends where this one begins and has the same columns: one table in two parts."""
    tables = context.reading.tables
    index = next(number for number, item in enumerate(tables) if item.id == table)
    this, other = tables[index], tables[index - 1]
    alike = [item.role for item in other.columns] == [item.role for item in this.columns]
    if not index or not alike or not 0 <= this.pages[0] - other.pages[1] <= 1:
        return ()
    rows = [row for row in context.rows(other.id) if row.kind == "data"]
    facts = (fact for row in rows for fact in context.of_cell(other.id, row.index, column))
    return tuple(fact for fact in facts if fact.measure in MEASURES and fact.value is not None)


def _of_table(context: Context, table: str, raw: dict[str, Case]) -> Iterator[Mean]:
    if not any(row.kind in _MEAN_ROWS for row in context.rows(table)):
        return
    columns = sorted({fact.source.column or 0 for fact in context.of_table(table) if fact.measure in MEASURES})
    for column in columns:
        above: list[tuple[Row, Fact]] = []
        unread, before = _unread_rows(context, table, column), _part_before(context, table, column)
        for row in context.rows(table):
            for fact in context.of_cell(table, row.index, column):
                if fact.measure not in MEASURES or fact.value is None:
                    continue
                if row.kind in _MEAN_ROWS and not any(index < row.index for index in unread):
                    mean = _mean(fact, _choices(above, fact, before), raw, row)
                    if mean is not None:
                        yield mean
                above.append((row, fact))


def _choices(above: Sequence[tuple[Row, Fact]], average: Fact, before: tuple[Fact, ...]) -> list[Members]:
    """The sets of figures above an average that it may be the mean of, the likeliest first."""
    single = [fact for row, fact in above if row.kind == "data"]
    earlier = [index for index, (row, _) in enumerate(above) if row.kind != "data"]
    group = [fact for row, fact in above[earlier[-1] + 1 :] if row.kind == "data"] if earlier else single
    averages = [fact for row, fact in above if row.kind != "data"]
    group = [fact for fact in group if fact.member == average.member] or group
    choices = [Members(tuple(group), "baris di atasnya"), Members(tuple(single), "semua baris")]
    choices.append(Members(tuple(averages), "rata-rata di atasnya"))
    choices.append(Members(tuple(single[1:]), "tanpa baris tujuan"))
    choices.append(Members(tuple(fact for fact in single if fact.subject.path), "baris dengan sasaran"))
    if earlier and len(earlier) > 1:
        choices.append(Members((*averages, *group), "rata-rata di atasnya dan baris terakhir"))
    if before:
        choices.append(Members((*before, *single), "semua baris dengan bagian tabel sebelumnya"))
    return [choice for choice in choices if choice.facts]


def _mean(average: Fact, choices: Sequence[Members], raw: dict[str, Case], row: Row) -> Mean | None:
    if not choices or _OWN_FORMULA.search(row.name):
        return None
    attempts = [item for choice in choices for item in _attempts(average, choice, raw)]
    if row.kind == "total":
        attempts += [_summed(average, choice) for choice in choices]
    attempts += _of_sasaran_means(average, max(choices, key=lambda choice: len(choice.facts)).facts)
    first = choices[0]
    chosen = best(attempts)
    if chosen is None or not chosen.holds:
        chosen = attempts[0]
    return Mean(average, first.facts, tuple(attempts), chosen, len(first.facts) == max(len(c.facts) for c in choices))


def _attempts(average: Fact, choice: Members, raw: dict[str, Case]) -> Iterator[Attempt]:
    """The mean of one set of figures: as printed, recalculated, capped, without zeros."""
    values = [fact.value for fact in choice.facts if fact.value is not None]
    yield _judged(
        average,
        f"rata-rata {choice.name}",
        [rounded(fact.value, fact.decimals) for fact in choice.facts if fact.value is not None],
    )
    exactly = [interval for fact in choice.facts if (interval := _raw(fact, raw)) is not None]
    if len(exactly) == len(values):
        yield _judged(average, f"rata-rata {choice.name}, dihitung ulang", exactly)
    for cap in CAPS:
        if any(value > cap for value in values):
            yield _judged(
                average, f"rata-rata {choice.name}, dibatasi {cap}", [exact(min(value, cap)) for value in values]
            )
    if any(value == 0 for value in values) and any(values):
        kept = [rounded(fact.value, fact.decimals) for fact in choice.facts if fact.value]
        yield _judged(average, f"rata-rata {choice.name} tanpa nol", kept)


def _raw(fact: Fact, raw: dict[str, Case]) -> Interval | None:
    """The recalculated achievement, or the printed one where there is nothing to recalculate."""
    case = raw.get(fact.id)
    if case is not None and case.chosen is not None:
        return case.chosen.interval
    return rounded(fact.value, fact.decimals) if fact.value is not None else None


def _judged(average: Fact, name: str, values: Sequence[Interval]) -> Attempt:
    interval = total(values) / exact(len(values))
    assert average.value is not None
    return Attempt(name, interval, verdict(interval, average.value, average.decimals))


def _summed(average: Fact, choice: Members) -> Attempt:
    """The plain sum, which a row "jumlah" may print above the average."""
    interval = total(rounded(fact.value, fact.decimals) for fact in choice.facts if fact.value is not None)
    assert average.value is not None
    return Attempt(f"jumlah {choice.name}", interval, verdict(interval, average.value, average.decimals))


def _of_sasaran_means(average: Fact, facts: Sequence[Fact]) -> Iterator[Attempt]:
    """The mean of the means per sasaran, where rows carry one."""
    groups: dict[tuple[str, ...], list[Interval]] = {}
    for fact in facts:
        if fact.value is not None:
            groups.setdefault(fact.subject.path, []).append(rounded(fact.value, fact.decimals))
    if 1 < len(groups) < len(facts):
        middle = [total(values) / exact(len(values)) for values in groups.values()]
        yield _judged(average, "rata-rata per sasaran", middle)
