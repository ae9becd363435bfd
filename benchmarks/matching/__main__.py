"""Precision, recall, calibration and the worst pairs of matching.

    python -m benchmarks.matching [--part work|held] [--worst 20] [--freeze]

`--freeze` writes `result.txt`, which is kept in git; a change of matching shows there what it did. The worst pairs are
shown of the work part only, so that nobody tunes on the held one.
"""

import argparse
import itertools
from collections import Counter
from collections.abc import Iterator, Sequence

from benchmarks.matching.pairs import FOLDER, PARTS, Answer, answered, labelled

RESULT = FOLDER / "result.txt"
BANDS = (0.0, 0.02, 0.1, 0.5, 0.9, 0.98, 1.0)
WORST = 20


def figures(answers: Sequence[Answer]) -> Iterator[str]:
    """Precision and recall within a report and over reports."""
    true = sum(answer.pair.same for answer in answers)
    yield f"  pairs {len(answers)}: {true} same, {len(answers) - true} different"
    for title, said in (
        ("within a report", [answer.same for answer in answers]),
        ("over two reports", [answer.over_reports for answer in answers]),
    ):
        both = sum(answer.pair.same and same for answer, same in zip(answers, said, strict=True))
        yield f"  {title:<18}precision {_share(both, sum(said))}   recall {_share(both, true)}"


def calibration(answers: Sequence[Answer]) -> Iterator[str]:
    """For every band of probability how many pairs are the same indeed."""
    yield "  probability      pairs   mean   same indeed"
    for low, high in itertools.pairwise(BANDS):
        inside = [a for a in answers if low <= a.score < high or (high == 1.0 and a.score == high)]
        if inside:
            mean = sum(a.score for a in inside) / len(inside)
            same = sum(a.pair.same for a in inside) / len(inside)
            yield f"  {low:4.2f} to {high:4.2f}  {len(inside):8d}  {mean:5.3f}   {same:5.3f}"


def by_tag(answers: Sequence[Answer]) -> Iterator[str]:
    """How many pairs of each tag are told right."""
    count = Counter(a.pair.tag.split("+", maxsplit=1)[0] for a in answers)
    right = Counter(a.pair.tag.split("+", maxsplit=1)[0] for a in answers if a.same == a.pair.same)
    yield "  right by tag: " + ", ".join(f"{tag} {right[tag]}/{count[tag]}" for tag in sorted(count))


def worst(answers: Sequence[Answer], most: int) -> Iterator[str]:
    """The pairs that are told wrong, then those whose probability surprises most."""
    order = sorted(answers, key=lambda a: (a.same == a.pair.same, -a.surprise, a.pair.names))
    for answer in order[:most]:
        label = "same" if answer.pair.same else "different"
        told = "" if answer.same == answer.pair.same else "  WRONG"
        yield f"  {answer.score:.3f} {label:<9} {' | '.join(answer.pair.names)} [{answer.pair.tag}]{told}"


def lines(parts: Sequence[str], most: int) -> Iterator[str]:
    """The whole report."""
    for part in parts:
        answers = [answered(pair) for pair in labelled(part)]
        yield part.upper()
        yield from figures(answers)
        yield from calibration(answers)
        yield from by_tag(answers)
        if part == "work":
            yield f"  worst {most}"
            yield from ("  " + line for line in worst(answers, most))


def _share(some: int, whole: int) -> str:
    return f"{some}/{whole} = {some / whole:.4f}" if whole else "-"


def main() -> None:
    """Prints the report, and freezes it where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=PARTS)
    parser.add_argument("--worst", type=int, default=WORST)
    parser.add_argument("--freeze", action="store_true")
    options = parser.parse_args()
    text = "\n".join(lines([options.part] if options.part else PARTS, options.worst)) + "\n"
    print(text, end="")
    if options.freeze:
        RESULT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
