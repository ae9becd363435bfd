"""The findings as comments in a copy of the PDF, at their cells, for any reader of PDFs.

Square annotations with a pop-up text (ISO 32000-1, 12.5.6.8); the pages themselves stay as they are.
"""

import io
from collections.abc import Sequence
from typing import Any

import pikepdf

from extractor.errors import UsageError
from extractor.report.causes import SEVERITIES, by_cause
from extractor.report.clean_text import clean
from extractor.report.originals import Originals
from schemas import BBox, Finding

COLOURS = {"error": (0.75, 0.1, 0.1), "warning": (0.8, 0.5, 0.0), "notice": (0.2, 0.35, 0.6)}
AUTHOR = "lkjip-extractor"
TITLES = {
    "id": {"error": "Kesalahan", "warning": "Peringatan", "notice": "Catatan"},
    "en": {"error": "Error", "warning": "Warning", "notice": "Notice"},
}
# Nodes above a page that are asked; a tree that loops ends here.
DEEPEST = 100
PRINTED = 4
"""The flag that lets a comment be printed."""


def annotated(originals: Originals, language: str = "id") -> bytes:
    """A copy of the report's PDF with a comment at the first place of every finding.

    Raises:
        UsageError: the PDF is not at hand, or the report is in several files.
    """
    path = originals.by_hash.get(originals.report.source.sha256)
    if path is None:
        raise UsageError(
            "the PDF of the report",
            "none",
            "Give it with --pdf.",
            ("PDF laporan", "tidak ada", "Berikan dengan --pdf."),
        )
    buffer = io.BytesIO()
    with pikepdf.open(path) as pdf:
        for cause in by_cause(originals.report.findings):
            for finding in (cause.finding, *cause.follows):
                _comment(pdf, finding, language)
        pdf.save(buffer, deterministic_id=True)
    return buffer.getvalue()


def _comment(pdf: pikepdf.Pdf, finding: Finding, language: str) -> None:
    place = next((p for p in finding.places if p.document is None and 1 <= p.page <= len(pdf.pages)), None)
    if place is None:
        return
    page = pdf.pages[place.page - 1]
    note = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Square,
            Rect=[round(value, 2) for value in to_user_space(page, place.bbox)],
            C=list(COLOURS.get(finding.severity, COLOURS["notice"])),
            BS=pikepdf.Dictionary(W=1.2),
            T=AUTHOR,
            Subj=clean(f"{finding.check} {finding.id}"),
            NM=finding.id,
            F=PRINTED,
            Contents=clean(_text(finding, language)),
        )
    )
    if "/Annots" not in page:
        page.Annots = pdf.make_indirect(pikepdf.Array())
    page.Annots.append(note)


def _text(finding: Finding, language: str) -> str:
    kind = TITLES[language].get(finding.severity, SEVERITIES[-1])
    return f"{kind}: {finding.message.en if language == 'en' else finding.message.id}"


def to_user_space(page: pikepdf.Page, bbox: BBox) -> tuple[float, float, float, float]:
    """A box from points below and right of the corner that a viewer shows to the page's own coordinates.

    The viewer shows the crop box turned clockwise by `Rotate` degrees.
    """
    left, low, right, high = (float(value) for value in page.cropbox)
    turn = _turn(page)
    corners = [_point(x, y, turn, (left, low, right, high)) for x, y in (bbox[:2], bbox[2:])]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _point(x: float, y: float, turn: int, box: Sequence[float]) -> tuple[float, float]:
    left, low, right, high = box
    if turn == 90:
        return left + y, low + x
    if turn == 180:
        return right - x, low + y
    if turn == 270:
        return right - y, high - x
    return left + x, high - y


def _turn(page: pikepdf.Page) -> int:
    """The degrees by which the page, or a node above it, is turned."""
    node: Any = page.obj
    for _ in range(DEEPEST):
        if "/Rotate" in node:
            return int(node.Rotate) % 360
        if "/Parent" not in node:
            break
        node = node.Parent
    return 0
