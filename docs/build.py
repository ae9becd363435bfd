"""Writes docs/rules.md from the rules themselves, by `python -m docs.build`."""

from pathlib import Path

from extractor.audit.catalogue import all_rules

PAGE = Path(__file__).parent / "rules.md"
HEADINGS = ("What it checks", "Why it matters", "Formula", "Example", "When it stays silent", "Source")


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


if __name__ == "__main__":
    PAGE.write_text(rules_page(), encoding="utf-8")
