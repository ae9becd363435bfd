"""What the desk shows of a report: its findings with their states, the marks on the page, the cell that was chosen."""

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.record.events import FINDING, Event, Record, Standing
from extractor.record.states import NEXT, OPEN
from extractor.record.subjects import finding_subject
from extractor.report.html.view import Card, Cards
from extractor.report.speech import Speech
from extractor.review.look import Look
from extractor.review.opened import CellPlace, Opened
from schemas import BBox, Calculation, Cell, Fact, Finding, Table

# Points of air around a mark.
AIR = 2.0
SHORT = 90


@dataclass(frozen=True, slots=True)
class Item:
    """A finding in the list: its card and what was decided of it; `times` counts findings that share its key."""

    card: Card
    standing: Standing
    times: int = 1
    follows: bool = False

    @property
    def finding(self) -> Finding:
        """The finding."""
        return self.card.finding

    @property
    def next_states(self) -> tuple[str, ...]:
        """The states that may follow."""
        return NEXT[self.standing.state]

    def fits(self, look: Look) -> bool:
        """Whether the filters let it through."""
        if look.severity and self.finding.severity != look.severity:
            return False
        if look.state and self.standing.state != look.state:
            return False
        return all(word in self.card.words for word in look.words.lower().split())


@dataclass(frozen=True, slots=True)
class Mark:
    """A box on the page in points: `kind` is lead, place, cell or other; a cell that can be chosen has its address."""

    x: float
    y: float
    width: float
    height: float
    kind: str
    label: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Gone:
    """A decision about a finding that the report does not have any more."""

    standing: Standing
    message: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """A cell with its figures, their calculations, and the findings that look at it."""

    place: CellPlace
    table: Table
    cell: Cell
    facts: tuple[Fact, ...]
    calculations: tuple[Calculation, ...]
    findings: tuple[Finding, ...]

    @property
    def read(self) -> str:
        """What was read in the cell before anybody decided what it says."""
        decided = (self.cell.row, self.cell.column) in self.table.decided
        return self.cell.raw if decided and self.cell.raw is not None else self.cell.text


def items(opened: Opened, record: Record, say: Speech) -> tuple[Item, ...]:
    """Every finding of a report once, by cause, with what was decided of it."""
    cards: dict[str, tuple[Card, bool]] = {}
    times: dict[str, int] = {}
    for root in Cards(opened.report, say, {}).all():
        for card, follows in ((root, False), *((follower, True) for follower in root.follows)):
            cards.setdefault(card.finding.key, (card, follows))
            times[card.finding.key] = times.get(card.finding.key, 0) + 1
    standings = record.standings(map(finding_subject, cards))
    return tuple(
        Item(card, standings[finding_subject(key)], times[key], follows) for key, (card, follows) in cards.items()
    )


def gone(opened: Opened, record: Record, language: str) -> tuple[Gone, ...]:
    """Decisions about findings that were made on this report, which does not have them any more."""
    subjects = {finding_subject(key) for key in opened.by_key}
    events: dict[str, Event] = {}
    for event in record.events(opened.entry.key, most=1000):
        if event.kind == FINDING and event.subject not in subjects:
            events.setdefault(event.subject, event)
    standings = record.standings(events)
    return tuple(
        Gone(standings[subject], str(event.about.get(language, "")))
        for subject, event in events.items()
        if standings[subject].state != OPEN
    )


def chosen(opened: Opened, place: CellPlace | None) -> Chosen | None:
    """The cell at a place, with all that is known of it."""
    cell = opened.cell(place) if place else None
    if place is None or cell is None:
        return None
    at = (place[0], cell.row, cell.column)
    facts = tuple(opened.facts_by_cell.get(at, ()))
    calculations = {c.id: c for fact in facts for c in opened.calculations_by_fact.get(fact.id, ())}
    return Chosen(
        at,
        opened.tables[place[0]],
        cell,
        facts,
        tuple(calculations.values()),
        tuple(opened.findings_by_cell.get(at, ())),
    )


def page_of(opened: Opened, look: Look, item: Item | None, cell: Chosen | None) -> int:
    """The page to show: that of the address, else of the cell, else of the finding, else the first."""
    pages = opened.report.source.pages
    if look.page is not None:
        return min(look.page, pages)
    if cell is not None:
        return cell.cell.page
    if item is not None:
        own = [place.page for place in item.finding.places if place.document is None]
        return min(own[0] if own else item.finding.page or 1, pages)
    return 1


def marks(opened: Opened, look: Look, number: int, item: Item | None, cell: Chosen | None) -> tuple[Mark, ...]:
    """The boxes on a page: cells that can be chosen below, then the places of the finding, then the chosen cell."""
    found = [
        _mark(box, "other", _told(part), look.at(opened.entry.key, page=number, cell=(table.id, part.row, part.column), edit=False))
        for table, part, box in opened.cells_by_page.get(number, ())
    ]  # fmt: skip
    places = [p for p in item.finding.places if p.document is None] if item else []
    here = [(_mark(p.bbox, "lead" if p is places[0] else "place"), p) for p in places if p.page == number]
    found += [mark for mark, _ in sorted(here, key=lambda pair: pair[0].kind == "lead")]
    if cell is not None:
        found += [_mark(box, "cell") for page, box in _boxes(cell.cell) if page == number]
    return tuple(found)


def other_pages(item: Item | None, number: int) -> tuple[int, ...]:
    """Further pages on which a finding has places."""
    places = item.finding.places if item else ()
    return tuple(sorted({place.page for place in places if place.document is None} - {number}))


def tables_on(opened: Opened, number: int) -> tuple[Table, ...]:
    """The tables that stand on a page."""
    return tuple({table.id: table for table, _, _ in opened.cells_by_page.get(number, ())}.values())


def rows_on(opened: Opened, table: Table, number: int) -> tuple[tuple[Cell, ...], ...]:
    """The cells that a table has on a page, by row."""
    rows: dict[int, list[Cell]] = {}
    for owner, cell, _ in opened.cells_by_page.get(number, ()):
        if owner is table:
            rows.setdefault(cell.row, []).append(cell)
    return tuple(tuple(sorted(cells, key=lambda cell: cell.column)) for _, cells in sorted(rows.items()))


def _boxes(cell: Cell) -> Sequence[tuple[int, BBox]]:
    return [(region.page, region.bbox) for region in cell.boxes] or [(cell.page, cell.bbox)]


def _mark(box: BBox, kind: str, label: str = "", href: str = "") -> Mark:
    air = 0.0 if kind == "other" else AIR
    x0, top, x1, bottom = box
    return Mark(
        round(x0 - air, 1), round(top - air, 1), round(x1 - x0 + 2 * air, 1), round(bottom - top + 2 * air, 1), kind, label, href
    )  # fmt: skip


def _told(cell: Cell) -> str:
    text = cell.text if len(cell.text) <= SHORT else f"{cell.text[:SHORT]}…"
    return text or "–"
