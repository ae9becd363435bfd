"""Work on one document in a process of its own, under limits, so that no document can harm another or the caller."""

from extractor.isolation.model import Failure, Kind, Limits, Outcome, Task
from extractor.isolation.platform import missing_limits
from extractor.isolation.workers import Workers

__all__ = ["Failure", "Kind", "Limits", "Outcome", "Task", "Workers", "missing_limits"]
