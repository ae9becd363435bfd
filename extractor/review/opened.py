"""Reports of a store that are open on somebody's desk: parsed once, with what stands in each cell and on each page."""

from collections import OrderedDict
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import Lock

from extractor.report.originals import Originals, Place
from extractor.store import Entry, Store
from schemas import BBox, Calculation, Cell, Fact, Finding, Report, Table

MOST_OPEN = 4
CellPlace = tuple[str, int, int]
"""Table, row, column."""


@dataclass(frozen=True)
class Opened:
    """A report with what a desk asks of it."""

    entry: Entry
    report: Report
    by_hash: dict[str, Path] = field(default_factory=dict)

    @cached_property
    def originals(self) -> Originals:
        """Its files, as far as they are at hand."""
        return Originals(self.report, self.by_hash)

    @cached_property
    def tables(self) -> dict[str, Table]:
        """Its own tables by id, without those of the documents beside it."""
        return {table.id: table for table in self.report.tables if table.document is None}

    @cached_property
    def cells_by_page(self) -> dict[int, list[tuple[Table, Cell, BBox]]]:
        """Cells with the boxes that they have on each page."""
        found: dict[int, list[tuple[Table, Cell, BBox]]] = {}
        for table in self.tables.values():
            for cell in table.cells:
                for page, bbox in [(r.page, r.bbox) for r in cell.boxes] or [(cell.page, cell.bbox)]:
                    found.setdefault(page, []).append((table, cell, bbox))
        return found

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """Figures by id."""
        return {fact.id: fact for fact in self.report.facts}

    @cached_property
    def facts_by_cell(self) -> dict[CellPlace, list[Fact]]:
        """Figures by the cell in which they stand."""
        found: dict[CellPlace, list[Fact]] = {}
        for fact in self.report.facts:
            source = fact.source
            if source.table is not None and source.row is not None and source.column is not None:
                found.setdefault((source.table, source.row, source.column), []).append(fact)
        return found

    @cached_property
    def calculations_by_fact(self) -> dict[str, list[Calculation]]:
        """Calculations by the figures that they take or check."""
        found: dict[str, list[Calculation]] = {}
        for calculation in self.report.calculations:
            for fact in dict.fromkeys((*calculation.inputs, *([calculation.result] if calculation.result else []))):
                found.setdefault(fact, []).append(calculation)
        return found

    @cached_property
    def findings_by_cell(self) -> dict[CellPlace, list[Finding]]:
        """Findings by the cells that they look at."""
        found: dict[CellPlace, list[Finding]] = {}
        for finding in self.report.findings:
            for place in finding.places:
                if place.document is None and place.table and place.row is not None and place.column is not None:
                    here = found.setdefault((place.table, place.row, place.column), [])
                    if finding not in here:
                        here.append(finding)
        return found

    @cached_property
    def by_key(self) -> dict[str, Finding]:
        """Findings by key, the first of those that share one."""
        return {finding.key: finding for finding in reversed(self.report.findings)}

    def cell(self, place: CellPlace) -> Cell | None:
        """The cell that covers a place of a table."""
        table, row, column = place
        cells = self.tables[table].cells if table in self.tables else ()
        return next((c for c in cells if _covers(c, row, column)), None)

    def file_of(self, page: int) -> Place | None:
        """The file and its page behind a page of the report; None where the file is not at hand."""
        return self.originals.place(None, page)

    def digest_of(self, path: Path) -> str:
        """The content of one of its files."""
        return next(digest for digest, known in self.by_hash.items() if known == path)


class Desk:
    """The reports that were opened last; a report that was audited again is opened anew."""

    def __init__(self, store: Store, most: int = MOST_OPEN) -> None:
        self.store, self.most = store, most
        self._open: OrderedDict[tuple[str, str], Opened] = OrderedDict()
        self._lock = Lock()

    def open(self, key: str) -> Opened:
        """The report of a key.

        Raises:
            StoreError: the store has none.
        """
        entry = self.store.entry(key)
        name = (key, entry.digest)
        with self._lock:
            known = self._open.get(name)
            if known is None:
                known = Opened(entry, self.store.report(key))
                self._open[name] = known
            self._open.move_to_end(name)
            while len(self._open) > self.most:
                self._open.popitem(last=False)
        known.by_hash.update(self._files(known.report))
        return known

    def _files(self, report: Report) -> dict[str, Path]:
        """The files of a report and of the documents beside it that are still at hand."""
        source = report.source
        hashes = [part.sha256 for part in source.parts] or [source.sha256]
        hashes += [document.sha256 for document in report.documents if document.used]
        return {digest: path for digest, path in zip(hashes, self.store.sources(hashes), strict=True) if path}


def _covers(cell: Cell, row: int, column: int) -> bool:
    return cell.row <= row < cell.row + cell.row_span and cell.column <= column < cell.column + cell.column_span
