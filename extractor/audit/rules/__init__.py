"""All rules; importing a module registers what it holds, in this order."""

from extractor.audit.rules import arithmetic

__all__ = ["arithmetic"]
