"""How often each check applied, fired and was right: python -m benchmarks.checks REPORTS TRUTH [--write].

REPORTS holds PDFs, which are audited, or stored audits (.json); TRUTH holds what a perfect audit of some of them finds.
`--write` renews `docs/checks.json`, from which the page of checks is made. It holds counts only: no name and no word of a
report leaves this machine.

A finding is right where a true finding of its family stands at its place and names its figure, or its words where it has
no figure; doubtful where an arguable one does; beside where neither does on a page that was annotated.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from extractor.audit.catalogue import all_rules

Json = dict[str, Any]
DATA = Path(__file__).parent.parent / "docs" / "checks.json"
# Findings on reports without a truth that a person held against the page and found right.
BY_HAND = {"BUD-ZERO": 1}
WORDS_SHARE = 0.4
_SAME = {"RENSTRA": "CAP", "POLARITY": "CAP", "TV": "XT", "NV": "XT"}
NOT_CHECKABLE = "not_checkable"


@dataclass
class Counts:
    """What became of one check: recalculations made, findings, and how they fare where there is a truth."""

    applied: int = 0
    fired: int = 0
    right: int = 0
    doubtful: int = 0
    beside: int = 0


def counted(report: Json, truth: Json | None, counts: dict[str, Counts]) -> None:
    """Adds one audited report."""
    for calculation in report["calculations"]:
        if calculation["verdict"] != NOT_CHECKABLE:
            counts.setdefault(calculation["check"], Counts()).applied += 1
    for finding in report["findings"]:
        count = counts.setdefault(finding["check"], Counts())
        count.fired += 1
        if truth is not None and _annotated(finding, truth):
            field = _judged(finding, report, truth)
            setattr(count, field, getattr(count, field) + 1)


def _annotated(finding: Json, truth: Json) -> bool:
    """Whether the page of a finding was looked at by those who wrote the truth."""
    ranges, page = truth.get("annotated_pages"), finding["page"]
    told = {number for item in truth["findings"] + truth["doubtful"] for number in item["pages"]}
    return not ranges or page is None or page in told or any(first <= page <= last for first, last in ranges)


def _judged(finding: Json, report: Json, truth: Json) -> str:
    seen = _Seen(finding, report)
    if any(seen.tells(item) for item in truth["findings"]):
        return "right"
    return "doubtful" if any(seen.tells(item) for item in truth["doubtful"]) else "beside"


class _Seen:
    """A finding with what it looks at: places, figures, words."""

    def __init__(self, finding: Json, report: Json) -> None:
        facts = {fact["id"]: fact for fact in report["facts"]}
        numbers = {table["id"]: table["number"] for table in report["tables"]}
        evidence = [facts[name] for name in finding["facts"] if name in facts]
        changes = [facts[c["fact"]] for c in (finding["repair"] or {}).get("changes", []) if c["fact"] in facts]
        self.family = _family(finding["check"])
        self.pages = {finding["page"], *(place["page"] for place in finding["places"])} - {None}
        self.tables = {finding["table"], *(numbers.get(place["table"]) for place in finding["places"])} - {None}
        told = [finding["reported"]] if finding["reported"] else []
        self.figures = [*told, *evidence, *changes]
        texts = [*finding["message"].values(), *(fact["subject"]["name"] for fact in evidence)]
        self.words = _words(" ".join(texts))

    def tells(self, item: Json) -> bool:
        """Whether an item of the truth is about the same: family, place, and figure or words."""
        if not any(name == "*" or _family(name) == self.family for name in item["checks"]):
            return False
        near = any(abs(page - other) <= 1 for page in self.pages for other in item["pages"])
        if (item["pages"] or item["tables"]) and not near and not self.tables & set(item["tables"]):
            return False
        if item["reported"]:
            return any(_same(figure, true) for figure in self.figures for true in item["reported"])
        wanted = set(item["subject_words"])
        return len(self.words & wanted) >= WORDS_SHARE * len(wanted)


def _family(check: str) -> str:
    """Checks that may say the same share a family."""
    head = check.split("-", maxsplit=1)[0]
    return _SAME.get(head, head)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+(?:[.,]\w+)*", text.lower()))


def _same(figure: Json, true: Json) -> bool:
    squashed = [re.sub(r"\s|rp\.?|,-$|%", "", text.lower()) for text in (figure["printed"], true["printed"])]
    if squashed[0] == squashed[1]:
        return True
    if figure["value"] is None or true["value"] is None:
        return False
    return bool(abs(figure["value"] - true["value"]) <= 0.5 * 10 ** -true["decimals"] + 1e-9)


def _audits(reports: Path) -> Iterator[tuple[str, Json]]:
    """The audits of a folder by the name of the file."""
    from extractor.pipeline import run
    from extractor.report import to_json

    stored = {path.stem: path for path in sorted(reports.glob("*.json"))}
    for name, path in stored.items():
        yield name, json.loads(path.read_text(encoding="utf-8"))
    for path in sorted(reports.glob("*.pdf")):
        if path.stem not in stored:
            yield path.stem, json.loads(to_json(run(path)))


def measured(reports: Path, truths: Path) -> Json:
    """The counts of all checks over a folder of reports."""
    counts = {rule.code: Counts() for rule in all_rules()}
    totals: Counter[str] = Counter()
    for name, report in _audits(reports):
        truth = truths / f"{name}.json"
        totals.update(reports=1, truths=truth.exists())
        counted(report, json.loads(truth.read_text(encoding="utf-8")) if truth.exists() else None, counts)
    for check, number in BY_HAND.items():
        counts[check].right += number
    return {**totals, "checks": {check: asdict(count) for check, count in sorted(counts.items())}}


def main(arguments: list[str]) -> int:
    """Prints the counts, and writes them where it is told to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=Path)
    parser.add_argument("truth", type=Path)
    parser.add_argument("--write", action="store_true", help=f"renew {DATA.name}")
    options = parser.parse_args(arguments)
    found = measured(options.reports, options.truth)
    for check, count in found["checks"].items():
        print(f"{check:<14}", *(f"{name} {number:>5}" for name, number in count.items()))
    if options.write:
        lines = [f"{json.dumps(check)}: {json.dumps(count)}" for check, count in found["checks"].items()]
        head = f'{{"reports": {found["reports"]}, "truths": {found["truths"]}, "checks": {{\n'
        DATA.write_text(head + ",\n".join(lines) + "\n}}\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
