"""Tables and text to facts."""

from extractor.facts.read import read

__all__ = ["read"]
