"""The rules as a list, for those who print them."""

from extractor.audit.registry import RULES, Rule


def all_rules() -> tuple[Rule, ...]:
    """Every rule, by code."""
    import extractor.audit.rules  # noqa: F401  registers the rules

    return tuple(RULES[code] for code in sorted(RULES))
