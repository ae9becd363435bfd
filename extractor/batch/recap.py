"""The recapitulation as a workbook: agencies side by side by material findings, with what could be read beside them."""

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from extractor.batch.ledger import DONE
from extractor.report.clean_text import clean
from extractor.report.spreadsheet_text import harmless

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

# A workbook of the same content is the same file.
PAST = datetime(2000, 1, 1)
# A cell holds so many characters.
LONGEST = 32_000
TITLES: Mapping[str, Mapping[str, Sequence[str]]] = {
    "id": {
        "sheets": ("Rekap", "Per tahun", "Gagal", "Daftar harapan"),
        "reports": (
            "Instansi",
            "Tahun",
            "Temuan material",
            "Kesalahan",
            "Peringatan",
            "Catatan",
            "Dihitung ulang",
            "Halaman",
            "Halaman terbaca",
            "Angka tercetak",
            "Angka terbaca",
            "Dapat dibandingkan",
            "Berkas",
        ),
        "failed": ("Laporan", "Hasil", "Penjelasan", "Tempat"),
        "expected": ("Instansi", "Tahun", "Status"),
        "words": ("ya", "tidak dapat dibandingkan"),
        "statuses": ("diterima", "gagal", "belum ada"),
    },
    "en": {
        "sheets": ("Recap", "By year", "Failed", "Expected"),
        "reports": (
            "Agency",
            "Year",
            "Material findings",
            "Errors",
            "Warnings",
            "Notices",
            "Recalculated",
            "Pages",
            "Pages read",
            "Figures printed",
            "Figures read",
            "Comparable",
            "File",
        ),
        "failed": ("Report", "Outcome", "Explanation", "Places"),
        "expected": ("Agency", "Year", "Status"),
        "words": ("yes", "not comparable"),
        "statuses": ("received", "failed", "missing"),
    },
}
STATUSES = ("received", "failed", "missing")
FIGURES = (
    "material",
    "errors",
    "warnings",
    "notices",
    "calculations",
    "pages",
    "pages_read",
    "printed",
    "understood",
)


def recap(told: Mapping[str, Any], language: str) -> bytes:
    """The workbook of a summary."""
    import xlsxwriter

    titles = TITLES["id" if language == "id" else "en"]
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": PAST})
    read = [report for report in told["reports"] if report["state"] == DONE and "material" in report]
    read.sort(key=_order)
    main, years, failures, expected = titles["sheets"]
    _sheet(book, main, titles["reports"], [_row(report, titles["words"], language) for report in read])
    _sheet(book, years, *_by_year(read, titles))
    lost = [report for report in told["reports"] if report["state"] != DONE]
    _sheet(book, failures, titles["failed"], [_failure(report, language) for report in lost])
    if "expected" in told:
        words = dict(zip(STATUSES, titles["statuses"], strict=True))
        rows = [(item["agency"], item["year"], words[item["status"]]) for item in told["expected"]]
        _sheet(book, expected, titles["expected"], rows)
    book.close()
    return buffer.getvalue()


def _order(report: Mapping[str, Any]) -> tuple[object, ...]:
    """Comparable reports first, the most material findings on top."""
    agency, year = report["agency"] or "", report["fiscal_year"] or 0
    return report["not_comparable"] is not None, -report["material"], agency, year, report["key"]


def _row(report: Mapping[str, Any], words: Sequence[str], language: str) -> list[object]:
    why = report["not_comparable"]
    told = words[0] if why is None else f"{words[1]}: {why[language]}"
    figures = [report[name] for name in FIGURES]
    return [report["agency"], report["fiscal_year"], *figures, told, report["name"]]


def _by_year(read: Sequence[Mapping[str, Any]], titles: Mapping[str, Sequence[str]]) -> tuple[list[str], list[Any]]:
    """Agencies by years: material findings of comparable reports, else the words that say why there are none."""
    years = sorted({report["fiscal_year"] for report in read if report["fiscal_year"]})
    table: dict[str, dict[int, object]] = {}
    for report in read:
        cells = table.setdefault(report["agency"] or "?", {})
        # Comparable reports stand before the others.
        cells.setdefault(
            report["fiscal_year"], report["material"] if report["not_comparable"] is None else titles["words"][1]
        )
    rows = [[agency, *(table[agency].get(year) for year in years)] for agency in sorted(table)]
    return [titles["reports"][0], *map(str, years)], rows


def _failure(report: Mapping[str, Any], language: str) -> list[object]:
    places = [place for file in report["files"] for place in file["places"]]
    message = report["message"][language] if report["message"] else None
    return [report["name"], report["outcome"] or report["state"], message, "\n".join(places)]


def _sheet(book: "Workbook", name: str, titles: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A sheet with titles that stay in sight and can be filtered."""
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    for column, title in enumerate(titles):
        sheet.write_string(0, column, title, bold)
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            _write(sheet, number, column, value)
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, 0, 48)
    sheet.set_column(1, max(1, len(titles) - 1), 14)
    sheet.autofilter(0, 0, len(rows), len(titles) - 1)


def _write(sheet: "Worksheet", row: int, column: int, value: object) -> None:
    """A number as a number; a text as a text, behind an apostrophe where it begins like a formula."""
    if isinstance(value, int):
        sheet.write_number(row, column, value)
    elif value is not None:
        sheet.write_string(row, column, clean(harmless(str(value)[:LONGEST])))
