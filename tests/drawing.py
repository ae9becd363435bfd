"""Small PDFs drawn for a test: text, rulings in several styles, grids."""

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from extractor.pages.fonts import FontBook
from extractor.pages.model import Page
from extractor.pages.reader import PageReader

WIDTH, HEIGHT = A4
Draw = Callable[["Sheet"], None]


class Sheet:
    """A page with its origin at the top left, as the reader sees it."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas

    def text(self, x: float, baseline: float, text: str, *, bold: bool = False, size: float = 9) -> None:
        """Text with its baseline at a height from the top."""
        self.canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
        self.canvas.drawString(x, HEIGHT - baseline, text)

    def line(self, x0: float, y0: float, x1: float, y1: float, style: str = "line") -> None:
        """A ruling: a stroked line, a thin filled box ("box"), or dashes ("dashed")."""
        if style == "box":
            self.canvas.setFillColorRGB(0, 0, 0)
            self.canvas.rect(x0, HEIGHT - max(y0, y1), max(x1 - x0, 0.5), max(y1 - y0, 0.5), stroke=0, fill=1)
            return
        self.canvas.setDash(*((2, 2) if style == "dashed" else ()))
        self.canvas.setLineWidth(0.5)
        self.canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)
        self.canvas.setDash()

    def grid(
        self,
        x: Sequence[float],
        y: Sequence[float],
        texts: Sequence[Sequence[str]],
        *,
        style: str = "line",
        sides: bool = True,
    ) -> None:
        """A full grid with one line of text in each cell; `sides` false leaves the left and right side open."""
        for top in y:
            self.line(x[0], top, x[-1], top, style)
        for left in x if sides else x[1:-1]:
            self.line(left, y[0], left, y[-1], style)
        for row, top in zip(texts, y, strict=False):
            for cell, left in zip(row, x, strict=False):
                if cell:
                    self.text(left + 3, top + 11, cell)


def draw(*pages: Draw) -> bytes:
    """A PDF with one page for each drawing."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    for page in pages:
        page(Sheet(canvas))
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def read(data: bytes | Path) -> list[Page]:
    """The pages of a PDF."""
    reader = PageReader(pdfium.PdfDocument(data), FontBook())
    return [reader.page(number + 1) for number in range(len(reader.document))]
