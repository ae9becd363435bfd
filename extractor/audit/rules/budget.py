"""BUD-PCT, BUD-OVER, BUD-SIGN and BUD-BOUND: what a row of a budget table, or a sentence on the budget, says about itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extractor.audit.rules.budget_case import HOLDS, Case, PercentCheck, pairs, verdict
from extractor.audit.rules.budget_percent import ratio, rounded
from extractor.audit.rules.budget_slip import Slip, Text, named, place, shown
from extractor.audit.rules.budget_tree import Series, Tree, is_balance
from extractor.facts.model import Row
from schemas import Fact


def percentages(case: Case) -> Iterator[Slip]:
    """BUD-PCT: a printed percentage is not spending as per cent of the budget.

    What it checks: the percentage of every row with budget and spending, in tables and in sentences.
    Why it matters: absorption is what programmes are judged by.
    Formula: realisasi / pagu × 100, at the printed decimals.
    Example: 95.688.491 / 95.838.000 × 100 = 99,84, printed 98,84.
    When it stays silent: a budget of 0; a balance row; a column in which most rows fail (another ratio). A percentage that was cut
    instead of rounded is a notice (NUM-TRUNC), one that is off in its last digit too.
    """
    for check in case.percents:
        slip = _percent(case, check)
        if slip is not None:
            yield slip
    yield from _sentences(case)


def _percent(case: Case, check: PercentCheck) -> Slip | None:
    where = place(case.trees[check.tree], check.percent.source.page)
    text = _percent_text(f"{named(check.row)} di {where[0]}", f"{named(check.row)} in {where[1]}", check)
    return _percent_slip(check, text)


def _percent_text(where: str, where_en: str, check: PercentCheck) -> Text | None:
    decimals = max(check.percent.decimals, 0)
    spending, budget = _amounts(check)
    right = shown(rounded(check.exact, max(decimals, 2)), max(decimals, 2))
    formula = f"{spending} / {budget} × 100 = {right}"
    printed = check.percent.printed
    if check.verdict == "inconsistent":
        return (
            f"Persentase {where} tercetak {printed}, sedangkan {formula}.",
            f"The percentage of {where_en} is printed as {printed}, but {formula}.",
        )
    if check.verdict == "consistent_by_truncation":
        return (
            f"Persentase {where} ({printed}) dipotong, bukan dibulatkan: {formula}.",
            f"The percentage of {where_en} ({printed}) is cut and not rounded: {formula}.",
        )
    if check.verdict == "last_digit":
        return (
            f"Persentase {where} ({printed}) berbeda pada angka terakhir: {formula}.",
            f"The percentage of {where_en} ({printed}) is off in its last digit: {formula}.",
        )
    return None


def _amounts(check: PercentCheck) -> tuple[str, str]:
    return tuple(amount.fact.printed if amount.fact is not None else "0" for amount in (check.spending, check.budget))  # type: ignore[return-value]


def _percent_slip(check: PercentCheck, text: Text | None) -> Slip | None:
    """The finding of one percentage; an error also when the amounts are at fault, but then as what follows from them."""
    if text is None:
        return None
    wrong = check.verdict not in HOLDS
    right = rounded(check.exact, check.percent.decimals)
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
    )


def _digit_slip(check: PercentCheck) -> str | None:
    """Whether two digits were exchanged."""
    if check.percent.value is None or check.verdict in HOLDS:
        return None
    one, two = str(check.percent.value), str(rounded(check.exact, check.percent.decimals))
    return "digit-swap" if one != two and sorted(one) == sorted(two) else None


@dataclass(frozen=True, slots=True)
class _Said:
    """Budget, spending and percentage of one line in one sentence."""

    budget: Fact
    spending: Fact
    percent: Fact


def _sentences(case: Case) -> Iterator[Slip]:
    for said in _statements(case):
        budget, spending = said.budget.value, said.spending.value
        exact = ratio(spending, budget) if budget and spending is not None else None
        if exact is None:
            continue
        half = [
            Decimal(5).scaleb(-f.decimals - 1) if f.decimals < 0 else Decimal(0) for f in (said.spending, said.budget)
        ]
        assert budget is not None and spending is not None
        low = (spending - half[0]) / (budget + half[1]) * 100
        high = (spending + half[0]) / (budget - half[1]) * 100 if budget > half[1] else low
        outcome = verdict(said.percent, low, high)
        slip = _said_slip(said, exact, outcome)
        if slip is not None:
            yield slip


def _said_slip(said: _Said, exact: Decimal, outcome: str) -> Slip | None:
    if outcome in ("consistent", "consistent_by_rounding", "last_digit"):
        return None
    decimals = max(said.percent.decimals, 0)
    right = rounded(exact, said.percent.decimals)
    formula = f"{said.spending.printed} / {said.budget.printed} × 100 = {shown(rounded(exact, max(decimals, 2)), max(decimals, 2))}"
    page, name = said.percent.source.page, said.spending.subject.name or said.budget.subject.name
    wrong = outcome == "inconsistent"
    text = (
        f"Kalimat di halaman {page} tentang “{name}” menyebut {said.percent.printed}, sedangkan {formula}.",
        f"The sentence on page {page} about “{name}” says {said.percent.printed}, but {formula}.",
    )
    return Slip(
        "BUD-PCT" if wrong else "NUM-TRUNC",
        "error" if wrong else "notice",
        text,
        (said.percent, said.spending, said.budget),
        reported=said.percent,
        expected=right,
        decimals=said.percent.decimals,
        formula=f"{said.spending.printed} / {said.budget.printed} × 100",
        verdict=outcome,
        changes=((said.percent, right),) if wrong else (),
        accused=(said.percent,) if wrong else (),
        slip=None if wrong else "truncated",
        page=page,
    )


def _statements(case: Case) -> Iterator[_Said]:
    """Sentences that give budget, spending and percentage of one line and period, each once."""
    groups: dict[tuple[str, str, str | None], list[Fact]] = {}
    for fact in case.reading.facts:
        if (
            fact.source.sentence is not None
            and fact.source.table is None
            and fact.measure in ("budget", "spending", "absorption")
        ):
            groups.setdefault((fact.source.sentence, fact.subject.name.lower(), fact.period), []).append(fact)
    for facts in groups.values():
        by_measure: dict[str, list[Fact]] = {}
        for fact in facts:
            by_measure.setdefault(fact.measure, []).append(fact)
        if {key: len(found) for key, found in by_measure.items()} == {"budget": 1, "spending": 1, "absorption": 1}:
            said = _Said(by_measure["budget"][0], by_measure["spending"][0], by_measure["absorption"][0])
            if said.percent.value is not None:
                yield said


def overspending(case: Case) -> Iterator[Slip]:
    """BUD-OVER: spending is above the budget.

    What it checks: every row with a budget and spending, held against the budget after the change where there is one.
    Why it matters: an office may not spend more than its budget; mostly one of the two figures is misprinted.
    Formula: realisasi ≤ pagu.
    Example: 7.781.600 spent of 7.500.000.
    When it stays silent: revenue and balance rows; a table in which most rows are above (columns read the wrong way round).
    """
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
    text = (
        f"Realisasi {named(row)} di {where[0]} ({spent.printed}) melebihi pagunya ({have.printed}) sebesar {shown(spent.value - have.value)}.",
        f"The spending of {named(row)} in {where[1]} ({spent.printed}) is above its budget ({have.printed}) by "
        f"{shown(spent.value - have.value)}.",
    )
    for fact, value in changes:
        text = (
            f"{text[0]} Kemungkinan {fact.printed} seharusnya {shown(value)}.",
            f"{text[1]} {fact.printed} should probably be {shown(value)}.",
        )
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
    """BUD-SIGN: a surplus or deficit has its sign in some columns only.

    What it checks: the row surplus/(defisit) of a table without revenue rows: it is the spending, negative, in every column.
    Why it matters: without brackets a deficit reads as a surplus.
    Formula: surplus/(defisit) = − belanja.
    Example: (27.000.000.000) in the budget column, 24.000.000.000 in the spending column.
    When it stays silent: tables with revenue rows; a row with one sign throughout.
    """
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
    text = (
        f"Baris {named(row)} di {where[0]} memakai tanda kurung pada sebagian kolom saja; tanpa pendapatan, angka {listed} juga defisit "
        "dan seharusnya dalam kurung.",
        f"The row {named(row)} in {where[1]} has brackets in some columns only; without revenue {listed} is a deficit too "
        "and should stand in brackets.",
    )
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
    """BUD-BOUND: a percentage outside those of the rows that it sums up.

    What it checks: a percentage without amounts of its own against the lowest and highest percentage of the rows below it.
    Why it matters: a total is a weighted mean of its parts and lies between them.
    Formula: min(% below) ≤ % ≤ max(% below).
    Example: 95 % for a programme whose kegiatan reach 80 % and 90 %.
    When it stays silent: the percentage was recalculated from its amounts (BUD-PCT).
    """
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
    text = (
        f"Persentase {named(row)} di {where[0]} ({whole.printed}) di luar persentase baris di bawahnya ({low.printed} sampai {high.printed}).",
        f"The percentage of {named(row)} in {where[1]} ({whole.printed}) is outside those of the rows below it "
        f"({low.printed} to {high.printed}).",
    )
    return Slip(
        "BUD-BOUND", "warning", text, (whole, low, high), reported=whole, formula="min ≤ % ≤ max", accused=(whole,)
    )
