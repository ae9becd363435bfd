"""Efficiencies of the use of resources, in the variants of DOMAIN section 5, found by what most rows of a column follow."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.audit.calculate import Attempt, operand
from extractor.audit.context import Context
from extractor.notation import Interval, exact, printed, total, verdict
from schemas import Fact

_HOLDS = ("consistent", "consistent_by_rounding", "consistent_by_truncation", "last_digit")
_ORDER = (*_HOLDS, "inconsistent")
_INPUTS = frozenset(
    {"achievement", "average_achievement", "absorption", "availability", "budget", "spending", "target", "realization"}
)


@dataclass(frozen=True, slots=True)
class Form:
    """One formula: the measures that it takes, the calculation, and how it is written with their figures."""

    name: str
    takes: tuple[str, ...]
    value: Callable[..., Interval]
    text: str


def _hundred(interval: Interval) -> Interval:
    return interval.scale(100)


_C, _A, _P, _S = "C", "A", "P", "S"
FORMS = (
    Form("capaian / serapan", (_C, _A), lambda c, a: c / a, "{0} / {1}"),
    Form("capaian / serapan × 100", (_C, _A), lambda c, a: _hundred(c / a), "{0} / {1} × 100"),
    Form("serapan / capaian", (_C, _A), lambda c, a: a / c, "{1} / {0}"),
    Form("serapan / capaian × 100", (_C, _A), lambda c, a: _hundred(a / c), "{1} / {0} × 100"),
    Form("capaian − serapan", (_C, _A), lambda c, a: c - a, "{0} − {1}"),
    Form("serapan − capaian", (_C, _A), lambda c, a: a - c, "{1} − {0}"),
    Form("100 − serapan", (_A,), lambda a: exact(100) - a, "100 − {0}"),
    Form("(pagu − realisasi) / pagu × 100", (_P, _S), lambda p, s: _hundred((p - s) / p), "({0} − {1}) / {0} × 100"),
    Form("pagu / realisasi", (_P, _S), lambda p, s: p / s, "{0} / {1}"),
    Form("realisasi / pagu × 100", (_P, _S), lambda p, s: _hundred(s / p), "{1} / {0} × 100"),
    Form("pagu − realisasi", (_P, _S), lambda p, s: p - s, "{0} − {1}"),
    Form(
        "(pagu × capaian − realisasi) / (pagu × capaian) × 100",
        (_P, _S, _C),
        lambda p, s, c: _hundred((p * c.scale(Decimal("0.01")) - s) / (p * c.scale(Decimal("0.01")))),
        "({0} × {2}% − {1}) / ({0} × {2}%) × 100",
    ),
    Form("rata-rata capaian − serapan", ("M", _A), lambda m, a: m - a, "{0} − {1}"),
    Form("rata-rata capaian / serapan", ("M", _A), lambda m, a: m / a, "{0} / {1}"),
)
_MEASURES = {
    _C: ("average_achievement", "achievement"),
    _A: ("absorption", "availability"),
    _P: ("budget",),
    _S: ("spending",),
}


@dataclass(frozen=True, slots=True)
class Try:
    """One efficiency by one formula: its inputs, the formula with figures, and the verdict."""

    result: Fact
    inputs: tuple[Fact, ...]
    formula: str
    attempt: Attempt


@dataclass(frozen=True, slots=True)
class Column:
    """The efficiencies of a column with all tries, and the form that most rows follow (null where none does)."""

    results: tuple[Fact, ...]
    tries: dict[str, tuple[Try, ...]]
    form: Form | None

    def chosen(self, fact: Fact) -> Try | None:
        """The try by the column's form, else by a form that fits this row."""
        mine = self.tries.get(fact.id, ())
        own = next((item for item in mine if self.form is not None and item.attempt.variant == self.form.name), None)
        if own is not None and own.attempt.verdict in _HOLDS:
            return own
        return next((item for item in mine if item.attempt.verdict in _HOLDS), own)

    @property
    def followed(self) -> str:
        """How many rows follow the form: "5 dari 6"."""
        name = self.form.name if self.form else ""
        fitting = sum(
            any(item.attempt.variant == name and item.attempt.verdict in _HOLDS for item in self.tries[fact.id])
            for fact in self.results
        )
        return f"{fitting} dari {len(self.results)}"


def columns(context: Context) -> tuple[Column, ...]:
    """All columns of efficiencies."""
    return tuple(column for table in context.reading.tables for column in _of_table(context, table.id))


def _of_table(context: Context, table: str) -> Iterator[Column]:
    found = [fact for fact in context.of_table(table) if fact.measure == "efficiency" and fact.value is not None]
    for column in sorted({fact.source.column or 0 for fact in found}):
        results = tuple(fact for fact in found if fact.source.column == column)
        tries = {fact.id: tuple(_tries(context, fact)) for fact in results}
        yield Column(results, tries, _form(results, tries))


def _form(results: Sequence[Fact], tries: dict[str, tuple[Try, ...]]) -> Form | None:
    """The form that fits at least half of the rows whose figures can tell forms apart."""
    telling = [fact for fact in results if tries[fact.id] and fact.value]
    counts = [
        sum(
            any(item.attempt.variant == form.name and item.attempt.verdict in _HOLDS for item in tries[fact.id])
            for fact in telling
        )
        for form in FORMS
    ]
    most = max(counts, default=0)
    return FORMS[counts.index(most)] if most and 2 * most >= len(telling) else None


def _tries(context: Context, fact: Fact) -> Iterator[Try]:
    row = context.row(fact.source.table or "", fact.source.row or 0)
    figures = {key: _nearest(fact, row, measures) for key, measures in _MEASURES.items()}
    for form in FORMS:
        if form.takes[0] == "M":
            yield from _by_mean(context, fact, form, figures[_A])
            continue
        inputs = [figures[key] for key in form.takes]
        known = [item for item in inputs if item is not None]
        if len(known) == len(inputs):
            intervals = [interval for item in known if (interval := operand(item)) is not None]
            texts = [printed(item.value or Decimal(0), item.decimals) for item in known]
            yield from _try(fact, form, tuple(known), intervals, texts)


def _try(
    fact: Fact, form: Form, inputs: tuple[Fact, ...], intervals: Sequence[Interval], texts: Sequence[str]
) -> Iterator[Try]:
    try:
        interval = form.value(*intervals)
    except ZeroDivisionError:
        return
    assert fact.value is not None
    judged = Attempt(form.name, interval, verdict(interval, fact.value, fact.decimals))
    yield Try(fact, inputs, form.text.format(*texts), judged)


def _by_mean(context: Context, fact: Fact, form: Form, share: Fact | None) -> Iterator[Try]:
    """The mean achievement of the table instead of the row's own."""
    table = fact.source.table or ""
    members = [item for item in context.of_table(table) if item.measure == "achievement" and item.value is not None]
    interval = operand(share) if share is not None else None
    if len(members) < 2 or share is None or interval is None:
        return
    mean = total(part for item in members if (part := operand(item)) is not None) / exact(len(members))
    texts = [printed(mean.middle, 2), printed(share.value or Decimal(0), share.decimals)]
    yield from _try(fact, form, (*members, share), [mean, interval], texts)


def _nearest(fact: Fact, row: Sequence[Fact], measures: Sequence[str]) -> Fact | None:
    """The figure of a measure in the row, the nearest one to the left where there are several."""
    here = fact.source.column or 0
    for measure in measures:
        found = [item for item in row if item.measure == measure and item.value is not None and item.id != fact.id]
        if found:
            return min(
                found, key=lambda item: ((item.source.column or 0) > here, abs((item.source.column or 0) - here))
            )
    return None
