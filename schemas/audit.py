"""Calculations and findings: what was recalculated, and what does not hold."""

from schemas.base import BBox, Model, Number


class Variant(Model):
    """A formula variant that was tried, with the interval that the inputs allow."""

    variant: str
    low: Number | None = None
    high: Number | None = None


class Calculation(Model):
    """One recalculation, held or not. `inputs` and `result` are fact ids; `result` is null for duplicates."""

    id: str
    check: str
    formula: str
    inputs: tuple[str, ...]
    result: str | None = None
    low: Number | None = None
    high: Number | None = None
    verdict: str
    variant: str | None = None
    tried: tuple[Variant, ...] = ()
    reason: str | None = None


class Message(Model):
    """One sentence in both languages."""

    id: str
    en: str


class Place(Model):
    """A cell or sentence that a finding points at; of a report in several files also the file and its own page."""

    document: str | None = None
    page: int
    bbox: BBox
    table: str | None = None
    row: int | None = None
    column: int | None = None
    text: str = ""
    file: str | None = None
    file_page: int | None = None


class Printed(Model):
    """A figure as it stands in the report."""

    printed: str
    value: Number | None = None


class Expected(Model):
    """What the figure should be: at the printed decimals, and the exact interval behind it."""

    printed: str
    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    formula: str | None = None


class Change(Model):
    """A fact and the value that would make its calculations hold."""

    fact: str
    value: Number


class Repair(Model):
    """The smallest change that makes every touching calculation hold."""

    changes: tuple[Change, ...] = ()
    missing_rows: tuple[str, ...] = ()
    satisfies: int = 0
    unique: bool = True
    alternatives: tuple[tuple[Change, ...], ...] = ()


class Criterion(Model):
    """What a figure is measured by; `verified` is false until the text of the regulation was compared."""

    regulation: str
    article: str | None = None
    verified: bool = False


class OtherReading(Model):
    """A figure that was read with doubt, and what else it was read as: by another engine or before a repair."""

    fact: str
    printed: str
    page: int
    texts: tuple[str, ...] = ()
    confidence: float = 1.0


class Finding(Model):
    """One thing that does not hold, with place, evidence, arithmetic and likely right figure.

    `hint` names in a sentence the `other_readings` of doubtful figures; `decision` is accepted where a person said that
    it holds.
    """

    id: str
    check: str
    severity: str
    material: bool = False
    calculation: str | None = None
    message: Message
    page: int | None = None
    table: str | None = None
    section: str | None = None
    places: tuple[Place, ...] = ()
    facts: tuple[str, ...] = ()
    reported: Printed | None = None
    expected: Expected | None = None
    repair: Repair | None = None
    reading: str = "sure"
    other_readings: tuple[OtherReading, ...] = ()
    hint: Message | None = None
    slip: str | None = None
    rank: int = 0
    criterion: Criterion | None = None
    effect: Message | None = None
    key: str = ""
    place_key: str = ""
    consequence_of: str | None = None
    decision: str | None = None
