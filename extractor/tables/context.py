"""What is known about the document while its tables are read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DocumentContext:
    """Year and office of the report; None where it is not known (yet)."""

    fiscal_year: int | None = None
    agency: str | None = None
    region: str | None = None
