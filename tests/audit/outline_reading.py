"""Readings of reports without figures, for the tests of the rules on the document."""

from collections.abc import Sequence
from typing import Any

from extractor.audit import RULES, Context, Outcome
from extractor.audit.outcome import Draft
from extractor.facts.model import Entry, Reading, Sentence
from schemas import BBox, Diagnostic, Document, Table
from tests.audit.prose import BOX

YEAR = 2031


def line(text: str, page: int = 3, listing: str = "contents") -> Entry:
    """A line "2.1 Judul ... 7" of a list; "-" for a page number that is not printed."""
    *words, label = text.split()
    number = words.pop(0) if words[0][0].isdigit() or (words[0].isupper() and len(words[0]) < 4) else ""
    return Entry(listing, number, " ".join(words), None if label == "-" else label, page, BOX, text)


def said(*texts: str, **more: Any) -> tuple[Sentence, ...]:
    """Sentences from "page|kind|text" or plain text on page 6; captions and headings too."""
    out = []
    for number, text in enumerate(texts):
        page, kind, words = text.split("|") if text.count("|") == 2 else ("6", "sentence", text)
        box: BBox = (0.0, float(number), 1.0, float(number + 1))
        out.append(
            Sentence(f"s{number:04d}", words, int(page), box, kind=kind, paragraph=number, **({"place": "body"} | more))
        )
    return tuple(out)


def report(
    sentences: Sequence[Sentence] = (),
    listings: Sequence[Entry] = (),
    tables: Sequence[Table] = (),
    without_rows: Sequence[int] = (),
    **more: Any,
) -> Reading:
    """The reading of a report of 2031 of the Dinas Sungai Kabupaten Hulu."""
    return Reading(
        document=Document(
            kind=more.pop("kind", "lkjip"),
            fiscal_year=YEAR,
            agency="Dinas Sungai Kabupaten Hulu",
            region="Kabupaten Hulu",
        ),
        sentences=tuple(sentences),
        listings=tuple(listings),
        tables=tuple(tables),
        diagnostics=tuple(Diagnostic(code="table-without-rows", page=page, message="") for page in without_rows),
        **more,
    )


def drafts(code: str, reading: Reading) -> list[Draft]:
    """What a rule finds, in its order."""
    import extractor.audit.rules  # noqa: F401

    found: list[Outcome] = [outcome for rule in RULES[code].functions for outcome in rule(Context(reading))]
    return [outcome.draft for outcome in found if outcome.draft]


def messages(code: str, reading: Reading) -> list[str]:
    """The Indonesian messages of what a rule finds."""
    return [draft.message.id for draft in drafts(code, reading)]
