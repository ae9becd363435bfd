"""Headings, and which part of the report a page belongs to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.facts.prose import NUMBERED, Paragraph
from schemas import Section

CHAPTER = re.compile(r"^BAB\s+(?P<number>[IVX]{1,5}|\d)\b[\s.:–-]*(?P<title>.*)$", re.IGNORECASE)
LETTERED = re.compile(r"^(?P<number>[A-H])\.\s+(?P<title>[^\W\d].{2,})$")
SUMMARY = re.compile(r"^(?:ikhtisar|ringkasan)\s+eksekutif|^executive summary", re.IGNORECASE)
FRONT = re.compile(r"^(?:kata pengantar|daftar (?:isi|tabel|gambar|grafik|lampiran|singkatan|bagan))", re.IGNORECASE)
APPENDIX = re.compile(r"^(?:daftar )?lampiran(?:\s*[-–:]?\s*(?:lampiran|[IVX\d]+))?\s*[.:]?$", re.IGNORECASE)
ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6}
# A heading is at most this long.
LONGEST = 140


@dataclass(frozen=True, slots=True)
class Placed:
    """A paragraph with the part of the report and the section it stands in."""

    paragraph: Paragraph
    place: str
    section: str | None


def place(paragraphs: Sequence[Paragraph]) -> tuple[list[Placed], tuple[Section, ...]]:
    """Every paragraph with its part (front, summary, body, appendix) and section, and all sections."""
    bold = any(_chapter(p) and p.bold for p in paragraphs)
    chapters = {id(p): found for p in paragraphs if (found := _chapter(p)) and (p.bold or not bold)}
    part = "front" if chapters and not any(id(p) in chapters for p in paragraphs[:3]) else "body"
    current: str | None = None
    placed: list[Placed] = []
    sections: list[Section] = []
    for paragraph in paragraphs:
        text = paragraph.text.strip()
        chapter = chapters.get(id(paragraph))
        if chapter:
            part, current = "body", chapter[0]
            sections.append(Section(number=chapter[0], title=chapter[1], level=1, page=paragraph.page))
            paragraph.kind = "heading"
        elif paragraph.kind == "listing":
            pass
        elif SUMMARY.match(text) and len(text) < 60 and part == "front":
            part, paragraph.kind = "summary", "heading"
        elif FRONT.match(text) and len(text) < 40 and part == "summary":
            part, paragraph.kind = "front", "heading"
        elif APPENDIX.match(text) and part == "body" and len(sections) > 2:
            part, current, paragraph.kind = "appendix", None, "heading"
        elif part == "body" and (heading := _heading(paragraph)):
            current = heading.number
            sections.append(heading)
            paragraph.kind = "heading"
        placed.append(Placed(paragraph, part if paragraph.kind != "listing" else "front", current))
    return placed, tuple(sections)


def _chapter(paragraph: Paragraph) -> tuple[str, str] | None:
    """Number and title of a chapter heading."""
    match = CHAPTER.match(paragraph.text.strip())
    if not match or paragraph.kind == "listing" or len(paragraph.text) > LONGEST:
        return None
    if not paragraph.text.strip()[:3].isupper():
        return None
    number = match["number"].upper()
    title = match["title"].strip()
    if re.search(r"(?:^|\s)\d{1,3}$", title):
        return None
    if title and not (title.isupper() or paragraph.bold):
        return None
    return str(ROMAN.get(number, number)), title


def _heading(paragraph: Paragraph) -> Section | None:
    """The section that a bold numbered line opens, or a larger one with a number of several parts."""
    text = paragraph.text.strip()
    plain = not (paragraph.bold or text.isupper())
    if len(text) > LONGEST or (plain and not paragraph.larger):
        return None
    for pattern in (NUMBERED,) if plain else (NUMBERED, LETTERED):
        match = pattern.match(text)
        if match:
            number = match["number"]
            return Section(
                number=number,
                title=match["title"],
                level=1 + number.count(".") if "." in number else 2,
                page=paragraph.page,
            )
    return None
