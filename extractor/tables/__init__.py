"""Pages to tables."""

from extractor.tables.find import Found, find

__all__ = ["Found", "find"]
