"""The workbook: findings, recalculations with live formulas, figures, and every table as read."""

import io
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

from extractor.audit.outcome import HOLDS
from extractor.report.book.formulas import spreadsheet_formula
from extractor.report.book.sheets import FIRST_ROW, TABLE_ROW, Layout, layout
from extractor.report.causes import by_cause
from extractor.report.clean_text import clean
from extractor.report.speech import Speech, speech
from extractor.report.spreadsheet_text import runs
from schemas import Calculation, Fact, Finding, Report, Table

# A workbook of the same report is the same file.
PAST = datetime(2000, 1, 1)
# The longest text that a cell of the format holds.
LONGEST = 32767
FEW_DECIMALS = 4


def to_workbook(report: Report, language: str = "id") -> bytes:
    """The workbook of a report in a language; texts of the report stay texts, whatever they begin with."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": PAST, "title": clean(report.document.title or report.source.file)})
    book.set_calc_mode("auto")
    _Writer(book, report, speech(Path(__file__).parent / "words.yaml", language)).write()
    book.close()
    return buffer.getvalue()


class _Writer:
    """Fills one workbook; rows and columns are counted from 0."""

    def __init__(self, book: Any, report: Report, say: Speech) -> None:
        self.book, self.report, self.say = book, report, say
        self.places: Layout = layout(report, say)
        self.facts = {fact.id: fact for fact in report.facts}
        self.numbers = {table.id: table.number or "" for table in report.tables}
        self.findings = {f.calculation: f.id for f in reversed(report.findings) if f.calculation}
        self.rows: dict[str, int] = {}
        self.head = book.add_format(
            {"bold": True, "bg_color": "#E6EAF0", "border": 1, "text_wrap": True, "valign": "top"}
        )
        self.wrap = book.add_format({"text_wrap": True, "valign": "top"})
        self.quoted = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
        self.bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self.link = book.add_format({"font_color": "#0B57D0", "underline": 1, "valign": "top"})
        self.kinds = {
            "error": book.add_format({"bg_color": "#FDE4E2"}),
            "warning": book.add_format({"bg_color": "#FFF1CF"}),
        }
        self.formats: dict[tuple[int, bool], Any] = {}

    def write(self) -> None:
        """All sheets in the order in which a reader opens them."""
        names = (self.places.summary, self.places.findings, self.places.recalculated, self.places.facts)
        summary, findings, recalculated, facts = (self.book.add_worksheet(name) for name in names)
        ordered = [f for cause in by_cause(self.report.findings) for f in (cause.finding, *cause.follows)]
        self.rows = {finding.id: row for row, finding in enumerate(ordered, FIRST_ROW - 1)}
        self._summary(summary)
        self._findings(findings, ordered)
        self._recalculated(recalculated)
        self._facts(facts)
        for table in self.report.tables:
            self._table(self.book.add_worksheet(self.places.tables[table.id]), table)

    def _summary(self, sheet: Any) -> None:
        report, say, document = self.report, self.say, self.report.document
        pages, numbers = report.coverage.pages, report.coverage.numbers
        checked = [c for c in report.calculations if c.verdict != "not_checkable"]
        lines = [
            (say("agency"), document.agency or ""),
            (say("region"), document.region or ""),
            (say("year"), str(document.fiscal_year or "")),
            (say("file"), report.source.file),
            (say("hash"), report.source.sha256),
            (say("program"), f"{report.generator.name} {report.generator.version}"),
            *(
                (say(kind), str(sum(f.severity == kind for f in report.findings)))
                for kind in ("error", "warning", "notice")
            ),
            (say("pages_read"), say("of", some=sum(p.reader != "none" for p in pages), all=len(pages))),
            (say("numbers"), say("of", some=numbers.printed - numbers.not_understood, all=numbers.printed)),
            (say("calculations"), say("of", some=sum(c.verdict != "inconsistent" for c in checked), all=len(checked))),
            ("", say("how")),
        ]
        sheet.set_column(0, 0, 28)
        sheet.set_column(1, 1, 90)
        for row, (name, value) in enumerate(lines):
            self._text(sheet, row, 0, name, self.bold)
            self._text(sheet, row, 1, value)

    def _findings(self, sheet: Any, ordered: Sequence[Finding]) -> None:
        self._headings(sheet, "findings_columns", (7, 8, 12, 11, 14, 9, 9, 80, 18, 18, 18, 18, 16, 40, 14, 12, 22))
        for row, finding in enumerate(ordered, FIRST_ROW - 1):
            self._finding(sheet, row, finding)
        self._finish(sheet, "findings_columns", len(ordered))
        for kind, colour in self.kinds.items():
            sheet.conditional_format(
                1,
                0,
                max(1, len(ordered)),
                6,
                {"type": "formula", "criteria": f'=$C2="{self.say(kind)}"', "format": colour},
            )

    def _finding(self, sheet: Any, row: int, finding: Finding) -> None:
        say, calculation = self.say, next((c for c in self.report.calculations if c.id == finding.calculation), None)
        right, shown = finding.expected, finding.reported
        formula = (right.formula if right else None) or (calculation.formula if calculation else "")
        message = finding.message.en if say.language == "en" else finding.message.id
        lead = self.facts.get(finding.facts[0]) if finding.facts else None
        decimals = max(0, lead.decimals) if lead else 0
        texts = {
            0: finding.id,
            2: say.known(finding.severity, finding.severity),
            3: say("yes") if finding.material else "",
            4: finding.check,
            6: finding.table or "",
            7: message,
            8: shown.printed if shown else "",
            10: right.printed if right else "",
            13: formula,
            14: say.known(finding.reading, finding.reading),
        }
        for column, text in texts.items():
            self._text(sheet, row, column, text)
        self._number(sheet, row, 1, Decimal(finding.rank))
        self._number(sheet, row, 5, Decimal(finding.page) if finding.page else None)
        self._number(sheet, row, 9, shown.value if shown else None, decimals)
        self._number(sheet, row, 11, right.value if right else None, decimals)
        if shown and right and shown.value is not None and right.value is not None:
            line = row + 1
            sheet.write_formula(row, 12, f"=L{line}-J{line}", self._format(decimals), float(right.value - shown.value))
        if finding.consequence_of in self.rows:
            above = self.rows[finding.consequence_of] + 1
            sheet.write_url(row, 15, f"internal:'{self.places.findings}'!A{above}", self.link, finding.consequence_of)
        place = finding.places[0] if finding.places else None
        target = self.places.cell_link(place.table, place.row, place.column) if place else None
        if target:
            sheet.write_url(row, 16, target, self.link, target.removeprefix("internal:")[:60])

    def _recalculated(self, sheet: Any) -> None:
        self._headings(sheet, "calculations_columns", (8, 14, 9, 9, 45, 50, 20, 20, 16, 12, 14, 24, 20, 10))
        for row, calculation in enumerate(self.report.calculations, FIRST_ROW - 1):
            self._calculation(sheet, row, calculation)
        count = len(self.report.calculations)
        self._finish(sheet, "calculations_columns", count)
        sheet.conditional_format(
            1,
            6,
            max(1, count),
            10,
            {"type": "formula", "criteria": f'=$K2="{self.say("differs")}"', "format": self.kinds["error"]},
        )

    def _calculation(self, sheet: Any, row: int, calculation: Calculation) -> None:
        result = self.facts.get(calculation.result or "")
        about = result or next((self.facts[i] for i in calculation.inputs if i in self.facts), None)
        texts = {
            0: calculation.id,
            1: calculation.check,
            3: self.numbers.get(about.source.table or "", "") if about else "",
            4: about.subject.name if about else "",
            5: calculation.formula,
            11: self.say.known(calculation.verdict, calculation.verdict),
        }
        for column, text in texts.items():
            self._text(sheet, row, column, text)
        self._number(sheet, row, 2, Decimal(about.source.page) if about else None)
        finding = self.findings.get(calculation.id)
        if finding in self.rows:
            sheet.write_url(row, 13, f"internal:'{self.places.findings}'!A{self.rows[finding] + 1}", self.link, finding)
        self._live(sheet, row, calculation, result)

    def _live(self, sheet: Any, row: int, calculation: Calculation, result: Fact | None) -> None:
        """The formula beside the printed figure, their difference, and whether it is within what printing allows."""
        formula = spreadsheet_formula(calculation, self.facts, self.places.fact_cells)
        if formula is None:
            self._text(sheet, row, 10, self.say("open"))
            return
        low, high = calculation.low, calculation.high
        value = (low + high) / 2 if low is not None and high is not None else Decimal(0)
        decimals = max(0, result.decimals) if result else 0
        style, line = self._format(max(decimals, 2) if "/" in calculation.formula else decimals), row + 1
        sheet.write_formula(row, 6, formula, style, float(value))
        printed = result.value if result and result.value is not None else Decimal(0)
        if result is not None and result.id in self.places.fact_cells and result.value is not None:
            sheet.write_formula(row, 7, f"={self.places.fact_cells[result.id]}", style, float(printed))
        sheet.write_formula(row, 8, f"=G{line}-H{line}", style, float(value - printed))
        tolerance = _tolerance(calculation, result)
        if calculation.verdict in HOLDS:
            # What the audit accepts (a figure cut instead of rounded, hidden decimals) stays accepted.
            tolerance = max(tolerance, abs(value - printed))
        sheet.write_number(row, 9, float(tolerance))
        holds, differs = self.say("holds"), self.say("differs")
        now = holds if abs(value - printed) <= tolerance else differs
        sheet.write_formula(row, 10, f'=IF(ABS(I{line})<=J{line}+0.000000001,"{holds}","{differs}")', self.wrap, now)
        if low is not None:
            self._number(sheet, row, 12, value, max(decimals, 2) if "/" in calculation.formula else decimals)

    def _facts(self, sheet: Any) -> None:
        self._headings(sheet, "facts_columns", (8, 9, 9, 13, 50, 40, 16, 10, 18, 12, 10, 20, 20, 12, 10, 11, 24))
        for row, fact in enumerate(self.report.facts, FIRST_ROW - 1):
            texts = {
                0: fact.id,
                3: fact.subject.kind,
                4: fact.subject.name,
                5: " > ".join(fact.subject.path),
                6: fact.measure,
                7: fact.period or "",
                8: fact.entity or "",
                9: fact.basis or "",
                10: fact.phase or "",
                11: fact.printed,
                13: fact.unit or "",
                14: fact.predicate or "",
                16: fact.subject.canonical_id or "",
            }
            for column, text in texts.items():
                self._text(sheet, row, column, text)
            self._number(sheet, row, 1, Decimal(fact.source.page))
            self._number(sheet, row, 12, fact.value, max(0, fact.decimals))
            self._number(sheet, row, 15, Decimal(str(fact.confidence)), 2)
            source = fact.source
            target = self.places.cell_link(source.table, source.row, source.column)
            if target:
                number = self.numbers.get(source.table or "", "") or source.table or ""
                sheet.write_url(row, 2, target, self.link, number)
        self._finish(sheet, "facts_columns", len(self.report.facts))

    def _table(self, sheet: Any, table: Table) -> None:
        """A table as printed text under its title, merged as on the page, with accused cells coloured."""
        title = " ".join(part for part in (self.say("sheet_table"), table.number, table.caption) if part)
        sheet.write_url(0, 0, f"internal:'{self.places.findings}'!A1", self.link, clean(title)[:250])
        colours = self._colours(table)
        taken = {(cell.row, cell.column) for cell in table.cells}
        for cell in table.cells:
            style = colours.get((cell.row, cell.column)) or (self.head if cell.row < table.header_rows else self.wrap)
            row, column = cell.row + TABLE_ROW - 1, cell.column
            own = {
                (r, c)
                for r in range(cell.row, cell.row + cell.row_span)
                for c in range(cell.column, cell.column + cell.column_span)
            }
            free = not (own - {(cell.row, cell.column)}) & taken
            if len(own) > 1 and free:
                taken |= own
                sheet.merge_range(row, column, row + cell.row_span - 1, column + cell.column_span - 1, "", style)
            self._text(sheet, row, column, cell.text, style)
        sheet.set_column(0, max((c.column for c in table.cells), default=0), 18)
        sheet.freeze_panes(TABLE_ROW - 1 + table.header_rows, 0)

    def _colours(self, table: Table) -> dict[tuple[int, int], Any]:
        found: dict[tuple[int, int], Any] = {}
        for finding in self.report.findings:
            place = finding.places[0] if finding.places else None
            if place and place.table == table.id and place.row is not None and place.column is not None:
                found.setdefault((place.row, place.column), self._coloured(finding.severity))
        return found

    def _coloured(self, severity: str) -> Any:
        key = (-1, severity == "error")
        if key not in self.formats:
            colour = "#FDE4E2" if severity == "error" else "#FFF1CF"
            self.formats[key] = self.book.add_format(
                {"bg_color": colour, "text_wrap": True, "valign": "top", "border": 1}
            )
        return self.formats[key]

    def _headings(self, sheet: Any, key: str, widths: Sequence[int]) -> None:
        for column, (text, width) in enumerate(zip(self.say.listed(key), widths, strict=True)):
            sheet.set_column(column, column, width)
            self._text(sheet, 0, column, text, self.head)

    def _finish(self, sheet: Any, key: str, rows: int) -> None:
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(1, rows), len(self.say.listed(key)) - 1)

    def _text(self, sheet: Any, row: int, column: int, text: str, style: Any = None) -> None:
        """Writes a text as text; one that begins like a formula is marked so that an edit does not make it one."""
        if text or style is not None:
            plain = self.quoted if runs(text) else self.wrap
            sheet.write_string(row, column, clean(text)[:LONGEST], style or plain)

    def _number(self, sheet: Any, row: int, column: int, value: Decimal | None, decimals: int = 0) -> None:
        if value is not None:
            sheet.write_number(row, column, float(value), self._format(decimals))

    def _format(self, decimals: int) -> Any:
        """Thousands and as many decimals as are printed; the reader's own program shows its notation."""
        decimals = min(decimals, FEW_DECIMALS)
        key = (decimals, False)
        if key not in self.formats:
            pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
            self.formats[key] = self.book.add_format({"num_format": pattern, "valign": "top"})
        return self.formats[key]


def _tolerance(calculation: Calculation, result: Fact | None) -> Decimal:
    """Half a unit of the printed result, and half of what rounded inputs leave open."""
    low, high = calculation.low, calculation.high
    inside = (high - low) / 2 if low is not None and high is not None else Decimal(0)
    if result is None:
        return Decimal(0)
    exact = result.decimals <= 0 and "/" not in calculation.formula
    return inside + (Decimal(0) if exact else Decimal("0.5").scaleb(-max(0, result.decimals)))
