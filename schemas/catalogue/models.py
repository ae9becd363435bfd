"""What the files of the catalogue hold, as records that refuse unknown keys."""

from decimal import Decimal
from typing import Any

from pydantic import Field, field_validator, model_validator

from schemas.base import Model

Pattern = str

# What an indicator of a kind has without saying it.
KIND_DEFAULTS: dict[str, dict[str, Any]] = {
    "share": {"unit": "%", "lo": 0, "hi": 100},
    "count": {"aggregation": "sum"},
}


class ColumnRole(Model):
    """A role and the headers that tell it; `budget`, `percent` and `money` are the roles that it plays among amounts."""

    role: str
    exact: tuple[str, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    budget: str | None = None
    percent: str | None = None
    money: str | None = None


class Hint(Model):
    """A value of a dimension and the words that fix it."""

    value: str
    patterns: tuple[Pattern, ...]


class Columns(Model):
    """columns.yaml: roles in the order in which they are tried, and hints for basis, phase and period."""

    roles: tuple[ColumnRole, ...]
    basis: tuple[Hint, ...]
    phase: tuple[Hint, ...]
    previous_year: tuple[Pattern, ...]
    this_year: tuple[Pattern, ...]
    cumulative: tuple[Pattern, ...]
    money_words: tuple[Pattern, ...]


class DocumentKind(Model):
    """A kind of document with the words by which it is known; `name` in Indonesian and English."""

    kind: str
    name: dict[str, str]
    title: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()


class TableKind(Model):
    """How one kind of table is told; see the head of table_kinds.yaml."""

    kind: str
    caption: tuple[Pattern, ...] = ()
    rules_out: tuple[Pattern, ...] = Field(default=(), alias="not")
    not_header: tuple[Pattern, ...] = ()
    needs: tuple[tuple[str, ...], ...] = ()
    forbids: tuple[str, ...] = ()
    likes: tuple[str, ...] = ()
    header: tuple[Pattern, ...] = ()
    years: int = 0
    floor: int = 1


class ScaleClass(Model):
    """One class of an ordinal scale; a missing bound is open."""

    label: str
    synonyms: tuple[str, ...] = ()
    lo: Decimal | None = None
    lo_incl: bool = True
    hi: Decimal | None = None
    hi_incl: bool = True


class Scale(Model):
    """An ordinal scale, best class first; `usage` is index (grades a value) or achievement (grades a capaian)."""

    id: str
    name: str
    usage: str = "index"
    regulation: str | None = None
    verified: bool = False
    valid_from: int | None = None
    valid_to: int | None = None
    classes: tuple[ScaleClass, ...]


class Unit(Model):
    """A unit of measure, its spellings and the bounds that every value in it keeps."""

    id: str
    name: str
    kind: str
    synonyms: tuple[str, ...] = ()
    lo: Decimal | None = None
    hi: Decimal | None = None


class Indicator(Model):
    """An indicator that agencies of the field carry; `polarity` is up (more is better), down, or null for an ideal range.

    `kind` is share, rate, index, score, count, opinion or duration; a share is in % between 0 and 100 unless told.
    `aggregation` makes one figure of several periods: sum (flows; a count is one unless told), last (states), mean.
    `agencies` are the kinds of offices that carry it, those of its file unless told; none means any.
    """

    id: str
    name: str
    gloss_en: str
    synonyms: tuple[str, ...] = ()
    unit: str | None = None
    lo: Decimal | None = None
    hi: Decimal | None = None
    polarity: str | None = "up"
    kind: str = "index"
    scale: str | None = None
    aggregation: str = "last"
    formula: str | None = None
    agencies: tuple[str, ...] = ()
    source: str = "public IKU lists"
    domain: str = ""

    @model_validator(mode="before")
    @classmethod
    def _what_the_kind_says(cls, entry: Any) -> Any:
        """Fills in what goes without saying for a share of a whole and for a count."""
        kind = entry.get("kind") if isinstance(entry, dict) else None
        return {**KIND_DEFAULTS.get(str(kind), {}), **entry} if isinstance(entry, dict) else entry


class Domain(Model):
    """A file of indicators: its title, and what holds for each of its entries that does not tell it itself."""

    title: str
    agencies: tuple[str, ...] = ()


class AgencyKind(Model):
    """A kind of office: `names` of PP 18/2016, `older` ones, abbreviations, and the patterns of all, tried in file order."""

    id: str
    name: str
    names: tuple[str, ...] = ()
    older: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    patterns: tuple[Pattern, ...]


class BudgetLine(Model):
    """A programme, activity or expenditure that every office has; `code` is its ending after the office's prefix."""

    name: str
    level: str
    code: str | None = None
    synonyms: tuple[str, ...] = ()


class Polarity(Model):
    """polarity.yaml: words that mark an indicator as lower-is-better, and those that turn it up again."""

    down: tuple[Pattern, ...]
    up: tuple[Pattern, ...]


class NameWords(Model):
    """words.yaml: how names are brought to one form and what keeps two names apart."""

    spellings: dict[str, str]
    fillers: tuple[str, ...]
    indicator_fillers: tuple[str, ...]
    score_fillers: tuple[str, ...]
    light: tuple[str, ...] = ()
    heads: dict[str, tuple[str, ...]]
    qualifiers: tuple[tuple[str, ...], ...]
    known: tuple[str, ...]
    agencies: tuple[str, ...]

    @field_validator("known", mode="before")
    @classmethod
    def _split(cls, words: Any) -> Any:
        """The words of one text."""
        return words.split() if isinstance(words, str) else words


class Province(Model):
    """A province with its kabupaten (numbers up to 70) and kota (from 71), "01 Name" parted by commas."""

    code: str
    name: str
    regions: str


class Regions(Model):
    """regions.yaml: provinces with their regions, and other spellings with the name that they are read as."""

    provinces: tuple[Province, ...]
    also: dict[str, str] = {}


class Programme(Model):
    """A programme of a bidang; `code` is its number there."""

    code: str
    name: str


class Bidang(Model):
    """An urusan or a bidang of the national nomenclature with its programmes."""

    code: str
    name: str
    programmes: tuple[Programme, ...] = ()


class Programmes(Model):
    """programmes.yaml: urusan, bidang and programmes from 02 on."""

    urusan: tuple[Bidang, ...]
    bidang: tuple[Bidang, ...]
