"""The recalculations of a report as spreadsheet formulas over the cells that hold the printed figures."""

import re
from collections.abc import Mapping
from decimal import Decimal

from schemas import Calculation, Fact

NUMBER = re.compile(r"\d[\d.]*(?:,\d+)?")
SHORTENED = re.compile(r"[\d.,+… ]+|\([\d.,+… ]+\) / \d+")
SIGNS = {"×": "*", "·": "*", "/": "/", ":": "/", "+": "+", "−": "-", "-": "-", "–": "-", "(": "(", ")": ")", " ": ""}


def spreadsheet_formula(calculation: Calculation, facts: Mapping[str, Fact], cells: Mapping[str, str]) -> str | None:
    """The formula, "=Fakta!J7/Fakta!J6*100"; None where the calculation cannot be told in signs and figures.

    `cells` holds the reference of each fact's value. A comparison of figures becomes their spread, which is 0 where they
    agree. Every input must have a value, and each is used.
    """
    inputs = [facts[identifier] for identifier in calculation.inputs if identifier in facts]
    if not inputs or any(fact.value is None or fact.id not in cells for fact in inputs):
        return None
    if calculation.result is None:
        return _spread(calculation, inputs, cells)
    if "…" in calculation.formula:
        return _shortened(calculation.formula, inputs, cells)
    translated = _translated(calculation.formula, inputs, cells)
    return f"={translated}" if translated else None


def _shortened(text: str, inputs: list[Fact], cells: Mapping[str, str]) -> str | None:
    """A long sum or mean whose text leaves out the middle: all inputs are its terms."""
    if not SHORTENED.fullmatch(text):
        return None
    listed = ",".join(cells[fact.id] for fact in inputs)
    return f"=SUM({listed})/{len(inputs)}" if "/" in text else f"=SUM({listed})"


def _spread(calculation: Calculation, inputs: list[Fact], cells: Mapping[str, str]) -> str | None:
    """How far the figures of a comparison lie apart."""
    if "=" not in calculation.formula or len(inputs) < 2:
        return None
    listed = ",".join(dict.fromkeys(cells[fact.id] for fact in inputs))
    return f"=MAX({listed})-MIN({listed})"


def _translated(text: str, inputs: list[Fact], cells: Mapping[str, str]) -> str | None:
    """The text with every printed input replaced by its cell, other numbers kept; None where a sign is not known or an input is left."""
    waiting = list(inputs)
    parts: list[str] = []
    at = 0
    while at < len(text):
        fact = next((item for item in waiting if _stands(item.printed, text, at)), None)
        if fact is not None:
            waiting.remove(fact)
            parts.append(cells[fact.id])
            at += len(fact.printed)
            continue
        number = NUMBER.match(text, at)
        if number:
            parts.append(_number(number[0], waiting, cells))
            at = number.end()
        elif text[at] in SIGNS:
            parts.append(SIGNS[text[at]])
            at += 1
        else:
            return None
    return None if waiting else "".join(parts)


def _stands(printed: str, text: str, at: int) -> bool:
    """Whether a print stands here whole, not as the beginning of a longer number."""
    end = at + len(printed)
    return (
        bool(printed) and text.startswith(printed, at) and not text[end : end + 1].isdigit() and printed[0] not in SIGNS
    )


def _number(text: str, waiting: list[Fact], cells: Mapping[str, str]) -> str:
    """The cell of the input with this value, else the number itself; Indonesian notation first, a decimal dot second."""
    indonesian = Decimal(text.rstrip(".").replace(".", "").replace(",", "."))
    readings = [indonesian] + ([Decimal(text)] if text.count(".") == 1 and "," not in text and text[-1] != "." else [])
    for value in readings:
        fact = next((item for item in waiting if item.value == value), None)
        if fact is not None:
            waiting.remove(fact)
            return cells[fact.id]
    return format(indonesian, "f")
