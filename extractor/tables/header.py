"""Header rows of a table: titles, units, and the row that numbers the columns."""

import itertools
import re
from collections.abc import Sequence

from extractor.tables.model import Fragment

INDEX = re.compile(r"^\(?\s*(\d{1,2}|[a-z])\s*\)?(?:\s*=.*)?$", re.IGNORECASE)
FIGURE = re.compile(r"\d")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# Digits that a header may hold without being data: years, units, periods.
HARMLESS = re.compile(
    r"(?:19|20)\d\d(?:\s*[-–/]\s*(?:19|20)?\d\d)?|\(.*?\)|\b(?:tw|triwulan|tahun|th|semester|smt)\.?\s*(?:ke-?\s*)?\d\b|^\d$|%",
    re.IGNORECASE,
)
# A table has at most this many header rows.
MOST = 6
# A column index row counts at least so many columns.
LEAST_INDICES = 3
# Share of a header row's cells that hold one of the usual words.
KNOWN_SHARE = 0.5
USUAL = re.compile(
    r"^(?:no|nomor|kode|uraian|tujuan|sasaran|indikator|program|kegiatan|sub ?kegiatan|urusan|satuan|target|realisasi|capaian|"
    r"anggaran|pagu|alokasi|jumlah|total|persen|%|rp|keterangan|ket|kategori|kriteria|predikat|bobot|nilai|skor|komponen|tahun|"
    r"formula|sumber|penanggung|kondisi|kinerja|kebutuhan|selisih|sisa|triwulan|jenis|nama|volume|rencana|hasil|output|outcome|"
    r"baik|rusak|laki|perempuan|penyerapan|efisiensi|tingkat|perbandingan|standar|rata|kendala|solusi|fisik|dana)",
    re.IGNORECASE,
)


def is_index_row(texts: Sequence[str]) -> bool:
    """Whether a row numbers the columns: "1 2 3 4", "(1) (2)", with or without gaps."""
    cells = [t for i, t in enumerate(texts) if t and (i == 0 or t != texts[i - 1])]
    numbers = []
    for cell in cells:
        match = INDEX.match(cell)
        if not match:
            return False
        mark = match[1].lower()
        numbers.append(int(mark) if mark.isdigit() else ord(mark) - ord("a") + 1)
    rising = all(a <= b for a, b in itertools.pairwise(numbers))
    return len(cells) >= LEAST_INDICES and rising and numbers[0] <= 2 and numbers[-1] <= len(texts) + 6


def has_figures(texts: Sequence[str]) -> bool:
    """Whether a row holds figures that are no years, units or periods."""
    return any(FIGURE.search(HARMLESS.sub("", t)) for t in texts)


def header_rows(fragment: Fragment, certain: bool = False) -> int:
    """Number of header and index rows at the top of a fragment, 0 where it begins with data.

    With `certain`, bold print alone makes no header: the rows must hold the usual words.
    """
    rows = [fragment.texts(i) for i in range(min(fragment.rows, MOST + 1))]
    for index, texts in enumerate(rows):
        if is_index_row(texts) and not any(has_figures(r) for r in rows[:index]):
            return index + 1
    count = 0
    for index, texts in enumerate(rows[:MOST]):
        if not _is_header_row(fragment, index, texts, certain):
            break
        count = index + 1
    return count if count < fragment.rows or fragment.rows == 1 else max(0, fragment.rows - 1)


def _is_header_row(fragment: Fragment, index: int, texts: Sequence[str], certain: bool) -> bool:
    """Whether a row among the first ones is a title row."""
    if has_figures(texts) or not any(texts):
        return False
    started = [e for e in fragment.row(index) if e.text]
    hangs = any(e.row < index < e.row + e.row_span and e.row == 0 for e in fragment.entries)
    covers = any(e.row_span > 1 for e in fragment.row(index)) and index == 0
    if index and hangs and len(set(texts)) > 1 and all(len(e.text) < 60 for e in started):
        return True
    if not started:
        return False
    usual = sum(bool(USUAL.match(e.text.strip("( ")) or YEAR.search(e.text)) for e in started)
    whole_width = len(started) == 1 and started[0].column_span == fragment.columns
    if whole_width:
        return False
    if usual >= KNOWN_SHARE * len(started) and (index == 0 or covers or hangs or all(e.bold for e in started)):
        return True
    return not certain and index == 0 and all(e.bold for e in started) and len(started) > 1 and not _all_bold(fragment)


def _all_bold(fragment: Fragment) -> bool:
    """Whether nearly all of the table is bold, so that bold says nothing."""
    texts = [e for e in fragment.entries if e.text]
    return sum(e.bold for e in texts) > 0.8 * len(texts)
