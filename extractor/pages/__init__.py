"""PDF to pages: words, rulings, pictures."""

from extractor.pages.model import Edge, Line, Page, Word

__all__ = ["Edge", "Line", "Page", "Word"]
