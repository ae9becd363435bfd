"""All rules; importing a module registers what it holds, in this order."""

from extractor.audit.rules import arithmetic, averages, budget, grades, printed_values, prose, same_facts, sums

__all__ = ["arithmetic", "averages", "budget", "grades", "printed_values", "prose", "same_facts", "sums"]
