"""A report as rows of the dataset's tables."""

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from extractor.dataset.agencies import agency_id
from extractor.dataset.columns import Row, digits, number
from extractor.dataset.rows import (
    CalculationRow,
    CellRow,
    DiagnosticRow,
    DocumentRow,
    FactRow,
    FindingRow,
    RemarkRow,
    TableRow,
)
from extractor.matching.units import unit_kind_of
from schemas import BBox, Calculation, Cell, Diagnostic, Fact, Finding, Model, Remark, Report, Table

_YEAR = re.compile(r"(?:19|20)\d\d")
SENTENCE = "sentence"


class Flat:
    """The rows of one report, table by table."""

    def __init__(self, key: str, digest: str, report: Report) -> None:
        self.key, self.digest, self.report = key, digest, report
        self._tables = {table.id: table for table in report.tables}
        self._facts = {fact.id: fact for fact in report.facts}

    def rows(self) -> dict[type[Row], Iterable[Row]]:
        """All rows by their model; those of cells are made as they are taken, as there are many."""
        report = self.report
        return {
            DocumentRow: [self._document()],
            FactRow: [self._fact(fact) for fact in report.facts],
            TableRow: [self._table(table) for table in report.tables],
            CellRow: (self._cell(table, cell) for table in report.tables for cell in table.cells),
            CalculationRow: [self._calculation(item) for item in report.calculations],
            FindingRow: [self._finding(item) for item in report.findings],
            RemarkRow: [self._remark(item) for item in report.remarks],
            DiagnosticRow: [self._diagnostic(item) for item in report.diagnostics],
        }

    def _about(self, page: int | None, document: str | None = None) -> dict[str, Any]:
        """What every row tells of its report, and the file that a page belongs to."""
        told = self.report.document
        return {
            "report": self.key,
            "sha256": self._sha256(page, document),
            "file_page": self._file_page(page, document),
            "fiscal_year": told.fiscal_year,
            "region": told.region,
            "agency": told.agency,
            "page": page,
        }

    def _sha256(self, page: int | None, document: str | None) -> str | None:
        """The hash of the PDF in which a page stands."""
        if document is not None:
            return next((item.sha256 for item in self.report.documents if item.id == document), None)
        parts = self.report.source.parts if page is not None else ()
        return next((p.sha256 for p in parts if p.pages[0] <= (page or 0) <= p.pages[1]), self.report.source.sha256)

    def _file_page(self, page: int | None, document: str | None) -> int | None:
        """The page within its PDF."""
        parts = self.report.source.parts if page is not None and document is None else ()
        part = next((p for p in parts if p.pages[0] <= (page or 0) <= p.pages[1]), None)
        return page if page is None or part is None else page - part.pages[0] + 1

    def _document(self) -> DocumentRow:
        report, told, numbers = self.report, self.report.document, self.report.coverage.numbers
        severities = [finding.severity for finding in report.findings]
        return DocumentRow(
            report=self.key,
            sha256=report.source.sha256,
            file=report.source.file,
            digest=self.digest,
            **told.model_dump(),
            agency_id=agency_id(told.agency, told.region),
            pages=report.source.pages,
            pages_read=sum(page.reader != "none" for page in report.coverage.pages),
            text_layer=report.source.text_layer,
            numbers_printed=numbers.printed,
            numbers_as_fact=numbers.as_fact,
            numbers_not_understood=numbers.not_understood,
            facts=len(report.facts),
            errors=severities.count("error"),
            warnings=severities.count("warning"),
            notices=severities.count("notice"),
            generator=report.generator.version,
            versions=_versions(report.generator.settings),
        )

    def _fact(self, fact: Fact) -> FactRow:
        subject, source, table = fact.subject, fact.source, self._tables.get(fact.source.table or "")
        year = _YEAR.match(fact.period or "")
        return FactRow.model_construct(
            **self._about(source.page, source.document) | box(source.bbox),
            fact=fact.id,
            subject_kind=subject.kind,
            name=subject.name,
            path=subject.path,
            level=subject.level,
            code=subject.code,
            canonical_id=subject.canonical_id,
            match=subject.match.decision if subject.match else None,
            match_score=subject.match.score if subject.match else None,
            year=int(year[0]) if year else None,
            member=json.dumps(fact.member, ensure_ascii=False, sort_keys=True) if fact.member else None,
            value=number(fact.value),
            value_exact=digits(fact.value),
            unit_kind=unit_kind_of(fact.unit),
            low=number(fact.range[0]) if fact.range else None,
            high=number(fact.range[1]) if fact.range else None,
            candidates=tuple(text for value in fact.candidates if (text := digits(value))),
            confirmed=fact.support.confirmed,
            contradicted=fact.support.contradicted,
            method=table.method if table else SENTENCE,
            table_id=source.table,
            table_kind=table.kind if table else None,
            table_row=source.row,
            table_column=source.column,
            sentence=source.sentence,
            document=source.document,
            **_taken(fact, _FACT_AS_IT_IS),
        )

    def _table(self, table: Table) -> TableRow:
        first = table.pages[0]
        return TableRow.model_construct(
            **self._about(first, table.document) | around([cell.bbox for cell in table.cells if cell.page == first]),
            table_id=table.id,
            number=table.number,
            caption=table.caption,
            kind=table.kind,
            last_page=table.pages[1],
            rows=max((cell.row + cell.row_span for cell in table.cells), default=0),
            columns=max((cell.column + cell.column_span for cell in table.cells), default=0),
            header_rows=table.header_rows,
            roles=tuple(column.role for column in table.columns),
            headers=tuple(column.header for column in table.columns),
            method=table.method,
            confidence=table.confidence,
            document=table.document,
        )

    def _cell(self, table: Table, cell: Cell) -> CellRow:
        return CellRow.model_construct(
            **self._about(cell.page, table.document) | box(cell.bbox),
            table_id=table.id,
            table_kind=table.kind,
            table_row=cell.row,
            table_column=cell.column,
            header=cell.row < table.header_rows,
            role=table.columns[cell.column].role if cell.column < len(table.columns) else None,
            document=table.document,
            **_taken(cell, _CELL_AS_IT_IS),
        )

    def _calculation(self, item: Calculation) -> CalculationRow:
        known = (self._facts[id_] for id_ in (item.result, *item.inputs) if id_ and id_ in self._facts)
        source = next((fact.source for fact in known), None)
        about = self._about(source.page if source else None, source.document if source else None)
        return CalculationRow.model_construct(
            **about | box(source.bbox if source else None),
            calculation=item.id,
            rule=item.check,
            low=number(item.low),
            high=number(item.high),
            **_taken(item, _CALCULATION_AS_IT_IS),
        )

    def _finding(self, item: Finding) -> FindingRow:
        place = item.places[0] if item.places else None
        page = place.page if place else item.page
        expected = item.expected
        return FindingRow.model_construct(
            **self._about(page, place.document if place else None) | box(place.bbox if place else None),
            finding=item.id,
            rule=item.check,
            message_id=item.message.id,
            message_en=item.message.en,
            printed=item.reported.printed if item.reported else None,
            expected=expected.printed if expected else None,
            formula=expected.formula if expected else None,
            table_number=item.table,
            **_taken(item, _FINDING_AS_IT_IS),
        )

    def _remark(self, item: Remark) -> RemarkRow:
        about = self._about(item.page) | box(item.bbox)
        text = f"{item.before} {item.text}".strip()
        return RemarkRow.model_construct(**about, text=text, note=item.note)

    def _diagnostic(self, item: Diagnostic) -> DiagnosticRow:
        about = self._about(item.page) | box(item.bbox)
        return DiagnosticRow.model_construct(**about, code=item.code, message=item.message)


_FACT_AS_IT_IS = (
    "measure", "period", "entity", "basis", "phase", "cumulative", "printed", "decimals", "unit", "predicate", "raw", "confidence",
)  # fmt: skip
_CELL_AS_IT_IS = ("row_span", "column_span", "text", "raw", "confidence")
_CALCULATION_AS_IT_IS = ("formula", "inputs", "result", "verdict", "variant", "reason")
_FINDING_AS_IT_IS = (
    "severity", "material", "facts", "calculation", "reading", "slip", "rank", "consequence_of", "decision", "key",
    "place_key",
)  # fmt: skip


def _taken(item: Model, names: Sequence[str]) -> dict[str, Any]:
    """Fields of a record that become columns as they are."""
    return {name: getattr(item, name) for name in names}


def box(found: BBox | None) -> dict[str, Any]:
    """The columns of a box."""
    return dict(zip(("x0", "top", "x1", "bottom"), found or (None,) * 4, strict=True))


def around(boxes: Iterable[BBox]) -> dict[str, Any]:
    """The columns of the box around boxes."""
    sides = list(zip(*boxes, strict=True))
    if not sides:
        return box(None)
    return box((min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3])))


def _versions(settings: dict[str, object]) -> str:
    """The versions of reading, matching and audit in one text."""
    versions = settings.get("versions")
    return json.dumps(versions, sort_keys=True) if isinstance(versions, dict) else ""
