"""What only all reports together can tell, in this order: series, breaks, restatements, panel."""

from collections import defaultdict

from extractor.dataset import database as db
from extractor.dataset import identity
from extractor.dataset.breaks import breaks
from extractor.dataset.panel import Restated, panel
from extractor.dataset.restated import Beside, Remark, restatements
from extractor.dataset.statements import Statement, plain_name, statements
from extractor.dataset.tables import BY_NAME

BATCH = 5000


def derive(database: db.Connection) -> None:
    """Fills the tables that are worked out, and the columns of facts that need them."""
    _series(database)
    said = list(statements(database))
    broken, changed = breaks(said)
    db.insert(database, BY_NAME["breaks"], broken)
    again = restatements(said, _beside(database, said), changed)
    db.insert(database, BY_NAME["restatements"], again)
    by_cell: Restated = defaultdict(list)
    for row in again:
        by_cell[row.agency_id, row.series, row.measure, row.year].append(row)
    rows = panel(said, by_cell)
    for start in range(0, len(rows), BATCH):
        db.insert(database, BY_NAME["panel"], rows[start : start + BATCH])


def _series(database: db.Connection) -> None:
    """Joins ids over reports and tells every fact its series."""
    nodes = identity.nodes_of(database.execute(identity.QUERY).fetchall())
    db.insert(database, BY_NAME["concordance"], identity.concordance(nodes))
    database.execute(
        "UPDATE facts SET series = c.series FROM concordance c "
        "WHERE c.canonical_id = facts.canonical_id AND facts.subject_kind = 'indicator'"
    )
    # Budget lines have their code or one name for all spellings.
    database.execute("UPDATE facts SET series = canonical_id WHERE subject_kind = 'budget_line'")


def _beside(database: db.Connection, said: list[Statement]) -> Beside:
    """What stands beside the figures."""
    remarks: dict[str, list[Remark]] = defaultdict(list)
    query = "SELECT report, page, text, note FROM remarks ORDER BY report, page, top, text"
    for report, page, text, note in database.execute(query).fetchall():
        remarks[report].append(Remark(page, text, note))
    headers = {
        (report, table): tuple(texts or ())
        for report, table, texts in database.execute("SELECT report, table_id, headers FROM tables").fetchall()
    }
    names: dict[str, set[str]] = defaultdict(set)
    for item in said:
        if item.name:
            names[item.agency_id].add(item.name)
    one_spelling = {
        agency: frozenset({plain_name(name): name for name in sorted(all_)}.values()) for agency, all_ in names.items()
    }
    return Beside(remarks, headers, one_spelling)
