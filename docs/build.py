"""Writes what is made from the program and its data, by `python -m docs.build`.

These are the pages of checks, of messages, of the catalogue and of the dataset's columns, the README's example, and the compiled copies
of the catalogue and of the messages.
"""

import json
import re
import tempfile
from pathlib import Path

from typer.testing import CliRunner

from docs.catalogue_page import catalogue_page
from docs.messages_page import messages_page
from extractor.audit import phrases
from extractor.audit.catalogue import all_rules
from extractor.cli import app
from extractor.dataset.codebook import codebook
from schemas import Criterion
from schemas.catalogue.reading import COMPILED, FOLDER, compile_catalogue

ROOT = Path(__file__).parent.parent
COUNTS = ROOT / "docs" / "checks.json"
PAGE, README = ROOT / "docs" / "checks.md", ROOT / "README.md"
MESSAGES = ROOT / "docs" / "messages.md"
CATALOGUE = ROOT / "docs" / "catalogue.md"
CODEBOOK = ROOT / "docs" / "codebook.md"
HEADINGS = ("What it checks", "Why it matters", "Formula", "Example", "When it stays silent", "Source")
SAMPLE = (ROOT / "fixtures" / "SAMPLE").read_text(encoding="utf-8").strip()
EXAMPLE = re.compile(r"(<!-- example -->\n).*?(<!-- /example -->)", re.DOTALL)
FARED = (("right", "right"), ("doubtful", "arguable"), ("beside", "beside the list"))
SHOWN, COLUMNS = 3, 110


def rules_page() -> str:
    """The catalogue of checks as markdown, each with what became of it on real reports."""
    counts = json.loads(COUNTS.read_text(encoding="utf-8"))
    lines = [
        "# Checks",
        "",
        "Made from the rules by `make docs`. Severity is that of a figure that is broken beyond rounding.",
        "",
        f"*On real reports* counts {counts['reports']} reports, {counts['truths']} of which a person went through (some only in part):",
        "recalculations made, findings, and how many of those stand on the person's list (right), are arguable, or stand",
        "beside it. `python -m benchmarks.checks REPORTS TRUTH --write` renews the counts.",
        "",
        "A check marked *preview* is no arithmetic and was not seen to be right on a real report so far: its findings are",
        "notices at most, unless a [profile](profile.md) says otherwise.",
        "",
    ]
    for rule in all_rules():
        severity = f"{rule.severity}, preview: a notice" if rule.preview else rule.severity
        lines += [f"## {rule.code}", "", f"*{rule.title.id}* — {rule.title.en} ({severity})", ""]
        lines += [f"- **{heading}**: {rule.sections[heading]}" for heading in HEADINGS if rule.sections.get(heading)]
        lines += [f"- **Criterion**: {_criterion(rule.criterion)}"] if rule.criterion else []
        lines += [f"- **On real reports**: {_became(counts['checks'].get(rule.code))}", ""]
    return "\n".join(lines)


def _criterion(criterion: Criterion) -> str:
    """What a figure is measured by."""
    note = "" if criterion.verified else " (wording not yet compared with the regulation)"
    return f"{criterion.regulation} {criterion.article or ''}".rstrip() + note


def _became(count: dict[str, int] | None) -> str:
    """What became of a check: recalculations, findings, and how these fared."""
    if not count or not (count["applied"] or count["fired"]):
        return "never applied."
    made = f"{count['applied']} recalculations, " if count["applied"] else ""
    if not count["fired"]:
        return f"{made}no finding."
    fared = ", ".join(f"{count[name]} {word}" for name, word in FARED if count[name])
    return f"{made}{count['fired']} {'finding' if count['fired'] == 1 else 'findings'}{f': {fared}' if fared else ''}."


def readme() -> str:
    """The README with the summary of the sample as it is now."""
    example = f"```text\n$ lkjip audit {SAMPLE} --lang en\n{_summary()}\n```\n"
    return EXAMPLE.sub(lambda found: found[1] + example + found[2], README.read_text(encoding="utf-8"))


def _summary() -> str:
    """The overview and the first findings of each severity."""
    with tempfile.TemporaryDirectory() as folder:
        arguments = ["audit", str(ROOT / SAMPLE), "-o", str(Path(folder, "a.json")), "--lang", "en", "--ocr", "off"]
        done = CliRunner(env={"COLUMNS": str(COLUMNS)}).invoke(app, arguments, catch_exceptions=False)
    overview, *groups = done.stderr.strip().split("\n\n")[:-1]
    return "\n\n".join([overview, *map(_first, groups)])


def _first(group: str) -> str:
    """The heading of a severity and its first findings."""
    heading, *lines = group.splitlines()
    starts = [number for number, line in enumerate(lines) if not line.startswith("    ")]
    if len(starts) <= SHOWN:
        return group
    return "\n".join([heading, *lines[: starts[SHOWN]], "  …"])


def main() -> None:
    """Writes what is made: the compiled copies first, as the rest is read from them."""
    (FOLDER / COMPILED).write_text(compile_catalogue(FOLDER), encoding="utf-8")
    (phrases.FOLDER / phrases.COMPILED).write_text(phrases.compile_messages(), encoding="utf-8")
    CATALOGUE.write_text(catalogue_page(), encoding="utf-8")
    MESSAGES.write_text(messages_page(), encoding="utf-8")
    PAGE.write_text(rules_page(), encoding="utf-8")
    CODEBOOK.write_text(codebook(), encoding="utf-8")
    README.write_text(readme(), encoding="utf-8")


if __name__ == "__main__":
    main()
