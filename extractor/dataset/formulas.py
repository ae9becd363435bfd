"""How indicators are worked out by the words of the reports: the column "formulasi" or "cara perhitungan" of their tables."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from rapidfuzz.fuzz import ratio

from extractor.dataset.statements import YEARLY, plain_name
from extractor.matching.normalise import spelt_words
from extractor.matching.tokens import raw_words

QUERY = f"""
SELECT c.report, n.text, c.text, c.page
FROM cells c JOIN cells n USING (report, table_id, table_row) JOIN documents d ON d.report = c.report
WHERE c.role = 'formula' AND n.role = 'indicator' AND NOT c.header AND c.current AND c.document IS NULL AND d.kind IN {YEARLY}
ORDER BY c.report, n.text, c.page, c.text
"""
# Words that only tell the operation, which others print as a sign, or that join.
OPERATION = re.compile(
    r"(?:di)?(?:bagi|kali|kalikan|tambah|kurangi?)|x|100|persen|per|dan|yang|di|dalam|pada|dari|untuk|oleh|dengan"
)
# The dots in 100.000.
THOUSANDS = re.compile(r"(?<=\d)\.(?=\d{3})")
# A text with fewer words tells no formula; words that are as alike as this (per cent) are spellings of one.
FEWEST_WORDS, ALIKE = 3, 80


@dataclass(frozen=True, slots=True)
class Printed:
    """A formula in words, with its page."""

    text: str
    page: int | None


Formulas = Mapping[tuple[str, str], tuple[Printed, ...]]
"""The printed formulas by report and plain name of the indicator."""


def printed_formulas(rows: Iterable[tuple[Any, ...]]) -> Formulas:
    """The formulas of the rows of `QUERY`."""
    found: dict[tuple[str, str], dict[Printed, None]] = defaultdict(dict)
    for report, name, text, page in rows:
        if len(_words(text)) >= FEWEST_WORDS:
            found[report, plain_name(name)][Printed(text, page)] = None
    return {key: tuple(formulas) for key, formulas in found.items()}


def other_formula(before: Iterable[Printed], after: Iterable[Printed]) -> tuple[Printed, Printed] | None:
    """The first formula of each side where none of the one says what one of the other does."""
    earlier, later = tuple(before), tuple(after)
    if not earlier or not later or any(_same(a.text, b.text) for a in earlier for b in later):
        return None
    return earlier[0], later[0]


def _same(first: str, second: str) -> bool:
    """Whether two texts name the same things and factors, however they print operations and spell words."""
    ours, theirs = _words(first), _words(second)
    return _all_in(ours, theirs) and _all_in(theirs, ours)


def _all_in(words: frozenset[str], others: frozenset[str]) -> bool:
    """Whether each word has its like among the others; a number has only itself."""
    return all(
        word in others or (not word.isdigit() and any(ratio(word, other) >= ALIKE for other in others))
        for word in words
    )


def _words(text: str) -> frozenset[str]:
    """What is counted and by what it is multiplied."""
    words = spelt_words(raw_words(THOUSANDS.sub("", text)))
    return frozenset(word for word in words if not OPERATION.fullmatch(word))
