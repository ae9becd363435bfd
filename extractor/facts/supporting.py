"""A document that the report is held against: its reading set apart from the report's, and whether it may be used at all."""

import re
from dataclasses import replace

from rapidfuzz import fuzz

from extractor.facts.model import Reading
from schemas import Document, Fact, Table

# Kinds whose figures are compared, with the years they may be about relative to the report's: None is any.
YEARS: dict[str, tuple[int, ...] | None] = {
    "pk": (0,),
    "pk_revised": (0,),
    "iku": None,
    "renstra": None,
    "renja": None,
    "rkpd": None,
    "action_plan": (0,),
    "quarterly": (0,),
    "lra": (0,),
    "calk": (0,),
    "lkjip": (-1,),
    "lhe": (-1, 0, 1),
}
REGIONAL = frozenset({"lra", "rkpd", "iku", "calk", "lhe"})
"""Kinds that a region may issue for all its agencies."""
ALIKE = 86
_REGION_WORDS = re.compile(r"\b(?:pemerintah|kabupaten|kota|provinsi|propinsi|daerah)\b", re.IGNORECASE)


def set_apart(reading: Reading, identifier: str) -> Reading:
    """The reading with its facts and tables under ids of their own and every fact naming its document."""
    return replace(
        reading,
        facts=tuple(_fact(fact, identifier) for fact in reading.facts),
        tables=tuple(_table(table, identifier) for table in reading.tables),
        rows={
            f"{identifier}-{table}": tuple(replace(row, table=f"{identifier}-{table}") for row in rows)
            for table, rows in reading.rows.items()
        },
    )


def _fact(fact: Fact, identifier: str) -> Fact:
    table = f"{identifier}-{fact.source.table}" if fact.source.table else None
    source = fact.source.model_copy(update={"document": identifier, "table": table})
    return fact.model_copy(update={"id": f"{identifier}-{fact.id}", "source": source})


def _table(table: Table, identifier: str) -> Table:
    return table.model_copy(update={"id": f"{identifier}-{table.id}", "document": identifier})


def refusal(report: Document, other: Document) -> str | None:
    """Why a document cannot be compared with the report: "kind", "region", "agency", "year"; None where it can.

    What a document does not say is not held against it.
    """
    if other.kind not in YEARS:
        return "kind"
    if report.region and other.region and not _same(report.region, other.region):
        return "region"
    if not _same_agency(report, other):
        return "agency"
    return None if _year_fits(report, other) else "year"


def _same_agency(report: Document, other: Document) -> bool:
    if not report.agency or not other.agency or _same(_bare(report.agency, report), _bare(other.agency, other)):
        return True
    return other.kind in REGIONAL and other.agency_kind is None


def _bare(agency: str, document: Document) -> str:
    """The agency without its region."""
    text = agency.replace(document.region, "") if document.region else agency
    return " ".join(_REGION_WORDS.sub(" ", text).split()).lower()


def _same(first: str, second: str) -> bool:
    return fuzz.token_sort_ratio(first.lower(), second.lower()) >= ALIKE


def _year_fits(report: Document, other: Document) -> bool:
    steps = YEARS[other.kind]
    if steps is None or report.fiscal_year is None or other.fiscal_year is None:
        return True
    return other.fiscal_year - report.fiscal_year in steps
