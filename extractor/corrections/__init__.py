"""What a person decided about tables and cells, applied between the search for tables and the reading of facts."""

from extractor.corrections.corrected import MISFIT, corrected

__all__ = ["MISFIT", "corrected"]
