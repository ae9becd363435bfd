"""Reading and audit to one document, and the document to bytes."""

from extractor.report.build import build
from extractor.report.writing import to_json, write_atomically

__all__ = ["build", "to_json", "write_atomically"]
