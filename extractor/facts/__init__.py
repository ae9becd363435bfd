"""Tables and text to facts."""

from extractor.facts.reading import read

__all__ = ["read"]
