"""Whether names can tell the catalogue's indicators apart: what matching would confuse is a fault of the catalogue."""

from collections.abc import Iterator, Sequence

from extractor.matching.compare import compare
from extractor.matching.entries import Entries, Entry
from extractor.matching.normalise import read_name
from extractor.matching.view import Side
from extractor.matching.weights import weights
from schemas.catalogue.models import Indicator
from schemas.catalogue.problem import Problem

# So many other names are looked at for each one, those that share this part of the weight of its words.
MOST, LEAST_SHARED = 12, 0.5


def distinct_problems(indicators: Sequence[Indicator]) -> Iterator[Problem]:
    """Names that read like those of another indicator, and synonyms that another indicator fits better than their own.

    Two indicators may share a name where their units or their kinds of offices differ: then these tell them apart.
    """
    spellings = [(i, name) for i in indicators for name in dict.fromkeys((i.name, *i.synonyms))]
    entries = Entries(Entry(i.id, name, i.unit, i.agencies) for i, name in spellings)
    forms: dict[str, list[int]] = {}
    for place, (indicator, name) in enumerate(spellings):
        like = forms.setdefault(entries.all[place].side.name.text, [])
        other = next((p for p in like if _same_place(entries.all[p], entries.all[place])), None)
        if other is not None and spellings[other][0].id != indicator.id:
            text = (
                f'"{name}" reads like "{spellings[other][1]}" of {spellings[other][0].id}: no feature tells them apart'
            )
            yield Problem(indicator.id, text, name)
        else:
            like.append(place)
            yield from _misplaced(place, indicator, name, entries)


def _same_place(left: Entry, right: Entry) -> bool:
    """Whether neither the unit nor the kind of office tells two indicators of one name apart."""
    offices = set(left.side.agencies), set(right.side.agencies)
    return left.side.unit_kind == right.side.unit_kind and (not all(offices) or bool(offices[0] & offices[1]))


def _misplaced(place: int, indicator: Indicator, name: str, entries: Entries) -> Iterator[Problem]:
    """The synonym at a place, where another indicator fits it better than its own other names do."""
    side = entries.all[place].side
    if name == indicator.name:
        return
    best, owner = 0.0, ""
    for other in entries.sharing(side.name.words, LEAST_SHARED, MOST):
        entry = entries.all[other]
        if entry.id != indicator.id and (found := compare(side, entry.side).score) > best:
            best, owner = found, entry.id
    if best < weights().matched:
        return
    own = (n for n in (indicator.name, *indicator.synonyms) if n != name)
    fits = max((compare(side, Side(read_name(n), side.unit_kind, side.agencies)).score for n in own), default=0.0)
    if best > fits:
        yield Problem(indicator.id, f'"{name}" fits {owner} better ({best:.2f}, here {fits:.2f})', name)
