"""Several readings of one doubtful table: the one whose arithmetic holds is kept."""

from collections.abc import Sequence
from dataclasses import replace

from extractor.notation import Arithmetic, arithmetic
from extractor.tables.header import header_rows
from extractor.tables.model import Fragment

# Confidence of a table whose columns are in doubt: where the arithmetic proves them, and where nothing does.
JUDGED, DOUBTFUL = 0.9, 0.7

Reading = Sequence[Fragment]


def chosen(readings: Sequence[Reading]) -> list[Fragment]:
    """The reading in which most calculations hold, the first of equals; its confidence says whether they prove it."""
    judged = [(judge(reading), reading) for reading in readings]
    verdict, best = max(judged, key=lambda pair: (pair[0].held - pair[0].failed, pair[0].held))
    return [sure(fragment, JUDGED if verdict.convinces else DOUBTFUL) for fragment in best]


def judge(reading: Reading) -> Arithmetic:
    """The arithmetic of a reading, its header rows aside, over all of its pages."""
    rows = [fragment.texts(index) for fragment in reading for index in range(header_rows(fragment), fragment.rows)]
    return arithmetic(rows)


def sure(fragment: Fragment, confidence: float) -> Fragment:
    """The fragment and its cells with a confidence."""
    cells = tuple(replace(entry, confidence=confidence) for entry in fragment.entries)
    return replace(fragment, confidence=confidence, entries=cells)
