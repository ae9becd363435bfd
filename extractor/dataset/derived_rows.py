"""Rows that are worked out from all reports together: what one indicator is, its values over years, what changed."""

from typing import Annotated

from pydantic import Field

from extractor.dataset.columns import Exact, Row, Texts

AgencyId = Annotated[str, Field(description="The office under one name for all spellings.")]
Series = Annotated[str, Field(description="Id of the indicator over all reports, see concordance.")]
Measure = Annotated[str, Field(description="target, realization, achievement, budget, spending, ...")]
YearOf = Annotated[int, Field(description="The year that the figure is about.")]


class ConcordanceRow(Row):
    """One row an id that a report gave an indicator: the series that it belongs to, and why."""

    canonical_id: str = Field(description="Indicator of the catalogue, or a provisional id x-..., as an audit gave it.")
    series: Series
    name: str = Field(description="Name as printed most often.")
    unit_kind: str | None = Field(default=None, description="Kind of the unit.")
    reports: int = Field(description="Reports that have it.")
    first_year: int | None = Field(default=None, description="Earliest year of a report that has it.")
    last_year: int | None = Field(default=None, description="Latest year of a report that has it.")
    joined_by: str = Field(
        description="own: the series has its id; name: joined by its name; figures: by equal figures too."
    )
    score: float | None = Field(default=None, description="Probability that it is the same as the series.")
    reasons: Texts = Field(default=(), description="What speaks for it, in words.")


class MoveRow(Row):
    """One row an id whose series became another when reports were added or taken out; older moves stay."""

    canonical_id: str = Field(description="The id that an audit gave.")
    before: str = Field(description="The series that it belonged to.")
    after: str = Field(description="The series that it belongs to.")
    kind: str = Field(description="merged: with ids of another series; split: from ids that stayed; renamed: neither.")
    state: str = Field(description="State of the dataset from which on it is so.")


class PanelRow(Row):
    """One row a cell of the panel: the chosen value of an indicator or total, an office, a year and a measure."""

    agency_id: AgencyId
    agency: str = Field(description="The office, as its newest report names it.")
    region: str | None = Field(default=None, description="The region of the office.")
    series: Series
    name: str = Field(description="Name of the subject as printed in the chosen place.")
    year: YearOf
    measure: Measure
    value: float | None = Field(default=None, description="The chosen value.")
    value_exact: Exact = Field(default=None, description="The chosen value in digits.")
    printed: str = Field(description="As printed.")
    decimals: int = Field(description="Decimals printed.")
    unit: str | None = Field(default=None, description="Unit as printed.")
    basis: str | None = Field(default=None, description="Plan of a target.")
    reason: str = Field(
        description="Why this value: own-year, later-report, explained-restatement, most-confirmed, ..."
    )
    distinct_values: int = Field(description="Different values that are printed for this cell.")
    places: int = Field(description="Places that print one.")
    restated: str | None = Field(default=None, description="silent or explained where a later report differs.")
    report: str = Field(description="Key of the report of the chosen value.")
    fact: str = Field(description="Id of the fact in that report.")
    sha256: str | None = Field(default=None, description="SHA-256 of its PDF.")
    page: int | None = Field(default=None, description="Page of the chosen value.")
    x0: float | None = Field(default=None, description="Left side of its box.", json_schema_extra={"unit": "pt"})
    top: float | None = Field(default=None, description="Upper side of its box.", json_schema_extra={"unit": "pt"})
    x1: float | None = Field(default=None, description="Right side of its box.", json_schema_extra={"unit": "pt"})
    bottom: float | None = Field(default=None, description="Lower side of its box.", json_schema_extra={"unit": "pt"})


class RestatementRow(Row):
    """One row a value that a later report prints otherwise than the report of an earlier year (check XT-PREV)."""

    agency_id: AgencyId
    agency: str = Field(description="The office.")
    series: Series
    name: str = Field(description="Name of the subject in the later report.")
    measure: Measure
    year: YearOf
    explained: bool = Field(description="Whether the later report says that the figure was revised.")
    explanation: str | None = Field(default=None, description="Its words.")
    explanation_page: int | None = Field(default=None, description="Their page.")
    severity: str | None = Field(default=None, description="warning or notice; null where it is explained.")
    slip: str | None = Field(default=None, description="Likely slip of the pen: digit-swap, wrong-year, ...")
    doubtful: bool = Field(description="Whether one of the two readings is in doubt.")
    message_id: str = Field(description="In Indonesian.")
    message_en: str = Field(description="In English.")
    earlier_report: str = Field(description="Key of the earlier report.")
    earlier_year: int = Field(description="Year of the earlier report.")
    earlier_fact: str = Field(description="Id of its fact.")
    earlier_page: int = Field(description="Its page.")
    earlier_box: Texts = Field(description="Its box: left, top, right, bottom in points.")
    earlier_printed: str = Field(description="As printed there.")
    earlier_value: Exact = Field(description="Its value in digits.")
    later_report: str = Field(description="Key of the later report.")
    later_year: int = Field(description="Year of the later report.")
    later_fact: str = Field(description="Id of its fact.")
    later_page: int = Field(description="Its page.")
    later_box: Texts = Field(description="Its box: left, top, right, bottom in points.")
    later_printed: str = Field(description="As printed there.")
    later_value: Exact = Field(description="Its value in digits.")


class BreakRow(Row):
    """One row a break of a series: its unit, name, level, formula or definition is another than in the report before."""

    agency_id: AgencyId
    agency: str = Field(description="The office.")
    series: Series
    year: int = Field(description="Year of the report from which on it is so.")
    kind: str = Field(
        description="unit, scale, name, level; polarity or formula (how the figures show that the achievement is worked out, "
        "formula also where it is limited); definition (how the report says that the indicator is)."
    )
    before: str = Field(description="What it was.")
    after: str = Field(description="What it is.")
    message_id: str = Field(description="In Indonesian.")
    message_en: str = Field(description="In English.")
    earlier_report: str = Field(description="Key of the last report before.")
    earlier_page: int | None = Field(default=None, description="A page where it stands there.")
    report: str = Field(description="Key of the report from which on it is so.")
    page: int | None = Field(default=None, description="A page where it stands.")
