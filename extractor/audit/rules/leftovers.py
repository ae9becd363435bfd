"""What was left standing from an earlier report or another agency: old footers, last year's sentences, other names."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from extractor.audit.candidates import sentences_with
from extractor.audit.context import Context
from extractor.audit.outcome import Draft, Outcome
from extractor.audit.phrases import phrase
from extractor.audit.registry import rule
from extractor.audit.text_claims import plain_years
from extractor.audit.text_figures import figures
from extractor.audit.wording import quoted
from extractor.audit.year_claims import announced_table, named_older
from extractor.facts.model import Sentence
from extractor.facts.offices import AGENCY, OFFICE
from schemas import Message

# A line that is nothing but the name of a report with its year, such as a footer that got into the text.
_FOOTER = re.compile(
    r"^(?:laporan\s+(?:akuntabilitas\s+)?kinerja|lkj\w*|lakip|lkip|lapkin)\b(?P<between>[^.,;:()]{0,80}?)\b(?P<year>(?:19|20)\d{2})"
    r"(?:\s*(?:\||[-–])?\s*(?:\d{1,3}|[ivxl]{1,5}))?$",
    re.IGNORECASE,
)
_LONGEST_FOOTER = 110


@rule(
    "DOC-STALE",
    title=Message(id="Sisa laporan tahun lalu", en="Left over from an earlier report"),
    severity="warning",
    effect=Message(
        id="Pembaca tidak tahu apakah angka dan kalimat lain sudah diperbarui.",
        en="A reader cannot know whether other figures and sentences were renewed.",
    ),
)
def leftovers(context: Context) -> Iterator[Outcome]:
    """A footer, an opening or a sentence with last year's totals was left from an earlier report.

    What it checks: running feet and lines of the text that name a report of an earlier year; openings that say this report
        is of a year two or more back; a paragraph that gives only last year's totals and then shows this year's table.
    Why it matters: what is stale in one place is doubted everywhere.
    Formula: the year of the report's own name is the year of the report.
    Example: "Laporan Kinerja Dinas Sungai 2028" at the foot of a page of the report of 2031.
    When it stays silent: sources under tables, reports of other years that are cited, last year's report (DOC-YEAR), a
        paragraph that gives this year's totals too.
    Source: none; two years in the name of one report cannot both be right.
    """
    year = context.year
    if year is None:
        return
    for foot in context.reading.footers:
        yield from _footer(foot, year)
    for sentence in context.reading.sentences:
        if sentence.kind in ("sentence", "item") and sentence.place in ("front", "summary", "body"):
            yield from _footer(sentence, year)
    for sentence, named in named_older(context.reading.sentences, year):
        message = phrase(
            "DOC-STALE.opening", page=sentence.page, named=named, year=year, text=quoted(sentence.text, 200)
        )
        yield Outcome(draft=Draft(message, sentences=(sentence,), printed=str(named), lead="sentences"))
    yield from _totals(context, year)


def _footer(sentence: Sentence, year: int) -> Iterator[Outcome]:
    match = _FOOTER.match(sentence.text.strip()) if len(sentence.text) <= _LONGEST_FOOTER else None
    if match and year - 10 < int(match["year"]) < year:
        message = phrase(
            "DOC-STALE.footer", page=sentence.page, named=match["year"], year=year, text=quoted(sentence.text)
        )
        yield Outcome(draft=Draft(message, sentences=(sentence,), printed=match["year"], lead="sentences"))


def _totals(context: Context, year: int) -> Iterator[Outcome]:
    """Paragraphs that give only last year's amounts and then show a table of this year."""
    reading = context.reading
    paragraphs: dict[int, list[Sentence]] = {}
    for sentence in reading.sentences:
        if sentence.kind in ("sentence", "item") and sentence.place == "body":
            paragraphs.setdefault(sentence.paragraph, []).append(sentence)
    for members in paragraphs.values():
        if not any(str(year - 1) in sentence.text for sentence in members):
            continue
        years = {named for sentence in members for named in plain_years(sentence.text)}
        if years != {year - 1}:
            continue
        money = [f for sentence in members for f in figures(sentence.text) if f.kind == "money"]
        table = next((found for s in members if (found := announced_table(s, reading.tables))), None)
        if len(money) < 2 or table is None or str(year) not in (table.caption or ""):
            continue
        if {f.value for f in money} & {fact.value for fact in context.of_table(table.id)}:
            continue
        place = context.wording.table(table.id, table.pages[0])
        message = phrase(
            "DOC-STALE.totals",
            page=members[0].page,
            figures=", ".join(f.text for f in money[:2]),
            last=year - 1,
            table=place,
            year=year,
        )
        draft = Draft(message, sentences=tuple(members), printed=money[0].text, value=money[0].value, lead="sentences")
        yield Outcome(draft=draft)


# A name that is used this seldom, against this many times for the agency's own, is a slip.
_SELDOM, _USUAL = 2, 5
_ALIKE, _SAME = 60, 93


@rule(
    "DOC-ORG",
    title=Message(id="Nama instansi tidak seragam", en="Name of the agency varies"),
    severity="notice",
)
def names(context: Context) -> Iterator[Outcome]:
    """The agency is called by another name in a few places.

    What it checks: names of offices of the agency's own region that are nearly the agency's name.
    Why it matters: the name is often that of before a reorganisation; a reader asks whose figures these are.
    Formula: one name for the agency of the report.
    Example: "Badan Kepegawaian Daerah" once, "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia" everywhere else.
    When it stays silent: other offices, names used three times and more, misspellings, the agency's name cut or wrapped
        over lines.
    Source: none; one agency has one name.
    """
    own, region = context.reading.document.agency, context.reading.document.region
    if not own or not region:
        return
    name = _plain(own.removesuffix(region))
    found: dict[str, list[tuple[Sentence, str]]] = {}
    plain_region = _plain(region)
    for sentence in sentences_with(context.reading, plain_region.split()[-1:]):
        if sentence.place not in ("front", "summary", "body") or sentence.text.isupper():
            continue
        for match in AGENCY.finditer(sentence.text):
            if _plain(f"{match['word']} {match['name']}").startswith(plain_region):
                found.setdefault(_plain(match["agency"]), []).append((sentence, match["agency"]))
    counts = Counter({key: len(members) for key, members in found.items()})
    if counts[name] < _USUAL:
        return
    for key, members in found.items():
        if len(members) <= _SELDOM and _another_name(key, name):
            sentence, printed = members[0]
            message = phrase("DOC-ORG.name", page=sentence.page, printed=" ".join(printed.split()), own=own)
            yield Outcome(draft=Draft(message, sentences=tuple(s for s, _ in members), lead="sentences"))


def _plain(text: str) -> str:
    return " ".join(_LETTERS.findall(text.lower()))


_LETTERS = re.compile(r"[a-z]+")
_OFFICE = re.compile(rf"^(?:{OFFICE})\b\s*", re.IGNORECASE)


def _another_name(key: str, own: str) -> bool:
    """Whether a name is meant for the agency though it is another one: same first words, no misspelling, no part of it."""
    mine, theirs = (_OFFICE.sub("", name).split() for name in (own, key))
    if not theirs or not mine or theirs[0] != mine[0] or own.startswith(key) or key.startswith(own):
        return False
    return fuzz.token_set_ratio(key, own) >= _ALIKE and fuzz.ratio(key, own) < _SAME and _meaningful(theirs, mine)


def _meaningful(theirs: Sequence[str], mine: Sequence[str]) -> bool:
    """The name lacks or has a word that is no misspelling of a word of the other."""
    extra = [word for word in theirs if len(word) > 3 and max(fuzz.ratio(word, other) for other in mine) < 75]
    return bool(extra)
