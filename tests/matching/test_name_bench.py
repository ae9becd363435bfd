"""The name bench: labelled pairs of names of our own making, STRONG ones all right, WEAK ones right or cautious."""

import csv
from pathlib import Path

import pytest

from extractor.matching import match
from tests.matching.conftest import MakeFact

PAIRS = list(csv.DictReader((Path(__file__).parent / "names.csv").open(encoding="utf-8")))
# Right pairs of the WEAK tier that are found; the others cost a review, never a wrong comparison.
WEAK_RECALL = 0.8


def same(pair: dict[str, str], fact: MakeFact) -> bool:
    """Whether both names of a pair, each in a table of its own, get one id."""
    left, right = match([fact(pair["left"], table="t1"), fact(pair["right"], table="t2", id="f2")])
    return left.subject.canonical_id == right.subject.canonical_id


@pytest.mark.parametrize("pair", [p for p in PAIRS if p["tier"] == "STRONG"], ids=lambda p: f"{p['left']}|{p['right']}")
def test_strong_pairs_are_all_right(pair: dict[str, str], fact: MakeFact) -> None:
    assert same(pair, fact) == (pair["same"] == "yes")


@pytest.mark.parametrize("pair", [p for p in PAIRS if p["same"] == "no"], ids=lambda p: f"{p['left']}|{p['right']}")
def test_no_different_pair_is_joined(pair: dict[str, str], fact: MakeFact) -> None:
    assert not same(pair, fact)


def test_enough_weak_pairs_are_found(fact: MakeFact) -> None:
    weak = [pair for pair in PAIRS if pair["tier"] == "WEAK" and pair["same"] == "yes"]
    missed = [pair["left"] for pair in weak if not same(pair, fact)]
    assert 1 - len(missed) / len(weak) >= WEAK_RECALL, missed
