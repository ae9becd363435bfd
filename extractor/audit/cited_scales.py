"""Which regulation a text cites, and which scale of the catalogue a printed range belongs to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from extractor.audit.candidates import candidates
from extractor.audit.legend import Interval, Legend, parse_interval
from extractor.audit.scale_book import Scale, alike, catalogue_scales
from extractor.facts.model import Reading, Sentence
from extractor.notation.screened import Screened
from schemas.catalogue import catalogue

_CITED = Screened(
    re.compile(
        r"\bkep\s*[/.]\s*(?P<kep>\d+)\s*/\s*m\.?\s*pan\s*/\s*(?:\d+\s*/\s*)?(?P<kepyear>\d{4})"
        r"|\b(?:permen\s*pan[\s-]*rb|permendagri|peraturan\s+(?:menteri|kepala|badan|komisi|ombudsman)\b[^.;]{0,90}?)"
        r"\s*(?:nomor|nomro|nmor|nomer|no\.?)?\s*(?P<number>\d+)\s*(?:/|tahun)\s*(?P<year>\d{4})",
        re.IGNORECASE,
    ),
    "kep",
    "permen",
    "peraturan",
)
_PARTS = re.compile(r"(\d+)[/.](?:[A-Za-z.]+/)?(\d{4})")
_RANGE = re.compile(r"\d\d*(?:[.,]\d+)?\s*%?\s*(?:-|–|—|s\.?/?d\.?|sampai(?:\s+dengan)?)\s*\d+(?:[.,]\d+)?")


@dataclass(frozen=True, slots=True)
class Cited:
    """A range of a passage that belongs to `source` although the passage cites the regulation of `own`."""

    sentence: Sentence
    text: str
    label: str
    own: Scale
    source: Scale


@lru_cache(maxsize=1)
def _by_regulation() -> dict[tuple[str, str], tuple[Scale, ...]]:
    """Scales of indices by number and year of their regulation."""
    regulations = {scale.id: scale.regulation or "" for scale in catalogue().scales}
    found: dict[tuple[str, str], tuple[Scale, ...]] = {}
    for scale in catalogue_scales()[0]:
        match = _PARTS.search(regulations[scale.id])
        if match:
            key = (match[1], match[2])
            found[key] = (*found.get(key, ()), scale)
    return found


def cited_scales(text: str) -> tuple[Scale, ...]:
    """The scales of the one known regulation that a text cites; empty where it cites none or several."""
    keys = {(match["kep"] or match["number"], match["kepyear"] or match["year"]) for match in _CITED.finditer(text)}
    known = [scales for key in sorted(keys) if (scales := _by_regulation().get(key))]
    return known[0] if len(known) == 1 and len(keys) == 1 else ()


def foreign_ranges(reading: Reading) -> Iterator[Cited]:
    """Ranges with unmistakable bounds in sentences that cite another regulation for them."""
    for sentence in candidates(reading, _CITED):
        own = cited_scales(sentence.text) if _RANGE.search(sentence.text) else ()
        for match in _RANGE.finditer(sentence.text) if own else ():
            interval = parse_interval(match[0])
            if interval is None or not _telling(interval):
                continue
            if any(_class_of(scale.legend, interval) for scale in own):
                continue
            other = [(scale, label) for scale in catalogue_scales()[0] if (label := _class_of(scale.legend, interval))]
            if len({scale.name for scale, _ in other}) == 1:
                yield Cited(sentence, match[0], other[0][1], own[0], other[0][0])


def foreign_legend(legend: Legend, text: str) -> tuple[Scale, Scale] | None:
    """The scale that a text beside a legend cites, and the one that the legend repeats instead; null where they agree."""
    own = cited_scales(text)
    shares = [(_share(legend, scale.legend), scale) for scale in catalogue_scales()[0]]
    best = max(shares, key=lambda item: item[0], default=None)
    if not own or best is None or best[0] < 0.75 or max(_share(legend, scale.legend) for scale in own) >= 0.5:
        return None
    return own[0], best[1]


def _share(legend: Legend, other: Legend) -> float:
    """The share of classes of a legend whose telling range stands in another one."""
    telling = [interval for _, interval in legend.classes if _telling(interval)]
    if len(telling) < 2:
        return 0.0
    return sum(_class_of(other, interval) is not None for interval in telling) / len(telling)


def _telling(interval: Interval) -> bool:
    """Both bounds are given, and one of them is not whole: no two scales share such a range by chance."""
    bounds = (interval.low, interval.high)
    return all(item is not None for item in bounds) and any(item is not None and item % 1 for item in bounds)


def _class_of(legend: Legend, interval: Interval) -> str | None:
    return next((label for label, other in legend.classes if alike(interval, other)), None)
