"""Slips of place: figures that stand in the wrong row."""

from collections.abc import Iterator
from decimal import Decimal

from extractor.audit.phrases import both
from extractor.audit.rules.budget_case import FINE, Case, PercentCheck
from extractor.audit.rules.budget_percent import exchanges, moved
from extractor.audit.rules.budget_slip import Slip, measure_of, named, place, shown
from extractor.audit.rules.budget_tree import Series, Tree
from extractor.facts.model import Row
from schemas import Fact

_DIGITS = 6


def shifts(case: Case) -> Iterator[Slip]:
    """Percentages that are right in one another's rows: BUD-SHIFT."""
    for number, tree in enumerate(case.trees):
        groups: dict[tuple[int | None, int], list[PercentCheck]] = {}
        for check in case.percents:
            if check.tree == number and check.verdict not in FINE and check.percent.source.column is not None:
                groups.setdefault((check.row.parent, check.percent.source.column), []).append(check)
        for checks in groups.values():
            for ring in exchanges([check.percent for check in checks], [check.share for check in checks]):
                yield _shift(tree, [checks[index] for index in ring], moved(ring))


def _shift(tree: Tree, ring: list[PercentCheck], how: str) -> Slip:
    rows = sorted(ring, key=lambda check: check.row.index)
    words = both(f"move.{how}")
    where = place(tree, rows[0].percent.source.page)
    right = {check.percent.id: check.right() for check in rows}
    listed = "; ".join(
        f"{named(c.row)} {c.percent.printed} → {shown(right[c.percent.id], c.percent.decimals)}" for c in rows
    )
    text = both("BUD-SHIFT.rows", count=len(rows), where=where, words=words, listed=listed)
    amounts = [fact for check in rows for fact in (check.spending.fact, check.budget.fact)]
    first = rows[0]
    return Slip(
        "BUD-SHIFT",
        "error",
        text,
        tuple(check.percent for check in rows) + tuple(fact for fact in amounts if fact is not None),
        reported=first.percent,
        expected=right[first.percent.id],
        decimals=first.percent.decimals,
        formula="realisasi / pagu × 100",
        changes=tuple((check.percent, right[check.percent.id]) for check in rows),
        satisfies=len(rows),
        accused=tuple(check.percent for check in rows),
        slip="rotated",
    )


def copies(case: Case) -> Iterator[Slip]:
    """Amounts copied from another row: BUD-DUP."""
    for number, tree in enumerate(case.trees):
        for series in tree.series:
            if series.measure == "spending":
                yield from _copies(case, number, tree, series)


def _copies(case: Case, number: int, tree: Tree, series: Series) -> Iterator[Slip]:
    rows: dict[Decimal, list[Row]] = {}
    for row in tree.rows.values():
        amount = tree.amount(row.index, series.column)
        if amount.state == "printed" and amount.value is not None and _is_significant(amount.value):
            rows.setdefault(amount.value, []).append(row)
    for value, twins in rows.items():
        wrong = [row for row in twins if case.net.likely(number, row.index, series.column) != value]
        for row in wrong:
            source = next((twin for twin in twins if twin not in wrong and _apart(tree, row, twin)), None)
            if source is not None:
                yield _copy(case, number, series, row, source)


def _is_significant(value: Decimal) -> bool:
    return len(str(int(abs(value))).rstrip("0")) >= _DIGITS


def _apart(tree: Tree, one: Row, two: Row) -> bool:
    """Whether two rows are not above one another and have different budgets."""
    if one in tree.ancestors(two.index) or two in tree.ancestors(one.index):
        return False
    budgets = [series.column for series in tree.series if series.measure == "budget"]
    return not budgets or any(tree.amount(one.index, c).value != tree.amount(two.index, c).value for c in budgets)


def _copy(case: Case, number: int, series: Series, row: Row, source: Row) -> Slip:
    tree = case.trees[number]
    fact, twin = tree.facts[row.index, series.column], tree.facts[source.index, series.column]
    likely = case.net.likely(number, row.index, series.column)
    assert likely is not None
    where, measure = place(tree, fact.source.page), measure_of(series)
    text = both(
        "BUD-DUP.copied",
        measure=(measure[0].capitalize(), measure[1]),
        row=named(row),
        where=where,
        printed=fact.printed,
        source=named(source),
        likely=shown(likely),
    )
    evidence: list[Fact | None] = [fact, twin]
    evidence += [
        case.fact(number, line.index, s.column) for line in (row, source) for s in tree.series if s.measure == "budget"
    ]
    return Slip(
        "BUD-DUP",
        "error",
        text,
        tuple(item for item in evidence if item is not None),
        reported=fact,
        expected=likely,
        changes=((fact, likely),),
        accused=(fact,),
        slip="copied-row",
        material=True,
    )
