"""What a person looks at on the desk: page, finding, cell and filters, as they stand in the address."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from extractor.record.states import STATES
from extractor.review.opened import CellPlace

SEVERITIES = ("error", "warning", "notice")
CELL = re.compile(r"(?P<table>[a-z]\d{1,6}(?:-\d{1,4})?)\.(?P<row>\d{1,5})\.(?P<column>\d{1,4})")
FINDING = re.compile(r"[0-9a-f]{1,64}")
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Look:
    """The address of a desk without its report: the key of a finding, a cell, and what is done there.

    `edit` is whether the table of the cell is corrected, `box` whether a box is drawn on the page.
    """

    page: int | None = None
    finding: str = ""
    cell: CellPlace | None = None
    edit: bool = False
    box: bool = False
    severity: str = ""
    state: str = ""
    words: str = ""

    @classmethod
    def of(cls, query: Mapping[str, Any]) -> "Look":
        """What an address says; what it says wrongly is left out."""
        page, cell = str(query.get("page", "")), CELL.fullmatch(str(query.get("cell", "")))
        finding, state = str(query.get("finding", "")), str(query.get("state", ""))
        severity = str(query.get("severity", ""))
        return cls(
            page=int(page) if page.isdecimal() and page.isascii() and len(page) < 6 and int(page) else None,
            finding=finding if FINDING.fullmatch(finding) else "",
            cell=(cell["table"], int(cell["row"]), int(cell["column"])) if cell else None,
            edit=query.get("edit") == "1",
            box=query.get("box") == "1",
            severity=severity if severity in SEVERITIES else "",
            state=state if state in STATES else "",
            words=str(query.get("q", ""))[:LONGEST],
        )

    def but(self, **changes: Any) -> "Look":
        """The look with something else in it."""
        return replace(self, **changes)

    def at(self, key: str, **changes: Any) -> str:
        """The address of this look at a report, with something else in it."""
        look = replace(self, **changes) if changes else self
        query = look.query
        return f"/reports/{key}?{query}" if query else f"/reports/{key}"

    @property
    def query(self) -> str:
        """The look as it stands in an address."""
        told = {
            "finding": self.finding,
            "page": str(self.page or ""),
            "cell": ".".join(map(str, self.cell)) if self.cell else "",
            "edit": "1" if self.edit else "",
            "box": "1" if self.box else "",
            "severity": self.severity,
            "state": self.state,
            "q": self.words,
        }
        return urlencode({name: value for name, value in told.items() if value})
