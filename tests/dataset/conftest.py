"""Audited reports that several tests share; each is made once."""

from pathlib import Path

import pytest

from extractor.report.writing import to_json
from fixtures.audited import audited
from fixtures.variants import clean_plan


@pytest.fixture(scope="session")
def audits(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the audits of three offices."""
    folder = tmp_path_factory.mktemp("audits")
    for seed in (3, 5, 8):
        (folder / f"{seed}.json").write_bytes(to_json(audited(clean_plan(seed))))
    return folder
