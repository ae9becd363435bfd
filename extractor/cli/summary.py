"""What a person sees after an audit: identity, tables, figures, findings."""

from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding

from extractor.cli.language import Language, in_language
from schemas import Finding, Report

WORDS = {
    Language.id: {
        "agency": "Instansi", "year": "Tahun", "tables": "Tabel", "numbers": "Angka tercetak", "fact": "terbaca",
        "ignored": "bukan angka kinerja", "not": "belum dipahami", "unread": "Halaman tidak terbaca",
        "findings": "Temuan", "none": "Tidak ada temuan.", "page": "hal.", "label": "tercetak", "table": "Tabel",
        "checked": "Perhitungan diperiksa", "held": "cocok",
        "written": "Ditulis ke", "profile": "Profil menyembunyikan", "error": "KESALAHAN", "warning": "PERINGATAN",
        "notice": "CATATAN", "more": "catatan lain ada di JSON", "doubt": "bacaan diragukan",
    },
    Language.en: {
        "agency": "Agency", "year": "Year", "tables": "Tables", "numbers": "Printed numbers", "fact": "read",
        "ignored": "no figures", "not": "not understood", "unread": "Pages not read",
        "findings": "Findings", "none": "No findings.", "page": "page", "label": "printed as", "table": "table",
        "checked": "Calculations checked", "held": "hold",
        "written": "Written to", "profile": "The profile hides", "error": "ERROR", "warning": "WARNING",
        "notice": "NOTICE", "more": "more notices are in the JSON", "doubt": "reading in doubt",
    },
}
STYLES = {"error": "bold red", "warning": "yellow", "notice": "dim"}
ORDER = {severity: place for place, severity in enumerate(STYLES)}
MOST_NOTICES = 10


def show_summary(report: Report, language: Language, written: Path | None) -> None:
    """Prints the summary to stderr."""
    console = Console(stderr=True, width=None)
    words = WORDS[language]
    document = report.document
    console.print(f"[bold]{escape(document.title or report.source.file)}[/bold]")
    console.print(f"{words['agency']}: {escape(document.agency or '?')}   {words['year']}: {document.fiscal_year or '?'}")
    kinds = Counter(table.kind for table in report.tables)
    listed = ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items(), key=lambda k: (-k[1], k[0])))
    console.print(f"{words['tables']}: {len(report.tables)} ({listed})")
    numbers = report.coverage.numbers
    console.print(
        f"{words['numbers']}: {numbers.printed} ({numbers.as_fact} {words['fact']}, "
        f"{sum(numbers.ignored.values())} {words['ignored']}, {numbers.not_understood} {words['not']})"
    )
    unread = [p for p in report.coverage.pages if p.reader == "none" and p.reason != "blank"]
    if unread:
        console.print(f"{words['unread']}: {', '.join(str(p.page) for p in unread)}")
    held = sum(c.verdict not in {"inconsistent", "not_checkable"} for c in report.calculations)
    console.print(f"{words['checked']}: {len(report.calculations)} ({held} {words['held']})")
    _show_findings(console, report, language)
    for entry in report.suppressed:
        console.print(f"{words['profile']}: {entry.check} × {entry.count}")
    if written:
        console.print(f"{words['written']} {escape(str(written))}")


def _show_findings(console: Console, report: Report, language: Language) -> None:
    """The findings as a table, errors first."""
    words = WORDS[language]
    if not report.findings:
        console.print(words["none"])
        return
    counts = Counter(f.severity for f in report.findings)
    named = ", ".join(f"{counts[s]} {words[s]}" for s in STYLES if counts[s])
    console.print(f"[bold]{words['findings']}[/bold]: {named}")
    labels = {p.page: p.label for p in report.coverage.pages}
    ordered = sorted(report.findings, key=lambda f: (ORDER.get(f.severity, 9), f.rank, f.id))
    notices = [f for f in ordered if f.severity == "notice"]
    for finding in [f for f in ordered if f.severity != "notice"] + notices[:MOST_NOTICES]:
        console.print(_headline(finding, labels, language))
        console.print(Padding(escape(in_language(finding.message, language)), (0, 0, 0, 2)))
    if len(notices) > MOST_NOTICES:
        console.print(f"+ {len(notices) - MOST_NOTICES} {words['more']}")


def _headline(finding: Finding, labels: dict[int, str | None], language: Language) -> str:
    """Severity, check, place, what is printed and what was expected, on one line."""
    words = WORDS[language]
    style = STYLES.get(finding.severity, "")
    parts = [f"[{style}]{words.get(finding.severity, finding.severity)}[/{style}] [bold]{finding.check}[/bold]"]
    if finding.page is not None:
        label = labels.get(finding.page)
        shown = f" ({words['label']} {label})" if label and label != str(finding.page) else ""
        parts.append(f"{words['page']} {finding.page}{shown}")
    if finding.table:
        parts.append(f"{words['table']} {escape(finding.table)}")
    if finding.reported:
        right = f" -> {escape(finding.expected.printed)}" if finding.expected else ""
        parts.append(f"[bold]{escape(finding.reported.printed)}{right}[/bold]")
    if finding.reading == "doubtful":
        parts.append(words["doubt"])
    return "  ".join(parts)
