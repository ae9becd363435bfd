"""How often the wrong cell and its right value are found: slips planted into our own clean reports, and the time it takes.

    python -m benchmarks.repair --trials 200 --seed 1

One or two slips a trial, in figures that at least two calculations check: where only one does, no method can tell which of
its figures is wrong (--any plants there as well). A trial is right when every planted figure stands in a repair with its
right value. It is wrong and certain when a repair that calls itself unique changes another figure or to another value.
"""

import argparse
import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from benchmarks.slips import Planted, planted
from benchmarks.webs import tree
from extractor.audit import audit
from extractor.audit.repair import untangled
from extractor.facts import read as read_facts
from extractor.facts.model import Reading
from extractor.matching import match
from extractor.pages import read as read_pages
from extractor.tables import find
from schemas import Finding

CLEAN = ("perikanan-2023", "perpustakaan-2024")
REPORTS = Path(__file__).parent.parent / "fixtures" / "reports"
BACKGROUND = 2


@dataclass
class Score:
    """What came of the trials."""

    trials: int = 0
    right: int = 0
    certain: int = 0
    slips: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)


def reading_of(name: str) -> Reading:
    """The facts of one of our reports."""
    document = read_pages(REPORTS / f"{name}.pdf")
    reading = read_facts(document.pages, find(document.pages))
    return replace(reading, facts=match(reading.facts))


def checked(reading: Reading, least: int) -> list[str]:
    """The figures of tables that so many calculations confirm."""
    facts = audit(reading).facts
    return [f.id for f in facts if f.source.table and f.value and f.support.confirmed >= least]


def judged(findings: Sequence[Finding], slips: Sequence[Planted]) -> tuple[set[str], list[str]]:
    """The planted figures that were found with their value, and certain answers that are wrong."""
    right = {slip.fact: slip.right for slip in slips}
    found: set[str] = set()
    wrong = []
    for finding in findings:
        changes = finding.repair.changes if finding.repair else ()
        found |= {change.fact for change in changes if right.get(change.fact) == change.value}
        if finding.repair and finding.repair.unique:
            wrong += [f"{finding.check} {c.fact} {c.value}" for c in changes if right.get(c.fact) != c.value]
    return found, wrong


def run(trials: int, seed: int, least: int) -> Score:
    """The score of seeded trials."""
    chance = random.Random(seed)
    readings = [reading_of(name) for name in CLEAN]
    names = [checked(reading, least) for reading in readings]
    score = Score()
    for trial in range(trials):
        which = trial % len(readings)
        changed, slips = planted(readings[which], names[which], chance.choice([1, 2]), chance)
        found, wrong = judged(audit(changed).findings, slips)
        score.trials += 1
        score.right += len(found) == len(slips)
        score.certain += bool(wrong)
        score.slips.update(slip.kind for slip in slips)
        score.found.update(slip.kind for slip in slips if slip.fact in found)
        if wrong or len(found) < len(slips):
            score.notes.append(f"{trial} {CLEAN[which]} {slips} found {sorted(found)} wrong {wrong}")
    return score


def component_seconds(wrong: int) -> tuple[int, float]:
    """Facts of one component with some wrong figures, and the CPU seconds of its repair."""
    web = tree(7, 10, 10)
    names = sorted(web.facts)[:: len(web.facts) // wrong][:wrong]
    values = {name: (web.facts[name].value or 0) + 7_000_000 for name in names if not name.endswith("p")}
    net = web.changed(**values).network()
    start = time.process_time()
    untangled(net)
    return len(web.facts), time.process_time() - start


def main() -> None:
    """Runs the trials and prints the score."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--trials", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--any", action="store_true", help="also figures that one calculation checks")
    parser.add_argument("--notes", action="store_true", help="tell the trials that went wrong")
    options = parser.parse_args()
    score = run(options.trials, options.seed, 1 if options.any else BACKGROUND)
    print(
        f"trials {score.trials}, right {score.right} ({score.right / score.trials:.1%}), wrong and certain {score.certain}"
    )
    for kind, count in sorted(score.slips.items()):
        print(f"  {kind:18} {score.found[kind]:3} / {count}")
    for wrong in (1, 5, 10):
        size, seconds = component_seconds(wrong)
        print(f"component of {size} facts, {wrong} wrong: {seconds:.2f} s")
    if options.notes:
        print("\n".join(score.notes))


if __name__ == "__main__":
    main()
