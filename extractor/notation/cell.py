"""The reading of a whole cell text."""

import re
from dataclasses import replace
from itertools import product

from extractor.notation.affixes import Head, Tail, read_head, read_tail
from extractor.notation.cleaning import collapse, normalise
from extractor.notation.compound import NUMBER, read_fraction, read_range, read_rate
from extractor.notation.figure import assemble
from extractor.notation.model import Cell, Hint, Parsed
from extractor.notation.predicates import LEVEL, level_name, normalise_predicate
from extractor.notation.wordless import read_date, read_identifier, read_mixed_code, read_without_digits
from extractor.remembered import remembered

_LONGEST_CELL = 90
"""A longer cell with digits is prose; the longest figures (amount with terbilang) stay below."""
_LONGEST_WITH_WORDS = 330
_BARE = re.compile(NUMBER)
_DIGIT = re.compile("[0-9]")
_FIGURE = re.compile(rf"(?P<head>[^0-9]*)(?P<digits>{NUMBER})(?P<tail>.*)")
_BROKEN_AMOUNT = re.compile(r"(?<=[0-9][.,])\s(?=[0-9]{3}(?![0-9]))")
_BROKEN_GROUP = re.compile(r"(?<=[0-9]\.[0-9]{3}\.)\s(?=[0-9]{3}(?![0-9]))")
_PLAIN = (Head(), Tail())
_HINTS = {flags: Hint(*flags) for flags in product((False, True), repeat=3)}
_EMPTY_BRACKETS = re.compile(r"\(\s*\)")


def parse(text: str, *, money: bool = False, count: bool = False, percent: bool = False) -> Parsed:
    """The reading of a whole cell text by the grammar of DOMAIN section 4; never raises.

    The flags say what the column holds: amounts in rupiah, counts of things, percentages or index values. They decide
    what a dot or comma before three digits means, that brackets are a minus (`money`) and that ",00" is no precision
    (`money`). What the cell prints itself ("Rp", "%", a unit) outweighs them. Without a flag "1.391" is read as 1391
    and 1.391 stands in `candidates`. Anything that is not one figure, range or fraction is kind "text".
    """
    return _parse(text, _HINTS[money, count, percent])


@remembered(16384)
def _parse(text: str, hint: Hint) -> Parsed:
    if _BARE.fullmatch(text):
        cell = Cell(text, text, hint)
        return read_date(cell) or assemble(text, text, _PLAIN, hint)
    cell = Cell(collapse(text), normalise(text), hint)
    if not _DIGIT.search(cell.clean):
        return read_without_digits(cell)
    if len(cell.clean) > _LONGEST_WITH_WORDS:
        return Parsed(cell.printed)
    return _read(cell) or Parsed(cell.printed)


def _read(cell: Cell) -> Parsed | None:
    """The first form that fits the whole cell."""
    if len(cell.clean) > _LONGEST_CELL:
        return _read_figure(cell)
    return (
        read_date(cell)
        or read_identifier(cell)
        or read_rate(cell)
        or read_range(cell)
        or read_fraction(cell)
        or _read_level(cell)
        or _read_figure(cell)
        or read_mixed_code(cell)
    )


def _read_level(cell: Cell) -> Parsed | None:
    """A cell with a maturity level ("Level 3 (3,35)", "Level 3"): the level is the predicate, the rest the number."""
    match = LEVEL.search(cell.clean)
    if match is None:
        return None
    rest = f"{cell.clean[: match.start()]} {cell.clean[match.end() :]}"
    bare = _EMPTY_BRACKETS.sub("", rest).strip(" /,:;-()")
    if not bare or normalise_predicate(bare) is not None:
        return Parsed(cell.printed, predicate=level_name(match), kind="predicate")
    found = _read_figure(
        Cell(cell.printed, normalise(_EMPTY_BRACKETS.sub("", rest)).strip(" /,:;"), Hint(percent=True))
    )
    return None if found is None else replace(found, predicate=level_name(match))


def _read_figure(cell: Cell) -> Parsed | None:
    """A single number with marks around it."""
    amount = cell.hint.money or cell.clean[:2].lower() == "rp"
    clean = (_BROKEN_AMOUNT if amount else _BROKEN_GROUP).sub("", cell.clean)
    match = _FIGURE.fullmatch(clean)
    head = None if match is None else read_head(match["head"])
    if match is None or head is None:
        return None
    tail = read_tail(match["tail"], opened=head.brackets, currency=head.currency or cell.hint.money)
    if tail is None or (head.words is not None and not head.brackets):
        return None
    found = assemble(cell.printed, match["digits"], (head, tail), cell.hint)
    return found if found.kind in ("number", "malformed", "identifier") else None
