"""Paragraphs to sentences."""

import re
from collections.abc import Sequence

from extractor.facts.model import Sentence
from extractor.facts.printed_lines import lines_under, place_of
from extractor.facts.sections import Placed

# A full stop that ends a sentence: a space and a capital, a bracket or a quote follow, no abbreviation stands before.
BOUNDARY = re.compile(r"(?<=[.!?])\s+(?=[\"“(]?[A-Z])")
ABBREVIATION = re.compile(
    r"(?:\b(?:No|Nomor|Rp|Kab|Prov|Kec|Jl|Jln|Drs|Dr|dr|Ir|Hj|H|Prof|St|Sdr|Th|hal|Hal|s\.d|a\.n|u\.p|dkk|dll|dsb|tsb|yth|Yth|PT|CV|"
    r"S\.\w+|M\.\w+|[A-Z])|^\s*(?:\d{1,2}(?:\.\d{1,2})*|[a-zA-Z]|[ivx]{1,4}))\.$"
)
# A text without a full stop over more characters than this is no sentence; a full page of small print has some 5,000.
LONGEST = 8000


def sentences_of(placed: Sequence[Placed]) -> tuple[Sentence, ...]:
    """All sentences, headings and captions, numbered in reading order; lists of contents are left out."""
    out: list[Sentence] = []
    for number, part in enumerate(placed):
        paragraph = part.paragraph
        if paragraph.kind == "listing":
            continue
        whole = paragraph.kind not in {"sentence", "item"}
        parts = [(0, len(paragraph.text))] if whole else spans(paragraph.text)
        out += [_sentence(part, number, f"s{len(out) + k:04d}", *span) for k, span in enumerate(parts, start=1)]
    return tuple(out)


def _sentence(placed: Placed, number: int, identifier: str, start: int, end: int) -> Sentence:
    """A part of a paragraph with its own lines; those of its first page are its place."""
    paragraph = placed.paragraph
    lines = lines_under(paragraph.lines, start, end)
    page = lines[0].page if lines else paragraph.page
    return Sentence(
        id=identifier,
        text=paragraph.text[start:end],
        page=page,
        bbox=place_of(lines, page) if lines else paragraph.bbox,
        kind=paragraph.kind,
        place=placed.place,
        section=placed.section,
        paragraph=number,
        lines=lines,
    )


def spans(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a paragraph begin and end."""
    out: list[tuple[int, int]] = []
    start = 0
    for match in BOUNDARY.finditer(text):
        head = text[start : match.start()]
        if ABBREVIATION.search(head[-12:]) or (len(head) < 4 and not out):
            continue
        out.append(_trimmed(text, start, match.start()))
        start = match.end()
    out.append(_trimmed(text, start, len(text)))
    return [piece for first, last in out if first < last for piece in _pieces(text, first, last)]


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The span itself; a longer one than any sentence in pieces that end between words, as looking through it costs its square."""
    out: list[tuple[int, int]] = []
    while end - start > LONGEST:
        cut = text.rfind(" ", start + 1, start + LONGEST)
        cut = start + LONGEST if cut < 0 else cut
        out.append((start, cut))
        start = cut
    return [*out, _trimmed(text, start, end)]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A part of a text without the spaces around it."""
    part = text[start:end]
    first = start + len(part) - len(part.lstrip())
    return first, max(first, start + len(part.rstrip()))
