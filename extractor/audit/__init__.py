"""Audit: facts become calculations and findings, one small function per rule."""

from extractor.audit.assemble import Audit, assemble
from extractor.audit.context import Context
from extractor.audit.outcome import Outcome
from extractor.audit.profile import Profile, load_profile
from extractor.audit.registry import RULES, Rule
from extractor.facts.model import Reading

__all__ = ["RULES", "Audit", "Context", "Outcome", "Profile", "Rule", "audit", "load_profile"]


def audit(reading: Reading, profile: Profile | None = None) -> Audit:
    """What holds and what does not in a reading: every rule runs, in the order of the register."""
    import extractor.audit.rules  # noqa: F401  registers the rules; they import this package's modules

    context = Context(reading, profile)
    yielded = [
        (rule, outcome) for rule in RULES.values() for function in rule.functions for outcome in function(context)
    ]
    return assemble(context, yielded)
