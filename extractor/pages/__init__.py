"""PDF to pages: words, rulings, pictures."""

from extractor.pages.engines import Choice
from extractor.pages.model import Edge, Line, Page, Word
from extractor.pages.reading import PdfPages, Progress, read

__all__ = ["Choice", "Edge", "Line", "Page", "PdfPages", "Progress", "Word", "read"]
