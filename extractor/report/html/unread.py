"""What could not be read, in words: notes that say the same are told once, with all their pages."""

from collections.abc import Iterable

from extractor.report.speech import Speech
from schemas import Diagnostic, Report

# Notes whose own message tells more than their kind, such as the line of a file.
DETAILED = frozenset({"slanted-text", "document-not-compared", "decision-does-not-fit"})


def unread_pages(report: Report, say: Speech) -> tuple[str, ...]:
    """Pages of which nothing was read, by the reason why."""
    by_reason: dict[str, list[int]] = {}
    for page in report.coverage.pages:
        if page.reader == "none":
            by_reason.setdefault(page.reason or "", []).append(page.page)
    return tuple(_with_pages(say.known(f"reasons.{key}", key), pages, say) for key, pages in by_reason.items())


def notes(report: Report, say: Speech) -> tuple[str, ...]:
    """The diagnostics in the order of their first pages."""
    by_text: dict[str, list[int]] = {}
    for note in report.diagnostics:
        pages = by_text.setdefault(_text(note, say), [])
        if note.page is not None:
            pages.append(note.page)
    return tuple(_with_pages(text, pages, say) for text, pages in by_text.items())


def _text(note: Diagnostic, say: Speech) -> str:
    """A note as it speaks to the reader of a report, else by its kind, else by its own message."""
    if note.told is not None:
        return say.told(note)
    known = say.known(f"notes.{note.code}", "")
    if not known:
        return note.message
    return f"{known} ({note.message})" if note.code in DETAILED else known


def _with_pages(text: str, pages: Iterable[int], say: Speech) -> str:
    listed = in_spans(pages)
    return f"{text}: {say('page')} {listed}" if listed and text else f"{say('page')} {listed}" if listed else text


def in_spans(pages: Iterable[int]) -> str:
    """Page numbers in words, each once: "3, 7–9, 12"."""
    spans: list[list[int]] = []
    for page in sorted(set(pages)):
        if spans and page == spans[-1][-1] + 1:
            spans[-1].append(page)
        else:
            spans.append([page])
    return ", ".join(f"{span[0]}–{span[-1]}" if len(span) > 1 else str(span[0]) for span in spans)
