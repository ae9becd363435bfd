"""Which budget finding explains which: one wrong figure makes several checks fail."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from extractor.audit.rules.budget_case import Case
from extractor.audit.rules.budget_cross import amounts
from extractor.audit.rules.budget_missing import absent_rows, one_name
from extractor.audit.rules.budget_rows import bounds, overspending, percentages, signs
from extractor.audit.rules.budget_shift import copies, shifts
from extractor.audit.rules.budget_slip import Slip
from extractor.audit.rules.budget_totals import sums

# A figure that several findings accuse is explained by the first kind in this order; a sum that only points at one of its
# parts comes after what is found in the part itself.
_ORDER = (
    "BUD-LEVEL",
    "BUD-DUP",
    "BUD-SUM",
    "BUD-TOTAL",
    "BUD-JENIS",
    "BUD-OVER",
    "indirect",
    "BUD-SHIFT",
    "BUD-SIGN",
    "BUD-PCT",
    "XT-BUD",
)


def slips(case: Case) -> list[Slip]:
    """All budget findings of a report, roots before what follows from them."""
    found: Iterator[Iterable[Slip]] = (
        rule(case)
        for rule in (sums, overspending, copies, shifts, percentages, amounts, absent_rows, one_name, signs, bounds)
    )
    return sorted(chain.from_iterable(found), key=_rank)


def _rank(slip: Slip) -> int:
    indirect = slip.check in ("BUD-SUM", "BUD-TOTAL", "BUD-JENIS") and slip.reported not in slip.accused
    kind = "indirect" if indirect else slip.check
    return _ORDER.index(kind) if kind in _ORDER else len(_ORDER)


def root_of(slip: Slip, ordered: Sequence[Slip]) -> Slip | None:
    """The finding that explains another: the first in order that accuses one of the figures that the other hangs on."""
    reasons = {fact.id for fact in slip.because} | {fact.id for fact in slip.accused}
    for other in ordered:
        if other is slip:
            return None
        if reasons & {fact.id for fact in other.accused}:
            return other
    return None
