"""Names of goals, objectives and indicators wherever a report tells them, and where two of them are meant to be one."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.audit.candidates import candidates
from extractor.audit.context import Context
from extractor.audit.duplicate_facts import agree, identity
from extractor.audit.outline import cover_each_other, covered, lacks, plain_title, telling
from extractor.audit.text_figures import figures
from extractor.facts.model import Sentence
from extractor.notation.screened import Screened
from extractor.remembered import remembered
from schemas import Column, Fact, Table

# Tables that list the agency's own objectives and indicators.
OWN_KINDS = frozenset(
    [
        "renstra_targets",
        "iku",
        "performance_agreement",
        "achievement",
        "achievement_summary",
        "previous_years",
        "renstra_progress",
        "national_standard",
        "peers",
        "efficiency",
    ]
)
# Two wordings of one objective share at least this much, its first verb aside; where a number links them, this much.
KIN, NUMBERED_KIN = 0.6, 0.4
_VERB = re.compile(
    r"^\s*(?:\S{1,3}[.)]\s*|\d{1,2}\s+)?(?:(?:me|te|op|pe)\w*?-?\s?nya|(?:meningkat|mewujud|menjadi|mengoptimal)\w*)\s+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Told:
    """A name as one place tells it: a table cell or a sentence."""

    text: str
    page: int
    table: str | None = None
    row: int | None = None
    column: int | None = None
    sentence: Sentence | None = None
    fact: Fact | None = None
    kind: str = "both"

    @property
    def cells(self) -> tuple[tuple[str, int, int], ...]:
        """The cell, where the name stands in one."""
        return ((self.table, self.row or 0, self.column or 0),) if self.table else ()


@dataclass(frozen=True, slots=True)
class Drift:
    """Two wordings of one thing: the usual one and the other."""

    usual: Told
    other: Told
    also: tuple[Told, ...] = ()


@remembered(1 << 12)
def _without_verb(name: str) -> str:
    return _VERB.sub("", name)


def same_name(first: str, second: str) -> bool:
    """Whether two names are one, spelling, case, small words and the first verb of an objective aside."""
    if first == second:
        return True
    one, two = _without_verb(first), _without_verb(second)
    return not lacks(one, two) and not lacks(two, one)


def objectives(context: Context) -> list[Told]:
    """Goals and objectives of the tables, each wording once per table."""
    out: dict[tuple[str, str], Told] = {}
    for table in context.reading.tables:
        columns = {
            index: _part_of(item) for index, item in enumerate(table.columns) if item.role in ("goal", "objective")
        }
        for cell in table.cells if columns and table.kind in OWN_KINDS else ():
            if cell.column in columns and cell.row >= table.header_rows and len(telling(cell.text)) > 2:
                told = Told(cell.text.strip(), cell.page, table.id, cell.row, cell.column, kind=columns[cell.column])
                out.setdefault((table.id, plain_title(cell.text)), told)
    return list(out.values())


_BOTH = re.compile(r"tujuan\W+(?:dan\W+)?sasaran")


def _part_of(column: Column) -> str:
    """goal, objective, or both where the heading says so."""
    return (
        "both"
        if _BOTH.search(column.header.lower()) or (column.role == "objective" and "tuj" in column.header.lower())
        else column.role
    )


def drifting_objectives(context: Context) -> Iterator[Drift]:
    """Wordings of one goal or objective that differ between tables, the wording of fewer tables as the other one."""
    told = objectives(context)
    by_table: dict[str, list[Told]] = defaultdict(list)
    for item in told:
        by_table[item.table or ""].append(item)
    seen: list[tuple[str, str]] = []
    for one in told:
        for table, members in by_table.items():
            if table <= (one.table or "") or any(same_name(one.text, item.text) for item in members):
                continue
            kin = [
                item
                for item in members
                if (item.kind == one.kind or "both" in (item.kind, one.kind))
                and kinship(one.text, item.text) >= KIN
                and not _cut(one.text, item.text)
            ]
            if len(kin) != 1 or any(same_name(kin[0].text, item.text) for item in by_table[one.table or ""]):
                continue
            pair = (plain_title(one.text), plain_title(kin[0].text))
            if pair not in seen and pair[::-1] not in seen:
                seen.append(pair)
                yield _ordered(one, kin[0], told)


def kinship(first: str, second: str) -> float:
    """How much two objectives share, their first verbs aside, 0 to 1."""
    one, two = _without_verb(first), _without_verb(second)
    return min(covered(one, two), covered(two, one))


def _cut(first: str, second: str) -> bool:
    """One wording is the beginning of the other: it may be cut off, or meant to be short."""
    one, two = plain_title(first).replace(" ", ""), plain_title(second).replace(" ", "")
    return one.startswith(two) or two.startswith(one)


def _ordered(one: Told, two: Told, told: Sequence[Told]) -> Drift:
    first, second = (sum(same_name(item.text, other.text) for other in told) for item in (one, two))
    return Drift(one, two) if first >= second else Drift(two, one)


_NUMBERED = Screened(
    re.compile(
        r"\bsasar(?:an|n)\s+(?:strategis\s+)?(?P<number>I{1,3}|IV|V|\d|pertama|kedua|ketiga|keempat)\s*(?:yaitu|adalah|:|[“\"])?\s*"
        r"(?P<name>(?:meningkat|terwujud|terlaksana|tercapai|terpenuhi|optimal|mewujudkan|tercipta)\w*\s[^,:;“”\".]{12,150}?)\s*(?=dengan\s+(?:indikator|capa)|,|:|;|\.|”|\"|$)",
        re.IGNORECASE,
    ),
    "sasar",
)
_LISTED = Screened(re.compile(
    r"^\s*\S{1,3}[.)]?\s+(?P<name>(?:Meningkat|Terwujud|Terlaksana|Tercapai|Optimal)\w*\s[^,:;.]{12,150}?)\s+dengan\s+(?:capa\w+\s+(?:kinerja\s+)?)?indikator",
    re.IGNORECASE,
), "indikator")  # fmt: skip
_ORDER = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "pertama": 1, "kedua": 2, "ketiga": 3, "keempat": 4}


def _objectives_told(text: str) -> Iterator[re.Match[str]]:
    yield from _NUMBERED.finditer(text)
    yield from _LISTED.finditer(text)


def spoken_objectives(context: Context) -> Iterator[tuple[Drift, bool]]:
    """Objectives that the text words otherwise than the tables; the flag tells whether a number makes the link sure."""
    numbered, known = _numbered(context), objectives(context)
    found: dict[tuple[str, str], list[tuple[Told, Told, bool]]] = defaultdict(list)
    for sentence in candidates(context.reading, _NUMBERED, _LISTED):
        if sentence.place not in ("summary", "body") or sentence.kind == "caption":
            continue
        for match in _objectives_told(sentence.text):
            name, number = match["name"].strip(), match.groupdict().get("number")
            usual = numbered.get(_ORDER.get(number.lower()) or int(number)) if number else _nearest(name, known)
            wording = known if number else ()
            if usual is None or len(telling(name)) < 3 or any(_alike(name, item.text) for item in (usual, *wording)):
                continue
            if number and kinship(name, usual.text) < NUMBERED_KIN:
                continue
            told = Told(name, sentence.page, sentence=sentence)
            found[usual.text, plain_title(name)].append((usual, told, bool(number)))
    for members in found.values():
        usual, other, sure = members[0]
        yield Drift(usual, other, tuple(told for _, told, _ in members[1:])), sure


def _alike(name: str, usual: str) -> bool:
    """The name is that of the table, or a short form of it."""
    return not lacks(name, usual) or same_name(name, usual)


def _nearest(name: str, known: Sequence[Told]) -> Told | None:
    """The objective of the tables that shares most with a name, where it shares nearly all."""
    ranked = sorted(known, key=lambda item: -min(covered(name, item.text), covered(item.text, name)))
    best = ranked[0] if ranked else None
    return best if best and cover_each_other(name, best.text, 0.7) else None


def _numbered(context: Context) -> dict[int, Told]:
    """The objectives of the achievement or agreement table by their printed number, where no other such table differs."""
    found: dict[int, list[Told]] = defaultdict(list)
    for table in context.reading.tables:
        if table.kind in ("achievement", "performance_agreement", "achievement_summary", "renstra_progress"):
            for number, told in _of_table(context, table):
                found[number].append(told)
    return {
        number: members[0]
        for number, members in found.items()
        if all(same_name(members[0].text, item.text) or kinship(members[0].text, item.text) >= KIN for item in members)
    }


def _of_table(context: Context, table: Table) -> Iterator[tuple[int, Told]]:
    columns = [index for index, item in enumerate(table.columns) if item.role == "objective"]
    numbers = [index for index, item in enumerate(table.columns) if item.role == "no"]
    if len(columns) != 1 or not numbers or numbers[0] > columns[0]:
        return
    for cell in table.cells:
        number = context.cell_text(table.id, cell.row, numbers[0]).rstrip(".")
        if (
            cell.column == columns[0]
            and cell.row >= table.header_rows
            and number.isdigit()
            and len(telling(cell.text)) > 2
        ):
            yield int(number), Told(cell.text.strip(), cell.page, table.id, cell.row, cell.column)


def drifting_indicators(context: Context) -> Iterator[Drift]:
    """Wordings of one indicator that differ between tables or in the text though its figures are the same."""
    by_subject: dict[str, list[Fact]] = defaultdict(list)
    kinds = {table.id for table in context.reading.tables if table.kind in OWN_KINDS}
    for fact in context.reading.facts:
        if fact.source.table in kinds and fact.subject.kind == "indicator" and fact.value is not None:
            by_subject[identity(fact)].append(fact)
    for facts in by_subject.values():
        wordings: dict[str, list[Fact]] = defaultdict(list)
        for fact in facts:
            wordings[plain_title(fact.subject.name)].append(fact)
        usual = facts
        if len(wordings) > 1:
            usual = max(
                wordings.values(), key=lambda members: (len({f.source.table for f in members}), -members[0].source.page)
            )
        others = [
            members
            for members in (wordings.values() if len(wordings) > 1 else ())
            if members is not usual
            and not same_name(members[0].subject.name, usual[0].subject.name)
            and {f.source.table for f in members}.isdisjoint({f.source.table for f in usual})
            and _same_figures(members, usual)
        ]
        spoken = list(_spoken(context, usual))
        if others or spoken:
            told = [Told(m[0].subject.name, m[0].source.page, fact=m[0]) for m in others]
            first, *rest = [*spoken, *told] if not told else [*told, *spoken]
            yield Drift(Told(usual[0].subject.name, usual[0].source.page, fact=usual[0]), first, tuple(rest))


def _same_figures(first: Sequence[Fact], second: Sequence[Fact]) -> bool:
    """Two wordings carry the same target, result or achievement of one year, and none that differs."""
    pairs = [
        (a, b)
        for a in first
        for b in second
        if (a.measure, a.period, a.basis, a.entity) == (b.measure, b.period, b.basis, b.entity)
    ]
    return bool(pairs) and all(agree(a, b) for a, b in pairs)


_NAME = Screened(
    re.compile(
        r"^\s*\S{1,4}[.)]\s+(?:indikator\s+kinerja\s+)?(?P<name>[A-Z][^:;.]{20,160}?)\s+(?:dengan\s+)?target\b",
        re.IGNORECASE,
    ),
    "target",
)


def _items(context: Context) -> list[tuple[Sentence, str]]:
    """List items with the indicator that they name before its target."""
    found = ((item, _NAME.match(item.text)) for item in candidates(context.reading, _NAME) if _is_item(item))
    return [(sentence, match["name"]) for sentence, match in found if match]


def _is_item(sentence: Sentence) -> bool:
    return sentence.kind == "item" and sentence.place == "body"


def _spoken(context: Context, usual: Sequence[Fact]) -> Iterator[Told]:
    """List items that give the target and the result of an indicator under another name."""
    items, name = context.once(_items), usual[0].subject.name
    if not items:
        return
    own = [fact for fact in usual if fact.period in (None, str(context.year)) and fact.basis != "renstra"]
    targets = {fact.value for fact in own if fact.measure == "target"}
    results = {fact.value for fact in own if fact.measure == "realization"}
    if not targets or not results:
        return
    for sentence, told in items:
        if same_name(told, name) or not cover_each_other(told, name, 0.7):
            continue
        values = {figure.value for figure in figures(sentence.text)}
        if values & targets and values & results:
            yield Told(told.strip(), sentence.page, sentence=sentence)
            return
