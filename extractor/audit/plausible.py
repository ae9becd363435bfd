"""Values that cannot be, or hardly be: shares above 100 %, figures copied from another column, repeated figures."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.audit.candidates import candidates
from extractor.audit.duplicate_facts import identity
from extractor.facts.model import Reading, Row, Sentence
from extractor.notation.screened import Screened
from schemas import Fact, Table

_SHARE = re.compile(r"^(?:persentase|prosentase|persentasi|presentase|%)\b.*\b(?:yang|yg)\b", re.IGNORECASE)
_NO_SHARE = re.compile(
    r"pertumbuhan|peningkatan|kenaikan|penurunan|pertambahan|laju|capaian|pencapaian|realisasi|rasio|perbandingan|"
    r"terhadap\s+target|tingkat\s+kemajuan",
    re.IGNORECASE,
)


def is_share(name: str) -> bool:
    """The indicator is the part of a whole that has a property, which cannot exceed the whole."""
    return bool(_SHARE.search(name)) and not _NO_SHARE.search(name)


def impossible_shares(facts: Sequence[Fact]) -> list[Fact]:
    """Targets and realisations of a share above 100 per cent, in tables."""
    return [
        fact
        for fact in facts
        if fact.measure in ("realization", "target")
        and fact.subject.kind == "indicator"
        and fact.source.table is not None
        and fact.value is not None
        and 100 < fact.value < 10_000
        and ("%" in fact.printed or (fact.unit or "").lower() in ("%", "persen"))
        and is_share(fact.subject.name)
    ]


_TOLD_SHARE = Screened(
    re.compile(
        r"\b(?P<name>(?:persentase|prosentase|persentasi|presentase)\b[^.;:]{5,160}?\b(?:yang|yg)\b[^.;:]{5,160}?)\s+"
        r"(?:terlaksana|terealisasi|terealisir|tercapai|dengan\s+realisasi|realisasi(?:nya)?)\s+(?:sebesar\s+|mencapai\s+)?"
        r"(?P<value>\d{3,4}(?:[.,]\d{1,2})?)\s*%",
        re.IGNORECASE,
    ),
    "persentase",
    "prosentase",
    "persentasi",
    "presentase",
)


@dataclass(frozen=True, slots=True)
class ToldShare:
    """A share above 100 per cent in a sentence."""

    sentence: Sentence
    name: str
    printed: str
    value: Decimal


def told_shares(reading: Reading) -> list[ToldShare]:
    """Realised shares of a sentence above 100 per cent; silent where another percentage follows for the same thing."""
    out = []
    for sentence in candidates(reading, _TOLD_SHARE):
        for match in _TOLD_SHARE.finditer(sentence.text):
            value = Decimal(match["value"].replace(",", "."))
            again = re.match(r"\s*atau\b", sentence.text[match.end() :])
            if value > 100 and is_share(match["name"]) and not again and sentence.kind in ("sentence", "item"):
                out.append(ToldShare(sentence, match["name"], match["value"] + "%", value))
    return out


def telling(fact: Fact) -> bool:
    """A figure with two or more decimals that is not a round one: an equal is hardly a coincidence."""
    if fact.value is None or fact.decimals < 2:
        return False
    cents = abs(fact.value) % 1
    return cents not in (Decimal(0), Decimal("0.5"), Decimal("0.25"), Decimal("0.75"))


def line_name(text: str) -> str:
    """Name of a budget line without level words, marks and case, to hold two tables side by side."""
    return " ".join(_LETTERS.findall(_LEVEL.sub("", text.lower())))


_LEVEL = re.compile(r"^\s*(?:sub\s*kegiatan|kegiatan|program)\s*:?\s*")
_LETTERS = re.compile(r"[a-z]+")
_PLAIN = re.compile(r"[a-z0-9]+")


_WHOLE = ("objective", "total")
# The achievement of a revenue is the percentage of its budget.
_REVENUE = re.compile(r"\b(?:pendapatan|pad|pajak|retribusi|penerimaan)\b", re.IGNORECASE)


def copied_percentages(facts: Sequence[Fact], tables: Sequence[Table]) -> list[tuple[Fact, Fact]]:
    """Pairs of a performance figure and the budget percentage of the same line that it repeats digit by digit.

    The lines are programmes and what is below: an objective has indicators of its own, and its budget is no line of theirs.
    """
    percentages: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.measure == "absorption" and fact.source.table and telling(fact) and fact.subject.level not in _WHOLE:
            percentages[line_name(fact.subject.name)].append(fact)
    values = {fact.value for members in percentages.values() for fact in members}
    known = {table.id: table for table in tables}
    names: dict[str, dict[int, list[str]]] = {}
    out = []
    for fact in facts:
        if fact.measure not in ("achievement", "realization") or fact.value not in values:
            continue
        if not fact.source.table or not telling(fact):
            continue
        if _REVENUE.search(fact.subject.name):
            continue
        lines = [
            line_name(name) for name in (fact.subject.name, *fact.subject.path[-2:], *_row_names(known, names, fact))
        ]
        twin = next(
            (
                other
                for name in lines
                for other in percentages.get(name, ())
                if other.value == fact.value and name and other.source.table != fact.source.table
            ),
            None,
        )
        if twin:
            out.append((fact, twin))
    return out


def _row_names(tables: Mapping[str, Table], names: dict[str, dict[int, list[str]]], fact: Fact) -> list[str]:
    """Texts of the name columns in the row of a fact; `names` keeps those of tables that were asked before."""
    table, row = tables.get(fact.source.table or ""), fact.source.row
    if table is None or row is None:
        return []
    if table.id not in names:
        names[table.id] = _names_by_row(table)
    return names[table.id].get(row, [])


def _names_by_row(table: Table) -> dict[int, list[str]]:
    columns = {index for index, column in enumerate(table.columns) if column.role == "name"}
    found: dict[int, list[str]] = defaultdict(list)
    for cell in table.cells if columns else ():
        if cell.column in columns:
            for row in range(cell.row, cell.row + cell.row_span):
                found[row].append(cell.text)
    return found


def target_equals_realization(facts: Sequence[Fact]) -> list[tuple[Fact, Fact]]:
    """Rows whose target is the realisation to the second decimal, one pair per indicator.

    Where a table sets most of its targets to the second decimal and meets few of them, one that is met is a coincidence.
    """
    by_row: dict[tuple[str, int], dict[str, Fact]] = defaultdict(dict)
    for fact in facts:
        if (
            fact.measure in ("target", "realization")
            and fact.subject.kind == "indicator"
            and fact.source.table
            and fact.source.row is not None
            and fact.entity is None
        ):
            by_row[fact.source.table, fact.source.row].setdefault(fact.measure + (fact.period or ""), fact)
    found: dict[str, list[tuple[Fact, Fact]]] = defaultdict(list)
    exact: Counter[str] = Counter()
    for (table, _), members in by_row.items():
        targets = [fact for fact in members.values() if fact.measure == "target" and telling(fact)]
        pairs = [(target, other) for target in targets for other in members.values() if _is_met(target, other)]
        results = {other.period for other in members.values() if other.measure == "realization"}
        exact[table] += any(target.period in results for target in targets)
        found[table] += pairs
    out: dict[str, tuple[Fact, Fact]] = {}
    for table, pairs in found.items():
        if len({target.source.row for target, _ in pairs}) * 2 > exact[table]:
            for target, other in pairs:
                out.setdefault(identity(target), (target, other))
    return list(out.values())


def _is_met(target: Fact, other: Fact) -> bool:
    """Whether a figure is the realisation that is the target exactly."""
    return other.measure == "realization" and other.value == target.value and other.period == target.period


def repeated_indicators(table: Table, rows: Sequence[Row]) -> list[tuple[int, int, str]]:
    """Pairs of rows of one parent that print the same long indicator, with the shared text."""
    column = next((index for index, item in enumerate(table.columns) if item.role == "indicator"), None)
    if column is None:
        return []
    names = _name_columns(table, column)
    owner: str | None = None
    seen: dict[tuple[str | None, str], int] = {}
    out = []
    for index, text, name in _indicator_rows(table, column, names):
        if any(row.index == index and row.kind in ("header", "numbering", "note", "average", "total") for row in rows):
            continue
        owner = f"{index}" if name else owner
        key = (owner, " ".join(_PLAIN.findall(text.lower())))
        if len(key[1].split()) < 4:
            continue
        if key in seen:
            out.append((seen[key], index, text))
        seen[key] = index
    return out


def _name_columns(table: Table, indicator: int) -> list[int]:
    """Columns left of the indicator that name what it belongs to."""
    return [
        index
        for index, item in enumerate(table.columns)
        if index < indicator and item.role in ("name", "objective", "goal", "code")
    ]


def _indicator_rows(table: Table, column: int, names: Sequence[int]) -> list[tuple[int, str, bool]]:
    """(row, indicator text, whether a name starts on the row) of the body; a merged indicator counts once."""
    starts = {cell.row for cell in table.cells if cell.column in names and cell.text.strip()}
    return [
        (cell.row, cell.text, cell.row in starts)
        for cell in sorted(table.cells, key=lambda cell: cell.row)
        if cell.column == column and cell.row >= table.header_rows and cell.text.strip()
    ]
