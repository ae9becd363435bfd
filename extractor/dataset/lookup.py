"""The series that a person means by an id or a name."""

from collections.abc import Sequence

from extractor.dataset.database import Connection
from extractor.dataset.statements import TOTAL, plain_name
from extractor.errors import UsageError
from extractor.matching.explain import explained
from extractor.matching.normalise import read_name

LISTED = 8


def series_id(database: Connection, wanted: str) -> str:
    """The series of an id, of a name as printed, or of a name that reads like one.

    Raises:
        UsageError: no series is called so, or several are.
    """
    if wanted == TOTAL:
        return TOTAL
    query = "SELECT DISTINCT series FROM concordance WHERE canonical_id = ? OR series = ?"
    found = [row[0] for row in database.execute(query, [wanted, wanted]).fetchall()]
    if found:
        return str(found[0])
    names = database.execute(
        "SELECT DISTINCT name, series FROM facts WHERE subject_kind = 'indicator' AND series IS NOT NULL ORDER BY ALL"
    ).fetchall()
    for same in (plain_name, lambda text: read_name(text).text):
        meant = sorted({series for name, series in names if same(name) == same(wanted)})
        if meant:
            return _only(wanted, meant)
    return _by_catalogue(wanted, names)


def _by_catalogue(wanted: str, names: Sequence[tuple[str, str]]) -> str:
    """The series that the catalogue finds for a name, else those whose names hold its words."""
    catalogue_id = explained(wanted).id
    if any(series == catalogue_id for _, series in names):
        return catalogue_id
    words = set(plain_name(wanted).split())
    near = sorted({series for name, series in names if words <= set(plain_name(name).split())})
    return _only(wanted, near)


def _only(wanted: str, found: Sequence[str]) -> str:
    if len(found) == 1:
        return found[0]
    listed = ", ".join(found[:LISTED]) + (", ..." if len(found) > LISTED else "")
    told = (f"several: {listed}", f"beberapa: {listed}") if found else ("none", "tidak ada")
    raise UsageError(
        f"the id or name of one indicator of the dataset for {wanted}",
        told[0],
        "Give the id of one; the table concordance lists them.",
        (
            f"id atau nama satu indikator dalam dataset untuk {wanted}",
            told[1],
            "Sebutkan id salah satunya; tabel concordance memuat semuanya.",
        ),
    )
