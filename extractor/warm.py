"""Everything that an audit loads, loaded before there is a document: modules, catalogue, vocabularies, compiled patterns."""

import tempfile
from pathlib import Path

from extractor.pipeline import run
from extractor.report.writing import to_json

PRELOAD = ("extractor.pages.ocr.pages", "extractor.pages.ocr.rapid", "extractor.warm:warm_up")
"""What a server of workers loads so that a document need not; for `extractor.isolation.Workers`."""

# A page with a table and a sentence, so that every stage has something to do.
LINES = (
    (60, 780, "LAPORAN KINERJA INSTANSI PEMERINTAH TAHUN 2024"),
    (60, 760, "DINAS PERTANIAN KABUPATEN LEMBAH HIJAU"),
    (60, 720, "BAB III AKUNTABILITAS KINERJA"),
    (60, 700, "Tabel 3.1 Capaian Kinerja Tahun 2024"),
    (65, 666, "No"),
    (105, 666, "Indikator Kinerja"),
    (305, 666, "Target"),
    (365, 666, "Realisasi"),
    (425, 666, "Capaian (%)"),
    (65, 646, "1"),
    (105, 646, "Nilai AKIP"),
    (305, 646, "70,00"),
    (365, 646, "71,40"),
    (425, 646, "102,00"),
    (60, 600, "Nilai AKIP tahun 2024 sebesar 71,40 dari target 70,00 atau capaian 102,00%."),
)
ROWS, COLUMNS = (680, 660, 640), (60, 100, 300, 360, 420, 500)


def warm_up() -> None:
    """Audits a page of our own, without OCR: what reads pictures starts threads, and they do not survive a fork."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.pdf"
        path.write_bytes(_page())
        to_json(run(path, ocr=False))


def _page() -> bytes:
    """The page as a PDF; pdfium mends the missing table of objects."""
    texts = [
        f"BT /F1 9 Tf {x} {y} Td ({text.replace('(', chr(92) + '(').replace(')', chr(92) + ')')}) Tj ET"
        for x, y, text in LINES
    ]
    rules = [f"{COLUMNS[0]} {y} m {COLUMNS[-1]} {y} l S" for y in ROWS]
    rules += [f"{x} {ROWS[0]} m {x} {ROWS[-1]} l S" for x in COLUMNS]
    content = "\n".join([*texts, *rules]).encode()
    return b"\n".join(
        (
            b"%PDF-1.4",
            b"1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj",
            b"2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj",
            b"3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R "
            b"/Resources <</Font <</F1 4 0 R>>>>>> endobj",
            b"4 0 obj <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>> endobj",
            b"5 0 obj <</Length %d>> stream\n%s\nendstream endobj" % (len(content), content),
            b"trailer <</Root 1 0 R>>",
            b"%%EOF",
        )
    )
