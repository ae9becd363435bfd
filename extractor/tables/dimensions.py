"""What the header of a column fixes: period, entity, plan, phase, unit and further axes."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.notation import normalise_unit
from extractor.tables.context import DocumentContext
from extractor.tables.draft import OPEN, PERCENT, Draft
from extractor.tables.entities import entity_of
from extractor.tables.header_words import BRACKETED
from extractor.tables.kinds import BASELINE
from extractor.tables.periods import caption_year, header_period, part_of_year, plan_end, plan_years
from schemas import Column
from schemas.catalogue import catalogue, hint_of

# Figures that follow from others at their left and share their period.
RESULTS = frozenset(
    {"achievement", "absorption", "category", "average_achievement", "remainder", "difference", "efficiency"}
)
ACTUALS = frozenset({"realization", "spending", "score"})
# Figures that speak of the report's year where neither header nor caption names one.
OF_THE_YEAR = RESULTS | {"target", "realization", "budget", "spending", "growth"}
PLANNED = frozenset({"target", "achievement"})
PLAN_OF_KIND = {
    "performance_agreement": "pk",
    "renstra_targets": "renstra",
    "renstra_progress": "renstra",
    "iku": "iku",
}
# Kinds whose targets of the year are those of the Perjanjian Kinerja where the report names no other plan.
MEASURED_BY_PK = frozenset(
    {"achievement", "achievement_summary", "previous_years", "renstra_progress", "efficiency", "program_support"}
)
GENDER = re.compile(r"^(?:laki\W*laki|perempuan|pria|wanita|lk|pr|l|p)$", re.IGNORECASE)
CONDITION = re.compile(r"\b(?:baik|rusak)\b", re.IGNORECASE)
WHOLE = re.compile(r"^(?:jumlah|total|jml)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the columns: kind, caption, the title inside the header, and the document.

    `names_plan` tells that the header of a target names the medium-term plan, so that other targets are not the plan's.
    """

    kind: str
    caption: str
    title: str
    context: DocumentContext
    names_plan: bool = False

    @property
    def texts(self) -> tuple[str, str]:
        """Title and caption, the nearer one first."""
        return self.title, self.caption


def columns_of(drafts: Sequence[Draft], frame: Frame) -> tuple[Column, ...]:
    """The contract's columns."""
    hints = catalogue().columns.basis
    frame = replace(frame, names_plan=any(d.role == "target" and hint_of(hints, d.header) == "renstra" for d in drafts))
    ordinals = plan_years([draft.path for draft in drafts], [*(d.header for d in drafts), *frame.texts])
    columns: list[Column] = []
    for index, draft in enumerate(drafts):
        basis = _basis(draft, columns, frame)
        columns.append(
            Column(
                role=draft.role,
                header=draft.header,
                period=ordinals.get(index) or _period(draft, basis, columns, frame),
                entity=entity_of(draft.header, frame.context, frame.kind == "peers") if draft.is_measure else None,
                basis=basis,
                phase=_phase(draft, frame),
                unit=_unit(draft),
                member=_member(draft),
                cumulative=_cumulative(draft, frame),
            )
        )
    return _told_apart(_first_phase(_settled(columns, frame)))


def _period(draft: Draft, basis: str | None, left: Sequence[Column], frame: Frame) -> str | None:
    """The period of a column: its header's, else that of what it follows from, the caption's, the report's."""
    if not draft.is_measure and draft.role != OPEN:
        return None
    part = part_of_year(draft.path, frame.caption)
    year = header_period(draft.path, draft.role == "target", frame.context)
    if year is None and draft.role == "target" and basis == "renstra":
        return plan_end((draft.header, *frame.texts))
    if year is None and draft.role == "realization" and BASELINE.search(draft.header):
        return None
    if year is None and part is None and draft.role in RESULTS:
        year = next((column.period for column in reversed(left) if column.role in ACTUALS and column.period), None)
    year = year or _around(draft, frame)
    return f"{year}-{part}" if year and part and "-" not in year else year


def _around(draft: Draft, frame: Frame) -> str | None:
    """The year that title or caption give, else the report's for figures that speak of it."""
    year = next((found for text in frame.texts if (found := caption_year(text, frame.context))), None)
    if year is None and draft.role in OF_THE_YEAR:
        year = frame.context.fiscal_year
    return str(year) if year and draft.role not in ("bound", "weight", "share") else None


def _basis(draft: Draft, left: Sequence[Column], frame: Frame) -> str | None:
    """The plan that a target states or an achievement is measured against."""
    if draft.role not in PLANNED:
        return None
    hints = catalogue().columns.basis
    found = hint_of(hints, draft.header)
    if found is None and draft.role == "achievement":
        found = next((column.basis for column in reversed(left) if column.role == "target"), None)
        if found is None and any(column.role == "target" for column in left):
            return None
    if found is None and frame.kind == "performance_agreement":
        found = hint_of([hint for hint in hints if hint.value == "pk_revised"], " ".join(frame.texts))
    if found is None and frame.kind == "renstra_progress" and frame.names_plan:
        return None
    return found or PLAN_OF_KIND.get(frame.kind) or _caption_basis(frame)


def _caption_basis(frame: Frame) -> str | None:
    """The plan that the caption of a table of one plan names."""
    if frame.kind not in ("achievement", "national_standard", "quarterly"):
        return None
    found = hint_of(catalogue().columns.basis, " ".join(frame.texts))
    return None if found == "iku" else found


def _settled(columns: Sequence[Column], frame: Frame) -> list[Column]:
    """Targets and achievements of the report's year without a plan are those of the Perjanjian Kinerja."""
    year = str(frame.context.fiscal_year)
    if not any(column.role in ("realization", "achievement") for column in columns):
        return list(columns)
    return [
        column.model_copy(update={"basis": "pk"})
        if column.role in PLANNED and column.basis is None and column.period == year and frame.kind in MEASURED_BY_PK
        else column
        for column in columns
    ]


def _phase(draft: Draft, frame: Frame) -> str | None:
    """Before or after the change of the budget."""
    if draft.role != "budget":
        return None
    hints = catalogue().columns.phase
    revised = [hint for hint in hints if hint.value == "revised"]
    return hint_of(hints, draft.header) or hint_of(revised, " ".join(frame.texts))


def _first_phase(columns: Sequence[Column]) -> list[Column]:
    """A budget without a phase beside one after the change is the one before it."""
    changed = {(c.period, c.entity) for c in columns if c.role == "budget" and c.phase == "revised"}
    return [
        column.model_copy(update={"phase": "initial"})
        if column.role == "budget" and column.phase is None and (column.period, column.entity) in changed
        else column
        for column in columns
    ]


def _unit(draft: Draft) -> str | None:
    """The unit that the header names in brackets, as sign or as "Rp"."""
    if not draft.is_measure and draft.role != OPEN:
        return None
    for part in reversed(draft.path):
        for text in BRACKETED.findall(part):
            unit = normalise_unit(text)
            if unit:
                return "Rp" if unit == "rupiah" else unit
        if "%" in part:
            return "%"
        if re.search(r"\brp\b", part, re.IGNORECASE):
            return "Rp"
    return "%" if draft.role in PERCENT else "Rp" if draft.money else None


def _member(draft: Draft) -> dict[str, str]:
    """Further axes that the header of a count names."""
    leaf = draft.leaf.strip()
    if draft.role == "category":
        return {}
    if draft.role != "count" or not leaf or WHOLE.match(leaf):
        return {}
    if GENDER.match(leaf):
        return {"jenis kelamin": leaf}
    if CONDITION.search(leaf):
        return {"kondisi": leaf}
    return {draft.path[-2].lower() if len(draft.path) > 1 else "kolom": leaf}


def _cumulative(draft: Draft, frame: Frame) -> bool | None:
    """Whether a quarter's figure counts from the start of the year; None where the report does not say."""
    if not draft.is_measure or part_of_year(draft.path, frame.caption) is None:
        return None
    words = " ".join((draft.header, *frame.texts)).lower()
    return True if any(re.search(pattern, words) for pattern in catalogue().columns.cumulative) else None


def _told_apart(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Columns that would say the same get their header as a further axis."""
    keys = [_key(column) for column in columns]
    counts = Counter(key for key in keys if key)
    out = []
    for column, key in zip(columns, keys, strict=True):
        same = key is not None and counts[key] > 1 and column.role != "category"
        out.append(column.model_copy(update={"member": {**column.member, "kolom": column.header}}) if same else column)
    return tuple(out)


def _key(column: Column) -> tuple[str, ...] | None:
    """What makes the figures of a column duplicates of another's."""
    if column.role in (
        "text",
        "no",
        "name",
        "indicator",
        "objective",
        "goal",
        "unit",
        "code",
        "formula",
        "source",
        "trend",
    ):
        return None
    dimensions = (column.role, column.period, column.entity, column.basis, column.phase, column.cumulative)
    return (*map(str, dimensions), *(f"{axis}={value}" for axis, value in sorted(column.member.items())))
