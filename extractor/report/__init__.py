"""Reading and audit to one document, and the document to bytes."""

from extractor.report.writing import json_parts, refuse_unwritable, to_json, write_atomically

__all__ = ["json_parts", "refuse_unwritable", "to_json", "write_atomically"]
