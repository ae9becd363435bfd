"""Paragraphs to sentences."""

import re
from collections.abc import Sequence

from extractor.facts.model import Sentence
from extractor.facts.sections import Placed

# A full stop that ends a sentence: a space and a capital, a bracket or a quote follow, no abbreviation stands before.
BOUNDARY = re.compile(r"(?<=[.!?])\s+(?=[\"“(]?[A-Z])")
ABBREVIATION = re.compile(
    r"(?:\b(?:No|Nomor|Rp|Kab|Prov|Kec|Jl|Jln|Drs|Dr|dr|Ir|Hj|H|Prof|St|Sdr|Th|hal|Hal|s\.d|a\.n|u\.p|dkk|dll|dsb|tsb|yth|Yth|PT|CV|"
    r"S\.\w+|M\.\w+|[A-Z])|^\s*(?:\d{1,2}(?:\.\d{1,2})*|[a-zA-Z]|[ivx]{1,4}))\.$"
)


def sentences_of(placed: Sequence[Placed]) -> tuple[Sentence, ...]:
    """All sentences, headings and captions, numbered in reading order; lists of contents are left out."""
    out: list[Sentence] = []
    for number, part in enumerate(placed):
        paragraph = part.paragraph
        if paragraph.kind == "listing":
            continue
        texts = split(paragraph.text) if paragraph.kind in {"sentence", "item"} else [paragraph.text]
        out += [
            Sentence(
                id=f"s{len(out) + k:04d}",
                text=text,
                page=paragraph.page,
                bbox=paragraph.bbox,
                kind=paragraph.kind,
                place=part.place,
                section=part.section,
                paragraph=number,
            )
            for k, text in enumerate(texts, start=1)
        ]
    return tuple(out)


def split(text: str) -> list[str]:
    """The sentences of a paragraph."""
    out: list[str] = []
    start = 0
    for match in BOUNDARY.finditer(text):
        head = text[start : match.start()]
        if ABBREVIATION.search(head[-12:]) or (len(head) < 4 and not out):
            continue
        out.append(head.strip())
        start = match.end()
    out.append(text[start:].strip())
    return [sentence for sentence in out if sentence]
