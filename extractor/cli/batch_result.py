"""What came of a batch: the summary for programs and people, the recapitulation, the exit code."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from shutil import get_terminal_size
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import typer

from extractor.cli.audit import ORDER, FailOn
from extractor.cli.batch_talk import WORDS, say
from extractor.cli.language import Language
from extractor.errors import ExitCode

if TYPE_CHECKING:
    from extractor.batch.expected import Expected
    from extractor.batch.run import Ran
    from extractor.store import Store

# Rows of the table, and the least width of its first column.
MOST_ROWS, MOST_NARROW = 40, 20
SEVERITIES = {"errors": "error", "warnings": "warning", "notices": "notice"}


@dataclass(frozen=True, slots=True)
class Asked:
    """How a result is wanted: language, JSON on stdout, the severity that makes it fail, and what should be there."""

    language: Language
    as_json: bool
    fail_on: FailOn
    expected: "tuple[Expected, ...]" = ()


def finish(store: "Store", ran: "Ran", asked: Asked) -> None:
    """Writes summary and recapitulation, shows the result and ends with the exit code that says how it went.

    Raises:
        typer.Exit: not all was done, or findings are as severe as was asked.
    """
    from extractor.batch.ledger import Ledger
    from extractor.batch.owner import this_process
    from extractor.batch.summary import as_text, summary, write_summary

    told = summary(Ledger(store, this_process()), ran.skipped, asked.expected)
    files = write_summary(store, told, asked.language.value)
    show_result(told, asked.language)
    typer.echo(say(asked.language, "written", files=", ".join(map(str, files))), err=True)
    if asked.as_json:
        sys.stdout.write(as_text(told))
    code = exit_code(told, ran, asked.fail_on)
    if code is ExitCode.STOPPED:
        typer.echo(say(asked.language, "stopped"), err=True)
    if code:
        raise typer.Exit(int(code))


def show_status(store: "Store", as_json: bool, language: Language) -> None:
    """Shows how things stand in a store."""
    from extractor.batch.ledger import Ledger
    from extractor.batch.owner import this_process
    from extractor.batch.summary import as_text, status

    told = status(Ledger(store, this_process()))
    if as_json:
        sys.stdout.write(as_text(told))
    else:
        show_result(told, language)


def exit_code(told: Mapping[str, Any], ran: "Ran", fail_on: FailOn) -> ExitCode:
    """How the batch went: stopped before anything else, then what failed, then what was found."""
    if not ran.complete:
        return ExitCode.STOPPED
    states = [work.state for work in ran.works]
    if "done" not in states:
        return ExitCode.NOTHING_DONE
    if "failed" in states:
        return ExitCode.SOME_FAILED
    keys = {work.planned.key for work in ran.works}
    reports = [report for report in told["reports"] if report["key"] in keys]
    found = [word for name, word in SEVERITIES.items() if any(report.get(name) for report in reports)]
    worst = min((ORDER.get(word, 2) for word in found), default=2)
    if fail_on is not FailOn.never and worst <= ORDER[fail_on.value]:
        return ExitCode.FINDINGS
    return ExitCode.DONE


def show_result(told: Mapping[str, Any], language: Language) -> None:
    """Prints what came of a batch to stderr: totals, the reports, what was put together, what failed or is missing."""
    words = WORDS[language]
    lines = [words["totals"].format(**told["totals"])]
    reports = told["reports"]
    for report in reports:
        if report["grouped"]:
            lines.append(words["grouped"].format(name=report["name"], why=report["grouped"][language]))
    lines += [words["skipped"].format(path=item["path"], why=item["why"][language]) for item in told["skipped"]]
    for report in reports:
        if report["state"] == "failed":
            why = report["message"][language] if report["message"] else ""
            lines.append(words["failure"].format(name=report["name"], outcome=report["outcome"], why=why))
        if report.get("claimed"):
            lines.append(words["worked_on"].format(name=report["name"], **report["claimed"]))
    for line in [*lines, *_expected(told.get("expected"), words)]:
        typer.echo(line, err=True)
    _table([report for report in reports if report["state"] == "done" and "material" in report], words)


def _expected(held: list[dict[str, Any]] | None, words: Mapping[str, str]) -> list[str]:
    """How many of the expected reports are there, and which are not."""
    if held is None:
        return []
    counts = {status: sum(item["status"] == status for item in held) for status in ("received", "failed", "missing")}
    absent = [item for item in held if item["status"] != "received"]
    lines = [words["absent"].format(**item | {"status": words[f"{item['status']}_word"]}) for item in absent]
    return [words["expected"].format(count=len(held), **counts), *lines]


def _table(reports: list[dict[str, Any]], words: Mapping[str, str]) -> None:
    """The reports with most material findings on top, those that cannot be compared last."""
    if not reports:
        return
    ranked = sorted(
        reports, key=lambda r: (r["not_comparable"] is not None, -r["material"], r["agency"] or "", r["key"])
    )
    rows = [words["titles"].split("|"), *(_cells(report, words) for report in ranked[:MOST_ROWS])]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    widths[0] = max(MOST_NARROW, min(widths[0], get_terminal_size().columns - sum(widths[1:]) - 2 * len(widths)))
    for name, *figures in rows:
        told = "".join(f"  {figure:>{width}}" for figure, width in zip(figures, widths[1:], strict=True))
        first, *rest = wrap(name, widths[0]) or [""]
        typer.echo("\n".join([f"{first:<{widths[0]}}{told}", *rest]), err=True)
    if len(ranked) > MOST_ROWS:
        typer.echo(words["more"].format(count=len(ranked) - MOST_ROWS, file="summary.json"), err=True)


def _cells(report: Mapping[str, Any], words: Mapping[str, str]) -> list[str]:
    agency = report["agency"] or report["name"]
    name = f"{agency} ({words['incomparable']})" if report["not_comparable"] else agency
    figures = (report["material"], report["errors"], report["warnings"])
    read = (f"{report['pages_read']}/{report['pages']}", f"{report['understood']}/{report['printed']}")
    return [name, str(report["fiscal_year"] or "?"), *map(str, figures), *read]
