"""What a report tells about each of its performance statements: the ground of evaluation and review forms."""

from schemas.base import BBox, Model


class Evidence(Model):
    """Where a report tells something: the page, the table or the sentence, and the words that tell it."""

    page: int
    table: str | None = None
    sentence: str | None = None


class Statement(Model):
    """One indicator and where the report tells what PermenPANRB 53/2014 asks about it; null: nowhere.

    `target` and `realization` of the year, `previous_years`, `renstra` (medium-term target), `national` (standard),
    `causes` (of success or failure), `efficiency` of resources, `programmes` behind the result, `source` of the data.
    """

    indicator: str
    canonical_id: str | None = None
    objective: str | None = None
    target: Evidence | None = None
    realization: Evidence | None = None
    previous_years: Evidence | None = None
    renstra: Evidence | None = None
    national: Evidence | None = None
    causes: Evidence | None = None
    efficiency: Evidence | None = None
    programmes: Evidence | None = None
    source: Evidence | None = None


class Remark(Model):
    """A note or sentence by which a report says that it revised figures, or will; `before` is the sentence before it."""

    page: int
    bbox: BBox
    text: str
    note: bool = False
    before: str = ""
