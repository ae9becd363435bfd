"""The lists of contents, tables and figures: each line with its number, title and page."""

import re
from collections.abc import Iterator, Sequence

from extractor.facts.model import Entry
from extractor.facts.prose import Paragraph
from extractor.tables.captions import LEADER

_LABEL = r"(?:[IVX]{1,4}\s*[-–.]\s*)?\d{1,3}|[ivxlc]{1,7}"
_END = re.compile(rf"(?:^|[\s.…·_])(?P<label>{_LABEL})\s*\.?\s*$")
_KINDS = (
    ("tables", re.compile(r"^tabel\.?\s*(?P<number>(?:[IVX]+|\d+)(?:\s?[.\-–]\s?\d+)*)\s*[.:)]?\s*(?P<title>.*)$", re.IGNORECASE)),
    (
        "figures",
        re.compile(
            r"^(?:gambar|grafik|bagan|diagram)\.?\s*(?P<number>(?:[IVX]+|\d+)(?:\s?[.\-–]\s?\d+)*)\s*[.:)]?\s*(?P<title>.*)$",
            re.IGNORECASE,
        ),
    ),
    ("appendices", re.compile(r"^lampiran\.?\s*(?P<number>[IVX]+|\d+)\s*[.:)]?\s+(?P<title>.*)$", re.IGNORECASE)),
    ("contents", re.compile(r"^(?P<number>BAB\s+(?:[IVX]+|\d+)|\d{1,2}(?:\.\d{1,2})+|[A-H](?=\.\s))\s*[.:)]?\s*(?P<title>.*)$")),
    ("contents", re.compile(r"^(?P<number>)(?P<title>[^\W\d].*)$")),
)  # fmt: skip


def entries(paragraphs: Sequence[Paragraph]) -> tuple[Entry, ...]:
    """All lines of the lists, in reading order; a line without a page number goes on with the next one."""
    out: list[Entry] = []
    for paragraph in paragraphs:
        if paragraph.kind != "listing":
            continue
        entry = _entry(paragraph)
        last = out[-1] if out else None
        if last and last.label is None and not entry.number and entry.page - last.page <= 1 and last.number:
            title = f"{last.title} {entry.title}".strip()
            out[-1] = Entry(
                last.listing, last.number, title, entry.label, last.page, last.bbox, f"{last.text} {entry.text}"
            )
        else:
            out.append(entry)
    return tuple(_placed(out))


def _entry(paragraph: Paragraph) -> Entry:
    text = paragraph.text.strip()
    leader = LEADER.search(text)
    end = _END.search(text)
    body = text[: leader.start()] if leader else text[: end.start()] if end else text
    body = body.strip(" .…·_")
    label = re.sub(r"\s+", "", end["label"]) if end and (leader or end) else None
    for listing, pattern in _KINDS:
        match = pattern.match(body)
        if match:
            number = re.sub(r"\s+", "", match["number"]) if listing != "contents" else " ".join(match["number"].split())
            return Entry(listing, number, match["title"].strip(), label, paragraph.page, paragraph.bbox, text)
    return Entry("contents", "", body, label, paragraph.page, paragraph.bbox, text)


def _placed(found: Sequence[Entry]) -> Iterator[Entry]:
    """Lines without a number belong to the list that they stand in."""
    listing = "contents"
    for entry in found:
        listing = entry.listing if entry.number else listing
        if entry.listing == listing or entry.number:
            yield entry
        else:
            yield Entry(listing, "", entry.title, entry.label, entry.page, entry.bbox, entry.text)
