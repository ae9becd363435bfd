"""Text that was copied and only half adapted: items of a list, and paragraphs about another peer."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz

from extractor.audit.context import Context
from extractor.audit.entity_links import REACH, telling_words
from extractor.audit.text_figures import Figure, figures
from extractor.facts.model import Sentence
from extractor.notation.screened import Screened
from extractor.tables.captions import CAPTION
from schemas import Fact

# Two items are copies of each other from this likeness and length on.
ALIKE, LONG = 85, 120
_HEAD = re.compile(r"\b(?:merupakan|adalah|yaitu|yakni|dilaksanakan|bertujuan|dimaksudkan)\b", re.IGNORECASE)
# An item that names an activity has its name for a head, up to the first mark.
_NAMED = re.compile(r"^\s*\S{1,4}\s+(?:sub\s+)?(?:kegiatan|program)\b[^,:]{8,90}(?=[,:])", re.IGNORECASE)
_LONGEST_HEAD = 120
_NUMBERED = re.compile(r"\d+\.\d+\.?\s+[A-Z]")
_LETTERS = re.compile(r"[a-z]+")
_WORD = re.compile(r"[a-z]{4,}")


@dataclass(frozen=True, slots=True)
class Copied:
    """An item whose head names one thing while its body still speaks about the thing of the item before it."""

    first: Sentence
    second: Sentence
    named: str
    spoken: str


def copied_items(sentences: Sequence[Sentence]) -> Iterator[Copied]:
    """Items that repeat the one before them and name its thing where they should name their own."""
    items = [item for item in sentences if item.kind == "item" and len(item.text) >= LONG]
    for first, second in pairwise(items):
        near = second.paragraph - first.paragraph == 1 and first.section == second.section
        if not near or fuzz.ratio(first.text, second.text) < ALIKE:
            continue
        own, other = _words(_head(second.text)), _words(_head(first.text))
        if not own or not other or not own & other:
            continue
        body = _words(second.text[len(_head(second.text)) :])
        mine, theirs = own - other, other - own
        spoken = sorted(word for word in theirs if _has(body, word))
        if mine and spoken and not any(_has(body, word) for word in mine):
            yield Copied(first, second, _in_order(second.text, mine), _in_order(first.text, set(spoken)))


def _head(text: str) -> str:
    """The thing that an item defines: its words up to "is", "means"; empty where it defines none near its beginning."""
    match, named = _HEAD.search(text, 0, _LONGEST_HEAD), _NAMED.match(text)
    return named[0] if named else text[: match.start()] if match else ""


def _in_order(text: str, words: set[str]) -> str:
    """Some words of a text as it prints them, each once."""
    return " ".join(dict.fromkeys(word for word in re.findall(r"[A-Za-z]+", text) if word.lower() in words))


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower()))


def _has(body: set[str], word: str) -> bool:
    return any(fuzz.ratio(word, other) >= ALIKE for other in body)


@dataclass(frozen=True, slots=True)
class OtherPeer:
    """A sentence under the table of one peer that gives a figure to another one.

    `right` is what the table prints for its own peer and the same indicator, `taken` the figure of the other peer.
    """

    sentence: Sentence
    figure: Figure
    named: str
    expected: str
    table: str
    taken: Fact | None = None
    right: Fact | None = None


def other_peers(context: Context) -> list[OtherPeer]:
    """Figures that the text under a comparison with one peer gives to the peer of another comparison."""
    values = _peer_values(context)
    by_table = {table: {fact.entity for fact in facts if fact.entity} for table, facts in values.items()}
    single = {table: next(iter(names)) for table, names in by_table.items() if len(names) == 1}
    if len(set(single.values())) < 2:
        return []
    words = {name: telling_words(name) for name in single.values()}
    out: list[OtherPeer] = []
    for table, sentences in _texts_under(context, single).items():
        own = single[table]
        others = {name for name in single.values() if name != own and words[name] and not words[name] <= words[own]}
        for sentence in sentences:
            spoken = set(_LETTERS.findall(sentence.text.lower()))
            named = [name for name in sorted(others) if words[name] <= spoken]
            if len(named) != 1 or words[own] <= spoken:
                continue
            out += _figures_of(sentence, named[0], own, table, values)
    return out


def _peer_values(context: Context) -> dict[str, list[Fact]]:
    """Results of peers by table."""
    peers = {table.id for table in context.reading.tables if table.kind == "peers"}
    return {
        table: [f for f in context.of_table(table) if f.entity and f.measure == "realization" and f.value is not None]
        for table in sorted(peers)
    }


def _texts_under(context: Context, tables: dict[str, str]) -> dict[str, list[Sentence]]:
    """The sentences between the caption of each table and the next caption or heading."""
    numbers = {context.tables[table].number: table for table in tables}
    out: dict[str, list[Sentence]] = {table: [] for table in tables}
    current: str | None = None
    for sentence in context.reading.sentences:
        if sentence.kind == "caption":
            match = CAPTION.match(sentence.text)
            current = numbers.get(match["number"].strip()) if match else None
        elif current is not None and (sentence.kind == "heading" or _NUMBERED.match(sentence.text)):
            current = None
        elif current is not None:
            out[current].append(sentence)
    return out


def _figures_of(
    sentence: Sentence, named: str, own: str, table: str, values: dict[str, list[Fact]]
) -> Iterator[OtherPeer]:
    """The figures behind the name of the other peer."""
    facts = [fact for members in values.values() for fact in members]
    for figure in figures(sentence.text):
        before = sentence.text[max(0, figure.start - REACH) : figure.start].lower()
        if not telling_words(named) <= set(_LETTERS.findall(before)):
            continue
        if any(fact.entity == own and fact.value == figure.value for fact in facts):
            continue
        taken = next((fact for fact in facts if fact.entity == named and fact.value == figure.value), None)
        right = next((fact for fact in values[table] if taken and fact.subject.name == taken.subject.name), None)
        same_id = taken.subject.canonical_id if taken else None
        right = right or next((f for f in values[table] if same_id and f.subject.canonical_id == same_id), None)
        yield OtherPeer(sentence, figure, named, own, table, taken, right)


PEOPLE_AS_THINGS = Screened(
    re.compile(
        r"\b(?P<who>sumber\s+daya\s+manusia|sdm|pegawai|asn|pns|aparatur)\s+(?:yang\s+ada\s+)?(?:sebanyak|sejumlah|berjumlah)\s+"
        r"(?P<count>\d[\d.]*\s*(?:unit|buah|set|paket))\b",
        re.IGNORECASE,
    ),
    "sebanyak",
    "sejumlah",
    "berjumlah",
)


def people_as_things(sentence: Sentence) -> tuple[str, str] | None:
    """The word for people and the count in things that stands beside it: text copied from a paragraph about goods."""
    match = PEOPLE_AS_THINGS.search(sentence.text) if sentence.kind in ("sentence", "item") else None
    return (" ".join(match["who"].split()), match["count"]) if match else None
