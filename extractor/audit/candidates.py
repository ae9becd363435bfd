"""The sentences that an expression may match: all are searched at once for the words one of which a match must hold."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from extractor.facts.model import Reading, Sentence, once
from extractor.notation.screened import Screened

_BREAK = "\n"


def candidates(reading: Reading, *forms: Screened) -> list[Sentence]:
    """The sentences that one of some expressions may match, in reading order."""
    return sentences_with(reading, (word for form in forms for word in form.words))


def sentences_with(reading: Reading, words: Iterable[str]) -> list[Sentence]:
    """The sentences that hold one of some words in lower case, as a whole or as a part of one, in reading order."""
    known = _search(reading)
    found = {index for word in words for index in known.holding(word)}
    return [reading.sentences[index] for index in sorted(found)]


class _Search:
    """The sentences of a report in lower case as one text, so that a word is looked for in all of them at once."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        texts = [sentence.text.lower() for sentence in sentences]
        self._text = _BREAK.join(texts)
        self._starts = list(accumulate((len(text) + len(_BREAK) for text in texts), initial=0))

    def holding(self, word: str) -> Iterator[int]:
        """The numbers of the sentences that hold a word."""
        at = self._text.find(word)
        while at >= 0:
            index = bisect_right(self._starts, at) - 1
            yield index
            at = self._text.find(word, self._starts[index + 1])


@once
def _search(reading: Reading) -> _Search:
    return _Search(reading.sentences)
