"""Budget slips and recalculations as outcomes of the audit."""

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.audit.context import Context
from extractor.audit.outcome import Draft, Outcome, expected, expected_value
from extractor.audit.rules.budget_case import Case, PercentCheck, case_of
from extractor.audit.rules.budget_cross import equal_prints
from extractor.audit.rules.budget_links import root_of, slips
from extractor.audit.rules.budget_percent import judge
from extractor.audit.rules.budget_slip import Slip, addition
from extractor.audit.rules.budget_sums import SumCheck, check_id
from extractor.audit.rules.budget_text import share_of, statements
from extractor.notation import exact
from schemas import Change, Expected, Fact, Message, Repair


@dataclass(frozen=True, slots=True)
class Budget:
    """The budget side of a report with its slips, roots first, each with the slip that explains it."""

    case: Case
    slips: tuple[tuple[Slip, Slip | None], ...]


def budget_of(context: Context) -> Budget:
    """The budget side of a report, worked out once."""
    case = case_of(context.reading)
    found = slips(case)
    return Budget(case, tuple((slip, root_of(slip, found)) for slip in found))


def found(context: Context, *checks: str) -> Iterator[Outcome]:
    """The outcomes of all slips with one of these checks."""
    for slip, root in context.once(budget_of).slips:
        if slip.check in checks:
            yield _outcome(slip, root)


def _outcome(slip: Slip, root: Slip | None) -> Outcome:
    draft = _draft(slip, root)
    if not slip.inputs:
        return Outcome(draft=draft)
    return Outcome(
        formula=slip.formula or "",
        inputs=slip.inputs,
        result=slip.result,
        interval=slip.interval,
        verdict=slip.verdict,
        draft=draft,
        absent=slip.absent,
    )


def _draft(slip: Slip, root: Slip | None) -> Draft:
    changes = tuple(Change(fact=fact.id, value=value) for fact, value in slip.changes)
    repair = Repair(changes=changes, missing_rows=slip.missing_rows, satisfies=slip.satisfies)
    return Draft(
        Message(id=slip.text[0], en=slip.text[1]),
        check=slip.check,
        severity=slip.severity,
        facts=slip.facts,
        reported=slip.reported,
        expected=_expected(slip),
        repair=repair if changes or slip.missing_rows else None,
        slip=slip.slip,
        material=slip.material,
        table=slip.table,
        page=slip.page,
        accused=slip.accused,
        because=_shared(slip, root) if root is not None else (),
    )


def _shared(slip: Slip, root: Slip) -> tuple[Fact, ...]:
    """The figures by which one slip explains another."""
    reasons = {fact.id for fact in (*slip.because, *slip.accused)}
    return tuple(fact for fact in root.accused if fact.id in reasons)


def _expected(slip: Slip) -> Expected | None:
    if slip.expected is None:
        return None
    if (
        slip.interval is not None
        and slip.result is slip.reported
        and slip.interval.low <= slip.expected <= slip.interval.high
    ):
        return expected(slip.interval, slip.decimals, slip.formula)
    return expected_value(slip.expected, slip.decimals, slip.formula)


def held_sums(context: Context, check: str) -> Iterator[Outcome]:
    """The sums of one kind that hold or cannot be checked."""
    case = context.once(budget_of).case
    for item in case.sums:
        if item.holds is not False and check_id(case.trees[item.tree], item) == check:
            yield _held_sum(item)


def _held_sum(item: SumCheck) -> Outcome:
    inputs = tuple(part.amount.fact for part in item.parts if part.amount.fact is not None)
    total = item.total
    formula = addition(item.parts, total).partition(" = ")[0] if total is not None else "Σ"
    if item.holds is None:
        return Outcome.not_checkable(formula, inputs, item.whole.fact, item.reason or "unknown")
    assert total is not None
    return Outcome.held(formula, inputs, item.whole.fact, interval=exact(total), reason=item.reason)


def held_percentages(context: Context) -> Iterator[Outcome]:
    """The percentages of tables and sentences that are right."""
    case = context.once(budget_of).case
    for check in case.percents:
        if check.verdict in ("consistent", "consistent_by_rounding"):
            yield _held_percentage(check)
    for said in statements(case):
        result = share_of(said)
        if result is not None and (outcome := judge(said.percent, result)) not in (
            "inconsistent",
            "consistent_by_truncation",
        ):
            formula = f"{said.spending.printed} / {said.budget.printed} × 100"
            yield Outcome.held(formula, (said.spending, said.budget), said.percent, interval=result, verdict=outcome)


def _held_percentage(check: PercentCheck) -> Outcome:
    facts = [amount.fact for amount in (check.spending, check.budget)]
    formula = " / ".join(fact.printed if fact is not None else "0" for fact in facts) + " × 100"
    inputs = tuple(fact for fact in facts if fact is not None)
    return Outcome.held(formula, inputs, check.percent, interval=check.share, verdict=check.verdict)


def held_lines(context: Context) -> Iterator[Outcome]:
    """The lines that all tables print with the same amount."""
    for facts in equal_prints(context.once(budget_of).case):
        yield Outcome.held(" = ".join(fact.printed for fact in facts), facts)
