"""All rules; importing a module registers what it holds, in this order."""

from extractor.audit.rules import (
    arithmetic,
    averages,
    budget,
    captions,
    changes,
    components,
    contents,
    efficiency,
    grades,
    no_target,
    printed_values,
    prose,
    ratios,
    same_facts,
    sums,
)

__all__ = [
    "arithmetic",
    "averages",
    "budget",
    "captions",
    "changes",
    "components",
    "contents",
    "efficiency",
    "grades",
    "no_target",
    "printed_values",
    "prose",
    "ratios",
    "same_facts",
    "sums",
]
