"""Where on its pages a finding looks: bands of pages as small pictures, with the cells to mark in them."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from extractor.pages.bounds import scale_within
from extractor.pages.source import OpenPdf, open_pdf
from extractor.report.originals import Originals
from schemas import BBox, Finding
from schemas.audit import Place

# Pixels a point: 130 dots an inch, so that the small print of a table can be read.
SCALE = 1.8
# Points around the marked cells, between cells that share a band, and of the highest band.
MARGIN, GAP, HIGHEST = 22.0, 70.0, 300.0
MOST_BANDS = 4
SHADES = 16


@dataclass(frozen=True, slots=True)
class Band:
    """A stripe of a page, as wide as the page, in points from the top left."""

    document: str | None
    page: int
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Marked:
    """A band with the boxes to mark in it; the first box of a finding is the figure in question."""

    band: Band
    boxes: tuple[BBox, ...]
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A band as WebP, with its place on the page in points."""

    data: bytes
    left: float
    top: float
    width: float
    height: float


def bands_of(finding: Finding) -> tuple[Marked, ...]:
    """The bands that show a finding: that of its first place in front, then the others in page order, at most four."""
    if not finding.places:
        return ()
    first = finding.places[0]
    grouped: list[list[Place]] = []
    for place in sorted(finding.places, key=lambda p: (p.document or "", p.page, p.bbox[1])):
        group = grouped[-1] if grouped else []
        if group and _together(group, place):
            group.append(place)
        else:
            grouped.append([place])
    marked = [_marked(group, first) for group in grouped]
    return tuple(sorted(marked, key=lambda item: not item.leads)[:MOST_BANDS])


def _together(group: Sequence[Place], place: Place) -> bool:
    """Whether a place belongs into the band of those above it."""
    last = group[-1]
    bottom = max(item.bbox[3] for item in group)
    near = place.bbox[1] - bottom <= GAP and place.bbox[3] - group[0].bbox[1] <= HIGHEST
    return (last.document, last.page) == (place.document, place.page) and near


def _marked(group: Sequence[Place], first: Place) -> Marked:
    top, bottom = min(p.bbox[1] for p in group), max(p.bbox[3] for p in group)
    band = Band(group[0].document, group[0].page, max(0.0, round(top - MARGIN)), round(bottom + MARGIN))
    leads = any(place is first for place in group)
    boxes = sorted({place.bbox: place for place in group}.values(), key=lambda place: place is not first)
    return Marked(band, tuple(place.bbox for place in boxes), leads)


def pictures(originals: Originals, bands: Iterable[Band]) -> dict[Band, Picture]:
    """A picture of each band whose file is at hand; every page is rendered once."""
    by_file: dict[Path, dict[int, list[Band]]] = {}
    for band in dict.fromkeys(bands):
        place = originals.place(band.document, band.page)
        if place is not None:
            by_file.setdefault(place.path, {}).setdefault(place.page, []).append(band)
    found: dict[Band, Picture] = {}
    for path, by_page in sorted(by_file.items()):
        opened = open_pdf(path)
        try:
            for number, here in sorted(by_page.items()):
                image, scale = _rendered(opened, number)
                found |= {band: _cut(image, band, scale) for band in here}
        finally:
            opened.close()
    return found


def _rendered(opened: OpenPdf, number: int) -> tuple[Image.Image, float]:
    """A page in shades of grey, as a viewer shows it, with its pixels a point."""
    page = opened.document[number - 1]
    scale = scale_within(page.get_size(), SCALE)
    image: Image.Image = page.render(scale=scale, grayscale=True).to_pil().convert("L")
    page.close()
    return image, scale


def _cut(image: Image.Image, band: Band, scale: float) -> Picture:
    """The stripe of the rendered page, in few shades so that a report of a hundred findings stays small."""
    top = max(0, min(round(band.top * scale), image.height - 1))
    bottom = max(top + 1, min(round(band.bottom * scale), image.height))
    stripe = image.crop((0, top, image.width, bottom)).quantize(SHADES).convert("L")
    buffer = io.BytesIO()
    stripe.save(buffer, "WEBP", lossless=True, quality=80, method=4)
    size = (stripe.width / scale, stripe.height / scale)
    return Picture(buffer.getvalue(), 0.0, top / scale, *size)
