"""What a report says of figures that it revised: the notes and sentences that explain why an earlier year is another now."""

import re

from extractor.facts.model import Reading, Sentence
from schemas import Remark

REVISED = re.compile(
    r"\b(?:disesuaikan|penyesuaian|(?:di)?koreksi|direvisi|revisi|diralat|ralat|diperbarui|diperbaharui|pemutakhiran|"
    r"dimutakhirkan|(?:di|per|peng)hitung(?:an)?\s+(?:ulang|kembali)|rekonsiliasi|(?:angka|data)\s+(?:sangat\s+)?sementara|"
    r"angka\s+(?:tetap|final)|setelah\s+(?:di)?audit|hasil\s+(?:audit|pemeriksaan)|audited|"
    r"perubahan\s+(?:metode|metodologi|definisi|formula|formulasi|rumus|cara)\w*)\b",
    re.IGNORECASE,
)
"""Words by which a report says that a figure was revised, or will be."""
NOTE = re.compile(r"^\s*(?:\*|†|keterangan\b|catatan\b|ket\.)", re.IGNORECASE)
_YEAR = re.compile(r"\b20\d\d\b")
# A sentence that revises a plan or a budget says nothing of results.
_PLAN = re.compile(r"\b(?:anggaran|apbd|dpa|renstra|renja|rpjmd|perjanjian\s+kinerja|target)\b", re.IGNORECASE)
_RESULT = re.compile(r"\b(?:realisasi|capaian|hasil|angka|data|nilai|indeks)\b", re.IGNORECASE)


def remarks(reading: Reading) -> tuple[Remark, ...]:
    """The notes and sentences about revised figures in page order; of a sentence also the one before it."""
    found: list[Remark] = []
    last: Sentence | None = None
    for sentence in reading.sentences:
        before = last.text if last is not None and last.paragraph == sentence.paragraph else None
        last = sentence
        if sentence.kind not in ("sentence", "item", "footer") or sentence.place == "front":
            continue
        note = bool(NOTE.match(sentence.text))
        if REVISED.search(sentence.text) and (note or _of_results(sentence.text, before)):
            found.append(
                Remark(page=sentence.page, bbox=sentence.bbox, text=sentence.text, note=note, before=before or "")
            )
    return (*found, *_rows(reading))


def _of_results(text: str, before: str | None) -> bool:
    """Whether a sentence is about results of a year, not about a plan."""
    about = bool(_YEAR.search(text) or (before and _YEAR.search(before)))
    return about and bool(_RESULT.search(text)) and not (_PLAN.search(text) and not re.search("realisasi", text, re.I))


def _rows(reading: Reading) -> tuple[Remark, ...]:
    """Rows of tables that are notes."""
    found = []
    for table in reading.tables:
        notes = {row.index: row.name for row in reading.rows.get(table.id, ()) if row.kind == "note"}
        for cell in table.cells:
            text = notes.get(cell.row, "")
            if cell.text and cell.text in text and REVISED.search(text):
                found.append(Remark(page=cell.page, bbox=cell.bbox, text=text, note=True))
                notes.pop(cell.row)
    return tuple(found)
