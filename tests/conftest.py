"""Settings of the whole suite: generated examples are the same in every run, so that a red test is a changed program."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from schemas.catalogue import load

settings.register_profile("suite", derandomize=True)
settings.load_profile("suite")


@pytest.fixture(autouse=True)
def own_catalogue() -> Iterator[None]:
    """A local list of indicators that a test lays over ours is gone after it."""
    yield
    load.take_off()
