"""What a person sees after an audit: identity, tables, figures, findings."""

from collections import Counter
from pathlib import Path
from textwrap import fill

from rich.console import Console
from rich.text import Text

from extractor.cli.language import Language, in_language
from extractor.cli.words import WORDS, Words
from schemas import Finding, Report, SupportingDocument

STYLES = {"error": "bold red", "warning": "bold yellow", "notice": "dim"}
HELD = {"inconsistent", "not_checkable"}
MOST_NOTICES = 10
INDENT = "    "


def show_written(path: Path, language: Language) -> None:
    """Prints where the document was written."""
    _console().print(Text(f"{WORDS[language].written} {path}"), soft_wrap=True)


def _console() -> Console:
    return Console(stderr=True, highlight=False, soft_wrap=False)


def show_summary(report: Report, language: Language) -> None:
    """Prints the summary to stderr, in colour on a terminal."""
    console = _console()
    words = WORDS[language]
    console.print(Text(fill(report.document.title or report.source.file, console.width), style="bold"))
    overview = _overview(report, words)
    width = max(map(len, overview)) + 2
    for name, text in overview.items():
        console.print(Text(fill(f"{name:<{width}}{text}", console.width, subsequent_indent=" " * width)))
    _show_findings(console, report, language)
    for entry in report.suppressed:
        why = f"{words.rejected} ({entry.reason})" if entry.reason else words.hidden
        console.print(Text(f"{why}: {entry.check} × {entry.count}"))


def _overview(report: Report, words: Words) -> dict[str, str]:
    """Identity, tables by kind, what became of the figures and pages, and how much was recalculated."""
    document, numbers = report.document, report.coverage.numbers
    own = [table for table in report.tables if table.document is None]
    kinds = sorted(Counter(table.kind for table in own).items(), key=lambda item: (-item[1], item[0]))
    held = sum(c.verdict not in HELD for c in report.calculations)
    unread = [page for page in report.coverage.pages if page.reader == "none" and page.reason != "blank"]
    lines = {
        words.agency: document.agency or "?",
        words.year: str(document.fiscal_year or "?"),
        words.tables: f"{len(own)} ({', '.join(f'{kind} {count}' for kind, count in kinds)})",
        words.figures: f"{numbers.printed} ({numbers.as_fact} {words.read}, {sum(numbers.ignored.values())} {words.ignored}, "
        f"{numbers.not_understood} {words.not_understood})",
        words.calculations: f"{len(report.calculations)} ({held} {words.hold})",
    }
    if report.documents:
        lines[words.beside] = "; ".join(_beside(item, words) for item in report.documents)
    if unread:
        lines[words.unread] = ", ".join(str(page.page) for page in unread)
    return lines


def _beside(document: SupportingDocument, words: Words) -> str:
    """A supporting document with the number of figures compared, or why there are none."""
    if not document.used:
        return f"{document.file} {words.not_compared} ({document.reason})"
    return f"{document.file} ({document.kind}, {document.compared} {words.compared})"


def _show_findings(console: Console, report: Report, language: Language) -> None:
    """The findings by severity and rank; of many notices only the first."""
    words = WORDS[language]
    labels = {page.page: page.label for page in report.coverage.pages}
    if not report.findings:
        console.print(Text(words.none, style="bold green"))
    for severity in sorted({f.severity for f in report.findings}, key=lambda s: [*STYLES, s].index(s)):
        found = sorted((f for f in report.findings if f.severity == severity), key=lambda f: (f.rank, f.id))
        shown = found[:MOST_NOTICES] if severity == "notice" else found
        console.print(
            Text(f"\n{words.severities.get(severity, severity)} ({len(found)})", style=STYLES.get(severity, ""))
        )
        for finding in shown:
            _show_finding(console, finding, labels.get(finding.page or 0), language)
        if len(found) > len(shown):
            console.print(Text(f"  + {len(found) - len(shown)} {words.more}", style="dim"))
    console.print()


def _show_finding(console: Console, finding: Finding, label: str | None, language: Language) -> None:
    """Check, place, what is printed and what is expected on one line, and the sentence that says why."""
    words = WORDS[language]
    head = Text("  ").append(finding.check, style="bold").append(f"  {_place(finding, label, words)}", style="cyan")
    if finding.reported:
        head.append(f"  {words.printed} ").append(finding.reported.printed, style="bold")
    if finding.expected:
        head.append(f" → {words.expected} ").append(finding.expected.printed, style="bold")
    for note in (words.follows * bool(finding.consequence_of), words.doubtful * (finding.reading == "doubtful")):
        head.append(f"  {note}" if note else "", style="dim")
    for line in head.wrap(console, console.width - len(INDENT), tab_size=1):
        line.rstrip()
        console.print(line if line.plain.startswith(" ") else Text(INDENT).append_text(line), soft_wrap=True)
    for message in (finding.message, finding.hint):
        if message:
            told = in_language(message, language)
            told = fill(told, console.width, initial_indent=INDENT, subsequent_indent=INDENT)
            console.print(Text(told), soft_wrap=True)


def _place(finding: Finding, label: str | None, words: Words) -> str:
    """Page of the file, the number that is printed on it where that differs, and the table."""
    parts = []
    if finding.page is not None:
        seen = f" ({words.printed_page} {label})" if label and label != str(finding.page) else ""
        parts.append(f"{words.page} {finding.page}{seen}")
    if finding.table:
        parts.append(f"{words.table} {finding.table}")
    return ", ".join(parts)
