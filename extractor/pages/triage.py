"""What kind of page this is, and what has to be said about it."""

from dataclasses import replace

from extractor.pages.engines import HINT
from extractor.pages.model import Page
from schemas import BBox, Diagnostic

# A picture over at least this share of the page makes a page without words a scan.
SCAN_AREA = 0.5
# A picture of at least this share of the page may hold a table.
PICTURE_AREA = 0.06
# A picture with more words printed over it is a background.
MOST_WORDS_OVER = 3
# The diagnostic of a picture that nobody has read; OCR takes it back.
UNREAD_PICTURE = "picture-not-read"
# From this share of unreadable characters on, a text layer is of no use.
UNREADABLE = 0.3
# So many letters of what was left out are shown.
MOST_SHOWN = 40


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


def triage(page: Page, slanted: str = "") -> Page:
    """The page with its reader, the reason where it could not be read, and its diagnostics.

    `slanted` are letters of the page that run at a slant and are in none of its words.
    """
    whole = page.width * page.height
    covered = max((area(picture) for picture in page.pictures), default=0.0) / whole
    if not page.words:
        return _without_words(page, covered)
    text = "".join(word.text for word in page.words)
    unreadable = sum(1 for c in text if c in "\ufffd\x00" or "\ue000" <= c <= "\uf8ff") / len(text)
    notes: list[Diagnostic] = []
    if unreadable > UNREADABLE:
        notes.append(_note("no-text-map", page, "fonts of this page have no usable text map; its text is unreliable"))
    if covered > SCAN_AREA and len(page.words) > 20:
        notes.append(_note("embedded-ocr", page, "a page image lies behind the text; its figures may be misread"))
        return replace(page, reader="embedded_ocr", diagnostics=tuple(notes))
    if any(c.isalnum() for c in slanted):
        notes.append(_note("slanted-text", page, f"text at a slant was left out: {slanted[:MOST_SHOWN]}"))
    turned = sum(1 for word in page.words if not word.upright)
    if turned * 2 > len(page.words):
        notes.append(_note("sideways", page, "most of the text is turned; tables on this page may be missed"))
    unread = f"a large picture on this page was not read; if it holds a table, it needs OCR ({HINT})"
    notes += [_note(UNREAD_PICTURE, page, unread, box) for box in table_pictures(page)]
    return replace(page, diagnostics=tuple(notes))


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
    return replace(page, reader="none", reason="no-ocr", diagnostics=(_note(f"page-is-{reason}", page, message),))


def _note(code: str, page: Page, message: str, box: BBox | None = None) -> Diagnostic:
    """A diagnostic on a page, with the place of what was not read as a viewer shows it."""
    place = page.place(box) if box else None
    return Diagnostic(code=code, page=page.number, message=message, bbox=place)
