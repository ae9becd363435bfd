"""Efficiencies against what the report says of them: its formula, its conclusions and its averages."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractor.audit.averages import mean_formula
from extractor.audit.calculate import Attempt, attempt, best, operand, tried
from extractor.audit.context import Context
from extractor.audit.efficiencies import Column, columns
from extractor.audit.efficiency_statements import Claim, Stated, efficiency_claims, stated_formulas, told_means
from extractor.audit.outcome import Draft, Outcome, expected
from extractor.audit.phrases import Filling, both, phrase
from extractor.audit.registry import rule
from extractor.audit.text_figures import Figure
from extractor.audit.wording import joined, quoted
from extractor.facts.model import Sentence
from extractor.notation import Interval, exact, printed, total, verdict
from schemas import Criterion, Fact, Message

_CRITERION = Criterion(regulation="PermenPANRB 53/2014", article="Lampiran II")
_NEAR = 6
"""Pages between a table of efficiencies and the sentences that speak about it."""


def _columns(context: Context) -> list[Column]:
    """Columns of efficiencies whose formula is known and that hold this year's figures of the office itself."""
    return [column for column in context.once(columns) if column.form is not None and _rows(context, column)]


def _rows(context: Context, column: Column) -> list[Fact]:
    """The efficiencies of data rows of a column."""
    return [fact for fact in column.results if (row := context.row_of(fact)) is None or row.kind == "data"]


def _nearest(context: Context, sentence: Sentence) -> Column | None:
    """The column of efficiencies that a sentence speaks about: the nearest one within some pages."""
    near = [
        (abs(column.results[0].source.page - sentence.page), index, column)
        for index, column in enumerate(_columns(context))
        if abs(column.results[0].source.page - sentence.page) <= _NEAR
    ]
    return min(near, key=lambda item: item[:2])[2] if near else None


@rule(
    "EFF-FORMULA",
    title=Message(
        id="Rumus efisiensi yang dipakai bukan yang dijelaskan", en="Efficiency follows another formula than stated"
    ),
    severity="warning",
    effect=Message(
        id="Pembaca tidak dapat menghitung ulang efisiensi dengan rumus yang dijelaskan.",
        en="A reader cannot recalculate the efficiencies by the formula that is explained.",
    ),
    criterion=_CRITERION,
)
def stated_formula(context: Context) -> Iterator[Outcome]:
    """The efficiencies of a table do not follow the formula that the text explains.

    What it checks: sentences "Efisiensi = … / …" against the formula that at least half of the rows of the nearest table of
        efficiencies follow.
    Why it matters: a ratio of inputs and a ratio of achievement to absorption tell different things.
    Formula: the stated one, in all ways to write it (as ratio or per cent), against each row.
    Example: stated input target / input aktual, printed 1,128 = 104 / 92,16.
    When it stays silent: the stated formula fits any row; its terms are not known; no table within six pages; no formula fits half
        of the rows.
    Source: PermenPANRB 53/2014, Lampiran II.
    """
    for stated in stated_formulas(context.reading):
        column = _nearest(context, stated.sentence)
        if column is not None and column.form is not None:
            yield from _against_formula(context, stated, column)


def _against_formula(context: Context, stated: Stated, column: Column) -> Iterator[Outcome]:
    rows = [fact for fact in _rows(context, column) if column.tries[fact.id]]
    by_form = {
        fact.id: [item for item in column.tries[fact.id] if item.attempt.variant in stated.forms] for fact in rows
    }
    if not rows or not all(by_form.values()) or column.form is None:
        return
    facts = tuple(rows)
    if column.form.name in stated.forms or any(item.attempt.holds for items in by_form.values() for item in items):
        yield Outcome.held(f"efisiensi = {stated.text}", facts, variant=column.form.name)
        return
    right = [
        printed(items[0].attempt.interval.middle, max(fact.decimals, 2))
        for fact in rows
        if (items := by_form[fact.id]) and items[0].attempt.interval is not None
    ]
    draft = Draft(
        phrase(
            "EFF-FORMULA.column",
            first=_told(context, stated.sentence),
            formula=stated.text,
            listed=_listed(rows),
            place=context.wording.fact(rows[0]),
            variant=column.form.name,
            followed=(column.followed, column.followed.replace("dari", "of")),
            right=(joined(right), joined(right, "and")),
        ),
        reported=rows[0],
        facts=facts,
        sentences=(stated.sentence,),
    )
    yield Outcome(draft=draft)


def _told(context: Context, sentence: Sentence) -> tuple[str, str]:
    """The place of a sentence at the beginning of a message."""
    return both("place.opening", page=sentence.page)


def _listed(facts: Sequence[Fact]) -> tuple[str, str]:
    """Printed figures in words, the middle of many left out."""
    texts = [fact.printed for fact in facts]
    texts = texts if len(texts) <= 6 else [*texts[:5], "…", texts[-1]]
    return joined(texts), joined(texts, "and")


@rule(
    "EFF-CLAIM",
    title=Message(
        id="Kesimpulan efisiensi bertentangan dengan nilainya", en="Conclusion on efficiency contradicts its values"
    ),
    severity="warning",
    effect=Message(id="Kesimpulan dibaca lebih dahulu daripada tabelnya.", en="Conclusions are read before tables."),
    criterion=_CRITERION,
)
def conclusion(context: Context) -> Iterator[Outcome]:
    """A sentence concludes on efficiency what no value of the table shows.

    What it checks: "inefisiensi", "tidak efisien", "nilai negatif", and "efisien" for all, near a table of efficiencies.
    Why it matters: the conclusion is what readers take away.
    Formula: ratios of achievement to absorption or of budget to spending are efficient from 1 (100 per cent) on, their
        inverses up to 1, differences from 0 on.
    Example: values 1,067 and 1,128, "inefisiensi … nilai negatif".
    When it stays silent: one value at least is on the claimed side; conditions, rules and wishes; no known formula.
    Source: PermenPANRB 53/2014, Lampiran II.
    """
    told: set[tuple[str, bool]] = set()
    for claim in efficiency_claims(context.reading):
        column = _nearest(context, claim.sentence)
        if column is None or column.form is None:
            continue
        rows = tuple(fact for fact in _rows(context, column) if fact.value is not None)
        values = [fact.value for fact in rows if fact.value is not None]
        if not values or not _contradicted(claim, values, column.form.name):
            continue
        once = (rows[0].id, claim.kind == "efficient")
        if once not in told:
            told.add(once)
            yield Outcome(draft=_claim_draft(context, claim, rows, column.form.name))


def _claim_draft(context: Context, claim: Claim, rows: tuple[Fact, ...], form: str) -> Draft:
    gaps: dict[str, Filling] = {
        "first": _told(context, claim.sentence),
        "place": context.wording.fact(rows[0]),
        "listed": _listed(rows),
        "words": claim.words,
        "rule": _rule(form),
        "sentence": quoted(claim.sentence.text, 160),
    }
    return Draft(phrase(f"EFF-CLAIM.{claim.kind}", **gaps), facts=rows, sentences=(claim.sentence,), lead="sentences")


def _threshold(form: str) -> tuple[Decimal, bool]:
    """The value that parts efficient from inefficient by a form, and whether more is better."""
    if "/" not in form.replace("(pagu − realisasi) / pagu", ""):
        return Decimal(0), not form.startswith("serapan −")
    if form.startswith("(pagu"):
        return Decimal(0), True
    bound = Decimal(100) if form.endswith("× 100") else Decimal(1)
    return bound, not form.startswith(("serapan /", "realisasi /"))


def _rule(form: str) -> tuple[str, str]:
    bound, more = _threshold(form)
    if bound == 0:
        return both("EFF-CLAIM.positive" if more else "EFF-CLAIM.negative-side")
    return both("EFF-CLAIM.above", bound=str(bound)) if more else both("EFF-CLAIM.below", bound=str(bound))


def _contradicted(claim: Claim, values: Sequence[Decimal], form: str) -> bool:
    """Whether no value is on the side that a claim speaks of."""
    bound, more = _threshold(form)
    efficient = [value >= bound if more else value <= bound for value in values]
    if claim.kind == "negative":
        return all(value > 0 for value in values) and all(efficient)
    if claim.kind == "inefficient":
        return all(efficient) and all(value != bound for value in values)
    return not any(efficient)


@rule(
    "EFF-AVG",
    title=Message(id="Rata-rata efisiensi salah hitung", en="Average efficiency is miscalculated"),
    severity="error",
    effect=Message(
        id="Rata-rata efisiensi adalah angka yang dikutip dalam kesimpulan laporan.",
        en="The average efficiency is the figure that conclusions quote.",
    ),
    criterion=_CRITERION,
)
def average(context: Context) -> Iterator[Outcome]:
    """A printed average is not the mean of the efficiencies.

    What it checks: rows "rata-rata" below efficiencies, and sentences "rata-rata efisiensi … adalah …".
    Why it matters: the average is what conclusions quote.
    Formula: sum of the efficiencies / their number, from printed or recalculated values; also tried: the formula of the column
        on the totals of its row.
    Example: 1,067 and 1,128 average 1,10; 1,12 is printed.
    When it stays silent: any way fits, or no table of efficiencies.
    Source: PermenPANRB 53/2014, Lampiran II.
    """
    for column in context.once(columns):
        rows = _rows(context, column)
        for fact in column.results:
            row = context.row_of(fact)
            if row is not None and row.kind == "average" and len(rows) >= 2 and _above(rows, fact):
                yield _row_mean(context, column, rows, fact)
    for sentence, figure in told_means(context.reading):
        found = [column for column in context.once(columns) if len(_rows(context, column)) >= 2]
        if len(found) == 1:
            yield _text_mean(context, found[0], sentence, figure)


def _above(rows: Sequence[Fact], average: Fact) -> bool:
    return all((fact.source.row or 0) < (average.source.row or 0) for fact in rows)


def _means(column: Column, rows: Sequence[Fact]) -> list[tuple[str, Interval]]:
    """The mean of printed and of recalculated efficiencies."""
    as_printed = [interval for fact in rows if (interval := operand(fact)) is not None]
    found = [("rata-rata nilai tercetak", total(as_printed) / exact(len(as_printed)))]
    chosen = [column.chosen(fact) for fact in rows if column.tries.get(fact.id)]
    again = [item.attempt.interval for item in chosen if item is not None and item.attempt.interval is not None]
    if len(again) == len(rows):
        found.append(("rata-rata nilai dihitung ulang", total(again) / exact(len(again))))
    groups: dict[tuple[str, ...], list[Interval]] = {}
    for fact, interval in zip(rows, as_printed, strict=False):
        groups.setdefault(fact.subject.path, []).append(interval)
    if 1 < len(groups) < len(rows):
        found.append(("rata-rata per sasaran", total(map(_mean_of, groups.values())) / exact(len(groups))))
    return found


def _mean_of(values: Sequence[Interval]) -> Interval:
    return total(values) / exact(len(values))


def _row_mean(context: Context, column: Column, rows: list[Fact], fact: Fact) -> Outcome:
    attempts = [attempt(name, fact, lambda mean: mean, [interval]) for name, interval in _means(column, rows)]
    attempts += [item.attempt for item in column.tries.get(fact.id, ())]
    chosen, formula = best(attempts), mean_formula(rows)
    if chosen is not None and chosen.holds:
        return Outcome.held(
            formula, rows, fact, interval=chosen.interval, verdict=chosen.verdict, variant=chosen.variant
        )
    first = attempts[0]
    assert first.interval is not None
    gaps = {"printed": fact.printed, "formula": formula, "right": _right(first.interval, fact.decimals)}
    draft = Draft(
        phrase("EFF-AVG.row", place=context.wording.fact(fact), **gaps),
        reported=fact,
        expected=expected(first.interval, fact.decimals, formula),
        facts=(fact, *rows),
    )
    return Outcome.broken(formula, rows, fact, draft, interval=first.interval, tried=tried(attempts, first))


def _right(interval: Interval, decimals: int) -> str:
    return printed(interval.middle, max(decimals, 2))


def _text_mean(context: Context, column: Column, sentence: Sentence, figure: Figure) -> Outcome:
    rows = _rows(context, column)
    attempts = [
        Attempt(name, interval, verdict(interval, figure.value, figure.decimals))
        for name, interval in [*_means(column, rows), *_printed_means(context, column)]
    ]
    chosen, formula = best(attempts), mean_formula(rows)
    if chosen is not None and chosen.holds and chosen.interval is not None:
        return Outcome.held(formula, rows, None, interval=chosen.interval, verdict=chosen.verdict)
    interval = attempts[0].interval
    assert interval is not None
    gaps = {"printed": figure.text, "formula": formula, "right": _right(interval, figure.decimals)}
    draft = Draft(
        phrase("EFF-AVG.text", first=_told(context, sentence), place=context.wording.fact(rows[0]), **gaps),
        printed=figure.text,
        value=figure.value,
        expected=expected(interval, figure.decimals, formula),
        facts=tuple(rows),
        sentences=(sentence,),
        lead="sentences",
    )
    return Outcome.broken(formula, rows, None, draft, interval=interval, tried=tried(attempts, attempts[0]))


def _printed_means(context: Context, column: Column) -> Iterator[tuple[str, Interval]]:
    """The averages that the table prints itself."""
    for fact in column.results:
        row, interval = context.row_of(fact), operand(fact)
        if row is not None and row.kind == "average" and interval is not None:
            yield "rata-rata tercetak", interval
