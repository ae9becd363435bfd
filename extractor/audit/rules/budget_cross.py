"""Slips between tables: one budget line with different figures in two of them."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from extractor.audit.phrases import both
from extractor.audit.rules.budget_case import Case, PercentCheck
from extractor.audit.rules.budget_network import Slot, readings
from extractor.audit.rules.budget_slip import Slip, grounds, measure_of, named, place, shown
from schemas import Fact


class Print(NamedTuple):
    """What one table prints for a line."""

    tree: int
    row: int
    column: int
    fact: Fact
    value: Decimal


def amounts(case: Case) -> Iterator[Slip]:
    """Lines with different amounts or percentages in two tables: XT-BUD."""
    for slot in case.net.printed:
        prints = _prints(case, slot)
        if len({item.value for item in prints}) > 1:
            yield _differing(case, slot, prints)
    yield from _percentages(case)


def equal_prints(case: Case) -> Iterator[tuple[Fact, ...]]:
    """The figures of lines that several tables print, where all are equal."""
    for slot in case.net.printed:
        prints = _prints(case, slot)
        if len(prints) > 1 and len({item.value for item in prints}) == 1:
            yield tuple(item.fact for item in prints)


def _prints(case: Case, slot: Slot) -> list[Print]:
    """What each table prints for a line; a malformed figure that can mean what another table prints means that."""
    cells = [
        (t, r, c, a)
        for t, r, c, a in case.net.cells(slot)
        if a.fact is not None and a.state in ("printed", "malformed")
    ]
    plain = {amount.value for *_, amount in cells if amount.value is not None}
    out = []
    for tree, row, column, amount in cells:
        values = readings(case.net, tree, row, column, amount)
        likely = [value for value in values if value == case.net.best.get(slot)]
        meant = [value for value in values if value in plain] or likely or list(values)
        if len(meant) == 1 and amount.fact is not None:
            out.append(Print(tree, row, column, amount.fact, meant[0]))
    return out


def _differing(case: Case, slot: Slot, prints: list[Print]) -> Slip:
    likely = case.net.best.get(slot)
    opinion = next((o for o in case.net.opinions_on(slot) if o.value == likely), None)
    proof = [kind for kind in opinion.kinds if kind not in ("printed", "elsewhere")] if opinion else []
    odd = [item for item in prints if item.value != likely] if proof else _fewest(prints)
    first = odd[0]
    row = case.trees[first.tree].rows[first.row]
    series = next(s for s in case.trees[first.tree].series if s.column == first.column)
    measure = measure_of(series)
    listed = _listed(case, prints)
    text = both("XT-BUD.differs", measure=(measure[0].capitalize(), measure[1]), row=named(row), listed=listed)
    if proof and likely is not None:
        reason = grounds(proof)
        text = both("XT-BUD.likely", text=text, likely=shown(likely), reason=reason)
    wrong = tuple(item.fact for item in odd) if proof else ()
    return Slip(
        "XT-BUD",
        "warning",
        text,
        tuple(item.fact for item in [*odd, *(item for item in prints if item not in odd)]),
        reported=first.fact,
        expected=likely if proof else None,
        changes=tuple((fact, likely) for fact in wrong) if likely is not None else (),
        satisfies=opinion.weight if opinion and proof else 0,
        accused=wrong,
        because=wrong,
        formula=" = ".join(item.fact.printed for item in prints),
        inputs=tuple(item.fact for item in prints),
    )


def _fewest(prints: list[Print]) -> list[Print]:
    """The prints of the rarest value, the last one of those."""
    counts = {item.value: sum(other.value == item.value for other in prints) for item in prints}
    rarest = min(reversed(prints), key=lambda item: counts[item.value])
    return [item for item in prints if item.value == rarest.value]


def _listed(case: Case, prints: list[Print]) -> tuple[str, str]:
    texts = [
        both("place.printed", printed=item.fact.printed, place=place(case.trees[item.tree], item.fact.source.page))
        for item in prints
    ]
    return "; ".join(text[0] for text in texts), "; ".join(text[1] for text in texts)


def _percentages(case: Case) -> Iterator[Slip]:
    """Lines with the same amounts and different percentages in two tables."""
    by_line: dict[int, list[PercentCheck]] = {}
    for check in case.percents:
        by_line.setdefault(case.net.lines.of[check.tree, check.row.index], []).append(check)
    for checks in by_line.values():
        for index, second in enumerate(checks):
            for first in checks[:index]:
                if (
                    first.tree != second.tree
                    and _same_amounts(case, first, second)
                    and not _agree(first.percent, second.percent)
                ):
                    yield _two_percentages(case, first, second)


def _same_amounts(case: Case, one: PercentCheck, two: PercentCheck) -> bool:
    columns = [
        case.net.groups[one.tree, a.column] == case.net.groups[two.tree, b.column]
        for a, b in zip(one.series, two.series, strict=True)
    ]
    equal = one.budget.value == two.budget.value and one.spending.value == two.spending.value
    return all(columns) and equal and one.budget.value is not None


def _agree(one: Fact, two: Fact) -> bool:
    """Whether two percentages are one figure at the coarser of their decimals, or differ in its last digit."""
    assert one.value is not None and two.value is not None
    step = Decimal(1).scaleb(-min(one.decimals, two.decimals))
    return abs(one.value - two.value) <= step


def _two_percentages(case: Case, one: PercentCheck, two: PercentCheck) -> Slip:
    wrong = [check for check in (one, two) if check.verdict == "inconsistent"] or [two]
    decimals = max(one.percent.decimals, two.percent.decimals)
    places = [place(case.trees[check.tree], check.percent.source.page) for check in (one, two)]
    right = shown(one.right(decimals), decimals)
    text = both(
        "XT-BUD.percentages",
        row=named(one.row),
        printed=one.percent.printed,
        first=places[0],
        other=two.percent.printed,
        second=places[1],
        right=right,
    )
    first = wrong[0]
    others = [check.percent for check in (one, two) if check is not first]
    evidence = [first.percent, *others, first.spending.fact, first.budget.fact]
    return Slip(
        "XT-BUD",
        "warning",
        text,
        tuple(fact for fact in evidence if fact is not None),
        reported=first.percent,
        expected=first.right(),
        decimals=first.percent.decimals,
        changes=tuple((check.percent, check.right()) for check in wrong),
        accused=tuple(check.percent for check in wrong),
        because=tuple(check.percent for check in wrong),
        formula=f"{one.percent.printed} = {two.percent.printed}",
        inputs=(one.percent, two.percent),
    )
