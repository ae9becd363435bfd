"""Audited reports that several tests share; each is made once."""

from pathlib import Path

import pytest

from extractor.dataset.build import build
from extractor.report.writing import to_json
from fixtures import years
from fixtures.audited import audited
from fixtures.variants import clean_plan


@pytest.fixture(scope="session")
def audits(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the audits of three offices."""
    folder = tmp_path_factory.mktemp("audits")
    for seed in (3, 5, 8):
        (folder / f"{seed}.json").write_bytes(to_json(audited(clean_plan(seed))))
    return folder


@pytest.fixture(scope="session")
def years_audits(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the audits of one office's four years."""
    folder = tmp_path_factory.mktemp("years")
    for plan in years.reports():
        (folder / f"{plan.name}.json").write_bytes(to_json(audited(plan)))
    return folder


@pytest.fixture(scope="session")
def years_dataset(years_audits: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dataset of one office's four years."""
    folder = tmp_path_factory.mktemp("years-dataset")
    build(years_audits, folder)
    return folder
