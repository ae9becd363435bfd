"""Tables and text to facts."""

from extractor.facts.reading import read, reading_of, text_of

__all__ = ["read", "reading_of", "text_of"]
