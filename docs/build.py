"""Writes what is made from the program and its data, by `python -m docs.build`.

These are the pages of checks and of the catalogue, the README's example, and the compiled copy of the indicators.
"""

import re
import tempfile
from pathlib import Path

from typer.testing import CliRunner

from docs.catalogue_page import catalogue_page
from extractor.audit.catalogue import all_rules
from extractor.cli import app
from schemas.catalogue.reading import COMPILED, FOLDER, compile_indicators

ROOT = Path(__file__).parent.parent
PAGE, README = ROOT / "docs" / "rules.md", ROOT / "README.md"
CATALOGUE = ROOT / "docs" / "catalogue.md"
HEADINGS = ("What it checks", "Why it matters", "Formula", "Example", "When it stays silent", "Source")
SAMPLE = (ROOT / "fixtures" / "SAMPLE").read_text(encoding="utf-8").strip()
EXAMPLE = re.compile(r"(<!-- example -->\n).*?(<!-- /example -->)", re.DOTALL)
SHOWN, COLUMNS = 3, 110


def rules_page() -> str:
    """The catalogue of checks as markdown."""
    lines = [
        "# Checks",
        "",
        "Made from the rules by `make docs`. Severity is that of a figure that is broken beyond rounding.",
        "",
    ]
    for rule in all_rules():
        lines += [f"## {rule.code}", "", f"*{rule.title.id}* — {rule.title.en} ({rule.severity})", ""]
        lines += [f"- **{heading}**: {rule.sections[heading]}" for heading in HEADINGS if rule.sections.get(heading)]
        lines.append("")
    return "\n".join(lines)


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
    """Writes what is made: the compiled indicators first, as the rest is read from them."""
    (FOLDER / COMPILED).write_text(compile_indicators(FOLDER), encoding="utf-8")
    CATALOGUE.write_text(catalogue_page(), encoding="utf-8")
    PAGE.write_text(rules_page(), encoding="utf-8")
    README.write_text(readme(), encoding="utf-8")


if __name__ == "__main__":
    main()
