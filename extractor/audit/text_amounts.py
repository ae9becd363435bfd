"""Results and amounts of a sentence that lead to a row of a table without its name: by its budget, or by target and result."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.audit.context import Context
from extractor.audit.duplicate_facts import agree, identity
from extractor.audit.outline import telling
from extractor.audit.passages import Passages
from extractor.audit.text_figures import Figure, figures
from extractor.facts.model import Sentence
from schemas import Fact

# A table's achievement is another one from this many points on; below, it was worked out from hidden decimals.
_APART = Decimal(1)
# A budget below this may occur twice by chance.
_RARE = Decimal(1_000_000)
_SPENT = re.compile(r"\b(?:terealisasi|realisasi|direalisasikan|terserap|penyerapan)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OtherSpending:
    """A sentence whose budget is that of one table row, while its spending is not the row's; `owner` has that spending."""

    sentence: Sentence
    figure: Figure
    budget: Fact
    spending: Fact
    owner: Fact | None


def other_spending(context: Context) -> Iterator[OtherSpending]:
    """Amounts "pagu P, terealisasi S" where P and the words lead to one row of the tables and S is not its spending."""
    by_budget: dict[Decimal, list[Fact]] = defaultdict(list)
    spent: dict[Decimal, list[Fact]] = defaultdict(list)
    for fact in context.reading.facts:
        if fact.source.table is not None and fact.value is not None and fact.value >= _RARE:
            (by_budget if fact.measure == "budget" else spent if fact.measure == "spending" else {}).setdefault(
                fact.value, []
            ).append(fact)
    for sentence in context.reading.sentences:
        if sentence.kind not in ("sentence", "item") or sentence.place not in ("summary", "body"):
            continue
        money = [figure for figure in figures(sentence.text) if figure.kind == "money"]
        if len(money) != 2 or not _SPENT.search(sentence.text[money[0].end : money[1].start]):
            continue
        budget, spending = money
        rows = [fact for fact in by_budget.get(budget.value, ()) if _named(fact, sentence.text[: budget.start])]
        told = [other for fact in rows if (other := _spending_of(context, fact))]
        if told and all(other.value != spending.value for other in told) and _one_value(told):
            owner = next(iter(spent.get(spending.value, ())), None)
            yield OtherSpending(sentence, spending, rows[0], told[0], owner)


def _named(fact: Fact, before: str) -> bool:
    """The words before the budget name the row: two of its telling words at least."""
    words = telling(before[-120:])
    return len([word for word in telling(fact.subject.name) if word in words]) >= 2


def _spending_of(context: Context, budget: Fact) -> Fact | None:
    source = budget.source
    row = context.row(source.table or "", source.row if source.row is not None else -1)
    found = [fact for fact in row if fact.measure == "spending" and fact.value is not None]
    return found[0] if len(found) == 1 else None


def _one_value(facts: Sequence[Fact]) -> bool:
    return len({fact.value for fact in facts}) == 1


@dataclass(frozen=True, slots=True)
class OtherAchievement:
    """A sentence with target and result of an indicator whose achievement a table prints otherwise."""

    sentence: Sentence
    target: Figure
    result: Figure
    fact: Fact
    achieved: Decimal


_RESULT = re.compile(
    r"\b(?:terlaksana|terealisasi|realisasi|tercapai|mencapai)\s+(?:sebesar\s+)?$|\brealisasi\s+(?:kinerja\s+)?:?\s*$",
    re.IGNORECASE,
)
_TARGET = re.compile(
    r"\b(?:target|ditargetkan)\s+(?:kinerja\s+)?(?:sebesar\s+|yaitu\s+|adalah\s+|:\s*)?$", re.IGNORECASE
)
# The word for a figure stands within so many characters before it.
_BEFORE = 40
# The name of an indicator in a sentence is that of a table where each has nearly all words of the other.
_SAME_NAME, _LONG_NAME = 0.85, 5
_NAME_END = re.compile(
    r",?\s+(?:dengan\s+)?(?:terlaksana|terealisasi|realisasi|target|ditargetkan|tercapai|mencapai)\b", re.IGNORECASE
)
_ITEM = re.compile(r"^\s*\S{1,4}[.)]\s*")
_NAME_START = re.compile(
    r"^.*\b(?:output(?:\s+kegiatan)?|outcome|indikator(?:nya)?(?:\s+yaitu)?)\s*:?\s+", re.IGNORECASE
)


def other_achievements(context: Context) -> Iterator[OtherAchievement]:
    """Sentences whose target and result give another achievement than the one table that prints it, without either."""
    named = list(_achievements(context).values())
    names = Passages(facts[0].subject.name for facts in named)
    for sentence in context.reading.sentences:
        if sentence.kind not in ("sentence", "item") or sentence.place != "body":
            continue
        pair = _target_and_result(sentence.text)
        place = _of_name(sentence.text, names) if pair else None
        facts = named[place] if place is not None else None
        if not pair or not facts:
            continue
        target, result = pair
        achieved = result.value / target.value * 100
        if any(abs(fact.value - achieved) <= _APART for fact in facts if fact.value is not None):
            continue
        if all(agree(facts[0], fact) for fact in facts):
            yield OtherAchievement(sentence, target, result, facts[0], achieved)


def _achievements(context: Context) -> dict[str, list[Fact]]:
    """Achievements by the name of the indicator, of rows that print neither target nor result, where nothing else is printed."""
    found: dict[str, list[Fact]] = defaultdict(list)
    closed: set[str] = set()
    for fact in context.reading.facts:
        if fact.source.table is None or fact.subject.kind != "indicator" or fact.value is None:
            continue
        if fact.measure in ("target", "realization"):
            closed.add(identity(fact))
        elif fact.measure == "achievement" and fact.period in (None, str(context.year)) and fact.basis != "renstra":
            found[identity(fact)].append(fact)
    return {name: facts for name, facts in found.items() if name not in closed}


def _target_and_result(text: str) -> tuple[Figure, Figure] | None:
    """The target and the result of a sentence that has exactly these two figures, in one unit."""
    found = [figure for figure in figures(text) if figure.kind in ("percent", "value", "count")]
    if len(found) != 2 or (found[0].kind == "percent") != (found[1].kind == "percent"):
        return None
    results = [figure for figure in found if _RESULT.search(text[max(0, figure.start - _BEFORE) : figure.start])]
    targets = [figure for figure in found if _TARGET.search(text[max(0, figure.start - _BEFORE) : figure.start])]
    if len(results) != 1 or len(targets) != 1 or results == targets or not targets[0].value:
        return None
    return targets[0], results[0]


def _of_name(text: str, names: Passages) -> int | None:
    """The number of the one name of an indicator that a sentence has, spelling aside."""
    end = _NAME_END.search(text)
    if not end:
        return None
    name = _NAME_START.sub("", text[: end.start()])
    name = _ITEM.sub("", name)
    if len(telling(name)) < _LONG_NAME:
        return None
    words = len(telling(name))
    alike = names.covering(name, _SAME_NAME)
    alike = alike and alike & names.covered(name, _SAME_NAME)
    fitting = [place for place in alike if abs(len(telling(names.texts[place])) - words) <= 1 + words // 4]
    return fitting[0] if len(fitting) == 1 else None
