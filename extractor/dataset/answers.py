"""What a person asks of a dataset: findings between reports, one series, one indicator side by side."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from extractor.dataset.columns import digits, number
from extractor.dataset.database import Connection
from extractor.dataset.statements import TOTAL, TOTAL_MEASURES

Record = dict[str, Any]
RESTATEMENT, BREAK = "restatement", "break"


def records(database: Connection, query: str, values: Sequence[object] = ()) -> list[Record]:
    """The rows that a query gives, by column."""
    done = database.execute(query, list(values))
    names = [column[0] for column in done.description or ()]
    return [dict(zip(names, row, strict=True)) for row in done.fetchall()]


def findings(database: Connection, explained: bool = False) -> list[Record]:
    """Restatements and breaks by office, indicator and year; `explained` adds restatements that are no accusation."""
    where = "" if explained else "WHERE NOT explained"
    restated = records(
        database, f"SELECT * FROM restatements {where} ORDER BY agency_id, series, year, measure, later_report"
    )
    broken = records(database, "SELECT * FROM breaks ORDER BY agency_id, series, year, kind")
    files = dict(database.execute("SELECT report, file FROM documents").fetchall())
    return [*(_restatement(row, files) for row in restated), *(_break(row, files) for row in broken)]


def _restatement(row: Record, files: dict[str, str]) -> Record:
    """A restatement with both places."""
    names = ("explained", "explanation", "explanation_page", "slip", "doubtful")
    return {
        "kind": RESTATEMENT,
        "rule": "XT-PREV",
        "severity": row["severity"],
        **{name: row[name] for name in ("agency", "series", "name", "measure", "year")},
        "message": {"id": row["message_id"], "en": row["message_en"]},
        "places": [_place(row, prefix, files) for prefix in ("earlier", "later")],
        **{name: row[name] for name in names},
    }


def _place(row: Record, prefix: str, files: dict[str, str]) -> Record:
    report = row[f"{prefix}_report"]
    told = {name: row[f"{prefix}_{name}"] for name in ("year", "page", "printed", "value", "fact")}
    box = [float(side) for side in row[f"{prefix}_box"]]
    return {"report": report, "file": files[report], **told, "bbox": box}


def _break(row: Record, files: dict[str, str]) -> Record:
    """A break with the report before and the one from which on it is so."""
    places = [
        {"report": row[report], "file": files[row[report]], "page": row[page]}
        for report, page in (("earlier_report", "earlier_page"), ("report", "page"))
    ]
    return {
        "kind": BREAK,
        "rule": f"break-{row['kind']}",
        "severity": None,
        **{name: row[name] for name in ("agency", "series", "year", "before", "after")},
        "message": {"id": row["message_id"], "en": row["message_en"]},
        "places": places,
    }


def series(database: Connection, id_: str, agency: str | None = None) -> list[Record]:
    """The chosen values of a series by office, measure and year; `agency` are words of the office's name."""
    rows = records(database, "SELECT * FROM panel WHERE series = ? ORDER BY agency_id, measure, year", [id_])
    return [row for row in rows if agency is None or named(row["agency"], agency)]


def named(name: str, words: str) -> bool:
    """Whether a name holds all words."""
    return all(word in name.casefold() for word in words.casefold().split())


@dataclass(frozen=True, slots=True)
class RegionTotal:
    """A region's total of a year from its offices; None where `lacking` offices have no figure."""

    region: str
    year: int
    value: Decimal | None
    offices: int
    lacking: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One indicator and measure side by side: a value for each office and year, and totals of regions where they add up."""

    series: str
    measure: str
    years: tuple[int, ...]
    offices: tuple[tuple[str, str | None], ...]
    values: dict[tuple[str, int], Record]
    totals: tuple[RegionTotal, ...] = ()

    def as_records(self) -> list[Record]:
        """A record for each value, then one for each total."""
        names = (
            "agency",
            "region",
            "year",
            "measure",
            "printed",
            "value",
            "value_exact",
            "unit",
            "reason",
            "restated",
            "report",
            "page",
        )
        told = [{name: row[name] for name in names} for row in self.values.values()]
        totals = [
            {
                "region": t.region,
                "year": t.year,
                "measure": self.measure,
                "value": number(t.value),
                "value_exact": digits(t.value),
                "lacking": list(t.lacking),
            }
            for t in self.totals
        ]
        return [*told, *totals]


def compare(database: Connection, id_: str, measure: str, region: str | None = None) -> Comparison:
    """An indicator side by side over the offices that report it; of the total also what the region's offices make together."""
    rows = records(
        database,
        "SELECT * FROM panel WHERE series = ? AND measure = ? ORDER BY region, agency_id, year",
        [id_, measure],
    )
    rows = [row for row in rows if region is None or (row["region"] and named(row["region"], region))]
    years = sorted({row["year"] for row in rows})
    offices = tuple(dict.fromkeys((row["agency"], row["region"]) for row in rows))
    values = {(row["agency"], row["year"]): row for row in rows}
    totals = _totals(database, rows, years) if id_ == TOTAL and measure in TOTAL_MEASURES else ()
    return Comparison(id_, measure, tuple(years), offices, values, tuple(totals))


def _totals(database: Connection, rows: Iterable[Record], years: Sequence[int]) -> list[RegionTotal]:
    """The totals of every region and year; an office of the dataset without a figure leaves the total open."""
    query = """
        SELECT region, arg_max(agency, fiscal_year), agency_id FROM documents
        WHERE current AND region IS NOT NULL AND agency_id IS NOT NULL GROUP BY region, agency_id ORDER BY region, agency_id
    """
    offices: dict[str, dict[str, str]] = defaultdict(dict)
    for region, agency, agency_id in database.execute(query).fetchall():
        offices[region][agency_id] = agency
    amounts = {(r["agency_id"], r["year"]): Decimal(r["value_exact"]) for r in rows if r["value_exact"] is not None}
    regions = sorted({row["region"] for row in rows if row["region"]})
    found = []
    for region in regions:
        for year in years:
            if not any((id_, year) in amounts for id_ in offices[region]):
                continue
            lacking = tuple(name for id_, name in sorted(offices[region].items()) if (id_, year) not in amounts)
            value = None if lacking else sum((amounts[id_, year] for id_ in offices[region]), Decimal(0))
            found.append(RegionTotal(region, year, value, len(offices[region]), lacking))
    return found
