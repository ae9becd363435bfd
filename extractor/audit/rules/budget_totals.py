"""Slips of sums: amounts that the rows below them do not add up to, and what explains it."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TypedDict

from extractor.audit.outcome import AbsentRow
from extractor.audit.phrases import both
from extractor.audit.rules.budget_case import Case
from extractor.audit.rules.budget_missing import Missing, absent_below, explaining_rows
from extractor.audit.rules.budget_network import Opinion
from extractor.audit.rules.budget_slip import Slip, Text, addition, grounds, measure_of, named, place, shown
from extractor.audit.rules.budget_sums import SumCheck, check_id, other_level
from extractor.facts.model import Row
from extractor.notation import Interval, exact
from schemas import Fact


def sums(case: Case) -> Iterator[Slip]:
    """Amounts that are not the sum of the rows below them: BUD-SUM, BUD-TOTAL, BUD-JENIS, BUD-LEVEL."""
    for check in case.sums:
        if check.holds is False:
            yield _slip(case, check)


def _slip(case: Case, check: SumCheck) -> Slip:
    """The finding of one failing sum, by what explains it."""
    likely = case.net.likely(check.tree, check.row.index, check.series.column)
    if likely is not None and likely != check.printed:
        return _wrong_whole(case, check, likely)
    wrong = _wrong_parts(case, check)
    left = check.gap - sum((value - _value(part) for part, value in wrong), Decimal(0))
    if wrong and left == 0:
        return _wrong_part(case, check, wrong)
    return _unexplained(case, check, wrong, left)


def _wrong_whole(case: Case, check: SumCheck, likely: Decimal) -> Slip:
    tree, fact = case.trees[check.tree], check.whole.fact
    other = other_level(case.net, check)
    opinion = _opinion(case, check, likely)
    reason = grounds(opinion.kinds if opinion else ())
    text = _opening(case, check)
    tail = both("BUD-SUM.likely", likely=shown(likely))
    text = (
        text[0] + tail[0] + (f": {reason[0]}." if reason[0] else "."),
        text[1] + tail[1] + (f": {reason[1]}." if reason[1] else "."),
    )
    if other is not None:
        text = both("BUD-LEVEL.other", text=text, other=named(other))
    return Slip(
        "BUD-LEVEL" if other is not None else check_id(tree, check),
        "error",
        text,
        _facts(case, check, other),
        reported=fact,
        expected=likely,
        formula=_formula(check),
        changes=((fact, likely),) if fact else (),
        satisfies=opinion.weight if opinion else 1,
        accused=(fact,) if fact else (),
        slip="wrong-level" if other is not None else _slip_of(opinion),
        material=True,
        **_calculation(case, check),
    )


def _wrong_part(case: Case, check: SumCheck, wrong: list[tuple[Fact, Decimal]]) -> Slip:
    first, value = wrong[0]
    opinion = _opinion_of(case, check, first, value)
    reason = grounds(opinion.kinds if opinion else ())
    text = both(
        "BUD-SUM.part",
        opening=_opening(case, check),
        name=first.subject.name,
        others=both("BUD-SUM.others", count=len(wrong) - 1) if len(wrong) > 1 else ("", ""),
        printed=first.printed,
        right=shown(value),
        reason=(f" ({reason[0]})", f" ({reason[1]})") if reason[0] else ("", ""),
    )
    return Slip(
        check_id(case.trees[check.tree], check),
        "error",
        text,
        _facts(case, check),
        reported=check.whole.fact,
        expected=check.total,
        formula=_formula(check),
        changes=tuple(wrong),
        satisfies=opinion.weight if opinion else 1,
        accused=tuple(fact for fact, _ in wrong),
        because=tuple(fact for fact, _ in wrong),
        slip=_slip_of(opinion),
        material=case.trees[check.tree].is_total(check.row),
        **_calculation(case, check),
    )


def _unexplained(case: Case, check: SumCheck, wrong: list[tuple[Fact, Decimal]], left: Decimal) -> Slip:
    """A sum whose parts are not to blame: rows that only other tables have explain it, or nothing does."""
    missing = explaining_rows(case, check.tree, check.row)
    amounts = [item.amounts.get(check.series.column) for item in missing]
    full = bool(missing) and None not in amounts and sum((a for a in amounts if a is not None), Decimal(0)) == left
    other = bool(missing) and None in amounts
    return Slip(
        check_id(case.trees[check.tree], check),
        "error",
        _missing_text(case, check, missing, wrong) if full or other else _open_text(case, check),
        _facts(case, check),
        reported=check.whole.fact,
        expected=check.total,
        formula=_formula(check),
        missing_rows=tuple(item.name for item in missing) if full or other else (),
        changes=tuple(wrong) if full else (),
        accused=(check.whole.fact,) if check.whole.fact and not (full or other) else (),
        slip="missing-row" if full or other else None,
        material=case.trees[check.tree].is_total(check.row),
        **_calculation(case, check),
    )


def _missing_text(case: Case, check: SumCheck, missing: list[Missing], wrong: list[tuple[Fact, Decimal]]) -> Text:
    opening, column = _opening(case, check), check.series.column
    amounts = [(item.name, item.amounts.get(column)) for item in missing]
    names = ", ".join(f"“{name}”" + (f" ({shown(value)})" if value is not None else "") for name, value in amounts)
    if any(value is None for _, value in amounts):
        return both("BUD-SUM.absent", opening=opening, names=names)
    fixes = [both("BUD-SUM.plus", gap=shown(value - _value(f)), name=f.subject.name) for f, value in wrong]
    told = "".join(text[0] for text in fixes), "".join(text[1] for text in fixes)
    return both("BUD-SUM.absent_exactly", opening=opening, names=names, fixes=told)


def _open_text(case: Case, check: SumCheck) -> Text:
    opening = _opening(case, check)
    return both("BUD-SUM.open", opening=opening)


def _opening(case: Case, check: SumCheck) -> Text:
    """Where, what is printed, and what the rows below add up to."""
    assert check.total is not None and check.whole.fact is not None
    where = place(case.trees[check.tree], check.whole.fact.source.page)
    measure = measure_of(check.series)
    formula = addition(check.parts, check.total)
    gap = shown(abs(check.gap))
    return both(
        "BUD-SUM.sum",
        measure=(measure[0].capitalize(), measure[1]),
        row=named(check.row),
        where=where,
        printed=check.whole.fact.printed,
        formula=formula,
        gap=gap,
    )


class _Recalculated(TypedDict):
    inputs: tuple[Fact, ...]
    result: Fact | None
    interval: Interval
    absent: tuple[AbsentRow, ...]


def _calculation(case: Case, check: SumCheck) -> _Recalculated:
    assert check.total is not None
    parts = tuple(part.amount.fact for part in check.parts if part.amount.fact is not None)
    absent = absent_below(case, check.tree, check.row, check.series.column)
    return {"inputs": parts, "result": check.whole.fact, "interval": exact(check.total), "absent": absent}


def _formula(check: SumCheck) -> str:
    assert check.total is not None
    return addition(check.parts, check.total).partition(" = ")[0]


def _value(fact: Fact) -> Decimal:
    return fact.value if fact.value is not None else Decimal(0)


def _wrong_parts(case: Case, check: SumCheck) -> list[tuple[Fact, Decimal]]:
    """The parts whose likely value is not the printed one."""
    out = []
    for part in check.parts:
        fact = part.amount.fact
        likely = case.net.likely(check.tree, part.row.index, check.series.column)
        if fact is not None and fact.value is not None and likely is not None and likely != fact.value:
            out.append((fact, likely))
    return out


def _opinion(case: Case, check: SumCheck, value: Decimal) -> Opinion | None:
    slot = case.net.slot(check.tree, check.row.index, check.series.column)
    return next((o for o in case.net.opinions_on(slot) if o.value == value), None)


def _opinion_of(case: Case, check: SumCheck, fact: Fact, value: Decimal) -> Opinion | None:
    row = fact.source.row
    slot = case.net.slot(check.tree, row, check.series.column) if row is not None else None
    return next((o for o in case.net.opinions_on(slot) if o.value == value), None) if slot else None


def _slip_of(opinion: Opinion | None) -> str | None:
    return "dropped-zero" if opinion and "slip" in opinion.kinds else None


def _facts(case: Case, check: SumCheck, other: Row | None = None) -> tuple[Fact, ...]:
    """The evidence: the whole, its parts, and the row that explains it."""
    found = [check.whole.fact, *(part.amount.fact for part in check.parts)]
    if other is not None:
        found.append(case.fact(check.tree, other.index, check.series.column))
    return tuple(fact for fact in found if fact is not None)
