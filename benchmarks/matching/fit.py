"""Fits the weights of the features on the work part and writes `extractor/matching/weights.yaml`.

    python -m benchmarks.matching.fit

Logistic regression with a ridge around what was believed before, by projected gradient steps: no weight may change its sign, so that a word more
never makes two names likelier the same. Pairs that the catalogue or a guard decides teach nothing about words and are
left out. Features that the pairs do not vary (KEPT) keep the weights that were set by hand.
"""

from collections.abc import Sequence

import numpy as np
import yaml
from numpy.typing import NDArray

from benchmarks.matching.pairs import labelled
from extractor.matching.compare import compare
from extractor.matching.features import FEATURES
from extractor.matching.pairs import same_thing
from extractor.matching.weights import FILE, weights

KEPT = {"same_unit": 2.5, "same_agency": 0.5, "same_objective": 0.5, "other_polarity": -3.0}
# What was believed before the pairs were seen; the ridge pulls towards it, as most slips and light words are told right.
BELIEVED = {
    "strange_words": -4.5, "strange_share": -3.0, "light_words": -1.0, "slips": -0.6, "forms": -0.5, "shortened": -0.6,
    "other_letters": -2.0, "word_order": -1.0, "other_head": -1.5, "unknown_measure": -5.0, "short_name": -1.5,
}  # fmt: skip
RIDGE, STEP, STEPS = 1.0, 0.5, 20000
NAMES = [feature.name for feature in FEATURES]
Numbers = NDArray[np.float64]


def examples() -> tuple[Numbers, Numbers]:
    """Feature values and labels of the pairs that words decide."""
    rows, labels = [], []
    for pair in labelled("work"):
        left, right = pair.sides()
        found = compare(left, right)
        if found.forbidden or same_thing(left, right).entry:
            continue
        values = {part.name: part.value for part in found.parts}
        rows.append([values.get(name, 0.0) for name in NAMES])
        labels.append(float(pair.same))
    return np.array(rows), np.array(labels)


def fitted(values: Numbers, labels: Numbers) -> tuple[float, list[float]]:
    """Intercept and weights."""
    free = np.array([name not in KEPT for name in NAMES])
    prior = np.array([KEPT.get(name, BELIEVED.get(name, -1.0)) for name in NAMES])
    weight = prior.copy()
    intercept = 3.0
    for _ in range(STEPS):
        error = 1 / (1 + np.exp(-(values @ weight + intercept))) - labels
        intercept -= STEP * float(error.mean())
        slope = values.T @ error / len(labels) + RIDGE * (weight - prior) / len(labels)
        weight = np.where(free, np.minimum(weight - STEP * slope, 0.0), weight)
    return float(intercept), [float(number) for number in weight]


def written(intercept: float, weight: Sequence[float], count: int) -> str:
    """The file."""
    old = weights()
    made = (
        f"python -m benchmarks.matching.fit on {count} pairs of benchmarks/matching/work.csv that words decide; "
        f"set by hand: {', '.join(sorted(KEPT))} and the thresholds"
    )
    table = {
        "made": made,
        "matched": old.matched,
        "proposed": old.proposed,
        "intercept": round(intercept, 2),
        "features": {name: round(value, 2) + 0.0 for name, value in zip(NAMES, weight, strict=True)},
    }
    return yaml.safe_dump(table, sort_keys=False, width=120)


def main() -> None:
    """Fits and writes."""
    values, labels = examples()
    text = written(*fitted(values, labels), len(labels))
    FILE.write_text(text, encoding="utf-8")
    print(text, end="")


if __name__ == "__main__":
    main()
