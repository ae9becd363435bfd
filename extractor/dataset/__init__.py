"""Many audited reports as one dataset: typed tables, series over years, restatements."""

from extractor.dataset.frames import Dataset, open

__all__ = ["Dataset", "open"]
