"""Figures of peers: which other agency a sentence names, and whether the figure beside its name is another peer's."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.audit.text_figures import Figure, figures
from extractor.facts.model import Sentence
from schemas import Fact

# Words that many names of agencies share.
_OFFICES = "dinas badan bkpsdm bkd bkpp bappeda inspektorat kecamatan pemerintah rsud uptd kementerian"
_REGIONS = "kota kabupaten kab provinsi prov daerah nasional pusat indonesia"
_COMMON = frozenset([*_OFFICES.split(), *_REGIONS.split(), "dan", "tahun", "realisasi", "nilai"])
# The figure of a peer stands at most this many characters behind its name.
REACH = 60


@dataclass(frozen=True, slots=True)
class WrongEntity:
    """A figure beside the name of a peer that the tables print for another one."""

    sentence: Sentence
    figure: Figure
    named: str
    owner: Fact


_LETTERS = re.compile(r"[a-z]+")
_TELLING = re.compile(r"[a-z]{4,}")


def telling_words(entity: str) -> frozenset[str]:
    """The words of an agency's name that other agencies do not share."""
    return frozenset(_TELLING.findall(entity.lower())) - _COMMON


def wrong_entities(sentences: Sequence[Sentence], facts: Iterable[Fact]) -> list[WrongEntity]:
    """Figures that follow the name of one peer and that all tables print for another peer only."""
    values: dict[str, dict[Decimal, Fact]] = defaultdict(dict)
    own: set[Decimal] = set()
    for fact in facts:
        if fact.source.table is None or fact.value is None:
            continue
        if fact.entity is None:
            own.add(fact.value)
        elif fact.measure == "realization":
            values[fact.entity].setdefault(fact.value, fact)
    words = {entity: telling_words(entity) for entity in values}
    out = []
    for sentence in sentences if len(values) > 1 else ():
        if sentence.kind not in ("sentence", "item"):
            continue
        for figure in figures(sentence.text):
            distinct = figure.decimals >= 2 or figure.value >= 100
            owners = [entity for entity in values if figure.value in values[entity]] if distinct else []
            if len(owners) != 1 or figure.value in own:
                continue
            before = sentence.text[max(0, figure.start - REACH) : figure.start].lower()
            spoken = set(_LETTERS.findall(before))
            named = [entity for entity in values if words[entity] and words[entity] <= spoken]
            if len(named) == 1 and named != owners:
                out.append(WrongEntity(sentence, figure, named[0], values[owners[0]][figure.value]))
    return out
