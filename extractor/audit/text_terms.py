"""Words for results used for one another, and rises that a list claims."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.audit.context import Context
from extractor.audit.duplicate_facts import half, identity
from extractor.audit.outline import covered
from extractor.audit.text_figures import Figure, figures
from extractor.facts.model import Sentence
from extractor.notation.screened import Screened
from schemas import Fact

_WORD = re.compile(r"\b(?P<word>realisasi|terealisasi|tercapai|capaian|mencapai)\b", re.IGNORECASE)
# "13 % or 101 % of the target" is no mix of words.
_SHARE = re.compile(r"^\s*dari\s+(?:nilai\s+|angka\s+)?target", re.IGNORECASE)
_OR = re.compile(r"^\s*(?:atau|yakni|yaitu)\s*(?:sebesar\s*)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TwoPercents:
    """One word with two percentages, of which one is the other as a share of the target."""

    sentence: Sentence
    word: str
    first: Figure
    second: Figure
    target: Figure


def two_percents(sentence: Sentence) -> TwoPercents | None:
    """Result and achievement under one word: "realisation 103,26 % or 95 %" of a target of 92 %."""
    text = sentence.text
    found = [figure for figure in figures(text) if figure.kind == "percent"]
    if len(found) < 2:
        return None
    targets = [figure for figure in found if _TARGET.search(text, max(0, figure.start - _TARGET_REACH), figure.start)]
    for first, second in pairwise(found):
        words = list(_WORD.finditer(text[max(0, first.start - 45) : first.start]))
        word = words[-1] if words else None
        if not word or not _OR.match(text[first.end : second.start]) or first.value == second.value:
            continue
        for target in targets:
            said = _SHARE.match(text[second.end :]) and _is_share(first, second, target, ordered=True)
            if target.value and not said and _is_share(first, second, target):
                return TwoPercents(sentence, word["word"].lower(), first, second, target)
    return None


def _is_share(first: Figure, second: Figure, target: Figure, *, ordered: bool = False) -> bool:
    """One figure is the other in per cent of the target, at its printed precision or cut; `ordered`: the second one."""
    for result, achieved in ((first, second),) if ordered else ((first, second), (second, first)):
        if abs(result.value / target.value * 100 - achieved.value) <= 2 * achieved.half:
            return True
    return False


@dataclass(frozen=True, slots=True)
class ClaimedRise:
    """An indicator in a list of rises (or falls) whose figures went the other way."""

    claim: Sentence
    item: Sentence
    before: Fact
    after: Fact
    rising: bool


_TARGET = re.compile(r"\btarget\b[^.;]{0,80}$", re.IGNORECASE)
# The word stands at most so far before the figure.
_TARGET_REACH = 90
_CLAIM = Screened(
    re.compile(
        r"\bterdapat\s+(?P<word>peningkatan|kenaikan|penurunan)\b[^.;]{0,60}\b(?:realisasi|kinerja|capaian)\b[^;]{0,240}:\s*$",
        re.IGNORECASE,
    ),
    "terdapat",
)
_SAME_NAME = 0.85


def claimed_rises(context: Context) -> Iterator[ClaimedRise]:
    """Items under "there is a rise in the results of these indicators:" whose result fell, in the table that compares years."""
    sentences = context.reading.sentences
    pairs = _pairs(context)
    for index, claim in enumerate(sentences):
        # What the claim is about follows on lines of their own.
        listing = claim.kind in ("sentence", "item") and claim.text.rstrip().endswith(":")
        match = _CLAIM.search(claim.text) if listing else None
        if not match:
            continue
        rising = match["word"].lower() != "penurunan"
        for item in sentences[index + 1 : index + 12]:
            if item.kind != "item":
                break
            name = re.sub(r"^\s*\S{1,4}\s+", "", item.text)
            found = _of_name(name, pairs)
            if found and found[0].value is not None and found[1].value is not None:
                before, after = found
                if before.value != after.value and (found[1].value > found[0].value) != rising:
                    yield ClaimedRise(claim, item, before, after, rising)


def _of_name(name: str, pairs: Sequence[tuple[Fact, Fact]]) -> tuple[Fact, Fact] | None:
    """The row whose name is that of an item: the one that shares most words, where no other shares as many."""
    ranked = sorted(
        (
            (min(covered(name, a.subject.name), covered(a.subject.name, name)), index)
            for index, (a, _) in enumerate(pairs)
        ),
        reverse=True,
    )
    best = [index for share, index in ranked if share == ranked[0][0] >= _SAME_NAME]
    return pairs[best[0]] if len(best) == 1 else None


def _pairs(context: Context) -> list[tuple[Fact, Fact]]:
    """Results of last year and this year of one row, in tables that compare years."""
    kinds = {table.id for table in context.reading.tables if table.kind == "previous_years"}
    year = context.year or 0
    out = []
    for table in sorted(kinds):
        for row in context.rows(table):
            facts = [
                f for f in context.row(table, row.index) if f.measure == "realization" and f.subject.kind == "indicator"
            ]
            last = [f for f in facts if f.period == str(year - 1)]
            this = [f for f in facts if f.period == str(year)]
            if len(last) == 1 and len(this) == 1 and identity(last[0]) == identity(this[0]) and half(last[0]):
                out.append((last[0], this[0]))
    return out
