"""Covering by mixed-integer programming: scipy's `milp`, which is HiGHS."""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import reduce
from operator import or_

from extractor.audit.repair.figures import Bits, Demand, single

# Work that one problem may cost. Counted, not timed: the same report gives the same answer on every machine.
NODES = 2000
# A ten-thousandth of the weight of one figure settles ties: the figure that came up first.
_TIE = 1e-4


def by_integers(demands: Sequence[Demand], costs: Mapping[Bits, int]) -> Bits | None:
    """The cheapest set that meets all demands; null where there is none or the work allowed ran out.

    Coefficients are 1 and -1 and weights near 1, so the solver's tolerances cannot let a half-chosen figure pass.
    """
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    bits = list(single(reduce(or_, [more | less for more, less in demands], 0)))
    if not bits:
        return None if demands else 0
    place = {bit: index for index, bit in enumerate(bits)}
    entries = [(row, place[bit], 1) for row, (more, _) in enumerate(demands) for bit in single(more)]
    entries += [(row, place[bit], -1) for row, (_, less) in enumerate(demands) for bit in single(less)]
    rows, columns, signs = zip(*entries, strict=True)
    matrix = csr_array((signs, (rows, columns)), shape=(len(demands), len(bits)))
    cost = np.array([costs[bit] / 1000 + _TIE * index / len(bits) for index, bit in enumerate(bits)])
    with _silent():
        answer = milp(
            cost,
            integrality=np.ones(len(bits)),
            bounds=Bounds(0, 1),
            constraints=LinearConstraint(matrix, lb=[1 - less.bit_count() for _, less in demands]),
            options={"node_limit": NODES},
        )
    if answer.x is None:
        return None
    return sum(bit for bit, part in zip(bits, answer.x, strict=True) if part > 0.5)


@contextmanager
def _silent() -> Iterator[None]:
    """Nothing that the solver's C++ code prints reaches standard output, which may carry the report."""
    sys.stdout.flush()
    kept = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)
