"""What sentences say about the budget: percentages with their amounts, and bounds for all parts of a total."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extractor.audit.candidates import candidates
from extractor.audit.phrases import both
from extractor.audit.rules.budget_case import Case
from extractor.audit.rules.budget_percent import amount, judge, share
from extractor.audit.rules.budget_slip import Slip, shown
from extractor.facts.model import Reading, Sentence
from extractor.facts.said import facts_by_sentence
from extractor.notation import Interval, round_half_up
from extractor.notation.screened import Screened, lowered
from schemas import Fact

_TRIPLE = ("budget", "spending", "absorption")
_NUMBER = r"(\d{1,3}(?:[.,]\d+)?)\s*(?:%|persen)"
_ABOVE = re.compile(
    rf"{_NUMBER}\s*ke\s*atas|(?:di\s*atas|lebih\s+dari|melebihi|melampaui|minimal)\s*{_NUMBER}", re.IGNORECASE
)
_BELOW = re.compile(rf"{_NUMBER}\s*ke\s*bawah|(?:di\s*bawah|kurang\s+dari|maksimal)\s*{_NUMBER}", re.IGNORECASE)
_GROUPS = (re.compile(r"belanja\s+operasi", re.IGNORECASE), re.compile(r"belanja\s+modal", re.IGNORECASE))
_BOTH = Screened(
    re.compile(r"\b(?:baik|kedua(?:nya)?|masing-masing|semua|seluruh)\b", re.IGNORECASE),
    "baik",
    "kedua",
    "masing",
    "semua",
    "seluruh",
)
_TOLD = Screened(
    re.compile(
        rf"persentase\s+(?:realisasi|penyerapan|serapan)(?:\s+(?:anggaran|belanja|sebesar|adalah|mencapai|yaitu))*\s+{_NUMBER}",
        re.IGNORECASE,
    ),
    "persentase",
)
_WHEN = re.compile(r"tahun\s+(?:lalu|sebelumnya)|\btahun\s+(?:anggaran\s+)?(20\d\d)\b", re.IGNORECASE)
_SPENT = re.compile(r"realisasi\s+(?:total\s+|seluruh\s+)?(?:belanja|anggaran)", re.IGNORECASE)
_YEAR = re.compile(r"\btahun\s+(?:anggaran\s+)?(20\d\d)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """Budget, spending and percentage of one line in one sentence."""

    budget: Fact
    spending: Fact
    percent: Fact


def statements(case: Case) -> Iterator[Said]:
    """Sentences that give budget, spending and percentage of one line and period, each once.

    Where the three have no name in common, a sentence with just these three figures on the budget counts too.
    """
    for together in facts_by_sentence(case.reading).values():
        facts = [fact for fact in together if fact.measure in _TRIPLE]
        if len(facts) < len(_TRIPLE):
            continue
        lines: dict[tuple[str, str | None], list[Fact]] = {}
        for fact in facts:
            lines.setdefault((fact.subject.name.lower(), fact.period), []).append(fact)
        groups = [said for group in lines.values() if (said := _said(group)) is not None]
        whole = _said(facts)
        yield from groups or ([whole] if whole is not None else [])


def _said(facts: list[Fact]) -> Said | None:
    by_measure: dict[str, list[Fact]] = {measure: [] for measure in _TRIPLE}
    for fact in facts:
        by_measure[fact.measure].append(fact)
    if any(len(found) != 1 or found[0].value is None for found in by_measure.values()):
        return None
    return Said(*(by_measure[measure][0] for measure in _TRIPLE))


def share_of(said: Said) -> Interval | None:
    """The percentage that the two amounts of a sentence give."""
    assert said.budget.value is not None and said.spending.value is not None
    return share(amount(said.spending.value, said.spending), amount(said.budget.value, said.budget))


def stated_percentages(case: Case) -> Iterator[Slip]:
    """Percentages of sentences that their amounts do not give (BUD-PCT), or that were cut (NUM-TRUNC)."""
    for said in statements(case):
        result = share_of(said)
        outcome = judge(said.percent, result) if result is not None else "consistent"
        if result is not None and outcome in ("inconsistent", "consistent_by_truncation"):
            yield _stated(said, result, wrong=outcome == "inconsistent")


def _stated(said: Said, exact: Interval, *, wrong: bool) -> Slip:
    decimals = max(said.percent.decimals, 2)
    right = round_half_up(exact.middle, said.percent.decimals)
    formula = f"{said.spending.printed} / {said.budget.printed} × 100"
    result = shown(exact.middle, decimals)
    page, name = said.percent.source.page, said.spending.subject.name or said.budget.subject.name
    text = both("BUD-PCT.text", page=page, name=name, printed=said.percent.printed, formula=formula, result=result)
    return Slip(
        "BUD-PCT" if wrong else "NUM-TRUNC",
        "error" if wrong else "notice",
        text,
        (said.percent, said.spending, said.budget),
        reported=said.percent,
        expected=right,
        decimals=said.percent.decimals,
        formula=formula,
        verdict="inconsistent" if wrong else "consistent_by_truncation",
        changes=((said.percent, right),) if wrong else (),
        accused=(said.percent,) if wrong else (),
        slip=None if wrong else "truncated",
        page=page,
        inputs=(said.spending, said.budget),
        result=said.percent,
        interval=exact,
    )


@dataclass(frozen=True, slots=True)
class Total:
    """The percentage of all expenditure of a year, as a figure of a table or as words of a sentence."""

    year: str
    printed: str
    value: Decimal
    facts: tuple[Fact, ...]


def stated_bounds(case: Case) -> Iterator[Slip]:
    """Claims that both groups of expenditure of a year lie above (or below) a percentage that their total does not reach."""
    totals = [*_printed_totals(case.reading), *_told_totals(case.reading)]
    for sentence in candidates(case.reading, _BOTH):
        claim = _claim(sentence)
        if claim is not None:
            year, bound, above = claim
            told = [total for total in totals if total.year == year]
            against = [total for total in told if _contradicts(total.value, bound, above)]
            if against and len(against) == len(told):
                yield _bound_slip(sentence, claim, against[0])


def _printed_totals(reading: Reading) -> Iterator[Total]:
    for fact in reading.facts:
        if fact.measure != "absorption" or fact.value is None or fact.period is None:
            continue
        if "total" in (fact.subject.kind, fact.subject.level):
            yield Total(fact.period, fact.printed, fact.value, (fact,))


def _told_totals(reading: Reading) -> Iterator[Total]:
    """Percentages of all expenditure in sentences ("tahun lalu sebesar … dengan persentase realisasi …")."""
    for sentence in candidates(reading, _TOLD):
        for match in _TOLD.finditer(sentence.text):
            before = sentence.text[: match.start()]
            last = list(_WHEN.finditer(before))
            spent = _SPENT.search(before) and not any(group.search(before) for group in _GROUPS)
            if last and spent:
                year = last[-1][1] or (str(reading.document.fiscal_year - 1) if reading.document.fiscal_year else "")
                here = facts_by_sentence(reading).get(sentence.id, [])
                facts = tuple(fact for fact in here if fact.measure == "spending")
                yield Total(year, f"{match[1]}%", Decimal(match[1].replace(",", ".")), facts)


def _contradicts(value: Decimal, bound: Decimal, above: bool) -> bool:
    return value < bound if above else value > bound


def _claim(sentence: Sentence) -> tuple[str, Decimal, bool] | None:
    """Year, bound and side of a claim about operating and capital expenditure together."""
    text = sentence.text
    if "belanja" not in lowered(text) or not _BOTH.search(text):
        return None
    tail = text[_clause(text) :]
    years = _YEAR.findall(tail)
    if not years or not all(group.search(tail) for group in _GROUPS):
        return None
    for pattern, above in ((_ABOVE, True), (_BELOW, False)):
        match = pattern.search(tail)
        if match:
            return years[-1], Decimal((match[1] or match[2]).replace(",", ".")), above
    return None


def _clause(text: str) -> int:
    """Where the last clause with "both" begins, so that figures of an earlier clause are not taken for its bound."""
    found = list(_BOTH.finditer(text))
    return found[-1].start() if found else 0


def _bound_slip(sentence: Sentence, claim: tuple[str, Decimal, bool], total: Total) -> Slip:
    year, bound, above = claim
    side = ("di atas", "above") if above else ("di bawah", "below")
    limit = shown(bound, max(0, -int(bound.as_tuple().exponent)))
    text = both("BUD-BOUND.text", page=sentence.page, year=year, side=side, limit=limit, printed=total.printed)
    return Slip("BUD-BOUND", "warning", text, total.facts, formula="min ≤ total ≤ max", page=sentence.page)
