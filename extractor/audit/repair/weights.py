"""What it costs to call a printed figure wrong: little for a doubtful reading, more for a change that no slip explains."""

from fractions import Fraction

from extractor.audit.repair.forms import decimal_of
from extractor.audit.repair.network import Network
from extractor.audit.slips import slip_of

THOUSAND = 1000
"""The weight of one surely read figure: weights are whole thousandths."""

# A missing row explains both columns at once, but a row is left out less often than a figure is misprinted.
_ABSENT_ROW, _PRIMARY, _DERIVED = 1300, 1000, 950
_MALFORMED = 100
_COMPUTED = frozenset({"achievement", "absorption", "average_achievement", "efficiency", "growth"})
_STRANGE, _UNKNOWN = 500, 750
# Weights add up to 100 by definition.
_ALL = 100
_KEPT, _MOST_KEPT, _ODD = 5, 10, 20
# No figure costs more.
DEAREST = _PRIMARY + _STRANGE + _KEPT * _MOST_KEPT


def weight(net: Network, name: str) -> int:
    """The weight of a figure in the search, before its right value is known.

    A figure read with confidence 0.6 is called wrong at 0.6 of the price of one read surely, and every calculation that
    it keeps makes it a little dearer. A figure that was worked out is misprinted a little more often than one that was
    copied from a plan or an account.
    """
    if name in net.absent:
        return _ABSENT_ROW
    if name in net.meant:
        return _MALFORMED
    fact = net.facts[name]
    if fact.measure == "weight" and net.values[name] == _ALL:
        return _PRIMARY + _STRANGE
    base = _DERIVED if fact.measure in _COMPUTED else _PRIMARY
    kept = sum(net.keeps(index) for index in net.touching.get(name, ()))
    odd = _ODD if name in net.accused else 0
    return round(base * max(fact.confidence, 0.3)) + _KEPT * min(kept, _MOST_KEPT) - odd


def penalty(net: Network, name: str, value: Fraction | None) -> int:
    """What a change costs on top: nothing for a known slip of the pen, most where no value can be named."""
    if name in net.absent:
        return 0
    if value is None:
        return _UNKNOWN
    return 0 if likely_slip(net, name, value) else _STRANGE


def likely_slip(net: Network, name: str, value: Fraction) -> str | None:
    """The slip of the pen that turns a value into the printed figure; null where none is likely."""
    fact = net.facts[name]
    right = decimal_of(value, max(fact.decimals, 0))
    return slip_of(fact, right, net.beside(fact)) if right is not None else None
