"""Audit: facts become calculations and findings, one small function per rule."""

from collections.abc import Sequence

from extractor.audit.assemble import Audit, assemble
from extractor.audit.context import Context
from extractor.audit.decided import judged
from extractor.audit.outcome import Outcome
from extractor.audit.profile import Profile, load_profile
from extractor.audit.registry import RULES, Rule
from extractor.facts.model import Reading
from schemas.decisions import FindingDecision

__all__ = ["RULES", "Audit", "Context", "Outcome", "Profile", "Rule", "audit", "load_profile"]


def audit(reading: Reading, profile: Profile | None = None, decisions: Sequence[FindingDecision] = ()) -> Audit:
    """What holds and what does not in a reading: every rule runs, in the order of the register.

    `decisions` are a person's about findings; rejected ones are counted instead of listed.
    """
    import extractor.audit.rules  # noqa: F401  registers the rules; they import this package's modules

    context = Context(reading, profile)
    yielded = [
        (rule, outcome) for rule in RULES.values() for function in rule.functions for outcome in function(context)
    ]
    return judged(assemble(context, yielded), decisions)
