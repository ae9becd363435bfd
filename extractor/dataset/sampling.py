"""A sample of figures for a person to judge: so many of each stratum as its size asks for, the same ones for the same seed."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extractor.dataset.columns import columns
from extractor.dataset.database import Connection
from extractor.dataset.frames import unknown
from extractor.dataset.rows import FactRow

Stratum = tuple[str, ...]
_SHOWN = (
    "report", "fact", "sha256", "file_page", "page", "x0", "top", "x1", "bottom", "name", "path", "measure", "period", "entity", "basis",
    "printed", "value", "value_exact", "unit", "confidence",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Drawn:
    """A figure of the sample with what is known of it, and its stratum."""

    stratum: Stratum
    fact: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sample:
    """The figures to judge, by stratum; `sizes` tells how many figures each stratum has."""

    by: tuple[str, ...]
    seed: int
    drawn: tuple[Drawn, ...]
    sizes: Mapping[Stratum, int]


def sample(database: Connection, count: int, by: Sequence[str], seed: int) -> Sample:
    """A sample of the current reports' figures; the strata are the different values of columns of the table facts.

    Raises:
        UsageError: there is no such column.
    """
    known = [column.name for column in columns(FactRow)]
    for name in by:
        if name not in known:
            raise unknown("a column", name, known)
    strata: dict[Stratum, list[tuple[str, str, str]]] = defaultdict(list)
    listed = ", ".join(f"coalesce(CAST({name} AS VARCHAR), '-')" for name in by)
    query = f"SELECT report, fact{', ' if by else ''}{listed} FROM facts WHERE current AND document IS NULL AND value IS NOT NULL"
    for report, fact, *values in database.execute(query).fetchall():
        digest = hashlib.sha256(f"{seed} {report} {fact}".encode()).hexdigest()
        strata[tuple(values)].append((digest, report, fact))
    sizes = {stratum: len(facts) for stratum, facts in sorted(strata.items())}
    shares = shared_out(count, sizes)
    chosen = {(r, f): s for s, facts in strata.items() for _, r, f in sorted(facts)[: shares[s]]}
    rows = _rows(database, list(chosen))
    drawn = [Drawn(chosen[row["report"], row["fact"]], row) for row in rows]
    return Sample(tuple(by), seed, tuple(sorted(drawn, key=lambda item: item.stratum)), sizes)


def shared_out(count: int, sizes: Mapping[Stratum, int]) -> dict[Stratum, int]:
    """How many of each stratum: one each where that is possible, the rest by size; never more than a stratum has."""
    total = sum(sizes.values())
    count = min(count, total)
    least = 1 if count >= len(sizes) else 0
    shares = {s: min(size, max(least, count * size // total)) for s, size in sizes.items()}
    # What is left, or too much, goes by the fractions; ties by the stratum's name.
    order = sorted(sizes, key=lambda s: (shares[s] - count * sizes[s] / total, s))
    while sum(shares.values()) < count:
        for stratum in order:
            if sum(shares.values()) < count and shares[stratum] < sizes[stratum]:
                shares[stratum] += 1
    while sum(shares.values()) > count:
        largest = max(shares, key=lambda s: (shares[s], s))
        shares[largest] -= 1
    return shares


def _rows(database: Connection, chosen: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
    """What is known of figures, by report and page, with the name of the file."""
    database.execute("CREATE TEMP TABLE IF NOT EXISTS chosen (report VARCHAR, fact VARCHAR)")
    database.execute("DELETE FROM chosen")
    if chosen:
        database.executemany("INSERT INTO chosen VALUES (?, ?)", [list(pair) for pair in chosen])
    shown = ", ".join(f"f.{name}" for name in _SHOWN)
    done = database.execute(
        f"SELECT {shown}, d.file, d.agency, d.fiscal_year FROM facts f JOIN chosen USING (report, fact) "
        "JOIN documents d ON d.report = f.report ORDER BY f.report, f.page, f.top, f.x0, f.fact"
    )
    names = [column[0] for column in done.description or ()]
    return [dict(zip(names, row, strict=True)) for row in done.fetchall()]
