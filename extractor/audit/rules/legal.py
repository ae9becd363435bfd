"""Regulations that a report cites: one title each, one regulation for a subject, those in force."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from extractor.audit.candidates import candidates
from extractor.audit.citations import NUMBER, REGULATIONS, Citation, citations
from extractor.audit.context import Context
from extractor.audit.outcome import Draft, Outcome
from extractor.audit.outline import covers, lacks, telling
from extractor.audit.phrases import both, phrase
from extractor.audit.registry import rule
from schemas import Message

# Two titles that lack so many words of each other are not one title.
_LACKING = 3
# A local regulation has its subject told in so many words at least, nearly all of which the other one has.
_WORDS, _SHARED = 5, 0.85
# Decrees are numbered anew by every office.
_UNTITLED = frozenset({"keputusan", "surat edaran"})
_CHANGES = re.compile(r"\b(?:perubahan|diubah|dicabut|mencabut|pengganti|diganti|sebelumnya|semula)\b", re.IGNORECASE)
_ORGANISATION = re.compile(r"\b(?:kedudukan|susunan\s+organisasi|tata\s+kerja|tugas)\b", re.IGNORECASE)


@rule(
    "DOC-LEGAL",
    title=Message(id="Rujukan peraturan tidak seragam", en="Regulations are cited inconsistently"),
    severity="notice",
    effect=Message(
        id="Dasar hukum laporan tidak dapat dipastikan.", en="The legal basis of the report cannot be told for sure."
    ),
)
def citing(context: Context) -> Iterator[Outcome]:
    """A regulation is cited under two titles, two regulations for one subject, or one that is no longer in force.

    What it checks: titles after "tentang" against each other and against the known title; local regulations on the
        organisation of the agency; national regulations that were replaced before the report's year.
    Why it matters: the report must stand on the regulations in force.
    Formula: one title for one number and year; one number and year for the organisation of the agency.
    Example: Peraturan Bupati 29/2020 in the list of laws, Peraturan Bupati 25/2023 for the same organisation in the text.
    When it stays silent: short or cut titles, titles that share most words; a sentence that tells of a change or a
        replacement. Two regulations for one organisation are a warning, all else a notice.
    Source: titles and replacements as known, see extractor/audit/regulations.yaml; to be looked up before quoting.
    """
    cited = [item for sentence in candidates(context.reading, NUMBER) for item in citations(sentence)]
    by_key: dict[tuple[tuple[str, int, int], str], list[Citation]] = defaultdict(list)
    for item in cited:
        if item.kind not in _UNTITLED:
            by_key[item.key, item.issuer].append(item)
    for (key, _), members in by_key.items():
        yield from _two_titles(key, members)
        yield from _replaced(context.year, key, members)
    yield from _two_regulations([item for item in cited if item.kind in ("perkada", "perda")])


def _two_titles(key: tuple[str, int, int], members: Sequence[Citation]) -> Iterator[Outcome]:
    """The citation whose title is not the known one, else not that of the first citation."""
    known = REGULATIONS.get(key)
    titled = [item for item in members if item.title and not _CHANGES.search(item.title)]
    right = known.title if known else titled[0].title if titled else ""
    odd = [item for item in titled if _apart(item.title, right)]
    if not odd:
        return
    message = phrase(
        "DOC-LEGAL.titles",
        regulation=odd[0].text,
        page=odd[0].sentence.page,
        title=odd[0].title,
        right=right,
        known=both("DOC-LEGAL.known" if known else "DOC-LEGAL.elsewhere"),
    )
    yield Outcome(draft=Draft(message, sentences=tuple(item.sentence for item in (*odd, *titled)), lead="sentences"))


def _apart(first: str, second: str) -> bool:
    return min(len(lacks(first, second)), len(lacks(second, first))) >= _LACKING


def _replaced(year: int | None, key: tuple[str, int, int], members: Sequence[Citation]) -> Iterator[Outcome]:
    known = REGULATIONS.get(key)
    if not known or not known.until or not year or year <= known.until:
        return
    plain = [item for item in members if not _CHANGES.search(item.sentence.text)]
    if not plain:
        return
    message = phrase(
        "DOC-LEGAL.replaced",
        regulation=plain[0].text,
        page=plain[0].sentence.page,
        by=known.replaced_by or "",
        year=year,
    )
    yield Outcome(draft=Draft(message, sentences=(plain[0].sentence,), lead="sentences"))


def _two_regulations(local: Sequence[Citation]) -> Iterator[Outcome]:
    """Two local regulations of one kind on the organisation of one office."""
    told = [item for item in local if _ORGANISATION.search(item.title) and len(telling(item.title)) >= _WORDS]
    for index, first in enumerate(told):
        for second in told[index + 1 :]:
            changed = _CHANGES.search(first.sentence.text) or _CHANGES.search(second.sentence.text)
            if changed or first.kind != second.kind or first.key == second.key or first.issuer != second.issuer:
                continue
            if not (covers(second.title, first.title, _SHARED) or covers(first.title, second.title, _SHARED)):
                continue
            message = phrase(
                "DOC-LEGAL.subject",
                first=first.text,
                page=first.sentence.page,
                second=second.text,
                other_page=second.sentence.page,
                title=min(first.title, second.title, key=len),
            )
            sentences = (first.sentence, second.sentence)
            yield Outcome(draft=Draft(message, severity="warning", sentences=sentences, lead="sentences"))
            return
