"""Slips of single rows: percentages, spending above the budget, signs of balances, bounds of percentages."""

from collections.abc import Iterator
from decimal import Decimal

from extractor.audit.phrases import both
from extractor.audit.rules.budget_case import FINE, Case, PercentCheck, pairs
from extractor.audit.rules.budget_slip import Slip, Text, named, place, shown
from extractor.audit.rules.budget_text import stated_bounds, stated_percentages
from extractor.audit.rules.budget_tree import Series, Tree, is_balance
from extractor.facts.model import Row
from extractor.notation import Verdict
from schemas import Fact


def percentages(case: Case) -> Iterator[Slip]:
    """Percentages that are not spending by budget: BUD-PCT, and NUM-TRUNC for those that were cut."""
    for check in case.percents:
        if check.verdict in _PERCENTS:
            yield _percent(case, check)
    yield from stated_percentages(case)


# The messages on a percentage by the verdict on it; others are no finding.
_PERCENTS: dict[Verdict, str] = {
    "inconsistent": "BUD-PCT.wrong",
    "consistent_by_truncation": "BUD-PCT.cut",
    "last_digit": "BUD-PCT.last_digit",
}


def _percent(case: Case, check: PercentCheck) -> Slip:
    where = place(case.trees[check.tree], check.percent.source.page)
    text = _percent_text(both("place.printed", printed=named(check.row), place=where), check)
    return _percent_slip(check, text)


def _percent_text(where: Text, check: PercentCheck) -> Text:
    decimals = max(check.percent.decimals, 2)
    spending, budget = _amounts(check)
    right = shown(check.right(decimals), decimals)
    formula = f"{spending} / {budget} × 100 = {right}"
    return both(_PERCENTS[check.verdict], where=where, printed=check.percent.printed, formula=formula)


def _amounts(check: PercentCheck) -> tuple[str, str]:
    return tuple(amount.fact.printed if amount.fact is not None else "0" for amount in (check.spending, check.budget))  # type: ignore[return-value]


def _percent_slip(check: PercentCheck, text: Text) -> Slip:
    """The finding of one percentage; an error also when the amounts are at fault, but then as what follows from them."""
    wrong = check.verdict not in FINE
    right = check.right()
    amounts = tuple(fact for fact in (check.spending.fact, check.budget.fact) if fact is not None)
    blamed = wrong and check.repaired
    return Slip(
        "BUD-PCT" if wrong or check.verdict == "last_digit" else "NUM-TRUNC",
        "error" if wrong else "notice",
        text,
        (check.percent, *amounts),
        reported=check.percent,
        expected=right,
        decimals=check.percent.decimals,
        formula=" / ".join(_amounts(check)) + " × 100",
        verdict=check.verdict,
        changes=() if blamed or not wrong else ((check.percent, right),),
        satisfies=0 if blamed or not wrong else 1,
        accused=() if blamed or not wrong else (check.percent,),
        because=(*amounts, check.percent) if wrong else (),
        slip="truncated" if check.verdict == "consistent_by_truncation" else _digit_slip(check),
        inputs=amounts,
        result=check.percent,
        interval=check.share,
    )


def _digit_slip(check: PercentCheck) -> str | None:
    """Whether two digits were exchanged."""
    if check.percent.value is None or check.verdict in FINE:
        return None
    one, two = str(check.percent.value), str(check.right())
    return "digit-swap" if one != two and sorted(one) == sorted(two) else None


def overspending(case: Case) -> Iterator[Slip]:
    """Spending above the budget: BUD-OVER; a table in which most rows are above is read the wrong way round."""
    for number, tree in enumerate(case.trees):
        found = list(_over(case, number, tree))
        if 2 * len(found) <= len(tree.rows) or len(found) < 3:
            yield from found


def _over(case: Case, number: int, tree: Tree) -> Iterator[Slip]:
    for spending in (series for series in tree.series if series.measure == "spending"):
        beside = Series(spending.table, spending.column, "absorption", spending.period, None, spending.axes)
        budget = next((b for b, s in pairs(tree, beside) if s == spending), None)
        for row in tree.rows.values() if budget else ():
            if not is_balance(row) and not tree.is_income(row) and budget is not None:
                have, spent = tree.amount(row.index, budget.column), tree.amount(row.index, spending.column)
                if have.state == spent.state == "printed" and have.value and spent.value and spent.value > have.value:
                    yield _over_slip(case, number, row, budget, spending)


def _over_slip(case: Case, number: int, row: Row, budget: Series, spending: Series) -> Slip:
    tree = case.trees[number]
    have, spent = tree.facts[row.index, budget.column], tree.facts[row.index, spending.column]
    likely = {
        fact.id: case.net.likely(number, row.index, column.column)
        for fact, column in ((have, budget), (spent, spending))
    }
    changes = tuple(
        (fact, value) for fact in (have, spent) if (value := likely[fact.id]) is not None and value != fact.value
    )
    where = place(tree, spent.source.page)
    assert spent.value is not None and have.value is not None
    text = both(
        "BUD-OVER.row",
        row=named(row),
        where=where,
        printed=spent.printed,
        budget=have.printed,
        excess=shown(spent.value - have.value),
    )
    for fact, value in changes:
        text = both("BUD-OVER.likely", text=text, printed=fact.printed, value=shown(value))
    above = _over_above(tree, row, budget, spending)
    return Slip(
        "BUD-OVER",
        "error",
        text,
        (spent, have),
        reported=spent,
        expected=have.value,
        formula=f"realisasi ≤ {have.printed}",
        changes=changes,
        accused=tuple(fact for fact, _ in changes) or (spent,),
        because=above,
        material=True,
        inputs=(spent, have),
    )


def _over_above(tree: Tree, row: Row, budget: Series, spending: Series) -> tuple[Fact, ...]:
    """The spending of the only row below with the same two amounts, from which this one follows."""
    for index in tree.children.get(row.index, ()):
        same = all(
            tree.amount(index, s.column).value == tree.amount(row.index, s.column).value for s in (budget, spending)
        )
        fact = tree.facts.get((index, spending.column))
        if same and fact is not None:
            return (fact,)
    return ()


def signs(case: Case) -> Iterator[Slip]:
    """Balances with their sign in some columns only: BUD-SIGN."""
    for tree in case.trees:
        if any(tree.is_income(row) for row in tree.rows.values()):
            continue
        for row in tree.rows.values():
            if is_balance(row) and {"surplus", "defisit"} & set(_words(row.name)):
                facts = [f for s in tree.series if (f := tree.facts.get((row.index, s.column))) is not None and f.value]
                bare = [fact for fact in facts if fact.value is not None and fact.value > 0]
                if bare and len(bare) < len(facts):
                    yield _sign(tree, row, bare, facts)


def _words(name: str) -> list[str]:
    return "".join(letter if letter.isalpha() else " " for letter in name.lower()).split()


def _sign(tree: Tree, row: Row, bare: list[Fact], facts: list[Fact]) -> Slip:
    where = place(tree, bare[0].source.page)
    listed = "; ".join(fact.printed for fact in bare)
    text = both("BUD-SIGN.brackets", row=named(row), where=where, listed=listed)
    return Slip(
        "BUD-SIGN",
        "warning",
        text,
        (*bare, *(fact for fact in facts if fact not in bare)),
        reported=bare[0],
        expected=-bare[0].value if bare[0].value is not None else None,
        changes=tuple((fact, -fact.value) for fact in bare if fact.value is not None),
        accused=tuple(bare),
    )


def bounds(case: Case) -> Iterator[Slip]:
    """Percentages outside those of the rows that they sum up: BUD-BOUND."""
    yield from stated_bounds(case)
    checked = {(check.tree, check.row.index) for check in case.percents}
    for number, tree in enumerate(case.trees):
        for series in tree.percents:
            for row in tree.rows.values():
                whole = tree.facts.get((row.index, series.column))
                if whole is None or whole.value is None or (number, row.index) in checked:
                    continue
                below = [tree.facts.get((index, series.column)) for index in tree.children.get(row.index, ())]
                facts = [fact for fact in below if fact is not None and fact.value is not None]
                if len(facts) >= 2 and len(facts) == len(below):
                    slip = _bound(tree, row, whole, facts)
                    if slip is not None:
                        yield slip


def _bound(tree: Tree, row: Row, whole: Fact, facts: list[Fact]) -> Slip | None:
    ordered = sorted(facts, key=lambda fact: fact.value or Decimal(0))
    low, high = ordered[0], ordered[-1]
    assert whole.value is not None and low.value is not None and high.value is not None
    step = Decimal(1).scaleb(-min(fact.decimals for fact in (whole, low, high)))
    if low.value - step <= whole.value <= high.value + step:
        return None
    where = place(tree, whole.source.page)
    text = both("BUD-BOUND.row", row=named(row), where=where, printed=whole.printed, low=low.printed, high=high.printed)
    return Slip(
        "BUD-BOUND", "warning", text, (whole, low, high), reported=whole, formula="min ≤ % ≤ max", accused=(whole,)
    )
