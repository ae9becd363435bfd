"""What of a report answers an item of a form: pages of tables and chapters, findings that speak against it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from schemas import Evidence, Finding, Report, Statement, Table

MOST_PAGES, MOST_PLACES = 12, 6
BLANK = re.compile(r"[\s\-–—.]*")


@dataclass(frozen=True, slots=True)
class Grounds:
    """Look-ups in a report."""

    report: Report

    def tables(self, *kinds: str) -> list[Table]:
        """The report's own tables of some kinds, in its order."""
        return [table for table in self.report.tables if table.kind in kinds and table.document is None]

    def findings(self, *checks: str) -> list[Finding]:
        """The findings of some checks."""
        return [finding for finding in self.report.findings if finding.check in checks]

    def findings_with(self, checks: Sequence[str], kinds: Sequence[str], documents: Sequence[str]) -> list[Finding]:
        """The findings of some checks that point at a table of some kind or at a supporting document of some kind."""
        tables = {table.id for table in self.report.tables if table.kind in kinds}
        files = {item.id for item in self.report.documents if item.kind in documents}
        facts = {fact.id for fact in self.report.facts if fact.source.table in tables or fact.source.document in files}
        return [
            finding
            for finding in self.findings(*checks)
            if facts & set(finding.facts)
            or any(place.table in tables or place.document in files for place in finding.places)
        ]

    def sections(self, pattern: str) -> list[int]:
        """Pages of the headings that a pattern fits."""
        wanted = re.compile(pattern, re.IGNORECASE)
        return [section.page for section in self.report.sections if wanted.search(section.title)]

    def documents(self, *kinds: str) -> list[str]:
        """The file names of the supporting documents of some kinds that were used."""
        return [item.file for item in self.report.documents if item.used and item.kind in kinds]

    def place(self, evidence: Evidence) -> str:
        """A place in words: "halaman 61 (Tabel 3.2)"."""
        table = next((table for table in self.report.tables if table.id == evidence.table), None)
        return f"halaman {evidence.page}" + (f" (Tabel {table.number})" if table and table.number else "")

    def told(self, names: Sequence[str]) -> str:
        """A line for each indicator with the pages that tell of it what the fields of a statement name."""
        return "\n".join(self._line(statement, names) for statement in self.report.statements)

    def _line(self, statement: Statement, names: Sequence[str]) -> str:
        found = [(ASKED[name], getattr(statement, name)) for name in names]
        places = [f"{word} {self.place(evidence)}" for word, evidence in found if evidence]
        without = [word for word, evidence in found if not evidence]
        parts = [*places, *([f"tidak ditemukan: {', '.join(without)}"] if without else [])]
        return f"{statement.indicator}: {'; '.join(parts)}."


ASKED = {
    "target": "target",
    "realization": "realisasi",
    "previous_years": "tahun sebelumnya",
    "renstra": "target Renstra",
    "national": "standar nasional",
    "causes": "penyebab",
    "efficiency": "efisiensi",
    "programmes": "program penunjang",
    "source": "sumber data",
}
"""What PermenPANRB 53/2014 asks about each performance statement, in the words of the forms."""


def pages(numbers: Iterable[int]) -> str:
    """Pages in words, "halaman 3, 7, 12", each once, cut where they are many."""
    listed = sorted(set(numbers))
    more = f" dan {len(listed) - MOST_PAGES} lainnya" if len(listed) > MOST_PAGES else ""
    return f"halaman {', '.join(map(str, listed[:MOST_PAGES]))}{more}" if listed else ""


def in_words(tables: Sequence[Table]) -> str:
    """Tables in words, "Tabel 3.2 (halaman 61)"."""
    words = [
        f"Tabel {table.number} (halaman {table.pages[0]})" if table.number else f"tabel di halaman {table.pages[0]}"
        for table in tables
    ]
    return _listed(words)


def against(findings: Sequence[Finding]) -> str:
    """Findings in words, "SET-DIFF x012 (halaman 61)"."""
    return _listed([f"{f.check} {f.id}" + (f" (halaman {f.page})" if f.page else "") for f in findings])


def _listed(words: Sequence[str]) -> str:
    more = f" dan {len(words) - MOST_PLACES} lainnya" if len(words) > MOST_PLACES else ""
    return f"{', '.join(words[:MOST_PLACES])}{more}"


def empty_columns(tables: Iterable[Table]) -> list[str]:
    """Columns of figures in which every row below the header is blank or a dash: "Target Nasional di Tabel 3.8"."""
    out = []
    for table in tables:
        filled = {c.column for c in table.cells if c.row >= table.header_rows and not BLANK.fullmatch(c.text)}
        for index, column in enumerate(table.columns):
            if column.role in {"target", "realization", "achievement"} and index not in filled:
                out.append(f"{column.header or column.role} di {in_words([table])}")
    return out
