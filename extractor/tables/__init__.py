"""Pages to tables."""

from extractor.tables.find import Found, find
from extractor.tables.ruled import sketch

__all__ = ["Found", "find", "sketch"]
