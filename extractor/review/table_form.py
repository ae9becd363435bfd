"""A person's corrections of a table, as a form shows and returns them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extractor.record.events import Record, Standing
from extractor.record.subjects import table_subject
from extractor.review.opened import Opened
from schemas import Table
from schemas.catalogue import catalogue
from schemas.decisions import NEXT, PREVIOUS, TableDecision, TablePlace, TableRegion

MOST_BOUNDS, FARTHEST = 60, 10_000.0
JOINS = ("", NEXT, PREVIOUS)
EXTRA_KINDS = ("text", "other")
EXTRA_ROLES = ("trend", "text")


class FormError(ValueError):
    """A form that cannot be followed; `field` names what is wrong in it."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


@dataclass(frozen=True, slots=True)
class TableForm:
    """What the form of a table shows: the decision where there is one, else the reading."""

    table: Table
    standing: Standing
    bounds: tuple[float, ...]
    top: float
    bottom: float
    header_rows: int
    kind: str
    roles: tuple[str, ...]
    join: str
    split: tuple[int, ...]
    split_pages: tuple[int, ...]
    regions: tuple[TableRegion, ...] = ()
    drawn: TableDecision | None = None

    @property
    def regions_text(self) -> str:
        """The boxes as the field holds them: page, left, top, right, bottom."""
        return "; ".join(" ".join(f"{float(n):g}" for n in (r.page, *r.bbox)) for r in self.regions)

    @property
    def bounds_text(self) -> str:
        """The bounds as the field holds them."""
        return "; ".join(f"{bound:g}" for bound in self.bounds)


def form_of(opened: Opened, record: Record, table: Table, drawn: TableDecision | None = None) -> TableForm:
    """The form of a table; `drawn` is the decision that showed one which no reading has."""
    standing = record.standing(table_subject(drawn or empty(opened, table)))
    said = _said(standing)
    first = [cell for cell in table.cells if cell.page == table.pages[0]]
    return TableForm(
        table=table,
        standing=standing,
        bounds=said.bounds if said and said.bounds else read_bounds(table),
        top=min((cell.bbox[1] for cell in first), default=0.0),
        bottom=max((cell.bbox[3] for cell in first), default=0.0),
        header_rows=table.header_rows,
        kind=table.kind,
        roles=tuple(column.role for column in table.columns),
        join=(said.join or "") if said else "",
        split=said.split if said else (),
        split_pages=said.split_pages if said else (),
        regions=said.regions if said else (),
        drawn=drawn,
    )


def empty(opened: Opened, table: Table) -> TableDecision:
    """A decision about a table that says nothing yet."""
    return TableDecision(place=TablePlace(report=opened.report.source.sha256, table=table.id))


def decision_of(opened: Opened, shown: TableForm, fields: Mapping[str, Any]) -> TableDecision | None:
    """The decision that a form makes: what it leaves as it was shown stays as it was said; None where nothing is said.

    Raises:
        FormError: a field cannot be understood.
    """
    said, base = _said(shown.standing), shown.drawn or empty(opened, shown.table)
    update: dict[str, Any] = {
        "regions": base.regions or regions_of(fields),
        "bounds": _bounds(fields, shown, said),
        "header_rows": _rows(fields, shown, said),
        "kind": _kind(fields, shown, said),
        "roles": _roles(fields, shown, said),
        "join": _join(fields),
        "split": _numbers(fields, "split"),
        "split_pages": _numbers(fields, "split_pages"),
        "reason": str(fields.get("reason") or "").strip() or None,
    }
    decision = TableDecision.model_validate(base.model_copy(update=update).model_dump())
    return None if decision.model_copy(update={"reason": None}) == empty(opened, shown.table) else decision


def regions_of(fields: Mapping[str, Any]) -> tuple[TableRegion, ...]:
    """Where a table stands: for each box its page and its sides.

    Raises:
        FormError: it cannot be understood.
    """
    found = []
    for part in str(fields.get("regions") or "").replace(",", ".").split(";"):
        if not part.strip():
            continue
        try:
            page, *sides = map(float, part.split())
            found.append(TableRegion.model_validate({"page": page, "bbox": sides}))
        except ValueError:
            raise FormError("regions") from None
    if len(found) > MOST_BOUNDS:
        raise FormError("regions")
    return tuple(found)


def read_bounds(table: Table) -> tuple[float, ...]:
    """The walls between the columns of a table on its first page, in points from the left."""
    alone = [c for c in table.cells if c.column_span == 1 and c.page == table.pages[0]]
    width = max((c.column + c.column_span for c in table.cells), default=0)
    found = []
    for column in range(1, width):
        left = [c.bbox[2] for c in alone if c.column == column - 1]
        right = [c.bbox[0] for c in alone if c.column == column]
        edges = [*([max(left)] if left else []), *([min(right)] if right else [])]
        if edges:
            found.append(round(sum(edges) / len(edges), 1))
    return tuple(sorted(set(found)))


def kinds() -> tuple[str, ...]:
    """The kinds that a table may have."""
    return tuple(dict.fromkeys((*(kind.kind for kind in catalogue().table_kinds), *EXTRA_KINDS)))


def roles() -> tuple[str, ...]:
    """The roles that a column may have."""
    return tuple(dict.fromkeys((*(entry.role for entry in catalogue().columns.roles), *EXTRA_ROLES)))


def _said(standing: Standing) -> TableDecision | None:
    return TableDecision.model_validate(standing.value) if standing.value is not None else None


def bounds_of(fields: Mapping[str, Any]) -> tuple[float, ...]:
    """The walls between columns, from left to right.

    Raises:
        FormError: they cannot be understood.
    """
    text = str(fields.get("bounds") or "").replace(";", " ").replace(",", ".")
    try:
        found = tuple(sorted({round(float(part), 1) for part in text.split()}))
    except ValueError:
        raise FormError("bounds") from None
    if len(found) > MOST_BOUNDS or any(not 0 <= bound <= FARTHEST for bound in found):
        raise FormError("bounds")
    return found


def _bounds(fields: Mapping[str, Any], shown: TableForm, said: TableDecision | None) -> Sequence[float]:
    found = bounds_of(fields)
    return (said.bounds if said else ()) if found == tuple(sorted(shown.bounds)) else found


def rows_of(fields: Mapping[str, Any]) -> int | None:
    """How many rows are headers; None where the field is empty.

    Raises:
        FormError: it cannot be understood.
    """
    text = str(fields.get("header_rows") or "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < 4):
        raise FormError("header_rows")
    return int(text)


def _rows(fields: Mapping[str, Any], shown: TableForm, said: TableDecision | None) -> int | None:
    found = rows_of(fields)
    return (said.header_rows if said else None) if found == shown.header_rows else found


def _kind(fields: Mapping[str, Any], shown: TableForm, said: TableDecision | None) -> str | None:
    kind = str(fields.get("kind") or "")
    if kind and kind not in kinds():
        raise FormError("kind")
    return (said.kind if said else None) if kind in ("", shown.kind) else kind


def _roles(fields: Mapping[str, Any], shown: TableForm, said: TableDecision | None) -> dict[int, Any]:
    found: dict[int, Any] = dict(said.roles) if said else {}
    for column, role in enumerate(shown.roles):
        wanted = str(fields.get(f"role-{column}") or "")
        if wanted and wanted not in (*roles(), role):
            raise FormError("roles")
        if wanted and wanted != role:
            found[column] = wanted
    return found


def _join(fields: Mapping[str, Any]) -> str | None:
    wanted = str(fields.get("join") or "")
    if wanted not in JOINS:
        raise FormError("join")
    return wanted or None


def _numbers(fields: Mapping[str, Any], name: str) -> tuple[int, ...]:
    parts = str(fields.get(name) or "").replace(",", " ").replace(";", " ").split()
    if len(parts) > MOST_BOUNDS or not all(p.isascii() and p.isdecimal() and 0 < len(p) < 6 for p in parts):
        raise FormError(name)
    return tuple(sorted({int(part) for part in parts}))
