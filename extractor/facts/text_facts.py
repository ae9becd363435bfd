"""Sentences that state a target, a realisation, an achievement, a budget or a percentage, as facts."""

import re
from collections.abc import Sequence
from functools import partial

from extractor.facts.model import Sentence
from extractor.facts.names import Mention, NameBook, budget_lines
from extractor.forks import shared
from extractor.notation import Token, find_numbers
from schemas import Document, Fact, FactSource, Subject

# What the words before a figure say it is; the last one before the figure counts.
KEYWORDS = re.compile(
    r"(?P<average>rata\s*-?\s*rata\s+(?:persentase\s+|tingkat\s+)?capaian)|(?P<change>(?:men|pen)(?:ingkat|urun)\w*|naik|turun|kenaikan|lebih|kurang|selisih)"
    r"|(?P<efficiency>efisiensi)|(?P<achievement>\b(?:tingkat\s+|persentase\s+|prosentase\s+)?capai?an)"
    r"|(?P<absorption>penyerapan|serapan|terserap)|(?P<target>target|ditargetkan)"
    r"|(?P<realization>realisasi|terealisasi|terealisir|direalisasikan|terlaksana|\bmencapai|tercapai)"
    r"|(?P<budget>pagu|anggaran|alokasi|dialokasikan|\bdana\b|\bapbd\b|belanja)",
    re.IGNORECASE,
)
# A keyword further away than this many characters says nothing about a figure.
REACH = 90
TOTAL = re.compile(
    r"\b(?:total|jumlah|seluruh|keseluruhan|apbd|dinas|badan|inspektorat|kecamatan|rsud|sekretariat|pagu anggaran)\b",
    re.IGNORECASE,
)
YEAR = re.compile(r"\b(?:tahun|ta\.?|anggaran)\s*(20\d\d)\b(?!\s*[-–])", re.IGNORECASE)
LAST_YEAR = re.compile(r"tahun (?:lalu|sebelumnya)", re.IGNORECASE)
# A percentage this close behind an amount that was spent is the share of the budget.
SHARE_REACH = 60
# An amount this close behind the name of a budget line is its budget.
INTRODUCED = 24
SAME_SENTENCE, FROM_CONTEXT = 0.95, 0.8
PLACES = {"summary", "body"}
# A sentence so many paragraphs further may still be about the subject named last.
NEAR = 2


def text_facts(
    sentences: Sequence[Sentence], table_facts: Sequence[Fact], document: Document, jobs: int = 1
) -> tuple[Fact, ...]:
    """Facts of the executive summary and the body chapters, in reading order, found by `jobs` processes.

    Ids are those of the sentences, with a number behind.
    """
    book = NameBook(table_facts)
    tasks = [partial(_facts_along, thread, book, document) for thread in _threads(sentences)]
    return tuple(fact for facts in shared(tasks, jobs) for fact in facts)


def _threads(sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    """The sentences that count, those together that follow each other closely in one section."""
    threads: list[list[Sentence]] = []
    for sentence in sentences:
        if sentence.place not in PLACES or sentence.kind == "caption":
            continue
        before = threads[-1][-1] if threads else None
        if before and sentence.section == before.section and sentence.paragraph - before.paragraph <= NEAR:
            threads[-1].append(sentence)
        else:
            threads.append([sentence])
    return threads


def _facts_along(thread: Sequence[Sentence], book: NameBook, document: Document) -> list[Fact]:
    """Facts of sentences that follow each other; one that names no subject may be about the one named before."""
    last: Mention | None = None
    out: list[Fact] = []
    for sentence in thread:
        known = book.mentions(sentence.text)
        mentions = sorted([*known, *_unknown_lines(sentence.text, known)], key=lambda m: m.start)
        if sentence.kind != "heading":
            out += _facts_of(sentence, mentions, last, document)
        last = mentions[-1] if mentions else last
    return out


def _unknown_lines(text: str, known: list[Mention]) -> list[Mention]:
    """Budget lines introduced by the text that overlap no known name."""
    return [m for m in budget_lines(text) if not any(k.start < m.end and m.start < k.end for k in known)]


def _facts_of(sentence: Sentence, mentions: list[Mention], last: Mention | None, document: Document) -> list[Fact]:
    """Facts of one sentence; `last` is the subject named before it."""
    tokens = [
        t for t in find_numbers(sentence.text) if t.role in {"figure", "unit-number"} and t.parsed.value is not None
    ]
    facts: list[Fact] = []
    measures: list[tuple[Token, str | None]] = []
    for token in tokens:
        measure = _measure(sentence.text, token, measures) or _introduced(token, mentions, measures)
        measures.append((token, measure))
        if measure is None:
            continue
        subject, confidence = _subject(sentence.text, token, measure, mentions, last)
        if subject is None:
            continue
        parsed, seen = token.parsed, sentence.at(token.start, token.end)
        facts.append(
            Fact(
                id=f"{sentence.id}-{len(facts) + 1}",
                subject=subject,
                measure=measure,
                period=_period(sentence.text, token, document.fiscal_year),
                printed=token.text,
                value=parsed.value,
                decimals=parsed.decimals,
                unit="%" if parsed.percent_sign or parsed.unit == "%" else "Rp" if parsed.currency else parsed.unit,
                predicate=parsed.predicate,
                source=FactSource(page=seen.page, bbox=seen.bbox, sentence=sentence.text),
                confidence=confidence,
            )
        )
    return facts


def _introduced(token: Token, mentions: list[Mention], before: list[tuple[Token, str | None]]) -> str | None:
    """Budget for an amount right behind the name of a budget line, with no figure between."""
    if not token.parsed.currency:
        return None
    near = [m for m in mentions if m.subject.kind == "budget_line" and 0 <= token.start - m.end <= INTRODUCED]
    return "budget" if near and not (before and before[-1][0].start > near[-1].start) else None


def _measure(text: str, token: Token, before: list[tuple[Token, str | None]]) -> str | None:
    """What a figure is, by the last keyword between it and the figure before, and by its sign."""
    start = max(before[-1][0].end if before else 0, token.start - REACH)
    found = [m.lastgroup for m in KEYWORDS.finditer(text, start, token.start)]
    money, percent = token.parsed.currency, token.parsed.unit == "%" or token.parsed.percent_sign
    if percent and before and before[-1][1] == "spending" and token.start - before[-1][0].end <= SHARE_REACH:
        return "absorption"
    keyword = found[-1] if found else None
    if keyword == "change" and len(found) > 1 and found[-2] in {"achievement", "realization"} and money:
        keyword = found[-2]
    return _by_keyword(keyword, money, percent, token.parsed.unit)


def _by_keyword(keyword: str | None, money: bool, percent: bool, unit: str | None) -> str | None:
    """Measure of a keyword for an amount, a percentage or a plain figure."""
    if keyword is None or (
        unit and not money and not percent and keyword in {"budget", "absorption", "efficiency", "achievement"}
    ):
        return None
    if money:
        return {
            "realization": "spending",
            "absorption": "spending",
            "achievement": "spending",
            "change": None,
            "target": "budget",
            "budget": "budget",
        }.get(keyword)
    if keyword == "change":
        return "growth" if percent else "difference"
    if percent:
        return {"average": "average_achievement", "budget": "absorption"}.get(keyword, keyword)
    return {
        "average": "average_achievement",
        "target": "target",
        "realization": "realization",
        "achievement": "achievement",
    }.get(keyword)


def _subject(
    text: str, token: Token, measure: str, mentions: list[Mention], last: Mention | None
) -> tuple[Subject | None, float]:
    """What a figure is about and how sure that is: the nearest name before it, else after it, else the last one."""
    budget = measure in {"budget", "spending", "absorption"}
    fitting = [m for m in mentions if budget or m.subject.kind == "indicator"]
    before = [m for m in fitting if m.end <= token.start]
    if before:
        return before[-1].subject, SAME_SENTENCE
    if measure == "average_achievement":
        return Subject(kind="total", name="Rata-rata capaian", level="total"), SAME_SENTENCE
    if fitting:
        return fitting[0].subject, FROM_CONTEXT
    if budget and (TOTAL.search(text[: token.start]) or last is None):
        return Subject(kind="total", name="Total anggaran", level="total"), SAME_SENTENCE if TOTAL.search(
            text
        ) else FROM_CONTEXT
    if last and (budget or last.subject.kind == "indicator"):
        return last.subject, FROM_CONTEXT
    return None, 0.0


def _period(text: str, token: Token, fiscal_year: int | None) -> str | None:
    """The last year named before the figure, else the report's year."""
    years = YEAR.findall(text[: token.start])
    if years:
        return str(years[-1])
    if LAST_YEAR.search(text[: token.start]) and fiscal_year:
        return str(fiscal_year - 1)
    return str(fiscal_year) if fiscal_year else None
