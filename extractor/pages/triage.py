"""What kind of page this is, and what has to be said about it."""

from collections.abc import Sequence
from dataclasses import replace

from extractor.pages.engines import HINT
from extractor.pages.model import Page, Word
from extractor.pages.text_layer import SHOWN, TextLayer
from schemas import BBox, Diagnostic

# A picture over at least this share of the page makes a page without words a scan.
SCAN_AREA = 0.5
# A picture of at least this share of the page may hold a table.
PICTURE_AREA = 0.06
# A picture with more words printed over it is a background.
MOST_WORDS_OVER = 3
# The diagnostic of a picture that nobody has read; OCR takes it back.
UNREAD_PICTURE = "picture-not-read"
# So many letters of what was left out are shown.
MOST_SHOWN = 40
# The diagnostics of a hidden text layer, and of one whose characters cannot be known.
EMBEDDED, NO_TEXT_MAP = "embedded-ocr", "no-text-map"
# Confidence of the figures and of the other words of a text layer that cannot be relied on.
FIGURE, PROSE = 0.8, 0.9


def area(box: BBox) -> float:
    """Area of a box in square points, 0 for an empty one."""
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def table_pictures(page: Page) -> list[BBox]:
    """Pictures of a size to hold a table, with no text printed over them."""
    whole = page.width * page.height
    return [box for box in page.pictures if area(box) >= PICTURE_AREA * whole and _over(page, box) <= MOST_WORDS_OVER]


def _over(page: Page, box: BBox) -> int:
    """Words printed over a picture."""
    return sum(box[0] < (w.x0 + w.x1) / 2 < box[2] and box[1] < (w.top + w.bottom) / 2 < box[3] for w in page.words)


def triage(page: Page, layer: TextLayer = SHOWN, slanted: str = "") -> Page:
    """The page with its reader, the reason where it could not be read, and its diagnostics.

    `slanted` are letters of the page that run at a slant and are in none of its words.
    """
    covered = covered_share(page)
    if not page.words:
        return _without_words(page, covered)
    if layer.hidden:
        told = f"the text behind this page's image is somebody's recognition; its figures may be misread ({HINT})"
        return replace(page, reader="embedded_ocr", words=unsure(page.words), diagnostics=(note(EMBEDDED, page, told),))
    notes: list[Diagnostic] = []
    if layer.unreadable:
        notes.append(note(NO_TEXT_MAP, page, f"fonts of this page have no usable text map; it needs OCR ({HINT})"))
        return replace(page, words=unsure(page.words), diagnostics=tuple(notes))
    if any(c.isalnum() for c in slanted):
        notes.append(note("slanted-text", page, f"text at a slant was left out: {slanted[:MOST_SHOWN]}"))
    turned = sum(1 for word in page.words if not word.upright)
    if turned * 2 > len(page.words):
        notes.append(note("sideways", page, "most of the text is turned; tables on this page may be missed"))
    unread = f"a large picture on this page was not read; if it holds a table, it needs OCR ({HINT})"
    notes += [note(UNREAD_PICTURE, page, unread, box) for box in table_pictures(page)]
    return replace(page, diagnostics=tuple(notes))


def covered_share(page: Page) -> float:
    """The share of the page that its largest picture covers."""
    return max((area(picture) for picture in page.pictures), default=0.0) / (page.width * page.height)


def unsure(words: Sequence[Word]) -> tuple[Word, ...]:
    """Words of a text layer that cannot be relied on: every figure doubtful."""
    return tuple(replace(w, confidence=FIGURE if any(c.isdigit() for c in w.text) else PROSE) for w in words)


def _without_words(page: Page, covered: float) -> Page:
    """A page without a text layer: blank, a scan, or a picture."""
    if not page.pictures and len(page.edges) < 4:
        return replace(page, reader="none", reason="blank")
    reason = "scan" if covered > SCAN_AREA else "picture"
    message = (
        f"no text layer: the page is a scanned image; reading it needs OCR ({HINT})"
        if reason == "scan"
        else f"no text layer: the page holds only pictures or drawings; reading it needs OCR ({HINT})"
    )
    return replace(page, reader="none", reason="no-ocr", diagnostics=(note(f"page-is-{reason}", page, message),))


def note(code: str, page: Page, message: str, box: BBox | None = None) -> Diagnostic:
    """A diagnostic on a page, with the place of what was not read as a viewer shows it."""
    place = page.place(box) if box else None
    return Diagnostic(code=code, page=page.number, message=message, bbox=place)
