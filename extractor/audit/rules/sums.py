"""Plain sums and differences of tables that count things: employees, equipment, needs against stock."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractor.audit.additions import Addition, additions, parts_above
from extractor.audit.context import Context
from extractor.audit.differences import Pair, pairs_of
from extractor.audit.outcome import Draft, Outcome, Tried, expected_value
from extractor.audit.phrases import both, phrase
from extractor.audit.registry import rule
from extractor.audit.slips import slip_of
from extractor.facts.model import Row
from extractor.notation import exact, printed
from schemas import Fact, Message

_COUNTED = frozenset({"count", "difference"})
_KINDS = frozenset({"staff", "assets", "other", "scale", "text"})
_EFFECT = Message(
    id="Jumlah yang tidak sama dengan rinciannya membuat data pegawai atau sarana tidak dapat dipegang.",
    en="A total that is not the sum of its parts makes the data on staff or equipment unreliable.",
)


@rule(
    "SUM-COL",
    title=Message(id="Jumlah kolom tidak sama dengan rinciannya", en="Column total is not the sum of its rows"),
    severity="error",
    effect=_EFFECT,
)
def sum_of_column(context: Context) -> Iterator[Outcome]:
    """A printed column total is not the sum of the rows above it.

    What it checks: the row "jumlah" of tables of employees and equipment, column by column.
    Why it matters: these numbers are quoted throughout the report.
    Formula: total = sum of the rows; also tried: parent rows or lowest rows only, without "of which" rows, without
        employees who are no civil servants, without the last row.
    Example: 1 + 6 + 5 + 2 + 22 + 1 = 37, printed 44.
    When it stays silent: one of these fits; a cell of the column cannot be read; the total is four times off (another
        measure); columns that count no things.
    Source: none.
    """
    for table in context.reading.tables:
        totals = [row for row in context.rows(table.id) if row.kind == "total" and table.kind in _KINDS]
        for row in totals:
            for fact in context.row(table.id, row.index):
                if fact.measure in _COUNTED and fact.value is not None:
                    outcome = _column(context, table.id, row, fact)
                    if outcome is not None:
                        yield outcome


def _column(context: Context, table: str, row: Row, fact: Fact) -> Outcome | None:
    parts = parts_above(context, table, fact.source.column or 0, row)
    if parts is None:
        return Outcome.not_checkable("jumlah kolom", (), fact, "ada sel yang tidak terbaca")
    if len(parts) < 2 or not any(part.fact for part in parts):
        return None
    choices = additions(parts)
    fitting = next((choice for choice in choices if choice.sum == fact.value), None)
    chosen = fitting or choices[0]
    attempts = tuple(
        Tried(both(f"SUM-COL.{choice.name}")[0], exact(choice.sum)) for choice in choices if choice is not chosen
    )
    if fitting is not None:
        reason = None if fitting is choices[0] else both(f"SUM-COL.{fitting.name}")[0]
        return Outcome.held(
            chosen.formula,
            chosen.facts,
            fact,
            interval=exact(chosen.sum),
            variant=both(f"SUM-COL.{chosen.name}")[0],
            tried=attempts,
            reason=reason,
        )
    value = fact.value or Decimal(0)
    if not abs(chosen.sum) <= 4 * abs(value) or not abs(value) <= 4 * abs(chosen.sum):
        return Outcome.not_checkable(chosen.formula, chosen.facts, fact, "bukan jumlah kolom")
    draft = _column_draft(context, row, fact, choices)
    return Outcome.broken(chosen.formula, chosen.facts, fact, draft, interval=exact(chosen.sum), tried=attempts)


def _column_draft(context: Context, row: Row, fact: Fact, choices: Sequence[Addition]) -> Draft:
    whole, place = choices[0], context.wording.fact(fact)
    what = _column_name(context, fact)
    others = [
        (both(f"SUM-COL.{choice.name}"), printed(choice.sum, fact.decimals))
        for choice in choices[1:]
        if choice.sum != whole.sum
    ]
    listed = tuple("; ".join(f"{name[language]}: {amount}" for name, amount in others) for language in (0, 1))
    also = both("SUM-COL.nor", others=(listed[0], listed[1])) if others else ("", "")
    name = (row.name or "Jumlah", f"“{row.name}”" if row.name else "The total")
    right = printed(whole.sum, fact.decimals)
    return Draft(
        phrase(
            "SUM-COL.sum",
            name=name,
            what=what,
            place=place,
            printed=fact.printed,
            formula=whole.formula,
            right=right,
            also=also,
        ),
        reported=fact,
        expected=expected_value(whole.sum, fact.decimals, whole.formula),
        facts=(fact, *whole.facts),
        slip=slip_of(fact, whole.sum),
        material=True,
    )


def _column_name(context: Context, fact: Fact) -> tuple[str, str]:
    columns = context.tables[fact.source.table or ""].columns
    index = fact.source.column or 0
    header = columns[index].header if index < len(columns) else ""
    return both("SUM-COL.column", header=header) if header else ("", "")


@rule(
    "SUM-ROW",
    title=Message(id="Jumlah baris tidak sama dengan rinciannya", en="Row total is not the sum of its parts"),
    severity="error",
    effect=_EFFECT,
)
def sum_of_row(context: Context) -> Iterator[Outcome]:
    """A row's total is not the sum of its parts: men and women, good and broken, one class and the next.

    What it checks: rows with several columns of one kind (jenis kelamin, kondisi, …) and a column for their total.
    Why it matters: these numbers are quoted throughout the report.
    Formula: total = sum of the columns of one kind; a blank counts as 0.
    Example: 15 men + 7 women = 22, printed 23.
    When it stays silent: fewer than half of the table's rows hold (the columns are no parts of the total).
    Source: none.
    """
    for table in context.reading.tables:
        if table.kind not in _KINDS:
            continue
        found = [
            item for row in context.rows(table.id) if row.kind in ("data", "total") for item in _row_sums(context, row)
        ]
        fitting = sum(total.value == _sum(parts) for total, parts in found)
        for total, parts in found:
            if 2 * fitting >= len(found) and fitting >= 2:
                yield _row_outcome(context, total, parts)


def _row_sums(context: Context, row: Row) -> Iterator[tuple[Fact, tuple[Fact, ...]]]:
    """The totals of a row with the figures beside them, by kind of column."""
    facts = [fact for fact in context.row(row.table, row.index) if fact.measure == "count" and fact.value is not None]
    whole = [fact for fact in facts if not fact.member]
    axes: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        for axis in sorted(fact.member):
            axes[axis].append(fact)
    for parts in axes.values():
        columns = {fact.source.column for fact in parts}
        if len(whole) == 1 and len(parts) >= 2 and len(columns) == len(parts):
            yield whole[0], tuple(parts)


def _sum(parts: Sequence[Fact]) -> Decimal:
    return sum((fact.value for fact in parts if fact.value is not None), Decimal(0))


def _row_outcome(context: Context, total: Fact, parts: tuple[Fact, ...]) -> Outcome:
    right = _sum(parts)
    formula = " + ".join(printed(fact.value or Decimal(0), fact.decimals) for fact in parts)
    if right == total.value:
        return Outcome.held(formula, parts, total, interval=exact(right))
    place = context.wording.fact(total)
    names = ", ".join("/".join(fact.member.values()) for fact in parts)
    shown = printed(right, total.decimals)
    draft = Draft(
        phrase(
            "SUM-ROW.sum",
            name=total.subject.name,
            place=place,
            printed=total.printed,
            formula=formula,
            shown=shown,
            names=names,
        ),
        reported=total,
        expected=expected_value(right, total.decimals, formula),
        facts=(total, *parts),
        slip=slip_of(total, right),
    )
    return Outcome.broken(formula, parts, total, draft, interval=exact(right))


@rule(
    "DIFF-ROW",
    title=Message(id="Selisih salah hitung", en="Difference is miscalculated"),
    severity="error",
    effect=_EFFECT,
)
def difference_of_row(context: Context) -> Iterator[Outcome]:
    """A printed difference is not the difference of the two figures beside it.

    What it checks: columns "selisih", "kekurangan", "sisa" against the pair of columns that most rows follow.
    Why it matters: shortages and remainders are what readers act on.
    Formula: selisih = a − b, with either sign: need − staff, budget − spending.
    Example: need 14, staff 7, printed difference 6; 14 − 7 = 7.
    When it stays silent: no pair of columns fits at least half of the rows, and two of them; a cell is blank.
    Source: none.
    """
    for pair in context.once(pairs_of):
        if not pair.growth:
            yield from (_difference(context, pair, index) for index in range(len(pair.rows)))


def _difference(context: Context, pair: Pair, index: int) -> Outcome:
    result, first, second = pair.rows[index]
    right, formula = pair.right(index), pair.formula(index)
    if pair.fits(index):
        return Outcome.held(formula, (first, second), result, interval=exact(right))
    place = context.wording.fact(result)
    shown = printed(right, result.decimals)
    draft = Draft(
        phrase(
            "DIFF-ROW.row",
            name=result.subject.name,
            place=place,
            printed=result.printed,
            formula=formula,
            shown=shown,
            followed=(pair.followed, pair.followed.replace(" dari ", " of ")),
        ),
        reported=result,
        expected=expected_value(right, result.decimals, formula),
        facts=(result, first, second),
        slip=slip_of(result, right),
    )
    return Outcome.broken(formula, (first, second), result, draft, interval=exact(right))
