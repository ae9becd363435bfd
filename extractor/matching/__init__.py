"""From printed names to identity: which indicator or budget line a figure is about."""

from extractor.matching.match import match
from extractor.matching.normalise import normalise

__all__ = ["match", "normalise"]
