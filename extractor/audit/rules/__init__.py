"""All rules; importing a module registers what it holds, in this order."""

from extractor.audit.rules import arithmetic, budget, grades, printed_values, prose, same_facts

__all__ = ["arithmetic", "budget", "grades", "printed_values", "prose", "same_facts"]
