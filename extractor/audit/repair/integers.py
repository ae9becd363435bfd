"""Covering by mixed-integer programming: scipy's `milp`, which is HiGHS."""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

SECONDS = 10.0
# A ten-thousandth of the weight of one figure settles ties in the order of the names.
_TIE = 1e-4

Demands = Sequence[tuple[frozenset[str], frozenset[str]]]
"""Pairs of names: one of the first is chosen, or one of the second is not."""


def by_integers(demands: Demands, weights: Mapping[str, int]) -> frozenset[str] | None:
    """The cheapest set that meets all demands; null where there is none or the time ran out.

    Coefficients are 1 and -1 and weights near 1, so the solver's tolerances cannot let a half-chosen figure pass.
    """
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    names = sorted({name for more, less in demands for name in more | less})
    if not names:
        return None if demands else frozenset()
    place = {name: index for index, name in enumerate(names)}
    entries = [(row, place[name], 1) for row, (more, _) in enumerate(demands) for name in sorted(more)]
    entries += [(row, place[name], -1) for row, (_, less) in enumerate(demands) for name in sorted(less)]
    rows, columns, signs = zip(*entries, strict=True)
    matrix = csr_array((signs, (rows, columns)), shape=(len(demands), len(names)))
    cost = np.array([weights[name] / 1000 + _TIE * index / len(names) for index, name in enumerate(names)])
    with _silent():
        answer = milp(
            cost,
            integrality=np.ones(len(names)),
            bounds=Bounds(0, 1),
            constraints=LinearConstraint(matrix, lb=[1 - len(less) for _, less in demands]),
            options={"time_limit": SECONDS},
        )
    if answer.x is None:
        return None
    return frozenset(name for name, part in zip(names, answer.x, strict=True) if part > 0.5)


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
