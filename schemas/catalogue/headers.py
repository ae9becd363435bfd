"""The role that a column plays, told from the words of its header."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from schemas.catalogue.load import catalogue
from schemas.catalogue.models import ColumnRole, Hint

YEAR = re.compile(r"(?:19|20)\d\d")
# Words that say when and how much, never what: a leaf of only these takes the role of the header above it.
FILLER = re.compile(
    r"\b(?:tahun|anggaran (?=\d{4})|ta|t\.a\.?|rp|rupiah|juta|ribu|dalam|n|th|thn|kab|pada|i{1,3}|iv|tw|triwulan|ke)\b"
)
BRACKETS = re.compile(
    r"\(\s*(?:%|rp\.?|orang|persen|nilai|rp,?-?|ribu|juta|rupiah|jiwa|unit|poin|dalam[^)]*|[a-z0-9=:x/+\- ]{1,12})\s*\)"
)
# Roles that become money roles among amounts.
MONEY_ROLES = frozenset({"budget", "spending", "absorption", "remainder"})


@dataclass(frozen=True, slots=True)
class HeaderRole:
    """What a header says: role, whether the figures are per cent or rupiah, and whether the words named money."""

    role: str
    percent: bool = False
    money: bool = False


def header_key(text: str) -> str:
    """The words of a header that tell what it is: lower case, without units, years, marks and hyphenation."""
    low = re.sub(r"(?<=[a-z])-\s*(?=\n)|(?<=[a-z])-(?=sasi\b)", "", text.lower())
    low = BRACKETS.sub(" ", low)
    low = re.sub(r"\btahun\s+anggaran\b|\bt\.?\s?a\.?\s+(?=\d{4})", " ", low)
    low = YEAR.sub(" ", low)
    low = re.sub(r"[^a-z ]+", " ", low)
    return " ".join(FILLER.sub(" ", low).split())


def column_role(path: Sequence[str], budget: bool = False) -> HeaderRole | None:
    """The role of a column, None where no header of its path is known.

    `path` holds the headers over the column from the outermost to the innermost; a lower one that says only a year,
    "Rp" or "%" takes its meaning from above. `budget` tells that the table is about amounts of money.
    """
    words = [part for part in path if part]
    if not words:
        return None
    leaf, whole = words[-1].lower(), " ".join(words).lower()
    rupiah = bool(re.search(r"\brp\b|rupiah", leaf)) or (bool(re.search(r"\brp\b|rupiah", whole)) and "%" not in leaf)
    percent = not re.search(r"\brp\b", leaf) and bool(
        re.search(r"%|\bpers?en(?:tase)?\b|prosentase", leaf if rupiah else whole)
    )
    named = bool(_any(catalogue().columns.money_words).search(whole))
    for index in range(len(words) - 1, -1, -1):
        entry = _lookup(header_key(words[index]))
        if entry is not None and not (index and _vague(entry, words[index]) and not _splits(entry, words[index - 1])):
            return _among_money(entry, budget or named or rupiah, percent, rupiah)
    return HeaderRole("absorption" if budget else "achievement", True) if percent and _bare_percent(leaf) else None


def _splits(entry: ColumnRole, above: str) -> bool:
    """Whether a single letter stands under a header that names an axis ("Jenis Kelamin"): then it counts along it."""
    upper = _lookup(header_key(above))
    return entry.role == "count" and upper is not None and upper.role == "name"


def _vague(entry: ColumnRole, text: str) -> bool:
    """Whether a lower header names only a unit or a single letter, so that the one above it decides."""
    return entry.role in {"count", "achievement"} and len(header_key(text)) <= 2


def _bare_percent(leaf: str) -> bool:
    """Whether a header is nothing but the sign."""
    return not re.sub(r"[%().\s]", "", leaf)


def _among_money(entry: ColumnRole, budget: bool, percent: bool, rupiah: bool) -> HeaderRole:
    """The role among amounts of money where the header or the table is about them."""
    role = entry.role
    if budget:
        role = entry.percent if percent and entry.percent else entry.budget if not percent and entry.budget else role
        if percent and entry.role == "target":
            role = "target"
        if rupiah and not percent and entry.money:
            role = entry.money
    elif entry.role in MONEY_ROLES and percent and entry.percent:
        role = entry.percent
    return HeaderRole(role, percent, (rupiah or role in MONEY_ROLES) and not percent)


@lru_cache(maxsize=1)
def _exact() -> dict[str, ColumnRole]:
    """Role by whole header; the first role that lists a header keeps it."""
    table: dict[str, ColumnRole] = {}
    for entry in catalogue().columns.roles:
        for phrase in entry.exact:
            table.setdefault(header_key(phrase) or phrase, entry)
    return table


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], ColumnRole], ...]:
    """One pattern a role, in file order."""
    return tuple((_any(entry.patterns), entry) for entry in catalogue().columns.roles if entry.patterns)


@cache
def _any(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern that finds any of several."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


@lru_cache(maxsize=4096)
def _lookup(key: str) -> ColumnRole | None:
    """The entry of a header key: whole, then by pattern, then with a letter or two wrong."""
    if not key:
        return None
    exact = _exact().get(key)
    if exact is not None:
        return exact
    for pattern, entry in _patterns():
        if pattern.search(key):
            return entry
    return _misspelt(key)


def _misspelt(key: str) -> ColumnRole | None:
    """The entry whose header has one letter more, less, changed or swapped; only for longer headers."""
    if len(key) < 6:
        return None
    near = (phrase for phrase in _exact() if abs(len(phrase) - len(key)) <= 1 and _one_slip(phrase, key))
    found = next(near, None)
    return _exact()[found] if found else None


def _one_slip(right: str, wrong: str) -> bool:
    """Whether two words differ by one letter or by two neighbours that changed places."""
    start = next((i for i, (a, b) in enumerate(zip(right, wrong, strict=False)) if a != b), min(len(right), len(wrong)))
    rest, other = right[start:], wrong[start:]
    if rest[1:] == other[1:] or rest[1:] == other or rest == other[1:]:
        return True
    return len(rest) > 1 and len(other) > 1 and rest[:2] == other[1::-1] and rest[2:] == other[2:]


def hint_of(hints: Sequence[Hint], text: str) -> str | None:
    """The first value of a dimension (basis, phase) whose words stand in a text."""
    low = text.lower()
    return next((hint.value for hint in hints if _any(hint.patterns).search(low)), None)
