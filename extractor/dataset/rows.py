"""The tables of a dataset, each declared once: database, Parquet, data package and codebook are made from these models.

The docstring of a model is the description of its table, that of a field the description of its column. Every row names
its report and, where it stands on a page, the page and the box.
"""

from typing import Annotated

from pydantic import Field

from extractor.dataset.columns import DERIVED, LAST, Exact, Row, Texts

Key = Annotated[str, Field(description="Key of the report: first half of a hash over the hashes of its files.")]
Sha = Annotated[str | None, Field(description="SHA-256 of the PDF that the page belongs to.")]
PT = {"unit": "pt"}
Page = Annotated[
    int | None,
    Field(description="Page in the report, counted through all of its files from 1.", json_schema_extra=LAST),
]
X0 = Annotated[float | None, Field(description="Left side of the box.", json_schema_extra=PT | LAST)]
Top = Annotated[float | None, Field(description="Upper side of the box, from the top.", json_schema_extra=PT | LAST)]
X1 = Annotated[float | None, Field(description="Right side of the box.", json_schema_extra=PT | LAST)]
Bottom = Annotated[float | None, Field(description="Lower side of the box, from the top.", json_schema_extra=PT | LAST)]
Agency = Annotated[str | None, Field(description="The office that reports, as named most often.")]
Region = Annotated[str | None, Field(description="The region of the office.")]
Year = Annotated[int | None, Field(description="The year that the report is about.")]
Current = Annotated[
    bool | None,
    Field(description="Whether the report is the newest version of itself.", json_schema_extra=DERIVED | LAST),
]


class Placed(Row):
    """A row that stands on a page of a report; what is last here stands behind the columns of each table."""

    report: Key
    sha256: Sha = None
    file_page: Annotated[int | None, Field(description="Page within that PDF, from 1.")] = None
    fiscal_year: Year = None
    region: Region = None
    agency: Agency = None
    current: Current = None
    page: Page = None
    x0: X0 = None
    top: Top = None
    x1: X1 = None
    bottom: Bottom = None


class DocumentRow(Row):
    """One row a report: what it is, how well it was read, what was found."""

    report: Key
    sha256: Sha = None
    file: str = Field(description="Name of the file, of the first one where there are several.")
    digest: str = Field(description="SHA-256 of the audit's JSON that the rows of this report were read from.")
    kind: str = Field(description="Kind of document: lkjip, pk, renstra, lra, quarterly, ...")
    title: str | None = Field(default=None, description="Title as printed.")
    fiscal_year: Year = None
    region: Region = None
    agency: Agency = None
    agency_id: str | None = Field(default=None, description="The office under one name for all spellings.")
    agency_kind: str | None = Field(default=None, description="Kind of office, an id of the catalogue.")
    pages: int = Field(description="Pages of the report.")
    pages_read: int = Field(description="Pages of which text was read.")
    text_layer: str = Field(description="Where the text comes from: digital, scanned, mixed or none.")
    numbers_printed: int = Field(description="Numbers printed in the body.")
    numbers_as_fact: int = Field(description="Those that became facts.")
    numbers_not_understood: int = Field(description="Those that were not understood.")
    facts: int = Field(description="Facts of the report.")
    errors: int = Field(description="Findings that are errors.")
    warnings: int = Field(description="Findings that are warnings.")
    notices: int = Field(description="Findings that are notices.")
    generator: str = Field(description="Version of the program that made the audit.")
    versions: str = Field(description="Versions of reading, matching and audit.")
    current: Current = None
    version_reason: str | None = Field(
        default=None, description="Why this version counts, or which one counts.", json_schema_extra=DERIVED
    )


class FactRow(Placed):
    """One row a printed figure, with what it says and where it stands."""

    fact: str = Field(description="Id of the fact in its report.")
    subject_kind: str = Field(description="indicator, budget_line, component, staff, count, total or other.")
    name: str = Field(description="Name of the subject as printed, joined.")
    path: Texts = Field(default=(), description="What stands above it, outermost first.")
    level: str | None = Field(default=None, description="Level of a budget line.")
    code: str | None = Field(default=None, description="Code as printed.")
    canonical_id: str | None = Field(
        default=None, description="Indicator of the catalogue, or a provisional id x-..., as the audit gave it."
    )
    series: str | None = Field(
        default=None, description="Id of the indicator over all reports, see concordance.", json_schema_extra=DERIVED
    )
    match: str | None = Field(default=None, description="How the id was found: matched, proposed, new or decided.")
    match_score: float | None = Field(default=None, description="Probability of the match.")
    measure: str = Field(description="target, realization, achievement, budget, spending, absorption, ...")
    period: str | None = Field(default=None, description="2024, 2024-Q1, 2024-S1; null where nothing says it.")
    year: int | None = Field(default=None, description="Year of the period.")
    entity: str | None = Field(default=None, description="Whose figure it is; null is the office that reports.")
    basis: str | None = Field(default=None, description="Plan whose target it is or is measured against.")
    phase: str | None = Field(default=None, description="Budget before or after the change: initial, revised.")
    member: str | None = Field(
        default=None, description="Further axes as printed.", json_schema_extra={"type": "object"}
    )
    cumulative: bool | None = Field(default=None, description="Whether a quarter counts from January.")
    printed: str = Field(description="The figure as printed.")
    value: float | None = Field(default=None, description="Its value, null where the print breaks every notation.")
    value_exact: Exact = Field(default=None, description="The value as an exact decimal in digits.")
    decimals: int = Field(description="Decimals printed; negative for thousands and above.")
    unit: str | None = Field(default=None, description="Unit as printed.")
    unit_kind: str | None = Field(default=None, description="Kind of the unit: percent, count, money, ...")
    predicate: str | None = Field(default=None, description="Label printed with the value (BB, Sangat Baik).")
    low: float | None = Field(default=None, description="Lower end of a printed range.")
    high: float | None = Field(default=None, description="Upper end of a printed range.")
    candidates: Texts = Field(default=(), description="Values that a malformed print may mean.")
    raw: str | None = Field(default=None, description="The reading before a repair.")
    confidence: float = Field(description="How sure the reading is, 0 to 1.")
    confirmed: int = Field(description="Calculations and duplicates that agree with the figure.")
    contradicted: int = Field(description="Those that do not.")
    method: str = Field(description="How it was read: ruled, unruled or ocr table, or sentence.")
    table_id: str | None = Field(default=None, description="Id of the table.")
    table_kind: str | None = Field(default=None, description="Kind of the table.")
    table_row: int | None = Field(default=None, description="Row of the table, from 0.")
    table_column: int | None = Field(default=None, description="Column of the table, from 0.")
    sentence: str | None = Field(default=None, description="The sentence that it stands in.")
    document: str | None = Field(default=None, description="Id of the supporting document; null is the report.")


class TableRow(Placed):
    """One row a table, however many pages it runs over."""

    table_id: str = Field(description="Id of the table in its report.")
    number: str | None = Field(default=None, description="Number as printed.")
    caption: str | None = Field(default=None, description="Caption as printed.")
    kind: str = Field(description="Kind of the table.")
    last_page: int = Field(description="Last page.")
    rows: int = Field(description="Rows with the header.")
    columns: int = Field(description="Columns.")
    header_rows: int = Field(description="Header and numbering rows.")
    roles: Texts = Field(default=(), description="Role of each column.")
    headers: Texts = Field(default=(), description="Header of each column.")
    method: str = Field(description="ruled, unruled or ocr.")
    confidence: float = Field(description="How sure the reading is, 0 to 1.")
    document: str | None = Field(default=None, description="Id of the supporting document; null is the report.")


class CellRow(Placed):
    """One row a cell of a table; a merged cell is one, at its first row and column. Its place is the first one where it runs over pages."""

    table_id: str = Field(description="Id of the table in its report.")
    table_kind: str = Field(description="Kind of the table.")
    table_row: int = Field(description="Row of the table, from 0.")
    table_column: int = Field(description="Column of the table, from 0.")
    row_span: int = Field(description="Rows that it spans.")
    column_span: int = Field(description="Columns that it spans.")
    header: bool = Field(description="Whether it stands in the header or numbering rows.")
    role: str | None = Field(default=None, description="Role of its first column.")
    text: str = Field(description="What a person reads: wrapped words joined.")
    raw: str | None = Field(default=None, description="The reading before a repair or a join.")
    confidence: float = Field(description="How sure the reading is, 0 to 1.")
    document: str | None = Field(default=None, description="Id of the supporting document; null is the report.")


class CalculationRow(Placed):
    """One row a recalculation, those that hold too; its place is that of the result."""

    calculation: str = Field(description="Id in its report.")
    rule: str = Field(description="Code of the check, see lkjip explain.")
    formula: str = Field(description="The formula with its figures.")
    inputs: Texts = Field(default=(), description="Ids of the facts that go in.")
    result: str | None = Field(default=None, description="Id of the fact that was recalculated.")
    low: float | None = Field(default=None, description="Least result that the inputs allow.")
    high: float | None = Field(default=None, description="Greatest result that the inputs allow.")
    verdict: str = Field(description="consistent, consistent_by_rounding, ..., inconsistent, not_checkable.")
    variant: str | None = Field(default=None, description="Variant of the formula that holds.")
    reason: str | None = Field(default=None, description="Why it is not checkable, or what made it hold.")


class FindingRow(Placed):
    """One row a finding of one report; findings between reports stand in the table restatements."""

    finding: str = Field(description="Id in its report.")
    rule: str = Field(description="Code of the check, see lkjip explain.")
    severity: str = Field(description="error, warning or notice.")
    material: bool = Field(description="Whether a class, a total or a conclusion changes.")
    message_id: str = Field(description="The finding in Indonesian.")
    message_en: str = Field(description="The finding in English.")
    printed: str | None = Field(default=None, description="The figure as printed.")
    expected: str | None = Field(default=None, description="The figure as it should be.")
    formula: str | None = Field(default=None, description="The arithmetic behind it.")
    facts: Texts = Field(default=(), description="Ids of the facts that are the evidence.")
    calculation: str | None = Field(default=None, description="Id of the recalculation.")
    reading: str = Field(description="sure or doubtful.")
    slip: str | None = Field(default=None, description="Likely slip of the pen.")
    rank: int = Field(description="What to open first.")
    consequence_of: str | None = Field(default=None, description="Id of the finding that explains it.")
    decision: str | None = Field(default=None, description="accepted where a person said so.")
    key: str = Field(description="Hash of the finding with its figures.")
    place_key: str = Field(description="Hash of its place.")
    table_number: str | None = Field(default=None, description="Number of the table as printed.")


class DiagnosticRow(Placed):
    """One row for each thing that could not be read, in a report or while the dataset was built."""

    code: str = Field(description="What happened.")
    message: str = Field(description="In words.")


class RemarkRow(Placed):
    """One row a note or sentence by which a report tells that figures of an earlier year were revised."""

    text: str = Field(description="The words, of a sentence with the one before it.")
    note: bool = Field(description="Whether it is a note beside a table.")
