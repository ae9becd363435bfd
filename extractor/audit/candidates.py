"""The sentences that an expression may match: all are searched at once for the words one of which a match must hold."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from extractor.facts.model import Reading, Sentence, once
from extractor.notation.screened import Screened, lowered

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
    """What stands between two spaces in the sentences of a report, in lower case, and where.

    All of it, each once, is one short text in which a word is looked for instead of in the sentences.
    """

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        found: dict[str, list[int]] = defaultdict(list)
        for index, sentence in enumerate(sentences):
            for chunk in lowered(sentence.text).split():
                found[chunk].append(index)
        self._text = _BREAK.join(found)
        self._starts = list(accumulate((len(chunk) + len(_BREAK) for chunk in found), initial=0))
        self._holders = [tuple(holders) for holders in found.values()]

    def holding(self, word: str) -> Iterator[int]:
        """The numbers of the sentences that hold a word, some of them more than once."""
        at = self._text.find(word)
        while at >= 0:
            place = bisect_right(self._starts, at) - 1
            yield from self._holders[place]
            at = self._text.find(word, self._starts[place + 1])


@once
def _search(reading: Reading) -> _Search:
    return _Search(reading.sentences)
