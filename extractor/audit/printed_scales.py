"""Scales as a report prints them, also those that no value can be graded by: repeated labels, overlaps, gaps."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from extractor.audit.context import Context
from extractor.audit.legend import Interval, class_of, find_label, parse_interval, text_classes
from extractor.facts.model import Sentence
from schemas import Cell, Fact, Table

_STEP = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Graded:
    """A class of a printed scale with the cell that prints it."""

    label: str
    interval: Interval
    text: str
    cell: tuple[str, int, int] | None = None


@dataclass(frozen=True, slots=True)
class PrintedScale:
    """The classes of a scale in reading order: in the heading or the rows of a table, or in sentences."""

    classes: tuple[Graded, ...]
    page: int
    table: str | None = None
    heading: bool = False
    sentences: tuple[Sentence, ...] = ()

    @property
    def repeated(self) -> tuple[Graded, ...]:
        """Classes that print label and range of another one."""
        seen = [(item.label, item.interval) for item in self.classes]
        return tuple(item for item in self.classes if seen.count((item.label, item.interval)) > 1)

    @property
    def bounded(self) -> list[tuple[Decimal, Decimal, Graded]]:
        """Classes from low to high with their bounds."""
        low, high = Decimal("-Infinity"), Decimal("Infinity")
        found = [
            (
                low if item.interval.low is None else item.interval.low,
                high if item.interval.high is None else item.interval.high,
                item,
            )
            for item in self.classes
        ]
        return sorted(found, key=lambda entry: entry[:2])

    @property
    def overlaps(self) -> list[tuple[Graded, Graded]]:
        """Neighbours of which one reaches into the other."""
        return [(first[2], second[2]) for first, second in pairwise(self.bounded) if second[0] < first[1]]

    @property
    def gaps(self) -> list[tuple[Decimal, Decimal]]:
        """Open ranges between neighbours that belong to no class, wider than the last digit of a percentage."""
        return [(first[1], second[0]) for first, second in pairwise(self.bounded) if second[0] - first[1] > _STEP]

    @property
    def top(self) -> Decimal | None:
        """The upper bound of the highest class; null where it is open."""
        high = max(entry[1] for entry in self.bounded)
        return high if high.is_finite() else None


def printed_scales(context: Context) -> tuple[PrintedScale, ...]:
    """All scales of a report with three classes or more."""
    found = [scale for table in context.reading.tables for scale in _of_table(table)]
    return (*found, *_of_text(context.reading.sentences))


def _of_table(table: Table) -> Iterator[PrintedScale]:
    heads = [
        graded
        for cell in sorted(_heading(table), key=lambda cell: (cell.row, cell.column))
        if (graded := _in_one_cell(cell.text, (table.id, cell.row, cell.column)))
    ]
    if len(heads) >= 3:
        yield PrintedScale(tuple(heads), table.pages[0], table.id, heading=True)
    if table.kind != "scale":
        return
    rows: dict[int, list[str]] = {}
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
        rows.setdefault(cell.row, []).append(cell.text)
    classes = [
        Graded(*pair, " ".join(texts), (table.id, row, 0))
        for row, texts in rows.items()
        if row >= table.header_rows and (pair := class_of(texts))
    ]
    if len(classes) >= 3:
        yield PrintedScale(tuple(classes), table.pages[0], table.id)


def _heading(table: Table) -> list[Cell]:
    first = table.header_rows
    return [cell for cell in table.cells if cell.row < first]


def _in_one_cell(text: str, cell: tuple[str, int, int]) -> Graded | None:
    """The class of a heading such as "Tinggi (75,01% – 90%)"."""
    label, interval = (find_label(text), parse_interval(text)) if len(text) <= 60 else (None, None)
    return Graded(label, interval, text, cell) if label and interval else None


def _of_text(sentences: Sequence[Sentence]) -> Iterator[PrintedScale]:
    run: list[Graded] = []
    told: list[Sentence] = []
    for sentence in [*sentences, None]:
        found = text_classes(sentence.text) if sentence else ()
        if sentence and found:
            run += [Graded(label, interval, sentence.text) for label, interval in found]
            told.append(sentence)
            continue
        if len(run) >= 3:
            yield PrintedScale(tuple(run), told[0].page, sentences=tuple(told))
        run, told = [], []


def graded_by(context: Context, scale: PrintedScale) -> list[Fact]:
    """The achievements that a scale grades: of its own table where it is a heading, else of all achievement tables."""
    return [
        fact
        for fact in context.reading.facts
        if fact.measure == "achievement"
        and fact.subject.kind == "indicator"
        and fact.value is not None
        and fact.entity is None
        and fact.source.table is not None
        and (
            fact.source.table == scale.table
            if scale.heading
            else context.tables[fact.source.table].kind in ("achievement", "iku", "achievement_summary")
        )
    ]
