"""Letter and Catatan Hasil Reviu: what was found (kondisi), by what it is measured (kriteria), what follows (akibat).

Sebab and Rekomendasi stay blank: they are the reviewer's to write.
"""

from extractor.report.causes import Cause, by_cause
from extractor.report.forms.document import blank, grid, paragraph, to_bytes
from schemas import Finding, Report

HEAD = ("No.", "Kondisi", "Kriteria", "Sebab", "Akibat", "Rekomendasi")
WIDTHS = (1.2, 9.2, 4.0, 3.2, 4.6, 3.4)
GENERAL = "Perhitungan dalam laporan kinerja harus sesuai dengan angka yang menjadi dasarnya."
BLANK = "…………………………"
SEVERITIES = {"error": "Kesalahan hitung", "warning": "Perbedaan yang perlu dijelaskan", "notice": "Catatan penulisan"}


def review_letter(report: Report) -> bytes:
    """The letter with its notes as DOCX: errors and warnings by cause, notices listed in short."""
    document = blank(landscape=True)
    agency, year = report.document.agency or BLANK, str(report.document.fiscal_year or BLANK)
    causes = by_cause(report.findings)
    serious = [cause for cause in causes if cause.finding.severity != "notice"]
    notices = [cause.finding for cause in causes if cause.finding.severity == "notice"]
    for line in (f"Nomor: {BLANK}", "Hal: Catatan Hasil Reviu Laporan Kinerja", f"Yth. Kepala {agency}"):
        paragraph(document, line)
    paragraph(document, _opening(agency, year, len(serious), len(notices)))
    document.add_heading("Catatan Hasil Reviu", level=1)
    grid(document, HEAD, [_row(number, cause) for number, cause in enumerate(serious, 1)], WIDTHS)
    if notices:
        document.add_heading("Catatan penulisan", level=1)
        rows = [(str(n), _place(item), item.message.id) for n, item in enumerate(notices, 1)]
        grid(document, ("No.", "Tempat", "Catatan"), rows, (1.2, 4.4, 20.0))
    paragraph(document, "")
    paragraph(document, f"{BLANK}, {BLANK}")
    paragraph(document, f"Pereviu: {BLANK}     NIP: {BLANK}")
    return to_bytes(document, f"Catatan Hasil Reviu {agency} {year}")


def _opening(agency: str, year: str, serious: int, notices: int) -> str:
    if not serious + notices:
        return f"Kami telah mereviu Laporan Kinerja {agency} Tahun {year}. Tidak ada hal yang perlu diperbaiki pada angkanya."
    return (
        f"Kami telah mereviu Laporan Kinerja {agency} Tahun {year}. Terdapat {serious} hal yang perlu diperbaiki atau "
        f"dijelaskan dan {notices} catatan penulisan sebagaimana di bawah ini. Kami mohon tanggapan dan perbaikannya."
    )


def _row(number: int, cause: Cause) -> tuple[str, ...]:
    finding = cause.finding
    condition = f"{SEVERITIES.get(finding.severity, '')} di {_place(finding)}. {finding.message.id}"
    if cause.follows:
        condition += f" Ikut terpengaruh: {'; '.join(_place(item) for item in cause.follows)}."
    if finding.reading == "doubtful":
        condition += " Bacaan angka ini perlu dicocokkan dengan naskah."
    if finding.hint:
        condition += f" {finding.hint.id}"
    effect = finding.effect.id if finding.effect else ""
    if finding.material:
        effect = f"{effect} Kategori, total, atau simpulan berubah.".strip()
    return (str(number), condition, _criterion(finding), "", effect, "")


def _place(finding: Finding) -> str:
    parts = [f"Tabel {finding.table}"] if finding.table else []
    if finding.page:
        parts.append(f"halaman {finding.page}")
    return ", ".join(parts) or "laporan"


def _criterion(finding: Finding) -> str:
    rule = finding.criterion
    return ", ".join(part for part in (rule.regulation, rule.article) if part) if rule else GENERAL
