"""Audit: facts become calculations and findings, one small function per rule."""

from collections.abc import Sequence
from functools import partial

from extractor.audit.assemble import Audit, assemble
from extractor.audit.context import Context
from extractor.audit.decided import judged
from extractor.audit.outcome import Outcome
from extractor.audit.profile import Profile, load_profile
from extractor.audit.registry import RULES, Check, Rule
from extractor.facts.model import Reading
from extractor.forks import shared
from extractor.remembered import forget
from schemas.decisions import FindingDecision

__all__ = ["RULES", "Audit", "Context", "Outcome", "Profile", "Rule", "audit", "load_profile"]


def audit(
    reading: Reading, profile: Profile | None = None, decisions: Sequence[FindingDecision] = (), jobs: int = 1
) -> Audit:
    """What holds and what does not in a reading: every rule runs, in the order of the register.

    `decisions` are a person's about findings; rejected ones are counted instead of listed. `jobs` processes share the rules.
    """
    import extractor.audit.rules  # noqa: F401  registers the rules; they import this package's modules

    # What the rules worked out goes with the context that they share, and what they remember of texts with it.
    yielded = _yielded(Context(reading, profile), jobs)
    forget()
    return judged(assemble(Context(reading, profile), yielded, jobs), decisions)


def _yielded(context: Context, jobs: int) -> list[tuple[Rule, Outcome]]:
    """What all rules yield, in the order of the register."""
    # Those that compare names and sentences take longest and stand behind: they begin first.
    tasks = [partial(_outcomes, checks, context) for checks in reversed(_by_module())]
    found = {check: outcomes for done in shared(tasks, jobs, _said(context.reading)) for check, outcomes in done}
    return [
        (rule, outcome) for rule in RULES.values() for function in rule.functions for outcome in found[_name(function)]
    ]


def _by_module() -> list[list[Check]]:
    """The functions of all rules, those of one module together: they share what they work out about a report."""
    modules: dict[str, list[Check]] = {}
    for rule in RULES.values():
        for function in rule.functions:
            modules.setdefault(function.__module__, []).append(function)
    return list(modules.values())


def _outcomes(checks: Sequence[Check], context: Context) -> list[tuple[str, list[Outcome]]]:
    """What each check yields, by its name."""
    return [(_name(function), list(function(context))) for function in checks]


def _name(function: Check) -> str:
    return f"{function.__module__}.{function.__qualname__}"


def _said(reading: Reading) -> list[object]:
    """What the outcomes of rules are about: the facts, sentences and tables of the report and of documents beside it."""
    own: list[object] = [*reading.facts, *reading.sentences, *reading.tables]
    return own + [item for beside in reading.supporting for item in _said(beside.reading)]
