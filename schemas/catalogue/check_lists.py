"""What would make the lists of columns, kinds, offices, regions and programmes contradict themselves."""

import re
from collections.abc import Iterator, Sequence

from schemas.catalogue.models import AgencyKind, BudgetLine, Columns, Polarity, Programmes, Regions, TableKind
from schemas.catalogue.problem import Problem, broken_patterns, repeated, twice

LEVELS = frozenset({"program", "activity", "sub_activity", "expenditure_group", "expenditure_type", "total"})
# Shapes of the codes of the nomenclature behind the prefix of an office.
CODE = re.compile(r"\d{2}(?:\.[12]\.\d{2}(?:\.\d{2,4})?)?|[4-6](?:\.\d(?:\.\d{2})?)?")


def column_problems(columns: Columns) -> Iterator[Problem]:
    """Headers that are listed whole under two roles."""
    owner: dict[str, str] = {}
    for entry in columns.roles:
        for phrase in entry.exact:
            if owner.setdefault(phrase, entry.role) != entry.role:
                yield Problem(entry.role, f'header "{phrase}" belongs to {owner[phrase]} too', phrase)


def column_patterns(columns: Columns) -> Iterator[Problem]:
    """Patterns of columns.yaml that do not compile."""
    for entry in columns.roles:
        yield from broken_patterns(entry.role, entry.patterns)
    for hint in (*columns.basis, *columns.phase):
        yield from broken_patterns(hint.value, hint.patterns)


def kind_problems(kinds: Sequence[TableKind], columns: Columns) -> Iterator[Problem]:
    """Kinds listed twice, roles that no column has."""
    yield from repeated((kind.kind for kind in kinds), "kind")
    roles = {entry.role for entry in columns.roles}
    for kind in kinds:
        named = {role for group in kind.needs for role in group}.union(kind.forbids, kind.likes)
        yield from (Problem(kind.kind, f"unknown role {role}", role) for role in sorted(named - roles))


def kind_patterns(kinds: Sequence[TableKind]) -> Iterator[Problem]:
    """Patterns of table_kinds.yaml that do not compile."""
    for kind in kinds:
        yield from broken_patterns(kind.kind, (*kind.caption, *kind.rules_out, *kind.not_header, *kind.header))


def agency_problems(agencies: Sequence[AgencyKind]) -> Iterator[Problem]:
    """Kinds listed twice, broken patterns, names that the patterns read as another kind or as none."""
    yield from repeated((kind.id for kind in agencies), "id")
    broken = [problem for kind in agencies for problem in broken_patterns(kind.id, kind.patterns)]
    yield from broken
    if broken:
        return
    patterns = [(kind.id, re.compile("|".join(kind.patterns))) for kind in agencies]
    for kind in agencies:
        for name in (*kind.names, *kind.older, *kind.short):
            read = next((id_ for id_, pattern in patterns if pattern.search(name.lower())), None)
            if read != kind.id:
                yield Problem(kind.id, f'"{name}" is read as {read or "no kind"}', name)


def region_problems(regions: Regions) -> Iterator[Problem]:
    """Codes and names used twice, entries without a number, spellings of regions that do not exist."""
    yield from repeated((province.code for province in regions.provinces), "code")
    yield from repeated((province.name for province in regions.provinces), "name")
    known = {f"Provinsi {province.name}" for province in regions.provinces}
    for province in regions.provinces:
        parts = [part.strip() for part in province.regions.split(",")]
        for part in parts:
            if not re.fullmatch(r"\d{2} \S.*", part):
                yield Problem(province.name, f'"{part}" is no number and name', "regions")
        numbers = [part[:2] for part in parts]
        yield from (Problem(province.name, f"number {number} used twice", "regions") for number in twice(numbers))
        known.update(f"{word} {part[3:]}" for part in parts for word in ("Kabupaten", "Kota"))
    for spelling, name in regions.also.items():
        if name not in known:
            yield Problem(spelling, f"no region {name}", name)


def programme_problems(programmes: Programmes) -> Iterator[Problem]:
    """Codes used twice or of a wrong shape, bidang without urusan."""
    yield from repeated((field.code for field in (*programmes.urusan, *programmes.bidang)), "code")
    urusan = {field.code for field in programmes.urusan}
    for bidang in programmes.bidang:
        if not re.fullmatch(r"\d\.\d{2}", bidang.code):
            yield Problem(bidang.code, "a bidang has a code such as 1.02", bidang.code)
        elif bidang.code[0] not in urusan:
            yield Problem(bidang.code, f"no urusan {bidang.code[0]}", bidang.code)
        for code in twice(programme.code for programme in bidang.programmes):
            yield Problem(bidang.code, f"programme {code} used twice", code)


def line_problems(lines: Sequence[BudgetLine]) -> Iterator[Problem]:
    """Unknown levels, wrong or repeated codes, children without their parent."""
    codes = [line.code for line in lines if line.code]
    for line in lines:
        if line.level not in LEVELS:
            yield Problem(line.name, f"unknown level {line.level}", line.level)
        if line.code and not CODE.fullmatch(line.code):
            yield Problem(line.name, f"no code of the nomenclature: {line.code}", line.code)
        elif line.code and line.level == "sub_activity" and line.code.rpartition(".")[0] not in codes:
            yield Problem(line.name, f"no activity {line.code.rpartition('.')[0]}", line.code)
    for code in twice(codes):
        names = [line.name for line in lines if line.code == code]
        yield Problem(names[-1], f"code {code} used twice", code)


def polarity_problems(polarity: Polarity) -> Iterator[Problem]:
    """Patterns that do not compile."""
    yield from broken_patterns("down", polarity.down)
    yield from broken_patterns("up", polarity.up)
