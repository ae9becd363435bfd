"""The contract: pydantic models of the report, and the catalogue that they refer to."""

from schemas.audit import Calculation, Change, Criterion, Expected, Finding, Message, Place, Printed, Repair, Variant
from schemas.base import BBox, Model, Number
from schemas.fact import Candidate, Fact, FactSource, Match, Subject, Support
from schemas.report import (
    SCHEMA_VERSION,
    Coverage,
    Diagnostic,
    Document,
    Generator,
    NumberCoverage,
    PageCoverage,
    Part,
    Report,
    Section,
    Source,
    SupportingDocument,
    Suppressed,
)
from schemas.statements import Evidence, Remark, Statement
from schemas.table import Cell, Column, Region, Table

__all__ = [
    "SCHEMA_VERSION",
    "BBox",
    "Calculation",
    "Candidate",
    "Cell",
    "Change",
    "Column",
    "Coverage",
    "Criterion",
    "Diagnostic",
    "Document",
    "Evidence",
    "Expected",
    "Fact",
    "FactSource",
    "Finding",
    "Generator",
    "Match",
    "Message",
    "Model",
    "Number",
    "NumberCoverage",
    "PageCoverage",
    "Part",
    "Place",
    "Printed",
    "Region",
    "Remark",
    "Repair",
    "Report",
    "Section",
    "Source",
    "Statement",
    "Subject",
    "Support",
    "SupportingDocument",
    "Suppressed",
    "Table",
    "Variant",
]
