"""Which row is part of which: by words, codes and columns, then by style so that most sums hold."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import combinations, product

from extractor.facts.code_tree import nest_by_codes
from extractor.facts.folding import fold
from extractor.facts.levels import BALANCE, INTERNAL, OFFICE, ORDER, RANK, levels_of_header, stated_level
from extractor.facts.line import Line, Sheet
from extractor.facts.nomenclature import levels_of_names
from extractor.facts.row_kinds import LEVEL_LABEL
from extractor.facts.styles import Style, styles_of
from extractor.facts.sums import parents_of, score, suspects

Levels = dict[int, str | None]
# A row leaves the level of its style only where at least this much more holds.
GAIN = 1.5
PASSES = 3
LEVEL_OF_LABEL = {"sub kegiatan": "sub_activity", "kegiatan": "activity", "program": "program",
                  "sasaran": "objective", "tujuan": "objective"}  # fmt: skip
# Where so many rows are called "Program ...", no other row is a programme, whatever the amounts say.
PROGRAM, WORDED = re.compile(r"(?:[\dIVX.]+\s*)?program\b", re.IGNORECASE), 2
# Cost of a style that stands out less than one below it, worth of a rarer style over one that begins later.
INVERSION, HEADING = 0.5, 0.3


def nest(sheet: Sheet, lines: Sequence[Line]) -> None:
    """Sets level and parent of the rows."""
    rows = [line for line in lines if line.kind in ("data", "group", "total") and (line.name or line.kind == "total")]
    if not sheet.with_role("name") and not sheet.money:
        _nest_groups(rows)
        return
    named = [line for line in rows if line.kind == "total" or _is_named(sheet, line)]
    _mark_offices(named)
    if not nest_by_codes(named):
        _nest_by_level(sheet, named)
    _hang_on(rows, named)
    for line in rows:
        line.level = None if line.level in INTERNAL else line.level


def _is_named(sheet: Sheet, line: Line) -> bool:
    """Whether a row has a name of its own, and not only one more indicator of the row above."""
    names = sheet.with_role("name")
    return (
        not names
        or line.column in names
        or (line.column is not None and sheet.columns[line.column].role != "indicator")
    )


def _hang_on(rows: Sequence[Line], named: Sequence[Line]) -> None:
    """Rows with only an indicator are part of the named row above them."""
    own = {line.index for line in named}
    above: Line | None = None
    for line in rows:
        if line.index in own:
            above = line
        else:
            line.parent = above.index if above is not None else None


def _nest_groups(rows: Sequence[Line]) -> None:
    """In tables without budget: a label row heads the rows that follow, a plain row the "- item" rows."""
    group: Line | None = None
    item: Line | None = None
    for line in rows:
        if line.kind == "group":
            group, item = line, None
        elif line.name.lstrip().startswith(("-", "•", "–")):
            line.parent = item.index if item else group.index if group else None
        else:
            line.parent = group.index if group and line.kind == "data" else None
            item = line if line.kind == "data" else None


def _mark_offices(rows: Sequence[Line]) -> None:
    """The row of the office itself on top of its programmes totals them."""
    offices = [line for line in rows if OFFICE.match(line.name)]
    for line in rows[:3]:
        if line in offices and len(offices) <= max(1, len(rows) // 10):
            line.kind = "total" if line.has_amounts else "group"
            line.level = "total" if line.has_amounts else "function"


def _nest_by_level(sheet: Sheet, rows: Sequence[Line]) -> None:
    """Levels by words, by column, under a label row, and by style for the rest; then parents by the stack of levels."""
    levels: Levels = {}
    listed = levels_of_names(rows)
    pending: str | None = None
    labels: set[int] = set()
    for line in rows:
        label = LEVEL_LABEL.match(line.name) if not line.has_amounts else None
        if label:
            pending = LEVEL_OF_LABEL[" ".join(label["word"].lower().split())]
            labels.add(line.index)
            continue
        stated = line.level or stated_level(line) or _level_of_column(sheet, line) or listed.get(line.index)
        if stated and pending and RANK[stated] < RANK[pending]:
            pending = None
        levels[line.index] = stated or pending
    kept = [line for line in rows if line.index not in labels and not BALANCE.match(line.name)]
    _fill_by_style(sheet, kept, levels)
    parents = parents_of(kept, levels)
    for line in kept:
        line.level, line.parent = levels[line.index], parents[line.index]
    for line in rows:
        if line.index in labels:
            line.kind = "group"
            line.parent = next((k.index for k in reversed(kept) if k.index < line.index), None)


def _level_of_column(sheet: Sheet, line: Line) -> str | None:
    """The level of a name column that is for one level only, beside others for others."""
    names = sheet.with_role("name")
    if len(names) < 2 or line.column not in names:
        column = None if line.column is None else sheet.columns[line.column]
        return "objective" if column is not None and column.role in ("objective", "goal") else None
    found = levels_of_header(sheet.columns[line.column].header)
    return found[0] if len(found) == 1 else None


def _fill_by_style(sheet: Sheet, rows: Sequence[Line], levels: Levels) -> None:
    """Gives rows without a level that of their style, so that most sums hold; then single rows a better one."""
    unknown = [line for line in rows if levels[line.index] is None]
    if not unknown:
        return
    known = {level for level in levels.values() if level in ORDER}
    choices = _choices(sheet, known)
    worded = sum(bool(PROGRAM.match(line.name)) for line in rows if levels[line.index] == "program")
    if worded >= WORDED:
        choices = [level for level in choices if level != "program"] or choices
    if not choices:
        return
    styles = styles_of(unknown)
    names = list(dict.fromkeys(styles.values()))
    best = max(
        (dict(zip(names, combination, strict=True)) for combination in product(choices, repeat=len(names))),
        key=lambda given: _worth(rows, levels, styles, given),
    )
    free = frozenset(line.index for line in unknown)
    by_style: Levels = {index: level or best[styles[index]] for index, level in levels.items()}
    _repair(rows, free, by_style, choices)
    by_sums: Levels = {
        index: level or choices[-2 if len(choices) > 1 and known else 0] for index, level in levels.items()
    }
    fold(rows, by_sums, free)
    _repair(rows, free, by_sums, choices)
    levels.update(by_sums if score(rows, by_sums) > score(rows, by_style) + GAIN else by_style)


def _choices(sheet: Sheet, known: set[str]) -> list[str]:
    """The levels that rows may have: those that header, caption and rows name; all where they name but one."""
    header = levels_of_header(" ".join(sheet.columns[column].header for column in sheet.with_role("name")))
    listed = set(header) or set(levels_of_header(sheet.table.caption or ""))
    named = [level for level in ORDER if level in known | listed]
    if len(named) > 1 or (named and not known) or not sheet.with_role("name"):
        return named if sheet.with_role("name") else []
    budget = sheet.table.kind in ("budget_allocation", "budget_realization") and bool(sheet.money)
    return list(ORDER) if named or (budget and sheet.view.rows - sheet.table.header_rows > 4) else []


def _worth(
    rows: Sequence[Line], levels: Levels, styles: dict[int, Style], given: dict[Style, str]
) -> tuple[float, int]:
    """How well levels of styles fit: the sums that hold, headings over what follows them; of equals the deeper one."""
    tried = {line.index: levels[line.index] or given[styles[line.index]] for line in rows}
    counts = Counter(styles.values())
    ranks = [(style.weight, counts[style], RANK[level]) for style, level in given.items()]
    found = score(rows, tried)
    for (weight, count, rank), (other_weight, other_count, other_rank) in combinations(ranks, 2):
        found -= INVERSION * ((weight - other_weight) * (rank - other_rank) > 0)
        found += HEADING * (count < other_count and rank < other_rank)
    return (found, sum(rank for _, _, rank in ranks))


def _repair(rows: Sequence[Line], free: frozenset[int], levels: Levels, choices: Sequence[str]) -> None:
    """Moves single rows to another level where more sums hold then."""
    for _ in range(PASSES):
        moved = False
        for index in suspects(rows, levels):
            if index in free and _moved(rows, levels, index, choices):
                moved = True
        if not moved:
            return


def _moved(rows: Sequence[Line], levels: Levels, index: int, choices: Sequence[str]) -> bool:
    """Gives one row the level under which most holds; tells whether that is another one."""
    before = levels[index]
    base = score(rows, levels)
    tried = [(score(rows, {**levels, index: level}), level) for level in choices if level != before]
    most = max(tried, default=(base, before))
    if most[0] < base + GAIN:
        return False
    levels[index] = most[1]
    return True
