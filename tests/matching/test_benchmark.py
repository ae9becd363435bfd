"""The labelled pairs of the benchmark: enough of them, and told apart as the project promises."""

import pytest

from benchmarks.matching.pairs import PARTS, answered, labelled
from extractor.matching.compare import compare
from extractor.matching.features import FEATURES, Feature
from extractor.matching.weights import weights

PRECISION, RECALL = 0.995, 0.95


def test_there_are_a_thousand_pairs_and_three_hundred_hard_ones() -> None:
    pairs = [pair for part in PARTS for pair in labelled(part)]
    assert len(pairs) >= 1000
    assert sum(not pair.same for pair in pairs) >= 300
    assert len({(pair.names, pair.units) for pair in pairs}) == len(pairs)
    assert {pair.part for pair in labelled("held")} == {"held"}


@pytest.mark.parametrize("part", PARTS)
def test_pairs_are_told_apart(part: str) -> None:
    answers = [answered(pair) for pair in labelled(part)]
    both = sum(answer.same and answer.pair.same for answer in answers)
    assert both / sum(answer.same for answer in answers) >= PRECISION
    assert both / sum(answer.pair.same for answer in answers) >= RECALL


@pytest.mark.parametrize("part", PARTS)
def test_the_score_is_a_probability(part: str) -> None:
    answers = [answered(pair) for pair in labelled(part)]
    for low, high in ((0.0, 0.1), (0.9, 1.0)):
        inside = [answer for answer in answers if low <= answer.score <= high]
        mean = sum(answer.score for answer in inside) / len(inside)
        same = sum(answer.pair.same for answer in inside) / len(inside)
        assert abs(mean - same) < 0.02


def test_it_does_not_matter_which_name_comes_first() -> None:
    for pair in labelled("held")[::5]:
        left, right = pair.sides()
        there, back = compare(left, right), compare(right, left)
        assert (there.forbidden is None) == (back.forbidden is None), pair.names
        assert there.score == pytest.approx(back.score, abs=0.02), pair.names


@pytest.mark.parametrize("feature", FEATURES, ids=lambda f: f.name)
def test_every_feature_says_what_it_means_and_has_a_weight(feature: Feature) -> None:
    assert feature.meaning.endswith(".") and feature.name in weights().features
