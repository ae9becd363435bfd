"""The register of rules: each states code, title, severity, why it matters and what it is measured by.

A rule is a pure function from a `Context` to `Outcome`s, with a docstring under fixed headings from which the
catalogue, `lkjip explain` and the legend of a report are printed.
"""

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import yaml

from extractor.audit.context import Context
from extractor.audit.outcome import Outcome
from schemas import Criterion, Message

Check = Callable[[Context], Iterator[Outcome]]
HEADINGS = ("What it checks", "Why it matters", "Formula", "Example", "When it stays silent", "Source")
CRITERIA = Path(__file__).parent / "criteria.yaml"
_HEADING = re.compile(rf"^\s*({'|'.join(HEADINGS)}):?[ \t]*(.*)$")


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of the register; `sections` maps each heading of the docstring to its text.

    A `preview` is no arithmetic and was never seen to be right on a real report: its findings are notices at most.
    """

    code: str
    title: Message
    severity: str
    sections: dict[str, str]
    effect: Message | None = None
    criterion: Criterion | None = None
    functions: tuple[Check, ...] = ()
    preview: bool = False


RULES: dict[str, Rule] = {}
"""All rules by code, in the order of their registration."""


def rule(
    code: str,
    *,
    title: Message,
    severity: str,
    effect: Message | None = None,
    criterion: Criterion | None = None,
    preview: bool = False,
) -> Callable[[Check], Check]:
    """Decorator that registers a rule under its code.

    Raises:
        ValueError: the code is taken, or the severity is none of error, warning, notice.
    """
    if severity not in ("error", "warning", "notice"):
        raise ValueError(f"{code}: expected error, warning or notice, found {severity!r}")

    def register(function: Check) -> Check:
        if code in RULES:
            raise ValueError(f"{code} is registered twice: use @part for a second function")
        measured = criterion or criteria().get(code)
        RULES[code] = Rule(code, title, severity, sections(function), effect, measured, (function,), preview)
        return function

    return register


@cache
def criteria() -> dict[str, Criterion]:
    """What the checks measure by whose rules do not say so themselves, by code.

    Raises:
        ValueError: a check stands in two places of the file.
    """
    found: dict[str, Criterion] = {}
    for entry in yaml.load(CRITERIA.read_text("utf-8"), Loader=yaml.CSafeLoader):
        for code in entry["checks"]:
            if code in found:
                raise ValueError(f"{CRITERIA.name}: {code} stands twice")
            found[code] = Criterion(regulation=entry["regulation"], article=entry.get("article"))
    return found


def part(code: str) -> Callable[[Check], Check]:
    """Decorator that adds a second function to a rule that is registered above it."""

    def register(function: Check) -> Check:
        known = RULES[code]
        RULES[code] = replace(known, functions=(*known.functions, function))
        return function

    return register


def sections(function: Check) -> dict[str, str]:
    """The docstring's text under each of the fixed headings, lines joined; what stands before them under ""."""
    found: dict[str, list[str]] = {"": []}
    heading = ""
    for line in inspect.cleandoc(function.__doc__ or "").splitlines():
        match = _HEADING.match(line)
        if match:
            heading = match[1]
            found[heading] = [match[2].strip()]
        else:
            found[heading].append(line.strip())
    return {name: " ".join(part for part in lines if part) for name, lines in found.items()}
