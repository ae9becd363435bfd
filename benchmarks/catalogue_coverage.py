"""How many of the indicator names that reports print the catalogue knows.

    python -m benchmarks.catalogue_coverage FOLDER [--sample 100] [--seed 1] [-o SAMPLE.csv]

Reads every PDF of a folder without OCR, matches, and counts distinct names of subjects of kind indicator; a name counts as matched where
one of its facts is. A sample of the matched names can be written for a person to judge: name, unit, the entry that it was
matched with. The same seed draws the same sample.
"""

import argparse
import csv
import random
from collections import defaultdict
from pathlib import Path

from extractor.facts import read as read_facts
from extractor.matching import match
from extractor.pages import read as read_pages
from extractor.tables import find
from schemas.catalogue import catalogue

Names = dict[str, dict[str, str]]


def names_of(path: Path) -> Names:
    """The printed indicator names of a report: how each was decided, its entry, its units."""
    found: Names = {}
    pages = read_pages(path, None, ocr=False).pages
    for fact in match(read_facts(pages, find(pages)).facts):
        subject = fact.subject
        if subject.kind != "indicator" or subject.match is None:
            continue
        old = found.get(subject.name)
        if old is None or subject.match.decision == "matched" != old["decision"]:
            found[subject.name] = {"decision": subject.match.decision, "id": subject.canonical_id or "", "unit": ""}
        if fact.measure in ("target", "realization") and fact.unit:
            found[subject.name]["unit"] = fact.unit
    return found


def main() -> None:
    """Prints the share of matched names by report and over all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sample", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-o", "--output", type=Path)
    options = parser.parse_args()
    all_names: dict[str, list[dict[str, str]]] = defaultdict(list)
    for path in sorted(options.folder.glob("*.pdf")):
        found = names_of(path)
        for name, told in found.items():
            all_names[name].append({"report": path.stem, **told})
        matched = sum(told["decision"] == "matched" for told in found.values())
        print(f"{path.stem:45s} {matched:4d} of {len(found):4d}", flush=True)
    good = {name: next((t for t in told if t["decision"] == "matched"), None) for name, told in all_names.items()}
    matches = sorted(name for name, told in good.items() if told)
    print(f"{'distinct names':45s} {len(matches):4d} of {len(good):4d} = {len(matches) / max(len(good), 1):.1%}")
    if options.output:
        _write(options, matches, good)


def _write(options: argparse.Namespace, matches: list[str], good: dict[str, dict[str, str] | None]) -> None:
    """Writes the sample with an empty column for the judgement."""
    drawn = sorted(random.Random(options.seed).sample(matches, min(options.sample, len(matches))))
    with options.output.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("report", "printed", "unit", "id", "name in the catalogue", "right"))
        for name in drawn:
            told = good[name] or {}
            entry = catalogue().indicator_by_id[told["id"]]
            rows.writerow((told["report"], name, told["unit"], told["id"], entry.name, ""))


if __name__ == "__main__":
    main()
