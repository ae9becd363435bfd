"""The place of a figure on its page, as a small picture with the figure framed."""

import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from extractor.errors import ExtractorError
from extractor.pages.source import open_pdf
from extractor.store.places import digest_of
from extractor.store.store import MARK, Store

# Pixels a point, points above and below the figure, and the frame around it.
SCALE, MARGIN, FRAME = 1.8, 34.0, 3
RED = (190, 0, 0)
Key = tuple[str, str]


def files_of(hashes: Iterable[str], places: Sequence[Path]) -> dict[str, Path]:
    """The PDF of each content, from stores, folders and files; without those that nobody has."""
    wanted = sorted(set(hashes))
    found: dict[str, Path] = {}
    for place in places:
        if (place / MARK).is_file():
            found |= {h: p for h, p in zip(wanted, Store.open(place).sources(wanted), strict=True) if p is not None}
            continue
        for path in sorted(place.rglob("*.pdf")) if place.is_dir() else [place]:
            digest = digest_of(path)
            if digest in wanted:
                found.setdefault(digest, path)
    return found


def cutouts(facts: Iterable[Mapping[str, Any]], files: Mapping[str, Path]) -> dict[Key, bytes]:
    """A PNG for each figure whose PDF is at hand; every file is opened once, every page rendered once."""
    by_file: dict[str, dict[int, list[Mapping[str, Any]]]] = {}
    for fact in facts:
        if fact["sha256"] in files and fact["file_page"] is not None:
            by_file.setdefault(fact["sha256"], {}).setdefault(fact["file_page"], []).append(fact)
    found: dict[Key, bytes] = {}
    for digest, pages in sorted(by_file.items()):
        try:
            opened = open_pdf(files[digest])
        except (ExtractorError, OSError):
            continue
        try:
            for number, here in sorted(pages.items()):
                if number <= len(opened.document):
                    page = opened.document[number - 1]
                    image = page.render(scale=SCALE).to_pil().convert("RGB")
                    page.close()
                    found |= {(fact["report"], fact["fact"]): _cut(image, fact) for fact in here}
        finally:
            opened.close()
    return found


def _cut(image: Image.Image, fact: Mapping[str, Any]) -> bytes:
    """The stripe of the page around a figure, as wide as the page."""
    x0, top, x1, bottom = (fact[side] * SCALE for side in ("x0", "top", "x1", "bottom"))
    upper = max(0, int(top - MARGIN * SCALE))
    lower = min(image.height, int(bottom + MARGIN * SCALE))
    stripe = image.crop((0, min(upper, image.height - 1), image.width, max(lower, upper + 1)))
    box = (x0 - FRAME, top - upper - FRAME, x1 + FRAME, bottom - upper + FRAME)
    ImageDraw.Draw(stripe).rectangle(box, outline=RED, width=2)
    buffer = io.BytesIO()
    stripe.quantize(32).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
