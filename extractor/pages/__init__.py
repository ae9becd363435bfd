"""PDF to pages: words, rulings, pictures."""

from extractor.pages.model import Edge, Line, Page, Word
from extractor.pages.reading import PdfPages, Progress, read

__all__ = ["Edge", "Line", "Page", "PdfPages", "Progress", "Word", "read"]
