"""Nesting by sums alone: a row and the rows after it that add up to it."""

from collections.abc import Sequence
from decimal import Decimal

from extractor.facts.levels import ORDER, RANK
from extractor.facts.line import Line

# A single equal amount below a row nests only with this many digits before its closing zeros: 250.000.000 may be chance.
TELLING_DIGITS = 5


def fold(rows: Sequence[Line], levels: dict[int, str | None], free: frozenset[int]) -> None:
    """Moves rows one level down under the row that they add up to, again and again while levels last.

    Only rows in `free` move; rows that already stand lower move along with the row above them.
    """
    for _ in ORDER:
        moved, number = False, 0
        while number < len(rows):
            end = _end(rows, levels, free, number)
            if end > number:
                for line in rows[number + 1 : end + 1]:
                    levels[line.index] = _lower(levels[line.index])
                moved = True
            number = max(number, end) + 1
        if not moved:
            return


def _lower(level: str | None) -> str | None:
    """The next lower level of programme, activity and sub activity."""
    return ORDER[ORDER.index(level) + 1] if level in ORDER[:-1] else level


def _end(rows: Sequence[Line], levels: dict[int, str | None], free: frozenset[int], start: int) -> int:
    """The last row of the block that adds up to a row, -1 where there is none."""
    whole, level = rows[start], levels[rows[start].index]
    if level not in ORDER[:-1] or not any(whole.amounts):
        return -1
    sums: list[Decimal | None] = [Decimal(0) if amount is not None else None for amount in whole.amounts]
    parts, found = 0, -1
    for number in range(start + 1, len(rows)):
        line, own = rows[number], levels[rows[number].index]
        if own is None or RANK[own] < RANK[level] or (own == level and line.index not in free):
            break
        if own == ORDER[-1] and RANK[level] < RANK[ORDER[-2]]:
            break
        if own == level:
            if found >= 0 and any(line.amounts):
                break
            parts += 1
            sums = [_plus(total, amount) for total, amount in zip(sums, line.amounts, strict=True)]
        if found >= 0 or _adds_up(whole, sums, parts):
            found = number
    return found


def _plus(total: Decimal | None, amount: Decimal | None) -> Decimal | None:
    """The sum, unknown where a part is."""
    return None if total is None or amount is None else total + amount


def _adds_up(whole: Line, sums: Sequence[Decimal | None], parts: int) -> bool:
    """Whether every amount of a row is the sum of its parts, and that is no chance."""
    pairs = [(amount, total) for amount, total in zip(whole.amounts, sums, strict=True) if amount is not None]
    if not parts or any(amount != total for amount, total in pairs):
        return False
    telling = [amount for amount, _ in pairs if amount]
    return parts > 1 or len(telling) > 1 or any(_digits(amount) >= TELLING_DIGITS for amount in telling)


def _digits(amount: Decimal) -> int:
    """Digits of an amount without its closing zeros."""
    return len(str(abs(int(amount))).rstrip("0"))
