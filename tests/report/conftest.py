"""One audited sample for all tests of what is made from a stored report."""

from pathlib import Path

import pytest

import extractor
from extractor.report.originals import Originals, originals
from schemas import Report

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / (ROOT / "fixtures" / "SAMPLE").read_text(encoding="utf-8").strip()


@pytest.fixture(scope="session")
def sample() -> Path:
    return SAMPLE


@pytest.fixture(scope="session")
def audited() -> Report:
    return extractor.audit(SAMPLE)


@pytest.fixture(scope="session")
def at_hand(audited: Report) -> Originals:
    return originals(audited, [SAMPLE])
