"""The process that draws pages: asked by lines of JSON, it answers with a line of JSON and the bytes of a PNG.

It is a process of its own, for a hostile PDF may end whatever opens it.
"""

import io
import json
import signal
import sys
from collections import OrderedDict
from pathlib import Path
from typing import Any

from PIL import Image

from extractor.isolation import Limits
from extractor.isolation.platform import confine
from extractor.pages.source import OpenPdf, open_pdf

# Pixels a point: 108 dots an inch, so that the small print of a table can be read.
SCALE = 1.5
# No side of a picture is longer, however large the page says it is.
LONGEST = 2400
MOST_OPEN = 2
LIMITS = Limits(memory_mb=1024, file_mb=0)
# Seconds after which a page that is still being drawn ends the process, should nobody be left to end it.
LONGEST_PAGE = 60


def drawn(opened: OpenPdf, number: int) -> tuple[bytes, float, float]:
    """A page (from 1) as PNG, with its width and height in points.

    Raises:
        IndexError: the file has no such page.
    """
    if not 1 <= number <= len(opened.document):
        raise IndexError(number)
    page = opened.document[number - 1]
    try:
        width, height = page.get_size()
        scale = min(SCALE, LONGEST / max(width, height, 1))
        image: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
    finally:
        page.close()
    buffer = io.BytesIO()
    image.quantize(128, method=Image.Quantize.FASTOCTREE).save(buffer, "PNG", compress_level=3)
    return buffer.getvalue(), width, height


def main() -> None:
    """Answers until nobody asks any more."""
    confine(LIMITS)
    files: OrderedDict[str, OpenPdf] = OrderedDict()
    for line in sys.stdin.buffer:
        asked = json.loads(line)
        signal.alarm(LONGEST_PAGE)
        try:
            data, width, height = drawn(_opened(files, asked["path"]), int(asked["page"]))
            _answer({"size": len(data), "width": width, "height": height}, data)
        except Exception as error:
            _answer({"size": 0, "error": f"{type(error).__name__}: {error}"}, b"")
        signal.alarm(0)


def _opened(files: "OrderedDict[str, OpenPdf]", path: str) -> OpenPdf:
    """The file, opened once while it is among the last that were asked for."""
    if path not in files:
        files[path] = open_pdf(Path(path))
        while len(files) > MOST_OPEN:
            files.popitem(last=False)[1].close()
    files.move_to_end(path)
    return files[path]


def _answer(head: dict[str, Any], data: bytes) -> None:
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + data)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
