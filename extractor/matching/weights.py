"""The fitted weights of the features; `weights.yaml` says how they were made."""

from functools import lru_cache
from pathlib import Path

import yaml

from schemas.base import Model

FILE = Path(__file__).with_name("weights.yaml")


class Weights(Model):
    """Weights of the features, the intercept, and the thresholds of the decision with how all of them were made."""

    made: str
    matched: float
    proposed: float
    intercept: float
    features: dict[str, float]


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The weights that ship with the project."""
    return Weights.model_validate(yaml.safe_load(FILE.read_text(encoding="utf-8")))
