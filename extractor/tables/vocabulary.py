"""The document's own words, as evidence when a broken word has to be rejoined."""

import re
from collections import Counter
from collections.abc import Iterable

from extractor.pages.model import Page

WORD = re.compile(r"[^\W\d_]+")


class Vocabulary:
    """How often each word (lower case, letters only) stands in the document's lines that are not the whole of a line."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._counts = Counter(word.lower() for word in words)

    @classmethod
    def of(cls, pages: Iterable[Page]) -> "Vocabulary":
        """Words of all pages."""
        return cls(part for page in pages for word in page.words for part in WORD.findall(word.text))

    def count(self, text: str) -> int:
        """Occurrences of a word."""
        return self._counts[text.lower()]
