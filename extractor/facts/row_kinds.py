"""The part that a row plays, told from its words and from where it has figures."""

import re
from itertools import pairwise

from extractor.facts.line import Sheet
from extractor.notation import parse
from extractor.tables.header_rows import numbering_row
from schemas import Cell

TOTAL = re.compile(
    r"^\W*(?:sub\W*)?(?:grand\s+)?(?:total|jumlah|jml|jumlah\s+total|t\s?o\s?t\s?a\s?l)\b"
    r"(?P<rest>[\s:.]*(?:(?:total|keseluruhan|seluruh(?:nya)?|semua|anggaran|pagu|dana|belanja|pendapatan|pegawai"
    r"|nilai|bobot|skor|apb[dn]|langsung|tidak|operasi|modal|kegiatan|program|wajib|pilihan|urusan|asn|pns|dan|\+|rp"
    r"|perubahan|murni|sub|[IVX]+|\d+|[a-z])\b"
    r"|\W)*)$",
    re.IGNORECASE,
)
# Totals of score tables that do not call themselves so.
SCORE_TOTAL = re.compile(
    r"^\W*(?:nilai|total|hasil|skor)\s+(?:nilai\s+)?(?:hasil\s+evaluasi|akhir|total|keseluruhan|akip|sakip)\b.{0,40}$",
    re.IGNORECASE,
)
AVERAGE = re.compile(r"^\W*(?:nilai\s+|jumlah\s+)?(?:rata\W{0,3}rata|rerata|rataan)\b", re.IGNORECASE)
# Words that a mean may be of; anything else behind "rata-rata" names an indicator.
MEAN_OF = re.compile(
    r"^\W*(?:nilai\s+|jumlah\s+)?(?:rata\W{0,3}rata|rerata|rataan)\W*"
    r"(?:(?:capaian|kinerja|indikator|sasaran|tujuan|program|kegiatan|utama|persentase|tingkat|nilai|realisasi|serapan"
    r"|penyerapan|anggaran|strategis|efisiensi|total|keseluruhan|iku|opd|pencapaian|target|tahun|misi"
    r"|\d+|[IVX]+|dan|per)"
    r"\b|\W)*$",
    re.IGNORECASE,
)
NOTE = re.compile(r"^\W{0,3}(?:sumber|catatan|keterangan|ket|note|\*+\)?)\s*[:.)]|^\*", re.IGNORECASE)
LEVEL_LABEL = re.compile(r"^\W*(?P<word>sub\s*kegiatan|kegiatan|program|sasaran|tujuan)\s*:?\s*$", re.IGNORECASE)
# Rows of score tables that grade the figures above them.
GRADE_ROW = re.compile(r"^\W*(?:kategori|predikat|kriteria|mutu|tingkat akuntabilitas)\b.{0,30}$", re.IGNORECASE)


def kind_of(sheet: Sheet, row: int) -> str:
    """header, numbering, note, total, average, group or data."""
    if row < sheet.table.header_rows:
        return "numbering" if _is_numbering(sheet, row) else "header"
    started = sheet.view.started(row)
    if _is_numbering(sheet, row) and len(started) == len([c for c in sheet.view.row(row) if c.text]):
        return "numbering"
    if _repeats_header(sheet, started):
        return "header"
    figures = has_figures(sheet, row)
    words = [cell.text for cell in started if not parse(cell.text).value]
    if any(TOTAL.match(text) or (_scored(sheet) and SCORE_TOTAL.match(text)) for text in words) and figures:
        return "total"
    if any(_is_average(sheet, row, text) for text in words):
        return "average"
    if figures:
        return "data"
    if words and NOTE.match(words[0]):
        return "note"
    return "group" if sheet.measures else "data"


def has_figures(sheet: Sheet, row: int) -> bool:
    """Whether a cell that begins in the row holds a figure, a class or a dash in a column of figures."""
    return any(
        cell.row == row and cell.text and (parse(cell.text).kind != "text")
        for column in sheet.measures
        if (cell := sheet.view.cell(row, column)) is not None and cell.column == column
    )


def _scored(sheet: Sheet) -> bool:
    """Whether the table adds up scores."""
    return any(column.role in ("score", "weight") for column in sheet.columns)


def _is_average(sheet: Sheet, row: int, text: str) -> bool:
    """Whether a text names a mean of the rows above: no target and realisation beside it, or no words of its own."""
    if not AVERAGE.match(text):
        return False
    primary = [
        column
        for column in sheet.with_role("target", "realization", "budget")
        if parse(sheet.view.text(row, column)).value is not None
    ]
    return MEAN_OF.match(text) is not None and (len(primary) < 2 or len(text.split()) <= 3)


def _is_numbering(sheet: Sheet, row: int) -> bool:
    """Whether the row numbers the columns; in the body only where it counts 1, 2, 3 through most of them."""
    if not numbering_row(sheet.view, row):
        return False
    cells = [cell.text.strip("(). ") for cell in sheet.view.row(row)]
    filled = [text for text in cells if text]
    return row < sheet.table.header_rows or (len(filled) >= max(3, len(cells) - 1) and _counts_on(filled))


def _counts_on(texts: list[str]) -> bool:
    """Whether the texts are 1, 2, 3 and so on."""
    numbers = [int(text) for text in texts if text.isdigit()]
    return len(numbers) >= 3 and numbers[0] == 1 and all(b - a == 1 for a, b in pairwise(numbers))


def _repeats_header(sheet: Sheet, started: list[Cell]) -> bool:
    """Whether most texts of a row are those of the header over the same columns."""
    if len(started) < 2 or not sheet.table.header_rows:
        return False
    header = [{plain(sheet.view.text(row, cell.column)) for row in range(sheet.table.header_rows)} for cell in started]
    return sum(plain(cell.text) in texts for cell, texts in zip(started, header, strict=True)) > 0.6 * len(started)


def plain(text: str) -> str:
    """Letters and digits of a text in lower case."""
    return "".join(character for character in text.lower() if character.isalnum())
