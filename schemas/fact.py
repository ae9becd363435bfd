"""A fact: one printed value, what it says, and where it stands."""

from schemas.base import BBox, Model, Number


class Candidate(Model):
    """A catalogue entry that a name may mean, with its score between 0 and 1."""

    id: str
    score: float


class Match(Model):
    """How a subject got its canonical id: matched, proposed, new or decided, with reasons a person understands."""

    decision: str = "new"
    score: float | None = None
    reasons: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()


class Subject(Model):
    """What a figure is about; `path` holds what stands above it, outermost first."""

    kind: str
    name: str
    path: tuple[str, ...] = ()
    level: str | None = None
    code: str | None = None
    canonical_id: str | None = None
    match: Match | None = None


class FactSource(Model):
    """Where a figure stands: a cell of a table, or a sentence."""

    page: int
    bbox: BBox
    table: str | None = None
    row: int | None = None
    column: int | None = None
    sentence: str | None = None
    document: str | None = None


class Support(Model):
    """How many calculations and duplicates agree with the figure, and how many do not."""

    confirmed: int = 0
    contradicted: int = 0


class Fact(Model):
    """One printed value with its dimensions.

    `value` is null where the print breaks every grammar (`candidates` then holds its readings) or is a range
    (`range`). `decimals` counts the printed decimals and may be negative ("28,8 miliar" has -8).
    """

    id: str
    subject: Subject
    measure: str
    period: str | None = None
    entity: str | None = None
    basis: str | None = None
    phase: str | None = None
    member: dict[str, str] = {}
    cumulative: bool | None = None
    printed: str
    value: Number | None = None
    decimals: int = 0
    unit: str | None = None
    predicate: str | None = None
    candidates: tuple[Number, ...] = ()
    range: tuple[Number, Number] | None = None
    raw: str | None = None
    alternatives: tuple[Number, ...] = ()
    source: FactSource
    confidence: float = 1.0
    support: Support = Support()
