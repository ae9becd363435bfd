"""What the page shows, made from the report; the template only lays it out."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from extractor.audit.catalogue import all_rules
from extractor.audit.outcome import HOLDS
from extractor.notation import printed
from extractor.report.causes import SEVERITIES, by_cause
from extractor.report.clean_text import clean
from extractor.report.crops import Band, Marked
from extractor.report.speech import Speech, figure
from schemas import Calculation, Finding, Report, Table
from schemas.audit import Place

# Points around what is marked.
MARK_AIR = 0.4
ICONS = {"error": "✖", "warning": "▲", "notice": "●"}


@dataclass(frozen=True, slots=True)
class Shot:
    """A part of a page with boxes in points relative to its corner; `image` is the id of its picture.

    In the part that leads, the first box is the figure in question.
    """

    image: str
    width: float
    height: float
    label: str
    boxes: tuple[tuple[float, float, float, float], ...]
    leads: bool


@dataclass(frozen=True, slots=True)
class Card:
    """A finding as the page shows it; `follows` are the cards of what it explains."""

    finding: Finding
    message: str
    severity: str
    icon: str
    where: str
    expected: str
    range: str
    formula: str
    variants: tuple[str, ...]
    slip: str
    why: str
    criterion: str
    repair: str
    shots: tuple[Shot, ...]
    places: tuple[tuple[str, str], ...]
    hint: str = ""
    follows: tuple["Card", ...] = ()

    @property
    def mends_another(self) -> bool:
        """Whether the figure to mend is another one than that which the finding reports."""
        repair, facts = self.finding.repair, self.finding.facts
        return bool(repair and repair.changes and facts and all(c.fact != facts[0] for c in repair.changes))

    @property
    def words(self) -> str:
        """What the search looks through, in small letters."""
        shown = self.finding.reported.printed if self.finding.reported else ""
        parts = [self.finding.id, self.finding.check, self.where, self.message, shown, self.expected]
        return clean(" ".join([*parts, *(card.words for card in self.follows)]).lower())


class Cards:
    """Makes the cards of a report in one language."""

    def __init__(self, report: Report, say: Speech, shots: Mapping[str, tuple[Shot, ...]]) -> None:
        self.report, self.say, self.shots = report, say, shots
        self.facts = {fact.id: fact for fact in report.facts}
        self.calculations = {calculation.id: calculation for calculation in report.calculations}
        self.numbers = {table.id: table.number for table in report.tables}
        self.files = {document.id: document.file for document in report.documents}

    def all(self) -> tuple[Card, ...]:
        """Every finding once, by cause."""
        return tuple(
            self._card(cause.finding, tuple(self._card(finding) for finding in cause.follows))
            for cause in by_cause(self.report.findings)
        )

    def _card(self, finding: Finding, follows: tuple[Card, ...] = ()) -> Card:
        say, calculation = self.say, self.calculations.get(finding.calculation or "")
        return Card(
            finding=finding,
            message=self._text(finding.message.id, finding.message.en),
            severity=say.known(finding.severity, finding.severity),
            icon=ICONS.get(finding.severity, "●"),
            where=self._where(finding),
            expected=finding.expected.printed if finding.expected else "",
            range=self._range(finding),
            formula=_whole(
                (finding.expected.formula if finding.expected else None)
                or (calculation.formula if calculation else ""),
                finding.expected.printed if finding.expected else "",
            ),
            variants=self._variants(calculation),
            slip=say.known(f"slips.{finding.slip}", finding.slip) if finding.slip else "",
            why=self._text(finding.effect.id, finding.effect.en) if finding.effect else "",
            criterion=self._criterion(finding),
            repair=self._repair(finding),
            shots=self.shots.get(finding.id, ()),
            places=tuple(self._link(place) for place in finding.places),
            hint=self._text(finding.hint.id, finding.hint.en) if finding.hint else "",
            follows=follows,
        )

    def _text(self, indonesian: str, english: str) -> str:
        return english if self.say.language == "en" else indonesian

    def _where(self, finding: Finding) -> str:
        parts = [f"{self.say('page')} {finding.page}"] if finding.page else []
        if finding.table:
            parts.append(f"{self.say('table')} {finding.table}")
        if finding.section:
            parts.append(f"{self.say('section')} {finding.section}")
        return ", ".join(parts)

    def _range(self, finding: Finding) -> str:
        right = finding.expected
        if right is None or right.low is None or right.high is None or right.low == right.high:
            return ""
        return self.say("range", low=figure(right.low), high=figure(right.high))

    def _variants(self, calculation: Calculation | None) -> tuple[str, ...]:
        tried = calculation.tried if calculation else ()
        return tuple(
            f"{item.variant}: {figure(item.low)}" + (f" – {figure(item.high)}" if item.high != item.low else "")
            for item in tried
            if item.low is not None
        )

    def _criterion(self, finding: Finding) -> str:
        rule = finding.criterion
        if rule is None:
            return ""
        text = ", ".join(part for part in (rule.regulation, rule.article) if part)
        return text if rule.verified else f"{text} ({self.say('unverified')})"

    def _repair(self, finding: Finding) -> str:
        repair = finding.repair
        if repair is None or not (repair.changes or repair.missing_rows):
            return ""
        told = [self._change(change.fact, change.value) for change in repair.changes]
        head = self.say("repair", count=repair.satisfies)
        tail = "" if repair.unique else f" ({self.say('repair_alternatives')})"
        return f"{head}: {'; '.join([*told, *repair.missing_rows])}{tail}"

    def _change(self, fact_id: str, value: object) -> str:
        fact = self.facts.get(fact_id)
        if fact is None:
            return figure(value)  # type: ignore[arg-type]
        shown = printed(value, max(fact.decimals, 0))  # type: ignore[arg-type]
        return f"{fact.subject.name} ({self.say.known(fact.measure, fact.measure)}): {fact.printed} → {shown}"

    def _link(self, place: Place) -> tuple[str, str]:
        """The anchor of a cell ("" for a sentence) and how a place is called."""
        number = self.numbers.get(place.table or "")
        file = self.files.get(place.document or "") or place.file
        page = place.file_page if place.file else place.page
        name = f"{f'{file}, ' if file else ''}{self.say('page')} {page}" + (
            f", {self.say('table')} {number}" if number else ""
        )
        text = f"{name}: {place.text}" if place.text else name
        return (anchor(place.table, place.row, place.column) if place.table in self.numbers else "", text)


def _whole(formula: str, result: str) -> str:
    """A formula with its result, unless it is an equation or a comparison already."""
    return f"{formula} = {result}" if formula and result and not re.search("[=≤≥<>]", formula) else formula


def table_name(table: Table, say: Speech) -> str:
    """What a table is called: its caption, which mostly begins with its number, else its number."""
    word, caption = say("table"), table.caption or ""
    if caption and (not table.number or re.match(r"tab[e]?l", caption, re.IGNORECASE)):
        return caption
    return f"{word} {table.number} {caption}".strip() if table.number else say("table_unnumbered")


def anchor(table: str | None, row: int | None, column: int | None) -> str:
    """The id of a cell of a table as read."""
    return f"{table}-{row}-{column}" if row is not None and column is not None else f"{table}"


def shot(marked: Marked, image: str, width: float, height: float, label: str) -> Shot:
    """A band's picture with its marks, each with a little air, so that neighbouring cells stay apart."""
    top, air = marked.band.top, MARK_AIR
    boxes = tuple((x0 - air, y0 - top - air, x1 - x0 + 2 * air, y1 - y0 + 2 * air) for x0, y0, x1, y1 in marked.boxes)
    return Shot(image, width, height, label, boxes, marked.leads)


def verdict(report: Report, say: Speech) -> str:
    """The outcome of the audit in one sentence."""
    counts = Counter(finding.severity for finding in report.findings)
    checked = [c for c in report.calculations if c.verdict != "not_checkable"]
    held = sum(c.verdict in HOLDS for c in checked)
    if not report.findings:
        return say("verdict_none", calculations=len(checked))
    if not counts["error"] + counts["warning"]:
        return say("verdict_notices", notices=counts["notice"], calculations=len(checked), hold=held)
    serious = [f for f in report.findings if f.severity in SEVERITIES[:2]]
    roots = sum(cause.finding.severity in SEVERITIES[:2] for cause in by_cause(report.findings))
    return say(
        "verdict",
        errors=counts["error"],
        warnings=counts["warning"],
        roots=roots,
        material=sum(f.material for f in serious),
        calculations=len(checked),
        hold=held,
    )


def beside(report: Report, say: Speech) -> tuple[str, ...]:
    """The supporting documents, each with the number of figures compared or why there are none."""
    return tuple(
        say("compared", file=item.file, compared=item.compared, differing=item.differing, explained=item.explained)
        if item.used
        else say("not_compared", file=item.file, reason=say.known(f"refused.{item.reason}", item.reason or ""))
        for item in report.documents
    )


def coverage_words(report: Report, say: Speech) -> str:
    """How much was read, in one sentence."""
    pages, numbers = report.coverage.pages, report.coverage.numbers
    return say(
        "coverage",
        read=sum(page.reader != "none" for page in pages),
        pages=len(pages),
        facts=numbers.as_fact,
        printed=numbers.printed,
        ignored=sum(numbers.ignored.values()),
        unknown=numbers.not_understood,
    )


@dataclass(frozen=True, slots=True)
class Checked:
    """The calculations of one check."""

    check: str
    title: str
    made: int
    held: int
    broken: int
    not_checkable: int
    calculations: tuple[Calculation, ...]


def checked(report: Report, language: str) -> tuple[Checked, ...]:
    """All calculations by check, in the order of their ids."""
    titles = {rule.code: rule.title.en if language == "en" else rule.title.id for rule in all_rules()}
    by_check: dict[str, list[Calculation]] = {}
    for calculation in report.calculations:
        by_check.setdefault(calculation.check, []).append(calculation)
    return tuple(
        Checked(
            check,
            titles.get(check, ""),
            len(items),
            sum(item.verdict in HOLDS for item in items),
            sum(item.verdict == "inconsistent" for item in items),
            sum(item.verdict == "not_checkable" for item in items),
            tuple(item for item in items if item.verdict != "not_checkable"),
        )
        for check, items in sorted(by_check.items())
    )


def marks(report: Report) -> dict[str, tuple[tuple[str, str], ...]]:
    """Per cell of a table (its anchor) the findings that look at it, with their severity."""
    found: dict[str, list[tuple[str, str]]] = {}
    for finding in report.findings:
        for place in finding.places:
            if place.table is not None and place.row is not None and place.document is None:
                here = found.setdefault(anchor(place.table, place.row, place.column), [])
                if (finding.id, finding.severity) not in here:
                    here.append((finding.id, finding.severity))
    return {key: tuple(value) for key, value in found.items()}


@dataclass(frozen=True, slots=True)
class Field:
    """One cell of a table as the page lays it out."""

    text: str
    row_span: int
    column_span: int
    head: bool
    anchor: str
    findings: tuple[tuple[str, str], ...]


def grid(table: Table, found: Mapping[str, tuple[tuple[str, str], ...]]) -> tuple[tuple[Field, ...], ...]:
    """Rows of fields; a place that no cell covers is an empty field, so that columns stay in line."""
    width = max((c.column + c.column_span for c in table.cells), default=0)
    height = max((c.row + c.row_span for c in table.cells), default=0)
    corners = {(cell.row, cell.column): cell for cell in table.cells}
    covered: set[tuple[int, int]] = set()
    rows = []
    for row in range(height):
        fields = []
        for column in range(width):
            if (row, column) in covered:
                continue
            cell = corners.get((row, column))
            down, across = (cell.row_span, cell.column_span) if cell else (1, 1)
            covered |= {(row + r, column + c) for r in range(down) for c in range(across)}
            name = anchor(table.id, row, column)
            inside = [found.get(anchor(table.id, row + r, column + c), ()) for r in range(down) for c in range(across)]
            told = tuple(dict.fromkeys(item for items in inside for item in items))
            fields.append(Field(cell.text if cell else "", down, across, row < table.header_rows, name, told))
        rows.append(tuple(fields))
    return tuple(rows)


def image_ids(bands: tuple[Band, ...]) -> dict[Band, str]:
    """An id for the picture of each band."""
    return {band: f"p{number}" for number, band in enumerate(bands, 1)}
