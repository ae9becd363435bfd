"""What only all reports together can tell, in this order: series, breaks, restatements, panel."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby

from extractor.audit.remarks import REVISED
from extractor.dataset import database as db
from extractor.dataset import identity
from extractor.dataset.breaks import breaks
from extractor.dataset.columns import Row
from extractor.dataset.formulas import QUERY as FORMULAS
from extractor.dataset.formulas import printed_formulas
from extractor.dataset.panel import Restated, panel
from extractor.dataset.restated import Beside, Remark, restatements
from extractor.dataset.statements import QUERY, Statement, plain_name, statements
from extractor.dataset.tables import BY_NAME


def join_names(database: db.Connection) -> None:
    """Fills the concordance: which ids of different reports are one indicator."""
    db.settle(database)
    nodes = identity.nodes_of(db.streamed(database, identity.QUERY))
    db.insert(database, BY_NAME["concordance"], identity.concordance(nodes))
    db.settle(database)


def tell_moves(database: db.Connection, state: str) -> None:
    """Adds the ids whose series is another than in the dataset before."""
    query = "SELECT canonical_id, f.series, c.series FROM formerly f JOIN concordance c USING (canonical_id) ORDER BY canonical_id"
    rows = database.execute(query).fetchall()
    db.insert(database, BY_NAME["moves"], identity.moves(rows, state))


def derive(database: db.Connection) -> None:
    """Fills the tables of breaks, restatements and chosen values, office by office."""
    remarks, headers = _remarks(database), _headers(database)
    formulas = printed_formulas(db.streamed(database, FORMULAS))
    for _, group in groupby(statements(db.streamed(database, QUERY)), key=lambda item: item.agency_id):
        said = list(group)
        broken, changed = breaks(said, formulas)
        beside = Beside(remarks, headers, {said[0].agency_id: _names(said)})
        again = restatements(said, beside, changed)
        by_cell: Restated = defaultdict(list)
        for row in again:
            by_cell[row.agency_id, row.series, row.measure, row.year].append(row)
        made: dict[str, Sequence[Row]] = {"breaks": broken, "restatements": again, "panel": panel(said, by_cell)}
        for name, rows in made.items():
            db.insert(database, BY_NAME[name], rows)


def _remarks(database: db.Connection) -> dict[str, list[Remark]]:
    """Remarks about revised figures, by report."""
    remarks: dict[str, list[Remark]] = defaultdict(list)
    query = "SELECT report, page, text, note FROM remarks ORDER BY report, page, top, text"
    for report, page, text, note in database.execute(query).fetchall():
        remarks[report].append(Remark(page, text, note))
    return remarks


def _headers(database: db.Connection) -> dict[tuple[str, str], tuple[str, ...]]:
    """The headers of the tables that one of them says something of a revision, by report and table."""
    query = "SELECT report, table_id, headers FROM tables WHERE document IS NULL"
    return {
        (report, table): tuple(texts)
        for report, table, texts in database.execute(query).fetchall()
        if texts and any(REVISED.search(text) for text in texts)
    }


def _names(said: Iterable[Statement]) -> frozenset[str]:
    """The names of an office's indicators, one for all spellings that differ in marks and case."""
    names = sorted({item.name for item in said if item.name})
    return frozenset({plain_name(name): name for name in names}.values())
